//! The session's leaves say exactly what its lines say (V13).

use super::log::LogFindings;
use crate::check::CheckId;
use crate::container::Contents;
use crate::ledger::Ledger;
use crate::session::SessionLine;
use domain::contract::effect::LeafKind;
use domain::contract::event::ContractEvent;
use recorder::leaf::{LeafRecord, SessionLeaf};
use recorder::merkle::tree::MerkleTree;
use recorder::package::layout;

pub(super) fn check(
    contents: &Contents<'_>,
    lines: &[SessionLine<'_>],
    log: &LogFindings<'_>,
    ledger: &mut Ledger,
) {
    let tree = MerkleTree::over(lines.iter().map(|line| line.bytes));
    let session = lines[0].hash;
    let all = lines.len() as u64;
    for required in [layout::OPEN_LEAF, layout::CLOSE_LEAF] {
        ledger.expect(CheckId::V13, log.leaves.contains_key(required), || {
            format!("{required}.leaf is missing")
        });
    }
    for (stem, leaf) in &log.leaves {
        match &leaf.record {
            LeafRecord::Session(found) => {
                let (kind, n) = match stem.as_str() {
                    layout::OPEN_LEAF => (LeafKind::Open, 1),
                    layout::CLOSE_LEAF => (LeafKind::Close, all),
                    _ => (LeafKind::Head, found.n),
                };
                let named = kind != LeafKind::Head || *stem == layout::head_leaf(found.n);
                let line = n
                    .checked_sub(1)
                    .and_then(|index| lines.get(usize::try_from(index).ok()?));
                let expected = line.and_then(|line| {
                    let root = tree.root_at(n).ok()?;
                    Some(SessionLeaf {
                        k: kind,
                        sid: session,
                        n,
                        chain: line.hash,
                        root,
                    })
                });
                ledger.expect(CheckId::V13, named && expected.as_ref() == Some(found), || {
                    format!("{stem}: the log holds another history of this session")
                });
            }
            LeafRecord::Erase(erasure) => {
                ledger.expect(
                    CheckId::V13,
                    erasure.sid == session && stem.starts_with("log/annex-"),
                    || format!("{stem} is about another session"),
                );
            }
            LeafRecord::Time { .. } => {
                ledger.expect(CheckId::V13, stem == layout::TIME_LEAF, || {
                    format!("{stem} is no leaf of a session")
                });
            }
            LeafRecord::Start { .. } | LeafRecord::Restamp { .. } => {
                ledger.fail(CheckId::V13, format!("{stem} is no leaf of a session"));
            }
        }
    }
    if let ContractEvent::Opened(opened) = &lines[0].event {
        ledger.expect(CheckId::V13, opened.origin == contents.description.log, || {
            format!("the session says that it is kept in the log {}", opened.origin)
        });
    }
}
