//! Functional key parts of MySQL: each is a hidden generated column.

use super::column::DraftColumn;
use super::draft::Draft;
use super::expressions::{analysed, in_scope};
use crate::dryrun::mysql::catalog::{Column, Default, Generated, ShownDefault, StoredExpression};
use crate::dryrun::mysql::column_type::ColumnType;
use crate::dryrun::mysql::expression::{Purpose, analyse, late};
use crate::dryrun::mysql::refusal::Answer;
use crate::dryrun::mysql::syntax::ast::{KeyKind, TypeName};

/// Makes the hidden columns; refuses what cannot be a key part.
pub fn prepare(draft: &mut Draft) -> Answer<()> {
    for at in 0..draft.keys.len() {
        let Some(key) = draft.keys.get(at) else { break };
        let (kind, parts) = (key.kind, key.parts.len());
        let index = key.name.clone().unwrap_or_else(|| "functional_index".to_owned());
        for part_at in 0..parts {
            let Some(part) = draft.keys.get(at).and_then(|key| key.parts.get(part_at)) else { break };
            let Some(expression) = part.expression else { continue };
            if kind == KeyKind::Primary {
                return draft.refuse(3756, &[]);
            }
            let (analysis, stored) = match analysed(draft, expression, Purpose::KeyPart { index: &index }) {
                Ok(found) => found,
                Err(stop) if stop.refusal().is_some_and(|refusal| refusal.errno == 3761) => {
                    // The engine's word, which comes with the key.
                    draft.deferred.get_or_insert((at, stop));
                    break;
                }
                Err(stop) => return Err(stop),
            };
            let name = format!("!hidden!{at}!{part_at}!");
            let column_type = analysis.value.column_type(draft.server);
            draft.columns.push(hidden(name.clone(), column_type, stored.clone()));
            if let Some(part) = draft.keys.get_mut(at).and_then(|key| key.parts.get_mut(part_at)) {
                part.column = name;
                part.kept_expression = Some(stored);
            }
        }
    }
    Ok(())
}

fn hidden<'t>(name: String, column_type: Option<ColumnType>, expression: StoredExpression) -> DraftColumn<'t> {
    let column_type = column_type.unwrap_or_else(|| ColumnType::plain(TypeName::BigInt));
    DraftColumn::ready(Column {
        name,
        column_type,
        nullable: true,
        default: Default::None,
        on_update: None,
        auto_increment: false,
        generated: Some(Generated { expression, stored: false }),
        comment: String::new(),
        visible: false,
        hidden: true,
        shown: ShownDefault::AsIs,
        unversioned: false,
    })
}

/// What MySQL looks at when everything else is right: AUTO_INCREMENT columns in a functional part.
pub fn resolve(draft: &Draft) -> Answer<()> {
    for key in &draft.keys {
        let index = key.name.as_deref().unwrap_or("functional_index");
        for expression in key.parts.iter().filter_map(|part| part.expression) {
            let purpose = Purpose::KeyPart { index };
            in_scope(draft, |scope| late(&analyse(expression, scope, purpose)?.columns, scope, purpose))?;
        }
    }
    Ok(())
}
