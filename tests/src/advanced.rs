//! Advanced queries, which the directory only supports with `ConsistencyLevel: eventual` and, in most cases,
//! `$count=true`.

use crate::failure::Failure;
use crate::odata::{Expr, Method, Operator, Options, Search};

/// Checks the options of a directory collection.
pub(crate) fn check(options: &Options, is_eventual: bool) -> Result<(), Failure> {
    check_search(options, is_eventual)?;
    let is_advanced = is_eventual && options.count == Some(true);
    match advanced_feature(options) {
        Some(feature) if !is_advanced => Err(Failure::unsupported_query(format!(
            "{feature} needs the header `ConsistencyLevel: eventual` and `$count=true`"
        ))),
        _ => Ok(()),
    }
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
fn advanced_feature(options: &Options) -> Option<&'static str> {
    let filter = options.filter.as_ref()?;
    if !options.order_by.is_empty() {
        return Some("`$orderby` together with `$filter`");
    }
    in_filter(filter)
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
        Expr::Lambda { predicate, .. } => predicate
            .as_deref()
            .and_then(|predicate| in_filter(&predicate.body)),
        Expr::Literal(_) | Expr::Path(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::odata::{parse_filter, parse_orderby, parse_search};

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
        ];
        for text in advanced {
            let mut options = filter(text);
            assert_eq!(
                check(&options, true).unwrap_err().code,
                "Request_UnsupportedQuery",
                "{text}"
            );
            options.count = Some(true);
            assert_eq!(
                check(&options, false).unwrap_err().code,
                "Request_UnsupportedQuery",
                "{text}"
            );
            assert_eq!(check(&options, true), Ok(()), "{text}");
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
            assert_eq!(check(&filter(text), false), Ok(()), "{text}");
        }
    }

    #[test]
    fn orderby_needs_the_header_and_count_only_with_a_filter() {
        let order_by = parse_orderby("a").unwrap();
        assert_eq!(
            check(
                &Options {
                    order_by: order_by.clone(),
                    ..Options::default()
                },
                false
            ),
            Ok(())
        );
        assert!(
            check(
                &Options {
                    order_by,
                    ..filter("a eq 1")
                },
                false
            )
            .is_err()
        );
    }

    #[test]
    fn a_search_needs_the_header_and_quotes() {
        let search = |text: &str| Options {
            search: Some(parse_search(text).unwrap()),
            ..Options::default()
        };
        assert_eq!(check(&search("\"a:b\""), true), Ok(()));
        assert_eq!(
            check(&search("\"a:b\""), false).unwrap_err().code,
            "Request_BadRequest"
        );
        assert_eq!(
            check(&search("\"a:b\" OR c"), true).unwrap_err().code,
            "Request_BadRequest"
        );
    }
}
