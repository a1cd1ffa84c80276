//! Making an exam step by step: a draft of a preset, and what each step makes of
//! it.

use chrono::{Days, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;

use super::{
    file::{
        format::Preset,
        preset::{self, Wishes},
    },
    publish::{subject, subject_of},
};
use crate::{
    clock::Timestamp,
    domain::{
        calendar,
        exam::{
            Draw, Exam, Order, Review, RoomCode, Who,
            blueprint::{About, Row, Source},
            results,
            timing::Window,
        },
        ids::{ExamId, StaffId},
        points::Points,
        question::Kind,
        rules::MultipleRule,
        shuffle::Seed,
    },
    store::{
        Result, Tx, audit,
        exam::{self, ExamRow, NewExam},
        question::{self, Askable},
    },
};

/// How many drafts can be begun on one day.
const A_DAY: usize = 100;
/// A draft is for so many days later, at nine, until eleven.
const DAYS_AHEAD: u64 = 7;
const BEGINS: u32 = 9;
const ENDS: u32 = 11;
/// Whoever comes this late can still finish.
const SPARE_MINUTES: u32 = 30;

/// What a paper asks of each kind, and what each question is worth.
pub type Template = &'static [(Kind, usize, i64)];

/// The templates, each a hundred marks where there are enough questions.
pub const TEMPLATES: [Template; 4] = [
    &[(Kind::Single, 25, 2), (Kind::Multiple, 10, 3), (Kind::Judge, 10, 2)],
    &[(Kind::Single, 10, 4), (Kind::Multiple, 5, 6), (Kind::Judge, 10, 3)],
    &[(Kind::Single, 20, 2), (Kind::Multiple, 10, 3), (Kind::Judge, 10, 2), (Kind::Blank, 5, 2)],
    &[(Kind::Single, 50, 2)],
];

/// The title of an exam that has none yet.
pub const fn untitled(preset: Preset) -> &'static str {
    match preset {
        Preset::Closed => "闭卷考试",
        Preset::Open => "开卷考试",
        Preset::TwoTracks => "两轨考试",
    }
}

/// Makes a draft of a preset. `None` if there are too many of the day.
pub async fn make(
    tx: &mut Tx,
    preset: Preset,
    by: StaffId,
    seed: Seed,
    (zone, now): (Tz, Timestamp),
) -> Result<Option<ExamId>> {
    let exam = first(tx, preset, zone, now).await?;
    let today = calendar::day_of(now, zone).format("%Y-%m-%d");
    for nth in 1..=A_DAY {
        let code = format!("{today}-{nth}");
        let new = NewExam { code: &code, exam: &exam, seed, parent: None, by: Some(by) };
        if let Some(id) = exam::add(tx, &new, now.0).await? {
            audit::append(tx, now.0, Some(by), "draft", &subject_of(&code), "").await?;
            return Ok(Some(id));
        }
    }
    Ok(None)
}

async fn first(tx: &mut Tx, preset: Preset, zone: Tz, now: Timestamp) -> Result<Exam> {
    let window = ahead(zone, now);
    let blueprint = rows(&askable(tx, window, zone).await?, &[Source::Any], TEMPLATES[0]);
    let full = full_mark(&blueprint);
    Ok(Exam {
        title: untitled(preset).to_owned(),
        window,
        who: Who::default(),
        blueprint,
        draw: Draw::default(),
        order: Order::default(),
        multiple: MultipleRule::default(),
        tracks: preset::tracks(preset, Wishes::default(), full),
        ages_on: None,
        review: Review::default(),
        places: results::Order::default(),
        advance: None,
        code: RoomCode::None,
        proctors: Vec::new(),
    })
}

/// A window in a week, to begin with.
fn ahead(zone: Tz, now: Timestamp) -> Window {
    let day = calendar::day_of(now, zone);
    let day = day.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(day);
    let at = |hour| {
        let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        calendar::moment(day.and_time(time), zone).unwrap_or(now)
    };
    Window { opens: at(BEGINS), closes: at(ENDS) }
}

/// Writes a draft as it was changed; whether nobody else changed it meanwhile.
pub async fn change(tx: &mut Tx, row: &ExamRow, by: StaffId, exam: &Exam, now: Timestamp) -> Result<bool> {
    if !exam::change(tx, row.id, row.version, exam, now.0).await? {
        return Ok(false);
    }
    audit::append(tx, now.0, Some(by), "change exam", &subject(row), "").await?;
    Ok(true)
}

/// What may be asked on the day an exam closes.
pub async fn askable(tx: &mut Tx, window: Window, zone: Tz) -> Result<Vec<Askable>> {
    question::askable(tx, calendar::day_number(calendar::day_of(window.closes, zone))).await
}

/// How many of these questions come from a source.
pub fn count(askable: &[Askable], from: &Source) -> usize {
    fitting(askable, &row(from, None, 1, Points::ONE))
}

fn row(from: &Source, kind: Option<Kind>, number: usize, marks: Points) -> Row {
    Row { from: from.clone(), kind, difficulty: None, number, marks }
}

fn fitting(askable: &[Askable], row: &Row) -> usize {
    let about =
        |one: &Askable| row.takes(About { bank: &one.bank, topic: &one.topic, question: &one.content });
    askable.iter().filter(|one| about(one)).count()
}

/// The blueprint of a template over these sources: each kind shared out by what
/// they have, and less of it where they have less.
pub fn rows(askable: &[Askable], sources: &[Source], template: Template) -> Vec<Row> {
    let mut rows = Vec::new();
    for &(kind, wanted, marks) in template {
        let has: Vec<usize> =
            sources.iter().map(|from| fitting(askable, &row(from, Some(kind), 1, Points::ONE))).collect();
        let shared = share_out(wanted, &has);
        let with = sources.iter().zip(shared).filter(|(_, number)| *number > 0);
        rows.extend(with.map(|(from, number)| row(from, Some(kind), number, Points::whole(marks))));
    }
    rows
}

/// Shares so many out by what each has, by the largest remainders; never more
/// than it has.
fn share_out(wanted: usize, has: &[usize]) -> Vec<usize> {
    let all: usize = has.iter().sum();
    let wanted = wanted.min(all);
    if all == 0 {
        return vec![0; has.len()];
    }
    let mut shares: Vec<usize> = has.iter().map(|has| wanted * has / all).collect();
    let mut order: Vec<usize> = (0..has.len()).collect();
    order.sort_by_key(|&nth| std::cmp::Reverse(wanted * has[nth] % all));
    let missing = wanted - shares.iter().sum::<usize>();
    for &nth in order.iter().take(missing) {
        shares[nth] += 1;
    }
    shares
}

/// The sources of a blueprint, each once.
pub fn sources(blueprint: &[Row]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for row in blueprint {
        if !sources.contains(&row.from) {
            sources.push(row.from.clone());
        }
    }
    sources
}

fn full_mark(blueprint: &[Row]) -> Points {
    blueprint.iter().map(Row::full_mark).sum()
}

/// Sets what is asked; the pass mark keeps its share of the whole.
pub fn set_paper(exam: &mut Exam, blueprint: Vec<Row>) {
    let before = exam.full_mark();
    exam.blueprint = blueprint;
    let full = exam.full_mark();
    for track in &mut exam.tracks {
        track.pass = match usize::try_from(before.hundredths()) {
            Ok(whole) if whole > 0 => {
                full.share(usize::try_from(track.pass.hundredths()).unwrap_or(0), whole)
            }
            _ => full.share(3, 5),
        };
    }
}

/// Sets when it can be sat. Without an end there is time for those who come
/// late.
pub fn set_window(exam: &mut Exam, opens: Timestamp, closes: Option<Timestamp>) {
    exam.window = Window { opens, closes: closes.unwrap_or_else(|| end(exam, opens, SPARE_MINUTES)) };
}

/// When everybody who begins at once has finished, and so many minutes later.
fn end(exam: &Exam, opens: Timestamp, spare: u32) -> Timestamp {
    let longest = exam.tracks.iter().map(|track| track.minutes).max().unwrap_or(0);
    opens.plus(std::time::Duration::from_secs(u64::from(longest + spare) * 60))
}

/// Sets for how long one sits. The window is never shorter than that.
pub fn set_minutes(exam: &mut Exam, minutes: u32) {
    for track in &mut exam.tracks {
        track.minutes = minutes;
        track.late_minutes = track.late_minutes.map(|late| late.min(minutes));
    }
    exam.window.closes = exam.window.closes.max(end(exam, exam.window.opens, 0));
}

/// Sets the mark that passes, in per cent of the full mark.
pub fn set_pass(exam: &mut Exam, percent: usize) {
    let pass = exam.full_mark().share(percent, 100);
    for track in &mut exam.tracks {
        track.pass = pass;
    }
}

/// A date and time where the office is.
pub fn moment(local: NaiveDateTime, zone: Tz) -> Option<Timestamp> {
    calendar::moment(local, zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_shared_out_by_what_there_is() {
        assert_eq!(share_out(25, &[100]), [25]);
        assert_eq!(share_out(25, &[10]), [10]);
        assert_eq!(share_out(10, &[30, 10]), [8, 2]);
        assert_eq!(share_out(10, &[1, 1, 1]), [1, 1, 1]);
        assert_eq!(share_out(3, &[5, 5]), [2, 1]);
        assert_eq!(share_out(3, &[0, 0]), [0, 0]);
    }

    #[test]
    fn templates_come_to_a_hundred() {
        for template in TEMPLATES {
            let number = |number: usize| i64::try_from(number).unwrap();
            let full: i64 = template.iter().map(|(_, each, marks)| number(*each) * marks).sum();
            assert_eq!(full, 100, "{template:?}");
        }
    }
}
