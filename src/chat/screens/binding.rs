//! What strangers are told, and how an account is bound.

use super::{Way, ways};
use crate::{
    chat::{outgoing::Keyboard, say::Page, texts::Words},
    words,
};

/// What strangers are told.
#[derive(Debug, Clone)]
pub enum Binding {
    /// The one polite line, with a key to share the contact.
    Stranger,
    /// The invitation does not exist.
    InvitationUnknown,
    /// The invitation is over.
    InvitationExpired,
    /// The invitation was used.
    InvitationUsed,
    /// The contact is someone else's.
    NotOwnContact,
    /// Nobody, or more than one person, has this phone number.
    PhoneUnknown,
    /// Number and name fit nobody.
    NoMatch,
    /// The administrators were asked.
    Asked,
    /// Too many tries within an hour.
    TooManyTries,
    /// An administrator has refused.
    Refused,
    /// There is an owner, or the code is wrong.
    ClaimRefused,
    /// How the first owner claims the office.
    ClaimHow,
    /// Someone has become the owner.
    Claimed,
    /// This account is bound already.
    BoundAlready,
    /// The account was just bound.
    Bound,
}

impl Binding {
    /// Every one, for the tests of the texts.
    pub const ALL: [Self; 15] = [
        Self::Stranger,
        Self::InvitationUnknown,
        Self::InvitationExpired,
        Self::InvitationUsed,
        Self::NotOwnContact,
        Self::PhoneUnknown,
        Self::NoMatch,
        Self::Asked,
        Self::TooManyTries,
        Self::Refused,
        Self::ClaimRefused,
        Self::ClaimHow,
        Self::Claimed,
        Self::BoundAlready,
        Self::Bound,
    ];

    pub(in crate::chat) fn page(&self, words: Words<'_>) -> Page {
        let key = match self {
            Self::Stranger => "stranger",
            Self::InvitationUnknown => "invitation-unknown",
            Self::InvitationExpired => "invitation-expired",
            Self::InvitationUsed => "invitation-used",
            Self::NotOwnContact => "not-own-contact",
            Self::PhoneUnknown => "phone-unknown",
            Self::NoMatch => "no-match",
            Self::Asked => "asked",
            Self::TooManyTries => "too-many-tries",
            Self::Refused => "refused",
            Self::ClaimRefused => "claim-refused",
            Self::ClaimHow => "claim-how",
            Self::Claimed => "claimed",
            Self::BoundAlready => "bound-already",
            Self::Bound => "bound",
        };
        let keyboard = match self {
            Self::Stranger | Self::NotOwnContact | Self::Refused => {
                Keyboard::ShareContact(words!(words, "button-share-contact"))
            }
            // The key to share the contact has had its day.
            Self::Asked | Self::Claimed | Self::Bound => Keyboard::Remove,
            Self::BoundAlready => Keyboard::Buttons(vec![ways(&[Way::Quiz, Way::Help], words)]),
            _ => Keyboard::None,
        };
        Page { html: words!(words, key), keyboard, protected: false }
    }
}
