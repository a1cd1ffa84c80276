//! `baiti reference`, from the file to what is found in it.

use super::Office;

const CANTEEN: &str = "云桥市机关食堂管理办法\n2020年5月6日 云桥市机关事务局公布\n第一章 总则\n第一条 为了管好食堂，制定本办法。\n\
    第二条 食堂由后勤科管理。\n第三条 浪费粮食的，罚扫地一天。\n第四条 本办法自公布之日起施行。\n";

fn office_with_files(office: Office) -> Office {
    office.file("食堂.txt", CANTEEN);
    office.file("须知.md", "# 窗口服务须知\n\n来有迎声。\n\n问有答声。\n");
    office
}

#[tokio::test(flavor = "multi_thread")]
async fn a_load_is_shown_first_and_asks() {
    let office = office_with_files(Office::new().await);
    office.baiti("reference list").well().sees(&["还没有装入法规", "baiti reference load"]);
    let told = office.baiti("reference load 食堂.txt 须知.md --dry-run").well();
    told.sees(&[
        "食堂.txt：《云桥市机关食堂管理办法》（2020年5月6日公布），编号 云桥市机关食堂管理办法，4 条",
        "第一条（第一章 总则） 为了管好食堂",
        "第三条（第一章 总则） 浪费粮食的",
        "《窗口服务须知》，编号 窗口服务须知，2 条",
        "请核对：没有找到“第一条”这样的条文，按段落读入",
        "没有装入（--dry-run）",
    ])
    .misses("第四条");
    office.baiti("reference load 食堂.txt").refuses(&["装入这 1 部吗", "--yes"]);
    office.baiti("reference list").well().sees(&["还没有装入法规"]);
    office.baiti("reference load 食堂.txt 须知.md -y").well().sees(&[
        "新装入",
        "已装入 2 部，共 6 条",
        "查 关键词",
    ]);
    office.baiti("reference list").well().sees(&["编号", "窗口服务须知", "2020年5月6日公布  4"]);
    office.baiti("reference load 食堂.txt -y").well().sees(&["不变 4 条", "没有变化"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_text_replaces_the_older_and_tells_what_changes() {
    let office = office_with_files(Office::new().await);
    office.baiti("reference load 食堂.txt --code 食堂 --title 食堂办法 -y").well();
    office.baiti("reference find 扫地").well().sees(&[
        "《食堂办法》第三条（第一章 总则）",
        "罚扫地一天",
        "共 1 条",
    ]);
    office.file(
        "新.txt",
        CANTEEN
            .replace("2020年", "2024年")
            .replace("罚扫地一天", "罚洗碗一天")
            .replace("第四条", "第五条 附则。\n第四条"),
    );
    let told = office.baiti("reference load 新.txt --code 食堂 --title 食堂办法 -y").well();
    told.sees(&[
        "替换《食堂办法》（2020年5月6日公布）：新增 1 条（第五条），修改 1 条（第三条），不变 3 条",
        "请核对：第 3 条之后就是第五条",
        "请核对：第四条排在第 5 条之后",
    ]);
    office.baiti("reference find 扫地").well().sees(&["没有找到“扫地”"]);
    office.baiti("reference find 食堂办法第3条").well().sees(&["第三条", "洗碗"]);
    office.baiti("reference remove 食堂").refuses(&["移除《食堂办法》（5 条）吗", "--yes"]);
    office.baiti("reference remove 食堂 -y").well().sees(&["已移除《食堂办法》"]);
    office.baiti("reference remove 食堂 -y").refuses(&["没有编号为 食堂 的法规", "baiti reference list"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_loaded_is_told_and_nothing_is() {
    let office = office_with_files(Office::with_a_file());
    office.file("空.txt", "");
    office.file("扫描.pdf", "%PDF-1.7");
    office.file("同名.txt", CANTEEN);
    for (line, told) in [
        ("食堂.txt 空.txt", "空.txt：读不了：文件是空的"),
        ("扫描.pdf", "PDF"),
        ("没有.txt", "没有.txt"),
        ("食堂.txt 同名.txt", "--code"),
        ("食堂.txt 须知.md --title 甲", "一个一个"),
        ("食堂.txt --code 甲 须知.md", "一个一个"),
    ] {
        office.baiti(&format!("reference load {line} -y")).refuses(&[told]);
    }
    assert!(!office.path("data").exists(), "all or nothing");
    office.baiti("reference find ，").refuses(&["请写要找的词"]);
}
