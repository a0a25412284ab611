//! The items, compiled as well: all but the one with mistakes.

#![allow(dead_code, deprecated)]

#[path = "../../macros/src/tests/snapshots/addresses.rs"]
mod addresses;
#[path = "../../macros/src/tests/snapshots/collection.rs"]
mod collection;
#[path = "../../macros/src/tests/snapshots/complex_type.rs"]
mod complex_type;
#[path = "../../macros/src/tests/snapshots/documented.rs"]
mod documented;
#[path = "../../macros/src/tests/snapshots/entity.rs"]
mod entity;
#[path = "../../macros/src/tests/snapshots/expanded.rs"]
mod expanded;
#[path = "../../macros/src/tests/snapshots/generic.rs"]
mod generic;
#[path = "../../macros/src/tests/snapshots/names.rs"]
mod names;
#[path = "../../macros/src/tests/snapshots/open.rs"]
mod open;
#[path = "../../macros/src/tests/snapshots/structs.rs"]
mod structs;
