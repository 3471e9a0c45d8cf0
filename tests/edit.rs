//! Every edit does what it says, and what refers to a changed name follows.

mod common;

use std::sync::Arc;

use common::edits::ids_are_sound;
use tabledraft::edit::{ColumnChange, DatabaseChange, Edit, TableChange, apply};
use tabledraft::engine::{self, SourceFile};
use tabledraft::schema::*;
use tabledraft::sql::write_script;

const SHOP: &str = "
CREATE DATABASE shop;
USE shop;
SET before_all = 1;
CREATE TABLE customer (
  id int, name varchar(10), `key` int, trigger int,
  PRIMARY KEY (id), KEY by_name (name, id), KEY only_name (Name(3)), KEY low ((lower(name))),
  CONSTRAINT self FOREIGN KEY (`key`) REFERENCES customer (id)
);
INSERT INTO customer VALUES (1);
CREATE TABLE orders (
  id int, customer_id int, name varchar(10),
  CONSTRAINT near FOREIGN KEY (customer_id) REFERENCES Customer (ID),
  CONSTRAINT full FOREIGN KEY (customer_id, name) REFERENCES shop.customer (id, name)
);
INSERT INTO orders VALUES (1);
USE other;
CREATE TABLE log (
  who int,
  CONSTRAINT far FOREIGN KEY (who) REFERENCES shop.customer (id),
  CONSTRAINT namesake FOREIGN KEY (who) REFERENCES customer (id)
);
";

const SKY: &str = r#"[
  {"database": "sky", "num_stripes": 340, "num_sub_stripes": 3, "overlap": 0.1},
  {"database": "sky", "table": "Object", "is_partitioned": 1, "director_table": "", "director_key": "id", "latitude_key": "dec", "longitude_key": "ra",
   "schema": [{"name": "id", "type": "BIGINT"}, {"name": "ra", "type": "DOUBLE"}, {"name": "dec", "type": "DOUBLE"}, {"name": "subChunkId", "type": "INT"}]},
  {"database": "sky", "table": "Source", "is_partitioned": 1, "director_table": "Object", "director_key": "objectId", "unknown": [1],
   "schema": [{"name": "objectId", "type": "BIGINT"}, {"name": "flux", "type": "FLOAT"}]},
  {"database": "far", "table": "Link", "is_partitioned": 1, "director_table": "sky.Object", "director_key": "a", "director_table2": "Object", "director_key2": "b", "flag": "f", "ang_sep": 0.1,
   "schema": [{"name": "a", "type": "BIGINT"}, {"name": "b", "type": "BIGINT"}, {"name": "f", "type": "INT"}]}
]"#;

fn house() -> Workspace {
    let file = |name: &str, text: &str| SourceFile { name: name.to_owned(), bytes: text.as_bytes().to_vec() };
    let reading = engine::read(vec![file("shop.sql", SHOP), file("sky.json", SKY)]);
    assert_eq!(reading.diagnostics, []);
    reading.workspace
}

fn read(script: &str) -> Workspace {
    let reading = engine::read_text("a.sql", script);
    assert_eq!(reading.diagnostics, [], "of {script}");
    reading.workspace
}

fn database(workspace: &Workspace, name: &str) -> Arc<Database> {
    Arc::clone(workspace.database_named(name).unwrap_or_else(|| panic!("no database {name}")))
}

/// `database.table`
fn table(workspace: &Workspace, path: &str) -> Arc<Table> {
    let (home, name) = path.split_once('.').unwrap_or(("", path));
    Arc::clone(database(workspace, home).table_named(name).unwrap_or_else(|| panic!("no table {path}")))
}

fn column(table: &Table, name: &str) -> ColumnId {
    table.column_named(name).unwrap_or_else(|| panic!("no column {name}")).id
}

fn done(workspace: &Workspace, edit: &Edit) -> Workspace {
    let before = workspace.clone();
    let after = apply(workspace, edit).unwrap_or_else(|error| panic!("{edit:?}: {error}"));
    assert_eq!(*workspace, before, "an edit leaves the old workspace alone");
    assert!(ids_are_sound(&after), "ids after {edit:?}");
    after
}

/// The tables that are not the same value any more, as `database.table`.
fn changed(before: &Workspace, after: &Workspace) -> Vec<String> {
    let tables =
        after.tables().filter(|(_, table)| !before.table(table.id).is_some_and(|(_, old)| Arc::ptr_eq(old, table)));
    tables.map(|(database, table)| format!("{}.{}", database.name, table.name)).collect()
}

fn parents(table: &Table) -> Vec<String> {
    let name = |key: &ForeignKey| match &key.parent_database {
        Some(database) => format!("{database}.{}({})", key.parent_table, key.parent_columns.join(",")),
        None => format!("{}({})", key.parent_table, key.parent_columns.join(",")),
    };
    table.foreign_keys.iter().map(name).collect()
}

fn directors(workspace: &Workspace, path: &str) -> Vec<String> {
    let table = table(workspace, path);
    let registration = table.registration.as_ref().expect("a registration");
    registration.kind.directors().into_iter().map(|(_, director)| director.table.clone()).collect()
}

#[test]
fn renaming_a_table_takes_its_references_along() {
    let before = house();
    let customer = table(&before, "shop.customer");
    let after = done(&before, &Edit::RenameTable { table: customer.id, name: "client".to_owned() });
    assert_eq!(table(&after, "shop.client").id, customer.id);
    assert_eq!(parents(&table(&after, "shop.client")), ["client(id)"]);
    assert_eq!(parents(&table(&after, "shop.orders")), ["client(ID)", "shop.client(id,name)"]);
    assert_eq!(
        parents(&table(&after, "other.log")),
        ["shop.client(id)", "customer(id)"],
        "a namesake elsewhere is another table"
    );
    assert_eq!(changed(&before, &after), ["shop.client", "shop.orders", "other.log"]);

    let object = table(&before, "sky.Object");
    let after = done(&before, &Edit::RenameTable { table: object.id, name: "Thing".to_owned() });
    assert_eq!(directors(&after, "sky.Source"), ["Thing"]);
    assert_eq!(directors(&after, "far.Link"), ["sky.Thing", "Object"], "without a database it is one of its own");
    assert_eq!(changed(&before, &after), ["sky.Thing", "sky.Source", "far.Link"]);
}

#[test]
fn a_second_object_of_the_same_name_keeps_the_references() {
    let twice = read(
        "CREATE TABLE a (id int, id int, KEY k (id));\nCREATE TABLE a (x int);\nCREATE TABLE b (c int, FOREIGN KEY (c) REFERENCES a (id));",
    );
    let second = twice.databases[0].tables[1].id;
    let after = done(&twice, &Edit::RenameTable { table: second, name: "z".to_owned() });
    assert_eq!(parents(&table(&after, ".b")), ["a(id)"]);
    let first = table(&twice, ".a");
    let after =
        done(&twice, &Edit::RenameColumn { table: first.id, column: first.columns[1].id, name: "z".to_owned() });
    assert_eq!(table(&after, ".a").indexes[0].parts[0].column, "id");
    let after = done(&twice, &Edit::DeleteColumn { table: first.id, column: first.columns[1].id });
    assert_eq!(table(&after, ".a").indexes.len(), 1);
}

#[test]
fn renaming_a_column_takes_keys_and_roles_along() {
    let before = house();
    let customer = table(&before, "shop.customer");
    let rename = |name: &str, new: &str| Edit::RenameColumn {
        table: customer.id,
        column: column(&customer, name),
        name: new.to_owned(),
    };
    let after = done(&before, &rename("name", "title"));
    let parts: Vec<Vec<String>> = table(&after, "shop.customer")
        .indexes
        .iter()
        .map(|index| index.parts.iter().map(|part| part.column.clone()).collect())
        .collect();
    assert_eq!(
        parts,
        [vec!["id"], vec!["title", "id"], vec!["title"], vec!["(lower(name))"]],
        "an expression is not looked into"
    );
    assert_eq!(parents(&table(&after, "shop.orders")), ["Customer(ID)", "shop.customer(id,title)"]);
    assert_eq!(changed(&before, &after), ["shop.customer", "shop.orders"]);
    let after = done(&before, &rename("key", "parent"));
    assert_eq!(table(&after, "shop.customer").foreign_keys[0].columns, ["parent"]);
    let after = done(&before, &rename("id", "no"));
    assert_eq!(parents(&table(&after, "shop.orders")), ["Customer(no)", "shop.customer(no,name)"]);
    assert_eq!(parents(&table(&after, "other.log")), ["shop.customer(no)", "customer(id)"]);
    let after = done(&before, &rename("trigger", "cause"));
    assert_eq!(
        (customer.unquoted.as_slice(), table(&after, "shop.customer").unquoted.as_slice()),
        (&["trigger".to_owned()][..], &[][..])
    );

    let object = table(&before, "sky.Object");
    let after =
        done(&before, &Edit::RenameColumn { table: object.id, column: column(&object, "ra"), name: "lon".to_owned() });
    let kind = table(&after, "sky.Object").registration.clone().expect("a registration").kind;
    assert_eq!(kind, Kind::Director { key: "id".to_owned(), longitude: "lon".to_owned(), latitude: "dec".to_owned() });
}

#[test]
fn renaming_a_database_takes_qualified_names_along() {
    let before = house();
    let after =
        done(&before, &Edit::RenameDatabase { database: database(&before, "shop").id, name: "store".to_owned() });
    assert_eq!(parents(&table(&after, "store.orders")), ["Customer(ID)", "store.customer(id,name)"]);
    assert_eq!(parents(&table(&after, "other.log")), ["store.customer(id)", "customer(id)"]);
    assert_eq!(changed(&before, &after), ["store.orders", "other.log"]);
    let after =
        done(&before, &Edit::RenameDatabase { database: database(&before, "sky").id, name: "heaven".to_owned() });
    assert_eq!(
        (directors(&after, "heaven.Source"), directors(&after, "far.Link")),
        (vec!["Object".to_owned()], vec!["heaven.Object".to_owned(), "Object".to_owned()])
    );
}

#[test]
fn deleting_a_column_takes_it_out_of_keys_and_roles() {
    let before = house();
    let customer = table(&before, "shop.customer");
    let delete = |table: &Table, name: &str| Edit::DeleteColumn { table: table.id, column: column(table, name) };
    let after = table(&done(&before, &delete(&customer, "name")), "shop.customer");
    let names: Vec<Option<&str>> = after.indexes.iter().map(|index| index.name.as_deref()).collect();
    assert_eq!(names, [None, Some("by_name"), Some("low")], "a key without columns goes");
    assert_eq!(after.indexes[1].parts.len(), 1);
    let after = table(&done(&before, &delete(&customer, "key")), "shop.customer");
    assert_eq!(after.foreign_keys, []);
    let orders = table(&before, "shop.orders");
    let after = table(&done(&before, &delete(&orders, "name")), "shop.orders");
    assert_eq!(parents(&after), ["Customer(ID)", "shop.customer(id)"]);
    let after = table(&done(&before, &delete(&customer, "trigger")), "shop.customer");
    assert_eq!(after.unquoted, Vec::<String>::new());
    let source = table(&before, "sky.Source");
    let after = table(&done(&before, &delete(&source, "objectId")), "sky.Source");
    let kind = after.registration.clone().expect("a registration").kind;
    assert!(matches!(kind, Kind::Dependent { director, .. } if director.key.is_empty() && director.table == "Object"));
}

#[test]
fn deleting_tables_and_databases_leaves_statements_in_place() {
    let before = house();
    let texts = |workspace: &Workspace| workspace.kept.iter().map(|kept| kept.text.clone()).collect::<Vec<_>>();
    assert_eq!(
        texts(&before),
        ["SET before_all = 1;", "INSERT INTO customer VALUES (1);", "INSERT INTO orders VALUES (1);"]
    );
    let (customer, orders) = (table(&before, "shop.customer"), table(&before, "shop.orders"));
    let after = done(&before, &Edit::DeleteTable(orders.id));
    assert_eq!(texts(&after), texts(&before));
    assert_eq!(after.kept[2].after, Some(customer.id));
    assert_eq!(changed(&before, &after), Vec::<String>::new());
    let after = done(&after, &Edit::DeleteTable(customer.id));
    assert_eq!(after.kept.iter().map(|kept| kept.after).collect::<Vec<_>>(), [None; 3]);
    let script = write_script(&after);
    let places: Vec<usize> = texts(&before).iter().map(|text| script.find(text).expect("it is written")).collect();
    assert!(places.is_sorted() && script.find("USE `shop`").is_some_and(|at| at < places[0]), "{script}");
    let after = done(&before, &Edit::DeleteDatabase(database(&before, "shop").id));
    assert_eq!((texts(&after), after.databases.len()), (vec![], 3));
}

#[test]
fn setting_changes_what_it_names_and_nothing_else() {
    let before = house();
    let shop = database(&before, "shop");
    let set = |change| Edit::SetDatabase { database: shop.id, change };
    let after = done(&before, &set(DatabaseChange::Charset(Some("utf8mb4".to_owned()))));
    assert_eq!(*database(&after, "shop"), Database { charset: Some("utf8mb4".to_owned()), ..(*shop).clone() });
    let after = done(&before, &set(DatabaseChange::Collation(Some("c".to_owned()))));
    assert_eq!(database(&after, "shop").collation.as_deref(), Some("c"));
    let after = done(&before, &set(DatabaseChange::Partitioning(Some(Partitioning::default()))));
    assert_eq!(database(&after, "shop").partitioning, Some(Partitioning::default()));

    let customer = table(&before, "shop.customer");
    let set =
        |change| table(&done(&before, &Edit::SetTable { table: customer.id, change }), "shop.customer").options.clone();
    let value = Some("x".to_owned());
    assert_eq!(
        set(TableChange::Comment(value.clone())),
        TableOptions { comment: value.clone(), ..TableOptions::default() }
    );
    assert_eq!(
        set(TableChange::Engine(value.clone())),
        TableOptions { engine: value.clone(), ..TableOptions::default() }
    );
    assert_eq!(
        set(TableChange::Charset(value.clone())),
        TableOptions { charset: value.clone(), ..TableOptions::default() }
    );
    assert_eq!(
        set(TableChange::Collation(value.clone())),
        TableOptions { collation: value.clone(), ..TableOptions::default() }
    );

    let name = customer.column_named("name").expect("a column").clone();
    let set = |change| {
        let after = done(&before, &Edit::SetColumn { table: customer.id, column: name.id, change });
        assert_eq!(changed(&before, &after), ["shop.customer"]);
        table(&after, "shop.customer").column(name.id).expect("the column").clone()
    };
    assert_eq!(set(ColumnChange::Nullable(Some(false))), Column { nullable: Some(false), ..name.clone() });
    assert_eq!(set(ColumnChange::Default(value.clone())), Column { default: value.clone(), ..name.clone() });
    assert_eq!(set(ColumnChange::AutoIncrement(true)), Column { auto_increment: true, ..name.clone() });
    assert_eq!(set(ColumnChange::Comment(value.clone())), Column { comment: value.clone(), ..name.clone() });
    assert_eq!(
        set(ColumnChange::Type(DataType::named("text"))),
        Column { data_type: DataType::named("text"), ..name.clone() }
    );
    let definition = Column { name: "other".to_owned(), default: value.clone(), remark: value, ..Column::default() };
    let expected = Column { id: name.id, name: name.name.clone(), remark: name.remark.clone(), ..definition.clone() };
    assert_eq!(set(ColumnChange::Definition(Box::new(definition))), expected);
}

#[test]
fn a_changed_registration_keeps_what_it_was_read_from() {
    let before = house();
    let source = table(&before, "sky.Source");
    let set = |registration| {
        table(
            &done(&before, &Edit::SetTable { table: source.id, change: TableChange::Registration(registration) }),
            "sky.Source",
        )
    };
    let after = set(Some(Registration::of(Kind::Regular)));
    let read_from = after.registration.as_ref().and_then(|registration| registration.source.clone()).expect("a source");
    assert_eq!(read_from.get("unknown"), Some(&serde_json::json!([1])));
    let payload = tabledraft::qserv::table_payload(&database(&before, "sky"), &after).expect("a payload");
    assert_eq!(
        (&payload["unknown"], &payload["is_partitioned"], payload.get("director_table")),
        (&serde_json::json!([1]), &serde_json::json!(0), None)
    );
    assert_eq!(set(None).registration, None);
}

#[test]
fn columns_and_keys_are_added_moved_replaced_and_deleted() {
    let before = house();
    let customer = table(&before, "shop.customer");
    let names = |workspace: &Workspace| {
        table(workspace, "shop.customer").columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>()
    };
    let add = |at| Edit::AddColumn {
        table: customer.id,
        at,
        column: Column::new(ColumnId(0), "new", DataType::named("int")),
    };
    assert_eq!(names(&done(&before, &add(1))), ["id", "new", "name", "key", "trigger"]);
    assert_eq!(names(&done(&before, &add(99))), ["id", "name", "key", "trigger", "new"]);
    let shift = |name: &str, to| Edit::MoveColumn { table: customer.id, column: column(&customer, name), to };
    assert_eq!(names(&done(&before, &shift("id", 2))), ["name", "key", "id", "trigger"]);
    assert_eq!(names(&done(&before, &shift("trigger", 0))), ["trigger", "id", "name", "key"]);
    assert_eq!(names(&done(&before, &shift("id", 99))), ["name", "key", "trigger", "id"]);

    let index = Index { kind: IndexKind::Unique, parts: vec![KeyPart::of("key")], ..Index::default() };
    let after = table(&done(&before, &Edit::AddIndex { table: customer.id, index: index.clone() }), "shop.customer");
    assert_eq!((after.indexes.len(), after.indexes[4].kind), (5, IndexKind::Unique));
    let replaced = Index { id: customer.indexes[1].id, ..index };
    let after = table(&done(&before, &Edit::SetIndex { table: customer.id, index: replaced.clone() }), "shop.customer");
    assert_eq!((after.indexes.len(), &after.indexes[1]), (4, &replaced));
    let after = table(
        &done(&before, &Edit::DeleteIndex { table: customer.id, index: customer.indexes[0].id }),
        "shop.customer",
    );
    assert_eq!(after.indexes, customer.indexes[1..]);
    let after = table(
        &done(&before, &Edit::DeleteForeignKey { table: customer.id, key: customer.foreign_keys[0].id }),
        "shop.customer",
    );
    assert_eq!(after.foreign_keys, []);
    let after =
        table(&done(&before, &Edit::QuoteName { table: customer.id, name: "TRIGGER".to_owned() }), "shop.customer");
    assert_eq!(after.unquoted, Vec::<String>::new());
}

#[test]
fn tables_and_databases_are_added_with_fresh_ids() {
    let before = house();
    let (shop, customer) = (database(&before, "shop"), table(&before, "shop.customer"));
    let after = done(&before, &Edit::AddTable { database: shop.id, table: Arc::clone(&customer) });
    assert_eq!(database(&after, "shop").tables.len(), 3);
    assert_eq!(changed(&before, &after), ["shop.customer"]);
    let after = done(&before, &Edit::AddDatabase(Arc::clone(&shop)));
    assert_eq!((after.databases.len(), after.table_count()), (5, before.table_count() + 2));
}

#[test]
fn what_does_not_exist_cannot_be_edited() {
    let before = house();
    let (no_table, no_column, no_database) = (TableId(9999), ColumnId(9999), DatabaseId(9999));
    let customer = table(&before, "shop.customer").id;
    // A column of another table is none of this one.
    let strange = column(&table(&before, "shop.orders"), "id");
    let name = || "x".to_owned();
    let index = Index { id: IndexId(9999), ..Index::default() };
    let edits = [
        ("database", Edit::RenameDatabase { database: no_database, name: name() }),
        ("database", Edit::SetDatabase { database: no_database, change: DatabaseChange::Charset(None) }),
        ("database", Edit::DeleteDatabase(no_database)),
        ("database", Edit::AddTable { database: no_database, table: Arc::default() }),
        ("table", Edit::RenameTable { table: no_table, name: name() }),
        ("table", Edit::SetTable { table: no_table, change: TableChange::Comment(None) }),
        ("table", Edit::DeleteTable(no_table)),
        ("table", Edit::AddColumn { table: no_table, at: 0, column: Column::default() }),
        ("table", Edit::RenameColumn { table: no_table, column: strange, name: name() }),
        ("column", Edit::RenameColumn { table: customer, column: strange, name: name() }),
        ("column", Edit::SetColumn { table: customer, column: no_column, change: ColumnChange::AutoIncrement(true) }),
        ("column", Edit::MoveColumn { table: customer, column: no_column, to: 0 }),
        ("column", Edit::DeleteColumn { table: customer, column: strange }),
        ("table", Edit::AddIndex { table: no_table, index: index.clone() }),
        ("index", Edit::SetIndex { table: customer, index }),
        ("index", Edit::DeleteIndex { table: customer, index: IndexId(9999) }),
        ("foreign key", Edit::DeleteForeignKey { table: customer, key: ForeignKeyId(9999) }),
        ("table", Edit::QuoteName { table: no_table, name: name() }),
    ];
    for (what, edit) in edits {
        let copy = before.clone();
        let error = apply(&before, &edit).err().unwrap_or_else(|| panic!("{edit:?} is done"));
        assert_eq!(error.to_string(), format!("this {what} does not exist any more"), "{edit:?}");
        assert_eq!(before, copy, "{edit:?}");
    }
}
