//! Papers as people type them.

use super::told;

macro_rules! paper {
    ($name:ident, $text:expr) => {
        #[test]
        fn $name() {
            insta::assert_snapshot!(told($text.as_bytes()));
        }
    };
}

paper!(
    options_on_one_line,
    "一、单选题\n1．几日？（  ）\nA．五日    B．十日    C．二十日    D．三十日\n2．哪个？（　）\nA、甲 B、乙\nC、丙 D、丁\n\
     3．谁？( )\nＡ．张三　Ｂ．李四\n答案：1.A 2.C 3.B\n"
);

paper!(
    keys_in_brackets_everywhere,
    "一、单项选择题\n1.期限是（ B ）日。\nA.五 B.十\n2.（A）应当公开。\nA.信息 B.秘密\n3.应当公开的是（    ）。（B）\nA.秘密 B.信息\n\
     二、判断题\n（ √ ）1.先到先办。\n2.可以拒绝。（ × ）\n3.应当告知。（正确）\n4.应当保密(F)\n"
);

paper!(
    a_list_of_ranges,
    "一、单选题\n1.甲（ ）\nA.一 B.二 C.三\n2.乙（ ）\nA.一 B.二 C.三\n3.丙（ ）\nA.一 B.二 C.三\n4.丁（ ）\nA.一 B.二 C.三\n5.戊（ ）\nA.一 B.二 C.三\n\
     二、多选题\n6.己（ ）\nA.一 B.二 C.三\n7.庚（ ）\nA.一 B.二 C.三\n三、判断题\n8.辛（ ）\n9.壬（ ）\n\
     参考答案：\n1-5 ABCAB\n6-7 AB ABC\n8-9 √×\n"
);

paper!(
    numbers_begin_again_in_each_section,
    "一、单选题\n1.甲（ ）\nA.一 B.二\n2.乙（ ）\nA.一 B.二\n二、多选题\n1.丙（ ）\nA.一 B.二 C.三\n三、判断题\n1.丁。\n2.戊。\n\
     答案\n一、1.A 2.B\n二、1.ABC\n三、1.对 2.错\n"
);

paper!(
    essays_full_of_what_looks_like_headings,
    "一、判断题\n1.应当公开。（√）\n二、简答题\n1.简述行政许可的原则。\n答：一、法定原则。\n二、公开、公平、公正原则。\n三、便民原则。\n\
     三、单选题\n1.几日？（A）\nA.五日 B.十日\n"
);

paper!(
    keys_behind_labels_of_all_sorts,
    "1、甲？\nA、一\nB、二\n正确答案：B\n2、乙？\nA、一\nB、二\n【正确答案】A\n3、丙？\nA、一\nB、二\n标准答案: b\n4、丁？\nA、一\nB、二\n[答案]A\n\
     5、戊？\nA、一\nB、二\n我的答案：B\n正确答案：A\n6、己？\nA、一\nB、二\n答案 B\n解析 见条例\n7、庚？\nA、一\nB、二\n答案：（A）\n"
);

paper!(without_any_key, "一、单选题\n1.甲（ ）\nA.一\nB.二\n2.乙（ ）\nA.一\nB.二\n");

paper!(
    questions_apart_by_empty_lines,
    "应当自受理之日起几日内答复？\nA. 五日\nB. 十日\n答案：A\n\n下列哪些应当公开？\nA. 职能\nB. 条件\nC. 会议\n答案：AB\n\n先到先办。\n答案：对\n"
);

paper!(
    markup_and_odd_blanks,
    "1.\u{a0}几日\u{3000}答复？（\u{3000}A\u{a0}）\nA.&nbsp;五日\nB.\u{200b}十日\n2. 10⁶是多少？\nA. 一百万\nB. 十万\n答案：A\n"
);

paper!(
    traditional_characters,
    "一、單選題（每題2分）\n1. 幾日內答覆？\nA. 五日\nB. 十日\n答案：B\n解析：見條例第三條\n二、判斷題\n1. 應當公開。（√）\n2. 可以拒絕。（錯誤）\n"
);

paper!(
    gift_and_aiken_with_chinese_marks,
    "几日？\nA、五日\nB．十日\nANSWER：B\n\n哪个？\nA) 甲\nB) 乙\nANSWER: A\n"
);
