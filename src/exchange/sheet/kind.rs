//! The words that name a kind, on tabs and in headings.

use super::headers;

/// The longest heading.
const MAX_HEADING: usize = 60;

/// Words of which one names a kind; each line is one kind.
const KINDS: &[&[&str]] = &[
    &["单选", "单项选择", "单项选择题", "单选题", "single"],
    &["多选", "多项选择", "多项选择题", "多选题", "不定项", "不定项选择", "multiple"],
    &["判断", "判断题", "是非", "是非题", "对错题", "truefalse"],
    &["填空", "填空题", "blank"],
    &[
        "简答",
        "简答题",
        "问答",
        "问答题",
        "论述",
        "论述题",
        "名词解释",
        "案例分析",
        "案例分析题",
        "主观题",
        "essay",
    ],
    &["选择题"],
];

/// Whether a sheet's tab names one kind: `科室-单选100道`.
pub(super) fn of_tab(name: &str) -> bool {
    let name = headers::bare(name);
    let holds = |words: &&&[&str]| words.iter().any(|word| name.contains(word));
    KINDS.iter().filter(holds).count() == 1
}

/// Whether a text is the heading of a section of one kind:
/// `一、单项选择题（共20题，每题2分）`.
pub(super) fn of_heading(text: &str) -> bool {
    if text.chars().count() > MAX_HEADING {
        return false;
    }
    let head = text.split([':', '：', ',', '，', '。', ';', '；']).next().unwrap_or_default();
    let name = headers::bare(head);
    let number = |c: char| "一二三四五六七八九十百第部分大题节、.-".contains(c) || c.is_ascii_digit();
    let name = name.trim_start_matches(number);
    KINDS
        .iter()
        .flat_map(|words| words.iter())
        .any(|word| *word == name || name.strip_suffix('题') == Some(*word))
}

/// Whether questions of this kind have no options.
pub(super) fn has_no_options(name: &str) -> bool {
    let name = headers::bare(name);
    ["填空", "简答", "问答", "论述", "判断", "名词"].iter().any(|word| name.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_name_one_kind_or_none() {
        for tab in ["单选题", "科室-单选100道", "判断题(30)", "Multiple Choice", "填空"] {
            assert!(of_tab(tab), "{tab}");
        }
        for tab in ["Sheet1", "", "单选和多选", "题库"] {
            assert!(!of_tab(tab), "{tab}");
        }
    }

    #[test]
    fn headings_are_told_from_questions() {
        for heading in
            ["一、单项选择题（共20题，每题2分）", "第二部分 多选题", "判断题：每题1分", "3. 填空题"]
        {
            assert!(of_heading(heading), "{heading}");
        }
        for stem in ["单选题的答题时间是多久？", "判断", "一", "", "判断以下说法：正确"]
        {
            assert_eq!(of_heading(stem), stem == "判断", "{stem}");
        }
    }
}
