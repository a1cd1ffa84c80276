//! What else is odd about real tables.

use encoding_rs::{BIG5, GB18030};

use super::{table, told};

#[test]
fn headers_of_home_made_files() {
    for (name, head, row) in [
        ("modules", "模块¦二级考点¦类型¦题干¦A¦B¦C¦答案", "政务¦许可¦单选¦几日？¦五日¦十日¦二十日¦C"),
        ("four", "题型¦题干¦选项¦答案", "单选题¦几日？¦A. 五日$;$B. 十日¦A"),
        (
            "original_numbers",
            "题型¦题干¦选项A¦选项B¦答案¦解析¦章节¦知识点¦原题号",
            "单选题¦几日？¦五日¦十日¦A¦略¦第一章¦期限¦17",
        ),
        ("traditional", "題型¦題幹¦選項A¦選項B¦正確答案¦解析", "單選題¦幾日？¦五日¦十日¦B¦見條例"),
        ("traditional_and_long", "題目類型¦題目內容¦選項一¦選項二¦標準答案", "判斷題¦應當公開。¦正確¦錯誤¦A"),
        (
            "english",
            "No.¦Type¦Question¦Option A¦Option B¦Answer¦Explanation",
            "1¦single¦几日？¦五日¦十日¦A¦略",
        ),
        ("upper", "QUESTION¦A¦B¦C¦ANSWER", "几日？¦五日¦十日¦二十日¦c"),
        ("legal", "序号¦试题题干¦备选项A¦备选项B¦参考答案¦法规依据", "1¦几日？¦五日¦十日¦A¦《条例》第三条"),
        ("numbered", "题干¦选项1¦选项2¦选项3¦正确答案", "几日？¦五日¦十日¦二十日¦3"),
        ("bare_letters", "题 目¦Ａ¦Ｂ¦Ｃ¦答 案", "几日？¦五日¦十日¦二十日¦Ｂ"),
    ] {
        insta::assert_snapshot!(format!("headers_{name}"), table(&[head, row]));
    }
}

#[test]
fn headers_below_titles_and_remarks() {
    insta::assert_snapshot!(table(&[
        "某市财政局2026年窗口服务题库",
        "制表：人事教育科",
        "说明：答案写大写字母",
        "",
        "序号¦题目¦A¦B¦答案",
        "1¦几日？¦五日¦十日¦A",
        "",
        "制表人：张三",
    ]));
}

#[test]
fn markup_in_cells() {
    insta::assert_snapshot!(table(&[
        "题干¦选项A¦选项B¦答案¦解析",
        "<p>几日&nbsp;答复？</p>¦<b>五日</b>¦十日&lt;含&gt;¦A¦<span style=\"color:red\">见条例</span><br/>第三条",
        "10<sup>6</sup>是多少？¦一百万¦H<sub>2</sub>O¦A¦",
        "若 a<b 且 b>c，则¦a<c¦不一定¦B¦",
        "&ldquo;五公开&rdquo;指什么？¦甲&amp;乙¦丙¦A¦",
        "看图<img src=\"a.png\"/>回答¦甲¦乙¦A¦",
    ]));
}

#[test]
fn blanks_and_marks_that_nobody_sees() {
    insta::assert_snapshot!(table(&[
        "题干¦选项A¦选项B¦答案",
        "\u{a0}几\u{200b}日？\u{3000}¦\u{feff}五日\u{a0}¦十\u{ad}日¦\u{a0}A\u{200b}",
        "应当（\u{3000}\u{3000}）。¦公开¦保密¦A",
    ]));
}

#[test]
fn half_empty_rows_of_options() {
    insta::assert_snapshot!(table(&[
        "题干¦选项A¦选项B¦选项C¦选项D¦答案",
        "一¦甲¦乙¦¦¦A",
        "二¦甲¦¦丙¦¦C",
        "三¦甲¦¦丙¦¦A",
        "四¦甲¦无¦无¦无¦A",
        "五¦甲¦/¦/¦/¦A",
        "六¦甲¦乙¦以上都对¦¦C",
        "七¦¦甲¦乙¦¦B",
    ]));
}

#[test]
fn names_of_kinds() {
    insta::assert_snapshot!(table(&[
        "题型¦题干¦选项A¦选项B¦选项C¦答案",
        "单选¦一¦甲¦乙¦丙¦A",
        "单项选择题¦二¦甲¦乙¦丙¦A",
        "多项选择¦三¦甲¦乙¦丙¦AB",
        "不定项选择题¦四¦甲¦乙¦丙¦A",
        "选择题¦五¦甲¦乙¦丙¦AC",
        "是非题¦六¦¦¦¦对",
        "判断¦七¦¦¦¦错",
        "填空¦八____¦¦¦¦甲",
        "简答题¦九¦¦¦¦略",
        "案例分析题¦十¦甲¦乙¦丙¦A",
        "论述¦十一¦¦¦¦略",
        "¦十二¦甲¦乙¦丙¦B",
        "名词解释¦十三¦¦¦¦略",
        "多选题¦十四¦甲¦乙¦丙¦A",
    ]));
}

#[test]
fn the_same_question_again() {
    insta::assert_snapshot!(table(&[
        "题干¦选项A¦选项B¦答案",
        "几日？¦五日¦十日¦A",
        "几日？¦五日¦十日¦A",
        "几日 ?¦十日¦五日¦B",
        "几日？¦五日¦十日¦B",
        "几日？¦甲¦乙¦A",
    ]));
}

#[test]
fn tables_in_other_encodings() {
    let text = "题干,选项A,选项B,答案\r\n行政机关应当自受理申请之日起几日内答复？,五日,十日,A\r\n";
    let utf16: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let expected = told(text.as_bytes());
    insta::assert_snapshot!(expected);
    assert_eq!(told(&GB18030.encode(text).0), expected);
    assert_eq!(told(&utf16), expected);
    assert_eq!(told(format!("\u{feff}{text}").as_bytes()), expected);
    assert_eq!(told(text.replace("\r\n", "\r").as_bytes()), expected);
    assert_eq!(told(text.replace(',', ";").as_bytes()), expected);
    let traditional = "題幹,選項甲,選項乙,答案\r\n".replace('甲', "A").replace('乙', "B")
        + &"行政機關應當自受理申請之日起幾日內答覆？,五日,十日,A\r\n".repeat(3);
    insta::assert_snapshot!("in_big5", told(&BIG5.encode(&traditional).0));
}

#[test]
fn files_that_are_something_else() {
    for (name, bytes) in [
        ("javascript", &b"// \xe9\xa2\x98\xe5\xba\x93\nexport default [\n  {title: '\xe5\x87\xa0\xe6\x97\xa5', options: ['\xe4\xba\x94', '\xe5\x8d\x81',], answer: 'B'},\n];\n"[..]),
        ("python", "题库 = [\n  {'question': '几日？', 'options': ['五日', '十日'], 'answer': 'A', 'ok': True},\n]\n".as_bytes()),
        ("page", "<html><body><table><tr><td>题干</td><td>选项A</td><td>选项B</td><td>答案</td></tr><tr><td>几日？</td><td>五日</td><td>十日</td><td>A</td></tr></table></body></html>".as_bytes()),
        ("page_of_a_paper", "<html><body><p>1. 几日？</p><p>A. 五日<br/>B. 十日</p><p>答案：A</p></body></html>".as_bytes()),
        ("pdf", b"%PDF-1.7"),
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("rtf", b"{\\rtf1 x}"),
        ("empty", b" \r\n "),
        ("letter", "各科室：\n请于周五前报送学习计划。\n人事教育科\n".as_bytes()),
        ("staff", "姓名,工号,单位\n张三,001,预算科\n李四,002,国库科\n".as_bytes()),
    ] {
        insta::assert_snapshot!(format!("file_{name}"), told(bytes));
    }
}
