//! All documented paths, and all documented URLs with a query, in the real metadata.
//!
//! They are read from the files that `GRAPH_CORPUS` and `GRAPH_METADATA` name. Without them the tests are skipped.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::{ApiVersion, Schema};
use serde_json::Value;

use super::normalized;
use super::program::{self, Module};
use crate::scaffold::{Options, sample, scaffold};

#[test]
fn code_is_written_for_nearly_all_documented_paths() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let templates = templates(&pages);
    let (modules, failures) = modules(&schema, &templates);
    report("templates", templates.len(), &failures);
    assert!(
        modules.len() * 50 >= templates.len() * 49,
        "more than two percent fail"
    );
}

#[test]
fn code_is_written_for_the_documented_urls() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let urls = urls(&pages);
    let (modules, failures) = modules(&schema, &urls);
    report("URLs", urls.len(), &failures);
    assert!(
        modules.len() * 5 >= urls.len() * 4,
        "more than a fifth fails"
    );
}

#[test]
#[ignore = "compiles thousands of structs: some minutes"]
fn the_code_for_documented_paths_compiles_and_requests_them() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let (modules, _) = modules(&schema, &templates(&pages));
    assert_urls("scaffold-templates", &schema, &modules);
}

#[test]
#[ignore = "compiles hundreds of structs: a minute"]
fn the_code_for_documented_urls_compiles_and_requests_them() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let (modules, _) = modules(&schema, &urls(&pages));
    assert_urls("scaffold-urls", &schema, &modules);
}

#[test]
fn code_is_written_for_the_documented_responses() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let (modules, failures) = sampled(&schema, &pages);
    report("responses", modules.len() + failures.len(), &failures);
    assert!(
        modules.len() * 20 >= (modules.len() + failures.len()) * 19,
        "more than five percent fail"
    );
}

#[test]
#[ignore = "compiles hundreds of structs: a minute"]
fn the_code_for_documented_responses_compiles_and_reads_them() {
    let (Some(schema), Some(pages)) = (schema(), pages()) else {
        return;
    };
    let (modules, _) = sampled(&schema, &pages);
    let unreadable = program::unreadable("scaffold-responses", &schema, &modules);
    report("responses read", modules.len(), &unreadable);
    assert!(
        unreadable.len() * 50 <= modules.len(),
        "more than two percent cannot be read"
    );
}

/// The code for each documented response, with its objects.
fn sampled(schema: &Schema, pages: &[Value]) -> (Vec<(Module, Vec<Value>)>, Vec<String>) {
    let mut modules = Vec::new();
    let mut failures = Vec::new();
    for example in pages.iter().flat_map(|page| list(page, "examples")) {
        let (Some(line), sample) = (example["request_url"].as_str(), &example["response_json"])
        else {
            continue;
        };
        let Ok(objects) = sample::objects(sample) else {
            continue;
        };
        // The metadata is that of v1.0.
        if line.contains("/beta/") {
            continue;
        }
        let options = Options {
            sample: Some(sample),
            ..Options::default()
        };
        let objects = objects.into_iter().cloned().map(Value::Object).collect();
        match scaffold(schema, line, &options) {
            Ok(output) => {
                let module = Module {
                    line: line.to_owned(),
                    code: output.code,
                };
                modules.push((module, objects));
            }
            Err(error) => failures.push(format!("{line}\n    {error}")),
        }
    }
    (modules, failures)
}

/// Compiles the modules, and compares the URLs of their requests with the lines.
fn assert_urls(name: &str, schema: &Schema, modules: &[Module]) {
    let urls = program::urls(name, schema, modules);
    let mut differences = Vec::new();
    for (module, url) in modules.iter().zip(&urls) {
        if let Some(difference) = normalized::difference(&module.line, url) {
            differences.push(format!("{}\n    {difference}", module.line));
        }
    }
    report(name, modules.len(), &differences);
    assert!(differences.is_empty());
}

fn modules(schema: &Schema, lines: &BTreeSet<String>) -> (Vec<Module>, Vec<String>) {
    let mut modules = Vec::new();
    let mut failures = Vec::new();
    for line in lines {
        match scaffold(schema, line, &Options::default()) {
            Ok(output) => modules.push(Module {
                line: line.clone(),
                code: output.code,
            }),
            Err(error) => failures.push(format!("{line}\n    {error}")),
        }
    }
    (modules, failures)
}

fn report(name: &str, all: usize, failures: &[String]) {
    println!("{name}: {} of {all}", all - failures.len());
    println!("{}", failures.join("\n"));
}

fn templates(pages: &[Value]) -> BTreeSet<String> {
    let templates = pages.iter().flat_map(|page| list(page, "templates"));
    templates
        .filter_map(|text| Some(text.as_str()?.to_owned()))
        .collect()
}

fn urls(pages: &[Value]) -> BTreeSet<String> {
    let examples = pages.iter().flat_map(|page| list(page, "examples"));
    let urls = examples.filter_map(|example| example["request_url"].as_str());
    urls.filter(|url| url.contains('?'))
        .map(str::to_owned)
        .collect()
}

fn list<'v>(page: &'v Value, name: &str) -> &'v [Value] {
    page[name].as_array().map_or(&[], Vec::as_slice)
}

fn schema() -> Option<Schema> {
    let metadata =
        std::fs::read(file("GRAPH_METADATA", "graph-v1.0.xml")?).expect("the file can be read");
    let section = Section::from_csdl(ApiVersion::V1, "a file", "2026-08-01", &metadata);
    let mut file = SchemaFile::new();
    file.set(section.expect("the metadata can be read"));
    Some(Schema::parse(file.to_string()).expect("the index can be read"))
}

fn pages() -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(file("GRAPH_CORPUS", "documented_gets.jsonl")?)
        .expect("the file can be read");
    let pages = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a page is JSON"));
    Some(pages.collect())
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
