use graph_resource::{Field, Filter};

use super::entities::{Device, Foreign, User};
use super::{Case, case, filter, group};

/// A name to compare with, and its encoded form.
fn name(name: &'static str, text: &str, expected: &str) -> Case {
    let condition = Device::FIELDS.name.eq(text);
    filter(name, condition, &format!("name%20eq%20'{expected}'"))
}

pub fn cases() -> Vec<Case> {
    group(
        "encoding",
        [strings(), in_other_positions()].into_iter().flatten(),
    )
}

fn strings() -> Vec<Case> {
    vec![
        name("a space", "a b", "a%20b"),
        name("a plus", "a+b", "a%2Bb"),
        name("an ampersand", "a&b", "a%26b"),
        name("a number sign", "a#b", "a%23b"),
        name("a percent sign", "100%", "100%25"),
        name("percent signs that look encoded", "%20%2B", "%2520%252B"),
        name("a quotation mark", "a\"b", "a%22b"),
        name("a backslash", "a\\b", "a%5Cb"),
        name("brackets", "<[{}]>", "%3C%5B%7B%7D%5D%3E"),
        name("a caret, a backtick and a bar", "^`|", "%5E%60%7C"),
        name(
            "characters that need no encoding",
            "/?:@!$()*,;=-._~",
            "/?:@!$()*,;=-._~",
        ),
        name("a line break and a tab", "a\r\n\tb", "a%0D%0A%09b"),
        name("a null character", "\0", "%00"),
        name("an accent", "é", "%C3%A9"),
        name("another script", "Ж中", "%D0%96%E4%B8%AD"),
        name("an emoji", "🦀", "%F0%9F%A6%80"),
        name(
            "a quote among other special characters",
            "O'Brien & Söhne",
            "O''Brien%20%26%20S%C3%B6hne",
        ),
    ]
}

fn in_other_positions() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "a non-ASCII name",
            Field::named("straße").eq("a"),
            "stra%C3%9Fe%20eq%20'a'",
        ),
        filter(
            "a raw filter is encoded too",
            Filter::raw("a eq 'b c+d'"),
            "a%20eq%20'b%20c%2Bd'",
        ),
        filter(
            "a string that looks like an option",
            f.name.eq("a&$top=1"),
            "name%20eq%20'a%26$top=1'",
        ),
        filter(
            "an encoded URL is encoded again",
            f.name.eq("https%3A%2F%2Fa"),
            "name%20eq%20'https%253A%252F%252Fa'",
        ),
        case(
            "an email address with a plus",
            User::list()
                .select([User::FIELDS.id])
                .filter(User::FIELDS.mail.eq("a+b@c.com")),
            "/users?$select=id&$filter=mail%20eq%20'a%2Bb@c.com'",
        ),
        case(
            "non-ASCII names, selected and expanded",
            Foreign::get(1),
            "/columns/1?$select=ma%C3%9F&$expand=gr%C3%B6%C3%9Fe($select=name,description)",
        ),
        case(
            "non-ASCII names, expanded with options",
            Foreign::get(1)
                .select([Foreign::FIELDS.measure])
                .expand(Foreign::FIELDS.size.expand().top(1)),
            "/columns/1?$select=ma%C3%9F&$expand=gr%C3%B6%C3%9Fe($select=name,description;$top=1)",
        ),
    ]
}
