use super::*;
use crate::roster::Entry;

fn unit(path: &str) -> UnitPath {
    UnitPath::parse(path).unwrap()
}

fn standing(staff_no: &str, name: &str, path: &str) -> Standing {
    Standing {
        staff_no: staff_no.into(),
        name: name.into(),
        unit: unit(path),
        birth: None,
        phone: None,
        post: None,
        roles: Roles::new(),
        active: true,
    }
}

fn row(number: u32, name: &str, path: &str) -> StaffRow {
    StaffRow {
        place: Place { sheet: String::new(), row: number },
        staff_no: String::new(),
        name: name.into(),
        unit: unit(path),
        birth: Entry::NoColumn,
        phone: Entry::NoColumn,
        post: Entry::NoColumn,
        roles: Entry::NoColumn,
    }
}

fn office() -> Vec<Standing> {
    vec![
        standing("0012", "张三", "市财政局/预算股"),
        standing("0013", "李四", "市财政局/国库股"),
        standing("0014", "李四", "县财政局/国库股"),
        Standing { active: false, ..standing("0015", "王五", "市财政局/国库股") },
    ]
}

fn settled(unnumbered: Vec<StaffRow>) -> (Reading, Matching) {
    let mut reading = Reading { unnumbered, ..Reading::default() };
    let matching = settle(&mut reading, &office());
    (reading, matching)
}

#[test]
fn one_of_that_name_and_unit_is_found() {
    for path in ["市财政局/预算股", "预算股"] {
        let (reading, matching) = settled(vec![row(2, "张三", path)]);
        assert_eq!(matching.matched[0].to_string(), "第2行 张三：按姓名和单位对应到 0012");
        assert_eq!(reading.rows[0].staff_no, "0012");
        assert_eq!(reading.rows[0].unit, unit("市财政局/预算股"), "nobody moves by a short name");
        assert!(reading.unnumbered.is_empty() && matching.doubtful.is_empty());
    }
    let (reading, _) = settled(vec![row(2, "李四", "市财政局/国库股")]);
    assert_eq!(reading.rows[0].staff_no, "0013", "the whole path tells namesakes apart");
}

#[test]
fn whoever_might_be_somebody_else_is_asked_for() {
    for (name, path, told) in [
        (
            "李四",
            "国库股",
            "第2行 李四（国库股）：同一单位有几个同名的人，请补上工号。可能是：0013 李四（市财政局/国库股）、0014 李四（县财政局/国库股）",
        ),
        (
            "张三",
            "办公室",
            "第2行 张三（办公室）：单位不同，是调动还是重名？请补上工号。可能是：0012 张三（市财政局/预算股）",
        ),
        (
            "王五",
            "国库股",
            "第2行 王五（国库股）：这个人已停用。要恢复请补上工号。可能是：0015 王五（市财政局/国库股）",
        ),
        ("赵六", "预算股", "第2行 赵六（预算股）：花名册上没有这个人。新职工要有工号才能导入，请补上工号"),
    ] {
        let (reading, matching) = settled(vec![row(2, name, path)]);
        assert_eq!(matching.doubtful[0].to_string(), told);
        assert!(reading.rows.is_empty());
        assert_eq!(
            reading.refused.len(),
            matching.doubtful[0].candidates.len(),
            "nobody vanishes by a doubt"
        );
    }
}

#[test]
fn two_rows_about_one_person_are_both_doubtful() {
    let (reading, matching) = settled(vec![row(2, "张三", "预算股"), row(3, "张三", "市财政局/预算股")]);
    assert!(reading.rows.is_empty());
    assert!(matching.doubtful.iter().all(|one| one.doubt == Doubt::Twice) && matching.doubtful.len() == 2);

    let numbered = StaffRow { staff_no: "0012".into(), ..row(2, "张三", "市财政局/办公室") };
    let mut reading =
        Reading {
            rows: vec![numbered], unnumbered: vec![row(3, "张三", "预算股")], ..Reading::default()
        };
    assert_eq!(settle(&mut reading, &office()).doubtful[0].doubt, Doubt::Twice);
    assert_eq!(reading.rows.len(), 1, "the row with the number holds");
}

#[test]
fn who_leads_their_own_unit_leads_the_whole_path() {
    let own = Entry::Value(Roles::from([(Role::Leader, Some(unit("预算股"))), (Role::Proctor, None)]));
    let (reading, _) = settled(vec![StaffRow { roles: own, ..row(2, "张三", "预算股") }]);
    let expected = Roles::from([(Role::Leader, Some(unit("市财政局/预算股"))), (Role::Proctor, None)]);
    assert_eq!(reading.rows[0].roles, Entry::Value(expected));
}
