//! What control words do.

use encoding_rs::Encoding;

use super::fonts;
use super::group::{self, Into, Opens, Story};
use super::reader::{Growing, Reader};
use crate::font::Face;
use crate::shape::Shape;

impl Reader {
    pub(super) fn word(&mut self, word: &[u8], number: Option<i32>) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if word == b"u" {
            return self.unicode(number.unwrap_or(0));
        }
        self.flush();
        let star = std::mem::take(&mut self.star);
        match (self.state.into, group::opens(word)) {
            (Into::Nothing, _) => {}
            (Into::Fonts, _) if !star => self.fonts.word(word, number.unwrap_or(0)),
            (_, Some(opens)) => self.begin(opens),
            _ if star => self.state.into = Into::Nothing,
            _ => self.control(word, number),
        }
    }

    fn begin(&mut self, opens: Opens) {
        let story = match opens {
            Opens::Into(into) => {
                self.state.into = into;
                return;
            }
            Opens::Story(story) => story,
        };
        // A group is one story, whatever else it says.
        if self.growing().depth == self.groups.len() {
            return;
        }
        if story == Story::Note && !std::mem::take(&mut self.called) {
            self.call();
        }
        self.state.into = Into::Text;
        self.state.in_table = false;
        self.stories.push(Growing::new(story, self.groups.len()));
    }

    /// Writes the number of the next note.
    fn call(&mut self) {
        let open = self.stories.iter().filter(|g| g.story == Story::Note);
        let number = self.paper.notes.len() + open.count() + 1;
        if self.state.shown() {
            self.flow().text(&format!("[{number}]"), Face::default());
        }
    }

    fn control(&mut self, word: &[u8], number: Option<i32>) {
        let on = number != Some(0);
        let n = number.unwrap_or(0);
        match word {
            b"ansicpg" => self.page(fonts::code_page(n)),
            b"mac" => self.page(fonts::code_page(10000)),
            b"deff" => {
                self.default_font = n;
                self.font(n);
            }
            b"f" if std::mem::take(&mut self.state.other_script) => {}
            b"f" => self.font(n),
            b"dbch" => self.state.other_script = true,
            b"loch" | b"hich" => self.state.other_script = false,
            b"plain" => {
                self.state.capitals = false;
                self.state.hidden = false;
                self.state.deleted = false;
                self.font(self.default_font);
            }
            b"uc" => self.state.fallback = u32::try_from(n).unwrap_or(0),
            b"caps" => self.state.capitals = on,
            b"v" => self.state.hidden = on,
            b"deleted" => {
                self.state.deleted = on;
                self.paper.changed |= on;
            }
            b"revised" => self.paper.changed |= on,
            b"listtext" | b"pntext" => self.state.number = true,
            b"chftn" if self.growing().story != Story::Note => {
                self.call();
                self.called = true;
            }
            _ if self.state.shown() => self.layout(word, n),
            _ => {}
        }
    }

    fn page(&mut self, page: &'static Encoding) {
        self.page = page;
        self.state.page = page;
    }

    fn font(&mut self, number: i32) {
        let font = self.fonts.get(number);
        self.state.face = font.map_or_else(Face::default, |f| f.face);
        self.state.page = font.and_then(|f| f.page).unwrap_or(self.page);
    }

    /// Paragraphs, tables, and characters that have a word.
    fn layout(&mut self, word: &[u8], n: i32) {
        let in_table = self.state.in_table;
        match word {
            b"par" | b"line" | b"page" | b"sect" | b"column" | b"nestcell" => {
                self.flow().end_paragraph(in_table);
            }
            b"pard" => self.state.in_table = false,
            b"intbl" => self.state.in_table = true,
            b"itap" => self.state.in_table |= n > 0,
            b"cell" => self.flow().end_cell(),
            b"row" => {
                let shape = self.growing().shape.clone();
                self.flow().end_row(shape);
            }
            b"tab" if self.state.number => self.put(' '),
            b"tab" => self.put('\t'),
            b"lquote" => self.put('‘'),
            b"rquote" => self.put('’'),
            b"ldblquote" => self.put('“'),
            b"rdblquote" => self.put('”'),
            b"bullet" => self.put('•'),
            b"endash" => self.put('–'),
            b"emdash" => self.put('—'),
            b"enspace" | b"emspace" | b"qmspace" => self.put(' '),
            _ => self.table(word, n),
        }
    }

    /// The definition of a row.
    fn table(&mut self, word: &[u8], n: i32) {
        let border = self.border;
        let growing = self.growing();
        let shape = &mut growing.shape;
        match word {
            b"trowd" => {
                *shape = Shape::default();
                shape.edges.push(0);
                growing.merged = false;
            }
            b"trleft" => {
                if let Some(first) = shape.edges.first_mut() {
                    *first = n;
                }
            }
            b"clmrg" => growing.merged = true,
            b"cellx" => {
                shape.edges.push(n);
                shape.merged.push(std::mem::take(&mut growing.merged));
            }
            b"brdrs" | b"brdrth" | b"brdrdb" | b"brdrdot" | b"brdrdash" | b"brdrhair" => {
                shape.ruled |= border;
            }
            _ => {}
        }
        let of_table = word.starts_with(b"clbrdr") || word.starts_with(b"trbrdr");
        self.border = of_table || border && word.starts_with(b"brdr") && word.len() > 5;
    }
}
