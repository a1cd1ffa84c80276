//! Sending a file as a document: a form rather than JSON, filled with the file
//! at the last moment, so that what waits to be sent takes no memory.

use reqwest::multipart::{Form, Part};
use teloxide::types::ReplyMarkup;

use super::markup;
use crate::{
    chat::{
        incoming::ChatKey,
        outlet::{Attachment, Door},
    },
    telegram::{api::Api, trouble::Trouble},
};

/// The most bytes of a document that Telegram takes from a bot.
const LARGEST: usize = 50_000_000;

/// A document ready to be sent, but for the file itself.
#[derive(Debug)]
pub(super) struct Document {
    file: i64,
    fields: Vec<(&'static str, String)>,
}

impl Document {
    pub fn new(chat: ChatKey, file: i64, html: &str, markup: Option<ReplyMarkup>, plain: bool) -> Self {
        let mut fields = vec![("chat_id", chat.id.to_string())];
        let caption = markup::fit(html, markup::CAPTION);
        if plain {
            fields.push(("caption", markup::plain(&caption)));
        } else if !caption.is_empty() {
            fields.push(("caption", caption.into_owned()));
            fields.push(("parse_mode", "HTML".to_owned()));
        }
        if let Some(markup) = markup {
            let markup = serde_json::to_string(&markup).expect("plain data");
            fields.push(("reply_markup", markup));
        }
        Self { file, fields }
    }

    /// Fetches the file from the house and sends it.
    pub async fn send(&self, api: &Api, door: &dyn Door) -> Result<(), Trouble> {
        let found = door.file(self.file).await.map_err(|unstored| Trouble::Storage(unstored.0))?;
        let attachment = found.ok_or(Trouble::FileGone)?;
        let bytes = attachment.content.len();
        if bytes > LARGEST {
            return Err(Trouble::FileTooBig);
        }
        api.upload("sendDocument", self.form(attachment), bytes).await
    }

    fn form(&self, attachment: Attachment) -> Form {
        let part = Part::bytes(attachment.content).file_name(one_line(&attachment.name));
        // Telegram reads names as they are, not percent-encoded.
        let form = Form::new().percent_encode_noop().part("document", part);
        self.fields.iter().fold(form, |form, (name, value)| form.text(*name, value.clone()))
    }
}

/// The name without what would end its line in the form's header.
fn one_line(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::incoming::Channel;

    fn fields(html: &str, plain: bool) -> Vec<(&'static str, String)> {
        let chat = ChatKey { channel: Channel::Telegram, id: -5 };
        Document::new(chat, 1, html, None, plain).fields
    }

    #[test]
    fn a_caption_is_html_or_plain_or_none() {
        let chat = ("chat_id", "-5".to_owned());
        let html =
            |text: &str| vec![chat.clone(), ("caption", text.to_owned()), ("parse_mode", "HTML".to_owned())];
        assert_eq!(fields("<b>题库</b> &amp;", false), html("<b>题库</b> &amp;"));
        assert_eq!(fields("<b>题库</b> &amp;", true), [chat.clone(), ("caption", "题库 &".to_owned())]);
        assert_eq!(fields("", false), std::slice::from_ref(&chat));
        let long = fields(&"长".repeat(2_000), false);
        assert_eq!(long[1].1.chars().count(), 1_024);
    }

    #[test]
    fn a_name_stays_on_its_line() {
        assert_eq!(one_line("题\r\n库\0.xlsx"), "题库.xlsx");
    }
}
