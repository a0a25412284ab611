//! The names and values of system query options.

use graph_resource_schema::nearest;

use super::error::ScaffoldError;
use super::input::QueryOption;

/// Those that a user writes come first, so that a suggestion is one of them.
const KNOWN: [&str; 15] = [
    "$select",
    "$expand",
    "$filter",
    "$orderby",
    "$search",
    "$top",
    "$skip",
    "$count",
    "$levels",
    "$format",
    "$apply",
    "$compute",
    "$skiptoken",
    "$deltatoken",
    "$schemaversion",
];

/// Checks the name of an option that begins with `$`, and its value if it is a number or a Boolean.
pub(crate) fn check_option(option: &QueryOption) -> Result<(), ScaffoldError> {
    let (name, value) = (option.name.to_lowercase(), option.value.trim());
    if !name.starts_with('$') {
        return Ok(());
    }
    if !KNOWN.contains(&name.as_str()) {
        return Err(unknown(&option.name));
    }
    let is_placeholder = value.starts_with(['{', '<']);
    let expected = match name.as_str() {
        _ if is_placeholder => return Ok(()),
        "$top" | "$skip" if value.parse::<u64>().is_err() => "a number",
        "$count" if !["true", "false"].contains(&value.to_lowercase().as_str()) => {
            "`true` or `false`"
        }
        _ => return Ok(()),
    };
    Err(ScaffoldError::new(format!(
        "`{name}` has to be {expected}, not `{value}`"
    )))
}

fn unknown(name: &str) -> ScaffoldError {
    let hint = match nearest(name, KNOWN) {
        Some(similar) => format!(": did you mean `{similar}`?"),
        None => String::new(),
    };
    ScaffoldError::new(format!("there is no query option `{name}`{hint}"))
}
