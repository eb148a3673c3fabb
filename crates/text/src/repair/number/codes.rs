//! The codes of types and issuers, found without their strokes and case.

use std::sync::LazyLock;

use foldhash::HashMap;

use super::sequence::digits_by_shape;

/// Known codes by their form without strokes, in capitals.
pub(super) static CODES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let types = sohoa_vocab::DOC_TYPES.iter().map(|t| t.code);
    let issuers = sohoa_vocab::ISSUER_CODES.iter().map(|c| c.code);
    let mut map = HashMap::default();
    for code in types.chain(issuers).filter(|c| *c != "-") {
        map.entry(part_key(code)).or_insert(code);
    }
    map
});

pub(super) fn part_key(code: &str) -> String {
    code.chars()
        .flat_map(char::to_uppercase)
        .map(|c| if c == 'Đ' { 'D' } else { c })
        .collect()
}

/// The codes of a type and of its issuer that lost the hyphen between them: `QĐUBND`, `NĐCP`.
pub(super) fn parted(code: &str) -> Option<String> {
    let key = part_key(code);
    if key.len() < 4 || !key.is_ascii() || CODES.contains_key(&key) {
        return None;
    }
    let found = (2..key.len() - 1).rev().find_map(|i| {
        let kind = CODES
            .get(&key[..i])
            .filter(|c| sohoa_vocab::doc_type(c).is_some())?;
        let issuer = CODES
            .get(&key[i..])
            .filter(|c| sohoa_vocab::issuer(c).is_some())?;
        let rule = matches!(*kind, "NĐ" | "NQ") && *issuer == "CP";
        (key.len() - i > 2 || rule).then(|| format!("{kind}-{issuer}"))
    });
    found.filter(|f| f.chars().filter(|c| c.is_lowercase()).count() < 3)
}

/// A code with its strokes and case put right where only one known code fits.
pub(super) fn fix_code(code: &str) -> String {
    if sohoa_vocab::doc_type(code).is_some() || sohoa_vocab::issuer(code).is_some() {
        return code.to_owned();
    }
    let key = part_key(code);
    if let Some(known) = CODES.get(&key) {
        return (*known).to_owned();
    }
    // "QHl4": a letter among the digits of the term.
    for assembly in ["UBTVQH", "QH"] {
        if let Some(term) = code.strip_prefix(assembly)
            && term.chars().count() == 2
            && let Some(term) = digits_by_shape(term)
        {
            return format!("{assembly}{term}");
        }
    }
    // "H&ND": an ampersand in the place of Đ.
    match CODES.get(&key.replace('&', "D")) {
        Some(known) if key.contains('&') => (*known).to_owned(),
        _ => code.to_owned(),
    }
}

/// The number of a term behind the code of an assembly (`QH 14`, `QHl4`): how far it reaches, and its digits.
pub(super) fn term(rest: &str, code: &str) -> Option<(usize, String)> {
    if !matches!(code, "QH" | "UBTVQH") {
        return None;
    }
    let digits = rest.strip_prefix(' ')?;
    let len = digits.bytes().take_while(u8::is_ascii_digit).count();
    (len == 2).then(|| (1 + len, digits[..len].to_owned()))
}

/// Whether the first part of a symbol is a known type or issuer.
pub(super) fn is_known(symbol: &str) -> bool {
    let first = symbol.split(['-', '/']).next().unwrap_or_default();
    let letters = first.trim_end_matches(|c: char| c.is_ascii_digit());
    let known = |c: &str| sohoa_vocab::doc_type(c).is_some() || sohoa_vocab::issuer(c).is_some();
    (known(first) || known(letters)) && (symbol.len() > first.len() || letters.len() < first.len())
}
