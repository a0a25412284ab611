//! Generates annotated types from the metadata.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::csdl::{Property, Schema, Type, Typed};
use crate::names;

/// The types to generate.
pub struct Scaffold<'a> {
    pub schema: &'a Schema,
    /// The types that are read directly, with the attribute arguments for their endpoints.
    pub roots: &'a BTreeMap<String, String>,
    /// The navigation properties that are expanded, each with its declaring type.
    pub expanded: &'a BTreeSet<(String, String)>,
}

impl Scaffold<'_> {
    /// The source of the types and of every type they use.
    pub fn source(&self) -> String {
        let mut source = String::from(
            "use graph_resource::graph_resource;\nuse graph_resource::types::Flags;\nuse serde::{Deserialize, Serialize};\n",
        );
        let mut done = BTreeSet::new();
        let mut waiting: Vec<String> = self.roots.keys().cloned().collect();
        while let Some(name) = waiting.pop() {
            if !done.insert(name.clone()) {
                continue;
            }
            match self.schema.find(&name) {
                Some((_, Type::Enum { members, .. })) => enumeration(&mut source, &name, members),
                Some((_, Type::Structured { .. })) => {
                    let properties = self.schema.properties(&name);
                    let typed = properties
                        .iter()
                        .filter(|property| self.is_typed(&name, property));
                    waiting.extend(typed.filter_map(|property| {
                        Some(self.schema.find(&property.ty.name)?.0.to_owned())
                    }));
                    self.structure(&mut source, &name, &properties);
                }
                None => {}
            }
        }
        source
    }

    /// Whether a property needs a type. A navigation property that is not expanded is never sent.
    fn is_typed(&self, owner: &str, property: &Property) -> bool {
        !property.navigation
            || self
                .expanded
                .contains(&(owner.to_owned(), property.name.clone()))
    }

    fn structure(&self, source: &mut String, name: &str, properties: &[&Property]) {
        let endpoints = self
            .roots
            .get(name)
            .map(|arguments| format!(", {arguments}"))
            .unwrap_or_default();
        writeln!(
            source,
            "\n#[graph_resource(type = {name:?}{endpoints})]\n#[derive(Debug, Clone, Deserialize, Serialize)]\n\
             #[serde(rename_all = \"camelCase\")]\npub struct {} {{",
            names::of_type(name)
        )
        .unwrap();
        let mut taken = BTreeSet::new();
        for property in properties {
            let field = names::unique(names::snake(&property.name), &mut taken);
            let mut serde = vec!["skip_serializing_if = \"Option::is_none\"".to_owned()];
            if names::camel(&field) != property.name || names::field(&field).ends_with('_') {
                serde.insert(0, format!("rename = {:?}", property.name));
            }
            if self.is_flags(&property.ty) {
                serde.push("serialize_with = \"super::harness::flags\"".to_owned());
            }
            match (property.navigation, self.is_typed(name, property)) {
                (true, true) => source.push_str("    #[graph(expand)]\n"),
                (true, false) => source.push_str("    #[graph(skip)]\n"),
                _ => {}
            }
            writeln!(source, "    #[serde({})]", serde.join(", ")).unwrap();
            writeln!(
                source,
                "    pub {}: Option<{}>,",
                names::field(&field),
                self.rust_type(name, property)
            )
            .unwrap();
        }
        // A type without properties only occurs as one of its derived types, so everything is collected.
        if properties.iter().all(|property| property.navigation) {
            source.push_str(
                "    #[serde(flatten)]\n    pub rest: std::collections::BTreeMap<String, serde_json::Value>,\n",
            );
        }
        source.push_str("}\n");
    }

    fn is_flags(&self, ty: &Typed) -> bool {
        matches!(
            self.schema.find(&ty.name),
            Some((_, Type::Enum { flags: true, .. }))
        ) && !ty.collection
    }

    /// The type of a field inside its `Option`.
    fn rust_type(&self, owner: &str, property: &Property) -> String {
        let ty = &property.ty;
        let found = self
            .schema
            .find(&ty.name)
            .filter(|_| self.is_typed(owner, property));
        let one = match (ty.name.as_str(), found) {
            (_, Some((name, Type::Structured { .. }))) if ty.collection => names::of_type(name),
            // A type may be recursive.
            (_, Some((name, Type::Structured { .. }))) => format!("Box<{}>", names::of_type(name)),
            (_, Some((name, Type::Enum { .. }))) if self.is_flags(ty) => {
                format!("Flags<{}>", names::of_type(name))
            }
            (_, Some((name, Type::Enum { .. }))) => names::of_type(name),
            ("Edm.Boolean", _) => "bool".to_owned(),
            ("Edm.Int16" | "Edm.Int32" | "Edm.Int64" | "Edm.Byte" | "Edm.SByte", _) => {
                "i64".to_owned()
            }
            ("Edm.Double" | "Edm.Single" | "Edm.Decimal", _) => "f64".to_owned(),
            ("Edm.Untyped" | "Edm.PrimitiveType" | "Edm.ComplexType" | "Edm.EntityType", _) => {
                "serde_json::Value".to_owned()
            }
            (edm, _) if edm.starts_with("Edm.") => "String".to_owned(),
            _ => "serde_json::Value".to_owned(),
        };
        if ty.collection {
            format!("Vec<{one}>")
        } else {
            one
        }
    }
}

fn enumeration(source: &mut String, name: &str, members: &[String]) {
    writeln!(
        source,
        "\n#[graph_resource(type = {name:?})]\n#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]\n\
         #[serde(rename_all = \"camelCase\")]\npub enum {} {{",
        names::of_type(name)
    )
    .unwrap();
    let mut taken = BTreeSet::from(["Self".to_owned()]);
    for member in members {
        let variant = names::unique(names::pascal(member), &mut taken);
        if names::lower_first(&variant) != *member {
            writeln!(source, "    #[serde(rename = {member:?})]").unwrap();
        }
        writeln!(source, "    {variant},").unwrap();
    }
    // Many enums have their own member `unknown`.
    let rest = if taken.contains("Unknown") {
        "Unrecognized"
    } else {
        "Unknown"
    };
    let rest = names::unique(rest.to_owned(), &mut taken);
    writeln!(source, "    #[serde(untagged)]\n    {rest}(String),\n}}").unwrap();
}

#[test]
fn generated_types_read_like_hand_written_ones() {
    let schema = Schema::read(
        r#"<Edmx><Schema Namespace="microsoft.graph" Alias="graph">
        <EnumType Name="kind"><Member Name="unknown"/><Member Name="inProgress"/><Member Name="id_token"/></EnumType>
        <EntityType Name="user">
            <Property Name="displayName" Type="Edm.String"/>
            <Property Name="type" Type="graph.kind"/>
            <Property Name="hasMFA" Type="Edm.Boolean"/>
            <NavigationProperty Name="manager" Type="graph.user"/>
            <NavigationProperty Name="friends" Type="Collection(graph.user)"/>
        </EntityType></Schema></Edmx>"#,
    );
    let roots = BTreeMap::from([(
        "microsoft.graph.user".to_owned(),
        "path = \"/users/<userId>\"".to_owned(),
    )]);
    let expanded = BTreeSet::from([("microsoft.graph.user".to_owned(), "manager".to_owned())]);
    let source = Scaffold {
        schema: &schema,
        roots: &roots,
        expanded: &expanded,
    }
    .source();
    let lines: Vec<_> = source
        .lines()
        .map(|line| {
            line.trim()
                .replace("skip_serializing_if = \"Option::is_none\"", "…")
        })
        .collect();
    for expected in [
        r#"#[graph_resource(type = "microsoft.graph.user", path = "/users/<userId>")]|#[derive(Debug, Clone, Deserialize, Serialize)]|#[serde(rename_all = "camelCase")]|pub struct User {"#,
        "#[serde(…)]|pub display_name: Option<String>,",
        "#[serde(…)]|pub r#type: Option<Kind>,",
        r#"#[serde(rename = "hasMFA", …)]|pub has_mfa: Option<bool>,"#,
        "#[graph(expand)]|#[serde(…)]|pub manager: Option<Box<User>>,",
        "#[graph(skip)]|#[serde(…)]|pub friends: Option<Vec<serde_json::Value>>,",
        r#"Unknown,|InProgress,|#[serde(rename = "id_token")]|IdToken,|#[serde(untagged)]|Unrecognized(String),|}"#,
    ] {
        assert!(lines.join("|").contains(expected), "{expected}\n{source}");
    }
}
