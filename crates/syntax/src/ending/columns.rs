//! The two columns of a tail on one line: recipients left, the signature right; who signed in small letters.

use sohoa_text::fold::fold_string;

use crate::body::is_caps;
use crate::grammar::tail;
use crate::view::View;

/// The first cell of a line.
pub(super) fn first(fold: &[u8]) -> &[u8] {
    let fold = bare(fold);
    fold.split(|b| *b == b'\t').next().unwrap_or(fold)
}

/// A line without the bar of the cell that it opens.
pub(super) fn bare(fold: &[u8]) -> &[u8] {
    fold.strip_prefix(b"|")
        .map_or(fold, <[u8]>::trim_ascii_start)
}

/// Whether a line is a position in small letters, with "(Đã ký)" below it.
pub(super) fn is_signed(view: &View<'_>, n: usize) -> bool {
    let fold = view.fold(n);
    let signed = |k: usize| view.fold(k).trim_ascii().strip_prefix(b"(da ky").is_some();
    fold.len() < 40 && tail::is_position(fold) && view.next(n, n + 4).is_some_and(signed)
}

/// Where a signature begins that shares its line with a recipient or the archive: `- UBND tỉnh; KT. CHỦ TỊCH`.
pub(super) fn second(text: &str) -> Option<usize> {
    text.match_indices([';', '.']).find_map(|(i, mark)| {
        let right = text[i + 1..].strip_prefix(' ')?;
        let left = || fold_string(&text[..i]);
        // A point closes the archive, and "KT." opens a signature.
        if mark == "." && tail::archive_label(left().as_bytes()).is_none() {
            return None;
        }
        let open = right.starts_with(char::is_uppercase) && is_caps(right);
        let fold = open.then(|| fold_string(right))?;
        tail::signature_part(fold.as_bytes(), true).map(|_| i + 2)
    })
}
