//! One event of each kind, for the golden lines; as a history they need not make sense.

use super::desk::{DOCUMENT, RECORD, act, organisation, picture};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ContractId, SealId, StreamId};
use crate::organisation::event::MemberNo;
use crate::quote::Quote;
use crate::seal::event::{ByMember, GrantNo, SealEvent as Event};
use crate::seal::kind::{SealKind, SealOwner, Source};
use crate::timestamp::Timestamp;
use uuid::Uuid;

pub const SEAL: SealId = SealId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00d1));
pub const MAKER: AccountId = AccountId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00a1));

pub fn events() -> Vec<Event> {
    let quote = |kind: &str, id: Uuid| Quote {
        stream: StreamId::new(kind, id),
        seq: 12,
        hash: Sha256Hash::of(b"a line"),
    };
    let warrant = || ByMember {
        member: MemberNo(1),
        organisation: quote("organisation", organisation().0),
    };
    let at = Timestamp(1_795_147_200_000);
    let contract = ContractId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00c1));
    let (no, reason) = (GrantNo(1), "图像不清晰".to_owned());
    vec![
        Event::Made {
            owner: SealOwner::Organisation(organisation()),
            kind: SealKind::Contract,
            name: "合同专用章".to_owned(),
            source: Source::Uploaded,
            picture: picture(),
            maker: MAKER,
            warrant: Some(warrant()),
            review_due: Some(at),
        },
        Event::ReviewPassed { reviewer: MAKER },
        Event::Refused {
            reason: reason.clone(),
            by: MAKER,
            warrant: Some(warrant()),
        },
        Event::Confirmed { warrant: warrant() },
        Event::EntryRefused {
            code: "official_seal_exists".to_owned(),
        },
        Event::CameIntoUse {
            record: RECORD,
            certificate: Some(Sha256Hash::of(b"certificate")),
            until: at,
        },
        Event::Renamed {
            name: "合同专用章（二）".to_owned(),
            warrant: Some(warrant()),
        },
        Event::Granted {
            no,
            member: MemberNo(3),
            account: MAKER,
            from: at,
            until: Some(at.plus_millis(86_400_000)),
            warrant: warrant(),
        },
        Event::GrantWithdrawn {
            no,
            warrant: warrant(),
        },
        Event::ApprovalSwitched {
            on: true,
            warrant: warrant(),
        },
        Event::Disabled {
            reason: reason.clone(),
            warrant: Some(warrant()),
        },
        Event::Enabled {
            warrant: Some(warrant()),
        },
        Event::Stopped {
            reason,
            warrant: Some(warrant()),
        },
        Event::Permitted {
            act: act(1),
            contract,
            document: DOCUMENT,
            account: MAKER,
            grant: Some(no),
            warrant: Some(warrant()),
            approval: Some(quote("approval", Uuid::nil())),
            cross_page: true,
            until: at,
        },
        Event::PermitConfirmed {
            act: act(1),
            used: quote("contract", contract.0),
            used_at: at,
        },
        Event::PermitReleased { act: act(1) },
        Event::PermitExpired { act: act(1) },
    ]
}
