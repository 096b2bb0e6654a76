//! 批量下载: the files of several contracts in one ZIP, written in the background so that the page can show how far it is.

pub mod zip;

use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::web;
use domain::contract::flow::{FLOW_STATES, flow_state};
use domain::contract::state::ContractState;
use domain::day::Day;
use domain::ids::{AccountId, ContractId};
use domain::timestamp::Timestamp;
use parking_lot::Mutex;
use std::collections::HashMap;
use std::fs::File;
use std::sync::Arc;
use uuid::Uuid;
use zip::{ZipFull, ZipWriter};

/// A finished ZIP is kept so long for its owner.
const KEPT_MS: i64 = 15 * 60_000;
/// ZIPs that one person can have at a time.
const MOST_OF_ONE: usize = 4;

/// How far a ZIP is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Contracts done.
    Writing(usize),
    /// Bytes of the whole file.
    Ready(u64),
    Failed,
}

#[derive(Clone)]
pub struct Download {
    pub owner: AccountId,
    pub contracts: usize,
    pub progress: Progress,
    /// Without a name in any folder: it is gone when nobody reads it any more.
    pub file: Arc<File>,
    expires: Timestamp,
}

/// The ZIPs of this node.
#[derive(Default)]
pub struct Downloads {
    all: Mutex<HashMap<Uuid, Download>>,
}

impl Downloads {
    /// One of this person's.
    pub fn find(&self, id: Uuid, owner: AccountId) -> Option<Download> {
        self.all
            .lock()
            .get(&id)
            .filter(|download| download.owner == owner)
            .cloned()
    }

    fn begin(&self, id: Uuid, download: Download, now: Timestamp) -> Result<(), Problem> {
        let mut all = self.all.lock();
        all.retain(|_, kept| kept.expires > now);
        let own = all.values().filter(|kept| kept.owner == download.owner);
        if own.count() >= MOST_OF_ONE {
            return Err(Problem::new("too_many_downloads"));
        }
        all.insert(id, download);
        Ok(())
    }

    fn set(&self, id: Uuid, progress: Progress) {
        if let Some(download) = self.all.lock().get_mut(&id) {
            download.progress = progress;
        }
    }
}

/// Begins a ZIP of contracts that the person may have, with their evidence packages where asked for; its id.
pub fn begin(
    hub: &web::Data<Hub>,
    owner: AccountId,
    contracts: Vec<ContractId>,
    evidence: bool,
) -> Result<Uuid, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("begin a download", e);
    let file = Arc::new(tempfile::tempfile().map_err(|e| failed(&e))?);
    let (id, now) = (hub.clock.command_id().0, hub.clock.now());
    let download = Download {
        owner,
        contracts: contracts.len(),
        progress: Progress::Writing(0),
        file: file.clone(),
        expires: now.plus_millis(KEPT_MS),
    };
    hub.downloads.begin(id, download, now)?;
    let hub = hub.clone();
    actix_web::rt::spawn(async move {
        let written = write(&hub, id, &file, &contracts, evidence).await;
        let progress = match written {
            Ok(bytes) => Progress::Ready(bytes),
            Err(error) => {
                tracing::error!(download = %id, error = %error.code, "download failed");
                Progress::Failed
            }
        };
        hub.downloads.set(id, progress);
    });
    Ok(id)
}

async fn write(
    hub: &Hub,
    id: Uuid,
    file: &File,
    contracts: &[ContractId],
    evidence: bool,
) -> Result<u64, Problem> {
    let failed = |e: ZipFull| Problem::internal("write a download", e);
    let mut zip = ZipWriter::new(file);
    // Spreadsheets take it for UTF-8 by its first bytes.
    let mut list = String::from("\u{feff}序号,合同编号,标题,状态,签署完成日期,文件\r\n");
    for (index, contract) in contracts.iter().enumerate() {
        let snapshot = hub.contract_state(*contract).await?;
        let state = &snapshot.state;
        let name = name_of(index + 1, state);
        let owner = hub.contract_stream(*contract).to_string();
        let sealed = state.sealed.map(|sealed| sealed.document);
        if let Some(document) = sealed {
            let bytes = hub.blob(&owner, document).await?;
            zip.add(&format!("{name}.pdf"), &bytes).map_err(failed)?;
        }
        if evidence && let Some(package) = crate::evidence::package::of_contract(hub, *contract).await? {
            zip.add(&format!("{name}-存证.zip"), &package).map_err(failed)?;
        }
        list.push_str(&line(index + 1, state, &name));
        hub.downloads.set(id, Progress::Writing(index + 1));
    }
    zip.add("清单.csv", list.as_bytes()).map_err(failed)?;
    zip.finish().map_err(failed)
}

/// `001-CG-202611-0001-采购合同`, without signs that a file system refuses.
fn name_of(no: usize, state: &ContractState) -> String {
    let opened = state.opened.as_ref();
    let number = opened.and_then(|opened| opened.number.clone());
    let title = opened.map(|opened| opened.title.text()).unwrap_or_default();
    let name = match number {
        Some(number) => format!("{no:03}-{number}-{title}"),
        None => format!("{no:03}-{title}"),
    };
    let safe = |c: char| {
        if c.is_control() || "/\\:*?\"<>|".contains(c) {
            '_'
        } else {
            c
        }
    };
    name.chars().map(safe).take(100).collect()
}

fn line(no: usize, state: &ContractState, name: &str) -> String {
    let opened = state.opened.as_ref();
    let word = flow_state(state);
    let words = FLOW_STATES.iter().find(|line| line.state == word);
    let offset = opened.map_or(0, |opened| opened.policy.offset_minutes);
    let signed = state.sealed.and_then(|sealed| Day::of(sealed.at, offset));
    let fields = [
        no.to_string(),
        opened
            .and_then(|opened| opened.number.clone())
            .unwrap_or_default(),
        opened
            .map(|opened| opened.title.text().to_owned())
            .unwrap_or_default(),
        words.map(|line| line.zh.to_owned()).unwrap_or_default(),
        signed.map(|day| day.to_string()).unwrap_or_default(),
        state.sealed.map(|_| format!("{name}.pdf")).unwrap_or_default(),
    ];
    let quoted: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    format!("{}\r\n", quoted.join(","))
}

/// A field of RFC 4180; what a spreadsheet would take for a formula gets a sign before it.
fn quoted(field: &str) -> String {
    let formula = field.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let before = if formula { "'" } else { "" };
    format!("\"{before}{}\"", field.replace('"', "\"\""))
}
