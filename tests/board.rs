//! The diagram under the hand: what pointers and keys do, what is told, and that nothing of it changes the project by itself.

mod common;

use std::collections::HashMap;

use common::strategies::config;
use proptest::collection::vec;
use proptest::prelude::*;
use tabledraft::board::{Board, Event, Moved, Said, Selected, SelectedLink, Stale};
use tabledraft::edit::{DiagramChange, Edit, apply};
use tabledraft::layout::{Badge, End, Ink, Point, Rect, RelationKind};
use tabledraft::schema::{Mark, MarkId, MarkKind, Placed, TableId, Workspace};
use tabledraft::sql::read_script;

const SCRIPT: &str = "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int);
    CREATE TABLE c (id int PRIMARY KEY, b_id int); CREATE TABLE lone (id int);";

/// Four tables in a row, 400 pixels apart, in a window of 1000 by 600.
struct Desk {
    board: Board,
    ids: Vec<TableId>,
    workspace: Workspace,
}

impl Desk {
    fn new() -> Desk {
        let workspace = read_script(SCRIPT).workspace;
        let ids: Vec<TableId> = workspace.tables().map(|(_, table)| table.id).collect();
        let places = ids.iter().enumerate().map(|(at, id)| Placed { table: *id, x: at as i32 * 400, y: 0 }).collect();
        let workspace = apply(&workspace, &Edit::Diagram(DiagramChange::MoveTables(places))).unwrap();
        let mut desk = Desk { board: Board::default(), ids, workspace };
        desk.hear("size 1000 600 1");
        desk.board.show(desk.workspace.clone());
        desk.board.camera = tabledraft::board::Camera { x: -100.0, y: -100.0, scale: 1.0 };
        desk.board.take_answers();
        desk
    }

    fn hear(&mut self, line: &str) -> Vec<Said> {
        self.board.hear(Event::read(line).unwrap_or_else(|| panic!("no event: {line}")));
        self.board.take_answers().into_iter().filter(|said| !matches!(said, Said::Cursor(_))).collect()
    }

    /// What the page does with what is told: it changes the project, and shows it.
    fn follow(&mut self, said: &[Said]) {
        for said in said {
            let Said::Moved(moved) = said else { continue };
            let mut changes = vec![DiagramChange::MoveTables(moved.tables.clone())];
            for (id, rect) in &moved.marks {
                let old = self.workspace.diagram.marks.iter().find(|mark| mark.id == *id).unwrap().clone();
                changes.push(DiagramChange::SetMark(Mark {
                    x: rect.x,
                    y: rect.y,
                    width: rect.width,
                    height: rect.height,
                    ..old
                }));
            }
            for change in changes {
                self.workspace = apply(&self.workspace, &Edit::Diagram(change)).unwrap();
            }
        }
        self.board.show(self.workspace.clone());
        self.board.take_answers();
    }

    fn with_mark(mut self, kind: MarkKind, x: i32, y: i32, width: i32, height: i32) -> Desk {
        let mark = Mark { kind, text: "mark".to_owned(), x, y, width, height, ..Mark::default() };
        self.workspace = apply(&self.workspace, &Edit::Diagram(DiagramChange::SetMark(mark))).unwrap();
        self.board.show(self.workspace.clone());
        self.board.take_answers();
        self
    }

    /// The middle of a card's head in the window.
    fn head(&self, table: usize) -> (f64, f64) {
        let card = self.board.picture.card_of(self.ids[table]).unwrap();
        let rect = self.board.picture.cards[card].rect;
        self.board.camera.to_window(Point::new(rect.x + 60, rect.y + 16))
    }

    fn drag(&mut self, from: (f64, f64), to: (f64, f64), held: u32) -> Vec<Said> {
        let mut said = self.hear(&format!("down {} {} 0 {held}", from.0, from.1));
        said.extend(self.hear(&format!("move {} {} 0 {held}", (from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0)));
        said.extend(self.hear(&format!("move {} {} 0 {held}", to.0, to.1)));
        said.extend(self.hear(&format!("up {} {} 0 {held}", to.0, to.1)));
        said
    }

    fn click(&mut self, at: (f64, f64), held: u32) -> Vec<Said> {
        let mut said = self.hear(&format!("down {} {} 0 {held}", at.0, at.1));
        said.extend(self.hear(&format!("up {} {} 0 {held}", at.0, at.1)));
        said
    }

    fn selected(&self) -> Vec<usize> {
        (0..self.ids.len()).filter(|at| self.board.selected.contains(&self.ids[*at])).collect()
    }
}

fn moved(said: &[Said]) -> Vec<&Moved> {
    said.iter().filter_map(|said| if let Said::Moved(moved) = said { Some(moved) } else { None }).collect()
}

#[test]
fn a_click_selects_shift_adds_and_the_empty_ground_clears() {
    let mut desk = Desk::new();
    let said = desk.click(desk.head(1), 0);
    assert_eq!(desk.selected(), [1]);
    let [Said::Selected(selected)] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!((selected.parents.as_slice(), selected.children.as_slice()), (&desk.ids[..1], &desk.ids[2..3]));
    desk.click(desk.head(2), 1);
    assert_eq!(desk.selected(), [1, 2]);
    desk.click(desk.head(1), 2);
    assert_eq!(desk.selected(), [2]);
    desk.click((20.0, 500.0), 0);
    assert_eq!(desk.selected(), [0; 0]);
}

#[test]
fn a_card_is_carried_in_one_step_and_rests_on_the_grid() {
    let mut desk = Desk::new();
    let from = desk.head(1);
    let said = desk.drag(from, (from.0 + 101.0, from.1 + 51.0), 0);
    let places = moved(&said);
    assert_eq!(places.len(), 1, "{said:?}");
    assert_eq!(places[0].tables, [Placed { table: desk.ids[1], x: 504, y: 48 }]);
    desk.follow(&said);
    assert_eq!(desk.workspace.diagram.place(desk.ids[1]).map(|at| (at.x, at.y)), Some((504, 48)));
    assert_eq!(desk.board.take_stale(), Stale::All);
    // The project's echo of it says nothing new.
    desk.board.show(desk.workspace.clone());
    assert_eq!(desk.board.take_stale(), Stale::Nothing);
}

#[test]
fn several_are_carried_together_and_escape_lets_them_back() {
    let mut desk = Desk::new();
    desk.click(desk.head(0), 0);
    desk.click(desk.head(1), 1);
    let from = desk.head(0);
    let said = desk.drag(from, (from.0, from.1 + 80.0), 0);
    assert_eq!(moved(&said)[0].tables.len(), 2);
    desk.follow(&said);
    let from = desk.head(0);
    desk.hear(&format!("down {} {} 0 0", from.0, from.1));
    desk.hear(&format!("move {} {} 0 0", from.0 + 90.0, from.1));
    assert!(desk.board.is_carrying());
    desk.hear("key 0 Escape");
    assert!(!desk.board.is_carrying());
    assert_eq!(desk.hear(&format!("up {} {} 0 0", from.0 + 90.0, from.1)), []);
    assert_eq!(desk.board.card_rect(0).y, 80);
}

#[test]
fn keys_walk_by_where_cards_stand_open_and_carry() {
    let mut desk = Desk::new();
    desk.hear("focus");
    desk.click(desk.head(0), 0);
    desk.hear("key 0 ArrowRight");
    desk.hear("key 0 ArrowRight");
    assert_eq!(desk.selected(), [2]);
    desk.hear("key 0 ArrowLeft");
    assert_eq!(desk.selected(), [1]);
    assert_eq!(desk.hear("key 0 Enter"), [Said::Open(desk.ids[1])]);
    assert_eq!(desk.hear("key 1 ArrowDown"), []);
    desk.hear("key 1 ArrowDown");
    desk.hear("key 3 ArrowRight");
    let said = desk.hear("keyup Shift");
    assert_eq!(moved(&said).len(), 1, "all steps of one hold are one");
    assert_eq!(moved(&said)[0].tables, [Placed { table: desk.ids[1], x: 480, y: 16 }]);
    desk.follow(&said);
    desk.hear("key 0 l");
    assert_eq!(desk.selected(), [3]);
    desk.hear("key 0 Home");
    assert_eq!(desk.selected(), [0]);
    desk.hear("key 2 a");
    assert_eq!(desk.selected().len(), 4);
    desk.hear("key 0 Escape");
    assert_eq!(desk.selected().len(), 0);
    let before = desk.board.camera.scale;
    desk.hear("key 0 +");
    assert!(desk.board.camera.scale > before);
    desk.hear("key 0 -");
    assert!((desk.board.camera.scale - before).abs() < 1e-9);
    desk.hear("key 0 0");
    let seen = desk.board.camera.seen(desk.board.size);
    assert!(desk.board.picture.cards.iter().all(|card| seen.holds(&card.rect)));
}

#[test]
fn a_card_that_is_reached_by_a_key_is_brought_into_view() {
    let mut desk = Desk::new();
    desk.click(desk.head(0), 0);
    desk.board.camera.x = -900.0;
    for _ in 0..3 {
        desk.hear("key 0 ArrowRight");
        let card = desk.board.picture.card_of(desk.board.active.unwrap()).unwrap();
        assert!(desk.board.camera.seen(desk.board.size).holds(&desk.board.card_rect(card)));
    }
}

#[test]
fn the_ground_is_pulled_the_wheel_pans_and_zooms_where_the_pointer_is() {
    let mut desk = Desk::new();
    desk.drag((300.0, 500.0), (200.0, 450.0), 0);
    assert_eq!((desk.board.camera.x, desk.board.camera.y), (0.0, -50.0));
    desk.hear("wheel 10 10 40 20 0");
    assert_eq!((desk.board.camera.x, desk.board.camera.y), (40.0, -30.0));
    let below = desk.board.camera.to_picture((640.0, 320.0));
    desk.hear("wheel 640 320 0 -200 2");
    assert!(desk.board.camera.scale > 1.3);
    assert_eq!(desk.board.camera.to_picture((640.0, 320.0)), below);
}

#[test]
fn a_marquee_selects_what_it_touches() {
    let mut desk = Desk::new();
    desk.drag((80.0, 60.0), (620.0, 140.0), 1);
    assert_eq!(desk.selected(), [0, 1]);
}

#[test]
fn an_area_is_carried_by_its_title_with_what_it_holds_and_sized_by_its_corner() {
    let mut desk = Desk::new().with_mark(MarkKind::Area, -40, -60, 300, 300);
    let id = desk.workspace.diagram.marks[0].id;
    let title = desk.board.camera.to_window(Point::new(100, -50));
    let said = desk.drag(title, (title.0 + 80.0, title.1 + 40.0), 0);
    let step = moved(&said)[0];
    assert_eq!(step.tables, [Placed { table: desk.ids[0], x: 80, y: 40 }]);
    assert_eq!(step.marks, [(id, Rect::new(40, -20, 300, 300))]);
    desk.follow(&said);
    assert_eq!(desk.board.mark, Some(id));
    let corner = desk.board.camera.to_window(Point::new(340, 280));
    let said = desk.drag(corner, (corner.0 + 40.0, corner.1 + 16.0), 0);
    assert_eq!(moved(&said)[0].marks, [(id, Rect::new(40, -20, 340, 316))]);
    assert!(moved(&said)[0].tables.is_empty());
    desk.follow(&said);
    assert_eq!(desk.hear("key 0 Delete"), [Said::DeleteMark(id)]);
    // Within an area lies the ground: pulling there moves the picture.
    let inside = desk.board.camera.to_window(Point::new(200, 250));
    let before = desk.board.camera.x;
    desk.drag(inside, (inside.0 - 50.0, inside.1), 0);
    assert!(desk.board.camera.x > before);
}

#[test]
fn an_area_is_added_around_the_selection_and_a_note_in_the_middle() {
    let mut desk = Desk::new();
    desk.click(desk.head(0), 0);
    desk.click(desk.head(1), 1);
    let cards = desk.board.card_rect(0).joined(&desk.board.card_rect(1));
    let said = desk.hear("do area");
    assert!(matches!(said.as_slice(), [Said::Add { note: false, rect }] if rect.holds(&cards.grown(16))), "{said:?}");
    let said = desk.hear("do note");
    assert!(
        matches!(said.as_slice(), [Said::Add { note: true, rect }] if rect.contains(Point::new(400, 200))),
        "{said:?}"
    );
}

#[test]
fn a_relation_is_selected_by_its_line_and_followed() {
    let mut desk = Desk::new();
    let line = desk.board.route(0).to_vec();
    let at = desk.board.camera.to_window(Point::new((line[0].x + line[1].x) / 2, line[0].y));
    let said = desk.click(at, 0);
    let [Said::Selected(Selected { link: Some(link), .. })] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!((link.kind, link.child.table, link.parent.table), (RelationKind::Inferred, desk.ids[1], desk.ids[0]));
    desk.hear("do follow");
    assert_eq!(desk.selected(), [0]);
    desk.hear("do follow");
    assert_eq!(desk.selected(), [1], "and back");
}

#[test]
fn only_some_are_shown_without_moving_any_of_the_project() {
    let mut desk = Desk::new();
    desk.click(desk.head(0), 0);
    let said = desk.hear("do only");
    assert!(said.contains(&Said::Shown { shown: 2, of: 4 }), "{said:?}");
    let said = desk.hear("do neighbours");
    assert!(!said.contains(&Said::Shown { shown: 4, of: 4 }));
    desk.hear(&format!("do go {}", desk.ids[1].0));
    let said = desk.hear("do neighbours");
    assert!(said.contains(&Said::Shown { shown: 3, of: 4 }), "{said:?}");
    // Carrying here is for the eye only.
    let from = desk.head(0);
    let said = desk.drag(from, (from.0 + 120.0, from.1 + 90.0), 0);
    assert_eq!(moved(&said).len(), 0);
    assert_eq!(desk.hear("do arrange").iter().filter(|said| matches!(said, Said::Moved(_))).count(), 0);
    let said = desk.hear("do all");
    assert!(said.contains(&Said::Shown { shown: 4, of: 4 }), "{said:?}");
    assert_eq!((0..4).map(|at| desk.board.card_rect(at).x).collect::<Vec<_>>(), [0, 400, 800, 1200]);
}

#[test]
fn new_tables_are_settled_and_arranging_is_a_step() {
    let mut desk = Desk::new();
    let said = desk.hear("do arrange");
    assert_eq!(moved(&said)[0].tables.len(), 4);
    desk.follow(&said);
    desk.click(desk.head(3), 0);
    let said = desk.hear("do arrange-selected");
    assert_eq!(moved(&said)[0].tables.len(), 1);
    desk.follow(&said);
    let new = read_script("CREATE TABLE new (id int);").workspace;
    let table = new.tables().next().unwrap().1.clone();
    let database = desk.workspace.databases[0].id;
    desk.board.show(apply(&desk.workspace, &Edit::AddTable { database, table }).unwrap());
    let said = desk.board.take_answers();
    assert!(said.iter().any(|said| matches!(said, Said::Settled(places) if places.len() == 1)), "{said:?}");
}

#[test]
fn what_is_gone_is_not_selected_any_more() {
    let mut desk = Desk::new();
    desk.click(desk.head(0), 0);
    desk.workspace = apply(&desk.workspace, &Edit::DeleteTable(desk.ids[0])).unwrap();
    desk.board.show(desk.workspace.clone());
    assert_eq!((desk.board.active, desk.board.selected.len()), (None, 0));
    desk.board.mark_problems(HashMap::from([(desk.ids[1], Badge { count: 2, ink: Ink::Error })]));
    assert_eq!(desk.board.badge(desk.ids[1]).map(|badge| badge.count), Some(2));
}

#[test]
fn the_minimap_shows_where_one_is_and_goes_there() {
    let mut desk = Desk::new();
    let (x, y, width, height) = desk.board.minimap_frame().expect("there is room for it");
    desk.click((x + width - 6.0, y + height / 2.0), 0);
    assert!(desk.board.camera.x > 600.0, "{:?}", desk.board.camera);
    assert_eq!(desk.selected().len(), 0);
    desk.hear("size 300 200 1");
    assert_eq!(desk.board.minimap_frame(), None);
}

#[test]
fn what_is_told_is_read_again() {
    let end = |table, column| End { table: TableId(table), column };
    let link = SelectedLink { kind: RelationKind::RefMatch, child: end(3, Some(0)), parent: end(4, None) };
    let all = [
        Said::Selected(Selected::default()),
        Said::Selected(Selected {
            active: Some(TableId(7)),
            mark: Some(MarkId(8)),
            link: Some(link),
            tables: vec![TableId(7), TableId(9)],
            parents: vec![],
            children: vec![TableId(1)],
        }),
        Said::Open(TableId(2)),
        Said::Moved(Moved {
            tables: vec![Placed { table: TableId(1), x: -5, y: 6 }],
            marks: vec![(MarkId(2), Rect::new(1, -2, 3, 4))],
        }),
        Said::Settled(vec![Placed { table: TableId(1), x: 0, y: -1 }, Placed { table: TableId(2), x: 7, y: 8 }]),
        Said::Add { note: true, rect: Rect::new(-1, 2, 3, 4) },
        Said::DeleteMark(MarkId(5)),
        Said::Shown { shown: 3, of: 9 },
    ];
    for said in all {
        assert_eq!(Said::read(&said.line()), Some(said.clone()), "{}", said.line());
    }
    for line in ["", "selected", "moved 9999999 1", "moved -1", "settled", "open 0", "nonsense 1 2"] {
        assert!(!matches!(Said::read(line), Some(Said::Open(_) | Said::Selected(_) | Said::Moved(_))), "{line}");
    }
}

fn any_line() -> impl Strategy<Value = String> {
    let number = || -1500_i32..1500;
    prop_oneof![
        (prop::sample::select(&["down", "move", "move", "up", "cancel"][..]), number(), number(), 0..3_u32, 0..4_u32)
            .prop_map(|(word, x, y, button, held)| format!("{word} {x} {y} {button} {held}")),
        (number(), number(), number(), number(), 0..4_u32)
            .prop_map(|(x, y, dx, dy, held)| format!("wheel {x} {y} {dx} {dy} {held}")),
        (
            0..4_u32,
            prop::sample::select(
                &[
                    "ArrowLeft",
                    "ArrowRight",
                    "ArrowUp",
                    "ArrowDown",
                    "Enter",
                    " ",
                    "a",
                    "+",
                    "-",
                    "0",
                    "1",
                    "Home",
                    "End",
                    "PageUp",
                    "PageDown",
                    "Delete",
                    "Escape",
                    "b"
                ][..]
            )
        )
            .prop_map(|(held, key)| format!("key {held} {key}")),
        prop::sample::select(
            &[
                "keyup Shift",
                "focus",
                "blur",
                "double 200 110",
                "size 0 0 1",
                "size 900 500 2",
                "do fit",
                "do in",
                "do out",
                "do actual",
                "do selection",
                "do arrange",
                "do arrange-selected",
                "do only",
                "do neighbours",
                "do all",
                "do follow",
                "do area",
                "do note",
                "do go 1",
                "do go 99",
                "do mark 9",
                "do mark 10",
                "do nothing"
            ][..]
        )
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn any_events_leave_the_project_alone_and_end_well(lines in vec(any_line(), 0..60)) {
        let mut desk = Desk::new().with_mark(MarkKind::Area, 300, -80, 700, 400).with_mark(MarkKind::Note, 40, 300, 160, 80);
        for line in lines {
            let said = desk.hear(&line);
            prop_assert_eq!(&desk.board.workspace, &desk.workspace);
            desk.follow(&said);
            let camera = desk.board.camera;
            prop_assert!(camera.scale > 0.0 && camera.x.is_finite() && camera.y.is_finite(), "{:?} after {}", camera, line);
        }
        desk.hear("key 0 Escape");
        for _ in 0..4 {
            desk.hear("key 0 Escape");
        }
        prop_assert!(!desk.board.is_carrying());
        prop_assert_eq!(desk.board.picture.cards.len(), 4);
    }
}
