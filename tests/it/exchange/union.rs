//! Questions of a file beside those that stand.

use std::borrow::Cow;

use baiti::{
    domain::{
        points::Points,
        question::{Body, Question},
    },
    exchange::{
        draft::{Draft, Key, Piece},
        place::Place,
        settle::{Taken, settle},
        union::{Standing, Union, union},
    },
};

fn piece(text: &str) -> Piece {
    Piece::new(text, Place::Item(1))
}

/// A choice as a file has it.
fn draft(stem: &str, options: &[&str], key: &str) -> Draft {
    let mut draft = Draft::new(piece(stem));
    draft.options = options.iter().map(|text| piece(text)).collect();
    draft.key = Some(Key::Words(piece(key)));
    draft
}

fn taken(drafts: Vec<Draft>) -> Vec<Taken> {
    settle(drafts).taken
}

const STEM: &str = "预算年度自公历几月几日起？";
const OPTIONS: [&str; 3] = ["1月1日", "3月1日", "7月1日"];

/// A question of a bank, and whether it is asked.
type There = (&'static str, Question, bool);

fn standing(bank: &'static str, code: &str, live: bool) -> There {
    let options = OPTIONS.map(str::to_owned).to_vec();
    let question = Question {
        code: code.to_owned(),
        stem: STEM.to_owned(),
        body: Body::Single { options, key: 0 },
        explanation: Some("见预算法。".to_owned()),
        source: Some("《中华人民共和国预算法》第十八条".to_owned()),
        points: Points::whole(2),
        difficulty: Some(2),
        tags: vec!["预算".to_owned()],
        valid_until: None,
        shuffle: false,
    };
    (bank, question, live)
}

/// The union, with what it points at of the file copied.
fn joined(there: &[There], drafts: Vec<Draft>) -> Union<'static> {
    let one = |(bank, question, live): &'_ There| (*bank, question.clone(), *live);
    let there: Vec<There> = there.iter().map(one).collect();
    let standing: Vec<Standing<'_>> =
        there.iter().map(|(bank, question, live)| Standing { bank, question, live: *live }).collect();
    let taken = taken(drafts);
    let found = union("one", &standing, &taken);
    let added = found.added.into_iter().map(|added| Cow::Owned(added.into_owned())).collect();
    Union { added, ..found }
}

fn told(union: &Union) -> String {
    union.problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_same_words_are_the_same_question_whatever_the_order_of_its_options() {
    let there = [standing("one", "ys-1", true)];
    let again = draft("预算年度，自公历几月几日起", &["3月1日", "7月1日", "1月1日"], "C");
    // The stem is corrected in its marks only; the options keep their order.
    let union = joined(&there, vec![again]);
    assert_eq!((union.added.len(), union.changed.len(), union.same), (0, 1, 0));
    let changed = &union.changed[0];
    assert_eq!((changed.code.as_str(), changed.stem.as_str()), ("ys-1", "预算年度，自公历几月几日起"));
    assert_eq!(changed.options(), OPTIONS);
    assert!(union.rekeyed.is_empty());
    let exact = draft(STEM, &["7月1日", "1月1日", "3月1日"], "B");
    assert_eq!(joined(&there, vec![exact]).same, 1);
}

#[test]
fn what_a_file_does_not_say_stays_and_what_it_says_counts() {
    let there = [standing("one", "ys-1", true)];
    let mut new = draft(STEM, &OPTIONS, "A");
    new.explanation = Some(piece("预算年度自公历1月1日起。"));
    new.points = Some(piece("3"));
    let changed = joined(&there, vec![new]).changed.remove(0);
    assert_eq!(changed.explanation.as_deref(), Some("预算年度自公历1月1日起。"));
    assert_eq!(changed.points, Points::whole(3));
    let kept = &there[0].1;
    assert_eq!(
        (&changed.source, changed.difficulty, &changed.tags),
        (&kept.source, kept.difficulty, &kept.tags)
    );
    assert!(!changed.shuffle);
}

#[test]
fn another_key_is_told_apart() {
    let union =
        joined(&[standing("one", "ys-1", true)], vec![draft(STEM, &["3月1日", "1月1日", "7月1日"], "A")]);
    let rekeyed = &union.rekeyed[0];
    assert_eq!((rekeyed.from.as_str(), rekeyed.to.as_str()), ("1月1日", "3月1日"));
    assert_eq!(union.changed[0].body, Body::Single { options: OPTIONS.map(str::to_owned).to_vec(), key: 1 });
}

#[test]
fn a_question_of_another_bank_is_not_doubled_and_a_withdrawn_one_stays_so() {
    let new = || vec![draft(STEM, &OPTIONS, "A")];
    let elsewhere = joined(&[standing("two", "ys-1", true)], new());
    assert_eq!((elsewhere.added.len(), elsewhere.elsewhere), (0, 1));
    assert!(told(&elsewhere).contains("题库里已有这道题（two/ys-1），不重复导入"));
    let other_key = joined(&[standing("two", "ys-1", true)], vec![draft(STEM, &OPTIONS, "B")]);
    assert!(told(&other_key).contains("答案却不同，没有导入"));
    let withdrawn = joined(&[standing("one", "ys-1", false)], new());
    assert_eq!((withdrawn.added.len(), withdrawn.withdrawn), (0, 1));
    assert!(told(&withdrawn).contains("已停用"));
    // What another bank has withdrawn may be asked here.
    assert_eq!(joined(&[standing("two", "ys-1", false)], new()).added.len(), 1);
}

#[test]
fn an_id_means_the_same_question_only_if_the_words_are_akin() {
    let there = [standing("one", "ys-1", true)];
    let mut reworded = draft("预算年度从公历几月几日起算？", &OPTIONS, "A");
    reworded.id = Some(piece("YS-1"));
    let union = joined(&there, vec![reworded]);
    assert_eq!((union.changed.len(), union.changed[0].code.as_str()), (1, "ys-1"));
    let mut other = draft("行政许可由谁实施？", &["行政机关", "企业"], "A");
    other.id = Some(piece("ys-1"));
    let union = joined(&there, vec![other]);
    assert_eq!((union.added.len(), union.changed.len()), (1, 0));
    assert!(union.added[0].code.starts_with("q-"));
    assert!(told(&union).contains("编号 ys-1 在题库里是另一道题"));
}

#[test]
fn two_of_a_file_that_are_one_in_the_bank_do_not_overwrite_each_other() {
    let there = [standing("one", "ys-1", true)];
    let mut by_id = draft("预算年度从公历几月几日起算？", &OPTIONS, "A");
    by_id.id = Some(piece("ys-1"));
    let union = joined(&there, vec![draft(STEM, &OPTIONS, "A"), by_id]);
    assert_eq!((union.same, union.changed.len(), union.added.len()), (1, 0, 0));
    assert!(told(&union).contains("请核对后只留一道"));
}
