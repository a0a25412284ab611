//! Every documented body, read with structs that are made from the service metadata.
//!
//! The examples are read from the file that `GRAPH_CORPUS` names, the metadata from `GRAPH_METADATA`; without them the
//! check is skipped. What makes the structs (`csdl`, `names`, `source`) knows nothing of the check.

mod cases;
#[path = "../corpus_paths/crates.rs"]
mod crates;
mod csdl;
mod fit;
mod names;
mod route;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use cases::{Case, Reads};
use csdl::Schema;
use serde_json::Value;

#[test]
fn every_documented_body_can_be_read() {
    let (Some(corpus), Some(metadata)) = (
        file("GRAPH_CORPUS", "documented_gets.jsonl"),
        file("GRAPH_METADATA", "graph-v1.0.xml"),
    ) else {
        // Not by `println!`, which the test runner keeps to itself.
        let reason = "skipped: GRAPH_CORPUS and GRAPH_METADATA do not name the documented answers and the metadata";
        writeln!(std::io::stdout(), "{reason}").unwrap();
        return;
    };
    let text = std::fs::read_to_string(&corpus).unwrap();
    let pages: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let schema = Schema::read(&std::fs::read_to_string(metadata).unwrap());
    let cases = cases::of(&schema, &pages);
    let lines = run(&schema, &cases, &pages, &corpus);
    assert_eq!(
        lines.len(),
        cases.len(),
        "the program says something of each body"
    );

    let left: Vec<_> = cases
        .iter()
        .zip(&lines)
        .filter_map(|(case, line)| {
            Some((
                case,
                left(&schema, case, case.documented(&schema, &pages), line)?,
            ))
        })
        .collect();
    let mut out = std::io::stdout().lock();
    let mut say = |line: String| writeln!(out, "{line}").unwrap();
    let (mut typed, mut known, mut unknown) = (0, 0, 0);
    for case in &cases {
        if let Some(ty) = case.typed() {
            typed += 1;
            fit::count(
                &schema,
                &ty,
                case.documented(&schema, &pages),
                &mut known,
                &mut unknown,
            );
        }
    }
    say(format!(
        "{typed} by a type of the metadata, which has {known} of their {} properties",
        known + unknown
    ));
    let text = cases
        .iter()
        .filter(|case| matches!(case.reads, Reads::Text | Reads::Count))
        .count();
    say(format!(
        "{text} as text, {} by a type of Rust's or as JSON of any form",
        cases.len() - typed - text
    ));
    say(format!("{} of {}", cases.len() - left.len(), cases.len()));
    for (case, (_, reason)) in &left {
        say(format!("  {} as {:?}\n    {reason}", case.name, case.reads));
    }
    assert!(
        left.iter().all(|(_, (excused, _))| *excused),
        "only mistakes of the documentation may be left"
    );
}

/// The file that a variable names, or the one of that name in the folder that it names.
fn file(variable: &str, name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(variable)?);
    Some(if path.is_dir() { path.join(name) } else { path })
}

/// Why a body was not read as it is documented, and whether that is the documentation's mistake.
fn left(schema: &Schema, case: &Case, documented: &Value, line: &str) -> Option<(bool, String)> {
    let said: Value = serde_json::from_str(line).unwrap();
    let ty = case.typed();
    match said["error"].as_str() {
        None => fit::difference(schema, ty.as_ref(), &said["read"], documented, "")
            .map(|difference| (false, difference)),
        Some(_) if case.reads == Reads::Text && case.media_type.contains("json") => {
            let text = documented.as_str().unwrap_or_default();
            let mistake = serde_json::from_str::<Value>(text).err()?;
            Some((
                true,
                format!("documentation: the page says JSON, and shows none: {mistake}"),
            ))
        }
        Some(error) => Some(
            match ty.and_then(|ty| fit::mistake(schema, &ty, documented, "")) {
                Some(mistake) => (true, format!("documentation: {mistake}")),
                None => (false, error.to_owned()),
            },
        ),
    }
}

/// What the generated program says of each body.
fn run(schema: &Schema, cases: &[Case], pages: &[Value], corpus: &Path) -> Vec<String> {
    let (mut roots, mut expanded) = (BTreeMap::new(), BTreeSet::new());
    for case in cases {
        if let Some(ty) = case.typed() {
            fit::expanded(schema, &ty, case.documented(schema, pages), &mut expanded);
            roots.insert(
                ty.name,
                "get(one = \"/e/<key>\"), list(many = \"/e/<key>\")".to_owned(),
            );
        }
    }
    let types = source::Scaffold {
        schema,
        roots: &roots,
        expanded: &expanded,
    }
    .source();
    let types = format!("#![allow(dead_code, unused_imports, clippy::all)]\n{types}");
    let main = main_rs(cases);
    let files = [
        ("main.rs", main.as_str()),
        ("types.rs", &types),
        ("harness.rs", include_str!("harness.rs")),
    ];
    let program = crates::Program {
        name: "corpus_bodies",
        features: "",
        dependencies: "graph-resource-tests = { path = \"WORKSPACE/tests\" }\n\
                       serde_json = { version = \"1\", features = [\"raw_value\"] }\n\
                       tokio = { version = \"1\", features = [\"macros\", \"rt\"] }\n",
    };
    let built = program.build(&files).unwrap_or_else(|complaints| {
        let first = complaints
            .iter()
            .take(5)
            .map(|complaint| format!("{}, at {:?}", complaint.message, complaint.places));
        let first: Vec<_> = first.collect();
        panic!(
            "the generated types do not compile, {} errors: {}",
            complaints.len(),
            first.join("\n")
        )
    });
    crates::run(&built, &[("CORPUS_FILE", corpus.to_str().unwrap())])
}

fn main_rs(cases: &[Case]) -> String {
    let mut main = String::from(
        "#![recursion_limit = \"512\"]\n\nmod harness;\nmod types;\n\nuse graph_resource::{Get, List};\n\n",
    );
    // Functions of a few lines each: one of thousands takes the compiler much longer.
    let blocks: Vec<_> = cases.chunks(40).collect();
    for (number, block) in blocks.iter().enumerate() {
        writeln!(main, "async fn block{number}(h: &harness::Harness) {{").unwrap();
        for Case {
            page,
            example,
            reads,
            ..
        } in *block
        {
            let at = format!("{page}, {example}");
            let call = match reads {
                Reads::One(name) => {
                    format!("one({at}, |key| types::{}::one(key))", names::of_type(name))
                }
                Reads::Many(name) => format!(
                    "many({at}, |key| types::{}::many(key))",
                    names::of_type(name)
                ),
                Reads::Dynamic(ty) => {
                    format!("one({at}, |key| Get::<{ty}>::at_path(format!(\"/e/{{key}}\")))")
                }
                Reads::DynamicList(ty) => {
                    format!("many({at}, |key| List::<{ty}>::at_path(format!(\"/e/{{key}}\")))")
                }
                Reads::Text => format!("text({at})"),
                Reads::Count => format!("count({at})"),
            };
            writeln!(main, "    Box::pin(h.{call}).await;").unwrap();
        }
        main.push_str("}\n\n");
    }
    main.push_str("#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n    let h = harness::Harness::start().await;\n");
    for number in 0..blocks.len() {
        writeln!(main, "    block{number}(&h).await;").unwrap();
    }
    main + "}\n"
}
