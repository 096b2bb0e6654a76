//! Signing in: expiry, counted tries, counters per window.

use crate::world::{World, on_every_database};
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ContractId, PartyNo};
use domain::ports::account_desk::{
    BrowserSession, CodeOutcome, Device, LinkRole, OneTimeCode, SessionSubject, SigningLink, Ticket,
};
use domain::timestamp::Timestamp;
use futures_util::future::join_all;
use uuid::Uuid;

on_every_database!(
    a_session_ends_at_its_time_or_when_told,
    putting_a_session_again_replaces_it,
    an_account_sees_its_own_running_sessions,
    a_ticket_is_taken_once_and_in_time,
    links_expire_and_are_revoked_by_role,
    a_code_is_right_once,
    tries_of_a_code_are_counted,
    parallel_tries_are_counted_one_by_one,
    a_code_is_bound_to_purpose_and_session,
    counts_start_again_after_their_window,
);

fn token(text: &str) -> Sha256Hash {
    Sha256Hash::of(text.as_bytes())
}

fn guest(verified: bool) -> BrowserSession {
    let contract = ContractId(Uuid::from_u128(1));
    BrowserSession {
        token: token("guest"),
        subject: SessionSubject::Guest {
            contract,
            role: LinkRole::Party { party: PartyNo(2) },
            verified,
        },
        device: Device {
            browser: "微信".into(),
            system: "Android".into(),
        },
        created: Timestamp(100),
        seen: Timestamp(100),
        expires: Timestamp(200),
    }
}

async fn an_account_sees_its_own_running_sessions(world: World) {
    let desk = &world.store.desk;
    let session = |name: &str, account: u128, seen: i64, expires: i64| BrowserSession {
        token: token(name),
        subject: SessionSubject::Account {
            account: AccountId(Uuid::from_u128(account)),
            operator: false,
        },
        seen: Timestamp(seen),
        expires: Timestamp(expires),
        ..guest(true)
    };
    for session in [
        guest(true),
        session("desk", 9, 110, 200),
        session("phone", 9, 120, 200),
        session("ended", 9, 130, 150),
        session("other", 8, 140, 200),
    ] {
        desk.put_session(session).await.unwrap();
    }
    let seen = async || {
        let own = desk
            .sessions_of(AccountId(Uuid::from_u128(9)), Timestamp(150))
            .await
            .unwrap();
        own.iter()
            .map(|session| (session.token, session.seen.0))
            .collect::<Vec<_>>()
    };
    assert_eq!(seen().await, [(token("phone"), 120), (token("desk"), 110)]);
    desk.touch_session(token("desk"), Timestamp(145)).await.unwrap();
    desk.touch_session(token("phone"), Timestamp(90)).await.unwrap();
    assert_eq!(seen().await, [(token("desk"), 145), (token("phone"), 120)]);
}

async fn a_ticket_is_taken_once_and_in_time(world: World) {
    let desk = &world.store.desk;
    let put = async |body: &str| {
        let ticket = Ticket {
            name: "step-up:1".into(),
            body: body.into(),
            expires: Timestamp(200),
        };
        desk.put_ticket(ticket).await.unwrap();
    };
    put("first").await;
    put("second").await;
    let now = Timestamp(199);
    assert_eq!(
        desk.ticket("step-up:1", now).await.unwrap().as_deref(),
        Some("second")
    );
    assert_eq!(desk.ticket("step-up:1", Timestamp(200)).await.unwrap(), None);
    assert_eq!(desk.ticket("step-up:2", now).await.unwrap(), None);
    let takers = join_all((0..8).map(|_| desk.take_ticket("step-up:1", now))).await;
    let got = takers.into_iter().filter_map(|taken| taken.unwrap());
    assert_eq!(got.collect::<Vec<_>>(), ["second"]);
    put("late").await;
    assert_eq!(desk.take_ticket("step-up:1", Timestamp(200)).await.unwrap(), None);
}

async fn a_session_ends_at_its_time_or_when_told(world: World) {
    let desk = &world.store.desk;
    let account = SessionSubject::Account {
        account: AccountId(Uuid::from_u128(9)),
        operator: true,
    };
    let signed_in = BrowserSession {
        token: token("account"),
        subject: account,
        ..guest(true)
    };
    for session in [guest(false), signed_in] {
        let token = session.token;
        desk.put_session(session.clone()).await.unwrap();
        assert_eq!(desk.session(token, Timestamp(199)).await.unwrap(), Some(session));
        assert_eq!(desk.session(token, Timestamp(200)).await.unwrap(), None);
        desk.end_session(token).await.unwrap();
        assert_eq!(desk.session(token, Timestamp(150)).await.unwrap(), None);
    }
}

async fn putting_a_session_again_replaces_it(world: World) {
    let desk = &world.store.desk;
    desk.put_session(guest(false)).await.unwrap();
    let longer = BrowserSession {
        expires: Timestamp(900),
        ..guest(true)
    };
    desk.put_session(longer.clone()).await.unwrap();
    assert_eq!(
        desk.session(token("guest"), Timestamp(500)).await.unwrap(),
        Some(longer)
    );
}

async fn links_expire_and_are_revoked_by_role(world: World) {
    let desk = &world.store.desk;
    let (here, elsewhere) = (ContractId(Uuid::from_u128(1)), ContractId(Uuid::from_u128(2)));
    let party = |no| LinkRole::Party { party: PartyNo(no) };
    let link = |name: &str, contract, role| SigningLink {
        token: token(name),
        contract,
        role,
        expires: Timestamp(200),
    };
    for link in [
        link("one", here, party(1)),
        link("again", here, party(1)),
        link("two", here, party(2)),
        link("stage", here, LinkRole::Stage),
        link("other", elsewhere, party(1)),
    ] {
        desk.put_link(link.clone()).await.unwrap();
        assert_eq!(
            desk.link(link.token, Timestamp(199)).await.unwrap(),
            Some(link.clone())
        );
        assert_eq!(desk.link(link.token, Timestamp(200)).await.unwrap(), None);
    }
    desk.revoke_links(here, party(1)).await.unwrap();
    for (name, there) in [
        ("one", false),
        ("again", false),
        ("two", true),
        ("stage", true),
        ("other", true),
    ] {
        assert_eq!(
            desk.link(token(name), Timestamp(0)).await.unwrap().is_some(),
            there,
            "{name}"
        );
    }
}

fn code(tries_left: u8) -> OneTimeCode {
    OneTimeCode {
        purpose: "sign-in:1".into(),
        code: token("123456"),
        session: token("browser"),
        expires: Timestamp(200),
        tries_left,
    }
}

async fn attempt(world: &World, text: &str, now: i64) -> CodeOutcome {
    let desk = &world.store.desk;
    desk.try_code("sign-in:1", token("browser"), token(text), Timestamp(now))
        .await
        .unwrap()
}

async fn a_code_is_right_once(world: World) {
    assert_eq!(attempt(&world, "123456", 100).await, CodeOutcome::Gone);
    world.store.desk.put_code(code(3)).await.unwrap();
    assert_eq!(attempt(&world, "123456", 200).await, CodeOutcome::Gone, "expired");
    assert_eq!(attempt(&world, "123456", 199).await, CodeOutcome::Right);
    assert_eq!(attempt(&world, "123456", 199).await, CodeOutcome::Gone);
}

async fn tries_of_a_code_are_counted(world: World) {
    world.store.desk.put_code(code(2)).await.unwrap();
    assert_eq!(
        attempt(&world, "000000", 1).await,
        CodeOutcome::Wrong { tries_left: 1 }
    );
    assert_eq!(
        attempt(&world, "000000", 1).await,
        CodeOutcome::Wrong { tries_left: 0 }
    );
    assert_eq!(attempt(&world, "123456", 1).await, CodeOutcome::Gone);
    world.store.desk.put_code(code(2)).await.unwrap();
    assert_eq!(
        attempt(&world, "123456", 1).await,
        CodeOutcome::Right,
        "a new code has its own tries"
    );
}

async fn parallel_tries_are_counted_one_by_one(world: World) {
    world.store.desk.put_code(code(5)).await.unwrap();
    let guesses: Vec<String> = (0..20).map(|n| format!("{n:06}")).collect();
    let outcomes = join_all(guesses.iter().map(|guess| attempt(&world, guess, 1))).await;
    let mut left: Vec<u8> = outcomes
        .iter()
        .filter_map(|outcome| match outcome {
            CodeOutcome::Wrong { tries_left } => Some(*tries_left),
            _ => None,
        })
        .collect();
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4], "{outcomes:?}");
}

async fn a_code_is_bound_to_purpose_and_session(world: World) {
    let desk = &world.store.desk;
    desk.put_code(code(3)).await.unwrap();
    let (right, now) = (token("123456"), Timestamp(1));
    let elsewhere = desk
        .try_code("sign-in:1", token("other browser"), right, now)
        .await
        .unwrap();
    let otherwise = desk
        .try_code("join:1", token("browser"), right, now)
        .await
        .unwrap();
    assert_eq!((elsewhere, otherwise), (CodeOutcome::Gone, CodeOutcome::Gone));
    assert_eq!(attempt(&world, "123456", 1).await, CodeOutcome::Right);
}

async fn counts_start_again_after_their_window(world: World) {
    let desk = &world.store.desk;
    let count =
        async |key: &str, now, until| desk.count(key, Timestamp(now), Timestamp(until)).await.unwrap();
    assert_eq!(count("sms:1", 10, 60).await, 1);
    assert_eq!(count("sms:2", 10, 60).await, 1);
    assert_eq!(
        count("sms:1", 59, 119).await,
        2,
        "the window that began first goes on"
    );
    assert_eq!(count("sms:1", 60, 120).await, 1);
    assert_eq!(count("sms:1", 119, 180).await, 2);
}
