//! Any bytes as an old Excel workbook: read or refused, never a panic. The same function as `office/tests/damage.rs` calls.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sohoa_layout::Limits;

fuzz_target!(|bytes: &[u8]| {
    let _ = sohoa_office::xls::read(bytes, &Limits::default());
});
