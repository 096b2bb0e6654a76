//! 抄送人: people who are told how a contract goes and may read and download it, and nothing else
//! (`docs/decisions/0135-readers-of-a-contract.md`).

use super::decide::opening::{is_name, is_phone};
use super::rejection::ContractRejection;
use crate::personal::{Personal, PersonalSlot, Seed};
use crate::value::{self, ValueKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Readers of one contract.
pub const MOST: usize = 20;

/// As the sender names them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct NamedReaders {
    /// They are told when the contract is sent, and not only how it ended.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_sending: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<NamedReader>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct NamedReader {
    pub name: String,
    /// Phone number or e-mail address.
    pub address: String,
}

/// As the contract's first line has them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Readers {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub at_sending: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<Reader>,
}

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Reader {
    /// From 1, in the order of the draft.
    pub no: u8,
    pub name: Personal,
    /// Phone number or e-mail address.
    pub address: Personal,
}

impl NamedReaders {
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// Commits to every name and address, after looking at them.
    ///
    /// # Errors
    /// `BadReader`: more than [`MOST`], a name or an address that is none, or an address twice.
    pub(super) fn commit(&self, seed: &Seed) -> Result<Readers, ContractRejection> {
        let mut seen = BTreeSet::new();
        let mut people = Vec::with_capacity(self.people.len());
        for (no, named) in (1u8..).zip(&self.people) {
            let (name, address) = (named.name.trim(), plain(&named.address));
            if usize::from(no) > MOST
                || !is_name(name, 50)
                || !is_address(&address)
                || !seen.insert(address.clone())
            {
                return Err(ContractRejection::BadReader(no));
            }
            let personal = |what: &str, value: &str| {
                Personal::commit(seed, &format!("readers/people/{no}/{what}"), value)
            };
            people.push(Reader {
                no,
                name: personal("name", name),
                address: personal("address", &address),
            });
        }
        Ok(Readers {
            at_sending: self.at_sending && !people.is_empty(),
            people,
        })
    }
}

impl Readers {
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    pub fn reader(&self, no: u8) -> Option<&Reader> {
        self.people.iter().find(|reader| reader.no == no)
    }

    pub(super) fn visit_personal(&mut self, visit: &mut dyn FnMut(PersonalSlot<'_>)) {
        for reader in &mut self.people {
            let subject = format!("reader/{}", reader.no);
            let path = format!("readers/people/{}", reader.no);
            visit(PersonalSlot {
                path: format!("{path}/name"),
                subject: subject.clone(),
                personal: &mut reader.name,
            });
            visit(PersonalSlot {
                path: format!("{path}/address"),
                subject,
                personal: &mut reader.address,
            });
        }
    }
}

/// Whether somebody can be written to there: a phone number or an e-mail address.
pub fn is_address(text: &str) -> bool {
    is_phone(text) || (text.contains('@') && value::check(&ValueKind::Email {}, text).is_ok())
}

/// An e-mail address as it is; a phone number without gaps.
fn plain(address: &str) -> String {
    let address = address.trim();
    if address.contains('@') {
        return address.to_owned();
    }
    address.chars().filter(|c| !matches!(c, ' ' | '-')).collect()
}
