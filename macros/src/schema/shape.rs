//! What the name of a Rust type says about the values that it holds.

use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// What a field holds.
pub(super) struct Shape<'a> {
    pub(super) is_many: bool,
    /// Whether `null` has a place: in an `Option`, for example.
    pub(super) accepts_null: bool,
    pub(super) leaf: Leaf,
    /// The type of the value, or of the items, or of the members of `Flags`.
    pub(super) ty: &'a Type,
}

/// The type of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Leaf {
    Bool,
    /// With its number of bits.
    Signed(u32),
    Unsigned(u32),
    Float(u32),
    Text,
    /// `Vec<u8>`
    Bytes,
    /// A map, or a type that holds any JSON.
    Any,
    /// `types::Flags<…>`
    Flags,
    Uuid,
    /// A date and time with its offset, such as `DateTime<Utc>`.
    Instant,
    /// A date and time without an offset.
    LocalDateTime,
    Date,
    Time,
    Duration,
    /// Another type of the standard library, which is read from a string or an object.
    OtherStd,
    /// Another type, whose name alone does not say what it holds.
    Own,
}

const COLLECTIONS: &[&str] = &[
    "Vec",
    "VecDeque",
    "BTreeSet",
    "HashSet",
    "LinkedList",
    "IndexSet",
];
const WRAPPERS: &[&str] = &["Box", "Arc", "Rc"];
const NULLABLE: &[&str] = &["Option", "MaybeSent"];
const ANY: &[&str] = &[
    "Value",
    "Map",
    "HashMap",
    "BTreeMap",
    "IndexMap",
    "IgnoredAny",
];

/// Reads the shape from the type as it is written. An alias of another type is not recognized.
pub(super) fn of(ty: &Type) -> Shape<'_> {
    match ty {
        Type::Group(group) => of(&group.elem),
        Type::Paren(paren) => of(&paren.elem),
        Type::Array(array) if !is_byte(&array.elem) => many(of(&array.elem)),
        Type::Reference(reference) => of(&reference.elem),
        Type::Path(path) => match path.path.segments.last() {
            Some(last) => of_name(ty, last),
            None => one(ty, Leaf::Own),
        },
        _ => one(ty, Leaf::Own),
    }
}

fn of_name<'a>(ty: &'a Type, last: &'a PathSegment) -> Shape<'a> {
    let name = last.ident.to_string();
    let name = name.as_str();
    let Some(argument) = argument(last) else {
        return one(ty, leaf(name));
    };
    if COLLECTIONS.contains(&name) {
        if is_byte(argument) {
            return one(ty, Leaf::Bytes);
        }
        return many(of(argument));
    }
    if WRAPPERS.contains(&name) {
        return of(argument);
    }
    if NULLABLE.contains(&name) {
        return Shape {
            accepts_null: true,
            ..of(argument)
        };
    }
    match name {
        "Flags" => one(argument, Leaf::Flags),
        "DateTime" => one(ty, Leaf::Instant),
        _ => one(ty, leaf(name)),
    }
}

fn one<'a>(ty: &'a Type, leaf: Leaf) -> Shape<'a> {
    Shape {
        is_many: false,
        accepts_null: leaf == Leaf::Any,
        leaf,
        ty,
    }
}

fn many(items: Shape<'_>) -> Shape<'_> {
    Shape {
        is_many: true,
        accepts_null: false,
        ..items
    }
}

/// The first type argument.
fn argument(segment: &PathSegment) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}

fn is_byte(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("u8"))
}

fn leaf(name: &str) -> Leaf {
    match name {
        "bool" => Leaf::Bool,
        "String" | "str" | "Cow" => Leaf::Text,
        "Uuid" => Leaf::Uuid,
        "Bytes" => Leaf::Bytes,
        "OffsetDateTime" | "Timestamp" | "Zoned" => Leaf::Instant,
        "NaiveDateTime" | "PrimitiveDateTime" => Leaf::LocalDateTime,
        "NaiveDate" => Leaf::Date,
        "NaiveTime" => Leaf::Time,
        "Duration" | "TimeDelta" | "SignedDuration" => Leaf::Duration,
        "char" | "PathBuf" | "OsString" | "CString" | "SystemTime" | "IpAddr" | "Ipv4Addr"
        | "Ipv6Addr" | "SocketAddr" => Leaf::OtherStd,
        "i8" => Leaf::Signed(8),
        "i16" => Leaf::Signed(16),
        "i32" => Leaf::Signed(32),
        "i64" | "isize" => Leaf::Signed(64),
        "i128" => Leaf::Signed(128),
        "u8" => Leaf::Unsigned(8),
        "u16" => Leaf::Unsigned(16),
        "u32" => Leaf::Unsigned(32),
        "u64" | "usize" => Leaf::Unsigned(64),
        "u128" => Leaf::Unsigned(128),
        "f32" => Leaf::Float(32),
        "f64" => Leaf::Float(64),
        name if ANY.contains(&name) => Leaf::Any,
        _ => Leaf::Own,
    }
}
