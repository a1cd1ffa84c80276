//! Options told apart by numbers in circles: `①甲 ②乙 ③丙`.

use super::MAX_OPTIONS;

/// The options, if the text begins with ① and the others follow in turn.
pub(super) fn split(text: &str) -> Option<Vec<String>> {
    let mut marks = text.char_indices().filter(|(_, c)| ('①'..='⑳').contains(c));
    let mut starts: Vec<usize> = Vec::new();
    for (wanted, (at, mark)) in ('①'..='⑳').zip(marks.by_ref()) {
        if mark != wanted {
            return None;
        }
        starts.push(at);
    }
    let begins = starts.first().is_some_and(|first| text[..*first].trim().is_empty());
    if !begins || starts.len() < 2 || starts.len() > MAX_OPTIONS || marks.next().is_some() {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let bare = |text: &str| {
        let text = text.trim().trim_start_matches(['.', '．', '、']).trim_end_matches([';', '；', ',', '，']);
        text.trim().to_owned()
    };
    let width = '①'.len_utf8();
    Some(starts.iter().zip(ends).map(|(start, end)| bare(&text[start + width..end])).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_circles_part_options() {
        assert_eq!(split("①甲 ②乙 ③丙").unwrap(), ["甲", "乙", "丙"]);
        assert_eq!(split("① 甲；②乙；\n③、丙").unwrap(), ["甲", "乙", "丙"]);
        for text in ["①甲", "甲①乙②丙", "①甲③丙", "①②③", "①甲②乙①", "甲|乙"] {
            assert!(split(text).is_none_or(|all| all.iter().any(String::is_empty)), "{text}");
        }
    }
}
