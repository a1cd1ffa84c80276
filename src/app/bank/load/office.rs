//! `baiti bank load` with the files that offices have: shown first, then
//! loaded into a bank beside what stands there.

use std::path::Path;

use anyhow::{Context as _, Result, bail};

use super::{mark_again, preview};
use crate::{
    app::{
        ask,
        cli::{Ask, Foreign},
        files, out,
        progress::Progress,
    },
    chat::house::House,
    domain::topic::TopicId,
    exchange::{
        preview::Preview,
        problem::Weight,
        sheet::{Field, Mapping},
    },
    intake::{
        Target, Wish,
        questions::{self, Compared, Reading},
        target,
    },
    table::{self, MAX_BYTES, Workbook},
};

/// Loads one file.
pub async fn run(house: &House, path: &Path, how: &Foreign, dry_run: bool, ask: Ask) -> Result<()> {
    let wish = wish(house, how)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let bytes = files::read(path, MAX_BYTES)?;
    let reading = read(house, path, bytes.clone(), how).await?;
    let mut tx = house.store.read().await?;
    let target = questions::target(&mut tx, &house.rules.topics, &wish, &reading, &name).await?;
    let compared = reading.compare(&mut tx, &target).await?;
    drop(tx);
    preview::show(&name, &target, &reading, &compared.preview)?;
    if let Some(file) = &how.annotate {
        annotate(file, bytes, &compared, ask).await?;
    }
    decide(house, &target, &reading, &compared.preview, how, dry_run, ask).await
}

fn wish(house: &House, how: &Foreign) -> Result<Wish> {
    if let Some(id) = how.bank.as_deref().filter(|id| !target::is_id(id)) {
        bail!("题库编号 {id} 不能用：请用小写字母、数字和“-”，以字母或数字开头，最多48个字符");
    }
    if let Some(topic) = &how.topic {
        let known = &house.rules.topics;
        if !known.iter().any(|one| Some(&one.id) == TopicId::new(topic).as_ref()) {
            let words: Vec<&str> = known.iter().map(|topic| topic.id.as_str()).collect();
            bail!("没有类别 {topic}，可以用：{}", words.join("、"));
        }
    }
    Ok(Wish { bank: how.bank.clone(), title: how.title.clone(), topic: how.topic.clone() })
}

async fn read(house: &House, path: &Path, bytes: Vec<u8>, how: &Foreign) -> Result<Reading> {
    let bar = Progress::new("读取", 0);
    bar.tell(path.display().to_string());
    let context = || format!("{}：读不了", path.display());
    let mut opened = questions::open(&house.store, bytes, None).await.with_context(context)?;
    if !how.columns.is_empty() || how.header.is_some() {
        let mapping = corrected(opened.book(), opened.mapping.clone(), how)?;
        opened = opened.read_as(mapping);
    }
    opened.read(house.import).await.with_context(context)
}

/// The mapping as the command line says.
fn corrected(book: &Workbook, mut mapping: Mapping, how: &Foreign) -> Result<Mapping> {
    let wanted = |sheet: &str| how.sheet.as_deref().is_none_or(|name| name == sheet);
    if !mapping.sheets.iter().any(|sheet| wanted(&sheet.sheet)) {
        let names: Vec<&str> = mapping.sheets.iter().map(|sheet| sheet.sheet.as_str()).collect();
        bail!("文件里没有这张表，有：{}", names.join("、"));
    }
    for sheet in mapping.sheets.iter_mut().filter(|sheet| wanted(&sheet.sheet)) {
        if let Some(row) = how.header
            && !sheet.set_header(book, (row > 0).then_some(row))
        {
            bail!("“{}”表第{row}行是空的，不能当表头", sheet.sheet);
        }
        for said in &how.columns {
            let (column, field) = column(said)?;
            sheet.assign(column, field);
        }
    }
    Ok(mapping)
}

/// Reads `D=答案`; `D=` means that the column is not read.
fn column(said: &str) -> Result<(u32, Option<Field>)> {
    let parts = said.split_once(['=', '＝', '：', ':']);
    let (letters, words) = parts.with_context(|| format!("--column {said} 看不懂，请写成 D=答案 这样"))?;
    let column = table::column(letters.trim())
        .with_context(|| format!("--column {said}：“{letters}”不是列名，请写 A、B、C……"))?;
    if words.trim().is_empty() {
        return Ok((column, None));
    }
    let field = Field::named(words).with_context(|| {
        format!("--column {said}：不认识“{words}”，可以写 题干、题型、选项A、全部选项、答案、解析、依据、分值、难度、标签，不读就留空")
    })?;
    Ok((column, Some(field)))
}

/// Writes the file with its problems beside it.
async fn annotate(path: &Path, bytes: Vec<u8>, compared: &Compared, ask: Ask) -> Result<()> {
    let annotated =
        questions::annotated(bytes, compared.problems.clone()).await.context("批注文件没有写成")?;
    let path = path.with_extension(annotated.suffix);
    if files::write(&path, &annotated.bytes, files::Access::Usual, ask)? {
        let next = if annotated.is_loadable {
            "改好以后可以直接用它导入"
        } else {
            "它只是问题清单，请照着改原来的文件"
        };
        out::line(format!("批注已写到 {}。{next}。", path.display()))?;
    }
    Ok(())
}

async fn decide(
    house: &House,
    target: &Target,
    reading: &Reading,
    shown: &Preview,
    how: &Foreign,
    dry_run: bool,
    ask: Ask,
) -> Result<()> {
    if shown.sound() == 0 {
        bail!("没有一道题可以导入。请按上面的提示改正后再试");
    }
    if dry_run {
        return out::line("只是看看，没有导入（--dry-run）。");
    }
    if !shown.is_sound() && !how.only_sound {
        bail!(
            "文件有 {} 处错误，所以一道题也没有导入。请按上面的提示改正后再试，或加 --only-sound 只导入无误的",
            shown.count(Weight::Error)
        );
    }
    if shown.is_empty() {
        return out::line("没有变化，不用导入。");
    }
    if !ask::confirm(ask, &format!("导入到题库 {}（{}）吗？", target.id, target.title))? {
        return Ok(());
    }
    if !shown.rekeyed.is_empty()
        && !ask::confirm(ask, &format!("其中 {} 道题的答案有改动，核对过了吗？", shown.rekeyed.len()))?
    {
        return Ok(());
    }
    let bar = Progress::new("导入", 0);
    bar.tell(format!("{} 道题", shown.added + shown.changed));
    let now = house.clock.now();
    let loaded = questions::load_as_shown(&house.store, None, target, reading, shown, now).await?;
    drop(bar);
    if !loaded {
        bail!("询问期间题库有了别的变化，没有导入。请再运行一次");
    }
    out::line(format!("已导入：新增 {} 题，修改 {} 题。", shown.added, shown.changed))?;
    mark_again(house).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_said_by_their_letters() {
        assert_eq!(column("D=答案").unwrap(), (3, Some(Field::Key(0))));
        assert_eq!(column("aa＝题干").unwrap(), (26, Some(Field::Stem)));
        assert_eq!(column("C=").unwrap(), (2, None));
        for wrong in ["D", "1=答案", "D=天气", "=答案"] {
            assert!(column(wrong).is_err(), "{wrong}");
        }
    }
}
