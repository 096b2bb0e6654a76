//! Results of the commands taken last, so that a client that sends twice is answered without a write.
//! Only a shortcut: the log refuses to store any command of a stream twice, however old.

use super::outcome::CommandOutcome;
use domain::ids::CommandId;
use std::collections::{HashMap, VecDeque};

pub(super) struct RecentResults {
    capacity: usize,
    order: VecDeque<CommandId>,
    results: HashMap<CommandId, CommandOutcome>,
}

impl RecentResults {
    pub(super) fn new(capacity: usize) -> Self {
        Self {
            capacity,
            order: VecDeque::new(),
            results: HashMap::new(),
        }
    }

    pub(super) fn get(&self, command: CommandId) -> Option<CommandOutcome> {
        self.results.get(&command).copied()
    }

    pub(super) fn put(&mut self, command: CommandId, outcome: CommandOutcome) {
        if self.results.insert(command, outcome).is_none() {
            self.order.push_back(command);
        }
        while self.order.len() > self.capacity {
            if let Some(oldest) = self.order.pop_front() {
                self.results.remove(&oldest);
            }
        }
    }
}
