//! Every reason why an index cannot be read.

use graph_resource_schema::{ApiVersion, Schema, SchemaError};

use crate::service;

const START: &str = "graph-schema 1\nversion v1.0\nsource x\ndate x\nnamespace n\n";

/// An index whose types are these lines.
fn index(lines: &str) -> String {
    let text = format!("{START}{lines}");
    let count = text.lines().count();
    format!("{text}end {count}\n")
}

fn parse_error(text: &str) -> String {
    let error = Schema::parse(text).expect_err("the index cannot be read");
    error.to_string()
}

/// The error of a file whose types begin as they should.
fn check_error(lines: &str) -> String {
    let schema = Schema::parse(index(lines)).expect("the types are found");
    schema
        .check()
        .expect_err("a line cannot be read")
        .to_string()
}

#[test]
fn another_file_is_not_a_schema() {
    for text in [
        "",
        "\n",
        "hello",
        "graph-schema",
        "graph-schema one",
        "graph-schema1",
        "{}",
        "<Edmx/>",
    ] {
        assert_eq!(
            parse_error(text),
            "the file is not a schema: its first line is not `graph-schema 1`",
            "{text}"
        );
    }
}

#[test]
fn a_newer_format_is_refused() {
    assert_eq!(
        parse_error("graph-schema 2\nanything"),
        "the schema has format 2, and this library reads formats up to 1: update the library, or write the schema again"
    );
}

#[test]
fn a_file_that_is_cut_off_says_where() {
    let (before, _) = service::INDEX
        .split_once("entity drive :")
        .expect("the type is there");
    assert_eq!(
        parse_error(before),
        "the schema is cut off after line 25, in `microsoft.graph.directoryObject`: write it again"
    );
    assert_eq!(
        parse_error("graph-schema 1\nversion beta\nsource x\n"),
        "the schema is cut off after line 3, in the first lines of the version beta: write it again"
    );
    assert_eq!(
        parse_error("graph-schema 1\n"),
        "the schema is cut off after line 1, in the first lines: write it again"
    );
}

#[test]
fn lines_that_were_added_or_removed_are_noticed() {
    let lines = service::INDEX.lines().count();
    let message = |found| {
        let expected = lines - 1;
        format!("the schema has {found} lines, and its last line says {expected}: write it again")
    };
    let fewer = service::INDEX.replacen(" countryOrRegion\n", "", 1);
    assert_eq!(parse_error(&fewer), message(lines - 2));
    let more = service::INDEX.to_owned() + "namespace n\n";
    assert_eq!(parse_error(&more), message(lines + 1));
}

#[test]
fn two_sections_of_a_version_are_refused() {
    let error = Schema::parse("graph-schema 1\nversion beta\nversion v1.0\nversion beta\nend 4\n");
    assert_eq!(
        error.expect_err("there are two"),
        SchemaError::DuplicateVersion {
            version: ApiVersion::Beta,
            line: 4
        }
    );
    assert_eq!(
        parse_error("graph-schema 1\nversion v1.0\nversion V1.0\nend 3\n"),
        "line 3: the schema has the version v1.0 twice: remove one, or write it again"
    );
}

#[test]
fn a_line_that_is_out_of_place_is_refused() {
    for (lines, reason) in [
        (
            " city\n",
            "line 6 of the schema cannot be read, an indented line must follow a type or a container: `city`",
        ),
        (
            "\n",
            "line 6 of the schema cannot be read, expected a keyword and a name: ``",
        ),
        (
            "complex \n",
            "line 6 of the schema cannot be read, expected a keyword and a name: `complex`",
        ),
        (
            "<<<<<<< HEAD\n",
            "line 6 of the schema cannot be read, expected a type, a namespace, or a version: `<<<<<<< HEAD`",
        ),
        (
            "complex b\ncomplex a\n",
            "line 7 of the schema cannot be read, the names must be sorted: `complex a`",
        ),
        (
            "complex a\n x\ncomplex a\n",
            "line 8 of the schema cannot be read, the name occurs twice: `complex a`",
        ),
        (
            "namespace n\n",
            "line 6 of the schema cannot be read, the name occurs twice: `namespace n`",
        ),
        (
            "namespace a\n",
            "line 6 of the schema cannot be read, the names must be sorted: `namespace a`",
        ),
        (
            "version v2.0\n",
            "line 6 of the schema cannot be read, the versions are `v1.0` and `beta`: `version v2.0`",
        ),
        (
            "container n.a\ncontainer n.b\n",
            "line 7 of the schema cannot be read, a version has only one container: `container n.b`",
        ),
        (
            "end x\n",
            "line 6 of the schema cannot be read, expected the number of lines: `end x`",
        ),
    ] {
        assert_eq!(parse_error(&index(lines)), reason);
    }
    assert_eq!(
        parse_error("graph-schema 1\ncomplex a\n"),
        "line 2 of the schema cannot be read, expected a line `version` before it: `complex a`"
    );
    assert_eq!(
        parse_error("graph-schema 1\nversion v1.0\ncomplex a\n"),
        "line 3 of the schema cannot be read, a type must follow a namespace: `complex a`"
    );
}

#[test]
fn a_line_that_cannot_be_read_is_an_error_of_its_type() {
    for (lines, reason) in [
        (
            "complex a nonsense\n",
            "line 6 of the schema cannot be read, the line of the type has an unknown word: `complex a nonsense`",
        ),
        (
            "complex a :\n",
            "line 6 of the schema cannot be read, the line of the type ends too early: `complex a :`",
        ),
        (
            "complex a : -\n",
            "line 6 of the schema cannot be read, expected a name: `complex a : -`",
        ),
        (
            "complex 1\n",
            "line 6 of the schema cannot be read, expected a name: `complex 1`",
        ),
        (
            "complex a\n \n",
            "line 7 of the schema cannot be read, the line is empty: ``",
        ),
        (
            "complex a\n b String Int32\n",
            "line 7 of the schema cannot be read, expected one type: `b String Int32`",
        ),
        (
            "complex a\n b []]\n",
            "line 7 of the schema cannot be read, expected a name: `b []]`",
        ),
        (
            "complex a\n b =[]\n",
            "line 7 of the schema cannot be read, `=` needs a name to stand for, and `=[]` one that ends with `s`: `b =[]`",
        ),
        (
            "complex a\n s =[]\n",
            "line 7 of the schema cannot be read, `=` needs a name to stand for, and `=[]` one that ends with `s`: `s =[]`",
        ),
        (
            "complex a\n function f() =\n",
            "line 7 of the schema cannot be read, `=` needs a name to stand for, and `=[]` one that ends with `s`: `function f() =`",
        ),
        (
            "complex a\n b .c\n",
            "line 7 of the schema cannot be read, no namespace contains this one: `b .c`",
        ),
        (
            "a\n b nonsense Int32\n",
            "line 7 of the schema cannot be read, expected one type: `b nonsense Int32`",
        ),
        (
            "a nonsense\n",
            "line 6 of the schema cannot be read, the line of the type has an unknown word: `a nonsense`",
        ),
        (
            "complex a\n >>>b\n",
            "line 7 of the schema cannot be read, expected a name: `>>>b`",
        ),
        (
            "complex a\n function f(\n",
            "line 7 of the schema cannot be read, the parenthesis is not closed: `function f(`",
        ),
        (
            "complex a\n f()\n",
            "line 7 of the schema cannot be read, expected `function` or `action`: `f()`",
        ),
        (
            "complex a\n function f(,)\n",
            "line 7 of the schema cannot be read, expected a name: `function f(,)`",
        ),
        (
            "complex a\n function f()Int32\n",
            "line 7 of the schema cannot be read, expected a space and the type of the result: `function f()Int32`",
        ),
        (
            "enum a\n b one\n",
            "line 7 of the schema cannot be read, expected the value of the member: `b one`",
        ),
        (
            "typedef a\n",
            "line 6 of the schema cannot be read, expected `:` and a primitive type: `typedef a`",
        ),
        (
            "typedef a : String\n b\n",
            "line 7 of the schema cannot be read, a type definition has no members: `b`",
        ),
        (
            "container c\n b a[]\n",
            "line 6 of the schema cannot be read, the container has no namespace: `container c`",
        ),
    ] {
        assert_eq!(check_error(lines), reason);
    }
}

#[test]
fn a_reference_to_a_missing_type_names_both() {
    for (lines, used_by) in [
        ("complex a\n b missing\n", "n.a"),
        ("complex a : missing\n", "n.a"),
        ("complex a\n function f(b missing) Int32\n", "n.a"),
        ("complex a\n function f() missing\n", "n.a"),
        ("container n.c\n users missing[]\n", "container.users"),
        ("container n.c\n function f() missing\n", "container.f"),
    ] {
        assert_eq!(
            check_error(lines),
            format!(
                "the schema has no type `n.missing`, which `{used_by}` refers to: write it again"
            )
        );
    }
}

#[test]
fn a_circle_of_base_types_is_refused() {
    assert_eq!(
        check_error("complex a : b\ncomplex b : a\n"),
        "`n.a` is its own base type in the schema: write it again"
    );
}

#[test]
fn a_faulty_type_does_not_prevent_others_from_being_read() {
    let text = index("complex a nonsense\ncomplex b\n city\n");
    let schema = Schema::parse(text).expect("the types are found");
    let model = schema.models().next().expect("there is a version");
    assert!(model.find("n.a").is_err());
    assert!(matches!(model.find("n.b"), Ok(Some(_))));
}
