//! The items, compiled as well: all but the one with mistakes.

#![allow(dead_code, deprecated)]

#[path = "addresses.rs"]
mod addresses;
#[path = "collection.rs"]
mod collection;
#[path = "complex_type.rs"]
mod complex_type;
#[path = "documented.rs"]
mod documented;
#[path = "entity.rs"]
mod entity;
#[path = "expanded.rs"]
mod expanded;
#[path = "generic.rs"]
mod generic;
#[path = "names.rs"]
mod names;
#[path = "open.rs"]
mod open;
#[path = "structs.rs"]
mod structs;
