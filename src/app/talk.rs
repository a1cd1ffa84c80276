//! `baiti chat`: the conversation in the terminal.

use std::{path::PathBuf, sync::Arc, time::Duration};

use anyhow::{Context as _, Result, bail};
use tokio::sync::watch;

use super::{ending, first_run, open};
use crate::{
    chat::{
        desk::{Desk, DeskDoor},
        house::House,
        incoming::{Channel, ChatKey},
    },
    domain::ids::StaffId,
    jobs,
    settings::Settings,
    store::{self, staff},
    terminal::{self, Me, Session},
};

/// Where typed lines are kept for the next time.
const HISTORY: &str = "data/terminal-history";
/// The name of the folder that documents are put into, beside the database.
const FILES: &str = "files";

/// Opens the conversation, as the made-up person unless someone is named.
pub async fn run(settings: Settings, staff_no: Option<String>) -> Result<()> {
    let store = open::store(&settings).await?;
    let house = open::real_house(&settings, store, String::new()).await?;
    first_run::load_own_banks(&house).await?;
    let (staff, name) = whom(&house, staff_no).await?;
    let stop = ending::on_signal()?;
    let decoder = Box::new(|raw: &str| terminal::decode(raw).map_err(|error| error.to_string()));
    let copy = format!("terminal-{}", std::process::id());
    let chat = ChatKey { channel: Channel::Terminal, id: staff.0 };
    let (desk, mut deliveries) = Desk::for_one(house.clone(), copy, chat, decoder, Arc::new(terminal::Files));
    jobs::beat(&desk).await?;
    desk.hand_on_left_over(Duration::ZERO).await?;
    desk.take_up(Duration::ZERO).await?;
    desk.settled(chat).await;
    let (halt, halted) = watch::channel(false);
    let upkeep = tokio::spawn(jobs::run(desk.clone(), halted));
    let door = DeskDoor(desk.clone());
    let (lines, screen) =
        terminal::open(&history(&settings), std::env::var_os("NO_COLOR").is_none()).context("打不开终端")?;
    let me = Me { chat, name, language: None };
    let settled = || desk.settled(chat);
    let session = Session {
        me,
        door: &door,
        clock: house.clock.clone(),
        lines,
        screen,
        settled,
        files: files(&settings),
    };
    let mut signal = stop.clone();
    let stopped = async move {
        let _ = signal.wait_for(|stop| *stop).await;
    };
    let ended = session.run(&mut deliveries, stopped).await;
    let _ = halt.send(true);
    let all = async {
        desk.quiet().await;
        let _ = upkeep.await;
        // So that nobody takes this copy for a living one.
        jobs::leave(&desk).await;
    };
    let _ = tokio::time::timeout(ending::GRACE, all).await;
    ending::close(&house.store).await;
    ended.map(|_| ()).context("终端读写出错")
}

fn history(settings: &Settings) -> PathBuf {
    match settings.database.expose().parse() {
        Ok(store::Place::Sqlite(path)) => path.with_file_name("terminal-history"),
        _ => PathBuf::from(HISTORY),
    }
}

/// The folder of the documents.
fn files(settings: &Settings) -> PathBuf {
    let folder = match settings.database.expose().parse() {
        Ok(store::Place::Sqlite(path)) => path.with_file_name(FILES),
        _ => PathBuf::from(FILES),
    };
    // So that the path that is shown leads there from anywhere.
    std::path::absolute(&folder).unwrap_or(folder)
}

/// Who sits at the terminal.
async fn whom(house: &House, staff_no: Option<String>) -> Result<(StaffId, String)> {
    let named = match &staff_no {
        Some(staff_no) => {
            let mut tx = house.store.begin().await?;
            let Some(member) = staff::by_no(&mut tx, staff_no).await?.filter(|member| member.active) else {
                bail!("花名册上没有工号 {staff_no}，用 baiti staff list 查看");
            };
            first_run::bind_to_terminal(&mut tx, member.id, house.clock.now().0).await?;
            tx.commit().await?;
            Some(member.id)
        }
        None => first_run::welcome_sample(house).await?,
    };
    let Some(id) = named else {
        bail!("花名册已经导入，请说明以谁的身份对话：baiti chat --as 工号");
    };
    let mut tx = house.store.read().await?;
    let member = staff::by_id(&mut tx, id).await?.context("刚才的职工不见了")?;
    Ok((id, member.name))
}
