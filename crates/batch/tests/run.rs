//! A batch as a program calls it: a fault in one input stays in that input, many keep their order.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sohoa_batch::{Event, Options, Progress, Quiet, ingest, ingest_with};
use sohoa_record::Meta;

fn folder(name: &str) -> PathBuf {
    let name = format!("sohoa-batch-{name}-{}", std::process::id());
    let path = std::env::temp_dir().join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(path.join("in")).unwrap();
    path
}

fn options(folder: &std::path::Path) -> Options {
    Options {
        paths: vec![folder.join("in")],
        out: folder.join("out"),
        jobs: Some(2),
        ..Options::default()
    }
}

#[test]
fn a_panic_is_a_line_of_the_report() {
    let folder = folder("panic");
    for name in ["a", "b", "c"] {
        fs::write(folder.join("in").join(name), name).unwrap();
    }
    let read = |text: &str, meta: &Meta| {
        assert!(meta.path != "b", "a fault of the program");
        sohoa_record::read(text, meta)
    };
    let report = ingest_with(&options(&folder), Arc::new(Quiet), Arc::new(read)).unwrap();
    assert_eq!((report.counts.records, report.counts.failed), (2, 1));
    assert_eq!(
        (&*report.errors[0].path, &*report.errors[0].code),
        ("b", "internal")
    );
    let records = fs::read_to_string(folder.join("out/records.jsonl")).unwrap();
    assert_eq!(records.lines().count(), 2);
    fs::remove_dir_all(folder).unwrap();
}

#[derive(Default)]
struct Count(AtomicU64, AtomicU64);

impl Progress for Count {
    fn event(&self, event: &Event<'_>) {
        match event {
            Event::Surveyed { to_read, .. } => self.1.store(*to_read, Ordering::Relaxed),
            Event::Ended { .. } => drop(self.0.fetch_add(1, Ordering::Relaxed)),
            _ => {}
        }
    }
}

#[test]
fn many_inputs_keep_the_order_and_tell_the_progress() {
    let folder = folder("many");
    for i in 0..700 {
        fs::write(folder.join(format!("in/{i:04}.txt")), i.to_string()).unwrap();
    }
    let count = Arc::new(Count::default());
    let report = ingest(&options(&folder), count.clone()).unwrap();
    assert_eq!(count.0.load(Ordering::Relaxed), 700);
    assert_eq!(count.1.load(Ordering::Relaxed), 700);
    assert_eq!(
        report.summaries.len(),
        20,
        "summaries do not grow with the batch"
    );
    let records = fs::read_to_string(folder.join("out/records.jsonl")).unwrap();
    let at: Vec<_> = (0..700)
        .map(|i| records.find(&format!("\"{i:04}.txt\"")))
        .collect();
    assert!(at.iter().all(Option::is_some) && at.is_sorted());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn no_path_at_all_is_an_error() {
    let folder = folder("nothing");
    let mut options = options(&folder);
    options.paths = vec![folder.join("gone")];
    assert_eq!(
        ingest(&options, Arc::new(Quiet)).unwrap_err().code(),
        "no_such_path"
    );
    assert!(!folder.join("out").exists());
    fs::remove_dir_all(folder).unwrap();
}
