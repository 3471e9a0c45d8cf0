//! The SQL reader, case by case: what it says, where, and what is left of the script when it is written again.

mod common;

use common::places::{described, misplaced};
use tabledraft::diagnostic::Diagnostic;
use tabledraft::engine::{self, Reading};
use tabledraft::rules::{Profile, check as check_rules};
use tabledraft::schema::IndexKind;
use tabledraft::sql::write_script;

/// Reads a script, and holds what is said (place, severity, rule, and a part of the message) and what is written.
fn check(input: &str, said: &[(&str, &str)], written: &str) {
    let reading = engine::read_text("a.sql", input);
    let found: Vec<(String, String)> = reading
        .diagnostics
        .iter()
        .map(|diagnostic| (described(&reading, diagnostic), diagnostic.message.to_string()))
        .collect();
    assert_eq!(found.len(), said.len(), "said of\n{input}\n{found:#?}");
    for ((place, message), (expected_place, expected_message)) in found.iter().zip(said) {
        assert_eq!(place, expected_place, "{message}\nof\n{input}");
        assert!(message.contains(expected_message), "{message:?} lacks {expected_message:?}\nof\n{input}");
    }
    assert_eq!(misplaced(&reading), Vec::<String>::new(), "of\n{input}");
    assert!(reading.diagnostics.iter().all(|diagnostic| !diagnostic.help.is_empty()), "help is missing of\n{input}");
    let script = write_script(&reading.workspace);
    assert_eq!(script.trim_end(), written.trim_matches('\n'), "written from\n{input}");
    let again = write_script(&engine::read_text("again.sql", &script).workspace);
    assert_eq!(again, script, "written again from\n{input}");
}

fn errors_of_rules(reading: &Reading, profile: &str) -> Vec<String> {
    let mut found: Vec<Diagnostic> = check_rules(&reading.workspace, &Profile::named(profile).expect("a profile"));
    reading.locate(&mut found);
    found.iter().map(|diagnostic| described(reading, diagnostic)).collect()
}

const AFTER: &str = "CREATE TABLE b (x int);\n";
const AFTER_WRITTEN: &str = "\n\nCREATE TABLE `b` (\n  `x` int\n);";

/// The broken table is followed by a whole one, which must not suffer.
fn check_broken(input: &str, said: &[(&str, &str)], written: &str) {
    check(&format!("{input}\n{AFTER}"), said, &format!("{}{AFTER_WRITTEN}", written.trim_matches('\n')));
}

#[test]
fn a_missing_comma_costs_nothing() {
    check_broken(
        "CREATE TABLE a (\n  id int NOT NULL,\n  c int NOT NULL\n  KEY by_c (c)\n);",
        &[("3:17 error sql-syntax", "A comma is missing before `KEY`")],
        "CREATE TABLE `a` (\n  `id` int NOT NULL,\n  `c` int NOT NULL,\n  KEY `by_c` (`c`)\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int NOT NULL\n  c varchar(10) DEFAULT 'x'\n  `key` int\n);",
        &[
            ("2:18 error sql-syntax", "A comma is missing before `c`"),
            ("3:28 error sql-syntax", "A comma is missing before ``key``"),
        ],
        "CREATE TABLE `a` (\n  `id` int NOT NULL,\n  `c` varchar(10) DEFAULT 'x',\n  `key` int\n);",
    );
    check_broken(
        "CREATE TABLE a (id int UNIQUE\n  UNIQUE KEY u (id)\n  CONSTRAINT f FOREIGN KEY (id) REFERENCES b (x)\n  CHECK (id > 0));",
        &[
            ("1:30 error sql-syntax", "before `UNIQUE`"),
            ("2:20 error sql-syntax", "before `CONSTRAINT`"),
            ("3:49 error sql-syntax", "before `CHECK`"),
        ],
        "CREATE TABLE `a` (\n  `id` int,\n  UNIQUE KEY (`id`),\n  UNIQUE KEY `u` (`id`),\n  CONSTRAINT `f` FOREIGN KEY (`id`) REFERENCES `b` (`x`),\n  CHECK (id > 0)\n);",
    );
}

#[test]
fn a_superfluous_comma_costs_nothing() {
    check_broken(
        "CREATE TABLE a (\n  id int,\n  c int,\n);",
        &[("3:8 error sql-syntax", "A comma stands behind the last element")],
        "CREATE TABLE `a` (\n  `id` int,\n  `c` int\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int,,\n  , c int\n);",
        &[("2:10 error sql-syntax", "nothing before it"), ("3:3 error sql-syntax", "nothing before it")],
        "CREATE TABLE `a` (\n  `id` int,\n  `c` int\n);",
    );
}

#[test]
fn a_string_in_place_of_a_name_is_taken_as_the_name() {
    check_broken(
        "CREATE TABLE a (\n  id int,\n  'c' int,\n  KEY ('id', \"c\")\n);",
        &[
            ("3:3 error sql-syntax", "'c' is a string, but the name of a column stands here"),
            ("4:8 error sql-syntax", "'id' is a string"),
            ("4:14 error sql-syntax", "\"c\" is a string"),
        ],
        "CREATE TABLE `a` (\n  `id` int,\n  `c` int,\n  KEY (`id`, `c`)\n);",
    );
}

#[test]
fn a_mistyped_type_is_read_and_a_rule_speaks_of_it() {
    let script = "CREATE TABLE a (\n  id int PRIMARY KEY,\n  b varcher(10) NOT NULL,\n  c int\n);";
    check(
        script,
        &[],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` varcher(10) NOT NULL,\n  `c` int,\n  PRIMARY KEY (`id`)\n);",
    );
    let reading = engine::read_text("a.sql", script);
    assert_eq!(errors_of_rules(&reading, "mysql"), ["3:5 error column-type-unknown"]);
}

#[test]
fn an_unclosed_parenthesis_costs_its_element_at_most() {
    check_broken(
        "CREATE TABLE a (\n  id int,\n  b varchar(10,\n  c int\n);",
        &[("3:15 error sql-syntax", "The parenthesis of the type varchar is not closed")],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` varchar(10),\n  `c` int\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  b enum('x','y',\n  `c` int,\n  d decimal(10 NOT NULL\n);",
        &[("2:17 error sql-syntax", "type enum"), ("4:16 error sql-syntax", "type decimal")],
        "CREATE TABLE `a` (\n  `b` enum('x','y'),\n  `c` int,\n  `d` decimal(10) NOT NULL\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int,\n  b int\n;",
        &[("3:8 error sql-syntax", "The parenthesis of the table `a` is not closed")],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` int\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int,\n  PRIMARY KEY id\n);",
        &[("3:17 error sql-syntax", "The key's columns are missing")],
        "CREATE TABLE `a` (\n  `id` int,\n  PRIMARY KEY id\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int,\n  KEY (id) ENGINE=InnoDB DEFAULT CHARSET=latin1;",
        &[("3:11 error sql-syntax", "The parenthesis of the table `a` is not closed")],
        "CREATE TABLE `a` (\n  `id` int,\n  KEY (`id`)\n) ENGINE=InnoDB DEFAULT CHARSET=latin1;",
    );
    check_broken(
        "CREATE TABLE a (id int));",
        &[("1:24 error sql-syntax", "`)` is no table option")],
        "CREATE TABLE `a` (\n  `id` int\n) );",
    );
}

#[test]
fn an_unclosed_quote_ends_with_its_line() {
    check_broken(
        "CREATE TABLE a (\n  id int,\n  b varchar(10) DEFAULT 'x,\n  c int COMMENT \"its\n);",
        &[
            ("3:25 error sql-syntax", "The single quote that opens here is never closed"),
            ("4:17 error sql-syntax", "The double quote"),
        ],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` varchar(10) DEFAULT 'x',\n  `c` int COMMENT 'its'\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int COMMENT 'x,\n  b varchar(3) DEFAULT '' COMMENT 'y',\n  c int COMMENT '三'\n);",
        &[("2:18 error sql-syntax", "The single quote that opens here is never closed")],
        "CREATE TABLE `a` (\n  `id` int COMMENT 'x',\n  `b` varchar(3) DEFAULT '' COMMENT 'y',\n  `c` int COMMENT '三'\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  `id int NOT NULL,\n  c int\n);",
        &[("2:3 error sql-syntax", "The back quote that opens here is never closed")],
        "CREATE TABLE `a` (\n  `id` int NOT NULL,\n  `c` int\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int NOT NULL, /* the key\n  c int\n);",
        &[("2:20 error sql-syntax", "The comment that opens here is never closed")],
        "CREATE TABLE `a` (\n  `id` int NOT NULL, -- the key\n  `c` int\n);",
    );
}

#[test]
fn a_stray_semicolon_costs_nothing() {
    check_broken(
        "CREATE TABLE a (\n  id int,\n  b int;\n  c int,;\n  KEY (c);\n);",
        &[
            ("3:8 error sql-syntax", "This `;` stands inside the parentheses"),
            ("4:9 error sql-syntax", "This `;` stands inside the parentheses"),
            ("5:10 error sql-syntax", "This `;` stands inside the parentheses"),
        ],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` int,\n  `c` int,\n  KEY (`c`)\n);",
    );
    // What is no column or key is not drawn in.
    check_broken(
        "CREATE TABLE a (\n  id int,\n  b int;\nSELECT 1;",
        &[("3:8 error sql-syntax", "The parenthesis of the table `a` is not closed")],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` int\n);\n\nSELECT 1;",
    );
}

#[test]
fn a_no_break_space_is_shown_and_read_as_a_space() {
    check_broken(
        "CREATE TABLE a (\n  id\u{a0}int,\n\u{3000} b\u{a0}int\n);",
        &[("2:5 error sql-syntax", "U+00A0")],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` int\n);",
    );
}

/// What is said of a text, and that it is kept as it stands.
fn check_kept(input: &str, said: &[(&str, &str)]) {
    check(input, said, input.trim_end());
}

#[test]
fn a_missing_semicolon_costs_nothing() {
    check(
        "CREATE TABLE a (\n  id int\n) ENGINE=InnoDB\n\n-- of b\nCREATE TABLE b (\n  x int\n)\nSET foreign_key_checks = 1;",
        &[
            ("3:16 error sql-syntax", "A `;` is missing behind `ENGINE=InnoDB`"),
            ("8:2 error sql-syntax", "A `;` is missing behind `)`"),
        ],
        "CREATE TABLE `a` (\n  `id` int\n) ENGINE=InnoDB;\n\n-- of b\nCREATE TABLE `b` (\n  `x` int\n);\n\nSET foreign_key_checks = 1;",
    );
    check(
        "ALTER TABLE a ADD b int\nALTER TABLE a ADD c int\nCREATE TABLE d (x int);",
        &[("1:24 error sql-syntax", "A `;` is missing"), ("2:24 error sql-syntax", "A `;` is missing")],
        "ALTER TABLE a ADD b int;\nALTER TABLE a ADD c int;\n\nCREATE TABLE `d` (\n  `x` int\n);",
    );
    // Columns may be called like the beginning of a statement.
    check(
        "CREATE TABLE a (\n  x int,\n  set int,\n  use int,\n  end datetime\n);",
        &[],
        "CREATE TABLE `a` (\n  `x` int,\n  `set` int,\n  `use` int,\n  `end` datetime\n);",
    );
}

#[test]
fn a_broken_alter_is_kept_and_spoken_of() {
    check_kept("ALTER TABLE a\n  ADD b int,;", &[("2:12 error sql-syntax", "A comma stands behind the last action")]);
    check_kept(
        "ALTER TABLE a ADD b varcher(10) NOT NULL AFTER c;",
        &[("1:21 error sql-syntax", "`varcher`, the type of `b`")],
    );
    check_kept(
        "ALTER TABLE a ADD KEY (b, 'c'), ADD d int ADD e int;",
        &[("1:27 error sql-syntax", "'c' is a string"), ("1:42 error sql-syntax", "A comma is missing before `ADD`")],
    );
    check_kept(
        "ALTER TABLE a ADD b int DEFAULT 0 `b` int DEFAULT 0;",
        &[("1:35 error sql-syntax", "begins a second definition")],
    );
    check_kept(
        "ALTER TABLE a ALTER INDEX b (c), DROP KEY d (e);",
        &[
            ("1:29 error sql-syntax", "ALTER INDEX shows or hides an index"),
            ("1:45 error sql-syntax", "DROP INDEX takes the name"),
        ],
    );
    check_kept(
        "ALTER INDEX b (c);\nDROP KEY d;\nDROP INDEX e ON a;\nCREATE UNIQUE INDEX f ON a (b, 'c');",
        &[
            ("1:1 error sql-syntax", "ALTER INDEX begins no SQL statement"),
            ("2:1 error sql-syntax", "DROP KEY does not say of which table"),
            ("4:32 error sql-syntax", "'c' is a string"),
        ],
    );
    // All of it is right on one server or the other.
    check_kept(
        "ALTER TABLE a ADD (b int, c int), ADD COLUMN IF NOT EXISTS d int FIRST, CHANGE e f int AFTER g, MODIFY h int NULL, \
         ADD CONSTRAINT i FOREIGN KEY (j) REFERENCES k (l), ALTER m SET DEFAULT 5, ALTER INDEX n INVISIBLE, DROP KEY o, \
         DROP PRIMARY KEY, ADD FULLTEXT (p), RENAME COLUMN q TO r, ENGINE=InnoDB, COMMENT 's', ORDER BY t, u, \
         ALGORITHM=INPLACE, ADD PARTITION (PARTITION p1 VALUES LESS THAN (10));",
        &[],
    );
}

#[test]
fn a_stored_program_is_kept_and_its_alters_are_spoken_of() {
    let program = "DELIMITER $$\nCREATE PROCEDURE p()\nBEGIN\n  IF TRUE THEN\n    ALTER TABLE a ADD b int\n  END IF;\n  ALTER TABLE a\n    ADD c int, ADD INDEX (c),\n  END IF;\n  ALTER TABLE a ADD d int;\nEND$$\nDELIMITER ;";
    check_kept(
        program,
        &[
            ("5:28 error sql-syntax", "A `;` is missing behind `int`"),
            ("8:29 error sql-syntax", "A comma stands where the statement ends"),
        ],
    );
    // Without a DELIMITER it falls into pieces.
    check_kept(
        "IF NOT EXISTS (SELECT 1) THEN\nALTER TABLE a ADD b int;\nEND IF;\nEND;",
        &[
            ("1:1 error sql-syntax", "`IF` stands outside of a stored program"),
            ("2:24 error sql-syntax", "ends here, without END IF"),
            ("3:1 error sql-syntax", "`END` stands outside of a stored program"),
            ("4:1 error sql-syntax", "`END` stands outside of a stored program"),
        ],
    );
    check(
        "  PRIMARY KEY (a)\n) ENGINE=InnoDB;",
        &[("1:3 error sql-syntax", "`PRIMARY` begins no SQL statement: it belongs to a table")],
        "-- PRIMARY KEY (a)\n-- ) ENGINE=InnoDB;",
    );
}

#[test]
fn a_word_or_mark_too_many_costs_nothing() {
    check_broken(
        "CREATE TABLE a (\n  `id`` int NOT NULL,\n  `b``c` int,\n  KEY `k`` (`id`)\n);",
        &[
            ("2:6 error sql-syntax", "This back quote stands twice"),
            ("4:9 error sql-syntax", "This back quote stands twice"),
        ],
        "CREATE TABLE `a` (\n  `id` int NOT NULL,\n  `b``c` int,\n  KEY `k` (`id`)\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  b bit DEFAULT b '0' COMMENT 'x',\n  c floatCOMMENT 'y',\n  d int AFTER c,\n  e varchar(9) CHARACTER NULL\n);",
        &[
            ("2:17 error sql-syntax", "A space stands between `b` and '0'"),
            ("3:5 error sql-syntax", "A space is missing between `float` and `COMMENT`"),
            ("4:9 error sql-syntax", "`AFTER` is not understood here"),
            ("5:16 error sql-syntax", "`CHARACTER` is not understood here"),
        ],
        "CREATE TABLE `a` (\n  `b` bit DEFAULT b'0' COMMENT 'x',\n  `c` float COMMENT 'y',\n  `d` int AFTER c,\n  `e` varchar(9) CHARACTER NULL\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int，\n  b varchar（10） NOT NULL,\n  价格（元） int\n);",
        &[("2:9 error sql-syntax", "`，` is not a plain `,` (U+FF0C)")],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` varchar(10) NOT NULL,\n  `价格（元）` int\n);",
    );
    check_broken(
        "CREATE TABLE a (\n  id int\n) ENGIN=InnoDB ENT='x';",
        &[
            ("3:3 error sql-syntax", "`ENGIN` is no table option"),
            ("3:16 error sql-syntax", "`ENT` is no table option"),
        ],
        "CREATE TABLE `a` (\n  `id` int\n) ENGIN=InnoDB ENT='x';",
    );
    // Engines of MariaDB have options of their own.
    check(
        "CREATE TABLE a (\n  id int FLAG=3\n) ENGINE=CONNECT TABLE_TYPE=DOS;",
        &[],
        "CREATE TABLE `a` (\n  `id` int FLAG=3\n) ENGINE=CONNECT TABLE_TYPE=DOS;",
    );
    check_kept("REPLACE\u{a0}INTO a VALUES ('\u{a0}');", &[("1:8 error sql-syntax", "U+00A0")]);
}

#[test]
fn what_is_not_understood_is_kept_where_it_stands() {
    check_broken(
        "CREATE TABLE a (\n  id int NOT NUL,\n  b int 错误,\n  c int\n) ENGIN InnoDB;",
        &[
            ("2:10 error sql-syntax", "`NOT` is not understood here"),
            ("3:9 error sql-syntax", "`错误` is not understood here"),
            ("5:3 error sql-syntax", "`ENGIN` is no table option"),
        ],
        "CREATE TABLE `a` (\n  `id` int NOT NUL,\n  `b` int 错误,\n  `c` int\n) ENGIN InnoDB;",
    );
    check_broken(
        "CREATE TABLE (\n  id int\n);",
        &[("1:14 error sql-syntax", "The name of the table is missing")],
        "CREATE TABLE (\n  id int\n);",
    );
    check("that is prose\n", &[("1:1 error sql-syntax", "`that` begins no SQL statement")], "-- that is prose");
}

#[test]
fn a_missing_value_is_no_value() {
    check_broken(
        "CREATE TABLE a (\n  b int DEFAULT,\n  c int DEFAULT NOT NULL,\n  d datetime ON UPDATE COMMENT 'x',\n  e int GENERATED\n);",
        &[
            ("2:16 error sql-syntax", "A value should follow DEFAULT"),
            ("3:17 error sql-syntax", "A value should follow DEFAULT, but `NOT` stands here"),
            ("4:24 error sql-syntax", "A value should follow ON UPDATE"),
            ("5:18 error sql-syntax", "A generated column needs its expression"),
        ],
        "CREATE TABLE `a` (\n  `b` int,\n  `c` int NOT NULL,\n  `d` datetime COMMENT 'x',\n  `e` int\n);",
    );
}

#[test]
fn lines_end_in_any_way() {
    check(
        "CREATE TABLE a (\r\n  id int\r\n  b int, -- one\r\n  c int -- two\r\n);\r\n",
        &[("2:9 error sql-syntax", "A comma is missing before `b`")],
        "CREATE TABLE `a` (\n  `id` int,\n  `b` int, -- one\n  `c` int -- two\n);",
    );
}

#[test]
fn strings_are_read_as_mysql_reads_them() {
    check(
        r#"CREATE TABLE a (b int COMMENT 'a\f\a\%\_\\\n\t\'''"' "x""y", c char(3) DEFAULT _latin1'x\'y', d char(3) DEFAULT N'z', e date DEFAULT DATE '2020-01-01');"#,
        &[],
        "CREATE TABLE `a` (\n  `b` int COMMENT 'fa\\\\%\\\\_\\\\\\n\t''''\"x\"y',\n  `c` char(3) DEFAULT _latin1'x\\'y',\n  `d` char(3) DEFAULT N'z',\n  `e` date DEFAULT DATE '2020-01-01'\n);"
            .replace("'fa", "'afa").as_str(),
    );
}

#[test]
fn comments_stay_with_what_they_speak_of() {
    check(
        "-- apart\n\n-- of the table\n/* and more */\nCREATE TABLE /* one */ a ( -- two\n  -- three\n  id int, -- four\n  b int /* five */ DEFAULT (1 /* six */), # seven\n  KEY b (b), -- eight\n  CHECK (b > 0 -- nine\n  ) -- ten\n  -- eleven\n) ENGINE=InnoDB -- twelve\n COMMENT 'x' /* thirteen */;\n-- last\n",
        &[],
        "-- apart\n\n-- of the table\n-- and more\n-- one\n-- two\n-- three\n-- nine\n-- ten\n-- eleven\n-- twelve\n-- thirteen\nCREATE TABLE `a` (\n  `id` int, -- four\n  `b` int DEFAULT (1 /* six */), -- five; seven\n  KEY `b` (`b`), -- eight\n  CHECK (b > 0)\n) ENGINE=InnoDB COMMENT='x';\n\n-- last",
    );
}

#[test]
fn statements_stay_in_place() {
    check(
        "SET a = 1;\nCREATE DATABASE x;\nGRANT ALL ON x.* TO y;\nCREATE TABLE x.t (id int);\nINSERT INTO x.t VALUES (1);\nUSE x;\nINSERT INTO t VALUES (2);\nCREATE TABLE u (id int);\nINSERT INTO u VALUES (3);\nUSE `y z`;\nINSERT INTO v VALUES (4)",
        &[],
        "SET a = 1;\n\nCREATE DATABASE `x`;\nUSE `x`;\n\nGRANT ALL ON x.* TO y;\n\nCREATE TABLE `t` (\n  `id` int\n);\n\nINSERT INTO x.t VALUES (1);\nINSERT INTO t VALUES (2);\n\nCREATE TABLE `u` (\n  `id` int\n);\n\nINSERT INTO u VALUES (3);\n\nUSE `y z`;\n\nINSERT INTO v VALUES (4);",
    );
    // Tables without a database come first, or they would fall to the database in use.
    check(
        "CREATE TABLE x.t (id int);\nINSERT INTO x.t VALUES (1);\nCREATE TABLE u (id int);\nINSERT INTO u VALUES (1)",
        &[],
        "CREATE TABLE `u` (\n  `id` int\n);\n\nINSERT INTO u VALUES (1);\n\nUSE `x`;\n\nCREATE TABLE `t` (\n  `id` int\n);\n\nINSERT INTO x.t VALUES (1);",
    );
    check("INSERT INTO a VALUES (1) -- the end", &[], "INSERT INTO a VALUES (1) -- the end\n;");
    check(
        "DELIMITER $$\nCREATE TABLE a (id int)$$\nDELIMITER ;\nCREATE TABLE b (id int);",
        &[],
        "DELIMITER $$\nCREATE TABLE a (id int)$$\nDELIMITER ;\n\nCREATE TABLE `b` (\n  `id` int\n);",
    );
}

#[test]
fn a_document_is_read_by_its_code_blocks() {
    check(
        "# Title\n\nIt's for\n\npeople\n\n```sql\nid int,\nname varchar(10)\n```\n\nend\n```bash\nrm x\n```\n",
        &[("8:1 advice sql-syntax", "read as the table `people`")],
        "-- # Title\n-- It's for\n-- people\n\nCREATE TABLE `people` (\n  `id` int,\n  `name` varchar(10)\n);\n\n-- end\n-- rm x",
    );
    let script = "INSERT INTO docs VALUES ('# it\n```sql\nSELECT 1;\n```\n');\n\nCREATE TABLE `a` (\n  `id` int\n);";
    check(script, &[], script);
}

#[test]
fn options_of_both_servers_are_read() {
    check(
        "CREATE TABLE a (\n  id int,\n  s timestamp(6) GENERATED ALWAYS AS ROW START,\n  PERIOD FOR SYSTEM_TIME (s, e),\n  h int /*M!100301 COMPRESSED */\n) ENGINE InnoDB, ROW_FORMAT=DYNAMIC /*!99999 FOO=1 */ WITH SYSTEM VERSIONING STORAGE DISK TABLESPACE x PARTITION BY HASH(id);",
        &[],
        "CREATE TABLE `a` (\n  `id` int,\n  `s` timestamp(6) GENERATED ALWAYS AS ROW START,\n  `h` int /*M!100301 COMPRESSED */,\n  PERIOD FOR SYSTEM_TIME (s, e)\n) ENGINE=InnoDB ROW_FORMAT=DYNAMIC WITH SYSTEM VERSIONING STORAGE DISK TABLESPACE x /*!99999 FOO=1 */\nPARTITION BY HASH(id);",
    );
}

#[test]
fn hand_written_forms_are_read() {
    check(
        "create table if not exists Shop.T_a (\n Id integer unsigned auto_increment primary key comment 'k', `KEY` varchar ( 10 ) character set latin1 unique,\n n national character varying(5) binary, d double precision(10,2) zerofill default - 1.5,\n constraint c check (n <> ')') not enforced, index using hash (d desc, n(3), (lower(n))) comment 'i',\n foreign key (Id) references other.t (a) on delete set null\n) default charset = utf8mb4, auto_increment 7 union (x, y);\nCREATE TEMPORARY TABLE c LIKE T_a;\nCREATE TABLE d AS SELECT 1;",
        &[],
        "CREATE TABLE `c` LIKE T_a;\n\nCREATE TABLE `d` AS SELECT 1;\n\nUSE `Shop`;\n\nCREATE TABLE IF NOT EXISTS `T_a` (\n  `Id` integer unsigned AUTO_INCREMENT COMMENT 'k',\n  `KEY` varchar(10) CHARACTER SET latin1,\n  `n` national character varying(5) binary,\n  `d` double precision(10,2) zerofill DEFAULT - 1.5,\n  PRIMARY KEY (`Id`),\n  UNIQUE KEY (`KEY`),\n  KEY (`d` DESC, `n`(3), (lower(n))) using hash COMMENT 'i',\n  FOREIGN KEY (`Id`) REFERENCES `other`.`t` (`a`) on delete set null,\n  CONSTRAINT `c` CHECK (n <> ')') NOT ENFORCED\n) DEFAULT CHARSET=utf8mb4 auto_increment=7 union=(x, y);"
            .replace("CREATE TABLE `c` LIKE", "CREATE TEMPORARY TABLE `c` LIKE").as_str(),
    );
}

#[test]
fn a_dump_is_read_whole() {
    let dump = include_str!("data/dump.sql");
    let reading = engine::read_text("dump.sql", dump);
    assert_eq!(reading.diagnostics, []);
    let [shop] = reading.workspace.databases.as_slice() else { panic!("{:?}", reading.workspace.databases) };
    assert_eq!(
        (shop.name.as_str(), shop.create, shop.if_not_exists, shop.charset.as_deref()),
        ("shop", true, true, Some("utf8mb4"))
    );
    assert_eq!(shop.options, ["/*!80016 DEFAULT ENCRYPTION='N' */"]);
    let [customer, order] = shop.tables.as_slice() else { panic!("{} tables", shop.tables.len()) };
    assert_eq!(
        (customer.name.as_str(), customer.columns.len(), customer.indexes.len(), customer.checks.len()),
        ("customer", 11, 5, 1)
    );
    let column = |name: &str| customer.column_named(name).unwrap_or_else(|| panic!("no column {name}"));
    assert_eq!(column("name").comment.as_deref(), Some("as in the customer's passport; \"quoted\""));
    assert_eq!(column("kind").data_type.members, ["person", "firm", "it's; complicated"]);
    assert_eq!(column("place").attributes, ["/*!80003 SRID 4326 */"]);
    assert_eq!(column("hidden").attributes, ["/*!80023 INVISIBLE */"]);
    assert_eq!(column("active").default.as_deref(), Some("b'1'"));
    assert_eq!(column("changed").on_update.as_deref(), Some("CURRENT_TIMESTAMP(3)"));
    assert_eq!(
        column("initial").generated.as_ref().map(|generated| (generated.expression.as_str(), generated.stored)),
        Some(("left(`name`,1)", Some(true)))
    );
    let kinds: Vec<IndexKind> = customer.indexes.iter().map(|index| index.kind).collect();
    assert_eq!(kinds, [IndexKind::Primary, IndexKind::Unique, IndexKind::Plain, IndexKind::Plain, IndexKind::Spatial]);
    assert_eq!(customer.indexes[2].comment.as_deref(), Some("the first ten"));
    assert_eq!(order.foreign_keys[0].actions, "ON DELETE CASCADE ON UPDATE NO ACTION");
    assert_eq!(order.partition_by.as_deref(), Some("PARTITION BY HASH (`id`)\nPARTITIONS 4"));
    let kept = |word: &str| reading.workspace.kept.iter().filter(|kept| kept.text.contains(word)).collect::<Vec<_>>();
    for (word, after) in [
        ("INSERT INTO", Some(customer.id)),
        ("TRIGGER", Some(customer.id)),
        ("CREATE VIEW", Some(order.id)),
        ("PROCEDURE", Some(order.id)),
    ] {
        let [statement] = kept(word)[..] else { panic!("{word} is kept {} times", kept(word).len()) };
        assert_eq!(statement.after, after, "{word}");
        assert!(dump.contains(&statement.text), "{word} is not kept word for word");
    }
    assert_eq!(kept("CREATE TABLE inside").len(), 1, "a table inside a procedure is none of the script's");
}
