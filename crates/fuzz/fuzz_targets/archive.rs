//! Any bytes as a file of an archive, containers and what lies in them: read or refused, never a panic.
#![no_main]

use std::io::Write;

use libfuzzer_sys::fuzz_target;
use sohoa_source::{Limits, load_input, walk};

fuzz_target!(|bytes: &[u8]| {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let limits = Limits::default();
    for input in walk(&[file.path().to_owned()], None, &limits).inputs {
        let _ = load_input(&input, &limits);
    }
});
