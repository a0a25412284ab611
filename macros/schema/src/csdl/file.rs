//! The file with all its versions.

use super::error::CsdlError;
use crate::index::model::Model;
use crate::index::schema::Schema;
use crate::version::ApiVersion;
use std::fmt;

use super::{check, read, write};
use crate::format::{FORMAT, MAGIC};

/// The part of the index that describes one version of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    version: ApiVersion,
    lines: Vec<String>,
}

impl Section {
    /// Makes the index of one version from its metadata.
    ///
    /// The source says where the metadata was read from, and the date when. Both are only written into the file.
    ///
    /// # Errors
    ///
    /// Returns an error if the document is not well-formed XML, is not CSDL, or refers to types that it does not
    /// declare.
    pub fn from_csdl(
        version: ApiVersion,
        source: &str,
        date: &str,
        csdl: &[u8],
    ) -> Result<Self, CsdlError> {
        let mut lines = vec![
            format!("version {version}"),
            format!("source {}", one_line(source)?),
            format!("date {}", one_line(date)?),
        ];
        let document = read::document(csdl)?;
        check::check(&document)?;
        lines.extend(write::lines(&document));
        Ok(Self { version, lines })
    }

    /// Returns the version that the section describes.
    pub fn version(&self) -> ApiVersion {
        self.version
    }
}

impl From<Model<'_>> for Section {
    /// Takes a section from an existing file.
    fn from(model: Model<'_>) -> Self {
        Self {
            version: model.version(),
            lines: model.text().lines().map(str::to_owned).collect(),
        }
    }
}

/// A file that is being written. Its `Display` is the text of the file.
///
/// ```
/// use graph_resource_schema::csdl::{SchemaFile, Section};
/// use graph_resource_schema::{ApiVersion, Schema};
///
/// fn refresh_beta(existing: &Schema, csdl: &[u8]) -> Result<String, Box<dyn std::error::Error>> {
///     let mut file = SchemaFile::from(existing);
///     file.set(Section::from_csdl(ApiVersion::Beta, "https://graph.microsoft.com/beta/$metadata", "2026-08-01", csdl)?);
///     Ok(file.to_string())
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaFile {
    sections: Vec<Section>,
}

impl SchemaFile {
    /// Returns a file without any version.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a version, or replaces it.
    pub fn set(&mut self, section: Section) {
        self.sections
            .retain(|other| other.version != section.version);
        self.sections.push(section);
        self.sections.sort_by_key(Section::version);
    }
}

impl From<&Schema> for SchemaFile {
    /// Takes all versions from an existing file.
    fn from(schema: &Schema) -> Self {
        let mut file = Self::new();
        for model in schema.models() {
            file.set(Section::from(model));
        }
        file
    }
}

impl fmt::Display for SchemaFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut count = 1;
        writeln!(f, "{MAGIC} {FORMAT}")?;
        for line in self.sections.iter().flat_map(|section| &section.lines) {
            writeln!(f, "{line}")?;
            count += 1;
        }
        writeln!(f, "end {count}")
    }
}

fn one_line(text: &str) -> Result<&str, CsdlError> {
    let text = text.trim();
    if text.is_empty() || text.contains(char::is_control) {
        let text = text.to_owned();
        return Err(CsdlError::NotOneLine { text });
    }
    Ok(text)
}
