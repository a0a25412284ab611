//! `graph-resource schema`: writes the schema of the service beside a program.

mod arguments;
mod counts;
mod date;
mod existing;
mod fetch;
mod metadata;
mod output;
mod progress;
mod without_token;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::index::Change;
use graph_resource_schema::{ApiVersion, Model, Schema};

pub(crate) use arguments::Arguments;
use counts::Counts;
use existing::Existing;
use metadata::Metadata;
use progress::Progress;

use crate::{damage, messages, save};

/// The exit status of `--check` if the file has to be written again.
const STALE: u8 = 1;

/// How many differences `--check` lists.
const LISTED: usize = 10;

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Box<dyn Error>> {
    let path = output::path(arguments.output.as_deref())?;
    let existing = existing::read(&path, arguments)?;
    if arguments.check && matches!(existing, Existing::Nothing) {
        let command = arguments.refresh();
        return Err(format!(
            "{} does not exist: write it with `{command}`",
            path.display()
        )
        .into());
    }
    let progress = Progress::new();
    let metadata = metadata::read(arguments, &progress)?;
    progress.indexing();
    let schema = combined(existing.schema(), arguments, &metadata)?;
    progress.end();
    if arguments.check {
        check(&path, &existing, &schema, arguments)
    } else {
        write(&path, &existing, &schema, arguments)
    }
}

/// The file with the new version, and with the other one that it has.
fn combined(
    existing: Option<&Schema>,
    arguments: &Arguments,
    metadata: &Metadata,
) -> Result<Schema, Box<dyn Error>> {
    let made = Section::from_csdl(
        arguments.version(),
        &metadata.source,
        &date::today(),
        &metadata.csdl,
    );
    let section = made.map_err(|error| metadata.refuse(&error, arguments))?;
    let mut file = existing.map(SchemaFile::from).unwrap_or_default();
    file.set(section);
    let schema = Schema::parse(file.to_string())?;
    schema.check()?;
    Ok(schema)
}

fn check(
    path: &Path,
    existing: &Existing,
    schema: &Schema,
    arguments: &Arguments,
) -> Result<ExitCode, Box<dyn Error>> {
    let version = arguments.version();
    let shown = path.display();
    if let Existing::Damaged(error) = existing {
        messages::show(format_args!(
            "{shown} is damaged: {}",
            damage::reason(error)
        ));
        messages::show(format_args!("{}", mend(arguments)));
        return Ok(ExitCode::from(STALE));
    }
    let Some(old) = model(existing, version) else {
        messages::show(format_args!("{shown} does not have {version}"));
        messages::show(format_args!("{}", mend(arguments)));
        return Ok(ExitCode::from(STALE));
    };
    let changes = changes_since(old, schema, version);
    if changes.is_empty() {
        messages::show(format_args!("{shown} is current: {}", description(old)?));
        return Ok(ExitCode::SUCCESS);
    }
    messages::show(format_args!(
        "{shown} is stale: {version} of {} differs in {}",
        old.date(),
        lines(changes.len())
    ));
    for change in changes.iter().take(LISTED) {
        messages::show(format_args!("  {change}"));
    }
    if changes.len() > LISTED {
        messages::show(format_args!("  and {} more", changes.len() - LISTED));
    }
    messages::show(format_args!("{}", mend(arguments)));
    Ok(ExitCode::from(STALE))
}

fn lines(count: usize) -> String {
    match count {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    }
}

fn mend(arguments: &Arguments) -> String {
    format!("refresh it with `{}`", arguments.refresh())
}

fn write(
    path: &Path,
    existing: &Existing,
    schema: &Schema,
    arguments: &Arguments,
) -> Result<ExitCode, Box<dyn Error>> {
    let version = arguments.version();
    let shown = path.display();
    if let Some(old) = model(existing, version) {
        if changes_since(old, schema, version).is_empty() {
            messages::show(format_args!("{shown} is current: {}", description(old)?));
            return Ok(ExitCode::SUCCESS);
        }
    }
    if let Existing::Damaged(error) = existing {
        messages::show(format_args!(
            "{shown} is replaced: {}",
            damage::reason(error)
        ));
    }
    let file = SchemaFile::from(schema).to_string();
    save::replace(path, &file).map_err(|error| {
        format!("cannot write {shown}: {error}: name another file with `--output PATH`")
    })?;
    messages::show(format_args!("wrote {shown}"));
    if let Some(other) = same_version(schema, version) {
        messages::show(format_args!(
            "warning: {version} is the same as {other}, so the metadata is probably that of {other}: run `{}` to fetch {version}",
            arguments.refresh()
        ));
    }
    for model in schema.models() {
        messages::show(format_args!("  {}", description(model)?));
    }
    Ok(ExitCode::SUCCESS)
}

/// The other version, if nothing differs. The service never has the same in both.
fn same_version(schema: &Schema, version: ApiVersion) -> Option<ApiVersion> {
    let written = schema.model(version)?;
    let mut others = schema.models().filter(|other| other.version() != version);
    let same = others.find(|other| written.changes_since(*other).is_empty())?;
    Some(same.version())
}

fn model(existing: &Existing, version: ApiVersion) -> Option<Model<'_>> {
    existing.schema()?.model(version)
}

fn changes_since(old: Model<'_>, schema: &Schema, version: ApiVersion) -> Vec<Change> {
    match schema.model(version) {
        Some(new) => new.changes_since(old),
        None => Vec::new(),
    }
}

fn description(model: Model<'_>) -> Result<String, Box<dyn Error>> {
    Ok(format!(
        "{} of {}, from {}: {}",
        model.version(),
        model.date(),
        model.source(),
        Counts::of(model)?
    ))
}
