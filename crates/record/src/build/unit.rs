//! The administrative unit of an issuer as of the day of issue: its code, what it belonged to, what became of it.
//!
//! ```text
//! unit = kind name [ "," kind name … ]        (* UBND huyện X; Ủy ban nhân dân xã Y, huyện X *)
//! ```
//! Only a unit of the kind, the name and the day counts. Of namesakes the one is taken whose province or district
//! the letterhead, the dateline or the text names; otherwise nothing is. A name that no unit bears, one misread
//! letter from a name that some do, is read as that where a second reading agrees: the dateline, the same name
//! elsewhere in the text, or an authority above that has but one such unit. The change is listed in `repairs`, and
//! only proposed where nothing agrees. A name that no table has is read as most of its mentions spell it. Known misses: names parted by a line end are not repaired.

mod mentions;
mod successor;
mod vote;

use std::borrow::Cow;
use std::ops::Range;

use sohoa_syntax::tree;
use sohoa_text::fold::{Folded, fold_string};
use sohoa_units::{
    Era, Mentions, Nearness, Rank, Unit, compare, is_borne, named, near, of_name, raised, unmarked,
};

use self::successor::successor;
use super::Builder;
use super::issuer::kind_and_name;
use crate::model::{Confidence, Issuer, Level, Repair, Traced, Words};

const RULE: &str = "record/build/unit";
/// A repair that a second reading confirms, one that the unit above does, and one that nothing does.
const READ_TWICE: f64 = 0.95;
const BY_PARENT: f64 = 0.9;
const PROPOSED: f64 = 0.6;
/// What a printed unit above weighs, against an authority that the text names.
const PRINTED_ABOVE: u32 = 9;
const DATELINE: u32 = 2;

/// What an issuer's name says of its unit.
struct Asked<'i> {
    kind: &'static str,
    name: &'i str,
    /// The units above that follow the name.
    behind: &'i str,
    era: Era,
}

/// What a misread name is read as.
struct Reading {
    name: Cow<'static, str>,
    units: Vec<Unit>,
    confidence: f64,
}

impl Builder<'_, '_> {
    /// Completes the issuers of a document with what depends on the day of issue, and repairs their names.
    pub(super) fn units<'i>(
        &mut self,
        issuers: impl Iterator<Item = &'i mut Traced<Issuer>>,
        d: &tree::Document,
        date: Option<&str>,
        place: &mut Option<Traced<Words>>,
    ) {
        for issuer in issuers {
            let parent = issuer.value.parent.clone();
            if let Some(above) = parent.as_deref().and_then(|p| asked(p, date)) {
                let unit = self.meant(&above, d, None, None);
                issuer.value.parent_code = unit.ok().map(|u| u.code.to_owned());
            }
            let name = issuer.value.name.clone();
            let Some(asked) = asked(&name, date) else {
                continue;
            };
            let dateline = place.as_ref().map(|p| p.value.as_str());
            match self.meant(&asked, d, parent.as_deref(), dateline) {
                Ok(unit) => {
                    place_of(&mut issuer.value, unit);
                    if let (Some(place), Some(range)) = (place.as_mut(), &d.place) {
                        self.repair_place(place, range, unit.name);
                    }
                }
                Err(Some(reading)) if !issuer.inferred => {
                    self.repair_name(issuer, &asked, d, &reading);
                    if reading.confidence > PROPOSED {
                        let seen = self.seen(&asked, d, parent.as_deref(), dateline);
                        if let Some(unit) = seen.choose(&reading.units) {
                            place_of(&mut issuer.value, unit);
                        }
                        if let (Some(place), Some(range)) = (place.as_mut(), &d.place) {
                            self.repair_place(place, range, &reading.name);
                        }
                    }
                }
                Err(_) => {}
            }
            if let Some(place) = place.as_mut() {
                self.compare_names(issuer, place);
            }
        }
        if let (Some(place), Some(range)) = (place.as_mut(), &d.place) {
            self.repair_province(place, range);
        }
    }

    /// The dateline read as the province that it names but for a mark, if there is one such province only.
    fn repair_province(&mut self, place: &mut Traced<Words>, range: &Range<usize>) {
        if is_borne(&place.value) {
            return;
        }
        let units = [Era::Before, Era::Since].map(|era| unmarked(&place.value, era));
        let mut units = units.concat();
        units.retain(|u| u.rank() == Rank::Province);
        units.dedup_by_key(|u| u.name);
        if let [unit] = units[..] {
            self.repair_place(place, range, unit.name);
        }
    }

    /// The unit that is meant; else what a misread name may be.
    fn meant(
        &self,
        asked: &Asked<'_>,
        d: &tree::Document,
        parent: Option<&str>,
        place: Option<&str>,
    ) -> Result<Unit, Option<Reading>> {
        let units = named(asked.name, asked.kind, asked.era);
        if units.is_empty() {
            return match self.raised(asked, d, parent, place) {
                Some(unit) => Ok(unit),
                None => Err(self.read_otherwise(asked, d, parent, place)),
            };
        }
        // Two readings of one name that are both a unit's: nothing tells which is right.
        let rival = place.filter(|p| compare(p, asked.name) == Nearness::Near);
        if rival.is_some_and(|p| !named(p, asked.kind, asked.era).is_empty()) {
            return Err(None);
        }
        self.seen(asked, d, parent, place)
            .choose(&units)
            .ok_or(None)
    }

    /// What a name that no unit bears is read as: another unit's, or as the document spells it elsewhere.
    fn read_otherwise(
        &self,
        asked: &Asked<'_>,
        d: &tree::Document,
        parent: Option<&str>,
        place: Option<&str>,
    ) -> Option<Reading> {
        let misread = self.misread(asked, d, parent, place);
        if misread.as_ref().is_some_and(|r| r.confidence > PROPOSED) {
            return misread;
        }
        let elected = vote::elected(self.text, d, asked, place).map(|e| Reading {
            name: e.name.into(),
            units: Vec::new(),
            confidence: if e.votes > 2 { READ_TWICE } else { BY_PARENT },
        });
        elected.or(misread)
    }

    /// A unit as it was before it was raised to another kind; a commune only where the text names a unit above it.
    fn raised(
        &self,
        asked: &Asked<'_>,
        d: &tree::Document,
        parent: Option<&str>,
        place: Option<&str>,
    ) -> Option<Unit> {
        let units = match asked.era {
            Era::Before => raised(asked.name, asked.kind),
            Era::Since => return None,
        };
        let first = units.first()?;
        let seen = self.seen(asked, d, parent, place);
        let unit = seen.choose(&units)?;
        (first.rank() == Rank::District || seen.support(unit) > 0).then_some(unit)
    }

    /// The units above that the document names.
    fn seen(
        &self,
        asked: &Asked<'_>,
        d: &tree::Document,
        parent: Option<&str>,
        place: Option<&str>,
    ) -> Mentions {
        let mut seen = Mentions::default();
        if asked.is_province() {
            return seen;
        }
        let mut scan = mentions::Scan::new(asked, &mut seen);
        scan.line(asked.behind, PRINTED_ABOVE);
        scan.line(parent.unwrap_or_default(), PRINTED_ABOVE);
        scan.document(self.text, d);
        let dateline = place.map(|p| of_name(p, asked.era)).unwrap_or_default();
        let above =
            |u: &Unit| u.rank() < Rank::Commune && compare(u.name, asked.name) == Nearness::Apart;
        seen.add(dateline.into_iter().filter(above).collect(), DATELINE);
        seen
    }

    /// What a name that no unit bears may be a misreading of.
    fn misread(
        &self,
        asked: &Asked<'_>,
        d: &tree::Document,
        parent: Option<&str>,
        place: Option<&str>,
    ) -> Option<Reading> {
        let mut units = near(asked.name, asked.kind, asked.era);
        let first = *units.first()?;
        let same = |name: &str| compare(name, first.name) == Nearness::Same;
        let one_name = units.iter().all(|u| same(u.name));
        let twice = |u: &Unit| {
            place.is_some_and(|p| compare(p, u.name) == Nearness::Same)
                || mentions::says(self.text, d, u)
        };
        let read: Vec<Unit> = units.iter().copied().filter(twice).collect();
        if let [u, rest @ ..] = read.as_slice() {
            let name = u.name;
            if rest.iter().any(|r| compare(r.name, name) != Nearness::Same) {
                return None;
            }
            units.retain(|u| compare(u.name, name) == Nearness::Same);
            return Some(Reading {
                name: name.into(),
                units,
                confidence: READ_TWICE,
            });
        }
        let seen = self.seen(asked, d, parent, place);
        let below: Vec<Unit> = units
            .iter()
            .copied()
            .filter(|u| seen.support(*u) > 0)
            .collect();
        if let [u] = below[..] {
            let strong = seen.support(u) >= mentions::AUTHORITY && seen.choose(&[u]).is_some();
            let confidence = if strong { BY_PARENT } else { PROPOSED };
            return Some(Reading {
                name: u.name.into(),
                units: below,
                confidence,
            });
        }
        // Names of communes are so many that another one is never far.
        let told = one_name && below.is_empty() && first.rank() != Rank::Commune;
        if !told {
            return None;
        }
        Some(Reading {
            name: first.name.into(),
            units,
            confidence: PROPOSED,
        })
    }

    /// Reads the issuer's name as what it is a misreading of, and lists that.
    fn repair_name(
        &mut self,
        issuer: &mut Traced<Issuer>,
        asked: &Asked<'_>,
        d: &tree::Document,
        reading: &Reading,
    ) {
        if compare(asked.name, &reading.name) == Nearness::Same {
            return;
        }
        let Some(range) = self.printed(asked.name, d) else {
            return;
        };
        let applied = reading.confidence > PROPOSED;
        if !self.list(&range, &reading.name, reading.confidence, applied) || !applied {
            return;
        }
        let i = &mut issuer.value;
        if let Some(at) = i.name.rfind(asked.name) {
            i.name
                .replace_range(at..at + asked.name.len(), &reading.name);
        }
        if let Some(at) = i.unit.as_ref().and_then(|u| u.find(asked.name))
            && let Some(unit) = &mut i.unit
        {
            unit.replace_range(at..at + asked.name.len(), &reading.name);
        }
        let confidence = issuer.confidence.get().min(reading.confidence);
        issuer.confidence = Confidence::new(confidence);
    }

    /// The dateline read as the unit's name, where it is one misread letter away and no unit's.
    fn repair_place(&mut self, place: &mut Traced<Words>, range: &Range<usize>, name: &str) {
        if compare(&place.value, name) != Nearness::Near
            || is_borne(&place.value)
            || place.value != self.text.slice(range)
        {
            return;
        }
        if self.list(range, name, READ_TWICE, true) {
            let raw = super::flow::source_of(self.text, std::slice::from_ref(range));
            place.raw = Some(raw.into());
            place.value = name.into();
            place.confidence = Confidence::new(place.confidence.get().min(READ_TWICE));
        }
    }

    /// Where a name stands in the letterhead, on one line.
    fn printed(&self, name: &str, d: &tree::Document) -> Option<Range<usize>> {
        let fold = fold_string(name);
        d.issuers.iter().flatten().rev().find_map(|line| {
            let f = Folded::new(self.text.slice(line));
            let from = f.find_word(fold.as_bytes(), 0)?;
            let [start, end] = [from, from + fold.len()].map(|i| line.start + f.at(i));
            Some(start..end)
        })
    }

    /// Lists a repair, unless another one has changed letters there.
    fn list(&mut self, range: &Range<usize>, name: &str, confidence: f64, applied: bool) -> bool {
        let off = !self.text.options().repair;
        if off || self.text.applied_in(range).next().is_some() {
            return false;
        }
        let printed = self.text.slice(range);
        let capitals = !printed.chars().any(char::is_lowercase);
        let value = if capitals {
            name.to_uppercase()
        } else {
            name.to_owned()
        };
        let raw = super::flow::source_of(self.text, std::slice::from_ref(range));
        self.repairs.push(Repair {
            span: self.span(std::slice::from_ref(range)),
            raw,
            value,
            rule: RULE.to_owned(),
            confidence: Confidence::new(confidence),
            applied,
        });
        true
    }
}

impl Asked<'_> {
    fn is_province(&self) -> bool {
        self.kind == "tỉnh"
    }

    /// No district stands above.
    fn is_district(&self) -> bool {
        self.era == Era::Since || matches!(self.kind, "huyện" | "quận" | "thị xã" | "thành phố")
    }
}

/// The unit that a body's name ends with, and the era it is of.
fn asked<'i>(body: &'i str, date: Option<&str>) -> Option<Asked<'i>> {
    let (kind, rest) = kind_and_name(body)?;
    let era = date.and_then(Era::of).or(match kind {
        "huyện" | "quận" | "thị xã" | "thị trấn" => Some(Era::Before),
        "đặc khu" => Some(Era::Since),
        _ => None,
    })?;
    let end = mentions::name_end(rest);
    let (name, behind) = rest.split_at(end);
    (!name.is_empty()).then_some(Asked {
        kind,
        name,
        behind,
        era,
    })
}

/// Tells an issuer its unit.
fn place_of(issuer: &mut Issuer, unit: Unit) {
    issuer.unit_code = Some(unit.code.to_owned());
    (issuer.successor, issuer.successor_codes) = successor(unit);
    // Other bodies than councils and committees have other bodies above them.
    if !matches!(
        issuer.level,
        Level::Province | Level::District | Level::Commune
    ) {
        return;
    }
    issuer.level = match unit.rank() {
        Rank::Province => Level::Province,
        Rank::District => Level::District,
        Rank::Commune => Level::Commune,
    };
    if let Some(parent) = unit.parent() {
        issuer.parent_code = Some(parent.code.to_owned());
        issuer
            .parent
            .get_or_insert_with(|| successor::address(parent));
    }
}
