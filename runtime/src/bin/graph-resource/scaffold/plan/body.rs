//! The struct for the parameters of an action, which are its body.

use graph_resource_schema::TypeRef;
use graph_resource_schema::index::Parameter;

use super::planner::Planner;
use crate::scaffold::edm::{self, ValueTypes};
use crate::scaffold::model::{Core, Field, FieldType, ItemId, Kind, Value, ValueKind};
use crate::scaffold::names;

impl<'s> Planner<'s> {
    /// Adds the struct for the body of an action.
    pub(crate) fn body(&mut self, action: &str, parameters: &[Parameter<'s>]) -> ItemId {
        let name = self.names.choose_for(&format!("{action}Parameters"));
        let doc = format!("The parameters of the action `{action}`.");
        let mut taken = Vec::new();
        let fields = parameters.iter().map(|parameter| {
            let name = names::free(&names::snake(parameter.name), &mut taken);
            field(name, parameter)
        });
        let fields = fields.collect();
        self.add(name, vec![doc], None, Kind::Body(fields))
    }
}

fn field(name: String, parameter: &Parameter<'_>) -> Field {
    Field {
        name,
        wire: parameter.name.to_owned(),
        ty: FieldType {
            core: Core::Value(value(parameter.ty)),
            is_many: parameter.ty.is_collection,
            is_option: parameter.is_optional || parameter.ty.is_nullable,
            is_boxed: false,
        },
        edm_type: None,
        expand: None,
        has_default: false,
        only_in_query: false,
        is_unchecked: false,
    }
}

/// The type of a value. Objects, enums, and values whose JSON is not that of their Rust type are any JSON.
fn value(ty: TypeRef<'_>) -> Value {
    if !ty.name.is_primitive() {
        return edm::JSON;
    }
    let (value, _) = edm::value(ty.name.name, ValueTypes::default());
    match value.kind {
        ValueKind::Text
        | ValueKind::Boolean
        | ValueKind::Integer
        | ValueKind::Float
        | ValueKind::BareText
        | ValueKind::DurationText
            if ty.name.name != "Int64" =>
        {
            value
        }
        _ => edm::JSON,
    }
}
