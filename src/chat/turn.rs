//! A turn: what a handler works with. One transaction, one update.

use super::{
    house::House,
    incoming::{Channel, ChatKey, Event, Incoming, MessageId},
    notices,
    outgoing::{Class, Outgoing},
    say::{Say, Toast},
    screens::binding::Binding,
    state::State,
    texts::Words,
};
use crate::{
    clock::Timestamp,
    domain::lang::Lang,
    store::{
        StoreError, Tx,
        account::{self, Address, Person},
        round::RoundRow,
    },
};

/// Why a turn came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum TurnError {
    /// The storage failed: the turn is tried again.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A mistake in the program: the update is set aside, the person gets an
    /// apology with a code.
    #[error("{0}")]
    Bug(&'static str),
}

/// The result of a handler.
pub type Done = Result<(), TurnError>;

/// A turn.
pub struct Turn<'t> {
    /// The transaction.
    pub tx: &'t mut Tx,
    /// What all turns share.
    pub house: &'t House,
    /// The update.
    pub incoming: &'t Incoming,
    /// The moment.
    pub now: Timestamp,
    lang: Lang,
    /// The person's open round, as it was when the turn began.
    round: Option<RoundRow>,
    confirmed: bool,
    /// Whether the message whose button was tapped is no longer the newest.
    overtaken: bool,
    introduced: bool,
    out: Vec<(ChatKey, Class, Outgoing)>,
}

/// What a turn has come to.
#[derive(Debug)]
pub struct Ended {
    /// All that goes out.
    pub out: Vec<(ChatKey, Class, Outgoing)>,
    /// Whether a stranger is told who this is. That counts once it is
    /// committed.
    pub introduced: bool,
}

impl<'t> Turn<'t> {
    /// A turn over this update.
    pub fn new(
        tx: &'t mut Tx,
        house: &'t House,
        incoming: &'t Incoming,
        lang: Lang,
        round: Option<RoundRow>,
    ) -> Self {
        let now = house.clock.now();
        Self {
            tx,
            house,
            incoming,
            now,
            lang,
            round,
            confirmed: false,
            overtaken: false,
            introduced: false,
            out: Vec::new(),
        }
    }

    /// The person's open round, as it was when the turn began.
    pub fn open_round(&self) -> Option<RoundRow> {
        self.round.clone()
    }

    /// The words in the person's language.
    pub fn words(&self) -> Words<'t> {
        self.house.texts.in_lang(self.lang)
    }

    /// From now on in another language.
    pub fn speak(&mut self, lang: Lang) {
        self.lang = lang;
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The word of the channel in the database.
    pub fn channel(&self) -> &'static str {
        self.incoming.chat.channel.word()
    }

    /// The account that speaks.
    pub fn account(&self) -> i64 {
        self.incoming.sender.account
    }

    /// The message whose button was tapped.
    pub(super) fn pressed(&self) -> Option<MessageId> {
        match self.incoming.event {
            Event::Press { message, .. } => Some(message),
            _ => None,
        }
    }

    /// The message that was typed, as a whole.
    pub(super) fn typed(&self) -> Option<&'t str> {
        match &self.incoming.event {
            Event::Text(typed) => Some(typed),
            _ => None,
        }
    }

    /// Newer messages stand below the one whose button was tapped: what is
    /// shown now goes below them.
    pub fn shows_below(&mut self) {
        self.overtaken = true;
    }

    /// Shows a screen: in place of the message whose button was tapped, if it
    /// is the newest, else as a new message. (An edit is preferred: repeating it does no harm.)
    pub fn show(&mut self, say: &Say) {
        let page = say.page(self.words());
        let outgoing = match self.pressed().filter(|_| !self.overtaken) {
            Some(message) => page.edit(message),
            None => page.send(),
        };
        self.push(outgoing);
    }

    /// Shows a screen as a new message.
    pub fn send(&mut self, say: &Say) {
        let page = say.page(self.words());
        self.push(page.send());
    }

    /// Tells a stranger who this is.
    pub fn introduce(&mut self) {
        self.send(&Say::Binding(Binding::Stranger));
        self.introduced = true;
    }

    /// Confirms the tap with a line.
    pub fn toast(&mut self, toast: Toast) {
        if let Event::Press { tap, .. } = &self.incoming.event
            && !std::mem::replace(&mut self.confirmed, true)
        {
            let text = toast.text(self.words());
            let confirm = Outgoing::Confirm { tap: tap.clone(), text, alert: false };
            // Before the edit: it goes out side by side with it.
            self.out.insert(0, (self.incoming.chat, Class::Reply, confirm));
        }
    }

    /// Tells someone else something.
    pub fn notify(&mut self, address: &Address, say: &Say) {
        let Some(channel) = Channel::from_word(&address.channel) else { return };
        let page = say.page(self.house.texts.in_lang(address.lang));
        let chat = ChatKey { channel, id: address.account };
        self.out.push((chat, Class::Notice, page.send()));
    }

    /// Sets the menu of commands of a chat.
    pub fn set_menu(&mut self, chat: ChatKey, person: &Person, lang: Lang) {
        let menu = notices::menu(self.house.texts.in_lang(lang), |role| person.is(role));
        self.out.push((chat, Class::Reply, menu));
    }

    /// What the next typed message will mean.
    pub async fn wait_for(&mut self, state: State) -> Done {
        Ok(account::set_state(self.tx, self.channel(), self.account(), &state.write()).await?)
    }

    fn push(&mut self, outgoing: Outgoing) {
        self.out.push((self.incoming.chat, Class::Reply, outgoing));
    }

    /// What it has come to; each tap is confirmed.
    pub fn finish(mut self) -> Ended {
        self.toast(Toast::Silent);
        Ended { out: self.out, introduced: self.introduced }
    }
}
