//! Spelling suggestions.

/// Returns the name that is most similar to a misspelled one, in any letter case, if any is similar enough.
///
/// ```
/// use graph_resource_schema::nearest;
///
/// let known = ["displayName", "givenName", "mail"];
/// assert_eq!(nearest("displayNmae", known), Some("displayName"));
/// assert_eq!(nearest("DISPLAYNAME", known), Some("displayName"));
/// assert_eq!(nearest("manager", known), None);
/// ```
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    // As the compiler does for its own suggestions.
    let limit = name.chars().count().max(3) / 3;
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        if candidate.len().abs_diff(name.len()) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&name, &candidate.to_lowercase());
        let is_better = best.is_none_or(|(least, _)| distance < least);
        if distance <= limit && is_better {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_of_several_similar_names_is_suggested() {
        assert_eq!(nearest("mesage", ["messages", "message"]), Some("message"));
        assert_eq!(nearest("ab", ["abcdef", "xy"]), None);
        assert_eq!(nearest("", ["abc"]), None);
        assert_eq!(nearest("x", []), None);
    }
}
