//! What may be asked of an account. The hub has checked codes, passwords and keys before; the rules decide the rest.

use super::event::{Confirmation, IdentityCheck};
use crate::contract::event::ConsentKind;
use crate::hash::Sha256Hash;
use crate::identity_document::DocumentKind;

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
    /// A change of one's own means, after a step-up.
    ChangeMeans {
        change: MeansChange,
        confirmed: Confirmation,
    },
    /// A passkey's counter stood still or went back.
    DistrustPasskey {
        passkey: Sha256Hash,
    },
    /// The new number's code was right; `confirmed` says how the person was proven.
    ChangePhone {
        phone: String,
        confirmed: Confirmation,
    },
    /// A check came out right. `number` as it was typed.
    VerifyIdentity {
        check: IdentityCheck,
        document: DocumentKind,
        name: String,
        number: String,
        receipt: String,
    },
    BindWechat {
        wechat: String,
    },
}

/// What somebody changes of what opens their account or signs for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MeansChange {
    SetPassword,
    RemovePassword,
    SetSignPassword,
    AddPasskey { passkey: Sha256Hash, key: Sha256Hash },
    RemovePasskey { passkey: Sha256Hash },
    UnbindWechat,
}
