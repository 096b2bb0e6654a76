//! Ink as a client sends it: frames in flight, and strokes. What is taken has one meaning, which can be written again.
#![no_main]

use domain::ink::{encoded_stroke, frame};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(taken) = frame::decode(bytes) {
        let again = frame::encode(&taken).expect("a frame that was taken can be sent on");
        assert_eq!(frame::decode(&again).as_ref(), Ok(&taken));
    }
    if let Ok(taken) = encoded_stroke::decode(bytes) {
        let again = encoded_stroke::encode(&taken).expect("a stroke that was taken can be stored");
        assert_eq!(encoded_stroke::decode(&again).as_ref(), Ok(&taken));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = encoded_stroke::from_text(text);
    }
});
