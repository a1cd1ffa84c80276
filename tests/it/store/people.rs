//! Units, people, their roles and accounts, and how they are bound.

use baiti::{
    domain::{
        lang::Lang,
        person::{Birth, Grant, Role, UnitPath},
    },
    store::{
        StoreError, account, audit, bind_request, inbox, invitation, outbox,
        staff::{self, Details},
        tries, unit,
    },
};

use super::office::{details, hire, taken_in, unit as unit_at};
use crate::database::TestDatabase;

#[tokio::test]
async fn units_are_a_tree_of_any_depth() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let deep = UnitPath::parse("市财政局/预算股/综合组").unwrap();
    let group = unit::ensure(&mut tx, &deep).await.unwrap();
    assert_eq!(unit::ensure(&mut tx, &deep).await.unwrap(), group, "made once");
    let office = unit_at(&mut tx, "市财政局").await;
    let section = unit_at(&mut tx, "市财政局/预算股").await;
    assert_eq!(unit::lineage(&mut tx, group).await.unwrap(), format!("/{office}/{section}/{group}/"));
    assert_eq!(unit::lineage(&mut tx, office).await.unwrap(), format!("/{office}/"));
    assert_eq!(unit::path(&mut tx, group).await.unwrap(), "市财政局/预算股/综合组");
    assert_eq!(unit::find(&mut tx, &deep).await.unwrap(), Some(group));
    assert_eq!(unit::find(&mut tx, &UnitPath::parse("别处").unwrap()).await.unwrap(), None);
    let same_name = unit_at(&mut tx, "市税务局/预算股").await;
    assert_ne!(same_name, section, "a name may come twice in the tree");
}

#[tokio::test]
async fn a_member_is_found_by_number_id_and_phone() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "市财政局").await;
    let described = Details {
        name: "王小明",
        unit,
        birth: Birth::parse("1985-06"),
        post: Some("科员"),
        phone_hash: Some("hash-1"),
    };
    let id = staff::add(&mut tx, "0001", &described, false, 1).await.unwrap();
    let member = staff::by_no(&mut tx, "0001").await.unwrap().unwrap();
    assert_eq!((member.id, member.name.as_str(), member.unit), (id, "王小明", unit));
    assert_eq!(member.birth, Birth::parse("1985-06"));
    assert_eq!((member.post.as_deref(), member.unit_path.as_str()), (Some("科员"), "市财政局"));
    assert!(member.active && !member.sample && member.grants.is_empty());
    assert_eq!(staff::by_id(&mut tx, id).await.unwrap().unwrap().staff_no, "0001");
    assert_eq!(staff::by_phone(&mut tx, "hash-1").await.unwrap().len(), 1);
    assert!(staff::by_no(&mut tx, "0002").await.unwrap().is_none());

    staff::set_active(&mut tx, id, false, 2).await.unwrap();
    assert!(staff::by_phone(&mut tx, "hash-1").await.unwrap().is_empty(), "only of active people");
    assert_eq!(staff::count(&mut tx).await.unwrap(), 0);
    staff::set(&mut tx, id, &details("王晓明", unit), true, 3).await.unwrap();
    let member = staff::by_id(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((member.name.as_str(), member.birth, member.phone_hash), ("王晓明", None, None));
    assert_eq!(staff::count(&mut tx).await.unwrap(), 1);
}

#[tokio::test]
async fn a_staff_number_is_given_once_and_a_missing_row_is_told() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "市财政局").await;
    let id = hire(&mut tx, "0001", unit).await;
    let nobody = baiti::domain::ids::StaffId(id.0 + 1);
    let missing = staff::set_active(&mut tx, nobody, true, 1).await;
    assert!(matches!(missing, Err(StoreError::Broken { table: "staff", column: "id", .. })), "{missing:?}");
    assert!(staff::add(&mut tx, "0001", &details("另一人", unit), false, 1).await.is_err());
}

#[tokio::test]
async fn the_list_goes_by_unit_and_number_and_leaves_out_the_erased() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let (a, b) = (unit_at(&mut tx, "a/x").await, unit_at(&mut tx, "a/y").await);
    for (no, unit) in [("3", b), ("2", a), ("1", b), ("4", a)] {
        hire(&mut tx, no, unit).await;
    }
    let gone = staff::by_no(&mut tx, "4").await.unwrap().unwrap().id;
    staff::erase(&mut tx, gone, 9).await.unwrap();
    let listed = staff::list(&mut tx).await.unwrap();
    assert_eq!(listed.iter().map(|member| member.staff_no.as_str()).collect::<Vec<_>>(), ["2", "1", "3"]);
}

#[tokio::test]
async fn samples_count_for_nobody_and_can_be_sent_away() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "示例").await;
    let id = staff::add(&mut tx, "sample", &details("示例", unit), true, 1).await.unwrap();
    staff::grant(&mut tx, id, Grant { role: Role::Owner, unit: None }).await.unwrap();
    assert_eq!(staff::count(&mut tx).await.unwrap(), 0);
    assert_eq!(staff::holders(&mut tx, Role::Owner).await.unwrap(), 0);
    assert_eq!(staff::retire_samples(&mut tx, 2).await.unwrap(), 1);
    assert!(!staff::by_id(&mut tx, id).await.unwrap().unwrap().active);
    assert_eq!(staff::retire_samples(&mut tx, 3).await.unwrap(), 0, "once");
}

#[tokio::test]
async fn roles_come_and_go_and_a_leaders_is_tied_to_a_unit() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let (one, two) = (unit_at(&mut tx, "局/一科").await, unit_at(&mut tx, "局/二科").await);
    let id = hire(&mut tx, "0001", one).await;
    for unit in [one, two, one] {
        staff::grant(&mut tx, id, Grant { role: Role::Leader, unit: Some(unit) }).await.unwrap();
    }
    staff::grant(&mut tx, id, Grant { role: Role::Owner, unit: None }).await.unwrap();
    let mut held = staff::by_id(&mut tx, id).await.unwrap().unwrap().grants;
    held.sort_by_key(|grant| (grant.role, grant.unit));
    let leader = |unit| Grant { role: Role::Leader, unit: Some(unit) };
    assert_eq!(held, [leader(one), leader(two), Grant { role: Role::Owner, unit: None }]);
    assert_eq!(staff::holders(&mut tx, Role::Owner).await.unwrap(), 1);

    account::bind(&mut tx, "telegram", 7, id, Lang::Zh, 1).await.unwrap();
    let person = account::person(&mut tx, "telegram", 7).await.unwrap().unwrap();
    assert!(person.is(Role::Administrator), "an owner is an administrator too");
    assert!(!person.is(Role::Proctor));

    assert_eq!(staff::revoke(&mut tx, id, Role::Leader, Some(one)).await.unwrap(), 1);
    assert_eq!(staff::revoke(&mut tx, id, Role::Leader, None).await.unwrap(), 1, "the rest");
    assert_eq!(staff::by_id(&mut tx, id).await.unwrap().unwrap().grants.len(), 1);
}

#[tokio::test]
async fn one_account_a_person_and_one_person_an_account() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "局").await;
    let (wang, li) = (hire(&mut tx, "wang", unit).await, hire(&mut tx, "li", unit).await);
    account::bind(&mut tx, "telegram", 1, wang, Lang::Zh, 1).await.unwrap();
    account::bind(&mut tx, "terminal", 1, wang, Lang::Zh, 1).await.unwrap();
    account::bind(&mut tx, "telegram", 2, wang, Lang::En, 2).await.unwrap();
    assert!(account::person(&mut tx, "telegram", 1).await.unwrap().is_none(), "the old account is free");
    assert_eq!(account::on_channel(&mut tx, "telegram", wang).await.unwrap(), Some(2));
    assert!(account::holders(&mut tx, "telegram").await.unwrap().contains(&wang));
    account::bind(&mut tx, "telegram", 2, li, Lang::Zh, 3).await.unwrap();
    assert_eq!(account::person(&mut tx, "telegram", 2).await.unwrap().unwrap().staff, li);
    assert_eq!(account::on_channel(&mut tx, "telegram", wang).await.unwrap(), None);
    assert!(!account::holders(&mut tx, "telegram").await.unwrap().contains(&wang), "only in a terminal");
    assert_eq!(account::on_channel(&mut tx, "terminal", wang).await.unwrap(), Some(1), "another channel");
    assert_eq!(account::release(&mut tx, "telegram", 2, li).await.unwrap(), 1);
    assert!(account::person(&mut tx, "telegram", 2).await.unwrap().is_none());
}

#[tokio::test]
async fn an_account_keeps_language_state_and_reach() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "局/一科").await;
    let id = hire(&mut tx, "0001", unit).await;
    account::bind(&mut tx, "telegram", 1, id, Lang::Zh, 1).await.unwrap();
    let person = account::person(&mut tx, "telegram", 1).await.unwrap().unwrap();
    assert_eq!((person.state.as_str(), person.lang, person.active), ("\"idle\"", Lang::Zh, true));
    assert_eq!((person.unit_path.as_str(), person.unit), ("局/一科", unit));
    assert!(person.lineage.ends_with(&format!("/{unit}/")));
    account::set_state(&mut tx, "telegram", 1, "{\"a\":1}").await.unwrap();
    account::set_lang(&mut tx, "telegram", 1, Lang::En).await.unwrap();
    let person = account::person(&mut tx, "telegram", 1).await.unwrap().unwrap();
    assert_eq!((person.state.as_str(), person.lang), ("{\"a\":1}", Lang::En));

    staff::grant(&mut tx, id, Grant { role: Role::Administrator, unit: None }).await.unwrap();
    staff::grant(&mut tx, id, Grant { role: Role::Owner, unit: None }).await.unwrap();
    let found = account::addresses_of(&mut tx, Role::Administrator, Role::Owner).await.unwrap();
    assert_eq!(found.len(), 1, "who holds both is told once");
    account::set_reachable(&mut tx, "telegram", 1, false).await.unwrap();
    assert!(account::addresses(&mut tx, id).await.unwrap().is_empty());
    assert!(account::addresses_of(&mut tx, Role::Administrator, Role::Owner).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_invitation_is_used_once_and_the_newest_holds() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "局").await;
    let id = hire(&mut tx, "0001", unit).await;
    invitation::add(&mut tx, id, "old", 1, 100).await.unwrap();
    invitation::add(&mut tx, id, "new", 2, 200).await.unwrap();
    assert!(invitation::find(&mut tx, "old").await.unwrap().is_none());
    let found = invitation::find(&mut tx, "new").await.unwrap().unwrap();
    assert_eq!((found.staff, found.expires_at, found.used_at), (id, 200, None));
    assert!(invitation::consume(&mut tx, "new", 50).await.unwrap());
    assert!(!invitation::consume(&mut tx, "new", 51).await.unwrap(), "once");
    assert_eq!(invitation::find(&mut tx, "new").await.unwrap().unwrap().used_at, Some(50));
    invitation::add(&mut tx, id, "third", 60, 300).await.unwrap();
    assert!(invitation::find(&mut tx, "new").await.unwrap().is_some(), "a used one is remembered");
    assert!(!invitation::consume(&mut tx, "nothing", 1).await.unwrap());
}

#[tokio::test]
async fn a_bind_request_is_one_an_account_and_decided_once() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "局").await;
    let (wang, li) = (hire(&mut tx, "wang", unit).await, hire(&mut tx, "li", unit).await);
    let first = bind_request::open(&mut tx, "telegram", 5, wang, "W", "zh", 1).await.unwrap();
    let again = bind_request::open(&mut tx, "telegram", 5, li, "L", "zh", 2).await.unwrap();
    assert_eq!(first, again, "the open one is turned");
    let open = bind_request::list(&mut tx).await.unwrap();
    assert_eq!(open.len(), 1);
    assert_eq!((open[0].staff_id, open[0].shown_name.as_str(), open[0].staff_no.as_str()), (li.0, "L", "li"));
    assert!(bind_request::decide(&mut tx, first, "refused", wang, 3).await.unwrap());
    assert!(!bind_request::decide(&mut tx, first, "approved", wang, 4).await.unwrap(), "once");
    assert!(bind_request::list(&mut tx).await.unwrap().is_empty());
    let decided = bind_request::get(&mut tx, first).await.unwrap().unwrap();
    assert_eq!(decided.decision.as_deref(), Some("refused"));
    let next = bind_request::open(&mut tx, "telegram", 5, li, "L", "zh", 5).await.unwrap();
    assert_ne!(next, first);
}

#[tokio::test]
async fn tries_are_counted_in_a_window() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let hour = 3_600_000;
    let mut counted = Vec::new();
    for now in [hour, hour + 1, 2 * hour - 1, 2 * hour, 2 * hour + 1] {
        counted.push(tries::count(&mut tx, "bind", "telegram:5", now, hour).await.unwrap());
    }
    assert_eq!(counted, [1, 2, 3, 1, 2], "the window begins with the first try");
    assert_eq!(tries::count(&mut tx, "bind", "telegram:6", 2 * hour, hour).await.unwrap(), 1);
    assert_eq!(tries::purge(&mut tx, 2 * hour).await.unwrap(), 2);
    assert_eq!(tries::count(&mut tx, "bind", "telegram:5", 2 * hour + 2, hour).await.unwrap(), 1);
    for day in [20_261_123, 20_261_123, 20_261_124] {
        tries::bump(&mut tx, "strangers", day).await.unwrap();
    }
    tx.commit().await.unwrap();
    let strangers = "SELECT CAST(SUM(times) AS BIGINT) FROM counter WHERE name = 'strangers'";
    assert_eq!(database.number(strangers).await, 3);
    assert_eq!(database.number("SELECT COUNT(*) FROM counter").await, 2, "one row a day");
}

#[tokio::test]
async fn the_audit_log_is_appended_in_order() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "局").await;
    let id = hire(&mut tx, "0001", unit).await;
    let subject = audit::of_staff(id);
    audit::append(&mut tx, 1, None, "load", "roster", "3 人").await.unwrap();
    audit::append(&mut tx, 2, Some(id), "bind", &subject, "telegram 5").await.unwrap();
    audit::forget(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
    let first = "SELECT id FROM audit WHERE action = 'load' AND actor IS NULL AND detail = '3 人'";
    let second = format!("SELECT id FROM audit WHERE action = 'bind' AND actor = {id} AND detail = ''");
    assert!(database.number(first).await < database.number(&second).await);
}

#[tokio::test]
async fn an_erased_person_leaves_counts_but_no_trace_of_who() {
    let database = TestDatabase::new().await;
    let mut tx = database.store.begin().await.unwrap();
    let unit = unit_at(&mut tx, "局").await;
    let described = Details {
        birth: Birth::parse("1985-06"),
        post: Some("科员"),
        phone_hash: Some("h"),
        ..details("王小明", unit)
    };
    let id = staff::add(&mut tx, "0001", &described, false, 1).await.unwrap();
    account::bind(&mut tx, "telegram", 5, id, Lang::Zh, 1).await.unwrap();
    staff::grant(&mut tx, id, Grant { role: Role::Owner, unit: None }).await.unwrap();
    invitation::add(&mut tx, id, "token", 1, 2).await.unwrap();
    bind_request::open(&mut tx, "telegram", 6, id, "王小明", "zh", 1).await.unwrap();
    taken_in(&mut tx, "telegram", 1, 5, "{\"text\":\"王小明\"}", 1).await.unwrap();
    inbox::take(&mut tx, "telegram", 5, 2).await.unwrap().unwrap();
    let row = outbox::add(&mut tx, "telegram", 5, false, "王小明，您好", 1).await.unwrap();
    outbox::end(&mut tx, row, "blocked", 2).await.unwrap();
    outbox::add(&mut tx, "telegram", 5, true, "王小明，还有一件事", 3).await.unwrap();
    // Whoever has blocked the bot is erased like the others.
    account::set_reachable(&mut tx, "telegram", 5, false).await.unwrap();
    audit::append(&mut tx, 1, None, "bind", &audit::of_staff(id), "王小明").await.unwrap();

    staff::erase(&mut tx, id, 9).await.unwrap();
    let left = staff::by_id(&mut tx, id).await.unwrap().unwrap();
    assert_eq!((left.name.as_str(), left.birth, left.post, left.phone_hash), ("", None, None, None));
    assert!(!left.active && left.grants.is_empty());
    assert!(staff::by_no(&mut tx, "0001").await.unwrap().is_none(), "the number is free again");
    hire(&mut tx, "0001", unit).await;
    tx.commit().await.unwrap();
    for (table, column) in [("inbox", "raw"), ("outbox", "payload"), ("audit", "detail"), ("staff", "name")] {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} LIKE '%王小明%'");
        assert_eq!(database.number(&sql).await, 0, "{table}.{column}");
    }
    for table in ["account", "invitation", "bind_request", "staff_role"] {
        assert_eq!(database.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
}
