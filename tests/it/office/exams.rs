//! Exams, published and sat without a word said.

use std::time::Duration;

use baiti::{
    clock::{Clock as _, Timestamp},
    domain::{
        answer::Answer,
        choices::Choices,
        exam::{
            Exam,
            blueprint::{Row, Source},
            results::{self, Counting},
            sitting::Given,
            timing::Window,
            track::{Ages, Book, Track},
        },
        ids::{ExamId, SittingId},
        points::Points,
        shuffle::Seed,
    },
    exams::{publish, sit},
    store::{
        exam::{self, ExamRow, NewExam},
        sitting::{self, Sitting},
    },
};

use super::Office;

/// A closed-book exam for the whole office that opens after `opens` and is open
/// for `lasts`: so many questions of the bank `s`, 30 minutes.
pub fn simple_exam(now: Timestamp, opens: Duration, lasts: Duration, questions: usize) -> Exam {
    let opens = now.plus(opens);
    let track = Track {
        id: "closed".into(),
        title: "闭卷".into(),
        ages: Ages::default(),
        book: Book::Closed,
        minutes: 30,
        late_minutes: None,
        pass: Points::whole(1),
        attempts: 1,
        counts: Counting::default(),
    };
    Exam {
        title: "法规考试".into(),
        window: Window { opens, closes: opens.plus(lasts) },
        who: baiti::domain::exam::Who::default(),
        blueprint: vec![Row {
            from: Source::Bank("s".into()),
            kind: None,
            difficulty: None,
            number: questions,
            marks: Points::whole(1),
        }],
        draw: baiti::domain::exam::Draw::default(),
        order: baiti::domain::exam::Order::default(),
        multiple: baiti::domain::rules::MultipleRule::default(),
        tracks: vec![track],
        ages_on: None,
        review: baiti::domain::exam::Review::default(),
        places: results::Order::default(),
        advance: None,
        code: baiti::domain::exam::RoomCode::default(),
        proctors: Vec::new(),
    }
}

impl Office {
    /// Makes and publishes an exam.
    pub async fn publishes(&self, exam: &Exam) -> ExamId {
        let now = self.clock.now();
        let mut tx = self.house.store.begin().await.unwrap();
        let new = NewExam { code: "e", exam, seed: Seed(5), parent: None, by: None };
        let id = exam::add(&mut tx, &new, now.0).await.unwrap().expect("there is none yet");
        let row = exam::get(&mut tx, id).await.unwrap().unwrap();
        let done = publish::publish(&mut tx, &row, None, self.house.zone, now).await.unwrap();
        assert!(matches!(done, publish::Published::Done(_)), "{done:?}");
        tx.commit().await.unwrap();
        id
    }

    /// An exam.
    pub async fn exam(&self, id: ExamId) -> ExamRow {
        let mut tx = self.house.store.read().await.unwrap();
        exam::get(&mut tx, id).await.unwrap().unwrap()
    }

    /// Lets somebody begin.
    pub async fn begins_exam(&self, id: ExamId, staff_no: &str) -> SittingId {
        let row = self.exam(id).await;
        let staff = self.id_of(staff_no).await;
        let now = self.clock.now();
        let mut tx = self.house.store.begin().await.unwrap();
        let ready = sit::entrance(&mut tx, &row, staff, now).await.unwrap().expect("may begin");
        let sitting = sit::begin(&mut tx, &row, &ready, Seed(staff.0), now).await.unwrap();
        tx.commit().await.unwrap();
        sitting
    }

    /// A sitting.
    pub async fn sitting(&self, id: SittingId) -> Sitting {
        let mut tx = self.house.store.read().await.unwrap();
        sitting::get(&mut tx, id).await.unwrap().unwrap()
    }

    /// Answers so many questions of a sitting over a bank of
    /// [`super::simple_bank`], each with its first option, which is right.
    pub async fn answers_exam(&self, id: SittingId, questions: usize) {
        let open = self.sitting(id).await;
        let mut work = serde_json::to_value(&open.work).unwrap();
        let answer = Answer::Options(Choices::only(0));
        let mut tx = self.house.store.begin().await.unwrap();
        for place in 0..questions {
            work["entries"][place]["a"] = serde_json::to_value(&answer).unwrap();
            let kept = serde_json::from_value(work.clone()).unwrap();
            let given = Given { place, answer: Some(answer.clone()) };
            sitting::answer(&mut tx, id, &kept, &given, self.clock.now().0).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}
