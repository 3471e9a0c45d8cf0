//! Roles for tables that come without any, as Felis schemas and files of rows do: proposed by names, keys and references, with
//! the reason for each, for a person to confirm.
//!
//! What is taken for what is measured on the registrations of Rubin's catalogues: a director has a key of its own and a
//! position; who holds another table's key belongs to it; exposures and their like are not partitioned, though they have both.

use super::{CHUNK_ID, SUB_CHUNK_ID};
use crate::edit::{DatabaseChange, Edit, TableChange};
use crate::schema::{
    Column, ColumnId, DataType, Database, DirectorRef, Kind, Partitioning, Registration, Table, TableId,
};
use crate::text::{Letters, same_identifier};

/// What a table may be to Qserv.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub table: TableId,
    pub kind: Kind,
    /// `unique_primary_key`: false where the table's own key says that a row is not alone with it.
    pub unique_key: bool,
    /// Why, in a sentence without its full stop.
    pub reason: String,
    /// What makes it so: the registration, and the columns that a partitioned table needs. To be done as one step.
    pub edits: Vec<Edit>,
}

/// Words of tables that describe exposures, sky maps or the survey itself. They are small, and joined by their own keys.
const NOT_PARTITIONED: &[&str] = &[
    "visit",
    "exposure",
    "ccd",
    "detector",
    "patch",
    "patches",
    "tract",
    "coadd",
    "obscore",
    "metadata",
    "filter",
    "log",
    "logs",
    "schedule",
    "calibration",
    "obs",
    "observation",
];

/// Words of tables whose rows are things in the sky, whatever else the name says.
const IN_THE_SKY: &[&str] =
    &["object", "objects", "source", "sources", "star", "stars", "galaxy", "galaxies", "position", "truth"];

/// Proposals for all tables of a database that have no registration.
pub fn propose_roles(database: &Database) -> Vec<Proposal> {
    let tables: Vec<&Table> = database.tables.iter().map(|table| &**table).collect();
    let candidates: Vec<Candidate> = tables.iter().filter_map(|table| candidate(table)).collect();
    let directors: Vec<&Candidate> = candidates.iter().filter(|own| !is_child(own, &candidates)).collect();
    let plain = tables.iter().filter(|table| table.is_plain());
    plain.map(|table| propose(table, &directors)).collect()
}

/// The edits that do what all proposals of a database say, its own registration included.
pub fn edits_for(database: &Database, proposals: &[Proposal]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = proposals.iter().flat_map(|proposal| proposal.edits.clone()).collect();
    if database.partitioning.is_none() && !proposals.is_empty() {
        let change = DatabaseChange::Partitioning(Some(Partitioning::default()));
        edits.push(Edit::SetDatabase { database: database.id, change });
    }
    edits
}

/// A kind that was chosen for a table, with its empty roles filled from what the table and its database have, where that is
/// telling: the key that is named after the table, a position, the key of a director.
pub fn with_likely_roles(mut kind: Kind, database: &Database, table: &Table) -> Kind {
    let fill = |place: &mut String, likely: Option<String>| {
        if let Some(likely) = likely.filter(|_| place.is_empty()) {
            *place = likely;
        }
    };
    if let Kind::Director { longitude, latitude, .. } | Kind::Dependent { longitude, latitude, .. } = &mut kind
        && longitude.is_empty()
        && latitude.is_empty()
        && let Some(position) = position(table)
    {
        (*longitude, *latitude) = position;
    }
    let others = || database.tables.iter().filter(|other| other.id != table.id);
    let directors: Vec<Candidate> =
        others().filter(|other| !other.is_plain()).filter_map(|other| candidate(other)).collect();
    let homes = || directors.iter().filter_map(|director| Some((director, belongs_to(table, director)?.0)));
    match &mut kind {
        Kind::Regular => {}
        Kind::Director { key, .. } => fill(key, own_key(table).map(|column| column.name.clone())),
        Kind::Dependent { director, .. } => refer(director, homes().next()),
        Kind::RefMatch { first, second, flag, .. } => {
            refer(first, homes().next());
            refer(second, homes().find(|(other, _)| !same_identifier(&other.table.name, &first.table)));
            fill(flag, flag_column(table).map(|column| column.name.clone()));
        }
    }
    kind
}

/// A reference to a director that nothing is known of yet becomes this one.
fn refer(to: &mut DirectorRef, home: Option<(&Candidate, String)>) {
    if let Some((director, key)) = home.filter(|_| to.table.is_empty() && to.key.is_empty()) {
        *to = DirectorRef { table: director.table.name.clone(), key };
    }
}

/// A table that can be a director.
struct Candidate<'t> {
    table: &'t Table,
    key: String,
    longitude: String,
    latitude: String,
    unique: bool,
    why: String,
}

fn candidate(table: &Table) -> Option<Candidate<'_>> {
    if let Some(Kind::Director { key, longitude, latitude }) = table.registration.as_ref().map(|known| &known.kind) {
        let (key, longitude, latitude) = (key.clone(), longitude.clone(), latitude.clone());
        return Some(Candidate { table, key, longitude, latitude, unique: true, why: String::new() });
    }
    if !table.is_plain() || is_of_the_survey(&table.name) {
        return None;
    }
    let (longitude, latitude) = position(table)?;
    let primary: Vec<&str> =
        table.primary_key().map(|key| key.parts.iter().map(|part| part.column.as_str()).collect()).unwrap_or_default();
    let (key, why) = match primary.as_slice() {
        [only] => ((*only).to_owned(), format!("its primary key is `{only}`")),
        _ => {
            let column = own_key(table)?;
            (column.name.clone(), format!("`{}` is named as its key", column.name))
        }
    };
    let unique = primary.len() < 2;
    Some(Candidate { table, key, longitude, latitude, unique, why })
}

/// The column that is named after the table: `objectId` of Object; or `id`.
fn own_key(table: &Table) -> Option<&Column> {
    let singular = table.name.strip_suffix('s').unwrap_or(&table.name);
    let wanted =
        [format!("{}Id", table.name), format!("{}_id", table.name), format!("{singular}Id"), format!("{singular}_id")];
    let named = wanted.iter().find_map(|name| table.column_named(name));
    named.or_else(|| table.column_named("id")).filter(|column| is_whole(column))
}

/// True where the table holds the key of another candidate, and has no better claim to be a director.
fn is_child(own: &Candidate, all: &[Candidate]) -> bool {
    if !own.table.is_plain() {
        return false;
    }
    all.iter().any(|other| {
        other.table.id != own.table.id && belongs_to(own.table, other).is_some() && {
            // Two tables that hold each other's key: that whose own key it is leads.
            let shared = same_identifier(&other.key, &own.key);
            let mutual = belongs_to(other.table, own).is_some();
            !mutual || (shared && leads(other, own)) || (!shared && other.table.id < own.table.id)
        }
    })
}

/// Of two tables with one key, the one that is named after it; else the first.
fn leads(other: &Candidate, own: &Candidate) -> bool {
    let named =
        |candidate: &Candidate| own_key(candidate.table).is_some_and(|key| same_identifier(&key.name, &candidate.key));
    match (named(other), named(own)) {
        (true, false) => true,
        (false, true) => false,
        (true, true) | (false, false) => other.table.id < own.table.id,
    }
}

/// The column by which a table belongs to a director, and why: a foreign key, or a column of the key's name.
fn belongs_to(table: &Table, director: &Candidate) -> Option<(String, String)> {
    for key in &table.foreign_keys {
        let to_key = key.parent_columns.len() == 1
            && key.parent_columns.iter().any(|column| same_identifier(column, &director.key));
        if same_identifier(&key.parent_table, &director.table.name) && to_key {
            let column = key.columns.first()?;
            return Some((column.clone(), format!("its foreign key `{column}` refers to `{}`", director.table.name)));
        }
    }
    // `id` is everybody's name for a key of his own.
    let telling = !same_identifier(&director.key, "id");
    let column = table.column_named(&director.key).filter(|_| telling)?;
    Some((column.name.clone(), format!("`{}` is the key of `{}`", column.name, director.table.name)))
}

fn propose(table: &Table, directors: &[&Candidate]) -> Proposal {
    if let Some(own) = directors.iter().find(|director| director.table.id == table.id) {
        let kind =
            Kind::Director { key: own.key.clone(), longitude: own.longitude.clone(), latitude: own.latitude.clone() };
        let reason = format!("{}, and it has the position `{}`, `{}`", own.why, own.longitude, own.latitude);
        return proposal(table, kind, own.unique, reason);
    }
    let mut homes: Vec<(&&Candidate, String, String)> = Vec::new();
    if !is_of_the_survey(&table.name) {
        homes.extend(directors.iter().filter_map(|director| {
            let (column, why) = belongs_to(table, director)?;
            Some((director, column, why))
        }));
    }
    if let [(first, first_key, _), (second, second_key, _), ..] = homes.as_slice()
        && let Some(flag) = flag_column(table)
        && names_a_match(&table.name)
    {
        let reference =
            |director: &Candidate, key: &str| DirectorRef { table: director.table.name.clone(), key: key.to_owned() };
        let kind = Kind::RefMatch {
            first: reference(first, first_key),
            second: reference(second, second_key),
            flag: flag.name.clone(),
            ang_sep: Partitioning::default().overlap,
        };
        let reason = format!(
            "it pairs `{}` with `{}`; its angular separation is taken from the overlap",
            first.table.name, second.table.name
        );
        return proposal(table, kind, true, reason);
    }
    // A foreign key says more than a name.
    let home = homes.iter().find(|(_, _, why)| why.starts_with("its foreign key")).or_else(|| homes.first());
    let Some((director, column, why)) = home else {
        let reason = if is_of_the_survey(&table.name) {
            "its name is that of a table of exposures or sky maps, which is not partitioned"
        } else if position(table).is_none() {
            "it has no position, and no key of a director"
        } else {
            "it has a position, but no key of its own or of a director"
        };
        return proposal(table, Kind::Regular, true, reason.to_owned());
    };
    let (longitude, latitude) = position(table).unwrap_or_default();
    let director = DirectorRef { table: director.table.name.clone(), key: column.clone() };
    proposal(table, Kind::Dependent { director, longitude, latitude }, true, why.clone())
}

fn proposal(table: &Table, kind: Kind, unique_key: bool, reason: String) -> Proposal {
    let mut edits = Vec::new();
    if kind.is_partitioned() {
        for (number, name) in [CHUNK_ID, SUB_CHUNK_ID].into_iter().enumerate() {
            if table.columns.iter().all(|column| column.name != name) {
                let at = table.columns.len() + number;
                edits.push(Edit::AddColumn { table: table.id, at, column: chunk_column(name) });
            }
        }
    }
    let registration = Registration { unique_key, ..Registration::of(kind.clone()) };
    edits.push(Edit::SetTable { table: table.id, change: TableChange::Registration(Some(registration)) });
    Proposal { table: table.id, kind, unique_key, reason, edits }
}

/// As the partitioner's output has it. Source: Qserv, `doc/ingest/api/advanced/directors.rst`.
fn chunk_column(name: &str) -> Column {
    let data_type = DataType { unsigned: true, ..DataType::named("INT") };
    Column { nullable: Some(false), ..Column::new(ColumnId::default(), name, data_type) }
}

/// The columns of a table's position: longitude, latitude. Of several pairs, that whose name is nearest to plain.
fn position(table: &Table) -> Option<(String, String)> {
    const PAIRS: &[(&str, &str)] = &[
        ("coord_ra", "coord_dec"),
        ("ra", "dec"),
        ("ra", "decl"),
        ("coord_ra", "coord_decl"),
        ("raj2000", "dej2000"),
        ("ra_ps", "decl_ps"),
        ("s_ra", "s_dec"),
        ("right_ascension", "declination"),
        ("lon", "lat"),
        ("longitude", "latitude"),
    ];
    let real = |name: &str| table.column_named(name).filter(|column| is_real(column)).map(|column| column.name.clone());
    if let Some(pair) = PAIRS.iter().find_map(|(longitude, latitude)| Some((real(longitude)?, real(latitude)?))) {
        return Some(pair);
    }
    // `raObject` and `declObject`, `gal_ra` and `gal_dec`: the same name with the other word.
    table.columns.iter().filter(|column| is_real(column)).find_map(|column| {
        let words = words(&column.name);
        let at = words.iter().position(|word| word.eq_ignore_ascii_case("ra") || word.eq_ignore_ascii_case("lon"))?;
        let others: &[&str] = if words.get(at)?.eq_ignore_ascii_case("ra") { &["dec", "decl"] } else { &["lat"] };
        others.iter().find_map(|other| {
            let start: usize = words.iter().take(at).map(|word| word.len()).sum();
            let end = start + words.get(at)?.len();
            let name = format!("{}{other}{}", column.name.get(..start)?, column.name.get(end..)?);
            (!is_of_an_error(&column.name)).then_some(())?;
            Some((column.name.clone(), real(&name)?))
        })
    })
}

/// `raErr`, `ra_dec_Cov`: no positions.
fn is_of_an_error(name: &str) -> bool {
    words(name)
        .iter()
        .any(|word| ["err", "error", "cov", "var", "sigma"].contains(&word.trim_matches('_').lower().as_str()))
}

fn flag_column(table: &Table) -> Option<&Column> {
    ["flags", "flag"].iter().find_map(|name| table.column_named(name)).filter(|column| is_whole(column))
}

fn names_a_match(name: &str) -> bool {
    words(name).iter().any(|word| ["match", "matches", "to"].contains(&word.trim_matches('_').lower().as_str()))
}

fn is_of_the_survey(name: &str) -> bool {
    let words: Vec<String> = words(name).iter().map(|word| word.trim_matches('_').lower()).collect();
    let sky = words.last().is_some_and(|word| IN_THE_SKY.contains(&word.as_str()));
    let whole = name.rsplit('.').next().unwrap_or(name).lower();
    !sky && (NOT_PARTITIONED.contains(&whole.as_str())
        || words.iter().any(|word| NOT_PARTITIONED.contains(&word.as_str())))
}

/// The words of a name, with the underscores behind them: `ForcedSourceOnDiaObject`, `coord_`+`ra`.
fn words(name: &str) -> Vec<&str> {
    let mut starts = vec![0];
    let mut before = '_';
    for (at, c) in name.char_indices() {
        let begins = (c.is_uppercase() && before.is_lowercase()) || (c != '_' && matches!(before, '_' | '.'));
        if at > 0 && begins {
            starts.push(at);
        }
        before = c;
    }
    starts.push(name.len());
    starts.windows(2).filter_map(|pair| name.get(*pair.first()?..*pair.last()?)).collect()
}

fn is_real(column: &Column) -> bool {
    is_one_of(column, &["DOUBLE", "FLOAT", "REAL", "DECIMAL", "NUMERIC", "DOUBLE PRECISION", ""])
}

fn is_whole(column: &Column) -> bool {
    is_one_of(column, &["BIGINT", "INT", "INTEGER", "SMALLINT", "MEDIUMINT", "TINYINT", ""])
}

fn is_one_of(column: &Column, types: &[&str]) -> bool {
    types.iter().any(|name| column.data_type.name.eq_ignore_ascii_case(name))
}
