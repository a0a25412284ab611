//! A mirror of a tenant in a database; see `README.md`.

pub mod arguments;
pub mod counts;
pub mod error;
pub mod folders;
pub mod groups;
pub mod progress;
pub mod round;
pub mod source;
mod sql;
pub mod store;
pub mod stream;
pub mod sync;
pub mod tenant;
pub mod users;
pub mod worker;
