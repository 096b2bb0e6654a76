//! What a client sends over a live socket: a text frame is a message or is not, and what a command says is read the
//! same again from its own spelling.
#![no_main]

use domain::contract::command::ContractCommand;
use domain::ink::encoded_stroke;
use hub::websocket::command::decode::complete;
use hub::websocket::message::{ClientMessage, MAX_TEXT};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|frame: &[u8]| {
    if frame.len() > MAX_TEXT {
        return;
    }
    let Ok(ClientMessage::Command(command)) = serde_json::from_slice(frame) else {
        return;
    };
    if let Ok(Some(ContractCommand::DrawStroke { points, ink, .. })) = complete(&command) {
        let stroke = encoded_stroke::from_text(&ink).expect("it was read before");
        assert_eq!(stroke.points.len(), points as usize);
    }
});
