//! The words, in Fluent files: one folder a language, one file a screen.

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use include_dir::{Dir, include_dir};

use crate::domain::lang::Lang;

static ZH: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/chat/texts/zh");
static EN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/chat/texts/en");

/// All texts in all languages.
pub struct Texts {
    zh: FluentBundle<FluentResource>,
    en: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Texts")
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self { zh: bundle("zh-CN", &ZH), en: bundle("en", &EN) }
    }
}

fn bundle(code: &str, folder: &Dir<'_>) -> FluentBundle<FluentResource> {
    let language = code.parse().expect("a language code");
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // The marks that isolate right-to-left text would stand in people's chats.
    bundle.set_use_isolating(false);
    for file in folder.files() {
        let text = file.contents_utf8().expect("texts are UTF-8").to_owned();
        let resource = FluentResource::try_new(text).expect("the texts are checked by a test");
        bundle.add_resource(resource).expect("each key stands once, which a test checks");
    }
    bundle
}

/// The texts in one person's language.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    texts: &'a Texts,
    /// Which language.
    pub lang: Lang,
}

impl Texts {
    /// In this language.
    pub fn in_lang(&self, lang: Lang) -> Words<'_> {
        Words { texts: self, lang }
    }

    fn bundle(&self, lang: Lang) -> &FluentBundle<FluentResource> {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// Whether a key stands in a language.
    pub fn has(&self, lang: Lang, key: &str) -> bool {
        self.bundle(lang).has_message(key)
    }
}

impl Words<'_> {
    /// A text. A missing key or argument shows itself in the text; tests make
    /// sure there is none.
    pub fn say(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = self.texts.bundle(self.lang);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟨{key}⟩");
        };
        let mut trouble = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut trouble).into_owned();
        if trouble.is_empty() { text } else { format!("{text}⟨{key}: {trouble:?}⟩") }
    }
}

/// A value within a text: texts are escaped, numbers are numbers.
pub fn value<'v>(value: impl IntoValue<'v>) -> FluentValue<'v> {
    value.into_value()
}

/// What can stand within a text.
pub trait IntoValue<'v> {
    /// As Fluent has it.
    fn into_value(self) -> FluentValue<'v>;
}

impl<'v> IntoValue<'v> for &str {
    fn into_value(self) -> FluentValue<'v> {
        FluentValue::from(escape(self))
    }
}

impl<'v> IntoValue<'v> for &String {
    fn into_value(self) -> FluentValue<'v> {
        FluentValue::from(escape(self))
    }
}

impl<'v> IntoValue<'v> for String {
    fn into_value(self) -> FluentValue<'v> {
        FluentValue::from(escape(&self))
    }
}

impl<'v> IntoValue<'v> for crate::domain::points::Points {
    fn into_value(self) -> FluentValue<'v> {
        FluentValue::from(self.to_string())
    }
}

impl<'v> IntoValue<'v> for i64 {
    fn into_value(self) -> FluentValue<'v> {
        FluentValue::from(self)
    }
}

impl<'v> IntoValue<'v> for usize {
    fn into_value(self) -> FluentValue<'v> {
        FluentValue::from(self)
    }
}

/// A text with its arguments: `words!(words, "key", n = 3)`.
#[macro_export]
macro_rules! words {
    ($words:expr, $key:expr $(, $name:ident = $value:expr)* $(,)?) => {{
        #[allow(unused_mut, reason = "texts without arguments")]
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set(stringify!($name), $crate::chat::texts::value($value));)*
        $words.say($key, &args)
    }};
}

/// A text that can stand between tags.
pub fn escape(text: &str) -> String {
    if !text.contains(['<', '>', '&', '"']) {
        return text.to_owned();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The text that [`escape`] was given.
pub fn unescape(text: String) -> String {
    if !text.contains('&') {
        return text;
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
