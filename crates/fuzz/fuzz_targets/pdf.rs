//! Any bytes as a PDF: read or refused, never a panic. The same function as `pdf/tests/damage.rs` calls.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sohoa_layout::Limits;

fuzz_target!(|bytes: &[u8]| {
    let _ = sohoa_pdf::read(bytes, &Limits::default());
});
