//! Tests of the whole command.

mod corpus;
mod errors;
mod golden;
mod normalized;
mod program;
mod service;
