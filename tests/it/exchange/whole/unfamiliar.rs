//! What somebody tried who had never seen the program.

use encoding_rs::GBK;

use super::{table, told};

#[test]
fn a_web_page_that_is_called_a_workbook_is_a_table() {
    let page = "<html><head><meta charset=gb2312><style>td{mso-number-format:\"\\@\"}</style></head><body>\
        <table border=1><tr><td colspan=4>法规题库</td></tr>\
        <tr><th>题干</th><th>选项A</th><th>选项B</th><th>答案</th></tr>\
        <tr><td>面积的单位是（&nbsp;&nbsp;）</td><td>m</td><td>m<sup>2</sup></td><td>B</td></tr>\
        <tr><td>若 a &lt; b，<br>则？</td><td>甲</td><td>乙</td><td></td></tr></table></body></html>";
    let (bytes, ..) = GBK.encode(page);
    insta::assert_snapshot!(told(&bytes));
}

#[test]
fn a_page_of_which_no_table_maps_stays_a_paper() {
    let paper = "<html><body><table><tr><td>姓名</td><td></td></tr></table><p>1. 几日？（ ）</p><p>A. 五日 B. 十日</p>\
        <p>答案：A</p></body></html>";
    insta::assert_snapshot!(told(paper.as_bytes()));
}

#[test]
fn keys_of_each_part_stand_on_one_line() {
    let paper = "一、单选题\n1.甲（ ）\nA.一 B.二\n2.乙（ ）\nA.一 B.二\n3.丙（ ）\nA.一 B.二\n\
        二、判断题\n1.丁。\n2.戊。\n三、填空题\n1.自____日起。\n";
    insta::assert_snapshot!(told(format!("{paper}一、1.A 2.B 3.A\n二、1.√ 2.×\n").as_bytes()));
    insta::assert_snapshot!(told(
        format!("{paper}参考答案\n二、1.√ 2.×\n一、1-3 BBA\n三、1.二十\n").as_bytes()
    ));
}

#[test]
fn keys_of_a_part_go_nowhere_else() {
    let paper = "一、单选题\n1.甲（ ）\nA.一 B.二\n2.乙（ ）\nA.一 B.二\n二、简答题\n1.简述原则。\n2.简述程序。\n三、判断题\n3.丁。\n\
        参考答案\n一、2.B\n二、1.A 2.略\n三、4.对\n一、4.A\n";
    insta::assert_snapshot!(told(paper.as_bytes()));
}

#[test]
fn a_letter_for_a_truth_beside_a_blank_is_told() {
    insta::assert_snapshot!(table(&[
        "题干¦答案",
        "钒的符号是____。¦V",
        "税收是强制的（ ）。¦T",
        "税收是强制的（ ）。¦√",
        "税收是有偿的。¦F",
    ]));
    insta::assert_snapshot!(told("一、判断题\n1. 税收是强制的（ ）。\n答案：T\n".as_bytes()));
}

#[test]
fn options_in_circles_and_behind_strokes_are_parted() {
    insta::assert_snapshot!(table(&[
        "题干¦选项¦答案",
        "几日答复？¦①五日 ②十日 ③二十日¦②",
        "哪些公开？¦①预算②决算③秘密¦①②",
        "速度是？¦A.km/h/B.m/s/C.吨¦B",
        "何时答复？¦A.五日/B.十日¦A",
    ]));
}

#[test]
fn a_missing_key_is_told_of_the_cell_that_is_empty() {
    insta::assert_snapshot!(table(&[
        "题干¦选项A¦选项B¦答案¦解析",
        "几日？¦五日¦十日¦¦见第五条",
        "谁（A）负责？¦甲¦乙¦¦",
    ]));
}

#[test]
fn entries_without_a_stem_are_told_one_by_one() {
    let json = r#"[{"question":"","options":["甲","乙"],"answer":"A"},{"options":["甲","乙"],"answer":"A"},
        {"question":null,"options":["甲","乙"],"answer":"A"},{"question":"好","options":["甲","乙"],"answer":"A"},
        {"question":123,"options":["甲","乙"],"answer":"A"},"杂",{"foo":1}]"#;
    insta::assert_snapshot!(told(json.as_bytes()));
    let nested = r#"{"title":"题库","tags":["甲","乙"],"chapters":[{"chapter":"一","answer":"见后",
        "questions":[{"question":"好","options":["甲","乙"],"answer":"A"}]}]}"#;
    insta::assert_snapshot!(told(nested.as_bytes()));
}
