//! `baiti bank`: question banks from the command line.

mod check;
mod export;
mod find;
mod list;
mod load;
mod sources;
mod twins;
mod withdraw;

use std::process::ExitCode;

use anyhow::Result;

use super::{cli::BankCommand, open::inside};
use crate::settings::Settings;

/// Does what is asked.
pub async fn run(settings: &Settings, command: BankCommand) -> Result<ExitCode> {
    match command {
        BankCommand::Check { paths } => check::run(settings, &paths).await,
        BankCommand::Load { paths, foreign, dry_run, ask } => {
            load::run(settings, &paths, &foreign, dry_run, ask).await
        }
        BankCommand::List { source: None } => inside(settings, async |house| list::banks(house).await).await,
        BankCommand::List { source: Some(text) } => {
            inside(settings, async |house| list::by_source(house, &text).await).await
        }
        BankCommand::Withdraw { which, reason, ask } => {
            let act = withdraw::Act::Withdraw { reason };
            inside(settings, async |house| withdraw::run(house, &which, &act, ask).await).await
        }
        BankCommand::Restore { which, ask } => {
            inside(settings, async |house| withdraw::run(house, &which, &withdraw::Act::Restore, ask).await)
                .await
        }
        BankCommand::Export { bank, format, output, ask } => {
            inside(settings, async |house| export::run(house, &bank, format, output, ask).await).await
        }
        BankCommand::Template { output, ask } => export::template(output, ask),
    }
}

/// The ids of the banks that come with the program.
pub async fn own_banks(settings: &Settings) -> Result<Vec<String>> {
    let read = sources::read(settings, Vec::new()).await?;
    Ok(read.reading.banks.into_iter().map(|bank| bank.id).collect())
}
