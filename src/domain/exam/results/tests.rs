use super::*;
use crate::clock::Timestamp;
use proptest::prelude::*;

fn sat(mark: i64, minutes: u64) -> Sat {
    let used = Duration::from_mins(minutes);
    Sat {
        mark: Points::whole(mark),
        full: Points::whole(100),
        used,
        handed_in: Timestamp::default().plus(used),
    }
}

fn entry(staff: i64, unit: i64, track: &str, standing: Standing) -> Entry {
    Entry { staff: StaffId(staff), unit: UnitId(unit), track: track.to_owned(), standing }
}

fn an_exam() -> Vec<Entry> {
    vec![
        entry(1, 1, "闭卷", Standing::Sat(sat(95, 50))),
        entry(2, 1, "开卷", Standing::Sat(sat(88, 60))),
        entry(3, 2, "闭卷", Standing::Sat(sat(88, 40))),
        entry(4, 2, "开卷", Standing::Sat(sat(59, 30))),
        entry(5, 2, "闭卷", Standing::Sat(sat(60, 30))),
        entry(6, 1, "闭卷", Standing::Void),
        entry(7, 1, "开卷", Standing::Absent),
        entry(8, 3, "开卷", Standing::Excused),
    ]
}

fn terms(order: Order) -> Terms {
    let pass_marks =
        [("闭卷", 60), ("开卷", 70)].map(|(track, mark)| (track.to_owned(), Points::whole(mark)));
    Terms { order, pass_marks: pass_marks.into(), bands: Bands::default() }
}

fn places(results: &Results) -> Vec<(i64, usize, usize)> {
    results.rows.iter().map(|row| (row.staff.0, row.place, row.track_place)).collect()
}

#[test]
fn equals_share_a_place_and_the_next_is_skipped() {
    let by_mark = results(&an_exam(), &terms(Order::Mark));
    assert_eq!(places(&by_mark), [(1, 1, 1), (2, 2, 1), (3, 2, 2), (5, 4, 3), (4, 5, 2)]);
    let with_time = results(&an_exam(), &terms(Order::MarkThenTime));
    assert_eq!(places(&with_time), [(1, 1, 1), (3, 2, 2), (2, 3, 1), (5, 4, 3), (4, 5, 2)]);
}

#[test]
fn who_passes_is_a_matter_of_their_track() {
    let told = results(&an_exam(), &terms(Order::Mark));
    let passed: Vec<_> = told.rows.iter().map(|row| (row.staff.0, row.passed, row.band)).collect();
    let expected =
        [(1, Some(true), 0), (2, Some(true), 1), (3, Some(true), 1), (5, Some(true), 3), (4, Some(false), 4)];
    assert_eq!(passed, expected);
    let without = results(&an_exam(), &Terms::default());
    assert!(without.rows.iter().all(|row| row.passed.is_none()));
    assert_eq!(without.overall.pass_rate().share(), None);
}

#[test]
fn the_figures_of_everyone() {
    let overall = results(&an_exam(), &terms(Order::Mark)).overall;
    assert_eq!(
        (overall.expected, overall.sat, overall.void, overall.absent, overall.excused),
        (7, 5, 1, 1, 1)
    );
    assert_eq!(overall.mean(), Some(Points::whole(78)), "390 by 5");
    assert_eq!((overall.highest, overall.lowest), (Some(Points::whole(95)), Some(Points::whole(59))));
    assert_eq!(overall.pass_rate(), Rate { part: 4, whole: 5 });
    assert_eq!(overall.attendance_rate(), Rate { part: 6, whole: 7 });
    assert_eq!(overall.bands, [1, 2, 0, 1, 1]);
}

#[test]
fn tracks_and_units_have_figures_of_their_own() {
    let told = results(&an_exam(), &terms(Order::Mark));
    assert_eq!(told.tracks["闭卷"].pass_rate(), Rate { part: 3, whole: 3 });
    assert_eq!(told.tracks["开卷"].pass_rate(), Rate { part: 1, whole: 2 });
    let units: Vec<_> = told.units.iter().map(|(unit, t)| (unit.0, t.expected, t.sat, t.mean())).collect();
    let mean = |hundredths| Some(Points::from_hundredths(hundredths));
    assert_eq!(units, [(1, 4, 2, mean(9150)), (2, 3, 3, mean(6900)), (3, 0, 0, None)]);
    assert!(told.units.values().all(Tally::is_small) && !told.overall.is_small());
}

#[test]
fn nobody_makes_an_empty_list() {
    let told = results(&[], &terms(Order::Mark));
    assert_eq!(
        (told.rows.len(), told.overall.mean(), told.overall.attendance_rate().share()),
        (0, None, None)
    );
    assert_eq!(told.overall.bands, [0; 5]);
}

#[test]
fn bands_are_shares_of_the_full_mark() {
    let band = |mark, full| Bands::default().of(Points::from_hundredths(mark), Points::whole(full));
    assert_eq!([band(9000, 100), band(8999, 100), band(8000, 100), band(5999, 100)], [0, 1, 1, 4]);
    assert_eq!([band(10_800, 120), band(10_799, 120), band(0, 0)], [0, 1, 4]);
    assert_eq!(Bands::new(vec![85, 60]).unwrap().of(Points::whole(70), Points::whole(100)), 1);
    for wrong in [vec![60, 85], vec![60, 60], vec![101], vec![50, 0]] {
        assert_eq!(Bands::new(wrong), None);
    }
}

#[test]
fn which_attempt_counts() {
    let at = |mark, minutes, day: u64| Sat {
        handed_in: Timestamp::default().plus(Duration::from_hours(24 * day)),
        ..sat(mark, minutes)
    };
    let attempts = [at(70, 30, 2), at(81, 40, 1), at(81, 20, 3)];
    assert_eq!(Counting::Best.of(&attempts), Some(attempts[2]));
    assert_eq!(Counting::Last.of(&attempts), Some(attempts[2]));
    assert_eq!(Counting::First.of(&attempts), Some(attempts[1]));
    let mean = Counting::Mean.of(&attempts).unwrap();
    assert_eq!((mean.mark, mean.full), (Points::from_hundredths(7733), Points::whole(100)));
    assert_eq!((mean.used, mean.handed_in), (Duration::from_mins(30), attempts[2].handed_in));
    for counting in [Counting::Best, Counting::Last, Counting::First, Counting::Mean] {
        assert_eq!(counting.of(&[]), None);
        assert_eq!(counting.of(&attempts[..1]), Some(attempts[0]));
    }
}

#[test]
fn words_of_parameters_are_those_of_files() {
    assert_eq!(serde_json::to_string(&Counting::Best).unwrap(), "\"best\"");
    assert_eq!(serde_json::from_str::<Order>("\"mark_then_time\"").unwrap(), Order::MarkThenTime);
}

proptest! {
    /// A place is one more than the number of those who stand higher.
    #[test]
    fn a_place_counts_those_above(people in proptest::collection::vec((0_i64..6, 0_u64..4, any::<bool>()), 0..40)) {
        for order in [Order::Mark, Order::MarkThenTime] {
            let entries: Vec<_> = (0..).zip(&people).map(|(staff, (mark, minutes, young))| {
                entry(staff, 1, if *young { "闭卷" } else { "开卷" }, Standing::Sat(sat(*mark, *minutes)))
            }).collect();
            let told = results(&entries, &terms(order));
            let above = |row: &Placed, other: &&Placed| order.key(&other.sat) < order.key(&row.sat);
            for row in &told.rows {
                prop_assert_eq!(row.place, 1 + told.rows.iter().filter(|other| above(row, other)).count());
                let rivals = told.rows.iter().filter(|other| other.track == row.track);
                prop_assert_eq!(row.track_place, 1 + rivals.filter(|other| above(row, other)).count());
            }
        }
    }
}
