//! The files that the tests read.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Schema};

/// The metadata, or `None` if there is none.
pub(crate) fn metadata() -> Option<Vec<u8>> {
    Some(std::fs::read(file("GRAPH_METADATA", "graph-v1.0.xml")?).expect("the file can be read"))
}

/// The pages of the reference, as lines of JSON.
pub(crate) fn pages() -> Option<String> {
    let path = file("GRAPH_CORPUS", "documented_gets.jsonl")?;
    Some(std::fs::read_to_string(path).expect("the file can be read"))
}

/// The text of the index of the metadata.
pub(crate) fn index() -> Option<&'static str> {
    static INDEX: OnceLock<Option<String>> = OnceLock::new();
    let index = INDEX.get_or_init(|| Some(index_of(&metadata()?)));
    index.as_deref()
}

pub(crate) fn index_of(metadata: &[u8]) -> String {
    let section = Section::from_csdl(ApiVersion::V1, "a file", "2026-08-01", metadata);
    let mut file = SchemaFile::new();
    file.set(section.expect("the metadata can be read"));
    file.to_string()
}

pub(crate) fn schema() -> Option<Schema> {
    Some(Schema::parse(index()?).expect("the index can be read"))
}

/// The templates of all pages, each once.
pub(crate) fn templates(pages: &str) -> BTreeSet<String> {
    let mut templates = BTreeSet::new();
    for line in pages.lines() {
        let page: serde_json::Value = serde_json::from_str(line).expect("a page is JSON");
        for template in page["templates"].as_array().expect("a page has templates") {
            templates.insert(
                template
                    .as_str()
                    .expect("a template is a string")
                    .to_owned(),
            );
        }
    }
    templates
}

/// A documented request with the type of its response.
pub(crate) struct Example {
    pub(crate) path: String,
    /// The type, or that of the items.
    pub(crate) item_type: String,
    pub(crate) is_collection: bool,
}

/// The requests of all pages that say the type of their responses.
pub(crate) fn examples(pages: &str) -> Vec<Example> {
    let mut examples = Vec::new();
    for line in pages.lines() {
        let page: serde_json::Value = serde_json::from_str(line).expect("a page is JSON");
        for example in page["examples"].as_array().expect("a page has examples") {
            let (Some(path), Some(ty)) = (example["path"].as_str(), example["odata_type"].as_str())
            else {
                continue;
            };
            let many = ty.strip_prefix("Collection(");
            let item = many.and_then(|many| many.strip_suffix(')'));
            examples.push(Example {
                path: path.to_owned(),
                item_type: item.unwrap_or(ty).to_owned(),
                is_collection: item.is_some() || example["is_collection"] == true,
            });
        }
    }
    examples
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
