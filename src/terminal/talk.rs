//! What passes between the person and the house.

use std::{future::Future, io, path::PathBuf};

use crate::chat::{
    incoming::{Arrival, Event, Incoming, MessageId, Place, Sender},
    outgoing::{Class, Delivery, FILE_GONE, Keyboard, Outcome, Outgoing},
    outlet::{Deliveries, Door},
};

use super::{
    board::Board,
    input::{MAX_CHARS, Said, understand},
    lines::{Heard, Lines},
    numbers::Numbers,
    saving,
    screen::Screen,
    sending,
    session::{Ended, Me},
};

/// What the conversation is opened with, so that the person sees where they
/// are.
const GREETING: &str = "/start";

/// The state of a session, see [`super::session::Session`].
pub struct Talk<'a, S> {
    pub me: Me,
    pub door: &'a dyn Door,
    pub numbers: Numbers,
    pub screen: Screen,
    pub board: Board,
    pub settled: S,
    pub files: PathBuf,
}

/// What is awaited while the person may type.
enum Next {
    Line(Heard),
    Delivery(Option<Delivery>),
}

impl<S, F> Talk<'_, S>
where
    S: Fn() -> F,
    F: Future<Output = ()>,
{
    /// Greets, then goes on until there is a reason to end.
    pub async fn converse(&mut self, lines: &mut Lines, deliveries: &mut Deliveries) -> io::Result<Ended> {
        let mut ended = self.say(Event::Text(GREETING.to_owned()), deliveries).await?;
        while ended.is_none() {
            let next = tokio::select! {
                biased;
                delivery = deliveries.recv() => Next::Delivery(delivery),
                heard = lines.next() => Next::Line(heard),
            };
            ended = match next {
                Next::Line(heard) => self.hear(heard, lines.echo(), deliveries).await?,
                Next::Delivery(Some(delivery)) => {
                    self.show(delivery, deliveries).await?;
                    None
                }
                Next::Delivery(None) => Some(Ended::Closed),
            };
        }
        Ok(ended.unwrap_or(Ended::Left))
    }

    async fn hear(
        &mut self,
        heard: Heard,
        echo: bool,
        deliveries: &mut Deliveries,
    ) -> io::Result<Option<Ended>> {
        let (line, columns) = match heard {
            Heard::Line(line, columns) => (line, columns),
            Heard::End => return Ok(Some(Ended::Left)),
            Heard::Failed(error) => return Err(error),
        };
        if let Some(columns) = columns {
            self.screen.resize(columns);
        }
        if echo {
            self.screen.echo(&line)?;
        }
        let event = match understand(&line, &self.board) {
            Said::Nothing => return Ok(None),
            Said::Leave => return Ok(Some(Ended::Left)),
            Said::TooLong => {
                self.screen.note(&format!("这一行超过了 {MAX_CHARS} 个字，没有发出。"))?;
                return Ok(None);
            }
            Said::File(typed) => match sending::event(typed, std::env::home_dir().as_deref()) {
                Some(file) => file,
                None => {
                    self.screen
                        .note(&format!("没有这个文件：{typed}。请检查路径；也可以把文件拖进这个窗口。"))?;
                    return Ok(None);
                }
            },
            // PostgreSQL can't keep a NUL.
            Said::Text(text) => Event::Text(text.replace('\0', "")),
            Said::Press(target) => {
                Event::Press { data: target.data.clone(), message: target.message, tap: String::new() }
            }
        };
        self.board.turn();
        self.say(event, deliveries).await
    }

    /// Hands an event in, and shows what comes until the house has answered.
    async fn say(&mut self, event: Event, deliveries: &mut Deliveries) -> io::Result<Option<Ended>> {
        let arrival = self.arrival(event);
        if let Err(error) = self.door.accept(vec![arrival]).await {
            tracing::error!(%error, "a typed line was not taken");
            self.screen.note("存储出了故障，这一句没有收下。请稍后再说一次。")?;
            return Ok(None);
        }
        let settled = (self.settled)();
        tokio::pin!(settled);
        loop {
            tokio::select! {
                biased;
                delivery = deliveries.recv() => match delivery {
                    Some(delivery) => self.show(delivery, deliveries).await?,
                    None => return Ok(Some(Ended::Closed)),
                },
                () = &mut settled => break,
            };
        }
        match deliveries.try_recv() {
            Ok(delivery) => self.show(delivery, deliveries).await.map(|()| None),
            Err(_) => Ok(None),
        }
    }

    fn arrival(&mut self, event: Event) -> Arrival {
        let update_id = self.numbers.next();
        let event = match event {
            Event::Press { data, message, .. } => Event::Press { data, message, tap: update_id.to_string() },
            other => other,
        };
        let sender = Sender {
            account: self.me.chat.id,
            shown_name: self.me.name.clone(),
            language: self.me.language.clone(),
        };
        let incoming = Incoming { chat: self.me.chat, place: Place::Private, sender, event };
        Arrival { update_id, chat: self.me.chat, raw: super::encode(&incoming) }
    }

    /// Shows a delivery and those that lie ready behind it, and notes that
    /// they were shown. What is for other chats is left to them, and a document
    /// that could not be put into its folder to the next time.
    async fn show(&mut self, first: Delivery, deliveries: &mut Deliveries) -> io::Result<()> {
        let mut shown = Vec::new();
        let mut next = Some(first);
        while let Some(delivery) = next {
            if delivery.chat == self.me.chat {
                let outcome = self.obey(delivery.outgoing, delivery.class).await?;
                shown.extend(outcome.map(|outcome| (delivery.id, outcome)));
            }
            next = deliveries.try_recv().ok();
        }
        if let Err(error) = self.door.finish(shown).await {
            tracing::error!(%error, "messages were shown that will be shown again");
        }
        Ok(())
    }

    async fn obey(&mut self, outgoing: Outgoing, class: Class) -> io::Result<Option<Outcome>> {
        match outgoing {
            Outgoing::Document { file, html, keyboard } => {
                if !html.is_empty() || keyboard != Keyboard::None {
                    let message = MessageId(self.numbers.next());
                    self.message(message, class, &html, keyboard)?;
                }
                return self.document(file).await;
            }
            Outgoing::Send { html, keyboard, .. } => {
                let message = MessageId(self.numbers.next());
                self.message(message, class, &html, keyboard)?;
            }
            Outgoing::Edit { message, html, keyboard, .. } => {
                if !matches!(keyboard, Keyboard::Buttons(_)) {
                    self.board.take_down(message);
                }
                self.message(message, class, &html, keyboard)?;
            }
            Outgoing::Confirm { text, .. } if text.is_empty() => {}
            Outgoing::Confirm { text, .. } => self.screen.note(&text)?,
            Outgoing::Menu { .. } => {}
        }
        Ok(Some(Outcome::Sent))
    }

    /// Puts a document into its folder and says where; how it ended, if it has.
    async fn document(&mut self, file: i64) -> io::Result<Option<Outcome>> {
        let attachment = match self.door.file(file).await {
            Ok(Some(attachment)) => attachment,
            Ok(None) => {
                self.screen.note("要给您的文件已经过期，不在了。请重新导出。")?;
                return Ok(Some(Outcome::GivenUp(FILE_GONE.to_owned())));
            }
            Err(error) => {
                tracing::error!(%error, "a document can't be read");
                self.screen.note("存储出了故障，文件没有取出来。下次打开终端聊天时会再试。")?;
                return Ok(None);
            }
        };
        match saving::save(&self.files, &attachment.name, &attachment.content) {
            Ok(path) => {
                self.screen.note(&format!("文件已保存：{}", path.display()))?;
                Ok(Some(Outcome::Sent))
            }
            Err(error) => {
                let folder = self.files.display();
                self.screen.note(&format!("文件存不进 {folder}：{error}。下次打开终端聊天时会再试。"))?;
                Ok(None)
            }
        }
    }

    fn message(
        &mut self,
        message: MessageId,
        class: Class,
        html: &str,
        keyboard: Keyboard,
    ) -> io::Result<()> {
        match keyboard {
            Keyboard::None | Keyboard::Remove => self.screen.message(html, &[]),
            Keyboard::Buttons(rows) => {
                let cells = self.board.put(message, class, &rows);
                self.screen.message(html, &cells)
            }
            Keyboard::ShareContact(label) => {
                self.screen.message(html, &[])?;
                self.screen.note(&format!("终端里没有“{label}”这个键，请用别的办法。"))
            }
        }
    }
}
