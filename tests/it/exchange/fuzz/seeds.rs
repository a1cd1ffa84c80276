//! A sound file of each format, to be damaged.

use std::{
    io::{Cursor, Read, Write},
    sync::LazyLock,
};

use baiti::{
    bank::{self, BankFile, Rules, Source},
    domain::topic,
    exchange::write::{Format, write},
};
use chrono::NaiveDate;
use encoding_rs::{BIG5, GB18030};
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

/// A sound file.
pub struct Seed {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

static ALL: LazyLock<Vec<Seed>> = LazyLock::new(made);

/// One of each format.
pub fn all() -> &'static [Seed] {
    &ALL
}

const BANK: &str = r#"
format = 1
id = "seed"
title = "窗口服务题库"
topic = "ethics"

[[question]]
id = "q1"
kind = "single"
stem = "行政机关应当自受理申请之日起（　）内作出决定。"
options = ["五日", "十日", "二十日", "三十日"]
key = "C"
explanation = "见第四十二条。"
source = "《行政许可法》第四十二条"
tags = ["许可", "期限"]

[[question]]
id = "q2"
kind = "multiple"
stem = "下列哪些应当主动公开？"
options = ["机构职能", "办事条件", "内部会议"]
key = "AB"
points = 2

[[question]]
id = "q3"
kind = "judge"
stem = "首问负责制要求一次性告知。"
key = true

[[question]]
id = "q4"
kind = "blank"
stem = "自____之日起____日内答复。"
key = [["收到", "收到申请"], ["二十", "20"]]
"#;

fn bank() -> BankFile {
    let rules =
        Rules { topics: topic::standing(), today: NaiveDate::from_ymd_opt(2026, 1, 1).expect("made here") };
    let mut reading = bank::read(&[Source::new("seed.toml", BANK)], &rules);
    assert_eq!(reading.errors(), 0, "{:?}", reading.diagnostics);
    reading.banks.remove(0)
}

fn made() -> Vec<Seed> {
    let bank = bank();
    let written = |format| write(format, &bank).expect("made here").bytes;
    let csv =
        String::from_utf8(written(Format::Csv)).expect("made here").trim_start_matches('\u{feff}').to_owned();
    let utf16 = [0xFF, 0xFE].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes));
    let seed = |name, bytes| Seed { name, bytes };
    vec![
        seed("xlsx", written(Format::Xlsx)),
        seed("csv", written(Format::Csv)),
        seed("csv in utf-16", utf16.collect()),
        seed("csv in gb18030", GB18030.encode(&csv).0.into_owned()),
        seed("tsv", csv.replace(',', "\t").into_bytes()),
        seed("json", written(Format::Json)),
        seed("json lines", JSON_LINES.as_bytes().to_vec()),
        seed("javascript", SCRIPT.as_bytes().to_vec()),
        seed("docx", written(Format::PaperWithKey)),
        seed("docx with a table", super::super::paper::docx::docx(TABLE)),
        seed("gift", written(Format::Gift)),
        seed("aiken", AIKEN.as_bytes().to_vec()),
        seed("moodle", written(Format::Moodle)),
        seed("paper", PAPER.as_bytes().to_vec()),
        seed("paper in big5", BIG5.encode(&TRADITIONAL.repeat(3)).0.into_owned()),
        seed("page", PAGE.as_bytes().to_vec()),
        seed(
            "qti",
            format!("<bank>{}</bank>", items().concat())
                .replace("<bank>", "<assessmentSection>")
                .replace("</bank>", "</assessmentSection>")
                .into_bytes(),
        ),
        seed("qti package", package()),
    ]
}

const JSON_LINES: &str = "{\"question\":\"几日？\",\"options\":[\"五日\",\"十日\"],\"answer\":\"A\"}
{\"question\":\"哪些？\",\"A\":\"甲\",\"B\":\"乙\",\"C\":\"丙\",\"answer\":[\"A\",\"C\"],\"tags\":[\"一\"]}
{\"question\":\"对吗？\",\"type\":\"判断题\",\"answer\":true}
";

const SCRIPT: &str = "// 题库
const list = [
  {title: '几日？', options: ['五日', \"十日\",], answer: 'B'},
  {title: `哪些？`, options: {A: '甲', B: '乙', C: '丙'}, answer: 'AC', /* 略 */},
  {title: '对吗？', type: '判断', answer: '对'},
];
";

const AIKEN: &str = "几日？\nA. 五日\nB. 十日\nANSWER: B\n\n哪个？\nA) 甲\nB) 乙\nC) 丙\nANSWER: C\n\n是吗？\nA. 是的\nB. 不是\nANSWER: A\n";

pub const PAPER: &str = "窗口服务知识测试题\n一、单项选择题（每题2分，共4分）\n1. 期限是（ B ）。\nA. 五日 B. 十日\nC. 二十日\n\
2、试用期为（　）。\nA、三个月\nB、六个月\n【答案】B\n【解析】见第三十四条\n二、多选题\n1．考核内容有（ ）A．德 B．能 C．勤\n\
正确答案：ＡＢ\n三、判断题\n1. 应当忠于宪法。（√）\n2. 可以罢工。（ × ）\n四、填空题\n1. 警告为____个月。\n2. 记过为____个月。\n\
参考答案\n四、填空题\n1. 六；6\n2. 十二\n";

const TRADITIONAL: &str = "一、單選題\n1. 行政機關應當自受理申請之日起多少日內作出決定？\nA. 五日\nB. 十日\nC. 二十日\n答案：C\n\
解析：見第四十二條\n二、判斷題\n1. 公務員應當忠於憲法，模範遵守法律。（√）\n2. 公務員可以參加罷工。（×）\n";

const PAGE: &str = "<html><head><title>题库</title></head><body><p>1. 期限&nbsp;是（ B ）。</p><p>A. 五日<br>B. 十日</p>\
<p>2. 应当公开。（√）</p><p>3. 可以罢工。（×）</p>\
<table><tr><th>题干</th><th>选项A</th><th>选项B</th><th>答案</th></tr>\
<tr><td>几日？</td><td>五日</td><td>十&#x65e5;</td><td>A</td></tr></table></body></html>";

const TABLE: &str = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>题干</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>答案</w:t></w:r></w:p></w:tc></w:tr>\
<w:tr><w:tc><w:p><w:r><w:t>应当公开。</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>对</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>期限是（ </w:t></w:r><w:r><w:t>A ）</w:t></w:r></w:p>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>五日</w:t></w:r></w:p>\
<w:p><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>10</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>6</w:t></w:r></w:p>\
<w:p><w:r><w:t>2. 可以罢工。（×）</w:t></w:r></w:p>";

/// Three items of QTI.
fn items() -> Vec<String> {
    ["A", "B", "C"]
        .map(|key| {
            format!(
                "<assessmentItem identifier=\"T{key}\" title=\"题\"><responseDeclaration identifier=\"R\" cardinality=\"single\">\
                 <correctResponse><value>{key}</value></correctResponse></responseDeclaration><itemBody><p>第{key}题几日？</p>\
                 <choiceInteraction responseIdentifier=\"R\" shuffle=\"true\" maxChoices=\"1\"><prompt>选一个</prompt>\
                 <simpleChoice identifier=\"A\">五日</simpleChoice><simpleChoice identifier=\"B\">十<b>日</b></simpleChoice>\
                 <simpleChoice identifier=\"C\">二十日</simpleChoice></choiceInteraction></itemBody></assessmentItem>"
            )
        })
        .to_vec()
}

fn package() -> Vec<u8> {
    let parts = items().into_iter().zip(1..).map(|(item, at)| (format!("q{at}.xml"), item.into_bytes()));
    pack(&parts.chain([("imsmanifest.xml".to_owned(), b"<manifest/>".to_vec())]).collect::<Vec<_>>())
}

/// The parts of an archive; `None` if it is none.
pub fn unpack(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let parts = archive.len();
    let part = |at| {
        let mut part = archive.by_index(at).expect("made here");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("made here");
        (part.name().expect("made here").to_string(), content)
    };
    Some((0..parts).map(part).collect())
}

/// An archive of these parts.
pub fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("made here");
        zip.write_all(content).expect("made here");
    }
    zip.finish().expect("made here").into_inner()
}
