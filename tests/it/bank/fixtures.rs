//! Whole files, sound and corrupted, with all that is told of them.

use baiti::{
    bank::{Retired, Severity, Source, read},
    domain::{
        choices::Choices,
        points::Points,
        question::{Body, Kind},
    },
};
use chrono::NaiveDate;

use super::{rules, sound, told};

const GOOD: &str = include_str!("../fixtures/bank/good.toml");
const BROKEN: &str = include_str!("../fixtures/bank/broken.toml");
const CORRUPT: &str = include_str!("../fixtures/bank/corrupt.toml");

#[test]
fn a_sound_file_is_read_whole() {
    let bank = sound(GOOD);
    assert_eq!(
        (bank.id.as_str(), bank.title.as_str(), bank.topic.as_str()),
        ("good", "样例题库", "regulations")
    );
    let kinds: Vec<Kind> = bank.questions.iter().map(|placed| placed.question.kind()).collect();
    assert_eq!(kinds, [Kind::Single, Kind::Multiple, Kind::Judge, Kind::Blank, Kind::Blank]);
    let lines: Vec<usize> = bank.questions.iter().map(|placed| placed.line).collect();
    assert_eq!(lines, [7, 16, 37, 45, 54]);
    let retired = |id: &str, reason: Option<&str>| Retired { id: id.into(), reason: reason.map(Into::into) };
    assert_eq!(bank.retired, [retired("xkf-001-1", Some("法律已修改")), retired("xkf-001-2", None)]);
}

#[test]
fn every_field_comes_through() {
    let bank = sound(GOOD);
    let multiple = &bank.questions[1].question;
    assert_eq!(multiple.code, "xkf-005-1");
    assert_eq!(multiple.stem, "设定和实施行政许可，应当遵循哪些原则？\n（按法律的原文选择）");
    let options = ["公开", "公平", "公正", "以上都不是"].map(String::from).to_vec();
    assert_eq!(multiple.body, Body::Multiple { options, key: Choices::from_letters("ABC").unwrap() });
    assert_eq!(multiple.explanation.as_deref(), Some("应当遵循公开、公平、公正、非歧视的原则。"));
    assert_eq!(multiple.source.as_deref(), Some("《中华人民共和国行政许可法》第五条"));
    assert_eq!(
        (multiple.points, multiple.difficulty, multiple.shuffle),
        (Points::from_hundredths(250), Some(2), false)
    );
    assert_eq!(multiple.tags, ["原则", "总则"]);
    let end_of_2027 = NaiveDate::from_ymd_opt(2027, 12, 31);
    assert_eq!(multiple.valid_until, end_of_2027);
    assert_eq!(bank.questions[4].question.valid_until, end_of_2027, "a day may stand in quotation marks");
    let key = ["公开", "公平", "公正"].map(|word| vec![word.to_owned()]).to_vec();
    assert_eq!(bank.questions[3].question.body, Body::Blank { key, any_order: true });
}

#[test]
fn what_may_be_left_out_has_its_usual_value() {
    let bank = sound(GOOD);
    let single = &bank.questions[0].question;
    assert_eq!((single.points, single.difficulty, single.shuffle), (Points::ONE, None, true));
    assert!(single.tags.is_empty() && single.valid_until.is_none());
}

#[test]
fn slips_of_the_hand_are_told_one_by_one() {
    let reading = read(&[Source::new("broken.toml", BROKEN)], &rules());
    insta::assert_snapshot!(told(&reading), @r#"
    broken.toml:11:8: 错误: 中文的符号 “ 要换成英文的 "
        正确写法: stem = "行政机关应当自受理申请之日起几日内作出决定？"
    broken.toml:18:17: 错误: 文字的引号没有配对
        正确写法: stem = "行政机关应当自受理申请之日起几日内作出决定？"
    broken.toml:26:1: 错误: 上一行的列表缺少右方括号 ]
        正确写法: options = ["甲", "乙"]
    broken.toml:32:15: 错误: 中文的符号 ， 要换成英文的 ,
        正确写法: options = ["十日", "二十日", "三十日", "六十日"]
    broken.toml:41:1: 错误: 同一个字段或同一段写了两次，每个字段在一道题里只写一次
        正确写法: key = "B"
    broken.toml:46:6: 错误: 字段名后面缺少等号
        正确写法: stem = "行政机关应当自受理申请之日起几日内作出决定？"
    broken.toml:51:1: 错误: 字段名只能用英文
        正确写法: stem = "行政机关应当自受理申请之日起几日内作出决定？"
    broken.toml:53:12: 错误: 双方括号没有写完整
        正确写法: [[question]]
    broken.toml:58:8: 错误: 文字要用英文双引号括起来
        正确写法: kind = "single"
    broken.toml:66:1: 错误: 三个引号开头的文字没有用三个引号结尾
        正确写法: stem = """题干的文字"""
    broken.toml:69:12: 错误: 反斜杠 \ 要写两遍
        正确写法: stem = "路径 C:\\资料"
    broken.toml:76: 错误: 题目 q12 的答案 key = "C"，但只有 2 个选项
        正确写法: key = "B"（只能用 A 到 B）
    broken.toml:81:8: 错误: 等号后面没有内容
        正确写法: kind = "single"
    broken.toml:90:5: 错误: 列表缺少右方括号 ]
        正确写法: options = ["甲", "乙"]
    broken.toml:97:15: 错误: 没有这个日期
        正确写法: valid_until = 2027-12-31
    "#);
}

#[test]
fn everything_wrong_is_told_at_once() {
    let reading = read(&[Source::new("corrupt.toml", CORRUPT)], &rules());
    insta::assert_snapshot!(told(&reading), @r#"
    corrupt.toml:2: 错误: 题库的格式版本 0 不存在
        正确写法: format = 1
    corrupt.toml:3: 错误: 题库的编号 id = "Corrupt Bank" 不合规定：只用小写英文字母、数字和连字符，1 到 64 个字符
        正确写法: id = "corrupt-bank"
    corrupt.toml:4: 错误: 题库的名称是空的
        怎么办: 写上内容
    corrupt.toml:5: 错误: 题库的类别 topic = "法规" 不存在；有 regulations（法规）、civilized-language（文明用语）、ethics（职业道德）
        正确写法: topic = "regulations"
    corrupt.toml:6: 错误: 题库里有不认识的字段 author
        怎么办: 删去这一行；可用的字段有 format、id、title、topic、question、retired
    corrupt.toml:8: 错误: 第 1 题缺少 id（编号）
        正确写法: id = "xkf-042-1"
    corrupt.toml:16: 错误: 第 2 题的编号 id = "XKF_042" 不合规定：只用小写英文字母、数字和连字符，1 到 64 个字符
        正确写法: id = "xkf-042"
    corrupt.toml:17: 错误: 第 2 题的题型 kind = "单选题" 不存在；有 single（单选题）、multiple（多选题）、judge（判断题）、blank（填空题）
        正确写法: kind = "single"
    corrupt.toml:28: 错误: 题目 k1 的答案 key = "E"，但只有 4 个选项
        正确写法: key = "B"（只能用 A 到 D）
    corrupt.toml:36: 错误: 题目 k2 的答案 key = "b" 不行：只写大写英文字母，不重复，中间不加符号
        正确写法: key = "B"
    corrupt.toml:44: 错误: 题目 k3 的答案 key = "A、C" 不行：只写大写英文字母，不重复，中间不加符号
        正确写法: key = "AC"
    corrupt.toml:52: 错误: 题目 k4 的答案 key 应是英文双引号里的大写字母，这里是列表
        正确写法: key = "AD"
    corrupt.toml:60: 错误: 题目 k5 是多选题，但答案 key = "D" 只有 1 个字母
        正确写法: key = "AB"；若只有一个正确的选项，把题型改成 kind = "single"
    corrupt.toml:68: 错误: 题目 k6 是单选题，但答案 key = "BD" 有 2 个字母
        正确写法: key = "B"；若确有几个正确的选项，把题型改成 kind = "multiple"
    corrupt.toml:75: 错误: 题目 k7 是判断题，不写选项 options
        怎么办: 删去 options 这一行，只写 key = true
    corrupt.toml:76: 错误: 题目 k7 是判断题，答案 key 应是 true（对）或 false（错），不加引号，这里是文字
        正确写法: key = false
    corrupt.toml:83: 错误: 题目 k8 是填空题，答案 key 应是双层列表：每处填空一个列表，里面是可以接受的答案
        正确写法: key = [["二十日"]]
    corrupt.toml:90: 错误: 题目 k9 的题干有 2 处填空，答案 key 却有 1 个列表
        正确写法: key = [["答案"], ["答案"]]
    corrupt.toml:90: 错误: 题目 k9 的答案“。”里没有文字和数字；比对时不看标点，谁也答不对
        怎么办: 换一个答案，或者改成选择题
    corrupt.toml:90: 错误: 题目 k9 的答案是空的
        怎么办: 写上内容
    corrupt.toml:96: 错误: 题目 k10 的题干里有 5 个连着的下划线；一处填空写四个 ____，两处之间要隔开
        正确写法: stem = "应当自受理之日起____内作出决定。"
    corrupt.toml:97: 错误: 题目 k10 的答案 key 里有一处填空没有答案
        正确写法: key = [["二十日", "20日"]]
    corrupt.toml:100: 错误: 题目 k10 的编号在第 93 行已经用过
        怎么办: 给其中一道换一个编号；停用的题目也不能再用它的编号
    corrupt.toml:103: 错误: 题目 k10 是填空题，但题干里没有填空处（四个下划线）
        正确写法: stem = "应当自受理之日起____内作出决定。"
    corrupt.toml:111: 错误: 题目 o1 有 1 个选项，应有 2 到 26 个
        正确写法: options = ["十日", "二十日", "三十日", "六十日"]
    corrupt.toml:115: 错误: 题目 o2 缺少 options（选项）
        正确写法: options = ["十日", "二十日", "三十日", "六十日"]
    corrupt.toml:126: 错误: 题目 o3 的选项 C “甲” 与前面的选项相同
        怎么办: 改正或删去其中一个，再核对 key
    corrupt.toml:126: 错误: 题目 o3 的选项是空的
        怎么办: 写上内容
    corrupt.toml:126: 警告: 题目 o3 的选项“A. 丁”自己带了字母 A
        怎么办: 删去开头的 A 和后面的点，程序会自动标上 D
    corrupt.toml:134: 错误: 题目 o4 的 options（选项）应是文字的列表，这里是整数
        正确写法: options = ["十日", "二十日", "三十日", "六十日"]
    corrupt.toml:134: 错误: 题目 o4 的 options（选项）应是文字的列表，这里是整数
        正确写法: options = ["十日", "二十日", "三十日", "六十日"]
    corrupt.toml:135: 错误: 题目 o4 的答案 key 应是英文双引号里的大写字母，这里是整数
        正确写法: key = "B"
    corrupt.toml:138: 错误: 题目 f1 缺少 key（答案）
        正确写法: key = true
    corrupt.toml:138: 警告: 题目 f1 没有解析
        怎么办: 加上一行 explanation，告诉职工为什么是这个答案
    corrupt.toml:141: 错误: 题目 f1 的题干里有看不见的字符 U+200B
        怎么办: 删去这个字符，重新输入这一处文字
    corrupt.toml:142: 错误: 题目 f1 里有不认识的字段 explaination，是不是 explanation（解析）？
        正确写法: explanation = "自受理之日起二十日内作出决定。"
    corrupt.toml:143: 错误: 题目 f1 里有不认识的字段 answer，是不是 key（答案）？
        正确写法: key = "B"
    corrupt.toml:144: 错误: 题目 f1 的分值 points = 0.3 不行：要在 0.5 到 100 之间，每 0.5 一档
        正确写法: points = 1.5
    corrupt.toml:145: 错误: 题目 f1 的难度 difficulty = 5 不行：1 易，2 中，3 难
        正确写法: difficulty = 2
    corrupt.toml:146: 错误: 题目 f1 的 valid_until（有效期至）不是日期
        正确写法: valid_until = 2027-12-31
    corrupt.toml:147: 错误: 题目 f1 的 shuffle（选项可否打乱）应是 true 或 false（不加引号），这里是文字
        正确写法: shuffle = false
    corrupt.toml:148: 错误: 题目 f1 是判断题，不能写 any_order；它只用于填空题
        怎么办: 删去 any_order 这一行
    corrupt.toml:149: 错误: 题目 f1 的 tags（标签）应是列表，这里是文字
        正确写法: tags = ["期限"]
    corrupt.toml:151: 警告: 题目 f2 没有解析
        怎么办: 加上一行 explanation，告诉职工为什么是这个答案
    corrupt.toml:154: 警告: 题目 f2 的题干里有半角标点 ,
        怎么办: 中文里用全角的 ，
    corrupt.toml:156: 错误: 题目 f2 的 points（分值）应是数字（不加引号），这里是文字
        正确写法: points = 1.5
    corrupt.toml:157: 警告: 题目 f2 的有效期 2020-12-31 已过，不会再出这道题
        怎么办: 改正日期，或者把这道题移到 [[retired]]
    corrupt.toml:159: 错误: 题目 f3 与 corrupt.toml:151 的题目 f2 题干和选项都相同
        怎么办: 删去其中一道；已经用过的编号移到 [[retired]]
    corrupt.toml:162: 警告: 题目 f3 的题干前后有多余的空格
        怎么办: 删去引号里头尾的空格
    corrupt.toml:166: 错误: 题目 k1 的编号在第 23 行已经用过
        怎么办: 给其中一道换一个编号；停用的题目也不能再用它的编号
    corrupt.toml:169: 错误: 第 2 道停用的题缺少 id（编号）
        正确写法: id = "xkf-042-1"
    "#);
}

#[test]
fn a_file_with_errors_gives_no_bank_but_spoils_no_other() {
    let sources = [Source::new("corrupt.toml", CORRUPT), Source::new("good.toml", GOOD)];
    let reading = read(&sources, &rules());
    let banks: Vec<&str> = reading.banks.iter().map(|bank| bank.file.as_str()).collect();
    assert_eq!(banks, ["good.toml"]);
    assert!(reading.errors() > 30 && reading.warnings() > 4, "{} {}", reading.errors(), reading.warnings());
}

#[test]
fn every_diagnostic_says_where_and_what_to_do() {
    for (name, text) in [("broken.toml", BROKEN), ("corrupt.toml", CORRUPT)] {
        for found in read(&[Source::new(name, text)], &rules()).diagnostics {
            assert!(found.line.is_some(), "{found}");
            assert!(
                found.example.is_some() || found.help.as_deref().is_some_and(|help| !help.is_empty()),
                "{found}"
            );
            let named = found.question.as_deref().is_none_or(|id| found.message.contains(id));
            assert!(named, "{found}");
        }
    }
}

#[test]
fn a_warning_does_not_stop_a_bank() {
    let reading = read(&[Source::new("a.toml", GOOD.replace("explanation =", "#"))], &rules());
    assert_eq!(reading.banks.len(), 1);
    assert!(reading.diagnostics.iter().all(|found| found.severity == Severity::Warning));
    assert_eq!(reading.warnings(), 5);
}
