//! People look regulations up in the middle of whatever they do.

use std::fmt::Write as _;

use baiti::{
    domain::reference::Reference,
    intake::references,
    reference::{Reading, read},
    store,
};

use crate::office::{KINDS, Office, simple_bank};

const STAFF: &[&str] = &["0001 张三 市财政局/预算股"];

const CANTEEN: &str = "云桥市机关食堂管理办法\n2020年5月6日 云桥市机关事务局公布\n第一章 总则\n第一条 为了管好食堂，制定本办法。\n\
    第二条 食堂由后勤科管理，实行刷卡就餐。\n第二章 罚则\n第三条 违反第二条规定转借饭卡的，由后勤科批评教育。\n\
    第四条 浪费粮食的，罚扫地一天。";

/// Loads a text as the command line does.
pub(super) async fn loads(office: &Office, code: &str, text: &str) {
    let Reading { title, version, articles, .. } = read("", text.as_bytes()).unwrap();
    let text = Reference { code: code.to_owned(), title, version, articles };
    let shown = references::compare(&mut office.house.store.read().await.unwrap(), &text).await.unwrap();
    let now = office.house.clock.now();
    assert!(references::load_as_shown(&office.house.store, &text, &shown, now).await.unwrap());
}

async fn office() -> Office {
    let office = Office::with(&[KINDS, &simple_bank("s", "ethics", 3)]).staff(STAFF).open().await;
    loads(&office, "食堂", CANTEEN).await;
    office
}

#[tokio::test]
async fn words_are_looked_up_and_an_article_is_opened() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.says("查 后勤科").await.sees("查“后勤科”：共 2 条");
    zhang.sees("1. 《云桥市机关食堂管理办法》第二条（第一章 总则）").sees("食堂由后勤科管理");
    zhang.sees("2. 《云桥市机关食堂管理办法》第三条（第二章 罚则）");
    let messages = zhang.messages();
    zhang.presses("2").await.sees("第二章 罚则").sees("2020年5月6日公布").sees("批评教育").sees_no("刷卡");
    zhang.presses("返回").await.sees("共 2 条");
    assert_eq!(zhang.messages(), messages, "all of it in one message");
    zhang.presses("返回").await.sees("张三，您好");
    for text in ["查：食堂管理办法 第四条", "/find 食堂办法4条 扫地", "搜索 罚扫地", "查询 扫地"]
    {
        zhang.says(text).await;
        if text.contains("食堂办法") {
            zhang.sees("没有找到").sees("请少写几个字");
        } else {
            zhang.sees("1. 《云桥市机关食堂管理办法》第四条");
        }
    }
    office.closes().await;
}

#[tokio::test]
async fn without_words_it_tells_how() {
    let office = Office::with(&[&simple_bank("s", "ethics", 3)]).staff(STAFF).open().await;
    let zhang = office.staff("0001").await;
    zhang.says("查 罚款").await.sees("还没有装入法规").presses("返回").await.sees("张三，您好");
    loads(&office, "食堂", CANTEEN).await;
    for text in ["/find", "查", "查询。", "查 ？"] {
        zhang.says(text).await.sees("例如：查 罚款").sees("共 1 部").sees("《云桥市机关食堂管理办法》");
    }
    assert!(zhang.menu().contains(&"find".to_owned()));
    office.closes().await;
}

#[tokio::test]
async fn a_look_does_not_disturb_a_round() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    zhang.says("查 扫地").await.sees("共 1 条").presses("1").await.sees("罚扫地一天");
    zhang.presses("返回").await.presses("返回").await.sees("第 1/3 题");
    zhang.picks("对").await.sees("答对了");
    office.closes().await;
}

/// What fits the blank is an answer; everything else with a word to look
/// something up is looked up.
#[tokio::test]
async fn a_blank_is_filled_where_the_words_fit() {
    let bank = "format = 1\nid = \"b\"\ntitle = \"空\"\ntopic = \"ethics\"\n[[question]]\nid = \"one\"\nkind = \"blank\"\n\
        stem = \"对违法行为应当依法____。\"\nkey = [[\"查 处\"]]\n";
    let office = Office::with(&[bank]).staff(STAFF).open().await;
    loads(&office, "食堂", CANTEEN).await;
    let zhang = office.staff("0001").await;
    zhang.begins("职业道德", 5).await;
    zhang.says("查 扫地").await.sees("查“扫地”");
    zhang.says("查 处").await.sees("答对了");
    office.closes().await;
}

#[tokio::test]
async fn many_hits_have_pages_and_long_articles_parts() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    let mut long = "云桥市公车办法\n".to_owned();
    for n in 1..=12 {
        writeln!(long, "第{n}条 公车应当{}。", "节约使用".repeat(if n == 7 { 1_000 } else { 1 })).unwrap();
    }
    loads(&office, "公车", &long).await;
    zhang
        .says("查 公车")
        .await
        .sees("共 12 条（第 1/3 页）")
        .sees("1. 《云桥市公车办法》第1条")
        .sees_no("上一页");
    zhang.presses("下一页").await.sees("6. 《云桥市公车办法》第6条").presses("7").await;
    zhang.sees("第 1/2 页").presses("下一页").await.sees("第 2/2 页").sees_no("下一页");
    zhang
        .presses("上一页")
        .await
        .presses("返回")
        .await
        .sees("第 2/3 页")
        .presses("下一页")
        .await
        .sees("第 3/3 页")
        .sees_no("下一页");
    // Too long for a button: the first page can be read, and an article be opened.
    zhang.says("查 公车应当节约使用，公车应当").await.sees("不能翻页").presses("1").await.sees("第1条");
    zhang.presses("返回").await.sees("例如：查 罚款");
    office.closes().await;
}

#[tokio::test]
async fn old_buttons_find_what_is_there_now() {
    let office = office().await;
    let zhang = office.staff("0001").await;
    zhang.says("查 后勤科").await;
    let (message, first) = zhang.button("1").unwrap();
    loads(&office, "食堂", &CANTEEN.replace("由后勤科管理", "由办公室管理")).await;
    zhang.taps(message, &first).await.is_told("已过期").sees("共 1 条").sees("第三条");
    for far in ["1wf.9999.后勤科", "1w.999999.0", "1w.999999.7.3.后勤科"] {
        zhang.says("嗯？").await.taps_data(far).await;
    }
    zhang.sees("共 1 条");
    let mut tx = office.house.store.begin().await.unwrap();
    assert!(store::reference::remove(&mut tx, "食堂").await.unwrap());
    tx.commit().await.unwrap();
    zhang.says("查 后勤科").await.sees("还没有装入法规");
    office.closes().await;
}

#[tokio::test]
async fn strangers_look_nothing_up() {
    let office = office().await;
    let stranger = office.stranger(77);
    for text in ["查 扫地", "/find 扫地"] {
        stranger.says(text).await;
        assert!(!stranger.was_shown("罚扫地"), "{}", stranger.shows());
    }
    office.closes().await;
}
