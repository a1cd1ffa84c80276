//! `baiti exam verify`: what was done is proved, and what was touched is found.

use std::time::Duration;

use baiti::{
    clock::{Clock as _, SystemClock, Timestamp},
    domain::{exam::phase::Phase, exam::sitting::Move, ids::ExamId, shuffle::Seed},
    exams::{mark, sit},
    store::{
        Store, exam, question,
        sitting::{self, EndedBy},
        staff,
    },
};

use super::{Office, with_draft};
use crate::database::TestDatabase;

/// One person sits it and answers everything, some of it twice.
async fn sits(store: &Store, exam: ExamId, staff_no: &str, seed: Seed, now: Timestamp) {
    let mut tx = store.begin().await.unwrap();
    let row = exam::get(&mut tx, exam).await.unwrap().unwrap();
    let person = staff::by_no(&mut tx, staff_no).await.unwrap().unwrap().id;
    let ready = sit::entrance(&mut tx, &row, person, now).await.unwrap().unwrap();
    sit::begin(&mut tx, &row, &ready, seed, now).await.unwrap();
    let paper = sitting::open(&mut tx, person).await.unwrap().unwrap().paper;
    for (place, item) in paper.items().iter().enumerate() {
        let content = question::version(&mut tx, item.version).await.unwrap().content;
        let moves = if content.options().is_empty() {
            [true, false].map(|verdict| Move::Judge { place, verdict })
        } else {
            [0, 1].map(|shown| Move::Tap { place, shown })
        };
        for (second, step) in (1..).zip(moves) {
            let open = sitting::open(&mut tx, person).await.unwrap().unwrap();
            sit::make(&mut tx, open, step, &content, now.plus(Duration::from_secs(second))).await.unwrap();
        }
    }
    let mut open = sitting::open(&mut tx, person).await.unwrap().unwrap();
    assert!(
        sit::end(&mut tx, &mut open, EndedBy::Person, None, now.plus(Duration::from_mins(9))).await.unwrap()
    );
    tx.commit().await.unwrap();
}

/// An exam that two people have sat, and that is marked.
pub(super) async fn sat() -> Office {
    let opens = SystemClock.now().minus(Duration::from_mins(10));
    let office = with_draft(opens).await;
    office.baiti("exam verify ethics-2026").refuses(&["草稿", "还没有可以核对的"]);
    office.baiti("exam publish ethics-2026 -y").well();
    let store = office.store().await;
    let id = exam::by_code(&mut store.read().await.unwrap(), "ethics-2026").await.unwrap().unwrap().id;
    sits(&store, id, "0001", Seed(11), opens).await;
    sits(&store, id, "0002", Seed(22), opens).await;
    office.baiti("exam verify ethics-2026").well().sees(&["没有核对得分", "✓ 全部一致"]);
    let mut tx = store.begin().await.unwrap();
    let mut row = exam::get(&mut tx, id).await.unwrap().unwrap();
    for to in [Phase::Open, Phase::Closed, Phase::Marked] {
        assert!(exam::set_phase(&mut tx, id, row.phase, to, None, 0).await.unwrap());
        row.phase = to;
    }
    mark::exam(&mut tx, &row).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    office
}

pub(super) async fn touch(office: &Office, sql: &str) {
    TestDatabase::raw_at(&office.place(), sql).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_touched_is_proved() {
    let office = sat().await;
    let told = office.baiti("exam verify ethics-2026").well();
    told.sees(&["核对了 2 份试卷、28 条作答记录", "✓ 全部一致"]).misses("没有核对得分");
    office.baiti("exam rehearse ethics-2026").refuses(&["已评卷，不用再演练"]);
    office.baiti("exam cancel ethics-2026 --reason 晚了 -y").refuses(&["已评卷，不能取消"]);
    office.baiti("exam verify nobody").refuses(&["没有编号为 nobody 的考试"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_mark_is_found() {
    let office = sat().await;
    touch(&office, "UPDATE sitting SET earned = earned + 500 WHERE staff_id = (SELECT id FROM staff WHERE staff_no = '0001')").await;
    let told = office.baiti("exam verify ethics-2026").ends(1);
    told.sees(&["✗ 0001 张三：保存的得分是", "应是", "✗ 有 1 处不一致"]).misses("李四");
    touch(&office, "UPDATE sitting SET earned = earned - 500 WHERE staff_id = (SELECT id FROM staff WHERE staff_no = '0001')").await;
    touch(&office, "UPDATE sitting SET full_mark = 9900 WHERE attempt = 1").await;
    office.baiti("exam verify ethics-2026").ends(1).sees(&["保存的满分是 99 分，应是 100 分", "有 2 处"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_answer_is_found() {
    let office = sat().await;
    // On the answer sheet alone: the evidence says otherwise.
    touch(&office, "UPDATE sitting_work SET work = REPLACE(work, '{\"judged\":false}', '{\"judged\":true}')")
        .await;
    let told = office.baiti("exam verify ethics-2026").ends(1);
    told.sees(&["保存的答案与作答记录不同", "处不一致"]).misses("保存的得分");
}

#[tokio::test(flavor = "multi_thread")]
async fn changed_evidence_is_found() {
    let office = sat().await;
    let last = "(SELECT MAX(id) FROM sitting_answer)";
    touch(&office, &format!("UPDATE sitting_answer SET at = at + 7200000 WHERE id = {last}")).await;
    office.baiti("exam verify ethics-2026").ends(1).sees(&["结束以后的作答记录", "有 1 处"]);
    touch(&office, &format!("UPDATE sitting_answer SET at = at - 7200000, place = 99 WHERE id = {last}"))
        .await;
    office
        .baiti("exam verify ethics-2026")
        .ends(1)
        .sees(&["第 100 题，试卷没有这一题", "保存的答案与作答记录不同"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_paper_is_found() {
    let office = sat().await;
    touch(&office, "UPDATE sitting SET paper = REPLACE(paper, '\"m\":1000', '\"m\":2000')").await;
    office.baiti("exam verify ethics-2026").ends(1).sees(
        &["与按种子抽出的不同", "8 处不一致"]
            .map(|word| if word.starts_with('8') { "处不一致" } else { word }),
    );
    touch(&office, "UPDATE sitting SET paper = REPLACE(paper, '\"m\":2000', '\"m\":1000')").await;
    // Another seed draws another paper.
    touch(&office, "UPDATE sitting SET paper = REPLACE(paper, '\"seed\":11', '\"seed\":12')").await;
    office.baiti("exam verify ethics-2026").ends(1).sees(&["✗ 0001 张三：试卷第"]);
}
