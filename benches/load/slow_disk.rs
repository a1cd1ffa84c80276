//! The same on a slow disk: a small library before libc adds 4 ms to each
//! fsync, as an office PC's disk does.

use std::process::Command;

const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static void slow(void) { usleep(4000); }
int fsync(int fd) { int (*real)(int) = dlsym(RTLD_NEXT, "fsync"); slow(); return real(fd); }
int fdatasync(int fd) { int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync"); slow(); return real(fd); }
"#;

pub fn run(words: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    let (source, library) = (folder.path().join("slow.c"), folder.path().join("slow.so"));
    std::fs::write(&source, SHIM).unwrap();
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(&source).arg("-ldl");
    assert!(compiler.status().unwrap().success(), "a C compiler is needed");
    let rest = words.iter().skip(1);
    let ended = Command::new(std::env::current_exe().unwrap())
        .arg("answers")
        .args(rest)
        .env("LD_PRELOAD", &library)
        .status();
    assert!(ended.unwrap().success());
}
