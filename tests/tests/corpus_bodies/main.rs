//! Every documented body is read with structs generated from the service metadata.
//!
//! The examples are read from the file that `GRAPH_CORPUS` names, and the metadata from the file that `GRAPH_METADATA`
//! names. Without them the test is skipped. The modules that generate the structs (`csdl`, `names`, `source`) do not
//! depend on the test.

mod cases;
mod compare;
#[path = "../corpus_paths/crates.rs"]
mod crates;
mod csdl;
mod names;
mod route;
mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use cases::{Call, Case};
use csdl::Schema;
use serde_json::Value;

#[test]
fn every_documented_body_can_be_read() {
    let (Some(corpus), Some(metadata)) = (
        file("GRAPH_CORPUS", "documented_gets.jsonl"),
        file("GRAPH_METADATA", "graph-v1.0.xml"),
    ) else {
        // The test runner captures `println!`, but not writes to the stream itself.
        let reason = "skipped: GRAPH_CORPUS and GRAPH_METADATA do not name the documented responses and the metadata";
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
        "the program prints a line for each body"
    );

    let failures: Vec<_> = cases
        .iter()
        .zip(&lines)
        .filter_map(|(case, line)| {
            Some((
                case,
                failure(&schema, case, case.documented(&schema, &pages), line)?,
            ))
        })
        .collect();
    let mut out = std::io::stdout().lock();
    let mut report = |line: String| writeln!(out, "{line}").unwrap();
    let mut typed = 0;
    let mut known = 0;
    let mut unknown = 0;
    for case in &cases {
        if let Some(ty) = case.typed() {
            typed += 1;
            compare::count(
                &schema,
                &ty,
                case.documented(&schema, &pages),
                &mut known,
                &mut unknown,
            );
        }
    }
    report(format!(
        "{typed} as a type of the metadata, which has {known} of their {} properties",
        known + unknown
    ));
    let text = cases
        .iter()
        .filter(|case| matches!(case.call, Call::Text | Call::Count))
        .count();
    report(format!(
        "{text} as text, {} as a Rust type or as arbitrary JSON",
        cases.len() - typed - text
    ));
    report(format!(
        "{} of {}",
        cases.len() - failures.len(),
        cases.len()
    ));
    for (case, (_, reason)) in &failures {
        report(format!("  {} as {:?}\n    {reason}", case.name, case.call));
    }
    assert!(
        failures
            .iter()
            .all(|(_, (is_documentation_mistake, _))| *is_documentation_mistake),
        "only mistakes in the documentation may fail"
    );
}

/// The file that an environment variable names, or the file `name` in the folder that it names.
fn file(variable: &str, name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(variable)?);
    Some(if path.is_dir() { path.join(name) } else { path })
}

/// Why a body was not read as documented, and whether the documentation is at fault.
fn failure(schema: &Schema, case: &Case, documented: &Value, line: &str) -> Option<(bool, String)> {
    let output: Value = serde_json::from_str(line).unwrap();
    let ty = case.typed();
    match output["error"].as_str() {
        None => compare::difference(schema, ty.as_ref(), &output["read"], documented, "")
            .map(|difference| (false, difference)),
        Some(_) if case.call == Call::Text && case.media_type.contains("json") => {
            let text = documented.as_str().unwrap_or_default();
            let error = serde_json::from_str::<Value>(text).err()?;
            Some((
                true,
                format!("documentation: the page says JSON, but shows something else: {error}"),
            ))
        }
        Some(error) => Some(
            match ty.and_then(|ty| compare::type_mismatch(schema, &ty, documented, "")) {
                Some(mismatch) => (true, format!("documentation: {mismatch}")),
                None => (false, error.to_owned()),
            },
        ),
    }
}

/// The line that the generated program prints for each body.
fn run(schema: &Schema, cases: &[Case], pages: &[Value], corpus: &Path) -> Vec<String> {
    let mut roots = BTreeMap::new();
    let mut expanded = BTreeSet::new();
    for case in cases {
        if let Some(ty) = case.typed() {
            compare::expanded(schema, &ty, case.documented(schema, pages), &mut expanded);
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
    let built = program.build(&files).unwrap_or_else(|errors| {
        let first = errors
            .iter()
            .take(5)
            .map(|error| format!("{}, at {:?}", error.message, error.locations));
        let first: Vec<_> = first.collect();
        panic!(
            "the generated types do not compile, {} errors: {}",
            errors.len(),
            first.join("\n")
        )
    });
    crates::run(&built, &[("CORPUS_FILE", corpus.to_str().unwrap())])
}

fn main_rs(cases: &[Case]) -> String {
    let mut main = String::from(
        "#![recursion_limit = \"512\"]\n\nmod harness;\nmod types;\n\nuse graph_resource::{Get, List};\n\n",
    );
    // Short functions: a single one of thousands of lines takes much longer to compile.
    let blocks: Vec<_> = cases.chunks(40).collect();
    for (number, block) in blocks.iter().enumerate() {
        writeln!(main, "async fn block{number}(h: &harness::Harness) {{").unwrap();
        for Case {
            page,
            example,
            call,
            ..
        } in *block
        {
            let at = format!("{page}, {example}");
            let call = match call {
                Call::One(name) => {
                    format!("one({at}, |key| types::{}::one(key))", names::of_type(name))
                }
                Call::Many(name) => format!(
                    "many({at}, |key| types::{}::many(key))",
                    names::of_type(name)
                ),
                Call::Dynamic(ty) => {
                    format!("one({at}, |key| Get::<{ty}>::path(format!(\"/e/{{key}}\")))")
                }
                Call::DynamicList(ty) => {
                    format!("many({at}, |key| List::<{ty}>::path(format!(\"/e/{{key}}\")))")
                }
                Call::Text => format!("text({at})"),
                Call::Count => format!("count({at})"),
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
