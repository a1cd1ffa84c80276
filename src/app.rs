//! The only place where things are wired together.

mod bank_load;
pub mod cli;
mod ending;
mod first_run;
mod open;
mod owner;
mod serve;
mod talk;

use std::process::ExitCode;

use anyhow::{Context as _, Result};
use tracing_subscriber::{EnvFilter, fmt};

use self::cli::{Cli, Command};
use crate::settings::{self, Settings};

pub use bank_load::load as load_banks;
pub use first_run::welcome_sample;
pub use open::{Parts, World, house, house_in};
pub use serve::run_until as serve_until;

/// Runs the program and says how it ended.
pub fn main(cli: Cli) -> ExitCode {
    match run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("错误：{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(cli: Cli) -> Result<()> {
    if let Some(Command::Doctor { sample_settings: true }) = cli.command {
        print!("{}", settings::sample());
        return Ok(());
    }
    let settings = Settings::load(cli.config.as_deref(), std::env::vars_os())?;
    log_to_stderr(&settings.log);
    let runtime = tokio::runtime::Runtime::new().context("无法启动运行环境")?;
    runtime.block_on(dispatch(cli.command, settings))
}

fn log_to_stderr(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // A second log in one process (tests) keeps the first.
    let _ = fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

async fn dispatch(command: Option<Command>, settings: Settings) -> Result<()> {
    match command {
        None if settings.telegram.token.is_some() => {
            println!("连接 Telegram（令牌来自 TELOXIDE_TOKEN）。想在终端里试用：baiti chat");
            serve::run(settings).await
        }
        None => {
            println!(
                "终端对话（没有设置 TELOXIDE_TOKEN）。想连接 Telegram：设置 TELOXIDE_TOKEN 后运行同一条命令"
            );
            talk::run(settings, None).await
        }
        Some(Command::Serve) => serve::run(settings).await,
        Some(Command::Chat { staff_no }) => talk::run(settings, staff_no).await,
        Some(_) => anyhow::bail!("……"),
    }
}
