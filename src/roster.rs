//! Staff lists in and out.
