//! Undamaged tables: columns in varied sets and orders, headers of one or two rows, groups, totals, and the
//! cells that stand in them.

use super::phrases::Phrases;
use super::prng::Prng;

/// What a column of a made-up table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Ordinal,
    Task,
    Indicator,
    Field,
    Target,
    Product,
    Lead,
    Partner,
    Assigned,
    Deadline,
    Start,
    End,
    Unit,
    Quantity,
    Price,
    Amount,
    Note,
}

/// What a row of a made-up table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowIs {
    Group,
    Data,
    Total,
}

/// A row that is no header: what it is and one text for each column, empty where nothing stands.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub is: RowIs,
    pub cells: Vec<String>,
}

/// A table as it was meant.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub title: &'static str,
    pub head: Vec<Vec<String>>,
    pub rows: Vec<Row>,
}

/// How groups and rows are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Flat,
    Padded,
    Roman,
    RomanInTitle,
    Letter,
    Decimal,
}

/// Draws a table.
pub(super) fn sheet(rng: &mut Prng, words: &Phrases) -> Sheet {
    let columns = columns(rng);
    let mut head = head(rng, &columns);
    if rng.chance(25) {
        let index = |i: usize| format!("({})", i + 1);
        head.push((0..columns.len()).map(index).collect());
    }
    let mut draw = Draw {
        rng,
        words,
        columns: &columns,
        sparse: Vec::new(),
        million: false,
    };
    let rows = draw.rows();
    Sheet {
        title: rng.pick::<&'static str>(words.titles),
        head,
        rows,
    }
}

fn columns(rng: &mut Prng) -> Vec<Holds> {
    use Holds::*;
    let mut all = vec![Ordinal];
    let mut rest: Vec<Holds> = match rng.below(5) {
        0 | 1 => vec![Task, Product, Lead, Partner, Deadline],
        2 => vec![Task, Assigned, Target, Deadline, Amount],
        3 => vec![Task, Field, Unit, Quantity, Price, Amount],
        _ => vec![Indicator, Unit, Quantity, Lead, Deadline],
    };
    let optional = rng.below(6);
    match optional {
        0 => rest.retain(|c| !matches!(c, Partner | Unit | Target)),
        1 => rest.retain(|c| !matches!(c, Product | Field)),
        2 if rest.contains(&Deadline) => {
            let at = rest.iter().position(|c| *c == Deadline).unwrap_or(0);
            rest.splice(at..=at, [Start, End]);
        }
        3 if !rest.contains(&Amount) => rest.push(Amount),
        _ => {}
    }
    // Money follows its quantity; the other columns stand in any of the usual orders.
    if !rest.contains(&Price) {
        match rng.below(3) {
            0 => move_before(&mut rest, Deadline, Lead),
            1 => move_before(&mut rest, Deadline, Product),
            _ => {}
        }
        if rng.chance(30) {
            move_before(&mut rest, Lead, Product);
            move_before(&mut rest, Partner, Product);
        }
    }
    if rng.chance(45) {
        rest.push(Note);
    }
    all.append(&mut rest);
    all
}

/// Puts one column before another where both are there and stand the other way round.
fn move_before(columns: &mut Vec<Holds>, what: Holds, before: Holds) {
    let place = |c: &[Holds], h: Holds| c.iter().position(|x| *x == h);
    if let (Some(from), Some(to)) = (place(columns, what), place(columns, before))
        && from > to
    {
        let c = columns.remove(from);
        columns.insert(to, c);
    }
}

/// Header rows: one, or two where two neighbours stand under one title.
fn head(rng: &mut Prng, columns: &[Holds]) -> Vec<Vec<String>> {
    let mut top: Vec<String> = columns
        .iter()
        .map(|c| (*rng.pick(names(*c))).to_owned())
        .collect();
    let pair = columns.windows(2).position(|w| {
        matches!(
            w,
            [Holds::Start, Holds::End] | [Holds::Lead, Holds::Partner]
        )
    });
    let Some(k) = pair.filter(|_| rng.chance(40)) else {
        return vec![top];
    };
    let mut below = vec![String::new(); columns.len()];
    let (title, parts) = if columns[k] == Holds::Start {
        ("Thời gian thực hiện", ["Bắt đầu", "Kết thúc"])
    } else {
        ("Phân công thực hiện", ["Chủ trì", "Phối hợp"])
    };
    top[k] = title.to_owned();
    top[k + 1] = String::new();
    below[k] = parts[0].to_owned();
    below[k + 1] = parts[1].to_owned();
    vec![top, below]
}

fn names(column: Holds) -> &'static [&'static str] {
    match column {
        Holds::Ordinal => &["STT", "TT", "Số TT"],
        Holds::Task => &["Nội dung", "Nhiệm vụ", "Nội dung công việc", "Công việc"],
        Holds::Indicator => &["Chỉ tiêu", "Tên chỉ tiêu"],
        Holds::Field => &["Lĩnh vực"],
        Holds::Target => &["Mục tiêu", "Chỉ tiêu cần đạt"],
        Holds::Product => &["Sản phẩm", "Kết quả", "Sản phẩm đầu ra"],
        Holds::Lead => &["Cơ quan chủ trì", "Đơn vị chủ trì", "Chủ trì"],
        Holds::Partner => &["Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp"],
        Holds::Assigned => &["Phân công thực hiện", "Chủ trì, phối hợp"],
        Holds::Deadline => &["Thời gian", "Thời gian hoàn thành", "Thời hạn"],
        Holds::Start => &["Thời gian bắt đầu"],
        Holds::End => &["Thời gian kết thúc"],
        Holds::Unit => &["Đơn vị tính", "ĐVT"],
        Holds::Quantity => &["Số lượng", "Khối lượng"],
        Holds::Price => &["Đơn giá", "Đơn giá (đồng)"],
        Holds::Amount => &["Kinh phí (đồng)", "Thành tiền", "Kinh phí dự kiến"],
        Holds::Note => &["Ghi chú"],
    }
}

struct Draw<'d> {
    rng: &'d mut Prng,
    words: &'d Phrases,
    columns: &'d [Holds],
    /// How often each column is left empty, out of a hundred.
    sparse: Vec<usize>,
    /// Sums are in million đồng.
    million: bool,
}

impl Draw<'_> {
    fn rows(&mut self) -> Vec<Row> {
        let style = *self.rng.pick(&[
            Style::Flat,
            Style::Flat,
            Style::Padded,
            Style::Roman,
            Style::Roman,
            Style::RomanInTitle,
            Style::Letter,
            Style::Decimal,
        ]);
        self.million = self.rng.chance(20);
        self.sparse = self.columns.iter().map(|c| sparse(*c)).collect();
        let grouped = !matches!(style, Style::Flat | Style::Padded);
        let groups = if grouped { self.rng.between(2, 4) } else { 1 };
        let running = self.rng.chance(40) && style != Style::Decimal;
        let mut out = Vec::new();
        let mut n = 0;
        for g in 1..=groups {
            if grouped {
                out.push(self.group(style, g));
            }
            n = if running { n } else { 0 };
            let size = if grouped {
                self.rng.between(2, 6)
            } else {
                self.rng.between(5, 16)
            };
            for _ in 0..size {
                n += 1;
                let ordinal = match style {
                    Style::Padded => format!("{n:02}"),
                    Style::Decimal => format!("{g}.{n}"),
                    _ => n.to_string(),
                };
                out.push(self.data(ordinal));
            }
        }
        if self.columns.contains(&Holds::Amount) && self.rng.chance(70) {
            out.push(self.total(&out));
        }
        out
    }

    fn group(&mut self, style: Style, g: usize) -> Row {
        const ROMAN: [&str; 5] = ["", "I", "II", "III", "IV"];
        const LETTER: [&str; 5] = ["", "A", "B", "C", "D"];
        let title = *self.rng.pick(self.words.groups);
        let mut cells = vec![String::new(); self.columns.len()];
        match style {
            Style::RomanInTitle => cells[0] = format!("{}. {title}", ROMAN[g]),
            _ => {
                cells[0] = match style {
                    Style::Letter => LETTER[g].to_owned(),
                    Style::Decimal => g.to_string(),
                    _ => ROMAN[g].to_owned(),
                };
                title.clone_into(&mut cells[1]);
            }
        }
        Row {
            is: RowIs::Group,
            cells,
        }
    }

    fn data(&mut self, ordinal: String) -> Row {
        let mut cells = vec![ordinal];
        let count = self.rng.between(1, 60);
        let price = self.rng.between(1, 90) * 50_000;
        for k in 1..self.columns.len() {
            let empty = self.rng.chance(self.sparse[k]);
            let text = match self.columns[k] {
                Holds::Quantity => count.to_string(),
                Holds::Price => sum(price),
                Holds::Amount if self.columns.contains(&Holds::Price) => sum(price * count),
                Holds::Amount if self.million => sum(self.rng.between(15, 4_000)),
                Holds::Amount => sum(self.rng.between(10, 3_000) * 100_000),
                other => self.phrase(other),
            };
            cells.push(if empty { String::new() } else { text });
        }
        Row {
            is: RowIs::Data,
            cells,
        }
    }

    fn phrase(&mut self, holds: Holds) -> String {
        let (rng, words) = (&mut *self.rng, self.words);
        let list = match holds {
            Holds::Task => {
                let place = *rng.pick(words.places);
                let text = format!("{} {}", rng.pick(words.verbs), rng.pick(words.objects));
                return if place.is_empty() {
                    text
                } else {
                    format!("{text} {place}")
                };
            }
            Holds::Assigned => {
                let (lead, partner) = (*rng.pick(words.leads), *rng.pick(words.partners));
                return match rng.below(3) {
                    0 => format!("- Chủ trì: {lead} - Phối hợp: {partner}"),
                    1 => format!("{lead} chủ trì, phối hợp với {partner}"),
                    _ => lead.to_owned(),
                };
            }
            Holds::Deadline if rng.chance(8) => words.double_deadlines,
            Holds::Start | Holds::End => {
                return format!("Tháng {}", rng.between(1, 12));
            }
            Holds::Indicator => words.indicators,
            Holds::Field => words.fields,
            Holds::Target => words.targets,
            Holds::Product => words.products,
            Holds::Lead => words.leads,
            Holds::Partner => words.partners,
            Holds::Deadline => words.deadlines,
            Holds::Unit => words.units,
            _ => words.notes,
        };
        (*rng.pick(list)).to_owned()
    }

    fn total(&mut self, rows: &[Row]) -> Row {
        let mut cells = vec![String::new(); self.columns.len()];
        let label = usize::from(self.rng.chance(50));
        "Tổng cộng".clone_into(&mut cells[label]);
        for (k, c) in self.columns.iter().enumerate() {
            if *c == Holds::Amount {
                let number = |t: &str| t.replace('.', "").parse::<usize>().unwrap_or(0);
                cells[k] = sum(rows.iter().map(|r| number(&r.cells[k])).sum());
            }
        }
        Row {
            is: RowIs::Total,
            cells,
        }
    }
}

/// How often a column is left empty, out of a hundred.
fn sparse(column: Holds) -> usize {
    match column {
        Holds::Note => 65,
        Holds::Partner => 12,
        Holds::Amount | Holds::Price => 8,
        Holds::Product | Holds::Target => 6,
        Holds::Deadline => 3,
        _ => 0,
    }
}

/// A sum with points between its thousands.
fn sum(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, d) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(d);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::broken::phrases::WORKSHOP;

    #[test]
    fn sums_have_points() {
        assert_eq!(sum(85), "85");
        assert_eq!(sum(1_250), "1.250");
        assert_eq!(sum(12_500_000), "12.500.000");
    }

    #[test]
    fn every_row_has_a_cell_for_each_column() {
        for seed in 0..50 {
            let sheet = sheet(&mut Prng::new(seed), &WORKSHOP);
            let width = sheet.head[0].len();
            assert!(sheet.head.iter().all(|h| h.len() == width));
            assert!(sheet.rows.iter().all(|r| r.cells.len() == width));
            assert!(width >= 4 && sheet.rows.len() >= 4);
        }
    }
}
