//! InnoDB of MariaDB: what it does in place.

use super::changes::{Changes, Difference};
use super::{Asked, Lock, Reason, Verdict, Way, options};
use crate::dryrun::mysql::alter::Request;
use crate::dryrun::mysql::catalog::{Key, Table};
use crate::dryrun::mysql::syntax::ast::{KeyKind, RowFormat, TableOption, TypeName};

/// Changes that InnoDB need not know of.
const FREE: Changes = Changes::COLUMN_DEFAULT
    .and(Changes::RENAME_TABLE)
    .and(Changes::DROP_CHECK)
    .and(Changes::INDEX_OPTION)
    .and(Changes::VIRTUAL_EXPRESSION);

/// Changes of what is known about the table only.
const KNOWLEDGE: Changes = Changes::RENAME_INDEX
    .and(Changes::INDEX_LENGTH)
    .and(Changes::ADD_FOREIGN)
    .and(Changes::DROP_FOREIGN)
    .and(Changes::COLUMN_NAME)
    .and(Changes::WIDER_TYPE)
    .and(Changes::ADD_VIRTUAL)
    .and(Changes::DROP_VIRTUAL)
    .and(Changes::VIRTUAL_ORDER);

const INDEXES: Changes = Changes::ADD_INDEX.and(Changes::ADD_UNIQUE).and(Changes::DROP_INDEX).and(Changes::DROP_UNIQUE);

/// Changes for which InnoDB builds the table anew, where it cannot note them down beside the rows.
const COLUMNS: Changes =
    Changes::ADD_COLUMN.and(Changes::DROP_COLUMN).and(Changes::COLUMN_ORDER).and(Changes::NULLABLE);

/// Changes for which InnoDB always builds the table anew.
const REBUILD: Changes =
    Changes::ADD_PRIMARY.and(Changes::DROP_PRIMARY).and(Changes::NOT_NULLABLE).and(Changes::RECREATE);

/// Changes that go with new and dropped virtual columns.
const WITH_VIRTUAL: Changes = Changes::ADD_VIRTUAL
    .and(Changes::DROP_VIRTUAL)
    .and(Changes::VIRTUAL_ORDER)
    .and(Changes::VIRTUAL_EXPRESSION)
    .and(Changes::ADD_INDEX)
    .and(Changes::DROP_INDEX);

const VIRTUAL_COLUMNS: &str =
    "INPLACE ADD or DROP of virtual columns cannot be combined with other ALTER TABLE actions";

/// The answer of InnoDB.
pub fn verdict(request: &Request, old: &Table, new: &Table, difference: &Difference, asked: Asked) -> Verdict {
    let no = |errno: u16| Verdict::copy(Some(Reason::Error(errno)));
    let changes = difference.changes.without(FREE);
    let known = KNOWLEDGE.and(INDEXES).and(COLUMNS).and(REBUILD).and(Changes::TABLE_OPTION);
    if !changes.only(known) {
        return Verdict::copy(changes.any(Changes::COLUMN_TYPE).then_some(Reason::Error(1850)));
    }
    let stored_otherwise = storage(request);
    let columns_noted = can_note(request, old, difference, changes, stored_otherwise);
    let rebuild = changes.any(REBUILD)
        || stored_otherwise.is_some()
        || (changes.any(COLUMNS) && !columns_noted)
        || needs_document_id(request, difference, new);
    if changes.any(Changes::ADD_FOREIGN) && request.foreign_key_checks {
        return no(1851);
    }
    if changes.any(Changes::DROP_PRIMARY) && !changes.any(Changes::ADD_PRIMARY) {
        return no(1853);
    }
    let unknown_null = request.draft.columns.iter().zip(&new.columns).any(|(draft, column)| {
        let before = draft.old_name.as_deref().and_then(|name| old.column(name));
        column.column_type.name == TypeName::Timestamp
            && !column.nullable
            && before.is_some_and(|before| before.nullable)
    });
    if unknown_null {
        return no(1861);
    }
    if hidden_document_id_replaced(request, new, difference) {
        return no(1855);
    }
    let virtual_columns = Changes::ADD_VIRTUAL.and(Changes::DROP_VIRTUAL).and(Changes::VIRTUAL_ORDER);
    if difference.changes.any(virtual_columns) {
        let noted = Changes::DROP_COLUMN.and(Changes::COLUMN_ORDER);
        let with = if columns_noted { WITH_VIRTUAL.and(noted) } else { WITH_VIRTUAL };
        let others = !difference.changes.only(with);
        if others || old.partitions.is_some() || difference.virtual_order_broken {
            return Verdict::copy(Some(Reason::Words(VIRTUAL_COLUMNS)));
        }
    }
    // The reason is told where the options are the only one.
    let only_options = !changes.any(REBUILD.and(COLUMNS));
    let stored_otherwise = stored_otherwise.filter(|_| only_options);
    in_place(request, new, difference, asked, rebuild, stored_otherwise)
}

/// ROW_FORMAT and KEY_BLOCK_SIZE, which say how rows are stored. Without the latter the reason is told.
fn storage(request: &Request) -> Option<Option<Reason>> {
    let alter = request.alter;
    let block_size = options(alter).any(|option| matches!(option, TableOption::KeyBlockSize(_)));
    let format = options(alter).any(|option| matches!(option, TableOption::RowFormat(_)));
    match (block_size, format) {
        (true, _) => Some(None),
        (false, true) => Some(Some(Reason::Error(4144))),
        (false, false) => None,
    }
}

/// True where InnoDB can note down the changes of columns beside the rows that are there.
fn can_note(
    request: &Request,
    old: &Table,
    difference: &Difference,
    changes: Changes,
    stored_otherwise: Option<Option<Reason>>,
) -> bool {
    let redundant = old.row_format == Some(RowFormat::Redundant);
    let compressed = old.row_format == Some(RowFormat::Compressed)
        || (old.key_block_size > 0 && matches!(old.row_format, None | Some(RowFormat::Default)));
    let indexed_virtual = old.keys.iter().any(|key| names_virtual(key, old));
    let numbered = request.draft.columns.iter().any(|draft| draft.old_name.is_none() && draft.column.auto_increment);
    !compressed
        && !indexed_virtual
        && !numbered
        && stored_otherwise.is_none()
        && !request.has_document_id
        && !old.keys.iter().any(|key| key.kind == KeyKind::Fulltext)
        && !changes.any(REBUILD.and(Changes::ADD_INDEX).and(Changes::ADD_UNIQUE))
        && !difference.keys.added.iter().any(|key| key.kind == KeyKind::Fulltext)
        && (redundant || !changes.any(Changes::NULLABLE))
}

fn names_virtual(key: &Key, table: &Table) -> bool {
    key.parts.iter().any(|part| table.column(&part.column).is_some_and(super::changes::is_virtual))
}

/// A FULLTEXT key on a table without FTS_DOC_ID: InnoDB adds a hidden one, and builds the table anew.
fn needs_document_id(request: &Request, difference: &Difference, new: &Table) -> bool {
    let visible = new.columns.iter().any(|column| column.name == "FTS_DOC_ID");
    let fulltext = difference.keys.added.iter().any(|key| key.kind == KeyKind::Fulltext);
    fulltext && !visible && !request.has_document_id
}

fn hidden_document_id_replaced(request: &Request, new: &Table, difference: &Difference) -> bool {
    let new_one = |name: &str| {
        name.eq_ignore_ascii_case("FTS_DOC_ID")
            && request.draft.columns.iter().any(|draft| draft.old_name.is_none() && draft.column.name == name)
    };
    let keyed = difference.keys.added.iter().flat_map(|key| &key.parts).any(|part| new_one(&part.column));
    keyed && request.has_document_id && new.keys.iter().any(|key| key.kind == KeyKind::Fulltext)
}

/// In place: how, and with or without a lock. Reasons for a lock are told to those who want none.
fn in_place(
    request: &Request,
    new: &Table,
    difference: &Difference,
    asked: Asked,
    rebuild: bool,
    stored_otherwise: Option<Option<Reason>>,
) -> Verdict {
    let changes = difference.changes.without(FREE);
    let mut verdict = Verdict::of(match () {
        () if rebuild => Way::Rebuild,
        () if changes.any(INDEXES) => Way::NoRebuild,
        () => Way::Instant,
    });
    let mut reason_for_lock = None;
    let mut lock = |reason: Reason| {
        reason_for_lock = Some(reason);
        verdict.online = false;
    };
    for part in difference.keys.added.iter().flat_map(|key| &key.parts) {
        let Some(at) = new.columns.iter().position(|column| column.name == part.column) else { continue };
        let (Some(column), Some(draft)) = (new.columns.get(at), request.draft.columns.get(at)) else { continue };
        if draft.old_name.is_none() && column.auto_increment {
            lock(Reason::Error(1854));
        }
        if draft.old_name.is_none() && super::changes::is_virtual(column) {
            lock(Reason::Words(VIRTUAL_COLUMNS));
        }
    }
    let fulltext = new.keys.iter().filter(|key| key.kind == KeyKind::Fulltext).count();
    let spatial = new.keys.iter().any(|key| key.kind == KeyKind::Spatial);
    let indexed_virtual = new.keys.iter().any(|key| names_virtual(key, new));
    let added = |kind: KeyKind| difference.keys.added.iter().filter(|key| key.kind == kind).count();
    if added(KeyKind::Fulltext) > 1 || (rebuild && fulltext > 1) {
        return Verdict::copy(Some(Reason::Error(1795)));
    }
    if rebuild && (fulltext > 0 || spatial || indexed_virtual) {
        lock(match () {
            () if spatial => Reason::Error(3060),
            () if fulltext > 0 => Reason::Error(1857),
            () => Reason::Words("online rebuild with indexed virtual columns"),
        });
    }
    if added(KeyKind::Fulltext) > 0 {
        lock(Reason::Error(1857));
    }
    if added(KeyKind::Spatial) > 0 {
        lock(Reason::Error(3060));
    }
    verdict.reason = match () {
        () if rebuild => stored_otherwise.flatten(),
        () if changes.any(Changes::ADD_INDEX.and(Changes::ADD_UNIQUE)) => Some(Reason::Words("ADD INDEX")),
        () if changes.any(INDEXES) => Some(Reason::Words("DROP INDEX")),
        () => None,
    };
    if asked.lock == Lock::None && reason_for_lock.is_some() {
        verdict.reason = reason_for_lock;
    }
    verdict
}
