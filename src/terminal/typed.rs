//! A real terminal: lines can be edited and recalled, and what comes in the
//! meantime is shown above the line being typed.

use std::{
    fs::OpenOptions,
    io::{self, BufReader, IsTerminal, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use rustyline::{Config, DefaultEditor, ExternalPrinter, error::ReadlineError};

use super::{
    lines::{Heard, Lines},
    render::Look,
    screen::{PROMPT, Screen},
};

/// So many lines can be recalled.
const RECALLED: usize = 1_000;

/// Opens the terminal of this program. Where input and output are one, lines
/// can be edited, and are recalled from and added to this file, which only its
/// owner can read. Otherwise they are read as they come. Without `colour`
/// nothing is bold either.
pub fn open(history: &Path, colour: bool) -> io::Result<(Lines, Screen)> {
    let ansi = colour && io::stdout().is_terminal();
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return typed(history, ansi);
    }
    let lines = Lines::piped(BufReader::new(io::stdin()))?;
    Ok((lines, Screen::new(io::stdout(), Look::new(None, ansi))))
}

fn typed(history: &Path, ansi: bool) -> io::Result<(Lines, Screen)> {
    let config = Config::builder().max_history_size(RECALLED).map_err(plain)?.build();
    let mut editor = DefaultEditor::with_config(config).map_err(plain)?;
    let look = Look::new(columns(&mut editor), ansi);
    // A terminal that can't do it (TERM=dumb) has no line to be shown above of.
    let screen = match editor.create_external_printer() {
        Ok(printer) => Screen::new(Above(printer), look).with_below(io::stdout()),
        Err(_) => Screen::new(io::stdout(), look),
    };
    let mut reader = Reader::new(editor, history);
    let manners = manners();
    let lines = Lines::typed(move || reader.read(), move || restore(manners.as_deref()))?;
    Ok((lines, screen))
}

fn plain(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other),
    }
}

fn columns(editor: &mut DefaultEditor) -> Option<usize> {
    editor.dimensions().map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0)
}

/// Writes above the line that is being typed. Each write is whole lines.
struct Above<P>(P);

impl<P: ExternalPrinter> Write for Above<P> {
    fn write(&mut self, lines: &[u8]) -> io::Result<usize> {
        self.0.print(String::from_utf8_lossy(lines).into_owned()).map_err(plain)?;
        Ok(lines.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Reader {
    editor: DefaultEditor,
    /// `None` where it can't be used.
    history: Option<PathBuf>,
}

impl Reader {
    fn new(mut editor: DefaultEditor, history: &Path) -> Self {
        let prepared = prepare(history).and_then(|()| editor.load_history(history).map_err(plain));
        if let Err(error) = &prepared {
            tracing::warn!(%error, path = %history.display(), "typed lines can't be recalled");
        }
        Self { editor, history: prepared.is_ok().then(|| history.to_path_buf()) }
    }

    fn read(&mut self) -> Heard {
        match self.editor.readline(PROMPT) {
            Ok(line) => {
                self.remember(&line);
                let columns = columns(&mut self.editor);
                Heard::Line(line, columns)
            }
            Err(ReadlineError::Eof | ReadlineError::Interrupted) => Heard::End,
            Err(error) => Heard::Failed(plain(error)),
        }
    }

    /// Writes each line at once, because the program may end at any time.
    fn remember(&mut self, line: &str) {
        if line.trim().is_empty() {
            return;
        }
        let added = self.editor.add_history_entry(line).unwrap_or(false);
        let Some(path) = self.history.as_deref().filter(|_| added) else { return };
        if let Err(error) = self.editor.append_history(path) {
            tracing::warn!(%error, path = %path.display(), "a typed line can't be recalled later");
            self.history = None;
        }
    }
}

/// Makes the file, for its owner only: it holds what was typed.
fn prepare(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut options = OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    drop(file);
    Ok(())
}

/// How the terminal behaves outside a line: whether it shows what is typed and
/// so on. `None` where nobody can tell.
fn manners() -> Option<String> {
    let told = Command::new("stty").arg("-g").stdin(Stdio::inherit()).stderr(Stdio::null()).output().ok()?;
    let manners = String::from_utf8(told.stdout).ok()?;
    (told.status.success() && !manners.trim().is_empty()).then(|| manners.trim().to_owned())
}

/// Gives the terminal back as it was, when the program ends in the middle of a
/// line. There is nobody to tell if it fails.
fn restore(manners: Option<&str>) {
    let Some(manners) = manners else { return };
    let _ = Command::new("stty").arg(manners).stdin(Stdio::inherit()).stderr(Stdio::null()).status();
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_history_belongs_to_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/terminal-history");
        prepare(&path).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);

        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).unwrap();
        prepare(&path).unwrap();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn lines_are_recalled_in_the_next_session() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history");
        for line in ["/quiz", "二十日", "  "] {
            Reader::new(DefaultEditor::new().unwrap(), &path).remember(line);
        }
        let reader = Reader::new(DefaultEditor::new().unwrap(), &path);
        assert_eq!(reader.editor.history().iter().collect::<Vec<_>>(), ["/quiz", "二十日"]);
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_history_that_cannot_be_used_is_done_without() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("history");
        std::fs::write(&path, b"#V2\n\xff\xfe\n").unwrap();
        let mut reader = Reader::new(DefaultEditor::new().unwrap(), &path);
        reader.remember("/quiz");
        assert_eq!(std::fs::read(&path).unwrap(), b"#V2\n\xff\xfe\n");
    }
}
