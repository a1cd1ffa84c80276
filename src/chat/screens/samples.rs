//! Samples of every message, rendered in both languages into snapshots, with
//! the limits of chats asserted over them. Reviewing a wording is reading a
//! diff.

mod banks;
mod exam_clock;
mod exam_desks;
mod exam_drafts;
mod exam_notices;
mod exam_results;
mod exams;
mod laws;
mod lines;
mod questions;
mod references;
mod standings;
mod uploads;

use std::{collections::BTreeSet, fmt::Write as _, fs, path::Path};

use crate::{
    chat::{
        commands,
        outgoing::{Action, Button, Keyboard},
        press::Press,
        say::{Page, Say, Toast},
        screens::line::description_key,
        texts::{Texts, Words},
    },
    domain::lang::Lang,
    words,
};

/// A text that would break the markup if it were not escaped.
const SPIKY: &str = r#"王<&">小明"#;

/// A sample with what is special about it.
type Sample = (&'static str, Say);

fn all() -> Vec<Sample> {
    [
        questions::samples(),
        standings::samples(),
        lines::samples(),
        banks::samples(),
        exams::samples(),
        exam_desks::samples(),
        exam_drafts::samples(),
        references::samples(),
        exam_clock::samples(),
        uploads::samples(),
        exam_notices::samples(),
        exam_results::samples(),
    ]
    .concat()
}

/// The names of the screens. A new one does not compile until it stands here,
/// and fails a test until it has a sample.
const SCREENS: [&str; 26] = [
    "question",
    "verdict",
    "review",
    "closing",
    "topics",
    "lengths",
    "open-round",
    "rank",
    "me",
    "home",
    "help",
    "line",
    "binding",
    "todo",
    "bind-request",
    "reported",
    "bank",
    "upload",
    "people",
    "exam",
    "exam-desk",
    "exam-draft",
    "reference",
    "exam-clock",
    "exam-notice",
    "exam-results",
];

fn screen(say: &Say) -> &'static str {
    SCREENS[match say {
        Say::Question(_) => 0,
        Say::Verdict(_) => 1,
        Say::Review(_) => 2,
        Say::Closing(_) => 3,
        Say::Topics(_) => 4,
        Say::Lengths(_) => 5,
        Say::OpenRound(_) => 6,
        Say::Rank(_) => 7,
        Say::Me(_) => 8,
        Say::Home(_) => 9,
        Say::Help(_) => 10,
        Say::Line(_) => 11,
        Say::Binding(_) => 12,
        Say::Todo(_) => 13,
        Say::BindRequest(_) => 14,
        Say::Reported(_) => 15,
        Say::Bank(_) => 16,
        Say::Upload(_) => 17,
        Say::People(_) => 18,
        Say::Exam(_) => 19,
        Say::ExamDesk(_) => 20,
        Say::ExamDraft(_) => 21,
        Say::Reference(_) => 22,
        Say::ExamClock(_) => 23,
        Say::ExamNotice(_) => 24,
        Say::ExamResults(_) => 25,
    }]
}

/// The characters of a line that a snapshot shows; the longest texts would
/// bury the rest.
const SHOWN: usize = 200;

fn shortened(html: &str) -> String {
    let short = |line: &str| match line.chars().count() {
        ..=SHOWN => line.to_owned(),
        long => format!("{}⋯ ({long})", line.chars().take(SHOWN).collect::<String>()),
    };
    html.split('\n').map(short).collect::<Vec<_>>().join("\n")
}

fn drawn(page: &Page) -> String {
    let mut text = shortened(&page.html);
    match &page.keyboard {
        Keyboard::None => {}
        Keyboard::Remove => text.push_str("\n(the key goes)"),
        Keyboard::ShareContact(label) => write!(text, "\n<<{label}>>").unwrap(),
        Keyboard::Buttons(rows) => {
            for row in rows {
                let row: Vec<String> = row.iter().map(one).collect();
                write!(text, "\n{}", row.join(" ")).unwrap();
            }
        }
    }
    text
}

fn one(button: &Button) -> String {
    match &button.action {
        Action::Press(payload) => format!("[{}]({payload})", button.label),
        Action::Url(url) => format!("[{}]({url})", button.label),
    }
}

fn each_language(mut look: impl FnMut(Words<'_>)) {
    let texts = Texts::default();
    for lang in Lang::ALL {
        look(texts.in_lang(lang));
    }
}

/// What a screen says in its samples.
fn of_screen(name: &str, words: Words<'_>) -> String {
    let samples = all().into_iter().filter(|(_, say)| screen(say) == name);
    let shown = samples.map(|(title, say)| format!("## {title}\n\n{}\n", drawn(&say.page(words))));
    shown.collect::<Vec<_>>().join("\n")
}

fn toasts(words: Words<'_>) -> String {
    Toast::ALL.map(|toast| format!("{toast:?}: {}", toast.text(words))).join("\n")
}

fn menu(words: Words<'_>) -> String {
    let described = |entry: &commands::Entry| {
        let shown = entry.shown_to.map_or("nobody", |role| role.word());
        format!("/{} [{shown}] {}", entry.name, words!(words, &description_key(entry)))
    };
    let shown = commands::TABLE.iter().filter(|entry| entry.shown_to.is_some());
    shown.map(described).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_message_reads_as_it_was_reviewed() {
    let mut kept = BTreeSet::new();
    each_language(|words| {
        let code = words.lang.code();
        let mut keep = |name: &str, text: String| {
            let name = format!("{name}-{code}");
            insta::assert_snapshot!(name.clone(), text);
            kept.insert(format!("baiti__chat__screens__samples__{name}.snap"));
        };
        for name in SCREENS {
            keep(name, of_screen(name, words));
        }
        keep("toasts", toasts(words));
        keep("menu", menu(words));
    });
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/chat/screens/snapshots");
    let there: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(there, kept, "no snapshot without a sample");
}

#[test]
fn every_screen_has_a_sample() {
    let there: BTreeSet<&str> = all().iter().map(|(_, say)| screen(say)).collect();
    assert_eq!(there, SCREENS.into_iter().collect());
    let mut titles = BTreeSet::new();
    for (title, say) in all() {
        assert!(titles.insert((screen(&say), title)), "two samples are called {title}");
    }
}

#[test]
fn every_message_keeps_the_laws() {
    let mut wrongs = Vec::new();
    each_language(|words| {
        let mut look = |what: &str, law: laws::Law| {
            wrongs.extend(law.err().map(|wrong| format!("{what} ({}): {wrong}", words.lang.code())));
        };
        for (title, say) in all() {
            let (page, what) = (say.page(words), format!("{}: {title}", screen(&say)));
            look(&what, laws::text(&page.html, words.lang));
            look(&what, laws::keyboard(&page.keyboard, words.lang));
        }
        for toast in Toast::ALL {
            look(&format!("{toast:?}"), laws::toast(&toast.text(words), words.lang));
        }
    });
    assert!(wrongs.is_empty(), "{}", wrongs.join("\n"));
}

/// Every screen has a way on; where there is no button, the text says what to
/// do, or nothing is to be done.
#[test]
fn no_screen_is_a_dead_end() {
    each_language(|words| {
        for (title, say) in all() {
            if matches!(say, Say::Line(_) | Say::Binding(_)) {
                continue;
            }
            let keyboard = say.page(words).keyboard;
            assert!(matches!(keyboard, Keyboard::Buttons(_)), "{}: {title} has no button", screen(&say));
        }
    });
}

#[test]
fn rows_of_a_ranking_stay_on_one_line_of_a_phone() {
    each_language(|words| {
        let ranks = all().into_iter().filter(|(_, say)| matches!(say, Say::Rank(_)));
        for (title, say) in ranks.filter(|(title, _)| *title != "as long as can be") {
            let rows = say.page(words).html;
            for row in rows.lines().skip(1).filter(|row| row.contains(" · ") && !row.starts_with("<b>")) {
                let columns = super::columns(&crate::chat::texts::unescape(row.to_owned()));
                assert!(columns <= 41, "{title}: {row} takes {columns} columns");
            }
        }
    });
}

#[test]
fn payloads_of_samples_are_ours() {
    each_language(|words| {
        for (title, say) in all() {
            let Keyboard::Buttons(rows) = say.page(words).keyboard else { continue };
            for button in rows.into_iter().flatten() {
                if let Action::Press(payload) = button.action {
                    let read = Press::decode(&payload);
                    assert_eq!(read.map(|press| press.encode()), Some(payload), "{title}");
                }
            }
        }
    });
}
