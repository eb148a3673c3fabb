//! Any bytes as text from before Unicode: always decoded, never a panic. The same function as `legacy/tests/laws.rs` calls.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = sohoa_legacy::decode_mixed_bytes(bytes);
});
