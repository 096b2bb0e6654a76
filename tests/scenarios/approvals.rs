//! Approvals before a contract is sent and before a seal is used, with people who send back, hand over and are away.
//! [J02]

mod office;
mod own_signature;
mod publishing;

use domain::approval::step::Guarded;
use domain::ids::ContractId;
use office::Office;
use serde_json::{Value, json};
use tests::ceremony::blocking;
use tests::within::Within;

/// Members by their numbers; 1 is the super administrator.
const SENDER: usize = 2;
const FINANCE: usize = 3;
const LEGAL: usize = 4;
const DEPUTY: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn a_contract_goes_out_after_three_steps_and_not_before() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || sending_story(&venue)).await.unwrap();
}

fn sending_story(venue: &Within) -> anyhow::Result<()> {
    let office = Office::found(venue)?;
    office.flow(&json!({
        "name": "对外合同",
        "act": "start",
        "days": 7,
        "steps": [
            {"consent": "any_one", "asked": [{"member": FINANCE}]},
            {"consent": "all", "asked": [{"member": LEGAL}]},
            {"consent": "any_one", "asked": ["super_administrator"]},
        ],
    }))?;
    let draft = office.draft("供货框架合同")?;

    // Somebody without the right to send cannot even ask; the sender gets an approval instead of a contract.
    let sent = office
        .by(SENDER)
        .post(&format!("/drafts/{draft}/open"), &json!({}))?
        .ok()?;
    anyhow::ensure!(sent.status == 202);
    let approval = sent.json()?["approval"].as_str().unwrap_or_default().to_owned();
    anyhow::ensure!(
        office.contract(venue, &draft).is_none(),
        "sent before anybody passed"
    );

    // While it waits the draft stands still, and pressing 发送 again finds the same approval waiting.
    let current = office.by(SENDER).get(&format!("/drafts/{draft}"))?.ok()?.json()?;
    let save = json!({"version": current["version"], "body": current["body"]});
    let refused = office.by(SENDER).put(&format!("/drafts/{draft}"), &save)?;
    anyhow::ensure!(refused.code() == "draft_in_approval", "{}", refused.code());
    let again = office
        .by(SENDER)
        .post(&format!("/drafts/{draft}/open"), &json!({}))?;
    anyhow::ensure!(again.code() == "approval_pending", "{}", again.code());

    // It waits for finance alone; nobody else sees it, and finance reads its pages.
    anyhow::ensure!(office.waiting(FINANCE)? == [approval.as_str()]);
    anyhow::ensure!(office.waiting(LEGAL)?.is_empty());
    anyhow::ensure!(office.read(DEPUTY, &approval)?.code() == "approval_not_found");
    anyhow::ensure!(office.read(FINANCE, &approval)?.ok()?.json()?["me"]["due"] == true);
    let page = office.at(&format!("/approvals/{approval}/pages/1.png"));
    anyhow::ensure!(office.by(FINANCE).get(&page)?.ok()?.body.starts_with(b"\x89PNG"));
    anyhow::ensure!(office.by(DEPUTY).get(&page)?.code() == "approval_not_found");
    office.told(venue, FINANCE, "供货框架合同")?;

    // Finance hands it to the deputy; only the deputy can act then.
    office
        .act(FINANCE, &approval, "delegate", &json!({"to": DEPUTY}))?
        .ok()?;
    anyhow::ensure!(office.act(FINANCE, &approval, "pass", &json!({}))?.code() == "not_allowed");
    office
        .act(DEPUTY, &approval, "pass", &json!({"opinion": "预算内"}))?
        .ok()?;

    // Legal is away: the deputy acts for legal, and the log says so.
    office.away(LEGAL, DEPUTY)?;
    anyhow::ensure!(office.waiting(LEGAL)?.is_empty());
    anyhow::ensure!(office.waiting(DEPUTY)? == [approval.as_str()]);
    office.act(DEPUTY, &approval, "pass", &json!({}))?.ok()?;
    let seen = office.read(SENDER, &approval)?.ok()?.json()?;
    anyhow::ensure!(seen["history"][2]["instead_of"] == json!(["员工4"]), "{seen}");

    // The last one sends it back: a reason is needed, and the sender may change the draft.
    let bare = office.act(1, &approval, "send-back", &json!({"reason": " "}))?;
    anyhow::ensure!(bare.code() == "bad_text", "{}", bare.code());
    office
        .act(1, &approval, "send-back", &json!({"reason": "请补充违约条款"}))?
        .ok()?;
    office.told(venue, SENDER, "请补充违约条款")?;
    let mut changed = current["body"].clone();
    changed["title"] = json!("供货框架合同（修订）");
    let save = json!({"version": current["version"], "body": changed});
    office.by(SENDER).put(&format!("/drafts/{draft}"), &save)?.ok()?;
    anyhow::ensure!(office.contract(venue, &draft).is_none());

    // Asked anew it is another run, and with its last pass the contract is there by itself.
    let sent = office
        .by(SENDER)
        .post(&format!("/drafts/{draft}/open"), &json!({}))?
        .ok()?;
    let second = sent.json()?["approval"].as_str().unwrap_or_default().to_owned();
    anyhow::ensure!(second != approval && sent.status == 202);
    office.act(FINANCE, &second, "pass", &json!({}))?.ok()?;
    office.act(DEPUTY, &second, "pass", &json!({}))?.ok()?;
    anyhow::ensure!(
        office.contract(venue, &draft).is_none(),
        "sent before the last step"
    );
    office.act(1, &second, "pass", &json!({}))?.ok()?;
    let contract = office.opened(venue, &draft)?;
    let cleared = contract["cleared"].clone();
    anyhow::ensure!(cleared["organisation"] == office.id.as_str(), "{cleared}");
    anyhow::ensure!(
        cleared["approval"]["stream"] == format!("approval/{second}"),
        "{cleared}"
    );
    let outcome = office.read(SENDER, &second)?.ok()?.json()?["outcome"].clone();
    anyhow::ensure!(outcome == "used", "{outcome}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_final_and_only_whoever_manages_flows_changes_them() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || refusing_story(&venue)).await.unwrap();
}

fn refusing_story(venue: &Within) -> anyhow::Result<()> {
    let office = Office::found(venue)?;
    let flow = |steps: Value| json!({"name": "发起审批", "act": "start", "days": 7, "steps": steps});
    let one = flow(json!([{"consent": "any_one", "asked": [{"member": FINANCE}]}]));
    let refused = office.by(SENDER).post(&office.at("/approval-flows"), &one)?;
    anyhow::ensure!(refused.code() == "not_allowed");
    let nobody = flow(json!([{"consent": "any_one", "asked": [{"member": 99}]}]));
    let refused = office.by(1).post(&office.at("/approval-flows"), &nobody)?;
    anyhow::ensure!(refused.code() == "flow_wrong", "{}", refused.code());
    office.flow(&one)?;

    let draft = office.draft("采购合同")?;
    let sent = office
        .by(SENDER)
        .post(&format!("/drafts/{draft}/open"), &json!({}))?
        .ok()?;
    let approval = sent.json()?["approval"].as_str().unwrap_or_default().to_owned();
    office
        .act(FINANCE, &approval, "refuse", &json!({"reason": "超出年度预算"}))?
        .ok()?;
    anyhow::ensure!(office.act(FINANCE, &approval, "pass", &json!({}))?.code() == "approval_decided");
    anyhow::ensure!(office.contract(venue, &draft).is_none());

    // Without a flow that is on, it goes out at once.
    let off = office.at("/approval-flows/1/enabled");
    office.by(1).put(&off, &json!({"enabled": false}))?.ok()?;
    let sent = office
        .by(SENDER)
        .post(&format!("/drafts/{draft}/open"), &json!({}))?
        .ok()?;
    anyhow::ensure!(sent.status == 201, "{}", sent.status);
    let contract = office.opened(venue, &draft)?;
    anyhow::ensure!(contract["cleared"]["approval"].is_null(), "{contract}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seal_is_held_back_until_its_use_is_approved() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || seal_story(&venue)).await.unwrap();
}

fn seal_story(venue: &Within) -> anyhow::Result<()> {
    let office = Office::found(venue)?;
    let seal = office.held_seal(SENDER)?;
    let permit = |act| office.permit(venue, &seal, SENDER, act);
    permit(1).map_err(anyhow::Error::msg)?;
    office.flow(&json!({
        "name": "用印审批",
        "act": "seal_use",
        "days": 3,
        "conditions": {"seals": [seal]},
        "steps": [{"consent": "any_one", "asked": [{"member": FINANCE}]}],
    }))?;
    anyhow::ensure!(permit(2) == Err("approval_needed".into()), "{:?}", permit(2));
    let ask = json!({"contract": ContractId::default(), "seal": seal});
    let unknown = office.by(SENDER).post(&office.at("/approvals"), &ask)?;
    anyhow::ensure!(unknown.code() == "contract_not_found", "{}", unknown.code());
    let approval = office.request_seal_use(venue, &seal, SENDER)?;
    anyhow::ensure!(permit(2) == Err("approval_pending".into()));
    anyhow::ensure!(office.waiting(FINANCE)? == [approval.as_str()]);
    office.act(FINANCE, &approval, "pass", &json!({}))?.ok()?;
    permit(2).map_err(anyhow::Error::msg)?;
    let used = office.read(SENDER, &approval)?.ok()?.json()?;
    anyhow::ensure!(used["outcome"] == "used" && used["act"] == json!(Guarded::SealUse));
    Ok(())
}
