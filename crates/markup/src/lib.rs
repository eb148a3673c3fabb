//! Texts with tags: web pages, and what other programs of recognition write.
//!
//! ```text
//! html   page of a portal, or saved by a word processor ──▶ paper, and what stands around it as furniture
//! hocr   html with boxes and confidences                 ┐
//! alto   XML of the Library of Congress, 2 to 4          ├▶ pages, lines, words with boxes and confidences
//! page   PAGE XML                                        │
//! tsv    Tesseract's table of words                      ┘
//! ```
//! Each has `recognises` for the first bytes of a file and `read` for all of them.

mod charset;
pub mod html;
pub mod ocr;
