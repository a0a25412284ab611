//! Tests of the whole command.

mod errors;
mod golden;
mod normalized;
mod program;
mod service;
