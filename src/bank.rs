//! Question-bank formats in and out, and their diagnostics.
