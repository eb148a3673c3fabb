//! Sums of money as tables print them.

use crate::draft::Draft;

/// What a figure of a money column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    Dong,
    Thousand,
    Million,
}

/// A scale by lot.
pub fn scale(draft: &mut Draft) -> Scale {
    [Scale::Dong, Scale::Thousand, Scale::Million][draft.dice.weighted(&[50, 20, 30])]
}

impl Scale {
    /// How many đồng one of it is.
    pub fn factor(self) -> u64 {
        match self {
            Scale::Dong => 1,
            Scale::Thousand => 1_000,
            Scale::Million => 1_000_000,
        }
    }

    /// The smallest price of this scale.
    pub fn step(self) -> u64 {
        match self {
            Scale::Dong => 5_000,
            Scale::Thousand => 10_000,
            Scale::Million => 500_000,
        }
    }

    /// Its name in a caption.
    pub fn words(self) -> &'static str {
        match self {
            Scale::Dong => "đồng",
            Scale::Thousand => "1.000 đồng",
            Scale::Million => "triệu đồng",
        }
    }

    /// A sum in this scale: dots part the thousands, a comma the decimals.
    pub fn written(self, dong: u64) -> String {
        let factor = self.factor();
        let mut out = dotted(dong / factor);
        let rest = dong % factor;
        if rest > 0 {
            let tenths = rest * 10 / factor;
            out.push_str(&format!(",{tenths}"));
        }
        out
    }
}

/// `3145500000` as `3.145.500.000`.
pub fn dotted(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}
