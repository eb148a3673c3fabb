//! Damaged tables read and counted: `cargo run --release -p sohoa-xtask -- tables`.

use std::io;

use sohoa_eval::broken::{Case, KINDS, Set, report};

pub(crate) const USAGE: &str = "  \
  tables   read made-up tables with each kind of damage and count the cells that are back
           [--workshop] [--seed N] [--tables N] [--show KIND]";

/// Seeds and how many tables; `--workshop` takes the phrases that rules may be built with.
struct Options {
    set: Set,
    seed: u64,
    tables: usize,
    show: Option<String>,
}

pub(crate) fn run(args: impl Iterator<Item = String>) -> io::Result<()> {
    let options = options(args)?;
    match &options.show {
        Some(kind) => show(&options, kind),
        None => println!("{}", report(options.set, options.seed, options.tables)),
    }
    Ok(())
}

fn options(mut args: impl Iterator<Item = String>) -> io::Result<Options> {
    let mut out = Options {
        set: Set::Sealed,
        seed: 1,
        tables: 500,
        show: None,
    };
    while let Some(arg) = args.next() {
        let mut value = || args.next().ok_or_else(|| wrong(&arg));
        match arg.as_str() {
            "--workshop" => out.set = Set::Workshop,
            "--seed" => out.seed = value()?.parse().map_err(|_| wrong("--seed"))?,
            "--tables" => out.tables = value()?.parse().map_err(|_| wrong("--tables"))?,
            "--show" => out.show = Some(value()?),
            _ => return Err(wrong(&arg)),
        }
    }
    Ok(out)
}

fn wrong(arg: &str) -> io::Error {
    io::Error::other(format!("{arg}: unknown or without a value\n{USAGE}"))
}

/// What was not read as it was meant.
fn show(options: &Options, kind: &str) {
    for kind in KINDS.iter().filter(|k| k.name() == kind) {
        for seed in options.seed..options.seed + options.tables as u64 {
            let faults = Case::new(options.set, *kind, seed).faults();
            if !faults.is_empty() {
                println!("seed {seed}\n{faults}");
            }
        }
    }
}
