//! Exams: planning and publishing them, sitting them, marking them, proving them. The
//! conversation, the command line and the clock all come through here.

pub mod analysis;
pub mod clock;
pub mod draft;
pub mod file;
pub mod mark;
pub mod outage;
pub mod plan;
pub mod proctor;
pub mod publish;
pub mod rehearse;
pub mod release;
pub mod results;
pub mod review;
pub mod ruling;
pub mod sit;
pub mod tell;
pub mod verify;
