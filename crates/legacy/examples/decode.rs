//! Decodes a file: `cargo run -p sohoa-legacy --example decode -- FILE`. What was decided goes to stderr.

use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: decode FILE");
        return ExitCode::from(2);
    };
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{path}: {error}");
            return ExitCode::FAILURE;
        }
    };
    let read = sohoa_legacy::decode_mixed_bytes(&bytes);
    let verdict = read.verdict;
    eprintln!(
        "{path}: {} ({:.2}), {} of {} words decoded in {} spans",
        verdict.encoding.name(),
        verdict.confidence,
        verdict.decoded,
        verdict.weighed,
        read.spans.len()
    );
    print!("{}", read.text);
    ExitCode::SUCCESS
}
