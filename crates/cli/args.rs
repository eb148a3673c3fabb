//! The arguments.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};
use sohoa_source::Scanner;
use sohoa_text::Restore;

use crate::bounds::Bounds;
use crate::messages::Lang;
use crate::outputs::{OUTPUTS, Outputs};

/// Vietnamese administrative plans, from noisy OCR text to structured, traced records
#[derive(Debug, Parser)]
#[command(
    name = "sohoa",
    version,
    after_help = "Exit status: 0 all inputs gave a record, 1 some did not, 2 the command could not run."
)]
pub struct Args {
    /// Language of messages [default: the locale's]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read what is new or changed in files and folders, write records.jsonl and reports
    Ingest(Ingest),
    /// Print the record of an input for people
    Show(Show),
    /// Print the repaired text of an input
    Text(Text),
    /// Tell what each file is and whether it can be read
    Probe(Probe),
    /// Write spreadsheets, a database, a calendar, … from the records of a run
    Export(Export),
    /// Find documents of a run by words and by what the register says
    Search(Search),
    /// Count what a run holds: types, years, agencies, confidence, diagnostics
    Stats(Stats),
    /// Measure records against gold facts
    Score(Score),
    /// Print the JSON Schema of a record
    Schema,
}

/// `sohoa ingest`
#[derive(Debug, clap::Args)]
pub struct Ingest {
    /// Files and folders (folders are read with all they hold)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Folder for the output; made where it is missing
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Read again what failed in an earlier run
    #[arg(long)]
    pub retry_failed: bool,
    /// Read everything again, changed or not
    #[arg(long)]
    pub force: bool,
    /// Folder to fill with links to the inputs that gave no record
    #[arg(long, value_name = "DIR")]
    pub quarantine: Option<PathBuf>,
    /// Go on reading what comes in, looking every so many seconds
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "2",
        value_parser = clap::value_parser!(u32).range(1..=86_400))]
    pub watch: Option<u32>,
    /// How progress is told on standard error
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Log::Text)]
    pub log: Log,
    /// Give an input up after so many seconds; a scan gets a twentieth of them more for each page that is recognised
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..))]
    pub max_seconds: u32,
    /// Folder for searchable PDF (PDF/A-2b) of the inputs with pages that were read from pictures
    #[arg(long, value_name = "DIR")]
    pub pdf_out: Option<PathBuf>,
    /// Take page images (PNG, JPEG, TIFF) that lie in one folder for the pages of one input
    #[arg(long)]
    pub pages_in_folder: bool,
    /// Read the one input that standard input names, for the run that started this process
    #[arg(long, hide = true)]
    pub alone: bool,
    /// What else is written once the records are.
    #[command(flatten)]
    pub outputs: Outputs,
    /// What an input may unfold to.
    #[command(flatten)]
    pub limits: Bounds,
    /// How pictures are read.
    #[command(flatten)]
    pub scans: Scans,
    /// How the text is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// How progress is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Log {
    /// A bar, where that is a terminal, and sentences
    Text,
    /// A line of JSON for each event
    Json,
}

/// `sohoa probe`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 all inputs can be read, 1 some cannot, 2 the command could not run."
)]
pub struct Probe {
    /// Files and folders (folders are read with all they hold)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A line of JSON for each input instead of the table
    #[arg(long)]
    pub json: bool,
    /// Number of threads [default: one for each core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// What an input may unfold to.
    #[command(flatten)]
    pub limits: Bounds,
}

/// `sohoa show`
#[derive(Debug, clap::Args)]
pub struct Show {
    /// An input, a member of a container (archive.zip!/a.txt), or a records.jsonl
    pub file: PathBuf,
    /// In a records.jsonl: the path of the input, or the beginning of the record's id
    #[arg(long, value_name = "ID")]
    pub id: Option<String>,
    /// What an input may unfold to.
    #[command(flatten)]
    pub limits: Bounds,
    /// How pictures are read.
    #[command(flatten)]
    pub scans: Scans,
    /// How the text is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `sohoa text`
#[derive(Debug, clap::Args)]
pub struct Text {
    /// An input, or a member of a container (archive.zip!/a.txt)
    pub file: PathBuf,
    /// The decoded text as it was before any repair; offsets in records are into this
    #[arg(long)]
    pub source: bool,
    /// Only the lines with repairs, each repair in its place with its rule and how sure it is
    #[arg(long, conflicts_with = "source")]
    pub diff: bool,
    /// Colours of --diff
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub color: When,
    /// What an input may unfold to.
    #[command(flatten)]
    pub limits: Bounds,
    /// How pictures are read.
    #[command(flatten)]
    pub scans: Scans,
    /// How the text is read.
    #[command(flatten)]
    pub reading: Reading,
}

/// `sohoa export`
#[derive(Debug, clap::Args)]
#[command(after_help = "Exit status: 0 all is written, 2 nothing is.")]
#[command(mut_group(OUTPUTS, |outputs| outputs.required(true)))]
pub struct Export {
    /// The folder of a run, or its records.jsonl
    pub run: PathBuf,
    /// Folder for the outputs [default: that of the records]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What is written.
    #[command(flatten)]
    pub outputs: Outputs,
}

/// `sohoa search`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 documents were found, 1 none was, 2 the command could not run."
)]
pub struct Search {
    /// The folder of a run with a database (`sohoa export RUN --sqlite`), or the database
    pub run: PathBuf,
    /// Words, with or without marks; \"several words\" in a row
    pub words: Vec<String>,
    /// Type of the document: ke_hoach or \"kế hoạch\"
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Words in the name of who issued it
    #[arg(long, value_name = "NAME")]
    pub issuer: Option<String>,
    /// Year of issue
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Words in the name of an agency that has a task in it
    #[arg(long, value_name = "NAME")]
    pub agency: Option<String>,
    /// Something is due on this day or later (2024, 2024-03 or 2024-03-05)
    #[arg(long, value_name = "DATE")]
    pub deadline_from: Option<String>,
    /// Something is due on this day or earlier
    #[arg(long, value_name = "DATE")]
    pub deadline_to: Option<String>,
    /// Documents on a page
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pub limit: u32,
    /// Which page
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub page: u32,
    /// JSON instead of text
    #[arg(long)]
    pub json: bool,
}

/// `sohoa stats`
#[derive(Debug, clap::Args)]
pub struct Stats {
    /// The folder of a run, or its records.jsonl
    pub run: PathBuf,
    /// JSON instead of the table
    #[arg(long, conflicts_with = "card")]
    pub json: bool,
    /// A data card in Markdown instead of the table
    #[arg(long)]
    pub card: bool,
    /// Write a page with charts
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
}

/// `sohoa score`
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit status: 0 the records were graded, 1 a bar of --min was not reached, 2 the command could not run."
)]
pub struct Score {
    /// A records.jsonl, the folder it is in, or one record as .json; whoever made it
    #[arg(value_name = "RECORDS")]
    pub records: PathBuf,
    /// Folder of gold facts, one .json file for each text
    #[arg(long, value_name = "DIR")]
    pub gold: PathBuf,
    /// Folder of the texts; with it, spans are graded too
    #[arg(long, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// Earlier records of the same texts: print what was gained and lost since
    #[arg(long, value_name = "RECORDS")]
    pub baseline: Option<PathBuf>,
    /// Form of the report
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Format::Markdown)]
    pub format: Format,
    /// Fail where the F1 of a family (or of `macro`) is lower; may be given several times
    #[arg(long, value_name = "FAMILY=F1", value_parser = bar)]
    pub min: Vec<(String, f64)>,
    /// List so many wrong facts of each family
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub misses: usize,
}

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Tables for people
    Markdown,
    /// Everything that was counted, for programs
    Json,
}

fn bar(text: &str) -> Result<(String, f64), String> {
    let (family, least) = text.split_once('=').ok_or("FAMILY=F1")?;
    let least = least.parse().map_err(|_| "FAMILY=F1")?;
    Ok((family.to_owned(), least))
}

/// How a text is read, whatever is done with it.
#[derive(Debug, clap::Args)]
pub struct Reading {
    /// Repair words by their context
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Switch::On)]
    pub repair: Switch,
    /// Put marks back on a text that lost them
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub restore_diacritics: When,
}

impl Reading {
    /// The options of the library.
    pub fn options(&self) -> sohoa_text::Options {
        sohoa_text::Options {
            repair: self.repair == Switch::On,
            restore: match self.restore_diacritics {
                When::Auto => Restore::Auto,
                When::Always => Restore::Always,
                When::Never => Restore::Never,
            },
        }
    }
}

/// How pictures of pages are read, whatever is done with them.
#[derive(Debug, clap::Args)]
pub struct Scans {
    /// Recognise pages: those that need it, all, or none
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = When::Auto)]
    pub ocr: When,
    /// Give a page up after so many seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    pub ocr_timeout: u64,
    /// Keep what was recognised in this folder, so that a second run need not
    #[arg(long, value_name = "DIR")]
    pub ocr_cache: Option<PathBuf>,
    /// Language of the recognition
    #[arg(long, value_name = "NAME", default_value = "vie")]
    pub ocr_language: String,
    /// The program that recognises
    #[arg(long, value_name = "PROGRAM", default_value = "tesseract")]
    pub ocr_program: PathBuf,
}

impl Scans {
    /// What reads pictures, with a number of threads or one for each core.
    pub fn scanner(self, threads: Option<usize>) -> Scanner {
        Scanner::new(sohoa_scan::Options {
            when: match self.ocr {
                When::Auto => sohoa_scan::When::Auto,
                When::Always => sohoa_scan::When::Always,
                When::Never => sohoa_scan::When::Never,
            },
            program: self.ocr_program,
            language: self.ocr_language,
            limit: Duration::from_secs(self.ocr_timeout),
            cache: self.ocr_cache,
            threads,
            ..sohoa_scan::Options::default()
        })
    }
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// Do it
    On,
    /// Leave it
    Off,
}

/// Always, never, or where it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// Where it fits
    Auto,
    /// Everywhere
    Always,
    /// Nowhere
    Never,
}
