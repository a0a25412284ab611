use chrono::NaiveDate;
use graph_resource::query::Expr;
use graph_resource::{Field, Filter};

use super::entities::{Capability, Device, Risk};
use super::{Case, filter, group};

pub fn cases() -> Vec<Case> {
    group(
        "filter: operators",
        [
            comparisons(),
            conditions_of_other_kinds(),
            nulls_and_lists(),
            fields(),
            logic(),
            arithmetic(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn comparisons() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter("eq", f.name.eq("a"), "name%20eq%20'a'"),
        filter("ne", f.name.ne("a"), "name%20ne%20'a'"),
        filter("gt", f.total_storage.gt(1), "totalStorage%20gt%201"),
        filter("ge", f.total_storage.ge(1), "totalStorage%20ge%201"),
        filter("lt", f.total_storage.lt(1), "totalStorage%20lt%201"),
        filter("le", f.total_storage.le(1), "totalStorage%20le%201"),
        filter("strings are ordered", f.id.ge("a"), "id%20ge%20'a'"),
        filter("a Boolean", f.managed.eq(true), "managed%20eq%20true"),
        filter(
            "a Boolean and a condition",
            f.managed & f.name.eq("a"),
            "managed%20and%20name%20eq%20'a'",
        ),
        filter(
            "a condition or a Boolean",
            f.name.eq("a") | f.managed,
            "name%20eq%20'a'%20or%20managed",
        ),
        filter(
            "a Boolean with ne",
            f.managed.ne(false),
            "managed%20ne%20false",
        ),
        filter(
            "enums are ordered",
            f.risk.gt(Risk::Low),
            "risk%20gt%20'low'",
        ),
    ]
}

fn conditions_of_other_kinds() -> Vec<Case> {
    let f = Device::FIELDS;
    let day = NaiveDate::from_ymd_opt(2024, 2, 29).unwrap();
    let moment = day.and_hms_opt(9, 15, 0).unwrap().and_utc();
    vec![
        filter("a bare Boolean", Filter::from(f.managed), "managed"),
        filter(
            "a moment with a date",
            f.enrolled.ge(day),
            "enrolled%20ge%202024-02-29",
        ),
        filter(
            "a date with a moment",
            f.purchased.lt(moment),
            "purchased%20lt%202024-02-29T09:15:00Z",
        ),
        filter(
            "a moment with a field that is a date",
            f.enrolled.gt(f.purchased),
            "enrolled%20gt%20purchased",
        ),
        filter(
            "a field with a named property",
            f.name.eq(&Field::named("a")),
            "name%20eq%20a",
        ),
        filter(
            "a named property with a field",
            Field::named("a").ge(f.total_storage),
            "a%20ge%20totalStorage",
        ),
        filter(
            "a named property with a named property",
            Field::named("a").lt(&Field::named("b")),
            "a%20lt%20b",
        ),
        filter(
            "named: functions",
            Field::named("a").to_lower().trim().eq("b"),
            "trim(tolower(a))%20eq%20'b'",
        ),
        filter(
            "named: has",
            Field::named("a").has(Capability::Wipe),
            "a%20has%20'wipe'",
        ),
        filter(
            "named: an empty collection",
            Field::named("a").is_empty() | Field::named("b").count().gt(1),
            "not%20a/any()%20or%20b/$count%20gt%201",
        ),
        filter(
            "named: nested lambdas",
            Field::named("a").any(|one| one.named("b").all(|two| two.eq(&one.named("c")))),
            "a/any(x:x/b/all(x2:x2%20eq%20x/c))",
        ),
    ]
}

fn nulls_and_lists() -> Vec<Case> {
    let f = Device::FIELDS;
    let no_values: [&str; 0] = [];
    vec![
        filter("is null", f.name.is_null(), "name%20eq%20null"),
        filter("is not null", f.name.is_not_null(), "name%20ne%20null"),
        filter(
            "a nested struct is null",
            f.hardware.is_null(),
            "hardware%20eq%20null",
        ),
        filter("in, with one value", f.name.in_(["a"]), "name%20in%20('a')"),
        filter(
            "in, with several values",
            f.name.in_(["a", "b,c", "d'e"]),
            "name%20in%20('a','b,c','d''e')",
        ),
        filter(
            "in, with owned strings",
            f.name.in_(vec!["a".to_owned()]),
            "name%20in%20('a')",
        ),
        filter(
            "in, with numbers",
            f.total_storage.in_(1..=3),
            "totalStorage%20in%20(1,2,3)",
        ),
        filter(
            "in, with enums",
            f.risk.in_([Risk::Low, Risk::Medium]),
            "risk%20in%20('low','medium')",
        ),
        filter(
            "in, with no values, which is never sent",
            f.name.in_(no_values),
            "name%20in%20()",
        ),
        filter(
            "in, with null",
            f.name.in_([None, Some("a")]),
            "name%20in%20(null,'a')",
        ),
        filter(
            "named: in, with null",
            Field::named("a").in_([None, Some(1)]),
            "a%20in%20(null,1)",
        ),
        filter(
            "has",
            f.capabilities.has(Capability::Wipe),
            "capabilities%20has%20'wipe'",
        ),
    ]
}

fn fields() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "two fields",
            f.free_storage.lt(f.total_storage),
            "freeStorage%20lt%20totalStorage",
        ),
        filter(
            "a nested field",
            f.hardware.serial.eq("a"),
            "hardware/serial%20eq%20'a'",
        ),
        filter(
            "a field of a nested field",
            f.hardware.maker.name.eq("a"),
            "hardware/maker/name%20eq%20'a'",
        ),
        filter(
            "a recursive field",
            f.parent.parent.parent.id.eq("a"),
            "parent/parent/parent/id%20eq%20'a'",
        ),
        filter(
            "a field with an unusual name",
            f.version_10.eq(true),
            "v10_0%20eq%20true",
        ),
        filter(
            "a field that the struct does not have",
            Field::named("extension_a").eq("b"),
            "extension_a%20eq%20'b'",
        ),
        filter(
            "a path that the struct does not have",
            Field::named("a/b").ne(1),
            "a/b%20ne%201",
        ),
        filter("named: gt", Field::named("a").gt(1), "a%20gt%201"),
        filter("named: ge", Field::named("a").ge(1), "a%20ge%201"),
        filter("named: lt", Field::named("a").lt(1), "a%20lt%201"),
        filter("named: le", Field::named("a").le(1), "a%20le%201"),
        filter("named: in", Field::named("a").in_([1, 2]), "a%20in%20(1,2)"),
        filter(
            "named: is null",
            Field::named("a").is_null(),
            "a%20eq%20null",
        ),
        filter(
            "named: is not null",
            Field::named("a").is_not_null(),
            "a%20ne%20null",
        ),
    ]
}

fn logic() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "and",
            f.name.eq("a").and(f.managed.eq(true)),
            "name%20eq%20'a'%20and%20managed%20eq%20true",
        ),
        filter(
            "and, as an operator",
            f.name.eq("a") & f.id.eq("b"),
            "name%20eq%20'a'%20and%20id%20eq%20'b'",
        ),
        filter(
            "or",
            f.name.eq("a").or(f.managed.eq(true)),
            "name%20eq%20'a'%20or%20managed%20eq%20true",
        ),
        filter(
            "or, as an operator",
            f.name.eq("a") | f.id.eq("b"),
            "name%20eq%20'a'%20or%20id%20eq%20'b'",
        ),
        filter("not", f.name.eq("a").not(), "not%20(name%20eq%20'a')"),
        filter(
            "not, as an operator",
            !f.name.starts_with("a"),
            "not%20startswith(name,'a')",
        ),
    ]
}

fn arithmetic() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "div by a whole float, which is not the division of integers",
            f.total_storage.div(2.0).gt(1.0),
            "totalStorage%20div%202.0%20gt%201.0",
        ),
        filter(
            "add",
            f.free_storage.add(1).gt(2),
            "freeStorage%20add%201%20gt%202",
        ),
        filter(
            "sub",
            f.total_storage.sub(f.free_storage).gt(2),
            "totalStorage%20sub%20freeStorage%20gt%202",
        ),
        filter(
            "mul",
            f.free_storage.mul(2).gt(2),
            "freeStorage%20mul%202%20gt%202",
        ),
        filter(
            "div",
            f.free_storage.div(2).gt(2),
            "freeStorage%20div%202%20gt%202",
        ),
        filter(
            "mod",
            f.free_storage.rem(2).eq(0),
            "freeStorage%20mod%202%20eq%200",
        ),
        filter("minus", f.battery.neg().lt(0.5), "-battery%20lt%200.5"),
        filter(
            "+ - * / %, as operators",
            (f.battery + 1 - 2).eq(0),
            "battery%20add%201%20sub%202%20eq%200",
        ),
        filter(
            "* and /, as operators",
            (f.battery * 2 / 4 % 3).eq(0),
            "battery%20mul%202%20div%204%20mod%203%20eq%200",
        ),
        filter(
            "minus, as an operator",
            (-f.battery).eq(0),
            "-battery%20eq%200",
        ),
        filter(
            "a literal first",
            Expr::of(100).sub(f.battery).gt(20),
            "100%20sub%20battery%20gt%2020",
        ),
        filter(
            "numbers of different types",
            f.battery.gt(f.ports.count()),
            "battery%20gt%20ports/$count",
        ),
        filter("raw", Filter::raw("a eq 'b'"), "a%20eq%20'b'"),
    ]
}
