//! Two versions in one file.

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Schema};

use crate::service;

fn section(version: ApiVersion, csdl: &str) -> Section {
    let section = Section::from_csdl(version, "service.xml", "2026-08-01", csdl.as_bytes());
    section.expect("the metadata can be read")
}

fn both() -> SchemaFile {
    let beta = service::CSDL.replace("countryOrRegion", "country");
    let mut file = SchemaFile::new();
    file.set(section(ApiVersion::Beta, &beta));
    file.set(section(ApiVersion::V1, service::CSDL));
    file
}

fn has_property(schema: &Schema, version: ApiVersion, property: &str) -> bool {
    let model = schema.model(version).expect("the version is there");
    let address = model.find("graph.address").expect("the type can be read");
    let address = address
        .and_then(|ty| ty.structured())
        .expect("it has properties");
    address.property(property).is_some()
}

#[test]
fn versions_are_beside_each_other() {
    let schema = Schema::parse(both().to_string()).expect("the index can be read");
    assert_eq!(schema.check(), Ok(()));
    let versions: Vec<_> = schema.models().map(|model| model.version()).collect();
    assert_eq!(versions, [ApiVersion::V1, ApiVersion::Beta]);
    assert!(has_property(&schema, ApiVersion::V1, "countryOrRegion"));
    assert!(!has_property(&schema, ApiVersion::V1, "country"));
    assert!(has_property(&schema, ApiVersion::Beta, "country"));
}

#[test]
fn either_version_may_be_absent() {
    for version in [ApiVersion::V1, ApiVersion::Beta] {
        let mut file = SchemaFile::new();
        file.set(section(version, service::CSDL));
        let schema = Schema::parse(file.to_string()).expect("the index can be read");
        assert_eq!(schema.models().count(), 1);
        assert!(schema.model(version).is_some());
    }
    let empty = Schema::parse(SchemaFile::new().to_string()).expect("the index can be read");
    assert!(empty.model(ApiVersion::V1).is_none());
}

#[test]
fn a_version_is_replaced_and_the_other_one_is_kept() {
    let before = both().to_string();
    let schema = Schema::parse(before.clone()).expect("the index can be read");
    let mut file = SchemaFile::from(&schema);
    assert_eq!(file.to_string(), before);
    file.set(section(ApiVersion::Beta, service::CSDL));
    let schema = Schema::parse(file.to_string()).expect("the index can be read");
    assert!(has_property(&schema, ApiVersion::Beta, "countryOrRegion"));
    let kept = schema.model(ApiVersion::V1).expect("the version is there");
    assert!(before.contains(kept.text()));
}
