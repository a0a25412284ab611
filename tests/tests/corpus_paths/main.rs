//! Every documented path as an attribute, and every documented URL from its own ids.
//!
//! The documentation's examples are read from the file that `GRAPH_CORPUS` names; without it the check is skipped.

mod crates;
mod matching;
mod program;
mod templates;

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::Value;
use templates::Template;

/// An example whose path belongs to a template.
struct Example {
    template: usize,
    keys: Vec<String>,
    path: String,
}

#[test]
fn every_documented_path_can_be_written_and_reproduced() {
    let Some(pages) = corpus() else {
        println!("skipped: GRAPH_CORPUS does not name the documented requests");
        return;
    };
    let mut left = Vec::new();
    let mut templates = templates(&pages, &mut left);
    let documented = templates.len();
    let distinct = documented + left.len();
    let (examples, unmatched) = examples(&pages, &mut templates);
    let total = examples.len() + unmatched.len();

    let urls = program::run(&templates, &examples);
    assert_eq!(urls.len(), examples.len(), "the program prints a URL for each example");
    let mut wrong = Vec::new();
    for (example, url) in examples.iter().zip(&urls) {
        if normal(url) != normal(&example.path) {
            wrong.push(format!(
                "{}\n    documented {}\n    built      {url}",
                templates[example.template].written, example.path
            ));
        }
    }
    let mut out = std::io::stdout().lock();
    let mut say = |line: &str| writeln!(out, "{line}").unwrap();
    say(&format!("templates: {documented} of {distinct}"));
    left.iter().for_each(|(template, reason)| say(&format!("  {template}\n    {reason}")));
    say(&format!("examples: {} of {total}", examples.len() - wrong.len()));
    unmatched.iter().for_each(|(path, reason)| say(&format!("  {path}\n    {reason}")));
    assert!(wrong.is_empty(), "built otherwise than documented:\n{}", wrong.join("\n"));
    say(&format!("{} of {}", documented + examples.len(), distinct + total));
}

/// The pages of the documentation; `None` where they are not there.
fn corpus() -> Option<Vec<Value>> {
    let path = std::path::PathBuf::from(std::env::var_os("GRAPH_CORPUS")?);
    let path = if path.is_dir() { path.join("documented_gets.jsonl") } else { path };
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

/// The distinct templates, and those that are none, with the reason.
fn templates(pages: &[Value], left: &mut Vec<(String, &'static str)>) -> Vec<Template> {
    let written: BTreeMap<&str, ()> = pages
        .iter()
        .flat_map(|page| page["templates"].as_array().unwrap())
        .map(|text| (text.as_str().unwrap(), ()))
        .collect();
    let mut templates = Vec::new();
    for text in written.into_keys() {
        match Template::parse(text) {
            Ok(template) => templates.push(template),
            Err(reason) => left.push((text.to_owned(), reason)),
        }
    }
    templates
}

/// The examples that match a template of their page, and those that match none.
fn examples(pages: &[Value], templates: &mut Vec<Template>) -> (Vec<Example>, Vec<(String, &'static str)>) {
    let index: BTreeMap<String, usize> =
        templates.iter().enumerate().map(|(i, template)| (template.written.clone(), i)).collect();
    let (mut matched, mut unmatched) = (Vec::new(), Vec::new());
    for page in pages {
        let of_page: Vec<usize> = page["templates"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|text| index.get(text.as_str().unwrap()).copied())
            .collect();
        for example in page["examples"].as_array().unwrap() {
            let path = example["path"].as_str().unwrap_or_default();
            // A page on concepts has no template of its own, but shows requests of other pages, or of none: then the
            // example is its own template.
            let everywhere: Vec<usize> = (0..templates.len()).collect();
            let found = best(&of_page, templates, path).or_else(|| best(&everywhere, templates, path));
            match found.map(Ok).unwrap_or_else(|| own(path, templates)) {
                Ok((template, keys)) => matched.push(Example { template, keys, path: path.to_owned() }),
                Err(reason) => unmatched.push((path.to_owned(), reason)),
            }
        }
    }
    (matched, unmatched)
}

/// The template with the most of its own text that the path fits, and the keys.
fn best(among: &[usize], templates: &[Template], path: &str) -> Option<(usize, Vec<String>)> {
    let found = among.iter().filter_map(|template| {
        let keys = matching::keys(&templates[*template], path)?;
        Some((keys.iter().map(String::len).sum::<usize>(), *template, keys))
    });
    found.min().map(|(_, template, keys)| (template, keys))
}

/// The example as a template of its own; what it leaves in braces are its keys.
fn own(path: &str, templates: &mut Vec<Template>) -> Result<(usize, Vec<String>), &'static str> {
    let template = Template::parse(path)?;
    let keys = path.split('{').skip(1).filter_map(|rest| Some(format!("{{{}}}", rest.split_once('}')?.0))).collect();
    templates.push(template);
    Ok((templates.len() - 1, keys))
}

/// The same for every way of writing one path: percent-encoding and the letter case of fixed segments do not count, nor
/// does a slash at the end.
fn normal(path: &str) -> String {
    let path = path.split('?').next().unwrap_or(path).trim_end_matches('/');
    percent_encoding::percent_decode_str(path).decode_utf8_lossy().to_lowercase()
}
