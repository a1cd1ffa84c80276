//! `baiti exam results` and `release`.

use super::tomorrow;
use super::{
    proof::{sat, touch},
    with_draft,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_results_list_is_printed_and_written() {
    let office = with_draft(tomorrow()).await;
    office.baiti("exam results ethics-2026").refuses(&["草稿", "还没有成绩"]);
    office.baiti("exam release ethics-2026 -y").refuses(&["草稿", "不能公布成绩"]);
    let office = sat().await;
    touch(
        &office,
        "UPDATE sitting SET earned = 8000 WHERE staff_id = (SELECT id FROM staff WHERE staff_no = '0001')",
    )
    .await;
    touch(
        &office,
        "UPDATE sitting SET earned = 5000 WHERE staff_id = (SELECT id FROM staff WHERE staff_no = '0002')",
    )
    .await;
    let told = office.baiti("exam results ethics-2026").well();
    told.sees(&["还没有公布", "应考 2 人，实考 2 人，缺考 0 人", "平均 65 分，及格率 50%（1 人及格）"])
        .sees(&["0001", "张三", "闭卷", "不及格", "缺考：无", "补考（缺考和不及格）：李四（0002）"]);
    office.baiti("exam results ethics-2026 -o list.csv").well().sees(&["已写到 list.csv：2 人"]);
    let csv = office.text("list.csv");
    assert!(csv.starts_with("\u{feff}名次,分场名次,工号,姓名,单位"), "{csv}");
    assert!(csv.contains("1,1,0001,张三,市财政局/预算股,闭卷,80,100,及格,"), "{csv}");
    assert!(csv.contains("2,1,0002,李四,市财政局/预算股,开卷,50,100,不及格,"), "{csv}");
    office.baiti("exam results ethics-2026 --format json -o list.json").well();
    let json: serde_json::Value = serde_json::from_str(&office.text("list.json")).unwrap();
    assert_eq!((&json["people"][1]["name"], &json["people"][1]["make_up"]), (&"李四".into(), &true.into()));
    office.baiti("exam results ethics-2026 --format xlsx -o list.xlsx").well().sees(&["已写到 list.xlsx"]);
    assert!(office.path("list.xlsx").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn results_are_released_once_and_corrected_openly() {
    let office = sat().await;
    office.baiti("exam release ethics-2026 -y").well().sees(&["已公布，核对码", "通知会在程序运行时发出"]);
    office.baiti("exam results ethics-2026").well().sees(&["公布，核对码"]).misses("还没有公布");
    office.baiti("exam release ethics-2026 -y").refuses(&["已经公布过", "--note"]);
    office.baiti("exam release ethics-2026 --note 更正 -y").refuses(&["完全一样"]);
    touch(&office, "UPDATE sitting SET earned = earned - 100 WHERE attempt = 1").await;
    office.baiti("exam release ethics-2026 --note 第三题更正 -y").well().sees(&["已公布，核对码"]);
    office.baiti("exam results ethics-2026").well().sees(&["第 2 次，第三题更正"]);
}
