//! From the documentation's way of writing a path to the attribute's.

/// A documented path template.
pub struct Template {
    /// As the documentation has it: `/users/{id | userPrincipalName}`.
    pub written: String,
    /// As the attribute has it: `/users/<idOrUserPrincipalName>`.
    pub attribute: String,
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    Literal(String),
    /// A placeholder, and whether it may hold several segments.
    Key {
        several: bool,
    },
}

impl Template {
    /// `Err` says why it is no path.
    pub fn parse(written: &str) -> Result<Self, &'static str> {
        let text = written.split('?').next().unwrap_or(written).trim_end_matches('/');
        let (mut pieces, mut names, mut attribute) = (Vec::new(), Vec::<String>::new(), String::new());
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let close = rest[open..].find('}').ok_or("a placeholder that is not closed")? + open;
            let (before, after) = (&rest[..open], &rest[close + 1..]);
            literal(before, &mut pieces, &mut attribute)?;
            // `root:/{path}:/children`, `sites/{host}:/{path}`: behind the colon a path of the drive's own.
            let several = attribute.ends_with(":/");
            let name = unique(&name(&rest[open + 1..close]), &mut names);
            attribute.push_str(&format!("<{name}{}>", if several { ".." } else { "" }));
            pieces.push(Piece::Key { several });
            rest = after;
        }
        literal(rest, &mut pieces, &mut attribute)?;
        Ok(Template { written: written.to_owned(), attribute, pieces })
    }
}

fn literal(text: &str, pieces: &mut Vec<Piece>, attribute: &mut String) -> Result<(), &'static str> {
    if text.contains(char::is_whitespace) {
        return Err("a blank in the path: words of the page, not of the URL");
    }
    if text.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err("dots for a part of the path that the page leaves out");
    }
    if text.contains("//") {
        return Err("an empty segment");
    }
    if !text.is_empty() {
        pieces.push(Piece::Literal(text.to_owned()));
        attribute.push_str(text);
    }
    Ok(())
}

/// `id | userPrincipalName` → `idUserPrincipalName`, `user-id` → `userId`.
fn name(written: &str) -> String {
    let mut name = String::new();
    let mut upper = false;
    for c in written.chars() {
        if c.is_ascii_alphanumeric() {
            let c = if upper && !name.is_empty() { c.to_ascii_uppercase() } else { c };
            if name.is_empty() && c.is_ascii_digit() {
                name.push('n');
            }
            name.push(c);
            upper = false;
        } else {
            upper = true;
        }
    }
    if name.is_empty() { "key".to_owned() } else { name }
}

/// A name for each, also where the page uses one for several: the argument's name counts, whatever its letter case.
fn unique(name: &str, names: &mut Vec<String>) -> String {
    let plain = |name: &str| name.replace('_', "").to_lowercase();
    let mut candidate = name.to_owned();
    let mut number = 2;
    while names.contains(&plain(&candidate)) {
        candidate = format!("{name}{number}");
        number += 1;
    }
    names.push(plain(&candidate));
    candidate
}
