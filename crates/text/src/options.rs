//! What a reader may switch off.

/// When marks are put back on a text that lost them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Restore {
    /// Where the text shows that its marks were lost.
    #[default]
    Auto,
    /// On every word without marks.
    Always,
    /// Nowhere.
    Never,
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Repair words by their context. Changes of form and the repair of identifiers and numerals are always made.
    pub repair: bool,
    /// When lost marks are restored.
    pub restore: Restore,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            repair: true,
            restore: Restore::Auto,
        }
    }
}
