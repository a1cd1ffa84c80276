//! `baiti staff list`.

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;

use crate::{
    app::{
        cli::{Ask, ListFormat},
        files::{self, Access},
        out,
    },
    chat::{house::House, incoming::Channel},
    domain::person::Role,
    intake::roster::people::{self, Person},
    roster::write::{self, Listed},
    store::account,
};

/// Prints or writes everyone. The made-up person is left out once they went.
pub async fn run(
    house: &House,
    csv: bool,
    format: Option<ListFormat>,
    output: Option<PathBuf>,
    ask: Ask,
) -> Result<ExitCode> {
    let mut tx = house.store.read().await?;
    let people = people::all(&mut tx).await?;
    let bound = account::holders(&mut tx, Channel::Telegram.word()).await?;
    drop(tx);
    let here = people.iter().filter(|person| person.member.active || !person.member.sample);
    let listed: Vec<Listed> = here.map(|person| listed(person, bound.contains(&person.member.id))).collect();
    let format = if csv { Some(ListFormat::Csv) } else { format };
    let (bytes, path) = match (format, output) {
        (Some(ListFormat::Xlsx), output) => {
            let day = house.day(house.clock.now()).format("%Y%m%d");
            let path = output.unwrap_or_else(|| PathBuf::from(format!("花名册-{day}.xlsx")));
            (write::workbook(&listed)?, path)
        }
        (_, Some(path)) => (write::csv(&listed).into_bytes(), path),
        (Some(ListFormat::Csv), None) => {
            out::print(&write::csv(&listed))?;
            return Ok(ExitCode::SUCCESS);
        }
        (None, None) => return print(&listed),
    };
    if files::write(&path, &bytes, Access::Owner, ask)? {
        out::line(format!("已写到 {}：{} 人。", path.display(), listed.len()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn listed(person: &Person, bound: bool) -> Listed {
    Listed {
        staff_no: person.member.staff_no.clone(),
        name: person.member.name.clone(),
        unit: person.unit.clone(),
        birth: person.member.birth,
        post: person.member.post.clone(),
        roles: person.roles.clone(),
        active: person.member.active,
        bound,
    }
}

fn print(people: &[Listed]) -> Result<ExitCode> {
    if people.is_empty() {
        out::line("花名册是空的。导入：baiti staff load 文件")?;
        return Ok(ExitCode::SUCCESS);
    }
    let rows: Vec<Vec<String>> = people.iter().map(row).collect();
    out::print(&out::table(&["工号", "姓名", "单位", "角色", "状态", "绑定"], &rows))?;
    let active = people.iter().filter(|person| person.active).count();
    let bound = people.iter().filter(|person| person.active && person.bound).count();
    out::line(format!("在册 {active} 人，已绑定 {bound} 人。"))?;
    Ok(ExitCode::SUCCESS)
}

fn row(person: &Listed) -> Vec<String> {
    let owner = person.roles.contains(&(Role::Owner, None));
    let roles = [owner.then(|| "所有者".to_owned()), Some(write::roles(&person.roles))];
    let roles: Vec<String> = roles.into_iter().flatten().filter(|role| !role.is_empty()).collect();
    vec![
        person.staff_no.clone(),
        person.name.clone(),
        person.unit.to_string(),
        roles.join("、"),
        if person.active { "在册" } else { "停用" }.to_owned(),
        if person.bound { "已绑定" } else { "未绑定" }.to_owned(),
    ]
}
