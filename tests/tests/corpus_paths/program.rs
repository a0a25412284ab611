//! Generates a program with a struct for each template that prints a URL for each example.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::Example;
use crate::crates::{self, Program};
use crate::templates::Template;

/// The outcome of building and running the program.
pub struct Outcome {
    /// The attribute's error for each template that it rejects.
    pub rejected: BTreeMap<usize, String>,
    /// The URL of each example whose template is accepted.
    pub urls: BTreeMap<usize, String>,
}

/// Writes, builds and runs the program, without the templates that the compiler rejects.
pub fn run(templates: &[Template], examples: &[Example]) -> Outcome {
    let program = Program {
        name: "corpus_paths",
        features: "",
        dependencies: "",
    };
    let mut rejected = BTreeMap::new();
    loop {
        let source = Source::of(templates, examples, &rejected);
        let errors = match program.build(&[("main.rs", &source.text)]) {
            Err(errors) => errors,
            Ok(built) => {
                let urls = crates::run(&built, &[]).into_iter();
                let urls = urls.filter_map(|line| {
                    line.split_once(' ')
                        .map(|(n, url)| (n.parse().unwrap(), url.to_owned()))
                });
                return Outcome {
                    rejected,
                    urls: urls.collect(),
                };
            }
        };
        for error in errors {
            let template = error
                .locations
                .iter()
                .find_map(|(_, line)| source.lines.get(line));
            let template = *template
                .unwrap_or_else(|| panic!("the program does not compile: {}", error.message));
            rejected
                .entry(template)
                .or_insert_with(|| error.message.lines().next().unwrap_or_default().to_owned());
        }
    }
}

/// The program's source, and the template of each line.
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
        let endpoints = endpoints(templates, examples);
        source.add(None, "#![allow(dead_code)]");
        source.add(None, "use graph_resource::graph_resource;");
        for (index, template) in templates.iter().enumerate() {
            if !without.contains_key(&index) {
                source.add_struct(index, &endpoints[index].argument(&template.attribute));
            }
        }
        // Short functions: a single one of thousands of lines takes much longer to compile.
        let printed: Vec<_> = examples
            .iter()
            .enumerate()
            .filter(|(_, example)| !without.contains_key(&example.template))
            .collect();
        let blocks: Vec<_> = printed.chunks(50).collect();
        for (block, examples) in blocks.iter().enumerate() {
            source.add_block(block, examples, &endpoints);
        }
        source.add(None, "fn main() {");
        for block in 0..blocks.len() {
            source.add(None, &format!("    print{block}();"));
        }
        source.add(None, "}");
        source
    }

    fn add_struct(&mut self, index: usize, argument: &str) {
        self.add(
            Some(index),
            &format!("#[graph_resource({argument}, select = false)]"),
        );
        self.add(Some(index), "#[derive(serde::Deserialize)]");
        self.add(
            Some(index),
            &format!("struct T{index} {{ id: Option<String> }}"),
        );
    }

    /// A function that prints the URLs of these examples.
    fn add_block(&mut self, block: usize, examples: &[(usize, &Example)], endpoints: &[Endpoint]) {
        self.add(None, &format!("fn print{block}() {{"));
        for (number, example) in examples {
            let index = example.template;
            let method = endpoints[index].method();
            let keys: Vec<_> = example
                .matched
                .keys
                .iter()
                .map(|key| format!("{key:?}"))
                .collect();
            let keys = keys.join(", ");
            let line = format!("    println!(\"{number} {{}}\", T{index}::{method}({keys}));");
            self.add(Some(index), &line);
        }
        self.add(None, "}");
    }

    fn add(&mut self, template: Option<usize>, line: &str) {
        self.line += 1;
        if let Some(template) = template {
            self.lines.insert(self.line, template);
        }
        writeln!(self.text, "{line}").unwrap();
    }
}

/// The kind of each template's endpoint.
fn endpoints(templates: &[Template], examples: &[Example]) -> Vec<Endpoint> {
    let lists: BTreeSet<usize> = examples
        .iter()
        .filter(|example| example.is_collection)
        .map(|example| example.template)
        .collect();
    templates
        .iter()
        .enumerate()
        .map(|(index, template)| Endpoint::of(template, lists.contains(&index)))
        .collect()
}

/// The kind of endpoint, according to its path and examples.
enum Endpoint {
    Member,
    Single,
    Collection,
    Changes,
    Bytes,
}

impl Endpoint {
    fn of(template: &Template, list: bool) -> Self {
        let last = template.last_segment();
        let name = last.split('(').next().unwrap_or(last);
        match name.rsplit('.').next().unwrap_or(name) {
            "$value" | "content" => Endpoint::Bytes,
            "delta" => Endpoint::Changes,
            _ if template.ends_in_key() => Endpoint::Member,
            _ if list => Endpoint::Collection,
            _ => Endpoint::Single,
        }
    }

    fn argument(&self, path: &str) -> String {
        match self {
            Endpoint::Member | Endpoint::Single => format!("path = {path:?}"),
            Endpoint::Collection => format!("path = {path:?}, collection"),
            Endpoint::Changes => format!("delta(changes = {path:?})"),
            Endpoint::Bytes => format!("content(bytes = {path:?})"),
        }
    }

    fn method(&self) -> &'static str {
        match self {
            Endpoint::Member | Endpoint::Single => "get",
            Endpoint::Collection => "list",
            Endpoint::Changes => "changes",
            Endpoint::Bytes => "bytes",
        }
    }
}
