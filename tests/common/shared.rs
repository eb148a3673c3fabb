//! The folder beside the checkout with texts and tools that are not ours to keep.
//!
//! `SOHOA_SHARED` names it. Where it is missing the tests that need it say so and pass.

use std::io::Write;
use std::path::PathBuf;

use super::corpus::root;

/// A path in the shared folder; prints why and gives none where it is missing.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var("SOHOA_SHARED").unwrap_or_else(|_| "../shared".into());
    let found = root(&folder).join(path);
    if found.exists() {
        return Some(found);
    }
    skipped(&format!(
        "{} is missing (set SOHOA_SHARED)",
        found.display()
    ));
    None
}

/// Says aloud that something was not tested: straight to stderr, past the capture of passing tests.
pub fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}
