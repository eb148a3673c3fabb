//! The value of a deadline, and what is known when one is read.

/// What is known of the document when a deadline is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context {
    /// The plan's year.
    pub year: Option<i32>,
    /// Where that year was taken from.
    pub year_from: YearFrom,
    /// The date of issue.
    pub issued: Option<(i32, u32, u32)>,
}

/// Where a year was taken from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum YearFrom {
    /// The deadline itself.
    Cell,
    /// The title of the plan or of its annex.
    #[default]
    Title,
    /// The date of issue.
    Date,
}

impl YearFrom {
    /// The name used in a record.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            YearFrom::Cell => "cell",
            YearFrom::Title => "title",
            YearFrom::Date => "date",
        }
    }
}

/// The kinds of deadline.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DeadlineKind {
    /// One day.
    Date,
    /// One month.
    Month,
    /// One quarter.
    Quarter,
    /// Several months of a year, named as a part of it.
    Half,
    /// One year.
    Year,
    /// From one period to another.
    Range,
    /// Again and again.
    Recurring,
    /// All the time.
    Ongoing,
    /// When something else happens.
    Dependent,
    /// When called for.
    AdHoc,
    /// Several deadlines.
    Composite,
    /// Not understood.
    #[default]
    Unknown,
}

impl DeadlineKind {
    /// The name used in a record.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            DeadlineKind::Date => "date",
            DeadlineKind::Month => "month",
            DeadlineKind::Quarter => "quarter",
            DeadlineKind::Half => "half",
            DeadlineKind::Year => "year",
            DeadlineKind::Range => "range",
            DeadlineKind::Recurring => "recurring",
            DeadlineKind::Ongoing => "ongoing",
            DeadlineKind::Dependent => "dependent",
            DeadlineKind::AdHoc => "ad_hoc",
            DeadlineKind::Composite => "composite",
            DeadlineKind::Unknown => "unknown",
        }
    }
}

/// A deadline that was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeadlineValue {
    /// Its kind.
    pub kind: DeadlineKind,
    /// First day, ISO 8601.
    pub start: Option<String>,
    /// Last day, ISO 8601.
    pub end: Option<String>,
    /// The wording excludes the end ("trước ngày").
    pub before: bool,
    /// Recurrence rule in the form of RFC 5545.
    pub recurrence: Option<String>,
    /// Where the year was taken from.
    pub year_from: Option<YearFrom>,
    /// The deadlines of a cell that names several.
    pub parts: Vec<DeadlinePart>,
}

/// One of several deadlines of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlinePart {
    /// Its words.
    pub raw: String,
    /// What they say.
    pub value: DeadlineValue,
}

impl DeadlineValue {
    /// A value of `kind` without dates.
    pub(super) fn of(kind: DeadlineKind) -> DeadlineValue {
        DeadlineValue {
            kind,
            ..DeadlineValue::default()
        }
    }

    /// One stretch of the calendar, named by one word.
    pub(super) fn is_period(&self) -> bool {
        use DeadlineKind::{Date, Half, Month, Quarter, Year};
        matches!(self.kind, Date | Month | Quarter | Half | Year) && !self.before
    }
}
