//! Data Preview 1: its Felis schema against the registrations of its production, column by column. What differs is
//! explained here, and nothing else may differ.

mod common;

use std::collections::BTreeMap;

use common::places::shared;
use tabledraft::engine::{self, Intake, SourceFile};
use tabledraft::mysql::types;
use tabledraft::schema::{Column, Kind, Table};
use tabledraft::sql::write_data_type;

/// Why a column of one side is not on the other.
const ONLY_REGISTERED: &[(&str, &[&str], &str)] = &[
    (
        "Object",
        &["g_fwhm", "u_fwhm", "r_fwhm", "i_fwhm", "z_fwhm", "y_fwhm", "refFwhm"],
        "kept out of the public schema",
    ),
    ("ForcedSource", &["forcedSourceId"], "an own key that the public schema leaves out"),
    ("ForcedSourceOnDiaObject", &["forcedSourceOnDiaObjectId"], "an own key that the public schema leaves out"),
    ("Visit", &["visitId", "decl"], "names of before, kept for queries of before"),
    ("CcdVisit", &["detectorId", "decl"], "names of before, kept for queries of before"),
];

/// Why a type of Felis is registered as another, with how many columns it concerns.
const TYPES: &[(&str, &str, usize, &str)] = &[
    ("BOOLEAN", "TINYINT", 660, "BOOLEAN is TINYINT(1) to the server; production leaves the width out"),
    ("INTEGER", "INT", 26, "two names of one type"),
    ("DOUBLE", "FLOAT", 19, "production stores per-detector figures in single precision"),
    ("FLOAT", "DOUBLE", 16, "production stores solar-system figures in double precision"),
    ("BIGINT", "BIGINT unsigned", 3, "production declares references to DiaObject as unsigned, unlike the key itself"),
    ("BIGINT", "INT", 4, "detector numbers and sizes fit an INT"),
    ("CHAR(32)", "CHAR(4)", 2, "filter names of the camera have four characters"),
    ("CHAR(9)", "CHAR(4)", 1, "filter names of the camera have four characters"),
    ("DOUBLE", "BIGINT", 1, "a count, declared as a real number in the schema by mistake"),
    ("INTEGER", "BIGINT", 1, "production widens the number of observations"),
];

fn read(paths: Vec<std::path::PathBuf>, propose: bool) -> engine::Reading {
    let file = |path: std::path::PathBuf| SourceFile {
        name: path.display().to_string(),
        bytes: std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
    };
    engine::read_all(Intake { files: paths.into_iter().map(file).collect(), propose, ..Intake::default() })
}

/// The type in capitals, as it is compared: display widths and NOT NULL aside.
fn type_of(column: &Column) -> String {
    let written = write_data_type(&column.data_type);
    written.replace(" UNSIGNED", " unsigned")
}

#[test]
fn data_preview_1_differs_only_where_that_is_explained() {
    let Some(corpus) = shared("qserv/corpus") else { return };
    let schema = read(vec![corpus.join("lsst__sdm_schemas/dp1.yaml")], true);
    let folder = corpus.join("lsst-dm__qserv-usdf-dp1/ingest/tables");
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    let (mut stricter, mut looser) = (0, 0);
    let mut generated = 0;
    let mut compared = 0;
    for (_, drafted) in schema.workspace.tables() {
        let reading = read(vec![folder.join(format!("{}.json", drafted.name))], false);
        let (_, registered) = reading.workspace.tables().next().expect("a registration");
        same_role(drafted, registered);
        let missing: Vec<&str> = only_in(drafted, registered);
        assert_eq!(missing, Vec::<&str>::new(), "{}: of the schema, and not registered", drafted.name);
        let more = only_in(registered, drafted);
        let explained =
            ONLY_REGISTERED.iter().find(|(table, ..)| *table == drafted.name).map_or(&[][..], |(_, names, _)| names);
        assert_eq!(more, explained, "{}: registered, and not of the schema", drafted.name);
        for column in &drafted.columns {
            let other = registered.column_named(&column.name).expect("compared above");
            compared += 1;
            assert!(types::find(&column.data_type.name).is_some(), "{column:?}");
            if other.generated.is_some() {
                generated += 1;
            }
            match (column.accepts_null(), other.accepts_null()) {
                // Keys and positions, which the schema leaves open.
                (true, false) => stricter += 1,
                // Declared in the schema, and not enforced by the table.
                (false, true) => looser += 1,
                (true, true) | (false, false) => {}
            }
            let pair = (type_of(column), type_of(other));
            if pair.0 != pair.1 {
                *counts.entry(pair).or_default() += 1;
            }
        }
    }
    let explained: BTreeMap<(String, String), usize> = TYPES
        .iter()
        .map(|(found, registered, count, _)| (((*found).to_owned(), (*registered).to_owned()), *count))
        .collect();
    assert_eq!(counts, explained);
    assert!(TYPES.iter().all(|(.., why)| why.len() > 10) && ONLY_REGISTERED.iter().all(|(.., why)| why.len() > 10));
    // Magnitudes are computed from fluxes by the workers; Felis has no words for that.
    assert_eq!((compared, generated), (1850, 24));
    assert_eq!((stricter, looser), (17, 14));
}

fn only_in<'t>(one: &'t Table, other: &Table) -> Vec<&'t str> {
    let missing = one.columns.iter().filter(|column| other.column_named(&column.name).is_none());
    missing.map(|column| column.name.as_str()).collect()
}

/// Kind, key and directors are those of production; the position of a dependent is optional, and not compared.
fn same_role(drafted: &Table, registered: &Table) {
    let kind = |table: &Table| {
        let kind = table.registration.as_ref().expect("a role").kind.clone();
        match kind {
            Kind::Dependent { director, .. } => {
                Kind::Dependent { director, longitude: String::new(), latitude: String::new() }
            }
            other => other,
        }
    };
    assert_eq!(kind(drafted), kind(registered), "{}", drafted.name);
}
