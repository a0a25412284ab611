//! URLs in a form in which equal requests are equal.

use std::collections::BTreeMap;

use super::program::argument;
use crate::scaffold::input::Input;
use crate::scaffold::odata::expand::{self, Expansion};
use crate::scaffold::odata::filter::{self, Expr, Lambda};
use crate::scaffold::odata::{list, orderby};

/// Checks that a request is the one that a line asks for, up to what the library adds to an advanced query.
pub(super) fn assert_same(line: &str, found: &str) {
    assert_eq!(difference(line, found), None, "{line}");
}

/// Describes the difference between a line and the URL of its request.
pub(super) fn difference(line: &str, found: &str) -> Option<String> {
    let (expected_path, expected) = url(&with_arguments(line)).expect("the line is an address");
    let (found_path, mut options) = url(found).expect("the request is an address");
    if !expected.contains_key("$count") {
        options.remove("$count");
    }
    if expected_path == found_path && expected == options {
        return None;
    }
    Some(format!(
        "{found}\n    {expected_path} {expected:?}\n    {found_path} {options:?}"
    ))
}

/// The line with the values that the program passes for its placeholders.
fn with_arguments(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    let mut number = 0;
    while let Some(open) = rest.find('{') {
        let Some(close) = rest[open..].find('}') else {
            break;
        };
        let inner = &rest[open + 1..open + close];
        out.push_str(&rest[..open]);
        // A GUID in braces is part of a value.
        if inner.len() == 36 && inner.matches('-').count() == 4 {
            out.push_str(&rest[open..=open + close]);
        } else {
            out.push_str(&argument(number));
            number += 1;
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// The path and the options, in which neither order nor spaces nor the names of variables matter.
fn url(url: &str) -> Result<(String, BTreeMap<String, String>), String> {
    let input = Input::parse(url).map_err(|error| error.to_string())?;
    let path = crate::scaffold::input::decoded(&input.path);
    let options = input.options.iter().map(|option| {
        let value = value(&option.name, &option.value);
        (option.name.to_lowercase(), value)
    });
    Ok((path.to_lowercase(), options.collect()))
}

fn value(name: &str, value: &str) -> String {
    match name {
        "$filter" => condition(value),
        "$orderby" => {
            let keys = orderby::parse(value).into_iter();
            let keys = keys.map(|key| match key.key {
                Ok(expr) => format!(
                    "{:?} {}",
                    canonical(&expr, &mut Vec::new()),
                    key.is_descending
                ),
                Err(_) => key.text.to_owned(),
            });
            keys.collect::<Vec<_>>().join(",")
        }
        "$select" => names(value),
        "$expand" => match expand::parse(value) {
            Ok(expansions) => {
                let mut all: Vec<String> = expansions.iter().map(expansion).collect();
                all.sort();
                all.join(",")
            }
            Err(_) => value.to_owned(),
        },
        _ => value.trim().to_owned(),
    }
}

fn names(value: &str) -> String {
    let mut names: Vec<String> = list::split(value, ',')
        .into_iter()
        .map(str::to_lowercase)
        .collect();
    names.sort();
    names.join(",")
}

fn expansion(expansion: &Expansion) -> String {
    let mut options: Vec<String> = expansion
        .options
        .iter()
        .map(|option| format!("{}={}", option.name, value(&option.name, &option.value)))
        .collect();
    options.sort();
    format!("{}({})", expansion.path.to_lowercase(), options.join(";"))
}

fn condition(value: &str) -> String {
    match filter::parse(value) {
        Ok(expr) => format!("{:?}", canonical(&expr, &mut Vec::new())),
        Err(_) => value.to_owned(),
    }
}

/// Names of properties in lower case, and variables named after the depth of their lambdas.
fn canonical(expr: &Expr, variables: &mut Vec<String>) -> Expr {
    let mut within = |expr: &Expr| Box::new(canonical(expr, variables));
    match expr {
        Expr::Literal(literal) => Expr::Literal(literal.clone()),
        Expr::Not(inner) => Expr::Not(within(inner)),
        Expr::Binary(operator, left, right) => Expr::Binary(*operator, within(left), within(right)),
        Expr::Call(name, operands) => Expr::Call(
            name.clone(),
            operands.iter().map(|operand| *within(operand)).collect(),
        ),
        Expr::In(left, items) => Expr::In(within(left), items.clone()),
        Expr::Path(segments) => Expr::Path(path(segments, variables)),
        Expr::IsNotEmpty(segments) => Expr::IsNotEmpty(path(segments, variables)),
        Expr::Lambda(lambda) => {
            let collection = path(&lambda.collection, variables);
            variables.push(lambda.variable.clone());
            let condition = canonical(&lambda.condition, variables);
            variables.pop();
            Expr::Lambda(Box::new(Lambda {
                collection,
                variable: format!("x{}", variables.len()),
                condition,
                is_all: lambda.is_all,
            }))
        }
    }
}

fn path(segments: &[String], variables: &[String]) -> Vec<String> {
    let mut path: Vec<String> = segments.iter().map(|name| name.to_lowercase()).collect();
    if let Some(first) = segments.first() {
        if let Some(depth) = variables.iter().rposition(|name| name == first) {
            path[0] = format!("x{depth}");
        }
    }
    path
}

#[test]
fn only_the_order_and_the_spelling_may_differ() {
    let line =
        "/people/{id}/letters?$select=id,subject&$filter=a/any(y: y/B eq 1) and startsWith(c, 'd')";
    let same = "/people/key0/letters?$filter=a/any(x:x/b%20eq%201)%20and%20startswith(c,'d')&$select=subject,id&$count=true";
    assert_eq!(difference(line, same), None);
    for (from, to) in [
        ("key0", "key1"),
        ("subject", "from"),
        ("x/b", "x/c"),
        ("eq%201", "ne%201"),
        ("'d'", "'e'"),
        ("$select=subject,id&", ""),
        ("$count", "$top"),
    ] {
        assert!(difference(line, &same.replace(from, to)).is_some(), "{to}");
    }
}
