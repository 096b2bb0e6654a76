//! The account 账号: one person who signs in to the hub, what that person agreed to, and who they were found to be.

pub mod command;
pub mod decide;
pub mod event;
pub mod state;

use crate::aggregate::{Aggregate, EffectBody, Envelope, Projection, Recorded, Timer};
use crate::ids::StreamId;
use command::AccountCommand;
use decide::AccountRejection;
use event::AccountEvent;
use serde::{Deserialize, Serialize};
use state::{AccountState, VerifiedIdentity};

/// The account aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Account {}

/// What an account asks of the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum AccountEffect {
    /// Commits its log, up to this line at least, to the Merkle log.
    Anchor { n: u64 },
}

impl EffectBody for AccountEffect {}

impl Aggregate for Account {
    const KIND: &'static str = "account";
    type State = AccountState;
    type Command = AccountCommand;
    type Event = AccountEvent;
    type Rejection = AccountRejection;
    type Effect = AccountEffect;

    fn decide(
        state: &AccountState,
        command: &Envelope<AccountCommand>,
    ) -> Result<Vec<AccountEvent>, AccountRejection> {
        decide::decide(state, command)
    }

    fn evolve(state: &mut AccountState, recorded: &Recorded<AccountEvent>) {
        match &recorded.event {
            AccountEvent::Opened { phone } => {
                state.opened = true;
                state.phone = Some(phone.clone());
            }
            AccountEvent::PhoneChanged { phone, .. } => state.phone = Some(phone.clone()),
            AccountEvent::AgreementAccepted { kind, version, .. } => {
                state.agreements.push((*kind, version.clone()));
            }
            AccountEvent::OperatorMade {} => state.operator = true,
            AccountEvent::PasswordSet { .. } => state.has_password = true,
            AccountEvent::PasswordRemoved { .. } => state.has_password = false,
            AccountEvent::SignPasswordSet { .. } => state.has_sign_password = true,
            AccountEvent::PasskeyAdded { passkey, .. } => state.passkeys.push(*passkey),
            AccountEvent::PasskeyRemoved { passkey, .. } | AccountEvent::PasskeyDistrusted { passkey } => {
                state.passkeys.retain(|known| known != passkey);
            }
            AccountEvent::IdentityVerified {
                check,
                document,
                name,
                number,
                ..
            } => {
                state.identity = Some(VerifiedIdentity {
                    check: *check,
                    document: *document,
                    name: name.clone(),
                    number: number.clone(),
                    at: recorded.at,
                });
            }
            AccountEvent::WechatBound { .. } => state.has_wechat = true,
            AccountEvent::WechatUnbound { .. } => state.has_wechat = false,
        }
    }

    fn effects(_: &AccountState, event: &Recorded<AccountEvent>) -> Vec<AccountEffect> {
        vec![AccountEffect::Anchor { n: event.seq }]
    }

    fn timers(_: &AccountState) -> Vec<Timer> {
        Vec::new()
    }

    fn timer_command(_: &str) -> Option<AccountCommand> {
        None
    }

    fn projections(_: &StreamId, _: &AccountState) -> Vec<Projection> {
        Vec::new()
    }

    fn broken_invariants(state: &AccountState) -> Vec<&'static str> {
        let has_means = state.operator || state.has_password || !state.passkeys.is_empty();
        if has_means && !state.opened {
            vec!["whatever opens an account belongs to one that is there"]
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests;
