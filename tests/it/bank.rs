use baiti::bank::*;
fn rules() -> Rules { Rules { topics: baiti::domain::topic::standing(), today: chrono::NaiveDate::from_ymd_opt(2026, 11, 23).unwrap() } }
#[test]
fn tmp_banks() {
    let opened = files::open(&["/tmp/banks"]);
    for d in &opened.diagnostics { println!("{d}"); }
    let r = read(&opened.sources, &rules());
    for d in &r.diagnostics { println!("{d}"); }
    println!("{} {} {}", opened.sources.len(), r.banks.len(), r.banks.iter().map(|b| b.questions.len()).sum::<usize>());
    for b in &r.banks {
        let t = write::write(b);
        let again = read(&[Source::new("x", t.clone())], &rules());
        assert_eq!(again.banks[0].questions.iter().map(|p| &p.question).collect::<Vec<_>>(), b.questions.iter().map(|p| &p.question).collect::<Vec<_>>());
    }
    println!("{}", &write::write(&r.banks[0])[..1500.min(write::write(&r.banks[0]).len())].to_string());
}
#[test]
fn corrupt() {
    let r = read(&[Source::new("corrupt.toml", include_bytes!("fixtures/bank/corrupt.toml").to_vec())], &rules());
    for d in &r.diagnostics { println!("{d}"); }
}
#[test]
fn broken() {
    let r = read(&[Source::new("broken.toml", include_bytes!("fixtures/bank/broken.toml").to_vec())], &rules());
    for d in &r.diagnostics { println!("{d}"); }
}
