//! What holds for every exam file.

use baiti::{
    domain::{
        calendar,
        exam::{
            Draw, Exam, Moment, Order, Review, RoomCode, Who,
            advance::{Quota, Rule, Ties},
            blueprint::{Row, Source},
            results::{self, Counting},
            timing::Window,
            track::{Ages, Book, Track},
        },
        points::Points,
        question::Kind,
        rules::MultipleRule,
    },
    exams::file::{ExamFile, format, write},
};
use chrono::{Days, NaiveDate};
use proptest::{prelude::*, sample::select};

use super::{diagnostics::LEAST, ground, read};

fn halves(most: i64) -> impl Strategy<Value = Points> {
    (1..=most * 2).prop_map(|halves| Points::from_hundredths(halves * 50))
}

fn title(most: usize) -> impl Strategy<Value = String> {
    let letters = select(&['甲', '乙', '第', 'a', '0', '"', '\'', '\\', '#', '=', '[', '{', '“', '🙂'][..]);
    prop::collection::vec(letters, 1..most / 2).prop_map(|letters| letters.into_iter().collect())
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![
        Just(Source::Topic("regulations".to_owned())),
        "[a-z0-9]{1,8}".prop_map(Source::Bank),
        title(20).prop_map(|tag| Source::Tag(format!("标{tag}"))),
        prop::collection::btree_set("[a-z]{1,4}/[a-z0-9]{1,4}", 1..5)
            .prop_map(|chosen| Source::Chosen(chosen.into_iter().collect())),
        Just(Source::Any),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    let kind = prop::option::of(select(&Kind::ALL[..]));
    (source(), kind, prop::option::of(1..=3_u8), 1..=30_usize, halves(100))
        .prop_map(|(from, kind, difficulty, number, marks)| Row { from, kind, difficulty, number, marks })
}

fn track() -> impl Strategy<Value = Track> {
    let ages = (prop::option::of(1..=60_u8), prop::option::of(61..=120_u8));
    let minutes = (1..=1_440_u32, prop::option::of(0..=1_440_u32), 1..=10_u32);
    (title(20), ages, select(&[Book::Closed, Book::Open][..]), minutes, 0..=1_i64).prop_map(
        |(title, (from, under), book, (minutes, late_minutes, attempts), pass)| Track {
            id: String::new(),
            title,
            ages: Ages { from, under },
            book,
            minutes,
            late_minutes,
            pass: Points::from_hundredths(pass * 50),
            attempts,
            counts: Counting::default(),
        },
    )
}

fn staff() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set("[0-9A-Z.\"\\-]{1,8}", 0..4).prop_map(|set| set.into_iter().collect())
}

fn who() -> impl Strategy<Value = Who> {
    let units = prop::collection::btree_set("[市局股]{1,5}(/[一二三]{1,3}){0,3}", 0..3);
    let tracks = prop::collection::btree_map("[0-9.]{1,6}", Just("t0".to_owned()), 0..4);
    (units, staff(), staff(), tracks).prop_map(|(units, people, except, tracks)| Who {
        units: units.into_iter().collect(),
        people,
        except,
        tracks,
    })
}

fn review() -> impl Strategy<Value = Review> {
    let moment = || select(&[Moment::HandedIn, Moment::Closed, Moment::Released, Moment::Never][..]);
    (moment(), moment(), moment(), moment()).prop_map(|(mark, answers, key, place)| Review {
        mark,
        answers,
        key,
        place,
    })
}

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap().checked_add_days(Days::new(number)).unwrap()
}

fn window() -> impl Strategy<Value = Window> {
    (0..36_000_u64, 0..86_400_u32, 1..=86_400_u32).prop_map(|(number, second, length)| {
        let opens = day(number).and_hms_opt(0, 0, 0).unwrap() + chrono::Duration::seconds(second.into());
        let closes = opens + chrono::Duration::seconds(length.into());
        let moment = |local| calendar::moment(local, ground().zone).unwrap();
        Window { opens: moment(opens), closes: moment(closes) }
    })
}

/// Which sitting counts, what decides between places, and who goes on.
fn ranks() -> impl Strategy<Value = (Counting, results::Order, Option<Rule>)> {
    let counts = select(&[Counting::Best, Counting::Last, Counting::First, Counting::Mean][..]);
    let places = select(&[results::Order::Mark, results::Order::MarkThenTime][..]);
    let quota = prop_oneof![
        (1..=20_000_usize).prop_map(Quota::Overall),
        (1..=20_000_usize).prop_map(Quota::EachUnit),
        (1..=20_000_usize).prop_map(|top| Quota::PerTrack([("t0".to_owned(), top)].into())),
    ];
    let ties = select(&[Ties::All, Ties::Earlier, Ties::LessTime, Ties::Further][..]);
    let rule = (quota, ties).prop_map(|(quota, ties)| Rule { quota, ties });
    (counts, places, prop::option::of(rule))
}

fn exam() -> impl Strategy<Value = Exam> {
    let ways = (
        select(&[Draw::Each, Draw::Same][..]),
        select(&[Order::Rows, Order::Written, Order::Mixed][..]),
        select(&MultipleRule::ALL[..]),
        prop::option::of((0..36_000_u64).prop_map(day)),
        prop_oneof![Just(RoomCode::None), Just(RoomCode::Changing), "[0-9]{4,8}".prop_map(RoomCode::Fixed)],
        ranks(),
    );
    let parts = (prop::collection::vec(row(), 1..8), prop::collection::vec(track(), 1..5));
    (title(60), window(), who(), parts, ways, review(), staff()).prop_map(
        |(
            title,
            window,
            who,
            (blueprint, mut tracks),
            (draw, order, multiple, ages_on, code, (counts, places, advance)),
            review,
            proctors,
        )| {
            for (n, track) in tracks.iter_mut().enumerate() {
                track.id = format!("t{n}");
                track.counts = counts;
            }
            Exam {
                title,
                window,
                who,
                blueprint,
                draw,
                order,
                multiple,
                tracks,
                ages_on,
                review,
                places,
                advance,
                code,
                proctors,
            }
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(exam in exam()) {
        let file = ExamFile { id: "an-exam".to_owned(), exam };
        let text = write(&file, ground().zone);
        let reading = read(text.clone());
        prop_assert_eq!(reading.file.as_ref(), Some(&file), "{}\n{:?}", text, reading.diagnostics);
        let manual: format::Exam = toml::from_str(&text).unwrap();
        prop_assert_eq!(manual.paper.len(), file.exam.blueprint.len());
    }

    #[test]
    fn no_file_brings_it_down(at in 0..LEAST.len(), put in prop::collection::vec(any::<u8>(), 0..6), gone in 0..6_usize) {
        let mut bytes = LEAST.as_bytes().to_vec();
        let until = (at + gone).min(bytes.len());
        bytes.splice(at..until, put);
        let reading = read(bytes.clone());
        if let (Some(_), Ok(text)) = (&reading.file, String::from_utf8(bytes)) {
            prop_assert!(toml::from_str::<format::Exam>(text.trim_start_matches('\u{feff}')).is_ok(), "{}", text);
        }
        prop_assert!(reading.file.is_some() || !reading.diagnostics.is_empty());
    }
}
