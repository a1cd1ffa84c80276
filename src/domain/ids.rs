//! Identifiers that cross a room. Each is a number of its own type, so that a
//! staff member can't be taken for a unit.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(/// A staff member (职工) on the roster.
    StaffId);
id!(/// A unit (单位) of the office: the office itself, a section, a township office.
    UnitId);
id!(/// A question of a bank, whatever its wording today.
    QuestionId);
id!(/// One wording of a question; answers keep the version they were given to.
    VersionId);
id!(/// One round (一轮) of practice.
    RoundId);
id!(/// An exam (考试).
    ExamId);
id!(/// One person's sitting of an exam (场次).
    SittingId);
id!(/// A staff member's report that a question is wrong.
    FlagId);
id!(/// An article of a reference text.
    ArticleId);
id!(/// A file on its way to a chat.
    FileId);
id!(/// A file that somebody has sent to be loaded.
    UploadId);
id!(/// A stranger's request to be bound to a staff member.
    BindRequestId);
