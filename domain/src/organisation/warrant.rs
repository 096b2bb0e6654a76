//! What an organisation answers when one of its people acts on one of its seals.
//!
//! A warrant is made here and nowhere else, from the organisation's state at one line of its log, and says that this
//! person might do this at that line. The seal quotes the line, so that everybody can ask the same question again.

use super::event::{MemberNo, Service};
use super::permission::Permission;
use super::rejection::OrganisationRejection as Rejection;
use super::state::{MemberStanding, OrganisationState};
use crate::ids::{AccountId, OrganisationId, StreamId};
use crate::line::Head;
use crate::quote::Quote;
use crate::seal::kind::SealKind;
use crate::timestamp::Timestamp;

/// What somebody wants to do with a seal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SealAct {
    Make(SealKind),
    /// Confirm or decline one that waits, stop one for good 超管确认.
    Decide,
    /// Bring one back that is disabled.
    Enable(SealKind),
    /// Rename, disable, say that it needs approvals, withdraw a grant.
    Change(SealKind),
    /// Make this member a holder.
    Grant(SealKind, MemberNo),
    Use {
        kind: SealKind,
        cross_page: bool,
        /// The seal's last line when this was asked: read the seal first, then ask.
        seal_seq: u64,
    },
}

/// The organisation's yes to one act of one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warrant {
    organisation: OrganisationId,
    line: Quote,
    member: MemberNo,
    account: AccountId,
    act: SealAct,
    holder: Option<(MemberNo, AccountId)>,
    at: Timestamp,
}

impl Warrant {
    pub fn organisation(&self) -> OrganisationId {
        self.organisation
    }

    /// The organisation's last line when it answered.
    pub fn line(&self) -> &Quote {
        &self.line
    }

    /// Who acts.
    pub fn member(&self) -> MemberNo {
        self.member
    }

    pub fn account(&self) -> AccountId {
        self.account
    }

    pub fn act(&self) -> SealAct {
        self.act
    }

    /// Who is to become a holder, where that was asked.
    pub fn holder(&self) -> Option<(MemberNo, AccountId)> {
        self.holder
    }

    /// When it was asked.
    pub fn at(&self) -> Timestamp {
        self.at
    }
}

impl OrganisationState {
    /// Asks whether `account` may do `act` at `at`; `stream` and `head` are this organisation and the line that this
    /// state stands at.
    ///
    /// # Errors
    /// The organisation does not act, or this person may not do this.
    pub fn warrant(
        &self,
        stream: &StreamId,
        head: Head,
        account: AccountId,
        act: SealAct,
        at: Timestamp,
    ) -> Result<Warrant, Rejection> {
        if !self.acts() {
            return Err(Rejection::NotActing);
        }
        let member = self.active_member(account).ok_or(Rejection::NotAllowed)?.no;
        let holder = match act {
            SealAct::Grant(_, to) => Some(self.possible_holder(to)?),
            _ => None,
        };
        self.may_act(account, member, act)?;
        Ok(Warrant {
            organisation: OrganisationId(stream.id),
            line: Quote {
                stream: stream.clone(),
                seq: head.seq,
                hash: head.hash,
            },
            member,
            account,
            act,
            holder,
            at,
        })
    }

    fn may_act(&self, account: AccountId, member: MemberNo, act: SealAct) -> Result<(), Rejection> {
        let is_representative = self.legal_representative_member == Some(member);
        let manages = self.may(account, Permission::ManageSeals);
        let allowed = |allowed: bool, otherwise: Rejection| if allowed { Ok(()) } else { Err(otherwise) };
        match act {
            SealAct::Make(SealKind::LegalRepresentative) | SealAct::Enable(SealKind::LegalRepresentative) => {
                allowed(is_representative, Rejection::LegalRepresentativeOnly)
            }
            // Taking the seal out of use is safe in more hands than one.
            SealAct::Change(SealKind::LegalRepresentative) => {
                allowed(is_representative || manages, Rejection::NotAllowed)
            }
            SealAct::Make(_) | SealAct::Change(_) | SealAct::Grant(..) => {
                allowed(manages, Rejection::NotAllowed)
            }
            SealAct::Decide | SealAct::Enable(_) => allowed(
                self.is_super_administrator(account),
                Rejection::SuperAdministratorOnly,
            ),
            SealAct::Use { kind, cross_page, .. } => {
                let person = kind != SealKind::LegalRepresentative || is_representative;
                allowed(person, Rejection::LegalRepresentativeOnly)?;
                let slices = !cross_page || self.has_service(Service::CrossPageSeal);
                allowed(slices, Rejection::ServiceOff)
            }
        }
    }

    fn possible_holder(&self, no: MemberNo) -> Result<(MemberNo, AccountId), Rejection> {
        let member = self.members.get(&no).ok_or(Rejection::NoMember)?;
        match (member.standing, member.account) {
            (MemberStanding::Active, Some(account)) => Ok((no, account)),
            _ => Err(Rejection::NoMember),
        }
    }
}
