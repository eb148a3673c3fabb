//! One value of a row.

use std::borrow::Cow;

use serde::Serialize;
use sohoa_record::model::{Confidence, Traced, Words};

/// A value, borrowed from the record where that can be.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell<'a> {
    /// Nothing was found.
    Null,
    /// Words.
    Text(Cow<'a, str>),
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// Yes or no.
    Bool(bool),
    /// Several texts; outputs without lists join them with `; `.
    List(Vec<&'a str>),
}

impl Cell<'_> {
    /// A list as one text.
    #[must_use]
    pub fn joined(list: &[&str]) -> Option<String> {
        (!list.is_empty()).then(|| list.join("; "))
    }
}

/// The name of a value of a closed list as the record writes it (`ke_hoach`, `>=`).
#[must_use]
pub fn slug<'a>(value: &impl Serialize) -> Cell<'a> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => Cell::Text(name.into()),
        _ => Cell::Null,
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(text.into())
    }
}

impl<'a> From<&'a String> for Cell<'a> {
    fn from(text: &'a String) -> Self {
        Cell::Text(text.as_str().into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Cell::Text(text.into())
    }
}

impl<'a> From<&'a Option<String>> for Cell<'a> {
    fn from(text: &'a Option<String>) -> Self {
        text.as_deref().into()
    }
}

impl<'a> From<&'a Option<Traced<Words>>> for Cell<'a> {
    fn from(value: &'a Option<Traced<Words>>) -> Self {
        value.as_ref().map(|v| v.value.as_str()).into()
    }
}

impl<'a> From<&'a Words> for Cell<'a> {
    fn from(text: &'a Words) -> Self {
        text.as_str().into()
    }
}

impl<'a> From<&'a Option<Words>> for Cell<'a> {
    fn from(text: &'a Option<Words>) -> Self {
        text.as_deref().into()
    }
}

impl<'a> From<&'a [Words]> for Cell<'a> {
    fn from(list: &'a [Words]) -> Self {
        Cell::List(list.iter().map(Words::as_str).collect())
    }
}

impl<'a> From<&'a Vec<String>> for Cell<'a> {
    fn from(list: &'a Vec<String>) -> Self {
        Cell::List(list.iter().map(String::as_str).collect())
    }
}

impl<'a> From<&'a Vec<Traced<Words>>> for Cell<'a> {
    fn from(list: &'a Vec<Traced<Words>>) -> Self {
        Cell::List(list.iter().map(|v| v.value.as_str()).collect())
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Cell::Int(number)
    }
}

impl From<i32> for Cell<'_> {
    fn from(number: i32) -> Self {
        Cell::Int(number.into())
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Cell::Int(number.into())
    }
}

impl From<u64> for Cell<'_> {
    fn from(number: u64) -> Self {
        Cell::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<usize> for Cell<'_> {
    fn from(number: usize) -> Self {
        (number as u64).into()
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Cell::Real(number)
    }
}

impl From<Confidence> for Cell<'_> {
    fn from(confidence: Confidence) -> Self {
        Cell::Real(confidence.get())
    }
}

impl From<bool> for Cell<'_> {
    fn from(yes: bool) -> Self {
        Cell::Bool(yes)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Cell::Null, Into::into)
    }
}
