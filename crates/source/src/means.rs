//! What inputs are read with.

use sohoa_layout::{Limits, Ocr};
use sohoa_page::{Recogniser, Sheet};
use sohoa_scan::{Scanner, When};

/// Limits, and what reads pictures, if anything does.
#[derive(Clone, Copy)]
pub struct Means<'m> {
    /// What an input may unfold to.
    pub limits: &'m Limits,
    /// Reads pictures; without it they are refused, and pages that are pictures left out.
    pub scanner: Option<&'m Scanner>,
    /// Is told how many pages are to be recognised, once that is known and before it begins.
    pub to_recognise: Option<&'m (dyn Fn(u32) + Sync)>,
}

impl<'m> From<&'m Limits> for Means<'m> {
    /// Reads no pictures.
    fn from(limits: &'m Limits) -> Means<'m> {
        Means {
            limits,
            scanner: None,
            to_recognise: None,
        }
    }
}

impl<'m> Means<'m> {
    /// What reads pictures, unless it is told not to.
    pub(crate) fn scanner(&self) -> Option<&'m Scanner> {
        self.scanner.filter(|s| s.when() != When::Never)
    }

    pub(crate) fn recogniser(&self) -> Option<Counting<'m>> {
        let scanner = self.scanner()?;
        Some(Counting {
            scanner,
            means: *self,
        })
    }

    /// Tells how many pages are to be recognised.
    pub(crate) fn tell(&self, pages: usize) {
        if let Some(hear) = self.to_recognise {
            hear(u32::try_from(pages).unwrap_or(u32::MAX));
        }
    }
}

/// A scanner that tells how much it has to do.
pub(crate) struct Counting<'m> {
    scanner: &'m Scanner,
    means: Means<'m>,
}

impl Recogniser for Counting<'_> {
    fn always(&self) -> bool {
        self.scanner.always()
    }

    fn pages(&self, bytes: &[u8], limits: &Limits, numbers: &[u32]) -> Vec<Sheet> {
        self.means.tell(numbers.len());
        self.scanner.pages(bytes, limits, numbers)
    }

    fn identity(&self) -> Option<Ocr> {
        self.scanner.identity()
    }
}
