//! The settings of the game: `[rules]` and `[[topics]]`.

use crate::domain::{
    points::Points,
    rules::{MultipleRule, Rules},
    topic::{Topic, TopicId},
};

use super::{
    given::Given,
    key::{self, Key},
    reader::{Reader, line_of},
    wrong::{Place, Wrong},
};

const LENGTHS_FORM: &str = " 1 至 4 个不重复的整数，每个 1 至 100，如 [5, 10, 20]";
const ID_FORM: &str = " 1 至 32 个小写字母、数字或连字符（不在两头），不与别的类别重复，如 safety";
const NAME_FORM: &str = " 1 至 40 个字的名称";
/// The most topics an office may add: each is a button.
const MAX_TOPICS: usize = 20;

/// Reads both.
pub fn rules(reader: &mut Reader) -> Rules {
    let default = Rules::default();
    let cap = reader.number(&key::DAILY_CAP, 0..=10_000, default.daily_cap.hundredths() / 100);
    let words = MultipleRule::ALL.map(MultipleRule::word).join("、");
    let words = format!("以下之一：{words}");
    Rules {
        daily_cap: Points::whole(cap),
        multiple: reader.text(&key::MULTIPLE, &words, MultipleRule::from_word).unwrap_or(default.multiple),
        round_lengths: reader
            .value(&key::ROUND_LENGTHS, LENGTHS_FORM, lengths)
            .unwrap_or(default.round_lengths),
        wrong_leaves_after: reader.number(&key::WRONG_LEAVES_AFTER, 1..=10, default.wrong_leaves_after),
        invitation_days: reader.number(&key::INVITATION_DAYS, 1..=365, default.invitation_days),
        bind_tries_per_hour: reader.number(&key::BIND_TRIES, 1..=100, default.bind_tries_per_hour),
        top_size: reader.number(&key::TOP_SIZE, 1..=50, default.top_size),
        neighbours: reader.number(&key::NEIGHBOURS, 0..=10, default.neighbours),
        topics: topics(reader, default.topics),
    }
}

fn lengths(given: &Given) -> Option<Vec<usize>> {
    let length = |item: &Given| usize::try_from(item.whole()?).ok().filter(|it| (1..=100).contains(it));
    let lengths: Vec<usize> = given.list()?.iter().map(length).collect::<Option<_>>()?;
    let twice = lengths.iter().enumerate().any(|(at, length)| lengths[..at].contains(length));
    ((1..=4).contains(&lengths.len()) && !twice).then_some(lengths)
}

fn topics(reader: &mut Reader, mut topics: Vec<Topic>) -> Vec<Topic> {
    let added = reader.file.topics().to_vec();
    if let Some(place) = added.get(MAX_TOPICS) {
        reader.wrongs.push(Wrong::Value {
            name: key::TOPICS.to_owned(),
            place: place.clone(),
            shown: added.len().to_string(),
            allowed: format!("至多 {MAX_TOPICS} 个"),
        });
    }
    for (nth, place) in added.iter().enumerate() {
        let taken = |id: &TopicId| topics.iter().any(|topic| topic.id == *id);
        let id = field(reader, &key::TOPIC_ID, (nth, place), ID_FORM, |text| {
            TopicId::new(text).filter(|id| !taken(id))
        });
        let zh = field(reader, &key::TOPIC_ZH, (nth, place), NAME_FORM, line_of(40));
        let en = field(reader, &key::TOPIC_EN, (nth, place), NAME_FORM, line_of(40));
        if let (Some(id), Some(zh), Some(en)) = (id, zh, en) {
            topics.push(Topic { id, zh, en });
        }
    }
    topics
}

/// A part of the nth added topic, which must be there.
fn field<T>(
    reader: &mut Reader,
    key: &Key,
    (nth, place): (usize, &Place),
    allowed: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    let Some(found) = reader.file.find_nth(key, nth) else {
        let (name, place, allowed) = (key.path(), place.clone(), allowed.to_owned());
        reader.wrongs.push(Wrong::Missing { name, place, allowed });
        return None;
    };
    let parsed = found.given.text().and_then(parse);
    if parsed.is_none() {
        let wrong = found.wrong(key, allowed);
        reader.wrongs.push(wrong);
    }
    parsed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn round_lengths_are_few_and_different() {
        let list =
            |numbers: &[i64]| lengths(&Given::List(numbers.iter().map(|n| Given::Whole(*n)).collect()));
        assert_eq!(list(&[20, 5]), Some(vec![20, 5]));
        for wrong in [&[][..], &[0], &[101], &[-1], &[5, 5], &[1, 2, 3, 4, 5]] {
            assert_eq!(list(wrong), None, "{wrong:?}");
        }
        assert_eq!(lengths(&Given::List(vec![Given::Text("5".to_owned())])), None);
        assert_eq!(lengths(&Given::Whole(5)), None);
    }
}
