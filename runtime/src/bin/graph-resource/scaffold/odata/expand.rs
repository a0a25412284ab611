//! `$expand`

use super::list;
use crate::scaffold::error::ScaffoldError;
use crate::scaffold::input::QueryOption;

/// An expanded property with its options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Expansion {
    /// `members`, or with a cast `microsoft.graph.eventMessage/event`.
    pub(crate) path: String,
    /// `$select` and the like, with their `$`.
    pub(crate) options: Vec<QueryOption>,
}

impl Expansion {
    /// Returns the value of an option, such as `$select`.
    pub(crate) fn option(&self, name: &str) -> Option<&str> {
        let mut options = self.options.iter();
        let option = options.find(|option| option.name == name)?;
        Some(&option.value)
    }
}

/// Parses `members($select=id;$top=5),owners`.
pub(crate) fn parse(text: &str) -> Result<Vec<Expansion>, ScaffoldError> {
    list::split(text, ',').into_iter().map(expansion).collect()
}

fn expansion(text: &str) -> Result<Expansion, ScaffoldError> {
    let Some(open) = text.find('(') else {
        return Ok(Expansion {
            path: text.to_owned(),
            options: Vec::new(),
        });
    };
    let Some(inner) = text[open + 1..].strip_suffix(')') else {
        let message = format!("`$expand` has an unmatched parenthesis: `{text}`");
        return Err(ScaffoldError::new(message));
    };
    let options = list::split(inner, ';').into_iter().map(option);
    Ok(Expansion {
        path: text[..open].trim().to_owned(),
        options: options.collect(),
    })
}

fn option(written: &str) -> QueryOption {
    let (name, value) = written.split_once('=').unwrap_or((written, ""));
    let name = name.trim().to_ascii_lowercase();
    QueryOption {
        name: format!("${}", name.trim_start_matches('$')),
        value: value.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expansions_have_their_own_options() {
        let parsed =
            parse("members($select=id,mail;expand=manager($select=id);$filter=a eq ';,)'), owners")
                .expect("the option can be parsed");
        assert_eq!(parsed.len(), 2);
        assert_eq!(parsed[0].path, "members");
        assert_eq!(parsed[0].option("$select"), Some("id,mail"));
        assert_eq!(parsed[0].option("$expand"), Some("manager($select=id)"));
        assert_eq!(parsed[0].option("$filter"), Some("a eq ';,)'"));
        assert_eq!(
            (parsed[1].path.as_str(), parsed[1].options.len()),
            ("owners", 0)
        );
    }
}
