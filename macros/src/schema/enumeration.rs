//! An enum of member names: its variants are members of its type.

use graph_resource_schema::index::{EnumType, Type};
use graph_resource_schema::{Model, SchemaError, nearest};

use super::findings::Findings;
use super::own_type::{KnownBy, Own};
use crate::model::{Enum, Item, Member};
use crate::names;

pub(super) fn check(
    model: Model<'_>,
    item: &Item,
    parsed: &Enum,
    own: Option<Own<'_>>,
    found: &mut Findings,
) -> Result<(), SchemaError> {
    let Some(own) = own else {
        return Ok(());
    };
    let Some(Type::Enum(enumeration)) = model.get(own.name)? else {
        let message = format!(
            "`{}` is not an enum in the schema: correct `type`",
            own.name
        );
        found.errors.add(&item.ident, message);
        return Ok(());
    };
    let members = parsed.members.iter().filter(|member| !member.is_unknown);
    if let Some(rule) = missing_rule(parsed, &enumeration) {
        let message = format!(
            "the members of `{}` have names such as `{}`: add `#[serde(rename_all = \"{rule}\")]`",
            own.name, enumeration.members[0].name
        );
        found.errors.add(&item.ident, message);
        return Ok(());
    }
    members.for_each(|member| check_member(own, &enumeration, member, found));
    Ok(())
}

/// The rule of `rename_all` that gives all variants the names of members, if there is none.
fn missing_rule(parsed: &Enum, enumeration: &EnumType<'_>) -> Option<&'static str> {
    let members = parsed.members.iter().filter(|member| !member.is_unknown);
    let derived: Vec<&str> = members
        .filter(|member| !member.is_renamed)
        .map(|member| member.name.as_str())
        .collect();
    let is_member = |name: &str| {
        let mut members = enumeration.members.iter();
        members.any(|member| member.name == name)
    };
    if parsed.has_rename_all || derived.is_empty() || derived.iter().any(|name| is_member(name)) {
        return None;
    }
    if derived
        .iter()
        .all(|name| is_member(&names::lower_first(name)))
    {
        return Some("camelCase");
    }
    let is_lowercase = |name: &&str| is_member(&name.to_ascii_lowercase());
    derived.iter().all(is_lowercase).then_some("lowercase")
}

fn check_member(own: Own<'_>, enumeration: &EnumType<'_>, member: &Member, found: &mut Findings) {
    let names = enumeration.members.iter().map(|member| member.name);
    if names.clone().any(|name| name == member.name) {
        return;
    }
    let hint = match nearest(&member.name, names) {
        Some(similar) => format!("the schema has `{similar}`"),
        None => "remove the variant".to_owned(),
    };
    let other_type = match own.known_by {
        KnownBy::Name => {
            ", or give the name of the type if this is another enum (`type = \"microsoft.graph.…\"`)"
        }
        KnownBy::Argument | KnownBy::Path => "",
    };
    let message = format!(
        "`{}` is no member of `{}`: {hint}{other_type}",
        member.name, own.name
    );
    found.errors.add(&member.ident, message);
}
