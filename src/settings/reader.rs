//! Reads values one by one and gathers what is wrong with them.

use std::{num::NonZeroU32, ops::RangeInclusive};

use super::{
    environment::Environment,
    file::File,
    given::{Found, Given},
    key::Key,
    wrong::{Place, Wrong},
};

/// Both sources, and what was found wrong so far.
#[derive(Debug)]
pub struct Reader {
    /// Wins.
    pub environment: Environment,
    /// Comes second.
    pub file: File,
    /// What is wrong.
    pub wrongs: Vec<Wrong>,
}

impl Reader {
    /// What was set, by the environment or else by the file.
    fn find(&self, key: &Key) -> Option<Found> {
        self.environment.find(key).or_else(|| self.file.find(key).cloned())
    }

    /// Where it was set.
    pub fn place(&self, key: &Key) -> Option<Place> {
        self.find(key).map(|found| found.place)
    }

    /// Says that a value, though well-formed, is not allowed.
    pub fn refuse(&mut self, key: &Key, allowed: &str) {
        let wrong = self.find(key).map(|found| found.wrong(key, allowed));
        self.wrongs.extend(wrong);
    }

    /// A value, if it was set and is right.
    pub fn value<T>(
        &mut self,
        key: &Key,
        allowed: &str,
        parse: impl FnOnce(&Given) -> Option<T>,
    ) -> Option<T> {
        let found = self.find(key)?;
        let parsed = parse(&found.given);
        if parsed.is_none() {
            self.wrongs.push(found.wrong(key, allowed));
        }
        parsed
    }

    /// The same for what is written as a text.
    pub fn text<T>(&mut self, key: &Key, allowed: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.value(key, allowed, |given| given.text().and_then(parse))
    }

    /// A whole number within bounds.
    pub fn number<T: TryFrom<i64>>(&mut self, key: &Key, range: RangeInclusive<i64>, default: T) -> T {
        let allowed = format!(" {} 至 {} 的整数", range.start(), range.end());
        let within = |number: &i64| range.contains(number);
        let parse = |given: &Given| given.whole().filter(within).and_then(|number| number.try_into().ok());
        self.value(key, &allowed, parse).unwrap_or(default)
    }

    /// A rate: a whole number from 1.
    pub fn rate(&mut self, key: &Key, most: u32, default: NonZeroU32) -> NonZeroU32 {
        let number = self.number(key, 1..=i64::from(most), default.get());
        NonZeroU32::new(number).unwrap_or(default)
    }

    /// Yes or no; no where nothing is set.
    pub fn flag(&mut self, key: &Key) -> bool {
        let parse = |given: &Given| match given {
            Given::Flag(flag) => Some(*flag),
            _ => None,
        };
        self.value(key, " true 或 false（不加引号）", parse).unwrap_or(false)
    }
}

/// A text to be shown: a line of 1 to so many characters.
pub fn line_of(most: usize) -> impl Fn(&str) -> Option<String> {
    move |text| {
        let fits = (1..=most).contains(&text.chars().count()) && !text.chars().any(char::is_control);
        fits.then(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::settings::key;

    fn reader(text: &str, environment: &[(&str, &str)]) -> Reader {
        let mut wrongs = Vec::new();
        let environment = Environment::pick(environment.iter().copied(), &mut wrongs);
        let file = File::parse(Path::new("baiti.toml"), text, &mut wrongs);
        Reader { environment, file, wrongs }
    }

    #[test]
    fn numbers_keep_their_bounds() {
        for (written, value) in [("1", Some(1)), ("50", Some(50)), ("0", None), ("51", None), ("'5'", None)] {
            let mut reader = reader(&format!("rules.top_size = {written}"), &[]);
            assert_eq!(reader.number(&key::TOP_SIZE, 1..=50, 7_u8), value.unwrap_or(7), "{written}");
            assert_eq!(reader.wrongs.is_empty(), value.is_some(), "{written}");
        }
        assert_eq!(reader("", &[]).number(&key::TOP_SIZE, 1..=50, 7_u8), 7);
    }

    #[test]
    fn a_flag_is_no_word() {
        assert!(reader("telegram.trusted = true", &[]).flag(&key::TRUSTED));
        let mut wrong = reader("telegram.trusted = 'true'", &[]);
        assert!(!wrong.flag(&key::TRUSTED));
        assert!(wrong.wrongs[0].to_string().contains("不加引号"), "{:?}", wrong.wrongs);
    }

    #[test]
    fn the_environment_hides_even_a_wrong_file() {
        let mut reader = reader("log.level = 3", &[("BAITI_LOG", "warn")]);
        assert_eq!(reader.text(&key::LOG, "", |text| Some(text.to_owned())).as_deref(), Some("warn"));
        assert_eq!(reader.place(&key::LOG), Some(Place::Environment("BAITI_LOG".to_owned())));
        assert_eq!(reader.wrongs, []);
    }

    #[test]
    fn names_are_lines() {
        let name = line_of(3);
        assert_eq!(name("财政局").as_deref(), Some("财政局"));
        for wrong in ["", "财政局局", "财\n局", "财\u{1b}"] {
            assert_eq!(name(wrong), None, "{wrong:?}");
        }
    }
}
