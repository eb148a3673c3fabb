//! A child process with a time limit: bytes in, bytes out.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use crate::Trouble;

/// No page has a longer table.
const ANSWER: u64 = 64 << 20;
/// More of what a program complains of is told to nobody.
const COMPLAINT: u64 = 64 << 10;
/// How often a program that closed its output is asked whether it has ended.
const TICK: Duration = Duration::from_millis(2);

/// Runs `command` with `input`; returns what it wrote.
///
/// # Errors
/// When it cannot be started, ends with an error, or is not done within `limit`: it is killed then.
pub(crate) fn run(
    mut command: Command,
    input: Vec<u8>,
    limit: Duration,
) -> Result<Vec<u8>, Trouble> {
    let end = Instant::now() + limit;
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let spawned = pipes.stderr(Stdio::piped()).spawn();
    let name = || command.get_program().to_string_lossy().into_owned();
    let mut child = spawned.map_err(|_| Trouble::NoProgram(name()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends early does not read all; its status tells why.
        thread::spawn(move || drop(stdin.write_all(&input)));
    }
    let answer = collect(child.stdout.take(), ANSWER);
    let complaint = collect(child.stderr.take(), COMPLAINT);
    let wrote = answer.recv_timeout(end.saturating_duration_since(Instant::now()));
    let status = wrote
        .ok()
        .and_then(|out| Some((out, wait(&mut child, end)?)));
    let Some((out, success)) = status else {
        // It may be gone by now; either way it is no more.
        let _ = child.kill();
        let _ = child.wait();
        return Err(Trouble::TimeOut(limit.as_secs()));
    };
    if success {
        return Ok(out);
    }
    let said = complaint.recv_timeout(Duration::from_secs(1));
    Err(Trouble::Failed(last_line(&said.unwrap_or_default())))
}

/// Reads a pipe to its end in a thread of its own; what is beyond `most` is thrown away.
fn collect(pipe: Option<impl Read + Send + 'static>, most: u64) -> Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            let _ = pipe.by_ref().take(most).read_to_end(&mut bytes);
            let _ = std::io::copy(&mut pipe, &mut std::io::sink());
        }
        let _ = send.send(bytes);
    });
    receive
}

/// Whether it ended well; `None` where it does not end in time.
fn wait(child: &mut Child, end: Instant) -> Option<bool> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < end => thread::sleep(TICK),
            _ => return None,
        }
    }
}

fn last_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    let mut lines = said.lines().map(str::trim).filter(|l| !l.is_empty());
    lines
        .next_back()
        .unwrap_or("it failed")
        .chars()
        .take(200)
        .collect()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(script: &str, input: &[u8], limit: u64) -> Result<Vec<u8>, Trouble> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        run(command, input.to_vec(), Duration::from_millis(limit))
    }

    #[test]
    fn bytes_go_in_and_come_out() {
        let large = vec![7; 1 << 20];
        assert_eq!(shell("cat", &large, 20_000), Ok(large));
        // What is not read is no failure.
        assert_eq!(shell("echo a", &[0; 1 << 20], 20_000), Ok(b"a\n".to_vec()));
    }

    #[test]
    fn failures_are_told_and_sleepers_killed() {
        let failed = shell("echo odd >&2; echo worse >&2; exit 3", b"", 20_000);
        assert_eq!(failed, Err(Trouble::Failed("worse".to_owned())));
        let start = Instant::now();
        for script in ["exec sleep 60", "exec >&-; exec sleep 60"] {
            assert_eq!(
                shell(script, b"", 300),
                Err(Trouble::TimeOut(0)),
                "{script}"
            );
        }
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_program_that_is_not_there() {
        let gone = run(Command::new("no-such-program"), Vec::new(), Duration::ZERO);
        assert_eq!(gone, Err(Trouble::NoProgram("no-such-program".to_owned())));
    }
}
