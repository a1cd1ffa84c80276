//! `baiti staff`: the roster from the command line.

mod erase;
mod invite;
mod list;
mod load;
mod people;
mod role;
mod wanted;

use std::process::ExitCode;

use anyhow::Result;

use super::{cli::StaffCommand, open::inside};
use crate::settings::Settings;

/// Does what is asked.
pub async fn run(settings: &Settings, command: StaffCommand) -> Result<ExitCode> {
    inside(settings, async |house| match command {
        StaffCommand::Load { file, skip_bad, deactivate_missing, dry_run, ask } => {
            load::run(house, &file, load::How { skip_bad, deactivate_missing, dry_run, ask }).await
        }
        StaffCommand::List { csv, format, output, ask } => list::run(house, csv, format, output, ask).await,
        StaffCommand::Invite { staff_no, format, output, bot, ask } => {
            let wish = invite::Wish { staff_no, format, output, bot, ask };
            invite::run(settings, house, wish).await
        }
        StaffCommand::Role { staff_no, role, unit, revoke: false } => {
            role::give(house, &staff_no, role, unit).await
        }
        StaffCommand::Role { staff_no, role, unit, revoke: true } => {
            role::take(house, &staff_no, role, unit).await
        }
        StaffCommand::Release { staff_no } => erase::release(house, &staff_no).await,
        StaffCommand::Erase { staff_no, ask } => erase::run(house, &staff_no, ask).await,
    })
    .await
}
