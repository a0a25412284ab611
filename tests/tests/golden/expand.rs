use graph_resource::{Field, Get};

use super::entities::{
    Employee, ExtendedProperty, InstalledApp, Invitation, ItemWithColumns, ListItem,
    ListItemFields, Notebook, Person, Section, SectionGroup, SiteList, Tab, TaggedEvent,
    TaggedMessage, Team, TeamsApp,
};
use super::{Case, case, group};

const PERSON: &str = "$select=id,displayName,jobTitle";

pub fn cases() -> Vec<Case> {
    [derived(), with_options()].into_iter().flatten().collect()
}

fn derived() -> Vec<Case> {
    group(
        "expand: derived",
        [by_default(), omitted(), repeated_or_replaced()]
            .into_iter()
            .flatten(),
    )
}

fn by_default() -> Vec<Case> {
    vec![
        case(
            "two, each with its $select",
            Team::get("1"),
            &format!("/groups/1?$select=id&$expand=members({PERSON}),owners({PERSON})"),
        ),
        case(
            "a recursive struct, once",
            Employee::get("1"),
            "/users/1?$select=id,displayName&$expand=manager($select=id,displayName)",
        ),
        case(
            "for a list",
            Tab::list("1"),
            "/chats/1/tabs?$expand=teamsApp",
        ),
        case(
            "two levels",
            Notebook::list(),
            "/me/onenote/notebooks?$expand=sections,sectionGroups($expand=sections)",
        ),
        case(
            "three levels, some with $select",
            SiteList::get("a,b,c", "2"),
            "/sites/a,b,c/lists/2?$select=name\
                 &$expand=columns($select=name,description),items($expand=fields($select=Colour,Quantity))",
        ),
        case(
            "one inside another",
            InstalledApp::get("1", "2"),
            "/chats/1/installedApps/2?$select=id&$expand=teamsAppDefinition($expand=bot)",
        ),
    ]
}

fn omitted() -> Vec<Case> {
    let n = Notebook::FIELDS;
    let t = Team::FIELDS;
    vec![
        case(
            "omitted",
            Team::get("1").without_expand(),
            "/groups/1?$select=id",
        ),
        case(
            "omitted, except for one",
            Team::get("1")
                .without_expand()
                .expand(t.owners.expand().without_select()),
            "/groups/1?$select=id&$expand=owners",
        ),
        case(
            "omitted on the second level",
            Notebook::get("1").expand(n.section_groups.expand().without_expand()),
            "/me/onenote/notebooks/1?$expand=sections,sectionGroups",
        ),
    ]
}

fn repeated_or_replaced() -> Vec<Case> {
    let n = Notebook::FIELDS;
    let s = SectionGroup::FIELDS;
    let m = TaggedMessage::FIELDS;
    vec![
        case(
            "through a cast",
            Invitation::get("1"),
            "/me/invitations/1?$expand=microsoft.graph.eventMessage/event",
        ),
        case(
            "repeated at the call site",
            Tab::get("1", "2").expand(Tab::FIELDS.teams_app.expand()),
            "/chats/1/tabs/2?$expand=teamsApp",
        ),
        case(
            "repeated at the call site, on the second level",
            Notebook::get("1").expand(n.section_groups.expand().expand(s.sections.expand())),
            "/me/onenote/notebooks/1?$expand=sections,sectionGroups($expand=sections)",
        ),
        case(
            "replaced by name",
            Notebook::get("1").param("$expand", "sections"),
            "/me/onenote/notebooks/1?$expand=sections",
        ),
        case(
            "everything, with a star",
            Tab::get("1", "2").param("$expand", "*"),
            "/chats/1/tabs/2?$expand=*",
        ),
        case(
            "with $filter on an expanded property",
            Tab::list("19:ab@thread.v2").filter(Tab::FIELDS.teams_app.id.eq("com.contoso.tab")),
            "/chats/19:ab@thread.v2/tabs?$expand=teamsApp&$filter=teamsApp/id%20eq%20'com.contoso.tab'",
        ),
        case(
            "two with $filter on an item",
            TaggedMessage::list("inbox").filter(m.attachments.any(|a| a.size.gt(1))),
            "/me/mailFolders/inbox/messages?$select=subject&$expand=singleValueExtendedProperties,attachments\
                 &$filter=attachments/any(x:x/size%20gt%201)",
        ),
    ]
}

fn members(expand: &str) -> String {
    format!("/groups/1?$select=id&$expand=members({PERSON}{expand}),owners({PERSON})")
}

fn team() -> Get<Team> {
    Team::get("1")
}

fn with_options() -> Vec<Case> {
    group(
        "expand: options",
        [
            paging_filter_and_order(),
            search_and_select(),
            several_options(),
            of_extended_properties(),
            nested_levels(),
            of_managers(),
        ]
        .into_iter()
        .flatten(),
    )
}

fn paging_filter_and_order() -> Vec<Case> {
    let g = Team::FIELDS;
    let p = Person::FIELDS;
    vec![
        case(
            "$top",
            team().expand(g.members.expand().top(5)),
            &members(";$top=5"),
        ),
        case(
            "$skip",
            team().expand(g.members.expand().skip(5)),
            &members(";$skip=5"),
        ),
        case(
            "$count",
            team().expand(g.members.expand().with_count()),
            &members(";$count=true"),
        ),
        case(
            "$filter",
            team().expand(g.members.expand().filter(p.job_title.eq("a"))),
            &members(";$filter=jobTitle%20eq%20'a'"),
        ),
        case(
            "$filter, twice",
            team().expand(
                g.members
                    .expand()
                    .filter(p.id.eq("1"))
                    .filter(p.job_title.eq("a")),
            ),
            &members(";$filter=id%20eq%20'1'%20and%20jobTitle%20eq%20'a'"),
        ),
        case(
            "$orderby",
            team().expand(g.members.expand().order_by(p.display_name.asc())),
            &members(";$orderby=displayName"),
        ),
        case(
            "$orderby, twice",
            team().expand(
                g.members
                    .expand()
                    .order_by(p.display_name.desc())
                    .order_by(p.id.asc()),
            ),
            &members(";$orderby=displayName%20desc,id"),
        ),
    ]
}

fn search_and_select() -> Vec<Case> {
    let g = Team::FIELDS;
    let p = Person::FIELDS;
    vec![
        case(
            "$search",
            team().expand(g.members.expand().search("a b")),
            &members(";$search=%22a%20b%22"),
        ),
        case(
            "$search of a property",
            team().expand(g.members.expand().search(p.display_name.search("a"))),
            &members(";$search=%22displayName:a%22"),
        ),
        case(
            "$select",
            team().expand(g.members.expand().select([p.job_title])),
            &format!("/groups/1?$select=id&$expand=members($select=jobTitle,id),owners({PERSON})"),
        ),
        case(
            "no $select",
            team().expand(g.members.expand().without_select()),
            &format!("/groups/1?$select=id&$expand=members,owners({PERSON})"),
        ),
    ]
}

fn several_options() -> Vec<Case> {
    let g = Team::FIELDS;
    let p = Person::FIELDS;
    vec![
        case(
            "every option, in OData's order",
            team().expand(
                g.members
                    .expand()
                    .with_count()
                    .skip(1)
                    .top(2)
                    .order_by(p.id.asc())
                    .search("a")
                    .filter(p.id.ne("1"))
                    .select([p.id]),
            ),
            &format!(
                "/groups/1?$select=id&$expand=members($select=id;$filter=id%20ne%20'1';\
                     $search=%22a%22;$orderby=id;$top=2;$skip=1;$count=true),owners({PERSON})"
            ),
        ),
        case(
            "options on both",
            team()
                .expand(g.owners.expand().top(1))
                .expand(g.members.expand().top(2)),
            &format!(
                "/groups/1?$select=id&$expand=members({PERSON};$top=2),owners({PERSON};$top=1)"
            ),
        ),
        case(
            "a second expansion adds to the first",
            team()
                .expand(g.members.expand().top(1))
                .expand(g.members.expand().skip(2)),
            &members(";$top=1;$skip=2"),
        ),
        case(
            "characters that would end an option",
            team().expand(g.members.expand().filter(p.job_title.eq("a;b)&c"))),
            &members(";$filter=jobTitle%20eq%20'a;b)%26c'"),
        ),
    ]
}

fn of_extended_properties() -> Vec<Case> {
    let t = TaggedMessage::FIELDS;
    vec![
        case(
            "an extended property by its id",
            TaggedMessage::get("inbox", "1").expand(
                t.single_value_extended_properties.expand().filter(
                    ExtendedProperty::FIELDS
                        .id
                        .eq("Integer {3c1b6f0a-8f4e-4d3b-9a55-6f3f2f6a9c01} Name Size"),
                ),
            ),
            "/me/mailFolders/inbox/messages/1?$select=subject&$expand=singleValueExtendedProperties($filter=id%20eq%20\
                 'Integer%20%7B3c1b6f0a-8f4e-4d3b-9a55-6f3f2f6a9c01%7D%20Name%20Size'),attachments",
        ),
        case(
            "a multi-value extended property",
            TaggedEvent::get("1").expand(
                TaggedEvent::FIELDS
                    .multi_value_extended_properties
                    .expand()
                    .filter(
                        ExtendedProperty::FIELDS
                            .id
                            .eq("StringArray {3c1b6f0a-8f4e-4d3b-9a55-6f3f2f6a9c01} Name Sports"),
                    ),
            ),
            "/me/events/1?$expand=multiValueExtendedProperties($filter=id%20eq%20\
                 'StringArray%20%7B3c1b6f0a-8f4e-4d3b-9a55-6f3f2f6a9c01%7D%20Name%20Sports')",
        ),
    ]
}

fn nested_levels() -> Vec<Case> {
    let n = Notebook::FIELDS;
    let s = Section::FIELDS;
    let sg = SectionGroup::FIELDS;
    let app = TeamsApp::FIELDS;
    let l = SiteList::FIELDS;
    vec![
        case(
            "options on the second level",
            Notebook::get("1").expand(
                n.section_groups
                    .expand()
                    .top(3)
                    .expand(sg.sections.expand().order_by(s.display_name.asc()).top(1)),
            ),
            "/me/onenote/notebooks/1?$expand=sections,sectionGroups($expand=sections($orderby=displayName;$top=1);$top=3)",
        ),
        case(
            "$select on the third level",
            SiteList::get("1", "2").expand(
                l.items.expand().top(9).expand(
                    ListItem::FIELDS
                        .fields
                        .expand()
                        .select([ListItemFields::FIELDS.quantity]),
                ),
            ),
            "/sites/1/lists/2?$select=name&$expand=columns($select=name,description),\
                 items($expand=fields($select=Quantity);$top=9)",
        ),
        case(
            "maps and values of any type",
            ItemWithColumns::list("1", "2"),
            "/sites/1/lists/2/items?$select=id&$expand=fields,versions",
        ),
        case(
            "$select of columns in a map",
            ItemWithColumns::list("1", "2").without_expand().expand(
                ItemWithColumns::FIELDS
                    .fields
                    .expand()
                    .select([&Field::named("Title"), &Field::named("Colour")]),
            ),
            "/sites/1/lists/2/items?$select=id&$expand=fields($select=Title,Colour)",
        ),
        case(
            "$select where none is derived",
            Tab::get("1", "2").expand(Tab::FIELDS.teams_app.expand().select([app.external_id])),
            "/chats/1/tabs/2?$expand=teamsApp($select=externalId,id)",
        ),
    ]
}

fn of_managers() -> Vec<Case> {
    let u = Employee::FIELDS;
    vec![
        case(
            "a manager's manager",
            Employee::get("1").select([u.id]).expand(
                u.manager
                    .expand()
                    .select([u.id])
                    .expand(u.manager.expand().select([u.id])),
            ),
            "/users/1?$select=id&$expand=manager($select=id;$expand=manager($select=id))",
        ),
        case(
            "$levels",
            Employee::get("1")
                .select([u.id])
                .expand(u.manager.expand().select([u.id]).levels(2)),
            "/users/1?$select=id&$expand=manager($select=id;$levels=2)&$count=true",
        ),
        case(
            "$levels=max",
            Employee::get("1").select([u.id]).expand(
                u.manager
                    .expand()
                    .select([u.id, u.display_name])
                    .levels_max(),
            ),
            "/users/1?$select=id&$expand=manager($select=id,displayName;$levels=max)&$count=true",
        ),
    ]
}
