//! The account 账号: one person who signs in to the hub, and what that person agreed to.

use crate::aggregate::{
    Aggregate, Caller, EffectBody, Envelope, EventBody, Projection, Recorded, Refusal, Timer,
};
use crate::agreements::{self, AGREEMENTS, Agreement};
use crate::contract::decide::opening::is_phone;
use crate::contract::event::ConsentKind;
use crate::hash::Sha256Hash;
use crate::ids::StreamId;
use crate::personal::{Personal, PersonalSlot};
use serde::{Deserialize, Serialize};

/// The account aggregate.
#[derive(Debug, Clone, Copy)]
pub enum Account {}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "$t", content = "body")]
pub enum AccountEvent {
    #[serde(rename = "hub.account_opened.v1")]
    Opened { phone: Personal },
    #[serde(rename = "hub.agreement_accepted.v1")]
    AgreementAccepted {
        kind: ConsentKind,
        version: String,
        text: Sha256Hash,
    },
    /// The first start's one-time link was used: this account runs the platform.
    #[serde(rename = "hub.operator_made.v1")]
    OperatorMade {},
}

impl EventBody for AccountEvent {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        if let Self::Opened { phone } = self {
            visit(PersonalSlot {
                path: "phone".into(),
                subject: "account".into(),
                personal: phone,
            });
        }
    }
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AccountCommand {
    Open {
        phone: String,
    },
    /// The person accepts one text in force, in the language that was shown.
    AcceptAgreement {
        kind: ConsentKind,
        version: String,
        text: Sha256Hash,
    },
    MakeOperator,
}

#[derive(Clone, Debug, Default)]
pub struct AccountState {
    pub opened: bool,
    pub phone: Option<Personal>,
    pub operator: bool,
    /// Kind and version of what was accepted.
    pub agreements: Vec<(ConsentKind, String)>,
}

/// What somebody accepts before hosting. Parties are asked for more, in their own contract's log.
const BEFORE_HOSTING: [ConsentKind; 2] = [ConsentKind::Terms, ConsentKind::Privacy];

impl AccountState {
    /// Texts in force that this person has not accepted in their present version.
    pub fn owed_agreements(&self) -> Vec<ConsentKind> {
        let owed = |agreement: &&Agreement| {
            let accepted = |(kind, version): &(ConsentKind, String)| {
                *kind == agreement.kind && version == agreement.version
            };
            BEFORE_HOSTING.contains(&agreement.kind) && !self.agreements.iter().any(accepted)
        };
        AGREEMENTS
            .iter()
            .filter(owed)
            .map(|agreement| agreement.kind)
            .collect()
    }
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum AccountRejection {
    #[error("there is no such account")]
    NotOpen,
    #[error("the phone number is not of the right form")]
    Phone,
    #[error("this caller may not do this")]
    NotAllowed,
    #[error("this is not a text in force")]
    AgreementChanged,
}

impl Refusal for AccountRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotOpen => "account_not_found",
            Self::Phone => "phone_malformed",
            Self::NotAllowed => "not_allowed",
            Self::AgreementChanged => "agreement_changed",
        }
    }
}

/// An account asks nothing of the world yet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AccountEffect {}

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
        match &command.body {
            AccountCommand::Open { .. } if state.opened => Ok(Vec::new()),
            AccountCommand::Open { phone } if is_phone(phone) => Ok(vec![AccountEvent::Opened {
                phone: Personal::commit(&command.seed, "phone", phone),
            }]),
            AccountCommand::Open { .. } => Err(AccountRejection::Phone),
            _ if !state.opened => Err(AccountRejection::NotOpen),
            AccountCommand::AcceptAgreement { .. } if !matches!(command.by, Caller::Account(_)) => {
                Err(AccountRejection::NotAllowed)
            }
            AccountCommand::AcceptAgreement { kind, version, text } => {
                if !agreements::is_text_of(*kind, version, *text) {
                    return Err(AccountRejection::AgreementChanged);
                }
                let known = state.agreements.iter().any(|(k, v)| k == kind && v == version);
                Ok(if known {
                    Vec::new()
                } else {
                    vec![AccountEvent::AgreementAccepted {
                        kind: *kind,
                        version: version.clone(),
                        text: *text,
                    }]
                })
            }
            AccountCommand::MakeOperator if command.by != Caller::Hub => Err(AccountRejection::NotAllowed),
            AccountCommand::MakeOperator if state.operator => Ok(Vec::new()),
            AccountCommand::MakeOperator => Ok(vec![AccountEvent::OperatorMade {}]),
        }
    }

    fn evolve(state: &mut AccountState, recorded: &Recorded<AccountEvent>) {
        match &recorded.event {
            AccountEvent::Opened { phone } => {
                state.opened = true;
                state.phone = Some(phone.clone());
            }
            AccountEvent::AgreementAccepted { kind, version, .. } => {
                state.agreements.push((*kind, version.clone()));
            }
            AccountEvent::OperatorMade {} => state.operator = true,
        }
    }

    fn effects(_: &AccountState, _: &Recorded<AccountEvent>) -> Vec<AccountEffect> {
        Vec::new()
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
        if state.operator && !state.opened {
            vec!["an operator has an account"]
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests;
