//! What servers do not do alike, by their documentation: a statement or more for each row of `mysql::difference`.

use tabledraft::dryrun::mysql::describe::{ColumnRow, Description, describe};
use tabledraft::dryrun::mysql::session::{Outcome, Session, Verdict};
use tabledraft::mysql::Server;
use tabledraft::mysql::difference::DIFFERENCES;

const CASES: &str = include_str!("data/differences.txt");

/// In the order of the columns of the cases.
const SERVERS: [Server; 6] =
    [Server::Mysql57, Server::Mysql80, Server::Mysql84, Server::Mysql97, Server::Mariadb1011, Server::Mariadb1104];

struct Case {
    feature: &'static str,
    verdicts: Vec<&'static str>,
    statements: Vec<&'static str>,
}

fn cases() -> Vec<Case> {
    let lines = CASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut parts = line.splitn(3, '|').map(str::trim);
            let mut next = || parts.next().unwrap_or_else(|| panic!("three parts: {line}"));
            Case { feature: next(), verdicts: next().split(' ').collect(), statements: next().split("; ").collect() }
        })
        .collect()
}

fn word(outcome: &Outcome) -> String {
    match &outcome.verdict {
        Verdict::Accept => outcome.warnings.first().map_or("ok".to_owned(), |warning| format!("w{}", warning.errno)),
        Verdict::Reject(refusal) => refusal.errno.to_string(),
        Verdict::Unknown(_) => "unknown".to_owned(),
    }
}

#[test]
fn each_server_answers_as_its_documentation_says() {
    let mut wrong = Vec::new();
    for case in cases() {
        assert_eq!(case.verdicts.len(), SERVERS.len(), "{}", case.feature);
        for (server, expected) in SERVERS.into_iter().zip(&case.verdicts) {
            let mut session = Session::new(server).with_database("d");
            let said = case.statements.iter().map(|statement| word(&session.execute(statement))).last();
            if said.as_deref() != Some(*expected) {
                wrong.push(format!(
                    "{} {}: {said:?}, not {expected}: {:?}",
                    server.name(),
                    case.feature,
                    case.statements
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_difference_has_a_source_and_a_statement() {
    /// What only the catalogue shows; the tests below ask for it.
    const SHOWN: &[&str] = &["WidthsAreHidden", "DefaultGenerated", "Utf8mb4Server", "DataDictionary"];
    let cases = cases();
    for difference in DIFFERENCES {
        let asked = SHOWN.contains(&difference.name) || cases.iter().any(|case| case.feature == difference.name);
        assert!(asked, "{} is asked by no statement", difference.name);
        assert!(difference.source.len() > 8, "{} names no source", difference.name);
    }
    for case in &cases {
        assert!(DIFFERENCES.iter().any(|difference| difference.name == case.feature), "{} is none", case.feature);
    }
}

fn described(server: Server, statement: &str) -> Description {
    let mut session = Session::new(server).with_database("d");
    let outcome = session.execute(statement);
    assert_eq!(outcome.verdict, Verdict::Accept, "{} {statement}", server.name());
    describe(server, &session.catalog)
}

/// The row of a column `a` that is declared so.
fn column(server: Server, declared: &str) -> ColumnRow {
    let mut description = described(server, &format!("CREATE TABLE t (a {declared})"));
    description.columns.pop().expect("one column")
}

#[test]
fn the_catalogue_shows_what_each_version_shows() {
    let types = |declared: &str| SERVERS.map(|server| column(server, declared).column_type);
    assert_eq!(types("INT"), ["int(11)", "int", "int", "int", "int(11)", "int(11)"]);
    assert_eq!(types("YEAR"), ["year(4)", "year", "year", "year", "year(4)", "year(4)"]);
    let clock = |server| column(server, "DATETIME DEFAULT CURRENT_TIMESTAMP").extra;
    assert_eq!([Server::Mysql57, Server::Mysql80].map(clock), ["", "DEFAULT_GENERATED"]);
    let collation = |server| column(server, "CHAR(3) CHARACTER SET utf8").collation;
    assert_eq!(
        [Server::Mysql57, Server::Mysql80, Server::Mariadb1011].map(collation),
        [Some("utf8_general_ci"), Some("utf8mb3_general_ci"), Some("utf8mb3_general_ci")]
    );
    let order = |server| described(server, "CREATE TABLE t (a INT, KEY k (a DESC))").statistics[0].collation;
    assert_eq!(SERVERS.map(order), ["A", "D", "D", "D", "D", "D"].map(Some));
}

#[test]
fn the_first_timestamp_of_mysql_5_7_follows_the_clock() {
    let shown = column(Server::Mysql57, "TIMESTAMP(3)");
    assert!(!shown.nullable);
    assert_eq!(shown.default.as_deref(), Some("CURRENT_TIMESTAMP(3)"));
    assert_eq!(shown.extra, "on update CURRENT_TIMESTAMP(3)");
}

#[test]
fn a_new_database_has_the_servers_charset() {
    let charset = |server| {
        let mut session = Session::new(server);
        session.execute("CREATE DATABASE d");
        session.execute("CREATE TABLE d.t (a CHAR(3))");
        describe(server, &session.catalog).columns.pop().and_then(|column| column.charset)
    };
    let expected = ["latin1", "utf8mb4", "utf8mb4", "utf8mb4", "latin1", "latin1"].map(Some);
    assert_eq!(SERVERS.map(charset), expected);
}

#[test]
fn names_of_a_data_dictionary_are_compared_by_their_bytes() {
    let found = |server| {
        let mut session = Session::new(server).with_database("d");
        let body = "IF EXISTS (SELECT * FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'T') \
                    THEN DROP TABLE t; END IF";
        for statement in ["CREATE TABLE t (a INT)", &format!("CREATE PROCEDURE p () BEGIN {body}; END"), "CALL p()"] {
            assert_eq!(session.execute(statement).verdict, Verdict::Accept, "{} {statement}", server.name());
        }
        describe(server, &session.catalog).tables.is_empty()
    };
    assert_eq!([Server::Mysql80, Server::Mysql97].map(found), [false, false]);
}
