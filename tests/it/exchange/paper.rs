//! Question papers as text: what is read from each layout met in the wild.

pub mod docx;
mod doubts;
mod hostile;

use baiti::exchange::{
    Found,
    document::{self, Document},
    draft::{Draft, Exact, Key, Piece},
    paper::resembles,
};
use encoding_rs::GB18030;

fn read(text: &str) -> Found {
    document::read(text.as_bytes()).expect("a document").paper()
}

/// Drafts and problems in few lines.
fn shown(found: &Found) -> String {
    let mut lines: Vec<String> = found.title.iter().map(|title| format!("《{title}》")).collect();
    for draft in &found.drafts {
        lines.push(of_draft(draft));
    }
    lines.extend(found.problems.iter().map(|problem| format!("{:?} {problem}", problem.weight)));
    lines.join("\n")
}

fn of_draft(draft: &Draft) -> String {
    let mut text = format!("{} {}", draft.place, draft.stem.text.replace('\n', "⏎"));
    let mut part = |name: &str, piece: Option<&Piece>| {
        if let Some(piece) = piece {
            let line = ["\n   ", name, " ", &piece.text.replace('\n', "⏎")];
            text.extend(line);
        }
    };
    let options = draft.options.iter().map(|option| option.text.as_str()).collect::<Vec<_>>().join(" | ");
    let options = Piece::new(options, draft.place.clone());
    let key = draft.key.as_ref().map(|key| match key {
        Key::Words(words) => Piece::new(format!("{} ({})", words.text, words.place), words.place.clone()),
        Key::Exact(Exact::Blanks(blanks), place) => Piece::new(format!("{blanks:?}"), place.clone()),
        Key::Exact(exact, place) => Piece::new(format!("{exact:?}"), place.clone()),
    });
    let list = |pieces: &[Piece]| {
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        Some(Piece::new(texts.join(", "), draft.place.clone())).filter(|_| !texts.is_empty())
    };
    part("选项", Some(&options).filter(|_| !draft.options.is_empty()));
    part("答案", key.as_ref());
    part("题型", draft.kind.as_ref());
    part("分值", draft.points.as_ref());
    part("解析", draft.explanation.as_ref());
    part("依据", draft.source.as_ref());
    part("难度", draft.difficulty.as_ref());
    part("标签", list(&draft.tags).as_ref());
    part("未带", list(&draft.left_out).as_ref());
    text
}

#[test]
fn a_paper_with_sections_numbers_options_and_keys() {
    let found = read(
        "公务员法知识测试题\n\
         姓名：____ 单位：____ 得分：____\n\
         一、单项选择题（每题2分，共4分）\n\
         1. 公务员的任用，坚持（ ）的原则。\n\
         A. 德才兼备 B. 能上能下\n\
         C. 平等自愿 D. 民主集中\n\
         答案：A 解析：见第七条。\n\
         2、新录用的公务员试用期为（　）。\n\
         A、三个月\n\
         B、六个月\n\
         C、一年\n\
         D、二年\n\
         【答案】C\n\
         【解析】新录用的公务员试用期为一年，\n\
         试用期满合格的，予以任职。\n\
         依据：《公务员法》第三十四条\n\
         难度：易 知识点：录用、试用期\n\
         二、多选题（每小题 3 分）\n\
         1．公务员的考核内容有（ ）A．德 B．能 C．勤 D．绩 E．廉\n\
         正确答案：ＡＢＣＤＥ\n\
         三、判断题（每题一分）\n\
         1. 公务员应当忠于宪法。（√）\n\
         2. 公务员可以参加罢工。（ × ）\n\
         3. 公务员辞职须书面申请。（对）\n\
         四、填空题\n\
         1. 受处分的期间，警告为____个月。\n\
         答案：六；6\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn keys_stand_in_the_stem() {
    let found = read(
        "1.下列属于行政处罚的是（ B ）。\n(A)记过 (B)罚款 (C)降级\n\
         （ √ ）2.行政处罚由有权机关实施。\n\
         3、当事人有权陈述和申辩。 ×\n\
         4. 甲（ ）乙（ AB ）\nA)甲　B)乙　C)丙\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn keys_stand_in_lists_at_the_end() {
    let stems = |options: &str| ["1", "2", "3"].map(|n| format!("{n}. 题目{n}（ ）\n{options}")).concat();
    let paper = format!(
        "一、单选题\n{}二、多选题\n{}三、判断题\n{}四、填空题\n1. 甲____。\n2. 乙____。\n3. 丙____。\n",
        stems("A.甲 B.乙 C.丙\n"),
        stems("A.甲 B.乙 C.丙\n"),
        stems("")
    );
    let found = read(&format!(
        "{paper}\n参考答案\n一、单选题\n1-3 ABC\n二、多选题\n1.AB 2.ABC\n3.AC\n三、判断题：1.√ 2.× 3.√\n\
         四、填空题\n1. 二十日\n2. 本级人民政府\n3. 甲 乙\n4. 多出来的\n"
    ));
    insta::assert_snapshot!("lists_with_headings", shown(&found));
    let found = read(&format!("{paper}\n答案：\n1-3：A B C\n1～3 AB、ABC、BC\n1-3 √×√\n1.甲 2.乙 3.丙\n"));
    insta::assert_snapshot!("lists_without_headings", shown(&found));
}

#[test]
fn a_list_stands_at_the_end_of_each_section() {
    let found = read(
        "一、单选题\n1. 甲（ ）\nA.一 B.二\n2. 乙（ ）\nA.一 B.二\n答案：1-2 AB\n\
         二、判断题\n1. 丙（ ）\n2. 丁（ ）\n1-2 √\n参考答案：1.√ 2.×\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn keys_with_explanations_stand_at_the_end() {
    let found = read(
        "1. 甲（ ）\nA.一\nB.二\n2. 乙（ A ）\nA.一\nB.二\n3. 丙（ ）\nA.一\nB.二\n答案：A\n\
         参考答案及解析\n1.【答案】B【解析】见第三条。\n2. A 解析：见第四条，\n共三款。\n3. B\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn forms_of_other_programs() {
    let found = read(
        "1、[单选题]甲是（ ）\nA.一\nB.二\n答案：B\n解析：略\n分值：2\n\
         2、[填空题](系统评分)甲____乙____\n答案：一;壹|二\n\
         3、[判断题]甲是乙（正确）\n",
    );
    insta::assert_snapshot!("dao_yi_yun", shown(&found));
    let found = read(
        "甲是什么\nA.一\nB.二\n【答案】AB\n\n甲的首都是（）和（）\n【答案】乱序匹配(北京)(南京)\n\n\
         甲是乙\n【答案】正确\n【解析】略\n",
    );
    insta::assert_snapshot!("xiao_bo_shi", shown(&found));
    let found = read(
        "1. Which one?[Single Choice][Answer: D][Score: 5][All]\nA. one\nB. two\nC. three\nD. four\n\n\
         2. Which ones?[Multiple Choice][Answer: B, C][Score: 2, 3][Partial]\nA. one\nB. two\nC. three\n",
    );
    insta::assert_snapshot!("we_survey", shown(&found));
}

#[test]
fn essay_questions_are_told_and_left_out() {
    let found = read(
        "一、判断题\n1. 甲。（√）\n二、简答题（每题10分）\n1. 简述依法行政的要求。\n\
         答：一、合法行政；\n二、合理行政；\n1. 程序正当\n三、判断标准不统一的要改正。\n\
         2. 简述政府信息公开的范围。\n参考答案：\n（一）主动公开\n三、论述题\n1、论述法治。\n\
         四、单选题\n1. 乙（ ）\nA.一 B.二\n答案：A\n五、案例分析题\n1. 张某违法。他应当（ ）。\nA.一 B.二\n答案：B\n\
         2. 【名词解释】行政许可\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn lists_and_breaks_within_a_question_belong_to_it() {
    let found = read(
        "一、单选题\n1. 下列说法正确的有：\n①甲\n②乙\n（1）丙\nA. ①②\nB. ①\n答案：A\n解析：理由如下：\n\
         1. 其一；\n2. 其二。\n\n2. 罚款为\n1.5倍以下的，由本级人民\n政府决定（ ）。\nA. 第一项很长，一行\n写不下\nB. 二\n\nD. 四\n\
         答案：D\n3. 最后（ ）\nA.甲\nB.乙\nB.丙\nD.丁\n答案：C",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn what_is_no_question_is_passed_over() {
    let found = read(
        "目录\n一、单选题……………1\n二、判断题……………9\n题号 一 二 总分\n得分\n注意事项：\n1. 请用黑色笔。\n\
         第一章 总则\n一、单选题\n1. 甲（ ）\nA.一 B.二\n答案：A\n第1页 共2页\n第二章 附则\n1. 乙（ ）\nA.一 B.二\n答案：B\n\
         二、公务员法\n1. 丙（ ）\nA.一 B.二\n答案：B\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn papers_without_numbers() {
    let found = read(
        "题库\n\n甲是（ ）\nA. 一\nB. 二\n答案：A\n\n乙是什么\n它有几种\nA、一\nB、二\nC、三\n答案：AB\n解析：略\n\n\
         丙是丁。（√）\n戊是己。（×）\n",
    );
    insta::assert_snapshot!("without_numbers", shown(&found));
    let found = read("题型：单选题\n题目：甲\nA. 一\nB. 二\n答案：A\n题型：判断题\n题目：乙\n答案：对\n");
    insta::assert_snapshot!("with_labels", shown(&found));
}

#[test]
fn keys_that_contradict_are_refused() {
    let found = read(
        "1. 甲（ ）\nA.一 B.二\n答案：A\n答案：B\n2. 乙（ ）\nA.一 B.二\n答案：A\n3. 丙（ ）\nA.一 B.二\n参考答案\n2.B\n1-3 AB\n",
    );
    insta::assert_snapshot!(shown(&found));
}

#[test]
fn every_encoding_gives_the_same() {
    let text = "一、判断题\r\n1. 公务员应当忠于宪法。（√）\r\n2. 公务员可以经商办企业。（×）\r\n";
    let expected = read(text);
    assert_eq!(expected.drafts.len(), 2);
    let mut utf16 = vec![0xFF, 0xFE];
    utf16.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    for bytes in [utf16, GB18030.encode(text).0.into_owned(), format!("\u{feff}{text}").into_bytes()] {
        assert_eq!(document::read(&bytes).map(|document| document.paper()), Ok(expected.clone()));
    }
    let page = format!("<html><body><p>{}</p></body></html>", text.replace("\r\n", "</p><p>"));
    assert_eq!(read(&page).drafts.len(), 2);
}

#[test]
fn papers_are_told_from_other_texts() {
    let lines = |text: &str| document::read(text.as_bytes()).unwrap().lines;
    assert!(resembles(&lines("1. 甲（ ）\nA. 一\nB. 二\n答案：A")));
    assert!(resembles(&lines("1. 甲。（√）\n2. 乙。（×）")));
    for text in [
        "关于印发办法的通知\n各单位：\n请遵照执行。",
        "工号,姓名\n001,张三\n",
        "{\"题干\": 1}",
        "题干,选项A,选项B,答案\n1,甲（ ）,一,二\n2,乙（ ）,一,二",
    ] {
        assert!(!resembles(&lines(text)), "{text}");
    }
    let nothing = Document { lines: lines("通知\n请遵照执行。"), ..Document::default() };
    assert_eq!(
        shown(&nothing.paper()).lines().last(),
        Some("Error 整个文件：没有找到题目。题目要有题号或空行隔开，选项写成“A. …”，答案写成“答案：B”")
    );
}
