//! Files from outside, loaded as they were shown, on whichever engine the
//! tests run on.

mod questions;
mod roster;
