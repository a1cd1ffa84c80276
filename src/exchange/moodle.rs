//! Moodle XML, the most common way of carrying questions between systems.

mod choices;
mod rich;
mod words;

use super::{
    Found,
    convention::{Categories, MAX_ANSWERS, amount, put_feedback, put_tag, said},
    draft::{Draft, Piece},
    place::Place,
    problem::Problem,
    xml::{self, Element},
};

/// Reads single and multiple choices, statements, short answers and numbers.
/// What Moodle has and baiti hasn't (cloze, matching, essays) is told and left
/// out; so are pictures.
pub fn read(text: &str) -> Found {
    let mut reader = Reader::default();
    let walked = xml::each(text, &["question"], |element| reader.element(&element));
    let Reader { mut found, categories, .. } = reader;
    match walked {
        Ok(root) if root != "quiz" && found.drafts.is_empty() => {
            let message = "这不是 Moodle XML 文件";
            found.problems.push(Problem::error(Place::File, message, "Moodle XML 的最外层是 <quiz>"));
        }
        Ok(_) => {}
        Err(problem) => found.problems.push(problem),
    }
    found.title = categories.title(&mut found.drafts);
    found
}

#[derive(Default)]
struct Reader {
    found: Found,
    categories: Categories,
    /// How many questions there were.
    items: u32,
}

/// Why a question is not read.
struct Refused(String);

impl Reader {
    fn element(&mut self, element: &Element) {
        let kind = element.attribute("type").unwrap_or_default();
        if kind == "category" {
            let path = element.first("category").map(rich::words).unwrap_or_default();
            return self.categories.enter(&path);
        }
        self.items = self.items.saturating_add(1);
        let place = Place::Item(self.items);
        match self.question(kind, element, &place) {
            Ok(draft) => self.found.drafts.push(draft),
            Err(Refused(message)) => {
                let help = "请改成单选、多选、判断或填空题";
                self.found.problems.push(Problem::error(place, message, help));
            }
        }
    }

    fn question(&mut self, kind: &str, element: &Element, place: &Place) -> Result<Draft, Refused> {
        let problems = &mut self.found.problems;
        if element.all("answer").count() > MAX_ANSWERS {
            return Err(Refused("答案太多，不像是一道题".to_owned()));
        }
        let mut draft = head(element, place);
        for name in self.categories.present() {
            put_tag(&mut draft, name);
        }
        tags(element).for_each(|tag| put_tag(&mut draft, &tag));
        match kind {
            "multichoice" => choices::put(&mut draft, element, problems)?,
            "truefalse" => choices::put_truth(&mut draft, element),
            "shortanswer" => words::put(&mut draft, element, problems),
            "numerical" => words::put_number(&mut draft, element, problems),
            _ => return Err(Refused(format!("{}不支持", name(kind)))),
        }
        Ok(draft)
    }
}

/// All but the answers.
fn head(element: &Element, place: &Place) -> Draft {
    let mut draft = Draft::new(Piece::new("", place.clone()));
    if let Some(stem) = element.first("questiontext") {
        draft.stem = rich::piece(stem, &mut draft);
    }
    let feedback = element.first("generalfeedback").map(|feedback| rich::piece(feedback, &mut draft));
    put_feedback(&mut draft, &feedback.map(|feedback| feedback.text).unwrap_or_default());
    draft.id = element.first("idnumber").and_then(|id| said(&id.text(), place));
    let points = element.first("defaultgrade").and_then(|grade| amount(&grade.text()));
    draft.points = points.and_then(|points| said(&points, place));
    draft
}

fn tags(element: &Element) -> impl Iterator<Item = String> {
    element.all("tags").flat_map(|tags| tags.all("tag")).map(rich::words)
}

/// What people call the kinds that are not read.
fn name(kind: &str) -> String {
    let known = match kind {
        "cloze" => "完形填空题（cloze）",
        "matching" | "match" => "连线题（matching）",
        "essay" => "简答题（essay）",
        "description" => "没有答案的说明文字（description）",
        "calculated" | "calculatedmulti" | "calculatedsimple" => "计算题（calculated）",
        "gapselect" | "ddwtos" | "ddimageortext" | "ddmarker" => "拖放题",
        "ordering" => "排序题（ordering）",
        "random" | "randomsamatch" => "随机题（random）",
        _ => "",
    };
    let plain: String = kind.chars().filter(|c| !c.is_control()).take(30).collect();
    if known.is_empty() { format!("“{plain}”类型的题") } else { known.to_owned() }
}

/// Yes or no, as Moodle writes it.
fn truth(element: &Element, name: &str) -> Option<bool> {
    match element.first(name)?.text().trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The share of the mark that an answer gets, in per cent.
fn fraction(answer: &Element) -> f64 {
    answer.attribute("fraction").and_then(|share| share.trim().parse().ok()).unwrap_or(0.0)
}

#[cfg(test)]
mod tests;
