//! The schema of these tests is made from the service of the macro's own tests.

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Schema};

#[test]
fn the_schema_is_that_of_the_service() {
    let csdl = include_bytes!("../../../macros/src/schema/tests/service.xml");
    let section = Section::from_csdl(ApiVersion::V1, "a file", "2026-08-01", csdl).unwrap();
    let mut file = SchemaFile::new();
    file.set(section);
    let fresh = file.to_string();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write("graph.schema", &fresh).unwrap();
    }
    let kept = std::fs::read_to_string("graph.schema").unwrap();
    assert_eq!(kept, fresh, "run it with UPDATE_SCHEMA=1");
    Schema::parse(kept).unwrap().check().unwrap();
}
