//! `baiti doctor`: what is well, what is doubtful, what is broken, and how to
//! mend it. Nothing is changed.

mod database;
mod finding;
mod font;
mod machine;
mod office;
mod telegram;

use std::process::ExitCode;

use anyhow::Result;

use self::finding::Findings;
use super::out;
use crate::settings::Settings;

/// Looks at everything; fails if anything is broken.
pub async fn run(settings: &Settings) -> Result<ExitCode> {
    let mut findings = Findings::default();
    settings_file(settings, &mut findings);
    telegram::look(settings, &mut findings).await;
    machine::clock(settings, &mut findings).await;
    if let Some(store) = database::look(settings, &mut findings).await {
        if let Err(error) = office::look(settings, &store, &mut findings).await {
            findings.broken("数据库读不出来", &out::chain(&error));
        }
        store.close().await;
    }
    machine::disk(settings, &mut findings);
    font::look(&mut findings).await;
    findings.lines().try_for_each(out::line)?;
    Ok(if findings.any_broken() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn settings_file(settings: &Settings, findings: &mut Findings) {
    match &settings.file {
        Some(path) => findings.well(format!("设置文件 {}", path.display())),
        None => findings.well("没有设置文件，用默认设置和环境变量（样例：baiti doctor --sample-settings）"),
    }
}
