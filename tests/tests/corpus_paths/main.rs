//! Every documented path as an attribute, and every documented URL from its own ids.
//!
//! The documentation's examples are read from the file that `GRAPH_CORPUS` names; without it the check is skipped.

mod crates;
mod matching;
mod program;
mod templates;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use matching::Match;
use serde_json::Value;
use templates::Template;

/// An example whose path belongs to a template.
struct Example {
    template: usize,
    matched: Match,
    /// As it is documented.
    path: String,
    is_collection: bool,
}

/// What the documentation has, read.
struct Documented {
    templates: Vec<Template>,
    /// How many of the templates are the documentation's; the others are those of examples without one.
    written: usize,
    examples: Vec<Example>,
    /// What is no path, and why.
    left: Vec<(String, &'static str)>,
}

#[test]
fn every_documented_path_can_be_declared_and_reproduced() {
    let Some(pages) = corpus() else {
        // Not by `println!`, which the test runner keeps to itself.
        writeln!(
            std::io::stdout(),
            "skipped: GRAPH_CORPUS does not name the documented requests"
        )
        .unwrap();
        return;
    };
    let mut documented = templates(&pages);
    let left_templates = documented.left.len();
    examples(&pages, &mut documented);
    let Documented {
        templates,
        written,
        examples,
        left,
    } = &documented;
    let outcome = program::run(templates, examples);

    let wrong: Vec<_> = examples
        .iter()
        .enumerate()
        .filter_map(|(number, example)| Some((example, outcome.urls.get(&number)?)))
        .filter(|(example, url)| matching::normal(url) != matching::normal(&example.matched.path))
        .collect();
    let refused = |among: std::ops::Range<usize>| outcome.refused.range(among);
    let taken = written - refused(0..*written).count();
    let built = outcome.urls.len() - wrong.len();
    let (all_templates, all_examples) = (
        written + left_templates,
        examples.len() + left.len() - left_templates,
    );

    let mut out = std::io::stdout().lock();
    let mut say = |line: String| writeln!(out, "{line}").unwrap();
    say(format!("templates: {taken} of {all_templates}"));
    say(format!(
        "examples: {built} of {all_examples}, {} of them by a template that no page has",
        templates.len() - written
    ));
    say(format!(
        "{} of {}",
        taken + built,
        all_templates + all_examples
    ));
    for (path, reason) in left {
        say(format!("  {path}\n    documentation: {reason}"));
    }
    for (template, reason) in &outcome.refused {
        say(format!(
            "  {}\n    refused: {reason}",
            templates[*template].written
        ));
    }
    for (example, url) in &wrong {
        say(format!(
            "  {}\n    differs: by {} it is {url}",
            example.path, templates[example.template].attribute
        ));
    }
    assert!(
        outcome.refused.is_empty() && wrong.is_empty(),
        "only mistakes of the documentation may be left"
    );
}

/// The pages of the documentation; `None` where they are not there.
fn corpus() -> Option<Vec<Value>> {
    let path = std::path::PathBuf::from(std::env::var_os("GRAPH_CORPUS")?);
    let path = if path.is_dir() {
        path.join("documented_gets.jsonl")
    } else {
        path
    };
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect(),
    )
}

/// The distinct templates.
fn templates(pages: &[Value]) -> Documented {
    let all = pages
        .iter()
        .flat_map(|page| page["templates"].as_array().unwrap());
    let distinct: BTreeSet<&str> = all.map(|text| text.as_str().unwrap()).collect();
    let (mut templates, mut left) = (Vec::new(), Vec::new());
    for text in distinct {
        match Template::parse(text) {
            Ok(template) => templates.push(template),
            Err(reason) => left.push((text.to_owned(), reason)),
        }
    }
    Documented {
        written: templates.len(),
        templates,
        examples: Vec::new(),
        left,
    }
}

/// Finds the template of each example: one of its page, one of another page, or else one of its own.
fn examples(pages: &[Value], documented: &mut Documented) {
    let index: BTreeMap<String, usize> = documented
        .templates
        .iter()
        .enumerate()
        .map(|(index, template)| (template.written.clone(), index))
        .collect();
    let names = matching::names(&documented.templates);
    for page in pages {
        let written = page["templates"].as_array().unwrap().iter();
        let of_page: Vec<usize> = written
            .filter_map(|text| index.get(text.as_str().unwrap()).copied())
            .collect();
        for example in page["examples"].as_array().unwrap() {
            let path = example["path"].as_str().unwrap_or_default();
            let templates = &mut documented.templates;
            let found = best(of_page.iter().copied(), templates, path);
            let found = found.or_else(|| best(0..documented.written, templates, path));
            match found.map_or_else(|| own(path, &names, templates), Ok) {
                Ok((template, matched)) => documented.examples.push(Example {
                    template,
                    matched,
                    path: path.to_owned(),
                    is_collection: example["is_collection"] == true,
                }),
                Err(reason) => documented.left.push((path.to_owned(), reason)),
            }
        }
    }
}

/// The template with the most of its own text that the path fits.
fn best(
    among: impl Iterator<Item = usize>,
    templates: &[Template],
    path: &str,
) -> Option<(usize, Match)> {
    let path = matching::bare(path);
    let fitting =
        among.filter_map(|template| Some((template, matching::with(&templates[template], path)?)));
    fitting.min_by_key(|(template, matched)| (matched.loose, *template))
}

/// The example as a template of its own.
fn own(
    path: &str,
    names: &BTreeSet<String>,
    templates: &mut Vec<Template>,
) -> Result<(usize, Match), &'static str> {
    let template = Template::parse(&matching::own(path, names))?;
    let matched = matching::with(&template, matching::bare(path))
        .ok_or("a path that is not the page's template")?;
    templates.push(template);
    Ok((templates.len() - 1, matched))
}
