//! A signed PDF from anybody: the validator answers, whatever the bytes.
#![no_main]

use domain::timestamp::Timestamp;
use libfuzzer_sys::fuzz_target;

/// 2026-11-22, in milliseconds.
const NOW: Timestamp = Timestamp(1_795_305_600_000);

fuzz_target!(|bytes: &[u8]| {
    let _ = pdf::validate::validate(bytes, &[], NOW);
});
