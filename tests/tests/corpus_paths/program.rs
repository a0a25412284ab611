//! The program that has a struct for each template, and prints a URL for each example.

use std::fmt::Write;

use crate::templates::Template;
use crate::{Example, crates};

/// Writes, builds and runs it.
pub fn run(templates: &[Template], examples: &[Example]) -> Vec<String> {
    crates::run("corpus_paths", "", &[("main.rs", &source(templates, examples))], &[])
}

fn source(templates: &[Template], examples: &[Example]) -> String {
    let mut source = String::from("#![allow(dead_code)]\n\nuse graph_resource::graph_resource;\n");
    for (index, template) in templates.iter().enumerate() {
        writeln!(
            source,
            "\n#[graph_resource(get(read = {:?}))]\n#[derive(serde::Deserialize)]\nstruct T{index} {{\n    id: Option<String>,\n}}",
            template.attribute
        )
        .unwrap();
    }
    // Functions of a few lines each: one of thousands takes the compiler much longer.
    for (number, block) in examples.chunks(50).enumerate() {
        writeln!(source, "\nfn print{number}() {{").unwrap();
        for example in block {
            let keys: Vec<String> = example.keys.iter().map(|key| format!("{key:?}")).collect();
            writeln!(source, "    println!(\"{{}}\", T{}::read({}).select_all());", example.template, keys.join(", "))
                .unwrap();
        }
        source.push_str("}\n");
    }
    source.push_str("\nfn main() {\n");
    for number in 0..examples.len().div_ceil(50) {
        writeln!(source, "    print{number}();").unwrap();
    }
    source + "}\n"
}
