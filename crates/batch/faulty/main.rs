//! A batch whose reader fails in the ways that cannot be caught, for the tests: `faulty OUT IN SECONDS [--retry]`.
//!
//! What a text begins with says what happens: `ABORT` ends the process, `OVERFLOW` runs out of stack, `HANG` never ends.

use std::env;
use std::process::{self, ExitCode};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use sohoa_batch::{Again, Alone, Options, Quiet, ingest_with, serve_alone_with};
use sohoa_record::Meta;
use sohoa_record::model::Record;

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|a| a == flag);
    let seconds = arguments.get(2).and_then(|s| s.to_str()?.parse().ok());
    let mut again = arguments.clone();
    again.push("--alone".into());
    let options = Options {
        out: arguments[0].clone().into(),
        paths: vec![arguments[1].clone().into()],
        jobs: Some(2),
        patience: Duration::from_secs(seconds.unwrap_or(60)),
        again: Again {
            all: false,
            failed: has("--retry"),
        },
        alone: env::current_exe().ok().map(|program| Alone {
            program,
            arguments: again,
        }),
        ..Options::default()
    };
    let done = if has("--alone") {
        serve_alone_with(&options, &read)
    } else {
        ingest_with(&options, Arc::new(Quiet), Arc::new(read)).map(drop)
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn read(text: &str, meta: &Meta) -> Record {
    if text.starts_with("ABORT") {
        process::abort();
    }
    if text.starts_with("OVERFLOW") {
        eprintln!("{}", deep(1));
    }
    while text.starts_with("HANG") {
        thread::sleep(Duration::from_secs(1));
    }
    sohoa_record::read(text, meta)
}

/// Deeper than any stack.
fn deep(n: u64) -> u64 {
    let room = std::hint::black_box([n; 1024]);
    if n == 0 { 0 } else { deep(n + 1) + room[7] }
}
