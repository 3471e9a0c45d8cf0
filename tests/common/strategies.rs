//! Made-up workspaces for properties: odd names, every type, every kind of key, kept statements, registrations.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use tabledraft::mysql::types::{Family, Parameters, TYPES, Type};
use tabledraft::schema::*;
use tabledraft::text::quote_string;

/// As many cases as PROPTEST_CASES says, else `cases`.
pub fn config(cases: u32) -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() { default } else { ProptestConfig { cases, ..default } }
}

const RESERVED: &[&str] = &["TRIGGER", "select", "key", "PRIMARY", "order", "check", "like", "constraint", "use", "as"];

/// A name that can be quoted: never empty, often inconvenient.
pub fn name() -> BoxedStrategy<String> {
    let odd = "[a-z `'\"测é😀.;,()\\-#/*\\\\%$@\u{a0}]{1,6}";
    prop_oneof![3 => "[a-z_][A-Za-z0-9_]{0,8}", 2 => odd, 1 => select(RESERVED).prop_map(str::to_owned)].boxed()
}

/// Text of a comment or a member: everything that wants an escape.
pub fn text() -> BoxedStrategy<String> {
    prop_oneof!["[ -~]{0,12}", "[a'\"\\\\\n\r\t\0\u{1a}`%_;中-]{0,10}"].boxed()
}

fn words() -> BoxedStrategy<String> {
    vec("[a-z0-9中文=.]{1,6}", 1..4).prop_map(|words| words.join(" ")).boxed()
}

fn some(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

fn rarely<T: Strategy + 'static>(strategy: T) -> BoxedStrategy<Option<T::Value>>
where
    T::Value: Clone,
{
    option::weighted(0.25, strategy).boxed()
}

/// Any type of the list with parameters that fit it.
pub fn data_type() -> BoxedStrategy<DataType> {
    (0..TYPES.len(), any::<bool>()).prop_flat_map(|(at, lower)| typed(&TYPES[at], lower)).boxed()
}

fn typed(known: &'static Type, lower: bool) -> BoxedStrategy<DataType> {
    let number = (0u32..65).prop_map(|number| number.to_string());
    let arguments = match known.parameters {
        Parameters::None | Parameters::Members => Just(vec![]).boxed(),
        Parameters::Optional => vec(number, 0..=1).boxed(),
        Parameters::Required => vec(number, 1).boxed(),
        Parameters::PrecisionScale => vec(number, 0..=2).boxed(),
    };
    let members =
        if known.parameters == Parameters::Members { vec(text(), 1..4).boxed() } else { Just(vec![]).boxed() };
    let signs = if known.has_sign() { any::<(bool, bool)>().boxed() } else { Just((false, false)).boxed() };
    let with_charset = known.has_charset();
    let charset = if with_charset { rarely(some(&["utf8mb4", "latin1", "binary"])) } else { Just(None).boxed() };
    let collation =
        if with_charset { rarely(some(&["utf8mb4_bin", "utf8mb4_0900_ai_ci"])) } else { Just(None).boxed() };
    let binary = if known.family == Family::Character { any::<bool>().boxed() } else { Just(false).boxed() };
    let name = if lower { known.name.to_ascii_lowercase() } else { known.name.to_owned() };
    (arguments, members, signs, binary, charset, collation)
        .prop_map(move |(arguments, members, (unsigned, zerofill), binary, charset, collation)| DataType {
            name: name.clone(),
            arguments,
            members,
            unsigned,
            zerofill,
            binary,
            charset,
            collation,
        })
        .boxed()
}

fn default_value() -> BoxedStrategy<String> {
    let fixed = some(&[
        "NULL",
        "0",
        "-1",
        "+1",
        "1.5",
        "1e5",
        "''",
        "CURRENT_TIMESTAMP",
        "CURRENT_TIMESTAMP(3)",
        "b'0'",
        "x'4D'",
        "0xFF",
        "(uuid())",
        "(json_array(1, ')'))",
        "TRUE",
        "_utf8mb4'x'",
        "_binary 0x41",
        "N'x'",
        "DATE '2020-01-01'",
        "now()",
    ]);
    prop_oneof![fixed, text().prop_map(|text| quote_string(&text))].boxed()
}

fn generated() -> BoxedStrategy<Generated> {
    let expression = some(&["a + 1", "concat(`a`, ')')", "json_unquote(json_extract(`doc`, '$.x'))", "(1)"]);
    (expression, any::<Option<bool>>()).prop_map(|(expression, stored)| Generated { expression, stored }).boxed()
}

fn attributes() -> BoxedStrategy<Vec<String>> {
    let known = [
        "INVISIBLE",
        "VISIBLE",
        "COLUMN_FORMAT DYNAMIC",
        "STORAGE DISK",
        "SRID 4326",
        "CHECK (a > 0)",
        "COMPRESSED",
        "CONSTRAINT `c d` CHECK (`a` <> ')') NOT ENFORCED",
        "REFERENCES `p` (`id`) ON DELETE SET NULL",
        "ENGINE_ATTRIBUTE '{}'",
    ];
    prop_oneof![3 => Just(vec![]), 1 => vec(select(known.to_vec()).prop_map(str::to_owned), 1..3)].boxed()
}

/// A column with the id 0.
pub fn column() -> BoxedStrategy<Column> {
    let shape = (name(), data_type(), any::<Option<bool>>(), rarely(default_value()), rarely(generated()));
    let rest = (
        rarely(some(&["CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP(6)", "now()"])),
        any::<bool>(),
        rarely(text()),
        attributes(),
        rarely(words()),
    );
    (shape, rest)
        .prop_map(
            |(
                (name, data_type, nullable, default, generated),
                (on_update, auto_increment, comment, attributes, remark),
            )| Column {
                name,
                data_type,
                nullable,
                default,
                on_update,
                auto_increment,
                generated,
                comment,
                attributes,
                remark,
                ..Column::default()
            },
        )
        .boxed()
}

fn key_part() -> BoxedStrategy<KeyPart> {
    let column = (name(), rarely(1u64..1000), any::<bool>());
    let expression = (some(&["(lower(`a`))", "(cast(`doc` ->> '$.x' as char(10)))", "(a + 1)"]), any::<bool>());
    prop_oneof![
        4 => column.prop_map(|(column, length, descending)| KeyPart { column, expression: false, length, descending }),
        1 => expression.prop_map(|(column, descending)| KeyPart { column, expression: true, length: None, descending }),
    ]
    .boxed()
}

/// An index with the id 0.
pub fn index() -> BoxedStrategy<Index> {
    let options = vec(some(&["USING BTREE", "INVISIBLE", "WITH PARSER ngram", "KEY_BLOCK_SIZE=8"]), 0..2);
    (select(&IndexKind::ALL[..]), option::of(name()), vec(key_part(), 1..4), rarely(text()), options)
        .prop_map(|(kind, name, parts, comment, options)| {
            let name = name.filter(|_| kind != IndexKind::Primary);
            Index { kind, name, parts, comment, options, ..Index::default() }
        })
        .boxed()
}

fn foreign_key() -> BoxedStrategy<ForeignKey> {
    let actions = some(&[
        "",
        "ON DELETE CASCADE",
        "MATCH FULL ON DELETE SET NULL ON UPDATE NO ACTION",
        "ON UPDATE RESTRICT",
        "ON DELETE SET DEFAULT",
    ]);
    (option::of(name()), rarely(name()), vec(name(), 1..3), rarely(name()), name(), vec(name(), 0..3), actions)
        .prop_map(|(name, index_name, columns, parent_database, parent_table, parent_columns, actions)| ForeignKey {
            id: ForeignKeyId(0),
            name,
            index_name,
            columns,
            parent_database,
            parent_table,
            parent_columns,
            actions,
            remark: None,
        })
        .boxed()
}

fn table_check() -> BoxedStrategy<Check> {
    let condition = some(&["a > 0", "`b` <> ')' and (c or d)", "json_valid(`x`)"]);
    (option::of(name()), condition, any::<bool>())
        .prop_map(|(name, condition, not_enforced)| Check { name, condition, not_enforced })
        .boxed()
}

fn table_options() -> BoxedStrategy<TableOptions> {
    let others = [
        ("AUTO_INCREMENT", "5"),
        ("ROW_FORMAT", "DYNAMIC"),
        ("MAX_ROWS", "100"),
        ("DATA DIRECTORY", "'/x y'"),
        ("UNION", "(`a`,`b`)"),
        ("STATS_PERSISTENT", "0"),
        ("START TRANSACTION", ""),
        ("WITH SYSTEM VERSIONING", ""),
    ];
    let others = vec(select(others.to_vec()).prop_map(|(name, value)| (name.to_owned(), value.to_owned())), 0..3);
    (
        rarely(some(&["InnoDB", "MyISAM"])),
        rarely(some(&["utf8mb4"])),
        rarely(some(&["utf8mb4_bin"])),
        rarely(text()),
        others,
    )
        .prop_map(|(engine, charset, collation, comment, others)| TableOptions {
            engine,
            charset,
            collation,
            comment,
            others,
        })
        .boxed()
}

/// A table with ids 0.
pub fn table() -> BoxedStrategy<Table> {
    let partitions = some(&[
        "PARTITION BY HASH (`id`) PARTITIONS 4",
        "PARTITION BY RANGE (`id`) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN MAXVALUE)",
    ]);
    let keys = (vec(index(), 0..3), vec(foreign_key(), 0..2), vec(table_check(), 0..2), table_options());
    let rest =
        (rarely(partitions), rarely(some(&["AS SELECT 1 AS `x`", "SELECT * FROM `y`"])), rarely(vec(words(), 1..3)));
    let unread = prop_oneof![8 => Just(vec![]), 1 => Just(vec!["PERIOD FOR SYSTEM_TIME (`a`, `b`)".to_owned()])];
    (name(), any::<(bool, bool)>(), vec(column(), 1..6), keys, rest, unread)
        .prop_map(
            |(
                name,
                (if_not_exists, temporary),
                columns,
                (indexes, foreign_keys, checks, options),
                (partition_by, query, remark),
                unread,
            )| {
                let remark = remark.map(|lines| lines.join("\n"));
                Table {
                    name,
                    if_not_exists,
                    temporary,
                    columns,
                    indexes,
                    foreign_keys,
                    checks,
                    options,
                    partition_by,
                    query,
                    remark,
                    unread,
                    ..Table::default()
                }
            },
        )
        .boxed()
}

/// Statements that are kept together in one place; a comment alone may only come last, or it would become part of the next.
fn kept() -> BoxedStrategy<Vec<String>> {
    let statements = select(vec![
        vec!["INSERT INTO `t` VALUES (1,'a;b''c\\'d -- x'),(2,\"\n```sql\n\");"],
        vec!["-- a note\nGRANT SELECT ON *.* TO `u`@`%`;"],
        vec!["CREATE VIEW v AS SELECT 1 AS ` ; `;"],
        vec!["/*!40101 SET NAMES utf8mb4 */;"],
        vec!["DELIMITER $$", "CREATE PROCEDURE p()\nBEGIN\n  SELECT 1; -- it's\nEND$$", "DELIMITER ;"],
    ]);
    let comment = prop_oneof![5 => Just(None), 1 => Just(Some("-- alone"))];
    let texts = (vec(statements, 0..3), comment);
    let flat = texts.prop_map(|(statements, comment)| {
        statements.into_iter().flatten().chain(comment).map(str::to_owned).collect::<Vec<_>>()
    });
    prop_oneof![2 => Just(vec![]), 1 => flat].boxed()
}

type DraftedDatabase = (Database, Vec<String>, Vec<(Table, Vec<String>)>);

fn database() -> BoxedStrategy<DraftedDatabase> {
    let head = (
        name(),
        any::<(bool, bool)>(),
        rarely(some(&["utf8mb4"])),
        rarely(some(&["utf8mb4_bin"])),
        vec(some(&["ENCRYPTION='Y'", "COMMENT 'x;'"]), 0..2),
    );
    (head, kept(), vec((table(), kept()), 0..3))
        .prop_map(|((name, (create, if_not_exists), charset, collation, options), kept, tables)| {
            let drafted = Database { name, create, if_not_exists, charset, collation, options, ..Database::default() };
            let opened = Database { name: drafted.name.clone(), ..Database::default() };
            (if create { drafted } else { opened }, kept, tables)
        })
        .boxed()
}

/// A workspace of MySQL tables, with ids as a reader gives them.
pub fn workspace() -> BoxedStrategy<Workspace> {
    let unnamed = option::of(vec((table(), kept()), 1..3));
    (kept(), unnamed, vec(database(), 0..3))
        .prop_map(|(kept, unnamed, databases)| assembled(kept, unnamed, databases))
        .boxed()
}

fn assembled(first: Vec<String>, unnamed: Option<Vec<(Table, Vec<String>)>>, named: Vec<DraftedDatabase>) -> Workspace {
    let mut out = Workspace::default();
    let keep = |database, after, texts: Vec<String>| {
        texts.into_iter().map(|text| Arc::new(Kept { database, after, text })).collect::<Vec<_>>()
    };
    out.kept = keep(None, None, first);
    let unnamed = unnamed.map(|tables| (Database::default(), vec![], tables));
    for (mut database, kept, tables) in unnamed.into_iter().chain(named) {
        if out.database_named(&database.name).is_some() {
            continue;
        }
        database.id = DatabaseId(out.next_id());
        out.kept.extend(keep(Some(database.id), None, kept));
        for (mut table, kept) in tables {
            number(&mut table, &mut out);
            out.kept.extend(keep(Some(database.id), Some(table.id), kept));
            database.tables.push(Arc::new(table));
        }
        out.databases.push(Arc::new(database));
    }
    out.renumbered()
}

fn number(table: &mut Table, workspace: &mut Workspace) {
    table.id = TableId(workspace.next_id());
    table.columns.iter_mut().for_each(|column| column.id = workspace.next_column_id());
    table.indexes.iter_mut().for_each(|index| index.id = IndexId(workspace.next_id()));
    table.foreign_keys.iter_mut().for_each(|key| key.id = ForeignKeyId(workspace.next_id()));
}

/// `table` or `database.table`; the first dot parts the two.
fn director_ref() -> BoxedStrategy<DirectorRef> {
    let undotted = || name().prop_map(|name| name.replace('.', "_"));
    (rarely(undotted()), undotted(), name())
        .prop_map(|(database, table, key)| {
            let table = database.map_or_else(|| table.clone(), |database| format!("{database}.{table}"));
            DirectorRef { table, key }
        })
        .boxed()
}

/// The four kinds, with everything that decides between them filled in.
pub fn kind() -> BoxedStrategy<Kind> {
    let position = || (prop_oneof![name(), Just(String::new())], prop_oneof![name(), Just(String::new())]);
    prop_oneof![
        Just(Kind::Regular),
        (name(), position()).prop_map(|(key, (longitude, latitude))| Kind::Director { key, longitude, latitude }),
        (director_ref(), position()).prop_map(|(director, (longitude, latitude))| Kind::Dependent {
            director,
            longitude,
            latitude
        }),
        (director_ref(), director_ref(), name(), 0.0..10.0f64)
            .prop_map(|(first, second, flag, ang_sep)| Kind::RefMatch { first, second, flag, ang_sep }),
    ]
    .boxed()
}

fn registered_table() -> BoxedStrategy<Table> {
    let columns = vec(column().prop_map(|column| Column { remark: None, ..column }), 0..6);
    (name(), columns, kind(), any::<bool>(), rarely(some(&["latin1"])), rarely(some(&["latin1_swedish_ci"])))
        .prop_map(|(name, columns, kind, unique_key, charset, collation)| Table {
            name,
            columns,
            registration: Some(Registration { unique_key, ..Registration::of(kind) }),
            options: TableOptions { charset, collation, ..TableOptions::default() },
            ..Table::default()
        })
        .boxed()
}

/// A database registered in Qserv with tables of all kinds.
pub fn registered_workspace() -> BoxedStrategy<Workspace> {
    let partitioning =
        (1u32..1000, 1u32..100, 0.0..1.0f64, any::<bool>()).prop_map(|(stripes, sub_stripes, overlap, auto_index)| {
            Partitioning { stripes, sub_stripes, overlap, auto_index, ..Partitioning::default() }
        });
    (name(), partitioning, vec(registered_table(), 0..5))
        .prop_map(|(name, partitioning, tables)| {
            let mut workspace = Workspace::default();
            let mut database = Database {
                id: DatabaseId(workspace.next_id()),
                name,
                partitioning: Some(partitioning),
                ..Database::default()
            };
            for mut table in tables {
                number(&mut table, &mut workspace);
                database.tables.push(Arc::new(table));
            }
            workspace.databases.push(Arc::new(database));
            workspace
        })
        .boxed()
}
