//! Texts taken apart: chapters, articles, paragraphs.

use baiti::{
    domain::reference::{Article, MAX_TEXT},
    reference::{Reading, read},
};

fn reading(text: &str) -> Reading {
    read("文件.txt", text.as_bytes()).unwrap()
}

/// `heading|label|text` of each article.
fn drawn(articles: &[Article]) -> Vec<String> {
    let one = |article: &Article| {
        format!("{}|{}|{}", article.heading, article.label, article.text.replace('\n', "/"))
    };
    articles.iter().map(one).collect()
}

#[test]
fn a_regulation_has_chapters_and_articles() {
    let read = reading(
        "# 云桥市机关食堂管理办法\n\n2020年5月6日 云桥市机关事务局公布\n\n目 录\n第一章 总则……1\n第二章 就餐……2\n\n\
         ## 第一章 总 则\n\n第一条 为了管好食堂，制定本办法。\n\n第二条　下列人员可以就餐：\n（一）在编人员；\n（二）借调人员。\n\n\
         ## 第二章 就餐\n### 第一节 时间\n第三条 早餐七点开始。\n第三条之一 冬季推迟半小时。\n### 第二节 文明\n第四条 不得浪费。\n\
         第二条规定的人员应当带头。\n第五条的处罚另行规定。\n第五条 本办法自2020年6月1日起施行。\n附件1：餐费标准\n早餐三元。",
    );
    assert_eq!((read.title.as_str(), read.version.as_str()), ("云桥市机关食堂管理办法", "2020年5月6日公布"));
    assert_eq!(
        drawn(&read.articles),
        [
            "第一章 总则|第一条|为了管好食堂，制定本办法。",
            "第一章 总则|第二条|下列人员可以就餐：/（一）在编人员；/（二）借调人员。",
            "第二章 就餐 · 第一节 时间|第三条|早餐七点开始。",
            "第二章 就餐 · 第一节 时间|第三条之一|冬季推迟半小时。",
            "第二章 就餐 · 第二节 文明|第四条|不得浪费。/第二条规定的人员应当带头。/第五条的处罚另行规定。",
            "第二章 就餐 · 第二节 文明|第五条|本办法自2020年6月1日起施行。",
            "|附件1|餐费标准/早餐三元。",
        ]
    );
    assert_eq!(read.problems, Vec::<String>::new());
}

#[test]
fn numbers_that_do_not_follow_are_told() {
    let read = reading("办法\n第二条 甲。\n第五条 乙。\n第一条 丙。\n第二条\n第三条 丁。");
    assert_eq!(read.articles.len(), 4);
    let told = read.problems.join("\n");
    for words in ["从第二条开始", "第 2 条之后就是第五条", "第一条排在第 5 条之后", "第二条没有内容"]
    {
        assert!(told.contains(words), "{words} in {told}");
    }
}

#[test]
fn what_stands_before_the_first_article_is_kept() {
    let read = reading(
        "公约\n为了相处融洽，特订立本公约。\n望共同遵守。\n第一条互相尊重。\n第二条互相帮助。\n第一条和第二条同样重要。",
    );
    let shown = drawn(&read.articles);
    // Without anything behind the numbers, nothing tells them from a sentence.
    assert_eq!(shown[0], "|第1段|为了相处融洽，特订立本公约。");
    let read = reading(
        "公约\n为了相处融洽，特订立本公约。\n望共同遵守。\n第一条 互相尊重。\n第二条互相帮助。\n第一条和第二条同样重要。",
    );
    assert_eq!(
        drawn(&read.articles),
        [
            "|前言|为了相处融洽，特订立本公约。/望共同遵守。",
            "|第一条|互相尊重。",
            "|第二条|互相帮助。/第一条和第二条同样重要。"
        ]
    );
}

#[test]
fn a_notice_goes_by_its_numbers() {
    let read = reading(
        "关于改进食堂的通知\n各科室：\n现就改进食堂通知如下。\n一、总体要求\n（一）让大家吃好。\n具体由后勤负责。\n（二）不浪费。\n二、就餐时间为七点到八点。\n逾期不候。\n三、附则\n自印发之日起执行。",
    );
    assert_eq!(
        drawn(&read.articles),
        [
            "|第1段|各科室：",
            "|第2段|现就改进食堂通知如下。",
            "一、总体要求|（一）|让大家吃好。/具体由后勤负责。",
            "一、总体要求|（二）|不浪费。",
            "|二、|就餐时间为七点到八点。/逾期不候。",
            "|三、|附则/自印发之日起执行。",
        ]
    );
    assert!(read.problems[0].contains("按段落读入"), "{:?}", read.problems);
}

#[test]
fn plain_paragraphs_are_counted() {
    let read = reading("窗口服务须知\n来有迎声。\n\n第一部分 接待\n问有答声。\n走有送声。");
    assert_eq!(
        drawn(&read.articles),
        ["|第1段|来有迎声。", "第一部分 接待|第2段|问有答声。", "第一部分 接待|第3段|走有送声。"]
    );
}

#[test]
fn an_article_that_is_too_long_goes_on_in_another() {
    let long = format!(
        "办法\n第一条 {}\n{}\n第二条 短。",
        "甲".repeat(MAX_TEXT - 10),
        "乙".repeat(2 * MAX_TEXT + 5)
    );
    let read = reading(&long);
    let labels: Vec<&str> = read.articles.iter().map(|article| article.label.as_str()).collect();
    assert_eq!(labels, ["第一条", "第一条（续）", "第一条（续）", "第一条（续）", "第二条"]);
    assert!(read.articles.iter().all(|article| article.text.chars().count() <= MAX_TEXT));
    let all: usize = read.articles.iter().map(|article| article.text.matches(['甲', '乙']).count()).sum();
    assert_eq!(all, 3 * MAX_TEXT - 5, "nothing is lost");
}
