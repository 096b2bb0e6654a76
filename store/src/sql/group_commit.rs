//! Group commit: the one writer that joins whatever waits into one transaction, a savepoint each
//! (design 2.2).
//!
//! A caller hears back only after the commit. If the commit, or anything but a refusable statement, fails,
//! the outcome of the whole batch is unknown: the writer says so to everyone in it and to everyone after,
//! raises the `failed` flag, and never touches the database again.

use super::database::{WriteError, Writing};
use super::session::{Session, SqlError};
use async_trait::async_trait;
use tokio::sync::{mpsc, oneshot, watch};

/// Most pieces of writing in one transaction; PostgreSQL tracks 64 savepoints cheaply.
const MAX_BATCH: usize = 64;
/// Pieces that may wait before callers wait for a place in the queue.
const QUEUE: usize = 1024;

/// How the writer speaks to its database.
#[derive(Clone, Copy, Debug)]
pub struct TransactionWords {
    /// Begins a transaction that may write.
    pub begin: &'static str,
}

/// Handle of the writer; the writer ends when the last handle is dropped and the queue is empty.
#[derive(Clone)]
pub struct GroupCommit {
    queue: mpsc::Sender<Box<dyn Job>>,
    failed: watch::Receiver<Option<String>>,
}

impl GroupCommit {
    /// Starts the writer on a connection that nobody else uses.
    pub fn start<S: Session + 'static>(session: S, words: TransactionWords) -> Self {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let (flag, failed) = watch::channel(None);
        tokio::spawn(run(flag, session, words, jobs));
        Self { queue, failed }
    }

    /// Holds the reason once the writer has stopped for ever: the process must end and re-read. Its sender
    /// is gone once the writer has ended and given up its connection.
    pub fn failed(&self) -> watch::Receiver<Option<String>> {
        self.failed.clone()
    }

    /// Queues a piece of writing and waits for the commit that contains it. It is done even if the caller
    /// goes away.
    pub async fn write<T, E, W>(&self, work: W) -> Result<T, WriteError<E>>
    where
        T: Send + 'static,
        E: Send + 'static,
        W: for<'t> FnOnce(&'t mut dyn Session) -> Writing<'t, T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Waiting {
            work: Some(work),
            done: None,
            reply,
        };
        if self.queue.send(Box::new(job)).await.is_err() {
            return Err(WriteError::Unknown(self.reason()));
        }
        answer
            .await
            .unwrap_or_else(|_| Err(WriteError::Unknown(self.reason())))
    }

    fn reason(&self) -> String {
        self.failed
            .borrow()
            .clone()
            .unwrap_or_else(|| "the writer has stopped".to_owned())
    }
}

#[async_trait]
trait Job: Send {
    /// Does the writing; `Ok(false)` means: refused, take it back.
    async fn work(&mut self, session: &mut dyn Session) -> Result<bool, SqlError>;
    /// Tells the caller; `failure` stands for a batch whose outcome is unknown.
    fn answer(self: Box<Self>, failure: Option<&str>);
}

struct Waiting<T, E, W> {
    work: Option<W>,
    done: Option<Result<T, WriteError<E>>>,
    reply: oneshot::Sender<Result<T, WriteError<E>>>,
}

#[async_trait]
impl<T, E, W> Job for Waiting<T, E, W>
where
    T: Send + 'static,
    E: Send + 'static,
    W: for<'t> FnOnce(&'t mut dyn Session) -> Writing<'t, T, E> + Send + 'static,
{
    async fn work(&mut self, session: &mut dyn Session) -> Result<bool, SqlError> {
        let Some(work) = self.work.take() else {
            return Ok(false);
        };
        match work(session).await {
            Err(WriteError::Unknown(reason)) => Err(SqlError::Broken(reason)),
            done => {
                let keep = done.is_ok();
                self.done = Some(done);
                Ok(keep)
            }
        }
    }

    fn answer(self: Box<Self>, failure: Option<&str>) {
        let answer = match (failure, self.done) {
            (None, Some(done)) => done,
            (Some(reason), _) => Err(WriteError::Unknown(reason.to_owned())),
            (None, None) => Err(WriteError::Unknown("the writing was never begun".to_owned())),
        };
        // A caller that went away needs no answer.
        let _ = self.reply.send(answer);
    }
}

/// `failed` comes first so that it is dropped last: when its receivers see it gone, the connection is too.
async fn run<S: Session>(
    failed: watch::Sender<Option<String>>,
    mut session: S,
    words: TransactionWords,
    mut jobs: mpsc::Receiver<Box<dyn Job>>,
) {
    while let Some(first) = jobs.recv().await {
        let mut batch = vec![first];
        while batch.len() < MAX_BATCH
            && let Ok(next) = jobs.try_recv()
        {
            batch.push(next);
        }
        match commit(&mut session, words, &mut batch).await {
            Ok(()) => batch.into_iter().for_each(|job| job.answer(None)),
            Err(error) => {
                let reason = error.to_string();
                tracing::error!(%reason, "group commit failed, the writer stops");
                failed.send_replace(Some(reason.clone()));
                batch.into_iter().for_each(|job| job.answer(Some(&reason)));
                jobs.close();
                while let Some(job) = jobs.recv().await {
                    job.answer(Some(&reason));
                }
                return;
            }
        }
    }
}

async fn commit(
    session: &mut dyn Session,
    words: TransactionWords,
    batch: &mut [Box<dyn Job>],
) -> Result<(), SqlError> {
    session.execute(words.begin, vec![]).await.map_err(fatal)?;
    for job in batch {
        session.execute("SAVEPOINT piece", vec![]).await.map_err(fatal)?;
        if !job.work(session).await.map_err(fatal)? {
            session
                .execute("ROLLBACK TO SAVEPOINT piece", vec![])
                .await
                .map_err(fatal)?;
        }
        session
            .execute("RELEASE SAVEPOINT piece", vec![])
            .await
            .map_err(fatal)?;
    }
    session.execute("COMMIT", vec![]).await.map_err(fatal)?;
    Ok(())
}

/// Between the pieces no failure is harmless.
fn fatal(error: SqlError) -> SqlError {
    match error {
        SqlError::Statement(reason) | SqlError::Broken(reason) => SqlError::Broken(reason),
    }
}

#[cfg(test)]
mod tests;
