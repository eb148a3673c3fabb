//! Numbers as lists write them.

/// `n` in the form that a list level names by the codes of Word and RTF (`nfc`, `\levelnfc`).
pub(crate) fn numeral(n: u32, form: u8) -> String {
    match form {
        1 => roman(n),
        2 => roman(n).to_lowercase(),
        3 => letters(n),
        4 => letters(n).to_lowercase(),
        22 => format!("{n:02}"),
        _ => n.to_string(),
    }
}

/// Whether a level of this form shows a sign instead of a number.
pub(crate) fn is_bullet(form: u8) -> bool {
    form == 23
}

fn roman(n: u32) -> String {
    match n {
        0 => String::new(),
        _ => sohoa_layout::roman(n.into()).unwrap_or_else(|| n.to_string()),
    }
}

/// A to Z, then AA, BB and so on.
fn letters(n: u32) -> String {
    let (Some(i), true) = (n.checked_sub(1), n <= 780) else {
        return n.to_string();
    };
    let letter = char::from(b'A' + u8::try_from(i % 26).unwrap_or_default());
    std::iter::repeat_n(letter, i as usize / 26 + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        let all: Vec<String> = [0, 1, 2, 3, 4, 22].map(|f| numeral(29, f)).into();
        assert_eq!(all, ["29", "XXIX", "xxix", "CC", "cc", "29"]);
        assert_eq!(numeral(0, 3), "0");
        assert_eq!(numeral(u32::MAX, 1), "4294967295");
    }
}
