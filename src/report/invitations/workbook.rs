//! The workbook to file: one row a person, the code as a picture in the row.

use rust_xlsxwriter::{
    Format, FormatAlign, FormatBorder, Image, ObjectMovement, RowNum, Workbook, Worksheet, XlsxError,
};

use super::{Heading, Invitation, InvitationError, code};

const HEADERS: [&str; 5] = ["工号", "姓名", "单位", "链接", "二维码"];
/// Widths of the columns in characters, two to a Chinese one. The last takes
/// the code and a little air.
const WIDTHS: [f64; 5] = [14.0, 12.0, 32.0, 40.0, 17.0];
/// The side of a code, in pixels of a screen (3 cm on paper).
const CODE: u32 = 114;
/// The height of a row with a code, in pixels.
const ROW: u32 = 126;
/// Air between the code and the cell's border, in pixels.
const AIR: u32 = 6;
/// Excel's number of A4.
const A4: u8 = 9;
/// The row of the headers, below the title.
const HEADER_ROW: RowNum = 1;

/// A workbook with a title, headers that repeat on each printed page, and a row a person.
pub fn xlsx(heading: &Heading, invitations: &[Invitation]) -> Result<Vec<u8>, InvitationError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    set_up(sheet)?;
    title(sheet, heading)?;
    let cell = Format::new()
        .set_num_format("@")
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap();
    for (row, invitation) in (HEADER_ROW + 1..).zip(invitations) {
        person(sheet, row, invitation, &cell)?;
    }
    Ok(book.save_to_buffer()?)
}

fn set_up(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("邀请")?;
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.5, 0.2, 0.2);
    sheet.set_footer("&C第 &P 页，共 &N 页").set_freeze_panes(HEADER_ROW + 1, 0)?;
    sheet.set_repeat_rows(0, HEADER_ROW)?;
    Ok(())
}

fn title(sheet: &mut Worksheet, heading: &Heading) -> Result<(), XlsxError> {
    let until = if heading.expires.is_empty() {
        String::new()
    } else {
        format!("（有效期至 {}）", heading.expires)
    };
    let text = format!("{} 邀请名单{until}", heading.title);
    let large = Format::new().set_bold().set_font_size(16).set_align(FormatAlign::Center);
    let large = large.set_align(FormatAlign::VerticalCenter);
    sheet.merge_range(0, 0, 0, 4, &text, &large)?.set_row_height(0, 32)?;
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_align(FormatAlign::Center);
    for (column, text) in (0..).zip(HEADERS) {
        sheet.write_with_format(HEADER_ROW, column, text, &head)?;
    }
    sheet.set_row_height(HEADER_ROW, 22)?;
    Ok(())
}

fn person(
    sheet: &mut Worksheet,
    row: RowNum,
    person: &Invitation,
    cell: &Format,
) -> Result<(), InvitationError> {
    sheet.set_row_height_pixels(row, ROW)?;
    // `write_string` never makes a formula or a hyperlink of what stands there.
    for (column, text) in (0..).zip([&person.staff_no, &person.name, &person.unit, &person.link]) {
        sheet.write_string_with_format(row, column, text, cell)?;
    }
    sheet.write_blank(row, 4, cell)?;
    let picture = Image::new_from_buffer(&code(person)?.png()?)?
        .set_scale_to_size(CODE, CODE, true)
        .set_alt_text(format!("{} 的二维码", person.name))
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    sheet.insert_image_with_offset(row, 4, &picture, AIR * 2, AIR)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};

    use super::*;
    use crate::report::invitations::sample;

    fn book(people: &[Invitation]) -> Vec<u8> {
        let heading =
            Heading { title: "市财政局 学习答题".into(), expires: "2026年4月1日".into() };
        xlsx(&heading, people).unwrap()
    }

    #[test]
    fn each_person_has_a_row_and_a_picture() {
        let bytes = book(&[sample("0012", "张三"), sample("0013", "=1+1")]);
        let mut read: Xlsx<_> = open_workbook_from_rs(std::io::Cursor::new(bytes.clone())).unwrap();
        let range = read.worksheet_range("邀请").unwrap();
        let text = |row, column| range.get_value((row, column)).cloned();
        let string = |text: &str| Some(Data::String(text.into()));
        assert_eq!(text(0, 0), string("市财政局 学习答题 邀请名单（有效期至 2026年4月1日）"));
        assert_eq!(text(1, 4), string("二维码"));
        assert_eq!(text(2, 0), string("0012"), "the zeros are kept");
        assert_eq!(text(3, 1), string("=1+1"), "a text, no formula");
        assert_eq!(text(3, 3), string("https://t.me/baiti_bot?start=i0013"));
        let zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let pictures = zip.file_names().flatten().filter(|name| name.starts_with("xl/media/")).count();
        assert_eq!(pictures, 2);
    }
}
