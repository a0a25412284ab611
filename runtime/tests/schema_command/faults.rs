//! Metadata that no schema can be made from. Each error is one line, and no file is written.

use crate::command::{CSDL, Folder};

const REMEDY: &str = ": fetch the metadata with `graph-resource schema --output graph.schema`";

fn error_of(csdl: &str) -> String {
    let folder = Folder::new();
    let error = folder.schema_of(csdl, &["-o", "graph.schema"]).error();
    assert_eq!(folder.names(), [""; 0]);
    let start = "no schema can be made from standard input: ";
    let reason = error
        .strip_prefix(start)
        .and_then(|rest| rest.strip_suffix(REMEDY));
    reason.unwrap_or_else(|| panic!("{error}")).to_owned()
}

#[test]
fn what_is_not_metadata_is_told_apart() {
    for (csdl, expected) in [
        (
            "",
            "the file is not service metadata (CSDL): it has no XML element",
        ),
        ("# Boats\n\nHow to sail `<boats>`.", "it is not XML"),
        (
            "<!-- boats -->",
            "the file is not service metadata (CSDL): it has no XML element",
        ),
        (
            "<rss/>",
            "the file is not service metadata (CSDL): its root element is `rss` instead of `Edmx`",
        ),
        (
            "<HTML><br></html>",
            "it is HTML, as a proxy or a sign-in page returns it",
        ),
    ] {
        assert_eq!(error_of(csdl), expected);
    }
}

#[test]
fn metadata_that_is_cut_off_is_noticed_with_the_line() {
    let lines: Vec<&str> = CSDL.lines().collect();
    for end in 2..lines.len() {
        let error = error_of(&lines[..end].join("\n"));
        assert!(
            error.starts_with(&format!("the metadata is not valid XML at line {end}, ")),
            "{error}"
        );
    }
}

#[test]
fn a_namespace_that_is_missing_is_named() {
    let csdl = CSDL.replace(
        "Type=\"microsoft.graph.boat\"/>",
        "Type=\"microsoft.graph.sea.port\"/>",
    );
    assert_eq!(
        error_of(&csdl),
        "the metadata has no type `microsoft.graph.sea.port`, which `microsoft.graph.boat` refers to"
    );
}

#[test]
fn a_file_that_is_missing_is_named_with_the_commands_that_help() {
    let folder = Folder::new();
    let error = folder
        .schema(&["--beta", "--from", "a.xml", "-o", "b"])
        .error();
    assert!(error.starts_with("cannot read a.xml: "), "{error}");
    assert!(
        error.ends_with(
            ": fetch the metadata with `graph-resource schema --beta --output b`, or name another file with `--from FILE.xml`"
        ),
        "{error}"
    );
}

#[test]
fn a_folder_that_cannot_be_written_to_is_an_error() {
    let folder = Folder::new();
    let error = folder
        .schema_of(CSDL, &["-o", "missing/graph.schema"])
        .error();
    assert!(
        error.starts_with("cannot write missing/graph.schema: "),
        "{error}"
    );
    assert!(
        error.ends_with(": name another file with `--output PATH`"),
        "{error}"
    );
    assert_eq!(folder.names(), [""; 0]);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_replaced_stays_as_it_is() {
    let folder = Folder::new();
    folder.write("folder/file", "");
    let error = folder.schema_of(CSDL, &["-o", "folder"]).error();
    assert!(error.starts_with("cannot read folder: "), "{error}");
    assert_eq!(folder.names(), ["folder"]);
}
