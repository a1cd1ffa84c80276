//! The lines that the person types, one at a time and only when asked for.
//!
//! Reading a terminal or a pipe blocks, so it happens on a thread of its own,
//! which nobody has to wait for when the program ends.

use std::{
    io::{self, BufRead, Read},
    sync::mpsc,
};

use tokio::sync::mpsc as channel;

use super::input::MAX_CHARS;

/// The most bytes of a line that are kept: more than any line that may be
/// sent, so that one that is too long is seen to be so.
const MAX_BYTES: usize = MAX_CHARS * 4 + 8;

/// What was heard.
#[derive(Debug)]
pub enum Heard {
    /// A line, and how many columns the terminal has now, if it tells.
    Line(String, Option<usize>),
    /// The end: of the pipe, or by Ctrl-D or Ctrl-C.
    End,
    /// Reading failed.
    Failed(io::Error),
}

/// What to do when one stops listening in the middle of a line.
type Abandon = Box<dyn FnOnce() + Send>;

/// The lines.
pub struct Lines {
    ask: mpsc::Sender<()>,
    heard: channel::UnboundedReceiver<Heard>,
    waiting: bool,
    echo: bool,
    abandon: Option<Abandon>,
}

impl Lines {
    /// The lines of a pipe or a file. They aren't seen while being typed, so
    /// they are shown again.
    pub fn piped(mut reader: impl BufRead + Send + 'static) -> io::Result<Self> {
        Self::start(true, None, move || read_line(&mut reader))
    }

    /// Lines from a function that blocks until there is one.
    pub(super) fn typed(
        read: impl FnMut() -> Heard + Send + 'static,
        abandon: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        Self::start(false, Some(Box::new(abandon)), read)
    }

    fn start(
        echo: bool,
        abandon: Option<Abandon>,
        mut read: impl FnMut() -> Heard + Send + 'static,
    ) -> io::Result<Self> {
        let (ask, asked) = mpsc::channel();
        let (tell, heard) = channel::unbounded_channel();
        let listen = move || {
            while asked.recv().is_ok() {
                let heard = read();
                let last = !matches!(heard, Heard::Line(..));
                if tell.send(heard).is_err() || last {
                    break;
                }
            }
        };
        std::thread::Builder::new().name("terminal".to_owned()).spawn(listen)?;
        Ok(Self { ask, heard, waiting: false, echo, abandon })
    }

    /// The next line. May be dropped and called again without losing any.
    pub async fn next(&mut self) -> Heard {
        if !self.waiting {
            self.waiting = self.ask.send(()).is_ok();
        }
        let heard = self.heard.recv().await;
        self.waiting = false;
        heard.unwrap_or(Heard::End)
    }

    /// Whether one stopped listening in the middle of a line.
    pub fn interrupted(&self) -> bool {
        self.waiting
    }

    /// Whether the lines are to be shown again.
    pub fn echo(&self) -> bool {
        self.echo
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        if let Some(abandon) = self.abandon.take().filter(|_| self.waiting) {
            abandon();
        }
    }
}

/// Reads to the line feed. Of a line that is too long the start is kept.
fn read_line(reader: &mut impl BufRead) -> Heard {
    let mut line = Vec::new();
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    match reader.by_ref().take(limit).read_until(b'\n', &mut line) {
        Ok(0) => return Heard::End,
        Ok(_) if line.ends_with(b"\n") => {}
        Ok(_) => {
            if let Err(error) = reader.skip_until(b'\n') {
                return Heard::Failed(error);
            }
        }
        Err(error) => return Heard::Failed(error),
    }
    Heard::Line(String::from_utf8_lossy(&line).into_owned(), None)
}

#[cfg(test)]
mod tests {
    use std::{
        io::Cursor,
        sync::{
            Arc,
            atomic::{AtomicBool, Ordering},
        },
    };

    use super::*;

    async fn line(lines: &mut Lines) -> Option<String> {
        match lines.next().await {
            Heard::Line(line, _) => Some(line),
            Heard::End | Heard::Failed(_) => None,
        }
    }

    #[tokio::test]
    async fn a_pipe_is_read_line_by_line_to_its_end() {
        let mut lines = Lines::piped(Cursor::new("一\n\n二\r\n三")).unwrap();
        let mut heard = Vec::new();
        while let Some(line) = line(&mut lines).await {
            heard.push(line);
        }
        assert_eq!(heard, ["一\n", "\n", "二\r\n", "三"]);
        assert_eq!(line(&mut lines).await, None, "an end stays an end");
    }

    #[tokio::test]
    async fn bytes_that_are_no_text_do_no_harm() {
        let mut lines = Lines::piped(Cursor::new(b"a\xffb\n".to_vec())).unwrap();
        assert_eq!(line(&mut lines).await.unwrap(), "a\u{fffd}b\n");
    }

    #[tokio::test]
    async fn a_line_without_end_is_cut_and_the_next_one_whole() {
        let text = format!("{}\nnext\n", "长".repeat(1_000_000));
        let mut lines = Lines::piped(Cursor::new(text)).unwrap();
        let long = line(&mut lines).await.unwrap();
        assert!(long.len() < MAX_BYTES + 8 && long.chars().count() > MAX_CHARS);
        assert_eq!(line(&mut lines).await.unwrap(), "next\n");
    }

    #[tokio::test]
    async fn waiting_can_be_broken_off_without_losing_a_line() {
        let (say, said) = mpsc::channel::<String>();
        let read = move || said.recv().map_or(Heard::End, |line| Heard::Line(line, None));
        let mut lines = Lines::typed(read, || {}).unwrap();
        for _ in 0..3 {
            tokio::select! { biased; _ = lines.next() => panic!("nothing was said"), () = std::future::ready(()) => {} }
        }
        say.send("一".to_owned()).unwrap();
        say.send("二".to_owned()).unwrap();
        assert_eq!(line(&mut lines).await.unwrap(), "一");
        assert_eq!(line(&mut lines).await.unwrap(), "二");
    }

    #[tokio::test]
    async fn leaving_in_the_middle_of_a_line_is_noticed() {
        let abandoned = Arc::new(AtomicBool::new(false));
        let open = |note: &Arc<AtomicBool>| {
            let (note, (say, said)) = (note.clone(), mpsc::channel::<()>());
            let lines = Lines::typed(
                move || said.recv().map_or(Heard::End, |()| Heard::Line(String::new(), None)),
                move || note.store(true, Ordering::SeqCst),
            );
            (lines.unwrap(), say)
        };
        let (lines, _say) = open(&abandoned);
        drop(lines);
        assert!(!abandoned.load(Ordering::SeqCst), "nothing was asked");
        let (mut lines, _say) = open(&abandoned);
        tokio::select! { biased; _ = lines.next() => {}, () = std::future::ready(()) => {} }
        drop(lines);
        assert!(abandoned.load(Ordering::SeqCst));
    }
}
