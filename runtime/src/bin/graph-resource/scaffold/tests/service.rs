//! A small service.

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Schema};

const CSDL: &str = include_str!("service.xml");

pub(super) fn schema() -> Schema {
    let mut file = SchemaFile::new();
    for version in [ApiVersion::V1, ApiVersion::Beta] {
        let section = Section::from_csdl(version, "service.xml", "2026-08-01", CSDL.as_bytes());
        file.set(section.expect("the metadata can be read"));
    }
    Schema::parse(file.to_string()).expect("the index can be read")
}
