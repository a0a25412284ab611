//! The program that has a struct for each template, and prints a URL for each example.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::Example;
use crate::crates::{self, Program};
use crate::templates::Template;

/// What came of it.
pub struct Outcome {
    /// What the attribute says of the templates that it does not take.
    pub refused: BTreeMap<usize, String>,
    /// The URL of each example whose template it takes.
    pub urls: BTreeMap<usize, String>,
}

/// Writes, builds and runs it, without the templates that the compiler does not take.
pub fn run(templates: &[Template], examples: &[Example]) -> Outcome {
    let program = Program {
        name: "corpus_paths",
        features: "",
        dependencies: "",
    };
    let mut refused = BTreeMap::new();
    loop {
        let source = Source::of(templates, examples, &refused);
        let complaints = match program.build(&[("main.rs", &source.text)]) {
            Err(complaints) => complaints,
            Ok(built) => {
                let urls = crates::run(&built, &[]).into_iter();
                let urls = urls.filter_map(|line| {
                    line.split_once(' ')
                        .map(|(n, url)| (n.parse().unwrap(), url.to_owned()))
                });
                return Outcome {
                    refused,
                    urls: urls.collect(),
                };
            }
        };
        for complaint in complaints {
            let template = complaint
                .places
                .iter()
                .find_map(|(_, line)| source.lines.get(line));
            let template = *template
                .unwrap_or_else(|| panic!("the program does not compile: {}", complaint.message));
            refused.entry(template).or_insert_with(|| {
                complaint
                    .message
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            });
        }
    }
}

/// The program's text, and which template each of its lines is of.
struct Source {
    text: String,
    lines: BTreeMap<usize, usize>,
    line: usize,
}

impl Source {
    fn of(templates: &[Template], examples: &[Example], without: &BTreeMap<usize, String>) -> Self {
        let mut source = Source {
            text: String::new(),
            lines: BTreeMap::new(),
            line: 0,
        };
        source.add(None, "#![allow(dead_code)]");
        source.add(None, "use graph_resource::graph_resource;");
        let lists: BTreeSet<usize> = examples
            .iter()
            .filter(|example| example.is_collection)
            .map(|example| example.template)
            .collect();
        let reads = |index: usize| Reads::of(&templates[index], lists.contains(&index));
        for (index, template) in templates
            .iter()
            .enumerate()
            .filter(|(index, _)| !without.contains_key(index))
        {
            source.add(
                Some(index),
                &format!(
                    "#[graph_resource({}, select = false)]",
                    reads(index).argument(&template.attribute)
                ),
            );
            source.add(Some(index), "#[derive(serde::Deserialize)]");
            source.add(
                Some(index),
                &format!("struct T{index} {{ id: Option<String> }}"),
            );
        }
        // Functions of a few lines each: one of thousands takes the compiler much longer.
        let printed: Vec<_> = examples
            .iter()
            .enumerate()
            .filter(|(_, example)| !without.contains_key(&example.template))
            .collect();
        let blocks: Vec<_> = printed.chunks(50).collect();
        for (block, examples) in blocks.iter().enumerate() {
            source.add(None, &format!("fn print{block}() {{"));
            for (number, example) in *examples {
                let keys: Vec<_> = example
                    .matched
                    .keys
                    .iter()
                    .map(|key| format!("{key:?}"))
                    .collect();
                let (index, method) = (example.template, reads(example.template).method());
                source.add(
                    Some(index),
                    &format!(
                        "    println!(\"{number} {{}}\", T{index}::{method}({}));",
                        keys.join(", ")
                    ),
                );
            }
            source.add(None, "}");
        }
        source.add(None, "fn main() {");
        for block in 0..blocks.len() {
            source.add(None, &format!("    print{block}();"));
        }
        source.add(None, "}");
        source
    }

    fn add(&mut self, template: Option<usize>, line: &str) {
        self.line += 1;
        if let Some(template) = template {
            self.lines.insert(self.line, template);
        }
        writeln!(self.text, "{line}").unwrap();
    }
}

/// How an address is read, as its form and its examples tell.
enum Reads {
    Member,
    Single,
    Collection,
    Changes,
    Bytes,
}

impl Reads {
    fn of(template: &Template, list: bool) -> Self {
        let last = template.last_segment();
        let name = last.split('(').next().unwrap_or(last);
        match name.rsplit('.').next().unwrap_or(name) {
            "$value" | "content" => Reads::Bytes,
            "delta" => Reads::Changes,
            _ if template.ends_in_key() => Reads::Member,
            _ if list => Reads::Collection,
            _ => Reads::Single,
        }
    }

    fn argument(&self, path: &str) -> String {
        match self {
            Reads::Member | Reads::Single => format!("path = {path:?}"),
            Reads::Collection => format!("path = {path:?}, collection"),
            Reads::Changes => format!("delta(changes = {path:?})"),
            Reads::Bytes => format!("content(bytes = {path:?})"),
        }
    }

    fn method(&self) -> &'static str {
        match self {
            Reads::Member | Reads::Single => "get",
            Reads::Collection => "list",
            Reads::Changes => "changes",
            Reads::Bytes => "bytes",
        }
    }
}
