//! Binding an account to a person: by an invitation, by the phone number, by
//! staff number and name with an administrator's approval, and the first
//! owner by a one-time code. Tries are limited.

use unicode_normalization::UnicodeNormalization as _;

use super::general;
use crate::{
    chat::{
        commands::{self, Command},
        house::token_hash,
        incoming::Event,
        say::Say,
        screens::{binding::Binding, line::Line},
        turn::{Done, Turn, TurnError},
    },
    domain::{
        blank::comparable,
        calendar::day_number,
        ids::StaffId,
        person::{Grant, Role, UnitPath},
    },
    store::{
        account::{self, Address, Person},
        audit, bind_request, invitation, meta,
        staff::{self, Details, Member},
        tries, unit,
    },
};

/// Where the hash of the first owner's code is kept.
pub const OWNER_CODE: &str = "owner_code";
const HOUR_MS: i64 = 3_600_000;

/// Someone whom nobody knows.
pub(super) async fn stranger(turn: &mut Turn<'_>) -> Done {
    match &turn.incoming.event {
        Event::Contact { phone, own } => contact(turn, phone, *own).await,
        Event::Text(text) => typed(turn, text).await,
        Event::Ignored | Event::Blocked => Ok(()),
        _ => introduce(turn).await,
    }
}

async fn typed(turn: &mut Turn<'_>, text: &str) -> Done {
    if text.chars().count() > super::text::LONGEST {
        return introduce(turn).await;
    }
    match commands::typed(text) {
        Some(typed) if typed.command == Command::Start && !typed.rest.is_empty() => {
            invited(turn, typed.rest).await
        }
        Some(typed) if typed.command == Command::Claim => claim(turn, None, typed.rest).await,
        Some(_) => introduce(turn).await,
        None => match number_and_name(text) {
            Some((staff_no, name)) => asked(turn, &staff_no, &name).await,
            None => introduce(turn).await,
        },
    }
}

/// The one polite line, at most once an hour; a counter is all that stays.
async fn introduce(turn: &mut Turn<'_>) -> Done {
    tries::bump(turn.tx, "strangers", day_number(turn.house.day(turn.now))).await?;
    if turn.house.strangers.awaits(turn.incoming.chat, turn.now) {
        turn.introduce();
    }
    Ok(())
}

/// Whether the account may try once more; tells it if not: a stranger once,
/// someone who is bound each time.
async fn may_try(turn: &mut Turn<'_>, is_bound: bool) -> Result<bool, TurnError> {
    let subject = format!("{} {}", turn.channel(), turn.account());
    let times = tries::count(turn.tx, "bind", &subject, turn.now.0, HOUR_MS).await?;
    let allowed = i64::from(turn.house.rules.bind_tries_per_hour);
    if times == allowed + 1 || (is_bound && times > allowed) {
        turn.send(&Say::Binding(Binding::TooManyTries));
    }
    Ok(times <= allowed)
}

/// An invitation's token from the link.
async fn invited(turn: &mut Turn<'_>, token: &str) -> Done {
    if !may_try(turn, false).await? {
        return Ok(());
    }
    let hash = token_hash(token);
    let refusal = match invitation::find(turn.tx, &hash).await? {
        None => Binding::InvitationUnknown,
        Some(found) if found.used_at.is_some() => Binding::InvitationUsed,
        Some(found) if found.expires_at <= turn.now.0 => Binding::InvitationExpired,
        Some(found) => {
            let member = staff::by_id(turn.tx, found.staff).await?.filter(|member| member.active);
            match member {
                Some(member) if invitation::consume(turn.tx, &hash, turn.now.0).await? => {
                    return bind(turn, &member, "invitation").await;
                }
                _ => Binding::InvitationUnknown,
            }
        }
    };
    turn.send(&Say::Binding(refusal));
    Ok(())
}

/// Someone who is bound follows an invitation: their own is used up, another's
/// is left alone.
pub(super) async fn invited_again(turn: &mut Turn<'_>, person: &Person, token: &str) -> Done {
    let hash = token_hash(token);
    let own = invitation::find(turn.tx, &hash).await?.is_some_and(|found| found.staff == person.staff);
    if own {
        invitation::consume(turn.tx, &hash, turn.now.0).await?;
    }
    super::text::bound_already(turn);
    Ok(())
}

/// A contact card.
async fn contact(turn: &mut Turn<'_>, phone: &str, own: bool) -> Done {
    if !own {
        turn.send(&Say::Binding(Binding::NotOwnContact));
        return Ok(());
    }
    if !may_try(turn, false).await? {
        return Ok(());
    }
    let hash = turn.house.phone_key.hash(phone);
    let found = staff::by_phone(turn.tx, &hash).await?;
    let [member] = found.as_slice() else {
        turn.send(&Say::Binding(Binding::PhoneUnknown));
        return Ok(());
    };
    // One account a person and channel: re-binding is an administrator's.
    match account::on_channel(turn.tx, turn.channel(), member.id).await? {
        None => bind(turn, member, "phone").await,
        Some(_) => ask(turn, member).await,
    }
}

/// A staff number and a name, parted by blanks or a comma or not at all, with
/// or without the words that say which is which.
fn number_and_name(text: &str) -> Option<(String, String)> {
    let mut text: String = text.nfkc().collect();
    for word in ["工号", "姓名", "我叫", "我是"] {
        text = text.replace(word, " ");
    }
    let (number, name) = in_parts(&text).or_else(|| in_one(text.trim()))?;
    (has_digit(&number) && !name.is_empty() && !has_digit(&name)).then_some((number, name))
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

fn in_parts(text: &str) -> Option<(String, String)> {
    let mut parts = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '、' | '。' | '+'))
        .filter(|part| !part.is_empty());
    let first = parts.next()?.to_owned();
    let rest: Vec<&str> = parts.collect();
    let last = rest.last()?;
    Some(if has_digit(&first) { (first, rest.concat()) } else { ((*last).to_owned(), first) })
}

/// The number is all that can be typed as one; the name is Chinese, of more
/// than one character (2026年 is no name).
fn in_one(text: &str) -> Option<(String, String)> {
    let of_number = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/');
    let after = text.trim_start_matches(of_number);
    let before = text.trim_end_matches(of_number);
    let (number, name) = if after.len() < text.len() {
        (&text[..text.len() - after.len()], after)
    } else {
        (&text[before.len()..], before)
    };
    let in_chinese =
        name.chars().count() > 1 && name.chars().all(|c| !c.is_ascii() && c.is_alphabetic() || c == '·');
    in_chinese.then(|| (number.to_owned(), name.to_owned()))
}

async fn asked(turn: &mut Turn<'_>, staff_no: &str, name: &str) -> Done {
    if !may_try(turn, false).await? {
        return Ok(());
    }
    let found = staff::by_no(turn.tx, staff_no).await?;
    match found.filter(|member| member.active && comparable(&member.name) == comparable(name)) {
        Some(member) => ask(turn, &member).await,
        None => {
            turn.send(&Say::Binding(Binding::NoMatch));
            Ok(())
        }
    }
}

/// Asks the administrators.
async fn ask(turn: &mut Turn<'_>, member: &Member) -> Done {
    let (channel, account, lang) = (turn.channel(), turn.account(), turn.lang());
    let shown_name = turn.incoming.sender.shown_name.clone();
    let opened =
        bind_request::open(turn.tx, channel, account, member.id, &shown_name, lang.code(), turn.now.0)
            .await?;
    let screen = crate::chat::screens::admin::BindRequest {
        id: opened,
        shown_name,
        staff_no: member.staff_no.clone(),
        name: member.name.clone(),
        unit: member.unit_path.clone(),
        decision: None,
    };
    for address in account::addresses_of(turn.tx, Role::Administrator, Role::Owner).await? {
        turn.notify(&address, &Say::BindRequest(screen.clone()));
    }
    turn.send(&Say::Binding(Binding::Asked));
    Ok(())
}

/// Makes an account a person's. The account they had before is told, and no
/// invitation is left with which another could take this one's place.
pub(super) async fn attach(
    turn: &mut Turn<'_>,
    staff: StaffId,
    address: &Address,
) -> Result<Person, TurnError> {
    for former in account::addresses(turn.tx, staff).await? {
        if former.channel == address.channel && former.account != address.account {
            turn.notify(&former, &Say::Line(Line::Released));
        }
    }
    account::bind(turn.tx, &address.channel, address.account, staff, address.lang, turn.now.0).await?;
    invitation::withdraw(turn.tx, staff).await?;
    let person = account::person(turn.tx, &address.channel, address.account).await?;
    person.ok_or(TurnError::Bug("a person who was just bound is not there"))
}

/// Binds the account that speaks.
async fn bind(turn: &mut Turn<'_>, member: &Member, by: &str) -> Done {
    let (channel, account, lang) = (turn.channel(), turn.account(), turn.lang());
    let address = Address { channel: channel.to_owned(), account, lang };
    let person = attach(turn, member.id, &address).await?;
    let subject = audit::of_staff(member.id);
    audit::append(turn.tx, turn.now.0, Some(member.id), "bind", &subject, &format!("{channel} by {by}"))
        .await?;
    // Takes the key to share the contact away.
    turn.send(&Say::Binding(Binding::Bound));
    general::home(turn, &person, true);
    Ok(())
}

/// The first owner claims the office with the code that `baiti serve` printed:
/// `/claim code staff-number name`. Someone who is bound needs only the code.
pub(super) async fn claim(turn: &mut Turn<'_>, person: Option<&Person>, rest: &str) -> Done {
    if !may_try(turn, person.is_some()).await? {
        return Ok(());
    }
    let (code, who) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let who = number_and_name(who);
    if code.is_empty() || (person.is_none() && who.is_none()) {
        turn.send(&Say::Binding(Binding::ClaimHow));
        return Ok(());
    }
    let hash = token_hash(&code.trim().to_uppercase());
    if staff::holders(turn.tx, Role::Owner).await? > 0 || !meta::take(turn.tx, OWNER_CODE, &hash).await? {
        turn.send(&Say::Binding(Binding::ClaimRefused));
        return Ok(());
    }
    let id = match (person, who) {
        (Some(person), _) => person.staff,
        (None, Some((staff_no, name))) => first_person(turn, &staff_no, &name).await?,
        (None, None) => return Err(TurnError::Bug("a claim of nobody")),
    };
    staff::grant(turn.tx, id, Grant { role: Role::Owner, unit: None }).await?;
    audit::append(turn.tx, turn.now.0, Some(id), "claim", &audit::of_staff(id), "owner").await?;
    if person.is_some() {
        // The menu of the new role.
        let owner = account::person(turn.tx, turn.channel(), turn.account()).await?;
        let owner = owner.ok_or(TurnError::Bug("the owner is not there"))?;
        turn.set_menu(turn.incoming.chat, &owner, turn.lang());
    } else {
        let member = staff::by_id(turn.tx, id).await?.ok_or(TurnError::Bug("the owner is not there"))?;
        bind(turn, &member, "claim").await?;
    }
    turn.send(&Say::Binding(Binding::Claimed));
    Ok(())
}

/// The person with this number; where the roster is still empty of them, they
/// are its first entry.
async fn first_person(turn: &mut Turn<'_>, staff_no: &str, name: &str) -> Result<StaffId, TurnError> {
    match staff::by_no(turn.tx, staff_no).await? {
        Some(member) if !member.sample => return Ok(member.id),
        // A made-up person must not hand their number on, nor their roles with it.
        Some(sample) => staff::erase(turn.tx, sample.id, turn.now.0).await?,
        None => {}
    }
    // From here on real people are ranked.
    staff::retire_samples(turn.tx, turn.now.0).await?;
    let office = UnitPath::parse("本单位").ok_or(TurnError::Bug("the office has a name"))?;
    let unit = unit::ensure(turn.tx, &office).await?;
    let details = Details { name, unit, birth: None, post: None, phone_hash: None };
    Ok(staff::add(turn.tx, staff_no, &details, false, turn.now.0).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_name_come_in_either_order() {
        let expected = Some(("0012".to_owned(), "张三".to_owned()));
        for text in ["0012 张三", "0012　张三", "张三 0012", "0012，张三", "0012 张 三", " 0012、张三"]
        {
            assert_eq!(number_and_name(text), expected, "{text}");
        }
        for text in ["0012", "张三", "你好 吗", "12 34", "", "今天是11月23日", "2026年", "/start"]
        {
            assert_eq!(number_and_name(text), None, "{text}");
        }
    }

    #[test]
    fn number_and_name_come_as_input_methods_and_people_write_them() {
        let expected = Some(("0012".to_owned(), "张三".to_owned()));
        for text in [
            "００１２ 张三",
            "０012，张三",
            "0012张三",
            "张三0012",
            "工号0012 姓名张三",
            "工号：０012，姓名：张三。",
            "姓名：张三\n工号：0012",
            "我是张三，工号0012",
            "我叫张三 0012",
        ] {
            assert_eq!(number_and_name(text), expected, "{text}");
        }
        assert_eq!(number_and_name("A-07阿依·古丽"), Some(("A-07".to_owned(), "阿依·古丽".to_owned())));
    }
}
