//! What is not accepted, and what the user is told.

use serde_json::json;

use super::service::schema;
use crate::scaffold::{Options, scaffold};

fn error(line: &str, options: &Options<'_>) -> String {
    match scaffold(&schema(), line, options) {
        Ok(output) => panic!("{line}: {}", output.code),
        Err(error) => error.to_string(),
    }
}

#[test]
fn mistakes_in_the_address_are_named() {
    for (line, expected) in [
        (
            "/pepole",
            "the service has no `pepole`: there is a similar name, `people`",
        ),
        (
            "/me/lettrs",
            "`microsoft.graph.person` has no `lettrs`: there is a similar name, `letters`",
        ),
        (
            "/people/letters",
            "`letters` belongs to a single `microsoft.graph.person`, and this is a collection: write a key before it",
        ),
        (
            "/me/letters/{id",
            "the `{` at byte 12 of the path is not closed",
        ),
        (
            "/",
            "the path is empty: pass the path of a resource, such as `/users/{id}`",
        ),
        (
            "POST /me/letters/{id}/send",
            "`POST` changes something, and graph-resource only reads: pass the path of a GET request",
        ),
        (
            "/me/letters/{id}/send",
            "`send` is an action, which is called with POST, and graph-resource only reads",
        ),
        (
            "https://localhost/v1.0/me",
            "`https://localhost` is not Microsoft Graph: a URL begins with `https://graph.microsoft.com`",
        ),
        (
            "/me and more",
            "`/me and more` contains a space: pass only the path",
        ),
    ] {
        assert_eq!(error(line, &Options::default()), expected, "{line}");
    }
}

#[test]
fn mistakes_in_the_options_are_named() {
    for (line, expected) in [
        ("/me?$select=id&select=mail", "`$select` is given twice"),
        (
            "/me?$select=displayNmae",
            "`microsoft.graph.person` has no property `displayNmae`: there is a similar name, `displayName`",
        ),
        (
            "/me/letters?$select=from/adress",
            "`microsoft.graph.sender` has no property `adress`: there is a similar name, `address`",
        ),
        (
            "/me/letters?$expand=enclosure",
            "`microsoft.graph.letter` has no property `enclosure`: there is a similar name, `enclosures`",
        ),
        (
            "/me/letters?$expand=subject",
            "`subject` of `microsoft.graph.letter` is not a navigation property: name it in `$select` instead of `$expand`",
        ),
        (
            "/me/letters?$expand=enclosures($select=sice)",
            "`microsoft.graph.enclosure` has no property `sice`: there is a similar name, `size`",
        ),
        (
            "/me/letters?$expand=enclosures($select=size",
            "`$expand` has an unmatched parenthesis: `enclosures($select=size`",
        ),
        (
            "/me/letters?$select=microsoft.graph.ltter/subject",
            "the schema has no type `microsoft.graph.ltter`",
        ),
    ] {
        assert_eq!(error(line, &Options::default()), expected, "{line}");
    }
}

#[test]
fn mistakes_in_the_flags_are_named() {
    let fields = Options {
        fields: Some("subjct"),
        ..Options::default()
    };
    assert_eq!(
        error("/me/letters", &fields),
        "`microsoft.graph.letter` has no property `subjct`: there is a similar name, `subject`"
    );
    assert_eq!(
        error("/me/letters?$select=subject", &fields),
        "the URL has a `$select`, and `--fields` is another one: leave one out"
    );
    assert_eq!(
        error("/people/$count", &fields),
        "`--fields`, `--expand`, and `--json` choose properties, and the path does not lead to an object"
    );
    let sample = json!("text");
    let sample = Options {
        sample: Some(&sample),
        ..Options::default()
    };
    assert_eq!(
        error("/me/letters", &sample),
        "the sample contains no object: pass a response with at least one"
    );
}

#[test]
fn what_is_not_as_asked_is_noted() {
    let sample = json!({"id": "1", "enclosures": [{"id": "2"}], "unheard": 1, "from": {"@odata.type": "#microsoft.graph.place"}});
    let options = Options {
        sample: Some(&sample),
        ..Options::default()
    };
    let output = scaffold(&schema(), "/me/letters/{id}", &options).expect("code is written");
    assert_eq!(
        output.notes,
        [
            "`microsoft.graph.place` of the sample is not derived from `microsoft.graph.sender`",
            "`microsoft.graph.letter` has no `unheard`: the field holds any JSON",
            "`enclosures` of the sample is a navigation property: `--expand enclosures` reads it",
        ]
    );
    let output = scaffold(&schema(), "/people/$count?$top=1", &Options::default());
    assert_eq!(
        output.expect("code is written").notes,
        ["`$top` is left out: it does not change a count"]
    );
}

#[test]
fn the_dependencies_are_those_of_the_code() {
    let options = Options {
        is_program: true,
        types: crate::scaffold::edm::ValueTypes {
            dates: crate::scaffold::edm::Dates::Chrono,
            guids: crate::scaffold::edm::Guids::Uuid,
        },
        ..Options::default()
    };
    let output = scaffold(&schema(), "/values", &options).expect("code is written");
    assert_eq!(
        output.dependencies,
        [
            concat!(
                "graph-resource = { version = \"",
                env!("CARGO_PKG_VERSION"),
                "\", features = [\"chrono\", \"uuid\"] }"
            ),
            "serde = { version = \"1\", features = [\"derive\"] }",
            "serde_json = \"1\"",
            "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }",
            "chrono = { version = \"0.4\", features = [\"serde\"] }",
            "uuid = { version = \"1\", features = [\"serde\"] }",
        ]
    );
}

/// Typing errors in addresses lead to an error or to code, and never to a panic or to code that cannot be parsed.
#[test]
fn every_address_has_an_answer() {
    let schema = schema();
    let mut random = fastrand::Rng::with_seed(7);
    let inserted: Vec<char> = "/?&=$(){}<>',;:|. %²ß'\"".chars().collect();
    for (_, line) in super::golden::LINES {
        for _ in 0..300 {
            let mut chars: Vec<char> = line.chars().collect();
            for _ in 0..random.usize(1..4) {
                let place = random.usize(0..chars.len());
                match random.u8(0..3) {
                    0 => drop(chars.remove(place)),
                    1 => chars.insert(place, inserted[random.usize(0..inserted.len())]),
                    _ => chars.truncate(place + 1),
                }
                if chars.is_empty() {
                    break;
                }
            }
            let line: String = chars.into_iter().collect();
            if let Err(error) = scaffold(&schema, &line, &Options::default()) {
                let message = error.to_string();
                assert!(!message.contains("cannot be written"), "{line}: {message}");
            }
        }
    }
}
