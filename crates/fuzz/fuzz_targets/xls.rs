//! Any bytes as an old Excel workbook: read or refused, never a panic that gets out. The same function as
//! `office/tests/damage.rs` calls.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sohoa_layout::Limits;

fuzz_target!(
    init: {
        // The library that reads the cells panics on damage, and the reader catches that: not a crash.
        std::panic::set_hook(Box::new(|_| ()));
    },
    |bytes: &[u8]| {
        let _ = sohoa_office::xls::read(bytes, &Limits::default());
    }
);
