//! A place of a test's own: a hub process on a temporary data directory, and its operator, who hosts.

use crate::browser::Browser;
use crate::ceremony::host::Host;
use crate::ceremony::script::Script;
use crate::hub_process::{HubOptions, HubProcess};
use anyhow::Context;
use tempfile::TempDir;

/// The contract that every ceremony of the tests signs; it is the one that the hub ships.
const CONTRACT: &[u8] = include_bytes!("../../hub/assets/demo-contract.pdf");

/// A running hub with a signed-in host. Dropping it ends the process and removes the data.
pub struct Venue {
    pub hub: HubProcess,
    pub host: Browser,
    pub folder: TempDir,
}

impl Venue {
    /// Starts a hub with further settings, as environment variables.
    pub fn open(settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let mut options = HubOptions::new(folder.path())?;
        for (name, value) in settings {
            options = options.with(name, value);
        }
        let hub = HubProcess::start(options)?;
        let token = hub.setup_token.clone().context("the hub showed no set-up link")?;
        let host = Host::set_up(Browser::new(&hub.url()), &token)?;
        Ok(Self { hub, host, folder })
    }

    /// As [`Self::open`], without the film worker: for tests that do not look at the film.
    pub fn without_film(settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let none = ("HUB_FILM_WORKER", "none");
        Self::open(&[settings, &[none]].concat())
    }
}

/// A ceremony on the shipped contract, without pauses.
pub fn script(title: &str, parties: usize) -> Script {
    Script::new(title, CONTRACT.to_vec(), parties)
}

/// The shipped contract.
pub fn contract_pdf() -> Vec<u8> {
    CONTRACT.to_vec()
}
