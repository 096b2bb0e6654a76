//! Passwords: set after a step-up, used beside the code, told apart from nothing; and the sign password's lock.

use super::{account_id, person, play};
use anyhow::ensure;
use serde_json::json;
use tests::browser::Browser;
use tests::sign_in;

const PHONE: &str = "13600000011";
const PASSWORD: &str = "青屿的海风很大呀真的";

#[tokio::test(flavor = "multi_thread")]
async fn a_password_is_set_used_and_removed() {
    play(|venue| password(&venue.host)).await;
}

fn password(operator: &Browser) -> anyhow::Result<()> {
    let desk = person(operator, PHONE)?;
    let set = |password: &str| desk.put("/me/password", &json!({"password": password}));
    let enter = |phone: &str, password: &str| {
        let fresh = operator.fresh();
        let answer = fresh.post(
            "/sign-in/password",
            &json!({"phone": phone, "password": password}),
        )?;
        anyhow::Ok((fresh, answer))
    };
    ensure!(
        enter(PHONE, PASSWORD)?.1.code() == "sign_in_wrong",
        "there is no password yet"
    );
    ensure!(set(PASSWORD)?.code() == "step_up_required");
    sign_in::step_up(operator, &desk, PHONE)?;
    ensure!(set("1234567890")?.code() == "password_plain");
    ensure!(set("short")?.code() == "password_length");
    set(PASSWORD)?.ok()?;

    // Another session of the same person was not asked.
    let other = sign_in::by_code(operator, PHONE)?;
    ensure!(other.delete("/me/password")?.code() == "step_up_required");

    let (entered, answer) = enter(PHONE, PASSWORD)?;
    answer.ok()?;
    ensure!(account_id(&entered)? == account_id(&desk)?);
    ensure!(entered.get("/me/means")?.ok()?.json()?["password"] == true);

    // Wrong password and unknown number are one answer.
    let (_, wrong) = enter(PHONE, "青屿的海风很小呀真的")?;
    let (_, unknown) = enter("13600009999", PASSWORD)?;
    ensure!(
        wrong.status == unknown.status && wrong.body == unknown.body,
        "{wrong:?} {unknown:?}"
    );

    desk.delete("/me/password")?.ok()?;
    ensure!(
        enter(PHONE, PASSWORD)?.1.code() == "sign_in_wrong",
        "it was removed"
    );

    // Whoever guesses is stopped, whether or not there is such a number; by code the person still comes in.
    for phone in [PHONE, "13600009998"] {
        let guesses: Vec<String> = (0..11)
            .map(|_| Ok(enter(phone, "guess")?.1.code()))
            .collect::<anyhow::Result<_>>()?;
        ensure!(
            guesses.last().is_some_and(|code| code == "too_many_requests"),
            "{guesses:?}"
        );
    }
    sign_in::by_code(operator, PHONE).map(drop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_password_locks_and_is_recovered() {
    play(|venue| sign_password(&venue.host)).await;
}

fn sign_password(operator: &Browser) -> anyhow::Result<()> {
    let desk = person(operator, PHONE)?;
    let set = |password: &str| desk.put("/me/sign-password", &json!({"password": password}));
    let check = |password: &str| desk.post("/me/sign-password/check", &json!({"password": password}));
    let standing = || anyhow::Ok(desk.get("/me/means")?.ok()?.json()?["sign_password"].clone());
    ensure!(check("274915")?.code() == "sign_password_missing");
    ensure!(set("274915")?.code() == "step_up_required");
    sign_in::step_up(operator, &desk, PHONE)?;
    ensure!(set("123456")?.code() == "password_plain");
    ensure!(set("27491")?.code() == "sign_password_form");
    set("274915")?.ok()?;
    check("２７４９１５")?.ok()?;

    // A right one forgives; five wrong ones in a row lock, also for the right one.
    for _ in 0..4 {
        ensure!(check("000000")?.code() == "sign_password_wrong");
    }
    check("274915")?.ok()?;
    for left in ["4", "3", "2", "1"] {
        let wrong = check("000000")?;
        ensure!(wrong.json()?["params"]["tries_left"] == left, "{wrong:?}");
    }
    ensure!(check("000000")?.code() == "sign_password_locked");
    ensure!(check("274915")?.code() == "sign_password_locked");
    ensure!(standing()? == "locked");

    set("618302")?.ok()?;
    ensure!(standing()? == "set");
    ensure!(check("274915")?.code() == "sign_password_wrong");
    check("618302")?.ok()?;
    guesses_at_once(&desk)
}

/// Twenty guesses at the same moment have five tries together.
fn guesses_at_once(desk: &Browser) -> anyhow::Result<()> {
    let guesses: Vec<_> = (0..20)
        .map(|_| {
            let desk = desk.clone();
            std::thread::spawn(move || {
                Ok(desk
                    .post("/me/sign-password/check", &json!({"password": "000000"}))?
                    .code())
            })
        })
        .collect();
    let codes: Vec<String> = guesses
        .into_iter()
        .map(|guess| guess.join().map_err(|_| anyhow::anyhow!("a guess failed"))?)
        .collect::<anyhow::Result<_>>()?;
    let looked_at = codes.iter().filter(|code| *code == "sign_password_wrong").count();
    ensure!(looked_at == 4, "{codes:?}");
    Ok(())
}
