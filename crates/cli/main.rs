//! The command line: arguments in, one of the verbs, an exit status out.
//!
//! Exit status: 0 all inputs gave a record, 1 some did not, 2 the command could not run.

/// Records are many small strings: the allocator is a sixth of the time, this one half of that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod args;
mod bounds;
mod card;
mod diff;
mod export;
mod ingest;
mod messages;
mod outputs;
mod page;
mod probe;
mod progress;
mod records;
mod score;
mod search;
mod show;
mod stats;
mod stdout;
mod table;
mod text;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use messages::Lang;

/// Some inputs gave no record.
const SOME_FAILED: u8 = 1;
/// The command could not run.
const CANNOT_RUN: u8 = 2;

fn main() -> ExitCode {
    let args = Args::parse();
    let lang = args.lang.unwrap_or_else(Lang::of_locale);
    let status = match args.command {
        Command::Ingest(a) => ingest::run(a, lang),
        Command::Show(a) => show::run(a, lang),
        Command::Text(a) => text::run(a, lang),
        Command::Probe(a) => probe::run(&a, lang),
        Command::Export(a) => export::run(&a, lang),
        Command::Search(a) => search::run(&a, lang),
        Command::Stats(a) => stats::run(&a, lang),
        Command::Score(a) => score::run(&a, lang),
        Command::Schema => stdout::print(&sohoa_batch::schema_json(), lang),
    };
    match status {
        Ok(()) => ExitCode::SUCCESS,
        Err(status) => ExitCode::from(status),
    }
}
