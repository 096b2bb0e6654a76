//! Sealed files are renewed: by the operator, by the command, and by themselves when the time comes; programs that are
//! not ours take what comes out.

use domain::ids::ContractId;
use domain::ports::clock::Clock;
use domain::timestamp::Timestamp;
use hub::clock::SystemClock;
use pdf::validate::{Level, SignatureKind, Verdict, validate};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;
use tests::ceremony::{Played, blocking, play};
use tests::hub_process::HubProcess;
use tests::independent_validators::{ades, pdfsig, qpdf};
use tests::venue::{Venue, script};
use tests::within::Running;
use tokio::runtime::Handle;

const DAY: i64 = 86_400_000;
const LOOK: Duration = Duration::from_millis(100);
const LOOKS: usize = 300;

#[tokio::test(flavor = "multi_thread")]
async fn the_operator_and_the_command_renew_what_others_judge_good() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let played = play(venue.host.clone(), script("续期", 2)).await.unwrap();
    blocking(move || renew_twice(venue, &played)).await.unwrap();
}

fn renew_twice(venue: Venue, played: &Played) -> anyhow::Result<()> {
    let at = format!("/renewals/{}", played.contract);
    let renewed = format!("/contracts/{}/renewed.pdf", played.contract);
    anyhow::ensure!(venue.host.get(&renewed)?.status == 404, "nothing was renewed yet");
    let listed: Vec<Value> = serde_json::from_slice(&venue.host.get("/renewals")?.ok()?.body)?;
    anyhow::ensure!(
        listed.len() == 1 && listed[0]["contract"] == *played.contract,
        "{listed:?}"
    );

    venue.host.post(&at, &json!({}))?.ok()?;
    let state = eventually(|| {
        let state: Value = serde_json::from_slice(&venue.host.get(&at)?.ok()?.body)?;
        let done = state["renewed"].as_array().is_some_and(|done| done.len() == 1);
        Ok((done && state["under_way"] == false).then_some(state))
    })?;
    let due = state["due_at"].as_i64().zip(state["until"].as_i64());
    anyhow::ensure!(
        due.is_some_and(|(due, until)| until - due == 180 * DAY),
        "{state}"
    );
    let first = venue.host.get(&renewed)?.ok()?.body;
    anyhow::ensure!(
        first.starts_with(&played.document),
        "no byte of the sealed file changes"
    );
    let root = venue.host.get("/trust/root.pem")?.ok()?.body;
    let folder = tempfile::tempdir()?;
    judged_good(folder.path(), &first, &root, 2)?;

    let (data, program) = (
        venue.hub.options().data_dir.clone(),
        venue.hub.options().program.clone(),
    );
    let held = hub_renew(&program, &data, &[]);
    anyhow::ensure!(held.is_err(), "a running hub holds its data");
    let options = venue.hub.options().clone();
    venue.hub.stop()?;
    let said = hub_renew(&program, &data, &[])?;
    anyhow::ensure!(
        said.contains("已续期 0 份"),
        "nothing ends within half a year: {said}"
    );
    let said = hub_renew(&program, &data, &[&played.contract])?;
    anyhow::ensure!(said.contains("已续期 1 份"), "{said}");
    let said = hub_renew(&program, &data, &["--within", "3000"])?;
    anyhow::ensure!(said.contains("已续期 1 份"), "{said}");

    let _again = HubProcess::start(options)?;
    let host = venue.host;
    let last = host.get(&renewed)?.ok()?.body;
    anyhow::ensure!(last.starts_with(&first), "each continues the one before");
    judged_good(folder.path(), &last, &root, 4)?;
    // The sealed file and its package stay what they were.
    let sealed = host
        .get(&format!("/contracts/{}/contract.pdf", played.contract))?
        .ok()?
        .body;
    anyhow::ensure!(sealed == played.document);
    Ok(())
}

/// qpdf, pdfsig and pyHanko's process for long-term signatures, with so many document time-stamps.
fn judged_good(folder: &Path, document: &[u8], root: &[u8], timestamps: usize) -> anyhow::Result<()> {
    let (file, pem) = (folder.join("renewed.pdf"), folder.join("root.pem"));
    std::fs::write(&file, document)?;
    std::fs::write(&pem, root)?;
    qpdf(&file)?;
    anyhow::ensure!(pdfsig(&file)? == 3, "pdfsig");
    let outcomes = ades(&file, &pem)?;
    let good = |line: &&String| line.ends_with("AdESPassed.OK") || line.ends_with("valid");
    let stamped = outcomes
        .iter()
        .filter(|line| line.contains("document-timestamp"))
        .count();
    anyhow::ensure!(
        outcomes.iter().filter(good).count() == outcomes.len()
            && stamped == timestamps
            && outcomes.len() == 3 + timestamps,
        "{outcomes:#?}"
    );
    Ok(())
}

/// `hub renew`: what it says, as the error if it fails.
fn hub_renew(program: &Path, data: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program)
        .arg("renew")
        .args(arguments)
        .env("HUB_DATA_DIR", data)
        .env("HUB_FILM_WORKER", "none")
        .output()?;
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    anyhow::ensure!(output.status.success(), "{said}");
    Ok(said)
}

fn eventually<T>(mut look: impl FnMut() -> anyhow::Result<Option<T>>) -> anyhow::Result<T> {
    for _ in 0..LOOKS {
        if let Some(found) = look()? {
            return Ok(found);
        }
        Handle::current().block_on(tokio::time::sleep(LOOK));
    }
    anyhow::bail!("it did not happen")
}

/// The machine's clock, some time later.
pub(super) struct Later(pub(super) i64);

impl Clock for Later {
    fn now(&self) -> Timestamp {
        SystemClock::default().now().plus_millis(self.0)
    }

    fn fill_random(&self, bytes: &mut [u8]) {
        SystemClock::default().fill_random(bytes);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn years_later_it_happens_by_itself_under_that_years_key() {
    let venue = blocking(|| Venue::without_film(&[])).await.unwrap();
    let played = play(venue.host.clone(), script("四年半以后", 2)).await.unwrap();
    let contract: ContractId = played.contract.parse().unwrap();
    let Venue { hub, folder, .. } = venue;
    let data = hub.options().data_dir.clone();
    blocking(move || hub.stop()).await.unwrap();

    let shift = 4 * 365 * DAY + 250 * DAY;
    let later = blocking(move || Running::start(&data, Arc::new(Later(shift))))
        .await
        .unwrap();
    let hub = later.hub.clone();
    let mut renewed = None;
    for _ in 0..LOOKS {
        let state = hub.renewal_state(contract).await.unwrap();
        assert_eq!(state.failed, None);
        if let Some(last) = state.renewed.last() {
            renewed = Some(last.clone());
            break;
        }
        tokio::time::sleep(LOOK).await;
    }
    let renewed = renewed.expect("the timer renews it");
    let owner = hub.contract_stream(contract).to_string();
    let file = hub.blob(&owner, renewed.revision).await.unwrap();
    let roots = [hub.signer.authority.root().clone()];
    let report = validate(&file, &roots, Later(shift).now());
    assert_eq!(report.verdict, Verdict::IntactOurs, "{report:#?}");
    let archived = report
        .signatures
        .iter()
        .filter(|found| found.level == Some(Level::Archived));
    assert!(archived.count() >= 3, "{report:#?}");
    let stamps: Vec<_> = report
        .signatures
        .iter()
        .filter(|found| found.kind == SignatureKind::DocumentTimestamp)
        .collect();
    assert_eq!(stamps.len(), 2);
    assert!(
        renewed.stands_until() > Later(shift + 3 * 365 * DAY).now(),
        "a key of that year"
    );
    let own = hub.timestamps.certificate().await;
    assert_ne!(own, *hub.signer.authority.timestamping());
    drop(hub);
    blocking(move || {
        drop(later);
        drop(folder);
        Ok(())
    })
    .await
    .unwrap();
}
