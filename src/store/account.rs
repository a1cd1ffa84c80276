//! Accounts: who is bound to which chat account.

use std::collections::HashSet;

use super::{Result, Tx, sitting};
use crate::domain::{
    exam::track::Book,
    ids::{StaffId, UnitId},
    lang::Lang,
    person::{Grant, Role},
};

/// A person at their account, as a turn needs them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub staff: StaffId,
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// The unit they belong to today.
    pub unit: UnitId,
    /// Its path.
    pub unit_path: String,
    /// The ids from the office down to it: `/1/5/`.
    pub lineage: String,
    /// Whether they still belong to the office.
    pub active: bool,
    /// Their language.
    pub lang: Lang,
    /// What the conversation waits for, as JSON.
    pub state: String,
    /// Whether notices reach the account.
    pub reachable: bool,
    /// Their roles beyond staff.
    pub grants: Vec<Grant>,
    /// Whether they are in the middle of an exam, and which kind.
    pub sits: Option<Book>,
}

impl Person {
    /// Whether they hold the role, or one that includes it: an owner is an
    /// administrator too.
    pub fn is(&self, role: Role) -> bool {
        let holds = |role| self.grants.iter().any(|grant| grant.role == role);
        role == Role::Staff || holds(role) || (role == Role::Administrator && holds(Role::Owner))
    }
}

/// An account that can be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The word of its channel.
    pub channel: String,
    /// Its number, which is that of the private chat.
    pub account: i64,
    /// Its language.
    pub lang: Lang,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) staff_no: String,
    pub(super) name: String,
    pub(super) unit_id: i64,
    pub(super) path: String,
    pub(super) lineage: String,
    pub(super) active: bool,
    pub(super) lang: String,
    pub(super) state: String,
    pub(super) reachable: bool,
    pub(super) roles: Option<String>,
    pub(super) sits: Option<String>,
}

/// The person bound to an account. On PostgreSQL this locks the person until
/// the turn ends.
pub async fn person(tx: &mut Tx, channel: &str, account: i64) -> Result<Option<Person>> {
    let row: Option<Row> = fetch_optional!(tx, twin!(tx, "person_of_account"), channel, account);
    Ok(row.map(Row::person))
}

impl Row {
    pub(super) fn person(self) -> Person {
        Person {
            staff: StaffId(self.id),
            staff_no: self.staff_no,
            name: self.name,
            unit: UnitId(self.unit_id),
            unit_path: self.path,
            lineage: self.lineage,
            active: self.active,
            lang: lang(&self.lang),
            state: self.state,
            reachable: self.reachable,
            grants: grants(self.roles.as_deref(), self.id),
            // What a later version calls otherwise is closed.
            sits: self.sits.map(|word| sitting::book(&word).unwrap_or(Book::Closed)),
        }
    }
}

fn lang(code: &str) -> Lang {
    Lang::from_code(code).unwrap_or_default()
}

/// Reads `leader:5,administrator:0`, as the queries gather roles. What is not
/// known is skipped: a role of a later version must not shut anyone out.
pub(super) fn grants(gathered: Option<&str>, staff: i64) -> Vec<Grant> {
    let held = gathered.unwrap_or_default().split(',').filter(|held| !held.is_empty());
    held.filter_map(|held| {
        let known = grant(held);
        if known.is_none() {
            tracing::warn!(staff, role = held, "a role that is not known is skipped");
        }
        known
    })
    .collect()
}

fn grant(held: &str) -> Option<Grant> {
    let (role, unit) = held.split_once(':')?;
    let unit: i64 = unit.parse().ok()?;
    Some(Grant { role: Role::from_word(role)?, unit: (unit != 0).then_some(UnitId(unit)) })
}

/// Binds an account to a person. Whatever was bound to either on this channel
/// is released.
pub async fn bind(
    tx: &mut Tx,
    channel: &str,
    account: i64,
    staff: StaffId,
    lang: Lang,
    now: i64,
) -> Result<()> {
    release(tx, channel, account, staff).await?;
    execute!(tx, sql!("account_bind"), channel, account, staff.0, lang.code(), now);
    Ok(())
}

/// Releases an account and a person on a channel.
pub async fn release(tx: &mut Tx, channel: &str, account: i64, staff: StaffId) -> Result<u64> {
    Ok(execute!(tx, sql!("account_release"), channel, account, staff.0))
}

/// Releases all accounts of a person.
pub async fn release_all(tx: &mut Tx, staff: StaffId) -> Result<u64> {
    Ok(execute!(tx, sql!("account_release_all"), staff.0))
}

/// The account a person has on a channel.
pub async fn on_channel(tx: &mut Tx, channel: &str, staff: StaffId) -> Result<Option<i64>> {
    let row: Option<(i64,)> = fetch_optional!(tx, sql!("account_on_channel"), channel, staff.0);
    Ok(row.map(|(account,)| account))
}

/// All accounts of a person, those included that can't be written to: channel
/// and number.
pub async fn everywhere(tx: &mut Tx, staff: StaffId) -> Result<Vec<(String, i64)>> {
    Ok(fetch_all!(tx, sql!("account_everywhere"), staff.0))
}

/// Who is bound on a channel.
pub async fn holders(tx: &mut Tx, channel: &str) -> Result<HashSet<StaffId>> {
    let rows: Vec<(i64,)> = fetch_all!(tx, sql!("account_holders"), channel);
    Ok(rows.into_iter().map(|(id,)| StaffId(id)).collect())
}

/// Where a person can be written to.
pub async fn addresses(tx: &mut Tx, staff: StaffId) -> Result<Vec<Address>> {
    Ok(addressed(fetch_all!(tx, sql!("account_of_staff"), staff.0)))
}

/// Where the holders of either role can be written to.
pub async fn addresses_of(tx: &mut Tx, one: Role, other: Role) -> Result<Vec<Address>> {
    Ok(addressed(fetch_all!(tx, sql!("account_of_role"), one.word(), other.word())))
}

/// The names of the active holders of either role but this one, and where they
/// can be written to on a channel.
pub async fn others_of(
    tx: &mut Tx,
    (one, other): (Role, Role),
    but: StaffId,
    channel: &str,
) -> Result<Vec<(String, Address)>> {
    let rows: Vec<(String, i64, String, String)> =
        fetch_all!(tx, sql!("account_others_of_role"), one.word(), other.word(), but.0, channel);
    let named = |(channel, account, code, name): (String, i64, String, String)| {
        (name, Address { channel, account, lang: lang(&code) })
    };
    Ok(rows.into_iter().map(named).collect())
}

fn addressed(rows: Vec<(String, i64, String)>) -> Vec<Address> {
    let address =
        |(channel, account, code): (String, i64, String)| Address { channel, account, lang: lang(&code) };
    rows.into_iter().map(address).collect()
}

/// Sets the language.
pub async fn set_lang(tx: &mut Tx, channel: &str, account: i64, lang: Lang) -> Result<()> {
    execute!(tx, sql!("account_set_lang"), channel, account, lang.code());
    Ok(())
}

/// Sets what the conversation waits for.
pub async fn set_state(tx: &mut Tx, channel: &str, account: i64, state: &str) -> Result<()> {
    execute!(tx, sql!("account_set_state"), channel, account, state);
    Ok(())
}

/// Notes whether notices reach the account.
pub async fn set_reachable(tx: &mut Tx, channel: &str, account: i64, reachable: bool) -> Result<()> {
    execute!(tx, sql!("account_set_reachable"), channel, account, reachable);
    Ok(())
}
