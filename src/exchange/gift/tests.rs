use proptest::prelude::*;

use super::*;
use crate::{
    domain::question::Kind,
    exchange::{
        draft::{Exact, Key},
        problem::Weight,
    },
};

fn one(text: &str) -> Draft {
    let mut found = read(text);
    assert_eq!((found.drafts.len(), &found.problems), (1, &Vec::new()), "{text}");
    found.drafts.remove(0)
}

fn exact(draft: &Draft) -> &Exact {
    match &draft.key {
        Some(Key::Exact(exact, _)) => exact,
        other => panic!("{other:?}"),
    }
}

fn options(draft: &Draft) -> Vec<&str> {
    draft.options.iter().map(|option| option.text.as_str()).collect()
}

fn messages(text: &str) -> Vec<(Weight, String)> {
    read(text).problems.into_iter().map(|problem| (problem.weight, problem.message)).collect()
}

fn right(right: &[usize], kind: Option<Kind>) -> Exact {
    Exact::Options { right: right.to_vec(), kind }
}

fn blank(ways: &[&str]) -> Exact {
    Exact::Blanks(vec![ways.iter().map(|&way| way.to_owned()).collect()])
}

#[test]
fn a_single_choice_has_one_equals_sign() {
    let draft = one("// 注释\n::Q1:: 首都是？ {\n ~上海 #不对\n =北京 # 对了\n ~广州\n ####见\\: 地理\n}");
    assert_eq!(draft.stem.text, "首都是？");
    assert_eq!(draft.place, Place::Line(2));
    assert_eq!(options(&draft), ["上海", "北京", "广州"]);
    assert_eq!(exact(&draft), &right(&[1], Some(Kind::Single)));
    assert_eq!(draft.explanation.unwrap().text, "见: 地理");
    assert_eq!(draft.left_out.len(), 2);
}

#[test]
fn a_multiple_choice_has_weights() {
    let draft = one("下列正确的是{~%33.33333%甲~%33.33333%乙~%-100%丙~%33.33333% 丁}");
    assert_eq!(options(&draft), ["甲", "乙", "丙", "丁"]);
    assert_eq!(exact(&draft), &right(&[0, 1, 3], Some(Kind::Multiple)));
}

#[test]
fn statements_are_true_or_false() {
    for (text, truth) in
        [("甲{T}", true), ("甲 { FALSE #错#对 }", false), ("甲{true}", true), ("甲{F####解析}", false)]
    {
        assert_eq!(exact(&one(text)), &Exact::Truth(truth), "{text}");
    }
    assert_eq!(one("甲{F#答错了#答对了}").explanation.unwrap().text, "答对了");
    assert_eq!(one("甲{对}").key, Some(Key::Words(Piece::new("对", Place::Line(1)))));
}

#[test]
fn short_answers_are_blanks() {
    assert_eq!(exact(&one("自____起 {=二十日 =20日}")), &blank(&["二十日", "20日"]));
    assert_eq!(one("自受理之日起 {=二十日} 内答复").stem.text, "自受理之日起____内答复");
    assert_eq!(exact(&one("式____ {=3\\*4 =a->b}")), &blank(&["3*4", "a->b"]));
}

#[test]
fn numbers_are_blanks() {
    assert_eq!(exact(&one("几年____{#1822}")), &blank(&["1822"]));
    assert_eq!(exact(&one("几年____{#1822:0#注}")), &blank(&["1822"]));
    assert_eq!(exact(&one("几年____{#=1822 =1823:0}")), &blank(&["1822", "1823"]));
    assert!(messages("几年____{#1822:5}")[0].1.contains("误差"));
    assert!(messages("几年{#1..5}")[0].1.contains("范围"));
}

#[test]
fn what_baiti_has_not_is_refused_with_a_reason() {
    let wrong = [
        ("谈谈体会 {}", "简答题不支持"),
        ("连线 {=甲->乙 =丙->丁}", "连线题不支持"),
        ("只是说明", "没有大括号和答案"),
        ("甲{=1", "大括号没有合上"),
        ("甲{=1}乙{=2}", "一道题里有几处答案"),
        ("甲{乙=丙}", "第一个答案前面没有 = 或 ~"),
    ];
    for (text, message) in wrong {
        assert_eq!(messages(text), [(Weight::Error, message.to_owned())], "{text}");
        assert!(read(text).drafts.is_empty());
    }
}

#[test]
fn several_right_options_of_a_single_choice_are_refused() {
    let found = read("甲{=1 =2 ~3}");
    assert!(found.drafts.is_empty() && found.problems[0].weight == Weight::Error);
    assert!(found.problems[0].message.contains("几个选项都标着"));
}

#[test]
fn what_is_doubtful_is_told() {
    assert_eq!(messages("甲是{=1}"), [(Weight::Mended, "题干里没有要填的空，已在末尾加上 ____".to_owned())]);
    assert_eq!(read("甲是{=1}").drafts[0].stem.text, "甲是____");
    assert_eq!(read("甲是。{#3.14}").drafts[0].stem.text, "甲是____。");
    assert_eq!(messages("甲是____{=1}"), []);
    assert!(messages("甲{=1 ~%50%2 ~3}")[0].1.contains("部分分"));
    assert!(messages("甲{=1 =%50%2}")[0].1.contains("部分分"));
    assert!(messages("甲{=二十*}")[0].1.contains('*'));
    assert_eq!(one("甲{~1 ~2}").key, None, "no key is not guessed");
}

#[test]
fn a_weight_is_only_one_at_the_beginning() {
    let draft = one("甲{=%50%的人 ~50%以上 ~%几成%}");
    assert_eq!(options(&draft), ["的人", "50%以上", "%几成%"]);
}

#[test]
fn marks_written_with_a_backslash_are_words() {
    let draft = one("\\:\\:名\\:\\: \\{甲\\} 1 + 1 \\= 2\\n第二行 {=\\~甲 ~乙\\#1 ~丙\\\\}");
    assert_eq!(draft.stem.text, "::名:: {甲} 1 + 1 = 2\n第二行");
    assert_eq!(options(&draft), ["~甲", "乙#1", "丙\\"]);
}

#[test]
fn html_is_read_only_where_it_is_named() {
    let draft = one("[html]<p>甲&nbsp;&lt;乙</p><img src\\=\"a.png\"> {=[plain]<b> ~[HTML]<b>丙</b>}");
    assert_eq!(draft.stem.text, "甲 <乙");
    assert_eq!(options(&draft), ["<b>", "丙"]);
    assert_eq!(draft.left_out[0].text, "图片 a.png");
    assert_eq!(one("甲<b>{T}").stem.text, "甲<b>");
}

#[test]
fn categories_and_labels_are_tags() {
    let found = read(
        "$CATEGORY: $course$/法规/第一章\n\n// [id:T1] [tag:文明用语] [tag:难度：2]\n甲{T}\n\n$CATEGORY: 法规\n乙{F}",
    );
    let tags = |draft: &Draft| draft.tags.iter().map(|tag| tag.text.clone()).collect::<Vec<_>>();
    assert_eq!(tags(&found.drafts[0]), ["法规", "第一章", "文明用语"]);
    assert_eq!(found.drafts[0].id.as_ref().unwrap().text, "T1");
    assert_eq!(found.drafts[0].difficulty.as_ref().unwrap().text, "2");
    assert_eq!(tags(&found.drafts[1]), ["法规"]);
    assert_eq!(found.title, None);
}

#[test]
fn a_title_is_a_comment_or_the_only_category() {
    assert_eq!(read("// 题库：预算法\n\n甲{T}").title.as_deref(), Some("预算法"));
    let found = read("$CATEGORY: 预算法\n\n甲{T}");
    assert_eq!(found.title.as_deref(), Some("预算法"));
    assert!(found.drafts[0].tags.is_empty());
}

#[test]
fn line_ends_of_all_kinds_are_read() {
    assert_eq!(read("\u{feff}甲{T}\r\n\r\n乙{F}\r\r丙{T}").drafts.len(), 3);
}

#[test]
fn a_block_without_end_is_no_question() {
    let found = read(&"字".repeat(MAX_BLOCK));
    assert!(found.problems[0].message.contains("太长"));
}

#[test]
fn a_long_text_without_questions_is_read_in_time() {
    assert!(read(&format!("甲{{\n\n{}", "=\n\n".repeat(200_000))).problems[0].message.contains("太长"));
    assert!(read(&"甲\n\n".repeat(200_000)).problems.len() < 10_000);
    assert!(read(&format!("甲{{{}}}", "~%1%a".repeat(10_000))).problems[0].message.contains("太多"));
}

proptest! {
    #[test]
    fn nothing_panics(text in ".*", marks in "([{}~=#%:>\\\\\n/\\[\\]T0-9. -]|甲|\\$CATEGORY:|\\[html\\]|::|####)*") {
        read(&text);
        read(&marks);
    }
}
