//! Staff lists out, as a CSV for Excel and as a workbook.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

use super::{Column, Roles};
use crate::domain::person::{Birth, Role, UnitPath};

/// A person as a list shows them. Phone numbers aren't kept and can't be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// 单位
    pub unit: UnitPath,
    /// 出生年月
    pub birth: Option<Birth>,
    /// 职务
    pub post: Option<String>,
    /// 角色
    pub roles: Roles,
    /// Whether they are on the roster now.
    pub active: bool,
    /// Whether a chat account is bound to them.
    pub bound: bool,
}

/// The headers. A list can be changed and loaded again, so the first six are a
/// roster's; the rest is passed over there, the owner's mark above all.
fn headers() -> [&'static str; 9] {
    let [staff_no, name, unit, birth, _, post, role] = Column::ALL.map(Column::title);
    [staff_no, name, unit, birth, post, role, "所有者", "状态", "绑定"]
}

impl Listed {
    fn fields(&self) -> [String; 9] {
        let is_owner = self.roles.iter().any(|(role, _)| *role == Role::Owner);
        [
            self.staff_no.clone(),
            self.name.clone(),
            self.unit.to_string(),
            self.birth.map(|birth| birth.to_string()).unwrap_or_default(),
            self.post.clone().unwrap_or_default(),
            roles(&self.roles),
            if is_owner { "是" } else { "" }.to_owned(),
            if self.active { "在册" } else { "停用" }.to_owned(),
            if self.bound { "已绑定" } else { "未绑定" }.to_owned(),
        ]
    }
}

/// Roles in the words that a roster may have: `监考、领导（市财政局）`.
pub fn roles(roles: &Roles) -> String {
    roles.iter().filter_map(role).collect::<Vec<_>>().join("、")
}

fn role((role, unit): &(Role, Option<UnitPath>)) -> Option<String> {
    let word = match role {
        Role::Staff | Role::Owner => return None,
        Role::Proctor => "监考",
        Role::Leader => "领导",
        Role::Administrator => "管理员",
    };
    Some(unit.as_ref().map_or_else(|| word.to_owned(), |unit| format!("{word}（{unit}）")))
}

/// A CSV with the mark of UTF-8, without which Excel shows Chinese as garbage.
/// Excel drops the leading zeros of numbers in a CSV: who wants to change the
/// list and load it again takes [`workbook`].
pub fn csv(people: &[Listed]) -> String {
    let mut text = String::from("\u{feff}");
    line(&mut text, headers().map(str::to_owned));
    for person in people {
        line(&mut text, person.fields());
    }
    text
}

fn line(text: &mut String, fields: [String; 9]) {
    let fields = fields.map(|field| quoted(&harmless(&field)));
    text.push_str(&fields.join(","));
    text.push_str("\r\n");
}

/// A field that Excel would run as a formula gets a tab before it, which is
/// dropped again when the list is read.
pub fn harmless(field: &str) -> String {
    if field.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("\t{field}")
    } else {
        field.to_owned()
    }
}

fn quoted(field: &str) -> String {
    if field.contains(['"', ',', '\n', '\r', '\t']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// Widths of the columns, about two to a Chinese character.
const WIDTHS: [f64; 9] = [14.0, 12.0, 40.0, 12.0, 18.0, 28.0, 8.0, 8.0, 10.0];

/// The same as a workbook, every cell a text, ready to be changed and loaded again.
pub fn workbook(people: &[Listed]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("花名册")?;
    let cell = Format::new().set_num_format("@").set_border(FormatBorder::Thin);
    let head = cell.clone().set_bold().set_align(FormatAlign::Center);
    for (column, (title, width)) in (0..).zip(headers().into_iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?.write_with_format(0, column, title, &head)?;
    }
    for (row, person) in (1..).zip(people) {
        for (column, field) in (0..).zip(person.fields()) {
            sheet.write_string_with_format(row, column, field, &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    book.save_to_buffer()
}

/// Excel's number of the paper.
const A4: u8 = 9;

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(staff_no: &str, name: &str) -> Listed {
        let unit = UnitPath::parse("市财政局/预算股").unwrap();
        Listed {
            staff_no: staff_no.into(),
            name: name.into(),
            birth: Birth::new(1985, 6, None),
            post: None,
            roles: Roles::from([
                (Role::Owner, None),
                (Role::Leader, Some(unit.clone())),
                (Role::Proctor, None),
            ]),
            unit,
            active: true,
            bound: false,
        }
    }

    #[test]
    fn a_list_is_a_csv_for_excel() {
        let text = csv(&[listed("0012", "张三")]);
        let expected = "\u{feff}工号,姓名,单位,出生年月,职务,角色,所有者,状态,绑定\r\n\
                        0012,张三,市财政局/预算股,1985-06,,监考、领导（市财政局/预算股）,是,在册,未绑定\r\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn formulas_are_made_harmless() {
        for field in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1"] {
            assert_eq!(harmless(field), format!("\t{field}"));
        }
        assert_eq!(harmless("张三=李四"), "张三=李四");
        let text = csv(&[listed("1", "=HYPERLINK(\"http://x\",\"y\")")]);
        assert!(text.contains(",\"\t=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\","), "{text}");
    }
}
