//! The page to print: A4, eight cards a sheet, dashed lines to cut along.

use super::{Heading, Invitation, InvitationError, code};

/// Cards on a sheet of A4: two across, four down.
const CARDS: usize = 8;
/// From so many characters on a name is set smaller.
const LONG_NAME: usize = 8;

/// A page of its own, which asks for nothing from outside.
pub fn html(heading: &Heading, invitations: &[Invitation]) -> Result<String, InvitationError> {
    let mut pages = String::new();
    for sheet in invitations.chunks(CARDS) {
        pages.push_str("<section class=\"page\">\n");
        for invitation in sheet {
            pages.push_str(&card(heading, invitation)?);
        }
        pages.push_str("</section>\n");
    }
    Ok(format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title} 邀请卡</title>\n<style>\n{css}</style>\n</head>\n<body>\n\
         <p class=\"note\">共 {count} 张邀请卡。请用 A4 纸打印（Ctrl+P），沿虚线剪开，分别交给本人。\
         每张只能由本人使用一次，请像保管密码一样保管，用完后删除这个文件。</p>\n{pages}</body>\n</html>\n",
        title = escaped(&heading.title),
        css = include_str!("page.css"),
        count = invitations.len(),
    ))
}

fn card(heading: &Heading, invitation: &Invitation) -> Result<String, InvitationError> {
    let class = if invitation.name.chars().count() > LONG_NAME { "name long" } else { "name" };
    let until = if heading.expires.is_empty() {
        String::new()
    } else {
        format!("有效期至 {}。", escaped(&heading.expires))
    };
    Ok(format!(
        "<article class=\"card\">\n<div class=\"title\">{title}</div>\n{qr}\n<div class=\"who\">\
         <div class=\"{class}\">{name}</div><p>工号 {staff_no}</p><p class=\"unit\">{unit}</p></div>\n\
         <div class=\"how\">用手机扫一扫上面的二维码，<br>在打开的 Telegram 里点“开始”。\
         <small>{until}只限本人使用一次，请勿转发。</small></div>\n</article>\n",
        title = escaped(&heading.title),
        qr = code(invitation)?.svg(),
        name = escaped(&invitation.name),
        staff_no = escaped(&invitation.staff_no),
        unit = unit(&invitation.unit),
    ))
}

/// A unit's path may break after each level.
fn unit(path: &str) -> String {
    escaped(path).replace('/', "/<wbr>")
}

/// A text that can't become markup.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::invitations::sample;

    fn page(count: usize) -> String {
        let people: Vec<Invitation> = (0..count).map(|n| sample(&n.to_string(), "张三")).collect();
        let heading =
            Heading { title: "市财政局 学习答题".into(), expires: "2026年4月1日 18:00".into() };
        html(&heading, &people).unwrap()
    }

    #[test]
    fn eight_cards_make_a_sheet() {
        for (people, sheets) in [(0, 0), (1, 1), (8, 1), (9, 2), (17, 3)] {
            let page = page(people);
            assert_eq!(page.matches("<section").count(), sheets);
            assert_eq!(page.matches("<svg").count(), people);
        }
    }

    #[test]
    fn a_card_says_who_and_how() {
        let page = page(1);
        for text in [
            "张三",
            "工号 0",
            "市财政局/<wbr>预算股",
            "用手机扫一扫",
            "在打开的 Telegram 里点“开始”",
            "有效期至 2026年4月1日 18:00",
        ] {
            assert!(page.contains(text), "{text}");
        }
    }

    #[test]
    fn nothing_is_asked_from_outside_and_links_stay_in_the_codes() {
        let page = page(3);
        assert!(
            !page.contains("http")
                && !page.contains("src=")
                && !page.contains("<script")
                && !page.contains("url(")
        );
    }

    #[test]
    fn no_text_becomes_markup() {
        let evil = "<script>alert('1')</script>\"&";
        let person =
            Invitation { staff_no: evil.into(), name: evil.into(), unit: evil.into(), link: evil.into() };
        let heading = Heading { title: evil.into(), expires: evil.into() };
        let page = html(&heading, &[person]).unwrap();
        assert!(!page.contains("<script") && !page.contains("alert('1')"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;alert(&#39;1&#39;)&lt;/").count(), 6);
    }
}
