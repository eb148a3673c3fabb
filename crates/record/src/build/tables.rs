//! Tables of the record: columns, rows, cells, groups.

use sohoa_syntax::tree::{self, RowKind};
use sohoa_text::fold::fold_string;

use super::Builder;
use crate::model::{Column, ColumnRole, Row, RowRole, Table, Words};

impl Builder<'_, '_> {
    /// A table with its groups named.
    pub(super) fn table(&self, t: &tree::Table) -> Table {
        let columns = t
            .columns
            .iter()
            .map(|c| Column {
                name: c.name.as_ref().map(|p| self.flow(p).value().into()),
                role: role(c.role),
            })
            .collect();
        let mut rows: Vec<Row> = Vec::with_capacity(t.rows.len());
        let mut titles: Vec<Option<Words>> = vec![None; t.rows.len()];
        for (i, r) in t.rows.iter().enumerate() {
            if r.merged && r.cells[0].is_some() {
                titles[i] = r.cells[0].as_ref().map(|p| self.flow(p).value().into());
            }
            let row = self.row(r, r.group.and_then(|g| titles[g].clone()));
            if r.kind == RowKind::Group || r.depth == 11 {
                titles[i] = Some(group_title(&row, t).into());
            }
            rows.push(row);
        }
        Table {
            columns,
            rows,
            section_path: t.section_path.as_deref().map(Words::from),
            span: self.lines_span(t.lines),
        }
    }

    fn row(&self, r: &tree::Row, group: Option<Words>) -> Row {
        let cells: Vec<_> = r
            .cells
            .iter()
            .map(|c| {
                c.as_ref().map(|p| {
                    self.flow(p)
                        .traced(self.text, if p.len() > 1 { 0.9 } else { 0.97 })
                })
            })
            .collect();
        let mut span = self.lines_span(r.lines);
        let mut spans = cells.iter().flatten().map(|c| &c.span);
        let first = spans.next().map(|s| s.cover(s));
        let cover = first.map(|first| spans.fold(first, |all, s| all.cover(s)));
        if let Some(cover) = cover {
            // A label taken from the row below does not move the row.
            let first = r.lines.0 as u32 + 1;
            let lines = [first, cover.lines[1].max(first)];
            span = sohoa_span::Span::new(cover.page, lines, cover.bytes);
        }
        Row {
            role: row_role(r.kind),
            cells,
            group,
            span,
        }
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
fn group_title(row: &Row, t: &tree::Table) -> String {
    let mut parts = Vec::new();
    for (cell, column) in row.cells.iter().zip(&t.columns) {
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
