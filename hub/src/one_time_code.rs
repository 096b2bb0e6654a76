//! One-time codes: six digits, five minutes, five tries, bound to a purpose and a browser (security C9, C10).

use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, ContractId, PartyNo};
use domain::ports::account_desk::{CodeOutcome, OneTimeCode};
use domain::ports::rows::OutboxMessage;

const LIFE_MS: i64 = 5 * 60_000;
const TRIES: u8 = 5;
/// Codes per phone number and hour; in a demonstration the same numbers come back again and again.
const PER_HOUR: u32 = 10;
const HOUR_MS: i64 = 3_600_000;

/// What a code lets somebody do. A code for one purpose opens no other.
pub enum Purpose<'a> {
    SignIn {
        phone: &'a str,
    },
    Join {
        contract: ContractId,
        party: PartyNo,
    },
    /// A reader 抄送人 shows that the address is theirs.
    Read {
        contract: ContractId,
        reader: u8,
    },
    /// Somebody who is signed in shows once more that it is them.
    StepUp {
        account: AccountId,
    },
    /// Whoever is to have the account's next number shows that it is theirs.
    NewPhone {
        account: AccountId,
        phone: &'a str,
    },
}

impl Purpose<'_> {
    fn name(&self, hub: &Hub) -> String {
        match self {
            Self::SignIn { phone } => format!("sign-in:{}", hub.blind_index(phone)),
            Self::Read { contract, reader } => format!("read:{contract}/{reader}"),
            Self::StepUp { account } => format!("step-up:{account}"),
            Self::NewPhone { account, phone } => {
                format!("new-phone:{account}/{}", hub.blind_index(phone))
            }
            Self::Join { contract, party } => format!("join:{contract}/{party}"),
        }
    }
}

/// Makes a code and sends it to `phone`; an earlier one for the same purpose and browser ends.
pub async fn send(
    hub: &Hub,
    purpose: &Purpose<'_>,
    phone: &str,
    contract: Option<ContractId>,
    browser: Sha256Hash,
) -> Result<(), Problem> {
    let now = hub.clock.now();
    let hour_end = domain::timestamp::Timestamp((now.0 / HOUR_MS + 1) * HOUR_MS);
    let key = format!("code:{}", hub.blind_index(phone));
    let count = hub.store.desk.count(&key, now, hour_end).await;
    if count.map_err(|e| Problem::internal("count codes", e))? > PER_HOUR {
        return Err(Problem::new("code_too_often"));
    }
    let digits = six_digits(hub);
    let code = OneTimeCode {
        purpose: purpose.name(hub),
        code: digest(hub, &digits),
        session: browser,
        expires: now.plus_millis(LIFE_MS),
        tries_left: TRIES,
    };
    hub.store
        .desk
        .put_code(code)
        .await
        .map_err(|e| Problem::internal("store a code", e))?;
    let message = OutboxMessage {
        id: 0,
        at: now,
        to_phone: phone.to_owned(),
        contract,
        text: format!("【会签】验证码 {digits}，5 分钟内有效，请勿告诉他人。 Your Huiqian code is {digits}."),
    };
    hub.store
        .rows
        .send(message)
        .await
        .map_err(|e| Problem::internal("send a code", e))?;
    Ok(())
}

/// Uses a code up, or says why not.
pub async fn check(hub: &Hub, purpose: &Purpose<'_>, code: &str, browser: Sha256Hash) -> Result<(), Problem> {
    let outcome = hub
        .store
        .desk
        .try_code(
            &purpose.name(hub),
            browser,
            digest(hub, code.trim()),
            hub.clock.now(),
        )
        .await;
    match outcome.map_err(|e| Problem::internal("check a code", e))? {
        CodeOutcome::Right => Ok(()),
        CodeOutcome::Wrong { tries_left } => Err(Problem::new("code_wrong").with("tries_left", tries_left)),
        CodeOutcome::Gone => Err(Problem::new("code_gone")),
    }
}

/// Uniform in 000000–999999: values at or above the largest multiple of a million are drawn again.
fn six_digits(hub: &Hub) -> String {
    loop {
        let mut bytes = [0; 4];
        hub.clock.fill_random(&mut bytes);
        let value = u32::from_le_bytes(bytes);
        if value < 4_294_000_000 {
            return format!("{:06}", value % 1_000_000);
        }
    }
}

fn digest(hub: &Hub, code: &str) -> Sha256Hash {
    Sha256Hash::of_parts(&[b"one-time-code\0", &hub.lookup_key, code.as_bytes()])
}
