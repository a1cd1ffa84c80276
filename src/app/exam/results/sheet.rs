//! A results list with names, in the forms in which it leaves the program.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt::Write as _,
};

use anyhow::Result;
use chrono_tz::Tz;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook};
use serde::Serialize;

use super::super::told;
use crate::{
    app::out,
    domain::ids::{StaffId, UnitId},
    exams::release::{List, Row, Why, list::Other},
    roster::write::harmless,
    store::{Tx, release::Release, staff, unit},
};

/// The headers.
const HEADERS: [&str; 11] =
    ["名次", "分场名次", "工号", "姓名", "单位", "分场", "得分", "满分", "结果", "用时（分钟）", "补考"];
/// Widths of the columns, about two to a Chinese character.
const WIDTHS: [f64; 11] = [8.0, 10.0, 14.0, 12.0, 40.0, 12.0, 8.0, 8.0, 10.0, 14.0, 8.0];
/// Excel's number of the paper.
const A4: u8 = 9;

/// A results list with names.
pub struct Sheet {
    title: String,
    release: Option<Release>,
    lines: Vec<Line>,
}

/// Somebody on the list.
#[derive(Debug, Serialize)]
struct Line {
    place: Option<usize>,
    track_place: Option<usize>,
    staff_no: String,
    name: String,
    unit: String,
    track: String,
    mark: Option<String>,
    full: Option<String>,
    result: &'static str,
    minutes: Option<u64>,
    make_up: bool,
}

/// Names at hand.
struct Names {
    people: HashMap<StaffId, (String, String)>,
    units: HashMap<UnitId, String>,
    tracks: HashMap<String, String>,
}

impl Names {
    async fn of(tx: &mut Tx, list: &List) -> Result<Self> {
        let mut people = HashMap::new();
        for member in staff::list(tx).await? {
            people.insert(member.id, (member.staff_no, member.name));
        }
        let mut units = HashMap::new();
        let others = list.others.iter().map(|other| other.unit);
        for id in list.rows.iter().map(|row| row.unit).chain(others) {
            if let Entry::Vacant(free) = units.entry(id) {
                free.insert(unit::path(tx, id).await?);
            }
        }
        let tracks = list.tracks.iter().map(|track| (track.id.clone(), track.title.clone())).collect();
        Ok(Self { people, units, tracks })
    }

    fn line(&self, staff: StaffId, unit: UnitId, track: &str) -> Line {
        let (staff_no, name) = self.people.get(&staff).cloned().unwrap_or_default();
        Line {
            place: None,
            track_place: None,
            staff_no,
            name,
            unit: self.units.get(&unit).cloned().unwrap_or_default(),
            track: self.tracks.get(track).cloned().unwrap_or_default(),
            mark: None,
            full: None,
            result: "",
            minutes: None,
            make_up: false,
        }
    }

    fn row(&self, row: &Row) -> Line {
        let result = match row.passed {
            Some(true) => "及格",
            Some(false) => "不及格",
            None => "",
        };
        Line {
            place: Some(row.place),
            track_place: Some(row.track_place),
            mark: Some(row.mark.to_string()),
            full: Some(row.full.to_string()),
            result,
            minutes: Some(row.used().as_secs().div_ceil(60)),
            make_up: row.passed == Some(false),
            ..self.line(row.staff, row.unit, &row.track)
        }
    }

    fn other(&self, other: &Other) -> Line {
        let (result, make_up) = match other.why {
            Why::Void => ("作废", false),
            Why::Absent => ("缺考", true),
            Why::Excused => ("免考", false),
        };
        Line { result, make_up, ..self.line(other.staff, other.unit, &other.track) }
    }
}

impl Line {
    fn fields(&self) -> [String; 11] {
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        [
            number(self.place),
            number(self.track_place),
            self.staff_no.clone(),
            self.name.clone(),
            self.unit.clone(),
            self.track.clone(),
            self.mark.clone().unwrap_or_default(),
            self.full.clone().unwrap_or_default(),
            self.result.to_owned(),
            self.minutes.map(|minutes| minutes.to_string()).unwrap_or_default(),
            if self.make_up { "是" } else { "" }.to_owned(),
        ]
    }
}

impl Sheet {
    /// A list with the names as they are now.
    pub async fn new(tx: &mut Tx, list: &List, release: Option<&Release>, zone: Tz) -> Result<Self> {
        let names = Names::of(tx, list).await?;
        let rows = list.rows.iter().map(|row| names.row(row));
        let lines = rows.chain(list.others.iter().map(|other| names.other(other))).collect();
        let known = match release {
            Some(release) => {
                format!("{} 公布，核对码 {}", told::moment(release.at, zone), release.check_code)
            }
            None => "还没有公布".to_owned(),
        };
        Ok(Self { title: format!("{} 成绩表（{known}）", list.title), release: release.cloned(), lines })
    }

    /// How many people are on it.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// For the terminal.
    pub fn table(&self) -> String {
        let rows: Vec<Vec<String>> = self.lines.iter().map(|line| line.fields().to_vec()).collect();
        let mut text = out::table(&HEADERS, &rows);
        let absent = self.names(|line| line.result == "缺考");
        let make_up = self.names(|line| line.make_up);
        let _ = write!(text, "\n缺考：{absent}\n补考（缺考和不及格）：{make_up}\n");
        text
    }

    fn names(&self, which: impl Fn(&Line) -> bool) -> String {
        let named: Vec<String> = self
            .lines
            .iter()
            .filter(|line| which(line))
            .map(|line| format!("{}（{}）", line.name, line.staff_no))
            .collect();
        if named.is_empty() { "无".to_owned() } else { named.join("、") }
    }

    /// For Excel, with the mark of UTF-8.
    pub fn csv(&self) -> String {
        let mut text = String::from("\u{feff}");
        push(&mut text, &HEADERS.map(str::to_owned));
        for line in &self.lines {
            push(&mut text, &line.fields());
        }
        text
    }

    /// For other programs.
    pub fn json(&self) -> Result<String> {
        let release = self.release.as_ref();
        let value = serde_json::json!({
            "title": self.title,
            "number": release.map(|release| release.number),
            "check_code": release.map(|release| &release.check_code),
            "note": release.map(|release| &release.note),
            "people": self.lines,
        });
        Ok(format!("{}\n", serde_json::to_string_pretty(&value)?))
    }

    /// To file: all, those who were absent, those who have to make up for it.
    pub fn xlsx(&self) -> Result<Vec<u8>> {
        let mut book = Workbook::new();
        self.page(&mut book, "成绩表", |_| true)?;
        self.page(&mut book, "缺考", |line| line.result == "缺考")?;
        self.page(&mut book, "补考名单", |line| line.make_up)?;
        Ok(book.save_to_buffer()?)
    }

    fn page(&self, book: &mut Workbook, name: &str, which: impl Fn(&Line) -> bool) -> Result<()> {
        let sheet = book.add_worksheet().set_name(name)?;
        let cell = Format::new().set_num_format("@").set_border(FormatBorder::Thin);
        let head = cell.clone().set_bold().set_align(FormatAlign::Center);
        sheet.write_with_format(0, 0, &self.title, &Format::new().set_bold())?;
        for (column, (title, width)) in (0..).zip(HEADERS.into_iter().zip(WIDTHS)) {
            sheet.set_column_width(column, width)?.write_with_format(1, column, title, &head)?;
        }
        for (row, line) in (2..).zip(self.lines.iter().filter(|line| which(line))) {
            for (column, field) in (0..).zip(line.fields()) {
                sheet.write_string_with_format(row, column, field, &cell)?;
            }
        }
        sheet.set_freeze_panes(2, 0)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 1)?;
        Ok(())
    }
}

fn push(text: &mut String, fields: &[String]) {
    let quoted = |field: &String| {
        let field = harmless(field);
        if field.contains(['"', ',', '\n', '\r', '\t']) {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field
        }
    };
    text.push_str(&fields.iter().map(quoted).collect::<Vec<_>>().join(","));
    text.push_str("\r\n");
}
