//! What inputs are read with.

use sohoa_layout::Limits;
use sohoa_page::Recogniser;
use sohoa_scan::{Scanner, When};

/// Limits, and what reads pictures, if anything does.
#[derive(Debug, Clone, Copy)]
pub struct Means<'m> {
    /// What an input may unfold to.
    pub limits: &'m Limits,
    /// Reads pictures; without it they are refused, and pages that are pictures left out.
    pub scanner: Option<&'m Scanner>,
}

impl<'m> From<&'m Limits> for Means<'m> {
    /// Reads no pictures.
    fn from(limits: &'m Limits) -> Means<'m> {
        Means {
            limits,
            scanner: None,
        }
    }
}

impl<'m> Means<'m> {
    /// What reads pictures, unless it is told not to.
    pub(crate) fn scanner(&self) -> Option<&'m Scanner> {
        self.scanner.filter(|s| s.when() != When::Never)
    }

    pub(crate) fn recogniser(&self) -> Option<&'m dyn Recogniser> {
        self.scanner().map(|s| s as &dyn Recogniser)
    }
}
