//! What somebody drops on the verify page: any bytes at all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verify::policy::Policy;

fuzz_target!(|bytes: &[u8]| {
    let _ = verify::verify_file(bytes, &Policy::none());
});
