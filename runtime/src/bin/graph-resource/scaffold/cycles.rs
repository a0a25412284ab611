//! Structs that contain themselves.

use super::model::{Core, FieldType, ItemId, Items, Kind};

/// Boxes the fields through which a struct would contain itself.
pub(crate) fn break_up(items: &mut Items) {
    for index in 0..items.0.len() {
        let id = ItemId(index);
        let fields = items.fields(id);
        let boxed: Vec<bool> = fields
            .iter()
            .map(|field| contained(&field.ty).is_some_and(|inner| reaches(items, inner, id)))
            .collect();
        if let Kind::Struct(fields) = &mut items.0[index].kind {
            for (field, is_boxed) in fields.iter_mut().zip(boxed) {
                field.ty.is_boxed |= is_boxed;
            }
        }
    }
}

/// The item that a value of the type contains, unless a list or a box is in between.
fn contained(ty: &FieldType) -> Option<ItemId> {
    match ty.core {
        Core::Object(id) if !ty.is_many && !ty.is_boxed => Some(id),
        _ => None,
    }
}

fn reaches(items: &Items, from: ItemId, to: ItemId) -> bool {
    let mut seen = vec![from];
    let mut next = 0;
    while next < seen.len() {
        let id = seen[next];
        if id == to {
            return true;
        }
        for inner in contents(items, id) {
            if !seen.contains(&inner) {
                seen.push(inner);
            }
        }
        next += 1;
    }
    false
}

fn contents(items: &Items, id: ItemId) -> Vec<ItemId> {
    match &items.get(id).kind {
        Kind::Struct(fields) => fields.iter().filter_map(|f| contained(&f.ty)).collect(),
        Kind::Union(variants, _) => variants.iter().map(|(_, id)| *id).collect(),
        Kind::Enum(..) | Kind::Map => Vec::new(),
    }
}
