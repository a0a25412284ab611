//! The command `graph-resource`.

mod scaffold;
mod schema;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Helps programs that read Microsoft Graph with the crate graph-resource
#[derive(Parser)]
#[command(name = "graph-resource", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Scaffold(scaffold::Arguments),
    Schema(schema::Arguments),
}

/// What a subcommand returns if it fails. Scripts can tell it apart from 1, the answer "no".
const FAILURE: u8 = 2;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Scaffold(arguments) => scaffold::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::from(FAILURE)
    })
}
