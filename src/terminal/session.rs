//! The conversation at the terminal, from its opening to the goodbye.

use std::{future::Future, io, path::PathBuf};

use crate::{
    chat::{
        incoming::ChatKey,
        outlet::{Deliveries, Door},
    },
    clock::SharedClock,
};

use super::{board::Board, lines::Lines, numbers::Numbers, screen::Screen, talk::Talk};

/// Who sits at the terminal.
#[derive(Debug, Clone)]
pub struct Me {
    /// The chat; its number is that of the account too.
    pub chat: ChatKey,
    /// The name that the account shows.
    pub name: String,
    /// The language code of the terminal, if it tells.
    pub language: Option<String>,
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The person left: by word, by key, or because the input ended.
    Left,
    /// The program is to stop.
    Stopped,
    /// The house closed: the stream of deliveries ended.
    Closed,
}

/// A session. `settled` gives a future that ends when everything accepted so
/// far has been handled and its answers lie in the stream of deliveries.
pub struct Session<'a, S> {
    /// Who sits there.
    pub me: Me,
    /// The door of the house.
    pub door: &'a dyn Door,
    /// The time, from which numbers are taken.
    pub clock: SharedClock,
    /// Where lines come from.
    pub lines: Lines,
    /// Where messages go.
    pub screen: Screen,
    /// See above.
    pub settled: S,
    /// The folder that documents are put into; made with the first.
    pub files: PathBuf,
}

impl<S, F> Session<'_, S>
where
    S: Fn() -> F,
    F: Future<Output = ()>,
{
    /// Runs until the person leaves, `stop` ends or the house closes. Fails
    /// if the terminal can't be read or written; that nobody reads any more
    /// (`| head`) is a way to leave.
    pub async fn run(self, deliveries: &mut Deliveries, stop: impl Future<Output = ()>) -> io::Result<Ended> {
        match self.run_to_end(deliveries, stop).await {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Ended::Left),
            ended => ended,
        }
    }

    async fn run_to_end(
        self,
        deliveries: &mut Deliveries,
        stop: impl Future<Output = ()>,
    ) -> io::Result<Ended> {
        let Self { me, door, clock, mut lines, screen, settled, files } = self;
        let numbers = Numbers::new(clock);
        let mut talk = Talk { me, door, numbers, screen, board: Board::default(), settled, files };
        talk.screen.opening()?;
        let ended = tokio::select! {
            ended = talk.converse(&mut lines, deliveries) => ended?,
            () = stop => Ended::Stopped,
        };
        if lines.interrupted() {
            talk.screen.break_off()?;
        }
        drop(lines);
        talk.screen.goodbye()?;
        Ok(ended)
    }
}
