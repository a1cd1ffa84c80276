//! Gathering files from the disk.

use std::fs;

use baiti::bank::files::open;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn names(folder: &TempDir) -> Vec<String> {
    let strip = |name: &str| name.strip_prefix(&folder.path().display().to_string()).unwrap().to_owned();
    open(&[folder.path()]).sources.iter().map(|source| strip(&source.name)).collect()
}

#[test]
fn a_folder_gives_its_banks_by_name() {
    let folder = folder(&[
        ("b.toml", "2"),
        ("a.TOML", "1"),
        ("inner/c.toml", "3"),
        ("schema.json", "{}"),
        ("notes.txt", ""),
        (".hidden.toml", ""),
    ]);
    assert_eq!(names(&folder), ["/a.TOML", "/b.toml", "/inner/c.toml"]);
    let opened = open(&[folder.path()]);
    assert_eq!(opened.diagnostics, []);
    assert_eq!(opened.sources[1].bytes, b"2");
}

#[test]
fn what_can_not_be_read_is_told_and_the_rest_is_read() {
    let folder = folder(&[("a.toml", "1"), ("b.xlsx", "2")]);
    fs::create_dir(folder.path().join("empty")).unwrap();
    let paths = ["gone.toml", "b.xlsx", "empty", "a.toml"].map(|name| folder.path().join(name));
    let opened = open(&paths);
    let messages: Vec<&str> = opened.diagnostics.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(messages, ["不是题库文件", "这个文件夹里没有题库文件", "找不到这个文件或文件夹"]);
    assert_eq!(opened.sources.len(), 1);
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let folder = folder(&[]);
    let path = folder.path().join("a.toml");
    fs::File::create(&path).unwrap().set_len(50 << 20).unwrap();
    let opened = open(&[path]);
    assert_eq!(opened.sources, []);
    assert_eq!(opened.diagnostics[0].message, "文件超过 20 MB，没有读");
}

#[test]
fn files_are_bounded_in_number() {
    let names: Vec<String> = (0..1_005).map(|n| format!("{n:04}.toml")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let opened = open(&[folder(&files).path()]);
    assert_eq!(opened.sources.len(), 1_000);
    assert!(opened.diagnostics[0].message.contains("一次最多 1000 个"));
}

#[test]
fn folders_are_bounded_in_depth() {
    let deep = format!("{}a.toml", "d/".repeat(9));
    let opened = open(&[folder(&[(&deep, ""), ("a.toml", "")]).path()]);
    assert_eq!(opened.sources.len(), 1);
    assert!(opened.diagnostics[0].message.contains("超过 8 层"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_links_to_itself_ends() {
    let folder = folder(&[("a.toml", "")]);
    std::os::unix::fs::symlink(folder.path(), folder.path().join("again")).unwrap();
    assert_eq!(open(&[folder.path()]).sources.len(), 1);
}
