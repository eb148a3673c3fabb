//! A suspect is read in a process of its own, which may die of it.
//!
//! The process is this program again, with the arguments it was called with and one more that makes it call [`serve`].
//! It is told the name and place of one input on its standard input, limits what the system may give it, and answers
//! with a line of JSON and the line of the record on its standard output.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sohoa_ledger::{FailedInput, path_bytes, path_of};
use sohoa_record::Meta;
use sohoa_record::model::Record;
use sohoa_source::{ErrorKind, INSIDE, Input, SourceError};

pub use crate::options::Alone;
use crate::patience::Patience;
use crate::shelf::Shelf;
use crate::work::{Made, Making, Read as ReadText, Unwritten, guarded, make};
use crate::{BatchError, Options};

/// Bytes of address space that the process may have.
#[cfg(unix)]
const MEMORY: u64 = 4 << 30;

/// How often is looked whether the process is done.
const PAUSE: Duration = Duration::from_millis(5);

/// How a suspect fared.
pub(crate) enum Reply {
    Made(Box<Made>),
    Failed(FailedInput),
    /// It is a container, and listing it does no harm.
    Container,
    /// The run is to end.
    Stopped,
}

#[derive(Serialize, Deserialize)]
struct Question {
    name: String,
    path: Vec<u8>,
    bytes: u64,
    /// It lies in a container.
    member: bool,
}

#[derive(Serialize, Deserialize)]
enum Answer {
    /// So many pages are to be recognised; the answer proper is still to come.
    Pages(u32),
    Made {
        sha256: [u8; 32],
        bytes: u64,
        pages: Option<u32>,
        counts: [u64; 5],
    },
    Failed {
        code: String,
        message: String,
        message_vi: String,
    },
    Container,
}

/// Has a process of its own read the input.
pub(crate) fn ask(
    program: &Alone,
    input: &Input,
    patience: &Patience,
    stopped: &dyn Fn() -> bool,
) -> Reply {
    match asked(program, input, patience, stopped) {
        Ok(reply) => reply,
        Err(error) => failed(input, ErrorKind::from(&error)),
    }
}

fn asked(
    program: &Alone,
    input: &Input,
    patience: &Patience,
    stopped: &dyn Fn() -> bool,
) -> io::Result<Reply> {
    let question = Question {
        name: input.name.clone(),
        path: path_bytes(&input.path).to_owned(),
        bytes: input.bytes,
        member: input.is_member(),
    };
    let question = serde_json::to_vec(&question)?;
    let mut child = start(program)?;
    if let Some(mut to) = child.stdin.take() {
        // If it is gone already, its answer says so.
        let _ = to.write_all(&question);
    }
    let answer = child
        .stdout
        .take()
        .map(|from| listen(from, patience.clone()));
    let well = wait(&mut child, patience, stopped)?;
    if stopped() {
        return Ok(Reply::Stopped);
    }
    let Some(well) = well else {
        let allowed = patience.allowed().as_secs();
        return Ok(failed(input, ErrorKind::TooSlow(allowed)));
    };
    let answer = answer.and_then(|a| a.join().ok()).and_then(Result::ok);
    let answer = answer.filter(|_| well);
    Ok(answer.map_or_else(|| failed(input, ErrorKind::Crashed), |a| reply(input, a)))
}

fn start(program: &Alone) -> io::Result<Child> {
    let mut command = Command::new(&program.program);
    command.args(&program.arguments).stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    // What interrupts this program from the keyboard is not to look like a crash of that one.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}

/// Reads while the process writes: a pipe holds little.
fn listen(
    from: impl Read + Send + 'static,
    patience: Patience,
) -> JoinHandle<io::Result<(Answer, Vec<u8>)>> {
    thread::spawn(move || {
        let mut from = BufReader::new(from);
        let answer = loop {
            let mut head = String::new();
            from.read_line(&mut head)?;
            match serde_json::from_str(&head)? {
                Answer::Pages(pages) => patience.hear(pages),
                answer => break answer,
            }
        };
        let mut line = Vec::new();
        from.read_to_end(&mut line)?;
        Ok((answer, line))
    })
}

/// Whether the process ended well; `None` if it took too long. Either way it is gone.
fn wait(
    child: &mut Child,
    patience: &Patience,
    stopped: &dyn Fn() -> bool,
) -> io::Result<Option<bool>> {
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status.success()));
        }
        if patience.is_over() || stopped() {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(PAUSE);
    }
}

fn reply(input: &Input, (answer, line): (Answer, Vec<u8>)) -> Reply {
    match answer {
        Answer::Container => Reply::Container,
        Answer::Failed {
            code,
            message,
            message_vi,
        } => Reply::Failed(FailedInput {
            path: input.name.clone(),
            code,
            message,
            message_vi,
        }),
        Answer::Made {
            sha256,
            bytes,
            pages,
            counts,
        } if line.ends_with(b"\n") => Reply::Made(Box::new(Made {
            line: Unwritten::Line(line),
            sha256,
            bytes,
            pages,
            counts,
        })),
        Answer::Made { .. } | Answer::Pages(_) => failed(input, ErrorKind::Crashed),
    }
}

fn failed(input: &Input, kind: ErrorKind) -> Reply {
    let error = SourceError::new(&input.name, kind);
    Reply::Failed(FailedInput::from(&error))
}

/// Reads the one input that standard input names, and answers on standard output.
///
/// # Errors
/// When there is no question, or nobody to answer.
pub fn serve(options: &Options) -> Result<(), BatchError> {
    let reading = options.reading;
    serve_with(options, &move |text, meta| {
        sohoa_record::read_with(text, meta, &reading)
    })
}

/// [`serve`] with another reader in place of [`sohoa_record::read_with`].
///
/// # Errors
/// As for [`serve`].
pub fn serve_with(options: &Options, read: &ReadText) -> Result<(), BatchError> {
    bound(options.patience);
    let question: Question =
        serde_json::from_reader(io::stdin().lock()).map_err(|e| BatchError::threads(&e))?;
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(crate::flow::STACK);
        let work = builder.spawn_scoped(scope, || answer(options, &question, read));
        let answered = work.map_err(|e| BatchError::threads(&e))?.join();
        match answered {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(BatchError::threads(&error)),
            Err(_) => Err(BatchError::threads(&"the thread was lost")),
        }
    })
}

fn answer(options: &Options, question: &Question, read: &ReadText) -> io::Result<()> {
    let (answer, line) = match found(options, question, read) {
        Ok(None) => (Answer::Container, None),
        Ok(Some(made)) => {
            let answer = Answer::Made {
                sha256: made.sha256,
                bytes: made.bytes,
                pages: made.pages,
                counts: made.counts,
            };
            (answer, Some(made.line))
        }
        Err(error) => {
            let answer = Answer::Failed {
                code: error.code().to_owned(),
                message: error.message(),
                message_vi: error.message_vi(),
            };
            (answer, None)
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &answer)?;
    out.write_all(b"\n")?;
    match line {
        Some(Unwritten::Line(line)) => out.write_all(&line)?,
        Some(Unwritten::Record(record, _)) => {
            serde_json::to_writer(&mut out, &record)?;
            out.write_all(b"\n")?;
        }
        None => {}
    }
    out.flush()
}

/// The record of the input; `None` if it is a container.
fn found(
    options: &Options,
    question: &Question,
    read: &ReadText,
) -> Result<Option<Made>, SourceError> {
    let patience = Patience::of(options.patience);
    guarded(&question.name, || {
        let Some(input) = input(options, question)? else {
            return Ok(None);
        };
        let making = Making {
            limits: &options.limits,
            scanner: options.scanner.as_deref(),
            hear: &|pages| {
                patience.hear(pages);
                bound(patience.allowed());
                // If nobody listens any more, the answer has no reader either.
                let _ = tell(&Answer::Pages(pages));
            },
            read,
            settle: &|text, meta, record| settle(options, &input, (text, meta), record),
        };
        let raw = sohoa_source::open_input(&input, &options.limits)?;
        make(&input, raw, &patience, &making).map(Some)
    })
}

/// A line on standard output, at once.
fn tell(answer: &Answer) -> io::Result<()> {
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, answer)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// Puts the searchable PDF of the input where it belongs.
fn settle(
    options: &Options,
    input: &Input,
    read: (&str, &Meta),
    record: &Record,
) -> Result<(), SourceError> {
    let Some(folder) = &options.pdf_out else {
        return Ok(());
    };
    let shelf = Shelf::open(folder);
    let settled = shelf.and_then(|s| s.settle(input, &options.limits, read, record));
    settled.map_err(|e| SourceError::new(&input.name, ErrorKind::Io(e.message())))
}

/// The file, or the member of it that is asked for; `None` if it is a container itself.
fn input(options: &Options, question: &Question) -> Result<Option<Input>, SourceError> {
    let file = |name: &str| {
        let path = path_of(question.path.clone());
        Input::file(name.to_owned(), path, question.bytes)
    };
    let name = &question.name;
    if !question.member {
        let input = file(name);
        let members = input.members(&options.limits).transpose()?;
        return Ok(members.is_none().then_some(input));
    }
    // A member's name begins with its container's; folders may have the mark between the two in their names too.
    for (at, _) in name.match_indices(INSIDE) {
        let members = file(&name[..at]).members(&options.limits).transpose()?;
        let mut members = members.into_iter().flatten().flatten();
        if let Some(member) = members.find(|m| m.name == *name) {
            return Ok(Some(member));
        }
    }
    Err(SourceError::new(name, ErrorKind::NotFound))
}

/// What the system gives this process at most; the time can be raised later. Where it does not let itself be told, the
/// parent's patience is left.
#[cfg(unix)]
fn bound(patience: Duration) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = |resource, most| {
        let limit = Rlimit {
            current: Some(most),
            maximum: getrlimit(resource).maximum,
        };
        let _ = setrlimit(resource, limit);
    };
    limit(Resource::As, MEMORY);
    limit(Resource::Cpu, patience.as_secs() + 1);
    limit(Resource::Core, 0);
}

#[cfg(not(unix))]
fn bound(_: Duration) {}
