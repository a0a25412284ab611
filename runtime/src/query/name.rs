//! Which names can be sent. A name may come from outside of the program, and must not add anything else to the query.

use crate::query::literal_text::is_guid;

/// Why a name cannot be sent in an option, and what to do instead. It does not repeat the name, which may come from
/// outside of the program.
macro_rules! invalid_name {
    ($option:literal, $instead:literal) => {
        concat!(
            "a name in `",
            $option,
            "` is not the name of a property: names consist of letters, digits, `_`, `-`, `.` and `@`, and those of a \
             path are separated by `/`; ",
            $instead
        )
    };
}

pub(crate) const INVALID_IN_SELECT: &str = invalid_name!(
    "$select",
    "pass each property on its own, as in `.select_each([\"id\", \"mail\"].map(Field::named))`"
);
pub(crate) const INVALID_IN_FILTER: &str =
    invalid_name!("$filter", "for anything else, use `Filter::raw`");
pub(crate) const INVALID_IN_ORDER_BY: &str = invalid_name!(
    "$orderby",
    "call `.order_by` once per property, and `.desc()` on the property; for anything else, use `Order::raw`"
);
pub(crate) const INVALID_IN_SEARCH: &str =
    invalid_name!("$search", "for anything else, use `Search::raw`");

/// Whether this is the name of a property or an annotation, or a path of names.
pub(crate) fn is_path(path: &str) -> bool {
    path.split('/').all(is_segment)
}

/// Why a name cannot begin an expression.
pub(crate) const LITERAL_NAME: &str = "this is a value in OData, not the name of a property: a number, a date, a GUID, `null`, `true`, `false`, `NaN` or `INF`; the name of a property begins with a letter or `_`";

/// Whether an expression that begins with this path would begin with a literal instead, so that a condition on a name from
/// outside of the program could hold for everything: `1 eq 1`.
pub(crate) fn is_literal(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or(path);
    let is_number = first.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'));
    let is_word = LITERAL_WORDS
        .iter()
        .any(|word| first.eq_ignore_ascii_case(word));
    is_number || is_word || is_guid(first)
}

const LITERAL_WORDS: [&str; 5] = ["null", "true", "false", "NaN", "INF"];

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
    fn literals_are_recognized() {
        for path in [
            "null",
            "TRUE",
            "INF",
            "1",
            "-1",
            ".5",
            "2024-02-29",
            "1/a",
            "af6b1a3e-0000-4000-8000-00805f9b34fb",
        ] {
            assert!(is_literal(path), "{path}");
        }
        for path in ["nullable", "_1", "a/1", "a/null", "@odata.type", "x-1", ""] {
            assert!(!is_literal(path), "{path}");
        }
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
