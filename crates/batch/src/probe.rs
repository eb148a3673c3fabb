//! What lies on a disk: each input read to its text and no further.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use sohoa_layout::{Layout, NoticeKind};
use sohoa_source::{Decoded, ErrorKind, Evidence, Form, Input, Kind, Limits, SourceError};

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
    /// Pages that would be recognised.
    pub to_recognise: u32,
    /// Pixels to an inch of the coarsest of these.
    pub dpi: Option<u32>,
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
            Ok(decoded) => Finding::read(input, decoded, limits),
            Err(error) => {
                Finding::refused(input.name.clone(), input.bytes, error).or_pictures(input, limits)
            }
        }
    }

    /// A file of pictures is not refused where something recognises them.
    fn or_pictures(self, input: &Input, limits: &Limits) -> Finding {
        let error = self.error.as_ref().map(SourceError::kind);
        let media_type = match error {
            Some(ErrorKind::Unsupported(Kind::Png)) => "image/png",
            Some(ErrorKind::Unsupported(Kind::Jpeg)) => "image/jpeg",
            Some(ErrorKind::Unsupported(Kind::Tiff)) => "image/tiff",
            _ => return self,
        };
        let looked = pictures(input, limits, None);
        let (pages, dpi) = match looked {
            Ok(seen) => seen,
            Err(kind) => {
                let error = Some(SourceError::new(&input.name, kind));
                return Finding { error, ..self };
            }
        };
        Finding {
            media_type: Some(media_type.to_owned()),
            pages: Some(pages),
            pages_without_text: Some(pages),
            to_recognise: pages,
            dpi,
            error: None,
            ..self
        }
    }

    fn read(input: &Input, decoded: Decoded, limits: &Limits) -> Finding {
        let pictures_of = without_text(&decoded.layout);
        let dpi = match pictures_of.as_slice() {
            [] => None,
            some => pictures(input, limits, Some(some)).ok().and_then(|p| p.1),
        };
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
            pages_without_text: decoded.layout.pages.map(|_| pictures_of.len() as u32),
            to_recognise: pictures_of.len() as u32,
            dpi,
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
            to_recognise: 0,
            dpi: None,
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
fn without_text(layout: &Layout) -> Vec<u32> {
    let doubt = |kind| matches!(kind, NoticeKind::NeedsOcr | NoticeKind::TextLayerLies);
    let pages = layout.notices.iter().filter(|n| doubt(n.kind));
    let mut pages: Vec<u32> = pages.map(|n| n.page.unwrap_or(1)).collect();
    pages.sort_unstable();
    pages.dedup();
    pages
}

/// How many page images an input has, and how coarse the coarsest of those that are asked for is, or of all.
fn pictures(
    input: &Input,
    limits: &Limits,
    wanted: Option<&[u32]>,
) -> Result<(u32, Option<u32>), ErrorKind> {
    let unreadable = |e: SourceError| e.kind().clone();
    let raw = sohoa_source::open_input(input, limits).map_err(unreadable)?;
    let pages = raw.pages(limits)?;
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let numbers = (1..=count).filter(|n| wanted.is_none_or(|w| w.contains(n)));
    let mut seen = Vec::new();
    for number in numbers {
        match pages.glance(number as usize - 1) {
            Ok(glance) => seen.push(glance.dpi.round() as u32),
            // One page that cannot be opened leaves the others; a single one tells why.
            Err(failure) if count == 1 => return Err(failure.into()),
            Err(_) => {}
        }
    }
    Ok((count, seen.into_iter().min()))
}
