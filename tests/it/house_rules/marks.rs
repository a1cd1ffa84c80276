//! What people read in Chinese has Chinese punctuation, on the command line
//! and in files too. (What goes to a chat is looked at where it is rendered.)

use super::{none, sources};

/// What is to be typed just so.
const AS_TYPED: [&str; 6] =
    ["工号,姓名,链接", "用户:密码@", "主机:端口", "sqlite:文件", "地址:端口", "数字:字母数字"];

fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '（' | '）' | '《' | '》' | '、' | '，' | '。')
}

/// The first half-width mark beside a Chinese character, with its neighbour.
fn half_width(text: &str) -> Option<String> {
    let text = AS_TYPED.iter().fold(text.to_owned(), |text, form| text.replace(form, " "));
    let letters: Vec<char> = text.chars().collect();
    let is_mark = |letter| matches!(letter, ',' | ';' | ':' | '!' | '?' | '(' | ')');
    let wrong = |pair: &&[char]| {
        (is_chinese(pair[0]) && is_mark(pair[1])) || (is_mark(pair[0]) && is_chinese(pair[1]))
    };
    letters.windows(2).find(wrong).map(|pair| pair.iter().collect())
}

#[test]
fn chinese_sentences_have_chinese_marks() {
    let mut wrongs = Vec::new();
    for source in sources() {
        for text in source.shown_strings() {
            if let Some(mark) = half_width(&text) {
                wrongs.push(format!("{}: {mark} in {text}", source.name));
            }
        }
    }
    none(wrongs);
}

#[test]
fn a_half_width_mark_beside_a_chinese_character_is_seen() {
    for wrong in ["甲,乙", "请选择:", "(其中{})", "“{}”:{}", "好!", "{}列({})"] {
        assert!(half_width(wrong).is_some(), "{wrong}");
    }
    for right in
        ["甲，乙", "{place}: 警告：{what}", "占用 (the database is locked)", "1:2", "sqlite:文件", "12:30"]
    {
        assert_eq!(half_width(right), None, "{right}");
    }
}
