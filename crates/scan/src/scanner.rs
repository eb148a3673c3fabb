//! Reads the pages of inputs.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use sohoa_layout::{Failure, Layout, Limits, Notice, NoticeKind, Ocr, Writer};
use sohoa_ocr::{Cached, OcrEngine, Tesseract, Trouble};
use sohoa_page::{Recogniser, Sheet};
use sohoa_raster::Pages;

use crate::spread::Places;
use crate::{Options, When, page};

/// Reads pictures of pages; looks for its engine once, when there is something to read.
pub struct Scanner {
    options: Options,
    places: Places,
    engine: OnceLock<Result<Box<dyn OcrEngine>, Trouble>>,
}

impl fmt::Debug for Scanner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scanner").field(&self.options).finish()
    }
}

impl Scanner {
    /// A scanner whose engine is looked for when it is needed.
    #[must_use]
    pub fn new(options: Options) -> Scanner {
        Scanner {
            places: Places::new(options.threads),
            options,
            engine: OnceLock::new(),
        }
    }

    /// A scanner with an engine of the caller's.
    #[must_use]
    pub fn with_engine(options: Options, engine: Box<dyn OcrEngine>) -> Scanner {
        Scanner {
            places: Places::new(options.threads),
            options,
            engine: OnceLock::from(Ok(engine)),
        }
    }

    /// What a reading depends on: the options, but not where it is kept, nor how many are made side by side; and the
    /// engine with its version, language and model, unless it is not wanted.
    #[must_use]
    pub fn maker(&self) -> String {
        let o = &self.options;
        let engine = (o.when != When::Never).then(|| self.engine().map(OcrEngine::identity));
        format!(
            "{:?} {:?} {} {:?} {engine:?}",
            o.when, o.program, o.language, o.steps
        )
    }

    /// Which pages are recognised.
    #[must_use]
    pub fn when(&self) -> When {
        self.options.when
    }

    /// Reads an input that is pictures and nothing else.
    ///
    /// # Errors
    /// When it cannot be decoded, or none of its pages can be recognised.
    pub fn read(&self, bytes: &[u8], limits: &Limits) -> Result<(String, Layout), Failure> {
        self.read_pages(&sohoa_raster::pages(bytes, limits)?)
    }

    /// [`Scanner::read`] of an input that is opened.
    ///
    /// # Errors
    /// When none of its pages can be recognised.
    pub fn read_pages(&self, pages: &Pages<'_>) -> Result<(String, Layout), Failure> {
        let engine = match self.engine() {
            Ok(engine) => engine,
            // What is damaged is so whether it could be recognised or not.
            Err(trouble) => {
                return Err(pages
                    .page(0)
                    .err()
                    .unwrap_or(Failure::NoOcr(trouble.to_string())));
            }
        };
        let numbers: Vec<u32> = (1..).take(pages.len()).collect();
        let read = self.sheets(pages, engine, &numbers);
        if let Some(Err(failure)) = read.first()
            && read.iter().all(Result::is_err)
        {
            return Err(failure.clone());
        }
        let read = numbers.iter().zip(read);
        let mut sheets: Vec<Sheet> = read
            .map(|(n, r)| r.unwrap_or_else(|f| unread(*n, &f)))
            .collect();
        sohoa_page::mark_furniture(&mut sheets);
        let mut out = Writer::default();
        for (number, sheet) in (1..).zip(&mut sheets) {
            if number > 1 {
                out.end_page();
            }
            sohoa_page::write(&mut out, sheet, number);
            out.layout_mut().notices.append(&mut sheet.notices);
        }
        out.layout_mut().pages = u32::try_from(sheets.len()).ok();
        out.layout_mut().ocr = Some(engine.identity().clone());
        Ok(out.finish())
    }

    fn engine(&self) -> Result<&dyn OcrEngine, &Trouble> {
        let engine = self.engine.get_or_init(|| find(&self.options));
        engine.as_deref()
    }

    /// Pages, each read by itself; no more pictures are in memory than threads may be used.
    fn sheets(
        &self,
        pages: &Pages<'_>,
        engine: &dyn OcrEngine,
        numbers: &[u32],
    ) -> Vec<Result<Sheet, Failure>> {
        self.places.each(numbers.len(), |i| {
            // A page on which this program fails is a page that cannot be read.
            let read = || {
                let picture = pages.page(numbers[i] as usize - 1)?;
                page::read(&picture, engine, &self.options.steps)
            };
            let fault = |_| Err(Failure::Damaged("the program failed on it".to_owned()));
            catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(fault)
        })
    }
}

impl Recogniser for Scanner {
    fn always(&self) -> bool {
        self.options.when == When::Always
    }

    fn pages(&self, bytes: &[u8], limits: &Limits, numbers: &[u32]) -> Vec<Sheet> {
        let read = match (self.engine(), sohoa_raster::pages(bytes, limits)) {
            (Ok(engine), Ok(pages)) => self.sheets(&pages, engine, numbers),
            (Err(trouble), _) => vec![Err(Failure::NoOcr(trouble.to_string())); numbers.len()],
            (_, Err(failure)) => vec![Err(failure); numbers.len()],
        };
        let sheets = numbers.iter().zip(read);
        sheets
            .map(|(n, sheet)| sheet.unwrap_or_else(|f| unread(*n, &f)))
            .collect()
    }

    fn identity(&self) -> Option<Ocr> {
        self.engine().ok().map(|e| e.identity().clone())
    }
}

fn find(options: &Options) -> Result<Box<dyn OcrEngine>, Trouble> {
    let engine = Tesseract::find(&options.program, &options.language, options.limit)?;
    Ok(match &options.cache {
        Some(folder) => Box::new(Cached::new(engine, folder.clone())),
        None => Box::new(engine),
    })
}

/// A page that could not be read, and why.
fn unread(number: u32, failure: &Failure) -> Sheet {
    let (kind, what) = match failure {
        Failure::NoOcr(what) => (NoticeKind::NoOcr, what.clone()),
        Failure::Unrecognised(what) => (NoticeKind::OcrFailed, what.clone()),
        Failure::Limited(option) => (NoticeKind::Limited, (*option).to_owned()),
        Failure::Damaged(what) => (NoticeKind::Damaged, what.clone()),
        Failure::Encrypted => (NoticeKind::Damaged, "encrypted".to_owned()),
    };
    let notice = |kind, what| Notice {
        kind,
        page: Some(number),
        what,
    };
    Sheet {
        notices: vec![
            notice(NoticeKind::NeedsOcr, String::new()),
            notice(kind, what),
        ],
        ..Sheet::default()
    }
}
