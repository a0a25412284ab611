//! Documented requests, read from a file that an environment variable names. They are not part of the project.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::forms;

/// A documented form, and one request of that form.
pub struct Documented {
    pub text: String,
    pub example: String,
}

/// The forms in the file that `GRAPH_CORPUS` names, or in `documented_gets.jsonl` if it names a folder: one object per
/// line, with `examples` that have a `query`.
pub fn read() -> Option<Vec<Documented>> {
    let mut path = PathBuf::from(std::env::var_os("GRAPH_CORPUS")?);
    if path.is_dir() {
        path.push("documented_gets.jsonl");
    }
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut found = BTreeMap::new();
    for page in text
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
    {
        let examples = page["examples"].as_array().cloned().unwrap_or_default();
        for query in examples
            .iter()
            .filter_map(|example| example["query"].as_str())
        {
            for form in forms::of_query(query) {
                found.entry(form).or_insert_with(|| query.to_owned());
            }
        }
    }
    Some(
        found
            .into_iter()
            .map(|(text, example)| Documented { text, example })
            .collect(),
    )
}

type Reason = (fn(&str) -> bool, &'static str);

/// The reason why no case has this form.
pub fn reason(form: &Documented) -> Option<&'static str> {
    const REASONS: &[Reason] = &[
        (
            |form| form.contains(['‘', '’', '“', '”']),
            "a mistake in the documentation: typographic quotes",
        ),
        (
            |form| form.contains("{placeholder}"),
            "a placeholder instead of a value",
        ),
        (
            |form| !form.starts_with('$') && !form.starts_with("custom="),
            "a mistake in the documentation: an option without `$`",
        ),
        (
            |form| form.contains("(select=") || form.contains("(expand="),
            "a mistake in the documentation: an option without `$`",
        ),
        (
            |form| form.starts_with("$skiptoken="),
            "only appears in links, which are followed as received",
        ),
        (
            |form| form.starts_with("$deltatoken="),
            "only appears in links, which are followed as received",
        ),
    ];
    REASONS
        .iter()
        .find(|(matches, _)| matches(&form.text))
        .map(|(_, reason)| *reason)
}
