//! What an account takes, and which events follow.

use super::command::{AccountCommand, MeansChange};
use super::event::{AccountEvent, Confirmation, IdentityCheck};
use super::state::AccountState;
use crate::aggregate::{Caller, Envelope, Refusal};
use crate::agreements;
use crate::contract::decide::opening::is_phone;
use crate::identity_document::{DocumentKind, IdentityDocument};
use crate::personal::Personal;
use crate::written_text::require_text;

/// Longest name of a person, in characters.
const LONGEST_NAME: usize = 60;
/// Passkeys of one account.
const MOST_PASSKEYS: usize = 20;

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
    #[error("there is no such passkey")]
    NoPasskey,
    #[error("this passkey belongs to the account already")]
    PasskeyKnown,
    #[error("there are as many passkeys as an account may have")]
    TooManyPasskeys,
    #[error("the name is missing, too long, or holds characters that no name has")]
    Name,
    #[error("the document's number cannot be right")]
    DocumentNumber,
    #[error("the account was verified as another person")]
    OtherPerson,
    #[error("the account has no verified identity to prove itself with")]
    NotVerified,
}

impl Refusal for AccountRejection {
    fn code(&self) -> &'static str {
        match self {
            Self::NotOpen => "account_not_found",
            Self::Phone => "phone_malformed",
            Self::NotAllowed => "not_allowed",
            Self::AgreementChanged => "agreement_changed",
            Self::NoPasskey => "no_passkey",
            Self::PasskeyKnown => "passkey_known",
            Self::TooManyPasskeys => "too_many_passkeys",
            Self::Name => "name_malformed",
            Self::DocumentNumber => "document_number_wrong",
            Self::OtherPerson => "other_person",
            Self::NotVerified => "identity_not_verified",
        }
    }
}

type Decision = Result<Vec<AccountEvent>, AccountRejection>;

pub(super) fn decide(state: &AccountState, command: &Envelope<AccountCommand>) -> Decision {
    match &command.body {
        AccountCommand::Open { .. } if state.opened => Ok(Vec::new()),
        AccountCommand::Open { phone } if is_phone(phone) => Ok(vec![AccountEvent::Opened {
            phone: Personal::commit(&command.seed, "phone", phone),
        }]),
        AccountCommand::Open { .. } => Err(AccountRejection::Phone),
        _ if !state.opened => Err(AccountRejection::NotOpen),
        AccountCommand::AcceptAgreement { kind, version, text } => {
            require_person(command)?;
            if !agreements::is_text_of(*kind, version, *text) {
                return Err(AccountRejection::AgreementChanged);
            }
            let known = state.agreements.iter().any(|(k, v)| k == kind && v == version);
            Ok(unless(
                known,
                AccountEvent::AgreementAccepted {
                    kind: *kind,
                    version: version.clone(),
                    text: *text,
                },
            ))
        }
        AccountCommand::MakeOperator => {
            require_hub(command)?;
            Ok(unless(state.operator, AccountEvent::OperatorMade {}))
        }
        AccountCommand::ChangeMeans { change, confirmed } => {
            require_person(command)?;
            change_means(state, *change, *confirmed)
        }
        AccountCommand::DistrustPasskey { passkey } => {
            require_hub(command)?;
            let passkey = *passkey;
            let known = state.passkeys.contains(&passkey);
            Ok(unless(!known, AccountEvent::PasskeyDistrusted { passkey }))
        }
        AccountCommand::ChangePhone { phone, confirmed } => change_phone(state, command, phone, *confirmed),
        AccountCommand::VerifyIdentity {
            check,
            document,
            name,
            number,
            receipt,
        } => {
            require_hub(command)?;
            let given = GivenIdentity {
                document: *document,
                name,
                number,
                receipt,
            };
            verify_identity(state, command, *check, given)
        }
        AccountCommand::BindWechat { wechat } => {
            require_hub(command)?;
            Ok(unless(
                state.has_wechat,
                AccountEvent::WechatBound {
                    wechat: Personal::commit(&command.seed, "wechat", wechat),
                },
            ))
        }
    }
}

fn require_person(command: &Envelope<AccountCommand>) -> Result<(), AccountRejection> {
    match command.by {
        Caller::Account(_) => Ok(()),
        _ => Err(AccountRejection::NotAllowed),
    }
}

fn require_hub(command: &Envelope<AccountCommand>) -> Result<(), AccountRejection> {
    match command.by {
        Caller::Hub => Ok(()),
        _ => Err(AccountRejection::NotAllowed),
    }
}

/// The event, where it is not so already.
fn unless(already: bool, event: AccountEvent) -> Vec<AccountEvent> {
    if already { Vec::new() } else { vec![event] }
}

fn change_means(state: &AccountState, change: MeansChange, confirmed: Confirmation) -> Decision {
    Ok(match change {
        MeansChange::SetPassword => vec![AccountEvent::PasswordSet { confirmed }],
        MeansChange::RemovePassword => {
            unless(!state.has_password, AccountEvent::PasswordRemoved { confirmed })
        }
        MeansChange::SetSignPassword => vec![AccountEvent::SignPasswordSet { confirmed }],
        MeansChange::AddPasskey { passkey, .. } if state.passkeys.contains(&passkey) => {
            return Err(AccountRejection::PasskeyKnown);
        }
        MeansChange::AddPasskey { .. } if state.passkeys.len() >= MOST_PASSKEYS => {
            return Err(AccountRejection::TooManyPasskeys);
        }
        MeansChange::AddPasskey { passkey, key } => vec![AccountEvent::PasskeyAdded {
            passkey,
            key,
            confirmed,
        }],
        MeansChange::RemovePasskey { passkey } if !state.passkeys.contains(&passkey) => {
            return Err(AccountRejection::NoPasskey);
        }
        MeansChange::RemovePasskey { passkey } => vec![AccountEvent::PasskeyRemoved { passkey, confirmed }],
        MeansChange::UnbindWechat => unless(!state.has_wechat, AccountEvent::WechatUnbound { confirmed }),
    })
}

/// Saying the number that the account has changes nothing.
fn change_phone(
    state: &AccountState,
    command: &Envelope<AccountCommand>,
    phone: &str,
    confirmed: Confirmation,
) -> Decision {
    require_person(command)?;
    if !is_phone(phone) {
        return Err(AccountRejection::Phone);
    }
    if confirmed == Confirmation::Identity && state.identity.is_none() {
        return Err(AccountRejection::NotVerified);
    }
    let known = state.phone.as_ref().and_then(Personal::value) == Some(phone);
    Ok(unless(
        known,
        AccountEvent::PhoneChanged {
            phone: Personal::commit(&command.seed, "phone", phone),
            confirmed,
        },
    ))
}

struct GivenIdentity<'a> {
    document: DocumentKind,
    name: &'a str,
    number: &'a str,
    receipt: &'a str,
}

/// An account stays one person's: it may be checked again, more strictly, but not become somebody else.
fn verify_identity(
    state: &AccountState,
    command: &Envelope<AccountCommand>,
    check: IdentityCheck,
    given: GivenIdentity<'_>,
) -> Decision {
    let name = require_text(given.name, LONGEST_NAME).map_err(|_| AccountRejection::Name)?;
    let document = IdentityDocument::parse(given.document, given.number, command.at)
        .map_err(|_| AccountRejection::DocumentNumber)?;
    if let Some(known) = &state.identity {
        // Another document of the same person may show the same name; a number that differs shows nothing new.
        let differs = |personal: &Personal, value: &str| personal.value().is_some_and(|known| known != value);
        let other_number = known.document == given.document && differs(&known.number, &document.number);
        if differs(&known.name, name) || other_number {
            return Err(AccountRejection::OtherPerson);
        }
        if known.check.saw_face() && !check.saw_face() {
            return Ok(Vec::new());
        }
    }
    let personal = |path: &str, value: &str| Personal::commit(&command.seed, path, value);
    Ok(vec![AccountEvent::IdentityVerified {
        check,
        document: given.document,
        name: personal("name", name),
        number: personal("number", &document.number),
        receipt: personal("receipt", given.receipt),
    }])
}
