//! Which names can be sent. A name may come from outside of the program, and must not add anything else to the query.

/// Why a name cannot be sent. It does not repeat the name, which is not the program's own.
pub(crate) const INVALID_NAME: &str = "this is not the name of a property: names consist of letters, digits, `_`, `-`, `.` and `@`, and those of a path are separated by `/`; use `Filter::raw` or `Order::raw` for anything else";

/// Whether this is the name of a property or an annotation, or a path of names.
pub(crate) fn is_path(path: &str) -> bool {
    path.split('/').all(is_segment)
}

/// Whether `$select` can name this: a path, or `*` for all properties.
pub(crate) fn is_selectable(path: &str) -> bool {
    path == "*" || is_path(path)
}

/// The last two are what fields add to the path of a collection.
fn is_segment(segment: &str) -> bool {
    let is_name = !segment.is_empty() && segment.chars().all(is_name_char);
    is_name || segment == "$count" || segment == "any()"
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths_of_names_are_recognized() {
        for path in [
            "id",
            "extension_0123_costCenter",
            "request-id",
            "straße",
            "fields/Title",
            "microsoft.graph.user/displayName",
            "@odata.type",
            "members@odata.count",
            "tags/$count",
        ] {
            assert!(is_path(path), "{path}");
        }
        assert!(is_selectable("*"));
    }

    #[test]
    fn anything_else_is_no_name() {
        for path in [
            "",
            "/",
            "a/",
            "/a",
            "a//b",
            "*",
            "a,b",
            "a b",
            "a&$top=1",
            "a=1",
            "a(b)",
            "a)",
            "a;b",
            "'a'",
            "\"a\"",
            "a#",
            "a?",
            "a%2C",
            "a+b",
            "a:b",
            "a\nb",
            "$filter",
            "a eq 1 or b",
        ] {
            assert!(!is_path(path), "{path}");
        }
        assert!(!is_selectable("*,a"));
    }
}
