//! Writing to standard output and standard error, where the reader may have gone away.

use std::io::{self, ErrorKind, Write};

use crate::CANNOT_RUN;
use crate::messages::{self, Lang};

/// How a verb ends: well, or with an exit status.
pub type Status = Result<(), u8>;

/// Prints the text. A closed pipe (`| head`) is no failure; a full disk is.
pub fn print(text: &str, lang: Lang) -> Status {
    let mut out = io::stdout().lock();
    let done = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match done {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(&format!("{}: {error}", lang.of(messages::STDOUT)));
            Err(CANNOT_RUN)
        }
        _ => Ok(()),
    }
}

/// Prints a line on standard error; if even that fails there is nobody left to tell.
pub fn complain(line: &str) {
    let _ = writeln!(io::stderr().lock(), "sohoa: {line}");
}
