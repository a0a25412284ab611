//! The attribute on code that is being written: broken arguments, broken fields, broken paths, thousands of each.
//!
//! Nothing panics, what comes out is Rust, and where the struct itself is whole, its fields and methods are there.

mod broken_arguments;
mod broken_items;
mod broken_paths;
mod expansion;
mod fuzz;
mod mutations;
mod size;
mod snapshots;
