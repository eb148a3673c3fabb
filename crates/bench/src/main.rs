//! Benchmarks of the whole way from text to record: `cargo run --release -p sohoa-bench`.
//!
//! Three questions: how many megabytes of text a second become records on one thread, and where that time
//! goes; whether that holds for long texts, and in how much memory; and what a batch of files does on one
//! job and on two; `--runs COUNT…` tells of runs over very many small files instead. `--save NAME` keeps the output as
//! `crates/bench/results/NAME.md`. A number from a debug build means nothing, so one is not printed.

mod batch;
mod runs;
mod scale;
mod set;
mod shapes;
mod stages;
mod table;
mod timing;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

/// The allocator of the program that is measured.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        [batch::CHILD, jobs, inputs, out] => batch::child(jobs, inputs.as_ref(), out.as_ref()),
        [scale::CHILD, repair, file] => scale::child(repair, file.as_ref()),
        [runs::CHILD, inputs, out] => runs::child(inputs.as_ref(), out.as_ref()),
        [runs::ALONE, inputs] => runs::alone(inputs.as_ref()),
        ["--runs", counts @ .., "--save", name] => run(Some(name), &|say| of_runs(counts, say)),
        ["--runs", counts @ ..] => run(None, &|say| of_runs(counts, say)),
        [] => run(None, &of_texts),
        ["--save", name] => run(Some(name), &of_texts),
        _ => {
            eprintln!("usage: sohoa-bench [--runs COUNT…] [--save NAME]");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sohoa-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What is told of each part as it is done.
type Say<'s> = &'s mut dyn FnMut(String);

fn run(save: Option<&str>, parts: &dyn Fn(Say<'_>) -> io::Result<()>) -> io::Result<()> {
    if cfg!(debug_assertions) {
        return Err(io::Error::other(
            "this is a debug build; use cargo run --release",
        ));
    }
    let mut report = heading();
    print!("{report}");
    parts(&mut |part: String| {
        print!("{part}");
        report.push_str(&part);
    })?;
    if let Some(name) = save {
        let file = format!("crates/bench/results/{name}.md");
        fs::write(root().join(&file), report)?;
        println!("\nSaved: {file}");
    }
    Ok(())
}

fn of_texts(say: Say<'_>) -> io::Result<()> {
    let sets = set::all(&root())?;
    say(stages::report(&sets));
    if let Some(corpus) = sets.first() {
        say(scale::report(corpus)?);
        say(batch::report(corpus)?);
    }
    Ok(())
}

fn of_runs(counts: &[&str], say: Say<'_>) -> io::Result<()> {
    let counts: Result<Vec<u64>, _> = counts.iter().map(|n| n.parse()).collect();
    say(runs::report(&counts.map_err(io::Error::other)?)?);
    Ok(())
}

fn heading() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let (arch, system) = (env::consts::ARCH, env::consts::OS);
    let version = env!("CARGO_PKG_VERSION");
    let load = load().map_or_else(|| "unknown".into(), |l| format!("{l:.2}"));
    format!(
        "# sohoa {version}: {cores} cores, {arch} {system}, {RUSTC}\nLoad of the machine at the start: {load}\n"
    )
}

/// How busy the machine is with other things: figures from a busy one are worth little.
fn load() -> Option<f64> {
    let text = fs::read_to_string("/proc/loadavg").ok()?;
    let load = text.split_whitespace().next()?.parse().ok()?;
    if load > 0.5 {
        eprintln!("WARNING: the machine is busy (load {load}); the figures will be too low");
    }
    Some(load)
}

/// The compiler that built this.
const RUSTC: &str = env!("SOHOA_BENCH_RUSTC");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
