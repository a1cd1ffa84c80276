//! What a column of a question table can hold.

use serde::{Deserialize, Serialize};

use super::headers::Name;
use crate::domain::choices::letter;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// 题干
    Stem,
    /// 小题题干: what is asked below a stem that several questions share.
    Substem,
    /// 题型
    Kind,
    /// 选项A is 0.
    Option(u8),
    /// All options in one cell.
    Options,
    /// One option, where each row is an option.
    OptionText,
    /// Whether the option of this row is right.
    IsRight,
    /// Why this option is right or wrong, where each row is an option.
    OptionNote,
    /// 答案 is 0; 答案2, a part of the same key, is 1.
    Key(u8),
    /// 空1答案 is 0.
    Blank(u8),
    /// 解析
    Explanation,
    /// 分值
    Points,
    /// 单空分数
    PointsEach,
    /// 难度
    Difficulty,
    /// 章节, a path.
    Category,
    /// 知识点
    Topic,
    /// 标签
    Tags,
    /// 依据
    Source,
    /// 有效期至
    ValidUntil,
    /// 可否打乱选项
    Shuffle,
    /// 不分先后: the blanks may be filled in any order.
    AnyOrder,
    /// 序号, good only within the sheet, unless it looks like an id.
    Serial,
    /// An id that stays the same.
    Id,
    /// A picture or another medium, which a table can't carry along.
    Picture,
}

impl Field {
    /// Every field that has no number.
    const PLAIN: [Self; 21] = [
        Self::Stem,
        Self::Substem,
        Self::Kind,
        Self::Options,
        Self::OptionText,
        Self::IsRight,
        Self::OptionNote,
        Self::Explanation,
        Self::Points,
        Self::PointsEach,
        Self::Difficulty,
        Self::Category,
        Self::Topic,
        Self::Tags,
        Self::Source,
        Self::ValidUntil,
        Self::Shuffle,
        Self::AnyOrder,
        Self::Serial,
        Self::Id,
        Self::Picture,
    ];

    /// What people call it.
    pub fn title(self) -> String {
        let title = match self {
            Self::Stem => "题干",
            Self::Substem => "小题题干",
            Self::Kind => "题型",
            Self::Option(at) => return format!("选项{}", letter(usize::from(at))),
            Self::Options => "全部选项",
            Self::OptionText => "选项内容",
            Self::IsRight => "是否正确项",
            Self::OptionNote => "选项解析",
            Self::Key(0) => "答案",
            Self::Key(at) => return format!("答案{}", u16::from(at) + 1),
            Self::Blank(at) => return format!("空{}答案", u16::from(at) + 1),
            Self::Explanation => "解析",
            Self::Points => "分值",
            Self::PointsEach => "单空分数",
            Self::Difficulty => "难度",
            Self::Category => "章节",
            Self::Topic => "知识点",
            Self::Tags => "标签",
            Self::Source => "依据",
            Self::ValidUntil => "有效期至",
            Self::Shuffle => "可否打乱选项",
            Self::AnyOrder => "不分先后",
            Self::Serial => "序号",
            Self::Id => "试题ID",
            Self::Picture => "图片",
        };
        title.to_owned()
    }

    /// The field that somebody means by these words: its title, or any name
    /// that a header may have.
    pub fn named(words: &str) -> Option<Self> {
        let titled = Self::PLAIN.into_iter().find(|field| field.title() == words.trim());
        titled.or_else(|| match Name::of(words)?.name {
            Name::Field(field) => Some(field),
            Name::Answer(mark) if mark.is_letter => Some(Self::Option(mark.at)),
            Name::Answer(mark) => Some(Self::Key(mark.at)),
            Name::Letter(at) => Some(Self::Option(at)),
        })
    }

    /// Whether several columns may hold it.
    pub const fn is_many(self) -> bool {
        matches!(self, Self::Category | Self::Topic | Self::Tags | Self::Picture)
    }

    /// Whether a question can't be read without what stands in such a cell.
    pub(super) const fn is_vital(self) -> bool {
        matches!(self, Self::Stem | Self::Substem | Self::Kind) || self.is_answer() || self.is_option()
    }

    /// Whether it says that something is so or not.
    pub(super) const fn is_yes_or_no(self) -> bool {
        matches!(self, Self::Shuffle | Self::AnyOrder)
    }

    /// Whether it is an option, or all of them.
    pub(super) const fn is_option(self) -> bool {
        matches!(self, Self::Option(_) | Self::Options | Self::OptionText)
    }

    /// Whether it is the key or a part of it.
    pub(super) const fn is_answer(self) -> bool {
        matches!(self, Self::Key(_) | Self::Blank(_) | Self::IsRight)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_name_fields_as_headers_do_or_by_their_titles() {
        for field in Field::PLAIN.into_iter().chain([Field::Option(3), Field::Key(0), Field::Blank(1)]) {
            assert_eq!(Field::named(&field.title()), Some(field), "{field:?}");
        }
        assert_eq!(Field::named(" 正确答案 "), Some(Field::Key(0)));
        assert_eq!(Field::named("B"), Some(Field::Option(1)));
        assert_eq!(Field::named("答案2"), Some(Field::Key(1)));
        assert_eq!(Field::named("答案C"), Some(Field::Option(2)));
        assert_eq!(Field::named("备注"), None);
    }
}
