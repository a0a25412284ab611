use graph_resource::Field;
use graph_resource::query::Order;

use super::entities::{Device, ItemWithColumns, Message};
use super::{Case, case, group};

/// An order of devices and the text after `$orderby=`.
fn by(name: &'static str, order: Order<Device>, expected: &str) -> Case {
    let expected = format!("/deviceManagement/managedDevices?$orderby={expected}");
    case(name, Device::list().order_by(order), &expected)
}

pub fn cases() -> Vec<Case> {
    group(
        "orderby",
        [single_keys(), several_keys(), columns()]
            .into_iter()
            .flatten(),
    )
}

/// The properties of an expanded map have names only.
fn columns() -> Vec<Case> {
    let title = ItemWithColumns::FIELDS.fields.named("Title");
    let items = || ItemWithColumns::list("s", "l").without_select();
    vec![
        case(
            "a column of a map",
            items().without_expand().order_by(title.desc()),
            "/sites/s/lists/l/items?$orderby=fields/Title%20desc",
        ),
        case(
            "a condition on a column of a map",
            items().without_expand().filter(title.starts_with("A")),
            "/sites/s/lists/l/items?$filter=startswith(fields/Title,'A')",
        ),
    ]
}

fn single_keys() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        by("ascending", f.name.asc(), "name"),
        by("descending", f.name.desc(), "name%20desc"),
        by("a number", f.total_storage.asc(), "totalStorage"),
        by("a date", f.enrolled.desc(), "enrolled%20desc"),
        by("an enum", f.risk.asc(), "risk"),
        by("a Boolean", f.managed.desc(), "managed%20desc"),
        by("a GUID", f.tenant_id.asc(), "tenantId"),
        by(
            "a nested field",
            f.hardware.maker.name.desc(),
            "hardware/maker/name%20desc",
        ),
        by("a function", f.name.to_lower().asc(), "tolower(name)"),
        by("a length", f.name.length().desc(), "length(name)%20desc"),
        by(
            "arithmetic",
            f.total_storage.sub(f.free_storage).desc(),
            "totalStorage%20sub%20freeStorage%20desc",
        ),
        by("a count", f.disks.count().desc(), "disks/$count%20desc"),
        by(
            "a field that the struct does not have",
            Field::named("fields/Colour").asc(),
            "fields/Colour",
        ),
        by(
            "a field that the struct does not have, descending",
            Field::named("a").desc(),
            "a%20desc",
        ),
        by(
            "raw",
            Order::raw("name desc,id asc"),
            "name%20desc,id%20asc",
        ),
    ]
}

fn several_keys() -> Vec<Case> {
    let f = Device::FIELDS;
    let m = Message::FIELDS;
    vec![
        case(
            "several keys, in order",
            Device::list()
                .order_by(f.risk.desc())
                .order_by(f.name.asc())
                .order_by(f.id.desc()),
            "/deviceManagement/managedDevices?$orderby=risk%20desc,name,id%20desc",
        ),
        case(
            "with $filter on the same property",
            Message::list()
                .select([m.subject])
                .filter(m.from.email_address.address.eq("a@b.com"))
                .order_by(m.from.email_address.address.asc())
                .top(1),
            "/me/messages?$select=subject,id&$filter=from/emailAddress/address%20eq%20'a@b.com'\
                 &$orderby=from/emailAddress/address&$top=1",
        ),
    ]
}
