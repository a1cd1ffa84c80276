//! streak
