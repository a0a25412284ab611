//! Every exported name is used as a program would: types in the fields of a struct, traits as bounds of functions.

mod bounds;
mod traits;
mod types;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex_lite::Regex;

/// Exported under a feature that these tests do not have.
const OF_OTHER_FEATURES: [&str; 1] = ["azure_transport"];

#[test]
fn every_exported_name_is_used() {
    let used = [include_str!("types.rs"), include_str!("bounds.rs")].concat();
    let word = Regex::new(r"\w+").unwrap();
    let used: BTreeSet<&str> = word.find_iter(&used).map(|word| word.as_str()).collect();
    let exported = exported_names();
    assert!(exported.len() > 100, "{exported:?}");
    let unused: Vec<_> = exported
        .iter()
        .filter(|name| !used.contains(name.as_str()) && !OF_OTHER_FEATURES.contains(&name.as_str()))
        .filter(|name| !INTERNAL.contains(&name.as_str()))
        .collect();
    assert!(unused.is_empty(), "not used from outside: {unused:?}");
}

/// The derive that the attribute adds, which only errors name.
const INTERNAL: [&str; 1] = ["GraphResource"];

/// The names that the runtime exports with `pub use`, and those of the kinds in `query::edm` and `auth::kind`.
fn exported_names() -> BTreeSet<String> {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src");
    let mut sources = Vec::new();
    collect(&runtime, &mut sources);
    let export = Regex::new(r"(?m)^ *pub use ([^;]+);").unwrap();
    let name = Regex::new(r"\w+$").unwrap();
    let mut names = BTreeSet::new();
    for source in &sources {
        for found in export.captures_iter(source) {
            let path = found[1].trim_end_matches('}');
            let list = path.rsplit_once('{').map_or(path, |(_, list)| list);
            let exported = list.split(',').map(str::trim);
            names.extend(exported.filter_map(|path| Some(name.find(path)?.as_str().to_owned())));
        }
    }
    let kinds = fs::read_to_string(runtime.join("query/edm.rs")).unwrap();
    let kind = Regex::new(r"(?m)^impl\S* \w+ for (\w+)").unwrap();
    names.extend(kind.captures_iter(&kinds).map(|found| found[1].to_owned()));
    names
}

/// The sources of what users see: everything but what the code that the attribute generates refers to, and what only the
/// compiler's messages name.
fn collect(folder: &Path, sources: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("private") {
            collect(&path, sources);
        } else if path.is_file() && !path.ends_with("diagnostics.rs") {
            sources.push(fs::read_to_string(path).unwrap());
        }
    }
}
