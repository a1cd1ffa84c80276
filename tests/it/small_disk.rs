//! A small disk of a test's own, which can be filled. That takes a mount
//! namespace; where the machine has none, this is said, and fails under
//! `CI=true`.

use std::{io::Write as _, path::PathBuf, process::Command};

/// Names the folder of the disk to the test that runs inside.
const DISK: &str = "BAITI_TEST_DISK";

/// Runs an ignored test, named by its whole path, with a disk of so many
/// MiB.
pub fn run_inside(test: &str, mebibytes: u32) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let script = format!(
        "mount -t tmpfs -o size={mebibytes}m tmpfs '{0}' && exec \"$0\" \"$@\"",
        folder.path().display()
    );
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", &script]);
    command.arg(std::env::current_exe().expect("this program"));
    command.args(["--exact", test, "--ignored", "--nocapture"]).env(DISK, folder.path());
    let output = match command.output() {
        Ok(output) => String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned(),
        Err(error) => error.to_string(),
    };
    if output.contains("running 1 test") {
        assert!(output.contains("test result: ok. 1 passed"), "{output}");
    } else {
        assert!(std::env::var_os("CI").is_none(), "no small disk: {output}");
        eprintln!("NOT TESTED, for want of a mount namespace: {test}: {output}");
    }
}

/// The disk's folder.
pub fn folder() -> PathBuf {
    PathBuf::from(std::env::var_os(DISK).expect("is run with a disk of its own by another test"))
}

/// Takes all the room that is left; removing the file gives it back.
pub fn fill() -> PathBuf {
    let path = folder().join("ballast");
    let mut file = std::fs::File::create(&path).expect("a file");
    while file.write_all(&[1; 512]).is_ok() {}
    path
}
