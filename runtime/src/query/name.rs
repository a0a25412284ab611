//! Which names can be sent. A name may come from outside of the program, and must not add anything else to the query.

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
