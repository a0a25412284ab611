//! The small service.

use std::sync::OnceLock;

use graph_resource_schema::csdl::{CsdlError, SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Model, Schema};

pub(crate) const CSDL: &str = include_str!("service.xml");
pub(crate) const INDEX: &str = include_str!("service.schema");

pub(crate) fn schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::parse(INDEX).expect("the index can be read"))
}

pub(crate) fn model() -> Model<'static> {
    schema().model(ApiVersion::V1).expect("the index has v1.0")
}

/// The text of the index of a document.
pub(crate) fn index(csdl: &str) -> Result<String, CsdlError> {
    let section = Section::from_csdl(ApiVersion::V1, "service.xml", "2026-08-01", csdl.as_bytes())?;
    let mut file = SchemaFile::new();
    file.set(section);
    Ok(file.to_string())
}
