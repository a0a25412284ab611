//! Runs the local service until it is stopped, for experiments with any program.

use std::process::ExitCode;

use graph_resource_tests::{Service, sample};

const HELP: &str = "\
Runs a local Microsoft Graph service with sample data until it is stopped.

Usage: cargo run --example local_service -- [OPTIONS]

Options:
  --port <PORT>       the port to listen on [default: any free port]
  --page-size <SIZE>  the items of a page, if a request does not say [default: 100]
  --quiet             do not list what the service holds
  -h, --help          print this help";

/// The command line.
#[derive(Default)]
struct Arguments {
    port: u16,
    page_size: Option<usize>,
    is_quiet: bool,
    wants_help: bool,
}

impl Arguments {
    fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut parsed = Self::default();
        while let Some(argument) = arguments.next() {
            let (name, mut value) = match argument.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (argument, None),
            };
            match name.as_str() {
                "--port" => parsed.port = number(&name, value.take().or_else(|| arguments.next()))?,
                "--page-size" => {
                    let size = number(&name, value.take().or_else(|| arguments.next()))?;
                    parsed.page_size = Some(usize::from(size));
                }
                "--quiet" => parsed.is_quiet = true,
                "-h" | "--help" => parsed.wants_help = true,
                _ => return Err(format!("unknown option `{name}`")),
            }
            if value.is_some() {
                return Err(format!("`{name}` has no value"));
            }
        }
        Ok(parsed)
    }
}

fn number(name: &str, value: Option<String>) -> Result<u16, String> {
    let value = value.ok_or_else(|| format!("`{name}` needs a number"))?;
    match value.parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!(
            "`{name}` needs a number from 1 to 65535, not `{value}`"
        )),
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = match Arguments::parse(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("error: {error}\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    if arguments.wants_help {
        println!("{HELP}");
        return ExitCode::SUCCESS;
    }
    let mut builder = Service::builder().port(arguments.port);
    if let Some(size) = arguments.page_size {
        builder = builder.page_size(size);
    }
    let service = match builder.try_start().await {
        Ok(service) => service,
        Err(error) => {
            eprintln!("error: port {} cannot be used: {error}", arguments.port);
            return ExitCode::FAILURE;
        }
    };
    if !arguments.is_quiet {
        println!("{}", service.inventory());
    }
    println!("export GRAPH_BASE_URL={}", service.base_url());
    println!("export GRAPH_ACCESS_TOKEN={}", Service::TOKEN);
    println!("export GRAPH_CONNECTION_ID={}", sample::CONNECTION);
    println!("export GRAPH_OPERATION_ID={}", sample::FAILED_OPERATION);
    std::future::pending().await
}
