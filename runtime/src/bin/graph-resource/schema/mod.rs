//! `graph-resource schema`: writes the schema of the service beside a program.

use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use graph_resource_schema::ApiVersion;
use graph_resource_schema::csdl::{SchemaFile, Section};

/// Writes what Microsoft Graph has, its types, properties, and functions, into a file
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The service metadata (`$metadata`) as a file
    #[arg(long, value_name = "FILE.xml")]
    from: PathBuf,
    /// The date of the metadata
    #[arg(long)]
    date: String,
    /// The file to write
    #[arg(long, short, value_name = "PATH")]
    output: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let csdl = fs::read(&arguments.from)?;
    let source = arguments.from.display().to_string();
    let section = Section::from_csdl(ApiVersion::V1, &source, &arguments.date, &csdl)?;
    let mut file = SchemaFile::new();
    file.set(section);
    fs::write(&arguments.output, file.to_string())?;
    Ok(ExitCode::SUCCESS)
}
