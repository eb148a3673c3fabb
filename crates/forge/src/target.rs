//! Quantified targets: a comparator, a figure, and what is measured.

use crate::draft::Draft;
use crate::facts::Target;
use crate::rich::{Rich, cased};

/// A figure with its comparator, as written.
struct Figure {
    words: String,
    comparator: &'static str,
    value: f64,
    upper: Option<f64>,
}

/// A sentence with one or two targets.
pub fn sentence(draft: &mut Draft) -> Rich {
    let mut out = Rich::default();
    one(draft, &mut out, true);
    if draft.dice.chance(35) {
        out.push("; ");
        one(draft, &mut out, false);
    }
    out.push(".");
    out
}

fn one(draft: &mut Draft, out: &mut Rich, opens: bool) {
    match draft.dice.weighted(&[40, 25, 25, 10]) {
        0 => share_first(draft, out, opens),
        1 => share_last(draft, out, opens),
        2 => count(draft, out, opens),
        _ => money(draft, out, opens),
    }
}

fn note(draft: &mut Draft, out: &mut Rich, figure: &Figure, unit: &str, about: &str) {
    let mark = draft.mark();
    out.push_marked(mark, &figure.words);
    draft.facts.targets.push(Target {
        mark,
        value: figure.value,
        upper: figure.upper,
        unit: unit.to_owned(),
        comparator: figure.comparator,
        about: about.to_owned(),
        words: figure.words.clone(),
    });
}

/// A percentage: `ít nhất 95%`, `từ 85% đến 90%`, `97% trở lên`.
fn percent(draft: &mut Draft) -> Figure {
    let value = draft.dice.between(30, 99);
    let decimal = draft.dice.chance(12);
    let (written, number) = if decimal {
        let tenth = draft.dice.between(1, 9);
        (
            format!("{value},{tenth}"),
            (value * 10 + tenth) as f64 / 10.0,
        )
    } else {
        (value.to_string(), value as f64)
    };
    let figure = |words: String, comparator| Figure {
        words,
        comparator,
        value: number,
        upper: None,
    };
    match draft.dice.weighted(&[24, 12, 8, 10, 12, 8, 12, 8]) {
        0 => figure(format!("ít nhất {written}%"), ">="),
        1 => figure(format!("trên {written}%"), ">"),
        2 => figure(format!("tối thiểu {written}%"), ">="),
        3 => figure(format!("{written}% trở lên"), ">="),
        4 => figure(format!("từ {written}% trở lên"), ">="),
        5 => {
            let top = (value + draft.dice.between(1, 10)).min(100);
            Figure {
                upper: Some(top as f64),
                ..figure(format!("từ {written}% đến {top}%"), ">=")
            }
        }
        6 => Figure {
            value: 100.0,
            ..figure("100%".to_owned(), "=")
        },
        _ => figure(format!("{written}%"), "="),
    }
}

/// `Ít nhất 95% hộ …`
fn share_first(draft: &mut Draft, out: &mut Rich, opens: bool) {
    let about = *draft.dice.pick(&draft.world.topic.shares);
    let mut figure = percent(draft);
    let lead = *draft.dice.pick(&["", "", "phấn đấu ", "bảo đảm "]);
    let bare = opens && lead.is_empty();
    if bare {
        figure.words = cased(&figure.words, true);
    } else {
        out.push(&cased(lead, opens));
    }
    note(draft, out, &figure, "%", about);
    out.push(&format!(" {about}"));
}

/// `Tỷ lệ hộ … đạt từ 95% trở lên`, `giảm còn dưới 6,5%`
fn share_last(draft: &mut Draft, out: &mut Rich, opens: bool) {
    let about = *draft.dice.pick(&draft.world.topic.shares);
    let figure = percent(draft);
    out.push(&cased("tỷ lệ ", opens));
    out.push(about);
    let verb = *draft
        .dice
        .pick(&[" đạt ", " đạt ", " phấn đấu đạt ", " nâng lên "]);
    out.push(verb);
    note(draft, out, &figure, "%", about);
}

/// `Có thêm ít nhất 12 hộ …`
fn count(draft: &mut Draft, out: &mut Rich, opens: bool) {
    let (unit, about) = *draft.dice.pick(&draft.world.topic.counts);
    let value = draft.dice.between(2, 900);
    let number = if value < 10 {
        format!("{value:02}")
    } else {
        value.to_string()
    };
    let (lead, comparator) = *draft.dice.pick(&[
        ("ít nhất ", ">="),
        ("tối thiểu ", ">="),
        ("không dưới ", ">="),
        ("", "="),
    ]);
    let opening = *draft
        .dice
        .pick(&["phấn đấu có ", "có thêm ", "phấn đấu đạt "]);
    out.push(&cased(opening, opens));
    let figure = Figure {
        words: format!("{lead}{number} {unit}"),
        comparator,
        value: value as f64,
        upper: None,
    };
    note(draft, out, &figure, unit, about);
    out.push(&format!(" {about}"));
}

/// `Huy động tối thiểu 2,4 tỷ đồng …`
fn money(draft: &mut Draft, out: &mut Rich, opens: bool) {
    let (words, value) = sum(draft);
    let (lead, comparator) = *draft.dice.pick(&[
        ("tối thiểu ", ">="),
        ("ít nhất ", ">="),
        ("không quá ", "<="),
        ("tối đa ", "<="),
        ("trên ", ">"),
    ]);
    let opening = if comparator == "<=" {
        "chi "
    } else {
        "huy động "
    };
    out.push(&cased(opening, opens));
    let figure = Figure {
        words: format!("{lead}{words}"),
        comparator,
        value,
        upper: None,
    };
    note(draft, out, &figure, "đồng", "kinh phí");
    let tail = *draft
        .dice
        .pick(&[" cho nhiệm vụ này", " từ các nguồn hợp pháp", " trong năm"]);
    out.push(tail);
}

/// A sum of money in one of its forms.
fn sum(draft: &mut Draft) -> (String, f64) {
    let n = draft.dice.between(2, 950);
    let tenth = draft.dice.between(1, 9);
    let whole = n as f64;
    match draft.dice.below(5) {
        0 => (format!("{n} triệu đồng"), whole * 1e6),
        1 => (
            format!("{n},{tenth} triệu đồng"),
            (n * 10 + tenth) as f64 * 1e5,
        ),
        2 => (
            format!("{},{tenth} tỷ đồng", n % 20 + 1),
            ((n % 20 + 1) * 10 + tenth) as f64 * 1e8,
        ),
        3 => (format!("{n}.000.000 đồng"), whole * 1e6),
        _ => (format!("{n}.500.000 đồng"), whole * 1e6 + 5e5),
    }
}
