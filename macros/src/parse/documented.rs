//! Compares the attribute's documentation with what the parser accepts.

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, LitStr, parse_quote};

use crate::errors::Errors;
use crate::parse::field_options::{self, FieldOptions};
use crate::parse::{arguments, keys, permissions, template};

const PAGE: &str = include_str!("../attribute.md");

/// The code in the first column of a section's first table.
fn first_column(heading: &str) -> Vec<&'static str> {
    let start = PAGE.find(heading).expect("the section exists");
    let section = &PAGE[start + heading.len()..];
    let rows = section
        .lines()
        .skip_while(|line| !line.starts_with('|'))
        .take_while(|line| line.starts_with('|'));
    let codes: Vec<_> = rows
        .filter_map(|row| row.strip_prefix("| `")?.split('`').next())
        .collect();
    assert!(!codes.is_empty(), "{heading} has no table");
    codes
}

fn messages(errors: Errors) -> String {
    errors.into_tokens().to_string()
}

/// The name that an argument or an option starts with.
fn name(code: &str) -> &str {
    let end = code.find(|c: char| !c.is_ascii_alphabetic());
    &code[..end.unwrap_or(code.len())]
}

fn field_attribute(code: &str) -> Attribute {
    let code: TokenStream = code.parse().expect("the attribute is Rust");
    parse_quote!(#code)
}

#[test]
fn every_key_is_documented_and_no_other() {
    let documented: Vec<_> = first_column("\n# Arguments\n")
        .into_iter()
        .map(name)
        .collect();
    for key in keys::KEYS {
        assert!(documented.contains(key), "`{key}` is not documented");
    }
    for key in documented {
        assert!(keys::KEYS.contains(&key), "`{key}` is not a key");
    }
}

#[test]
fn the_documented_arguments_are_accepted() {
    for code in first_column("\n# Arguments\n") {
        let tokens: TokenStream = code.parse().expect("the argument is Rust");
        let attribute = parse_quote!(#[graph(__arguments(#tokens))]);
        let mut errors = Errors::default();
        arguments::parse(&[attribute], false, &mut errors);
        assert!(errors.is_empty(), "{code}: {}", messages(errors));
    }
}

#[test]
fn every_kind_of_permission_is_documented_and_accepted() {
    let documented = first_column("\n# Permissions\n");
    let documented_keys: Vec<_> = documented.iter().copied().map(name).collect();
    assert_eq!(documented_keys, permissions::KEYS);
    for code in documented {
        let tokens: TokenStream = code.parse().expect("the row is Rust");
        let attribute = parse_quote!(#[graph(__arguments(permissions(#tokens)))]);
        let mut errors = Errors::default();
        arguments::parse(&[attribute], false, &mut errors);
        assert!(errors.is_empty(), "{code}: {}", messages(errors));
    }
}

#[test]
fn every_field_option_is_documented_and_accepted() {
    let documented = first_column("\n# Fields\n");
    for option in field_options::OPTIONS {
        let start = format!("#[graph({option}");
        assert!(
            documented.iter().any(|code| code.starts_with(&start)),
            "`{option}` is not documented"
        );
    }
    for code in documented {
        let mut errors = Errors::default();
        FieldOptions::parse(&[field_attribute(code)], &mut errors);
        assert!(errors.is_empty(), "{code}: {}", messages(errors));
    }
}

#[test]
fn the_documented_paths_are_accepted() {
    for path in first_column("\n# Paths\n") {
        let mut errors = Errors::default();
        template::parse(&LitStr::new(path, Span::call_site()), &mut errors);
        assert!(errors.is_empty(), "{path}: {}", messages(errors));
    }
}
