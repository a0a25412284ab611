use graph_resource::Filter;

use super::entities::Device;
use super::{Case, filter, group};

fn a() -> Filter<Device> {
    Device::FIELDS.name.eq("a")
}

fn b() -> Filter<Device> {
    Device::FIELDS.model.eq("b")
}

fn c() -> Filter<Device> {
    Device::FIELDS.managed.eq(true)
}

pub fn cases() -> Vec<Case> {
    group(
        "filter: precedence",
        [and_with_or(), negations(), arithmetic(), signs()]
            .into_iter()
            .flatten(),
    )
}

fn and_with_or() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "or inside and",
            a().or(b()).and(c()),
            "(name%20eq%20'a'%20or%20model%20eq%20'b')%20and%20managed%20eq%20true",
        ),
        filter(
            "or inside and, on the right",
            a().and(b().or(c())),
            "name%20eq%20'a'%20and%20(model%20eq%20'b'%20or%20managed%20eq%20true)",
        ),
        filter(
            "and inside or",
            a().and(b()).or(c()),
            "name%20eq%20'a'%20and%20model%20eq%20'b'%20or%20managed%20eq%20true",
        ),
        filter(
            "and inside or, on the right",
            a().or(b().and(c())),
            "name%20eq%20'a'%20or%20model%20eq%20'b'%20and%20managed%20eq%20true",
        ),
        filter(
            "a chain of and",
            a().and(b()).and(c()),
            "name%20eq%20'a'%20and%20model%20eq%20'b'%20and%20managed%20eq%20true",
        ),
        filter(
            "a chain of or",
            a().or(b()).or(c()),
            "name%20eq%20'a'%20or%20model%20eq%20'b'%20or%20managed%20eq%20true",
        ),
        filter(
            "a chain of and, with a nested field",
            a().and(f.hardware.serial.eq("1")).and(b()),
            "name%20eq%20'a'%20and%20hardware/serial%20eq%20'1'%20and%20model%20eq%20'b'",
        ),
        filter(
            "and on the right of and",
            a().and(b().and(c())),
            "name%20eq%20'a'%20and%20(model%20eq%20'b'%20and%20managed%20eq%20true)",
        ),
        filter(
            "Rust's operators have OData's precedence",
            a() | b() & c(),
            "name%20eq%20'a'%20or%20model%20eq%20'b'%20and%20managed%20eq%20true",
        ),
        filter(
            "Rust's operators with parentheses",
            (a() | b()) & c(),
            "(name%20eq%20'a'%20or%20model%20eq%20'b')%20and%20managed%20eq%20true",
        ),
    ]
}

fn negations() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "not of and",
            a().and(b()).not(),
            "not%20(name%20eq%20'a'%20and%20model%20eq%20'b')",
        ),
        filter(
            "not of or",
            !(a() | b()),
            "not%20(name%20eq%20'a'%20or%20model%20eq%20'b')",
        ),
        filter(
            "not beside and",
            a().not().and(b()),
            "not%20(name%20eq%20'a')%20and%20model%20eq%20'b'",
        ),
        filter(
            "not on the right",
            a().and(b().not()),
            "name%20eq%20'a'%20and%20not%20(model%20eq%20'b')",
        ),
        filter(
            "not of a call beside or",
            !f.name.contains("a") | c(),
            "not%20contains(name,'a')%20or%20managed%20eq%20true",
        ),
        filter(
            "not not",
            a().not().not(),
            "not%20(not%20(name%20eq%20'a'))",
        ),
        filter(
            "not of a list",
            f.name.in_(["a"]).not(),
            "not%20(name%20in%20('a'))",
        ),
        filter(
            "a raw filter",
            Filter::raw("a or b").and(c()),
            "(a%20or%20b)%20and%20managed%20eq%20true",
        ),
        filter(
            "a raw filter, on the right",
            c().and(Filter::raw("a or b")),
            "managed%20eq%20true%20and%20(a%20or%20b)",
        ),
        filter(
            "a raw filter, negated",
            Filter::raw("a or b").not(),
            "not%20(a%20or%20b)",
        ),
    ]
}

fn arithmetic() -> Vec<Case> {
    let f = Device::FIELDS;
    let size = f.total_storage;
    let free = f.free_storage;
    vec![
        filter(
            "a sum in a product",
            (size + free).mul(2).gt(1),
            "(totalStorage%20add%20freeStorage)%20mul%202%20gt%201",
        ),
        filter(
            "a product in a sum",
            (size * 2 + free).gt(1),
            "totalStorage%20mul%202%20add%20freeStorage%20gt%201",
        ),
        filter(
            "a product on the right",
            size.add(free.mul(2)).gt(1),
            "totalStorage%20add%20freeStorage%20mul%202%20gt%201",
        ),
        filter(
            "a chain of differences",
            (size - free - 1).gt(1),
            "totalStorage%20sub%20freeStorage%20sub%201%20gt%201",
        ),
        filter(
            "a difference on the right",
            size.sub(free.sub(1)).gt(1),
            "totalStorage%20sub%20(freeStorage%20sub%201)%20gt%201",
        ),
        filter(
            "a quotient on the right",
            size.div(free.div(2)).gt(1),
            "totalStorage%20div%20(freeStorage%20div%202)%20gt%201",
        ),
    ]
}

fn signs() -> Vec<Case> {
    let f = Device::FIELDS;
    let size = f.total_storage;
    let free = f.free_storage;
    vec![
        filter(
            "minus of a sum",
            (-(size + free)).lt(0),
            "-(totalStorage%20add%20freeStorage)%20lt%200",
        ),
        filter(
            "minus in a product",
            (-size * 2).lt(0),
            "(-totalStorage)%20mul%202%20lt%200",
        ),
        filter(
            "minus on the right",
            size.sub(-free).lt(0),
            "totalStorage%20sub%20(-freeStorage)%20lt%200",
        ),
        filter("minus minus", (-(-size)).lt(0), "-(-totalStorage)%20lt%200"),
        filter(
            "a negative number on the right",
            size.sub(-1).lt(0),
            "totalStorage%20sub%20-1%20lt%200",
        ),
        filter(
            "sums on both sides",
            (size + 1).lt(free - 1),
            "totalStorage%20add%201%20lt%20freeStorage%20sub%201",
        ),
        filter(
            "a sum in a list",
            (size + 1).in_([1, 2]),
            "totalStorage%20add%201%20in%20(1,2)",
        ),
    ]
}
