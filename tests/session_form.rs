//! The details of a table, filled in without a browser: keys, checks, options, registration.

use tabledraft::engine;
use tabledraft::project::Project;
use tabledraft::schema::{Kind, Role, Table, TableId};
use tabledraft::sql::write_create_table;
use tabledraft::ui::session::form::{Owner, Part, Slot, choices, value};
use tabledraft::ui::session::{Message, Session};

const SQL: &str = "CREATE DATABASE shop; USE shop;
CREATE TABLE customer (id bigint PRIMARY KEY, name varchar(40));
CREATE TABLE sale (id bigint PRIMARY KEY, customer_id bigint, day date, price int) ENGINE=InnoDB ROW_FORMAT=compact STATS_PERSISTENT=1;";

fn session(sql: &str) -> Session {
    let workspace = engine::read_text("a.sql", sql).workspace;
    Session::open(Project { workspace, ..Project::default() })
}

fn table(session: &Session, name: &str) -> Table {
    let view = session.view();
    let found = view.workspace.tables().find(|(_, table)| table.name == name).expect("it is there");
    (**found.1).clone()
}

fn put(session: &mut Session, table: TableId, slot: Slot, text: &str) {
    session.update(Message::Put(Owner::Table(table), slot, text.to_owned()));
}

fn said(session: &Session) -> String {
    session.view().toast.as_ref().map(|toast| toast.text.clone()).unwrap_or_default()
}

#[test]
fn a_foreign_key_is_added_edited_and_deleted_each_in_one_step() {
    let mut session = session(SQL);
    let sale = table(&session, "sale").id;
    session.update(Message::AddPart(sale, Part::ForeignKey));
    let key = table(&session, "sale").foreign_keys[0].clone();
    assert_eq!(
        (key.columns.join(","), key.parent_table.as_str(), key.parent_columns.join(",")),
        ("customer_id".to_owned(), "customer", "id".to_owned()),
        "the one that is most likely meant"
    );
    put(&mut session, sale, Slot::OnUpdate(key.id), "CASCADE");
    put(&mut session, sale, Slot::OnDelete(key.id), "SET NULL");
    put(&mut session, sale, Slot::KeyName(key.id), "fk_customer");
    let written = write_create_table(&table(&session, "sale"));
    let expected = "CONSTRAINT `fk_customer` FOREIGN KEY (`customer_id`) REFERENCES `customer` (`id`) ON DELETE SET NULL ON UPDATE CASCADE";
    assert!(written.contains(expected), "{written}");
    put(&mut session, sale, Slot::OnDelete(key.id), "");
    assert_eq!(table(&session, "sale").foreign_keys[0].actions, "ON UPDATE CASCADE");

    session.update(Message::AddPart(sale, Part::KeyColumn(key.id)));
    put(&mut session, sale, Slot::KeyColumn(key.id, 1), "day");
    put(&mut session, sale, Slot::KeyParentColumn(key.id, 1), "name");
    let two = table(&session, "sale").foreign_keys[0].clone();
    assert_eq!(
        (two.columns.join(","), two.parent_columns.join(",")),
        ("customer_id,day".to_owned(), "id,name".to_owned())
    );
    put(&mut session, sale, Slot::KeyColumn(key.id, 1), "");
    assert_eq!(table(&session, "sale").foreign_keys[0].columns, ["customer_id"]);

    let view = session.view();
    let owner = Owner::Table(sale);
    assert_eq!(choices(&view.workspace, owner, Slot::KeyParent(key.id)), ["customer", "sale"]);
    assert_eq!(choices(&view.workspace, owner, Slot::KeyParentColumn(key.id, 0)), ["id", "name"]);
    let edit = tabledraft::edit::Edit::DeleteForeignKey { table: sale, key: key.id };
    session.update(Message::Delete(edit));
    assert!(table(&session, "sale").foreign_keys.is_empty());
    session.update(Message::Undo);
    assert_eq!(table(&session, "sale").foreign_keys.len(), 1);
}

#[test]
fn another_parent_brings_its_own_key() {
    let mut session = session(
        "CREATE TABLE a (x int, y int, PRIMARY KEY (x, y)); CREATE TABLE b (u int); CREATE TABLE c (u int, v int, FOREIGN KEY (u, v) REFERENCES b (u, u));",
    );
    let c = table(&session, "c");
    put(&mut session, c.id, Slot::KeyParent(c.foreign_keys[0].id), "a");
    let key = &table(&session, "c").foreign_keys[0];
    assert_eq!(
        (key.parent_table.as_str(), key.parent_columns.as_slice()),
        ("a", &["x".to_owned(), "y".to_owned()][..])
    );
}

#[test]
fn checks_are_added_edited_and_deleted() {
    let mut session = session(SQL);
    let sale = table(&session, "sale").id;
    session.update(Message::AddPart(sale, Part::Check));
    put(&mut session, sale, Slot::CheckCondition(0), "price >= 0");
    put(&mut session, sale, Slot::CheckName(0), "not_negative");
    put(&mut session, sale, Slot::CheckEnforced(0), "");
    let written = write_create_table(&table(&session, "sale"));
    assert!(written.contains("CONSTRAINT `not_negative` CHECK (price >= 0) NOT ENFORCED"), "{written}");
    session.update(Message::DropCheck(sale, 0));
    assert!(table(&session, "sale").checks.is_empty());
    session.update(Message::Undo);
    assert_eq!(table(&session, "sale").checks.len(), 1);
}

#[test]
fn indexes_have_parts_lengths_directions_comments_and_can_be_hidden() {
    let mut session = session(SQL);
    let sale = table(&session, "sale").id;
    session.update(Message::AddPart(sale, Part::Index));
    let index = table(&session, "sale").indexes.last().expect("it is added").id;
    put(&mut session, sale, Slot::IndexParts(index), "day DESC, price, (lower(day))");
    put(&mut session, sale, Slot::IndexName(index), "by_day");
    put(&mut session, sale, Slot::IndexComment(index), "for reports");
    put(&mut session, sale, Slot::IndexInvisible(index), "yes");
    let written = write_create_table(&table(&session, "sale"));
    let expected = "KEY `by_day` (`day` DESC,`price`,(lower(day))) COMMENT 'for reports' INVISIBLE";
    let options: Vec<&str> =
        ["KEY `by_day`", "`day` DESC", "(lower(day))", "COMMENT 'for reports'", "INVISIBLE"].into();
    assert!(options.iter().all(|part| written.contains(part)), "{expected} is wanted, and written is {written}");
    put(&mut session, sale, Slot::IndexInvisible(index), "");
    assert!(!write_create_table(&table(&session, "sale")).contains("INVISIBLE"));
}

#[test]
fn options_keep_their_place_and_a_charset_drops_a_collation_that_does_not_fit() {
    let mut session = session(SQL);
    let sale = table(&session, "sale").id;
    let shown = |session: &Session, slot| value(&session.view().workspace, Owner::Table(sale), slot);
    assert_eq!(shown(&session, Slot::RowFormat), "COMPACT");
    put(&mut session, sale, Slot::RowFormat, "DYNAMIC");
    put(&mut session, sale, Slot::Other(1), "0");
    assert_eq!(shown(&session, Slot::Other(1)), "0");
    put(&mut session, sale, Slot::Collation, "utf8mb4_bin");
    put(&mut session, sale, Slot::Charset, "utf8mb4");
    assert_eq!(shown(&session, Slot::Collation), "utf8mb4_bin");
    put(&mut session, sale, Slot::Charset, "latin1");
    assert_eq!(shown(&session, Slot::Collation), "");
    session.update(Message::Undo);
    assert_eq!(
        (shown(&session, Slot::Charset), shown(&session, Slot::Collation)),
        ("utf8mb4".to_owned(), "utf8mb4_bin".to_owned()),
        "one step"
    );
    put(&mut session, sale, Slot::PartitionBy, "PARTITION BY KEY (id) PARTITIONS 4");
    assert!(write_create_table(&table(&session, "sale")).contains("PARTITION BY KEY (id) PARTITIONS 4"));
}

#[test]
fn another_kind_keeps_what_it_can_and_says_what_is_cleared() {
    let mut session = session(SQL);
    let sale = table(&session, "sale").id;
    put(&mut session, sale, Slot::Kind, "director");
    for (role, column) in [(Role::Key, "id"), (Role::Longitude, "price"), (Role::Latitude, "day")] {
        put(&mut session, sale, Slot::Role(role), column);
    }
    session.update(Message::AddPart(sale, Part::ChunkColumns));
    let columns = table(&session, "sale").columns;
    assert_eq!(
        columns.iter().rev().take(2).map(|column| column.name.as_str()).collect::<Vec<_>>(),
        ["subChunkId", "chunkId"]
    );
    put(&mut session, sale, Slot::Kind, "dependent");
    let Some(Kind::Dependent { director, longitude, .. }) =
        table(&session, "sale").registration.map(|known| known.kind)
    else {
        panic!("it is a dependent")
    };
    assert_eq!((director.key.as_str(), longitude.as_str()), ("id", "price"));
    put(&mut session, sale, Slot::Kind, "ref-match");
    assert!(said(&session).contains("longitude_key (price)"), "{}", said(&session));
    put(&mut session, sale, Slot::Separation, "0,01");
    assert_eq!(said(&session), "“0,01” is no number.");
    put(&mut session, sale, Slot::Separation, "0.01");
    assert_eq!(value(&session.view().workspace, Owner::Table(sale), Slot::Separation), "0.01");
}

#[test]
fn index_requests_are_asked_for_chunks_and_overlaps() {
    let mut session = session(SQL);
    let sale = table(&session, "sale").id;
    put(&mut session, sale, Slot::Kind, "director");
    session.update(Message::AddPart(sale, Part::Index));
    let index = table(&session, "sale").indexes.last().expect("it is added").id;
    let shown = |session: &Session, slot| value(&session.view().workspace, Owner::Table(sale), slot);
    assert_eq!(
        (shown(&session, Slot::IndexChunk(index)), shown(&session, Slot::IndexOverlap(index))),
        ("yes".to_owned(), "yes".to_owned())
    );
    put(&mut session, sale, Slot::IndexOverlap(index), "");
    let view = session.view();
    let (database, own) = view.workspace.table(sale).expect("it is there");
    let bodies = tabledraft::qserv::index_requests(database, own).0;
    let of_index = bodies.iter().filter(|body| body["columns"][0]["column"] == "id").count();
    assert_eq!(of_index, bodies.len(), "{bodies:?}");
    assert!(bodies.iter().any(|body| body["overlap"] == 0), "{bodies:?}");
}

#[test]
fn a_database_is_registered_with_numbers_that_fit() {
    let mut session = session(SQL);
    let database = session.view().workspace.databases.last().expect("a database").id;
    let owner = Owner::Database(database);
    let put = |session: &mut Session, slot, text: &str| session.update(Message::Put(owner, slot, text.to_owned()));
    put(&mut session, Slot::Registered, "yes");
    put(&mut session, Slot::Stripes, "18");
    put(&mut session, Slot::Stripes, "1.5");
    assert_eq!(said(&session), "“1.5” is no whole number.");
    put(&mut session, Slot::Overlap, "-1");
    assert!(said(&session).contains("from 0 on"));
    put(&mut session, Slot::Overlap, "0.5");
    let view = session.view();
    let sheet =
        engine::partitioning_sheet(view.workspace.database(database).expect("it is there")).expect("it is registered");
    assert!(sheet.contains("figure\tHeight of a stripe\t10.0000°"), "{sheet}");
    assert!(sheet.contains("\n\n<svg"), "the picture follows");
    put(&mut session, Slot::Overlap, "4");
    let view = session.view();
    let sheet =
        engine::partitioning_sheet(view.workspace.database(database).expect("it is there")).expect("it is registered");
    assert!(sheet.starts_with("warning\tThe partitioner refuses this"), "{sheet}");
}

#[test]
fn what_qserv_creates_is_what_its_controller_says() {
    let text = std::fs::read_to_string("static/samples/qserv.tabledraft.json").expect("the sample is there");
    let project = tabledraft::project::read_project(&text).expect("it is a project");
    let find = |name: &str| project.workspace.tables().find(|(_, table)| table.name == name).expect("it is there").1.id;
    let made = engine::creates("qserv-55", &project.workspace, find("Source")).expect("it is answered");
    let lines: Vec<&str> = made.lines().collect();
    assert!(lines.iter().any(|line| line.starts_with("workers\tCREATE TABLE")), "{made}");
    assert!(lines.iter().any(|line| line.starts_with("css\t/DBS/sky_survey/TABLES/Source")), "{made}");
    assert!(lines.iter().all(|line| !line.contains("ForcedSource")), "only its own: {made}");
    assert!(engine::creates("qserv-55", &project.workspace, TableId(99_999)).is_err());
}

#[test]
fn another_kind_keeps_what_both_have_and_says_what_is_cleared() {
    let text = r#"[{"database": "d", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.01667},
        {"database": "d", "table": "M", "is_partitioned": 1, "director_table": "A", "director_key": "a", "director_table2": "B",
         "director_key2": "b", "flag": "f", "ang_sep": 0.015, "unique_primary_key": 0, "mine": [1],
         "schema": [{"name": "a", "type": "INT"}, {"name": "b", "type": "INT"}, {"name": "f", "type": "INT"}]}]"#;
    let mut session = session(text);
    let id = table(&session, "M").id;
    let before = table(&session, "M");
    put(&mut session, id, Slot::Kind, "dependent");
    let now = table(&session, "M").registration.expect("a registration");
    assert_eq!((now.kind.column_roles()[0].1, now.kind.directors()[0].1.table.as_str()), ("a", "A"), "kept");
    assert!(!now.unique_key && now.source == before.registration.as_ref().and_then(|known| known.source.clone()));
    for cleared in ["director_table2 (B)", "director_key2 (b)", "flag (f)", "ang_sep (0.015)"] {
        assert!(said(&session).contains(cleared), "{cleared}: {}", said(&session));
    }
    session.update(Message::Undo);
    assert_eq!(table(&session, "M"), before, "one step");
    put(&mut session, id, Slot::Kind, "ref-match");
    assert_eq!(table(&session, "M"), before, "the same kind clears nothing");
    put(&mut session, id, Slot::Kind, "");
    assert_eq!(said(&session), "Cleared: the registration as ref-match table.");
}

/// Qserv takes both or neither: what is left out gets latin1's, and MariaDB refuses the pair (1253).
#[test]
fn charset_and_collation_of_a_registered_table_go_together() {
    let mut session = session("CREATE DATABASE d; USE d; CREATE TABLE t (a int) CHARSET=utf8mb4;");
    let id = table(&session, "t").id;
    let both = |session: &Session| {
        let options = table(session, "t").options;
        (options.charset.unwrap_or_default(), options.collation.unwrap_or_default())
    };
    let pair = |charset: &str, collation: &str| (charset.to_owned(), collation.to_owned());
    put(&mut session, id, Slot::Charset, "latin1");
    assert_eq!(both(&session), pair("latin1", ""), "a MySQL table needs no collation");
    put(&mut session, id, Slot::Kind, "regular");
    assert_eq!(both(&session), pair("latin1", "latin1_swedish_ci"));
    put(&mut session, id, Slot::Charset, "utf8mb4");
    assert_eq!(both(&session), pair("utf8mb4", "utf8mb4_general_ci"));
    put(&mut session, id, Slot::Collation, "utf8mb3_bin");
    assert_eq!(both(&session), pair("utf8mb3", "utf8mb3_bin"));
    put(&mut session, id, Slot::Charset, "UTF8MB3");
    assert_eq!(both(&session), pair("UTF8MB3", "utf8mb3_bin"), "it fits still");
    put(&mut session, id, Slot::Collation, "uca1400_ai_ci");
    assert_eq!(both(&session), pair("UTF8MB3", "uca1400_ai_ci"));
    put(&mut session, id, Slot::Collation, "");
    assert_eq!(both(&session), pair("", ""), "neither");
    session.update(Message::Undo);
    assert_eq!(both(&session).1, "uca1400_ai_ci");
}
