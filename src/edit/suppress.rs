//! Letting a rule pass at an object, with the reason, and taking that back.

use super::EditError;
use super::apply::{column_mut, table_mut};
use crate::schema::{ObjectPath, Workspace, with_suppression, without_suppression};

pub(super) fn suppress(workspace: &mut Workspace, path: ObjectPath, rule: &str, reason: &str) -> Result<(), EditError> {
    let remark = remark_mut(workspace, path)?;
    *remark = Some(with_suppression(remark.as_deref(), rule, reason));
    Ok(())
}

pub(super) fn unsuppress(workspace: &mut Workspace, path: ObjectPath, rule: &str) -> Result<(), EditError> {
    let remark = remark_mut(workspace, path)?;
    *remark = remark.as_deref().and_then(|remark| without_suppression(remark, rule));
    Ok(())
}

/// The remark of a table, or of what is in it. A database and the workspace have none: settings allow what they are to let
/// pass.
fn remark_mut(workspace: &mut Workspace, path: ObjectPath) -> Result<&mut Option<String>, EditError> {
    let of = path.table().ok_or(EditError("table"))?;
    let table = table_mut(workspace, of)?;
    Ok(match path {
        ObjectPath::Column(_, id) => &mut column_mut(table, id)?.remark,
        ObjectPath::Index(_, id) => {
            let index = table.indexes.iter_mut().find(|index| index.id == id);
            &mut index.ok_or(EditError("index"))?.remark
        }
        ObjectPath::ForeignKey(_, id) => {
            let key = table.foreign_keys.iter_mut().find(|key| key.id == id);
            &mut key.ok_or(EditError("foreign key"))?.remark
        }
        ObjectPath::Table(_) | ObjectPath::Database(_) | ObjectPath::Workspace => &mut table.remark,
    })
}
