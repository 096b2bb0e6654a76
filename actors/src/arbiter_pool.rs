//! The threads that actors live on: a fixed number of actix arbiters, shared by every registry and room.

use actix_rt::{Arbiter, ArbiterHandle};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A fixed set of single-threaded event loops.
pub struct ArbiterPool {
    arbiters: Vec<ArbiterHandle>,
    next: AtomicUsize,
}

impl ArbiterPool {
    /// Starts `threads` arbiters (at least one). Call it on a thread that runs an actix system.
    ///
    /// # Errors
    /// The operating system gives no thread or no event loop.
    pub fn start(threads: usize) -> std::io::Result<Self> {
        let arbiters = (0..threads.max(1))
            .map(|_| Arbiter::try_new().map(|arbiter| arbiter.handle()))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            arbiters,
            next: AtomicUsize::new(0),
        })
    }

    /// A pool of one: the calling thread, which must run an actix system. For tests, where one thread and
    /// its paused clock make time an input.
    pub fn current_thread() -> Self {
        Self {
            arbiters: vec![Arbiter::current()],
            next: AtomicUsize::new(0),
        }
    }

    /// The arbiter for the next actor or task, in turn.
    pub(crate) fn next(&self) -> ArbiterHandle {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.arbiters.len();
        self.arbiters[turn].clone()
    }

    /// Ends every arbiter and all that runs on it. Drain registries and rooms first.
    pub fn stop(&self) {
        for arbiter in &self.arbiters {
            arbiter.stop();
        }
    }
}
