//! What follows from how a call went.

use std::{sync::Arc, time::Duration};

use super::render::Departures;
use crate::{
    chat::{
        incoming::ChatKey,
        outgoing::{Class, Delivery, Outcome, Outgoing},
    },
    clock::Timestamp,
    telegram::trouble::Trouble,
};

/// How long a message is tried.
const PATIENCE: Duration = Duration::from_hours(24);
/// How long the confirmation of a tap is tried: after that nobody waits for it.
const TAP_PATIENCE: Duration = Duration::from_secs(15);
const LONGEST_BACKOFF: Duration = Duration::from_mins(1);

/// A delivery with its history.
#[derive(Debug, Clone)]
pub(super) struct Parcel {
    pub id: i64,
    pub chat: ChatKey,
    pub class: Class,
    pub outgoing: Arc<Outgoing>,
    pub departures: Departures,
    /// When the sender got it.
    since: Timestamp,
    /// Failures in a row that call for a longer pause.
    failures: u32,
}

/// What is to become of a parcel.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Ended(Outcome),
    /// Try again, not before this moment.
    Again(Timestamp),
}

impl Parcel {
    pub fn new(delivery: Delivery, now: Timestamp) -> Self {
        Self {
            id: delivery.id,
            chat: delivery.chat,
            class: delivery.class,
            outgoing: Arc::new(delivery.outgoing),
            departures: Departures::default(),
            since: now,
            failures: 0,
        }
    }

    pub fn is_tap(&self) -> bool {
        matches!(*self.outgoing, Outgoing::Confirm { .. })
    }

    /// Whether a message's being changed again makes this change needless.
    pub fn is_edit_of(&self, later: &Self) -> bool {
        match (&*self.outgoing, &*later.outgoing) {
            (Outgoing::Edit { message: mine, .. }, Outgoing::Edit { message: theirs, .. }) => mine == theirs,
            _ => false,
        }
    }

    /// Decides after a call; notes what the next call must do otherwise.
    pub fn judge(&mut self, result: Result<(), Trouble>, now: Timestamp) -> Verdict {
        let Err(trouble) = result else { return Verdict::Ended(Outcome::Sent) };
        match trouble {
            Trouble::NotModified => Verdict::Ended(Outcome::Sent),
            Trouble::RetryAfter(wait) => self.again(&trouble, wait, now),
            Trouble::Server(_)
            | Trouble::Network { .. }
            // The row is not to blame for a conflict or a bad token; an administrator can mend that.
            | Trouble::OtherPoller
            | Trouble::WebhookSet
            | Trouble::Unauthorized
            | Trouble::Storage(_)
            | Trouble::Unreadable(_) => {
                let wait = self.backoff();
                self.again(&trouble, wait, now)
            }
            Trouble::EditGone if self.may_go_anew() => {
                self.departures.as_new = true;
                Verdict::Again(now)
            }
            Trouble::BadRequest(_) if trouble.is_about_markup() && !self.departures.plain => {
                self.departures.plain = true;
                Verdict::Again(now)
            }
            _ => self.give_up(trouble.code()),
        }
    }

    fn may_go_anew(&self) -> bool {
        matches!(*self.outgoing, Outgoing::Edit { .. }) && !self.departures.as_new
    }

    fn again(&self, trouble: &Trouble, wait: Duration, now: Timestamp) -> Verdict {
        let at = now.plus(wait);
        let patience = if self.is_tap() { TAP_PATIENCE } else { PATIENCE };
        if at.since(self.since) > patience {
            return self.give_up("expired".to_owned());
        }
        if self.failures <= 1 {
            tracing::info!(row = self.id, %trouble, "a delivery is retried");
        }
        Verdict::Again(at)
    }

    fn give_up(&self, code: String) -> Verdict {
        // That a tap is confirmed too late is nobody's concern.
        if !self.is_tap() {
            tracing::warn!(row = self.id, reason = code, "消息未能送达 (delivery given up)");
        }
        Verdict::Ended(Outcome::GivenUp(code))
    }

    /// 1, 2, 4, … seconds, at most [`LONGEST_BACKOFF`].
    fn backoff(&mut self) -> Duration {
        let wait = Duration::from_secs(1 << self.failures.min(6)).min(LONGEST_BACKOFF);
        self.failures = self.failures.saturating_add(1);
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{
        incoming::{Channel, MessageId},
        outgoing::Keyboard,
    };

    const START: Timestamp = Timestamp(1_000);

    fn parcel(outgoing: Outgoing) -> Parcel {
        let chat = ChatKey { channel: Channel::Telegram, id: 1001 };
        Parcel::new(Delivery { id: 1, chat, class: Class::Reply, outgoing }, START)
    }

    fn send() -> Parcel {
        parcel(Outgoing::Send { html: "x".to_owned(), keyboard: Keyboard::None, protected: false })
    }

    fn edit() -> Parcel {
        parcel(Outgoing::Edit {
            message: MessageId(7),
            html: "x".to_owned(),
            keyboard: Keyboard::None,
            protected: false,
        })
    }

    fn tap() -> Parcel {
        parcel(Outgoing::Confirm { tap: "t".to_owned(), text: String::new(), alert: false })
    }

    fn cut_off() -> Trouble {
        Trouble::Network { maybe_took_effect: true, what: "cut".to_owned() }
    }

    fn given_up(code: &str) -> Verdict {
        Verdict::Ended(Outcome::GivenUp(code.to_owned()))
    }

    #[test]
    fn what_took_effect_has_ended() {
        assert_eq!(send().judge(Ok(()), START), Verdict::Ended(Outcome::Sent));
        assert_eq!(edit().judge(Err(Trouble::NotModified), START), Verdict::Ended(Outcome::Sent));
    }

    #[test]
    fn pauses_double_up_to_a_minute_and_end_after_a_day() {
        let (mut parcel, mut now, mut pauses) = (send(), START, Vec::new());
        while let Verdict::Again(at) = parcel.judge(Err(Trouble::Server(502)), now) {
            pauses.push(at.since(now).as_secs());
            now = at;
        }
        assert_eq!(pauses[..8], [1, 2, 4, 8, 16, 32, 60, 60]);
        assert!(now.since(START) > Duration::from_hours(23));
        assert_eq!(parcel.judge(Err(cut_off()), now), given_up("expired"));
    }

    #[test]
    fn a_flood_is_waited_out() {
        let flood = |seconds| Err(Trouble::RetryAfter(Duration::from_secs(seconds)));
        assert_eq!(send().judge(flood(300), START), Verdict::Again(START.plus(Duration::from_mins(5))));
        assert_eq!(tap().judge(flood(14), START), Verdict::Again(START.plus(Duration::from_secs(14))));
        assert_eq!(tap().judge(flood(16), START), given_up("expired"));
    }

    #[test]
    fn a_tap_is_tried_for_seconds_only() {
        let (mut parcel, mut now, mut tries) = (tap(), START, 1);
        while let Verdict::Again(at) = parcel.judge(Err(cut_off()), now) {
            now = at;
            tries += 1;
        }
        assert_eq!((tries, now.since(START).as_secs()), (5, 15));
        assert_eq!(tap().judge(Err(Trouble::TapExpired), START), given_up("tap expired"));
    }

    #[test]
    fn an_edit_of_what_is_gone_is_sent_anew_once() {
        let mut parcel = edit();
        assert_eq!(parcel.judge(Err(Trouble::EditGone), START), Verdict::Again(START));
        assert!(parcel.departures.as_new);
        assert_eq!(parcel.judge(Err(Trouble::EditGone), START), given_up("message gone"));
    }

    #[test]
    fn refused_markup_is_left_out_once() {
        let refused = || Trouble::BadRequest("Bad Request: can't parse entities: …".to_owned());
        let mut parcel = send();
        assert_eq!(parcel.judge(Err(refused()), START), Verdict::Again(START));
        assert!(parcel.departures.plain);
        assert!(matches!(parcel.judge(Err(refused()), START), Verdict::Ended(Outcome::GivenUp(_))));
    }

    #[test]
    fn what_is_final_is_given_up_by_name() {
        assert_eq!(send().judge(Err(Trouble::Blocked), START), given_up("blocked"));
        assert_eq!(send().judge(Err(Trouble::ChatGone), START), given_up("chat not found"));
        assert_eq!(send().judge(Err(Trouble::Migrated(-5)), START), given_up("group migrated"));
        let other = Trouble::BadRequest("Bad Request: BUTTON_DATA_INVALID".to_owned());
        assert_eq!(send().judge(Err(other), START), given_up("refused: Bad Request: BUTTON_DATA_INVALID"));
    }

    #[test]
    fn a_document_waits_for_the_storage_and_not_for_a_file_that_is_gone() {
        let document =
            || parcel(Outgoing::Document { file: 1, html: String::new(), keyboard: Keyboard::None });
        let full = Trouble::Storage("disk".to_owned());
        assert!(matches!(document().judge(Err(full), START), Verdict::Again(_)));
        assert_eq!(document().judge(Err(Trouble::FileGone), START), given_up("file gone"));
        assert_eq!(document().judge(Err(Trouble::FileTooBig), START), given_up("file too big"));
    }

    #[test]
    fn a_bad_token_gives_no_row_up() {
        assert!(matches!(send().judge(Err(Trouble::Unauthorized), START), Verdict::Again(_)));
    }

    #[test]
    fn only_edits_of_the_same_message_overtake() {
        let other = parcel(Outgoing::Edit {
            message: MessageId(8),
            html: String::new(),
            keyboard: Keyboard::None,
            protected: false,
        });
        assert!(edit().is_edit_of(&edit()));
        assert!(!edit().is_edit_of(&other) && !send().is_edit_of(&send()) && !edit().is_edit_of(&send()));
    }
}
