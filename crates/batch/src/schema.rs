//! The JSON Schema of a line of `records.jsonl`, made from the Rust types.

use schemars::generate::SchemaSettings;
use sohoa_record::model::Record;

/// JSON Schema 2020-12 of a record as it is written: keys that are always there are required.
#[must_use]
pub fn schema_json() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Record>();
    // A schema is a tree of strings and numbers: it always serialises.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
