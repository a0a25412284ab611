//! What the attribute makes of typical items, written down and compared, and how much of it there is.
//!
//! `UPDATE_EXPANSION=1 cargo test -p graph-resource-tests --test expansion` writes the expansions anew: look at the
//! difference before it is committed. The macros' own modules are part of this test, see `half_typed`.

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

mod items;
mod size;
mod snapshots;
