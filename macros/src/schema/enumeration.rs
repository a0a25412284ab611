//! An enum of member names: its variants are members of its type.

use graph_resource_schema::index::{EnumType, Type};
use graph_resource_schema::{Model, SchemaError, nearest};

use super::findings::Findings;
use super::own_type::{KnownBy, Own};
use crate::model::{Enum, Item, Member};

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
    for member in parsed.members.iter().filter(|member| !member.is_unknown) {
        check_member(own, &enumeration, member, found);
    }
    Ok(())
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
