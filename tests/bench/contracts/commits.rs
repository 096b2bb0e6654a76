//! Bare durable commits: one small row each, written through the store as the hub writes its settings.

use actix_web::web;
use hub::hub::Hub;
use serde::Serialize;
use std::time::{Duration, Instant};

const TIME: Duration = Duration::from_secs(3);
const WRITERS: u32 = 64;

/// Per second.
#[derive(Serialize)]
pub struct Commits {
    pub one_writer: f64,
    pub many_writers: f64,
}

pub async fn measure(hub: &web::Data<Hub>) -> anyhow::Result<Commits> {
    Ok(Commits {
        one_writer: rate(hub, 1).await?,
        many_writers: rate(hub, WRITERS).await?,
    })
}

async fn rate(hub: &web::Data<Hub>, writers: u32) -> anyhow::Result<f64> {
    let begin = Instant::now();
    let tasks: Vec<_> = (0..writers)
        .map(|writer| {
            let rows = hub.store.rows.clone();
            tokio::spawn(async move {
                let (name, mut done) = (format!("bench/{writer}"), 0_u32);
                while begin.elapsed() < TIME {
                    rows.set_setting(&name, &done.to_string()).await?;
                    done += 1;
                }
                anyhow::Ok(done)
            })
        })
        .collect();
    let mut done = 0;
    for task in tasks {
        done += task.await??;
    }
    Ok(f64::from(done) / begin.elapsed().as_secs_f64())
}
