//! The program `mirror`.

use std::process::ExitCode;

use clap::Parser;
use graph_resource_mirror::arguments::{Arguments, Command, Sync};
use graph_resource_mirror::error::Result;
use graph_resource_mirror::{sync, worker};

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<()> {
    match &arguments.command {
        None => sync::run(arguments, &Sync::default()).await,
        Some(Command::Sync(options)) => sync::run(arguments, options).await,
        Some(Command::Queue(restart)) => worker::queue(arguments, *restart).await,
        Some(Command::Worker(options)) => worker::run(arguments, options).await,
    }
}
