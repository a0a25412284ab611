//! What differs between two states of a version.

use graph_resource_schema::{ApiVersion, Schema};

use crate::service;

/// The changes if this part of the metadata is replaced.
fn changes(part: &str, replacement: &str) -> Vec<String> {
    assert!(service::CSDL.contains(part), "{part}");
    let index = service::index(&service::CSDL.replace(part, replacement));
    let new = Schema::parse(index.expect("the metadata can be read")).expect("so can the index");
    let new = new.model(ApiVersion::V1).expect("the index has v1.0");
    let changes = new.changes_since(service::model());
    changes.iter().map(ToString::to_string).collect()
}

#[test]
fn the_same_metadata_has_no_changes() {
    assert_eq!(changes("Edm.Stream", "Edm.Stream"), [""; 0]);
}

#[test]
fn the_source_and_the_date_do_not_count() {
    let text = service::INDEX.replace("date 2026", "date 1999");
    let text = text.replace("source service.xml", "source other.xml");
    let other = Schema::parse(text).expect("the index can be read");
    let other = other.model(ApiVersion::V1).expect("the index has v1.0");
    assert_eq!(other.changes_since(service::model()), []);
}

#[test]
fn changed_lines_are_listed_with_what_they_belong_to() {
    for (part, replacement, expected) in [
        (
            "Name=\"city\" Type=\"Edm.String\"",
            "Name=\"city\" Type=\"Edm.Int32\"",
            &[
                "- microsoft.graph.address: city",
                "+ microsoft.graph.address: city I",
            ][..],
        ),
        (
            " OpenType=\"true\"",
            "",
            &[
                "+ microsoft.graph.directoryObject: entity directoryObject : entity",
                "- microsoft.graph.directoryObject: entity directoryObject : entity open",
            ],
        ),
        (
            "<Member Name=\"resolved\"/>",
            "<Member Name=\"resolved\"/><Member Name=\"closed\"/>",
            &["+ microsoft.graph.security.status: closed"],
        ),
        (
            "<EntitySet Name=\"rules\" EntityType=\"microsoft.graph.rule\"/>",
            "",
            &["- microsoft.graph.GraphService: rules =[]"],
        ),
        (
            "<ComplexType Name=\"String\"/>",
            "<ComplexType Name=\"String\"/><ComplexType Name=\"a\"/>",
            &["+ microsoft.graph.a: a"],
        ),
    ] {
        assert_eq!(changes(part, replacement), expected, "{part}");
    }
}

#[test]
fn another_alias_is_a_change() {
    let text = service::INDEX.replace("security self", "security sec");
    let other = Schema::parse(text).expect("the index can be read");
    let other = other.model(ApiVersion::V1).expect("the index has v1.0");
    let changes = other.changes_since(service::model());
    let shown: Vec<String> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "+ microsoft.graph.security: microsoft.graph.security sec",
            "- microsoft.graph.security: microsoft.graph.security self"
        ]
    );
}
