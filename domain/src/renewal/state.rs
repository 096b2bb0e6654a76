//! Which file is kept, how often it was renewed, and when it is time again.

use super::rules::{AGAIN_MS, BEFORE_MS};
use super::{KeptFile, RenewalEvent};
use crate::aggregate::{Projection, Recorded};
use crate::contract::event::Preserved;
use crate::hash::Sha256Hash;
use crate::ids::StreamId;
use crate::organisation::view::PLATFORM;
use crate::timestamp::Timestamp;
use serde_json::json;

/// The list of all kept files, the platform operator's.
pub const RENEWALS: &str = "renewals";

#[derive(Clone, Debug, Default)]
pub struct RenewalState {
    pub kept: Option<KeptFile>,
    pub kept_at: Timestamp,
    /// In their order, each with the end of its time-stamp's certificate.
    pub renewed: Vec<Preserved>,
    /// It is being done.
    pub under_way: bool,
    /// The last attempt failed: when, and why.
    pub failed: Option<(Timestamp, String)>,
}

impl RenewalState {
    /// The newest file: its hash and length.
    pub fn newest(&self) -> Option<(Sha256Hash, u64)> {
        let renewed = self.renewed.last().map(|last| (last.revision, last.length));
        renewed.or_else(|| self.kept.as_ref().map(|kept| (kept.document, kept.length)))
    }

    /// Until when the newest document time-stamp can be checked by itself; none where there is none.
    pub fn until(&self) -> Option<Timestamp> {
        match self.renewed.last() {
            Some(last) => Some(last.stands_until()),
            None => self.kept.as_ref().and_then(|kept| kept.until),
        }
    }

    /// When the next one is due. A file without a document time-stamp is due at once.
    pub fn due_at(&self) -> Option<Timestamp> {
        self.kept.as_ref()?;
        if self.under_way {
            return None;
        }
        let due = self
            .until()
            .map_or(self.kept_at, |until| until.plus_millis(-BEFORE_MS));
        let again = self.failed.as_ref().map(|(at, _)| at.plus_millis(AGAIN_MS));
        Some(again.map_or(due, |again| due.max(again)))
    }

    pub(super) fn apply(&mut self, recorded: &Recorded<RenewalEvent>) {
        match &recorded.event {
            RenewalEvent::Kept(file) => {
                self.kept = Some(file.clone());
                self.kept_at = recorded.at;
            }
            RenewalEvent::Due {} => self.under_way = true,
            RenewalEvent::Renewed(preserved) => {
                self.under_way = false;
                self.failed = None;
                self.renewed.push(preserved.clone());
            }
            RenewalEvent::Failed { code } => {
                self.under_way = false;
                self.failed = Some((recorded.at, code.clone()));
            }
        }
    }

    /// One row, by the time at which it is due.
    pub(super) fn row(&self, stream: &StreamId) -> Option<Projection> {
        let kept = self.kept.as_ref()?;
        Some(Projection {
            list: RENEWALS,
            owner: PLATFORM,
            sort_at: self.until().unwrap_or(self.kept_at),
            state: if self.failed.is_some() { "failed" } else { "kept" },
            found_by: Vec::new(),
            filed: None,
            row: json!({
                "contract": stream.id,
                "document": kept.document,
                "until": self.until(),
                "listed_at": self.until().unwrap_or(self.kept_at),
                "renewed": self.renewed.len(),
                "failed": self.failed.as_ref().map(|(at, code)| json!({"at": at, "code": code})),
            }),
        })
    }

    pub(super) fn broken(&self) -> Vec<&'static str> {
        let mut base = self.kept.as_ref().map(|kept| (kept.document, kept.length));
        let continued = self.renewed.iter().all(|next| {
            let before = base.replace((next.revision, next.length));
            before.is_some_and(|(hash, length)| next.base == hash && length < next.length)
        });
        if continued {
            Vec::new()
        } else {
            vec!["each renewal continues the file before"]
        }
    }
}
