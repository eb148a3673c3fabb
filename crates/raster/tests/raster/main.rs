//! Page images of inputs made here: as they should be, and damaged.

mod damage;
mod inputs;
mod packings;
mod pages;
