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
        key::Base,
        preview::Preview,
        problem::Weight,
        settle,
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
    refuse_idle(how)?;
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
    let base = match how.numbers_from {
        Some(0) => Base::Zero,
        Some(_) => Base::One,
        None => Base::Unknown,
    };
    let import = settle::Options { base, ..house.import };
    let bar = Progress::new("读取", 0);
    bar.tell(path.display().to_string());
    let context = || format!("{}：读不了", path.display());
    let mut opened = questions::open(&house.store, bytes, None).await.with_context(context)?;
    if !how.columns.is_empty() || how.header.is_some() {
        let mapping = corrected(opened.book(), opened.mapping.clone(), how)?;
        opened = opened.read_as(mapping);
    }
    opened.read(import).await.with_context(context)
}

/// The mapping as the command line says.
fn corrected(book: &Workbook, mut mapping: Mapping, how: &Foreign) -> Result<Mapping> {
    if mapping.sheets.is_empty() {
        bail!("这个文件不是表格，用不上 --column 和 --header");
    }
    let said = fields(&how.columns)?;
    let wanted = |sheet: &str| how.sheet.as_deref().is_none_or(|name| name == sheet);
    if !mapping.sheets.iter().any(|sheet| wanted(&sheet.sheet)) {
        let names: Vec<&str> = mapping.sheets.iter().map(|sheet| sheet.sheet.as_str()).collect();
        bail!("文件里没有这张表，有：{}", names.join("、"));
    }
    let names = || mapping.sheets.iter().map(|sheet| sheet.sheet.as_str()).filter(|name| wanted(name));
    if let Some((column, _)) =
        said.iter().find(|(column, _)| names().all(|name| is_empty(book, name, *column)))
    {
        let of = how.sheet.as_ref().map_or_else(String::new, |sheet| format!("“{sheet}”表的"));
        bail!("{of}{}列是空的，请核对 --column 里的列名", table::letters(*column));
    }
    for sheet in mapping.sheets.iter_mut().filter(|sheet| wanted(&sheet.sheet)) {
        if let Some(row) = how.header
            && !sheet.set_header(book, (row > 0).then_some(row))
        {
            bail!("“{}”表第{row}行是空的，不能当表头", sheet.sheet);
        }
        for (column, field) in &said {
            sheet.assign(*column, *field);
        }
    }
    Ok(mapping)
}

/// Refuses what says nothing, or something of nothing.
fn refuse_idle(how: &Foreign) -> Result<()> {
    if how.sheet.is_some() && how.columns.is_empty() && how.header.is_none() {
        bail!("--sheet 要和 --column 或 --header 一起用，说明这张表怎么读");
    }
    if how.title.as_ref().is_some_and(|title| title.trim().is_empty()) {
        bail!("--title 后面没有写题库的名称");
    }
    Ok(())
}

/// Whether nothing stands in a column.
fn is_empty(book: &Workbook, sheet: &str, column: u32) -> bool {
    let sheet = book.sheets.iter().find(|one| one.name == sheet);
    sheet.is_none_or(|sheet| sheet.rows.iter().all(|row| row.cell(column).is_empty()))
}

/// What is said of the columns, none of it twice.
fn fields(said: &[String]) -> Result<Vec<(u32, Option<Field>)>> {
    let mut fields: Vec<(u32, Option<Field>)> = Vec::new();
    for words in said {
        let (column, field) = column(words)?;
        if fields.iter().any(|(known, _)| *known == column) {
            bail!("--column {words}：{}列说了两次，请只留一个", table::letters(column));
        }
        if let Some(field) = field.filter(|field| !field.is_many())
            && fields.iter().any(|(_, known)| *known == Some(field))
        {
            bail!("--column {words}：“{}”说了两次，只能是一列", field.title());
        }
        fields.push((column, field));
    }
    Ok(fields)
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
    if reading.uncounted {
        let how = "请加 --numbers-from 1（1是第一个选项）或 --numbers-from 0（0是第一个选项）";
        out::line(format!("有的答案是数字，看不出从几数起：{how}，再运行一次。"))?;
    }
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
