//! What developers do often: `cargo run -p sohoa-xtask -- schema`.

mod calibrate;
mod clock;
mod confusions;
mod forge;
mod lm;
mod noise;
mod repair;
mod scans;
mod sheets;
mod tables;
mod units;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

fn main() -> ExitCode {
    let task = std::env::args().nth(1);
    let done = match task.as_deref() {
        Some("schema") => schema(),
        Some("noise") => noise::run(std::env::args().skip(2), &root()),
        Some("calibrate") => calibrate::run(std::env::args().skip(2), &root()),
        Some("forge") => forge::run(std::env::args().skip(2)),
        Some("units") => units::run(std::env::args().skip(2), &root()),
        Some("scans") => scans::run(std::env::args().skip(2)),
        Some("tables") => tables::run(std::env::args().skip(2)),
        Some(task @ ("lm" | "confusions" | "repair")) => match std::env::args_os().nth(2) {
            Some(folder) if task == "lm" => lm::run(Path::new(&folder), &root()),
            Some(folder) if task == "repair" => repair::run(Path::new(&folder)),
            Some(folder) => confusions::run(Path::new(&folder)),
            None => return usage(),
        },
        _ => return usage(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprintln!(
        "tasks:\n  schema   write schemas/record.schema.json from the Rust types\n  \
         lm FOLDER   count the language model from the texts in FOLDER\n  \
         confusions FOLDER   print the table of what recognition confuses\n  \
         repair FOLDER   measure the repair by context on the parts held out\n{}\n{}\n{}\n{}\n{}\n{}",
        noise::USAGE,
        tables::USAGE,
        forge::USAGE,
        calibrate::USAGE,
        units::USAGE,
        scans::USAGE
    );
    ExitCode::from(2)
}

/// Writes the schema that `sohoa schema` prints and `tests/schema.rs` compares.
fn schema() -> io::Result<()> {
    let folder = root().join("schemas");
    fs::create_dir_all(&folder)?;
    fs::write(
        folder.join("record.schema.json"),
        sohoa_batch::schema_json(),
    )
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
