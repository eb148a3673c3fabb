//! Tables of the record: columns, rows, cells, groups.

use sohoa_syntax::grammar::deadline::Context;
use sohoa_syntax::grammar::money::column_scale;
use sohoa_syntax::tree::{self, RowKind};
use sohoa_text::fold::fold_string;

use super::Builder;
use super::flow::Flow;
use super::running::Facts;
use super::tasks::RowPlace;
use crate::model::{CitationRole, Column, ColumnRole, Row, RowRole, Table, Words};

/// What is known of the tables of a document so far.
#[derive(Default)]
pub(super) struct Tables {
    /// What a bare figure counts in the amount column of each.
    pub scales: Vec<i64>,
}

impl Builder<'_, '_> {
    /// The tables of a body with their tasks and citations; those of the tree go row by row.
    pub(super) fn tables(
        &self,
        body: &mut tree::Body,
        ctx: &Context,
        done: &mut Tables,
        facts: &mut Facts,
    ) -> Vec<Table> {
        let tables = std::mem::take(&mut body.tables).into_iter();
        tables.map(|t| self.table(t, ctx, done, facts)).collect()
    }

    /// A table with its groups named.
    fn table(&self, t: tree::Table, ctx: &Context, done: &mut Tables, facts: &mut Facts) -> Table {
        let name = |c: &tree::Column| c.name.as_ref().map(|p| self.flow(p).value().into());
        let columns = t.columns.iter().map(|c| Column {
            name: name(c),
            role: role(c.role),
        });
        let columns: Vec<Column> = columns.collect();
        let scale = self.amount_scale(&columns, t.lines.0);
        let data = t.rows.iter().filter(|r| r.kind == RowKind::Data);
        facts.tasks.reserve(data.count());
        let mut rows: Vec<Row> = Vec::with_capacity(t.rows.len());
        let mut titles: Vec<Option<Words>> = vec![None; t.rows.len()];
        for (i, r) in t.rows.into_iter().enumerate() {
            let flows = r.cells.iter().map(|c| c.as_ref().map(|p| self.flow(p)));
            let flows: Vec<Option<Flow<'_>>> = flows.collect();
            if let (true, Some(first)) = (r.merged, &flows[0]) {
                titles[i] = Some(first.value().into());
            }
            let row = self.row(&r, &flows, r.group.and_then(|g| titles[g].clone()));
            if r.kind == RowKind::Group || r.depth == 11 {
                titles[i] = Some(group_title(&row, &t.columns).into());
            }
            if r.kind == RowKind::Data {
                let place = RowPlace {
                    columns: &t.columns,
                    table: done.scales.len() as u32,
                    row: i as u32,
                    scale,
                };
                facts.tasks.push(self.row_task(&place, &row, &flows, ctx));
            }
            for flow in flows.iter().flatten() {
                self.citations(flow, CitationRole::Mention, &mut facts.citations);
            }
            rows.push(row);
        }
        done.scales.push(scale);
        Table {
            columns,
            rows,
            section_path: t.section_path.as_deref().map(Words::from),
            span: self.lines_span(t.lines),
        }
    }

    fn row(&self, r: &tree::Row, flows: &[Option<Flow<'_>>], group: Option<Words>) -> Row {
        let sure = |f: &Flow<'_>| if f.is_joined() { 0.9 } else { 0.97 };
        let traced = |f: &Flow<'_>| f.traced(self.text, sure(f));
        let cells: Vec<_> = flows.iter().map(|f| f.as_ref().map(traced)).collect();
        let mut spans = cells.iter().flatten().map(|c| &c.span);
        let cover = spans.next().map(|s| s.cover(s));
        let cover = cover.map(|first| spans.fold(first, |all, s| all.cover(s)));
        let span = match cover {
            Some(cover) => {
                // A label taken from the row below does not move the row.
                let first = r.lines.0 as u32 + 1;
                let lines = [first, cover.lines[1].max(first)];
                sohoa_span::Span::new(cover.page, lines, cover.bytes)
            }
            None => self.lines_span(r.lines),
        };
        Row {
            role: row_role(r.kind),
            cells,
            group,
            span,
        }
    }

    /// What a bare figure in the amount column counts: by its header, else by the caption.
    fn amount_scale(&self, columns: &[Column], first_line: usize) -> i64 {
        let amounts = columns.iter().filter(|c| c.role == ColumnRole::Amount);
        let mut names = amounts.filter_map(|c| c.name.as_deref());
        names
            .find_map(column_scale)
            .or_else(|| self.caption_scale(first_line))
            .unwrap_or(1)
    }

    /// "ĐVT: triệu đồng" in the lines just above a table.
    fn caption_scale(&self, first_line: usize) -> Option<i64> {
        let lines = self.text.lines();
        (first_line.saturating_sub(4)..first_line)
            .rev()
            .find_map(|n| {
                let line = self.text.slice(&lines[n].range());
                let fold = fold_string(line);
                let unit = fold.len() < 80
                    && (fold.contains("dvt")
                        || fold.contains("don vi tinh")
                        || fold.contains("don vi:"));
                if unit { column_scale(line) } else { None }
            })
    }
}

fn row_role(k: RowKind) -> RowRole {
    match k {
        RowKind::Data => RowRole::Data,
        RowKind::Group => RowRole::Group,
        RowKind::Total => RowRole::Total,
        RowKind::Header => RowRole::Header,
        RowKind::Index => RowRole::Index,
    }
}

fn role(r: tree::Role) -> ColumnRole {
    match r {
        tree::Role::Ordinal => ColumnRole::Ordinal,
        tree::Role::Code => ColumnRole::Code,
        tree::Role::Task => ColumnRole::Task,
        tree::Role::Product => ColumnRole::Product,
        tree::Role::Lead => ColumnRole::Lead,
        tree::Role::Coordinating => ColumnRole::Coordinating,
        tree::Role::LeadAndCoordinating => ColumnRole::LeadAndCoordinating,
        tree::Role::Deadline => ColumnRole::Deadline,
        tree::Role::Start => ColumnRole::Start,
        tree::Role::End => ColumnRole::End,
        tree::Role::Field => ColumnRole::Field,
        tree::Role::Quantity => ColumnRole::Quantity,
        tree::Role::UnitPrice => ColumnRole::UnitPrice,
        tree::Role::Amount => ColumnRole::Amount,
        tree::Role::Target => ColumnRole::Target,
        tree::Role::Note => ColumnRole::Note,
        tree::Role::Other => ColumnRole::Other,
    }
}

/// The words that name a group: its label and title, without the objectives and indicators that follow.
fn group_title(row: &Row, columns: &[tree::Column]) -> String {
    let mut parts = Vec::new();
    for (cell, column) in row.cells.iter().zip(columns) {
        let Some(c) = cell else { continue };
        let names = matches!(
            column.role,
            tree::Role::Ordinal | tree::Role::Code | tree::Role::Task
        ) || parts.is_empty();
        if names && parts.len() < 2 {
            parts.push(c.value.as_str());
        }
    }
    match parts.as_slice() {
        [label, title] => format!("{label} {}", cut(title)),
        [one] => cut(one).to_owned(),
        _ => String::new(),
    }
}

/// A title in capitals ends where small letters begin; another before a list of points.
fn cut(title: &str) -> &str {
    let caps = |w: &str| w.chars().any(char::is_alphabetic) && !w.chars().any(char::is_lowercase);
    let high = |w: &&str| caps(w) || !w.chars().any(char::is_alphanumeric);
    let run = title.split(' ').take_while(high);
    let (words, len) = run.fold((0, 0), |(n, len), w| (n + 1, len + w.len() + 1));
    if words >= 2 && len < title.len() {
        return title[..len].trim_end_matches(['-', ' ', ';', ':']);
    }
    for (i, _) in title.match_indices(" - ") {
        let before = title[..i].trim_end();
        let point = title[i + 3..].starts_with(char::is_uppercase) && title.len() - i > 30;
        let closed = before.ends_with([';', '.', ':']);
        if point
            && before.chars().count() >= 12
            && (closed || fold_string(&title[i + 3..]).contains("; - "))
        {
            return before.trim_end_matches([';', ':', ' ']);
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_groups() {
        assert_eq!(cut("CHUYỂN ĐỔI SỐ - Nâng cấp mạng nội bộ"), "CHUYỂN ĐỔI SỐ");
        assert_eq!(
            cut("Hạ tầng và ứng dụng; - Triển khai đến mọi cán bộ của huyện"),
            "Hạ tầng và ứng dụng"
        );
        assert_eq!(
            cut("Công tác Tài chính - Kế hoạch"),
            "Công tác Tài chính - Kế hoạch"
        );
    }
}
