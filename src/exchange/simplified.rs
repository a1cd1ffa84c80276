//! The words of question banks in traditional characters.

use std::borrow::Cow;

/// A text whose headers, names of kinds and labels are known by their
/// simplified words; most have no other.
pub(super) fn simplified(text: &str) -> Cow<'_, str> {
    if text.chars().any(|c| of(c) != c) {
        text.chars().map(of).collect::<String>().into()
    } else {
        text.into()
    }
}

/// The simplified form of a character of these words.
pub(super) const fn of(c: char) -> char {
    match c {
        '題' => '题',
        '幹' => '干',
        '選' => '选',
        '項' => '项',
        '確' => '确',
        '標' => '标',
        '準' => '准',
        '類' => '类',
        '難' => '难',
        '數' => '数',
        '節' => '节',
        '識' => '识',
        '點' => '点',
        '據' => '据',
        '來' => '来',
        '編' => '编',
        '號' => '号',
        '內' => '内',
        '問' => '问',
        '說' => '说',
        '單' => '单',
        '對' => '对',
        '錯' => '错',
        '誤' => '误',
        '斷' => '断',
        '參' => '参',
        '簡' => '简',
        '備' => '备',
        '註' => '注',
        '試' => '试',
        '庫' => '库',
        '籤' => '签',
        '級' => '级',
        '鍵' => '键',
        '論' => '论',
        '詞' => '词',
        '釋' => '释',
        '計' => '计',
        '應' => '应',
        '緒' => '绪',
        '補' => '补',
        '圖' => '图',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_banks_are_known() {
        for (traditional, known) in
            [("題幹", "题干"), ("標準答案", "标准答案"), ("單選題", "单选题"), ("錯誤", "错误")]
        {
            assert_eq!(simplified(traditional), known);
        }
        assert!(matches!(simplified("题干"), Cow::Borrowed(_)));
    }
}
