//! Names of things: each kind of id is a type of its own, so that one cannot be passed for another.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! uuid_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::parse_str(text).map(Self)
            }
        }
    };
}

uuid_id!(
    /// One contract, and the session in which it is signed 合同.
    ContractId
);
uuid_id!(
    /// One person who has signed in to the hub 账号. The phone number is an attribute of it.
    AccountId
);
uuid_id!(
    /// One company, institution or other body 企业.
    OrganisationId
);
uuid_id!(
    /// One seal of an organisation or a person 印章.
    SealId
);
uuid_id!(
    /// One template, from which contracts are started 模板.
    TemplateId
);
uuid_id!(
    /// One picture that many people sign by 签署二维码, each a contract of their own.
    SignCodeId
);
uuid_id!(
    /// One act of a party on a contract, for which rights of other entities are asked 签署动作.
    ActId
);
uuid_id!(
    /// A UUIDv7 made by the client; the same id twice is the same command (design 2.3).
    CommandId
);
uuid_id!(
    /// A contract that is still being prepared 草稿.
    DraftId
);
uuid_id!(
    /// One trade fair at which many contracts are signed 展会.
    ExhibitionId
);

uuid_id!(
    /// One run of consent to one act 审批.
    ApprovalId
);

/// A party of a contract, numbered from 1 in the order of the draft 签署方.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct PartyNo(pub u8);

/// A signing box on a page, numbered from 1 within the contract 签署区.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
#[serde(transparent)]
pub struct FieldNo(pub u16);

impl fmt::Display for PartyNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for FieldNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// One entity's history: its kind and its id, written `contract/0198…`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct StreamId {
    /// The aggregate's `KIND`.
    pub kind: String,
    pub id: Uuid,
}

impl StreamId {
    pub fn new(kind: &str, id: Uuid) -> Self {
        Self {
            kind: kind.to_owned(),
            id,
        }
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

impl fmt::Debug for StreamId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<StreamId> for String {
    fn from(stream: StreamId) -> Self {
        stream.to_string()
    }
}

/// The text was not `kind/uuid`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a stream is written kind/uuid")]
pub struct NotAStream;

impl TryFrom<String> for StreamId {
    type Error = NotAStream;
    fn try_from(text: String) -> Result<Self, NotAStream> {
        let (kind, id) = text.split_once('/').ok_or(NotAStream)?;
        Ok(Self {
            kind: kind.to_owned(),
            id: Uuid::parse_str(id).map_err(|_| NotAStream)?,
        })
    }
}
