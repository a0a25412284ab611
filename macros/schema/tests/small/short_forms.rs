//! What the index leaves out or abbreviates, and where it must not.

use graph_resource_schema::csdl::{SchemaFile, Section};
use graph_resource_schema::index::{StructuredKind, Type};
use graph_resource_schema::{ApiVersion, Schema};

/// The index of a document with two namespaces, `n` with these types and `n.inner` with those.
fn index(types: &str, inner: &str) -> Schema {
    let csdl = format!(
        "<Edmx><DataServices><Schema Namespace=\"n\">{types}</Schema>\
         <Schema Namespace=\"n.inner\">{inner}</Schema></DataServices></Edmx>"
    );
    let section = Section::from_csdl(ApiVersion::V1, "x", "x", csdl.as_bytes());
    let mut file = SchemaFile::new();
    file.set(section.expect("the metadata can be read"));
    let schema = Schema::parse(file.to_string()).expect("the index can be read");
    assert_eq!(schema.check(), Ok(()));
    schema
}

fn complex(name: &str, properties: &[(&str, &str)]) -> String {
    let properties: String = properties
        .iter()
        .map(|(name, ty)| format!("<Property Name=\"{name}\" Type=\"{ty}\"/>"))
        .collect();
    format!("<ComplexType Name=\"{name}\">{properties}</ComplexType>")
}

/// The lines of all types.
fn lines(schema: &Schema) -> Vec<&str> {
    let model = schema.models().next().expect("there is a version");
    model.text().lines().skip(3).collect()
}

/// The types of the properties of `n.a`, or of the type with this name.
fn types(schema: &Schema, name: &str) -> Vec<String> {
    let model = schema.models().next().expect("there is a version");
    let ty = model.find(name).expect("the type can be read");
    let ty = ty.and_then(Type::structured).expect("it has properties");
    ty.properties
        .iter()
        .map(|property| property.ty.to_string())
        .collect()
}

#[test]
fn frequent_primitive_types_have_one_letter() {
    let properties = [
        ("a", "Edm.Boolean"),
        ("b", "Collection(Edm.Double)"),
        ("c", "Edm.Int32"),
        ("d", "Edm.Int64"),
        ("e", "Edm.DateTimeOffset"),
        ("f", "Edm.Int16"),
    ];
    let schema = index(&complex("a", &properties), "");
    assert_eq!(
        lines(&schema)[1..8],
        ["a", " a B", " b D[]", " c I", " d L", " e T", " f Int16"]
    );
    assert_eq!(
        types(&schema, "n.a"),
        [
            "Edm.Boolean",
            "Collection(Edm.Double)",
            "Edm.Int32",
            "Edm.Int64",
            "Edm.DateTimeOffset",
            "Edm.Int16"
        ]
    );
}

#[test]
fn a_type_that_is_named_like_a_letter_is_not_confused_with_it() {
    let types_of_n =
        complex("a", &[("x", "n.T"), ("y", "Edm.DateTimeOffset")]) + &complex("T", &[]);
    let schema = index(&types_of_n, "");
    assert_eq!(lines(&schema)[1..4], ["a", " x n.T", " y T"]);
    assert_eq!(types(&schema, "n.a"), ["n.T", "Edm.DateTimeOffset"]);
}

#[test]
fn the_type_of_a_property_with_its_name_is_an_equals_sign() {
    let properties = [
        ("body", "n.body"),
        ("bodys", "Collection(n.body)"),
        ("parts", "n.parts"),
        ("parts2", "Collection(n.parts)"),
        ("s", "Collection(n.parts)"),
    ];
    let types_of_n = complex("a", &properties) + &complex("body", &[]) + &complex("parts", &[]);
    let schema = index(&types_of_n, "");
    assert_eq!(
        lines(&schema)[1..7],
        [
            "a",
            " body =",
            " bodys =[]",
            " parts =",
            " parts2 parts[]",
            " s parts[]"
        ]
    );
    assert_eq!(
        types(&schema, "n.a"),
        [
            "n.body",
            "Collection(n.body)",
            "n.parts",
            "Collection(n.parts)",
            "Collection(n.parts)"
        ]
    );
}

#[test]
fn a_collection_of_the_type_with_the_same_name_is_written_in_full() {
    let types_of_n = complex("a", &[("parts", "Collection(n.parts)")]) + &complex("parts", &[]);
    let schema = index(&types_of_n, "");
    assert_eq!(lines(&schema)[2], " parts parts[]");
    assert_eq!(types(&schema, "n.a"), ["Collection(n.parts)"]);
}

#[test]
fn a_type_of_the_namespace_around_has_a_dot() {
    let inner = complex("c", &[("b", "n.b"), ("c", "n.inner.c"), ("n", "n.T")]);
    let types_of_n = complex("b", &[("c", "n.inner.c")]) + &complex("T", &[]);
    let schema = index(&types_of_n, &inner);
    let lines = lines(&schema);
    assert_eq!(lines[1..3], ["b", " c n.inner.c"]);
    assert_eq!(lines[5..], ["c", " b .b", " c =", " n .T"]);
    assert_eq!(types(&schema, "n.b"), ["n.inner.c"]);
    assert_eq!(types(&schema, "n.inner.c"), ["n.b", "n.inner.c", "n.T"]);
}

#[test]
fn a_line_without_a_keyword_is_a_complex_type() {
    let names = ["address", "entity", "end", "version"];
    let types_of_n: String = names.iter().map(|name| complex(name, &[])).collect();
    let schema = index(&types_of_n, "");
    assert_eq!(
        lines(&schema)[1..5],
        [
            "address",
            "complex end",
            "complex entity",
            "complex version"
        ]
    );
    let model = schema.models().next().expect("there is a version");
    for name in names {
        match model.find(&format!("n.{name}")) {
            Ok(Some(Type::Structured(ty))) => assert_eq!(ty.kind, StructuredKind::Complex),
            other => panic!("{name} is {other:?}"),
        }
    }
}

#[test]
fn a_complex_type_without_a_keyword_has_the_words_of_its_line() {
    let types_of_n = "<ComplexType Name=\"base\" Abstract=\"true\" OpenType=\"true\"/>\
                      <ComplexType Name=\"derived\" BaseType=\"n.base\"/>";
    let schema = index(types_of_n, "");
    assert_eq!(
        lines(&schema)[1..3],
        ["base abstract open", "derived : base"]
    );
    let model = schema.models().next().expect("there is a version");
    let derived = model.find_name("n.derived").expect("the type is there");
    assert_eq!(model.is_open(derived), Ok(true));
}

#[test]
fn the_member_for_unknown_values_is_an_asterisk() {
    let types_of_n = "<EnumType Name=\"e\"><Member Name=\"a\" Value=\"0\"/>\
                      <Member Name=\"unknownFutureValue\" Value=\"5\"/><Member Name=\"b\" Value=\"6\"/></EnumType>";
    let schema = index(types_of_n, "");
    assert_eq!(lines(&schema)[1..5], ["enum e", " a", " * 5", " b"]);
    let model = schema.models().next().expect("there is a version");
    let Ok(Some(Type::Enum(found))) = model.find("n.e") else {
        panic!("there is an enum");
    };
    let members: Vec<_> = found
        .members
        .iter()
        .map(|member| (member.name, member.value))
        .collect();
    assert_eq!(members, [("a", 0), ("unknownFutureValue", 5), ("b", 6)]);
}
