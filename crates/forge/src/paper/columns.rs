//! Two columns without rules: the letterhead, and the recipients beside the signature.

use std::ops::Range;

use sohoa_typeset::{Item, Style};

use crate::block::Columns;
use crate::paper::hand::{share, signature};
use crate::paper::press::{Fill, Press, Room, Type, wrapped};
use crate::paper::seal;
use crate::rich::Rich;

/// Issuer with number on the left, motto with place and date on the right.
pub fn letterhead(press: &mut Press<'_>, columns: &Columns) {
    let (left, right) = rooms(press, 0.40);
    let head = press.house.size - 1.0;
    let how = |style, size| Type {
        size,
        style,
        leading: 1.2,
    };
    let bold_from = if columns.level.0 > 2 {
        1
    } else {
        columns.level.0.saturating_sub(1)
    };
    let style_left = |i: usize| match i {
        i if i >= columns.level.0 => how(Style::Regular, head),
        i if i >= bold_from => how(Style::Bold, head),
        _ => how(Style::Regular, head),
    };
    let style_right = |i: usize| match i {
        0 => how(Style::Bold, head - 0.5),
        i if i < columns.level.1 => how(Style::Bold, head),
        _ => how(Style::Italic, head),
    };
    let height = |press: &Press<'_>, lines: &[Rich], room: Room, style: &dyn Fn(usize) -> Type| {
        let one = |(i, l): (usize, &Rich)| {
            let how = style(i);
            let lines = wrapped(press.fonts, &l.text, 0.0, room.right - room.left, how).len();
            lines as f32 * how.size * how.leading
        };
        lines.iter().enumerate().map(one).sum::<f32>()
    };
    let above_left = height(press, &columns.left[..columns.level.0], left, &style_left);
    let above_right = height(
        press,
        &columns.right[..columns.level.1],
        right,
        &style_right,
    );
    let top = press.y;
    let level = top + above_left.max(above_right) + 12.0;
    let mut low = top;
    for (side, at, room, style) in [
        (
            &columns.left,
            columns.level.0,
            left,
            &style_left as &dyn Fn(usize) -> Type,
        ),
        (&columns.right, columns.level.1, right, &style_right),
    ] {
        let is_left = room.left == left.left;
        let mut y = top;
        for (i, words) in side.iter().enumerate() {
            if i == at {
                let share = if is_left { 0.3 } else { 0.62 };
                short_rule(press, y + 2.0, room, share);
                y = level;
            }
            let hand = if i == at {
                penned(press, words, is_left)
            } else {
                Vec::new()
            };
            y = set(press, words, y, room, style(i), &hand);
        }
        low = low.max(y);
    }
    press.y = low + press.house.size;
}

/// Recipients on the left, who signs on the right, stamp and signature over it.
pub fn tail(press: &mut Press<'_>, columns: &Columns, seal: &str) {
    let room = press.dice.between(58, 76) as f32;
    let size = press.house.size;
    let lines = columns.left.len() + columns.left.iter().filter(|l| l.text.len() > 60).count();
    let left_height = lines as f32 * 13.5 + 6.0;
    let right_height = columns.right.len() as f32 * size * 1.25 + room;
    press.need(left_height.max(right_height) + 10.0);
    let (left, right) = rooms(press, 0.48);
    let left = Room {
        fill: Fill::Left,
        ..left
    };
    let top = press.y + 8.0;
    let mut y = top;
    for (i, words) in columns.left.iter().enumerate() {
        let (style, size) = if i == 0 {
            (Style::BoldItalic, 12.0)
        } else {
            (Style::Regular, 11.0)
        };
        let how = Type {
            size,
            style,
            leading: 1.18,
        };
        y = set(press, words, y, left, how, &[]);
    }
    let low = y;
    press.y = top;
    signed(press, &columns.right, right, room, seal);
    press.y = press.y.max(low) + size;
}

/// The lines of a signature; where one is empty, hand and stamp have their room.
pub fn signed(press: &mut Press<'_>, lines: &[Rich], right: Room, room: f32, seal: &str) {
    let size = press.house.size;
    let how = Type {
        size,
        style: Style::Bold,
        leading: 1.2,
    };
    let mut y = press.y;
    let mut gap = None;
    for words in lines {
        if words.text.is_empty() {
            gap = Some(y);
            y += room;
        } else {
            y = set(press, words, y, right, how, &[]);
        }
    }
    press.y = y;
    if let Some(top) = gap.filter(|_| press.house.sealed) {
        let middle = ((right.left + right.right) / 2.0, top + room / 2.0);
        sign_and_seal(press, middle, seal);
    }
}

/// The stamp lies over a third of the signature, on its left.
fn sign_and_seal(press: &mut Press<'_>, middle: (f32, f32), seal: &str) {
    let pen = (middle.0 - share(&mut press.dice, 1000, 3000), middle.1);
    let strokes = signature(pen, &mut press.dice);
    let at = (
        middle.0 - share(&mut press.dice, 3000, 5500),
        middle.1 + share(&mut press.dice, 0, 1600) - 10.0,
    );
    let stamp = seal::stamp(at, seal, press.fonts, &mut press.dice);
    let leaf = press.leaf();
    leaf.sheet
        .items
        .extend(strokes.into_iter().map(Item::Stroke));
    leaf.sheet.items.extend(stamp);
    seal::cover(&mut leaf.seen, at);
}

/// The rooms of both columns, the left one as wide as a share of the page.
pub fn rooms(press: &Press<'_>, share: f32) -> (Room, Room) {
    let (left, right) = (press.left() - 12.0, press.right() + 8.0);
    let cut = left + (right - left) * share;
    let room = |left, right| Room {
        left,
        right,
        fill: Fill::Centre,
    };
    (room(left, cut - 4.0), room(cut + 4.0, right))
}

/// Sets words over as many lines as the room wants and says where they end.
fn set(
    press: &mut Press<'_>,
    words: &Rich,
    top: f32,
    room: Room,
    how: Type,
    hand: &[Range<usize>],
) -> f32 {
    let mut y = top;
    for part in wrapped(press.fonts, &words.text, 0.0, room.right - room.left, how) {
        press.print(words, part, y + how.size * 0.9, room, how, hand);
        press.newline();
        y += how.size * how.leading;
    }
    y
}

fn short_rule(press: &mut Press<'_>, y: f32, room: Room, share: f32) {
    let middle = (room.left + room.right) / 2.0;
    let half = (room.right - room.left) * share / 2.0;
    press.rule((middle - half, y), (middle + half, y), 0.7);
}

/// The digits that the house writes by hand: the sequence of a number, day and month of a date.
fn penned(press: &mut Press<'_>, words: &Rich, is_number: bool) -> Vec<Range<usize>> {
    let [number, day, month] = press.house.hand;
    let wanted: &[(&str, &str, bool)] = if is_number {
        &[("Số", "number", number)]
    } else {
        &[("ngày ", "date.day", day), ("tháng ", "date.month", month)]
    };
    let mut out = Vec::new();
    for (opening, field, _) in wanted.iter().filter(|(.., by_hand)| *by_hand) {
        if let Some(digits) = digits_behind(&words.text, opening) {
            out.push(digits);
            press.leaf().penned.push(field);
        }
    }
    out
}

fn digits_behind(text: &str, opening: &str) -> Option<Range<usize>> {
    let behind = text.find(opening)? + opening.len();
    let rest = text[behind..].trim_start_matches([':', ' ']);
    let start = text.len() - rest.len();
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    (count > 0).then(|| start..start + count)
}
