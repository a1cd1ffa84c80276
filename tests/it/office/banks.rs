//! Small banks for stories.

use std::fmt::Write as _;

/// A question of each kind.
pub const KINDS: &str = r#"
format = 1
id = "kinds"
title = "四种题型"
topic = "regulations"

[[question]]
id = "single"
kind = "single"
stem = "行政机关应当自受理申请之日起几日内作出行政许可决定？"
options = ["十日", "十五日", "二十日", "三十日"]
key = "C"
explanation = "除可以当场作出决定的外，期限是二十日。"
source = "《中华人民共和国行政许可法》第四十二条"

[[question]]
id = "multiple"
kind = "multiple"
stem = "下列哪些可以设定行政许可？"
options = ["法律", "行政法规", "部门内部通知", "会议纪要"]
key = "AB"
points = 2

[[question]]
id = "judge"
kind = "judge"
stem = "行政许可一律不收费。"
key = false
explanation = "法律、行政法规另有规定的，依照其规定。"

[[question]]
id = "blank"
kind = "blank"
stem = "行政机关应当自受理申请之日起____内作出决定；经____行政机关负责人批准，可以延长十日。"
key = [["二十日", "20日", "二十个工作日"], ["本级", "本"]]
source = "《中华人民共和国行政许可法》第四十二条"
"#;

/// So many questions, each with the one option 对 to be chosen; the stems are
/// `id 第 n 问`.
pub fn simple_bank(id: &str, topic: &str, questions: usize) -> String {
    let mut bank = format!("format = 1\nid = \"{id}\"\ntitle = \"题库{id}\"\ntopic = \"{topic}\"\n");
    for n in 1..=questions {
        let _ = write!(bank, "{}", simple_question(id, n, "A"));
    }
    bank
}

/// A question of such a bank with another key.
pub fn simple_question(id: &str, n: usize, key: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}-{n}\"\nkind = \"single\"\nstem = \"{id} 第 {n} 问：{}\"\n\
         options = [\"对{n}\", \"甲{n}\", \"乙{n}\", \"丙{n}\"]\nkey = \"{key}\"\n",
        ["依据", "程序", "期限", "责任", "权限", "公开", "监督", "救济"][n % 8],
    )
}
