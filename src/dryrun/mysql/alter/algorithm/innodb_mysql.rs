//! InnoDB of MySQL: what it does in place.

use super::changes::{Changes, Difference, changes_storage};
use super::{Algorithm, Asked, Lock, Reason, Verdict, Way};
use crate::dryrun::mysql::alter::Request;
use crate::dryrun::mysql::catalog::{Column, Key, Table};
use crate::dryrun::mysql::syntax::ast::{KeyKind, RowFormat, TypeName};

/// Changes that InnoDB need not know of.
const FREE: Changes =
    Changes::COLUMN_DEFAULT.and(Changes::RENAME_TABLE).and(Changes::ADD_CHECK).and(Changes::DROP_CHECK);

/// Changes after which the rows that are there still fit.
const WITHOUT_REBUILD: Changes = Changes::ADD_INDEX
    .and(Changes::ADD_UNIQUE)
    .and(Changes::DROP_INDEX)
    .and(Changes::DROP_UNIQUE)
    .and(Changes::RENAME_INDEX)
    .and(Changes::INDEX_OPTION)
    .and(Changes::ADD_FOREIGN)
    .and(Changes::DROP_FOREIGN)
    .and(Changes::COLUMN_NAME)
    .and(Changes::WIDER_TYPE)
    .and(Changes::ADD_VIRTUAL)
    .and(Changes::DROP_VIRTUAL)
    .and(Changes::VIRTUAL_ORDER);

/// Changes for which InnoDB builds the table anew.
const WITH_REBUILD: Changes = Changes::ADD_PRIMARY
    .and(Changes::DROP_PRIMARY)
    .and(Changes::TABLE_OPTION)
    .and(Changes::NULLABLE)
    .and(Changes::NOT_NULLABLE)
    .and(Changes::COLUMN_ORDER)
    .and(Changes::ADD_COLUMN)
    .and(Changes::DROP_COLUMN)
    .and(Changes::RECREATE);

/// Changes that go with new and dropped virtual columns.
const WITH_VIRTUAL: Changes = Changes::ADD_VIRTUAL
    .and(Changes::DROP_VIRTUAL)
    .and(Changes::VIRTUAL_ORDER)
    .and(Changes::ADD_INDEX)
    .and(Changes::DROP_INDEX);

/// The answer of InnoDB.
pub fn verdict(request: &Request, old: &Table, new: &Table, difference: &Difference, asked: Asked) -> Verdict {
    let no = |errno: u16| Verdict::copy(Some(Reason::Error(errno)));
    let changes = difference.changes.without(FREE);
    if !changes.only(WITHOUT_REBUILD.and(WITH_REBUILD)) {
        let errno = if asked.algorithm == Algorithm::Instant { 4083 } else { 1850 };
        return Verdict::copy(changes.any(Changes::COLUMN_TYPE).then_some(Reason::Error(errno)));
    }
    if changes.any(Changes::ADD_FOREIGN) && request.foreign_key_checks {
        return no(1851);
    }
    if changes.any(Changes::DROP_PRIMARY) && !changes.any(Changes::ADD_PRIMARY) {
        return no(1853);
    }
    let clustered = super::keys::clustered(&old.keys, old).is_some();
    if changes.any(Changes::NULLABLE) && clustered && super::keys::clustered(&new.keys, new).is_none() {
        return no(1171);
    }
    // Whoever names a lock, or INPLACE, does not get it instantly.
    let may_be_instant = asked.algorithm != Algorithm::InPlace && asked.lock == Lock::Default;
    if may_be_instant && let Some(verdict) = instant(request, old, new, difference, changes) {
        return verdict;
    }
    in_place(request, old, new, difference, changes)
}

/// The alteration without touching rows, where it can be had.
fn instant(request: &Request, old: &Table, new: &Table, difference: &Difference, changes: Changes) -> Option<Verdict> {
    let instantly = Some(Verdict::of(Way::Instant));
    if changes.only(Changes::VIRTUAL_ORDER) {
        return if difference.virtual_order_broken { None } else { instantly };
    }
    if changes.only(Changes::ADD_VIRTUAL.and(Changes::DROP_VIRTUAL)) {
        return instantly;
    }
    if changes.only(Changes::COLUMN_NAME) {
        let reason = request.renames_referred.then_some(Reason::Error(1849));
        return match reason {
            Some(_) => Some(Verdict { reason, ..Verdict::of(Way::NoRebuild) }),
            None => instantly,
        };
    }
    let orders = Changes::COLUMN_ORDER.and(Changes::VIRTUAL_ORDER).and(Changes::COLUMN_NAME);
    let with_drop =
        orders.and(Changes::DROP_COLUMN).and(Changes::ADD_COLUMN).and(Changes::ADD_VIRTUAL).and(Changes::DROP_VIRTUAL);
    let with_add = orders.and(Changes::ADD_COLUMN).and(Changes::ADD_VIRTUAL);
    let kind = (changes.any(Changes::DROP_COLUMN) && changes.only(with_drop))
        || (changes.any(Changes::ADD_COLUMN) && changes.only(with_add));
    let compressed = old.row_format == Some(RowFormat::Compressed)
        || (old.key_block_size > 0 && matches!(old.row_format, None | Some(RowFormat::Default)));
    let possible = kind
        && !compressed
        && !request.has_document_id
        && !old.keys.iter().any(|key| key.kind == KeyKind::Fulltext)
        && !added(request, new).any(needs_value);
    if possible { instantly } else { None }
}

/// The columns that come.
fn added<'a>(request: &'a Request, new: &'a Table) -> impl Iterator<Item = &'a Column> {
    let drafts = request.draft.columns.iter().zip(&new.columns);
    drafts.filter(|(draft, column)| draft.old_name.is_none() && !column.hidden).map(|(_, column)| column)
}

/// Rows that are there have no value for the column: the zero of a date is refused, of a geometry there is none.
fn needs_value(column: &Column) -> bool {
    let kind =
        matches!(column.column_type.name, TypeName::Date | TypeName::DateTime) || column.column_type.name.is_spatial();
    kind && !column.nullable && column.default == crate::dryrun::mysql::catalog::Default::None
}

fn has(keys: &[Key], kind: KeyKind) -> bool {
    keys.iter().any(|key| key.kind == kind)
}

/// InnoDB's spatial indexes: of SPATIAL keys, and of plain keys of a geometry.
fn is_spatial(key: &Key, table: &Table) -> bool {
    let geometry = |name: &str| table.column(name).is_some_and(|column| column.column_type.name.is_spatial());
    key.kind == KeyKind::Spatial || key.parts.first().is_some_and(|part| geometry(&part.column))
}

/// In place: with or without a rebuild, with or without a lock.
fn in_place(request: &Request, old: &Table, new: &Table, difference: &Difference, changes: Changes) -> Verdict {
    let no = |errno: u16| Verdict::copy(Some(Reason::Error(errno)));
    let virtual_columns = changes.any(Changes::ADD_VIRTUAL.and(Changes::DROP_VIRTUAL));
    if difference.virtual_order_broken || (virtual_columns && !changes.only(WITH_VIRTUAL)) {
        return no(3103);
    }
    let rebuild = needs_rebuild(request, changes);
    let mut verdict = Verdict::of(if rebuild { Way::Rebuild } else { Way::NoRebuild });
    for part in difference.keys.added.iter().flat_map(|key| &key.parts) {
        let Some(at) = new.columns.iter().position(|column| column.name == part.column) else { continue };
        let (Some(column), Some(draft)) = (new.columns.get(at), request.draft.columns.get(at)) else { continue };
        if draft.old_name.is_some() {
            continue;
        }
        if column.name.eq_ignore_ascii_case("FTS_DOC_ID") && request.has_document_id {
            return no(1855);
        }
        let virtual_part = part.expression.is_some() || super::changes::is_virtual(column);
        let errno = if virtual_part { 3178 } else { 1854 };
        if verdict.online && (virtual_part || column.auto_increment) {
            verdict = Verdict { online: false, reason: Some(Reason::Error(errno)), ..verdict };
        }
    }
    if !verdict.online {
        return verdict;
    }
    let fulltext_stays = has(&new.keys, KeyKind::Fulltext);
    let spatial_stays = new.keys.iter().any(|key| is_spatial(key, new));
    let locked = |errno: u16| Verdict { online: false, reason: Some(Reason::Error(errno)), ..verdict };
    if rebuild && (fulltext_stays || spatial_stays) {
        if has(&old.keys, KeyKind::Fulltext) || request.has_document_id {
            return no(1795);
        }
        return locked(if spatial_stays { 3060 } else { 1857 });
    }
    for key in &difference.keys.added {
        if key.kind == KeyKind::Fulltext {
            return locked(1857);
        }
        if is_spatial(key, new) {
            return locked(3060);
        }
    }
    verdict
}

/// Options are written down, unless they say how rows are stored.
fn needs_rebuild(request: &Request, changes: Changes) -> bool {
    changes.any(WITH_REBUILD.without(Changes::TABLE_OPTION)) || changes_storage(request.alter)
}
