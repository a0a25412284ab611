//! The trees that the parsers build.

/// An expression, as in `$filter` and `$orderby`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Expr {
    /// A literal.
    Literal(Literal),
    /// A property path, `address/city`.
    Path(Path),
    /// A function of the protocol, `startswith(displayName,'A')`.
    Call {
        /// Which one.
        method: Method,
        /// Its arguments; the parser has checked their number.
        arguments: Vec<Expr>,
    },
    /// `cast(expression,Type)`, or `cast(Type)` of the current item.
    Cast {
        /// What is cast; the current item if absent.
        operand: Option<Box<Expr>>,
        /// The name of the type.
        type_name: String,
    },
    /// `isof(expression,Type)`, or `isof(Type)` of the current item.
    IsOf {
        /// What is looked at; the current item if absent.
        operand: Option<Box<Expr>>,
        /// The name of the type.
        type_name: String,
    },
    /// `not expression`.
    Not(Box<Expr>),
    /// `-expression`. A sign that stands at a number belongs to the literal.
    Negate(Box<Expr>),
    /// Two expressions and the operator between them.
    Binary {
        /// The operator.
        operator: Operator,
        /// What stands before it.
        left: Box<Expr>,
        /// What stands behind it.
        right: Box<Expr>,
    },
    /// The list behind `in`, `('a','b')`.
    List(Vec<Expr>),
    /// `path/any(x:…)`, `path/all(x:…)`, `path/any()`.
    Lambda {
        /// The collection.
        collection: Path,
        /// `any` or `all`.
        quantifier: Quantifier,
        /// The variable and what is said of it; only `any` can do without.
        predicate: Option<Box<Predicate>>,
    },
}

/// The inside of a lambda, `x:x/id eq 1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Predicate {
    /// The name of the variable.
    pub variable: String,
    /// What is said of it.
    pub body: Expr,
}

/// `any` or `all`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// At least one item.
    Any,
    /// Every item.
    All,
}

/// A path of names. The first name may be the variable of a lambda around it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<Segment>);

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// A property, or a lambda's variable.
    Name(String),
    /// A cast, `microsoft.graph.user`.
    Type(String),
    /// `$count`, at the end.
    Count,
    /// `$ref`, at the end; only in `$expand`.
    Ref,
    /// `$it`, at the beginning.
    It,
}

/// An operator between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the protocol's own")]
pub enum Operator {
    Or,
    And,
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Add,
    Sub,
    Mul,
    Div,
    DivBy,
    Mod,
    Has,
    In,
}

/// A function of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the protocol's own")]
pub enum Method {
    Concat,
    Contains,
    EndsWith,
    IndexOf,
    Length,
    MatchesPattern,
    StartsWith,
    Substring,
    ToLower,
    ToUpper,
    Trim,
    Date,
    Day,
    FractionalSeconds,
    Hour,
    MaxDateTime,
    MinDateTime,
    Minute,
    Month,
    Now,
    Second,
    Time,
    TotalOffsetMinutes,
    TotalSeconds,
    Year,
    Ceiling,
    Floor,
    Round,
}

/// A literal. Texts are kept as they were written, once they are known to be well formed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// A whole number that fits 64 bits.
    Integer(i64),
    /// Any other number: `1.5`, `1e10`, or whole and beyond 64 bits.
    Decimal(String),
    /// `INF`
    Infinity,
    /// `-INF`
    NegativeInfinity,
    /// `NaN`
    NaN,
    /// `'text'`, without its quotes and with single ones inside.
    String(String),
    /// `01234567-89ab-cdef-0123-456789abcdef`
    Guid(String),
    /// `2020-01-31`
    Date(String),
    /// `2020-01-31T10:00:00Z`
    DateTimeOffset(String),
    /// `10:00:00`
    TimeOfDay(String),
    /// `duration'PT1H'`, without the frame.
    Duration(String),
    /// `binary'AQID'`, without the frame.
    Binary(String),
    /// `microsoft.graph.riskLevel'low,medium'`
    Enum {
        /// The name of the type.
        type_name: String,
        /// The members, as between the quotes.
        members: String,
    },
}

/// One key of `$orderby`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrderKey {
    /// What is sorted by.
    pub expression: Expr,
    /// Whether `desc` follows.
    pub descending: bool,
}

/// One item of `$select`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SelectItem {
    /// `*`
    All,
    /// A property, perhaps inside another one, perhaps behind a cast.
    Path(Path),
}

/// One item of `$expand`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ExpandItem {
    /// The navigation property, perhaps behind a cast, perhaps with `$count` or `$ref` at the end; empty for `*`.
    pub path: Path,
    /// What stands in parentheses.
    pub options: Options,
}

/// The system options of one collection: of the request, or of one item of `$expand`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Options {
    /// `$select`
    pub select: Option<Vec<SelectItem>>,
    /// `$expand`
    pub expand: Vec<ExpandItem>,
    /// `$filter`
    pub filter: Option<Expr>,
    /// `$orderby`
    pub order_by: Vec<OrderKey>,
    /// `$search`
    pub search: Option<Search>,
    /// `$top`
    pub top: Option<u64>,
    /// `$skip`
    pub skip: Option<u64>,
    /// `$count`
    pub count: Option<bool>,
    /// `$levels`, only inside `$expand`
    pub levels: Option<Levels>,
}

/// How deep a recursive expansion goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Levels {
    /// `$levels=2`
    Number(u64),
    /// `$levels=max`
    Max,
}

/// A search.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Search {
    /// A word, or the text between quotes without its escapes: `displayName:sales`.
    Term(Term),
    /// `NOT …`
    Not(Box<Search>),
    /// `… AND …`, or two that just follow each other.
    And(Box<Search>, Box<Search>),
    /// `… OR …`
    Or(Box<Search>, Box<Search>),
}

/// A word or a quoted text of a search.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// The text, without quotes and escapes.
    pub text: String,
    /// Whether it stood in quotes.
    pub quoted: bool,
}
