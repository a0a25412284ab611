//! Whether a Rust type can hold the values of an OData type.

use super::shape::Leaf;

/// What is wrong with the Rust type of a field, and what to write instead.
pub(super) struct Misfit {
    pub(super) instead: &'static str,
}

/// Compares a Rust type with a primitive type, whose name is given without `Edm.`. A program's own types are trusted.
pub(super) fn misfit(edm: &str, leaf: Leaf) -> Option<Misfit> {
    if matches!(leaf, Leaf::Any | Leaf::Own) {
        return None;
    }
    let (fits, instead) = match edm {
        "String" => (is_read_from_text(leaf), "`String`"),
        "Boolean" => (leaf == Leaf::Bool, "`bool`"),
        "SByte" | "Byte" => (holds_integer(leaf, 8), "`i16`"),
        "Int16" => (holds_integer(leaf, 16), "`i16`"),
        "Int32" => (holds_integer(leaf, 32), "`i32`"),
        "Int64" => (holds_integer(leaf, 64), "`i64`"),
        "Single" => (matches!(leaf, Leaf::Float(_)), "`f32`"),
        "Double" | "Decimal" => (leaf == Leaf::Float(64), "`f64`"),
        "Guid" => (
            is_text(leaf) || leaf == Leaf::Uuid,
            "`String` or `uuid::Uuid`",
        ),
        "Date" => (
            is_text(leaf) || leaf == Leaf::Date,
            "`String`, or a date of `chrono`, `time`, or `jiff`",
        ),
        "DateTimeOffset" => (
            is_text(leaf) || leaf == Leaf::Instant,
            "`String`, or a date and time with an offset, such as `chrono::DateTime<Utc>`",
        ),
        "TimeOfDay" => (
            is_text(leaf) || leaf == Leaf::Time,
            "`String`, or a time of `chrono`, `time`, or `jiff`",
        ),
        "Duration" => (
            is_text(leaf) || leaf == Leaf::Duration,
            "`String` or `std::time::Duration`",
        ),
        "Binary" => (
            is_text(leaf),
            "`#[serde(default, deserialize_with = \"graph_resource::types::deserialize\")]` for bytes",
        ),
        _ => (true, ""),
    };
    (!fits).then_some(Misfit { instead })
}

/// Compares a Rust type with an enum, or with an object.
pub(super) fn is_scalar_but_text(leaf: Leaf) -> bool {
    matches!(
        leaf,
        Leaf::Bool
            | Leaf::Signed(_)
            | Leaf::Unsigned(_)
            | Leaf::Float(_)
            | Leaf::Bytes
            | Leaf::Uuid
            | Leaf::Instant
            | Leaf::LocalDateTime
            | Leaf::Date
            | Leaf::Time
            | Leaf::Duration
            | Leaf::OtherStd
    )
}

/// Some properties are strings that contain dates or GUIDs.
fn is_read_from_text(leaf: Leaf) -> bool {
    matches!(
        leaf,
        Leaf::Text
            | Leaf::Uuid
            | Leaf::Instant
            | Leaf::LocalDateTime
            | Leaf::Date
            | Leaf::Time
            | Leaf::Duration
    )
}

fn is_text(leaf: Leaf) -> bool {
    leaf == Leaf::Text
}

/// Programs may know that a number is never negative, as a size is, but not that it is small. Integers up to 32 bits are
/// exact in an `f64`.
fn holds_integer(leaf: Leaf, bits: u32) -> bool {
    match leaf {
        Leaf::Signed(width) | Leaf::Unsigned(width) => width >= bits,
        Leaf::Float(width) => width > bits,
        _ => false,
    }
}

/// The primitive type to write in queries, where the Rust type suggests another one.
pub(super) fn type_in_queries(edm: &str, leaf: Leaf) -> Option<&'static str> {
    match (edm, leaf) {
        ("Guid", Leaf::Text) => Some("Guid"),
        ("Date", Leaf::Text) => Some("Date"),
        ("DateTimeOffset", Leaf::Text) => Some("DateTimeOffset"),
        ("TimeOfDay", Leaf::Text) => Some("TimeOfDay"),
        ("Duration", Leaf::Text) => Some("Duration"),
        ("Binary", Leaf::Text) => Some("Binary"),
        ("String", Leaf::Uuid) => Some("String"),
        _ => None,
    }
}
