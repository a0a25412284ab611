use graph_resource::query::Qualified;
use graph_resource::{Filter, List};
use uuid::Uuid;

use super::entities::{Device, Group, Message, Person, Phone, Risk, TaggedMessage, Team, User};
use super::{Case, case, filter, group};

pub fn cases() -> Vec<Case> {
    [values_and_structs(), of_entities()]
        .into_iter()
        .flatten()
        .collect()
}

fn values_and_structs() -> Vec<Case> {
    group(
        "filter: lambdas",
        [of_values(), of_structs(), nested(), negated_and_counted()]
            .into_iter()
            .flatten(),
    )
}

fn of_values() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "any of values",
            f.tags.any(|tag| tag.eq("a")),
            "tags/any(x:x%20eq%20'a')",
        ),
        filter(
            "all of values",
            f.tags.all(|tag| tag.ne("a")),
            "tags/all(x:x%20ne%20'a')",
        ),
        filter(
            "any of numbers",
            f.ports.any(|port| port.gt(1024)),
            "ports/any(x:x%20gt%201024)",
        ),
        filter(
            "any of enums",
            f.risks.any(|risk| risk.eq(Risk::Low)),
            "risks/any(x:x%20eq%20'low')",
        ),
        filter(
            "any of qualified enums",
            f.risks.any(|risk| risk.eq(Qualified(Risk::Low))),
            "risks/any(x:x%20eq%20microsoft.graph.riskLevel'low')",
        ),
        filter(
            "a function of the value",
            f.tags.any(|tag| tag.starts_with("a")),
            "tags/any(x:startswith(x,'a'))",
        ),
        filter(
            "a function of a function",
            f.tags.any(|tag| tag.to_lower().ends_with("a")),
            "tags/any(x:endswith(tolower(x),'a'))",
        ),
        filter(
            "a list of values",
            f.tags.any(|tag| tag.in_(["a", "b"])),
            "tags/any(x:x%20in%20('a','b'))",
        ),
        filter(
            "arithmetic",
            f.ports.all(|port| port.rem(2).eq(0)),
            "ports/all(x:x%20mod%202%20eq%200)",
        ),
    ]
}

fn of_structs() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "any of structs",
            f.disks.any(|disk| disk.size.gt(9)),
            "disks/any(x:x/size%20gt%209)",
        ),
        filter(
            "all of structs",
            f.disks.all(|disk| disk.label.is_null()),
            "disks/all(x:x/label%20eq%20null)",
        ),
        filter(
            "several conditions",
            f.disks.any(|disk| {
                disk.size
                    .gt(9)
                    .and(disk.label.eq("a").or(disk.label.eq("b")))
            }),
            "disks/any(x:x/size%20gt%209%20and%20(x/label%20eq%20'a'%20or%20x/label%20eq%20'b'))",
        ),
        filter(
            "a field of the entity inside",
            f.disks.any(|disk| disk.label.eq(f.name)),
            "disks/any(x:x/label%20eq%20name)",
        ),
        filter(
            "two fields of the item",
            f.children
                .any(|child| child.free_storage.eq(child.total_storage)),
            "children/any(x:x/freeStorage%20eq%20x/totalStorage)",
        ),
        filter(
            "nested fields of the item",
            f.children.any(|child| child.hardware.maker.name.eq("a")),
            "children/any(x:x/hardware/maker/name%20eq%20'a')",
        ),
        filter(
            "inside a nested field",
            f.parent.tags.any(|tag| tag.eq("a")),
            "parent/tags/any(x:x%20eq%20'a')",
        ),
    ]
}

fn nested() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "nested",
            f.disks
                .any(|disk| disk.volumes.any(|volume| volume.letter.eq("c"))),
            "disks/any(x:x/volumes/any(x2:x2/letter%20eq%20'c'))",
        ),
        filter(
            "nested, with the outer item",
            f.disks
                .any(|disk| disk.volumes.all(|volume| volume.size.lt(disk.size))),
            "disks/any(x:x/volumes/all(x2:x2/size%20lt%20x/size))",
        ),
        filter(
            "nested over the same collection",
            f.tags.any({
                let other = f.tags.any(|tag| tag.eq("a"));
                |tag| tag.eq("b") & other
            }),
            "tags/any(x:x%20eq%20'b'%20and%20tags/any(x2:x2%20eq%20'a'))",
        ),
        filter(
            "nested three deep",
            f.children.any(|child| {
                child
                    .disks
                    .any(|disk| disk.volumes.any(|volume| volume.letter.eq(child.name)))
            }),
            "children/any(x:x/disks/any(x2:x2/volumes/any(x3:x3/letter%20eq%20x/name)))",
        ),
        filter(
            "two combined",
            f.tags
                .any(|tag| tag.eq("a"))
                .and(f.ports.any(|port| port.eq(1))),
            "tags/any(x:x%20eq%20'a')%20and%20ports/any(x:x%20eq%201)",
        ),
        filter(
            "another collection of the entity, nested",
            f.disks.any(|disk| f.tags.any(|tag| tag.eq(disk.label))),
            "disks/any(x:tags/any(x2:x2%20eq%20x/label))",
        ),
    ]
}

fn negated_and_counted() -> Vec<Case> {
    let f = Device::FIELDS;
    vec![
        filter(
            "not any",
            f.tags.any(|tag| tag.eq("a")).not(),
            "not%20tags/any(x:x%20eq%20'a')",
        ),
        filter(
            "any with not",
            f.tags.any(|tag| tag.eq("a").not()),
            "tags/any(x:not%20(x%20eq%20'a'))",
        ),
        filter("not empty", f.tags.is_not_empty(), "tags/any()"),
        filter("empty", f.tags.is_empty(), "not%20tags/any()"),
        filter(
            "empty, nested",
            f.disks.any(|disk| disk.volumes.is_empty()),
            "disks/any(x:not%20x/volumes/any())",
        ),
        filter("counted", f.tags.count().ge(2), "tags/$count%20ge%202"),
        filter(
            "counted, nested",
            f.disks.any(|disk| disk.volumes.count().eq(1)),
            "disks/any(x:x/volumes/$count%20eq%201)",
        ),
    ]
}

fn tagged(filter: Filter<TaggedMessage>) -> List<TaggedMessage> {
    TaggedMessage::list("inbox")
        .without_select()
        .expand(TaggedMessage::FIELDS.attachments.expand())
        .filter(filter)
}

fn expected(filter: &str) -> String {
    format!(
        "/me/mailFolders/inbox/messages?$expand=singleValueExtendedProperties,attachments&$filter={filter}"
    )
}

fn of_entities() -> Vec<Case> {
    group(
        "filter: lambdas of entities",
        [
            of_properties(),
            of_extended_properties(),
            of_navigation_properties(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn of_properties() -> Vec<Case> {
    let u = User::FIELDS;
    let g = Group::FIELDS;
    let m = Message::FIELDS;
    vec![
        case(
            "the types of a group",
            Group::list()
                .filter(g.group_types.any(|kind| kind.eq("Unified")))
                .select([g.id]),
            "/groups?$select=id&$filter=groupTypes/any(x:x%20eq%20'Unified')",
        ),
        case(
            "a license by its GUID",
            User::list()
                .select([u.id])
                .filter(u.assigned_licenses.any(|l| l.sku_id.eq(Uuid::nil()))),
            "/users?$select=id&$filter=assignedLicenses/any(x:x/skuId%20eq%2000000000-0000-0000-0000-000000000000)",
        ),
        case(
            "a plan in a license",
            User::list().select([u.id]).filter(
                u.assigned_licenses
                    .any(|license| license.disabled_plans.any(|plan| plan.eq(Uuid::nil()))),
            ),
            "/users?$select=id&$filter=assignedLicenses/any(x:x/disabledPlans/any(x2:x2%20eq%20\
                 00000000-0000-0000-0000-000000000000))",
        ),
        case(
            "a recipient's address",
            Message::list().without_select().filter(
                m.to_recipients
                    .any(|to| to.email_address.address.eq("a@b.com")),
            ),
            "/me/messages?$filter=toRecipients/any(x:x/emailAddress/address%20eq%20'a@b.com')",
        ),
        case(
            "a category",
            Message::list()
                .without_select()
                .filter(m.categories.any(|category| category.eq("Red"))),
            "/me/messages?$filter=categories/any(x:x%20eq%20'Red')",
        ),
    ]
}

fn of_extended_properties() -> Vec<Case> {
    let t = TaggedMessage::FIELDS;
    let id = "String {3c1b6f0a-8f4e-4d3b-9a55-6f3f2f6a9c01} Name Shape";
    let encoded = "String%20%7B3c1b6f0a-8f4e-4d3b-9a55-6f3f2f6a9c01%7D%20Name%20Shape";
    let property = t.single_value_extended_properties;
    vec![
        case(
            "a string property by its id",
            tagged(property.any(|p| p.id.eq(id).and(p.value.eq("Round")))),
            &expected(&format!(
                "singleValueExtendedProperties/any(x:x/id%20eq%20'{encoded}'%20and%20x/value%20eq%20'Round')"
            )),
        ),
        case(
            "a string property by a substring",
            tagged(property.any(|p| p.id.eq(id).and(p.value.contains("ou")))),
            &expected(&format!(
                "singleValueExtendedProperties/any(x:x/id%20eq%20'{encoded}'%20and%20contains(x/value,'ou'))"
            )),
        ),
        case(
            "a number property, cast",
            tagged(property.any(|p| p.id.eq(id).and(p.value.cast_as::<i32>().eq(12)))),
            &expected(&format!(
                "singleValueExtendedProperties/any(x:x/id%20eq%20'{encoded}'%20and%20cast(x/value,Edm.Int32)%20eq%2012)"
            )),
        ),
        case(
            "a GUID property, cast",
            tagged(property.any(|p| p.id.eq(id).and(p.value.cast_as::<Uuid>().eq(Uuid::nil())))),
            &expected(&format!(
                "singleValueExtendedProperties/any(x:x/id%20eq%20'{encoded}'%20and%20cast(x/value,Edm.Guid)%20eq%20\
                     00000000-0000-0000-0000-000000000000)"
            )),
        ),
    ]
}

fn of_navigation_properties() -> Vec<Case> {
    let d = Device::FIELDS;
    let team = Team::FIELDS;
    vec![
        case(
            "over a navigation property",
            Team::list()
                .param("$expand", "members")
                .filter(team.members.any(|member| member.id.eq("1"))),
            "/groups?$select=id&$filter=members/any(x:x/id%20eq%20'1')&$expand=members",
        ),
        case(
            "an item of a derived type",
            Device::list().filter(d.children.any(|child| child.cast::<Phone>().imei.eq("1"))),
            "/deviceManagement/managedDevices?$filter=children/any(x:x/microsoft.graph.windows.phone/imei%20eq%20'1')",
        ),
        case(
            "whether an item is of a derived type",
            Device::list().filter(d.children.any(|child| child.is_of::<Person>())),
            "/deviceManagement/managedDevices?$filter=children/any(x:isof(x,'microsoft.graph.user'))",
        ),
    ]
}
