//! Another program for what this reader cannot read: antiword, where it is installed.
//!
//! It knows versions from before Word 97. It tells no fonts, so old encodings are found by the letters.

use std::io::{Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use sohoa_layout::{Layout, Limits, NoticeKind, Writer};
use sohoa_legacy::Encoding;

const PROGRAM: &str = "antiword";
/// It takes a small part of a second; what takes longer is stuck.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the program reads; `None` where it is not installed, fails, or says nothing.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Option<(String, Layout)> {
    let said = run(bytes, limits.unpacked)?;
    let read = sohoa_legacy::decode_mixed(&said);
    let mut w = Writer::default();
    for line in read.text.lines() {
        w.line(line);
    }
    w.notice(NoticeKind::ReadBy, None, PROGRAM);
    let encoding = read.verdict.encoding;
    if encoding != Encoding::Utf8 {
        w.notice(NoticeKind::EncodingGuessed, None, encoding.name());
        w.layout_mut().encoding = Some(encoding.name().to_owned());
    }
    let (text, layout) = w.finish();
    (!text.trim().is_empty()).then_some((text, layout))
}

/// Runs the program with the file on its standard input, one paragraph to a line of its output.
fn run(bytes: &[u8], limit: u64) -> Option<String> {
    let mut child = Command::new(PROGRAM)
        .args(["-m", "UTF-8.txt", "-w", "0", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (input, output) = (child.stdin.take()?, child.stdout.take()?);
    thread::scope(|scope| {
        // A program that ends early leaves the rest of its input unread.
        scope.spawn(move || {
            let mut input = input;
            let _ = input.write_all(bytes);
        });
        let said = scope.spawn(move || all(output, limit));
        let well = ends_well(&mut child);
        let said = said.join().ok().flatten()?;
        well.then_some(said)
    })
}

fn all(output: ChildStdout, limit: u64) -> Option<String> {
    let mut said = Vec::new();
    output.take(limit).read_to_end(&mut said).ok()?;
    Some(String::from_utf8_lossy(&said).into_owned())
}

/// Waits for the program; one that takes too long is ended.
fn ends_well(child: &mut Child) -> bool {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => thread::sleep(Duration::from_millis(2)),
            Err(_) => break,
        }
    }
    // It may have ended just now.
    let _ = child.kill();
    let _ = child.wait();
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_document_gives_nothing() {
        assert_eq!(read(b"no document", &Limits::default()), None);
    }
}
