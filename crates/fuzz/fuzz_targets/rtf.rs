//! Any bytes as a text in RTF: read or refused, never a panic. The same function as `oldword/tests/damage.rs` calls.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sohoa_layout::Limits;

fuzz_target!(|bytes: &[u8]| {
    let _ = sohoa_oldword::rtf::read(bytes, &Limits::default());
});
