//! Rust's names for those of the service, and what serde makes of them.

use proc_macro2::{Ident, Span};

/// Keywords that cannot be raw identifiers.
const NEVER_RAW: [&str; 5] = ["self", "Self", "super", "crate", "_"];

/// Keywords that `syn` accepts as identifiers, but not every edition.
const OF_SOME_EDITIONS: [&str; 5] = ["async", "await", "dyn", "gen", "try"];

/// A name as an identifier, raw if it is a keyword.
pub(crate) fn ident(name: &str) -> Ident {
    let name = valid(name);
    if NEVER_RAW.contains(&name.as_str()) {
        return Ident::new(&format!("{name}_"), Span::call_site());
    }
    if is_keyword(&name) {
        return Ident::new_raw(&name, Span::call_site());
    }
    Ident::new(&name, Span::call_site())
}

/// The name with only characters that Rust allows.
fn valid(name: &str) -> String {
    let is_valid = syn::parse_str::<Ident>(&format!("r#{name}")).is_ok();
    if is_valid || NEVER_RAW.contains(&name) {
        return name.to_owned();
    }
    let ascii = name.chars().map(|c| match c {
        c if c.is_ascii_alphanumeric() => c,
        _ => '_',
    });
    format!("n{}", ascii.collect::<String>())
}

/// Whether a name is a keyword of any edition.
pub(crate) fn is_keyword(name: &str) -> bool {
    let is_identifier = syn::parse_str::<Ident>(name).is_ok();
    !is_identifier || OF_SOME_EDITIONS.contains(&name)
}

/// `createdDateTime` → `created_date_time`, `hasMFA` → `has_mfa`
pub(crate) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (index, c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            separate(&mut out);
            continue;
        }
        if starts_word(&chars, index) {
            separate(&mut out);
        }
        out.extend(c.to_lowercase());
    }
    out.trim_matches('_').to_owned()
}

fn separate(out: &mut String) {
    if !out.is_empty() && !out.ends_with('_') {
        out.push('_');
    }
}

/// Whether a capital letter starts a new word: after a small letter or a digit, or as the last of several capitals.
fn starts_word(chars: &[char], index: usize) -> bool {
    let Some(before) = index.checked_sub(1).map(|before| chars[before]) else {
        return false;
    };
    if !chars[index].is_uppercase() {
        return false;
    }
    let after = chars.get(index + 1);
    let is_before_lowercase = after.is_some_and(|after| after.is_lowercase());
    before.is_lowercase()
        || before.is_ascii_digit()
        || (before.is_uppercase() && is_before_lowercase)
}

/// `connectionOperation` → `ConnectionOperation`, `v1_0` → `V10`
pub(crate) fn upper_camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(|c: char| !c.is_alphanumeric()) {
        let mut chars = word.chars();
        out.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        out.push_str(chars.as_str());
    }
    if out.starts_with(|c: char| c.is_ascii_digit()) {
        out.insert(0, 'N');
    }
    out
}

/// `user-id` → `userId`
pub(crate) fn lower_camel(name: &str) -> String {
    lower_first(&upper_camel(name))
}

/// `ConnectionOperation` → `connectionOperation`
pub(crate) fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// Whether `rename_all = "camelCase"` gives the field this name, and the attribute does not question it.
pub(crate) fn is_camel_case_of(field: &str, name: &str) -> bool {
    camel_case_of_field(field) == name && !has_underscore_between_digits(field) && is_usual(name)
}

/// What serde's `camelCase` makes of a field.
fn camel_case_of_field(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut starts_word = false;
    for c in field.chars() {
        if c == '_' {
            starts_word = !out.is_empty();
        } else if starts_word {
            out.extend(c.to_uppercase());
            starts_word = false;
        } else {
            out.push(c);
        }
    }
    out
}

/// Graph has names such as `v10_0`, so the attribute asks for the name.
fn has_underscore_between_digits(field: &str) -> bool {
    let parts: Vec<&str> = field.split('_').collect();
    parts.windows(2).any(|pair| {
        pair[0].ends_with(|c: char| c.is_ascii_digit())
            && pair[1].starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a name is lower camel case, as nearly all are.
fn is_usual(name: &str) -> bool {
    let ends_in_capitals = ["ID", "URL", "URI"].iter().any(|suffix| {
        let rest = name.strip_suffix(suffix);
        rest.is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_lowercase()))
    });
    let starts_lower = name.starts_with(|c: char| c.is_lowercase());
    starts_lower && !ends_in_capitals && name.chars().all(char::is_alphanumeric)
}

/// A rule by which serde names the variants of an enum, and what it makes of a variant.
pub(crate) type VariantRule = (&'static str, fn(&str) -> String);

/// The rules that the names of the service follow.
pub(crate) const VARIANT_RULES: [VariantRule; 3] = [
    ("camelCase", lower_first_ascii),
    ("lowercase", str::to_ascii_lowercase),
    ("PascalCase", str::to_owned),
];

fn lower_first_ascii(variant: &str) -> String {
    let mut chars = variant.chars();
    match chars.next() {
        Some(first) => format!("{}{}", first.to_ascii_lowercase(), chars.as_str()),
        None => String::new(),
    }
}

/// `calendars` → `calendar`, `policies` → `policy`. An irregular plural is kept.
pub(crate) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    if word.ends_with("sses") {
        return word[..word.len() - 2].to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if !word.ends_with("ss") && !word.ends_with("us") => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// A name that is not taken yet, with a number if it is. It is taken afterwards.
pub(crate) fn free(name: &str, taken: &mut Vec<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2_usize;
    while taken.contains(&free) {
        free = format!("{name}{number}");
        number += 1;
    }
    taken.push(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_becomes_an_identifier() {
        for (name, expected) in [
            ("id", "id"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("_", "__"),
            ("2nd", "n2nd"),
            ("", "n"),
            ("a²", "na_"),
            ("straße", "straße"),
        ] {
            assert_eq!(ident(name).to_string(), expected);
        }
    }

    #[test]
    fn names_are_converted_as_serde_and_the_attribute_do_it() {
        for (name, field, needs_no_rename) in [
            ("createdDateTime", "created_date_time", true),
            ("hasMFA", "has_mfa", false),
            ("v10_0", "v10_0", false),
            ("userID", "user_id", false),
            ("oAuth2Permissions", "o_auth2_permissions", true),
            ("client-request-id", "client_request_id", false),
            ("Title", "title", false),
        ] {
            assert_eq!(snake(name), field);
            assert_eq!(is_camel_case_of(field, name), needs_no_rename, "{name}");
        }
        assert_eq!(upper_camel("b2xIdentityUserFlow"), "B2xIdentityUserFlow");
        assert_eq!(upper_camel("v1_0"), "V10");
        assert_eq!(lower_camel("user-id"), "userId");
        assert_eq!(singular("policies"), "policy");
        assert_eq!(singular("classes"), "class");
        assert_eq!(singular("status"), "status");
    }
}
