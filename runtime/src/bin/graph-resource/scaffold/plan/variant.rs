//! The names of an enum's variants.

use crate::scaffold::names;

/// `Self` cannot be the name of a variant.
pub(super) fn variant_name(name: &str) -> String {
    if name == "Self" || name.is_empty() {
        format!("{name}Value")
    } else {
        name.to_owned()
    }
}

/// A name for the variant of unknown members that no member has.
pub(super) fn free_unknown(taken: &mut Vec<String>) -> String {
    let candidates = ["Unknown", "Other", "Unrecognized"];
    let free = candidates
        .into_iter()
        .find(|name| !taken.iter().any(|taken| taken == name));
    match free {
        Some(name) => name.to_owned(),
        None => names::free("Unknown", taken),
    }
}
