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
    let corpus = file("GRAPH_CORPUS", "documented_gets.jsonl");
    let metadata = file("GRAPH_METADATA", "graph-v1.0.xml");
    let (Some(corpus), Some(metadata)) = (corpus, metadata) else {
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

    let mut failures = Vec::new();
    for (case, line) in cases.iter().zip(&lines) {
        if let Some(failure) = failure(&schema, case, case.documented(&schema, &pages), line) {
            failures.push((case, failure));
        }
    }
    report(&schema, &cases, &pages, &failures).unwrap();
    assert!(
        failures
            .iter()
            .all(|(_, failure)| failure.is_documentation_mistake),
        "only mistakes in the documentation may fail"
    );
}

/// Why a body was not read as documented.
struct Failure {
    is_documentation_mistake: bool,
    reason: String,
}

/// Prints the counts, and the reason for each failure.
fn report(
    schema: &Schema,
    cases: &[Case],
    pages: &[Value],
    failures: &[(&Case, Failure)],
) -> std::io::Result<()> {
    let mut typed = 0;
    let mut known = 0;
    let mut unknown = 0;
    for case in cases {
        if let Some(ty) = case.typed() {
            typed += 1;
            let documented = case.documented(schema, pages);
            compare::count(schema, &ty, documented, &mut known, &mut unknown);
        }
    }
    let text = cases
        .iter()
        .filter(|case| matches!(case.call, Call::Text | Call::Count))
        .count();
    let rest = cases.len() - typed - text;
    let properties = known + unknown;

    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "{typed} as a type of the metadata, which has {known} of their {properties} properties"
    )?;
    writeln!(
        out,
        "{text} as text, {rest} as a Rust type or as arbitrary JSON"
    )?;
    writeln!(out, "{} of {}", cases.len() - failures.len(), cases.len())?;
    for (case, failure) in failures {
        let reason = &failure.reason;
        writeln!(out, "  {} as {:?}\n    {reason}", case.name, case.call)?;
    }
    Ok(())
}

/// The file that an environment variable names, or the file `name` in the folder that it names.
fn file(variable: &str, name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(std::env::var_os(variable)?);
    Some(if path.is_dir() { path.join(name) } else { path })
}

fn failure(schema: &Schema, case: &Case, documented: &Value, line: &str) -> Option<Failure> {
    let output: Value = serde_json::from_str(line).unwrap();
    let ty = case.typed();
    let Some(error) = output["error"].as_str() else {
        let reason = compare::difference(schema, ty.as_ref(), &output["read"], documented, "")?;
        return Some(Failure {
            is_documentation_mistake: false,
            reason,
        });
    };
    if case.call == Call::Text && case.media_type.contains("json") {
        let text = documented.as_str().unwrap_or_default();
        let error = serde_json::from_str::<Value>(text).err()?;
        return Some(Failure {
            is_documentation_mistake: true,
            reason: format!("documentation: the page says JSON, but shows something else: {error}"),
        });
    }
    let mismatch = ty.and_then(|ty| compare::type_mismatch(schema, &ty, documented, ""));
    Some(Failure {
        is_documentation_mistake: mismatch.is_some(),
        reason: match mismatch {
            Some(mismatch) => format!("documentation: {mismatch}"),
            None => error.to_owned(),
        },
    })
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
                "get(one = \"/e/<key>\"), list(many = \"/e/<key>/x\")".to_owned(),
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
        for case in *block {
            writeln!(main, "    Box::pin(h.{}).await;", harness_call(case)).unwrap();
        }
        main.push_str("}\n\n");
    }
    main.push_str("#[tokio::main(flavor = \"current_thread\")]\nasync fn main() {\n    let h = harness::Harness::start().await;\n");
    for number in 0..blocks.len() {
        writeln!(main, "    block{number}(&h).await;").unwrap();
    }
    main + "}\n"
}

/// The harness's method for this case, and its arguments.
fn harness_call(case: &Case) -> String {
    let at = format!("{}, {}", case.page, case.example);
    match &case.call {
        Call::One(name) => {
            let ty = names::of_type(name);
            format!("one({at}, |key| types::{ty}::one(key))")
        }
        Call::Many(name) => {
            let ty = names::of_type(name);
            format!("many({at}, |key| types::{ty}::many(key))")
        }
        Call::Dynamic(ty) => {
            format!("one({at}, |key| Get::<{ty}>::at_path(format!(\"/e/{{key}}\")))")
        }
        Call::DynamicList(ty) => {
            format!("many({at}, |key| List::<{ty}>::at_path(format!(\"/e/{{key}}\")))")
        }
        Call::Text => format!("text({at})"),
        Call::Count => format!("count({at})"),
    }
}
