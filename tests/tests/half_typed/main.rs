//! The attribute on code that is being written: broken arguments, broken fields, broken paths, thousands of each.
//!
//! Nothing panics, what comes out is Rust, and where the struct itself is whole, its fields and methods are there. The
//! macros' own modules are part of this test, since a procedural macro cannot be called from outside of a compiler.

#[path = "../../../macros/src/check/mod.rs"]
mod check;
#[path = "../../../macros/src/derive.rs"]
mod derive;
#[path = "../../../macros/src/errors.rs"]
mod errors;
#[path = "../../../macros/src/expand/mod.rs"]
mod expand;
#[path = "../../../macros/src/model.rs"]
mod model;
#[path = "../../../macros/src/names.rs"]
mod names;
#[path = "../../../macros/src/parse/mod.rs"]
mod parse;
#[path = "../../../macros/src/shell.rs"]
mod shell;

mod arguments;
mod expansion;
mod items;
mod mutations;
mod paths;
