//! Pictures, pages and workbooks.

pub mod invitations;
mod qr;
