//! Any bytes as Tesseract's table of words: read or refused, never a panic. The same function as `markup/tests/damaged.rs` calls.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sohoa_layout::Limits;

fuzz_target!(|bytes: &[u8]| {
    let _ = sohoa_markup::ocr::tsv::read(bytes, &Limits::default());
});
