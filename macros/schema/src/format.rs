//! What the writer and the reader of the index agree on.

use std::cmp::Ordering;

/// The first word of the file.
pub(crate) const MAGIC: &str = "graph-schema";

/// The version of the format. A reader refuses newer ones.
pub(crate) const FORMAT: u32 = 1;

/// The type that is left out in properties and parameters: nearly half of them have it.
pub(crate) const DEFAULT_TYPE: &str = "String";

/// Stands for the name of the property or the parameter in its type: `=` is the type of that name, and `=[]` a collection
/// of the type whose name has no `s` at its end.
pub(crate) const SAME_NAME: &str = "=";

/// The last letter of the name of a collection, which [`SAME_NAME`] leaves out.
pub(crate) const PLURAL: &str = "s";

/// The member of most enums that grow, and how it is written.
pub(crate) const UNKNOWN_MEMBER: (&str, &str) = ("unknownFutureValue", "*");

/// The keyword that is left out.
pub(crate) const DEFAULT_KEYWORD: &str = "complex";

/// Whether a word begins a line without indentation. Such a line without a keyword is a complex type, which most types
/// are.
pub(crate) fn is_keyword(word: &str) -> bool {
    matches!(
        word,
        "complex"
            | "container"
            | "date"
            | "end"
            | "entity"
            | "enum"
            | "flags"
            | "namespace"
            | "source"
            | "typedef"
            | "version"
    )
}

/// The namespace that contains another one: `microsoft.graph` of `microsoft.graph.security`. A type in it is written with
/// a dot before its name.
pub(crate) fn parent_of(namespace: &str) -> Option<&str> {
    let (parent, _) = namespace.rsplit_once('.')?;
    Some(parent)
}

/// The order of names in the index. Names that differ only in letter case are next to each other, so that a name can be
/// found in any case.
pub(crate) fn compare_names(a: &str, b: &str) -> Ordering {
    compare_ignoring_case(a, b).then_with(|| a.cmp(b))
}

/// A plain loop over bytes: macros are not optimized, and there it is several times faster than an iterator.
pub(crate) fn compare_ignoring_case(a: &str, b: &str) -> Ordering {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut index = 0;
    while index < a.len() && index < b.len() {
        let (x, y) = (a[index].to_ascii_lowercase(), b[index].to_ascii_lowercase());
        if x < y {
            return Ordering::Less;
        }
        if x > y {
            return Ordering::Greater;
        }
        index += 1;
    }
    a.len().cmp(&b.len())
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{compare_ignoring_case, compare_names};

    #[test]
    fn names_are_ordered_without_letter_case_first() {
        assert_eq!(compare_names("a", "B"), Ordering::Less);
        assert_eq!(compare_names("B", "a"), Ordering::Greater);
        assert_eq!(compare_names("user", "userId"), Ordering::Less);
        assert_eq!(compare_names("User", "user"), Ordering::Less);
        assert_eq!(compare_ignoring_case("User", "user"), Ordering::Equal);
    }
}
