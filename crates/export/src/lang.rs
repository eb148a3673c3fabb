//! The two languages of what people read.

/// The language of headers and messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Lang {
    /// Tiếng Việt
    #[default]
    Vi,
    /// English
    En,
}

/// Words in English and in Vietnamese.
pub(crate) type Words = (&'static str, &'static str);

impl Lang {
    /// The words in this language.
    pub(crate) fn of(self, words: Words) -> &'static str {
        match self {
            Lang::En => words.0,
            Lang::Vi => words.1,
        }
    }
}
