//! Converts documented paths to the attribute's template syntax.

/// A documented path template.
#[derive(Debug)]
pub struct Template {
    /// The documented form: `/users/{id | userPrincipalName}`.
    pub documented: String,
    /// The attribute's form: `/users/<idUserPrincipalName>`.
    pub attribute: String,
    pub parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    Literal(String),
    Key(PlaceholderKind),
}

/// The kind of value that a placeholder takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceholderKind {
    /// A segment or an argument, without slashes.
    Segment,
    /// A value in quotes.
    Quoted,
    /// The path of a file or a site after a colon, with slashes.
    Path,
}

impl Template {
    /// Parses a documented path, or returns the reason why it is not one.
    pub fn parse(documented: &str) -> Result<Self, &'static str> {
        let path = documented.split('?').next().unwrap_or(documented);
        // A slash or a full stop at the end ends the page's sentence, not the path.
        let path = path.trim().trim_end_matches(['/', '.']);
        let mut parts = Vec::new();
        let mut names = Vec::new();
        let mut attribute = String::new();
        let mut rest = path;
        while let Some(open) = rest.find(['{', '<']) {
            let (before, opened) = rest.split_at(open);
            let closing = if opened.starts_with('{') { '}' } else { '>' };
            let (inner, after) = opened[1..]
                .split_once(closing)
                .ok_or("an unclosed placeholder")?;
            literal(before, &mut parts, &mut attribute);
            let kind = match attribute.chars().next_back() {
                _ if attribute.ends_with(":/") => PlaceholderKind::Path,
                Some('\'') => PlaceholderKind::Quoted,
                _ => PlaceholderKind::Segment,
            };
            let name = unique(&name(inner), &mut names);
            attribute.push_str(&format!(
                "<{name}{}>",
                if kind == PlaceholderKind::Path {
                    ".."
                } else {
                    ""
                }
            ));
            parts.push(Part::Key(kind));
            rest = after;
        }
        literal(rest, &mut parts, &mut attribute);
        match syntax_error(&attribute) {
            Some(error) => Err(error),
            None => Ok(Template {
                documented: documented.to_owned(),
                attribute,
                parts,
            }),
        }
    }

    /// The segment after the last slash.
    pub fn last_segment(&self) -> &str {
        self.attribute.rsplit('/').next().unwrap_or_default()
    }

    /// Whether the path ends in the key of a member of a collection.
    pub fn ends_in_key(&self) -> bool {
        let last = self.last_segment();
        last.starts_with('<') && last.ends_with('>') && !last.ends_with("..>")
    }
}

fn literal(text: &str, parts: &mut Vec<Part>, attribute: &mut String) {
    if !text.is_empty() {
        parts.push(Part::Literal(text.to_owned()));
        attribute.push_str(text);
    }
}

/// The reason why a template is not a valid path, if any.
fn syntax_error(attribute: &str) -> Option<&'static str> {
    let mut depth = 0_i32;
    for (index, part) in attribute.split('\'').enumerate() {
        // Every other part is inside quotes.
        if index % 2 == 0 {
            depth += part.matches('(').count() as i32 - part.matches(')').count() as i32;
        }
    }
    if attribute.contains(char::is_whitespace) {
        Some("a space in the path: words of the page, not of the URL")
    } else if attribute
        .split('/')
        .any(|segment| matches!(segment, "." | ".." | "..."))
    {
        Some("dots for a part of the path that the page omits")
    } else if attribute.contains("//") {
        Some("an empty segment")
    } else if attribute.contains(['}', '>'])
        && attribute.matches('<').count() != attribute.matches('>').count()
    {
        Some("an unmatched bracket")
    } else if attribute.matches('\'').count() % 2 == 1 {
        Some("an unclosed quote")
    } else if depth != 0 {
        Some("an unmatched parenthesis")
    } else {
        None
    }
}

/// `id | userPrincipalName` → `idUserPrincipalName`, `user-id` → `userId`.
fn name(documented: &str) -> String {
    let mut name = String::new();
    let mut upper = false;
    for c in documented.chars() {
        if c.is_ascii_alphanumeric() {
            let c = if upper && !name.is_empty() {
                c.to_ascii_uppercase()
            } else {
                c
            };
            if name.is_empty() && c.is_ascii_digit() {
                name.push('n');
            }
            name.push(c);
            upper = false;
        } else {
            upper = true;
        }
    }
    if name.is_empty() {
        "key".to_owned()
    } else {
        name
    }
}

/// Makes a placeholder's name unique, ignoring letter case, if the page repeats a name.
fn unique(name: &str, names: &mut Vec<String>) -> String {
    let key = |name: &str| name.to_lowercase();
    let mut candidate = name.to_owned();
    let mut number = 2;
    while names.contains(&key(&candidate)) {
        candidate = format!("{name}{number}");
        number += 1;
    }
    names.push(key(&candidate));
    candidate
}

#[test]
fn documented_paths_become_attribute_templates() {
    for (documented, attribute) in [
        (
            "/users/{id | userPrincipalName}/messages/{id}/",
            "/users/<idUserPrincipalName>/messages/<id>",
        ),
        (
            "/users/{id}/events/{id}/x/{ID}",
            "/users/<id>/events/<id2>/x/<ID3>",
        ),
        (
            "/drive/root:/{item-path}:/children",
            "/drive/root:/<itemPath..>:/children",
        ),
        (
            "/reports/f(period='{v}',date={date})?$top=1",
            "/reports/f(period='<v>',date=<date>)",
        ),
        ("/sites/<host>:/<path>", "/sites/<host>:/<path..>"),
    ] {
        assert_eq!(
            Template::parse(documented).unwrap().attribute,
            attribute,
            "{documented}"
        );
    }
    for documented in [
        "/a/../b",
        "/a/{b",
        "/a b",
        "/a//b",
        "/f(x='{y})",
        "/f(x={y}",
        "/a/b}>",
    ] {
        assert!(Template::parse(documented).is_err(), "{documented}");
    }
}
