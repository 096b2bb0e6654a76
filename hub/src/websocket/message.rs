//! What clients send, and the hub's answers to it, as JSON text frames (live-protocol.md).

use domain::aggregate::Seen;
use domain::catalogue::Language;
use domain::hash::Sha256Hash;
use domain::ids::CommandId;
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

/// Largest text frame: a stroke of 4 096 points in base64 fits.
pub const MAX_TEXT: usize = 64 * 1024;

#[derive(Deserialize, Debug)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    Hello {
        #[serde(default)]
        last_seq: u64,
        #[serde(default)]
        first_line: Option<Sha256Hash>,
        #[serde(default)]
        lang: String,
    },
    Command(ClientCommand),
    Ping {
        t: i64,
    },
}

#[derive(Deserialize, Debug, Clone)]
pub struct ClientCommand {
    pub id: CommandId,
    pub name: String,
    #[serde(default)]
    pub body: Value,
    #[serde(default)]
    pub expected_seq: Option<u64>,
    #[serde(default)]
    pub seen: Option<Seen>,
}

pub fn ack(id: CommandId, seq: u64, hash: Sha256Hash) -> String {
    json!({"type": "ack", "id": id, "seq": seq, "hash": hash}).to_string()
}

/// A refusal with its sentence in the client's language.
pub fn refused(id: CommandId, problem: &crate::http::problem::Problem, language: Language) -> String {
    let sentence = domain::catalogue::sentence(&problem.code, language, &problem.parameters);
    let params: serde_json::Map<String, Value> = problem
        .parameters
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
        .collect();
    json!({"type": "refused", "id": id, "code": problem.code, "message": sentence, "params": params})
        .to_string()
}

pub fn pong(t: i64, now: Timestamp) -> String {
    json!({"type": "pong", "t": t, "hub_time": now}).to_string()
}

pub fn bye(reconnect_within_ms: u32) -> String {
    json!({"type": "bye", "reconnect_within_ms": reconnect_within_ms}).to_string()
}
