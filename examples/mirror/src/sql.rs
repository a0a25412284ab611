//! Values of statements.

use graph_resource::types::MaybeSent;

/// The value of a column: `NULL` if the property has none.
pub fn text(property: &MaybeSent<String>) -> Option<&str> {
    match property {
        MaybeSent::Value(value) => Some(value),
        MaybeSent::Null | MaybeSent::Absent => None,
    }
}

/// 1 if the property was sent, and 0 if the column keeps its value. SQLite has no Boolean type.
pub fn is_sent<T>(property: &MaybeSent<T>) -> i64 {
    i64::from(!matches!(property, MaybeSent::Absent))
}
