//! The limit for URLs that grow with the struct.

use crate::query::derived_parts::DerivedPart;

/// The longest URL whose `$select` and `$expand` are derived. Services reject longer ones, with errors that say nothing of
/// the struct.
pub(crate) const MAX_DERIVED_URL: usize = 8192;

/// The number of parts that the message names.
const NAMED_PARTS: usize = 5;

/// Explains that the path and the derived parts exceed the limit, or returns `None` if they do not.
pub(crate) fn fault(path_length: usize, mut parts: Vec<DerivedPart>) -> Option<String> {
    let length: usize = parts.iter().map(|part| part.length).sum();
    let length = path_length + length;
    if length <= MAX_DERIVED_URL {
        return None;
    }
    parts.sort_by_key(|part| std::cmp::Reverse(part.length));
    let largest = parts.iter().take(NAMED_PARTS);
    let largest: Vec<String> = largest
        .map(|part| format!("`{}` ({} bytes)", part.name, part.length))
        .collect();
    let others = match parts.len().saturating_sub(NAMED_PARTS) {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    Some(format!(
        "the URL that the struct derives is {length} bytes long, more than {MAX_DERIVED_URL}: {}{others}; select or expand less with `.select(…)`, `.without_expand()`, or options such as `.expand(f.members.expand().without_expand())`, or remove fields",
        largest.join(", ")
    ))
}
