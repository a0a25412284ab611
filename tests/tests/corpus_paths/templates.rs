//! From the documentation's way of writing a path to the attribute's.

/// A documented path template.
#[derive(Debug)]
pub struct Template {
    /// As the documentation has it: `/users/{id | userPrincipalName}`.
    pub written: String,
    /// As the attribute has it: `/users/<idUserPrincipalName>`.
    pub attribute: String,
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Literal(String),
    Key(Place),
}

/// Where a placeholder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A segment or an argument, without slashes of its own.
    One,
    /// Within quotes.
    Quoted,
    /// Behind a colon: the path of a file or a site, with slashes.
    Several,
}

impl Template {
    /// `Err` says why it is no path.
    pub fn parse(written: &str) -> Result<Self, &'static str> {
        let path = written.split('?').next().unwrap_or(written);
        // A slash or a full stop at the end ends the page's sentence, not the path.
        let path = path.trim().trim_end_matches(['/', '.']);
        let (mut pieces, mut names, mut attribute) =
            (Vec::new(), Vec::<String>::new(), String::new());
        let mut rest = path;
        while let Some(open) = rest.find(['{', '<']) {
            let (before, opened) = rest.split_at(open);
            let closing = if opened.starts_with('{') { '}' } else { '>' };
            let (inner, after) = opened[1..]
                .split_once(closing)
                .ok_or("a placeholder that is not closed")?;
            literal(before, &mut pieces, &mut attribute);
            let place = match attribute.chars().next_back() {
                _ if attribute.ends_with(":/") => Place::Several,
                Some('\'') => Place::Quoted,
                _ => Place::One,
            };
            let name = unique(&name(inner), &mut names);
            attribute.push_str(&format!(
                "<{name}{}>",
                if place == Place::Several { ".." } else { "" }
            ));
            pieces.push(Piece::Key(place));
            rest = after;
        }
        literal(rest, &mut pieces, &mut attribute);
        match mistake(&attribute) {
            Some(mistake) => Err(mistake),
            None => Ok(Template {
                written: written.to_owned(),
                attribute,
                pieces,
            }),
        }
    }

    /// What stands behind the last slash.
    pub fn last_segment(&self) -> &str {
        self.attribute.rsplit('/').next().unwrap_or_default()
    }

    /// Whether it leads to a member of the collection that the path without its last segment leads to.
    pub fn ends_in_key(&self) -> bool {
        let last = self.last_segment();
        last.starts_with('<') && last.ends_with('>') && !last.ends_with("..>")
    }
}

fn literal(text: &str, pieces: &mut Vec<Piece>, attribute: &mut String) {
    if !text.is_empty() {
        pieces.push(Piece::Literal(text.to_owned()));
        attribute.push_str(text);
    }
}

/// What is no path, whoever writes it.
fn mistake(attribute: &str) -> Option<&'static str> {
    let mut depth = 0_i32;
    for (index, part) in attribute.split('\'').enumerate() {
        // Every other part is within quotes.
        if index % 2 == 0 {
            depth += part.matches('(').count() as i32 - part.matches(')').count() as i32;
        }
    }
    if attribute.contains(char::is_whitespace) {
        Some("a blank in the path: words of the page, not of the URL")
    } else if attribute
        .split('/')
        .any(|segment| matches!(segment, "." | ".." | "..."))
    {
        Some("dots for a part of the path that the page leaves out")
    } else if attribute.contains("//") {
        Some("an empty segment")
    } else if attribute.contains(['}', '>'])
        && attribute.matches('<').count() != attribute.matches('>').count()
    {
        Some("a bracket that closes nothing")
    } else if attribute.matches('\'').count() % 2 == 1 {
        Some("a quote that is not closed")
    } else if depth != 0 {
        Some("a parenthesis without its other")
    } else {
        None
    }
}

/// `id | userPrincipalName` → `idUserPrincipalName`, `user-id` → `userId`.
fn name(written: &str) -> String {
    let mut name = String::new();
    let mut upper = false;
    for c in written.chars() {
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

/// A name for each, also where the page uses one for several: the argument's name counts, whatever its letter case.
fn unique(name: &str, names: &mut Vec<String>) -> String {
    let plain = |name: &str| name.to_lowercase();
    let mut candidate = name.to_owned();
    let mut number = 2;
    while names.contains(&plain(&candidate)) {
        candidate = format!("{name}{number}");
        number += 1;
    }
    names.push(plain(&candidate));
    candidate
}

#[test]
fn documented_paths_become_attribute_templates() {
    for (written, attribute) in [
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
            Template::parse(written).unwrap().attribute,
            attribute,
            "{written}"
        );
    }
    for written in [
        "/a/../b",
        "/a/{b",
        "/a b",
        "/a//b",
        "/f(x='{y})",
        "/f(x={y}",
        "/a/b}>",
    ] {
        assert!(Template::parse(written).is_err(), "{written}");
    }
}
