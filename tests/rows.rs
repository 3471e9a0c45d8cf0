//! Files of rows: types inferred piece by piece, with their evidence; what is wrong with a row, and where.

use tabledraft::engine::{self, Intake, SourceFile};
use tabledraft::schema::Kind;
use tabledraft::sql::write_data_type;
use tabledraft::tabular::{Inference, Inferred};

fn infer(text: &str) -> Inferred {
    infer_in_pieces(text.as_bytes(), usize::MAX)
}

fn infer_in_pieces(bytes: &[u8], piece: usize) -> Inferred {
    let mut inference = Inference::new();
    bytes.chunks(piece.max(1)).for_each(|piece| inference.feed(piece));
    inference.finish()
}

/// The type and the evidence of the only column of these values.
fn column(values: &[&str]) -> (String, String) {
    let inferred = infer(&format!("c,x\n{}", values.iter().map(|value| format!("{value},1\n")).collect::<String>()));
    assert_eq!(inferred.problems.iter().filter(|problem| problem.fatal).count(), 0, "{:?}", inferred.problems);
    let column = &inferred.columns[0];
    (write_data_type(&column.data_type()), column.sentence(inferred.rows))
}

#[test]
fn types_hold_every_value() {
    let cases: &[(&[&str], &str)] = &[
        (&["1", "2", "-3"], "INT"),
        (&["0", "1", "1"], "TINYINT"),
        (&["2147483648"], "BIGINT"),
        (&["9223372036854775808"], "BIGINT unsigned"),
        (&["-1", "9223372036854775808"], "DECIMAL(20,0)"),
        (&["123456789012345678901234567890123456789012"], "DECIMAL(42,0)"),
        (&["1", "2.5"], "DOUBLE"),
        (&["1e-5", "3"], "DOUBLE"),
        (&["NaN", "3"], "DOUBLE"),
        (&["NaN", "inf"], "DOUBLE"),
        (&["true", "False"], "BOOLEAN"),
        (&["2024-01-31"], "DATE"),
        (&["2024-01-31", "2024-01-31 12:00:00"], "DATETIME"),
        (&["2024-01-31T12:00:00.123"], "DATETIME(3)"),
        (&["12:30:00"], "TIME"),
        (&["2024-13-31"], "CHAR(10)"),
        (&["007", "012"], "CHAR(3)"),
        (&["g", "r"], "CHAR(1)"),
        (&["g", "rather long"], "VARCHAR(16)"),
        (&["1", "x"], "CHAR(1)"),
        (&["", "\\N", "NULL"], "VARCHAR(255)"),
        (&["1", ""], "TINYINT"),
        (&["日本語", "é"], "VARCHAR(8)"),
    ];
    for (values, expected) in cases {
        assert_eq!(&column(values).0, expected, "of {values:?}");
    }
    assert_eq!(infer("objectId,b\n1,2\n").columns[0].data_type().name, "BIGINT", "an identifier grows");
}

#[test]
fn the_evidence_says_what_decided() {
    let cases: &[(&[&str], &str)] = &[
        (&["1", "22", "-3"], "3 whole numbers from -3 to 22"),
        (&["1", "2.5", ""], "2 numbers, decided by `2.5` in line 3, 1 NULL"),
        (&["1", "two"], "2 texts of 1 to 3 characters, the longest in line 3, decided by `two` in line 3"),
        (&["ab", "cd"], "2 texts of 2 characters"),
        (&["", ""], "no value in 2 rows: choose the type that is meant"),
        (&["12:30:00.25"], "1 times, 2 digits behind the seconds"),
    ];
    for (values, expected) in cases {
        assert_eq!(&column(values).1, expected, "of {values:?}");
    }
}

#[test]
fn the_pieces_do_not_matter() {
    let rows: String = (0..500).map(|n| format!("{n},\"a \"\"quoted\"\"\r\nline, {n}\",{}.5\r\n", n * 7)).collect();
    let text = format!("\u{feff}id,text,value\r\n\r\n{rows}1,2\r\n");
    let whole = infer(&text);
    assert_eq!((whole.rows, whole.columns.len(), whole.problems.len()), (500, 3, 1));
    assert_eq!(whole.problems[0].line, 1003);
    for piece in [1, 2, 3, 7, 64, 4096] {
        assert_eq!(infer_in_pieces(text.as_bytes(), piece), whole, "in pieces of {piece}");
    }
}

#[test]
fn the_separator_is_seen() {
    for (text, delimiter) in
        [("a,b\n1,2", b','), ("a\tb, c\n1\t2", b'\t'), ("a;b\n1,5;2", b';'), ("a|b\n1|2", b'|'), ("a\n1", b',')]
    {
        assert_eq!(infer(text).dialect.delimiter, delimiter, "{text:?}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let said = |text: &str| -> Vec<(u64, bool)> {
        infer(text).problems.iter().map(|problem| (problem.line, problem.fatal)).collect()
    };
    assert_eq!(said("a,b\n1,2\n3\n4,5,6\n7,8\n"), [(3, false), (4, false)]);
    assert_eq!(said("a,b\n1\n2\n3\n4\n5\n").len(), 4, "three are told, and how many there are");
    assert_eq!(said("1,2\n3,4\n"), [(1, true)]);
    assert_eq!(said(""), [(1, true)]);
    assert_eq!(said("a,b\n1,2\n\"x,3\n4,5\n"), [(3, false)], "a quote that is not closed, where it is opened");
    assert_eq!(said("a,b\n1,2\n\"x,3\n4,5"), [(3, false)]);
    assert_eq!(said("a,b\n1,2\n\"x\n\"\n4,5\n"), [(3, false)]);
    assert_eq!(said("a,A\n1,2\n"), [(1, false)]);
    assert_eq!(said("a,\n1,2\n"), [(1, false)]);
    assert_eq!(said("a,b\n1,NaN\n"), [(2, false)]);
    assert_eq!(infer_in_pieces(b"a,b\n1,\xff\xfe\n", 99).problems[0].line, 2);
    assert!(infer_in_pieces(b"a\0b", 99).problems[0].fatal);
    let open = format!("a,b\n1,\"{}", "x\n".repeat(4_000_000));
    assert_eq!(said(&open), [(2, true)]);
    let wide = vec!["a"; 5000].join(",");
    assert_eq!(said(&wide), [(1, true)]);
    assert_eq!(said(&format!("a,b\n{}\n", ",".repeat(1_000_000))).len(), 1);
}

#[test]
fn a_file_of_rows_becomes_a_table_with_a_role() {
    let bytes = b"objectId,ra,dec,band\n1,10.5,-3,g\n2,11,-3.25,r\nbroken\n".to_vec();
    let files = vec![SourceFile { name: "data/Object.csv".to_owned(), bytes }];
    let reading = engine::read_all(Intake { files, propose: true, ..Intake::default() });
    let said: Vec<_> = reading.diagnostics.iter().map(|found| found.rule).collect();
    assert_eq!(said, ["rows-shape", "role-proposed"]);
    let place = reading.diagnostics[0].location.and_then(|at| reading.position(at)).map(|(_, start, _)| start.line);
    assert_eq!(place, Some(4));
    let (_, table) = reading.workspace.tables().next().expect("a table");
    assert_eq!(table.name, "Object");
    let kind = table.registration.as_ref().map(|registration| registration.kind.clone());
    assert_eq!(kind, Some(Kind::Director { key: "objectId".into(), longitude: "ra".into(), latitude: "dec".into() }));
    assert_eq!(table.columns.len(), 6);
    assert!(table.columns[1].remark.as_deref().is_some_and(|remark| remark.starts_with("2 numbers")));
}
