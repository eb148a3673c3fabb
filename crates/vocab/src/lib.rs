//! The tables of the field, as data: document types, issuers, abbreviations, syllables.
//!
//! Every rule that needs a word list takes it from here; no rule names a place, a person or a file.
//! The files under `tables/` are tab-separated with a header line (`syllables.txt`: one a line).
//! Sources: Nghị định 30/2020/NĐ-CP annex III and Thông tư liên tịch 55/2005 (types and their codes).

use std::sync::LazyLock;

use foldhash::{HashMap, HashSet};

/// A document type: its code in number lines, its printed name and the slug used as `kind`.
#[derive(Debug, Clone, Copy)]
pub struct DocType {
    /// Code as it stands in a number (`KH`); `-` where the type has none (công văn).
    pub code: &'static str,
    /// Printed name (`Kế hoạch`).
    pub name: &'static str,
    /// The name without marks, `_` for blanks (`ke_hoach`).
    pub kind: &'static str,
    /// `admin`, `qppl` (legal), `party`, `copy` or `other`.
    pub family: &'static str,
}

/// An issuing body's code as it stands in a document number.
#[derive(Debug, Clone, Copy)]
pub struct IssuerCode {
    /// Code (`UBND`).
    pub code: &'static str,
    /// Expansion (`Ủy ban nhân dân`).
    pub name: &'static str,
    /// `central`, `province`, `district`, `local`, `party`, or `unit` for drafting-unit suffixes.
    pub level: &'static str,
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .skip(1)
        .filter(|l| !l.is_empty())
        .map(|l| l.split('\t').collect())
}

/// All document types, in the order of the table.
pub static DOC_TYPES: LazyLock<Vec<DocType>> = LazyLock::new(|| {
    rows(include_str!("../tables/doc_types.tsv"))
        .map(|r| DocType {
            code: r[0],
            name: r[1],
            kind: r[2],
            family: r[3],
        })
        .collect()
});

/// All issuer codes, in the order of the table.
pub static ISSUER_CODES: LazyLock<Vec<IssuerCode>> = LazyLock::new(|| {
    rows(include_str!("../tables/issuer_codes.tsv"))
        .map(|r| IssuerCode {
            code: r[0],
            name: r[1],
            level: r[2],
        })
        .collect()
});

/// Abbreviations of administrative Vietnamese and what they stand for.
pub static ABBREVIATIONS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    rows(include_str!("../tables/abbreviations.tsv"))
        .map(|r| (r[0], r[1]))
        .collect()
});

/// Every acronym of the tables that is written in capitals alone, and the capital parts of compounds.
pub static ACRONYMS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let types = DOC_TYPES.iter().map(|t| t.code);
    let issuers = ISSUER_CODES.iter().map(|c| c.code);
    let capitals = |p: &&str| p.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ');
    types
        .chain(issuers)
        .chain(ABBREVIATIONS.keys().copied())
        .flat_map(|code| code.split([' ', '-', '&', ',', '.', '/']))
        .filter(|p| p.chars().nth(1).is_some())
        .filter(capitals)
        .collect()
});

/// Valid toned syllables of Vietnamese, lower case, both tone placements.
pub static SYLLABLES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("../tables/syllables.txt").lines().collect());

/// The type whose code this is (first of the table where several share it); papers of several bodies add to the
/// code that they are joint or for working together (`KHLT`, `QCPH`).
#[must_use]
pub fn doc_type(code: &str) -> Option<&'static DocType> {
    const JOINT: [&str; 4] = ["LT", "LN", "LS", "PH"];
    own_type(code).or_else(|| {
        let stem = JOINT.iter().find_map(|j| code.strip_suffix(j))?;
        // "HĐPH" is a council's.
        own_type(stem).filter(|t| t.family == "admin" && stem.len() > 1 && t.kind != "hop_dong")
    })
}

/// The type whose code this is in the table.
fn own_type(code: &str) -> Option<&'static DocType> {
    static BY_CODE: LazyLock<HashMap<&str, &DocType>> = LazyLock::new(|| {
        let mut map = HashMap::default();
        for t in DOC_TYPES.iter().filter(|t| t.code != "-") {
            map.entry(t.code).or_insert(t);
        }
        map
    });
    BY_CODE.get(code).copied()
}

/// The issuer whose code this is (first of the table where several share it).
#[must_use]
pub fn issuer(code: &str) -> Option<&'static IssuerCode> {
    static BY_CODE: LazyLock<HashMap<&str, &IssuerCode>> = LazyLock::new(|| {
        let mut map = HashMap::default();
        for c in ISSUER_CODES.iter() {
            map.entry(c.code).or_insert(c);
        }
        map
    });
    BY_CODE.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_load() {
        assert_eq!(doc_type("KH").unwrap().kind, "ke_hoach");
        assert_eq!(doc_type("KHLT").unwrap().kind, "ke_hoach");
        assert_eq!(doc_type("TTLT").unwrap().kind, "thong_tu_lien_tich");
        assert!(doc_type("PH").is_none());
        assert!(doc_type("HĐPH").is_none());
        assert_eq!(issuer("UBND").unwrap().level, "local");
        assert!(SYLLABLES.contains("huyện"));
        assert!(ABBREVIATIONS.contains_key("TTHC"));
        assert!(ACRONYMS.contains("HĐND") && !ACRONYMS.contains("TTr"));
    }
}
