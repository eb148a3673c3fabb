//! Readers whose time is over give up.

use std::path::Path;
use std::time::{Duration, Instant};

use sohoa_source::{Deadline, Limits, load};

#[test]
fn a_reader_gives_up_when_its_time_is_over() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let long_ago = Instant::now() - Duration::from_secs(9);
    let late = Limits {
        deadline: Deadline::after(long_ago, Duration::from_secs(5)),
        ..Limits::default()
    };
    for file in ["pdf/fixtures/fpdf2.pdf", "oldword/fixtures/plan.rtf"] {
        let path = crates.join(file);
        assert!(load(&path, &Limits::default()).is_ok(), "{file}");
        let error = load(&path, &late).unwrap_err();
        assert_eq!(error.code(), "too_slow", "{file}");
        assert!(error.message().contains('5'), "{}", error.message());
    }
}
