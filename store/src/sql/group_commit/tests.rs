//! The writer against a scripted connection: what it says to the database, and when it answers.

use super::*;
use crate::sql::session::{Row, Value};
use parking_lot::Mutex;
use std::sync::Arc;
use tokio::sync::Semaphore;

const WORDS: TransactionWords = TransactionWords { begin: "BEGIN" };

/// Writes down every statement; commits wait for a permit, and one statement may be told to fail.
#[derive(Clone)]
struct Script {
    said: Arc<Mutex<Vec<&'static str>>>,
    commits: Arc<Semaphore>,
    fails: Option<&'static str>,
}

impl Script {
    fn new(fails: Option<&'static str>) -> Self {
        Self {
            said: Arc::default(),
            commits: Arc::new(Semaphore::new(0)),
            fails,
        }
    }

    fn count(&self, sql: &str) -> usize {
        self.said.lock().iter().filter(|said| **said == sql).count()
    }

    async fn wait_for(&self, sql: &str, times: usize) {
        while self.count(sql) < times {
            tokio::task::yield_now().await;
        }
    }
}

#[async_trait]
impl Session for Script {
    async fn execute(&mut self, sql: &'static str, _: Vec<Value>) -> Result<u64, SqlError> {
        self.said.lock().push(sql);
        if sql == "COMMIT" {
            self.commits.acquire().await.unwrap().forget();
        }
        if self.fails == Some(sql) {
            return Err(SqlError::Broken("disk gone".into()));
        }
        Ok(1)
    }

    async fn fetch(&mut self, sql: &'static str, values: Vec<Value>) -> Result<Vec<Row>, SqlError> {
        self.execute(sql, values).await.map(|_| Vec::new())
    }
}

/// Starts a piece of writing in a task of its own.
fn write(
    writer: &GroupCommit,
    sql: &'static str,
    outcome: Result<u32, WriteError<&'static str>>,
) -> tokio::task::JoinHandle<Result<u32, WriteError<&'static str>>> {
    let writer = writer.clone();
    tokio::spawn(async move {
        let work = writer.write(move |session| {
            Box::pin(async move {
                session.execute(sql, vec![]).await?;
                outcome
            })
        });
        work.await
    })
}

#[tokio::test]
async fn nobody_hears_back_before_the_commit() {
    let script = Script::new(None);
    let writer = GroupCommit::start(script.clone(), WORDS);
    let one = write(&writer, "ONE", Ok(1));
    script.wait_for("COMMIT", 1).await;
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
    assert!(!one.is_finished(), "the commit has not returned");
    script.commits.add_permits(1);
    assert_eq!(one.await.unwrap(), Ok(1));
}

#[tokio::test]
async fn what_waits_during_a_commit_shares_the_next_one() {
    let script = Script::new(None);
    let writer = GroupCommit::start(script.clone(), WORDS);
    let first = write(&writer, "FIRST", Ok(0));
    script.wait_for("COMMIT", 1).await;
    let waiting: Vec<_> = (1..=10).map(|n| write(&writer, "WAITING", Ok(n))).collect();
    while writer.queue.max_capacity() - writer.queue.capacity() < 10 {
        tokio::task::yield_now().await;
    }
    script.commits.add_permits(2);
    assert_eq!(first.await.unwrap(), Ok(0));
    for (n, done) in (1..).zip(waiting) {
        assert_eq!(done.await.unwrap(), Ok(n));
    }
    assert_eq!(
        (
            script.count("BEGIN"),
            script.count("COMMIT"),
            script.count("WAITING")
        ),
        (2, 2, 10)
    );
}

#[tokio::test]
async fn a_refused_piece_is_taken_back_and_the_others_stay() {
    let script = Script::new(None);
    let writer = GroupCommit::start(script.clone(), WORDS);
    let first = write(&writer, "FIRST", Ok(0));
    script.wait_for("COMMIT", 1).await;
    let good = write(&writer, "GOOD", Ok(1));
    let refused = write(&writer, "REFUSED", Err(WriteError::Refused("no")));
    let invalid = write(
        &writer,
        "INVALID",
        Err(WriteError::Statement("constraint".into())),
    );
    while writer.queue.max_capacity() - writer.queue.capacity() < 3 {
        tokio::task::yield_now().await;
    }
    script.commits.add_permits(2);
    assert_eq!(first.await.unwrap(), Ok(0));
    assert_eq!(good.await.unwrap(), Ok(1));
    assert_eq!(refused.await.unwrap(), Err(WriteError::Refused("no")));
    assert_eq!(
        invalid.await.unwrap(),
        Err(WriteError::Statement("constraint".into()))
    );
    let said = script.said.lock();
    for (n, sql) in said.iter().enumerate() {
        let taken_back = said.get(n + 1) == Some(&"ROLLBACK TO SAVEPOINT piece");
        assert_eq!(taken_back, ["REFUSED", "INVALID"].contains(sql), "{sql}");
    }
}

#[tokio::test]
async fn a_failed_commit_is_unknown_to_all_and_ends_the_writer() {
    let script = Script::new(Some("COMMIT"));
    let writer = GroupCommit::start(script.clone(), WORDS);
    let one = write(&writer, "ONE", Ok(1));
    script.wait_for("COMMIT", 1).await;
    let queued = write(&writer, "QUEUED", Ok(2));
    while writer.queue.max_capacity() == writer.queue.capacity() {
        tokio::task::yield_now().await;
    }
    script.commits.add_permits(9);
    assert!(matches!(one.await.unwrap(), Err(WriteError::Unknown(_))));
    assert!(matches!(queued.await.unwrap(), Err(WriteError::Unknown(_))));
    assert!(
        writer
            .failed()
            .borrow()
            .as_deref()
            .is_some_and(|reason| reason.contains("disk gone"))
    );

    let later = write(&writer, "LATER", Ok(3)).await.unwrap();
    assert!(matches!(later, Err(WriteError::Unknown(_))));
    assert_eq!(
        *script.said.lock(),
        [
            "BEGIN",
            "SAVEPOINT piece",
            "ONE",
            "RELEASE SAVEPOINT piece",
            "COMMIT"
        ]
    );
}

#[tokio::test]
async fn a_broken_statement_ends_the_writer_without_a_commit() {
    let script = Script::new(Some("ONE"));
    let writer = GroupCommit::start(script.clone(), WORDS);
    assert!(matches!(
        write(&writer, "ONE", Ok(1)).await.unwrap(),
        Err(WriteError::Unknown(_))
    ));
    assert!(writer.failed().borrow().is_some());
    assert_eq!(script.count("COMMIT"), 0);
}

#[tokio::test]
async fn dropping_every_handle_finishes_what_waits_and_gives_up_the_connection() {
    let script = Script::new(None);
    script.commits.add_permits(9);
    let writer = GroupCommit::start(script.clone(), WORDS);
    let mut failed = writer.failed();
    let one = write(&writer, "ONE", Ok(1));
    drop(writer);
    assert_eq!(one.await.unwrap(), Ok(1));
    assert!(failed.changed().await.is_err(), "the sender goes with the writer");
    assert_eq!(Arc::strong_count(&script.said), 1);
}
