//! Where the fields of a task were read.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};
use sohoa_span::Span;
use thin_vec::ThinVec;

/// A field of a task that was read from a place, in the order of the names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)]
pub enum Field {
    AmountVnd,
    Code,
    Coordinating,
    Deadline,
    Field,
    Lead,
    Note,
    Product,
    Quantity,
    Target,
    Text,
    UnitPrice,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 12] = [
        Field::AmountVnd,
        Field::Code,
        Field::Coordinating,
        Field::Deadline,
        Field::Field,
        Field::Lead,
        Field::Note,
        Field::Product,
        Field::Quantity,
        Field::Target,
        Field::Text,
        Field::UnitPrice,
    ];

    /// Its name in the record.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Field::AmountVnd => "amount_vnd",
            Field::Code => "code",
            Field::Coordinating => "coordinating",
            Field::Deadline => "deadline",
            Field::Field => "field",
            Field::Lead => "lead",
            Field::Note => "note",
            Field::Product => "product",
            Field::Quantity => "quantity",
            Field::Target => "target",
            Field::Text => "text",
            Field::UnitPrice => "unit_price",
        }
    }
}

/// The places of a task's fields in the order of their names: a map, but a small one.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "BTreeMap<String, Span>")]
pub struct Spans(ThinVec<(Field, Span)>);

impl Spans {
    /// Room for so many fields.
    #[must_use]
    pub fn with_capacity(fields: usize) -> Spans {
        Spans(ThinVec::with_capacity(fields))
    }

    /// Sets the place of a field.
    pub fn insert(&mut self, field: Field, span: Span) {
        match self.place(field) {
            Ok(at) => self.0[at].1 = span,
            Err(at) => self.0.insert(at, (field, span)),
        }
    }

    /// Sets the place of a field that has none.
    pub fn add(&mut self, field: Field, span: &Span) {
        if let Err(at) = self.place(field) {
            self.0.insert(at, (field, span.clone()));
        }
    }

    fn place(&self, field: Field) -> Result<usize, usize> {
        self.0.binary_search_by_key(&field, |(f, _)| *f)
    }

    /// The names of the fields and their places.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Span)> {
        self.0.iter().map(|(field, span)| (field.name(), span))
    }
}

impl From<BTreeMap<String, Span>> for Spans {
    fn from(mut map: BTreeMap<String, Span>) -> Spans {
        let known = Field::ALL.into_iter();
        let known = known.filter_map(|f| Some((f, map.remove(f.name())?)));
        Spans(known.collect())
    }
}

impl Serialize for Spans {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_in_the_order_of_their_names() {
        assert!(Field::ALL.is_sorted_by_key(|f| f.name()));
        assert!(Field::ALL.is_sorted());
    }
}
