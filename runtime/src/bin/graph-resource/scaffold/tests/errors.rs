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
            "POST /me/letters/{id}",
            "the path does not lead to an action, so a POST does not read it: pass the path of a GET request, or write `client.request(Method::POST, path)`",
        ),
        (
            "PATCH /me/letters/{id}",
            "`PATCH` does not read: write `client.request(Method::PATCH, path)`",
        ),
        (
            "POST /me/letters/{id}/send",
            "the action `send` returns nothing to read: write `client.request(Method::POST, path)` and `send_empty`",
        ),
        (
            "/me/getTeamIds",
            "the action `getTeamIds` returns `Collection(Edm.String)`, and not objects: write `Action::at_path(path, &body)`",
        ),
        (
            "GET",
            "a path is missing after `GET`: pass one such as `/users/{id}`",
        ),
        (
            "/people//letters",
            "`/people//letters` has an empty segment: a name or a key is missing between two slashes",
        ),
        (
            "/me/../people",
            "`/me/../people` has the segment `..`: write the whole path without it",
        ),
        (
            "/me/%2e/letters",
            "`/me/%2e/letters` has the segment `%2e`: write the whole path without it",
        ),
        (
            "https://graph.microsoft.com/v2.0/me",
            "the service has no `v2.0`: the version is `v1.0` or `beta`",
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
fn names_in_a_query_are_those_of_the_type() {
    for (line, expected) in [
        (
            "/me/letters?$filter=subjct eq 'a'",
            "`microsoft.graph.letter` has no property `subjct`: there is a similar name, `subject`",
        ),
        (
            "/me/letters?$orderby=subject,from/adress desc",
            "`microsoft.graph.sender` has no property `adress`: there is a similar name, `address`",
        ),
        (
            "/me/letters?$filter=copies/any(c:c/adress eq 'a')",
            "`microsoft.graph.sender` has no property `adress`: there is a similar name, `address`",
        ),
        (
            "/people?$expand=letters($filter=unheard eq 1)",
            "`microsoft.graph.letter` has no property `unheard`",
        ),
        (
            "/people/$count?$filter=displayNmae eq 'a'",
            "`microsoft.graph.person` has no property `displayNmae`: there is a similar name, `displayName`",
        ),
        (
            "/teams/{id}/members?$filter=microsoft.graph.persn/age eq 1",
            "the schema has no type `microsoft.graph.persn`",
        ),
    ] {
        assert_eq!(error(line, &Options::default()), expected, "{line}");
    }
    for line in [
        "/people?$filter=unheard eq 1&$orderby=unheard",
        "/teams/{id}/members?$filter=operatingSystem eq 'x'",
        "/people?$filter=skills/$count gt 1 and cast(age, Edm.Int64) gt 2",
    ] {
        scaffold(&schema(), line, &Options::default()).expect(line);
    }
}

#[test]
fn mistakes_in_query_options_are_named() {
    for (line, expected) in [
        (
            "/me/letters?$selct=subject",
            "there is no query option `$selct`: did you mean `$select`?",
        ),
        (
            "/me/letters?$expand=enclosures($slect=id)",
            "there is no query option `$slect`: did you mean `$select`?",
        ),
        (
            "/me/letters?$unheard=1",
            "there is no query option `$unheard`",
        ),
        (
            "/me/letters?$top=abc",
            "`$top` has to be a number, not `abc`",
        ),
        (
            "/me/letters?$expand=enclosures($skip=-1)",
            "`$skip` has to be a number, not `-1`",
        ),
        (
            "/me/letters?$count=yes",
            "`$count` has to be `true` or `false`, not `yes`",
        ),
        (
            "/me/letters?$filter=subject eq",
            "`$filter` is not valid: a value or a name is missing: `subject eq`",
        ),
        (
            "/me/letters?$filter=(subject eq 'a'",
            "`$filter` is not valid: a parenthesis is not closed: `(subject eq 'a'`",
        ),
        (
            "/me/letters?$filter=subject eq 'a",
            "`$filter` is not valid: a quote is not closed: `subject eq 'a`",
        ),
        (
            "/me/letters?$orderby=subject down",
            "`$orderby` is not valid: an operator is missing: `subject down`",
        ),
    ] {
        assert_eq!(error(line, &Options::default()), expected, "{line}");
    }
    for line in [
        "/me/letters?$top={n}&$skiptoken=x&unheard=1",
        "/people?$filter={filter}",
    ] {
        scaffold(&schema(), line, &Options::default()).expect(line);
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
fn the_names_of_fields_are_checked() {
    let of = |line: &str, fields: &'static str| {
        let options = Options {
            fields: Some(fields),
            ..Options::default()
        };
        scaffold(&schema(), line, &options)
    };
    for (fields, expected) in [
        (
            "id,manager",
            "`manager` is a navigation property, which `--fields` does not read: name it with `--expand manager`",
        ),
        (
            "id displayName",
            "`--fields` names `id displayName`, which cannot be the name of a property: separate the names with commas",
        ),
        (
            "id,dis-play",
            "`--fields` names `dis-play`, which cannot be the name of a property: separate the names with commas",
        ),
        (
            " , ",
            "`--fields` names no property: leave it out, or separate the names with commas",
        ),
    ] {
        let error = of("/me", fields).expect_err(fields);
        assert_eq!(error.to_string(), expected);
    }
    let output = of("/me", "id,displayName,DisplayName,ID").expect("code is written");
    assert_eq!(output.code, of("/me", "id,displayName").unwrap().code);
    assert_eq!(output.notes, [""; 0]);
    let output = of("/me", "id,unheard,extension_1_level").expect("code is written");
    assert_eq!(
        output.notes,
        ["`microsoft.graph.person` has no `unheard`: the field holds any JSON"]
    );
    // A delta query selects them.
    of("/people/delta", "displayName,manager").expect("code is written");
    let options = Options {
        expand: Some(""),
        ..Options::default()
    };
    assert_eq!(
        error("/me", &options),
        "`--expand` names no property: leave it out, or separate the names with commas"
    );
}

#[test]
fn a_sample_that_cannot_be_right_is_refused_or_noted() {
    let refused = json!({"error": {"code": "Request_ResourceNotFound", "message": "…"}});
    let options = Options {
        sample: Some(&refused),
        ..Options::default()
    };
    assert_eq!(
        error("/me", &options),
        "the sample is an error of the service, `Request_ResourceNotFound`: pass a response with what the path leads to"
    );
    let sample = json!({
        "displayName": 1, "age": "2", "phones": "3", "skills": [true], "home": [], "mail": "a", "hiredOn": null,
    });
    let options = Options {
        sample: Some(&sample),
        ..Options::default()
    };
    let output = scaffold(&schema(), "/me", &options).expect("code is written");
    let note = |name: &str, found: &str, ty: &str| {
        format!(
            "`{name}` of the sample has {found} where the schema has `{ty}`: the field of `microsoft.graph.person` cannot read it"
        )
    };
    assert_eq!(
        output.notes,
        [
            note("age", "a string", "Edm.Int32"),
            note("displayName", "a number", "Edm.String"),
            note("home", "an array", "microsoft.graph.place"),
            note("phones", "a string", "Collection(Edm.String)"),
            note("skills", "a Boolean", "Collection(Edm.String)"),
        ]
    );
}

#[test]
fn notes_are_sentences_of_the_documentation() {
    let sample = json!({"@odata.type": "#microsoft.graph.robot", "id": "1"});
    let options = Options {
        sample: Some(&sample),
        ..Options::default()
    };
    let output = scaffold(&schema(), "/me", &options).expect("code is written");
    let sentence = "/// The schema has no type `#microsoft.graph.robot`, as the sample says.\n";
    assert!(output.code.contains(sentence), "{}", output.code);
}

#[test]
fn the_names_in_a_dictionary_are_no_fields() {
    let sample = json!({"id": "1", "tags": {"2f6b1a3e": {"order": "a"}}});
    let options = Options {
        sample: Some(&sample),
        ..Options::default()
    };
    let output = scaffold(&schema(), "/me/letters/{id}", &options).expect("code is written");
    assert!(
        output
            .code
            .contains("pub tags: Option<std::collections::HashMap<String, serde_json::Value>>,"),
        "{}",
        output.code
    );
    assert!(!output.code.contains("2f6b1a3e"), "{}", output.code);
}

#[test]
fn objects_of_several_types_are_noted() {
    let note = "the service has 3 types here: pass a sample with `--json`, or end the path with `/microsoft.graph.person`, for example";
    let notes = |line: &str| {
        let output = scaffold(&schema(), line, &Options::default());
        output.expect("code is written").notes
    };
    assert_eq!(notes("/teams/{id}/members"), [note]);
    assert_eq!(notes("/people/{id}/manager"), [note]);
    assert_eq!(
        notes("/me/letters/{id}/enclosures"),
        [
            "the service has 2 types here: pass a sample with `--json`, or end the path with `/microsoft.graph.fileEnclosure`, for example"
        ]
    );
    for line in [
        "/teams/{id}/members/microsoft.graph.person",
        "/teams/{id}/members?$select=id",
        "/teams/{id}/members/$count",
        "/people",
    ] {
        assert_eq!(notes(line), [""; 0], "{line}");
    }
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
    let dependencies: Vec<(&str, &str, &[&str])> = output
        .dependencies
        .iter()
        .map(|needed| (needed.name, needed.version, needed.features.as_slice()))
        .collect();
    assert_eq!(
        dependencies,
        [
            (
                "graph-resource",
                env!("CARGO_PKG_VERSION"),
                &["chrono", "uuid"][..]
            ),
            ("serde", "1", &["derive"]),
            ("serde_json", "1", &[]),
            ("tokio", "1", &["macros", "rt-multi-thread"]),
            ("chrono", "0.4", &["serde"]),
            ("uuid", "1", &["serde"]),
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
