//! How tables and databases are registered in Qserv: kinds, roles, partitioning, chosen from what is there.

use yew::prelude::*;

use super::{chosen, ticked, when_understood};
use crate::edit::{DatabaseChange, Edit, TableChange};
use crate::i18n::{say, t};
use crate::schema::{Database, Kind, Partitioning, Registration, Role, Table, TableId};
use crate::text::real;
use crate::ui::app::{AppMessage, Scene};
use crate::ui::components::TextField;
use crate::ui::draft::change_kind;
use crate::ui::session::Message;

const KINDS: &[(&str, &str)] = &[
    ("", "MySQL table"),
    ("regular", "Regular"),
    ("director", "Director"),
    ("dependent", "Dependent"),
    ("ref-match", "Ref-match"),
];

pub fn table_registration(scene: &Scene, table: &Table) -> Html {
    let kind = table.registration.as_ref().map_or("", |registration| registration.kind.name());
    let choose = {
        let table = table.clone();
        scene.send.reform(move |event: Event| {
            let (registration, cleared) = change_kind(&table, &chosen(&event));
            let edit = Edit::SetTable { table: table.id, change: TableChange::Registration(registration) };
            AppMessage::Session(Message::ChangeKind { edit, cleared })
        })
    };
    html! {
        <section id={format!("registration-{}", table.id.0)}>
            <h2>{ t("Qserv registration") }</h2>
            <label class="pair"><span>{ t("Kind") }</span>
                <select onchange={choose}>
                    { for KINDS.iter().map(|(value, label)| html! { <option value={*value} selected={*value == kind}>{ t(label) }</option> }) }
                </select>
            </label>
            if let Some(registration) = &table.registration { { roles(scene, table, registration) } }
        </section>
    }
}

fn roles(scene: &Scene, table: &Table, registration: &Registration) -> Html {
    let directors = registration.kind.directors();
    let columns = registration.kind.column_roles();
    let id = table.id;
    let director_fields = directors.into_iter().map(|(role, director)| {
        let options = director_names(scene, table);
        role_field(scene, registration, id, role, &director.table, &options)
    });
    let names: Vec<String> = table.columns.iter().map(|column| column.name.clone()).collect();
    let column_fields = columns.into_iter().map(|(role, name)| role_field(scene, registration, id, role, name, &names));
    let on_read = {
        let registration = registration.clone();
        when_understood(&scene.send, move |text| set_separation(id, &registration, text))
    };
    let set_unique = {
        let registration = registration.clone();
        scene
            .send
            .reform(move |event: Event| set(id, Registration { unique_key: ticked(&event), ..registration.clone() }))
    };
    html! {
        <>
            { for director_fields }
            { for column_fields }
            if let Kind::RefMatch { ang_sep, .. } = &registration.kind {
                <label class="pair"><span title={t("ang_sep: the greatest distance of two matched rows")}>{ t("Angular separation") }</span>
                    <TextField id={format!("ang-sep-{}", id.0)} class="code" label={t("Angular separation")} value={real::plain(*ang_sep)} on_read={on_read} />
                </label>
            }
            if matches!(registration.kind, Kind::Director { .. }) {
                <label class="pair"><span title={t("unique_primary_key: each director key stands for one row")}>{ t("Unique key") }</span>
                    <input type="checkbox" checked={registration.unique_key} onchange={set_unique} />
                </label>
            }
        </>
    }
}

fn set(table: TableId, registration: Registration) -> AppMessage {
    let change = TableChange::Registration(Some(registration));
    AppMessage::Session(Message::Edit(vec![Edit::SetTable { table, change }]))
}

fn set_separation(table: TableId, registration: &Registration, text: &str) -> Result<AppMessage, String> {
    let number = real::read(text.trim()).ok_or_else(|| say("“{}” is no number.", &[&text]))?;
    let mut registration = registration.clone();
    if let Kind::RefMatch { ang_sep, .. } = &mut registration.kind {
        *ang_sep = number;
    }
    Ok(set(table, registration))
}

/// The directors that the table may refer to: of its own database by name, of others with the database before it.
fn director_names(scene: &Scene, table: &Table) -> Vec<String> {
    let workspace = &scene.view.workspace;
    let home = workspace.table(table.id).map(|(database, _)| database.id);
    let directors = workspace.tables().filter(|(_, other)| {
        matches!(other.registration.as_ref().map(|registration| &registration.kind), Some(Kind::Director { .. }))
    });
    let named = directors.map(|(database, other)| {
        if Some(database.id) == home { other.name.clone() } else { format!("{}.{}", database.name, other.name) }
    });
    named.collect()
}

fn role_label(role: Role) -> &'static str {
    match role {
        Role::Key => t("Key column"),
        Role::SecondKey => t("Second key column"),
        Role::Longitude => t("Longitude column"),
        Role::Latitude => t("Latitude column"),
        Role::Flag => t("Flag column"),
        Role::Director => t("Director"),
        Role::SecondDirector => t("Second director"),
        Role::AngularSeparation => t("Angular separation"),
    }
}

fn role_field(
    scene: &Scene,
    registration: &Registration,
    table: TableId,
    role: Role,
    value: &str,
    options: &[String],
) -> Html {
    let choose = {
        let registration = registration.clone();
        scene.send.reform(move |event: Event| {
            let mut registration = registration.clone();
            registration.kind.set_role(role, &chosen(&event));
            set(table, registration)
        })
    };
    // A name that is no longer among the choices stays visible: it is what will be sent.
    let missing = !value.is_empty() && !options.iter().any(|option| option == value);
    html! {
        <label class="pair"><span title={role.attribute()}>{ role_label(role) }</span>
            <select class={classes!("code", missing.then_some("error"))} onchange={choose}>
                <option value="" selected={value.is_empty()}>{ t("(choose)") }</option>
                if missing { <option value={value.to_owned()} selected={true}>{ say("{} (not there)", &[&value]) }</option> }
                { for options.iter().map(|option| html! { <option value={option.clone()} selected={option == value}>{ option }</option> }) }
            </select>
        </label>
    }
}

pub fn database_partitioning(scene: &Scene, database: &Database) -> Html {
    let id = database.id;
    let change = move |partitioning: Option<Partitioning>| {
        let edit = Edit::SetDatabase { database: id, change: DatabaseChange::Partitioning(partitioning) };
        AppMessage::Session(Message::Edit(vec![edit]))
    };
    let register = scene.send.reform(move |event: Event| change(ticked(&event).then(Partitioning::default)));
    let number = |key: &'static str,
                  label: &'static str,
                  title: &'static str,
                  shown: String,
                  apply: fn(&mut Partitioning, f64) -> bool| {
        let partitioning = database.partitioning.clone();
        let on_read = when_understood(&scene.send, move |text| {
            let mut next = partitioning.clone().unwrap_or_default();
            let taken = real::read(text.trim()).is_some_and(|number| apply(&mut next, number));
            if taken { Ok(change(Some(next))) } else { Err(say("“{}” does not fit {}.", &[&text, &label])) }
        });
        html! {
            <label class="pair"><span {title}>{ label }</span>
                <TextField id={format!("{key}-{}", id.0)} class="code" {label} value={shown} {on_read} />
            </label>
        }
    };
    let set_index = {
        let partitioning = database.partitioning.clone();
        scene.send.reform(move |event: Event| {
            change(Some(Partitioning { auto_index: ticked(&event), ..partitioning.clone().unwrap_or_default() }))
        })
    };
    html! {
        <>
            <label class="pair"><span>{ t("Registered in Qserv") }</span><input type="checkbox" checked={database.partitioning.is_some()} onchange={register} /></label>
            if let Some(partitioning) = &database.partitioning {
                { number("stripes", t("Stripes"), "num_stripes", partitioning.stripes.to_string(), |p, n| whole(n).map(|n| p.stripes = n).is_some()) }
                { number("sub-stripes", t("Sub-stripes"), "num_sub_stripes", partitioning.sub_stripes.to_string(), |p, n| whole(n).map(|n| p.sub_stripes = n).is_some()) }
                { number("overlap", t("Overlap (degrees)"), "overlap", real::plain(partitioning.overlap), |p, n| { p.overlap = n; n.is_finite() && n >= 0.0 }) }
                <label class="pair"><span title="auto_build_secondary_index">{ t("Build director index while loading") }</span><input type="checkbox" checked={partitioning.auto_index} onchange={set_index} /></label>
            }
        </>
    }
}

fn whole(number: f64) -> Option<u32> {
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u32)
}
