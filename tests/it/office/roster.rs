//! The roster of an office, and what the command line does to it.

use std::time::Duration;

use baiti::{
    bank::{self, Source},
    chat::{OWNER_CODE, house::token_hash},
    domain::person::{Grant, Role, UnitPath},
    store::{
        Tx, invitation, meta,
        staff::{self, Details},
        unit,
    },
};

use super::Office;

impl Office {
    /// Takes people onto the roster, see [`super::builder::Builder::staff`].
    pub async fn hire(&self, lines: &[String]) {
        let mut tx = self.house.store.begin().await.unwrap();
        for line in lines {
            self.hire_one(&mut tx, line).await;
        }
        tx.commit().await.unwrap();
    }

    async fn hire_one(&self, tx: &mut Tx, line: &str) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [staff_no, name, path, rest @ ..] = words.as_slice() else { panic!("a short line: {line}") };
        let phone = rest.iter().find(|word| word.len() == 11 && word.bytes().all(|b| b.is_ascii_digit()));
        let phone_hash = phone.map(|phone| self.house.phone_key.hash(phone));
        let unit = unit::ensure(tx, &UnitPath::parse(path).expect("a unit")).await.unwrap();
        let details = Details { name, unit, birth: None, post: None, phone_hash: phone_hash.as_deref() };
        let id = staff::add(tx, staff_no, &details, false, self.house.clock.now().0).await.unwrap();
        for role in rest.iter().filter_map(|word| Role::from_word(word)) {
            let unit = (role == Role::Leader).then_some(unit);
            staff::grant(tx, id, Grant { role, unit }).await.unwrap();
        }
    }

    /// An invitation's token, good for so long.
    pub async fn invitation(&self, staff_no: &str, good: Duration) -> String {
        let token = format!("invitation-of-{staff_no}-{}", self.house.seeds.next().0.cast_unsigned());
        let (id, now) = (self.id_of(staff_no).await, self.house.clock.now());
        let mut tx = self.house.store.begin().await.unwrap();
        invitation::add(&mut tx, id, &token_hash(&token), now.0, now.plus(good).0).await.unwrap();
        tx.commit().await.unwrap();
        token
    }

    /// Says whether someone still belongs to the office.
    pub async fn set_active(&self, staff_no: &str, active: bool) {
        let id = self.id_of(staff_no).await;
        let mut tx = self.house.store.begin().await.unwrap();
        staff::set_active(&mut tx, id, active, self.house.clock.now().0).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// The code with which the first owner claims the office.
    pub async fn set_owner_code(&self, code: &str) {
        let mut tx = self.house.store.begin().await.unwrap();
        meta::set(&mut tx, OWNER_CODE, &token_hash(code)).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Loads a bank as `baiti bank load` does, while the bot runs.
    pub async fn load(&self, bank: &str) {
        self.load_all(&[bank]).await;
    }

    pub async fn load_all(&self, banks: &[&str]) {
        let sources: Vec<Source> =
            (1..).zip(banks).map(|(nth, &text)| Source::new(format!("{nth}.toml"), text)).collect();
        let today = self.house.day(self.house.clock.now());
        let rules = bank::Rules { topics: self.house.rules.topics.clone(), today };
        let reading = bank::read(&sources, &rules);
        let wrong: Vec<String> = reading.diagnostics.iter().map(|wrong| format!("{wrong:?}")).collect();
        assert_eq!(reading.errors(), 0, "{}", wrong.join("\n"));
        baiti::app::load_banks(&self.house.store, &reading.banks, self.house.clock.now()).await.unwrap();
    }
}
