//! Tests of the whole macro. A procedural macro cannot be called outside of a compiler, but its stages can.

mod broken_arguments;
mod broken_items;
mod broken_paths;
mod expansion;
mod fuzz;
mod layers;
mod mutations;
mod permissions;
mod size;
mod snapshots;
