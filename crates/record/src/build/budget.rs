//! The money of a document's tables: summed and compared, never corrected.

use sohoa_span::Span;
use sohoa_syntax::grammar::money::parse_scaled;

use super::Builder;
use super::diagnostics::Code;
use crate::model::{Budget, BudgetItem, ColumnRole, RowRole, Table, Task};

impl Builder<'_, '_> {
    /// Items, printed total, sum and whether they agree.
    pub(super) fn budget(
        &mut self,
        tables: &[&Table],
        tasks: &[Task],
        scales: &[i64],
    ) -> Option<Budget> {
        let items: Vec<BudgetItem> = tasks
            .iter()
            .filter_map(|t| {
                Some(BudgetItem {
                    table: t.table?,
                    row: t.row?,
                    amount_vnd: t.amount_vnd?,
                })
            })
            .collect();
        let totals: Vec<(u32, i64, Span)> = (0..)
            .zip(tables)
            .zip(scales)
            .filter_map(|((i, t), scale)| grand_total(t, *scale).map(|(v, s)| (i, v, s)))
            .collect();
        let has_column = |t: &Table| t.columns.iter().any(|c| c.role == ColumnRole::Amount);
        if items.is_empty() && totals.is_empty() {
            return None;
        }
        let last = totals.last().cloned();
        // Where a total is printed, the sum is of its table; otherwise of all.
        let counted = |i: &&BudgetItem| last.as_ref().is_none_or(|(t, ..)| i.table == *t);
        let summed: Vec<&BudgetItem> = items.iter().filter(counted).collect();
        let computed =
            (!summed.is_empty()).then(|| summed.iter().map(|i| i.amount_vnd).sum::<i64>());
        let missing = tasks
            .iter()
            .filter(|t| {
                t.amount_vnd.is_none()
                    && t.table.is_some_and(|k| {
                        has_column(tables[k as usize])
                            && last.as_ref().is_none_or(|(l, ..)| *l == k)
                    })
            })
            .count() as u32;
        let balanced = last.as_ref().zip(computed).map(|((_, v, _), c)| *v == c);
        if let (Some((_, total, span)), Some(false)) = (&last, balanced) {
            let what = format!("{} / {}", dotted(*total), dotted(computed.unwrap_or(0)));
            let code = if missing > 0 {
                Code::AmountsMissing
            } else {
                Code::TotalMismatch
            };
            let rows = format!("{missing} ({what})");
            self.report(code, span.clone(), if missing > 0 { &rows } else { &what });
            if missing > 0 && computed.is_some_and(|c| c > *total) {
                self.report(Code::TotalMismatch, span.clone(), &what);
            }
        }
        Some(Budget {
            items,
            total_vnd: last.map(|(_, v, _)| v),
            computed_total_vnd: computed,
            missing,
            balanced,
        })
    }
}

/// The last total row's sum: sub-totals stand above it.
fn grand_total(t: &Table, scale: i64) -> Option<(i64, Span)> {
    let amounts: Vec<usize> = (0..t.columns.len())
        .filter(|&k| t.columns[k].role == ColumnRole::Amount)
        .collect();
    t.rows
        .iter()
        .rev()
        .filter(|r| r.role == RowRole::Total)
        .find_map(|r| {
            let in_column = amounts.iter().filter_map(|&k| r.cells.get(k)?.as_ref());
            let anywhere = r.cells.iter().flatten().rev();
            in_column
                .chain(anywhere)
                .find_map(|c| parse_scaled(&c.value, scale).map(|v| (v, c.span.clone())))
        })
}

/// Dots between thousands, as Vietnamese print has it.
pub(super) fn dotted(n: i64) -> String {
    let digits = n.abs().to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('.');
        }
        out.push(c);
    }
    if n < 0 { format!("-{out}") } else { out }
}
