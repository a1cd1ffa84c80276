//! Pictures, pages and workbooks.
