//! Bytes become text here, and nowhere else.
//!
//! [`survey`] and [`walk`] find the inputs under the arguments, [`load`] turns one of them into decoded text. Both are
//! silent about Vietnamese: what the text says is the business of the stages after this one. Everything
//! that can go wrong with a file is a [`SourceError`] with a stable code and a sentence in two languages.
//!
//! A new format is a new [`SourceReader`] in the list of `reader.rs`.

mod container;
mod decode;
mod error;
mod folder;
mod form;
mod kind;
mod load;
mod means;
mod name;
mod reader;
mod sniff;
mod survey;
mod walk;

pub use container::INSIDE;
pub use error::{ErrorKind, SourceError};
pub use form::Form;
pub use kind::Kind;
pub use load::{Decoded, Raw, load, load_input, load_named, open_input};
pub use means::Means;
pub use name::{display_path, input_name};
pub use reader::{Content, Evidence, SourceReader};
pub use sohoa_layout::Limits;
pub use sohoa_scan::Scanner;
pub use survey::{Found, LeftOut, Scope, other_name, same_file, survey};
pub use walk::{Input, Walk, walk};
