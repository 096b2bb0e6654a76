//! Why a socket is closed; the code says whether the client should come back (live-protocol.md).

use actix_web_actors::ws;
use actors::room::outbox::Closing;

/// The close frame for a reason that a room or the hub gives.
pub fn reason(closing: Closing) -> ws::CloseReason {
    let text = match closing {
        Closing::Over => "over",
        Closing::Restarting => "restart",
        Closing::SignedOut => "signed out",
        Closing::NotAllowed => "not allowed",
        Closing::Slow => "slow",
        Closing::Replaced => "replaced",
    };
    ws::CloseReason {
        code: ws::CloseCode::from(closing.code()),
        description: Some(text.to_owned()),
    }
}

/// A message was malformed or too large.
pub fn malformed() -> ws::CloseReason {
    ws::CloseReason {
        code: ws::CloseCode::from(4010),
        description: Some("malformed".to_owned()),
    }
}
