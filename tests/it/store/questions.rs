//! Banks, questions, their versions and reports about them.

use baiti::{
    domain::{
        ids::{QuestionId, VersionId},
        question::{Body, Question},
        rules::Rules,
    },
    store::{StoreError, bank, flag, question},
};

use super::office::{Attempt, answer, bank as a_bank, day, hire, single, unit};
use crate::database::TestDatabase;

const TODAY: i64 = 20_261_123;

#[tokio::test]
async fn a_bank_is_renamed_and_counts_its_questions() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let questions = a_bank(&mut tx, "xkf", "regulations", 3).await;
    bank::put(&mut tx, "xkf", "行政许可法", "regulations", 2).await.unwrap();
    bank::put(&mut tx, "empty", "空", "ethics", 2).await.unwrap();
    question::set_live(&mut tx, questions[0], false).await.unwrap();
    assert_eq!(bank::get(&mut tx, "xkf").await.unwrap(), Some(("行政许可法".into(), "regulations".into())));
    assert_eq!(bank::get(&mut tx, "none").await.unwrap(), None);
    let listed = bank::list(&mut tx).await.unwrap();
    let counts: Vec<_> = listed.iter().map(|bank| (bank.id.as_str(), bank.live, bank.withdrawn)).collect();
    assert_eq!(counts, [("empty", 0, 0), ("xkf", 2, 1)]);
    let standing = bank::questions(&mut tx, "xkf").await.unwrap();
    assert_eq!(standing.iter().map(|question| question.id).collect::<Vec<_>>(), questions);
    assert_eq!(standing.iter().map(|question| question.live).collect::<Vec<_>>(), [false, true, true]);
}

/// Each is looked up in the bank, not the bank in the list: that would take a
/// minute here, and hours for a hundred thousand.
#[tokio::test]
async fn thousands_are_written_in_their_order() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    bank::put(&mut tx, "xkf", "行政许可法", "regulations", 0).await.unwrap();
    let questions: Vec<_> = (0..6_000).map(|n| single(&format!("q-{n}"), n % 4)).collect();
    let mut told = Vec::new();
    question::add_all(&mut tx, "xkf", "regulations", &questions.iter().collect::<Vec<_>>(), 0, |written| {
        told.push(written);
    })
    .await
    .unwrap();
    assert_eq!(told, [1_000, 2_000, 3_000, 4_000, 5_000, 6_000]);
    let standing = bank::questions(&mut tx, "xkf").await.unwrap();
    let standing: Vec<_> = standing.into_iter().map(|one| one.content).collect();
    assert!(standing == questions, "each has its own version");
}

#[tokio::test]
async fn a_bank_is_looked_through_page_by_page() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let questions = a_bank(&mut tx, "xkf", "regulations", 5).await;
    let other = a_bank(&mut tx, "ysf", "regulations", 1).await[0];
    question::set_live(&mut tx, questions[0], false).await.unwrap();
    let page = bank::page(&mut tx, "xkf", 3, 3).await.unwrap();
    assert_eq!(page.iter().map(|question| question.id).collect::<Vec<_>>(), questions[3..]);
    let page = bank::page(&mut tx, "xkf", 0, 2).await.unwrap();
    assert_eq!(page.iter().map(|question| question.live).collect::<Vec<_>>(), [false, true]);
    assert!(bank::page(&mut tx, "xkf", 5, 3).await.unwrap().is_empty());
    assert_eq!(bank::before(&mut tx, "xkf", questions[4]).await.unwrap(), 4);
    assert_eq!(bank::before(&mut tx, "ysf", other).await.unwrap(), 0);
    assert_eq!(bank::kinds(&mut tx, "xkf").await.unwrap(), [4, 0, 0, 0]);
    let judge = Question { body: Body::Judge { key: true }, ..single("judge", 0) };
    question::add(&mut tx, "xkf", "regulations", &judge, 5).await.unwrap();
    assert_eq!(bank::kinds(&mut tx, "xkf").await.unwrap(), [4, 0, 1, 0]);
    assert_eq!(bank::kinds(&mut tx, "none").await.unwrap(), [0; 4]);
}

#[tokio::test]
async fn questions_are_found_by_the_letters_in_them() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    bank::put(&mut tx, "ysf", "预算法", "regulations", 1).await.unwrap();
    let stem = |code: &str, stem: &str| Question { stem: stem.to_owned(), ..single(code, 0) };
    for (code, text) in [
        ("one", "预 算年度“自”公历几月起？"),
        ("two", "100%_的决算"),
        ("three", "年度预算"),
        ("four", "ＱＲ码第７类"),
        ("five", "Qr7"),
    ] {
        question::add(&mut tx, "ysf", "regulations", &stem(code, text), 1).await.unwrap();
    }
    let mut found = async |letters: &str| -> Vec<String> {
        let found = bank::search(&mut tx, letters, 4).await.unwrap();
        assert!(found.iter().all(|(bank, _)| bank == "ysf"));
        found.into_iter().map(|(_, question)| question.content.code).collect()
    };
    assert_eq!(found("预算").await, ["one", "three"], "whatever stands between them");
    assert_eq!(found("年度公历").await, ["one"]);
    assert_eq!(found("决_算%").await, ["two"], "only letters count");
    assert_eq!(found("qR-7").await, ["four", "five"], "whatever their width and case");
    assert_eq!(found("?").await.len(), 4, "without letters all may fit, but no more than so many are given");
    assert!(found("会计").await.is_empty());
}

#[tokio::test]
async fn a_version_never_changes_and_the_newest_is_asked() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let id = a_bank(&mut tx, "xkf", "regulations", 1).await[0];
    let (first, old) = question::current(&mut tx, id).await.unwrap();
    question::set_live(&mut tx, id, false).await.unwrap();
    let corrected = single("xkf-0", 2);
    let second = question::add_version(&mut tx, id, 2, "ethics", &corrected, 5).await.unwrap();
    assert_eq!(question::current(&mut tx, id).await.unwrap(), (second, corrected.clone()));
    let row = question::get(&mut tx, id).await.unwrap().unwrap();
    assert!(row.live, "a new version brings it back");
    assert_eq!((row.version_id, row.code.as_str(), row.title.as_str()), (second.0, "xkf-0", "题库"));
    let pinned = question::version(&mut tx, first).await.unwrap();
    assert_eq!((pinned.content, pinned.topic.as_str()), (old, "regulations"));
    assert_eq!(question::version(&mut tx, second).await.unwrap().topic, "ethics");
    assert_eq!(bank::questions(&mut tx, "xkf").await.unwrap()[0].number, 2);
    assert!(question::get(&mut tx, QuestionId(id.0 + 1)).await.unwrap().is_none());
    let missing = question::version(&mut tx, VersionId(second.0 + 1)).await;
    assert!(matches!(missing, Err(StoreError::Broken { table: "question_version", .. })));
    let taken = question::add_version(&mut tx, id, 2, "ethics", &corrected, 6).await;
    assert!(taken.is_err(), "a version's number is given once");
}

#[tokio::test]
async fn candidates_know_what_a_person_has_seen() {
    let database = TestDatabase::new().await;
    let (mut tx, rules) = (database.store.begin().await.unwrap(), Rules::default());
    let unit = unit(&mut tx, "局").await;
    let (wang, li) = (hire(&mut tx, "wang", unit).await, hire(&mut tx, "li", unit).await);
    let asked = a_bank(&mut tx, "r", "regulations", 3).await;
    let other = a_bank(&mut tx, "e", "ethics", 1).await[0];
    let attempt = |question, option, number| Attempt {
        staff: wang,
        unit,
        question,
        option,
        day: day(number),
        seconds: 1,
    };
    answer(&mut tx, &rules, attempt(asked[0], 1, TODAY - 1)).await;
    answer(&mut tx, &rules, attempt(asked[1], 0, TODAY)).await;
    let found = question::of_topic(&mut tx, wang, "regulations", TODAY).await.unwrap();
    let seen: Vec<_> = found.iter().map(|(c, _)| (c.question, c.seen, c.wrong, c.today)).collect();
    assert_eq!(seen, [(asked[0], 1, true, false), (asked[1], 1, false, true), (asked[2], 0, false, false)]);
    let all = question::of_topic(&mut tx, li, "", TODAY).await.unwrap();
    assert_eq!(all.len(), 4);
    assert!(all.iter().all(|(candidate, _)| candidate.seen == 0));
    assert_eq!(question::of_topic(&mut tx, li, "ethics", TODAY).await.unwrap()[0].0.question, other);
    let book = question::of_wrong_book(&mut tx, wang, TODAY).await.unwrap();
    assert_eq!(book.iter().map(|(candidate, _)| candidate.question).collect::<Vec<_>>(), [asked[0]]);
    question::set_live(&mut tx, asked[0], false).await.unwrap();
    assert!(question::of_wrong_book(&mut tx, wang, TODAY).await.unwrap().is_empty(), "withdrawn");
    assert_eq!(question::of_topic(&mut tx, wang, "regulations", TODAY).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_question_is_asked_until_its_last_day() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit(&mut tx, "局").await;
    let wang = hire(&mut tx, "wang", unit).await;
    a_bank(&mut tx, "r", "regulations", 1).await;
    let mut content = single("r-until", 0);
    content.valid_until = Some(day(TODAY));
    question::add(&mut tx, "r", "regulations", &content, 1).await.unwrap();
    for (today, expected) in [(TODAY - 1, 2), (TODAY, 2), (TODAY + 1, 1)] {
        assert_eq!(question::of_topic(&mut tx, wang, "", today).await.unwrap().len(), expected);
        let counted = question::count_by_topic(&mut tx, today).await.unwrap();
        assert_eq!(counted, [("regulations".to_owned(), i64::try_from(expected).unwrap())]);
    }
}

#[tokio::test]
async fn a_report_is_one_a_person_until_it_is_resolved() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit(&mut tx, "局").await;
    let (wang, li) = (hire(&mut tx, "wang", unit).await, hire(&mut tx, "li", unit).await);
    let asked = a_bank(&mut tx, "r", "regulations", 2).await;
    let (version, _) = question::current(&mut tx, asked[1]).await.unwrap();
    let (earlier, _) = question::current(&mut tx, asked[0]).await.unwrap();
    let first = flag::open(&mut tx, asked[1], version, wang, 1).await.unwrap().unwrap();
    assert_eq!(flag::open(&mut tx, asked[1], version, wang, 2).await.unwrap(), None, "already");
    flag::set_reason(&mut tx, first, "答案应为乙").await.unwrap();
    flag::open(&mut tx, asked[1], version, li, 3).await.unwrap().unwrap();
    flag::open(&mut tx, asked[0], earlier, li, 4).await.unwrap().unwrap();
    let listed = flag::list(&mut tx).await.unwrap();
    let listed: Vec<_> = listed.iter().map(|f| (f.question, f.reports, f.code.as_str())).collect();
    assert_eq!(listed, [(asked[1], 2, "r-1"), (asked[0], 1, "r-0")], "the oldest first");
    let reports = flag::of_question(&mut tx, asked[1]).await.unwrap();
    let reports: Vec<_> = reports.iter().map(|r| (r.staff, r.name.as_str(), r.reason.as_str())).collect();
    assert_eq!(reports, [(wang, "wang", "答案应为乙"), (li, "li", "")]);
    assert_eq!(flag::resolve(&mut tx, asked[1], "corrected", Some(li), 5).await.unwrap(), 2);
    assert_eq!(flag::resolve(&mut tx, asked[1], "corrected", None, 6).await.unwrap(), 0);
    assert!(flag::of_question(&mut tx, asked[1]).await.unwrap().is_empty());
    assert!(flag::open(&mut tx, asked[1], version, wang, 7).await.unwrap().is_some(), "may report again");
}

#[tokio::test]
async fn a_broken_wording_names_table_column_and_row() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let id = a_bank(&mut tx, "r", "regulations", 1).await[0];
    let (version, _) = question::current(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    database.raw("UPDATE question_version SET content = '{\"stem\":'").await;
    let mut tx = database.store.read().await.unwrap();
    let broken = question::current(&mut tx, id).await.unwrap_err().to_string();
    assert!(broken.contains("question_version") && broken.contains("content"), "{broken}");
    assert!(broken.contains(&version.to_string()), "{broken}");
}
