//! The words of question banks in traditional characters.

/// The characters that stand in headers, names of kinds, labels and verdicts.
const PAIRS: [(char, char); 42] = [
    ('題', '题'),
    ('幹', '干'),
    ('選', '选'),
    ('項', '项'),
    ('確', '确'),
    ('標', '标'),
    ('準', '准'),
    ('類', '类'),
    ('難', '难'),
    ('數', '数'),
    ('節', '节'),
    ('識', '识'),
    ('點', '点'),
    ('據', '据'),
    ('來', '来'),
    ('編', '编'),
    ('號', '号'),
    ('內', '内'),
    ('問', '问'),
    ('說', '说'),
    ('單', '单'),
    ('對', '对'),
    ('錯', '错'),
    ('誤', '误'),
    ('斷', '断'),
    ('參', '参'),
    ('簡', '简'),
    ('備', '备'),
    ('註', '注'),
    ('試', '试'),
    ('庫', '库'),
    ('籤', '签'),
    ('級', '级'),
    ('鍵', '键'),
    ('論', '论'),
    ('詞', '词'),
    ('釋', '释'),
    ('計', '计'),
    ('應', '应'),
    ('緒', '绪'),
    ('補', '补'),
    ('圖', '图'),
];

/// A text whose words of question banks are in simplified characters.
pub(super) fn simplified(text: &str) -> String {
    text.chars().map(of).collect()
}

/// The simplified form of a character of these words.
pub(super) fn of(c: char) -> char {
    PAIRS.iter().find(|(traditional, _)| *traditional == c).map_or(c, |(_, simplified)| *simplified)
}
