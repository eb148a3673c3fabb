//! Any text to its record: never a panic. The same function as `tests/lossless.rs` calls.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = sohoa_record::read(text, &sohoa_record::Meta::default());
});
