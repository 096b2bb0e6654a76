//! The hub as it is, with everything on: a real contract in its signing phase, one party at the pen, and viewers
//! who came by one link.

use super::contestant::Contestant;
use super::sender::{EventKind, Sender};
use super::viewers::{Board, Entrance, Viewers, connect, is_event};
use anyhow::Context;
use domain::ids::FieldNo;
use futures_util::{SinkExt, StreamExt, TryStreamExt};
use serde_json::json;
use std::sync::Arc;
use tests::browser::Browser;
use tests::ceremony::blocking;
use tests::ceremony::host::Host;
use tests::ceremony::party::Party;
use tests::hub_process::resident;
use tests::live_socket::upgrade_of;
use tests::venue::{Venue, script};
use tokio_tungstenite::tungstenite::Message;

/// Viewers who open the link at a time.
const AT_ONCE: usize = 8;

/// A running room. Dropping it ends the hub.
pub struct HubRoom {
    venue: Venue,
    host: Host,
    party: Party,
}

impl HubRoom {
    /// Starts a hub and leads a contract with one party to its signing.
    pub async fn open() -> anyhow::Result<Self> {
        let venue = blocking(|| Venue::without_film(&[])).await?;
        let script = script("会签压测 bench", 1);
        let draft = Host::upload(&venue.host, &script).await?;
        let contract = Host::open(&venue.host, &draft, &script).await?;
        let mut host = Host::enter(venue.host.clone(), contract).await?;
        host.socket
            .until("the room is open", |screen| screen.phase == "lobby")
            .await?;
        let plan = script.parties.first().context("no party")?;
        let mut parties = vec![Party::join(&host, 1, plan).await?];
        host.lead_to_signing(&mut parties, &script).await?;
        let mut party = parties.pop().context("no party")?;
        party
            .socket
            .until("the signing begins", |screen| screen.phase == "signing")
            .await?;
        // From here on the party is the bench's sender.
        party.socket.leave();
        Ok(Self { venue, host, party })
    }

    /// Lets the sender and the viewers in.
    pub async fn seat(&self, viewers: usize) -> anyhow::Result<Contestant> {
        let board = Arc::new(Board::new(viewers, true)?);
        let socket = connect(self.entrance(self.party.browser())?).await?;
        let field = *self.party.fields()?.first().context("no box")?;
        let sender = Sender::new(socket, &board, EventKind::Command, FieldNo(field));
        let token = self.host.link(json!({"role": "viewer"})).await?;
        let browsers: Vec<Browser> = futures_util::stream::iter(0..viewers)
            .map(|_| come(self.venue.host.fresh(), token.clone()))
            .buffer_unordered(AT_ONCE)
            .try_collect()
            .await
            .context("viewers opening the link")?;
        let entrances = browsers.iter().map(|browser| self.entrance(browser));
        let process = self.venue.hub.process();
        let before = resident(process)?;
        let seated = Viewers::enter(entrances.collect::<Result<_, _>>()?, &board).await?;
        Ok(Contestant {
            process,
            board,
            sender,
            viewers,
            before,
            _seated: seated,
        })
    }

    /// An event exactly as viewers get it, for the servers that only relay.
    pub async fn sample_event(&self) -> anyhow::Result<String> {
        let token = self.host.link(json!({"role": "viewer"})).await?;
        let viewer = come(self.venue.host.fresh(), token).await?;
        let mut watching = connect(self.entrance(&viewer)?).await?;
        let mut party = connect(self.entrance(self.party.browser())?).await?;
        party.send(Message::text(super::sender::command(0))).await?;
        while let Some(message) = watching.next().await {
            if let Message::Text(text) = message?
                && is_event(&text)
            {
                return Ok(text.as_str().to_owned());
            }
        }
        anyhow::bail!("the hub closed a viewer")
    }

    fn entrance(&self, browser: &Browser) -> anyhow::Result<Entrance> {
        Ok(Entrance {
            request: upgrade_of(browser, &self.host.contract)?,
            hello: Some(json!({"type": "hello", "last_seq": 0, "lang": "zh"}).to_string()),
        })
    }
}

/// One more person opens the link.
async fn come(browser: Browser, token: String) -> anyhow::Result<Browser> {
    blocking(move || {
        let joined = browser.post("/join", &json!({"token": token}))?.ok()?.json()?;
        Ok(browser.seated(joined["seat"].as_str().context("no seat")?))
    })
    .await
}
