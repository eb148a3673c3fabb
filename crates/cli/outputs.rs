//! The arguments that ask for outputs beside the records.

use std::path::Path;

use clap::ValueEnum;

use crate::messages::Lang;

/// The arguments of [`Outputs`], of which `export` wants one at least.
pub const OUTPUTS: &str = "outputs";

/// The outputs of a run beside its records, whatever verb writes them.
#[derive(Debug, clap::Args)]
#[group(id = OUTPUTS, multiple = true)]
pub struct Outputs {
    /// register.csv and tasks.csv
    #[arg(long)]
    pub csv: bool,
    /// records.xlsx: the register, the tasks, what to check
    #[arg(long)]
    pub xlsx: bool,
    /// records.sqlite: every table, and the index for `sohoa search`
    #[arg(long)]
    pub sqlite: bool,
    /// parquet/*.parquet: every table, for data tools
    #[arg(long)]
    pub parquet: bool,
    /// tasks.ics: deadlines for a calendar
    #[arg(long)]
    pub ics: bool,
    /// Records with plain values, without spans, repairs and confidences: records.values.jsonl
    #[arg(long, value_enum, value_name = "VIEW")]
    pub view: Option<View>,
    /// Records packed: records.jsonl.zst
    #[arg(long)]
    pub zstd: bool,
    /// Records in so many parts: records-00001-of-0000N.jsonl, …
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub shards: Option<u32>,
}

/// What of the records is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// Plain values
    Values,
}

impl Outputs {
    /// Whether any is asked for.
    pub fn any(&self) -> bool {
        let tables = self.csv || self.xlsx || self.sqlite || self.parquet || self.ics;
        tables || self.zstd || self.view.is_some() || self.shards.is_some()
    }

    /// The options of the library.
    pub fn options(&self, records: &Path, out: &Path, lang: Lang) -> sohoa_export::Options {
        sohoa_export::Options {
            records: records.to_owned(),
            out: out.to_owned(),
            lang: lang.into(),
            csv: self.csv,
            xlsx: self.xlsx,
            sqlite: self.sqlite,
            parquet: self.parquet,
            ics: self.ics,
            lines: sohoa_export::Lines {
                values: self.view == Some(View::Values),
                zstd: self.zstd,
                shards: self.shards,
            },
        }
    }
}
