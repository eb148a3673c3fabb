//! Why a database could not be written or asked.

use std::fmt;

/// A failure of the database.
#[derive(Debug)]
pub struct StoreError(Kind);

#[derive(Debug)]
enum Kind {
    Foreign,
    Date(String),
    Sql(rusqlite::Error),
}

impl StoreError {
    pub(crate) fn foreign() -> Self {
        StoreError(Kind::Foreign)
    }

    pub(crate) fn date(text: &str) -> Self {
        StoreError(Kind::Date(text.to_owned()))
    }

    /// Stable snake_case code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.0 {
            Kind::Foreign => "database_foreign",
            Kind::Date(_) => "date_malformed",
            Kind::Sql(_) => "database_failed",
        }
    }

    /// One line in English.
    #[must_use]
    pub fn message(&self) -> String {
        match &self.0 {
            Kind::Foreign => "this is no database of this version of the program".into(),
            Kind::Date(text) => format!("{text:?} is no date (write 2024, 2024-03 or 2024-03-05)"),
            Kind::Sql(cause) => format!("the database cannot be used: {cause}"),
        }
    }

    /// The same in Vietnamese.
    #[must_use]
    pub fn message_vi(&self) -> String {
        match &self.0 {
            Kind::Foreign => {
                "đây không phải là cơ sở dữ liệu của phiên bản chương trình này".into()
            }
            Kind::Date(text) => {
                format!("{text:?} không phải là ngày (hãy ghi 2024, 2024-03 hoặc 2024-03-05)")
            }
            Kind::Sql(cause) => format!("không dùng được cơ sở dữ liệu: {cause}"),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => StoreError::foreign(),
            _ => StoreError(Kind::Sql(error)),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}

impl std::error::Error for StoreError {}
