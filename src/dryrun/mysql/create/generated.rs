//! Generated columns.

use super::draft::Draft;
use super::expressions::analysed;
use crate::dryrun::mysql::alter::dependences;
use crate::dryrun::mysql::catalog::{Generated, Key, same};
use crate::dryrun::mysql::expression::Purpose;
use crate::dryrun::mysql::refusal::Answer;

/// Looks up what the expression of a generated column names, and keeps how the server prints it.
pub fn resolve(draft: &mut Draft, keys: &[Key], at: usize) -> Answer<()> {
    let Some(column) = draft.columns.get(at) else { return Ok(()) };
    let Some(generated) = column.definition.and_then(|definition| definition.generated.as_ref()) else {
        return dependences::kept_generated(draft, at);
    };
    if generated.row_start.is_some() {
        return Ok(());
    }
    let name = column.column.name.clone();
    let indexed = keys.iter().any(|key| key.parts.iter().any(|part| same(&part.column, &name)));
    let purpose = Purpose::Generated { column: &name, stored: generated.stored, indexed };
    let (_, expression) = analysed(draft, &generated.expression, purpose)?;
    let stored = generated.stored;
    if let Some(column) = draft.columns.get_mut(at) {
        column.column.generated = Some(Generated { expression, stored });
    }
    Ok(())
}
