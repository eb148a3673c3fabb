//! How well a cell fits a column: by the column's role, and by what the intact rows show of it.
//!
//! Costs are negative logarithms of shares, four to a factor of e. With no rows to learn from the role
//! alone speaks; with many, what they hold outweighs it.

use foldhash::HashSet;

use crate::table::cell::Cell;
use crate::table::kind::Kind;
use crate::tree::Role;

/// How many rows the role of a column counts for.
const PRIOR: f64 = 2.0;

/// What two sums in one cell cost.
const TWO_SUMS: u32 = 24;

/// The columns of a table and what they hold.
#[derive(Debug)]
pub(super) struct Fit<'r> {
    pub(super) roles: &'r [Role],
    learned: Vec<Learned>,
}

/// What the intact rows show of a column.
#[derive(Debug, Default)]
struct Learned {
    kinds: [usize; KINDS],
    rows: usize,
    longest: usize,
    repeated: usize,
    values: HashSet<String>,
    openings: HashSet<String>,
    costs: Costs,
}

const KINDS: usize = Kind::ALL.len();

/// What cells cost in a column, once all its rows are seen.
#[derive(Debug, Default)]
struct Costs {
    /// Each kind of cell, short and long.
    kinds: [[u32; 2]; KINDS],
    /// A value that no row has.
    new: u32,
    /// A value longer than all.
    longer: u32,
    /// No cell.
    skip: u32,
}

impl<'r> Fit<'r> {
    /// Columns known by their roles only.
    pub(super) fn of(roles: &'r [Role]) -> Fit<'r> {
        Fit {
            roles,
            learned: Vec::new(),
        }
    }

    /// Columns known by their roles and by rows that have a cell for each.
    pub(super) fn learn<'c>(roles: &'r [Role], rows: impl Iterator<Item = &'c [Cell]>) -> Fit<'r> {
        let mut learned = Vec::new();
        learned.resize_with(roles.len(), Learned::default);
        for row in rows.filter(|r| r.len() == roles.len()) {
            for (c, column) in row.iter().zip(&mut learned) {
                column.see(c);
            }
        }
        for (j, column) in learned.iter_mut().enumerate() {
            column.settle(roles[j], j + 1 == roles.len());
        }
        Fit { roles, learned }
    }

    /// Whether there were rows to learn from: only then a row that differs is known to be damaged.
    pub(super) fn is_taught(&self) -> bool {
        !self.learned.is_empty()
    }

    /// What a cell costs in column `j`.
    pub(super) fn cell(&self, cell: &Cell, j: usize) -> u32 {
        match self.learned.get(j) {
            Some(column) => column.cell(cell),
            None => by_role(cell.kind, is_long(cell), self.roles[j]),
        }
    }

    /// What it costs to leave column `j` empty; a row without its task is unlikely, a missing tail is common.
    pub(super) fn skip(&self, j: usize) -> u32 {
        match self.learned.get(j) {
            Some(column) => column.costs.skip,
            None => skip_by_role(self.roles[j], j + 1 == self.roles.len()),
        }
    }

    /// Whether a cell's text stands in column `j` elsewhere.
    pub(super) fn known(&self, cell: &Cell, j: usize) -> bool {
        self.learned
            .get(j)
            .is_some_and(|c| c.values.contains(cell.fold.as_str()))
    }

    /// Whether a cell's text is the whole of another cell.
    pub(super) fn is_known(&self, cell: &Cell) -> bool {
        (0..self.learned.len()).any(|j| self.known(cell, j))
    }

    /// Whether cells of column `j` begin with the first word of this one.
    pub(super) fn opens(&self, cell: &Cell, j: usize) -> bool {
        self.learned
            .get(j)
            .is_some_and(|c| c.openings.contains(opening(&cell.fold)))
    }
}

impl Learned {
    fn see(&mut self, cell: &Cell) {
        self.rows += 1;
        self.kinds[cell.kind as usize] += 1;
        self.longest = self.longest.max(cell.fold.len());
        if !cell.is_empty() {
            self.repeated += usize::from(!self.values.insert(cell.fold.clone()));
            self.openings.insert(opening(&cell.fold).to_owned());
        }
    }

    /// Works out what cells cost, after the last row.
    fn settle(&mut self, role: Role, last: bool) {
        for kind in Kind::ALL {
            self.costs.kinds[kind as usize] =
                [false, true].map(|long| self.kind(kind, by_role(kind, long, role)));
        }
        let filled = self.rows - self.kinds[Kind::Empty as usize];
        self.costs.new = cost(filled - self.repeated, filled);
        self.costs.longer = cost(0, filled);
        let skip = self.kind(Kind::Empty, skip_by_role(role, last));
        self.costs.skip = if last { skip.min(3) } else { skip };
    }

    fn cell(&self, cell: &Cell) -> u32 {
        let kind = self.costs.kinds[cell.kind as usize][usize::from(is_long(cell))];
        if is_two_sums(&cell.fold) {
            return TWO_SUMS;
        }
        let figure = matches!(
            cell.kind,
            Kind::Ordinal | Kind::Code | Kind::Money | Kind::Price
        );
        if cell.is_empty() || figure || self.values.contains(cell.fold.as_str()) {
            return kind;
        }
        // Where values come again and again a new one is unlikely, and so is one longer than all others.
        let longer = cell.fold.len() * 4 > self.longest * 5;
        kind + self
            .costs
            .new
            .max(if longer { self.costs.longer } else { 0 })
    }

    /// What a kind of cell costs: its share among the rows and the few that the role stands for.
    fn kind(&self, kind: Kind, by_role: u32) -> u32 {
        let expected = PRIOR * (-f64::from(by_role) / 4.0).exp();
        let share = (self.kinds[kind as usize] as f64 + expected) / (self.rows as f64 + PRIOR);
        nats(share)
    }
}

/// The cost of what was seen `hits` times out of `all`.
fn cost(hits: usize, all: usize) -> u32 {
    nats((hits as f64 + 0.5) / (all as f64 + 1.0))
}

fn nats(share: f64) -> u32 {
    (-4.0 * share.ln()).round().clamp(0.0, 60.0) as u32
}

/// Two figures with a blank between them, the second of them a sum.
fn is_two_sums(fold: &str) -> bool {
    let sum = |s: &str| s.split('.').skip(1).all(|g| g.len() == 3);
    let figure = |b: u8| b.is_ascii_digit() || b == b'.';
    let figures = |s: &str| s.bytes().all(figure);
    fold.bytes().next().is_some_and(figure)
        && fold
            .split_once(' ')
            .is_some_and(|(a, b)| figures(a) && figures(b) && sum(a) && sum(b) && b.len() > 4)
}

fn opening(fold: &str) -> &str {
    fold.split(' ').next().unwrap_or_default()
}

fn is_long(cell: &Cell) -> bool {
    cell.fold.len() > 60
}

/// What it costs to leave a column empty of which only the role is known.
fn skip_by_role(role: Role, last: bool) -> u32 {
    match role {
        Role::Task => 14,
        _ if last => 2,
        _ => 4,
    }
}

/// What a cell costs in a column of which only the role is known.
fn by_role(kind: Kind, long: bool, role: Role) -> u32 {
    use Role::{
        Amount, Code, Coordinating, Deadline, End, Field, Lead, LeadAndCoordinating, Note, Ordinal,
        Other, Product, Quantity, Start, Target, Task, UnitPrice,
    };
    match (kind, role) {
        (Kind::Empty, Task) => 5,
        (Kind::Empty, _) => 1,
        (Kind::Ordinal, Ordinal | Code) | (Kind::Code, Code | Ordinal) => 0,
        (Kind::Ordinal, Quantity | Other | Target | Amount) => 3,
        (Kind::Ordinal, _) => 14,
        (Kind::Code, _) => 16,
        (Kind::Money, Amount | UnitPrice) => 0,
        (Kind::Money, Quantity | Other | Target) => 5,
        (Kind::Money, _) => 18,
        (Kind::Price, UnitPrice) => 0,
        (Kind::Price, Amount | Quantity | Other | Note) => 4,
        (Kind::Price, _) => 10,
        (Kind::Time, Deadline | Start | End) | (Kind::Span, Deadline | Start) => 0,
        (Kind::Time | Kind::Span, Note | Other | Quantity) => 6,
        (Kind::Time, Product | Target | Task) if long => 6,
        (Kind::Time | Kind::Span, _) => 14,
        (Kind::Assignment, LeadAndCoordinating) => 0,
        (Kind::Assignment, Lead | Coordinating) => 2,
        (Kind::Assignment, Task | Note | Other) => 10,
        (Kind::Agency, Lead | Coordinating | LeadAndCoordinating) => 0,
        (Kind::Agency, Task | Target | Product | Note | Other | Field) => 5,
        (Kind::Product, Product) => 0,
        (Kind::Product, Task | Target | Note | Other | Field) => 4,
        (Kind::Target, Target) => 0,
        (Kind::Target, Task | Product | Quantity | Note | Other) => 4,
        (Kind::Text, Task) => 1,
        (Kind::Text, Product | Target | Field | Quantity | Other) => 3,
        (Kind::Text, Note) => 4,
        (Kind::Text, UnitPrice | Lead | Coordinating | LeadAndCoordinating) => 6,
        (Kind::Text, Deadline) => 7,
        (_, Ordinal | Code) if long => 40,
        (_, Ordinal | Code) => 20,
        (_, Amount | Start | End) => 14,
        (_, Deadline) => 12,
        (_, _) => 8,
    }
}
