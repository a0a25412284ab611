//! Documented requests, from a file that the environment names; the project holds none of them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde_json::Value;

use super::forms;

/// A form that is documented, and one request that has it.
pub struct Documented {
    pub text: String,
    pub example: String,
}

/// The forms in the file that `GRAPH_CORPUS` names, or in that of the corpus's name in a directory: one object a line, with `examples` that have a `query`.
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

/// Why no case has a form.
pub fn reason(form: &Documented) -> Option<&'static str> {
    const REASONS: &[Reason] = &[
        (
            |form| form.contains(['‘', '’', '“', '”']),
            "a mistake of the page: typographic quotes",
        ),
        (
            |form| form.contains("{placeholder}"),
            "a placeholder, no value",
        ),
        (
            |form| !form.starts_with('$') && !form.starts_with("custom="),
            "a mistake of the page: an option without `$`",
        ),
        (
            |form| form.contains("(select=") || form.contains("(expand="),
            "a mistake of the page: an option without `$`",
        ),
        (
            |form| form.starts_with("$skiptoken="),
            "stands in links alone, which are followed as they came",
        ),
        (
            |form| form.starts_with("$deltatoken="),
            "stands in links alone, which are followed as they came",
        ),
    ];
    REASONS
        .iter()
        .find(|(fits, _)| fits(&form.text))
        .map(|(_, reason)| *reason)
}
