//! The lines of the manifest that the code needs.

use crate::scaffold::edm::{Dates, Guids, ValueTypes};

const SERDE: &str = "serde = { version = \"1\", features = [\"derive\"] }";
const SERDE_JSON: &str = "serde_json = \"1\"";
const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }";

/// A crate with types for values: the feature of the library, and its own line.
struct ValueCrate {
    feature: &'static str,
    line: &'static str,
}

const CHRONO: ValueCrate = ValueCrate {
    feature: "chrono",
    line: "chrono = { version = \"0.4\", features = [\"serde\"] }",
};
const TIME: ValueCrate = ValueCrate {
    feature: "time",
    line: "time = \"0.3\"",
};
const JIFF: ValueCrate = ValueCrate {
    feature: "jiff",
    line: "jiff = { version = \"0.2\", features = [\"serde\"] }",
};
const UUID: ValueCrate = ValueCrate {
    feature: "uuid",
    line: "uuid = { version = \"1\", features = [\"serde\"] }",
};

pub(crate) fn lines(code: &str, types: ValueTypes, is_program: bool) -> Vec<String> {
    let dates = match types.dates {
        Dates::Chrono => Some(CHRONO),
        Dates::Time => Some(TIME),
        Dates::Jiff => Some(JIFF),
        Dates::String => None,
    };
    let guids = (types.guids == Guids::Uuid).then_some(UUID);
    let mut crates: Vec<ValueCrate> = dates.into_iter().chain(guids).collect();
    crates.retain(|used| code.contains(&format!("{}::", used.feature)));
    let mut lines = vec![library(&crates), SERDE.to_owned()];
    if code.contains("serde_json::") {
        lines.push(SERDE_JSON.to_owned());
    }
    if is_program {
        lines.push(TOKIO.to_owned());
    }
    lines.extend(crates.iter().map(|used| used.line.to_owned()));
    lines
}

fn library(crates: &[ValueCrate]) -> String {
    let version = env!("CARGO_PKG_VERSION");
    if crates.is_empty() {
        return format!("graph-resource = \"{version}\"");
    }
    let features: Vec<String> = crates
        .iter()
        .map(|used| format!("\"{}\"", used.feature))
        .collect();
    let features = features.join(", ");
    format!("graph-resource = {{ version = \"{version}\", features = [{features}] }}")
}
