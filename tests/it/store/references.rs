//! Reference texts: replaced whole, and found by every two characters of them.

use std::collections::BTreeSet;

use baiti::{
    clock::Timestamp,
    domain::{
        ids::ArticleId,
        reference::{Article, Reference, query::Query},
    },
    intake::references::{self, find},
    store::{
        Tx,
        reference::{self, MOST_CANDIDATES},
    },
};
use proptest::prelude::*;

use crate::database::TestDatabase;

fn article(label: &str, heading: &str, text: &str) -> Article {
    Article { label: label.to_owned(), heading: heading.to_owned(), text: text.to_owned() }
}

fn reference(code: &str, title: &str, articles: Vec<Article>) -> Reference {
    Reference { code: code.to_owned(), title: title.to_owned(), version: "2020年".to_owned(), articles }
}

fn canteen() -> Reference {
    let articles = vec![
        article("第一条", "第一章 总则", "为了管好食堂，制定本办法。"),
        article("第二条", "第一章 总则", "食堂由后勤科管理；食堂用５Ｇ网络收费，每餐１５元。"),
        article("第三条", "第二章 就餐", "违反第二条规定的，由后勤科批评。\n浪费粮食的，罚扫地。"),
    ];
    reference("食堂办法", "云桥市机关食堂办法", articles)
}

fn cars() -> Reference {
    let articles = vec![
        article("第一条", "", "公车由后勤科管理。"),
        article("第二条", "", "下班以后不得用车，食堂采购除外。"),
        article("第十二条", "", "IT设备不在此列。"),
    ];
    reference("公车办法", "公车使用办法", articles)
}

async fn loaded() -> TestDatabase {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    reference::put(&mut tx, &canteen(), 1).await.unwrap();
    reference::put(&mut tx, &cars(), 2).await.unwrap();
    tx.commit().await.unwrap();
    database
}

/// `code label` of what is found.
async fn found(tx: &mut Tx, words: &str) -> Vec<String> {
    let Some(query) = Query::read(words) else { return Vec::new() };
    let found = find(tx, &query).await.unwrap();
    found.articles.into_iter().map(|one| format!("{} {}", one.code, one.article.label)).collect()
}

#[tokio::test]
async fn what_is_put_comes_back_and_is_replaced_whole() {
    let database = loaded().await;
    let mut tx = database.store.begin().await.unwrap();
    assert_eq!(reference::get(&mut tx, "食堂办法").await.unwrap(), Some(canteen()));
    assert_eq!(reference::get(&mut tx, "没有").await.unwrap(), None);
    let listed = reference::list(&mut tx).await.unwrap();
    let rows: BTreeSet<_> =
        listed.iter().map(|row| (row.code.as_str(), row.articles, row.loaded_at)).collect();
    assert_eq!(rows, [("公车办法", 3, 2), ("食堂办法", 3, 1)].into());
    let old = find(&mut tx, &Query::read("扫地").unwrap()).await.unwrap().articles[0].id;
    let newer = reference("食堂办法", "食堂办法", vec![article("第一条", "", "自己洗碗。")]);
    reference::put(&mut tx, &newer, 3).await.unwrap();
    assert_eq!(reference::get(&mut tx, "食堂办法").await.unwrap(), Some(newer));
    assert_eq!(found(&mut tx, "扫地").await, [""; 0]);
    assert_eq!(found(&mut tx, "洗碗").await, ["食堂办法 第一条"]);
    assert_eq!(reference::article(&mut tx, old).await.unwrap(), None, "no number is given twice");
    assert!(reference::remove(&mut tx, "食堂办法").await.unwrap());
    assert!(!reference::remove(&mut tx, "食堂办法").await.unwrap());
    assert_eq!(found(&mut tx, "洗碗").await, [""; 0]);
    tx.commit().await.unwrap();
    let left =
        "SELECT COUNT(*) FROM reference_term WHERE article_id NOT IN (SELECT id FROM reference_article)";
    assert_eq!(database.number(left).await, 0);
}

#[tokio::test]
async fn words_are_found_wherever_they_stand() {
    let database = loaded().await;
    let mut tx = database.store.read().await.unwrap();
    for (words, expected) in [
        ("扫地", &["食堂办法 第三条"][..]),
        ("罚", &["食堂办法 第三条"]),
        ("制定本办法", &["食堂办法 第一条"]),
        ("管理食堂用", &["食堂办法 第二条"]),
        ("就餐", &["食堂办法 第三条"]),
        ("后勤科 批评", &["食堂办法 第三条"]),
        ("5G 网络", &["食堂办法 第二条"]),
        ("it设备", &["公车办法 第十二条"]),
        ("15元", &["食堂办法 第二条"]),
        ("5元", &[]),
        ("公车 扫地", &[]),
        ("堂管", &[]),
        ("无此词语", &[]),
        ("%", &[]),
    ] {
        assert_eq!(found(&mut tx, words).await, expected, "{words}");
    }
}

#[tokio::test]
async fn what_is_named_comes_first() {
    let database = loaded().await;
    let mut tx = database.store.read().await.unwrap();
    // Its label, before where it is mentioned.
    for words in ["食堂办法 第二条", "食堂办法第2条", "食堂办法2条"] {
        assert_eq!(found(&mut tx, words).await, ["食堂办法 第二条", "食堂办法 第三条"], "{words}");
    }
    assert_eq!(found(&mut tx, "第12条").await, ["公车办法 第十二条"]);
    assert_eq!(found(&mut tx, "第2条").await, ["公车办法 第二条", "食堂办法 第二条", "食堂办法 第三条"]);
    // The title first, then how often, then the order.
    assert_eq!(
        found(&mut tx, "食堂").await,
        ["食堂办法 第二条", "食堂办法 第一条", "食堂办法 第三条", "公车办法 第二条"]
    );
    assert_eq!(found(&mut tx, "后勤科").await, ["公车办法 第一条", "食堂办法 第二条", "食堂办法 第三条"]);
}

/// So many are looked at, and those are the ones that are most about it.
#[tokio::test]
async fn of_too_many_the_best_are_found() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let most = usize::try_from(MOST_CANDIDATES).unwrap();
    let mut articles: Vec<Article> =
        (0..most + 50).map(|n| article(&format!("第{n}段"), "", "预算的一句话。")).collect();
    articles.push(article("末段", "", "预算、预算、预算。"));
    articles.push(article("预算", "", "名称里有。"));
    reference::put(&mut tx, &reference("长", "很长的文件", articles), 1).await.unwrap();
    let all = find(&mut tx, &Query::read("预算").unwrap()).await.unwrap();
    assert!(all.is_cut && all.articles.len() == most);
    assert_eq!(all.articles[0].article.label, "预算");
    assert_eq!(all.articles[1].article.label, "末段");
    assert!(!find(&mut tx, &Query::read("名称").unwrap()).await.unwrap().is_cut);
}

#[tokio::test]
async fn a_load_is_carried_out_only_as_it_was_shown() {
    let database = TestDatabase::new().await;
    let (first, now) = (canteen(), Timestamp(5));
    let shown = references::compare(&mut database.store.read().await.unwrap(), &first).await.unwrap();
    assert_eq!((shown.replaces.clone(), shown.change.added.len()), (None, 3));
    assert!(references::load_as_shown(&database.store, &first, &shown, now).await.unwrap());
    assert!(!references::load_as_shown(&database.store, &first, &shown, now).await.unwrap());
    let mut second = canteen();
    second.articles[1].text.push_str("谢谢。");
    second.articles.pop();
    let shown = references::compare(&mut database.store.read().await.unwrap(), &second).await.unwrap();
    assert_eq!(shown.change.to_string(), "修改 1 条（第二条），删去 1 条（第三条），不变 1 条");
    assert!(!shown.is_empty(&second));
    assert!(references::load_as_shown(&database.store, &second, &shown, now).await.unwrap());
    let shown = references::compare(&mut database.store.read().await.unwrap(), &second).await.unwrap();
    assert!(shown.is_empty(&second) && !shown.is_empty(&Reference { title: "别名".into(), ..second }));
    assert!(references::remove(&database.store, "食堂办法", None, now).await.unwrap());
    assert!(!references::remove(&database.store, "食堂办法", None, now).await.unwrap());
    assert_eq!(database.number("SELECT COUNT(*) FROM audit WHERE subject = 'reference 食堂办法'").await, 3);
    let mut tx = database.store.read().await.unwrap();
    assert_eq!(reference::article(&mut tx, ArticleId(1)).await.unwrap(), None);
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// What must find a text: every two characters that stand side by side in it, and
/// a piece of it with all that stands in between.
fn looked_for(text: &str, cut: (usize, usize)) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().collect();
    let pairs = letters.windows(2).filter(|pair| pair.iter().all(|c| is_han(*c)));
    let mut looked_for: BTreeSet<String> = pairs.map(|pair| pair.iter().collect()).collect();
    let piece: String = letters.iter().skip(cut.0).take(cut.1).collect();
    // No word of letters or figures is cut in two: a part of it is another word.
    looked_for.insert(piece.trim_matches(|c| !is_han(c)).to_owned());
    looked_for.remove("");
    looked_for
}

async fn missed(texts: &[String], cut: (usize, usize)) -> Vec<String> {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let articles = texts.iter().enumerate().map(|(n, text)| article(&format!("甲{n}"), "乙", text)).collect();
    reference::put(&mut tx, &reference("丙", "丙", articles), 1).await.unwrap();
    let mut missed = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        for words in looked_for(text, cut) {
            if !found(&mut tx, &words).await.contains(&format!("丙 甲{n}")) {
                missed.push(format!("{words:?} in {text:?}"));
            }
        }
    }
    missed
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn every_two_characters_of_a_text_find_it(
        texts in prop::collection::vec("[的了在第一二食堂预算决法a-cA-C0-9Ａ５，。、；\n ]{1,60}", 1..5),
        cut in (0_usize..40, 1_usize..20),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        prop_assert_eq!(runtime.block_on(missed(&texts, cut)), Vec::<String>::new());
    }
}
