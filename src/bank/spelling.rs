//! What somebody may have meant by a word that doesn't exist.

/// Words people use for the fields of the format.
const ALIASES: [(&str, &str); 43] = [
    ("answer", "key"),
    ("answers", "key"),
    ("答案", "key"),
    ("正确答案", "key"),
    ("type", "kind"),
    ("题型", "kind"),
    ("question", "stem"),
    ("text", "stem"),
    ("题干", "stem"),
    ("题目", "stem"),
    ("choices", "options"),
    ("选项", "options"),
    ("analysis", "explanation"),
    ("解析", "explanation"),
    ("依据", "source"),
    ("出处", "source"),
    ("来源", "source"),
    ("score", "points"),
    ("分值", "points"),
    ("分数", "points"),
    ("level", "difficulty"),
    ("难度", "difficulty"),
    ("标签", "tags"),
    ("name", "title"),
    ("标题", "title"),
    ("类别", "topic"),
    ("category", "topic"),
    ("version", "format"),
    ("编号", "id"),
    ("原因", "reason"),
    ("score", "marks"),
    ("points", "marks"),
    ("分值", "marks"),
    ("题数", "number"),
    ("count", "number"),
    ("时长", "minutes"),
    ("限时", "minutes"),
    ("duration", "minutes"),
    ("及格", "pass"),
    ("开始", "opens"),
    ("start", "opens"),
    ("结束", "closes"),
    ("end", "closes"),
];

/// The known word that was probably meant, if any comes near.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    by_alias(word, known).or_else(|| by_letters(word, known))
}

fn by_alias<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let (_, meant) = ALIASES.iter().find(|(alias, meant)| *alias == word && known.contains(meant))?;
    known.iter().copied().find(|name| name == meant)
}

fn by_letters<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    // A slip of the hand is one letter in three at most.
    let close = |name: &&str| distance(word, name) <= name.len().div_ceil(3);
    known.iter().copied().filter(|_| word.len() <= 64).filter(close).min_by_key(|name| distance(word, name))
}

/// How many letters must be put in, taken out or replaced.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, c) in one.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, &d) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(c != d);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["stem", "options", "explanation", "key"];

    #[test]
    fn slips_and_other_words_are_understood() {
        assert_eq!(nearest("explaination", &KNOWN), Some("explanation"));
        assert_eq!(nearest("option", &KNOWN), Some("options"));
        assert_eq!(nearest("Stem", &KNOWN), Some("stem"));
        assert_eq!(nearest("答案", &KNOWN), Some("key"));
        assert_eq!(nearest("colour", &KNOWN), None);
        assert_eq!(nearest(&"x".repeat(100_000), &KNOWN), None);
    }

    #[test]
    fn letters_are_counted() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
