//! The messages, as the compiler prints them. `TRYBUILD=overwrite` writes them again.

#[test]
fn the_messages_name_the_mistake_and_what_to_write() {
    assert!(
        std::env::var_os("GRAPH_RESOURCE_SCHEMA").is_some(),
        "run cargo in the folder tests/schema, whose configuration names the schema"
    );
    let cases = trybuild::TestCases::new();
    cases.compile_fail("ui/*.rs");
}
