//! Exams: planning and publishing them, sitting them, marking them. The
//! conversation, the command line and the clock all come through here.

pub mod mark;
pub mod plan;
pub mod publish;
pub mod sit;
