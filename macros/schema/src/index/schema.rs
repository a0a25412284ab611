//! A file with one or two versions of the service.

use super::check;
use super::model::Model;
use super::scan::{self, Section};
use crate::index::error::SchemaError;
use crate::version::ApiVersion;

/// An index of the service's metadata.
///
/// ```
/// use graph_resource_schema::{ApiVersion, Schema};
///
/// let schema = Schema::parse(
///     "graph-schema 1\nversion v1.0\nsource a file\ndate 2026-08-01\nnamespace microsoft.graph\n\
///      complex physicalAddress\n city\n countryOrRegion\nend 8\n",
/// )?;
/// let model = schema.model(ApiVersion::V1).expect("the file has this version");
/// let address = model.find("microsoft.graph.physicalAddress")?.and_then(|ty| ty.structured());
/// assert_eq!(address.map(|address| address.properties[0].name), Some("city"));
/// # Ok::<(), graph_resource_schema::SchemaError>(())
/// ```
#[derive(Debug)]
pub struct Schema {
    text: String,
    sections: Vec<Section>,
}

impl Schema {
    /// Finds the versions and types in an index. They are parsed when they are looked up.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not an index, is incomplete, has a newer format, or describes a version twice.
    pub fn parse(text: impl Into<String>) -> Result<Self, SchemaError> {
        let mut text = text.into();
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        let sections = scan::sections(&text)?;
        Ok(Self { text, sections })
    }

    /// Returns the types and paths of a version, or `None` if the file does not have it.
    pub fn model(&self, version: ApiVersion) -> Option<Model<'_>> {
        self.models().find(|model| model.version() == version)
    }

    /// Returns all versions that the file has.
    pub fn models(&self) -> impl Iterator<Item = Model<'_>> {
        let sections = self.sections.iter();
        sections.map(|section| Model::new(&self.text, section))
    }

    /// Parses everything, and checks that all types that are referred to are there.
    ///
    /// # Errors
    ///
    /// Returns the first error.
    pub fn check(&self) -> Result<(), SchemaError> {
        for model in self.models() {
            check::check(model)?;
        }
        Ok(())
    }
}
