//! The organisation that a template belongs to, and its yes to one of its people who keeps it 模板管理权限.

use crate::ids::{AccountId, OrganisationId, StreamId};
use crate::line::Head;
use crate::organisation::event::{DepartmentNo, MemberNo};
use crate::organisation::permission::Permission;
use crate::organisation::rejection::OrganisationRejection as Refused;
use crate::organisation::state::OrganisationState;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// An answer holds for so many milliseconds: long enough for the way from one log to the other.
const HOLDS: i64 = 30_000;

/// Whose a template is, and by whom it was made: what data scopes go by.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Keeper {
    pub organisation: OrganisationId,
    /// Who made it.
    pub member: MemberNo,
    /// Where the maker stood then; nothing: directly below the organisation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub departments: Vec<DepartmentNo>,
    /// The organisation's line at which the maker had the right.
    pub line: Quote,
}

/// The organisation's yes to one person for one template, or for a new one. Made here and nowhere else, from the
/// organisation's state; asking writes nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keeping {
    account: AccountId,
    /// The person as a maker.
    as_keeper: Keeper,
    /// The template's own keeper; none for a template that is to be made.
    over: Option<Keeper>,
    at: Timestamp,
}

impl Keeping {
    /// Whose a template is that is made with this.
    pub(super) fn as_keeper(&self) -> &Keeper {
        &self.as_keeper
    }

    /// Whether this is for that person, now, over what `keeper` says.
    pub(super) fn covers(&self, account: AccountId, keeper: Option<&Keeper>, at: Timestamp) -> bool {
        self.account == account && self.over.as_ref() == keeper && (0..=HOLDS).contains(&at.since(self.at))
    }
}

impl OrganisationState {
    /// Whether `account` may make a template for this organisation, or change the one that `over` names; `stream` and
    /// `head` are this organisation and the line that this state stands at.
    ///
    /// # Errors
    /// The organisation does not act, or this person's right is missing or does not reach the template.
    pub fn keeping(
        &self,
        stream: &StreamId,
        head: Head,
        account: AccountId,
        over: Option<&Keeper>,
        at: Timestamp,
    ) -> Result<Keeping, Refused> {
        if !self.acts() {
            return Err(Refused::NotActing);
        }
        let member = self.active_member(account).ok_or(Refused::NotAllowed)?;
        let reaches = match over {
            None => self.may(account, Permission::ManageTemplates),
            Some(keeper) => keeper.organisation.0 == stream.id && self.keeps(account, keeper),
        };
        if !reaches {
            return Err(Refused::NotAllowed);
        }
        Ok(Keeping {
            account,
            as_keeper: Keeper {
                organisation: OrganisationId(stream.id),
                member: member.no,
                departments: member.placement.departments.clone(),
                line: Quote {
                    stream: stream.clone(),
                    seq: head.seq,
                    hash: head.hash,
                },
            },
            over: over.cloned(),
            at,
        })
    }

    /// Whether this account's right to manage templates reaches one of this organisation.
    pub fn keeps(&self, account: AccountId, keeper: &Keeper) -> bool {
        self.reaches_work(
            account,
            Permission::ManageTemplates,
            keeper.member,
            &keeper.departments,
        )
    }
}
