//! Users as Graph sends them.

use std::ops::RangeInclusive;

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// The properties of `model::User`.
pub const SELECTED: [&str; 10] = [
    "id",
    "displayName",
    "mail",
    "jobTitle",
    "department",
    "officeLocation",
    "mobilePhone",
    "givenName",
    "surname",
    "accountEnabled",
];

const GIVEN_NAMES: &str = "Adele,Alex,Allan,Amina,Anna,Ben,Bianca,Carlos,Chen,Christie,Debra,Diego,Elena,Emily,Enrico,Fatima,Grady,\
    Hana,Henrietta,Irvin,Isaiah,Ivan,Joni,Jordan,Julia,Karim,Lee,Lidia,Lynne,Mariam,Megan,Miriam,Nestor,Noah,\
    Olga,Patti,Pradeep,Rania,Sven,Yuki";
const SURNAMES: &str = "Abadi,Andersen,Archie,Bowen,Brown,Cline,Costa,Deyoung,Duarte,Fischer,Garcia,Gerhart,Gupta,Haas,Holloway,\
    Ibrahim,Janssen,Johnson,Kowalski,Langer,Larsen,Mueller,Nakamura,Novak,Olsen,Petrov,Robbins,Rossi,Sato,\
    Sherman,Silva,Suarez,Tanaka,Vance,Vargas,Virtanen,Walker,Weber,Wilber,Young";
const TITLES: &str = "Accountant,Analyst,Consultant,Director of Operations,Engineer,HR Manager,Marketing Assistant,\
    Paralegal,Product Manager,Retail Manager,Sales Representative,Senior Engineer,Software Engineer,Vice President";
const DEPARTMENTS: &str =
    "Engineering,Finance,HR,Legal,Manufacturing,Marketing,Operations,Research,Retail,Sales";
const CITIES: &str = "Amsterdam,Berlin,Birmingham,Cairo,Charlotte,Lisbon,London,Louisville,Milan,Munich,Oslo,Overland \
    Park,Pittsburgh,Redmond,San Diego,Tokyo,Tulsa,Waukesha";

/// Generates users, the same ones in each run.
pub struct Users {
    random: Rng,
    count: usize,
}

impl Users {
    pub fn new() -> Self {
        Users {
            random: Rng::with_seed(7),
            count: 0,
        }
    }

    /// A user with all properties.
    pub fn whole(&mut self) -> Value {
        self.count += 1;
        let number = self.count;
        let given = self.one_of(GIVEN_NAMES);
        let surname = self.one_of(SURNAMES);
        let nickname = format!("{given}.{surname}{number}");
        let mail = format!("{nickname}@contoso.com");
        let account = format!("{}{surname}{number}", &given[..1]);
        let security = self.numbers(4);
        let (city, department) = (self.one_of(CITIES), self.one_of(DEPARTMENTS));
        json!({
            "id": self.guid(),
            "accountEnabled": self.random.u8(..20) > 0,
            "businessPhones": [self.phone()],
            "city": city,
            "companyName": "Contoso",
            "country": "United States",
            "createdDateTime": self.time(2012..=2025),
            "creationType": null,
            "department": department,
            "displayName": format!("{given} {surname}"),
            "employeeId": self.random.u32(100_000..1_000_000).to_string(),
            "employeeType": "Employee",
            "givenName": given,
            "imAddresses": [mail],
            "jobTitle": self.one_of(TITLES),
            "lastPasswordChangeDateTime": self.time(2025..=2026),
            "mail": mail,
            "mailNickname": nickname,
            "mobilePhone": self.phone(),
            "officeLocation": format!("{}/{}", self.random.u8(1..30), self.random.u16(1000..4000)),
            "onPremisesDistinguishedName": format!("CN={given} {surname},OU={department},OU={city},DC=contoso,DC=com"),
            "onPremisesImmutableId": self.base64(),
            "onPremisesLastSyncDateTime": self.time(2026..=2026),
            "onPremisesSamAccountName": account,
            "onPremisesSyncEnabled": true,
            "otherMails": [],
            "postalCode": self.random.u32(10_000..99_999).to_string(),
            "preferredLanguage": "en-US",
            "proxyAddresses": [format!("SMTP:{mail}"), format!("smtp:{account}@contoso.onmicrosoft.com")],
            "securityIdentifier": format!("S-1-12-1-{security}"),
            "state": null,
            "streetAddress": format!("{} Main Street", self.random.u16(1..9999)),
            "surname": surname,
            "usageLocation": "US",
            "userPrincipalName": mail,
            "userType": "Member",
        })
    }

    /// A user with the ten properties that `model::User` selects.
    pub fn selected(&mut self) -> Value {
        let whole = self.whole();
        let properties = SELECTED.map(|name| (name.to_owned(), whole[name].clone()));
        Value::Object(Map::from_iter(properties))
    }

    fn one_of(&mut self, list: &'static str) -> &'static str {
        let items: Vec<&str> = list.split(',').collect();
        items[self.random.usize(..items.len())]
    }

    fn guid(&mut self) -> String {
        uuid::Builder::from_random_bytes(self.random.u128(..).to_be_bytes())
            .into_uuid()
            .to_string()
    }

    fn base64(&mut self) -> String {
        let standard = base64::engine::general_purpose::STANDARD;
        base64::Engine::encode(&standard, self.random.u128(..).to_be_bytes())
    }

    fn phone(&mut self) -> String {
        let (area, line) = (self.random.u16(200..990), self.random.u16(1000..9999));
        format!("+1 {area} 555 {line}")
    }

    fn time(&mut self, years: RangeInclusive<u16>) -> String {
        let year = self.random.u16(years);
        let (month, day) = (self.random.u8(1..=12), self.random.u8(1..=28));
        let [hour, minute, second] =
            [24, 60, 60].map(|end: u8| format!("{:02}", self.random.u8(..end)));
        format!("{year}-{month:02}-{day:02}T{hour}:{minute}:{second}Z")
    }

    fn numbers(&mut self, count: usize) -> String {
        let numbers: Vec<_> = (0..count)
            .map(|_| self.random.u32(..).to_string())
            .collect();
        numbers.join("-")
    }
}
