//! The tables of `ledger.db`.

/// Goes up with each change that older programs cannot read.
pub(crate) const VERSION: i64 = 1;

/// One row an input, by the bytes of its name; what a run leaves is meant to be looked at with any SQLite program.
///
/// - `kind`: `file`, `container`, `member` (of `container`), `problem` (could not even be listed), `left_out`
/// - `state`: `queued`, `in_hand` (a run died with it), `done`, `failed`, `skipped`, `vanished`
/// - `size`, `modified`, `file`: the stamp by which a change is told; `looked`: when it was taken (nanoseconds)
/// - `seen`: the last run that found it; `maker`: program and options that made its line or its failure
/// - `segment`, `start`, `length`: where its line lies
pub(crate) const TABLES: &str = "
CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE maker (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE input (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    path BLOB,
    kind TEXT NOT NULL,
    container INTEGER,
    state TEXT NOT NULL,
    seen INTEGER NOT NULL,
    size INTEGER NOT NULL DEFAULT 0,
    modified INTEGER NOT NULL DEFAULT 0,
    file INTEGER NOT NULL DEFAULT 0,
    looked INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    crashes INTEGER NOT NULL DEFAULT 0,
    maker INTEGER,
    seconds REAL,
    code TEXT,
    message TEXT,
    message_vi TEXT,
    sha256 BLOB,
    segment INTEGER,
    start INTEGER,
    length INTEGER,
    bytes INTEGER,
    documents INTEGER,
    tasks INTEGER,
    targets INTEGER,
    citations INTEGER,
    checks INTEGER
);
CREATE INDEX input_sha256 ON input (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX input_container ON input (container) WHERE container IS NOT NULL;
";

/// What has a line in `records.jsonl` at the end of the run `:run`.
pub(crate) const PRESENT: &str = "state = 'done' AND segment IS NOT NULL AND seen = :run";
