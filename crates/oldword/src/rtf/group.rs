//! Groups: what a group is for, and the state that ends with it.

use encoding_rs::Encoding;

use crate::font::Face;

/// Where the text of a group goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Into {
    /// Into the story.
    Text,
    /// Nowhere, but groups in it may have text of their own.
    Shell,
    /// Nowhere.
    Nothing,
    /// Into the table of fonts.
    Fonts,
}

/// The stories of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    Body,
    Note,
    Box,
    /// A running header or footer.
    Edge,
}

/// What a group begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opens {
    Into(Into),
    Story(Story),
}

/// What a control word makes of its group; `None` where it does nothing of the kind.
pub(super) fn opens(word: &[u8]) -> Option<Opens> {
    Some(match word {
        b"fonttbl" => Opens::Into(Into::Fonts),
        b"upr" | b"shpinst" | b"do" | b"object" => Opens::Into(Into::Shell),
        b"ud" | b"result" => Opens::Into(Into::Text),
        b"footnote" => Opens::Story(Story::Note),
        b"shptxt" | b"dptxbxtext" => Opens::Story(Story::Box),
        b"header" | b"headerl" | b"headerr" | b"headerf" | b"footer" | b"footerl" | b"footerr"
        | b"footerf" => Opens::Story(Story::Edge),
        b"stylesheet" | b"colortbl" | b"filetbl" | b"info" | b"pict" | b"nonshppict"
        | b"shprslt" | b"sp" | b"fldinst" | b"datafield" | b"xe" | b"tc" | b"tcn" | b"txe"
        | b"rxe" | b"ftnsep" | b"ftnsepc" | b"ftncn" | b"aftnsep" | b"aftnsepc" | b"aftncn"
        | b"nonesttables" | b"private" | b"objdata" | b"template" => Opens::Into(Into::Nothing),
        _ => return None,
    })
}

/// What holds until the group ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    pub(super) into: Into,
    pub(super) face: Face,
    /// The encoding of its bytes.
    pub(super) page: &'static Encoding,
    /// How many characters stand for one of Unicode where a reader does not know it.
    pub(super) fallback: u32,
    pub(super) capitals: bool,
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    pub(super) in_table: bool,
    /// The number that a list sets before its paragraph.
    pub(super) number: bool,
    /// The next font is one for another script.
    pub(super) other_script: bool,
}

impl State {
    /// Whether its text is shown.
    pub(super) fn shown(&self) -> bool {
        self.into == Into::Text && !self.hidden && !self.deleted
    }
}
