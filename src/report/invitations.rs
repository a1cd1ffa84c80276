//! Invitations to hand out: a page to print and cut, a workbook to file, and a
//! list for machines. Each link is good for one person and one time, so these
//! files are as secret as passwords.

mod page;
mod workbook;

pub use page::html;
pub use workbook::xlsx;

/// One person's invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// 单位, as a path
    pub unit: String,
    /// The link that binds an account to this person.
    pub link: String,
}

/// What stands over all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// As `某市财政局 学习答题`.
    pub title: String,
    /// Until when the links are good, as `2026年4月1日 18:00`; empty if for ever.
    pub expires: String,
}

/// Why the file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum InvitationError {
    /// The link doesn't fit into a QR code.
    #[error("工号 {0} 的链接太长，做不成二维码")]
    LinkTooLong(String),
    /// A picture failed.
    #[error("二维码图片做不出来")]
    Picture(#[from] png::EncodingError),
    /// The workbook failed.
    #[error("工作簿做不出来")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

fn code(invitation: &Invitation) -> Result<super::qr::Qr, InvitationError> {
    super::qr::Qr::of(&invitation.link)
        .ok_or_else(|| InvitationError::LinkTooLong(invitation.staff_no.clone()))
}

/// `工号,姓名,链接`, for machines: UTF-8 without a mark, lines ended by `\n`.
pub fn csv(invitations: &[Invitation]) -> String {
    let mut text = String::from("工号,姓名,链接\n");
    for invitation in invitations {
        let fields = [&invitation.staff_no, &invitation.name, &invitation.link].map(|field| field_of(field));
        text.push_str(&fields.join(","));
        text.push('\n');
    }
    text
}

/// Quoted where it must be; what Excel would run as a formula gets a tab before it.
fn field_of(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let text = if runs { format!("\t{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r', '\t']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
pub(super) fn sample(staff_no: &str, name: &str) -> Invitation {
    Invitation {
        staff_no: staff_no.into(),
        name: name.into(),
        unit: "市财政局/预算股".into(),
        link: format!("https://t.me/baiti_bot?start=i{staff_no}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn machines_get_three_plain_columns() {
        let text = csv(&[sample("0012", "张三"), sample("0013", "李,四")]);
        assert_eq!(
            text,
            "工号,姓名,链接\n0012,张三,https://t.me/baiti_bot?start=i0012\n\
             0013,\"李,四\",https://t.me/baiti_bot?start=i0013\n"
        );
    }

    #[test]
    fn formulas_are_made_harmless() {
        assert!(csv(&[sample("1", "=1+1")]).contains(",\"\t=1+1\","));
    }

    #[test]
    fn a_link_too_long_names_the_person() {
        let mut long = sample("0012", "张三");
        long.link = "x".repeat(5000);
        let heading = Heading { title: String::new(), expires: String::new() };
        let told = html(&heading, &[long.clone()]).unwrap_err().to_string();
        assert_eq!(told, "工号 0012 的链接太长，做不成二维码");
        assert!(xlsx(&heading, &[long]).is_err());
    }
}
