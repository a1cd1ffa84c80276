//! Questions on a terminal, to be answered by yes or no.

use std::io::{self, BufRead, IsTerminal as _, Write as _};

use anyhow::{Context as _, Result, bail};

use super::cli::Ask;

/// Asks, unless the command line has answered. Where nobody can be asked it is
/// refused with what to do.
pub fn confirm(ask: Ask, question: &str) -> Result<bool> {
    if ask.yes {
        return Ok(true);
    }
    if !io::stdin().is_terminal() {
        bail!("{question}这里没有终端可以询问，没有改动。确认要做的话，请加上 --yes 再运行一次");
    }
    let mut stderr = io::stderr();
    write!(stderr, "{question}[y/N] ").and_then(|()| stderr.flush()).context("写不到终端")?;
    let yes = is_yes(&mut io::stdin().lock()).context("读不到回答")?;
    if !yes {
        super::out::line("没有改动。")?;
    }
    Ok(yes)
}

/// Whether the next line says yes. Anything else, and no line at all, is no.
fn is_yes(lines: &mut impl BufRead) -> io::Result<bool> {
    let mut answer = String::new();
    lines.read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    Ok(["y", "yes", "是", "是的", "好", "确定"].contains(&answer.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_clear_yes_is_one() {
        for (typed, yes) in [
            ("y\n", true),
            (" YES \r\n", true),
            ("是", true),
            ("好\n", true),
            ("\n", false),
            ("", false),
            ("n", false),
            ("yep", false),
        ] {
            assert_eq!(is_yes(&mut typed.as_bytes()).unwrap(), yes, "{typed:?}");
        }
    }

    #[test]
    fn the_command_line_may_have_answered() {
        assert!(confirm(Ask { yes: true }, "导入吗？").unwrap());
    }
}
