//! The dependencies of the code.

use crate::scaffold::edm::{Dates, Guids, ValueTypes};

/// A crate that the code uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
    pub(crate) features: Vec<&'static str>,
}

/// The crate that the command belongs to.
pub(crate) const LIBRARY: &str = "graph-resource";

/// Crates with types for values, each with its version and its own features. The library has a feature for each.
const CHRONO: (&str, &str, &[&str]) = ("chrono", "0.4", &["serde"]);
const TIME: (&str, &str, &[&str]) = ("time", "0.3", &[]);
const JIFF: (&str, &str, &[&str]) = ("jiff", "0.2", &["serde"]);
const UUID: (&str, &str, &[&str]) = ("uuid", "1", &["serde"]);

/// Returns what the code needs, the library first.
pub(crate) fn of(code: &str, types: ValueTypes, is_program: bool) -> Vec<Dependency> {
    let dates = match types.dates {
        Dates::Chrono => Some(CHRONO),
        Dates::Time => Some(TIME),
        Dates::Jiff => Some(JIFF),
        Dates::String => None,
    };
    let guids = (types.guids == Guids::Uuid).then_some(UUID);
    let used = dates.into_iter().chain(guids);
    let used = used.filter(|(name, ..)| code.contains(&format!("{name}::")));
    let values: Vec<Dependency> = used
        .map(|(name, version, features)| dependency(name, version, features))
        .collect();
    let features: Vec<&str> = values.iter().map(|value| value.name).collect();
    let mut all = vec![
        dependency(LIBRARY, env!("CARGO_PKG_VERSION"), &features),
        dependency("serde", "1", &["derive"]),
    ];
    if code.contains("serde_json::") {
        all.push(dependency("serde_json", "1", &[]));
    }
    if is_program {
        all.push(dependency("tokio", "1", &["macros", "rt-multi-thread"]));
    }
    all.extend(values);
    all
}

fn dependency(name: &'static str, version: &'static str, features: &[&'static str]) -> Dependency {
    Dependency {
        name,
        version,
        features: features.to_vec(),
    }
}
