//! What the file says of itself, from the record.

use sohoa_record::model::{Document, Record};
use sohoa_vocab::DOC_TYPES;

/// Title, author, and by what the file is known.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    pub title: Option<String>,
    pub author: Option<String>,
    pub producer: String,
    /// The first half of the digest of the input.
    pub id: [u8; 16],
}

/// Of several documents the first gives its name: it is the one that carries the others.
pub(crate) fn about(record: &Record) -> About {
    let first = record.documents.first();
    let issuer = first.and_then(|d| d.issuer.as_ref());
    About {
        title: first.and_then(title),
        author: issuer.map(|i| i.value.name.clone()),
        producer: format!("sohoa {}", record.producer.version),
        id: id(&record.record_id),
    }
}

/// Kind, number and subject, as far as they are known.
fn title(document: &Document) -> Option<String> {
    let kind = DOC_TYPES.iter().find(|t| t.kind == document.kind);
    let kind = kind.map(|t| t.name);
    let number = document.number.as_ref().map(|n| n.value.canonical.as_str());
    let name: Vec<&str> = kind.into_iter().chain(number).collect();
    let name = (!name.is_empty()).then(|| name.join(" "));
    let subject = document.title.as_ref().map(|t| t.value.to_string());
    let parts: Vec<String> = name.into_iter().chain(subject).collect();
    (!parts.is_empty()).then(|| parts.join(": "))
}

/// The first sixteen bytes of a digest in hex, behind the name of its kind.
fn id(record_id: &str) -> [u8; 16] {
    let hex = record_id.rsplit(':').next().unwrap_or_default().as_bytes();
    let digit = |b: u8| char::from(b).to_digit(16).unwrap_or(0) as u8;
    let mut out = [0; 16];
    for (byte, pair) in out.iter_mut().zip(hex.as_chunks::<2>().0) {
        *byte = digit(pair[0]) << 4 | digit(pair[1]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_digest() {
        let id = id("sha256:00ff10a9000000000000000000000001ffff");
        assert_eq!(id[..4], [0, 0xff, 0x10, 0xa9]);
        assert_eq!(id[15], 1);
    }
}
