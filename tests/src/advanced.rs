//! Advanced queries, which the directory only supports with `ConsistencyLevel: eventual` and, in most cases,
//! `$count=true`.

use crate::failure::Failure;
use crate::odata::{ExpandItem, Expr, Method, Operator, Options, OrderKey, Path, Search, Segment};

/// The properties by which objects of a type can be sorted without an advanced query.
pub(crate) fn default_sort_keys(type_name: Option<&str>) -> &'static [&'static str] {
    match type_name {
        Some("microsoft.graph.user") => &["displayName", "userPrincipalName"],
        Some("microsoft.graph.group") => &["displayName"],
        _ => &[],
    }
}

/// Checks the options of a directory collection, which can be sorted by `sort_keys` without an advanced query.
pub(crate) fn check(
    options: &Options,
    is_eventual: bool,
    sort_keys: &[&str],
) -> Result<(), Failure> {
    check_search(options, is_eventual)?;
    let is_advanced = is_eventual && options.count == Some(true);
    match advanced_feature(options, sort_keys) {
        Some(feature) if !is_advanced => Err(Failure::unsupported_query(format!(
            "{feature} needs the header `ConsistencyLevel: eventual` and `$count=true`"
        ))),
        _ if is_advanced || (is_eventual && options.search.is_some()) => check_expansions(options),
        _ => Ok(()),
    }
}

/// An advanced query does not support `$expand`, except with `$levels`, which needs one.
fn check_expansions(options: &Options) -> Result<(), Failure> {
    let has_levels = |item: &ExpandItem| item.options.levels.is_some();
    if options.expand.iter().all(has_levels) {
        return Ok(());
    }
    Err(Failure::unsupported_query(
        "`$expand` is not supported in advanced queries",
    ))
}

/// Checks a `/$count` segment of a directory collection.
pub(crate) fn check_count_segment(options: &Options, is_eventual: bool) -> Result<(), Failure> {
    if !is_eventual {
        return Err(Failure::directory_bad_request(
            "`/$count` needs the header `ConsistencyLevel: eventual`",
        ));
    }
    check_search(options, is_eventual)
}

fn check_search(options: &Options, is_eventual: bool) -> Result<(), Failure> {
    let Some(search) = &options.search else {
        return Ok(());
    };
    if !is_eventual {
        return Err(Failure::directory_bad_request(
            "`$search` needs the header `ConsistencyLevel: eventual`",
        ));
    }
    if !is_quoted(search) {
        return Err(Failure::directory_bad_request(
            "each clause of `$search` must be in double quotes: `\"property:text\"`",
        ));
    }
    Ok(())
}

/// Whether every term is quoted.
fn is_quoted(search: &Search) -> bool {
    match search {
        Search::Term(term) => term.quoted,
        Search::Not(search) => is_quoted(search),
        Search::And(left, right) | Search::Or(left, right) => is_quoted(left) && is_quoted(right),
    }
}

/// The feature that makes a query an advanced one, if any.
fn advanced_feature(options: &Options, sort_keys: &[&str]) -> Option<&'static str> {
    if !options.order_by.iter().all(|key| is_among(key, sort_keys)) {
        return Some("`$orderby` by this property");
    }
    if let Some(feature) = options
        .expand
        .iter()
        .find_map(|item| in_expansion(&item.options))
    {
        return Some(feature);
    }
    let filter = options.filter.as_ref()?;
    if !options.order_by.is_empty() {
        return Some("`$orderby` together with `$filter`");
    }
    in_filter(filter)
}

fn is_among(key: &OrderKey, sort_keys: &[&str]) -> bool {
    match &key.expression {
        Expr::Path(Path(segments)) => match segments.as_slice() {
            [Segment::Name(name)] => sort_keys.contains(&name.as_str()),
            _ => false,
        },
        _ => false,
    }
}

/// The feature in the options of an expansion.
fn in_expansion(options: &Options) -> Option<&'static str> {
    if options.search.is_some() {
        return Some("`$search` in an expansion");
    }
    let itself = options.filter.as_ref().and_then(in_filter);
    itself.or_else(|| {
        options
            .expand
            .iter()
            .find_map(|item| in_expansion(&item.options))
    })
}

fn in_path(Path(segments): &Path) -> Option<&'static str> {
    segments.iter().find_map(|segment| match segment {
        Segment::Count => Some("`/$count` in a filter"),
        Segment::Name(name) if name == "customSecurityAttributes" => {
            Some("`customSecurityAttributes`")
        }
        _ => None,
    })
}

/// Checks that v1.0 gets an ampersand in `$search` only with the preference for the new search.
pub(crate) fn check_ampersand(
    options: &Options,
    version: &str,
    prefers_new_search: bool,
) -> Result<(), Failure> {
    let has_ampersand = options.search.as_ref().is_some_and(has_ampersand);
    if has_ampersand && version == "v1.0" && !prefers_new_search {
        return Err(Failure::directory_bad_request(
            "Unrecognized query argument: an ampersand in `$search` needs `Prefer: legacySearch=false`",
        ));
    }
    Ok(())
}

fn has_ampersand(search: &Search) -> bool {
    match search {
        Search::Term(term) => term.text.contains('&'),
        Search::Not(search) => has_ampersand(search),
        Search::And(left, right) | Search::Or(left, right) => {
            has_ampersand(left) || has_ampersand(right)
        }
    }
}

fn in_filter(expr: &Expr) -> Option<&'static str> {
    match expr {
        Expr::Not(_) => Some("`not`"),
        Expr::Binary {
            operator: Operator::Ne,
            ..
        } => Some("`ne`"),
        Expr::Call {
            method: Method::EndsWith,
            ..
        } => Some("`endsWith`"),
        Expr::Binary { left, right, .. } => in_filter(left).or_else(|| in_filter(right)),
        Expr::Call {
            arguments: exprs, ..
        }
        | Expr::List(exprs) => exprs.iter().find_map(in_filter),
        Expr::Negate(operand) => in_filter(operand),
        Expr::Cast { operand, .. } | Expr::IsOf { operand, .. } => {
            operand.as_deref().and_then(in_filter)
        }
        Expr::Lambda {
            collection,
            predicate,
            ..
        } => in_path(collection).or_else(|| in_filter(&predicate.as_deref()?.body)),
        Expr::Path(path) => in_path(path),
        Expr::Literal(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::odata::{parse_expand, parse_filter, parse_orderby, parse_search};

    fn filter(text: &str) -> Options {
        Options {
            filter: Some(parse_filter(text).unwrap()),
            ..Options::default()
        }
    }

    #[test]
    fn advanced_filters_need_the_header_and_count() {
        let advanced = [
            "a ne 1",
            "not a",
            "endswith(a,'b')",
            "b eq 1 and (c eq 2 or a ne 1)",
            "x/any(y:not y/z)",
            "x/any(y:endsWith(y,'z'))",
            "length(concat(a,'b')) eq 1 or not c",
            "licenses/$count eq 0",
            "customSecurityAttributes/Engineering/Level eq 1",
            "x/any(y:y/z/$count eq 1)",
        ];
        for text in advanced {
            let mut options = filter(text);
            assert_eq!(
                check(&options, true, &[]).unwrap_err().code,
                "Request_UnsupportedQuery",
                "{text}"
            );
            options.count = Some(true);
            assert_eq!(
                check(&options, false, &[]).unwrap_err().code,
                "Request_UnsupportedQuery",
                "{text}"
            );
            assert_eq!(check(&options, true, &[]), Ok(()), "{text}");
        }
    }

    #[test]
    fn simple_filters_need_neither_the_header_nor_count() {
        for text in [
            "a eq 1",
            "startswith(a,'b')",
            "a in ('b') or x/any(y:y eq 'z')",
            "a ge 1",
        ] {
            assert_eq!(check(&filter(text), false, &[]), Ok(()), "{text}");
        }
    }

    fn sorted_by(text: &str) -> Options {
        Options {
            order_by: parse_orderby(text).unwrap(),
            ..Options::default()
        }
    }

    #[test]
    fn orderby_needs_the_header_and_count_except_by_some_names() {
        let keys = default_sort_keys(Some("microsoft.graph.user"));
        for text in ["displayName", "userPrincipalName desc,displayName"] {
            assert_eq!(check(&sorted_by(text), false, keys), Ok(()), "{text}");
        }
        for text in [
            "mail",
            "displayName,mail",
            "tolower(displayName)",
            "a/displayName",
        ] {
            let mut options = sorted_by(text);
            assert_eq!(
                check(&options, false, keys).unwrap_err().code,
                "Request_UnsupportedQuery",
                "{text}"
            );
            options.count = Some(true);
            assert_eq!(check(&options, true, keys), Ok(()), "{text}");
        }
        let group = default_sort_keys(Some("microsoft.graph.group"));
        assert!(check(&sorted_by("userPrincipalName"), false, group).is_err());
        assert!(check(&sorted_by("displayName"), false, default_sort_keys(None)).is_err());
    }

    #[test]
    fn orderby_with_a_filter_needs_the_header_and_count() {
        let options = Options {
            order_by: parse_orderby("displayName").unwrap(),
            ..filter("a eq 1")
        };
        assert!(check(&options, false, &["displayName"]).is_err());
    }

    #[test]
    fn an_expansion_needs_what_its_options_need() {
        let expand = |text: &str| Options {
            expand: parse_expand(text).unwrap(),
            ..Options::default()
        };
        for text in [
            "a($filter=b ne 1)",
            "a($search=b)",
            "a($expand=b($filter=not c))",
        ] {
            assert!(check(&expand(text), false, &[]).is_err(), "{text}");
        }
        assert_eq!(
            check(&expand("a($filter=b eq 1;$top=2)"), false, &[]),
            Ok(())
        );
    }

    #[test]
    fn an_advanced_query_has_no_expansions_without_levels() {
        let query = |expand: &str, filter: &str| Options {
            expand: parse_expand(expand).unwrap(),
            filter: Some(parse_filter(filter).unwrap()),
            count: Some(true),
            ..Options::default()
        };
        for expand in ["a", "a($select=b)", "a($filter=b ne 1)", "a($levels=2),b"] {
            let refused = check(&query(expand, "c ne 1"), true, &[]).unwrap_err();
            assert_eq!(refused.code, "Request_UnsupportedQuery", "{expand}");
        }
        assert_eq!(check(&query("a($levels=2)", "c ne 1"), true, &[]), Ok(()));
        assert_eq!(check(&query("a", "c eq 1"), false, &[]), Ok(()));
        let search = Options {
            expand: parse_expand("a").unwrap(),
            search: Some(parse_search("\"a:b\"").unwrap()),
            ..Options::default()
        };
        assert!(check(&search, true, &[]).is_err());
    }

    #[test]
    fn an_ampersand_in_a_search_needs_the_preference_on_v1() {
        let search = |text: &str| Options {
            search: Some(parse_search(text).unwrap()),
            ..Options::default()
        };
        let ampersand = search("\"a:b\" OR NOT \"a:c&d\"");
        assert!(check_ampersand(&ampersand, "v1.0", false).is_err());
        assert_eq!(check_ampersand(&ampersand, "v1.0", true), Ok(()));
        assert_eq!(check_ampersand(&ampersand, "beta", false), Ok(()));
        assert_eq!(check_ampersand(&search("\"a:b\""), "v1.0", false), Ok(()));
    }

    #[test]
    fn a_search_needs_the_header_and_quotes() {
        let search = |text: &str| Options {
            search: Some(parse_search(text).unwrap()),
            ..Options::default()
        };
        assert_eq!(check(&search("\"a:b\""), true, &[]), Ok(()));
        assert_eq!(
            check(&search("\"a:b\""), false, &[]).unwrap_err().code,
            "Request_BadRequest"
        );
        assert_eq!(
            check(&search("\"a:b\" OR c"), true, &[]).unwrap_err().code,
            "Request_BadRequest"
        );
    }
}
