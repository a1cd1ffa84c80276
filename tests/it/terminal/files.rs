//! Files at the terminal: what is sent to the person, and what they send.

use baiti::{
    chat::{
        files::{Fetch as _, FetchTrouble},
        incoming::Event,
        outgoing::{Class, Keyboard, Outcome, Outgoing},
    },
    terminal::Files,
};

use super::{
    ME,
    house::{House, buttons},
    transcript,
};

fn document(file: i64, html: &str, keyboard: Keyboard) -> Outgoing {
    Outgoing::Document { file, html: html.to_owned(), keyboard }
}

#[tokio::test]
async fn a_document_is_put_into_the_folder_and_its_path_shown() {
    let house = House::new(|_| Vec::new());
    let file = house.keep("题库.xlsx", b"PK\x03\x04");
    house.deliver(ME, Class::Reply, document(file, "<b>题库</b>在这里。", buttons(&[&["好"]])));
    house.deliver(ME, Class::Reply, document(file, "", Keyboard::None));
    let (_, text) = transcript(&house, "").await;
    let text = text.replace('\n', "");
    assert!(text.starts_with("题库在这里。[1] 好※ 文件已保存："), "{text}");
    for name in ["题库.xlsx", "题库-2.xlsx"] {
        let path = house.files().join(name);
        assert!(text.contains(path.to_str().unwrap()), "{text}");
        assert_eq!(std::fs::read(path).unwrap(), b"PK\x03\x04");
    }
    assert_eq!(house.finished(), [(1, Outcome::Sent), (2, Outcome::Sent)]);
}

#[tokio::test]
async fn a_document_that_was_forgotten_is_given_up() {
    let house = House::new(|_| Vec::new());
    house.deliver(ME, Class::Notice, document(77, "", Keyboard::None));
    let (_, text) = transcript(&house, "").await;
    assert!(text.contains("※ 要给您的文件已经过期，不在了。"), "{text}");
    assert_eq!(house.finished(), [(1, Outcome::GivenUp("file gone".to_owned()))]);
}

#[tokio::test]
async fn a_document_that_cannot_be_kept_waits_for_the_next_time() {
    let house = House::new(|_| Vec::new());
    let file = house.keep("a.txt", b"x");
    std::fs::write(house.files(), "a file where the folder should be").unwrap();
    house.deliver(ME, Class::Reply, document(file, "", Keyboard::None));
    let (_, text) = transcript(&house, "").await;
    assert!(text.replace('\n', "").contains("下次打开终端聊天时会再试。"), "{text}");
    assert!(house.finished().is_empty());
}

#[tokio::test]
async fn a_storage_that_fails_leaves_the_document_to_the_next_time() {
    let house = House::new(|_| Vec::new());
    let file = house.keep("a.txt", b"x");
    house.deliver(ME, Class::Reply, document(file, "", Keyboard::None));
    house.refuse(true);
    let (_, text) = transcript(&house, "").await;
    assert!(text.contains("※ 存储出了故障，文件没有取出来。"), "{text}");
    assert!(house.finished().is_empty() && !house.files().exists());
}

#[tokio::test]
async fn a_path_becomes_a_file_that_can_be_fetched() {
    let house = House::new(|_| Vec::new());
    std::fs::create_dir(house.files()).unwrap();
    let path = house.files().join("题 库.txt");
    std::fs::write(&path, "四字").unwrap();
    let line = format!("发送 '{}'\n", path.display());
    transcript(&house, &line).await;
    let (_, incoming) = house.heard().pop().unwrap();
    let id = path.to_str().unwrap().to_owned();
    let name = Some("题 库.txt".to_owned());
    assert_eq!(incoming.event, Event::File { id: id.clone(), name, size: Some(6), mime: None });
    assert_eq!(Files.fetch(&id).await, Ok("四字".into()));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(Files.fetch(&id).await, Err(FetchTrouble::Gone));
}

#[tokio::test]
async fn a_path_that_leads_nowhere_is_not_sent() {
    let house = House::new(|_| Vec::new());
    let (_, text) = transcript(&house, "send /nowhere/题库.txt\n").await;
    assert!(text.contains("※ 没有这个文件：/nowhere/题库.txt。请检查路径"), "{text}");
    assert_eq!(house.heard().len(), 1, "the greeting alone");
}
