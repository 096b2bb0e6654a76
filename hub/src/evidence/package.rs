//! The evidence package of a closed contract: collected from its stores once, then kept as a file.

use crate::http::problem::Problem;
use crate::hub::{Hub, Services};
use domain::aggregate::Aggregate;
use domain::agreements::AGREEMENTS;
use domain::contract::Contract;
use domain::contract::effect::ContractEffect;
use domain::contract::event::ContractEvent;
use domain::contract::state::{ContractState, FilmOutcome};
use domain::hash::Sha256Hash;
use domain::ids::{ContractId, StreamId};
use domain::line::{self, Head};
use domain::ports::event_log::{ReadError, StoredLine};
use pki::certificate::Certificate;
use recorder::evidence_log::stamper::Stamper;
use recorder::leaf::{LeafRecord, SessionLeaf};
use recorder::package::build::build;
use recorder::package::input::{PackageInput, PagePart, SealPart};
use recorder::package::weak_points::providers;
use serde_json::json;

const LINES_AT_ONCE: u32 = 1000;

/// Every stored line of a stream.
pub async fn lines_of(services: &Services, stream: &StreamId) -> Result<Vec<StoredLine>, ReadError> {
    let mut lines: Vec<StoredLine> = Vec::new();
    loop {
        let after = lines.last().map_or(0, |line| line.seq);
        let next = services.store.log.lines(stream, after, LINES_AT_ONCE).await?;
        if next.is_empty() {
            return Ok(lines);
        }
        lines.extend(next);
    }
}

/// The package, or `None` until the log has its last line. Made once; afterwards the same bytes again.
pub async fn of_contract(hub: &Hub, contract: ContractId) -> Result<Option<Vec<u8>>, Problem> {
    let snapshot = hub.contract_state(contract).await?;
    if !snapshot.state.closed {
        return Ok(None);
    }
    let stream = hub.contract_stream(contract);
    let owner = stream.to_string();
    let name = format!("package:{owner}");
    let stored = hub
        .store
        .rows
        .setting(&name)
        .await
        .map_err(|e| Problem::internal("find a package", e))?;
    if let Some(hash) = stored.and_then(|text| text.parse::<Sha256Hash>().ok()) {
        return hub.blob(&owner, hash).await.map(Some);
    }
    let bytes = collect(hub, contract, &stream, &snapshot.state).await?;
    let hash = hub
        .store
        .blobs
        .put(&owner, &bytes)
        .await
        .map_err(|e| Problem::internal("keep a package", e))?;
    let winner = hub.store.rows.claim_setting(&name, &hash.to_hex()).await;
    let winner = winner.map_err(|e| Problem::internal("keep a package", e))?;
    match winner.parse::<Sha256Hash>() {
        Ok(first) if first != hash => hub.blob(&owner, first).await.map(Some),
        _ => Ok(Some(bytes)),
    }
}

async fn collect(
    hub: &Hub,
    contract: ContractId,
    stream: &StreamId,
    state: &ContractState,
) -> Result<Vec<u8>, Problem> {
    let failed = |e: &dyn std::fmt::Display| Problem::internal("make a package", e);
    let owner = stream.to_string();
    let lines = lines_of(hub, stream).await.map_err(|e| failed(&e))?;
    let (leaves, events) = replayed(&lines).map_err(|e| failed(&e))?;
    let (certificates, time) = providers(&events);
    let log = hub
        .evidence
        .evidence_for(leaves)
        .await
        .map_err(|_| Problem::new("not_ready"))?;
    let opened = state.opened.as_ref().ok_or_else(|| Problem::new("not_ready"))?;
    let blob = async |hash: Option<Sha256Hash>| match hash {
        Some(hash) => hub.blob(&owner, hash).await.map(Some),
        None => Ok(None),
    };
    let prepared = state.prepared.as_ref();
    let clean = blob(Some(opened.clean)).await?;
    let r0 = blob(prepared.map(|prepared| prepared.r0)).await?;
    let sealed = blob(state.sealed.map(|sealed| sealed.document)).await?;
    let plan = blob(prepared.map(|prepared| prepared.plan)).await?;
    let page_boxes = blob(Some(opened.pages)).await?;
    let page_images = blob(prepared.map(|prepared| prepared.images)).await?;
    let film = match &state.film {
        Some(FilmOutcome::Rendered(film)) => blob(Some(film.film)).await?,
        _ => None,
    };
    let mut pages = Vec::new();
    for page in &hub.pages_of(contract, state).await?.images {
        pages.push((
            hub.blob(&owner, page.image).await?,
            hub.blob(&owner, page.text).await?,
        ));
    }
    let acts = state
        .parties
        .iter()
        .filter_map(|party| party.committed.as_deref());
    let mut seals = Vec::new();
    for sealed in acts.flat_map(|act| &act.seals) {
        seals.push((
            hub.blob(&owner, sealed.used.record).await?,
            hub.blob(&owner, sealed.used.picture.artwork).await?,
        ));
    }
    let authority = &hub.signer.authority;
    let own = [authority.issuing(), authority.root()].into_iter();
    let ca_chain: String = own.chain(&hub.issuer_anchors).map(Certificate::to_pem).collect();
    let tsa_chain = hub.timestamps.chain_pem();
    let input = PackageInput {
        lines: &lines,
        log: &log,
        clean: clean.as_deref(),
        r0: r0.as_deref(),
        contract: sealed.as_deref(),
        signing_plan: plan.as_deref(),
        page_boxes: page_boxes.as_deref(),
        page_images: page_images.as_deref(),
        pages: pages
            .iter()
            .map(|(image, text)| PagePart { image, text })
            .collect(),
        film: film.as_deref(),
        seals: seals
            .iter()
            .map(|(record, artwork)| SealPart { record, artwork })
            .collect(),
        agreements: AGREEMENTS
            .iter()
            .flat_map(|a| [a.text.zh.as_bytes(), a.text.en.as_bytes()])
            .collect(),
        ca_chain: &ca_chain,
        tsa_chain: &tsa_chain,
        certificates,
        time,
    };
    build(&input, hub.timestamps.as_ref(), hub.clock.as_ref())
        .await
        .map_err(|e| failed(&e))
}

/// The leaves that the session put into the log, from its lines alone: the same rule that logged them. And its events.
fn replayed(lines: &[StoredLine]) -> Result<(Vec<Vec<u8>>, Vec<ContractEvent>), String> {
    let mut state = ContractState::default();
    let mut head = Head::NONE;
    let mut leaves = Vec::new();
    let mut events = Vec::new();
    for (index, stored) in lines.iter().enumerate() {
        let event = line::read(head, &stored.bytes, &stored.openings).map_err(|e| e.to_string())?;
        head = Head {
            seq: event.seq,
            hash: event.hash,
            at: event.at,
        };
        Contract::evolve(&mut state, &event);
        for effect in Contract::effects(&state, &event) {
            if let ContractEffect::Anchor { leaf, .. } = effect {
                let upto: Vec<&[u8]> = lines[..=index].iter().map(|line| &line.bytes[..]).collect();
                let record = SessionLeaf::over(leaf, &upto).ok_or("a session without lines")?;
                leaves.push(LeafRecord::Session(record).encode().map_err(|e| e.to_string())?);
            }
        }
        events.push(event.event);
    }
    Ok((leaves, events))
}

/// The policy that pins this hub's own keys: what `hub verify --policy` takes.
pub fn policy_text(services: &Services) -> String {
    let root = services.signer.authority.root().to_pem();
    let own = json!({"pem": root, "independent": false});
    let outside = services.timestamps.anchors().iter();
    let outside = outside.map(|anchor| json!({"pem": anchor.to_pem(), "independent": true}));
    let tsa_roots: Vec<serde_json::Value> = std::iter::once(own).chain(outside).collect();
    let outside = services.issuer_anchors.iter();
    let outside = outside.map(|anchor| json!({"pem": anchor.to_pem(), "independent": true}));
    let own = json!({"pem": root, "independent": false});
    let ca_roots: Vec<serde_json::Value> = std::iter::once(own).chain(outside).collect();
    let policy = json!({
        "$t": "hub.policy.v1",
        "logs": [services.evidence.verifier_key()],
        "ca_roots": ca_roots,
        "tsa_roots": tsa_roots,
        "witnesses": {"quorum": 0, "keys": []},
        "accept": [],
    });
    serde_json::to_string_pretty(&policy).unwrap_or_default()
}
