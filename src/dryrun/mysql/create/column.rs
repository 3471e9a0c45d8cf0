//! A column's definition into a catalogue column: what the server looks at as soon as it has the definition.

use crate::dryrun::mysql::catalog::{Column, Default, Generated, StoredExpression};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::expression::{Purpose, early, validate};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Warning};
use crate::dryrun::mysql::syntax::ast::{
    ColumnAttribute, ColumnDefinition, DataType, Expr, ExprKind, KeyKind, Literal, TypeName,
};
use crate::mysql::Server;
use crate::mysql::charset::{self, Collation, Misfit};

/// A column on its way into a table.
#[derive(Clone, Debug)]
pub struct DraftColumn<'t> {
    pub column: Column,
    /// `None` for a column that the table has already.
    pub definition: Option<&'t ColumnDefinition<'t>>,
    /// NULL stands in the definition.
    pub explicit_null: bool,
    /// The charset is named in the definition, or was kept with the column.
    pub explicit_charset: bool,
    /// The attribute BINARY stands there: the `_bin` of whatever charset it will be.
    pub binary: bool,
    /// MariaDB: a collation without a charset, `uca1400_ai_ci`, waits for the table's charset.
    pub contextual: Option<String>,
    /// The name before an ALTER.
    pub old_name: Option<String>,
    /// TEXT(n), BLOB(n): the length that decides on the type, in characters.
    pub blob_length: Option<u64>,
    /// The literal of ALTER COLUMN SET DEFAULT.
    pub new_default: Option<&'t Expr<'t>>,
    /// The expression of ALTER COLUMN SET DEFAULT.
    pub new_expression: Option<&'t Expr<'t>>,
}

impl DraftColumn<'_> {
    /// A column without a definition of its own: of a query, of the table that is there.
    pub fn ready(column: Column) -> Self {
        DraftColumn {
            column,
            definition: None,
            explicit_null: false,
            explicit_charset: true,
            binary: false,
            contextual: None,
            old_name: None,
            blob_length: None,
            new_default: None,
            new_expression: None,
        }
    }
}

/// Keys that stand behind a column: `PRIMARY KEY`, `UNIQUE`.
pub fn inline_keys(definition: &ColumnDefinition) -> Vec<KeyKind> {
    let mut keys = Vec::new();
    let has = |wanted: &ColumnAttribute| definition.attributes.contains(wanted);
    if has(&ColumnAttribute::PrimaryKey) {
        keys.push(KeyKind::Primary);
    }
    let serial = definition.data_type.name == TypeName::Serial || has(&ColumnAttribute::SerialDefault);
    if has(&ColumnAttribute::Unique) || serial {
        keys.push(KeyKind::Unique);
    }
    keys
}

/// The column that a definition describes. Source of the order of checks: measured on both servers.
pub fn draft_column<'t>(
    server: Server,
    definition: &'t ColumnDefinition<'t>,
    warnings: &mut Vec<Warning>,
) -> Answer<DraftColumn<'t>> {
    let name: &str = &definition.name.text;
    let maria = server.is_mariadb();
    let data_type = &definition.data_type;
    let serial = data_type.name == TypeName::Serial;
    let mut draft = DraftColumn {
        column: Column {
            name: name.to_owned(),
            column_type: ColumnType::plain(data_type.name),
            nullable: true,
            default: Default::None,
            on_update: None,
            auto_increment: serial,
            generated: None,
            comment: String::new(),
            visible: true,
            hidden: false,
        },
        definition: Some(definition),
        explicit_null: false,
        explicit_charset: data_type.charset.is_some() || data_type.national,
        binary: data_type.binary,
        contextual: None,
        old_name: None,
        blob_length: None,
        new_default: None,
        new_expression: None,
    };
    if !maria {
        type_warnings(server, data_type, warnings);
    }
    collation(server, &mut draft)?;
    attributes(&mut draft, maria);
    if let Some(generated) = &definition.generated {
        let nothing =
            StoredExpression { source: String::new(), printed: String::new(), columns: vec![], deterministic: true };
        draft.column.generated = Some(Generated { expression: nothing, stored: generated.stored });
    }
    if serial {
        draft.column.nullable = false;
    }
    if !maria && matches!(data_type.name, TypeName::Float | TypeName::Double) {
        scale(server, name, data_type, 30)?;
    }
    if maria {
        for attribute in &definition.attributes {
            if let ColumnAttribute::Check(check) = attribute {
                validate(&check.expression, server, Purpose::Check { constraint: name, column: Some(name) })?;
            }
        }
    }
    if let Some(generated) = &definition.generated {
        if !maria {
            early::contextualise(&generated.expression, server)?;
            generated_usage(server, definition)?;
        }
        if generated.row_start.is_none() {
            let purpose = Purpose::Generated { column: name, stored: generated.stored, indexed: false };
            validate(&generated.expression, server, purpose)?;
        }
    }
    if let Some(ColumnAttribute::DefaultExpression(expression)) = default_clause(definition) {
        early::contextualise(expression, server)?;
        validate(expression, server, Purpose::Default { column: name })?;
    }
    if name.chars().count() > 64 {
        return Err(Refusal::new(server, 1059, &[name]).into());
    }
    let float = matches!(data_type.name, TypeName::Float) && data_type.decimals.is_none();
    if maria && float && number(data_type.length).is_some_and(|length| length > 53) {
        return Err(Refusal::new(server, 1063, &[name]).into());
    }
    if maria {
        defaults_of_mariadb(server, &draft)?
    } else {
        defaults_of_mysql(server, &draft)?
    }
    column_type(server, &mut draft, warnings)?;
    Ok(draft)
}

fn attributes(draft: &mut DraftColumn, maria: bool) {
    let Some(definition) = draft.definition else { return };
    for attribute in &definition.attributes {
        match attribute {
            ColumnAttribute::Null => {
                draft.column.nullable = true;
                draft.explicit_null = true;
            }
            ColumnAttribute::Default(literal) if is_null_literal(literal) && draft.column.nullable => {
                draft.explicit_null = true;
            }
            ColumnAttribute::NotNull => {
                draft.column.nullable = false;
                draft.explicit_null = false;
            }
            ColumnAttribute::AutoIncrement => {
                draft.column.auto_increment = true;
                draft.column.nullable &= draft.explicit_null;
            }
            // MariaDB; MySQL makes it NOT NULL when it looks at the key.
            ColumnAttribute::PrimaryKey if maria => draft.column.nullable = false,
            ColumnAttribute::SerialDefault => {
                draft.column.auto_increment = true;
                draft.column.nullable = false;
            }
            ColumnAttribute::OnUpdateNow { fsp } => draft.column.on_update = Some(*fsp),
            ColumnAttribute::Comment(text) => draft.column.comment = text.to_string(),
            ColumnAttribute::Visible => draft.column.visible = true,
            ColumnAttribute::Invisible => draft.column.visible = false,
            ColumnAttribute::Srid(srid) => draft.column.column_type.srid = Some(*srid),
            _ => {}
        }
    }
}

/// The last DEFAULT clause of a definition.
pub fn default_clause<'d, 't>(definition: &'d ColumnDefinition<'t>) -> Option<&'d ColumnAttribute<'t>> {
    definition.attributes.iter().rev().find(|attribute| {
        matches!(
            attribute,
            ColumnAttribute::Default(_) | ColumnAttribute::DefaultExpression(_) | ColumnAttribute::DefaultNow { .. }
        )
    })
}

/// The literal of a DEFAULT clause that is NULL.
pub fn is_null_literal(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::Literal(Literal::Null))
}

/// Charset and collation of a column from its own words.
fn collation(server: Server, draft: &mut DraftColumn) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let data_type = &definition.data_type;
    let national = data_type.national.then_some("utf8mb3");
    let charset_name = data_type.charset.as_ref().map(|name| &*name.text).or(national);
    let charset = charset_name.and_then(|name| charset::charset(name, server));
    let mut found: Option<&'static Collation> = None;
    if let Some(charset) = charset {
        found = if data_type.binary {
            charset::binary_of(charset, server)
        } else {
            charset::collation(charset.default_collation, server)
        };
    }
    let binary =
        ColumnType::plain(data_type.name).is_blob() || matches!(data_type.name, TypeName::Binary | TypeName::VarBinary);
    let text =
        matches!(data_type.name, TypeName::TinyText | TypeName::Text | TypeName::MediumText | TypeName::LongText);
    let charset = if binary && !text && !server.is_mariadb() { charset::charset("binary", server) } else { charset };
    for attribute in &definition.attributes {
        let ColumnAttribute::Collate(name) = attribute else { continue };
        match (charset, charset::collation(&name.text, server)) {
            (Some(charset), _) => match charset::collation_in(&name.text, charset, server) {
                Ok(collation) => found = Some(collation),
                Err(Misfit::NotValid(collation)) => {
                    return Err(Refusal::new(server, 1253, &[collation, charset.name]).into());
                }
                Err(Misfit::Unknown) => return Err(Refusal::new(server, 1273, &[&name.text]).into()),
            },
            (None, Some(collation)) => {
                found = Some(collation);
                draft.explicit_charset = true;
            }
            (None, None) => draft.contextual = Some(name.text.to_string()),
        }
    }
    draft.column.column_type.collation = found;
    if server.is_mariadb() && binary && !text && found.is_some_and(|collation| collation.name != "binary") {
        // MariaDB: bytes with a collation are text.
        draft.column.column_type.name = match data_type.name {
            TypeName::TinyBlob => TypeName::TinyText,
            TypeName::Blob => TypeName::Text,
            TypeName::MediumBlob => TypeName::MediumText,
            TypeName::LongBlob => TypeName::LongText,
            other => other,
        };
    }
    Ok(())
}

/// MySQL 8.0.17 and later: display widths and their kin are deprecated. Source: measured on MySQL 9.7.4.
fn type_warnings(server: Server, data_type: &DataType, warnings: &mut Vec<Warning>) {
    if server == Server::Mysql57 {
        return;
    }
    let warn = |errno: u16, parts: &[&str]| Warning::new(server, errno, parts).at(data_type.at);
    let deprecated = |message: &str| Warning::worded(1681, message).at(data_type.at);
    let name = data_type.name;
    if data_type.zerofill {
        warnings.push(deprecated(
            "The ZEROFILL attribute is deprecated and will be removed in a future release. Use the LPAD function to zero-pad \
             numbers, or store the formatted numbers in a CHAR column.",
        ));
    }
    let integer = ColumnType::plain(name).is_integer();
    if integer && data_type.length.is_some() {
        warnings.push(deprecated("Integer display width is deprecated and will be removed in a future release."));
    }
    if name == TypeName::Year && data_type.length.is_some() {
        warnings.push(warn(1287, &["YEAR(4)", "YEAR"]));
    }
    if matches!(name, TypeName::Float | TypeName::Double) && data_type.decimals.is_some() {
        warnings.push(deprecated(
            "Specifying number of digits for floating point data types is deprecated and will be removed in a future \
             release.",
        ));
    }
    if matches!(name, TypeName::Float | TypeName::Double | TypeName::Decimal) && data_type.unsigned_written {
        warnings.push(deprecated(
            "UNSIGNED for decimal and floating point data types is deprecated and support for it will be removed in a \
             future release.",
        ));
    }
    if data_type.binary && !data_type.national {
        warnings.push(
            Warning::worded(
                1287,
                "'BINARY as attribute of a type' is deprecated and will be removed in a future release. Please use a \
                 CHARACTER SET clause with _bin collation instead",
            )
            .at(data_type.at),
        );
    }
}

/// MySQL: what a generated column cannot have.
fn generated_usage(server: Server, definition: &ColumnDefinition) -> Answer<()> {
    for attribute in &definition.attributes {
        let word = match attribute {
            ColumnAttribute::AutoIncrement => "AUTO_INCREMENT",
            ColumnAttribute::Default(_)
            | ColumnAttribute::DefaultExpression(_)
            | ColumnAttribute::DefaultNow { .. } => "DEFAULT",
            ColumnAttribute::OnUpdateNow { .. } => "ON UPDATE",
            _ => continue,
        };
        return Err(Refusal::new(server, 1221, &[word, "generated column"]).into());
    }
    Ok(())
}

fn is_date_and_time(name: TypeName) -> bool {
    matches!(name, TypeName::DateTime | TypeName::Timestamp)
}

/// MySQL looks at the kind of default before it looks at the type.
fn defaults_of_mysql(server: Server, draft: &DraftColumn) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let name: &str = &draft.column.name;
    let refuse = |errno: u16| Err(Refusal::new(server, errno, &[name]).into());
    let type_name = definition.data_type.name;
    match default_clause(definition) {
        Some(ColumnAttribute::DefaultNow { .. }) if !is_date_and_time(type_name) => return refuse(1067),
        Some(ColumnAttribute::Default(literal)) if is_null_literal(literal) => {
            if !draft.column.nullable && !draft.column.auto_increment {
                return refuse(1067);
            }
        }
        Some(_) if draft.column.auto_increment => return refuse(1067),
        _ => {}
    }
    if draft.column.on_update.is_some() && !is_date_and_time(type_name) {
        return refuse(1294);
    }
    Ok(())
}

/// MariaDB looks at ON UPDATE first, then at defaults that cannot be.
fn defaults_of_mariadb(server: Server, draft: &DraftColumn) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let name: &str = &draft.column.name;
    let refuse = |errno: u16| Err(Refusal::new(server, errno, &[name]).into());
    let null =
        matches!(default_clause(definition), Some(ColumnAttribute::Default(literal)) if is_null_literal(literal));
    if draft.column.auto_increment && default_clause(definition).is_some() && !null {
        return refuse(1067);
    }
    if draft.column.on_update.is_some() && !is_date_and_time(definition.data_type.name) {
        return refuse(1294);
    }
    match default_clause(definition) {
        Some(ColumnAttribute::Default(literal)) if is_null_literal(literal) && !draft.column.nullable => refuse(1067),
        _ => Ok(()),
    }
}

fn number(text: Option<&str>) -> Option<u64> {
    // A number that is too long for 64 bits is too big for every limit.
    text.map(|digits| digits.parse().unwrap_or(u64::MAX))
}

/// The type with its length; errors about lengths, precision and AUTO_INCREMENT.
fn column_type(server: Server, draft: &mut DraftColumn, warnings: &mut Vec<Warning>) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let maria = server.is_mariadb();
    let data_type = &definition.data_type;
    let name = draft.column.name.clone();
    let refuse = |errno: u16, parts: &[&str]| -> Answer<()> { Err(Refusal::new(server, errno, parts).into()) };
    let column_type = &mut draft.column.column_type;
    let length = number(data_type.length);
    let decimals = number(data_type.decimals);
    column_type.unsigned = data_type.unsigned;
    column_type.zerofill = data_type.zerofill;
    let mut auto_increment = false;
    let too_wide = |max: &str| refuse(1439, &[&name, max]);
    match data_type.name {
        TypeName::Bool => {
            column_type.name = TypeName::TinyInt;
            column_type.length = 1;
            column_type.explicit_width = true;
            auto_increment = true;
        }
        TypeName::Serial => {
            column_type.name = TypeName::BigInt;
            column_type.unsigned = true;
            column_type.length = 20;
            auto_increment = true;
        }
        TypeName::TinyInt | TypeName::SmallInt | TypeName::MediumInt | TypeName::Int | TypeName::BigInt => {
            auto_increment = true;
            if length.is_some_and(|length| length > 255) {
                let huge = !maria && length.is_some_and(|length| length > u64::from(u32::MAX));
                return too_wide(if huge { "4294967295" } else { "255" });
            }
            let width = integer_width(data_type.name, column_type.unsigned);
            column_type.explicit_width = length.is_some_and(|length| length > 0);
            column_type.length = length.filter(|length| *length > 0).map_or(width, |length| length as u32);
        }
        TypeName::Bit => match length.unwrap_or(1) {
            0 if !maria => return refuse(3013, &[&name]),
            0 => column_type.length = 1,
            bits @ 1..=64 => column_type.length = bits as u32,
            _ => return too_wide("64"),
        },
        TypeName::Float | TypeName::Double => {
            auto_increment = maria || matches!(server, Server::Mysql57 | Server::Mysql80);
            match (length, decimals) {
                (Some(length), Some(decimals)) => {
                    if !maria {
                        scale(server, &name, data_type, 30)?;
                    }
                    if length < decimals {
                        return refuse(1427, &[&name]);
                    }
                    scale(server, &name, data_type, 30)?;
                    if length > 255 {
                        return too_wide("255");
                    }
                    column_type.length = length as u32;
                    column_type.decimals = Some(decimals as u8);
                }
                (Some(length), None) if length > 53 => return refuse(1063, &[&name]),
                (Some(length), None) if length > 24 => column_type.name = TypeName::Double,
                _ => {}
            }
        }
        TypeName::Decimal => {
            scale(server, &name, data_type, if maria { 38 } else { 30 })?;
            let (precision, scale) = (length.unwrap_or(10), decimals.unwrap_or(0));
            if precision > 65 {
                return too_precise(server, &name, data_type, "65");
            }
            if precision < scale {
                return refuse(1427, &[&name]);
            }
            let precision = if precision == 0 { 10 } else { precision };
            column_type.length = precision as u32;
            column_type.decimals = Some(scale as u8);
        }
        TypeName::Char | TypeName::Binary => {
            let length = length.unwrap_or(1);
            if length > 255 {
                return refuse(1074, &[&name, "255"]);
            }
            column_type.length = length as u32;
        }
        TypeName::VarChar | TypeName::VarBinary => {
            let length = length.unwrap_or(0);
            let literal = matches!(default_clause(definition), Some(ColumnAttribute::Default(_)));
            if length > u64::from(u32::MAX) {
                return too_wide("4294967295");
            }
            if !maria && length > 65_535 && literal {
                return refuse(1074, &[&name, "65535"]);
            }
            column_type.length = length.min(u64::from(u32::MAX)) as u32;
        }
        TypeName::Time | TypeName::DateTime | TypeName::Timestamp => {
            let fsp = length.unwrap_or(0);
            if fsp > 6 && !maria {
                column_type.decimals = Some(fsp.min(255) as u8);
                fsp_of_now(server, draft)?;
            }
            if fsp > 6 {
                return too_precise(server, &name, data_type, "6");
            }
            draft.column.column_type.decimals = Some(fsp as u8);
        }
        TypeName::Year => {
            match length {
                None | Some(4) => {}
                Some(_) if !maria => return refuse(1818, &[]),
                Some(2) => warnings.push(Warning::note(server, 1287, &["YEAR(2)", "YEAR(4)"])),
                Some(_) => {}
            }
            column_type.length = if maria && length == Some(2) { 2 } else { 4 };
        }
        TypeName::Vector => {
            let length = length.unwrap_or(2048);
            if length > 16_383 || length == 0 {
                return refuse(1074, &[&name, "16383"]);
            }
            column_type.length = length as u32;
        }
        TypeName::Text | TypeName::Blob if length.is_some() => draft.blob_length = length,
        TypeName::Enum | TypeName::Set => {
            column_type.members =
                data_type.members.iter().map(|member| member.trim_end_matches(' ').to_owned()).collect();
        }
        _ => {}
    }
    if !maria {
        fsp_of_now(server, draft)?;
        blob_default(server, draft)?;
    }
    if draft.column.auto_increment && !auto_increment {
        return refuse(1063, &[&name]);
    }
    if draft.column.column_type.srid.is_some() && !draft.column.column_type.name.is_spatial() {
        return refuse(1221, &["SRID", "non-geometry column"]);
    }
    Ok(())
}

fn integer_width(name: TypeName, unsigned: bool) -> u32 {
    match (name, unsigned) {
        (TypeName::TinyInt, false) => 4,
        (TypeName::TinyInt, true) => 3,
        (TypeName::SmallInt, false) => 6,
        (TypeName::SmallInt, true) => 5,
        (TypeName::MediumInt, false) => 9,
        (TypeName::MediumInt, true) => 8,
        (TypeName::Int, false) => 11,
        (TypeName::Int, true) => 10,
        _ => 20,
    }
}

fn too_precise(server: Server, name: &str, data_type: &DataType, max: &str) -> Answer<()> {
    let given = data_type.length.unwrap_or("");
    let parts = if server.is_mariadb() { vec![name, max] } else { vec![given, name, max] };
    Err(Refusal::new(server, 1426, &parts).into())
}

fn scale(server: Server, name: &str, data_type: &DataType, max: u64) -> Answer<()> {
    match number(data_type.decimals) {
        Some(scale) if scale > max => {
            let text = data_type.decimals.unwrap_or("");
            let max = max.to_string();
            let parts = if server.is_mariadb() { vec![name, &max] } else { vec![text, name, &max] };
            Err(Refusal::new(server, 1425, &parts).into())
        }
        _ => Ok(()),
    }
}

/// MySQL: the fraction of NOW must be that of the column.
fn fsp_of_now(server: Server, draft: &DraftColumn) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let name: &str = &draft.column.name;
    let own = draft.column.column_type.decimals.unwrap_or(0);
    if let Some(ColumnAttribute::DefaultNow { fsp }) = default_clause(definition)
        && *fsp != own
    {
        return Err(Refusal::new(server, 1067, &[name]).into());
    }
    if draft.column.on_update.is_some_and(|fsp| fsp != own) {
        return Err(Refusal::new(server, 1294, &[name]).into());
    }
    Ok(())
}

/// MySQL: no literal defaults for what is stored beside the row.
fn blob_default(server: Server, draft: &DraftColumn) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let Some(ColumnAttribute::Default(literal)) = default_clause(definition) else { return Ok(()) };
    if is_null_literal(literal) || !draft.column.column_type.is_blob() {
        return Ok(());
    }
    Err(Refusal::new(server, 1101, &[&draft.column.name]).into())
}
