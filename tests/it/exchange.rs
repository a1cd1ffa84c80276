//! Question banks in the formats of others.

mod sheet;
