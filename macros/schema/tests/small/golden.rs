//! The index of the small service, line by line.

use crate::service;

/// `UPDATE_INDEX=1 cargo test -p graph-resource-schema golden` writes the file again.
#[test]
fn the_index_is_as_expected() {
    let index = service::index(service::CSDL).expect("the metadata can be read");
    if std::env::var_os("UPDATE_INDEX").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/small/service.schema");
        std::fs::write(path, &index).expect("the file can be written");
        return;
    }
    for (written, expected) in index.lines().zip(service::INDEX.lines()) {
        assert_eq!(written, expected);
    }
    assert_eq!(index, service::INDEX);
}

#[test]
fn the_order_of_the_metadata_does_not_matter() {
    let lines = service::CSDL.replace(
        "Namespace=\"microsoft.graph\" Alias=\"graph\"",
        "Alias=\"graph\" Namespace=\"microsoft.graph\"",
    );
    let moved = "      <ComplexType Name=\"String\"/>\n";
    let (before, after) = lines.split_once(moved).expect("the type is there");
    let at_end = after.replacen("    </Schema>", &format!("{moved}    </Schema>"), 1);
    let index = service::index(&(before.to_owned() + &at_end));
    assert_eq!(index.as_deref(), Ok(service::INDEX));
}

/// The documentation of the format has an example with remarks.
#[test]
fn the_documented_example_can_be_read() {
    let documentation = include_str!("../../src/index/mod.rs");
    let (_, example) = documentation
        .split_once("```text\n")
        .expect("there is an example");
    let (example, _) = example.split_once("//! ```").expect("the example ends");
    let mut index = String::new();
    for line in example.lines() {
        let line = line.strip_prefix("//! ").expect("a line of documentation");
        let line = line.split("   ").next().expect("a line has a beginning");
        index.push_str(line);
        index.push('\n');
    }
    let schema = graph_resource_schema::Schema::parse(index).expect("the example is complete");
    schema.check().expect("the example can be read");
}
