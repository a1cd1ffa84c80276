//! Where an exam stands: draft → published → open → closed → marked → released
//! → archived. A step that does not fit is refused by its name.

use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// 草稿: it can be changed, nobody is told of it.
    Draft,
    /// 已发布: people are told; its papers are fixed.
    Published,
    /// 进行中
    Open,
    /// 已结束
    Closed,
    /// 已评卷
    Marked,
    /// 已公布
    Released,
    /// 已归档
    Archived,
    /// 已取消: called off before anybody sat it to the end.
    Cancelled,
}

/// What moves it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An administrator publishes it.
    Publish,
    /// An administrator takes it back to change it.
    TakeBack,
    /// Its time has come.
    Open,
    /// Its time is over, and everybody has handed in.
    Close,
    /// All sittings are marked.
    Mark,
    /// The results are made known.
    Release,
    /// It is put away.
    Archive,
    /// It is called off.
    Cancel,
}

/// A step that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} does not fit an exam that is {phase:?}")]
pub struct Misfit {
    /// Where it stands.
    pub phase: Phase,
    /// What was tried.
    pub step: Step,
}

impl Phase {
    /// Every phase, in their order.
    pub const ALL: [Self; 8] = [
        Self::Draft,
        Self::Published,
        Self::Open,
        Self::Closed,
        Self::Marked,
        Self::Released,
        Self::Archived,
        Self::Cancelled,
    ];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Marked => "marked",
            Self::Released => "released",
            Self::Archived => "archived",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.word() == word)
    }

    /// Where a step leads.
    pub fn after(self, step: Step) -> Result<Self, Misfit> {
        match (self, step) {
            (Self::Draft, Step::Publish) => Ok(Self::Published),
            (Self::Published, Step::TakeBack) => Ok(Self::Draft),
            (Self::Published, Step::Open) => Ok(Self::Open),
            (Self::Open, Step::Close) => Ok(Self::Closed),
            (Self::Closed, Step::Mark) => Ok(Self::Marked),
            // What was released may be released again, openly corrected.
            (Self::Marked | Self::Released, Step::Release) => Ok(Self::Released),
            (Self::Released, Step::Archive) => Ok(Self::Archived),
            (Self::Draft | Self::Published | Self::Open, Step::Cancel) => Ok(Self::Cancelled),
            (phase, step) => Err(Misfit { phase, step }),
        }
    }

    /// Whether nothing of the exam can be changed but openly.
    pub fn is_over(self) -> bool {
        self >= Self::Closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exam_goes_its_way() {
        let way = [Step::Publish, Step::Open, Step::Close, Step::Mark, Step::Release, Step::Archive];
        let ends = way.into_iter().try_fold(Phase::Draft, Phase::after);
        assert_eq!(ends, Ok(Phase::Archived));
    }

    #[test]
    fn a_step_that_does_not_fit_is_refused() {
        for (phase, step) in [
            (Phase::Draft, Step::Open),
            (Phase::Open, Step::TakeBack),
            (Phase::Closed, Step::Cancel),
            (Phase::Closed, Step::Release),
            (Phase::Archived, Step::Release),
            (Phase::Cancelled, Step::Publish),
        ] {
            assert_eq!(phase.after(step), Err(Misfit { phase, step }));
        }
        assert_eq!(Phase::Released.after(Step::Release), Ok(Phase::Released), "openly corrected");
    }

    #[test]
    fn words_are_read_back() {
        for phase in Phase::ALL {
            assert_eq!(Phase::from_word(phase.word()), Some(phase));
        }
    }
}
