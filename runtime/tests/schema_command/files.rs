//! The file that is written, and the one that is there already.

use graph_resource_schema::{ApiVersion, Schema};

use crate::command::{CSDL, Folder, changed};

const OUTPUT: [&str; 2] = ["-o", "graph.schema"];

fn with_schema(csdl: &str) -> Folder {
    let folder = Folder::new();
    folder.schema_of(csdl, &OUTPUT).success();
    folder
}

fn text(folder: &Folder) -> String {
    folder.read("graph.schema").expect("there is a schema")
}

fn arguments<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&OUTPUT, more].concat()
}

#[test]
fn the_file_is_beside_the_manifest_of_the_crate() {
    let folder = Folder::new();
    folder.write("Cargo.toml", "");
    folder.write("src/lib.rs", "");
    let messages = folder.schema_in("src", CSDL).success();
    assert!(messages.starts_with("wrote "), "{messages}");
    assert!(text(&folder).starts_with("graph-schema 1\nversion v1.0\nsource standard input\n"));
}

#[test]
fn a_version_is_added_and_refreshed_beside_the_other() {
    let folder = with_schema(CSDL);
    let messages = folder
        .schema_of(&changed(), &arguments(&["--beta"]))
        .success();
    assert_eq!(messages.lines().count(), 3, "{messages}");
    let schema = Schema::parse(text(&folder)).unwrap();
    let has = |version, property| {
        let model = schema.model(version).unwrap();
        let boat = model.find_name("microsoft.graph.boat").unwrap();
        model.property(boat, property).unwrap().is_some()
    };
    assert!(has(ApiVersion::V1, "sails") && !has(ApiVersion::V1, "masts"));
    assert!(has(ApiVersion::Beta, "masts") && !has(ApiVersion::Beta, "sails"));
    folder.schema_of(CSDL, &arguments(&["--check"])).success();
    folder
        .schema_of(CSDL, &arguments(&["--check", "--beta"]))
        .stale();
}

#[test]
fn a_file_is_written_again_only_if_something_has_changed() {
    let folder = with_schema(CSDL);
    let old = text(&folder).replace("\ndate 20", "\ndate 19");
    folder.write("graph.schema", &old);
    let messages = folder.schema_of(CSDL, &OUTPUT).success();
    assert!(
        messages.starts_with("graph.schema is current: v1.0 of 19"),
        "{messages}"
    );
    assert_eq!(text(&folder), old);
    folder.schema_of(&changed(), &OUTPUT).success();
    assert!(text(&folder).contains("\ndate 20"));
    assert_eq!(folder.names(), ["graph.schema"]);
}

#[test]
fn the_date_and_the_source_do_not_make_a_file_stale() {
    let folder = with_schema(CSDL);
    let text = text(&folder);
    folder.write(
        "graph.schema",
        &text
            .replace("\ndate 20", "\ndate 19")
            .replace("standard input", "x"),
    );
    let messages = folder.schema_of(CSDL, &arguments(&["--check"])).success();
    assert!(
        messages.starts_with("graph.schema is current: v1.0 of 19"),
        "{messages}"
    );
}

#[test]
fn a_stale_file_is_reported_with_what_differs_and_not_changed() {
    let folder = with_schema(CSDL);
    let before = text(&folder);
    let messages = folder
        .schema_of(&changed(), &arguments(&["--check"]))
        .stale();
    let lines: Vec<&str> = messages.lines().collect();
    assert!(
        lines[0].starts_with("graph.schema is stale: v1.0 of 20"),
        "{messages}"
    );
    assert!(lines[0].ends_with(" differs in 2 lines"), "{messages}");
    assert!(
        lines[1].starts_with("  + microsoft.graph.boat: masts"),
        "{messages}"
    );
    assert!(
        lines[2].starts_with("  - microsoft.graph.boat: sails"),
        "{messages}"
    );
    assert_eq!(
        lines[3..],
        ["refresh it with `graph-resource schema --output graph.schema`"]
    );
    assert_eq!(text(&folder), before);
}

#[test]
fn only_the_first_differences_are_listed() {
    let folder = with_schema(CSDL);
    let properties: String = (0..30)
        .map(|number| format!("<Property Name=\"p{number}\" Type=\"Edm.String\"/>"))
        .collect();
    let csdl = CSDL.replace("<NavigationProperty", &(properties + "<NavigationProperty"));
    let messages = folder.schema_of(&csdl, &arguments(&["--check"])).stale();
    assert!(messages.contains(" differs in 30 lines\n"), "{messages}");
    assert!(messages.contains("\n  and 20 more\n"), "{messages}");
}

#[test]
fn a_check_without_a_file_is_an_error() {
    let folder = Folder::new();
    let error = folder.schema_of(CSDL, &arguments(&["--check"])).error();
    assert_eq!(
        error,
        "graph.schema does not exist: write it with `graph-resource schema --output graph.schema`"
    );
    assert_eq!(folder.names(), [""; 0]);
}

#[test]
fn another_file_is_not_overwritten() {
    let folder = Folder::new();
    for content in ["# Notes\n", "", "graph-schema\n"] {
        folder.write("graph.schema", content);
        let error = folder.schema_of(CSDL, &OUTPUT).error();
        assert_eq!(
            error,
            "graph.schema is not a schema, and is left as it is: name another file with `--output PATH`"
        );
        assert_eq!(text(&folder), content);
    }
}

#[test]
fn a_newer_format_is_not_overwritten() {
    let folder = Folder::new();
    folder.write("graph.schema", "graph-schema 2\n");
    let error = folder.schema_of(CSDL, &OUTPUT).error();
    assert_eq!(
        error,
        "graph.schema was written by a newer graph-resource, in format 2: \
         update this one with `cargo install graph-resource --features cli`"
    );
    assert_eq!(text(&folder), "graph-schema 2\n");
}

#[test]
fn a_damaged_file_is_replaced_if_nothing_is_lost() {
    let folder = with_schema(CSDL);
    let complete = text(&folder);
    let conflict = complete.replace(" sails", "<<<<<<< ours\n sails");
    folder.write("graph.schema", &conflict);
    let messages = folder.schema_of(CSDL, &arguments(&["--check"])).stale();
    assert!(
        messages.starts_with("graph.schema is damaged: line "),
        "{messages}"
    );
    let messages = folder.schema_of(CSDL, &OUTPUT).success();
    assert!(
        messages.starts_with("graph.schema is replaced: line "),
        "{messages}"
    );
    assert_eq!(text(&folder), complete);
}

#[test]
fn what_to_do_about_a_damaged_file_is_said_once() {
    let folder = with_schema(CSDL);
    let complete = text(&folder);
    let cut_off: Vec<&str> = complete.lines().collect();
    folder.write("graph.schema", &cut_off[..cut_off.len() - 2].join("\n"));
    let messages = folder.schema_of(CSDL, &arguments(&["--check"])).stale();
    assert!(messages.contains("refresh it with `graph-resource schema"));
    assert!(!messages.contains("again"), "{messages}");
}

#[test]
fn a_version_with_the_metadata_of_the_other_is_a_warning() {
    let folder = with_schema(CSDL);
    let messages = folder.schema_of(CSDL, &arguments(&["--beta"])).success();
    let warning = "warning: beta is the same as v1.0, so the metadata is probably that of v1.0: \
                   run `graph-resource schema --beta --output graph.schema` to fetch beta\n";
    assert!(messages.contains(warning), "{messages}");
    let messages = folder
        .schema_of(&changed(), &arguments(&["--beta"]))
        .success();
    assert!(!messages.contains("warning"), "{messages}");
}

#[test]
fn a_damaged_file_with_another_version_is_not_replaced() {
    let folder = with_schema(CSDL);
    folder.schema_of(CSDL, &arguments(&["--beta"])).success();
    let conflict = text(&folder).replace(" sails", "<<<<<<< ours\n sails");
    folder.write("graph.schema", &conflict);
    let error = folder.schema_of(CSDL, &OUTPUT).error();
    assert!(
        error.starts_with("graph.schema is damaged, and its beta would be lost: line "),
        "{error}"
    );
    assert!(
        error.ends_with(
            ": remove the file, then run `graph-resource schema --output graph.schema` and `graph-resource schema --beta --output graph.schema`"
        ),
        "{error}"
    );
    assert_eq!(text(&folder), conflict);
}

#[cfg(unix)]
#[test]
fn the_file_that_a_link_leads_to_is_replaced() {
    let folder = with_schema(CSDL);
    let link = folder.path("link.schema");
    std::os::unix::fs::symlink("graph.schema", &link).unwrap();
    folder
        .schema_of(&changed(), &["-o", "link.schema"])
        .success();
    assert!(text(&folder).contains("masts"));
    assert!(std::fs::symlink_metadata(link).unwrap().is_symlink());
}

#[test]
fn the_outcome_does_not_depend_on_whether_somebody_reads_the_messages() {
    let folder = Folder::new();
    let check = arguments(&["--check"]);
    assert_eq!(folder.status_without_reader(CSDL, &OUTPUT), Some(0));
    assert!(text(&folder).contains("sails"));
    assert_eq!(folder.status_without_reader(CSDL, &check), Some(0));
    assert_eq!(folder.status_without_reader(&changed(), &check), Some(1));
    assert_eq!(folder.status_without_reader("<rss/>", &OUTPUT), Some(2));
}
