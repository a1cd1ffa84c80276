//! Whatever is sent, nothing panics and nothing takes for ever.

use baiti::exchange::{
    document,
    paper::{self, MAX_LINES},
};
use proptest::prelude::*;

use super::docx::docx;

/// Pieces of papers in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "1.",
        "2、",
        "（3）",
        "第4题",
        "A.",
        "B、",
        "(C)",
        "Ｄ）",
        "答案：",
        "【答案】",
        "AB",
        "√",
        "（ ）",
        "（×）",
        "____",
        "解析：",
        "一、单选题（每题2分）",
        "二、简答题",
        "参考答案",
        "1-5 ABCDE",
        "1-999 A",
        "\n",
        "\n\n",
        " ",
        "\t",
        "题",
        "每",
        "分",
        "第一章 ",
        "[Answer: ",
        "]",
        "【",
        "0",
        "９",
        "①",
        "。",
        "对",
        "题目：",
        "题型：",
        "\u{fffd}",
        "\u{200b}",
        "ſ",
        "İ",
        "😀",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(document) = document::read(&bytes) {
            document.paper();
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,200}") {
        paper::read(&paper::lines(&text));
    }

    #[test]
    fn no_paper_panics(text in pieces()) {
        let lines = paper::lines(&text);
        paper::resembles(&lines);
        let found = paper::read(&lines);
        for draft in &found.drafts {
            prop_assert!(draft.options.len() <= 26);
        }
    }

    #[test]
    fn no_page_panics(text in "(<[a-z/!]{0,6}>?|&[#a-z0-9x]{0,8};?|[甲 \\n]){0,40}") {
        let _ = document::read(format!("<html>{text}").as_bytes());
    }

    #[test]
    fn no_body_panics(text in "(<w:(p|r|t|tbl|tr|tc|pPr|sup|del)>|</w:(p|r|t|tbl|tr|tc)>|甲|<w:tab/>){0,30}") {
        let _ = document::read(&docx(&text));
    }

    #[test]
    fn no_damaged_document_panics(at in 0_usize..600, byte in any::<u8>()) {
        let mut file = docx("<w:p><w:r><w:t>1. 甲（√）</w:t></w:r></w:p>");
        let length = file.len();
        file[at % length] = byte;
        if let Ok(document) = document::read(&file) {
            document.paper();
        }
    }
}

#[test]
fn long_files_are_read_in_one_pass() {
    for piece in ["A. ", "1.", "（", "【答案", "1-5 ", "９", "每题", "题 ", "A.（"] {
        let line = piece.repeat(16_000 / piece.len());
        paper::read(&paper::lines(&format!("{line}\n").repeat(20)));
        paper::read(&paper::lines(&format!("{piece}\n").repeat(20_000)));
    }
    let many = "甲\n".repeat(MAX_LINES + 5);
    assert_eq!(paper::lines(&many).len(), MAX_LINES + 1);
}
