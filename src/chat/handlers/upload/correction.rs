//! Saying otherwise how a file is to be read, and where it goes.

use super::Desk;
use crate::{
    chat::{
        press::upload::{Act, fingerprint},
        say::Toast,
        screens::upload::{FIELDS, View},
        turn::Done,
    },
    domain::calendar::day_number,
    exchange::key::Base,
    intake::{Wish, plan::Stage},
    store::bank,
};

impl Desk<'_, '_> {
    pub(super) async fn banks(&mut self, page: usize) -> Done {
        let rows = bank::list(self.turn.tx).await?;
        let banks = rows.into_iter().map(|row| (row.id, row.title)).collect();
        self.show(View::Banks { banks, page });
        Ok(())
    }

    /// Takes a correction and reads the file anew.
    pub(super) async fn correct(&mut self, act: &Act) -> Done {
        let Stage::Shown(shown) = &self.plan.stage else {
            self.show(View::State);
            return Ok(());
        };
        let mut mapping = shown.mapping.clone();
        match act {
            Act::Assign { sheet, column, field } => {
                let Some(sheet) = mapping.sheets.get_mut(*sheet) else {
                    self.show(View::State);
                    return Ok(());
                };
                sheet.assign(*column, field.checked_sub(1).and_then(|nth| FIELDS.get(nth)).copied());
                self.plan.mapping = Some(mapping);
            }
            Act::Header { sheet, row } => self.plan.header = Some((*sheet, *row)),
            Act::Numbers { from_one } => self.plan.base = if *from_one { Base::One } else { Base::Zero },
            Act::Bank(wanted) => {
                let rows = bank::list(self.turn.tx).await?;
                let Some(row) = rows.into_iter().find(|row| fingerprint(&row.id) == *wanted) else {
                    self.turn.toast(Toast::Expired);
                    return self.banks(0).await;
                };
                self.plan.wish = Wish { bank: Some(row.id), ..Wish::default() };
            }
            Act::NewBank => self.plan.wish = Wish { bank: Some(self.new_id()), ..Wish::default() },
            Act::Topic(nth) => {
                let topic = self.turn.house.rules.topics.get(*nth);
                self.plan.wish.topic = topic.map(|topic| topic.id.as_str().to_owned());
            }
            _ => {}
        }
        self.plan.stage = Stage::Reading;
        self.go_on().await
    }

    /// An id that no bank has.
    fn new_id(&self) -> String {
        let day = day_number(self.turn.house.day(self.turn.now));
        format!("bank-{day}-{}", self.id)
    }
}
