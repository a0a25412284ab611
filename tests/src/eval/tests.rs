//! The values of expressions on one entity.

use serde_json::{Value, json};

use super::matches;
use crate::data::{Data, Kind, Node, Store};
use crate::odata::parse_filter;

fn store() -> Store {
    let planet = Kind::new("sample.planet")
        .to_one("star", ["stars"])
        .to_many("moons", ["moons"]);
    Store::new(
        Data::new()
            .entity_set("planets", vec![planet_json()])
            .entity_set(
                "stars",
                vec![json!({"id": "sun", "name": "Sun", "@odata.type": "#sample.giant"})],
            )
            .entity_set(
                "moons",
                vec![json!({"id": "a", "size": 1}), json!({"id": "b", "size": 5})],
            )
            .kind("planets", planet)
            .kind("stars", Kind::new("sample.star")),
    )
}

fn planet_json() -> Value {
    json!({
        "id": "p", "name": "Earth's", "none": null, "yes": true, "count": 7, "big": 9_007_199_254_740_993_i64, "half": 2.5,
        "at": "2021-03-04T05:06:07.8900000Z", "day": "2021-03-04", "time": "05:06:07.0000000", "long": "PT90M",
        "address": {"city": "Zürich", "none": null}, "tags": ["a", "B"], "empty": [], "flags": "read,write",
        "guid": "AABBCCDD-0011-2233-4455-66778899aabb", "parts": [{"n": 1, "on": true}, {"n": 2, "on": false}],
        "star": "sun", "moons": ["a", "b"],
    })
}

fn evaluate(text: &str) -> Result<bool, String> {
    let store = store();
    let filter = parse_filter(text).map_err(|error| error.to_string())?;
    let node: Node<'_> = store.find("planets", "p").unwrap();
    matches(&store, &filter, &node).map_err(|failure| failure.message)
}

fn assert_all(expected: bool, filters: &[&str]) {
    for text in filters {
        assert_eq!(evaluate(text), Ok(expected), "{text}");
    }
}

#[test]
fn comparisons_follow_odata() {
    assert_all(
        true,
        &[
            "name eq 'earth''s'",
            "name ne 'x'",
            "name gt 'DA'",
            "name lt 'f'",
        ],
    );
    assert_all(
        true,
        &[
            "count eq 7",
            "count eq 7.0",
            "count ge 7",
            "count lt 7.5",
            "half eq 2.5",
            "half gt 2",
            "count lt INF",
            "count gt -INF",
            "big eq 9007199254740993",
            "big ne 9007199254740992",
            "big lt 99999999999999999999",
            "yes",
            "yes eq true",
            "yes ne false",
            "guid eq aabbccdd-0011-2233-4455-66778899AABB",
            "guid eq 'aabbccdd-0011-2233-4455-66778899aabb'",
            "flags has ns.f'read'",
            "flags has ns.f'WRITE,read'",
            "flags eq ns.f'write,read'",
            "address/city eq 'zürich'",
            "Address/City eq 'Zürich'",
            "name eq name",
            "count in (1,7)",
            "name in ('x','Earth''s')",
            "'b' in tags",
        ],
    );
    assert_all(
        false,
        &[
            "count eq 8",
            "name eq 'x'",
            "not yes",
            "flags has ns.f'delete'",
            "count in (1,2)",
            "count eq NaN",
            "count lt NaN",
            "big eq 9007199254740992",
            "'c' in tags",
        ],
    );
}

#[test]
fn null_compares_as_odata_requires() {
    assert_all(
        true,
        &[
            "none eq null",
            "null eq null",
            "name ne null",
            "none ne 'x'",
            "absent eq null",
            "address/none eq null",
            "none/deeper/still eq null",
            "none in (null)",
            "not (none gt 1)",
            "none or yes",
            "length(none) eq null",
            "none add 1 eq null",
            "contains(none,'a') eq null",
            "-none eq null",
        ],
    );
    assert_all(
        false,
        &[
            "none eq 'x'",
            "none gt 1",
            "none le 1",
            "null gt null",
            "none",
            "not none",
            "none and yes",
            "none or none",
            "contains(none,'a')",
            "not contains(none,'a')",
            "none has ns.f'a'",
        ],
    );
}

#[test]
fn dates_and_times_are_compared() {
    assert_all(
        true,
        &[
            "at eq 2021-03-04T05:06:07.89Z",
            "at eq 2021-03-04T07:06:07.89+02:00",
            "at gt 2021-03-04T05:06:07.889999999999Z",
            "at lt 2021-03-04T05:06:08Z",
            "at ge 2021-03-04",
            "day eq 2021-03-04",
            "day lt 2021-12-01",
            "time eq 05:06:07",
            "time lt 12:00",
            "long eq duration'PT1H30M'",
            "year(at) eq 2021 and month(at) eq 3 and day(at) eq 4",
            "hour(at) eq 5 and minute(at) eq 6 and second(at) eq 7",
            "fractionalseconds(at) eq 0.89",
            "date(at) eq 2021-03-04",
            "time(at) gt 05:06:07",
            "totaloffsetminutes(at) eq 0",
            "totaloffsetminutes(2020-01-01T00:00:00-01:30) eq -90",
            "totalseconds(long) eq 5400",
            "at lt now() and at gt mindatetime() and at lt maxdatetime()",
            "at add duration'P1D' eq 2021-03-05T05:06:07.89Z",
            "now() sub duration'P1D' lt now()",
            "now() sub at gt duration'P1D'",
            "day(2021-01-31) eq 31",
            "2021-03-05 sub 2021-03-04 eq duration'P1D'",
            "year(day) eq 2021",
        ],
    );
}

#[test]
fn functions_are_evaluated() {
    assert_all(
        true,
        &[
            "contains(name,'RTH')",
            "startswith(name,'ea')",
            "endswith(name,'''S')",
            "indexof(name,'t') eq 3",
            "indexof(name,'x') eq -1",
            "length(address/city) eq 6",
            "substring(name,1) eq 'arth''s'",
            "substring(name,1,2) eq 'ar'",
            "substring(name,99) eq ''",
            "tolower(name) eq 'earth''s'",
            "toupper(name) eq 'EARTH''S'",
            "trim('  a ') eq 'a'",
            "concat(name,'!') eq 'Earth''s!'",
            "round(half) eq 3",
            "round(-2.5) eq -3",
            "floor(half) eq 2",
            "ceiling(half) eq 3",
            "floor(count) eq 7",
            "matchesPattern(name,'^E.*s$')",
            "contains(name,'') and startswith(name,'')",
            "substring(name,-1,2) eq 'Ea'",
        ],
    );
}

#[test]
fn arithmetic_is_evaluated() {
    assert_all(
        true,
        &[
            "count add 1 eq 8",
            "count sub 1.5 eq 5.5",
            "count mul 2 eq 14",
            "count div 2 eq 3",
            "count divby 2 eq 3.5",
            "count mod 4 eq 3",
            "half div 2 eq 1.25",
            "-count eq -7",
            "1 div 0.0 eq INF",
            "2 add 3 mul 4 eq 14",
            "-(2 sub 3) eq 1",
        ],
    );
}

#[test]
fn lambdas_and_navigation_paths_are_evaluated() {
    assert_all(
        true,
        &[
            "tags/any()",
            "not empty/any()",
            "not none/any()",
            "tags/any(t:t eq 'b')",
            "tags/all(t:length(t) eq 1)",
            "empty/all(t:t eq 'x')",
            "not tags/all(t:t eq 'a')",
            "parts/any(p:p/n eq 2 and p/on eq false)",
            "not parts/any(p:p/n eq 2 and p/on)",
            "parts/any(p:tags/any(t:t eq 'a') and p/n lt count)",
            "parts/any(x:parts/any(y:y/n gt x/n))",
            "tags/$count eq 2",
            "empty/$count eq 0",
            "moons/$count eq 2",
            "moons/any(m:m/size gt 4)",
            "star/name eq 'Sun'",
            "$it/name eq name",
            "moons/any(m:m/size lt $it/count)",
        ],
    );
}

#[test]
fn casts_and_isof_test_the_type() {
    assert_all(
        true,
        &[
            "isof(sample.planet)",
            "not isof(sample.star)",
            "isof(star,sample.giant)",
            "sample.planet/name eq name",
            "sample.star/name eq null",
            "star/sample.giant/name eq 'Sun'",
            "star/sample.star/name eq null",
            "isof(count,Edm.Int32)",
            "cast(count,Edm.String) eq '7'",
            "cast('12',Edm.Int32) eq 12",
            "cast(name,Edm.Int32) eq null",
            "isof(at,Edm.DateTimeOffset)",
        ],
    );
}

#[test]
fn ill_typed_expressions_are_errors() {
    let ill_typed = [
        "name",
        "count",
        "count eq 'x'",
        "name eq 1",
        "yes eq 'true'",
        "yes gt false",
        "name add 1 eq 2",
        "count div 0 eq 1",
        "contains(count,'7')",
        "name gt 2021-01-01T00:00:00Z",
        "address eq 'x'",
        "tags eq 'a'",
        "name/any(x:x eq 1)",
        "name/deeper eq 1",
        "tags/length eq 1",
        "year(name) eq 1",
        "name in name",
        "count has ns.f'x'",
        "not name",
        "matchesPattern(name,'(')",
        "count and yes",
        "-name eq 'x'",
    ];
    for text in ill_typed {
        assert!(evaluate(text).is_err(), "{text}: {:?}", evaluate(text));
    }
}

#[test]
fn the_largest_expressions_do_not_overflow_the_stack() {
    let chain = format!("yes{}", " and yes".repeat(500));
    let calls = format!("{}name{} eq name", "trim(".repeat(99), ")".repeat(99));
    let negations = format!("{}yes", "not ".repeat(98));
    let level = "(yes or yes and yes eq yes eq (1 gt 2 add 3 mul ";
    let open = level.repeat(10);
    let close = ") eq false)".repeat(10);
    assert_all(true, &[&chain, &calls, &negations]);
    // The innermost types are incompatible, which only evaluating the whole expression shows.
    assert!(evaluate(&format!("{open}1{close}")).is_err());
}
