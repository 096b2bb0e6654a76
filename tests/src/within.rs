//! A hub inside the test's own process: for what no route answers yet, such as a permit that a contract asks for, and
//! for clocks that are not the machine's.

use crate::browser::Browser;
use crate::ceremony::host::Host;
use crate::hub_process::built_program;
use actix_web::rt::System;
use actix_web::web;
use anyhow::Context;
use domain::ports::clock::Clock;
use hub::clock::SystemClock;
use hub::config::{Config, Source};
use hub::hub::Hub;
use hub::startup::Application;
use std::path::Path;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use tempfile::TempDir;
use tokio::sync::oneshot;

/// A running hub with its operator. Dropping it ends the hub and removes the data.
pub struct Within {
    pub hub: web::Data<Hub>,
    pub host: Browser,
    _running: Running,
    _folder: TempDir,
}

impl Within {
    /// Starts a hub on a free port, without the film worker.
    pub fn open() -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let running = Running::start(folder.path(), Arc::new(SystemClock::default()))?;
        Ok(Self {
            hub: running.hub.clone(),
            host: running.set_up()?,
            _running: running,
            _folder: folder,
        })
    }
}

/// A hub on a data directory that outlives it. Dropping it ends the hub.
pub struct Running {
    pub hub: web::Data<Hub>,
    port: u16,
    setup_token: Option<String>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<anyhow::Result<()>>>,
}

impl Running {
    /// Starts a hub on a free port, without the film worker, by this clock.
    pub fn start(data_dir: &Path, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        Self::start_on(data_dir, clock, None)
    }

    /// As [`Self::start`], with its log in a PostgreSQL database where one is named.
    pub fn start_on(data_dir: &Path, clock: Arc<dyn Clock>, database: Option<&str>) -> anyhow::Result<Self> {
        let config = config(data_dir, database)?;
        let (started, running) = mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            System::new().block_on(async move {
                let application = Application::build(config, clock).await?;
                let token = application.setup_token.clone();
                let told = started.send((application.hub.clone(), application.port, token));
                told.context("nobody waits for the hub")?;
                let stop = async {
                    let _ = stopped.await;
                };
                application.run(stop).await
            })
        });
        let Ok((hub, port, setup_token)) = running.recv() else {
            let ended = thread.join().map_err(|_| anyhow::anyhow!("the hub panicked"))?;
            return Err(ended.err().context("the hub ended early")?);
        };
        Ok(Self {
            hub,
            port,
            setup_token,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The operator, on the first start of a data directory.
    pub fn set_up(&self) -> anyhow::Result<Browser> {
        let token = self
            .setup_token
            .as_deref()
            .context("the hub showed no set-up link")?;
        Host::set_up(Browser::new(&format!("http://127.0.0.1:{}", self.port)), token)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn config(data_dir: &Path, database: Option<&str>) -> anyhow::Result<Config> {
    let database = database.map(str::to_owned);
    let data = data_dir.display().to_string();
    let worker = built_program("hub")?.display().to_string();
    let variables = move |name: &str| match name {
        "HUB_LISTEN" => Some("127.0.0.1:0".to_owned()),
        "HUB_DATA_DIR" => Some(data.clone()),
        "HUB_WORKER_PROGRAM" => Some(worker.clone()),
        "HUB_DATABASE_URL" => database.clone(),
        "HUB_FILM_WORKER" => Some("none".to_owned()),
        _ => None,
    };
    Ok(Config::from_source(&Source::read(None, variables)?)?)
}
