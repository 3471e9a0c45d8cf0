//! The explorer and the list of problems, without a browser.

use tabledraft::engine;
use tabledraft::project::Project;
use tabledraft::schema::TableId;
use tabledraft::ui::session::explorer::{self, Bulk, ExplorerMessage};
use tabledraft::ui::session::grid::How;
use tabledraft::ui::session::problems::{self, ListingMessage};
use tabledraft::ui::session::search::{Part, find, fuzzy};
use tabledraft::ui::session::{Grouping, Message, Order, Session};

const SQL: &str = "CREATE DATABASE shop; USE shop;
CREATE TABLE customer (id bigint PRIMARY KEY, full_name varchar(40) COMMENT 'as on the passport');
CREATE TABLE sale (id bigint PRIMARY KEY, day date, KEY by_day (day)) COMMENT 'what was sold';
CREATE TABLE saleItem (n int, m foo) COLLATE utf8mb3_bin;
CREATE TABLE note (n int, KEY k (gone));";

fn session() -> Session {
    let workspace = engine::read_text("a.sql", SQL).workspace;
    Session::open(Project { workspace, ..Project::default() })
}

fn id(session: &Session, name: &str) -> TableId {
    session.view().workspace.tables().find(|(_, table)| table.name == name).expect("it is there").1.id
}

fn act(session: &mut Session, message: ExplorerMessage) {
    session.update(Message::Explorer(message));
}

fn listed(session: &Session) -> Vec<String> {
    let view = session.view();
    let lines = explorer::lines(&view);
    let names = lines.iter().map(|line| match line {
        explorer::Line::Head { title, count, .. } => format!("{title} {count}"),
        explorer::Line::Table { table, .. } => format!("- {}", table.name),
        explorer::Line::Hit { hit, .. } => format!("  - {}", hit.text),
    });
    names.collect()
}

#[test]
fn letters_fit_in_order_and_best_at_the_beginnings_of_words() {
    let letters = |sought: &str, name: &str| fuzzy(sought, name).map(|fit| fit.letters);
    assert_eq!(letters("fn", "full_name"), Some(vec![0, 5]));
    assert_eq!(letters("si", "saleItem"), Some(vec![0, 4]));
    assert_eq!(letters("NAME", "full_name"), Some(vec![5, 6, 7, 8]));
    assert_eq!(letters("abcd", "a1b2c3d"), None, "four pieces are no name that somebody remembers");
    assert_eq!(letters("zz", "full_name"), None);
    assert_eq!(letters("", "full_name"), None);
    let score = |sought: &str, name: &str| fuzzy(sought, name).expect("it fits").score;
    assert!(score("sale", "sale") > score("sale", "saleItem"));
    assert!(score("item", "item_no") > score("item", "saleItem"));
}

#[test]
fn tables_columns_comments_and_indexes_are_found() {
    let mut session = session();
    let parts = |session: &Session, name: &str, sought: &str| {
        let view = session.view();
        let (_, table) = view.workspace.table(id(session, name)).expect("it is there");
        find(sought, table).map(|found| found.hits.into_iter().map(|hit| (hit.part, hit.text)).collect::<Vec<_>>())
    };
    assert_eq!(
        parts(&session, "customer", "passport"),
        Some(vec![(Part::ColumnComment, "as on the passport".to_owned())])
    );
    assert_eq!(parts(&session, "sale", "byd"), Some(vec![(Part::Index, "by_day".to_owned())]));
    assert_eq!(parts(&session, "sale", "WAS SOLD"), Some(vec![(Part::TableComment, "what was sold".to_owned())]));
    assert_eq!(parts(&session, "note", "passport"), None);
    session.update(Message::Filter("sale".to_owned()));
    assert_eq!(&listed(&session)[..2], ["- sale", "- saleItem"], "the best first");
    session.update(Message::Filter("fn".to_owned()));
    assert_eq!(listed(&session), ["- customer", "  - full_name"]);
}

#[test]
fn tables_are_grouped_by_kind_and_tag() {
    let mut session = session();
    assert_eq!(listed(&session)[0], "shop 4");
    for name in ["sale", "note"] {
        let table = id(&session, name);
        act(&mut session, ExplorerMessage::Choose { table, how: How::Toggle });
    }
    act(&mut session, ExplorerMessage::Bulk(Bulk::Tag, "money".to_owned()));
    act(&mut session, ExplorerMessage::By(Grouping::Tag));
    assert_eq!(listed(&session), ["money 2", "- sale", "- note", "Without a tag 2", "- customer", "- saleItem"]);
    act(&mut session, ExplorerMessage::ChooseNone);
    let table = id(&session, "note");
    act(&mut session, ExplorerMessage::Choose { table, how: How::Only });
    act(&mut session, ExplorerMessage::Bulk(Bulk::Tag, "paper".to_owned()));
    assert_eq!(&listed(&session)[..4], ["money 1", "- sale", "paper 1", "- note"], "a table has one tag");
    act(&mut session, ExplorerMessage::Bulk(Bulk::Kind, "Regular".to_owned()));
    act(&mut session, ExplorerMessage::By(Grouping::Kind));
    assert_eq!(&listed(&session)[..3], ["Regular tables 1", "- note", "MySQL tables 3"]);
}

#[test]
fn tables_are_selected_in_ranges_and_changed_in_one_step() {
    let mut session = session();
    let (customer, item) = (id(&session, "customer"), id(&session, "saleItem"));
    act(&mut session, ExplorerMessage::Walk { from: customer, to: item });
    assert_eq!(session.view().explorer.chosen.len(), 3);
    act(&mut session, ExplorerMessage::Bulk(Bulk::Collation, "latin1_bin".to_owned()));
    let charsets = |session: &Session| {
        let view = session.view();
        view.workspace.tables().filter(|(_, table)| table.options.charset.as_deref() == Some("latin1")).count()
    };
    assert_eq!(charsets(&session), 3);
    session.update(Message::Undo);
    assert_eq!(charsets(&session), 0);
    act(&mut session, ExplorerMessage::Bulk(Bulk::AddColumn, "made_at datetime(3) NOT NULL".to_owned()));
    let view = session.view();
    let added = view.workspace.tables().filter_map(|(_, table)| table.column_named("made_at")).count();
    assert_eq!(added, 3);
    act(&mut session, ExplorerMessage::Bulk(Bulk::Kind, "directory".to_owned()));
    assert!(session.view().toast.as_ref().is_some_and(|toast| toast.text.contains("no kind")));
    act(&mut session, ExplorerMessage::Delete(item));
    assert_eq!(session.view().workspace.table_count(), 1, "all that are selected");
    session.update(Message::Undo);
    assert_eq!(session.view().workspace.table_count(), 4);
}

#[test]
fn a_click_after_another_with_control_selects_both() {
    let mut session = session();
    let (sale, note) = (id(&session, "sale"), id(&session, "note"));
    session.update(Message::Open(tabledraft::ui::session::Document::Table(sale)));
    act(&mut session, ExplorerMessage::Choose { table: note, how: How::Toggle });
    assert_eq!(session.view().explorer.chosen, [sale, note]);
}

fn lines(session: &Session) -> Vec<String> {
    let view = session.view();
    let lines = problems::lines(&view);
    let texts = lines.iter().map(|line| match line {
        problems::Line::Table { count, .. } => format!("table {count}"),
        problems::Line::Rule { rule, count, .. } => format!("{rule} {count}"),
        problems::Line::Problem(_, found) => format!("- {}", found.rule),
    });
    texts.collect()
}

#[test]
fn problems_are_grouped_narrowed_and_let_pass_with_a_reason() {
    let mut session = session();
    let all = session.view().diagnostics.len();
    session.update(Message::Listing(ListingMessage::By(Order::Rule)));
    assert!(lines(&session).contains(&"primary-key-missing 2".to_owned()), "{:?}", lines(&session));
    session.update(Message::Listing(ListingMessage::By(Order::Table)));
    assert_eq!(lines(&session).iter().filter(|line| line.starts_with("table")).count(), 2);
    session.update(Message::Listing(ListingMessage::Rule(Some("key-column-unknown"))));
    assert_eq!(lines(&session), ["table 1", "- key-column-unknown"]);
    let at =
        session.view().diagnostics.iter().position(|found| found.rule == "key-column-unknown").expect("it is found");
    session.update(Message::Listing(ListingMessage::Pass(at, " ".to_owned())));
    assert_eq!(session.view().diagnostics.len(), all, "a reason is needed");
    session.update(Message::Listing(ListingMessage::Pass(at, "made by a trigger".to_owned())));
    assert_eq!(session.view().diagnostics.len(), all - 1);
    session.update(Message::Undo);
    assert_eq!(session.view().diagnostics.len(), all);
}
