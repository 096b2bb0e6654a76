//! A line of the log: bytes that are taken as canonical are the only spelling of what they say.
#![no_main]

use domain::aggregate::EventBody;
use domain::canonical;
use domain::contract::event::ContractEvent;
use domain::line::{self, Head};
use libfuzzer_sys::fuzz_target;

fn read<E: EventBody>(bytes: &[u8]) {
    let _ = line::read::<E>(Head::NONE, bytes, &[]);
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(record) = canonical::parse_record(bytes) {
        assert_eq!(canonical::encode_value(&record).as_deref(), Ok(bytes));
    }
    read::<ContractEvent>(bytes);
});
