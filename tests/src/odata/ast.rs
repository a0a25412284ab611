//! The syntax trees that the parsers return.

/// An expression, as in `$filter` and `$orderby`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Expr {
    /// A literal.
    Literal(Literal),
    /// A property path, `address/city`.
    Path(Path),
    /// A built-in function, `startswith(displayName,'A')`.
    Call {
        /// The function.
        method: Method,
        /// Its arguments, whose number the parser has checked.
        arguments: Vec<Expr>,
    },
    /// `cast(expression,Type)`, or `cast(Type)` of the current item.
    Cast {
        /// The operand, or `None` for the current item.
        operand: Option<Box<Expr>>,
        /// The name of the type.
        type_name: String,
    },
    /// `isof(expression,Type)`, or `isof(Type)` of the current item.
    IsOf {
        /// The operand, or `None` for the current item.
        operand: Option<Box<Expr>>,
        /// The name of the type.
        type_name: String,
    },
    /// `not expression`.
    Not(Box<Expr>),
    /// `-expression`. The sign of a number belongs to its literal.
    Negate(Box<Expr>),
    /// Two expressions and the operator between them.
    Binary {
        /// The operator.
        operator: Operator,
        /// The left operand.
        left: Box<Expr>,
        /// The right operand.
        right: Box<Expr>,
    },
    /// The list after `in`, `('a','b')`.
    List(Vec<Expr>),
    /// `path/any(x:…)`, `path/all(x:…)`, `path/any()`.
    Lambda {
        /// The collection.
        collection: Path,
        /// `any` or `all`.
        quantifier: Quantifier,
        /// The variable and the condition, which only `any` can omit.
        predicate: Option<Box<Predicate>>,
    },
}

/// The inside of a lambda, `x:x/id eq 1`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Predicate {
    /// The name of the variable.
    pub variable: String,
    /// The condition.
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

/// A path of names. The first name may be the variable of an enclosing lambda.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<Segment>);

/// One segment of a path.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// A property, or a lambda's variable.
    Name(String),
    /// A cast, `microsoft.graph.user`.
    Type(String),
    /// `$count`, at the end.
    Count,
    /// `$ref`, at the end, only in `$expand`.
    Ref,
    /// `$it`, at the beginning.
    It,
}

/// An operator between two expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of OData")]
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

/// A built-in function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of OData")]
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

/// A literal. Values that are kept as text have been checked to be well formed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Literal {
    /// `null`
    Null,
    /// `true`, `false`
    Boolean(bool),
    /// An integer of at most 64 bits.
    Integer(i64),
    /// Any other number: `1.5`, `1e10`, or an integer of more than 64 bits.
    Decimal(String),
    /// `INF`
    Infinity,
    /// `-INF`
    NegativeInfinity,
    /// `NaN`
    NaN,
    /// `'text'`, without its quotes and with doubled quotes resolved.
    String(String),
    /// `01234567-89ab-cdef-0123-456789abcdef`
    Guid(String),
    /// `2020-01-31`
    Date(String),
    /// `2020-01-31T10:00:00Z`
    DateTimeOffset(String),
    /// `10:00:00`
    TimeOfDay(String),
    /// `duration'PT1H'`, without the prefix and quotes.
    Duration(String),
    /// `binary'AQID'`, without the prefix and quotes.
    Binary(String),
    /// `microsoft.graph.riskLevel'low,medium'`
    Enum {
        /// The name of the type.
        type_name: String,
        /// The members, as in the quotes.
        members: String,
    },
}

/// One key of `$orderby`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct OrderKey {
    /// The sort expression.
    pub expression: Expr,
    /// Whether the order is descending.
    pub descending: bool,
}

/// One item of `$select`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SelectItem {
    /// `*`
    All,
    /// The path of a property, which may contain casts.
    Path(Path),
}

/// One item of `$expand`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ExpandItem {
    /// The path of the navigation property, which may contain casts and end in `$count` or `$ref`. It is empty for `*`.
    pub path: Path,
    /// The options in parentheses.
    pub options: Options,
}

/// The system query options of the request or of one item of `$expand`.
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

/// The depth of a recursive expansion.
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
    /// A word or a quoted phrase: `displayName:sales`.
    Term(Term),
    /// `NOT …`
    Not(Box<Search>),
    /// `… AND …`, or two adjacent terms.
    And(Box<Search>, Box<Search>),
    /// `… OR …`
    Or(Box<Search>, Box<Search>),
}

/// A word or a quoted phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// The text, without quotes and escapes.
    pub text: String,
    /// Whether it was quoted.
    pub quoted: bool,
}
