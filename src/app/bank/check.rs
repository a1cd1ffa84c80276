//! `baiti bank check`: no database is touched.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;

use super::sources;
use crate::{app::out, settings::Settings};

/// Prints everything that is wrong or doubtful, and a summary.
pub async fn run(settings: &Settings, paths: &[PathBuf]) -> Result<ExitCode> {
    let read = sources::read(settings, sources::or_folder(paths)).await?;
    read.tell()?;
    out::line(format!(
        "{} 个题库，{} 道题，{} 个错误，{} 个警告",
        read.reading.banks.len(),
        read.questions(),
        read.errors(),
        read.reading.warnings()
    ))?;
    Ok(if read.errors() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
