//! The syntax trees of `$filter`.

use super::ast::Operator as Op;
use super::ast::{Expr, Literal, Method, Path, Predicate, Quantifier, Segment};
use super::parse_filter;

fn parse(text: &str) -> Expr {
    parse_filter(text).unwrap_or_else(|error| panic!("{error}"))
}

/// Prints a tree with brackets around every operation.
fn show(expr: &Expr) -> String {
    match expr {
        Expr::Literal(literal) => match literal {
            Literal::Null => "null".to_owned(),
            Literal::Integer(number) => number.to_string(),
            Literal::Boolean(value) => value.to_string(),
            Literal::String(text) => format!("'{text}'"),
            other => format!("{other:?}"),
        },
        Expr::Path(path) => show_path(path),
        Expr::Call { method, arguments } => format!("{method:?}{}", show_list(arguments)),
        Expr::Cast { operand, type_name } => {
            format!("cast[{}{type_name}]", show_operand(operand.as_deref()))
        }
        Expr::IsOf { operand, type_name } => {
            format!("isof[{}{type_name}]", show_operand(operand.as_deref()))
        }
        Expr::Not(operand) => format!("[not {}]", show(operand)),
        Expr::Negate(operand) => format!("[- {}]", show(operand)),
        Expr::Binary {
            operator,
            left,
            right,
        } => format!("[{} {operator:?} {}]", show(left), show(right)),
        Expr::List(items) => show_list(items),
        Expr::Lambda {
            collection,
            quantifier,
            predicate,
        } => {
            let predicate = predicate
                .as_ref()
                .map(|predicate| format!("{}: {}", predicate.variable, show(&predicate.body)));
            format!(
                "{}/{quantifier:?}({})",
                show_path(collection),
                predicate.unwrap_or_default()
            )
        }
    }
}

fn show_operand(operand: Option<&Expr>) -> String {
    operand
        .map(|operand| format!("{}, ", show(operand)))
        .unwrap_or_default()
}

fn show_list(items: &[Expr]) -> String {
    format!(
        "({})",
        items.iter().map(show).collect::<Vec<_>>().join(", ")
    )
}

fn show_path(path: &Path) -> String {
    let segments = path.0.iter().map(|segment| match segment {
        Segment::Name(name) => name.clone(),
        Segment::Type(name) => format!("<{name}>"),
        other => format!("{other:?}"),
    });
    segments.collect::<Vec<_>>().join("/")
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        assert_eq!(show(&parse(text)), *expected, "{text}");
    }
}

#[test]
fn operators_have_their_odata_precedence() {
    check(&[
        ("a or b and c", "[a Or [b And c]]"),
        ("a and b or c", "[[a And b] Or c]"),
        ("(a or b) and c", "[[a Or b] And c]"),
        ("a eq b and c ne d", "[[a Eq b] And [c Ne d]]"),
        ("a eq b gt c", "[a Eq [b Gt c]]"),
        ("a gt b eq c lt d", "[[a Gt b] Eq [c Lt d]]"),
        ("a ge b add c", "[a Ge [b Add c]]"),
        ("a add b mul c", "[a Add [b Mul c]]"),
        ("a mul b add c", "[[a Mul b] Add c]"),
        ("(a add b) mul c", "[[a Add b] Mul c]"),
        ("-a mul b", "[[- a] Mul b]"),
        ("-(a mul b)", "[- [a Mul b]]"),
        ("not a eq b", "[[not a] Eq b]"),
        ("not (a eq b)", "[not [a Eq b]]"),
        ("not(a eq b) and c", "[[not [a Eq b]] And c]"),
        ("not a and b", "[[not a] And b]"),
        ("not a in (1,2)", "[not [a In (1, 2)]]"),
        (
            "not a has ns.e'b' and c",
            "[[not [a Has Enum { type_name: \"ns.e\", members: \"b\" }]] And c]",
        ),
        ("a in (1) eq true", "[[a In (1)] Eq true]"),
        ("a div b divby c mod d", "[[[a Div b] DivBy c] Mod d]"),
        ("not not a", "[not [not a]]"),
        ("--a", "[- [- a]]"),
        ("not -a eq 1", "[[not [- a]] Eq 1]"),
    ]);
}

#[test]
fn operators_of_equal_precedence_are_left_associative() {
    check(&[
        ("a sub b sub c", "[[a Sub b] Sub c]"),
        ("a sub (b sub c)", "[a Sub [b Sub c]]"),
        ("a eq b ne c", "[[a Eq b] Ne c]"),
        ("a lt b ge c", "[[a Lt b] Ge c]"),
        ("a or b or c", "[[a Or b] Or c]"),
        ("a in (1) in (2)", "[[a In (1)] In (2)]"),
    ]);
}

#[test]
fn a_sign_belongs_to_the_number_after_it() {
    check(&[
        ("a eq -5", "[a Eq -5]"),
        ("a sub -5", "[a Sub -5]"),
        ("a eq - 5", "[a Eq [- 5]]"),
        ("a eq -(5)", "[a Eq [- 5]]"),
        ("a eq -INF", "[a Eq NegativeInfinity]"),
        ("-INFO eq 1", "[[- INFO] Eq 1]"),
    ]);
}

#[test]
fn paths_and_lambdas_are_parsed() {
    check(&[
        ("address/city eq 'x'", "[address/city Eq 'x']"),
        (
            "microsoft.graph.user/displayName eq 'x'",
            "[<microsoft.graph.user>/displayName Eq 'x']",
        ),
        ("members/$count gt 3", "[members/Count Gt 3]"),
        ("$it eq 1", "[It Eq 1]"),
        ("$it/a eq 1", "[It/a Eq 1]"),
        ("tags/any()", "tags/Any()"),
        ("tags/any(t:t eq 'a')", "tags/Any(t: [t Eq 'a'])"),
        (
            "a/b/all(x : x/c eq 1 or x/d/any(y:y eq x/e))",
            "a/b/All(x: [[x/c Eq 1] Or x/d/Any(y: [y Eq x/e])])",
        ),
        (
            "not tags/any(t:t eq 'a') and b",
            "[[not tags/Any(t: [t Eq 'a'])] And b]",
        ),
        ("any eq 1 and x/all eq 2", "[[any Eq 1] And [x/all Eq 2]]"),
    ]);
}

#[test]
fn functions_are_parsed() {
    check(&[
        (
            "startsWith(a,'b') and ENDSWITH( a , 'c' )",
            "[StartsWith(a, 'b') And EndsWith(a, 'c')]",
        ),
        (
            "substring(a,1,2) eq substring(a,1)",
            "[Substring(a, 1, 2) Eq Substring(a, 1)]",
        ),
        (
            "length(concat(trim(a),'b')) gt 1",
            "[Length(Concat(Trim(a), 'b')) Gt 1]",
        ),
        ("year(a) eq year(now())", "[Year(a) Eq Year(Now())]"),
        ("isof(microsoft.graph.user)", "isof[microsoft.graph.user]"),
        ("isof('microsoft.graph.user')", "isof[microsoft.graph.user]"),
        ("isof(a/b,Edm.String)", "isof[a/b, Edm.String]"),
        (
            "cast( a , Edm.String ) eq '1'",
            "[cast[a, Edm.String] Eq '1']",
        ),
        ("contains(a,'b') eq true", "[Contains(a, 'b') Eq true]"),
        ("date eq date(a)", "[date Eq Date(a)]"),
    ]);
}

#[test]
fn literals_are_kept_verbatim() {
    check(&[
        ("a eq null", "[a Eq null]"),
        ("a eq 'it''s (b) and; c'", "[a Eq 'it's (b) and; c']"),
        ("a in ('b', 'c' ,'d')", "[a In ('b', 'c', 'd')]"),
        ("a in('b')", "[a In ('b')]"),
        ("'b' in tags", "['b' In tags]"),
        (
            "nullable eq 1 and trueish eq 2 and duration eq 3",
            "[[[nullable Eq 1] And [trueish Eq 2]] And [duration Eq 3]]",
        ),
    ]);
}

#[test]
fn operators_and_keywords_are_case_insensitive() {
    assert_eq!(parse("a EQ 1 AND NOT b"), parse("a eq 1 and not b"));
}

#[test]
fn the_syntax_tree_is_public() {
    let name = |name: &str| Path(vec![Segment::Name(name.to_owned())]);
    let body = Expr::Call {
        method: Method::StartsWith,
        arguments: vec![
            Expr::Path(name("t")),
            Expr::Literal(Literal::String("a".to_owned())),
        ],
    };
    let predicate = Some(Box::new(Predicate {
        variable: "t".to_owned(),
        body,
    }));
    let lambda = Expr::Lambda {
        collection: name("tags"),
        quantifier: Quantifier::Any,
        predicate,
    };
    assert_eq!(parse("tags/any(t:startswith(t,'a'))"), lambda);
    let expected = Expr::Binary {
        operator: Op::Or,
        left: Box::new(lambda),
        right: Box::new(Expr::Path(name("b"))),
    };
    assert_eq!(parse("tags/any(t:startswith(t,'a')) or b"), expected);
}

#[test]
fn anything_else_is_an_error() {
    let broken = [
        "",
        " ",
        " a",
        "a ",
        "a eq",
        "a eq ",
        "eq 1",
        "a eq 1 and",
        "a eq 1 b",
        "(a",
        "a)",
        "()",
        "a in ()",
        "a in (1",
        "a in (1,)",
        "nosuch(a)",
        "startswith(a)",
        "startswith(a,'b','c')",
        "now(1)",
        "a/",
        "/a",
        "a//b",
        "a/$count/b",
        "tags/any(t)",
        "tags/all()",
        "tags/any(t:)",
        "a eq 'b",
        "a eq b'",
        "a = 1",
        "a == 1",
        "a&&b",
        "not ",
        "-",
        "a eq 1;",
        "a,b",
        "a  eq1",
        "aeq 1",
        "any(t:t eq 1)",
        "$filter eq 1",
        "a eq $it/",
        "isof()",
        "isof(a,b,c)",
        "a eq {1}",
        "a\u{a0}eq 1",
    ];
    for text in broken {
        assert!(parse_filter(text).is_err(), "{text}");
    }
}

#[test]
fn errors_give_the_position_and_the_cause() {
    let error = parse_filter("a eq 1 and nosuch(b)").unwrap_err();
    assert!(error.to_string().contains("unknown function"), "{error}");
    let error = parse_filter("ü eq ").unwrap_err();
    assert!(error.to_string().contains("character 6"), "{error}");
    assert!(error.to_string().contains("an expression"), "{error}");
}

#[test]
fn depth_is_limited_without_overflow() {
    let depth = 100_000;
    let deep = [
        format!("{}a{}", "(".repeat(depth), ")".repeat(depth)),
        format!("{}a", "not ".repeat(depth)),
        format!("{}a", "-".repeat(depth)),
        format!("{}a{}", "trim(".repeat(depth), ")".repeat(depth)),
        format!("{}a", "a/any(x:".repeat(depth)),
        format!("a{}", " or a".repeat(depth)),
        format!("a{}", " in (1)".repeat(depth)),
        format!("{}a", "isof(".repeat(depth)),
        format!("a in {}a", "(".repeat(depth)),
    ];
    for text in deep {
        assert!(parse_filter(&text).is_err(), "{}", &text[..20]);
    }
    parse(&format!("{}a{}", "(".repeat(90), ")".repeat(90)));
    parse(&format!("a{}", " or a".repeat(400)));
    let level = "a/any(x:b or c and d eq e gt f add g mul ";
    assert!(parse_filter(&format!("{}h{}", level.repeat(80), ")".repeat(80))).is_err());
    parse(&format!("{}h{}", level.repeat(10), ")".repeat(10)));
}
