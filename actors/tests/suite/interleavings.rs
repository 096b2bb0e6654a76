//! Random interleavings of commands, repetitions, faults, panics and restarts: no acknowledged command is
//! lost, none is stored twice, and every acknowledgement of a command says the same.

use crate::support::faulty_log::{Fault, FaultyLog};
use crate::support::pot::{PotCommand, PotEvent};
use crate::support::world::{Answer, World, settle, until};
use actors::entity::outcome::CommandOutcome;
use actors::registry::RegistryOptions;
use domain::aggregate::Envelope;
use proptest::prelude::*;
use std::collections::HashMap;
use tokio::task::JoinHandle;

#[derive(Clone, Debug)]
enum Step {
    /// A new command, not waited for.
    Put,
    /// An earlier command again, wherever it is.
    Repeat(usize),
    Fault(Fault),
    /// A rule panics in the middle of everything.
    Panic,
    /// A hub starts beside the one before, which does not know that it is dead.
    Restart,
    /// No commit until released.
    Hold,
    Release,
    /// Everything that can go on goes on.
    Settle,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => Just(Step::Put),
        3 => (0..64_usize).prop_map(Step::Repeat),
        2 => Just(Step::Fault(Fault::Conflict)),
        1 => Just(Step::Fault(Fault::Fenced)),
        1 => Just(Step::Fault(Fault::UnknownLost)),
        1 => Just(Step::Fault(Fault::UnknownStored)),
        1 => Just(Step::Panic),
        1 => Just(Step::Restart),
        2 => Just(Step::Hold),
        2 => Just(Step::Release),
        4 => Just(Step::Settle),
    ]
}

/// A command that was sent, to which of the hubs, and its answer to come.
struct Sent {
    /// `None`: the one that panics.
    command: Option<usize>,
    hub: usize,
    answer: JoinHandle<Answer>,
}

struct History {
    hubs: Vec<World>,
    commands: Vec<Envelope<PotCommand>>,
    sent: Vec<Sent>,
}

impl History {
    fn hub(&self) -> &World {
        self.hubs.last().unwrap()
    }

    fn send(&mut self, command: usize) {
        let answer = self.hub().spawn(self.commands[command].clone());
        self.sent.push(Sent {
            command: Some(command),
            hub: self.hubs.len() - 1,
            answer,
        });
    }

    fn send_panic(&mut self) {
        let answer = self.hub().spawn(self.hub().command(PotCommand::Panic));
        self.sent.push(Sent {
            command: None,
            hub: self.hubs.len() - 1,
            answer,
        });
    }

    async fn take(&mut self, step: Step) {
        // A hub that was told of an unknown outcome ends; a supervisor starts the next.
        if !self.hub().fatal.lock().is_empty() {
            self.hubs.push(self.hub().restarted());
        }
        match step {
            Step::Put => {
                let coin = self.commands.len() as u64;
                self.commands.push(self.hub().command(PotCommand::Put(coin)));
                self.send(self.commands.len() - 1);
            }
            Step::Repeat(which) if !self.commands.is_empty() => self.send(which % self.commands.len()),
            Step::Repeat(_) => {}
            Step::Fault(fault) => self.hub().log.fail([fault]),
            Step::Panic => self.send_panic(),
            Step::Restart => self.hubs.push(self.hub().restarted()),
            Step::Hold => self.hub().log.hold(),
            Step::Release => self.hub().log.let_through(100_000),
            Step::Settle => settle().await,
        }
    }

    /// Waits for every answer that will ever come; what each command was told, in the order of sending.
    async fn answers(&mut self) -> Vec<(usize, CommandOutcome)> {
        self.hub().log.let_through(100_000);
        self.hub().log.clear_faults();
        let hubs = &self.hubs;
        let silent = |sent: &Sent| !hubs[sent.hub].fatal.lock().is_empty();
        until("everybody is answered", || {
            self.sent
                .iter()
                .all(|sent| sent.answer.is_finished() || silent(sent))
        })
        .await;
        let mut told = Vec::new();
        for sent in self.sent.drain(..) {
            if sent.answer.is_finished()
                && let Ok(outcome) = sent.answer.await.unwrap()
                && let Some(command) = sent.command
            {
                told.push((command, outcome));
            }
        }
        told
    }
}

async fn run(steps: Vec<Step>) {
    tokio::time::pause();
    let first = World::on(
        FaultyLog::start(),
        RegistryOptions {
            results: 4,
            ..RegistryOptions::default()
        },
    );
    let mut history = History {
        hubs: vec![first],
        commands: Vec::new(),
        sent: Vec::new(),
    };
    for step in steps {
        history.take(step).await;
    }
    let mut told = history.answers().await;
    // Every client asks again, of a hub without faults: the whole truth.
    history.hubs.push(history.hub().restarted());
    for command in 0..history.commands.len() {
        history.send(command);
    }
    let last = history.answers().await;
    assert_eq!(
        last.len(),
        history.commands.len(),
        "a command was left unanswered without a fault"
    );
    told.extend(last);

    let events = history.hub().pot().events_after(0).await.unwrap();
    let mut by_coin = HashMap::new();
    for event in &events {
        let PotEvent::Coin { coin } = event.event else {
            panic!("nothing but coins was put in")
        };
        assert!(
            by_coin.insert(coin, (event.seq, event.hash)).is_none(),
            "coin {coin} stands there twice"
        );
    }
    assert_eq!(by_coin.len(), history.commands.len());
    for (command, outcome) in told {
        assert_eq!(
            by_coin.get(&(command as u64)),
            Some(&(outcome.seq, outcome.hash)),
            "command {command}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_acknowledged_command_is_lost_or_doubled(steps in prop::collection::vec(step(), 1..60)) {
        actix_rt::System::new().block_on(run(steps));
    }
}
