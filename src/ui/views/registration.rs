//! How tables and databases are registered in Qserv: kinds, roles, partitioning, chosen from what is there.

use yew::prelude::*;

use super::fields::{Control, field, problem_lines};
use super::inspector::adds;
use crate::i18n::{later, say, t};
use crate::schema::{Aspect, Database, Kind, ObjectPath, Registration, Role, Table};
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::{IconName, button};
use crate::ui::session::form::{Owner, Part, Slot, missing_chunk_columns};
use crate::ui::session::{Document, Message};

const KINDS: [(&str, &str); 5] = [
    ("", later("MySQL table")),
    ("regular", later("Regular")),
    ("director", later("Director")),
    ("dependent", later("Dependent")),
    ("ref-match", later("Ref-match")),
];

pub fn table_registration(scene: &Scene, table: &Table) -> Html {
    let id = table.id;
    let kind = table.registration.as_ref().map_or("", |registration| registration.kind.name());
    let choose = scene.send.reform(move |event: Event| {
        AppMessage::Session(Message::Put(Owner::Table(id), Slot::Kind, super::chosen(&event)))
    });
    let missing = missing_chunk_columns(table);
    html! {
        <section id={format!("registration-{}", id.0)}>
            <h2>{ t("Qserv registration") }</h2>
            <label class="pair"><span>{ t("Kind") }</span>
                <select onchange={choose}>
                    { for KINDS.iter().map(|(value, label)| html! { <option value={*value} selected={*value == kind}>{ t(label) }</option> }) }
                </select>
            </label>
            if let Some(registration) = &table.registration { { roles(scene, table, registration) } }
            if !missing.is_empty() {
                <div class="line said advice">
                    <span>{ say("Qserv fills {} in a director.", &[&missing.join(", ")]) }</span>
                    <button class="fix" onclick={adds(scene, table, Part::ChunkColumns)}>{ say("Add {}", &[&missing.join(", ")]) }</button>
                </div>
            }
            { problem_lines(scene, |found| found.path == ObjectPath::Table(id) && matches!(found.aspect, Aspect::Role(_))) }
        </section>
    }
}

fn roles(scene: &Scene, table: &Table, registration: &Registration) -> Html {
    let owner = Owner::Table(table.id);
    let kind = &registration.kind;
    let directors = kind.directors().into_iter().map(|(role, _)| role);
    let columns = kind.column_roles().into_iter().map(|(role, _)| role);
    html! {
        <>
            { for directors.chain(columns).map(|role| {
                field(scene, owner, Slot::Role(role), Control::Choice("(choose)"), role_label(role), role.attribute())
            }) }
            if matches!(kind, Kind::RefMatch { .. }) {
                { field(scene, owner, Slot::Separation, Control::Text, "Angular separation", "ang_sep: the greatest distance of two matched rows, in degrees") }
            }
            if matches!(kind, Kind::Director { .. }) {
                { field(scene, owner, Slot::UniqueKey, Control::Tick, "Unique key", "unique_primary_key: each director key stands for one row") }
            }
        </>
    }
}

fn role_label(role: Role) -> &'static str {
    match role {
        Role::Key => "Key column",
        Role::SecondKey => "Second key column",
        Role::Longitude => "Longitude column",
        Role::Latitude => "Latitude column",
        Role::Flag => "Flag column",
        Role::Director => "Director",
        Role::SecondDirector => "Second director",
        Role::AngularSeparation => "Angular separation",
    }
}

pub fn database_partitioning(scene: &Scene, database: &Database) -> Html {
    let owner = Owner::Database(database.id);
    html! {
        <>
            { field(scene, owner, Slot::Registered, Control::Tick, "Registered in Qserv", "") }
            if database.partitioning.is_some() {
                { partitioning_fields(scene, database) }
                { opens_picture(scene, database) }
            }
        </>
    }
}

pub fn partitioning_fields(scene: &Scene, database: &Database) -> Html {
    let owner = Owner::Database(database.id);
    html! {
        <>
            { field(scene, owner, Slot::Stripes, Control::Text, "Stripes", "num_stripes") }
            { field(scene, owner, Slot::SubStripes, Control::Text, "Sub-stripes", "num_sub_stripes") }
            { field(scene, owner, Slot::Overlap, Control::Text, "Overlap (degrees)", "overlap") }
            { field(scene, owner, Slot::AutoIndex, Control::Tick, "Build director index while loading", "auto_build_secondary_index") }
        </>
    }
}

fn opens_picture(scene: &Scene, database: &Database) -> Html {
    let id = database.id;
    let open = scene.send.reform(move |_: MouseEvent| AppMessage::Session(Message::Open(Document::Partitioning(id))));
    button("", IconName::Sphere, t("See the partitioning"), open)
}
