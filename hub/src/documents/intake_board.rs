//! Which uploads are being taken in, how far each is, and a way to stop them. In memory, for as long as they last.

use crate::http::problem::Problem;
use domain::ids::DraftId;
use parking_lot::Mutex;
use pdf::worker::client::cancellation::Cancellation;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Uploads that may be under way at the same time on this node.
const MOST: usize = 64;

/// How far an upload is. The order is that of the work; pictures and PDF files pass over the middle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Nothing is under way.
    None,
    Checking,
    /// An Office file waits for LibreOffice.
    Queued,
    Converting,
    /// Page images are drawn: `done` of `total`.
    Drawing {
        done: usize,
        total: usize,
    },
    /// Several files become one document.
    Joining,
}

/// All uploads under way, at most one for each draft.
#[derive(Clone, Default)]
pub struct IntakeBoard(Arc<Mutex<BTreeMap<DraftId, Entry>>>);

struct Entry {
    step: Step,
    cancellation: Cancellation,
}

impl IntakeBoard {
    /// Notes that an upload begins. Dropping the ticket ends whatever still works on it.
    pub fn begin(&self, draft: DraftId) -> Result<Ticket, Problem> {
        let mut entries = self.0.lock();
        if entries.contains_key(&draft) {
            return Err(Problem::new("upload_under_way"));
        }
        if entries.len() >= MOST {
            return Err(Problem::new("unavailable"));
        }
        let cancellation = Cancellation::default();
        let entry = Entry {
            step: Step::Checking,
            cancellation: cancellation.clone(),
        };
        entries.insert(draft, entry);
        Ok(Ticket {
            board: self.clone(),
            draft,
            cancellation,
        })
    }

    pub fn step(&self, draft: DraftId) -> Step {
        self.0.lock().get(&draft).map_or(Step::None, |entry| entry.step)
    }

    /// Ends the upload of a draft, if there is one.
    pub fn cancel(&self, draft: DraftId) {
        if let Some(entry) = self.0.lock().get(&draft) {
            entry.cancellation.cancel();
        }
    }
}

/// An upload under way.
pub struct Ticket {
    board: IntakeBoard,
    draft: DraftId,
    cancellation: Cancellation,
}

impl Ticket {
    pub fn step(&self, step: Step) {
        if let Some(entry) = self.board.0.lock().get_mut(&self.draft) {
            entry.step = step;
        }
    }

    pub fn cancellation(&self) -> &Cancellation {
        &self.cancellation
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.board.0.lock().remove(&self.draft);
        self.cancellation.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::DraftId;

    fn draft(number: u128) -> DraftId {
        DraftId(uuid::Uuid::from_u128(number))
    }

    #[test]
    fn a_draft_has_one_upload_at_a_time() {
        let board = IntakeBoard::default();
        let first = board.begin(draft(1)).unwrap();
        assert_eq!(
            board.begin(draft(1)).err().map(|p| p.code),
            Some("upload_under_way".to_owned())
        );
        assert!(board.begin(draft(2)).is_ok());
        first.step(Step::Converting);
        assert_eq!(board.step(draft(1)), Step::Converting);
        drop(first);
        assert_eq!(board.step(draft(1)), Step::None);
        assert!(board.begin(draft(1)).is_ok());
    }

    #[test]
    fn what_nobody_waits_for_any_more_is_cancelled() {
        let board = IntakeBoard::default();
        let ticket = board.begin(draft(1)).unwrap();
        let cancellation = ticket.cancellation().clone();
        drop(ticket);
        assert!(cancellation.is_cancelled());
    }

    #[test]
    fn only_the_named_upload_is_cancelled() {
        let board = IntakeBoard::default();
        let (first, second) = (board.begin(draft(1)).unwrap(), board.begin(draft(2)).unwrap());
        board.cancel(draft(1));
        assert!(first.cancellation().is_cancelled() && !second.cancellation().is_cancelled());
    }

    #[test]
    fn uploads_are_bounded() {
        let board = IntakeBoard::default();
        let tickets: Vec<_> = (0..MOST as u128).map(|n| board.begin(draft(n))).collect();
        assert!(tickets.iter().all(Result::is_ok));
        assert!(board.begin(draft(1 << 64)).is_err());
    }
}
