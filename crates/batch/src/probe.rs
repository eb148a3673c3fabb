//! What lies on a disk: each input read to its text and no further.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use sohoa_layout::{Layout, NoticeKind};
use sohoa_source::{Decoded, ErrorKind, Evidence, Form, Input, Limits, SourceError};

use crate::BatchError;
use crate::flow::STACK;
use crate::run::no_path;

/// A window closes at this many inputs or this many bytes, whichever comes first.
const WINDOW_INPUTS: usize = 256;
const WINDOW_BYTES: u64 = 8 * 1024 * 1024;

/// What was found out about an input.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its name.
    pub path: String,
    /// Its size.
    pub bytes: u64,
    /// What it is, where that could be told.
    pub form: Option<Form>,
    /// Its media type, where it was read.
    pub media_type: Option<String>,
    /// What told its form.
    pub evidence: Option<Evidence>,
    /// Encoding of its text.
    pub encoding: Option<String>,
    /// Pages, where the format has pages.
    pub pages: Option<u32>,
    /// Pages whose text cannot be trusted or is missing; `None` where the format has no pages.
    pub pages_without_text: Option<u32>,
    /// Letters and digits of its text.
    pub characters: u64,
    /// The end of its name belongs to another form.
    pub misnamed: bool,
    /// Why it gave no text.
    pub error: Option<SourceError>,
}

/// Looks at all inputs under the paths, on all threads, and tells of them in the order of their names; what could
/// not even be listed comes last.
///
/// # Errors
/// When no path is there or the threads cannot be started.
pub fn probe(
    paths: &[PathBuf],
    jobs: Option<usize>,
    limits: &Limits,
    see: &mut dyn FnMut(Finding),
) -> Result<(), BatchError> {
    no_path(paths)?;
    let pool = pool(jobs)?;
    let walk = sohoa_source::walk(paths, limits);
    for window in windows(&walk.inputs) {
        let look = |input: &Input| Finding::of(input, limits);
        let found: Vec<Finding> = pool.install(|| window.par_iter().map(look).collect());
        found.into_iter().for_each(&mut *see);
    }
    let problems = walk.problems.into_iter();
    problems.for_each(|error| see(Finding::refused(error.path().to_owned(), 0, error)));
    Ok(())
}

impl Finding {
    fn of(input: &Input, limits: &Limits) -> Finding {
        let load = || sohoa_source::load_input(input, limits);
        let loaded = catch_unwind(AssertUnwindSafe(load));
        let loaded =
            loaded.unwrap_or_else(|_| Err(SourceError::new(&input.name, ErrorKind::Internal)));
        match loaded {
            Ok(decoded) => Finding::read(input, decoded),
            Err(error) => Finding::refused(input.name.clone(), input.bytes, error),
        }
    }

    fn read(input: &Input, decoded: Decoded) -> Finding {
        let form = Form::of_media_type(&decoded.media_type);
        let fed = decoded.text.matches('\u{c}').count() as u32;
        let pages = decoded.layout.pages.or((fed > 0).then_some(fed + 1));
        Finding {
            path: input.name.clone(),
            bytes: decoded.bytes,
            misnamed: form.is_some_and(|f| f.contradicts(&input.name)),
            form,
            media_type: Some(decoded.media_type),
            evidence: Some(decoded.evidence),
            encoding: Some(decoded.encoding),
            pages,
            pages_without_text: decoded.layout.pages.map(|_| without_text(&decoded.layout)),
            characters: decoded.text.chars().filter(|c| c.is_alphanumeric()).count() as u64,
            error: None,
        }
    }

    fn refused(path: String, bytes: u64, error: SourceError) -> Finding {
        let form = Form::of_refused(error.kind());
        Finding {
            misnamed: form.is_some_and(|f| f.contradicts(&path)),
            path,
            bytes,
            form,
            media_type: None,
            evidence: form.map(|_| Evidence::Signature),
            encoding: None,
            pages: None,
            pages_without_text: None,
            characters: 0,
            error: Some(error),
        }
    }
}

fn pool(jobs: Option<usize>) -> Result<ThreadPool, BatchError> {
    let builder = ThreadPoolBuilder::new().stack_size(STACK);
    let builder = builder.num_threads(jobs.unwrap_or(0));
    builder.build().map_err(|e| BatchError::threads(&e))
}

/// Splits the inputs into windows that fit in memory whatever the sizes are.
fn windows(inputs: &[Input]) -> impl Iterator<Item = &[Input]> {
    let mut rest = inputs;
    std::iter::from_fn(move || {
        let mut bytes = 0u64;
        let fits = rest.iter().take(WINDOW_INPUTS).take_while(|i| {
            bytes = bytes.saturating_add(i.bytes);
            bytes <= WINDOW_BYTES
        });
        let size = fits.count().max(1).min(rest.len());
        let (window, after) = rest.split_at(size);
        rest = after;
        (!window.is_empty()).then_some(window)
    })
}

/// Pages of which the reader said that their text is missing or wrong.
fn without_text(layout: &Layout) -> u32 {
    let doubt = |kind| matches!(kind, NoticeKind::NeedsOcr | NoticeKind::TextLayerLies);
    let pages = layout.notices.iter().filter(|n| doubt(n.kind));
    let mut pages: Vec<u32> = pages.map(|n| n.page.unwrap_or(1)).collect();
    pages.sort_unstable();
    pages.dedup();
    pages.len() as u32
}
