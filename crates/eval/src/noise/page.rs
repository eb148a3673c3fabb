//! A text as rows that know which lines of the source they were made of.

/// One line of the noisy text.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Row {
    pub text: String,
    /// Lines of the source, from 1, that begin in this row.
    pub begins: Vec<u32>,
    /// The line of the source that goes on in this row.
    pub goes_on: Option<u32>,
}

impl Row {
    /// A row that the source does not have.
    pub fn new(text: impl Into<String>) -> Row {
        Row {
            text: text.into(),
            ..Row::default()
        }
    }

    /// A row that goes on with the words of another.
    pub fn rest_of(row: &Row, text: impl Into<String>) -> Row {
        Row {
            text: text.into(),
            begins: Vec::new(),
            goes_on: row.begins.last().copied().or(row.goes_on),
        }
    }

    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// A row of a table.
    pub fn is_tabbed(&self) -> bool {
        self.text.contains('\t')
    }

    /// Neither blank nor of a table.
    pub fn is_prose(&self) -> bool {
        !self.is_blank() && !self.is_tabbed()
    }

    /// Whether a line of the source, or a part of it, stands here.
    pub fn holds(&self, line: u32) -> bool {
        self.begins.contains(&line) || self.goes_on == Some(line)
    }

    /// Puts the words of another row behind its own.
    pub fn take(&mut self, gap: &str, other: Row) {
        self.text.push_str(gap);
        self.text.push_str(&other.text);
        self.begins.extend(other.begins);
    }
}

/// The rows from top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Page {
    pub rows: Vec<Row>,
}

impl Page {
    pub fn new(text: &str) -> Page {
        let row = |(line, text): (u32, &str)| Row {
            text: text.to_owned(),
            begins: vec![line],
            goes_on: None,
        };
        Page {
            rows: (1..).zip(text.split('\n')).map(row).collect(),
        }
    }

    pub fn text(&self) -> String {
        let rows: Vec<&str> = self.rows.iter().map(|r| r.text.as_str()).collect();
        rows.join("\n")
    }

    /// Changes the text of rows.
    pub fn each(&mut self, mut f: impl FnMut(&Row) -> Option<String>) {
        for row in &mut self.rows {
            if let Some(text) = f(row) {
                row.text = text;
            }
        }
    }

    /// Puts several rows, or none, in the place of each.
    pub fn replace(&mut self, mut f: impl FnMut(Row, &mut Vec<Row>)) {
        let mut out = Vec::with_capacity(self.rows.len());
        for row in std::mem::take(&mut self.rows) {
            f(row, &mut out);
        }
        self.rows = out;
    }

    /// The rows, from 0, in which a line of the source begins or goes on.
    pub fn rows_of(&self, line: u32) -> Vec<usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, r)| r.holds(line))
            .map(|(i, _)| i)
            .collect()
    }
}

/// Changes words of a text; the white space between them stays.
pub(super) fn words(text: &str, mut f: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start().len();
        out.push_str(&rest[..blank]);
        rest = &rest[blank..];
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        match f(word).filter(|_| !word.is_empty()) {
            Some(changed) => out.push_str(&changed),
            None => out.push_str(word),
        }
        rest = behind;
    }
    out
}
