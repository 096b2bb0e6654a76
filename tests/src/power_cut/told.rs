//! What people had been told by the hub at each moment: read from the bytes that left on their WebSockets.

use super::moment::Moment;
use anyhow::Context;
use domain::hash::Sha256Hash;
use domain::ids::CommandId;
use serde_json::Value;
use std::collections::HashMap;

/// Something that somebody was told, and that must hold from then on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Told {
    /// The contract's log has this line.
    Line { seq: u64, hash: Sha256Hash },
    /// The command was carried out, and the log then stood there.
    Done {
        command: CommandId,
        seq: u64,
        hash: Sha256Hash,
    },
}

/// Everything that was told, with the index of the moment at which its last byte left.
pub fn told(moments: &[Moment]) -> anyhow::Result<Vec<(usize, Told)>> {
    let mut sockets: HashMap<&str, Socket> = HashMap::new();
    let mut told = Vec::new();
    for (index, moment) in moments.iter().enumerate() {
        if let Moment::Sent { socket, bytes } = moment {
            let socket = sockets.entry(socket).or_default();
            for message in socket.take(bytes)? {
                read(&message, &mut |said| told.push((index, said))).with_context(|| message.to_string())?;
            }
        }
    }
    Ok(told)
}

/// One connection's outgoing bytes that are not read yet.
#[derive(Default)]
enum Socket {
    #[default]
    Fresh,
    /// Plain HTTP, which is not looked at.
    Http,
    /// A WebSocket.
    Upgraded(Vec<u8>),
}

impl Socket {
    /// Takes sent bytes; the JSON messages that are whole now.
    fn take(&mut self, sent: &[u8]) -> anyhow::Result<Vec<Value>> {
        if matches!(self, Self::Fresh) && !sent.is_empty() {
            *self = if sent.starts_with(b"HTTP/1.1 101") {
                Self::Upgraded(Vec::new())
            } else {
                Self::Http
            };
            let end = sent.windows(4).position(|window| window == b"\r\n\r\n");
            return self.take(end.and_then(|end| sent.get(end + 4..)).unwrap_or_default());
        }
        let Self::Upgraded(waiting) = self else {
            return Ok(Vec::new());
        };
        waiting.extend_from_slice(sent);
        let mut messages = Vec::new();
        while let Some((text, len)) = frame(waiting) {
            if let Some(text) = text {
                messages.push(serde_json::from_slice(text)?);
            }
            waiting.drain(..len);
        }
        Ok(messages)
    }
}

/// The first frame (RFC 6455, section 5.2; a server's is never masked): its text, if it is one, and its length.
fn frame(bytes: &[u8]) -> Option<(Option<&[u8]>, usize)> {
    const TEXT: u8 = 0x81;
    let (first, short) = (*bytes.first()?, usize::from(*bytes.get(1)? & 0x7f));
    let (head, len) = match short {
        126 => (
            4,
            usize::from(u16::from_be_bytes(bytes.get(2..4)?.try_into().ok()?)),
        ),
        127 => {
            let long = u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?);
            (10, usize::try_from(long).ok()?)
        }
        short => (2, short),
    };
    let payload = bytes.get(head..head + len)?;
    Some(((first == TEXT).then_some(payload), head + len))
}

fn read(message: &Value, tell: &mut impl FnMut(Told)) -> anyhow::Result<()> {
    let line = |of: &Value| -> anyhow::Result<(u64, Sha256Hash)> {
        let hash = of["hash"].as_str().context("no hash")?.parse()?;
        Ok((of["seq"].as_u64().context("no seq")?, hash))
    };
    match message["type"].as_str() {
        Some("event") => {
            let (seq, hash) = line(message)?;
            tell(Told::Line { seq, hash });
        }
        Some("ack") => {
            let (seq, hash) = line(message)?;
            let command = message["id"].as_str().context("no id")?.parse()?;
            tell(Told::Done { command, seq, hash });
        }
        Some("welcome") => {
            for event in message["events"].as_array().into_iter().flatten() {
                read(event, tell)?;
            }
            if message["view"].is_object() {
                let (seq, hash) = line(&message["view"])?;
                tell(Told::Line { seq, hash });
            }
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(bytes: &[u8]) -> Moment {
        let (socket, bytes) = ("socket:[1]".to_owned(), bytes.to_vec());
        Moment::Sent { socket, bytes }
    }

    #[test]
    fn an_acknowledgement_counts_from_its_last_byte() {
        let hash = Sha256Hash::of(b"line");
        let command = CommandId(uuid::Uuid::from_u128(7));
        let text = serde_json::json!({"type": "ack", "id": command, "seq": 3, "hash": hash}).to_string();
        let mut bytes = vec![0x81, 126, 0, u8::try_from(text.len()).unwrap()];
        bytes.extend_from_slice(text.as_bytes());
        let (first, second) = bytes.split_at(40);
        let moments = [
            sent(b"HTTP/1.1 101 Switching Protocols\r\n\r\n"),
            sent(first),
            sent(second),
        ];
        let done = Told::Done {
            command,
            seq: 3,
            hash,
        };
        assert_eq!(told(&moments).unwrap(), [(2, done)]);
        assert_eq!(told(&moments[..2]).unwrap(), []);
    }
}
