//! Reading one file where even the worst of files can do no harm.

use std::thread;

use super::{Rules, Source, check, check::Draft, diagnostic::Diagnostic};

/// Tables may be nested thousands deep by dotted keys within inline tables,
/// and are dropped by recursion; an ordinary stack of 2 MB would overflow.
const STACK: usize = 64 << 20;

/// Reads and checks one file on a thread with a stack deep enough for any.
pub(super) fn on_a_deep_stack(source: &Source, rules: &Rules) -> Draft {
    deep(&source.name, || check::one(source, rules)).unwrap_or_else(|why| Draft::refused(*why))
}

/// Reads a file of this name on a thread with a stack deep enough for any.
pub(crate) fn deep<T: Send>(name: &str, read: impl FnOnce() -> T + Send) -> Result<T, Box<Diagnostic>> {
    let read = thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, read).ok()?;
        reader.join().ok()
    });
    read.ok_or_else(|| {
        let help = "请稍后再试一次；若仍然不行，请把这个文件发给程序的维护者";
        Box::new(Diagnostic::of_file(name, NOT_READ, help))
    })
}

/// Said when the machine has no thread left, or the parser fell over.
pub(super) const NOT_READ: &str = "读取这个文件时程序出错";
