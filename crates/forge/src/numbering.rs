//! The numbering of the outline: series of numerals, letters and bullets, and the slips of their authors.

use crate::dice::Dice;
use crate::draft::Numbered;
use crate::world::{Era, Seat, World};

/// One kind of series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Series {
    Chapter,
    Upper,
    Roman,
    Article,
    Arabic,
    Decimal,
    Letter,
    Dash,
    Plus,
}

/// Where a series stands.
#[derive(Debug)]
struct Step {
    series: Series,
    count: usize,
    path: String,
    /// The numeral without its punctuation.
    own: String,
}

/// The numbering of one document.
#[derive(Debug)]
pub struct Numbering {
    tiers: Vec<Series>,
    /// What follows a roman or arabic numeral.
    stop: &'static str,
    decimal_stop: bool,
    steps: Vec<Step>,
    may_slip: bool,
    /// The last article: their series runs on through the chapters.
    articles: usize,
}

const LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x", "y",
];
const ROMANS: [&str; 20] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX", "XX",
];

impl Numbering {
    /// A numbering that suits the issuer.
    pub fn by_lot(dice: &mut Dice, world: &World) -> Numbering {
        use Series::{Arabic, Dash, Decimal, Letter, Plus, Roman, Upper};
        let schemes: [&[Series]; 5] = [
            &[Roman, Arabic, Letter, Dash, Plus],
            &[Roman, Arabic, Decimal, Dash, Plus],
            &[Roman, Arabic, Dash, Plus],
            &[Arabic, Decimal, Letter, Dash, Plus],
            &[Upper, Roman, Arabic, Dash, Plus],
        ];
        let scheme = dice.weighted(&[36, 26, 22, 10, 6]);
        let old = world.era == Era::Joint2005;
        let stop = match world.seat {
            Seat::Party if dice.chance(80) => "-",
            _ if old && dice.chance(20) => "/",
            _ => ".",
        };
        Numbering {
            tiers: schemes[scheme].to_vec(),
            stop,
            decimal_stop: dice.chance(70),
            steps: Vec::new(),
            may_slip: dice.chance(12),
            articles: 0,
        }
    }

    /// The numbering of decisions and regulations.
    pub fn articles() -> Numbering {
        use Series::{Arabic, Article, Dash, Letter};
        Numbering {
            tiers: vec![Article, Arabic, Letter, Dash],
            stop: ".",
            decimal_stop: true,
            steps: Vec::new(),
            may_slip: false,
            articles: 0,
        }
    }

    /// The numbering of regulations: chapters above the articles.
    pub fn chapters() -> Numbering {
        let mut numbering = Numbering::articles();
        numbering.tiers.insert(0, Series::Chapter);
        numbering
    }

    /// The deepest tier.
    pub fn deepest(&self) -> usize {
        self.tiers.len() - 1
    }

    /// The tier of dashes.
    pub fn dashes(&self) -> usize {
        let dash = self.tiers.iter().position(|s| *s == Series::Dash);
        dash.unwrap_or_else(|| self.deepest())
    }

    /// The next unit of a tier.
    pub fn next(&mut self, tier: usize, dice: &mut Dice) -> Numbered {
        let series = self.tiers[tier.min(self.deepest())];
        while self.steps.last().is_some_and(|s| s.series > series) {
            self.steps.pop();
        }
        let old = match self.steps.last() {
            Some(step) if step.series == series => self.steps.pop(),
            _ => None,
        };
        let last = match series {
            Series::Article => self.articles,
            _ => old.map_or(0, |step| step.count),
        };
        let (count, slip) = self.slipped(series, last, dice);
        if series == Series::Article {
            self.articles = count;
        }
        let parent = self.steps.last();
        let own = match series {
            Series::Upper => LETTERS[(count - 1) % 23].to_uppercase(),
            Series::Roman => ROMANS[(count - 1) % 20].to_owned(),
            Series::Chapter => format!("Chương {}", ROMANS[(count - 1) % 20]),
            Series::Article => format!("Điều {count}"),
            Series::Arabic => count.to_string(),
            Series::Decimal => format!("{}.{count}", parent.map_or("1", |p| &p.own)),
            Series::Letter => LETTERS[(count - 1) % 23].to_owned(),
            Series::Dash => format!("-{count}"),
            Series::Plus => format!("+{count}"),
        };
        let path = parent.map_or_else(|| own.clone(), |p| format!("{}/{own}", p.path));
        let marker = self.printed(series, &own);
        self.steps.push(Step {
            series,
            count,
            path: path.clone(),
            own,
        });
        Numbered { marker, path, slip }
    }

    fn printed(&self, series: Series, own: &str) -> String {
        match series {
            Series::Dash => "-".to_owned(),
            Series::Plus => "+".to_owned(),
            Series::Letter => format!("{own})"),
            Series::Chapter => own.to_owned(),
            Series::Article => format!("{own}."),
            Series::Decimal if self.decimal_stop => format!("{own}."),
            Series::Decimal => own.to_owned(),
            Series::Upper => format!("{own}."),
            Series::Roman | Series::Arabic => format!("{own}{}", self.stop),
        }
    }

    /// The count that follows, or now and then the same again, or one too many.
    fn slipped(
        &self,
        series: Series,
        last: usize,
        dice: &mut Dice,
    ) -> (usize, Option<&'static str>) {
        let numeral = matches!(series, Series::Arabic | Series::Letter | Series::Decimal);
        if !self.may_slip || !numeral || last < 2 || !dice.chance(4) {
            return (last + 1, None);
        }
        if dice.chance(40) {
            (last, Some("marker_repeated"))
        } else {
            (last + 2, Some("numbering_gap"))
        }
    }
}

/// A tier as a word processor numbers it.
#[derive(Debug, Clone)]
pub struct Level {
    /// Its number format; none where no format of the word processor gives these numerals.
    pub format: Option<&'static str>,
    /// Its text, with `{}` for the number and `{up}` for that of the tier above.
    pub text: String,
}

impl Numbering {
    /// All tiers as a word processor numbers them; none where it could not count what is below a tier that it cannot number.
    pub fn levels(&self) -> Option<Vec<Level>> {
        if self.tiers.contains(&Series::Upper) || self.tiers.contains(&Series::Chapter) {
            return None;
        }
        let level = |series: &Series| {
            let stop = self.stop;
            let (format, text) = match series {
                Series::Roman => (Some("upperRoman"), format!("{{}}{stop}")),
                Series::Article => (Some("decimal"), "Điều {}.".to_owned()),
                Series::Arabic => (Some("decimal"), format!("{{}}{stop}")),
                Series::Decimal if self.decimal_stop => (Some("decimal"), "{up}.{}.".to_owned()),
                Series::Decimal => (Some("decimal"), "{up}.{}".to_owned()),
                // The series of the paper has đ, that of the word processor has f and j.
                Series::Letter | Series::Upper | Series::Chapter => (None, String::new()),
                Series::Dash => (Some("bullet"), "-".to_owned()),
                Series::Plus => (Some("bullet"), "+".to_owned()),
            };
            Level { format, text }
        };
        Some(self.tiers.iter().map(level).collect())
    }
}
