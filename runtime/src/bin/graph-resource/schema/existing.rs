//! The file that is there already.

use std::error::Error;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use graph_resource_schema::{ApiVersion, Schema, SchemaError};

use super::arguments::Arguments;
use crate::damage;

/// What is at the place of the file.
pub(super) enum Existing {
    Nothing,
    Schema(Schema),
    /// A schema that cannot be read, and that has no other version than the one that is written.
    Damaged(SchemaError),
}

impl Existing {
    pub(super) fn schema(&self) -> Option<&Schema> {
        match self {
            Self::Schema(schema) => Some(schema),
            Self::Nothing | Self::Damaged(_) => None,
        }
    }
}

/// Reads the file, or refuses to replace it because it holds something that would be lost.
pub(super) fn read(path: &Path, arguments: &Arguments) -> Result<Existing, Box<dyn Error>> {
    let shown = path.display();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Existing::Nothing),
        Err(error) => {
            return Err(format!(
                "cannot read {shown}: {error}: name another file with `--output PATH`"
            )
            .into());
        }
    };
    let parsed = match String::from_utf8(bytes) {
        Ok(text) => parse(&text),
        Err(_) => Err((SchemaError::NotASchema, Vec::new())),
    };
    match parsed {
        Ok(schema) => Ok(Existing::Schema(schema)),
        Err((SchemaError::NotASchema, _)) => Err(format!(
            "{shown} is not a schema, and is left as it is: name another file with `--output PATH`"
        )
        .into()),
        Err((SchemaError::NewerFormat { format }, _)) => Err(format!(
            "{shown} was written by a newer graph-resource, in format {format}: update this one with `cargo install graph-resource --features cli`"
        )
        .into()),
        Err((error, versions)) => {
            let written = arguments.version();
            let reason = damage::reason(&error);
            let other = versions.into_iter().find(|version| *version != written);
            match other {
                None => Ok(Existing::Damaged(error)),
                Some(other) => Err(format!(
                    "{shown} is damaged, and its {other} would be lost: {reason}: remove the file, then run `{}` and `{}`",
                    arguments.refresh_of(written),
                    arguments.refresh_of(other)
                )
                .into()),
            }
        }
    }
}

/// Parses everything, or returns the error and the versions that the text seems to have.
fn parse(text: &str) -> Result<Schema, (SchemaError, Vec<ApiVersion>)> {
    let parsed = Schema::parse(text).and_then(|schema| {
        schema.check()?;
        Ok(schema)
    });
    parsed.map_err(|error| {
        let versions = text.lines().filter_map(|line| {
            let name = line.strip_prefix("version ")?;
            ApiVersion::from_segment(name.trim_end())
        });
        (error, versions.collect())
    })
}
