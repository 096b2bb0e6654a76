//! What happens to an account, line by line. Secrets never stand here, nor anything that could open the account.

use crate::aggregate::EventBody;
use crate::contract::event::ConsentKind;
use crate::hash::Sha256Hash;
use crate::identity_document::DocumentKind;
use crate::personal::{Personal, PersonalSlot};
use serde::{Deserialize, Serialize};

/// How a signed-in person showed, just before, that it is still them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// A one-time code to the account's phone number.
    PhoneCode,
    /// A passkey, with the person verified by the device.
    Passkey,
    /// The identity that the account had been verified with.
    Identity,
}

/// How an identity was checked; the level follows from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityCheck {
    /// Name, a number of the right form, and a code to the phone. Nobody compared a face or a register: 未做人脸核身.
    NumberAndCode,
    /// 腾讯云慧眼: the face was compared with the register's picture.
    TencentFaceId,
}

impl IdentityCheck {
    /// Whether a face stood behind it.
    pub fn saw_face(self) -> bool {
        self == Self::TencentFaceId
    }
}

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
    /// 登录密码
    #[serde(rename = "hub.password_set.v1")]
    PasswordSet { confirmed: Confirmation },
    #[serde(rename = "hub.password_removed.v1")]
    PasswordRemoved { confirmed: Confirmation },
    /// 签署密码, set or set anew.
    #[serde(rename = "hub.sign_password_set.v1")]
    SignPasswordSet { confirmed: Confirmation },
    /// `passkey`: SHA-256 of the credential id. `key`: SHA-256 of its public key.
    #[serde(rename = "hub.passkey_added.v1")]
    PasskeyAdded {
        passkey: Sha256Hash,
        key: Sha256Hash,
        confirmed: Confirmation,
    },
    #[serde(rename = "hub.passkey_removed.v1")]
    PasskeyRemoved {
        passkey: Sha256Hash,
        confirmed: Confirmation,
    },
    /// Signed with a counter that had been seen: there may be two of it. It opens nothing from now on.
    #[serde(rename = "hub.passkey_distrusted.v1")]
    PasskeyDistrusted { passkey: Sha256Hash },
    /// The account goes on under another number; the person is the account's id.
    #[serde(rename = "hub.phone_changed.v1")]
    PhoneChanged {
        phone: Personal,
        confirmed: Confirmation,
    },
    #[serde(rename = "hub.identity_verified.v1")]
    IdentityVerified {
        check: IdentityCheck,
        document: DocumentKind,
        name: Personal,
        number: Personal,
        /// What the checking service calls its check; empty where there is no service.
        receipt: Personal,
    },
    /// `wechat`: the hub's keyed digest of the person's id at the open platform (unionid).
    #[serde(rename = "hub.wechat_bound.v1")]
    WechatBound { wechat: Personal },
    #[serde(rename = "hub.wechat_unbound.v1")]
    WechatUnbound { confirmed: Confirmation },
}

impl EventBody for AccountEvent {
    fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        let mut slot = |path: &str, personal| {
            visit(PersonalSlot {
                path: path.into(),
                subject: "account".into(),
                personal,
            });
        };
        match self {
            Self::Opened { phone } | Self::PhoneChanged { phone, .. } => slot("phone", phone),
            Self::IdentityVerified {
                name,
                number,
                receipt,
                ..
            } => {
                slot("name", name);
                slot("number", number);
                slot("receipt", receipt);
            }
            Self::WechatBound { wechat } => slot("wechat", wechat),
            Self::AgreementAccepted { .. }
            | Self::OperatorMade {}
            | Self::PasswordSet { .. }
            | Self::PasswordRemoved { .. }
            | Self::SignPasswordSet { .. }
            | Self::PasskeyAdded { .. }
            | Self::PasskeyRemoved { .. }
            | Self::PasskeyDistrusted { .. }
            | Self::WechatUnbound { .. } => {}
        }
    }
}
