//! The tables of errors: each number is among the usual ones or among the rare ones, and every server finds its own text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tabledraft::mysql::Server;
use tabledraft::mysql::error::error_text;

fn table(name: &str) -> BTreeMap<u16, String> {
    let path = format!("{}/src/mysql/data/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(path).expect("the table is there");
    let rows = text.lines().filter(|line| !line.starts_with('#'));
    rows.map(|row| {
        let mut words = row.splitn(3, ' ');
        let number = words.next().and_then(|number| number.parse().ok()).expect("a number");
        (number, words.nth(1).expect("a text").to_owned())
    })
    .collect()
}

const KINDS: [&str; 3] = ["", "_mysql", "_mariadb"];

#[test]
fn a_number_is_usual_or_rare() {
    let numbers = |name: &str| -> BTreeSet<u16> {
        KINDS.iter().flat_map(|kind| table(&format!("{name}{kind}")).into_keys()).collect()
    };
    let (usual, rare) = (numbers("usual_errors"), numbers("errors"));
    assert!(usual.len() > 100 && rare.len() > 300);
    assert_eq!(usual.intersection(&rare).collect::<Vec<_>>(), Vec::<&u16>::new());
}

#[test]
fn every_server_finds_its_text() {
    for server in Server::ALL {
        let own = if server.is_mariadb() { "_mariadb" } else { "_mysql" };
        // The last one wins: what the server has of its own.
        let mut wanted = BTreeMap::new();
        for kind in ["", own] {
            wanted.extend(table(&format!("usual_errors{kind}")));
            wanted.extend(table(&format!("errors{kind}")));
        }
        if server == Server::Mysql57 {
            wanted.extend(table("errors_mysql57"));
        }
        for (number, format) in wanted {
            let found = error_text(number, server).map(|text| text.format);
            assert_eq!(found, Some(format.as_str()), "{number} of {}", server.name());
        }
    }
}
