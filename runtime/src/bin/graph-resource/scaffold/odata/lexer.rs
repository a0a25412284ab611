//! The words of `$filter`.

/// A word of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Open,
    Close,
    Comma,
    Colon,
    Minus,
    /// A name, an operator, or a path: `displayName`, `and`, `x/address/city`.
    Name(String),
    /// `'Ada'`, without its quotes.
    Text(String),
    /// `duration'PT1H'`, `microsoft.graph.importance'high'`
    Typed(String, String),
    /// A number, a date, or a GUID.
    Bare(String),
}

/// Splits a filter into its words, or returns the character that begins none.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, char> {
    let mut lexer = Lexer { rest: text };
    let mut tokens = Vec::new();
    loop {
        lexer.rest = lexer.rest.trim_start();
        let Some(first) = lexer.rest.chars().next() else {
            return Ok(tokens);
        };
        tokens.push(lexer.token(first)?);
    }
}

struct Lexer<'a> {
    rest: &'a str,
}

impl Lexer<'_> {
    fn token(&mut self, first: char) -> Result<Token, char> {
        let punctuation = match first {
            '(' => Some(Token::Open),
            ')' => Some(Token::Close),
            ',' => Some(Token::Comma),
            ':' => Some(Token::Colon),
            _ => None,
        };
        if let Some(token) = punctuation {
            self.rest = &self.rest[1..];
            return Ok(token);
        }
        if first == '\'' {
            return self.quoted().map(Token::Text).ok_or(first);
        }
        if first.is_ascii_digit() || self.begins_with_guid() {
            return Ok(Token::Bare(self.take_while(is_literal_char)));
        }
        if first == '-' {
            return Ok(self.minus());
        }
        if is_name_start(first) {
            return self.name().ok_or(first);
        }
        Err(first)
    }

    fn minus(&mut self) -> Token {
        let digits = self.rest[1..].starts_with(|c: char| c.is_ascii_digit());
        if digits || self.rest.starts_with("-INF") {
            Token::Bare(self.take_while(is_literal_char))
        } else {
            self.rest = &self.rest[1..];
            Token::Minus
        }
    }

    /// A name, or the type of a literal if a quote follows.
    fn name(&mut self) -> Option<Token> {
        let name = self.take_while(is_name_char);
        if self.rest.starts_with('\'') {
            let text = self.quoted()?;
            return Some(Token::Typed(name, text));
        }
        Some(Token::Name(name))
    }

    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        let inner = self.rest.strip_prefix('\'')?;
        let mut chars = inner.char_indices().peekable();
        while let Some((index, c)) = chars.next() {
            if c != '\'' {
                text.push(c);
            } else if chars.next_if(|(_, next)| *next == '\'').is_some() {
                text.push('\'');
            } else {
                self.rest = &inner[index + 1..];
                return Some(text);
            }
        }
        None
    }

    fn begins_with_guid(&self) -> bool {
        let Some(start) = self.rest.get(..36) else {
            return false;
        };
        is_guid(start)
    }

    fn take_while(&mut self, is_part: fn(char) -> bool) -> String {
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken.to_owned()
    }
}

/// Whether this is a GUID in its usual form.
pub(crate) fn is_guid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_hex = |c: char| c.is_ascii_hexdigit() || c == '-';
    lengths == [8, 4, 4, 4, 12] && text.chars().all(is_hex)
}

fn is_literal_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '-' | '+')
}

fn is_name_start(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '$' | '@')
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '.' | '-' | '/')
}
