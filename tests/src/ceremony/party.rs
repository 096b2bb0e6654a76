//! A party: opens the link, proves the phone, consents, draws a name, commits.

use super::host::Host;
use super::script::{PartyPlan, Script};
use super::{Drawn, blocking, now_ms, pause};
use crate::browser::Browser;
use crate::device::{Activation, Device};
use crate::handwriting::{WrittenName, WrittenStroke, names};
use crate::live_socket::{LiveSocket, Screen};
use anyhow::Context;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::ink::encoded_stroke;
use domain::ink::frame::{self, InkFrame};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Points of one live frame: 120 points a second at 30 frames a second.
const POINTS_PER_FRAME: usize = 4;

/// A frame that was sent: whose stroke, its first point, and when.
pub struct SentInk {
    pub field: u16,
    pub stroke: u32,
    pub first: u32,
    pub at: Instant,
}

/// A party in the room.
pub struct Party {
    pub no: u8,
    browser: Browser,
    device: Device,
    pub socket: LiveSocket,
    plan: PartyPlan,
    name: WrittenName,
    pub strokes: usize,
    /// Digest of every stroke that was drawn.
    pub drawn: Drawn,
    pub sent: Vec<SentInk>,
    /// Milliseconds from each command to its acknowledgement.
    pub latencies: Vec<f64>,
    /// The seals that its act brings: `{"artwork", "field", "seal"}`, by field.
    pub seals: Vec<Value>,
    /// What it writes in its controls for an opinion: `{"field", "record"}`, by field.
    pub opinions: Vec<Value>,
    /// How many contracts its person confirms with one press.
    pub together: Option<u64>,
}

impl Party {
    /// Opens the link, gives the one-time code, accepts the agreements, and enters the room.
    pub async fn join(host: &Host, no: u8, plan: &PartyPlan) -> anyhow::Result<Self> {
        let token = host.link(json!({"role": "party", "party": no})).await?;
        Self::join_by(host, &token, no, plan).await
    }

    /// The same by a link whose secret is known, e.g. from a message.
    pub async fn join_by(host: &Host, secret: &str, no: u8, plan: &PartyPlan) -> anyhow::Result<Self> {
        let token = secret.to_owned();
        let fresh = host.browser.fresh();
        let (browser, contract) = blocking(move || {
            let joined = fresh.post("/join", &json!({"token": token}))?.ok()?.json()?;
            let browser = fresh.seated(joined["seat"].as_str().context("no seat")?);
            Ok((
                browser,
                joined["contract"].as_str().context("no contract")?.to_owned(),
            ))
        })
        .await?;
        let device = Device::new()?;
        identify(host, &browser, plan, &device).await?;
        Self::sit(browser, &contract, no, plan, device).await
    }

    /// Takes the own place with the account that `account` is signed in to, which was shown again just now.
    pub async fn come_by_account(
        account: &Browser,
        contract: &str,
        no: u8,
        plan: &PartyPlan,
    ) -> anyhow::Result<Self> {
        let device = Device::new()?;
        let (asking, key) = (account.clone(), device.public_key());
        let path = format!("/contracts/{contract}/own-place");
        let browser = blocking(move || {
            let taken = asking.post(&path, &json!({"device_key": key}))?.ok()?.json()?;
            Ok(asking.seated(taken["seat"].as_str().context("no seat")?))
        })
        .await?;
        Self::sit(browser, contract, no, plan, device).await
    }

    /// Enters the room from a seat whose person is known, and accepts the agreements.
    async fn sit(
        browser: Browser,
        contract: &str,
        no: u8,
        plan: &PartyPlan,
        device: Device,
    ) -> anyhow::Result<Self> {
        let mut socket = LiveSocket::open(&browser, contract, None);
        socket
            .until("the party is welcomed", |screen| screen.seq > 0)
            .await?;
        let name = names(usize::from(no))?.pop().context("no handwriting")?;
        let mut party = Self {
            no,
            browser,
            device,
            socket,
            plan: plan.clone(),
            name,
            strokes: 0,
            drawn: Drawn::new(),
            sent: Vec::new(),
            latencies: Vec::new(),
            seals: Vec::new(),
            opinions: Vec::new(),
            together: None,
        };
        for kind in ["terms", "privacy", "certificate"] {
            party.consent(kind, true).await?;
        }
        Ok(party)
    }

    /// The browser that this party speaks with.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Asked at the first ink, and for the recording.
    pub async fn consent_to_sign(&mut self) -> anyhow::Result<()> {
        self.consent("ink", true).await?;
        let records = self.plan.records;
        self.consent("recording", records).await
    }

    async fn consent(&mut self, kind: &str, given: bool) -> anyhow::Result<()> {
        let browser = self.browser.clone();
        let agreements = blocking(move || browser.get("/agreements")?.ok()?.json()).await?;
        let agreement = agreements
            .as_array()
            .and_then(|all| all.iter().find(|a| a["kind"] == kind));
        let agreement = agreement.with_context(|| format!("no agreement {kind}"))?;
        let body = json!({
            "kind": kind, "given": given, "version": agreement["version"], "text": agreement["sha256"]["zh"],
        });
        self.command("consent", body).await.map(drop)
    }

    pub async fn report_reading(&self, page: u64) -> anyhow::Result<()> {
        self.socket
            .command("report_reading", json!({"page": page, "millis": 1500}))
            .await
            .map(drop)
    }

    async fn command(&mut self, name: &str, body: Value) -> anyhow::Result<u64> {
        let begun = Instant::now();
        let seq = self
            .socket
            .command(name, body)
            .await
            .with_context(|| format!("party {}: {name}", self.no))?;
        self.latencies.push(begun.elapsed().as_secs_f64() * 1000.0);
        Ok(seq)
    }

    /// Waits for the right to sign, draws in every box, commits.
    pub async fn sign(&mut self, script: &Script) -> anyhow::Result<()> {
        self.socket
            .until("the signing begins", |screen| screen.phase == "signing")
            .await?;
        self.wait_for_grant().await?;
        pause(script, Duration::from_millis(700) * u32::from(self.no)).await;
        let ink = self.draw_name(script).await?;
        self.commit(&ink).await
    }

    /// Draws the name in every box; the digest of all its ink.
    pub async fn draw_name(&mut self, script: &Script) -> anyhow::Result<Sha256Hash> {
        let mut digest = String::new();
        for field in self.fields()? {
            digest.push_str(&self.draw(field, script).await?);
        }
        Ok(Sha256Hash::of(digest.as_bytes()))
    }

    /// In turn, the right comes with the commit of the party before: it is asked for by drawing nothing yet.
    async fn wait_for_grant(&mut self) -> anyhow::Result<()> {
        let before = usize::from(self.no) - 1;
        if self.socket.screen.borrow().view["policy"]["order"] != "in_turn" {
            return Ok(());
        }
        let committed = move |kinds: &std::collections::BTreeMap<u64, String>| {
            kinds.values().filter(|kind| *kind == "hub.committed.v1").count()
        };
        self.socket
            .until("it is this party's turn", |screen| {
                committed(&screen.kinds) >= before
            })
            .await
            .map(drop)
    }

    /// Numbers of this party's boxes for handwriting.
    pub fn fields(&self) -> anyhow::Result<Vec<u16>> {
        let screen = self.socket.screen.borrow();
        let fields = screen.view["fields"].as_array().context("no fields")?;
        let inked = |field: &&Value| field["content"]["kind"].as_str().is_none_or(|kind| kind == "ink");
        let own = fields
            .iter()
            .filter(|field| field["party"] == self.no)
            .filter(inked);
        own.map(|field| u16::try_from(field["no"].as_u64().context("no number")?).context("number"))
            .collect()
    }

    /// Draws the name in one box, frames in flight first, each stroke stored at pen-up. Returns its digest lines.
    async fn draw(&mut self, field: u16, script: &Script) -> anyhow::Result<String> {
        let strokes = std::mem::take(&mut self.name.strokes);
        let drawn = self.draw_strokes(field, &strokes, script).await;
        self.name.strokes = strokes;
        drawn
    }

    async fn draw_strokes(
        &mut self,
        field: u16,
        strokes: &[WrittenStroke],
        script: &Script,
    ) -> anyhow::Result<String> {
        let mut lines = String::new();
        for (number, written) in (1u32..).zip(strokes) {
            pause(script, Duration::from_millis(written.pause_ms.into())).await;
            let mut first = 0;
            for points in written.stroke.points.chunks(POINTS_PER_FRAME) {
                let frame = InkFrame {
                    party: PartyNo(0),
                    field: FieldNo(field),
                    stroke: number,
                    first,
                    points: points.to_vec(),
                };
                self.sent.push(SentInk {
                    field,
                    stroke: number,
                    first,
                    at: Instant::now(),
                });
                self.socket.ink(frame::encode(&frame)?);
                first += u32::try_from(points.len())?;
                pause(script, Duration::from_millis(33)).await;
            }
            let encoded = encoded_stroke::encode(&written.stroke)?;
            let ink = encoded_stroke::to_text(&written.stroke)?;
            self.command(
                "draw_stroke",
                json!({"field": field, "stroke": number, "ink": ink}),
            )
            .await?;
            lines.push_str(&format!("{field}/{number}/{}\n", Sha256Hash::of(&encoded)));
            self.drawn
                .insert((self.no, field, number), Sha256Hash::of(&encoded));
            self.strokes += 1;
        }
        Ok(lines)
    }

    /// Writes an opinion in its control, in place of what stood there.
    pub fn write_opinion(&mut self, field: u16, text: &str) -> anyhow::Result<()> {
        let nonce = format!("{:032x}", u128::from(field) + 1);
        let record = json!({"$t": "hub.opinion.v1", "nonce": nonce, "text": text});
        let record = String::from_utf8(domain::canonical::encode_value(&record)?)?;
        self.opinions.retain(|written| written["field"] != field);
        self.opinions.push(json!({"field": field, "record": record}));
        Ok(())
    }

    /// What this party's device signs for what `screen` shows: the body of a commit.
    pub fn commitment(&self, ink: &Sha256Hash, screen: &Screen) -> anyhow::Result<Value> {
        let activation = Activation {
            at: now_ms(),
            ink: *ink,
            party: self.no,
            r0: screen.view["r0"].as_str().context("no R0")?.to_owned(),
            seen_n: screen.seq,
            seen_hash: screen.hash.clone(),
            session: screen.view["first_line"]
                .as_str()
                .context("no session")?
                .to_owned(),
            seals: self.seals.clone(),
            opinions: self.opinions.clone(),
            together: self.together,
        };
        let text = activation.text()?;
        let signature = self.device.sign(&text)?;
        let chosen = |shown: &Value| json!({"field": shown["field"], "seal": shown["seal"]});
        let seals: Vec<Value> = self.seals.iter().map(chosen).collect();
        Ok(json!({
            "r0": activation.r0, "ink": ink, "signature": signature, "activation": text, "seals": seals,
            "opinions": self.opinions,
        }))
    }

    /// Commits, and again from the present view where something material changed meanwhile.
    pub async fn commit(&mut self, ink: &Sha256Hash) -> anyhow::Result<()> {
        for _ in 0..20 {
            let screen = self.socket.screen.borrow().clone();
            let body = self.commitment(ink, &screen)?;
            let seen = json!({"n": screen.seq, "hash": screen.hash});
            let (id, expected) = (crate::live_socket::fresh_id(), Some(screen.material_seq));
            let begun = Instant::now();
            match self
                .socket
                .command_as(&id, "commit", body, expected, Some(seen))
                .await?
            {
                Ok(_) => {
                    self.latencies.push(begun.elapsed().as_secs_f64() * 1000.0);
                    return Ok(());
                }
                Err(refused) if refused.code == "stale_view" => {}
                Err(refused) => return Err(refused).with_context(|| format!("party {}: commit", self.no)),
            }
        }
        anyhow::bail!("party {}: the view stayed stale", self.no)
    }
}

/// Asks for a one-time code and gives it; asks again where the answer to the right one was lost.
async fn identify(host: &Host, browser: &Browser, plan: &PartyPlan, device: &Device) -> anyhow::Result<()> {
    for _ in 0..5 {
        let asking = browser.clone();
        blocking(move || asking.post("/join/code", &json!({}))?.ok()).await?;
        let code = host.code_for(&plan.phone).await?;
        let (verifying, key) = (browser.clone(), device.public_key());
        let verify = move || verifying.post("/join/verify", &json!({"code": code, "device_key": key}));
        let answer = blocking(verify).await?;
        if answer.code() != "code_gone" {
            return answer.ok().map(drop);
        }
    }
    anyhow::bail!("no code was taken")
}
