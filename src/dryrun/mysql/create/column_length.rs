//! A column's type with its length: what stands in the parentheses, and the errors about it.

use super::column::{DraftColumn, default_clause, is_null_literal};
use crate::dryrun::mysql::refusal::{Answer, Stop, Warning};
use crate::dryrun::mysql::syntax::ast::{ColumnAttribute, DataType, TypeName};
use crate::mysql::Server;

/// A number of the statement; one that is too long for 64 bits is too big for every limit.
pub fn number(text: Option<&str>) -> Option<u64> {
    text.map(|digits| digits.parse().unwrap_or(u64::MAX))
}

/// The type with its length; errors about lengths, precision and AUTO_INCREMENT.
pub fn column_type(server: Server, draft: &mut DraftColumn, warnings: &mut Vec<Warning>) -> Answer<()> {
    let Some(definition) = draft.definition else { return Ok(()) };
    let maria = server.is_mariadb();
    let data_type = &definition.data_type;
    let name = draft.column.name.clone();
    let refuse = |errno: u16, parts: &[&str]| -> Answer<()> { Err(Stop::refused(server, errno, parts)) };
    let column_type = &mut draft.column.column_type;
    let length = number(data_type.length);
    let decimals = number(data_type.decimals);
    // The grammar takes them for a YEAR too, which they mean nothing to.
    let number = data_type.name != TypeName::Year;
    column_type.unsigned = data_type.unsigned && number;
    column_type.zerofill = data_type.zerofill && number;
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
            auto_increment = server.has(crate::mysql::Feature::FloatAutoIncrement);
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
            let literal = matches!(
                default_clause(definition),
                Some(ColumnAttribute::Default(literal)) if !is_null_literal(literal)
            );
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
                Some(width) => {
                    warnings.push(Warning::note(server, 1287, &[&format!("YEAR({width})"), "YEAR(4)"]));
                }
            }
            column_type.length = if maria && length == Some(2) { 2 } else { 4 };
        }
        TypeName::Vector => {
            let length = length.unwrap_or(2048);
            if length > 16_383 {
                // The server counts in 32 bits.
                let bytes = (length as u32).wrapping_mul(4);
                let (dimensions, bytes) = ((bytes / 4).to_string(), bytes.to_string());
                return refuse(6137, &[&bytes, &dimensions, "65532", "16383", &name]);
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
    Err(Stop::refused(server, 1426, &parts))
}

/// Digits of the second's fraction (1426), which MySQL looks at before it looks at an expression.
pub fn fraction(server: Server, name: &str, data_type: &DataType) -> Answer<()> {
    let timed = matches!(data_type.name, TypeName::Time | TypeName::DateTime | TypeName::Timestamp);
    match number(data_type.length) {
        Some(7..) if timed => too_precise(server, name, data_type, "6"),
        _ => Ok(()),
    }
}

/// Digits behind the point, which have a limit of the server (1425).
pub fn scale(server: Server, name: &str, data_type: &DataType, max: u64) -> Answer<()> {
    match number(data_type.decimals) {
        Some(scale) if scale > max => {
            let text = data_type.decimals.unwrap_or("");
            let max = max.to_string();
            let parts = if server.is_mariadb() { vec![name, &max] } else { vec![text, name, &max] };
            Err(Stop::refused(server, 1425, &parts))
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
        return Err(Stop::refused(server, 1067, &[name]));
    }
    if draft.column.on_update.is_some_and(|fsp| fsp != own) {
        return Err(Stop::refused(server, 1294, &[name]));
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
    Err(Stop::refused(server, 1101, &[&draft.column.name]))
}
