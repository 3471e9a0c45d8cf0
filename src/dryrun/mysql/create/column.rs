//! A column's definition into a catalogue column: what the server looks at as soon as it has the definition.

use super::column_length::{column_type, fraction, number, scale};
use crate::dryrun::mysql::catalog::{Column, Default, Generated, ShownDefault, StoredExpression};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::expression::{Purpose, early, validate};
use crate::dryrun::mysql::refusal::{Answer, Refusal, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{
    ColumnAttribute, ColumnDefinition, DataType, Expr, ExprKind, KeyKind, Literal, TypeName,
};
use crate::mysql::charset::{self, Collation, Misfit};
use crate::mysql::{Feature, Server};

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

/// Keys that stand behind a column: `PRIMARY KEY`, `UNIQUE`. MariaDB makes no unique key beside the primary one.
pub fn inline_keys(definition: &ColumnDefinition, maria: bool) -> Vec<KeyKind> {
    let mut keys = Vec::new();
    let has = |wanted: &ColumnAttribute| definition.attributes.contains(wanted);
    if has(&ColumnAttribute::PrimaryKey) {
        keys.push(KeyKind::Primary);
        if maria {
            return keys;
        }
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
            nullable: data_type.name != TypeName::Timestamp || server.has(Feature::ExplicitTimestamps),
            default: Default::None,
            on_update: None,
            auto_increment: serial,
            generated: None,
            comment: String::new(),
            visible: true,
            hidden: false,
            shown: ShownDefault::AsIs,
            unversioned: false,
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
    if serial && (maria || !draft.explicit_null) {
        draft.column.nullable = false;
    }
    if let Some(generated) = &definition.generated {
        if !maria {
            early::contextualise(&generated.expression, server)?;
            fraction(server, name, data_type)?;
            if matches!(data_type.name, TypeName::Float | TypeName::Double) {
                scale(server, name, data_type, 30)?;
            }
            long_name(server, name)?;
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
    long_name(server, name)?;
    let float = matches!(data_type.name, TypeName::Float) && data_type.decimals.is_none();
    if maria && float && number(data_type.length).is_some_and(|length| length > 53) {
        return Err(Stop::refused(server, 1063, &[name]));
    }
    if maria {
        for attribute in &definition.attributes {
            if let ColumnAttribute::Check(check) = attribute {
                validate(&check.expression, server, Purpose::Check { constraint: name, column: Some(name) })?;
            }
        }
    }
    if maria {
        defaults_of_mariadb(server, &draft)?
    } else {
        defaults_of_mysql(server, &draft)?
    }
    if !maria && matches!(data_type.name, TypeName::Float | TypeName::Double) {
        scale(server, name, data_type, 30)?;
    }
    column_type(server, &mut draft, warnings)?;
    Ok(draft)
}

fn long_name(server: Server, name: &str) -> Answer<()> {
    if name.chars().count() > 64 { Err(Stop::refused(server, 1059, &[name])) } else { Ok(()) }
}

fn attributes(draft: &mut DraftColumn, maria: bool) {
    let Some(definition) = draft.definition else { return };
    for attribute in &definition.attributes {
        match attribute {
            ColumnAttribute::Null => {
                draft.column.nullable = true;
                draft.explicit_null = true;
            }
            // For MySQL the NULL of a default counts even where AUTO_INCREMENT has made the column NOT NULL.
            ColumnAttribute::Default(literal)
                if is_null_literal(literal) && (draft.column.nullable || (draft.column.auto_increment && !maria)) =>
            {
                draft.explicit_null = true;
            }
            ColumnAttribute::NotNull => {
                draft.column.nullable = false;
                draft.explicit_null = false;
            }
            ColumnAttribute::AutoIncrement => {
                draft.column.auto_increment = true;
                // Only a NULL behind it takes that back.
                draft.column.nullable = false;
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

fn is_truth(expression: &Expr) -> bool {
    matches!(expression.kind, ExprKind::Literal(Literal::True | Literal::False))
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
    if server.is_mariadb() {
        one_collation(server, definition, found)?;
    }
    for attribute in &definition.attributes {
        if let ColumnAttribute::SecondCollate(words) = attribute {
            return Err(Refusal { errno: 1064, sqlstate: "42000", message: words.to_string() }.into());
        }
        let ColumnAttribute::Collate(name) = attribute else { continue };
        match (charset, charset::collation(&name.text, server)) {
            (Some(charset), _) => match charset::collation_in(&name.text, charset, server) {
                Ok(collation) => found = Some(collation),
                Err(Misfit::NotValid(collation)) => {
                    return Err(Stop::refused(server, 1253, &[collation, charset.name]));
                }
                Err(Misfit::Unknown) => return Err(Stop::refused(server, 1273, &[&name.text])),
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
            TypeName::Binary => TypeName::Char,
            TypeName::VarBinary => TypeName::VarChar,
            other => other,
        };
    }
    Ok(())
}

/// MariaDB: what names a collation names the same one (1302).
fn one_collation(server: Server, definition: &ColumnDefinition, charset: Option<&'static Collation>) -> Answer<()> {
    let binary = definition.data_type.binary;
    let mut before = charset.filter(|_| binary).map(|collation| format!("COLLATE {}", collation.name));
    if binary && before.is_none() {
        before = Some("BINARY".to_owned());
    }
    for attribute in &definition.attributes {
        let ColumnAttribute::Collate(name) = attribute else { continue };
        let Some(found) = charset::collation(&name.text, server) else { continue };
        let charset = definition.data_type.charset.as_ref().and_then(|name| charset::charset(&name.text, server));
        if let (Some(charset), None) = (charset, &before)
            && charset.name != found.charset()
        {
            return Err(Stop::refused(server, 1253, &[found.name, charset.name]));
        }
        let words = format!("COLLATE {}", found.name);
        let fits = |before: &String| *before == words || (before == "BINARY" && found.is_binary());
        if let Some(before) = before.filter(|before| !fits(before)) {
            return Err(Stop::refused(server, 1302, &["", &before, "", &words]));
        }
        before = Some(words);
    }
    Ok(())
}

/// MySQL 8.0.17 and later: display widths and their kin are deprecated. Source: measured on MySQL 9.7.4.
fn type_warnings(server: Server, data_type: &DataType, warnings: &mut Vec<Warning>) {
    if !server.has(Feature::Deprecations) {
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
        return Err(Stop::refused(server, 1221, &[word, "generated column"]));
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
    let refuse = |errno: u16| Err(Stop::refused(server, errno, &[name]));
    let type_name = definition.data_type.name;
    match default_clause(definition) {
        Some(ColumnAttribute::DefaultNow { .. }) if !is_date_and_time(type_name) => return refuse(1067),
        Some(ColumnAttribute::Default(literal)) if is_null_literal(literal) => {
            // PRIMARY KEY behind the column is NOT NULL here, until a NULL comes.
            let not_null = definition.attributes.iter().fold(
                type_name == TypeName::Timestamp && !server.has(Feature::ExplicitTimestamps),
                |not_null, attribute| match attribute {
                    ColumnAttribute::PrimaryKey | ColumnAttribute::NotNull => true,
                    ColumnAttribute::Null => false,
                    _ => not_null,
                },
            );
            let refused = not_null && !draft.column.auto_increment;
            if refused {
                return refuse(1067);
            }
        }
        // The grammar has these, and no column takes them.
        Some(ColumnAttribute::Default(Expr {
            kind: ExprKind::Literal(literal @ Literal::Temporal { .. }), ..
        })) => {
            early::literal(literal, server)?;
            return refuse(1067);
        }
        // For MySQL TRUE and FALSE are no literals, and nobody looks.
        Some(ColumnAttribute::Default(literal)) if is_truth(literal) => {}
        Some(ColumnAttribute::DefaultNow { .. }) => {}
        Some(_) if draft.column.auto_increment => return refuse(1067),
        _ => {}
    }
    if draft.column.on_update.is_some() && !is_date_and_time(type_name) {
        return refuse(1294);
    }
    Ok(())
}

/// MariaDB looks at defaults that cannot be, then at ON UPDATE.
fn defaults_of_mariadb(server: Server, draft: &DraftColumn) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let name: &str = &draft.column.name;
    let refuse = |errno: u16| Err(Stop::refused(server, errno, &[name]));
    let null =
        matches!(default_clause(definition), Some(ColumnAttribute::Default(literal)) if is_null_literal(literal));
    if draft.column.auto_increment && default_clause(definition).is_some() && !null {
        return refuse(1067);
    }
    if null && !draft.column.nullable && !draft.column.auto_increment {
        return refuse(1067);
    }
    if draft.column.on_update.is_some() && !is_date_and_time(definition.data_type.name) {
        return refuse(1294);
    }
    Ok(())
}
