//! The printed type of a document and the words that introduce its subject.
//!
//! ```text
//! type line = type name [ subject in capitals ]        (* KẾ HOẠCH ; KẾ HOẠCH KIỂM TRA NĂM 2024 *)
//! subject   = ( "V/v" | "Về việc" ) words              (* công văn, quyết định *)
//! ```
//! Real example: `KẾ HOẠCH`, then `Kiểm tra công vụ năm 2024`. Source: Nghị định 30/2020/NĐ-CP annex III
//! (names of types), annex I (tên loại và trích yếu). Known misses: a type name with two or more damaged words.

use std::sync::LazyLock;

use sohoa_text::fold::fold_string;

/// The type a folded line begins with, and the folded length of its name.
#[must_use]
pub fn type_name(fold: &[u8]) -> Option<(&'static str, usize)> {
    static NAMES: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
        let mut names: Vec<_> = sohoa_vocab::DOC_TYPES
            .iter()
            .filter(|t| !matches!(t.kind, "lenh" | "cong_van"))
            .map(|t| (fold_string(t.name), t.kind))
            .collect();
        // "Chương trình hành động" before "Chương trình".
        names.sort_by_key(|(n, _)| std::cmp::Reverse(n.len()));
        names.dedup();
        names
    });
    NAMES
        .iter()
        .find(|(n, _)| {
            fold.get(..2) == n.as_bytes().get(..2)
                && fold.starts_with(n.as_bytes())
                && fold.get(n.len()).is_none_or(|b| !b.is_ascii_alphanumeric())
        })
        .map(|(n, kind)| (*kind, n.len() + joint(&fold[n.len()..])))
}

/// Folded length of the words that tell a paper of several bodies, behind the name of its type.
fn joint(behind: &[u8]) -> usize {
    const JOINT: [&[u8]; 3] = [b" lien tich", b" lien nganh", b" lien so"];
    let said = |w: &&&[u8]| {
        behind
            .strip_prefix(**w)
            .is_some_and(|r| !r.first().is_some_and(u8::is_ascii_alphanumeric))
    };
    JOINT.iter().find(said).map_or(0, |w| w.len())
}

/// Folded length of "V/v", "Về việc" and the blank behind it.
#[must_use]
pub fn subject_cue(fold: &[u8]) -> Option<usize> {
    const CUES: &[&[u8]] = &[b"v/v", b"v/ v", b"vv:", b"v.v ", b"ve viec", b"(v/v"];
    let cue = CUES.iter().find(|c| fold.starts_with(c))?;
    let rest = fold[cue.len()..]
        .iter()
        .take_while(|b| matches!(b, b' ' | b':' | b'.'));
    Some(cue.len() + rest.count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_cues() {
        assert_eq!(type_name(b"ke hoach"), Some(("ke_hoach", 8)));
        assert_eq!(
            type_name(b"chuong trinh hanh dong"),
            Some(("chuong_trinh_hanh_dong", 22))
        );
        assert_eq!(type_name(b"ke hoachx"), None);
        assert_eq!(type_name(b"ke hoach lien tich"), Some(("ke_hoach", 18)));
        assert_eq!(
            type_name(b"ke hoach lien so, nganh"),
            Some(("ke_hoach", 16))
        );
        assert_eq!(subject_cue(b"v/v ban hanh"), Some(4));
        assert_eq!(subject_cue(b"ve viec: kiem tra"), Some(9));
    }
}
