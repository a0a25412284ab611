//! The lists of the flags `--fields` and `--expand`.

use super::error::ScaffoldError;
use super::odata::list;
use super::wants::Wants;

/// Returns the names of `--fields`, each once.
pub(crate) fn parse(text: &str) -> Result<String, ScaffoldError> {
    let mut names: Vec<&str> = Vec::new();
    for name in list::split(text, ',') {
        if !name.split('/').all(is_name) {
            return Err(ScaffoldError::new(format!(
                "`--fields` names `{name}`, which cannot be the name of a property: separate the names with commas"
            )));
        }
        if !names.iter().any(|other| other.eq_ignore_ascii_case(name)) {
            names.push(name);
        }
    }
    if names.is_empty() {
        return Err(empty("--fields"));
    }
    Ok(names.join(","))
}

/// The error of a flag without a name.
pub(crate) fn empty(flag: &str) -> ScaffoldError {
    ScaffoldError::new(format!(
        "`{flag}` names no property: leave it out, or separate the names with commas"
    ))
}

/// Properties, types, and annotations.
fn is_name(segment: &str) -> bool {
    let mut chars = segment.chars();
    let starts = chars
        .next()
        .is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '@'));
    starts && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '@'))
}

/// Only expanding reads the entities that a property leads to.
pub(crate) fn check_values(wants: &Wants<'_>) -> Result<(), ScaffoldError> {
    for wanted in &wants.properties {
        if wanted
            .declared
            .is_some_and(|property| property.is_navigation())
        {
            let name = &wanted.name;
            return Err(ScaffoldError::new(format!(
                "`{name}` is a navigation property, which `--fields` does not read: name it with `--expand {name}`"
            )));
        }
        check_values(&wanted.of)?;
    }
    Ok(())
}
