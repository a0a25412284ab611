//! Every documented body, read with structs that are made from the service metadata.
//!
//! The examples are read from the file that `GRAPH_CORPUS` names, the metadata from `GRAPH_METADATA`; without them the
//! check is skipped. What makes the structs (`csdl`, `source`) knows nothing of the check.

mod cases;
#[path = "../corpus_paths/crates.rs"]
mod crates;
mod csdl;
mod source;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use cases::{Case, Reads};
use serde_json::Value;

/// The share, in per cent, of pages that may show values of another type than the metadata has.
const MOST_LEFT: usize = 3;

#[test]
fn every_documented_body_can_be_read() {
    let (Some(corpus), Some(metadata)) =
        (file("GRAPH_CORPUS", "documented_gets.jsonl"), file("GRAPH_METADATA", "graph-v1.0.xml"))
    else {
        println!("skipped: GRAPH_CORPUS and GRAPH_METADATA do not name the documented answers and the metadata");
        return;
    };
    let text = std::fs::read_to_string(&corpus).unwrap();
    let pages: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let schema = csdl::Schema::read(&std::fs::read_to_string(metadata).unwrap());
    let cases = cases::of(&schema, &pages);
    let lines = run(&schema, &cases, &corpus);
    assert_eq!(lines.len(), cases.len(), "the program says something of each body");

    let left: Vec<_> = cases.iter().zip(&lines).filter(|(_, line)| *line != "ok").collect();
    let mut out = std::io::stdout().lock();
    let typed = cases.iter().filter(|case| matches!(case.reads, Reads::One(_) | Reads::Many(_))).count();
    writeln!(out, "{typed} of them by a type of the metadata").unwrap();
    for (case, line) in &left {
        let reason = match line.contains("does not fit the type") {
            true => "the page shows a value of another type than the metadata has",
            false => "not known",
        };
        writeln!(out, "  {} as {:?}\n    {reason}: {line}", case.name, case.reads).unwrap();
    }
    writeln!(out, "{} of {}", cases.len() - left.len(), cases.len()).unwrap();
    assert!(left.iter().all(|(_, line)| line.contains("does not fit the type")), "what is left has a reason");
    assert!(left.len() * 100 <= cases.len() * MOST_LEFT, "too many are left");
}

/// The file that a variable names, or the one of that name in the folder that it names.
fn file(variable: &str, name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(variable)?);
    Some(if path.is_dir() { path.join(name) } else { path })
}

fn run(schema: &csdl::Schema, cases: &[Case], corpus: &Path) -> Vec<String> {
    let roots: BTreeSet<String> = cases
        .iter()
        .filter_map(|case| match &case.reads {
            Reads::One(name) | Reads::Many(name) => Some(name.clone()),
            Reads::Dynamic(_) | Reads::DynamicList(_) => None,
        })
        .collect();
    let mut main = String::from(
        "#![allow(dead_code, clippy::all)]\nmod harness;\nmod types;\nuse graph_resource::{Get, List};\nuse serde_json::Value;\nuse types::*;\n\n",
    );
    let blocks: Vec<_> = cases.chunks(40).collect();
    for (number, block) in blocks.iter().enumerate() {
        writeln!(main, "async fn block{number}(h: &harness::Harness) {{").unwrap();
        for Case { page, example, reads, .. } in *block {
            match reads {
                Reads::One(name) => writeln!(
                    main,
                    "    Box::pin(h.one({page}, {example}, |key| {}::one(key))).await;",
                    source::ident(name)
                ),
                Reads::Many(name) => writeln!(
                    main,
                    "    Box::pin(h.many({page}, {example}, |key| {}::many(key))).await;",
                    source::ident(name)
                ),
                Reads::Dynamic(ty) => writeln!(
                    main,
                    "    Box::pin(h.one({page}, {example}, |key| Get::<{ty}>::path(format!(\"/e/{{key}}\")))).await;"
                ),
                Reads::DynamicList(ty) => writeln!(
                    main,
                    "    Box::pin(h.many({page}, {example}, |key| List::<{ty}>::path(format!(\"/e/{{key}}\")))).await;"
                ),
            }
            .unwrap();
        }
        main.push_str("}\n\n");
    }
    main.push_str("#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n    let h = harness::Harness::start().await;\n");
    for number in 0..blocks.len() {
        writeln!(main, "    block{number}(&h).await;").unwrap();
    }
    main.push_str("}\n");
    let types = String::from(
        "use graph_resource::graph_resource;\nuse serde::{Deserialize, Serialize};\nuse serde_json::Value;\n",
    ) + &source::of(schema, &roots);
    let files = [("main.rs", main.as_str()), ("types.rs", &types), ("harness.rs", include_str!("harness.rs"))];
    let dependencies = "graph-resource-tests = { path = \"WORKSPACE/tests\" }\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n\
                        tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n";
    crates::run("corpus_bodies", dependencies, &files, &[("CORPUS_FILE", corpus.to_str().unwrap())])
}
