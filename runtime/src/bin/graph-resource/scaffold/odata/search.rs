//! `$search`

/// A search, as far as the methods of `Search` can write it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Search {
    /// `"pizza"`, or with a property `"displayName:Video"`: the text without its quotation marks.
    Phrase(String),
    And(Box<Search>, Box<Search>),
    Or(Box<Search>, Box<Search>),
    Not(Box<Search>),
}

/// Parses quoted phrases that are joined by `AND`, `OR`, and `NOT`, or returns `None` for anything else.
pub(crate) fn parse(text: &str) -> Option<Search> {
    let mut parser = Parser { rest: text.trim() };
    let search = parser.disjunction()?;
    if parser.rest.is_empty() {
        Some(search)
    } else {
        None
    }
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn disjunction(&mut self) -> Option<Search> {
        let mut left = self.conjunction()?;
        while self.take("OR") {
            left = Search::Or(Box::new(left), Box::new(self.conjunction()?));
        }
        Some(left)
    }

    fn conjunction(&mut self) -> Option<Search> {
        let mut left = self.operand()?;
        while self.take("AND") {
            left = Search::And(Box::new(left), Box::new(self.operand()?));
        }
        Some(left)
    }

    fn operand(&mut self) -> Option<Search> {
        if self.take("NOT") {
            return Some(Search::Not(Box::new(self.operand()?)));
        }
        if self.take("(") {
            let inner = self.disjunction()?;
            return self.take(")").then_some(inner);
        }
        self.phrase()
    }

    fn phrase(&mut self) -> Option<Search> {
        let quoted = self.rest.strip_prefix('"')?;
        let mut phrase = String::new();
        let mut chars = quoted.char_indices();
        while let Some((index, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = quoted[index + 1..].trim_start();
                    return Some(Search::Phrase(phrase));
                }
                '\\' => phrase.push(chars.next()?.1),
                _ => phrase.push(c),
            }
        }
        None
    }

    fn take(&mut self, word: &str) -> bool {
        match self.rest.strip_prefix(word) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_phrases_are_parsed() {
        let phrase = |text: &str| Box::new(Search::Phrase(text.to_owned()));
        assert_eq!(
            parse(r#""a \"b\"""#),
            Some(Search::Phrase(r#"a "b""#.to_owned()))
        );
        let inner = Search::And(phrase("b"), Box::new(Search::Not(phrase("c"))));
        assert_eq!(
            parse(r#""a" OR ("b" AND NOT "c")"#),
            Some(Search::Or(phrase("a"), Box::new(inner)))
        );
    }

    #[test]
    fn anything_else_is_not() {
        for text in [
            "",
            "a",
            r#""a"#,
            r#""a" "b""#,
            r#"("a""#,
            r#""a" AND"#,
            "”a”",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
