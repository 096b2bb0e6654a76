//! One task keeps the Merkle log: it joins the leaves of a moment under one checkpoint and one time-stamp.

use recorder::evidence_log::proofs::LogEvidence;
use recorder::evidence_log::{EvidenceLog, EvidenceLogError, LogParts};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// How long leaves wait for company.
const TICK: Duration = Duration::from_millis(100);
const WAITING: usize = 1024;
/// How long a log that stopped rests before it is opened again.
const REST: Duration = Duration::from_secs(1);
/// Attempts to commit one batch before its callers are told.
const ATTEMPTS: u32 = 3;

enum Request {
    Append {
        leaves: Vec<Vec<u8>>,
        done: oneshot::Sender<Result<(), String>>,
    },
    Evidence {
        leaves: Vec<Vec<u8>>,
        done: oneshot::Sender<Result<LogEvidence, String>>,
    },
}

/// Reaches the keeper. Cheap to clone.
#[derive(Clone)]
pub struct EvidenceKeeper {
    origin: String,
    verifier_key: String,
    requests: mpsc::Sender<Request>,
}

/// The log did not take or give what was asked; the reason is for the operator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the evidence log: {0}")]
pub struct KeeperFailed(pub String);

impl EvidenceKeeper {
    /// Opens the log and starts its task.
    ///
    /// # Errors
    /// The stored log does not match its signed checkpoint: the hub must not go on with it.
    pub async fn start(origin: &str, parts: LogParts) -> Result<Self, EvidenceLogError> {
        let log = EvidenceLog::open(origin, parts.clone()).await?;
        let verifier_key = log.verifier().to_string();
        let (requests, inbox) = mpsc::channel(WAITING);
        tokio::spawn(keep(log, parts, inbox));
        Ok(Self {
            origin: origin.to_owned(),
            verifier_key,
            requests,
        })
    }

    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The log's public key, `name+keyid+base64`: what a verifier pins.
    pub fn verifier_key(&self) -> &str {
        &self.verifier_key
    }

    /// Logs a leaf durably. Logging the same leaf twice is logging it once.
    pub async fn append(&self, leaf: Vec<u8>) -> Result<(), KeeperFailed> {
        self.ask(|done| Request::Append {
            leaves: vec![leaf],
            done,
        })
        .await
    }

    /// Proofs, checkpoints and tokens for a session's leaves.
    pub async fn evidence_for(&self, leaves: Vec<Vec<u8>>) -> Result<LogEvidence, KeeperFailed> {
        self.ask(|done| Request::Evidence { leaves, done }).await
    }

    async fn ask<T>(
        &self,
        request: impl FnOnce(oneshot::Sender<Result<T, String>>) -> Request,
    ) -> Result<T, KeeperFailed> {
        let gone = || KeeperFailed("its task has ended".to_owned());
        let (done, answer) = oneshot::channel();
        self.requests.send(request(done)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?.map_err(KeeperFailed)
    }
}

async fn keep(mut log: EvidenceLog, parts: LogParts, mut inbox: mpsc::Receiver<Request>) {
    while let Some(first) = inbox.recv().await {
        tokio::time::sleep(TICK).await;
        let mut waiting = vec![first];
        while let Ok(next) = inbox.try_recv() {
            waiting.push(next);
        }
        let mut leaves = Vec::new();
        let mut appended = Vec::new();
        let mut asked = Vec::new();
        for request in waiting {
            match request {
                Request::Append { leaves: new, done } => {
                    leaves.extend(new);
                    appended.push(done);
                }
                Request::Evidence { leaves, done } => asked.push((leaves, done)),
            }
        }
        let outcome = commit(&mut log, &parts, &leaves).await;
        for done in appended {
            let _ = done.send(outcome.clone());
        }
        for (leaves, done) in asked {
            let _ = done.send(evidence(&mut log, &parts, &leaves).await);
        }
    }
}

/// Commits a batch; a log that stopped is opened again from its store, which says what was written.
async fn commit(log: &mut EvidenceLog, parts: &LogParts, leaves: &[Vec<u8>]) -> Result<(), String> {
    if leaves.is_empty() {
        return Ok(());
    }
    let mut last = String::new();
    for _ in 0..ATTEMPTS {
        match log.append(leaves).await {
            Ok(_) => return Ok(()),
            Err(error) => {
                tracing::error!(%error, "evidence log: commit failed");
                last = error.to_string();
                reopen(log, parts).await;
            }
        }
    }
    Err(last)
}

async fn evidence(
    log: &mut EvidenceLog,
    parts: &LogParts,
    leaves: &[Vec<u8>],
) -> Result<LogEvidence, String> {
    if log.lacks_token()
        && let Err(error) = log.stamp_again().await
    {
        tracing::error!(%error, "evidence log: stamping again failed");
        reopen(log, parts).await;
    }
    log.evidence_for(leaves).await.map_err(|error| error.to_string())
}

async fn reopen(log: &mut EvidenceLog, parts: &LogParts) {
    tokio::time::sleep(REST).await;
    match EvidenceLog::open(log.origin(), parts.clone()).await {
        Ok(opened) => *log = opened,
        Err(error) => tracing::error!(%error, "evidence log: cannot be opened"),
    }
}
