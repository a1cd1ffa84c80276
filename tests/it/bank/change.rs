//! What loading a bank would change.

use baiti::bank::{
    BankFile,
    change::{Part, Standing, between, different},
};

use super::sound;

const GOOD: &str = include_str!("../fixtures/bank/good.toml");

/// What stands after a bank has been loaded.
fn standing(bank: &BankFile) -> Vec<Standing<'_>> {
    bank.questions.iter().map(|placed| Standing { content: &placed.question, live: true }).collect()
}

/// The sound bank with its text changed here and there.
fn good_with(changes: &[(&str, &str)]) -> BankFile {
    let text = changes.iter().fold(GOOD.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    });
    sound(&text)
}

#[test]
fn the_same_bank_changes_nothing() {
    let bank = sound(GOOD);
    let change = between(&standing(&bank), &bank);
    assert!(change.is_empty());
    assert_eq!(change.unchanged, 5);
    assert_eq!(change.to_string(), "新增 0 题，修改 0 题，不变 5 题，停用 0 题，恢复 0 题");
}

#[test]
fn a_new_bank_is_all_added() {
    let bank = sound(GOOD);
    let change = between(&[], &bank);
    assert_eq!((change.added.len(), change.unchanged, change.withdrawn.len()), (5, 0, 0));
}

#[test]
fn another_key_keeps_the_wording_and_marks_again() {
    let new = good_with(&[("key = \"B\"", "key = \"C\"")]);
    let change = between(&standing(&sound(GOOD)), &new);
    let changed = &change.changed[0];
    assert_eq!(changed.parts, [Part::Key]);
    assert!(changed.same_wording && changed.remarks());
}

#[test]
fn other_options_are_another_wording() {
    let new = good_with(&[("\"十日\", \"二十日\"", "\"二十日\", \"十日\"")]);
    let change = between(&standing(&sound(GOOD)), &new);
    let changed = &change.changed[0];
    assert_eq!(changed.parts, [Part::Options]);
    assert!(!changed.same_wording && !changed.remarks());
}

#[test]
fn other_points_hold_for_later_answers_only() {
    let worth = |points| good_with(&[("points = 2.5", points)]);
    let new = worth("points = 3");
    let change = between(&standing(&worth("points = 2")), &new);
    assert_eq!(change.changed[0].parts, [Part::Points]);
    assert!(!change.changed[0].remarks() && !change.to_string().contains("重新判分"), "{change}");
}

#[test]
fn another_explanation_marks_nothing_again() {
    let new = good_with(&[("见法律总则。", "见总则。")]);
    let change = between(&standing(&sound(GOOD)), &new);
    assert_eq!(change.changed[0].parts, [Part::Explanation]);
    assert!(change.changed[0].same_wording && !change.changed[0].remarks());
}

#[test]
fn every_part_is_told() {
    let old = sound(GOOD);
    let new = good_with(&[
        ("points = 2.5", "points = 2"),
        ("difficulty = 2", "difficulty = 3"),
        ("\"总则\"", "\"第五条\""),
        ("2027-12-31", "2028-12-31"),
        ("shuffle = false", ""),
        ("第五条\"\npoints", "第六条\"\npoints"),
    ]);
    let parts = different(&old.questions[1].question, &new.questions[1].question);
    let all = [Part::Source, Part::Points, Part::Difficulty, Part::Tags, Part::ValidUntil, Part::Shuffle];
    assert_eq!(parts, all);
    let parts = different(&old.questions[0].question, &old.questions[3].question);
    let all =
        [Part::Kind, Part::Stem, Part::Options, Part::Key, Part::AnyOrder, Part::Explanation, Part::Source];
    assert_eq!(parts, all);
}

#[test]
fn what_is_retired_or_gone_is_withdrawn_once() {
    let old = sound(GOOD);
    let mut new = old.clone();
    new.questions.truncate(3);
    new.retired[0].id = "xkf-005-2".to_owned();
    let mut before = standing(&old);
    let change = between(&before, &new);
    let codes: Vec<&str> = change.withdrawn.iter().map(|gone| gone.code.as_str()).collect();
    assert_eq!(codes, ["xkf-005-2", "xkf-042-2"]);
    assert_eq!(change.withdrawn[0].reason.as_deref(), Some("法律已修改"));
    assert!(change.withdrawn[0].tombstone && !change.withdrawn[1].tombstone);
    for old in &mut before {
        old.live = false;
    }
    assert!(between(&before, &new).withdrawn.is_empty());
}

#[test]
fn what_was_withdrawn_and_is_in_the_file_is_restored() {
    let bank = sound(GOOD);
    let mut old = bank.clone();
    "另一个题干".clone_into(&mut old.questions[1].question.stem);
    let mut before = standing(&old);
    before[0].live = false;
    before[1].live = false;
    let change = between(&before, &bank);
    assert_eq!(change.unchanged, 3);
    let restored: Vec<&[Part]> = change.restored.iter().map(|back| back.parts.as_slice()).collect();
    assert_eq!(restored, [&[][..], &[Part::Stem][..]]);
}

#[test]
fn the_summary_names_each_question() {
    let old = sound(GOOD);
    let mut before = standing(&old);
    before.remove(0);
    before[3].live = false;
    let new = good_with(&[
        ("key = false", "key = true"),
        ("id = \"xkf-005-1\"", "id = \"xkf-005-9\""),
        ("xkf-001-1", "xkf-005-1"),
        ("以上都不是", "以上都是"),
    ]);
    insta::assert_snapshot!(between(&before, &new), @r#"
    新增 2 题，修改 1 题，不变 1 题，停用 1 题，恢复 1 题
      新增 xkf-042-1
      新增 xkf-005-9
      修改 xkf-058-1（答案；以前的作答将重新判分）
      停用 xkf-005-1（法律已修改）
      恢复 xkf-042-2
    "#);
}

#[test]
fn a_long_summary_is_cut() {
    let mut bank = sound(GOOD);
    bank.questions = (0..25)
        .map(|n| {
            let mut placed = bank.questions[0].clone();
            placed.question.code = format!("q{n}");
            placed
        })
        .collect();
    let summary = between(&[], &bank).to_string();
    assert!(summary.starts_with("新增 25 题"));
    assert!(summary.ends_with("\n  新增 q19\n  新增 另有 5 题"), "{summary}");
}
