//! Lines of a paper that belong to no question: tables of contents and of
//! marks, lines for the name, numbers of pages.

use super::clean::digits;

/// What stands before somebody's answer.
pub(super) const GIVEN: [&str; 5] = ["我的答案", "你的答案", "学生答案", "考生答案", "您的答案"];

/// Whether a line belongs to no question.
pub(super) fn is_aside(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    is_contents(text)
        || is_given(&bare)
        || is_marks(&bare)
        || is_name(&bare)
        || is_page(&bare)
        || is_rule(&bare)
}

/// `一、单选题……3`, `目录`
fn is_contents(text: &str) -> bool {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let leaders = head.chars().rev().take_while(|c| ".…·．".contains(*c)).count();
    let has_page = head.len() < text.trim_end().len();
    let dots = leaders >= 4 || (leaders >= 2 && head.ends_with('…'));
    (has_page && dots) || matches!(text.replace(' ', "").as_str(), "目录" | "Contents")
}

/// `我的答案：B`: what somebody has answered, as learning platforms print it.
fn is_given(bare: &str) -> bool {
    GIVEN.iter().any(|owner| bare.strip_prefix(owner).is_some_and(|rest| rest.starts_with(['：', ':'])))
}

/// The table of marks on the first page: nothing but its words.
fn is_marks(bare: &str) -> bool {
    let words = ["题号", "得分", "总分", "分数", "评卷人", "阅卷人", "复核人", "合计", "签名"];
    let rest = words.iter().fold(bare.to_owned(), |rest, word| rest.replace(word, ""));
    rest.len() < bare.len()
        && rest.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十题、|/".contains(c))
}

/// `姓名：____ 单位：____ 得分：____`
fn is_name(bare: &str) -> bool {
    let words = [
        "姓名",
        "单位",
        "部门",
        "科室",
        "考号",
        "准考证号",
        "工号",
        "职务",
        "得分",
        "班级",
        "考试时间",
        "满分",
    ];
    let begins = words
        .iter()
        .any(|word| bare.strip_prefix(word).is_some_and(|rest| rest.starts_with(['：', ':', '_', '＿'])));
    let named = words.iter().filter(|word| bare.contains(**word)).count();
    let is_empty = bare.contains("__") || bare.ends_with(['：', ':']);
    begins && ((named >= 2 && bare.chars().count() <= 80) || is_empty)
        || (bare.starts_with(['（', '(']) && bare.contains("满分") && bare.contains("时间"))
}

/// `第3页 共8页`, `- 3 -`
fn is_page(bare: &str) -> bool {
    let page = bare.strip_prefix('第').and_then(digits).and_then(|(_, rest)| rest.strip_prefix('页'));
    if let Some(rest) = page {
        return rest.is_empty() || rest.trim_start_matches(['，', ',', '/', '（', '(']).starts_with('共');
    }
    let inner = bare.strip_prefix(['-', '—', '–']).and_then(|rest| rest.strip_suffix(['-', '—', '–']));
    inner.is_some_and(|inner| digits(inner).is_some_and(|(_, rest)| rest.is_empty()))
}

/// A line of nothing but strokes.
fn is_rule(bare: &str) -> bool {
    bare.chars().count() >= 3 && bare.chars().all(|c| "-—=*~_＿─━".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_question_is_known() {
        for text in [
            "目 录",
            "一、单选题……………3",
            "一、单选题.......... 12",
            "题号 一 二 三 总分",
            "得分 评卷人",
            "姓名：____ 单位：____ 得分：____",
            "姓名：",
            "第1页 共5页",
            "- 3 -",
            "--------",
            "（考试时间：60分钟 满分：100分）",
        ] {
            assert!(is_aside(text), "{text}");
        }
        for text in ["1. 我国首都是____", "A. 3", "单位应当为职工缴纳____。", "总分之和", "得分：2", "甲……"]
        {
            assert!(!is_aside(text), "{text}");
        }
    }
}
