//! Rosters as offices have them, and files that mean harm.

mod files;
mod hostile;
mod lists;
mod oddities;
