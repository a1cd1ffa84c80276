//! Staff members and their roles.

use super::{Result, StoreError, Tx, account::grants};
use crate::domain::{
    ids::{StaffId, UnitId},
    person::{Birth, Grant, Role},
};

/// A staff member as the roster knows them.
#[derive(Debug, Clone)]
pub struct Member {
    /// Who.
    pub id: StaffId,
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// The unit.
    pub unit: UnitId,
    /// Its path.
    pub unit_path: String,
    /// 出生年月
    pub birth: Option<Birth>,
    /// 职务
    pub post: Option<String>,
    /// The keyed hash of the phone number.
    pub phone_hash: Option<String>,
    /// Whether they belong to the office.
    pub active: bool,
    /// Whether they are the made-up person of the first run.
    pub sample: bool,
    /// Roles beyond staff.
    pub grants: Vec<Grant>,
}

/// What a roster says about a person.
#[derive(Debug, Clone)]
pub struct Details<'a> {
    /// 姓名
    pub name: &'a str,
    /// The unit.
    pub unit: UnitId,
    /// 出生年月
    pub birth: Option<Birth>,
    /// 职务
    pub post: Option<&'a str>,
    /// The keyed hash of the phone number.
    pub phone_hash: Option<&'a str>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    staff_no: String,
    name: String,
    unit_id: i64,
    path: String,
    birth: Option<String>,
    post: Option<String>,
    phone_hash: Option<String>,
    active: bool,
    sample: bool,
    roles: Option<String>,
}

impl Row {
    fn member(self) -> Result<Member> {
        let birth = self
            .birth
            .as_deref()
            .map(|text| Birth::parse(text).ok_or_else(|| StoreError::broken("staff", "birth", self.id)));
        Ok(Member {
            id: StaffId(self.id),
            staff_no: self.staff_no,
            name: self.name,
            unit: UnitId(self.unit_id),
            unit_path: self.path,
            birth: birth.transpose()?,
            post: self.post,
            phone_hash: self.phone_hash,
            active: self.active,
            sample: self.sample,
            grants: grants(self.roles.as_deref(), self.id),
        })
    }
}

/// Everyone who was not erased, by unit and staff number.
pub async fn list(tx: &mut Tx) -> Result<Vec<Member>> {
    let rows: Vec<Row> = fetch_all!(tx, sql!("staff_list"));
    rows.into_iter().map(Row::member).collect()
}

/// The member with this staff number.
pub async fn by_no(tx: &mut Tx, staff_no: &str) -> Result<Option<Member>> {
    let row: Option<Row> = fetch_optional!(tx, sql!("staff_by_no"), staff_no);
    row.map(Row::member).transpose()
}

/// The member with this id, erased ones included.
pub async fn by_id(tx: &mut Tx, id: StaffId) -> Result<Option<Member>> {
    let row: Option<Row> = fetch_optional!(tx, sql!("staff_by_id"), id.0);
    row.map(Row::member).transpose()
}

/// The active members with this phone number.
pub async fn by_phone(tx: &mut Tx, phone_hash: &str) -> Result<Vec<Member>> {
    let rows: Vec<Row> = fetch_all!(tx, sql!("staff_by_phone"), phone_hash);
    rows.into_iter().map(Row::member).collect()
}

/// Adds a member.
pub async fn add(
    tx: &mut Tx,
    staff_no: &str,
    details: &Details<'_>,
    sample: bool,
    now: i64,
) -> Result<StaffId> {
    let (id,): (i64,) = fetch_one!(
        tx,
        sql!("staff_add"),
        staff_no,
        details.name,
        details.unit.0,
        details.birth.map(|birth| birth.to_string()),
        details.post,
        details.phone_hash,
        sample,
        now
    );
    Ok(StaffId(id))
}

/// Sets what a roster says about a member.
pub async fn set(tx: &mut Tx, id: StaffId, details: &Details<'_>, active: bool, now: i64) -> Result<()> {
    let touched = execute!(
        tx,
        sql!("staff_set"),
        id.0,
        details.name,
        details.unit.0,
        details.birth.map(|birth| birth.to_string()),
        details.post,
        details.phone_hash,
        active,
        now
    );
    one(touched, id)
}

/// Says whether a member belongs to the office.
pub async fn set_active(tx: &mut Tx, id: StaffId, active: bool, now: i64) -> Result<()> {
    one(execute!(tx, sql!("staff_set_active"), id.0, active, now), id)
}

fn one(touched: u64, id: StaffId) -> Result<()> {
    if touched == 1 { Ok(()) } else { Err(StoreError::broken("staff", "id", id)) }
}

/// Makes a member nobody: the counts stay, the person goes, and so do the
/// words that were exchanged with them, those included that still wait to be
/// delivered.
pub async fn erase(tx: &mut Tx, id: StaffId, now: i64) -> Result<()> {
    for (channel, account) in super::account::everywhere(tx, id).await? {
        execute!(tx, sql!("inbox_forget"), &channel, account);
        execute!(tx, sql!("outbox_take_back"), &channel, account, now);
    }
    super::account::release_all(tx, id).await?;
    execute!(tx, sql!("role_revoke_all"), id.0);
    execute!(tx, sql!("invitation_forget"), id.0);
    execute!(tx, sql!("bind_request_forget"), id.0);
    execute!(tx, sql!("flag_forget_reasons"), id.0);
    super::audit::forget(tx, id).await?;
    one(execute!(tx, sql!("staff_erase"), id.0, now), id)
}

/// Sends the made-up people of the first run away.
pub async fn retire_samples(tx: &mut Tx, now: i64) -> Result<u64> {
    Ok(execute!(tx, sql!("staff_retire_samples"), now))
}

/// How many real people belong to the office.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, sql!("staff_count"));
    Ok(count)
}

/// Gives a role.
pub async fn grant(tx: &mut Tx, id: StaffId, grant: Grant) -> Result<()> {
    let unit = grant.unit.map_or(0, |unit| unit.0);
    execute!(tx, sql!("role_grant"), id.0, grant.role.word(), unit);
    Ok(())
}

/// Takes a role away, of one unit or of all.
pub async fn revoke(tx: &mut Tx, id: StaffId, role: Role, unit: Option<UnitId>) -> Result<u64> {
    Ok(execute!(tx, sql!("role_revoke"), id.0, role.word(), unit.map_or(0, |unit| unit.0)))
}

/// How many real, active people hold a role.
pub async fn holders(tx: &mut Tx, role: Role) -> Result<i64> {
    let (count,): (i64,) = fetch_one!(tx, sql!("role_holders"), role.word());
    Ok(count)
}

/// Somebody who may be expected at an exam or a study day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    /// Who.
    pub id: StaffId,
    /// 工号
    pub staff_no: String,
    /// 姓名
    pub name: String,
    /// The unit.
    pub unit: UnitId,
    /// Its path.
    pub unit_path: String,
    /// 出生年月
    pub birth: Option<Birth>,
}

/// Everybody who belongs to the office, unit by unit.
pub async fn present(tx: &mut Tx) -> Result<Vec<Present>> {
    type Row = (i64, String, String, i64, String, Option<String>);
    let rows: Vec<Row> = fetch_all!(tx, sql!("staff_expected"));
    let present = |(id, staff_no, name, unit, unit_path, birth): Row| {
        let birth = birth
            .as_deref()
            .map(|birth| Birth::parse(birth).ok_or_else(|| StoreError::broken("staff", "birth", id)));
        Ok(Present {
            id: StaffId(id),
            staff_no,
            name,
            unit: UnitId(unit),
            unit_path,
            birth: birth.transpose()?,
        })
    };
    rows.into_iter().map(present).collect()
}
