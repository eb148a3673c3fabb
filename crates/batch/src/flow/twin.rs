//! Inputs of the same bytes: read once, recorded for each.
//!
//! A record depends on the bytes, the options and the path; so the line of a twin is the line of the other with another
//! path in it.

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use sohoa_ledger::{Ledger, LedgerError, Twin};

use super::shared::lock;

/// What this run read and the ledger does not know yet.
pub(super) struct Twins {
    /// Earlier runs count too.
    earlier: bool,
    ended: AtomicBool,
    recent: Mutex<Recent>,
}

#[derive(Default)]
struct Recent {
    /// Who reads these bytes.
    claims: HashMap<[u8; 32], i64>,
    /// What was written and is not in the ledger yet.
    written: HashMap<i64, Twin>,
}

impl Twins {
    pub(super) fn new(earlier: bool) -> Twins {
        Twins {
            earlier,
            ended: AtomicBool::new(false),
            recent: Mutex::default(),
        }
    }

    /// The row of an input with these bytes, or `None` for whoever asks first: it is to read them.
    pub(super) fn claim(
        &self,
        sha256: [u8; 32],
        id: i64,
        ledger: &Mutex<Ledger>,
    ) -> Result<Option<i64>, LedgerError> {
        if self.ended.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let mut recent = lock(&self.recent);
        if let Some(other) = recent.claims.get(&sha256) {
            return Ok(Some(*other));
        }
        // What is committed leaves `recent` after it came into the ledger: nothing slips through between the two.
        let known = if self.earlier {
            lock(ledger).twin(&sha256)?
        } else {
            None
        };
        if known.is_none() {
            recent.claims.insert(sha256, id);
        }
        Ok(known)
    }

    /// From now on everyone reads for himself.
    pub(super) fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }

    /// The reading of these bytes failed: whoever has them too is to try for itself.
    pub(super) fn give_up(&self, id: i64) {
        lock(&self.recent).claims.retain(|_, other| *other != id);
    }

    pub(super) fn written(&self, id: i64, twin: Twin) {
        lock(&self.recent).written.insert(id, twin);
    }

    /// The line of the input `id`, if one of these bytes has been written.
    pub(super) fn find(
        &self,
        id: i64,
        sha256: &[u8; 32],
        ledger: &Mutex<Ledger>,
    ) -> Result<Option<Twin>, LedgerError> {
        let recent = lock(&self.recent);
        let twin = match recent.written.get(&id) {
            Some(twin) => Some(twin.clone()),
            None => lock(ledger).done(id)?,
        };
        // It may have been changed since, or its new bytes may be on their way.
        Ok(twin.filter(|t| t.done.sha256 == *sha256))
    }

    /// The ledger knows these now.
    pub(super) fn committed(&self, ids: impl Iterator<Item = i64>) {
        let mut recent = lock(&self.recent);
        for id in ids {
            if let Some(twin) = recent.written.remove(&id) {
                recent.claims.remove(&twin.done.sha256);
            }
        }
    }
}

/// More than ever stands before a path in a line.
const HEAD: u64 = 64 * 1024;

/// Copies a line, its path changed from `old` to `new`; false where that path is not where it must be.
pub(super) fn renamed(
    from: &mut impl Read,
    to: &mut impl Write,
    old: &str,
    new: &str,
) -> io::Result<bool> {
    let before = |name| serde_json::to_string(name).map(|n| format!("\"source\":{{\"path\":{n}"));
    let (old, new) = (before(old)?, before(new)?);
    let mut head = Vec::new();
    from.take(HEAD + old.len() as u64).read_to_end(&mut head)?;
    let found = head.windows(old.len()).position(|w| w == old.as_bytes());
    let Some(at) = found else {
        return Ok(false);
    };
    to.write_all(&head[..at])?;
    to.write_all(new.as_bytes())?;
    to.write_all(&head[at + old.len()..])?;
    io::copy(from, to)?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(line: &str, old: &str, new: &str) -> Option<String> {
        let mut out = Vec::new();
        let found = renamed(&mut line.as_bytes(), &mut out, old, new).unwrap();
        found.then(|| String::from_utf8(out).unwrap())
    }

    #[test]
    fn only_the_path_is_changed() {
        let line = r#"{"a":"x","source":{"path":"a\"b","bytes":1},"z":"a\"b"}"#;
        let other = r#"{"a":"x","source":{"path":"ế","bytes":1},"z":"a\"b"}"#;
        assert_eq!(changed(line, "a\"b", "ế").as_deref(), Some(other));
        assert_eq!(changed(line, "a", "b"), None);
    }

    #[test]
    fn a_line_longer_than_its_head_is_copied_whole() {
        let line = format!(
            r#"{{"source":{{"path":"a"}},"z":"{}"}}"#,
            "z".repeat(200_000)
        );
        assert_eq!(changed(&line, "a", "a").as_deref(), Some(line.as_str()));
    }
}
