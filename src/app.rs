//! The only place where things are wired together.

mod ask;
mod bank;
pub mod cli;
mod data;
mod doctor;
mod ending;
mod exam;
mod files;
mod first_run;
mod open;
mod out;
mod owner;
mod progress;
mod reference;
mod serve;
mod staff;
mod talk;

use std::{io::IsTerminal as _, process::ExitCode};

use anyhow::{Context as _, Result};
use tracing_subscriber::{EnvFilter, fmt};

use self::cli::{Cli, Command};
use crate::{
    settings::{self, Settings},
    table,
};

pub use crate::intake::banks::load as load_banks;
pub use first_run::welcome_sample;
pub use open::{Parts, World, house, house_in};
pub use serve::run_until as serve_until;

/// Runs the program and says how it ended.
pub fn main(cli: Cli) -> ExitCode {
    table::hush_parsers();
    match run(cli) {
        Ok(code) => code,
        Err(error) if out::is_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("错误：{}", out::chain(&error));
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<ExitCode> {
    if let Some(Command::Doctor { sample_settings: true }) = cli.command {
        out::print(settings::sample())?;
        return Ok(ExitCode::SUCCESS);
    }
    let settings = Settings::load(cli.config.as_deref(), std::env::vars_os())?;
    log_to_stderr(&settings.log);
    let runtime = tokio::runtime::Runtime::new().context("无法启动运行环境")?;
    runtime.block_on(dispatch(cli.command, settings))
}

fn log_to_stderr(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // A second log in one process (tests) keeps the first.
    let colours = std::io::stderr().is_terminal();
    let _ = fmt().with_env_filter(filter).with_ansi(colours).with_writer(std::io::stderr).try_init();
}

async fn dispatch(command: Option<Command>, settings: Settings) -> Result<ExitCode> {
    match command {
        None if settings.telegram.token.is_some() => serve(settings).await,
        None => chat(settings, None, "设置 TELOXIDE_TOKEN 后运行同一条命令").await,
        Some(Command::Serve) => serve(settings).await,
        Some(Command::Chat { staff_no }) => {
            chat(settings, staff_no, "设置 TELOXIDE_TOKEN 后运行 baiti serve").await
        }
        Some(Command::Bank(command)) => Box::pin(bank::run(&settings, command)).await,
        Some(Command::Reference(command)) => reference::run(&settings, command).await,
        Some(Command::Staff(command)) => staff::run(&settings, command).await,
        Some(Command::Exam(command)) => Box::pin(exam::run(&settings, command)).await,
        Some(Command::Migrate) => data::migrate(&settings).await,
        Some(Command::Rebuild) => data::rebuild(&settings).await,
        Some(Command::Backup { to }) => data::backup(&settings, &to).await,
        Some(Command::Restore { from, ask }) => data::restore(&settings, &from, ask).await,
        Some(Command::Doctor { .. }) => doctor::run(&settings).await,
    }
}

async fn serve(settings: Settings) -> Result<ExitCode> {
    if settings.telegram.token.is_some() {
        out::line("连接 Telegram（已设置令牌）。想在终端里试用：baiti chat")?;
    }
    serve::run(settings).await?;
    Ok(ExitCode::SUCCESS)
}

async fn chat(settings: Settings, staff_no: Option<String>, how: &str) -> Result<ExitCode> {
    let how = if settings.telegram.token.is_some() { "运行 baiti serve" } else { how };
    out::line(format!("终端对话，不连接 Telegram。想连接 Telegram：{how}"))?;
    talk::run(settings, staff_no).await?;
    Ok(ExitCode::SUCCESS)
}
