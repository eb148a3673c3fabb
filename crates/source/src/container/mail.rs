//! Mails: the letter itself and what is attached to it.
//!
//! ```text
//! mail = { name , ":" , value } , blank line , parts
//! ```
//! The letter is `body.html` or `body.txt`; an attachment keeps its name, or is called by its number. Left out: the
//! lines of the head.

use std::io::{Cursor, Read};

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::Lister;
use super::store::Place;
use crate::ErrorKind;
use crate::container::Body;

/// Whether a file that begins with these bytes is a mail: a line of who it is from or came through, and one that only
/// programs write.
pub(super) fn is_mail(head: &[u8]) -> bool {
    const WHO: &[&str] = &[
        "from",
        "return-path",
        "received",
        "delivered-to",
        "x-sender",
    ];
    const HOW: &[&str] = &["mime-version", "message-id", "content-type", "date"];
    let (mut who, mut how) = (false, false);
    for line in head.split(|b| *b == b'\n').map(|l| l.trim_ascii_end()) {
        if line.is_empty() {
            break;
        }
        let folded = line.starts_with(b" ") || line.starts_with(b"\t");
        let name = line.split(|b| *b == b':').next().unwrap_or_default();
        let plain = |b: &u8| b.is_ascii_alphanumeric() || *b == b'-';
        if !folded && (name.len() == line.len() || name.is_empty() || !name.iter().all(plain)) {
            return false;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        who |= WHO.contains(&name.as_str());
        how |= HOW.contains(&name.as_str());
    }
    who && how
}

/// The letter and its attachments, unpacked one behind the other.
pub(super) fn places(body: &Body, lister: &mut Lister<'_>) -> Result<Vec<Place>, ErrorKind> {
    let bytes = body.read(lister.limits.bytes)?;
    let message = MessageParser::default().parse(&bytes);
    let message = message.ok_or_else(|| ErrorKind::Damaged("the mail has no head".to_owned()))?;
    let mut names = Vec::new();
    let mut all: Vec<u8> = Vec::new();
    let mut put = |name: String, bytes: &[u8]| {
        names.push((name, all.len() as u64, bytes.len() as u64));
        all.extend_from_slice(bytes);
    };
    if let Some((name, letter)) = letter(&message) {
        put(name.to_owned(), letter.as_bytes());
    }
    for (n, part) in message.attachments().enumerate() {
        put(part_name(part, n + 1), contents(part));
    }
    let spool = lister.spool(&mut Cursor::new(&all).take(all.len() as u64), body.packed())?;
    let place = |(name, offset, bytes)| Place::of(name, spool.part(offset, bytes, false));
    Ok(names.into_iter().map(place).collect())
}

/// The text of the letter, unless it is blank.
fn letter(message: &Message<'_>) -> Option<(&'static str, String)> {
    let html = message
        .html_part(0)
        .filter(|p| matches!(p.body, PartType::Html(_)));
    let (name, letter) = match html.and_then(|_| message.body_html(0)) {
        Some(html) => ("body.html", html),
        None => ("body.txt", message.body_text(0)?),
    };
    (!letter.trim().is_empty()).then(|| (name, letter.into_owned()))
}

fn contents<'p>(part: &'p MessagePart<'_>) -> &'p [u8] {
    match &part.body {
        PartType::Message(message) => &message.raw_message,
        _ => part.contents(),
    }
}

fn part_name(part: &MessagePart<'_>, n: usize) -> String {
    let end = if matches!(part.body, PartType::Message(_)) {
        ".eml"
    } else {
        ""
    };
    part.attachment_name()
        .map_or_else(|| format!("part-{n}{end}"), str::to_owned)
}
