//! Rust names for Graph's names.

use std::collections::BTreeSet;

/// `displayName` → `display_name`, `userID` → `user_id`, `v10_0` → `v10_0`
pub fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (at, c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let lower_follows = chars.get(at + 1).is_some_and(|after| after.is_lowercase());
        let starts_word = before.is_some_and(|before| {
            before.is_lowercase()
                || before.is_ascii_digit()
                || (before.is_uppercase() && lower_follows)
        });
        if c.is_uppercase() && starts_word {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The name that serde's `rename_all = "camelCase"` gives to a field.
pub fn camel(field: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for c in field.chars() {
        match c {
            '_' => upper = true,
            c if upper && !out.is_empty() => {
                out.push(c.to_ascii_uppercase());
                upper = false;
            }
            c => {
                out.push(c.to_ascii_lowercase());
                upper = false;
            }
        }
    }
    out
}

/// `inProgress` → `InProgress`, `id_token` → `IdToken`
pub fn pascal(name: &str) -> String {
    let words = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty());
    let out: String = words
        .map(|word| word[..1].to_uppercase() + &word[1..])
        .collect();
    if out.starts_with(|c: char| c.is_ascii_digit()) || out.is_empty() {
        format!("N{out}")
    } else {
        out
    }
}

/// `InProgress` → `inProgress`, the name that serde's `rename_all = "camelCase"` gives to a variant.
pub fn lower_first(name: &str) -> String {
    name[..1].to_lowercase() + &name[1..]
}

/// Makes a name unique among `taken`, and adds it there.
pub fn unique(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = name.clone();
    let mut number = 2;
    while !taken.insert(candidate.clone()) {
        candidate = format!("{name}{number}");
        number += 1;
    }
    candidate
}

/// A field's name in a struct: a keyword becomes a raw identifier, or gets an underscore if it cannot be one.
pub fn field(name: &str) -> String {
    match name {
        "self" | "super" | "crate" => format!("{name}_"),
        _ if KEYWORDS.contains(&name) => format!("r#{name}"),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("n{name}"),
        _ => name.to_owned(),
    }
}

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let",
    "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return",
    "static", "struct", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use",
    "virtual", "where", "while", "yield",
];

/// The type's name without the common namespace: `microsoft.graph.callRecords.session` → `CallRecordsSession`.
pub fn of_type(qualified: &str) -> String {
    let name: String = qualified
        .strip_prefix("microsoft.graph.")
        .unwrap_or(qualified)
        .split('.')
        .map(pascal)
        .collect();
    // Names that the generated source uses itself.
    match name.as_str() {
        "Box" | "Option" | "String" | "Vec" | "Self" | "Flags" | "Deserialize" | "Serialize" => {
            format!("{name}Type")
        }
        _ => name,
    }
}

#[test]
fn rust_names_convert_back_to_graph_names() {
    for name in [
        "displayName",
        "id",
        "webUrl",
        "isSha256",
        "x509Certificates",
    ] {
        assert_eq!(camel(&snake(name)), name);
    }
    for name in ["userID", "v10_0", "hasMFA", "given_name"] {
        assert_ne!(camel(&snake(name)), name);
    }
    assert_eq!(snake("assignedMFAToken2Use"), "assigned_mfa_token2_use");
    assert_eq!(
        (pascal("id_token"), pascal("365")),
        ("IdToken".to_owned(), "N365".to_owned())
    );
    assert_eq!(
        (field("type"), field("self"), field("id")),
        ("r#type".to_owned(), "self_".to_owned(), "id".to_owned())
    );
    assert_eq!(
        of_type("microsoft.graph.callRecords.session"),
        "CallRecordsSession"
    );
}
