//! The command `graph-resource schema`, as a program that is run.

mod command;
mod faults;
mod fetching;
mod files;
mod real;
mod server;
