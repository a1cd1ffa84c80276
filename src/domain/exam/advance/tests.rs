use super::*;
use proptest::prelude::*;

fn candidate(staff: i64, mark: i64, minute: u64) -> Candidate {
    let used = Duration::from_mins(90 - minute % 90);
    Candidate {
        staff: StaffId(staff),
        unit: UnitId(staff % 2),
        track: if staff % 3 == 0 { "开卷" } else { "闭卷" }.to_owned(),
        mark: Points::whole(mark),
        further: None,
        used,
        handed_in: Timestamp::default().plus(Duration::from_mins(minute)),
    }
}

/// Marks 90, 80, 80, 80, 70, 60 of 1 to 6; of the equals 4 hands in first and
/// 2 uses the least time.
fn six() -> Vec<Candidate> {
    [(1, 90, 50), (2, 80, 40), (3, 80, 30), (4, 80, 20), (5, 70, 10), (6, 60, 10)]
        .map(|(staff, mark, minute)| candidate(staff, mark, minute))
        .into()
}

fn rule(seats: usize, ties: Ties) -> Rule {
    Rule { quota: Quota::Overall(seats), ties }
}

fn told(candidates: &[Candidate], rule: &Rule, declined: &[i64]) -> Advancement {
    advance(candidates, rule, &declined.iter().map(|staff| StaffId(*staff)).collect::<Vec<_>>())
}

fn advancing(told: &Advancement) -> Vec<(i64, usize, Reason)> {
    told.advancing.iter().map(|one| (one.staff.0, one.place, one.reason)).collect()
}

fn waiting(told: &Advancement) -> Vec<i64> {
    told.waiting.iter().map(|one| one.staff.0).collect()
}

fn chain(told: &Advancement) -> Vec<(i64, Vec<i64>)> {
    let numbers = |staff: &[StaffId]| staff.iter().map(|one| one.0).collect();
    told.chain.iter().map(|link| (link.declined.0, numbers(&link.moved_up))).collect()
}

#[test]
fn where_equals_fit_in_no_rule_for_ties_is_needed() {
    for ties in [Ties::All, Ties::Earlier, Ties::LessTime, Ties::Further] {
        let told = told(&six(), &rule(4, ties), &[]);
        assert!(told.advancing.iter().all(|one| one.reason == Reason::Mark) && told.further.is_empty());
        assert_eq!((told.advancing.len(), waiting(&told)), (4, vec![5, 6]));
    }
}

#[test]
fn a_tie_at_the_edge_goes_by_the_rule() {
    let mark = (1, 1, Reason::Mark);
    let all = told(&six(), &rule(2, Ties::All), &[]);
    assert_eq!(advancing(&all), [mark, (2, 2, Reason::Equal), (3, 2, Reason::Equal), (4, 2, Reason::Equal)]);
    let earlier = told(&six(), &rule(2, Ties::Earlier), &[]);
    assert_eq!(advancing(&earlier), [mark, (4, 2, Reason::Tie)]);
    assert_eq!(waiting(&earlier), [3, 2, 5, 6]);
    let less_time = told(&six(), &rule(2, Ties::LessTime), &[]);
    assert_eq!(advancing(&less_time), [mark, (2, 2, Reason::Tie)]);
    let further = told(&six(), &rule(3, Ties::Further), &[]);
    assert_eq!(advancing(&further), [mark]);
    let equals = Further { group: Group::All, seats: 2, staff: [2, 3, 4].map(StaffId).into() };
    assert_eq!((further.further.as_slice(), waiting(&further)), ([equals].as_slice(), vec![5, 6]));
}

#[test]
fn a_further_exam_decides_between_equals() {
    let mut candidates = six();
    candidates[1].further = Some(Points::whole(7));
    candidates[3].further = Some(Points::whole(9));
    let sat = told(&candidates, &rule(3, Ties::Further), &[]);
    assert_eq!(advancing(&sat), [(1, 1, Reason::Mark), (4, 2, Reason::Tie), (2, 2, Reason::Tie)]);
    assert_eq!((waiting(&sat), sat.further.len()), (vec![3, 5, 6], 0));
}

#[test]
fn who_is_equal_in_everything_sits_a_further_exam() {
    let twins = [candidate(1, 80, 5), candidate(2, 80, 5)];
    for ties in [Ties::Earlier, Ties::LessTime] {
        let told = told(&twins, &rule(1, ties), &[]);
        assert_eq!((told.advancing.len(), told.further[0].seats, told.further[0].staff.len()), (0, 1, 2));
    }
}

#[test]
fn declining_moves_the_next_one_up_and_the_chain_is_told() {
    let told = told(&six(), &rule(2, Ties::Earlier), &[1, 4, 6, 4, 99]);
    assert_eq!(chain(&told), [(1, vec![3]), (4, vec![2]), (6, vec![])]);
    let instead = |of| Reason::Instead { of: StaffId(of) };
    assert_eq!(advancing(&told), [(3, 2, instead(1)), (2, 2, instead(4))]);
    assert_eq!(waiting(&told), [5]);
}

#[test]
fn who_went_on_beyond_the_number_is_not_replaced() {
    let first = told(&six(), &rule(3, Ties::All), &[2]);
    assert_eq!((chain(&first), first.advancing.len()), (vec![(2, vec![])], 3));
    let second = told(&six(), &rule(3, Ties::All), &[2, 3]);
    assert_eq!(chain(&second), [(2, vec![]), (3, vec![5])]);
}

#[test]
fn declining_settles_who_was_to_sit_a_further_exam() {
    let told = told(&six(), &rule(3, Ties::Further), &[3]);
    assert_eq!(chain(&told), [(3, vec![2, 4])]);
    assert!(told.further.is_empty());
}

#[test]
fn tracks_and_units_have_numbers_of_their_own() {
    let tracks = Quota::PerTrack([("开卷".to_owned(), 1)].into());
    let by_track = told(&six(), &Rule { quota: tracks, ties: Ties::All }, &[]);
    assert_eq!((advancing(&by_track), waiting(&by_track)), (vec![(3, 1, Reason::Mark)], vec![6]));
    assert_eq!(by_track.advancing[0].group, Group::Track("开卷".to_owned()));
    let each = told(&six(), &Rule { quota: Quota::EachUnit(1), ties: Ties::Earlier }, &[4]);
    assert_eq!(advancing(&each), [(2, 1, Reason::Instead { of: StaffId(4) }), (1, 1, Reason::Mark)]);
    let units = Quota::PerUnit([(UnitId(1), 2), (UnitId(7), 3)].into());
    let by_unit = told(&six(), &Rule { quota: units, ties: Ties::All }, &[]);
    assert_eq!(advancing(&by_unit), [(1, 1, Reason::Mark), (3, 2, Reason::Mark)]);
}

#[test]
fn fewer_people_than_places_all_go_on() {
    let everyone = told(&six(), &rule(9, Ties::Further), &[]);
    assert_eq!((everyone.advancing.len(), waiting(&everyone)), (6, vec![]));
    let nobody = told(&six(), &rule(0, Ties::All), &[]);
    assert_eq!((nobody.advancing.len(), nobody.waiting.len()), (0, 6));
}

#[test]
fn a_rule_is_written_in_words() {
    let written = serde_json::to_string(&Rule { quota: Quota::EachUnit(3), ties: Ties::LessTime }).unwrap();
    assert_eq!(written, r#"{"quota":{"each_unit":3},"ties":"less_time"}"#);
    let units = r#"{"quota":{"per_unit":{"4":2}},"ties":"all"}"#;
    let read: Rule = serde_json::from_str(units).unwrap();
    assert_eq!(read.quota, Quota::PerUnit([(UnitId(4), 2)].into()));
    let file = "ties = 'further'\nquota.per_unit = { 4 = 2 }";
    assert_eq!(toml::from_str::<Rule>(file).unwrap(), Rule { ties: Ties::Further, ..read });
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let tracks = (0_usize..6).prop_map(|seats| Quota::PerTrack([("闭卷".to_owned(), seats)].into()));
    let quota =
        prop_oneof![(0_usize..9).prop_map(Quota::Overall), tracks, (0_usize..5).prop_map(Quota::EachUnit)];
    let ties = prop_oneof![Just(Ties::All), Just(Ties::Earlier), Just(Ties::LessTime), Just(Ties::Further)];
    (quota, ties).prop_map(|(quota, ties)| Rule { quota, ties })
}

fn any_crowd() -> impl Strategy<Value = Vec<Candidate>> {
    let one = |(staff, (mark, minute, further)): (i64, (i64, u64, Option<i64>))| Candidate {
        further: further.map(Points::whole),
        ..candidate(staff, mark, minute)
    };
    let people = proptest::collection::vec((0_i64..6, 0_u64..4, proptest::option::of(0_i64..3)), 0..20);
    people.prop_map(move |people| (0..).zip(people).map(one).collect())
}

proptest! {
    #[test]
    fn laws_of_advancement(crowd in any_crowd(), rule in any_rule(), declined in proptest::collection::vec(0_i64..22, 0..8)) {
        let mut before: Option<Advancement> = None;
        for many in 0..=declined.len() {
            let now = told(&crowd, &rule, &declined[..many]);
            let mark = |staff: StaffId| crowd.iter().find(|one| one.staff == staff).map(|one| one.mark);
            let behind = now.waiting.iter().map(|one| (&one.group, one.staff));
            let behind: Vec<_> = behind.chain(now.further.iter().flat_map(|f| f.staff.iter().map(|s| (&f.group, *s)))).collect();
            for one in &now.advancing {
                let fair = behind.iter().all(|(group, staff)| **group != one.group || mark(*staff) <= mark(one.staff));
                prop_assert!(fair, "nobody advances over a higher mark");
                prop_assert!(!declined[..many].contains(&one.staff.0));
                let of_group = now.advancing.iter().filter(|other| other.group == one.group).count();
                let seats = rule.quota.seats(&one.group).unwrap();
                prop_assert!(of_group <= seats || rule.ties == Ties::All, "never more than the number");
            }
            for tied in &now.further {
                prop_assert!(tied.seats < tied.staff.len() && rule.ties != Ties::All);
            }
            let Some(before) = before.replace(now.clone()) else { continue };
            let stays = |one: &Advancing| now.advancing.iter().any(|other| other.staff == one.staff);
            let gone = before.advancing.iter().filter(|one| !stays(one));
            prop_assert!(gone.into_iter().all(|one| one.staff.0 == declined[many - 1]), "nobody else is put out");
            prop_assert_eq!(&now.chain[..before.chain.len()], before.chain.as_slice());
        }
    }
}
