//! The arguments that bound what an input may unfold to.

use sohoa_source::Limits;

/// What an input may unfold to, whatever is done with it.
#[derive(Debug, clap::Args)]
pub struct Bounds {
    /// Refuse larger inputs
    #[arg(long, value_name = "N", default_value_t = Limits::default().bytes)]
    pub max_bytes: u64,
    /// Bytes that a packed input may unfold to
    #[arg(long, value_name = "N", default_value_t = Limits::default().unpacked)]
    pub max_unpacked: u64,
    /// How many times its packed size a part above 1 MiB may unfold to
    #[arg(long, value_name = "N", default_value_t = Limits::default().ratio)]
    pub max_ratio: u64,
    /// How deep elements or containers may nest
    #[arg(long, value_name = "N", default_value_t = Limits::default().depth)]
    pub max_depth: u32,
    /// Members of a container, sheets or parts
    #[arg(long, value_name = "N", default_value_t = Limits::default().members)]
    pub max_members: u32,
    /// Pages of an input
    #[arg(long, value_name = "N", default_value_t = Limits::default().pages)]
    pub max_pages: u32,
    /// Pixels of one page image
    #[arg(long, value_name = "N", default_value_t = Limits::default().pixels)]
    pub max_pixels: u64,
}

impl Bounds {
    /// The limits of the library.
    pub fn limits(&self) -> Limits {
        Limits {
            bytes: self.max_bytes,
            unpacked: self.max_unpacked,
            ratio: self.max_ratio,
            depth: self.max_depth,
            members: self.max_members,
            pages: self.max_pages,
            pixels: self.max_pixels,
            deadline: None,
        }
    }
}
