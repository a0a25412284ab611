//! From primitive types of OData to Rust's.

use super::model::{Value, ValueKind};

/// Which crate's dates and times the fields have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Dates {
    Chrono,
    Time,
    Jiff,
    #[default]
    String,
}

/// Which type the fields for GUIDs have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Guids {
    Uuid,
    #[default]
    String,
}

/// The types that the user wants for values that JSON has no type for.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ValueTypes {
    pub(crate) dates: Dates,
    pub(crate) guids: Guids,
}

/// The Rust type of a primitive type, named without `Edm.`, and the type that the attribute has to be given.
pub(crate) fn value(edm: &str, types: ValueTypes) -> (Value, Option<&'static str>) {
    match edm {
        "String" => plain("String", ValueKind::Text),
        "Boolean" => plain("bool", ValueKind::Boolean),
        "Byte" => plain("u8", ValueKind::Integer),
        "SByte" => plain("i8", ValueKind::Integer),
        "Int16" => plain("i16", ValueKind::Integer),
        "Int32" => plain("i32", ValueKind::Integer),
        "Int64" => plain("graph_resource::types::Int64", ValueKind::Integer),
        "Single" => read("f32", ValueKind::Float),
        "Double" => read("f64", ValueKind::Float),
        "Decimal" => plain("graph_resource::types::Decimal", ValueKind::Decimal),
        "Binary" => read("Vec<u8>", ValueKind::Binary),
        "Guid" if types.guids == Guids::Uuid => plain("uuid::Uuid", ValueKind::Uuid),
        "Guid" => text("Edm.Guid", ValueKind::BareText),
        "DateTimeOffset" | "Date" | "TimeOfDay" | "Duration" => temporal(edm, types.dates),
        _ => plain("serde_json::Value", ValueKind::Json),
    }
}

fn temporal(edm: &str, dates: Dates) -> (Value, Option<&'static str>) {
    let kind = ValueKind::Temporal;
    match (dates, edm) {
        (Dates::String, "DateTimeOffset") => text("Edm.DateTimeOffset", ValueKind::BareText),
        (Dates::String, "Date") => text("Edm.Date", ValueKind::BareText),
        (Dates::String, "TimeOfDay") => text("Edm.TimeOfDay", ValueKind::BareText),
        (Dates::String, _) => text("Edm.Duration", ValueKind::DurationText),
        (Dates::Chrono, "DateTimeOffset") => plain("chrono::DateTime<chrono::Utc>", kind),
        (Dates::Chrono, "Date") => plain("chrono::NaiveDate", kind),
        (Dates::Chrono, "TimeOfDay") => plain("chrono::NaiveTime", kind),
        (Dates::Chrono, _) => read("chrono::TimeDelta", kind),
        (Dates::Time, "DateTimeOffset") => read("time::OffsetDateTime", kind),
        (Dates::Time, "Date") => read("time::Date", kind),
        (Dates::Time, "TimeOfDay") => read("time::Time", kind),
        (Dates::Time, _) => read("time::Duration", kind),
        (Dates::Jiff, "DateTimeOffset") => read("jiff::Timestamp", kind),
        (Dates::Jiff, "Date") => plain("jiff::civil::Date", kind),
        (Dates::Jiff, "TimeOfDay") => plain("jiff::civil::Time", kind),
        (Dates::Jiff, _) => read("jiff::SignedDuration", kind),
    }
}

/// Any JSON.
pub(crate) const JSON: Value = Value {
    path: "serde_json::Value",
    needs_deserialize: false,
    kind: ValueKind::Json,
};

fn plain(path: &'static str, kind: ValueKind) -> (Value, Option<&'static str>) {
    let value = Value {
        path,
        needs_deserialize: false,
        kind,
    };
    (value, None)
}

fn read(path: &'static str, kind: ValueKind) -> (Value, Option<&'static str>) {
    let value = Value {
        path,
        needs_deserialize: true,
        kind,
    };
    (value, None)
}

/// A string that queries write as a value of the type.
fn text(edm: &'static str, kind: ValueKind) -> (Value, Option<&'static str>) {
    let (value, _) = plain("String", kind);
    (value, Some(edm))
}
