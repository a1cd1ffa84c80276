//! Samples of files that are to be loaded.

use super::{SPIKY, Sample};
use crate::{
    chat::{
        say::Say,
        screens::{
            people::{self, People},
            upload::{Upload, View},
        },
    },
    domain::{
        ids::UploadId,
        points::Points,
        question::{Body, MAX_OPTION, Question},
        topic::{TopicId, standing},
    },
    exchange::{
        key::Base,
        preview::{Group, Preview},
        problem::Weight,
        sheet::{Field, Mapping},
        union::Rekeyed,
    },
    intake::{
        Target,
        plan::{Plan, Shown, Stage},
        roster::{self, RosterPreview},
    },
    table::{Cell, Row, Sheet, Workbook},
};

fn question(stem: &str) -> Question {
    Question {
        code: "q-1".into(),
        stem: stem.into(),
        body: Body::Single {
            options: vec!["1月1日".into(), "3月1日".into(), "<7月1日>".into()], key: 0
        },
        explanation: Some("预算年度自公历1月1日起，至12月31日止。".into()),
        source: Some("《中华人民共和国预算法》第十八条".into()),
        points: Points::ONE,
        difficulty: None,
        tags: vec![],
        valid_until: None,
        shuffle: true,
    }
}

fn group(weight: Weight, message: &str, count: usize) -> Group {
    let places = (1..=count).map(|row| format!("第{row}行 G列")).collect();
    Group { weight, message: message.into(), help: "请改正答案或补上选项".into(), places, count }
}

fn mapping(rows: &[&[&str]]) -> Mapping {
    let row = |(number, cells): (u32, &&[&str])| Row {
        number,
        cells: (0..).zip(cells.iter()).map(|(column, text)| (column, Cell::text(text))).collect(),
    };
    let sheet = |name: &str| Sheet { name: name.into(), rows: (1..).zip(rows).map(row).collect() };
    Mapping::guess(&Workbook { sheets: vec![sheet("单选题"), sheet(SPIKY)] })
}

fn shown() -> Shown {
    let rows: &[&[&str]] = &[
        &["题型", "题目", "选项A", "选项B", "选项C", "正确答案", "备注<&>"],
        &["单选题", "预算年度自公历几月几日起？", "1月1日", "3月1日", "7月1日", "A", ""],
    ];
    Shown {
        kind: "Excel 表格".into(),
        mapping: mapping(rows),
        target: Target {
            id: "bank-1a2b3c4d".into(),
            title: format!("财政法规{SPIKY}"),
            topic: TopicId::new("regulations").unwrap(),
            is_new: true,
            is_guessed: true,
        },
        preview: Preview {
            kinds: [120, 40, 30, 10],
            samples: vec![question("预算年度自公历几月几日起？"), question(SPIKY)],
            added: 180,
            changed: 3,
            rekeyed: vec![Rekeyed {
                code: "q-2".into(),
                stem: format!("预算年度{SPIKY}自公历几月几日起？"),
                from: "3月1日".into(),
                to: "<1月1日>".into(),
            }],
            same: 12,
            repeated: 4,
            withdrawn: 1,
            refused: 6,
            groups: vec![
                group(Weight::Error, "答案“E”，但只有4个选项", 6),
                group(Weight::Error, &format!("选项<{}>", "长".repeat(MAX_OPTION)), 1),
                group(Weight::Warning, "解析超过800字，只留前面的部分", 1),
                group(Weight::Mended, "题干里有看不见的字符，已去掉", 40),
                group(Weight::Mended, "全角字母已改成半角", 2),
            ],
            digest: String::new(),
        },
        uncounted: false,
    }
}

fn uncounted() -> Shown {
    let mut shown = nothing();
    shown.preview.groups = vec![group(Weight::Error, "答案是数字“3”，看不出是从0还是从1数起", 7)];
    shown.uncounted = true;
    shown
}

fn counted() -> Say {
    let stage = Stage::Shown(Box::new(clean()));
    let plan = Plan { stage, base: Base::One, ..Plan::fetched("numbers.csv".to_owned(), "f".into()) };
    Say::Upload(Box::new(Upload { id: UploadId(7), version: 4, plan, topic: None, view: View::State }))
}

fn clean() -> Shown {
    let mut shown = shown();
    shown.preview =
        Preview { refused: 0, rekeyed: vec![], groups: vec![], withdrawn: 0, repeated: 0, ..shown.preview };
    shown.target = Target { is_new: false, is_guessed: false, ..shown.target };
    shown
}

fn nothing() -> Shown {
    let mut shown = shown();
    shown.preview = Preview { refused: 7, groups: shown.preview.groups, ..Preview::default() };
    shown
}

fn known() -> Shown {
    let mut shown = clean();
    shown.preview = Preview { added: 0, changed: 0, same: 200, ..shown.preview };
    shown
}

fn upload(stage: Stage, view: View) -> Say {
    let asked = vec!["李四".to_owned(), SPIKY.to_owned()];
    let plan = Plan { asked, stage, ..Plan::fetched("财政题库<&>2026.xlsx".to_owned(), "f".into()) };
    let topic = standing().into_iter().next();
    Say::Upload(Box::new(Upload { id: UploadId(7), version: 3, plan, topic, view }))
}

fn many() -> Shown {
    let mut shown = shown();
    let long = "很长的一句问题说明".repeat(60);
    shown.preview.groups = (0..60).map(|nth| group(Weight::Error, &format!("{long}{nth}"), 60)).collect();
    shown.preview.rekeyed = (0..90)
        .map(|_| Rekeyed { code: "q".into(), stem: long.clone(), from: long.clone(), to: long.clone() })
        .collect();
    shown
}

fn wide() -> Shown {
    let heads: Vec<String> = (0..60).map(|nth| format!("<列名{nth}>{}", "长".repeat(60))).collect();
    let mut first = vec!["题目", "答案"];
    first.extend(heads.iter().map(String::as_str));
    let mut shown = shown();
    shown.mapping = mapping(&[&first, &["预算年度自公历几月几日起？", "1月1日"]]);
    shown.mapping.sheets[0].assign(9, Some(Field::Explanation));
    shown
}

fn roster() -> RosterPreview {
    let asked = roster::Group {
        weight: roster::Weight::Asked,
        message: "1990.1可能是1月，也可能是10月。请把这一格设为文本，写成1990.01或1990.10".into(),
        places: vec!["第3行 D列".into(), "第9行 D列".into()],
        count: 2,
    };
    RosterPreview {
        added: 12,
        changed: 2,
        same: 30,
        vanished: 3,
        matched: 1,
        doubtful: 1,
        roles: vec![
            format!("{SPIKY}（0009）：新职工，给予 管理员"),
            "张三（0001）：给予 监考，收回 领导（市财政局）".into(),
        ],
        administrators: 1,
        asked: 2,
        refused: 1,
        lines: (1..9)
            .map(|nth| format!("{SPIKY}（000{nth}）：单位 市财政局/预算股 → 市财政局/国库股"))
            .collect(),
        matches: vec!["第2行 张三：按姓名和单位对应到 0012".into()],
        doubts: vec!["第4行 李四：花名册里有两位。请补上工号".into()],
        groups: vec![asked],
        ..RosterPreview::default()
    }
}

fn people(stage: Stage, view: people::View) -> Say {
    let name = "职工花名册<&>2026.xlsx".to_owned();
    let asked = vec!["李四".to_owned(), SPIKY.to_owned()];
    Say::People(Box::new(People { id: UploadId(8), version: 2, name, asked, stage, view }))
}

fn rosters() -> Vec<Sample> {
    use people::View;
    let at = |preview: RosterPreview, view| people(Stage::People(Box::new(preview)), view);
    let asking = |preview: RosterPreview, view| people(Stage::AskingPeople(Box::new(preview)), view);
    let sound = RosterPreview {
        doubtful: 0,
        refused: 0,
        doubts: vec![],
        roles: vec![],
        administrators: 0,
        ..roster()
    };
    let known = RosterPreview { added: 0, changed: 0, lines: vec![], ..sound.clone() };
    let nobody = RosterPreview { refused: 4, groups: roster().groups, ..RosterPreview::default() };
    let many = RosterPreview {
        lines: vec!["很长的一行变更".repeat(60); 50],
        roles: vec!["很长的一行权限".repeat(60); 50],
        doubts: vec!["很长的一行待定".repeat(60); 50],
        ..roster()
    };
    let approval = |page| View::Approval { from: SPIKY.to_owned(), page };
    vec![
        ("some doubtful", at(roster(), View::State)),
        ("all sound", at(sound, View::State)),
        ("nothing new", at(known, View::State)),
        ("nobody sound", at(nobody, View::State)),
        ("many changes", at(many.clone(), View::State)),
        ("details", at(many.clone(), View::Details(1))),
        ("rights", at(many.clone(), View::Rights(9))),
        ("waiting for another", asking(roster(), View::State)),
        ("another is asked", asking(roster(), approval(0))),
        ("another is asked much", asking(many, approval(1))),
        ("loading", people(Stage::LoadingPeople(Box::new(roster())), View::State)),
        ("loaded", people(Stage::LoadedPeople { added: 12, changed: 2 }, View::State)),
        ("cancelled", people(Stage::Cancelled, View::State)),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    [banks(), rosters()].concat()
}

fn banks() -> Vec<Sample> {
    let at = |shown: Shown, view: View| upload(Stage::Shown(Box::new(shown)), view);
    let banks: Vec<(String, String)> =
        (0..30).map(|nth| (format!("bank-{nth}"), format!("题库{nth}{SPIKY}"))).collect();
    let asking = || Stage::Asking(Box::new(shown()));
    let approval = |page| View::Approval { from: SPIKY.into(), page };
    let pasted = {
        let plan = Plan::kept(String::new(), 4);
        Say::Upload(Box::new(Upload { id: UploadId(7), version: 1, plan, topic: None, view: View::State }))
    };
    vec![
        ("reading", upload(Stage::Reading, View::State)),
        ("reading what was pasted", pasted),
        ("some refused", at(shown(), View::State)),
        ("all sound", at(clean(), View::State)),
        ("nothing sound", at(nothing(), View::State)),
        ("nothing new", at(known(), View::State)),
        ("numbers that may count from 0 or 1", at(uncounted(), View::State)),
        ("numbers that count from 1", counted()),
        ("many problems", at(many(), View::State)),
        ("a sample", at(shown(), View::Sample(0))),
        ("the last sample", at(shown(), View::Sample(1))),
        ("problems", at(shown(), View::Problems(0))),
        ("many problems, a page", at(many(), View::Problems(2))),
        ("columns", at(shown(), View::Columns(0))),
        ("many columns", at(wide(), View::Columns(0))),
        ("what a column is", at(shown(), View::Fields { sheet: 0, column: 6 })),
        ("banks", at(shown(), View::Banks { banks, page: 1 })),
        ("topics", at(shown(), View::Topics(standing()))),
        ("waiting for another", upload(asking(), View::State)),
        ("corrected keys", at(shown(), View::Changes(0))),
        ("many corrected keys", at(many(), View::Changes(3))),
        ("another is asked", upload(asking(), approval(0))),
        ("another is asked much", upload(Stage::Asking(Box::new(many())), approval(1))),
        ("loading", upload(Stage::Loading(Box::new(clean())), View::State)),
        ("loaded", upload(Stage::Loaded(Box::new(clean())), View::State)),
        ("cancelled", upload(Stage::Cancelled, View::State)),
        ("refused by another", upload(Stage::Refused, View::State)),
        ("failed", upload(Stage::Failed("文件是空的，请检查是否选错了文件".into()), View::State)),
    ]
}
