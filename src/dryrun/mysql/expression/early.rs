//! What is refused as soon as an expression is read, before any name of the table is looked up.

use super::function::native;
use super::{lower, print_mariadb, temporal};
use crate::dryrun::mysql::refusal::{Answer, Stop};
use crate::dryrun::mysql::routine::{is_system_variable, may_be_system_variable};
use crate::dryrun::mysql::syntax::ast::{Call, DataType, Expr, ExprKind, Literal, TypeName};
use crate::mysql::Server;
use crate::mysql::charset::charset;
use crate::text::Letters;

fn refuse<T>(server: Server, errno: u16, parts: &[&str]) -> Answer<T> {
    Err(Stop::refused(server, errno, parts))
}

/// A call of a name that is no keyword: the number of its arguments (1582), and names given to them (1583, 1584).
///
/// MariaDB says it while it parses, MySQL when all is parsed.
pub fn call(call: &Call, server: Server) -> Answer<()> {
    if call.keyword {
        return Ok(());
    }
    let name = &call.name.text;
    let native = if call.database.is_some() { None } else { native(name, server) };
    let Some(function) = native.filter(|function| !function.has_grammar()) else {
        let quoted = if server.is_mariadb() { name.to_string() } else { format!("`{name}`") };
        return if call.aliased { refuse(server, 1584, &[&quoted]) } else { Ok(()) };
    };
    let counted = function.takes(call.arguments.len());
    // MariaDB's point() of another number of arguments is a stored function.
    if !counted && server.is_mariadb() && function.name == "point" {
        return if call.aliased { refuse(server, 1584, &[name]) } else { Ok(()) };
    }
    // MariaDB's constructors of geometries do not look at names.
    let constructor = server.is_mariadb() && matches!(function.result, "g" | "p") && !function.name.contains('_');
    let names_first = server.is_mariadb() && !function.has_one_count();
    if call.aliased && (counted || names_first) && !constructor {
        return refuse(server, 1583, &[name]);
    }
    if counted { Ok(()) } else { refuse(server, 1582, &[name]) }
}

/// A literal whose value is none: dates (1525), and bytes that are no text of their charset (1300).
pub fn literal(literal: &Literal, server: Server) -> Answer<()> {
    match literal {
        Literal::Temporal { kind, text } => {
            let name = if *kind == "TIMESTAMP" { "DATETIME" } else { kind };
            match temporal::literal(kind, text, server.is_mariadb()) {
                Some(_) => Ok(()),
                None => refuse(server, 1525, &[name, text]),
            }
        }
        Literal::Hex { digits, introducer: Some(name) } => {
            let Some(charset) = charset(name, server) else { return Ok(()) };
            let unicode = matches!(charset.name, "utf8" | "utf8mb3" | "utf8mb4");
            let digits = if digits.len() % 2 == 1 { format!("0{digits}") } else { digits.to_string() };
            if unicode && super::words::text_of_hex(&digits).is_none() {
                return refuse(server, 1300, &[charset.name, &digits.to_ascii_uppercase()]);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The numbers of CAST. Both servers look at them while they parse. `source` is the text of what is cast.
pub fn cast(operand: &Expr, target: &DataType, source: &str, server: Server) -> Answer<()> {
    let number = |text: Option<&str>| text.map(|digits| digits.parse::<u64>().unwrap_or(u64::MAX));
    let (length, decimals) = (number(target.length), number(target.decimals));
    let shown = || -> Answer<String> {
        if !server.is_mariadb() {
            return Ok(source.to_owned());
        }
        // Texts and names are shown without quotes.
        match &operand.kind {
            ExprKind::Literal(Literal::Text { text, .. }) => return Ok(text.to_string()),
            ExprKind::Column { name, .. } => return Ok(name.text.to_string()),
            _ => {}
        }
        print_mariadb::mariadb(&lower::lower(operand, server)?, server, None)
    };
    match target.name {
        TypeName::Char | TypeName::VarChar | TypeName::Binary
            if length.is_some_and(|length| length > 4_294_967_295) =>
        {
            let what = if server.is_mariadb() { shown()? } else { "cast as char".to_owned() };
            refuse(server, 1439, &[&what, "4294967295"])
        }
        TypeName::Time | TypeName::DateTime | TypeName::CastInterval => match length {
            Some(fsp @ 7..) if server.is_mariadb() => {
                let _ = fsp;
                refuse(server, 1426, &[&shown()?, "6"])
            }
            Some(7..) => refuse(server, 1426, &[target.length.unwrap_or(""), "CAST", "6"]),
            _ => Ok(()),
        },
        TypeName::Float if length.is_some_and(|length| length > 53) => {
            refuse(server, 1426, &[target.length.unwrap_or(""), "CAST", "53"])
        }
        TypeName::Decimal => {
            let (digits, scale) = (length.unwrap_or(10), decimals.unwrap_or(0));
            let digits = if digits == 0 { 10 } else { digits };
            let most = if server.is_mariadb() { 38 } else { 30 };
            if server.is_mariadb() && scale > most {
                return refuse(server, 1425, &[&shown()?, "38"]);
            }
            if scale > digits && digits <= 65 {
                return refuse(server, 1427, &[""]);
            }
            if digits > 65 {
                let shown = shown()?;
                return if server.is_mariadb() {
                    refuse(server, 1426, &[&shown, "65"])
                } else {
                    refuse(server, 1426, &[&digits.to_string(), &shown, "65"])
                };
            }
            if scale > most {
                return refuse(server, 1425, &[&scale.to_string(), &shown()?, "30"]);
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// MySQL: `CAST(x AS type ARRAY)` of types that have no arrays (1235), said while it parses.
pub fn array(target: &DataType, server: Server) -> Answer<()> {
    let length = target.length.and_then(|digits| digits.parse::<u64>().ok());
    let what = match target.name {
        TypeName::Char if target.national || target.charset.is_some() => "specifying charset for multi-valued index",
        TypeName::Char | TypeName::Binary if length.is_none_or(|length| length > 512) => {
            "CAST-ing data to array of char/binary BLOBs"
        }
        TypeName::Float => "CAST-ing data to array of FLOAT",
        TypeName::Double => "CAST-ing data to array of DOUBLE",
        TypeName::Json => "CAST-ing data to array of JSON",
        TypeName::Year => "CAST-ing data to array of YEAR",
        name if name.is_spatial() => {
            return refuse(server, 1235, &[&format!("CAST-ing data to array of {}", target.word.to_ascii_uppercase())]);
        }
        _ => return Ok(()),
    };
    refuse(server, 1235, &[what])
}

/// What MySQL says of an expression when all is parsed: [`call`] and [`literal`] for each part, in its order. Nothing
/// for MariaDB, which has said it.
pub fn contextualise(expression: &Expr, server: Server) -> Answer<()> {
    if server.is_mariadb() {
        return Ok(());
    }
    walk(expression, server)
}

fn walk(expression: &Expr, server: Server) -> Answer<()> {
    let all = |expressions: &[Expr]| expressions.iter().try_for_each(|expression| walk(expression, server));
    match &expression.kind {
        ExprKind::Literal(found) => literal(found, server),
        ExprKind::Call(found) => {
            all(&found.arguments)?;
            call(found, server)
        }
        ExprKind::Unary { operand, .. }
        | ExprKind::Cast { operand, .. }
        | ExprKind::ConvertUsing { operand, .. }
        | ExprKind::Collate { operand, .. }
        | ExprKind::IsNull { operand, .. }
        | ExprKind::IsTruth { operand, .. } => walk(operand, server),
        ExprKind::Parenthesis(inner) | ExprKind::DefaultOf(inner) | ExprKind::ValuesOf(inner) => walk(inner, server),
        ExprKind::Interval { amount, .. } => walk(amount, server),
        ExprKind::Binary { left, right, .. } => {
            walk(left, server)?;
            walk(right, server)
        }
        ExprKind::Case { operand, branches, otherwise } => {
            operand.iter().try_for_each(|operand| walk(operand, server))?;
            for (when, then) in branches {
                walk(when, server)?;
                walk(then, server)?;
            }
            otherwise.iter().try_for_each(|otherwise| walk(otherwise, server))
        }
        ExprKind::Between { operand, low, high, .. } => {
            walk(operand, server)?;
            walk(low, server)?;
            walk(high, server)
        }
        ExprKind::In { operand, list, .. } => {
            walk(operand, server)?;
            all(list)
        }
        ExprKind::Like { operand, pattern, escape, .. } => {
            walk(operand, server)?;
            walk(pattern, server)?;
            escape.iter().try_for_each(|escape| walk(escape, server))
        }
        ExprKind::Regexp { operand, pattern, .. } => {
            walk(operand, server)?;
            walk(pattern, server)
        }
        ExprKind::MemberOf { operand, array } => {
            walk(operand, server)?;
            walk(array, server)
        }
        ExprKind::Row { items, .. } => all(items),
        ExprKind::UserVariable { value, .. } => value.iter().try_for_each(|value| walk(value, server)),
        ExprKind::Match { columns, against } => {
            all(columns)?;
            walk(against, server)
        }
        ExprKind::SystemVariable { name, .. } => known_variable(name, server),
        ExprKind::Column { .. } | ExprKind::Subquery { .. } | ExprKind::Parameter => Ok(()),
    }
}

fn known_variable(name: &str, server: Server) -> Answer<()> {
    match name.lower().as_str() {
        "version" | "max_connections" => Ok(()),
        name if is_system_variable(name) => Ok(()),
        name if may_be_system_variable(name) => Err(Stop::unknown("system variables are not modelled")),
        _ => refuse(server, 1193, &[name]),
    }
}
