//! The whole picture of a workspace: cards at their places, relations between them, databases around them.

use std::collections::{HashMap, HashSet};

use super::{Card, Node, Point, Rect, RectIndex, Relation, arrange, ports, relations, route, simple_route};
use crate::schema::{Mark, Placed, Table, TableId, Workspace};

/// No card stands further out, whatever a file says.
const FURTHEST: i32 = 1_000_000;
/// Around the cards of a database; above them stands its name.
const GROUP_MARGIN: i32 = 32;
const GROUP_HEAD: i32 = 28;

/// Cards and what joins them.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    pub cards: Vec<Card>,
    pub links: Vec<Link>,
    pub groups: Vec<Group>,
    /// Places of cards that the workspace has none for.
    pub fresh: Vec<Placed>,
    pub index: RectIndex,
    by_table: HashMap<TableId, usize>,
}

/// A relation whose two cards are in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub relation: Relation,
    /// The numbers of the cards.
    pub child: usize,
    pub parent: usize,
}

/// The cards of a database, where they stand by themselves.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: String,
    pub rect: Rect,
}

impl Picture {
    /// The picture of all tables where they stand. Those without a place get one where there is room.
    pub fn of(workspace: &Workspace) -> Picture {
        Picture::new(workspace, |_| true, |table| workspace.diagram.place(table))
    }

    /// The picture of some tables, arranged by themselves, except those that `kept` has a place for.
    pub fn of_some(workspace: &Workspace, shown: &HashSet<TableId>, kept: &HashMap<TableId, Point>) -> Picture {
        let place = |table: TableId| kept.get(&table).map(|at| Placed { table, x: at.x, y: at.y });
        Picture::new(workspace, |table| shown.contains(&table), place)
    }

    /// The picture of all tables, where only those outside of `anew` keep their places.
    pub fn arranged_anew(workspace: &Workspace, anew: &HashSet<TableId>) -> Picture {
        Picture::new(workspace, |_| true, |table| workspace.diagram.place(table).filter(|_| !anew.contains(&table)))
    }

    fn new(
        workspace: &Workspace,
        shown: impl Fn(TableId) -> bool,
        place: impl Fn(TableId) -> Option<Placed>,
    ) -> Picture {
        let relations = relations(workspace);
        let mut in_use: HashMap<TableId, HashSet<usize>> = HashMap::new();
        for end in relations.iter().flat_map(|relation| [relation.child, relation.parent]) {
            in_use.entry(end.table).or_default().extend(end.column);
        }
        let none = HashSet::new();
        let mut cards: Vec<Card> = Vec::new();
        for (database, tables) in workspace.databases.iter().enumerate() {
            for (at, table) in tables.tables.iter().enumerate().filter(|(_, table)| shown(table.id)) {
                cards.push(Card::new(table, (database, at), in_use.get(&table.id).unwrap_or(&none)));
            }
        }
        let by_table: HashMap<TableId, usize> = cards.iter().enumerate().map(|(at, card)| (card.table, at)).collect();
        let links: Vec<Link> = relations
            .into_iter()
            .filter_map(|relation| {
                let (child, parent) = (by_table.get(&relation.child.table)?, by_table.get(&relation.parent.table)?);
                Some(Link { child: *child, parent: *parent, relation })
            })
            .collect();
        let near = |at: i32| at.clamp(-FURTHEST, FURTHEST);
        let nodes: Vec<Node> = cards
            .iter()
            .map(|card| Node {
                width: card.rect.width,
                height: card.rect.height,
                group: card.at.0,
                kept: place(card.table).map(|placed| Point::new(near(placed.x), near(placed.y))),
            })
            .collect();
        let pairs: Vec<(usize, usize)> = links.iter().map(|link| (link.child, link.parent)).collect();
        let mut fresh = Vec::new();
        for ((card, node), point) in cards.iter_mut().zip(&nodes).zip(arrange(&nodes, &pairs)) {
            (card.rect.x, card.rect.y) = (point.x, point.y);
            if node.kept.is_none() {
                fresh.push(Placed { table: card.table, x: point.x, y: point.y });
            }
        }
        let mut picture = Picture { cards, links, fresh, by_table, ..Picture::default() };
        picture.settle(workspace);
        picture
    }

    /// After cards have been moved: makes anew what depends on where they stand.
    pub fn settle(&mut self, workspace: &Workspace) {
        self.index = RectIndex::new(self.cards.iter().map(|card| card.rect).collect());
        self.groups = groups(workspace, &self.cards);
    }

    /// The number of a table's card.
    pub fn card_of(&self, table: TableId) -> Option<usize> {
        self.by_table.get(&table).copied()
    }

    pub fn bounds(&self) -> Option<Rect> {
        let groups = self.groups.iter().map(|group| group.rect);
        Rect::of_all(self.cards.iter().map(|card| card.rect).chain(groups))
    }

    /// The line of a relation around the cards.
    pub fn route(&self, link: &Link) -> Vec<Point> {
        self.line(link).map_or(vec![], |(from, to, lane)| route(&self.index, from, to, lane))
    }

    /// The line of a relation that looks at no other cards.
    pub fn simple_route(&self, link: &Link) -> Vec<Point> {
        self.line(link).map_or(vec![], |(from, to, lane)| simple_route(from, to, lane))
    }

    fn line(&self, link: &Link) -> Option<(super::Port, super::Port, i32)> {
        let (child, parent) = (self.cards.get(link.child)?, self.cards.get(link.parent)?);
        let (from, to) = (child.row_middle(link.relation.child.column), parent.row_middle(link.relation.parent.column));
        let (from, to) = ports(&child.rect, from, &parent.rect, to);
        Some((from, to, (link.parent % 6) as i32))
    }

    /// The cards that a relation joins with one of these, without themselves.
    pub fn neighbours(&self, of: &HashSet<usize>) -> HashSet<usize> {
        let other = |link: &Link| match (of.contains(&link.child), of.contains(&link.parent)) {
            (true, false) => Some(link.parent),
            (false, true) => Some(link.child),
            _ => None,
        };
        self.links.iter().filter_map(other).collect()
    }
}

impl Card {
    /// The card's table in the workspace that the picture is of.
    pub fn table<'w>(&self, workspace: &'w Workspace) -> Option<&'w Table> {
        let table = workspace.databases.get(self.at.0)?.tables.get(self.at.1)?;
        (table.id == self.table).then_some(&**table)
    }
}

/// Frames around the databases, where there are several; one that would reach into another one is left out.
fn groups(workspace: &Workspace, cards: &[Card]) -> Vec<Group> {
    let mut rects: Vec<(usize, Rect)> = Vec::new();
    for card in cards {
        match rects.last_mut() {
            Some((database, rect)) if *database == card.at.0 => *rect = rect.joined(&card.rect),
            _ => rects.push((card.at.0, card.rect)),
        }
    }
    if rects.len() < 2 {
        return vec![];
    }
    for (_, rect) in &mut rects {
        let grown = rect.grown(GROUP_MARGIN);
        *rect = Rect::new(grown.x, grown.y - GROUP_HEAD, grown.width, grown.height + GROUP_HEAD);
    }
    let index = RectIndex::new(rects.iter().map(|(_, rect)| *rect).collect());
    let alone = rects.iter().filter(|(_, rect)| index.all_in(rect).len() == 1);
    alone
        .filter_map(|(database, rect)| {
            let name = workspace.databases.get(*database)?.name.clone();
            Some(Group { name, rect: *rect })
        })
        .collect()
}

/// Where an area or note is: not too far out, and not too small to be seen, whatever a file says.
pub fn mark_rect(mark: &Mark) -> Rect {
    let near = |at: i32| at.clamp(-FURTHEST, FURTHEST);
    Rect::new(near(mark.x), near(mark.y), mark.width.clamp(40, FURTHEST), mark.height.clamp(32, FURTHEST))
}
