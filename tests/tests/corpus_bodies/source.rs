//! From metadata to annotated structs.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::csdl::{Property, Schema, Type};

/// The source of a type, and of all that it is made of.
pub fn of(schema: &Schema, roots: &BTreeSet<String>) -> String {
    let mut source = String::new();
    let mut done = BTreeSet::new();
    let mut waiting: Vec<String> = roots.iter().cloned().collect();
    while let Some(name) = waiting.pop() {
        if !done.insert(name.clone()) {
            continue;
        }
        match schema.find(&name) {
            Some((_, Type::Enum { members })) => enumeration(&mut source, &name, members),
            Some((_, Type::Structured { .. })) => {
                let properties = schema.properties(&name);
                waiting.extend(
                    properties
                        .iter()
                        .filter(|property| !property.navigation)
                        .map(|property| property.ty.clone())
                        .filter(|ty| schema.find(ty).is_some()),
                );
                structure(&mut source, schema, &name, &properties);
            }
            None => {}
        }
    }
    source
}

/// `microsoft.graph.identityGovernance.run` → `MicrosoftGraphIdentityGovernanceRun`
pub fn ident(name: &str) -> String {
    name.split('.').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

fn structure(source: &mut String, schema: &Schema, name: &str, properties: &[Property]) {
    let ident = self::ident(name);
    writeln!(
        source,
        "\n#[graph_resource(type = {name:?}, get(one = \"/e/<key>\"), list(many = \"/e/<key>\"))]\n\
         #[derive(Debug, Deserialize, Serialize)]\npub struct {ident} {{"
    )
    .unwrap();
    let mut seen = BTreeSet::new();
    for (index, property) in properties.iter().enumerate().filter(|(_, property)| seen.insert(property.name.clone())) {
        let ty = self::ty(schema, property);
        let ty = if property.collection { format!("Vec<{ty}>") } else { ty };
        let skip = if property.navigation { "#[graph(skip)] " } else { "" };
        writeln!(
            source,
            "    {skip}#[serde(rename = {:?}, skip_serializing_if = \"Option::is_none\")]\n    pub f{index}: Option<{ty}>,",
            property.name
        )
        .unwrap();
    }
    if properties.iter().all(|property| property.navigation) {
        source.push_str("    #[serde(flatten)] pub rest: std::collections::HashMap<String, Value>,\n");
    }
    source.push_str("}\n");
}

fn ty(schema: &Schema, property: &Property) -> String {
    if property.navigation {
        return "Value".to_owned();
    }
    match property.ty.as_str() {
        "Edm.Boolean" => "bool".to_owned(),
        "Edm.Int16" | "Edm.Int32" | "Edm.Int64" | "Edm.Byte" | "Edm.SByte" => "i64".to_owned(),
        "Edm.Double" | "Edm.Single" | "Edm.Decimal" => "serde_json::Number".to_owned(),
        "Edm.Untyped" => "Value".to_owned(),
        ty if ty.starts_with("Edm.") => "String".to_owned(),
        ty => match schema.find(ty) {
            Some((name, Type::Structured { .. })) => format!("Box<{}>", ident(name)),
            Some((name, Type::Enum { .. })) => ident(name),
            None => "Value".to_owned(),
        },
    }
}

fn enumeration(source: &mut String, name: &str, members: &[String]) {
    let ident = self::ident(name);
    writeln!(
        source,
        "\n#[graph_resource(type = {name:?})]\n#[derive(Debug, Deserialize, Serialize)]\npub enum {ident} {{"
    )
    .unwrap();
    for (index, member) in members.iter().enumerate() {
        writeln!(source, "    #[serde(rename = {member:?})] M{index},").unwrap();
    }
    source.push_str("    #[serde(untagged)] Unknown(String),\n}\n");
}
