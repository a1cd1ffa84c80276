//! The fields of the format as diagnostics speak of them; a test holds them
//! together with the manual.

use crate::bank::{
    fields::{Field, field},
    syntax::Manual,
};

/// How slips of the hand in an exam file are answered.
pub(super) const MANUAL: Manual = Manual {
    fields: &[&OF_EXAM, &OF_PAPER, &OF_TRACK, &OF_WHO, &OF_REVIEW, &OF_ADVANCE],
    text: r#"title = "2026年度法规考试""#,
    lines: r#"title = "2026年度法规考试""#,
    backslash: r#"title = "2026年度法规考试""#,
    list: r#"people = ["0001", "0002"]"#,
    table: "[[paper]]",
    date: "ages_on = 2026-12-20",
    part: "一段",
};

/// The fields at the head of a file.
pub(super) const OF_EXAM: [Field; 21] = [
    field("format", "格式版本", "format = 1"),
    field("id", "编号", r#"id = "2026-year-end""#),
    field("title", "考试名称", r#"title = "2026年度法规考试""#),
    field("preset", "方案", r#"preset = "two-tracks""#),
    field("opens", "开始时间", r#"opens = "2026-12-20 09:00""#),
    field("closes", "结束时间", r#"closes = "2026-12-20 11:00""#),
    field("minutes", "限时", "minutes = 90"),
    field("late_minutes", "迟到限时", "late_minutes = 30"),
    field("pass", "及格分", "pass = 60"),
    field("draw", "出卷方式", r#"draw = "each""#),
    field("order", "题目顺序", r#"order = "rows""#),
    field("multiple", "多选计分", r#"multiple = "proportional""#),
    field("ages_on", "年龄算到哪天", "ages_on = 2026-12-20"),
    field("code", "考试码", r#"code = "changing""#),
    field("places", "名次", r#"places = "mark""#),
    field("proctors", "监考", r#"proctors = ["0007"]"#),
    field("who", "参加的人", "[who]"),
    field("paper", "组卷", "[[paper]]"),
    field("track", "分场", "[[track]]"),
    field("review", "成绩查看", "[review]"),
    field("advance", "晋级", "[advance]"),
];

/// The fields of `[who]`.
pub(super) const OF_WHO: [Field; 4] = [
    field("units", "单位", r#"units = ["市财政局/预算股"]"#),
    field("people", "人员", r#"people = ["0001", "0002"]"#),
    field("except", "不参加的人", r#"except = ["0003"]"#),
    field("tracks", "指定分场", r#"tracks = { "0009" = "open" }"#),
];

/// The fields of a `[[paper]]`.
pub(super) const OF_PAPER: [Field; 8] = [
    field("topic", "类别", r#"topic = "regulations""#),
    field("bank", "题库", r#"bank = "administrative-licensing""#),
    field("tag", "标签", r#"tag = "期限""#),
    field("questions", "指定的题目", r#"questions = ["administrative-licensing/xkf-042-1"]"#),
    field("kind", "题型", r#"kind = "single""#),
    field("difficulty", "难度", "difficulty = 2"),
    field("number", "题数", "number = 20"),
    field("marks", "每题分值", "marks = 2"),
];

/// The fields of a `[[track]]`.
pub(super) const OF_TRACK: [Field; 10] = [
    field("id", "编号", r#"id = "closed""#),
    field("title", "名称", r#"title = "闭卷""#),
    field("from", "满几岁", "from = 40"),
    field("under", "不满几岁", "under = 40"),
    field("book", "闭卷或开卷", r#"book = "closed""#),
    field("minutes", "限时", "minutes = 90"),
    field("late_minutes", "迟到限时", "late_minutes = 30"),
    field("pass", "及格分", "pass = 60"),
    field("attempts", "次数", "attempts = 1"),
    field("counts", "以哪次为准", r#"counts = "best""#),
];

/// The fields of `[review]`.
pub(super) const OF_REVIEW: [Field; 4] = [
    field("mark", "得分", r#"mark = "released""#),
    field("answers", "自己的作答", r#"answers = "released""#),
    field("key", "答案和解析", r#"key = "released""#),
    field("place", "名次", r#"place = "released""#),
];

/// The fields of `[advance]`.
pub(super) const OF_ADVANCE: [Field; 4] = [
    field("top", "前几名", "top = 50"),
    field("each_unit", "每个单位几名", "each_unit = 3"),
    field("tracks", "各分场几名", r#"tracks = { "closed" = 30, "open" = 20 }"#),
    field("ties", "并列", r#"ties = "all""#),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::exams::file::format;

    fn names(fields: &[Field]) -> BTreeSet<&str> {
        fields.iter().map(|field| field.name).collect()
    }

    fn holds(fields: &[Field], schema: &schemars::Schema) {
        let properties = schema.as_value()["properties"].as_object().unwrap();
        assert_eq!(names(fields), properties.keys().map(String::as_str).collect());
    }

    #[test]
    fn the_fields_are_those_of_the_manual() {
        holds(&OF_EXAM, &schemars::schema_for!(format::Exam));
        holds(&OF_WHO, &schemars::schema_for!(format::Who));
        holds(&OF_PAPER, &schemars::schema_for!(format::Paper));
        holds(&OF_TRACK, &schemars::schema_for!(format::Track));
        holds(&OF_ADVANCE, &schemars::schema_for!(format::Advance));
        holds(&OF_REVIEW, &schemars::schema_for!(format::Review));
    }
}
