//! Links and redirects to anywhere: the token stays on its own origin.

use graph_resource::DeltaLink;
use graph_resource::long_running::{Accepted, Monitor};
use graph_resource::testing::Fake;
use proptest::prelude::*;
use serde_json::{Value, json};
use url::Url;

use crate::urls::is_on_own_origin;
use crate::{Thing, check_error, fuzz, mutated, run};

const CORPUS: &str = include_str!("corpus/paths.txt");

pub(crate) const FRAGMENTS: &[&str] = &[
    "https://",
    "http://",
    "//",
    "\\",
    "/",
    "@",
    ":",
    ":443",
    ":80",
    ".",
    "graph.fake",
    "other.example",
    "[::1]",
    "127.0.0.1",
    "localhost",
    "%2e",
    "%00",
    "\t",
    "\n",
    " ",
    "#",
    "?",
    "é",
    "xn--",
    "v1.0",
    "..",
    "\u{3002}",
];

pub(crate) fn links_and_redirects(long: bool) {
    let link = prop_oneof![
        mutated(CORPUS, FRAGMENTS),
        any::<String>(),
        "(https?:)?[/\\\\]{0,3}[a-z.@:/\\\\%0-9]{0,24}"
    ];
    fuzz(long, link, |link| {
        let fake = Fake::new();
        let location = [("location", link.as_str())];
        fake.on(Thing::list())
            .json(json!({"value": [], "@odata.nextLink": link}));
        fake.on(Thing::get("1")).raw(302, &location, "");
        fake.on(Thing::file("1")).raw(307, &location, "");
        fake.on(Thing::get("2")).raw(202, &location, "");
        fake.on(Thing::changes())
            .json(json!({"value": [], "@odata.deltaLink": link}));
        fake.on(Thing::changes().header("x-gone", "1"))
            .raw(410, &location, "");
        let client = fake.client();
        let mut errors = Vec::new();
        errors.extend(run(Thing::list().all(&client)).err());
        errors.extend(run(Thing::get("1").send(&client)).err());
        errors.extend(run(Thing::file("1").bytes(&client)).err());
        match link.parse::<Monitor>() {
            Ok(monitor) => errors.extend(run(monitor.poll::<Value>(&client)).err()),
            Err(error) => errors.push(error),
        }
        if let Ok(Accepted::Pending(job)) = run(Thing::get("2").send_accepted(&client)) {
            // A relative link is resolved; any other is kept byte for byte.
            let is_absolute = Url::parse(&link).is_ok();
            prop_assert!(!is_absolute || job.as_str() == link);
            errors.extend(run(job.poll::<Value>(&client)).err());
        }
        if let Ok(round) = run(Thing::changes().all(&client)) {
            // The link is kept byte for byte.
            prop_assert_eq!(round.link.as_str(), &link);
            errors.extend(run(Thing::changes().since(round.link).all(&client)).err());
        }
        let gone = run(Thing::changes().header("x-gone", "1").all(&client)).unwrap_err();
        prop_assert!(gone.resync().is_some());
        errors.push(gone);
        match link.parse::<DeltaLink>() {
            Ok(since) => errors.extend(run(Thing::changes().since(since).all(&client)).err()),
            Err(error) => errors.push(error),
        }
        errors.iter().try_for_each(check_error)?;
        let leak = fake
            .requests()
            .into_iter()
            .find(|sent| sent.authorized && !is_on_own_origin(&sent.url));
        prop_assert_eq!(leak, None);
        Ok(())
    });
}
