//! Users and groups.

use serde_json::{Value, json};

use super::{GROUP, ME, extensions};
use crate::data::Kind;

/// Given name, surname, job title, city, country. The names are hard to quote, encode and sort.
const PEOPLE: [(&str, &str, &str, &str, &str); 10] = [
    ("Adele", "Vance", "Retail Manager", "Bellevue", "US"),
    ("Brian", "O'Neill", "Engineer", "Dublin", "IE"),
    ("Zoë", "Müller", "Researcher & Writer", "Zürich", "CH"),
    ("Diego", "Siciliani", "HR Manager", "São Paulo", "BR"),
    ("Grady", "Archie", "Designer (UX/UI)", "Linz", "AT"),
    ("Henrietta", "Mueller", "Developer", "Ft. Lauderdale", "US"),
    ("Isaiah", "Langer", "Sales Rep", "Tulsa", "US"),
    ("Johanna", "Lorenz", "CVP Engineering", "Louisville", "US"),
    ("太郎", "山田", "50% Analyst, 50% Lead", "東京", "JP"),
    ("Lidia", "Holloway", "Product Manager", "Tulsa", "US"),
];

/// The number of users, which is enough for several pages.
const COUNT: usize = 40;

pub(super) fn user_kind() -> Kind {
    [
        "aboutMe",
        "onPremisesSyncEnabled",
        "preferredLanguage",
        "officeLocation",
        "mobilePhone",
        "signInActivity/lastSignInDateTime",
    ]
    .iter()
    .fold(
        Kind::new("microsoft.graph.user").directory(),
        |kind, name| kind.property(name),
    )
    .alternate_key("userPrincipalName")
    .to_one("manager", ["users"])
    .to_many("directReports", ["users"])
    .to_many("memberOf", ["groups"])
    .transitive("transitiveMemberOf", "memberOf", ["groups"])
    .on_request("customSecurityAttributes")
}

pub(super) fn group_kind() -> Kind {
    Kind::new("microsoft.graph.group")
        .directory()
        .to_many("members", ["users", "groups"])
        .to_many("owners", ["users"])
        .to_many("memberOf", ["groups"])
        .transitive("transitiveMembers", "members", ["users", "groups"])
        .transitive("transitiveMemberOf", "memberOf", ["groups"])
}

pub(super) fn users() -> Vec<Value> {
    (1..=COUNT).map(user).collect()
}

pub(super) fn user_id(number: usize) -> String {
    format!("00000000-0000-4000-8000-{number:012}")
}

fn group_id(number: usize) -> String {
    format!("10000000-0000-4000-8000-{number:012}")
}

pub(super) fn display_name(number: usize) -> String {
    let (given, surname, ..) = PEOPLE[(number - 1) % PEOPLE.len()];
    match (number - 1) / PEOPLE.len() {
        0 => format!("{given} {surname}"),
        round => format!("{given} {surname} {round}"),
    }
}

fn user(number: usize) -> Value {
    let (given, surname, job, city, country) = PEOPLE[(number - 1) % PEOPLE.len()];
    let display_name = display_name(number);
    let mail = format!("user{number}@contoso.com");
    let is_guest = number % 7 == 0;
    let principal = if is_guest {
        format!("user{number}_fabrikam.com#EXT#@contoso.com")
    } else {
        mail.clone()
    };
    let mut user = json!({
        "id": user_id(number),
        "displayName": display_name,
        "givenName": given,
        "surname": surname,
        "userPrincipalName": principal,
        "mail": if number % 5 == 0 { Value::Null } else { json!(mail) },
        "jobTitle": if number % 9 == 0 { Value::Null } else { json!(job) },
        "department": if number % 2 == 0 { "Sales" } else { "Engineering" },
        "userType": if is_guest { "Guest" } else { "Member" },
        "accountEnabled": number % 4 != 0,
        "createdDateTime": format!("2021-{:02}-{:02}T08:30:00Z", number % 12 + 1, number % 28 + 1),
        "employeeHireDate": format!("20{:02}-01-01T00:00:00Z", 10 + number % 12),
        "age": 20 + number,
        "storageUsed": 9_007_199_254_740_993_u64 + number as u64,
        "rating": number as f64 / 4.0,
        "city": city,
        "country": country,
        "address": address(number, city, country),
        "businessPhones": phones(number),
        "proxyAddresses": [format!("SMTP:{mail}"), format!("smtp:alias{number}@contoso.com")],
        "assignedLicenses": licenses(number),
        "onPremisesExtensionAttributes": {"extensionAttribute1": format!("x{}", number % 3)},
        "manager": manager_of(number).map(user_id),
        "directReports": (1..=COUNT).filter(|&other| manager_of(other) == Some(number)).map(user_id).collect::<Vec<_>>(),
        "memberOf": (1..=GROUPS).filter(|&group| is_member(number, group)).map(group_id).collect::<Vec<_>>(),
    });
    extensions::extend(&mut user, number);
    user
}

/// Every user but the first reports to one with a smaller number.
fn manager_of(number: usize) -> Option<usize> {
    match number {
        1 => None,
        2 => Some(1),
        _ => Some(number / 3),
    }
}

fn address(number: usize, city: &str, country: &str) -> Value {
    if number % 6 == 0 {
        return Value::Null;
    }
    json!({
        "street": format!("{number} Main St. #{number}"),
        "city": city,
        "state": null,
        "countryOrRegion": country,
        "postalCode": format!("{:05}", 10_000 + number),
        "geoCoordinates": {"latitude": 40.0 + number as f64 / 8.0, "longitude": -8.5, "altitude": null},
    })
}

fn phones(number: usize) -> Vec<String> {
    (0..number % 3)
        .map(|index| format!("+41 44 555 {number:02} {index:02}"))
        .collect()
}

fn licenses(number: usize) -> Value {
    match number % 3 {
        0 => json!([]),
        1 => json!([{"skuId": "184efa21-98c3-4e5d-95ab-d07053a96e67", "disabledPlans": []}]),
        _ => json!([
            {"skuId": "184efa21-98c3-4e5d-95ab-d07053a96e67", "disabledPlans": ["57ff2da0-773e-42df-b2af-ffb7a2317929"]},
            {"skuId": "c7df2760-2c81-4ef7-b578-5b5392b571df", "disabledPlans": []},
        ]),
    }
}

const GROUPS: usize = 4;

fn is_member(user: usize, group: usize) -> bool {
    match group {
        1 => user <= 3,
        2 => user % 2 == 0,
        3 => user % 10 == 5,
        _ => false,
    }
}

pub(super) fn groups() -> Vec<Value> {
    (1..=GROUPS).map(group).collect()
}

fn group(number: usize) -> Value {
    let name = ["All Company", "Sales & Marketing", "R+D (Zürich)", "Empty"][number - 1];
    let mut members: Vec<_> = (1..=COUNT)
        .filter(|&user| is_member(user, number))
        .map(user_id)
        .collect();
    if number == 1 {
        members.push(group_id(2));
    }
    json!({
        "id": group_id(number),
        "displayName": name,
        "description": if number == 4 { Value::Null } else { json!(format!("Group {number}")) },
        "mailEnabled": number % 2 == 1,
        "securityEnabled": true,
        "groupTypes": if number % 2 == 1 { json!(["Unified"]) } else { json!([]) },
        "visibility": if number == 1 { "Public" } else { "Private" },
        "createdDateTime": format!("2019-0{number}-15T10:00:00.123Z"),
        "members": members,
        "owners": [ME],
        "memberOf": if number == 2 { vec![GROUP] } else { vec![] },
    })
}
