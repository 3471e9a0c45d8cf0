//! Whether a column is what it was: the same type for the rows that are there, a wider one, or another.

use crate::dryrun::mysql::catalog::{Column, Key, Table, same};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::syntax::ast::{KeyKind, RowFormat, TypeName};
use crate::mysql::Server;
use crate::mysql::charset::Collation;

/// What the rows that are there are to a column's new type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sameness {
    Equal,
    /// The engine can take them for the new type.
    Wider,
    Other,
}

/// A column's type before and after.
pub fn compare(server: Server, table: &Table, before: &Column, after: &Column) -> Sameness {
    let maria = server.is_mariadb();
    let (old, new) = (&before.column_type, &after.column_type);
    // MariaDB can take AUTO_INCREMENT away without a copy, MySQL cannot.
    if before.auto_increment != after.auto_increment && (after.auto_increment || !maria) {
        return Sameness::Other;
    }
    if is_text(old) {
        let keys = Uses::of(table, &before.name);
        return if maria {
            text_of_mariadb(table, server, old, new, keys)
        } else {
            text_of_mysql(server, old, new, keys)
        };
    }
    if maria && is_part_of(new.name, old.name) {
        return Sameness::Wider;
    }
    if old.name == new.name && equal(server, old, new) { Sameness::Equal } else { Sameness::Other }
}

/// CHAR, VARCHAR, the texts, and their binary kin.
fn is_text(column_type: &ColumnType) -> bool {
    let text = matches!(column_type.name, TypeName::Char | TypeName::VarChar | TypeName::Binary | TypeName::VarBinary);
    text || family(column_type.name) == Family::Blob
}

/// MariaDB takes a narrower geometry for a wider one.
fn is_part_of(wide: TypeName, narrow: TypeName) -> bool {
    wide == TypeName::Geometry && narrow.is_spatial() && narrow != TypeName::Geometry
}

/// Types that are no text, under the same name.
fn equal(server: Server, old: &ColumnType, new: &ColumnType) -> bool {
    let sign = old.unsigned == new.unsigned && old.zerofill == new.zerofill;
    match old.name {
        // A display width, and the digits of FLOAT and DOUBLE, are nothing to the rows.
        _ if old.is_integer() => sign,
        TypeName::Float | TypeName::Double | TypeName::Year => sign,
        TypeName::Decimal => sign && old.length == new.length && old.decimals == new.decimals,
        TypeName::Enum | TypeName::Set => same_members(server, old, new),
        TypeName::Time | TypeName::DateTime | TypeName::Timestamp => {
            old.decimals.unwrap_or(0) == new.decimals.unwrap_or(0)
        }
        _ => old.length == new.length,
    }
}

/// Members can be added at the end, while the value takes no more bytes. MariaDB looks at the collation too, MySQL only at
/// the members' bytes.
fn same_members(server: Server, old: &ColumnType, new: &ColumnType) -> bool {
    let name = |collation: Option<&'static Collation>| collation.map_or("", |collation| collation.name);
    if server.is_mariadb() && name(old.collation) != name(new.collation) {
        return false;
    }
    // Members are kept in the column's charset; those of four bytes a character look different there.
    let wide = |column_type: &ColumnType| column_type.collation.is_some_and(|collation| collation.charset() == "utf32");
    if wide(old) != wide(new) {
        return false;
    }
    let binary = new.collation.is_some_and(Collation::is_binary);
    let equal = |a: &str, b: &str| if binary { a == b } else { same(a, b) };
    old.row_bytes(server) == new.row_bytes(server)
        && old.members.len() <= new.members.len()
        && old.members.iter().zip(&new.members).all(|(a, b)| equal(a, b))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Fixed,
    Varying,
    Blob,
    Other,
}

fn family(name: TypeName) -> Family {
    use TypeName::{
        Binary, Blob, Char, LongBlob, LongText, MediumBlob, MediumText, Text, TinyBlob, TinyText, VarBinary, VarChar,
    };
    match name {
        Char | Binary => Family::Fixed,
        VarChar | VarBinary => Family::Varying,
        TinyText | Text | MediumText | LongText | TinyBlob | Blob | MediumBlob | LongBlob => Family::Blob,
        _ => Family::Other,
    }
}

fn bytes(server: Server, column_type: &ColumnType) -> u32 {
    column_type.length.saturating_mul(column_type.max_len(server))
}

/// The keys that name a column.
#[derive(Clone, Copy, Default)]
struct Uses {
    any: bool,
    primary: bool,
    /// A key takes a prefix of it only.
    prefix: bool,
}

impl Uses {
    fn of(table: &Table, column: &str) -> Uses {
        let mut uses = Uses::default();
        let clustered = super::keys::clustered(&table.keys, table);
        for key in &table.keys {
            let named = |key: &Key| {
                key.parts.iter().find(|part| part.expression.is_none() && same(&part.column, column)).cloned()
            };
            let Some(part) = named(key) else { continue };
            uses.any = true;
            uses.primary |= clustered.is_some_and(|clustered| clustered.name == key.name);
            uses.prefix |= part.prefix.is_some() || key.kind == KeyKind::Fulltext;
        }
        uses
    }
}

/// What one charset's bytes are in another: the same, or no text any more.
fn reads_as(old: &ColumnType, new: &ColumnType) -> bool {
    let charset = |column_type: &ColumnType| column_type.collation.map(|collation| collation.charset());
    match (charset(old), charset(new)) {
        (Some("utf8mb3"), Some("utf8mb4")) => true,
        (old, new) => old == new,
    }
}

/// MySQL: text can grow while its length takes as many bytes as before; its collation can change while no key orders by it.
fn text_of_mysql(server: Server, old: &ColumnType, new: &ColumnType, keys: Uses) -> Sameness {
    let (was, is) = (family(old.name), family(new.name));
    if was != is {
        return Sameness::Other;
    }
    let name = |column_type: &ColumnType| column_type.collation.map_or("", |collation| collation.name);
    let same_collation = name(old) == name(new);
    // Bytes can be taken for no other text, but text for bytes.
    let to_bytes = old.collation.is_some() && new.collation.is_none();
    if !same_collation && (keys.any || !(to_bytes || reads_as(old, new))) {
        return Sameness::Other;
    }
    let length_bytes = |column_type: &ColumnType| if bytes(server, column_type) < 256 { 1 } else { 2 };
    let (fits, longer) = match was {
        Family::Varying => {
            let grows = bytes(server, new) >= bytes(server, old) && length_bytes(old) == length_bytes(new);
            let shorter = new.length < old.length && !to_bytes;
            (grows && !shorter, bytes(server, new) > bytes(server, old))
        }
        Family::Fixed if to_bytes => (bytes(server, old) == bytes(server, new), false),
        Family::Fixed => (old.length == new.length, false),
        _ => (old.blob_length_bytes() == new.blob_length_bytes(), false),
    };
    match (fits, longer || !same_collation) {
        (false, _) => Sameness::Other,
        (true, true) => Sameness::Wider,
        (true, false) => Sameness::Equal,
    }
}

/// MariaDB: as MySQL, but a length of up to 127 bytes can grow to any, and collations of the same kind (`general_ci`) are the
/// same order for keys too.
fn text_of_mariadb(table: &Table, server: Server, old: &ColumnType, new: &ColumnType, keys: Uses) -> Sameness {
    let (was, is) = (family(old.name), family(new.name));
    if was != is || old.collation.is_some() != new.collation.is_some() {
        return Sameness::Other;
    }
    let redundant = table.row_format == Some(RowFormat::Redundant);
    let (before, after) = (bytes(server, old), bytes(server, new));
    let fits = match was {
        Family::Varying => {
            let grows = after >= before && new.length >= old.length;
            grows && (before <= 127 || after <= 255 || before > 255 || redundant)
        }
        Family::Fixed => old.length == new.length && (before == after || !redundant),
        _ => old.blob_length_bytes() == new.blob_length_bytes(),
    };
    if !fits {
        return Sameness::Other;
    }
    let name = |column_type: &ColumnType| column_type.collation.map_or("", |collation| collation.name);
    if name(old) == name(new) {
        return if before == after { Sameness::Equal } else { Sameness::Wider };
    }
    if !reads_as(old, new) {
        return Sameness::Other;
    }
    let kept_by_key = match same_order(old, new) {
        _ if was == Family::Blob => keys.any,
        true => keys.prefix,
        false => keys.primary,
    };
    if kept_by_key { Sameness::Other } else { Sameness::Wider }
}

/// True for collations that differ in the charset only: `utf8mb3_general_ci` and `utf8mb4_general_ci`. Bytes have none.
pub fn same_order(old: &ColumnType, new: &ColumnType) -> bool {
    let kind = |column_type: &ColumnType| {
        let name = column_type.collation?.name;
        name.split_once('_').map(|(_, kind)| kind.to_owned())
    };
    kind(old).is_some() && kind(old) == kind(new)
}
