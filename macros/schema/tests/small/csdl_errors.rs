//! Every reason why no index can be made.

use graph_resource_schema::ApiVersion;
use graph_resource_schema::csdl::Section;

use crate::service;

fn error(csdl: &str) -> String {
    let error = service::index(csdl).expect_err("no index can be made");
    error.to_string()
}

/// The error of a document whose schema has this content.
fn schema_error(content: &str) -> String {
    error(&format!(
        "<Edmx>\n<DataServices>\n<Schema Namespace=\"n\" Alias=\"a\">\n{content}\n</Schema>\n</DataServices>\n</Edmx>"
    ))
}

#[test]
fn other_xml_is_not_csdl() {
    for (csdl, root) in [
        ("<html><body/></html>", "`html`"),
        ("<Edmx><Schema Namespace=\"n\"/></Edmx>", "`Edmx`"),
    ] {
        let expected =
            format!("the file is not service metadata (CSDL): its root element is {root}");
        assert!(error(csdl).starts_with(&expected), "{}", error(csdl));
    }
}

#[test]
fn text_without_xml_is_not_csdl() {
    for csdl in ["", "hello", "{\"error\": {}}", "<?xml version=\"1.0\"?>"] {
        assert_eq!(
            error(csdl),
            "the file is not service metadata (CSDL): it has no XML element"
        );
    }
}

#[test]
fn malformed_xml_has_a_position() {
    for (csdl, expected) in [
        ("<Edmx>\n<DataServices>\n</Edmx>", "line 3, column 1: "),
        (
            "<Edmx>\n  <Schema Namespace=n/></Edmx>",
            "line 2, column 3: ",
        ),
        (
            "<Edmx>\n  <Schema Namespace=\"&unknown;\"/></Edmx>",
            "line 2, column 3: ",
        ),
        ("<Edmx>\n<DataServices", "line 2, column "),
        (
            "<Edmx>\n<DataServices>\n",
            "line 3, column 1: the document ends within `DataServices`, which begins at line 2",
        ),
        (
            "<Edmx/>\n<Edmx/>",
            "line 2, column 8: a second root element, `Edmx`",
        ),
    ] {
        let expected = format!("the metadata is not valid XML at {expected}");
        assert!(
            error(csdl).starts_with(&expected),
            "{}\n{expected}",
            error(csdl)
        );
    }
}

#[test]
fn a_missing_type_or_namespace_is_named() {
    for (content, missing, used_by) in [
        (
            "<ComplexType Name=\"t\"><Property Name=\"p\" Type=\"n.missing\"/></ComplexType>",
            "n.missing",
            "n.t",
        ),
        (
            "<ComplexType Name=\"t\"><Property Name=\"p\" Type=\"Collection(a.missing)\"/></ComplexType>",
            "n.missing",
            "n.t",
        ),
        (
            "<ComplexType Name=\"t\"><Property Name=\"p\" Type=\"other.thing\"/></ComplexType>",
            "other.thing",
            "n.t",
        ),
        (
            "<ComplexType Name=\"t\"><Property Name=\"p\" Type=\"Edm.Text\"/></ComplexType>",
            "Edm.Text",
            "n.t",
        ),
        (
            "<EntityType Name=\"t\"><NavigationProperty Name=\"p\" Type=\"n.missing\"/></EntityType>",
            "n.missing",
            "n.t",
        ),
        (
            "<EntityType Name=\"t\" BaseType=\"n.missing\"/>",
            "n.missing",
            "n.t",
        ),
        (
            "<EnumType Name=\"t\" UnderlyingType=\"Edm.Integer\"/>",
            "Edm.Integer",
            "n.t",
        ),
        (
            "<TypeDefinition Name=\"t\" UnderlyingType=\"Edm.Integer\"/>",
            "Edm.Integer",
            "n.t",
        ),
        (
            "<Action Name=\"f\" IsBound=\"true\"><Parameter Name=\"b\" Type=\"n.missing\"/></Action>",
            "n.missing",
            "n.f",
        ),
        (
            "<ComplexType Name=\"t\"/><Action Name=\"f\" IsBound=\"true\"><Parameter Name=\"b\" Type=\"n.t\"/><Parameter Name=\"c\" Type=\"n.missing\"/></Action>",
            "n.missing",
            "n.f",
        ),
        (
            "<ComplexType Name=\"t\"/><Action Name=\"f\" IsBound=\"true\"><Parameter Name=\"b\" Type=\"n.t\"/><ReturnType Type=\"n.missing\"/></Action>",
            "n.missing",
            "n.f",
        ),
        (
            "<EntityContainer Name=\"c\"><EntitySet Name=\"s\" EntityType=\"n.missing\"/></EntityContainer>",
            "n.missing",
            "n.c",
        ),
        (
            "<EntityContainer Name=\"c\"><FunctionImport Name=\"s\" Function=\"n.missing\"/></EntityContainer>",
            "n.missing",
            "s",
        ),
        (
            "<Action Name=\"f\"/><EntityContainer Name=\"c\"><FunctionImport Name=\"s\" Function=\"n.f\"/></EntityContainer>",
            "n.f",
            "s",
        ),
    ] {
        assert_eq!(
            schema_error(content),
            format!("the metadata has no type `{missing}`, which `{used_by}` refers to")
        );
    }
}

#[test]
fn a_missing_attribute_is_named_with_its_line() {
    for (content, expected) in [
        (
            "<ComplexType/>",
            "line 4 of the metadata: `ComplexType` has no `Name`",
        ),
        (
            "<ComplexType Name=\"t\">\n<Property Name=\"p\"/></ComplexType>",
            "line 5 of the metadata: `Property p` has no `Type`",
        ),
        (
            "<Function Name=\"f\" IsBound=\"true\"/>",
            "line 4 of the metadata: `Function f` has no `Parameter`",
        ),
        (
            "<Function Name=\"f\"/>",
            "line 4 of the metadata: `Function f` has no `ReturnType`",
        ),
    ] {
        assert_eq!(schema_error(content), expected);
    }
    assert_eq!(
        error("<Edmx><DataServices><Schema/></DataServices></Edmx>"),
        "line 1 of the metadata: `Schema` has no `Namespace`"
    );
}

#[test]
fn a_name_that_would_break_a_line_is_refused() {
    for name in ["a b", "a\nb", "1a", "", "a(b)", "-"] {
        let content = format!("<ComplexType Name=\"{name}\"/>");
        let error = schema_error(&content);
        assert!(
            error.contains("expected a name of letters"),
            "{name:?}: {error}"
        );
    }
}

#[test]
fn a_value_that_is_not_a_number_is_refused() {
    assert_eq!(
        schema_error("<EnumType Name=\"e\"><Member Name=\"m\" Value=\"one\"/></EnumType>"),
        "line 4 of the metadata: expected an integer, found `one`"
    );
}

#[test]
fn contradictions_are_refused() {
    for (content, expected) in [
        (
            "<ComplexType Name=\"t\"/><EnumType Name=\"t\"/>",
            "the metadata declares `n.t` twice",
        ),
        (
            "<ComplexType Name=\"t\" BaseType=\"n.u\"/><ComplexType Name=\"u\" BaseType=\"n.t\"/>",
            "`n.t` is its own base type in the metadata",
        ),
        (
            "<ComplexType Name=\"t\" BaseType=\"n.u\"/><EntityType Name=\"u\"/>",
            "the base type of `n.t` in the metadata is of another kind: `n.u`",
        ),
        (
            "<EnumType Name=\"e\"/><Action Name=\"f\" IsBound=\"true\"><Parameter Name=\"b\" Type=\"n.e\"/></Action>",
            "the operation `n.f` is bound to `n.e`, which is not an entity type or a complex type",
        ),
        (
            "<Action Name=\"f\" IsBound=\"true\"><Parameter Name=\"b\" Type=\"Edm.String\"/></Action>",
            "the operation `n.f` is bound to `Edm.String`, which is not an entity type or a complex type",
        ),
        (
            "<EntityContainer Name=\"c\"/>\n<EntityContainer Name=\"d\"/>",
            "line 5 of the metadata: there is a second entity container",
        ),
    ] {
        assert_eq!(schema_error(content), expected);
    }
}

#[test]
fn the_source_and_the_date_are_one_line_each() {
    for (source, date) in [("a\nb", "2026-08-01"), ("a", ""), (" ", "2026-08-01")] {
        let made = Section::from_csdl(ApiVersion::V1, source, date, service::CSDL.as_bytes());
        let error = made.expect_err("a text is refused").to_string();
        assert!(
            error.starts_with("the source and the date must be one line"),
            "{error}"
        );
    }
}
