//! Random conditions.

use proptest::collection::vec;
use proptest::prelude::*;

/// A numeric expression.
#[derive(Debug, Clone)]
pub enum Num {
    Whole(i64),
    Float(f64),
    Field,
    Nested,
    Length(Box<Txt>),
    Parts,
    Infix(Arithmetic, Box<Num>, Box<Num>),
    Minus(Box<Num>),
}

/// A string expression.
#[derive(Debug, Clone)]
pub enum Txt {
    Literal(String),
    Field,
    Lower(Box<Txt>),
    Trim(Box<Txt>),
}

/// A Boolean expression.
#[derive(Debug, Clone)]
pub enum Cond {
    Numbers(Comparison, Num, Num),
    Texts(Comparison, Txt, Txt),
    Hidden(bool),
    NoName,
    OneOf(Vec<String>),
    Starts(Txt, Txt),
    AnyTag(String),
    AnyPart(i64, Box<Cond>),
    NoTag,
    And(Box<Cond>, Box<Cond>),
    Or(Box<Cond>, Box<Cond>),
    Not(Box<Cond>),
}

#[derive(Debug, Clone, Copy)]
pub enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

#[derive(Debug, Clone, Copy)]
pub enum Comparison {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

const DEPTH: u32 = 6;

/// Any characters, unlike proptest's default strings, which have no control characters.
fn content() -> impl Strategy<Value = String> {
    vec(
        prop_oneof![any::<char>(), prop::char::ranges(vec!['\0'..='~'].into())],
        0..12,
    )
    .prop_map(String::from_iter)
}

fn texts() -> impl Strategy<Value = Txt> {
    let leaf = prop_oneof![content().prop_map(Txt::Literal), Just(Txt::Field)];
    leaf.prop_recursive(3, 6, 1, |inner| {
        prop_oneof![
            inner.clone().prop_map(|text| Txt::Lower(Box::new(text))),
            inner.prop_map(|text| Txt::Trim(Box::new(text))),
        ]
    })
}

fn arithmetic() -> impl Strategy<Value = Arithmetic> {
    use Arithmetic::{Add, Div, Mod, Mul, Sub};
    prop_oneof![Just(Add), Just(Sub), Just(Mul), Just(Div), Just(Mod)]
}

fn comparisons() -> impl Strategy<Value = Comparison> {
    use Comparison::{Eq, Ge, Gt, Le, Lt, Ne};
    prop_oneof![Just(Eq), Just(Ne), Just(Gt), Just(Ge), Just(Lt), Just(Le)]
}

fn numbers() -> impl Strategy<Value = Num> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(Num::Whole),
        prop::num::f64::ANY.prop_map(Num::Float),
        Just(Num::Field),
        Just(Num::Nested),
        Just(Num::Parts),
        texts().prop_map(|text| Num::Length(Box::new(text))),
    ];
    leaf.prop_recursive(DEPTH, 24, 2, |inner| {
        prop_oneof![
            (arithmetic(), inner.clone(), inner.clone()).prop_map(|(op, a, b)| Num::Infix(
                op,
                Box::new(a),
                Box::new(b)
            )),
            inner.prop_map(|number| Num::Minus(Box::new(number))),
        ]
    })
}

pub fn conditions() -> impl Strategy<Value = Cond> {
    let leaf = prop_oneof![
        (comparisons(), numbers(), numbers()).prop_map(|(op, a, b)| Cond::Numbers(op, a, b)),
        (comparisons(), texts(), texts()).prop_map(|(op, a, b)| Cond::Texts(op, a, b)),
        any::<bool>().prop_map(Cond::Hidden),
        Just(Cond::NoName),
        Just(Cond::NoTag),
        vec(content(), 1..4).prop_map(Cond::OneOf),
        (texts(), texts()).prop_map(|(a, b)| Cond::Starts(a, b)),
        content().prop_map(Cond::AnyTag),
    ];
    leaf.prop_recursive(DEPTH, 32, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Cond::And(Box::new(a), Box::new(b))),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Cond::Or(Box::new(a), Box::new(b))),
            inner.clone().prop_map(|a| Cond::Not(Box::new(a))),
            (any::<i64>(), inner).prop_map(|(n, a)| Cond::AnyPart(n, Box::new(a))),
        ]
    })
}
