//! The texts of the chat: both languages say the same things, nothing is
//! missing and nothing is left over.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use baiti::{
    chat::{commands::TABLE, texts::Texts},
    domain::lang::Lang,
};
use fluent_bundle::FluentResource;

fn chat() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/chat")
}

fn fluent_files(lang: Lang) -> BTreeMap<String, String> {
    let folder = chat().join("texts").join(lang.code());
    let read = |path: PathBuf| {
        (
            path.file_name().expect("a file has a name").to_string_lossy().into_owned(),
            fs::read_to_string(path).expect("a text file"),
        )
    };
    fs::read_dir(folder).expect("a folder").map(|file| read(file.expect("an entry").path())).collect()
}

/// The messages of a file with the variables of each. A message begins at the
/// start of a line; what is indented goes on with it.
fn messages(text: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut messages: Vec<(String, BTreeSet<String>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) =
            line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase()))
        {
            messages.push((key.to_owned(), BTreeSet::new()));
        }
        let Some((_, variables)) = messages.last_mut() else { continue };
        variables.extend(line.split('$').skip(1).map(|rest| word(rest).to_owned()));
    }
    messages
}

/// The word that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
    &text[..end.unwrap_or(text.len())]
}

fn all_messages(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    fluent_files(lang).values().flat_map(|text| messages(text)).collect()
}

/// The source of the chat room, without its tests and comments.
fn sources() -> Vec<(PathBuf, String)> {
    let mut folders = vec![chat()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs")
                && !path.to_string_lossy().contains("samples")
            {
                let text = fs::read_to_string(&path).expect("a text file");
                let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
                let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
                sources.push((path, lines.collect::<Vec<_>>().join("\n")));
            }
        }
    }
    sources
}

/// The plain string literals of a source.
fn literals(code: &str) -> BTreeSet<String> {
    let looks_like_key =
        |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    code.split('"').skip(1).step_by(2).filter(looks_like_key).map(str::to_owned).collect()
}

/// The keys that stand in a `words!` of a source, where they are literals.
fn keys_of_macros(code: &str) -> BTreeSet<String> {
    let after = code.split("words!(").skip(1).filter_map(|call| call.split_once(','));
    let literal = after.filter_map(|(_, rest)| rest.trim_start().strip_prefix('"'));
    literal.filter_map(|rest| rest.split_once('"')).map(|(key, _)| key.to_owned()).collect()
}

fn described() -> BTreeSet<String> {
    let shown = TABLE.iter().filter(|entry| entry.shown_to.is_some());
    shown.map(|entry| format!("command-{}", entry.name)).collect()
}

#[test]
fn the_files_are_fluent() {
    for lang in Lang::ALL {
        for (name, text) in fluent_files(lang) {
            let read = FluentResource::try_new(text);
            assert!(read.is_ok(), "{}/{name}: {:?}", lang.code(), read.err().map(|(_, errors)| errors));
        }
    }
    let names = |lang| fluent_files(lang).into_keys().collect::<Vec<_>>();
    assert_eq!(names(Lang::Zh), names(Lang::En), "one file a screen in each language");
}

#[test]
fn a_key_stands_once() {
    for lang in Lang::ALL {
        let mut keys: Vec<String> =
            fluent_files(lang).values().flat_map(|text| messages(text)).map(|(key, _)| key).collect();
        keys.sort();
        let twice: Vec<_> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| &pair[0]).collect();
        assert!(twice.is_empty(), "{}: {twice:?}", lang.code());
    }
}

#[test]
fn both_languages_say_the_same_with_the_same_variables() {
    let (zh, en) = (all_messages(Lang::Zh), all_messages(Lang::En));
    assert!(zh.len() > 100, "the scan finds the messages");
    let keys = |texts: &BTreeMap<String, BTreeSet<String>>| texts.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(keys(&zh), keys(&en));
    for (key, variables) in &zh {
        assert_eq!(variables, &en[key], "{key}");
    }
}

#[test]
fn the_same_key_stands_in_the_same_file() {
    let place = |lang| -> BTreeMap<String, String> {
        let of = |(name, text): (String, String)| {
            messages(&text).into_iter().map(move |(key, _)| (key, name.clone())).collect::<Vec<_>>()
        };
        fluent_files(lang).into_iter().flat_map(of).collect()
    };
    assert_eq!(place(Lang::Zh), place(Lang::En));
}

#[test]
fn every_key_that_is_used_exists() {
    let texts = Texts::default();
    let mut used: BTreeSet<String> = sources().iter().flat_map(|(_, code)| keys_of_macros(code)).collect();
    assert!(used.len() > 50, "the scan finds the macros: {used:?}");
    used.extend(described());
    for key in used {
        for lang in Lang::ALL {
            assert!(texts.has(lang, &key), "{key} is used but stands in no {} file", lang.code());
        }
    }
}

#[test]
fn every_key_is_used() {
    let mut used: BTreeSet<String> = sources().iter().flat_map(|(_, code)| literals(code)).collect();
    used.extend(described());
    let idle: Vec<String> = all_messages(Lang::Zh).into_keys().filter(|key| !used.contains(key)).collect();
    assert!(idle.is_empty(), "nobody says {idle:?}");
}

#[test]
fn every_command_in_a_menu_is_described_and_nothing_else_is() {
    let keys = all_messages(Lang::Zh).into_keys();
    let there: BTreeSet<String> = keys.filter(|key| key.starts_with("command-")).collect();
    assert_eq!(there, described());
}

#[test]
fn marks_are_those_of_the_language() {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    for (name, text) in fluent_files(Lang::Zh) {
        for line in text.lines() {
            let letters: Vec<char> = line.chars().collect();
            for pair in letters.windows(2) {
                let wrong = is_han(pair[0])
                    && matches!(pair[1], ',' | '.' | ';' | ':' | '!' | '?' | '(' | ')' | '"' | '\'');
                assert!(!wrong, "zh/{name}: {line}");
            }
        }
    }
    for (name, text) in fluent_files(Lang::En) {
        for line in text.lines() {
            assert!(
                !line.contains(['，', '。', '；', '：', '！', '？', '（', '）', '、']),
                "en/{name}: {line}"
            );
        }
    }
}

#[test]
fn people_are_addressed_politely_and_things_have_one_name() {
    for (name, text) in fluent_files(Lang::Zh) {
        for word in ["你", "用户", "分数", "试题", "答卷", "帐号", "登陆", "请输入", "点击", "机器人"]
        {
            assert!(!text.contains(word), "zh/{name} says {word}");
        }
    }
}

#[test]
fn the_scans_see_what_they_look_for() {
    let parsed =
        messages("# a\nleft = 好 { $n }\n    { $more ->\n       *[other] { $n }\n    }\nright = x\n");
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(parsed, [("left".to_owned(), names(&["n", "more"])), ("right".to_owned(), names(&[]))]);
    let code =
        "let a = words!(words, \"left\", n = 1); words!(\n  words,\n  \"right\"\n); words!(words, key)";
    assert_eq!(keys_of_macros(code), names(&["left", "right"]));
    assert_eq!(literals("one(\"left\"); Self::A => \"b-c\", \"Not\""), names(&["b-c", "left"]));
}
