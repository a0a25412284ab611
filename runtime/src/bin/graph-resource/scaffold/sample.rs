//! What a sample answer contains.

use graph_resource_schema::{Model, QualifiedName};
use serde_json::{Map, Value};

use super::download_url::DOWNLOAD_URL;
use super::error::ScaffoldError;
use super::wants::{Found, Reason, Wanted, Wants, find, is_structured};

type Object = Map<String, Value>;

/// The objects of a sample answer: those of `{"value": […]}`, of an array, or the object itself.
pub(crate) fn objects(sample: &Value) -> Result<Vec<&Object>, ScaffoldError> {
    let found = match sample {
        Value::Array(items) => objects_of(items),
        Value::Object(object) => match object.get("value") {
            Some(Value::Array(items)) => objects_of(items),
            Some(Value::Object(inner)) => vec![inner],
            _ => vec![object],
        },
        _ => Vec::new(),
    };
    if found.is_empty() {
        let message = "the sample contains no object: pass a response with at least one";
        return Err(ScaffoldError::new(message));
    }
    Ok(found)
}

fn objects_of(items: &[Value]) -> Vec<&Object> {
    items.iter().filter_map(Value::as_object).collect()
}

/// Turns objects into what is asked for.
pub(crate) struct Reader<'n, 's> {
    pub(crate) model: Model<'s>,
    /// What the user should know.
    pub(crate) notes: &'n mut Vec<String>,
}

impl<'s> Reader<'_, 's> {
    /// The properties that objects of a type have, and their derived types.
    pub(crate) fn wants(
        &mut self,
        ty: QualifiedName<'s>,
        objects: &[&Object],
    ) -> Result<Wants<'s>, ScaffoldError> {
        let mut groups: Vec<(QualifiedName<'s>, Vec<&Object>)> = Vec::new();
        for object in objects {
            let actual = self.actual_type(ty, object)?;
            match groups.iter_mut().find(|(other, _)| *other == actual) {
                Some((_, group)) => group.push(object),
                None => groups.push((actual, vec![object])),
            }
        }
        if let [(only, _)] = groups.as_slice() {
            if *only == ty {
                return self.properties(ty, objects);
            }
        }
        let mut wants = Wants::default();
        for (actual, group) in groups {
            let properties = self.properties(actual, &group)?;
            wants.types.push((actual, properties));
        }
        Ok(wants)
    }

    /// The type that an object says it has, if it is derived from the declared one.
    fn actual_type(
        &mut self,
        declared: QualifiedName<'s>,
        object: &Object,
    ) -> Result<QualifiedName<'s>, ScaffoldError> {
        let Some(written) = object.get("@odata.type").and_then(Value::as_str) else {
            return Ok(declared);
        };
        let Some(actual) = self.model.find_name(written) else {
            self.note(format!(
                "the schema has no type `{written}`, as the sample says"
            ));
            return Ok(declared);
        };
        if self.model.is_kind_of(actual, declared)? {
            return Ok(actual);
        }
        self.note(format!(
            "`{actual}` of the sample is not derived from `{declared}`"
        ));
        Ok(declared)
    }

    fn properties(
        &mut self,
        ty: QualifiedName<'s>,
        objects: &[&Object],
    ) -> Result<Wants<'s>, ScaffoldError> {
        let mut names: Vec<&String> = Vec::new();
        for name in objects.iter().flat_map(|object| object.keys()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        // JSON objects have no order, so the fields have that of the schema.
        let lineage = self.model.lineage(ty)?;
        let declared = lineage.iter().rev().flat_map(|ty| &ty.properties);
        let declared: Vec<&str> = declared.map(|property| property.name).collect();
        names.sort_by_key(|name| {
            let place = declared.iter().position(|declared| declared == name);
            place.unwrap_or(declared.len())
        });
        let mut wants = Wants::default();
        for name in names {
            if name.contains('@') && name != DOWNLOAD_URL {
                continue;
            }
            if let Some(wanted) = self.property(ty, name, objects)? {
                wants.add(wanted);
            }
        }
        Ok(wants)
    }

    fn property(
        &mut self,
        ty: QualifiedName<'s>,
        name: &str,
        objects: &[&Object],
    ) -> Result<Option<Wanted<'s>>, ScaffoldError> {
        let values: Vec<&Value> = objects
            .iter()
            .filter_map(|object| object.get(name))
            .collect();
        let declared = match find(self.model, ty, name)? {
            Found::Declared(property) => Some(property),
            Found::Ambiguous => None,
            Found::Unknown => {
                if name != DOWNLOAD_URL && !self.model.is_open(ty)? {
                    self.note(format!("`{ty}` has no `{name}`: the field holds any JSON"));
                }
                None
            }
        };
        let is_optional =
            values.len() < objects.len() || values.iter().any(|value| value.is_null());
        let (of, reason) = match declared {
            Some(property) if property.is_navigation() => {
                let reason = Reason::Expanded(property.name.to_owned());
                (self.nested(property.ty.name, &values)?, reason)
            }
            Some(property) if is_structured(self.model, property.ty.name)? => {
                (self.nested(property.ty.name, &values)?, Reason::Selected)
            }
            _ => (Wants::default(), Reason::Selected),
        };
        Ok(Some(Wanted {
            name: declared.map_or(name, |property| property.name).to_owned(),
            declared,
            of,
            reason,
            is_optional,
        }))
    }

    /// Without an object in the sample, the value may have any property.
    fn nested(
        &mut self,
        ty: QualifiedName<'s>,
        values: &[&Value],
    ) -> Result<Wants<'s>, ScaffoldError> {
        let mut objects = Vec::new();
        for value in values {
            match value {
                Value::Object(object) => objects.push(object),
                Value::Array(items) => objects.extend(objects_of(items)),
                _ => {}
            }
        }
        objects.retain(|object| !object.is_empty());
        if objects.is_empty() {
            return Ok(Wants::all());
        }
        self.wants(ty, &objects)
    }

    fn note(&mut self, note: String) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}
