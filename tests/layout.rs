//! What holds of any picture: cards apart, lines at their cards and around the others, the same again, and what stands stays.

mod common;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use common::strategies::{config, registered_workspace, workspace};
use proptest::collection::vec;
use proptest::prelude::*;
use tabledraft::edit::{DiagramChange, Edit, apply};
use tabledraft::layout::*;
use tabledraft::schema::{MarkKind, Placed, Table, TableId, Workspace};
use tabledraft::sql::read_script;

/// Sizes like those of cards, and links between any of them: to themselves, doubled, in circles.
fn graph() -> impl Strategy<Value = (Vec<Node>, Vec<(usize, usize)>)> {
    (0_usize..48).prop_flat_map(|count| {
        let node = (168_i32..344, 40_i32..520, 0_usize..3);
        let nodes = vec(node.prop_map(|(width, height, group)| Node { width, height, group, kept: None }), count);
        let links = vec((0..count.max(1), 0..count.max(1)), if count == 0 { 0..1 } else { 0..90 });
        (nodes, links)
    })
}

fn rects(nodes: &[Node], points: &[Point]) -> Vec<Rect> {
    nodes.iter().zip(points).map(|(node, at)| Rect::new(at.x, at.y, node.width, node.height)).collect()
}

fn overlapping(rects: &[Rect]) -> Option<(usize, usize)> {
    let pairs = (0..rects.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
    pairs.into_iter().find(|(a, b)| rects[*a].overlaps(&rects[*b]))
}

fn crossed(cards: &[Rect], line: &[Point], but: &[usize]) -> Option<usize> {
    let others = (0..cards.len()).filter(|at| !but.contains(at));
    others.into_iter().find(|at| line.windows(2).any(|ends| cards[*at].is_crossed(ends[0], ends[1])))
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn no_two_cards_overlap_and_the_same_comes_out_again((nodes, links) in graph()) {
        let points = arrange(&nodes, &links);
        prop_assert_eq!(points.len(), nodes.len());
        prop_assert_eq!(overlapping(&rects(&nodes, &points)), None);
        prop_assert_eq!(arrange(&nodes, &links), points);
    }

    #[test]
    fn what_stands_stays_when_others_come((mut nodes, links) in graph(), new in any::<prop::sample::Index>(), few in any::<bool>()) {
        let before = arrange(&nodes, &links);
        // A node, or a third of them, comes later: the others stand where they stood.
        let late = |at: usize| if few { Some(at) == (!nodes.is_empty()).then(|| new.index(nodes.len())) } else { at.is_multiple_of(3) };
        let kept: Vec<Option<Point>> = before.iter().enumerate().map(|(at, point)| (!late(at)).then_some(*point)).collect();
        for (node, kept) in nodes.iter_mut().zip(&kept) {
            node.kept = *kept;
        }
        let after = arrange(&nodes, &links);
        for (kept, after) in kept.iter().zip(&after) {
            prop_assert!(kept.is_none_or(|kept| kept == *after));
        }
        prop_assert_eq!(overlapping(&rects(&nodes, &after)), None);
    }

    #[test]
    fn lines_begin_and_end_at_their_cards_and_go_around_the_others((nodes, links) in graph()) {
        let cards = rects(&nodes, &arrange(&nodes, &links));
        let index = RectIndex::new(cards.clone());
        for (child, parent) in links.into_iter().take(40) {
            let (Some(a), Some(b)) = (cards.get(child), cards.get(parent)) else { continue };
            let (from, to) = ports(a, a.y + 42, b, b.y + 42);
            let line = route(&index, from, to, (parent % 6) as i32);
            prop_assert!(line.len() >= 2, "{:?}", line);
            prop_assert_eq!((line[0], line[line.len() - 1]), (from.at, to.at));
            prop_assert!([a.x, a.right()].contains(&line[0].x) && [b.x, b.right()].contains(&line[line.len() - 1].x));
            prop_assert!(line.windows(2).all(|ends| ends[0].x == ends[1].x || ends[0].y == ends[1].y), "{:?}", line);
            // Cards that the layout has put stand so far apart that there is always a way.
            prop_assert_eq!(crossed(&cards, &line, &[]), None, "{:?} from {:?} to {:?}", line, a, b);
        }
    }

    #[test]
    fn the_index_finds_what_a_look_at_all_finds(
        rects in vec((-3000_i32..3000, -3000_i32..3000, 1_i32..900, 1_i32..900), 0..50),
        area in (-3500_i32..3500, -3500_i32..3500, 1_i32..2000, 1_i32..2000),
    ) {
        let rects: Vec<Rect> = rects.into_iter().map(|(x, y, width, height)| Rect::new(x, y, width, height)).collect();
        let area = Rect::new(area.0, area.1, area.2, area.3);
        let index = RectIndex::new(rects.clone());
        let expected: Vec<usize> = (0..rects.len()).filter(|at| rects[*at].overlaps(&area)).collect();
        prop_assert_eq!(index.all_in(&area), expected);
        let corner = Point::new(area.x, area.y);
        prop_assert_eq!(index.at(corner), rects.iter().rposition(|rect| rect.contains(corner)));
    }

    #[test]
    fn any_workspace_has_a_picture(workspace in prop_oneof![workspace(), registered_workspace()]) {
        let picture = Picture::of(&workspace);
        prop_assert_eq!(picture.cards.len(), workspace.table_count());
        prop_assert_eq!(picture.fresh.len(), workspace.table_count());
        let cards: Vec<Rect> = picture.cards.iter().map(|card| card.rect).collect();
        prop_assert_eq!(overlapping(&cards), None);
        for link in &picture.links {
            let line = picture.route(link);
            let [Some(first), Some(last)] = [line.first(), line.last()] else { return Err(TestCaseError::fail("no line")) };
            prop_assert!(cards[link.child].grown(1).contains(*first) && cards[link.parent].grown(1).contains(*last));
        }
        // With its places kept, everything stands where it stood, and nothing is new.
        let settled = apply(&workspace, &Edit::Diagram(DiagramChange::MoveTables(picture.fresh.clone()))).unwrap();
        let again = Picture::of(&settled);
        prop_assert_eq!(&again.cards, &picture.cards);
        prop_assert_eq!(again.fresh.len(), 0);
    }
}

fn read(script: &str) -> Workspace {
    read_script(script).workspace
}

fn picture_words(workspace: &Workspace) -> Vec<String> {
    let name = |end: End| {
        let (_, table) = workspace.table(end.table).unwrap();
        format!("{}.{}", table.name, end.column.map_or("", |at| table.columns[at].name.as_str()))
    };
    let words = |relation: Relation| {
        let marks = [(relation.optional, " optional"), (relation.single, " single")];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
        format!("{:?} {} -> {}{marks}", relation.kind, name(relation.child), name(relation.parent))
    };
    relations(workspace).into_iter().map(words).collect()
}

#[test]
fn relations_are_found_by_keys_registrations_and_names() {
    let workspace = read(
        "CREATE TABLE T_PIPELINE_INFO (PIPELINE_ID varchar(34) NOT NULL PRIMARY KEY);
         CREATE TABLE T_STORES (ID int NOT NULL, PRIMARY KEY (ID));
         CREATE TABLE T_TAG (ID bigint NOT NULL, NAME int, PRIMARY KEY (ID, NAME));
         CREATE TABLE T_BUILD (
           ID int PRIMARY KEY, PIPELINE_ID varchar(64), STORE_ID int NOT NULL, TAG_ID bigint, OTHER_ID int, PARENT int,
           CONSTRAINT up FOREIGN KEY (PARENT) REFERENCES T_BUILD (ID));
         CREATE TABLE T_SETTING (PIPELINE_ID varchar(34) PRIMARY KEY, STORE_ID varchar(9));",
    );
    let expected = [
        "ForeignKey T_BUILD.PARENT -> T_BUILD.ID optional",
        "Inferred T_BUILD.PIPELINE_ID -> T_PIPELINE_INFO.PIPELINE_ID optional",
        "Inferred T_BUILD.STORE_ID -> T_STORES.ID",
        "Inferred T_SETTING.PIPELINE_ID -> T_PIPELINE_INFO.PIPELINE_ID single",
    ];
    assert_eq!(picture_words(&workspace), expected);
}

#[test]
fn a_parent_that_is_not_there_makes_no_relation_and_a_circle_makes_two() {
    let workspace = read(
        "CREATE TABLE a (id int PRIMARY KEY, b int NOT NULL, FOREIGN KEY (b) REFERENCES b (id), FOREIGN KEY (b) REFERENCES gone (id));
         CREATE TABLE b (id int PRIMARY KEY, a int NOT NULL, FOREIGN KEY (a) REFERENCES a (id));",
    );
    assert_eq!(picture_words(&workspace), ["ForeignKey a.b -> b.id", "ForeignKey b.a -> a.id"]);
    assert_eq!(overlapping(&Picture::of(&workspace).cards.iter().map(|card| card.rect).collect::<Vec<_>>()), None);
}

#[test]
fn a_wide_table_shows_what_matters_and_counts_the_rest() {
    let columns: Vec<String> = (0..100).map(|at| format!("c{at} int")).collect();
    let workspace = read(&format!(
        "CREATE TABLE wide ({}, ref_id int, id int PRIMARY KEY, FOREIGN KEY (ref_id) REFERENCES wide (id));",
        columns.join(", ")
    ));
    let picture = Picture::of(&workspace);
    let card = &picture.cards[0];
    assert_eq!((card.rows.len(), card.hidden), (23, 79));
    assert!(card.rows.contains(&100) && card.rows.contains(&101), "the key and the reference: {:?}", card.rows);
    assert!(card.rect.height < 600);
}

/// Chains, stars, pairs and tables alone, in two databases.
fn town() -> Workspace {
    let mut script = String::new();
    for database in ["east", "west"] {
        script += &format!("CREATE DATABASE {database}; USE {database};");
        for at in 0..40 {
            let to = [at - 1, at / 7, at, at][at as usize % 4];
            let key = if at % 4 < 2 { format!(", FOREIGN KEY (up) REFERENCES t{to} (id)") } else { String::new() };
            script += &format!("CREATE TABLE t{at} (id int PRIMARY KEY, up int{key});");
        }
    }
    read(&script)
}

#[test]
fn a_new_table_moves_no_other_and_stands_near_its_neighbour() {
    let workspace = town();
    let first = Picture::of(&workspace);
    let settled = apply(&workspace, &Edit::Diagram(DiagramChange::MoveTables(first.fresh.clone()))).unwrap();
    let new = read("CREATE TABLE new (id int PRIMARY KEY, t8_id int);");
    let table = Arc::clone(new.tables().next().unwrap().1);
    let database = settled.databases[0].id;
    let grown = apply(&settled, &Edit::AddTable { database, table }).unwrap();
    let picture = Picture::of(&grown);
    let [placed] = picture.fresh.as_slice() else { panic!("one table is new") };
    for card in &first.cards {
        assert_eq!(picture.cards[picture.card_of(card.table).unwrap()].rect, card.rect);
    }
    let cards: Vec<Rect> = picture.cards.iter().map(|card| card.rect).collect();
    assert_eq!(overlapping(&cards), None);
    let link = picture.links.iter().find(|link| link.relation.child.table == placed.table).expect("inferred");
    let (a, b) = (cards[link.child].centre(), cards[link.parent].centre());
    assert!((a.x - b.x).abs() + (a.y - b.y).abs() < 2_500, "{a:?} {b:?}");
    let without = apply(&grown, &Edit::DeleteTable(placed.table)).unwrap();
    assert_eq!(without.diagram, settled.diagram, "the place goes with its table");
    assert_eq!(Picture::of(&without).cards, first.cards);
}

#[test]
fn databases_stand_apart_and_have_their_frames() {
    let picture = Picture::of(&town());
    assert_eq!(picture.groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["east", "west"]);
    assert!(!picture.groups[0].rect.overlaps(&picture.groups[1].rect));
    for card in &picture.cards {
        assert!(picture.groups[card.at.0].rect.holds(&card.rect));
    }
}

#[test]
fn some_tables_are_a_picture_of_their_own() {
    let workspace = town();
    let all: Vec<TableId> = workspace.tables().map(|(_, table)| table.id).collect();
    let shown: HashSet<TableId> = all.iter().copied().take(5).collect();
    let kept = HashMap::from([(all[1], Point::new(7, 8))]);
    let picture = Picture::of_some(&workspace, &shown, &kept);
    assert_eq!(picture.cards.len(), 5);
    assert_eq!(picture.cards[1].rect.x, 7);
    let of_first = picture.neighbours(&HashSet::from([0]));
    assert!(of_first.contains(&1) && !of_first.contains(&0), "{of_first:?}");
}

#[test]
fn nothing_gives_an_empty_picture() {
    let picture = Picture::of(&Workspace::default());
    assert_eq!((picture.cards.len(), picture.links.len(), picture.bounds()), (0, 0, None));
    assert_eq!(picture.index.at(Point::default()), None);
}

#[test]
fn places_far_out_or_of_no_table_do_no_harm() {
    let workspace = read("CREATE TABLE a (id int); CREATE TABLE b (id int, a_id int);");
    let ids: Vec<TableId> = workspace.tables().map(|(_, table)| table.id).collect();
    let far = [(ids[0], i32::MIN), (ids[1], i32::MAX), (TableId(999), 1)];
    let places: Vec<Placed> = far.iter().map(|(table, at)| Placed { table: *table, x: *at, y: *at }).collect();
    let mut made = workspace.clone();
    Arc::make_mut(&mut made.diagram).places = places.clone();
    let picture = Picture::of(&made);
    assert!(picture.bounds().is_some_and(|bounds| bounds.width > 1_000_000 && bounds.x > -2_000_000));
    let moved = apply(&workspace, &Edit::Diagram(DiagramChange::MoveTables(places))).unwrap();
    assert_eq!(moved.diagram.places.len(), 2, "a table that does not exist has no place");
    assert!(moved.diagram.places.iter().all(|placed| placed.x.abs() <= 1_000_000));
}

#[test]
fn every_shape_of_a_card_lies_in_its_card() {
    let workspace = read(
        "CREATE TABLE a (a_column_whose_name_is_far_longer_than_any_card_is_wide_so_that_it_has_to_be_cut int unsigned NOT NULL
         DEFAULT 1 COMMENT 'and a comment that is long as well, and goes on and on until there is no room left for it at all');",
    );
    let picture = Picture::of(&workspace);
    let card = &picture.cards[0];
    let table: &Table = card.table(&workspace).unwrap();
    for detail in [Detail::Block, Detail::Names, Detail::Columns, Detail::Full] {
        let badge = Some(Badge { count: 12, ink: Ink::Warning });
        let look = Look { tag: Some(Ink::Blue), badge, detail, title: 13.0 };
        tabledraft::layout::card(card, table, &look, &|count| format!("{count} more"), &mut |shape| match shape {
            Shape::Fill { rect, .. } | Shape::Frame { rect, .. } => assert!(card.rect.holds(&rect), "{rect:?}"),
            Shape::Text { at, text, size, align, .. } => {
                let width = (name_width(text) as f32 * size / 12.0) as i32;
                let left = match align {
                    Align::Start => at.x,
                    Align::Middle => at.x - width / 2,
                    Align::End => at.x - width,
                };
                let room = Rect::new(left, at.y - 1, width, 2);
                assert!(card.rect.grown(2).holds(&room), "{text:?} {room:?} in {:?}", card.rect);
            }
            Shape::Polygon { .. } | Shape::Line { .. } | Shape::Ring { .. } => {}
        });
    }
}

#[test]
fn marks_are_read_whatever_their_size() {
    let mark = tabledraft::schema::Mark {
        kind: MarkKind::Note,
        width: -5,
        height: i32::MAX,
        x: i32::MIN,
        ..Default::default()
    };
    let rect = mark_rect(&mark);
    assert!(rect.width > 0 && rect.height > 0 && rect.x > -2_000_000);
}
