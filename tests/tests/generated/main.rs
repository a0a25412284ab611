//! Checks that the code generated for typical items compiles.
//!
//! The macro crate compares the expansions of some of them with snapshots.

#![allow(dead_code, deprecated)]

mod checking_time;
mod collection;
mod deserialize;
#[path = "../../../macros/src/tests/snapshots/entity.rs"]
mod entity;
#[path = "../../../macros/src/tests/snapshots/enumeration.rs"]
mod enumeration;
mod generic;
mod open;
#[path = "../../../macros/src/tests/snapshots/polymorphic.rs"]
mod polymorphic;
