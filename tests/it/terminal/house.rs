//! A house that follows a script, and the paper a terminal writes on.
#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::{
    future::Future,
    io::{self, Read, Write},
    path::PathBuf,
    sync::{Arc, Mutex, Weak, mpsc::Receiver},
    time::Duration,
};

use baiti::{
    chat::{
        incoming::{Arrival, ChatKey, Event, Incoming, MessageId},
        outgoing::{Action, Button, Class, Delivery, Keyboard, Outcome, Outgoing},
        outlet::{Answer, Attachment, Deliveries, Door, Unstored},
    },
    clock::{Clock, Sleep, Timestamp},
    terminal::decode,
};
use tokio::sync::{mpsc, watch};

type Script = Box<dyn Fn(&Incoming) -> Vec<Outgoing> + Send + Sync>;

/// Handles what arrives after a while, on a task of its own if it is slow.
pub struct House {
    own: Weak<Self>,
    script: Script,
    slow: bool,
    state: Mutex<State>,
    /// How many updates wait for their turn.
    waiting: watch::Sender<usize>,
    folder: tempfile::TempDir,
}

#[derive(Default)]
struct State {
    out: Option<mpsc::UnboundedSender<Delivery>>,
    stream: Option<Deliveries>,
    heard: Vec<(i64, Incoming)>,
    finished: Vec<(i64, Outcome)>,
    rows: i64,
    refuses: bool,
    attachments: Vec<Attachment>,
}

impl House {
    pub fn new(script: impl Fn(&Incoming) -> Vec<Outgoing> + Send + Sync + 'static) -> Arc<Self> {
        Self::build(script, false)
    }

    pub fn slow(script: impl Fn(&Incoming) -> Vec<Outgoing> + Send + Sync + 'static) -> Arc<Self> {
        Self::build(script, true)
    }

    fn build(script: impl Fn(&Incoming) -> Vec<Outgoing> + Send + Sync + 'static, slow: bool) -> Arc<Self> {
        let (out, stream) = mpsc::unbounded_channel();
        let state = State { out: Some(out), stream: Some(stream), ..State::default() };
        let waiting = watch::Sender::new(0);
        Arc::new_cyclic(|own| Self {
            own: own.clone(),
            script: Box::new(script),
            slow,
            state: Mutex::new(state),
            waiting,
            folder: tempfile::tempdir().unwrap(),
        })
    }

    pub fn deliveries(&self) -> Deliveries {
        self.state.lock().unwrap().stream.take().unwrap()
    }

    pub fn settled(&self) -> impl Future<Output = ()> + use<> {
        let mut waiting = self.waiting.subscribe();
        async move { drop(waiting.wait_for(|waiting| *waiting == 0).await) }
    }

    pub fn deliver(&self, chat: ChatKey, class: Class, outgoing: Outgoing) {
        let mut state = self.state.lock().unwrap();
        state.rows += 1;
        let delivery = Delivery { id: state.rows, chat, class, outgoing };
        state.out.as_ref().unwrap().send(delivery).unwrap();
    }

    /// Where documents go.
    pub fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    /// Keeps a file; gives its number.
    pub fn keep(&self, name: &str, content: &[u8]) -> i64 {
        let mut state = self.state.lock().unwrap();
        state.attachments.push(Attachment { name: name.to_owned(), content: content.to_vec() });
        i64::try_from(state.attachments.len()).unwrap()
    }

    pub fn close(&self) {
        self.state.lock().unwrap().out = None;
    }

    pub fn refuse(&self, refuses: bool) {
        self.state.lock().unwrap().refuses = refuses;
    }

    pub fn heard(&self) -> Vec<(i64, Incoming)> {
        self.state.lock().unwrap().heard.clone()
    }

    pub fn finished(&self) -> Vec<(i64, Outcome)> {
        self.state.lock().unwrap().finished.clone()
    }

    fn handle(&self, arrival: &Arrival) {
        let incoming = decode(&arrival.raw).unwrap();
        self.state.lock().unwrap().heard.push((arrival.update_id, incoming.clone()));
        for outgoing in (self.script)(&incoming) {
            self.deliver(arrival.chat, Class::Reply, outgoing);
        }
        self.waiting.send_modify(|waiting| *waiting -= 1);
    }
}

/// The house as a door: the terminal sees only this.
impl Door for House {
    fn accept(&self, arrivals: Vec<Arrival>) -> Answer<'_> {
        Box::pin(async move {
            if self.state.lock().unwrap().refuses {
                return Err(Unstored("disk full".to_owned()));
            }
            self.waiting.send_modify(|waiting| *waiting += arrivals.len());
            let house = self.own.upgrade().unwrap();
            let work = async move {
                for arrival in arrivals {
                    for _ in 0..if house.slow { 100 } else { 0 } {
                        tokio::task::yield_now().await;
                    }
                    house.handle(&arrival);
                }
            };
            tokio::spawn(work);
            Ok(())
        })
    }

    fn finish(&self, ended: Vec<(i64, Outcome)>) -> Answer<'_> {
        self.state.lock().unwrap().finished.extend(ended);
        Box::pin(async { Ok(()) })
    }

    fn file(&self, id: i64) -> Answer<'_, Option<Attachment>> {
        let state = self.state.lock().unwrap();
        let found = usize::try_from(id - 1).ok().and_then(|at| state.attachments.get(at)).cloned();
        let found = if state.refuses { Err(Unstored("disk full".to_owned())) } else { Ok(found) };
        Box::pin(async { found })
    }
}

/// A round of two questions.
pub fn quiz(incoming: &Incoming) -> Vec<Outgoing> {
    let (word, message) = match &incoming.event {
        Event::Text(text) => (text.as_str(), None),
        Event::Press { data, message, .. } => (data.as_str(), Some(*message)),
        _ => return Vec::new(),
    };
    match (word, message) {
        ("/start", _) => vec![send("<b>王芳</b>，你好。有一轮 2 题等着你。", buttons(&[&["开始=start"]]))],
        ("start", _) => vec![send(QUESTION, buttons(&[&["A", "B", "C"], &["离开=leave"]]))],
        ("A" | "B" | "C", Some(message)) => vec![
            Outgoing::Confirm { tap: String::new(), text: "✓ 答对了".to_owned(), alert: false },
            edit(message, VERDICT, buttons(&[&["下一题 ▶=next", "🚩 报错=flag"]])),
        ],
        ("next", Some(_)) => vec![send(BLANK, buttons(&[&["离开=leave"]]))],
        (text, None) => vec![send(&format!("你填的是：{text}"), Keyboard::None)],
        (data, Some(_)) => vec![send(&format!("{data}：没有这一项"), Keyboard::None)],
    }
}

const QUESTION: &str = "<b>第 1/2 题 · 单选</b>\n\n\
    行政机关对行政许可申请进行审查时，发现行政许可事项直接关系他人重大利益的，应当怎样做？\n\n\
    A. 直接作出决定\nB. 告知该利害关系人\nC. 退回申请";
const VERDICT: &str =
    "<b>第 1/2 题 · 单选</b>\n\n✓ 答案 B\n依据：<i>《中华人民共和国行政许可法》第三十六条</i>";
const BLANK: &str = "<b>第 2/2 题 · 填空</b>\n\n行政机关应当自受理申请之日起____内作出决定。\n请打字回答。";

pub fn send(html: &str, keyboard: Keyboard) -> Outgoing {
    Outgoing::Send { html: html.to_owned(), keyboard, protected: false }
}

pub fn edit(message: MessageId, html: &str, keyboard: Keyboard) -> Outgoing {
    Outgoing::Edit { message, html: html.to_owned(), keyboard, protected: false }
}

/// Rows of `label=payload`, or of labels that are their own payload.
pub fn buttons(rows: &[&[&str]]) -> Keyboard {
    let button = |text: &&str| {
        let (label, data) = text.split_once('=').unwrap_or((text, text));
        Button { label: label.to_owned(), action: Action::Press(data.to_owned()) }
    };
    Keyboard::Buttons(rows.iter().map(|row| row.iter().map(button).collect()).collect())
}

/// What a terminal writes on.
#[derive(Clone)]
pub struct Paper {
    text: watch::Sender<String>,
}

impl Default for Paper {
    fn default() -> Self {
        Self { text: watch::Sender::new(String::new()) }
    }
}

impl Paper {
    pub fn text(&self) -> String {
        self.text.borrow().clone()
    }

    /// Waits until this stands there.
    pub async fn shows(&self, part: &str) {
        let mut text = self.text.subscribe();
        text.wait_for(|text| text.contains(part)).await.unwrap();
    }
}

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.send_modify(|text| text.push_str(std::str::from_utf8(bytes).unwrap()));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Paper that is torn away after so many messages.
pub struct Torn(usize);

impl Torn {
    pub fn after(messages: usize) -> Self {
        Self(messages)
    }
}

impl Write for Torn {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 = self.0.checked_sub(1).ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Lines that are spoken one by one.
pub struct Spoken {
    said: Receiver<&'static str>,
    rest: &'static [u8],
}

impl Spoken {
    pub fn new(said: Receiver<&'static str>) -> io::BufReader<Self> {
        io::BufReader::new(Self { said, rest: &[] })
    }
}

impl Read for Spoken {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            self.rest = self.said.recv().map_or(&[], str::as_bytes);
        }
        self.rest.read(buffer)
    }
}

/// A clock that stands.
#[derive(Debug)]
pub struct StillClock(pub i64);

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0)
    }

    fn running(&self) -> Duration {
        Duration::ZERO
    }

    fn sleep(&self, _: Duration) -> Sleep {
        Box::pin(std::future::pending())
    }
}
