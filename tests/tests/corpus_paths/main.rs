//! Every documented path can be declared, and every documented URL is reproduced from its ids.
//!
//! The documented examples are read from the file that `GRAPH_CORPUS` names. Without it the test is skipped.

mod crates;
mod matching;
mod program;
mod templates;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use matching::Match;
use program::Outcome;
use serde_json::Value;
use templates::Template;

/// A documented example, and the template that its path matches.
struct Example {
    template: usize,
    matched: Match,
    /// The path as documented.
    path: String,
    is_collection: bool,
}

/// The documented templates and examples.
struct Documented {
    templates: Vec<Template>,
    /// The number of documented templates. The others were made from examples without one.
    documented: usize,
    examples: Vec<Example>,
    /// The entries that are not valid paths, and why.
    invalid: Vec<(String, &'static str)>,
}

#[test]
fn every_documented_path_can_be_declared_and_reproduced() {
    let Some(pages) = corpus() else {
        // The test runner captures `println!`, but not writes to the stream itself.
        writeln!(
            std::io::stdout(),
            "skipped: GRAPH_CORPUS does not name the documented requests"
        )
        .unwrap();
        return;
    };
    let mut documented = templates(&pages);
    let invalid_templates = documented.invalid.len();
    examples(&pages, &mut documented);
    let outcome = program::run(&documented.templates, &documented.examples);
    let wrong = wrong_urls(&documented.examples, &outcome);
    report(&documented, invalid_templates, &outcome, &wrong).unwrap();
    assert!(
        outcome.rejected.is_empty() && wrong.is_empty(),
        "only mistakes in the documentation may fail"
    );
}

/// The examples whose URL differs from the documented one.
fn wrong_urls<'a>(examples: &'a [Example], outcome: &'a Outcome) -> Vec<(&'a Example, &'a str)> {
    examples
        .iter()
        .enumerate()
        .filter_map(|(number, example)| Some((example, outcome.urls.get(&number)?.as_str())))
        .filter(|(example, url)| {
            matching::normalized(url) != matching::normalized(&example.matched.path)
        })
        .collect()
}

/// Prints the counts, and the reason for each failure.
fn report(
    documented: &Documented,
    invalid_templates: usize,
    outcome: &Outcome,
    wrong: &[(&Example, &str)],
) -> std::io::Result<()> {
    let rejected = outcome.rejected.range(0..documented.documented).count();
    let accepted = documented.documented - rejected;
    let reproduced = outcome.urls.len() - wrong.len();
    let all_templates = documented.documented + invalid_templates;
    let all_examples = documented.examples.len() + documented.invalid.len() - invalid_templates;
    let derived = documented.templates.len() - documented.documented;

    let mut out = std::io::stdout().lock();
    writeln!(out, "templates: {accepted} of {all_templates}")?;
    writeln!(
        out,
        "examples: {reproduced} of {all_examples}, {derived} of them with a template that no page has"
    )?;
    writeln!(
        out,
        "{} of {}",
        accepted + reproduced,
        all_templates + all_examples
    )?;
    for (path, reason) in &documented.invalid {
        writeln!(out, "  {path}\n    documentation: {reason}")?;
    }
    for (template, reason) in &outcome.rejected {
        let path = &documented.templates[*template].documented;
        writeln!(out, "  {path}\n    rejected: {reason}")?;
    }
    for (example, url) in wrong {
        let template = &documented.templates[example.template].attribute;
        writeln!(
            out,
            "  {}\n    differs: with {template} it is {url}",
            example.path
        )?;
    }
    Ok(())
}

/// The pages of the documentation, if `GRAPH_CORPUS` names them.
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

/// Parses the distinct documented templates.
fn templates(pages: &[Value]) -> Documented {
    let all = pages
        .iter()
        .flat_map(|page| page["templates"].as_array().unwrap());
    let distinct: BTreeSet<&str> = all.map(|text| text.as_str().unwrap()).collect();
    let mut templates = Vec::new();
    let mut invalid = Vec::new();
    for text in distinct {
        match Template::parse(text) {
            Ok(template) => templates.push(template),
            Err(reason) => invalid.push((text.to_owned(), reason)),
        }
    }
    Documented {
        documented: templates.len(),
        templates,
        examples: Vec::new(),
        invalid,
    }
}

/// Finds the template of each example: from its page, from another page, or else made from the example itself.
fn examples(pages: &[Value], documented: &mut Documented) {
    let index: BTreeMap<String, usize> = documented
        .templates
        .iter()
        .enumerate()
        .map(|(index, template)| (template.documented.clone(), index))
        .collect();
    let names = matching::names(&documented.templates);
    for page in pages {
        let on_page = page["templates"].as_array().unwrap().iter();
        let on_page: Vec<usize> = on_page
            .filter_map(|text| index.get(text.as_str().unwrap()).copied())
            .collect();
        for example in page["examples"].as_array().unwrap() {
            let path = example["path"].as_str().unwrap_or_default();
            let templates = &mut documented.templates;
            let found = best(on_page.iter().copied(), templates, path);
            let found = found.or_else(|| best(0..documented.documented, templates, path));
            let found = match found {
                Some(found) => Ok(found),
                None => derived(path, &names, templates),
            };
            match found {
                Ok((template, matched)) => documented.examples.push(Example {
                    template,
                    matched,
                    path: path.to_owned(),
                    is_collection: example["is_collection"] == true,
                }),
                Err(reason) => documented.invalid.push((path.to_owned(), reason)),
            }
        }
    }
}

/// The most specific template that the path matches.
fn best(
    candidates: impl Iterator<Item = usize>,
    templates: &[Template],
    path: &str,
) -> Option<(usize, Match)> {
    let path = matching::bare(path);
    let matching = candidates
        .filter_map(|template| Some((template, matching::matches(&templates[template], path)?)));
    matching.min_by_key(|(template, matched)| (matched.key_length, *template))
}

/// Makes a template from an example.
fn derived(
    path: &str,
    names: &BTreeSet<String>,
    templates: &mut Vec<Template>,
) -> Result<(usize, Match), &'static str> {
    let template = Template::parse(&matching::derive_template(path, names))?;
    let matched = matching::matches(&template, matching::bare(path))
        .ok_or("a path that does not match its own template")?;
    templates.push(template);
    Ok((templates.len() - 1, matched))
}
