//! The documented paths and bodies of the reference, compared with the service's metadata: what is refused is a mistake of
//! the reference.
//!
//! `GRAPH_CORPUS` and `GRAPH_METADATA` name the files. Without them the tests are skipped.

mod bodies;
mod paths;
mod speed;

use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Schema};
use serde_json::Value;

/// The service's metadata, or `None` if there is none.
fn schema() -> Option<&'static Schema> {
    static SCHEMA: OnceLock<Option<Schema>> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| {
        let metadata = std::fs::read(file("GRAPH_METADATA", "graph-v1.0.xml")?);
        let metadata = metadata.expect("the file can be read");
        let section = Section::from_csdl(ApiVersion::V1, "a file", "2026-08-01", &metadata);
        let mut file = SchemaFile::new();
        file.set(section.expect("the metadata can be read"));
        Some(Schema::parse(file.to_string()).expect("the index can be read"))
    });
    schema.as_ref()
}

/// The pages of the reference.
fn pages() -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(file("GRAPH_CORPUS", "documented_gets.jsonl")?);
    let text = text.expect("the file can be read");
    let pages = text.lines().map(serde_json::from_str);
    Some(pages.collect::<Result<_, _>>().expect("a page is JSON"))
}

/// The file that an environment variable names, or the file `name` in the folder that it names.
fn file(variable: &str, name: &str) -> Option<PathBuf> {
    let Some(path) = std::env::var_os(variable) else {
        // The test runner captures `println!`, but not writes to the stream itself.
        let reason = format!("skipped: {variable} does not name {name}");
        writeln!(std::io::stdout(), "{reason}").expect("standard output is open");
        return None;
    };
    let path = PathBuf::from(path);
    Some(if path.is_dir() { path.join(name) } else { path })
}
