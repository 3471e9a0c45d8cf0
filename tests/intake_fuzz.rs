//! Broken files of every kind: nothing panics, nothing takes long, and every place lies in the text.

mod common;

use std::time::{Duration, Instant};

use common::places::misplaced;
use tabledraft::engine::{self, Intake, SourceFile};
use tabledraft::felis::write_felis;
use tabledraft::qserv::{Target, ingest_plan};

const SEEDS: &[(&str, &str)] = &[
    (
        "a.yaml",
        "---\nname: sky\nresources: {b: {uri: b.yaml}}\ntables:\n- name: Object\n  primaryKey: ['#Object.id']\n  columns:\n  - {name: id, datatype: long, value: 1}\n  - name: é\n    datatype: char\n    length: 3\n    description: >-\n      long\n      text\n  columnRefs: {b: {T: {x: {overrides: {datatype: int}}}}}\n  constraints:\n  - {name: f, '@type': ForeignKey, columns: ['#Object.id'], referencedColumns: ['#T.x']}\n  indexes: [{name: i, columns: ['#Object.id']}]\n",
    ),
    ("b.yaml", "name: b\ntables: &t\n- {name: T, columns: [{name: x, datatype: double}]}\nmore: *t\n<<: {a: b}\n"),
    ("rows.csv", "objectId,ra,\"de\"\"c\",é\r\n1,2.5,-3,\"a\r\nb\"\r\n2,NaN,,\\N\r\n"),
    ("d.json", "{\"database\": \"d\", \"num_stripes\": 340, \"num_sub_stripes\": 3, \"overlap\": 0.01}"),
    (
        "i.json",
        "{\"database\": \"d\", \"table\": \"T\", \"index\": \"i\", \"overlap\": 1, \"columns\": [{\"column\": \"x\", \"length\": 0, \"ascending\": 1}]}",
    ),
    (
        "metadata.json",
        "{\"database\": \"d.json\", \"tables\": [{\"schema\": \"T.json\", \"indexes\": [\"i.json\"], \"data\": []}]}",
    ),
    (
        "T.json",
        "{\"database\": \"d\", \"table\": \"T\", \"is_partitioned\": 1, \"director_table\": \"x.O\", \"director_key\": \"x\", \"schema\": [{\"name\": \"x\", \"type\": \"INT\"}]}",
    ),
    ("common.json", "{\"dirDb\": \"d\", \"part\": {\"num-stripes\": 85}, \"in\": {\"csv\": {\"field\": [\"x\"]}}}"),
    (
        "c.json",
        "{\"config\": {\"database_families\": [{\"name\": \"f\", \"num_stripes\": 1}], \"databases\": [{\"database\": \"d\", \"family_name\": \"f\", \"tables\": [{\"name\": \"T\", \"columns\": [{\"name\": \"é\", \"type\": \"INT\"}]}]}]}}",
    ),
];

/// Bytes that mean something to one of the readers.
const MEANINGFUL: &[u8] = b"{}[]\"':,-&*!|>#%@`\n\r\t 0e.\\\xff\xc3\0";

fn reads(files: Vec<SourceFile>, what: &str) {
    let started = Instant::now();
    let reading = engine::read_all(Intake { files, propose: true, ..Intake::default() });
    assert_eq!(misplaced(&reading), Vec::<String>::new(), "{what}");
    let _ = ingest_plan(&reading.workspace, &Target::default());
    for database in &reading.workspace.databases {
        let _ = write_felis(database);
    }
    assert!(started.elapsed() < Duration::from_secs(5), "{what} took {:?}", started.elapsed());
}

fn seeds_but(changed: usize, bytes: Vec<u8>) -> Vec<SourceFile> {
    let file = |(at, (name, text)): (usize, &(&str, &str))| SourceFile {
        name: (*name).to_owned(),
        bytes: if at == changed { bytes.clone() } else { text.as_bytes().to_vec() },
    };
    SEEDS.iter().enumerate().map(file).collect()
}

#[test]
fn files_that_are_cut_off_are_read() {
    for (number, (name, text)) in SEEDS.iter().enumerate() {
        for end in 0..text.len() {
            reads(seeds_but(number, text.as_bytes()[..end].to_vec()), &format!("{name} to {end}"));
        }
    }
}

#[test]
fn files_with_a_wrong_byte_are_read() {
    let mut random: u64 = 0x2545_F491_4F6C_DD1D;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below.max(1) as u64) as usize
    };
    for round in 0..1500 {
        let number = next(SEEDS.len());
        let (name, text) = SEEDS[number];
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] = MEANINGFUL[next(MEANINGFUL.len())],
                1 => bytes.insert(at, MEANINGFUL[next(MEANINGFUL.len())]),
                2 => drop(bytes.remove(at)),
                _ => {
                    let piece: Vec<u8> = bytes[at..(at + next(20)).min(bytes.len())].to_vec();
                    let to = next(bytes.len());
                    bytes.splice(to..to, piece);
                }
            }
        }
        reads(seeds_but(number, bytes), &format!("{name}, round {round}"));
    }
}
