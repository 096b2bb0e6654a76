//! Ending jobs from outside, before they are done.

use super::process::Event;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Ends the jobs of every worker that has a copy of it: those under way and those to come.
#[derive(Clone, Default, Debug)]
pub struct Cancellation(Arc<Mutex<State>>);

#[derive(Default, Debug)]
struct State {
    is_cancelled: bool,
    /// The job under way, if any; jobs that have ended no longer listen.
    under_way: Vec<Sender<Event>>,
}

impl Cancellation {
    pub fn cancel(&self) {
        let mut state = self.state();
        state.is_cancelled = true;
        for job in state.under_way.drain(..) {
            _ = job.send(Event::Cancelled);
        }
    }

    pub fn is_cancelled(&self) -> bool {
        self.state().is_cancelled
    }

    /// Sends [`Event::Cancelled`] to `job` now or later, once.
    pub(super) fn tell(&self, job: Sender<Event>) {
        let mut state = self.state();
        if state.is_cancelled {
            _ = job.send(Event::Cancelled);
        } else {
            state.under_way.push(job);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The state is whole whenever the lock is free.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
