//! The cost of reads beside that of the same reads written by hand with `reqwest` and `serde_json`.
//!
//! `cargo bench -p graph-resource-tests --features benches --bench by_hand`. The server runs in this process, and each
//! client in one of its own, so that only the client is measured. valgrind counts instructions and allocations.

mod client;
mod handwritten;
mod link;
mod measure;
mod model;
mod ours;
mod reads;
mod responses;
mod server;
mod service;
mod table;
mod tls;
mod users;

use std::time::Duration;

use handwritten::Handwritten;
use link::Link;
use measure::Cost;
use ours::Ours;
use reads::{Read, Reads};
use server::Server;
use service::Service;
use table::{Costs, Unit, print_head, print_row};

/// A page of 999 users with ten properties, and any object and batch.
const SMALL: Service = Service {
    pages: 1,
    page_size: 999,
    whole: false,
    gzip: false,
    link: None,
    tls: false,
};

/// A fast connection to a service that is far away.
const LINK: Link = Link {
    round_trip: Duration::from_millis(50),
    bytes_per_second: 100_000_000 / 8,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments
        .first()
        .is_some_and(|first| first == client::CLIENT)
    {
        client::run(&arguments[1..]);
        return;
    }
    check_urls();
    print_reads(Cost::Instructions, 1, 5);
    print_reads(Cost::Allocations, 1, 5);
    print_reads(Cost::ProcessorTime, 20, 100);
    print_start();
    print_compression();
    print_futures();
}

/// Prints what each read costs. Times need more repetitions and pages than counts do.
fn print_reads(cost: Cost, repetitions: usize, pages: usize) {
    if skips(cost) {
        return;
    }
    print_head(&format!("{} of one read", cost.name()));
    let stream = Service { pages: 20, ..SMALL };
    let reads = [
        ("an object of ten properties", Read::Get, 500, SMALL),
        ("a page of 999 users", Read::Page, 10, SMALL),
        ("a stream of 20 pages", Read::Stream, 1, stream),
        ("a batch of 20 objects", Read::Batch, 100, SMALL),
        (
            "the URL of a filtered list",
            Read::FilteredUrl,
            1_000,
            SMALL,
        ),
    ];
    for (name, read, times, service) in reads {
        let server = Server::start(service);
        let costs = cost.of_one(read, times * repetitions, &server);
        print_row(name, cost.unit(), &costs);
    }
    let costs = cost.of_one(Read::StreamWhole, 1, &Server::start(whole_users(pages)));
    let name = format!("a stream of {pages},000 whole users");
    print_row(&name, cost.unit(), &costs);
}

/// Prints what a process costs that reads one object, from its start to its end.
fn print_start() {
    for (scheme, tls) in [("http", false), ("https", true)] {
        print_head(&format!("a process with one read over {scheme}"));
        let server = Server::start(Service { tls, ..SMALL });
        print_costs(
            &[Cost::Instructions, Cost::ProcessorTime],
            Read::Get,
            &server,
        );
    }
}

/// Prints what a listing of 20 pages costs over a link, as it is and compressed.
fn print_compression() {
    for (name, gzip) in [("plain", false), ("gzip", true)] {
        let service = Service {
            page_size: 999,
            gzip,
            ..whole_users(20)
        };
        let server = Server::start(service);
        let user = server.page_bytes / service.page_size;
        print_head(&format!("20 pages, {name}, {user} bytes per user"));
        print_costs(
            &[Cost::Instructions, Cost::ProcessorTime],
            Read::StreamWhole,
            &server,
        );
        let linked = Service {
            link: Some(LINK),
            ..service
        };
        print_costs(
            &[Cost::ElapsedTime],
            Read::StreamWhole,
            &Server::start(linked),
        );
    }
}

fn print_costs(costs: &[Cost], read: Read, server: &Server) {
    for cost in costs {
        if !skips(*cost) {
            print_row(cost.name(), cost.unit(), &cost.of_process(read, server));
        }
    }
}

fn print_futures() {
    let (ours, by_hand) = both();
    print_head("bytes");
    let bytes = Costs {
        ours: ours.future_bytes() as f64,
        by_hand: by_hand.future_bytes() as f64,
    };
    print_row("the future of a get", Unit::Count, &bytes);
}

/// Says so if this machine cannot measure it.
fn skips(cost: Cost) -> bool {
    let missing = cost.missing_tool();
    if let Some(missing) = missing {
        println!("\nskipped: {}: {missing}", cost.name());
    }
    missing.is_some()
}

/// A listing of whole users.
fn whole_users(pages: usize) -> Service {
    Service {
        pages,
        page_size: 1_000,
        whole: true,
        ..SMALL
    }
}

/// Both sides must request the same, or their costs say nothing.
fn check_urls() {
    let (ours, by_hand) = both();
    let prefix = "O'Neil & co";
    assert_eq!(ours.filtered_url(prefix), by_hand.filtered_url(prefix));
}

fn both() -> (Ours, Handwritten) {
    let base_url = "http://127.0.0.1";
    let ours = Ours::new(base_url, "token".into()).expect("a client");
    let by_hand = Handwritten::new(base_url, "token".into()).expect("a client");
    (ours, by_hand)
}
