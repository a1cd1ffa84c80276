//! `baiti exam list`, `show` and `export`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;

use super::{named, told};
use crate::{
    app::{
        cli::Ask,
        files::{self, Access},
        out,
    },
    chat::house::House,
    exams::file::{self, ExamFile},
    store::{
        candidate::{self, Expected, Standing},
        exam::{self, ExamRow},
        sitting::{self, Sitting},
    },
};

/// All exams.
pub async fn all(house: &House) -> Result<ExitCode> {
    let listed = exam::list(&mut house.store.read().await?).await?;
    if listed.is_empty() {
        out::line("还没有考试。写一份样例：baiti exam template")?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Vec<String>> = listed
        .into_iter()
        .map(|one| {
            let when = told::window(one.window, house.zone);
            vec![one.code, one.title, when, told::phase(one.phase).to_owned()]
        })
        .collect();
    out::print(&out::table(&["编号", "名称", "时间", "状态"], &rows))?;
    Ok(ExitCode::SUCCESS)
}

/// One exam.
pub async fn one(house: &House, code: &str) -> Result<ExitCode> {
    let mut tx = house.store.read().await?;
    let row = named(&mut tx, code).await?;
    let expected = candidate::list(&mut tx, row.id).await?;
    let sittings = sitting::of_exam(&mut tx, row.id).await?;
    drop(tx);
    told::exam(house, &row.code, &row.exam, None)?;
    out::line(format!("状态：{}", told::phase(row.phase)))?;
    if row.pools.is_none() {
        out::line("名单和题目在发布时固定。现在会是什么样：baiti exam check")?;
    } else {
        people(&row, &expected, &sittings)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn people(row: &ExamRow, expected: &[Expected], sittings: &[Sitting]) -> Result<()> {
    let line = |track: &crate::domain::exam::track::Track| {
        let own: Vec<&Expected> = expected.iter().filter(|one| one.candidate.track == track.id).collect();
        let awaited = own.iter().filter(|one| one.candidate.standing == Standing::Expected).count();
        let unbound = own.iter().filter(|one| !one.bound).count();
        let of_track: Vec<&Sitting> = sittings.iter().filter(|sitting| sitting.track == track.id).collect();
        let ended = of_track.iter().filter(|sitting| sitting.ended.is_some()).count();
        let numbers = [awaited, own.len() - awaited, unbound, of_track.len() - ended, ended];
        std::iter::once(track.title.clone()).chain(numbers.map(|number| number.to_string())).collect()
    };
    let rows: Vec<Vec<String>> = row.exam.tracks.iter().map(line).collect();
    out::print(&out::table(&["分场", "应考", "不参加", "未绑定", "正在考", "已交卷"], &rows))
}

/// Writes an exam as a file; prints it if there is none to write.
pub async fn export(house: &House, code: &str, output: Option<PathBuf>, ask: Ask) -> Result<ExitCode> {
    let row = named(&mut house.store.read().await?, code).await?;
    let exam = ExamFile { id: row.code, exam: row.exam };
    let text = file::write(&exam, house.zone);
    if !file::is_whole(&exam) {
        out::aside("各单位的晋级名额没有写进文件。");
    }
    match output {
        None => out::print(&text)?,
        // The code of the room may stand in it.
        Some(path) => {
            if files::write(&path, text.as_bytes(), Access::Owner, ask)? {
                out::line(format!("已写到 {}。", path.display()))?;
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
