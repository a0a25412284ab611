//! Schemas that cannot be read.

use graph_resource_schema::SchemaError;

/// What the library recommends, for which the command names the exact call.
const REMEDIES: [&str; 3] = [
    ": write it again",
    ", or write it again",
    ", or write the schema again",
];

/// Returns why the schema cannot be read, without what to do about it.
pub(crate) fn reason(error: &SchemaError) -> String {
    let message = error.to_string();
    let mut stripped = REMEDIES.iter().filter_map(|end| message.strip_suffix(end));
    match stripped.next() {
        Some(reason) => reason.to_owned(),
        None => message,
    }
}
