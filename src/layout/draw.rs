//! What is drawn of cards, relations, areas and notes: shapes with inks, for a screen and a file alike. What an ink looks
//! like is theirs to say.

use super::{
    Card, Group, HEAD_HEIGHT, Ink, KeyMark, Link, MARGIN, Point, ROW_HEIGHT, Rect, RelationKind, key_mark, name_width,
    type_text,
};
use crate::schema::{Column, Mark, Role, Table};

/// How much of a card is drawn, by how large it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A block with a colour, and its name where there is room.
    Block,
    /// The name, and bars in the place of columns.
    Names,
    /// Columns with keys and types.
    Columns,
    /// All attributes of the columns.
    Full,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Start,
    Middle,
    End,
}

/// Something to draw, in the picture's pixels. Those that come later lie above.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape<'s> {
    /// A filled rectangle; `radius` rounds its corners, or only the upper ones.
    Fill { rect: Rect, radius: i32, top_only: bool, ink: Ink, alpha: f32 },
    /// The edge of one.
    Frame { rect: Rect, radius: i32, ink: Ink, width: f32 },
    /// A filled polygon.
    Polygon { points: &'s [Point], ink: Ink },
    /// A line through points, rounded where it turns.
    Line { points: &'s [Point], ink: Ink, width: f32, dashed: bool },
    /// A ring that hides what is below it.
    Ring { centre: Point, radius: i32, ink: Ink },
    /// One line of text; `at` is on its base line.
    Text { at: Point, text: &'s str, size: f32, bold: bool, mono: bool, ink: Ink, align: Align },
}

/// The number of problems of a table, in the colour of the worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Badge {
    pub count: usize,
    pub ink: Ink,
}

/// How a card is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// The colour of the table's first tag.
    pub tag: Option<Ink>,
    pub badge: Option<Badge>,
    pub detail: Detail,
    /// How high the name is where there are no columns to read, in the picture's pixels.
    pub title: f32,
}

/// A card's shapes. `more` says how many columns are not shown.
pub fn card(card: &Card, table: &Table, look: &Look, more: &dyn Fn(u32) -> String, draw: &mut dyn FnMut(Shape)) {
    let rect = card.rect;
    let (letter, kind) = Ink::of_kind(table);
    let name = if table.name.is_empty() { "(no name)" } else { &table.name };
    if look.detail < Detail::Columns {
        return from_far(card, table, name, look, draw);
    }
    let head = Rect::new(rect.x, rect.y, rect.width, HEAD_HEIGHT);
    draw(Shape::Fill { rect, radius: 6, top_only: false, ink: Ink::Surface, alpha: 1.0 });
    draw(Shape::Fill { rect: head, radius: 6, top_only: true, ink: look.tag.unwrap_or(kind), alpha: 0.13 });
    draw(Shape::Frame { rect, radius: 6, ink: Ink::Line, width: 1.0 });
    if let Some(ink) = look.tag {
        let edge = Rect::new(rect.x, rect.y, 4, HEAD_HEIGHT);
        draw(Shape::Fill { rect: edge, radius: 2, top_only: false, ink, alpha: 1.0 });
    }
    let mark = Rect::new(rect.x + 9, rect.y + 8, 16, 16);
    draw(Shape::Fill { rect: mark, radius: 4, top_only: false, ink: kind, alpha: 1.0 });
    let text = |x: i32, text: &str, size: f32, ink: Ink, align: Align, draw: &mut dyn FnMut(Shape)| {
        let at = Point::new(rect.x + x, rect.y + 20);
        draw(Shape::Text { at, text, size, bold: true, mono: true, ink, align });
    };
    text(17, letter, 10.5, Ink::Surface, Align::Middle, draw);
    let badge_width = look.badge.map_or(0, |badge| 24 + badge.count.to_string().len() as i32 * 7);
    let room = rect.width - 32 - 8 - badge_width;
    text(32, &fitting(name, room * 12 / 13), 13.0, Ink::Text, Align::Start, draw);
    if let Some(badge) = look.badge {
        draw_badge(badge, Point::new(rect.right() - 8, rect.y + 16), draw);
    }
    rows(card, table, look.detail, more, draw);
}

/// A card that is too far to be read: its name as large as it can be, and bars for its columns.
fn from_far(card: &Card, table: &Table, name: &str, look: &Look, draw: &mut dyn FnMut(Shape)) {
    let rect = card.rect;
    let (_, kind) = Ink::of_kind(table);
    let size = look.title.max(13.0);
    let letters = (f64::from(rect.width - 12) / (f64::from(size) * 0.6)) as usize;
    let line_height = (size * 1.15) as i32;
    let room = ((rect.height - 8) / line_height.max(1)).clamp(0, 3) as usize;
    let lines = if letters < 6 { vec![] } else { wrapped(name, letters, room) };
    let head = (lines.len() as i32 * line_height + 10).clamp(HEAD_HEIGHT.min(rect.height), rect.height);
    if look.detail == Detail::Names {
        let band = Rect::new(rect.x, rect.y, rect.width, head);
        draw(Shape::Fill { rect, radius: 6, top_only: false, ink: Ink::Surface, alpha: 1.0 });
        draw(Shape::Fill { rect: band, radius: 6, top_only: true, ink: look.tag.unwrap_or(kind), alpha: 0.18 });
        draw(Shape::Frame { rect, radius: 6, ink: Ink::Line, width: 1.0 });
        bars(card, table, head, draw);
    }
    for (at, line) in lines.iter().enumerate() {
        let at = Point::new(rect.x + 8, rect.y + 2 + (at as i32 + 1) * line_height);
        draw(Shape::Text { at, text: line, size, bold: true, mono: true, ink: Ink::Text, align: Align::Start });
    }
    if let Some(badge) = look.badge {
        let side = (size * 0.35) as i32;
        let (x, y) = (rect.right() - side - 4, rect.y + side + 4);
        severity(badge.ink, Point::new(x, y), side, draw);
    }
}

/// A name in lines of so many letters, broken behind underscores where it can be; what does not fit ends in dots.
fn wrapped(name: &str, letters: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let length = |line: &String| line.chars().count();
    for word in name.split_inclusive('_') {
        let mut rest: Vec<char> = word.chars().collect();
        if let Some(line) = lines.last_mut().filter(|line| length(line) + rest.len() <= letters) {
            line.extend(rest);
            continue;
        }
        // `T_` alone would be half a line for nothing.
        if let Some(line) = lines.last_mut().filter(|line| length(line) <= 3) {
            let behind = rest.split_off((letters - length(line)).min(rest.len()));
            line.extend(rest);
            rest = behind;
        }
        while !rest.is_empty() {
            let behind = rest.split_off(letters.min(rest.len()).max(1));
            lines.push(rest.into_iter().collect());
            rest = behind;
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            last.pop();
            last.push('…');
        }
    }
    lines
}

/// A shape and a number: a severity is never told by its colour alone.
fn draw_badge(badge: Badge, right: Point, draw: &mut dyn FnMut(Shape)) {
    let number = badge.count.to_string();
    let width = number.len() as i32 * 7;
    let at = Point::new(right.x, right.y + 4);
    draw(Shape::Text { at, text: &number, size: 11.0, bold: true, mono: true, ink: badge.ink, align: Align::End });
    severity(badge.ink, Point::new(right.x - width - 9, right.y), 5, draw);
}

/// An octagon for errors, a triangle for warnings, a ring for advice.
fn severity(ink: Ink, centre: Point, radius: i32, draw: &mut dyn FnMut(Shape)) {
    let r = radius.max(2);
    let at = |dx: i32, dy: i32| Point::new(centre.x + dx, centre.y + dy);
    let c = r * 2 / 5;
    match ink {
        Ink::Error => {
            let corners = [at(-c, -r), at(c, -r), at(r, -c), at(r, c), at(c, r), at(-c, r), at(-r, c), at(-r, -c)];
            draw(Shape::Polygon { points: &corners, ink });
        }
        Ink::Warning => draw(Shape::Polygon { points: &[at(0, -r), at(r, r), at(-r, r)], ink }),
        _ => draw(Shape::Ring { centre, radius: r - 1, ink }),
    }
}

/// Columns from too far to be read: a bar for each, as long as its name.
fn bars(card: &Card, table: &Table, head: i32, draw: &mut dyn FnMut(Shape)) {
    for (line, column) in shown(card, table) {
        let y = card.rect.y + HEAD_HEIGHT + line * ROW_HEIGHT + 7;
        if y < card.rect.y + head {
            continue;
        }
        let width = name_width(&column.name).min(card.rect.width - 44);
        let strong = key_mark(table, column) == Some(KeyMark::Primary) || role(table, column).is_some();
        let (ink, alpha) = if strong { (Ink::Dim, 0.75) } else { (Ink::Dim, 0.28) };
        let rect = Rect::new(card.rect.x + 32, y, width, 6);
        draw(Shape::Fill { rect, radius: 0, top_only: false, ink, alpha });
    }
}

fn shown<'t>(card: &Card, table: &'t Table) -> impl Iterator<Item = (i32, &'t Column)> {
    let rows = card.rows.clone().into_iter().enumerate();
    rows.filter_map(|(line, at)| Some((line as i32, table.columns.get(at as usize)?)))
}

fn rows(card: &Card, table: &Table, detail: Detail, more: &dyn Fn(u32) -> String, draw: &mut dyn FnMut(Shape)) {
    let rect = card.rect;
    let (_, kind) = Ink::of_kind(table);
    let full = detail == Detail::Full;
    // With its attributes below it, a column's name stands higher and a little smaller.
    let (size, base) = if full { (10.0, 9) } else { (12.0, 14) };
    let scaled = |room: i32| if full { room * 12 / 10 } else { room };
    for (line, column) in shown(card, table) {
        let y = rect.y + HEAD_HEIGHT + line * ROW_HEIGHT;
        let mut text = |x: i32, y: i32, text: &str, size: f32, bold: bool, ink: Ink, align: Align| {
            draw(Shape::Text { at: Point::new(x, y), text, size, bold, mono: true, ink, align });
        };
        let key = key_mark(table, column);
        if let Some(role) = role(table, column) {
            text(rect.x + 17, y + 14, role, 9.0, true, kind, Align::Middle);
        } else if let Some(key) = key {
            let (word, ink) = match key {
                KeyMark::Primary => ("PK", Ink::Text),
                KeyMark::Unique => ("UQ", Ink::Dim),
                KeyMark::Indexed => ("IX", Ink::Dim),
            };
            text(rect.x + 17, y + 14, word, 9.0, key == KeyMark::Primary, ink, Align::Middle);
        }
        let type_text = type_text(&column.data_type);
        let type_width = name_width(&type_text);
        let room = rect.width - 32 - MARGIN;
        let name_room = if full { room * 12 / 10 } else { room };
        let name = fitting(&column.name, (name_room - type_width - 8).max(name_room / 2));
        let left = name_room - name_width(&name) - 8;
        text(rect.x + 32, y + base, &name, size, key == Some(KeyMark::Primary), Ink::Text, Align::Start);
        text(rect.right() - MARGIN, y + base, &fitting(&type_text, left), size, false, Ink::Dim, Align::End);
        if full {
            let words = attributes(column);
            text(rect.x + 32, y + 17, &fitting(&words, scaled(room) * 10 / 7), 7.0, false, Ink::Dim, Align::Start);
        }
    }
    if card.hidden > 0 {
        let y = rect.y + HEAD_HEIGHT + card.rows.len() as i32 * ROW_HEIGHT + 14;
        let text = more(card.hidden);
        let at = Point::new(rect.x + 32, y);
        draw(Shape::Text { at, text: &text, size: 11.0, bold: false, mono: false, ink: Ink::Dim, align: Align::Start });
    }
}

/// What a column is to its registration, in three letters.
fn role(table: &Table, column: &Column) -> Option<&'static str> {
    let registration = table.registration.as_ref()?;
    let roles = registration.kind.column_roles();
    let (role, _) = roles.into_iter().find(|(_, name)| !name.is_empty() && *name == column.name)?;
    Some(match role {
        Role::Key => "key",
        Role::SecondKey => "ky2",
        Role::Longitude => "lon",
        Role::Latitude => "lat",
        Role::Flag => "flg",
        Role::Director | Role::SecondDirector | Role::AngularSeparation => "dir",
    })
}

/// Everything behind a column's type, in the words of SQL, and its comment.
fn attributes(column: &Column) -> String {
    let mut words: Vec<String> = Vec::new();
    match column.nullable {
        Some(false) => words.push("NOT NULL".to_owned()),
        Some(true) => words.push("NULL".to_owned()),
        None => {}
    }
    words.extend(column.default.as_ref().map(|default| format!("DEFAULT {default}")));
    words.extend(column.on_update.as_ref().map(|update| format!("ON UPDATE {update}")));
    if column.auto_increment {
        words.push("AUTO_INCREMENT".to_owned());
    }
    words.extend(column.generated.as_ref().map(|generated| format!("AS ({})", generated.expression)));
    words.extend(column.data_type.charset.clone());
    words.extend(column.attributes.iter().cloned());
    let mut text = words.join(" · ");
    if let Some(comment) = column.comment.as_deref().filter(|comment| !comment.is_empty()) {
        text.push_str(if text.is_empty() { "" } else { "  " });
        text.push_str(comment);
    }
    text
}

/// As much of a text as fits into so many pixels of the type of column names, with dots where something is left out.
fn fitting(text: &str, room: i32) -> String {
    if name_width(text) <= room {
        return text.to_owned();
    }
    let (mut out, mut width) = (String::new(), name_width("…"));
    for letter in text.chars() {
        width += name_width(letter.encode_utf8(&mut [0; 4]));
        if width > room {
            break;
        }
        out.push(letter);
    }
    out.push('…');
    out
}

/// The colour of a relation's line, and whether it is broken: what is only inferred is not as sure as what is declared.
pub fn line_style(kind: RelationKind) -> (Ink, bool) {
    match kind {
        RelationKind::ForeignKey => (Ink::Edge, false),
        RelationKind::Director => (Ink::Director, false),
        RelationKind::RefMatch => (Ink::RefMatch, false),
        RelationKind::Inferred => (Ink::Edge, true),
    }
}

/// A relation's line with its feet. `ink`: another colour than its kind's, where it is looked at.
pub fn link(link: &Link, points: &[Point], ink: Option<Ink>, draw: &mut dyn FnMut(Shape)) {
    let (own, dashed) = line_style(link.relation.kind);
    let strong = ink.is_some();
    let ink = ink.unwrap_or(own);
    draw(Shape::Line { points, ink, width: if strong { 2.0 } else { 1.2 }, dashed });
    foot_shapes(link, points, ink, draw);
}

/// The crow's foot at the child's end: many, or one; at the parent's end: one, or none or one.
pub fn foot_shapes(link: &Link, points: &[Point], ink: Ink, draw: &mut dyn FnMut(Shape)) {
    let ([child, before, ..], [.., after, parent]) = (points, points) else { return };
    let out = |from: Point, to: Point| if to.x < from.x { -1 } else { 1 };
    let bar = |at: Point, dx: i32, draw: &mut dyn FnMut(Shape)| {
        let ends = [Point::new(at.x + dx, at.y - 5), Point::new(at.x + dx, at.y + 5)];
        draw(Shape::Line { points: &ends, ink, width: 1.2, dashed: false });
    };
    let towards = out(*child, *before);
    if link.relation.single {
        bar(*child, towards * 7, draw);
    } else {
        let tip = Point::new(child.x + towards * 10, child.y);
        let prongs = [Point::new(child.x, child.y - 5), tip, Point::new(child.x, child.y + 5)];
        draw(Shape::Line { points: &prongs, ink, width: 1.2, dashed: false });
    }
    draw(Shape::Ring { centre: Point::new(child.x + towards * 13, child.y), radius: 3, ink });
    let towards = out(*parent, *after);
    bar(*parent, towards * 6, draw);
    if link.relation.optional {
        draw(Shape::Ring { centre: Point::new(parent.x + towards * 12, parent.y), radius: 3, ink });
    } else {
        bar(*parent, towards * 10, draw);
    }
}

/// The frame around a database, and what it is called.
pub fn group(group: &Group, draw: &mut dyn FnMut(Shape)) {
    draw(Shape::Fill { rect: group.rect, radius: 10, top_only: false, ink: Ink::Raised, alpha: 0.45 });
    draw(Shape::Frame { rect: group.rect, radius: 10, ink: Ink::Line, width: 1.0 });
    title(&group.name, group.rect, 16.0, true, Ink::Dim, draw);
}

/// The name of a database again, where it is seen from so far that it has to be larger: above its cards.
pub fn group_name(group: &Group, size: f32, draw: &mut dyn FnMut(Shape)) {
    let width = (name_width(&group.name) as f32 * size / 12.0) as i32 + 24;
    let rect = Rect { width: width.min(group.rect.width), height: (size * 1.5) as i32, ..group.rect };
    draw(Shape::Fill { rect, radius: 0, top_only: false, ink: Ink::Ground, alpha: 0.82 });
    title(&group.name, group.rect, size, true, Ink::Text, draw);
}

/// The name of a frame at its upper left corner. Where it has grown beyond its line, it lies over what is in the frame.
fn title(text: &str, rect: Rect, size: f32, mono: bool, ink: Ink, draw: &mut dyn FnMut(Shape)) {
    let room = (rect.width - 24).max(0) as f32 * 12.0 / size;
    let text = &fitting(text.lines().next().unwrap_or(""), room as i32);
    let at = Point::new(rect.x + 14, rect.y + 6 + size as i32);
    draw(Shape::Text { at, text, size, bold: true, mono, ink, align: Align::Start });
}

/// An area: a tinted frame with a title, which is `size` high.
pub fn area(mark: &Mark, rect: Rect, size: f32, draw: &mut dyn FnMut(Shape)) {
    let ink = Ink::of_hue(mark.hue);
    draw(Shape::Fill { rect, radius: 10, top_only: false, ink, alpha: 0.1 });
    draw(Shape::Frame { rect, radius: 10, ink, width: 1.5 });
    title(&mark.text, rect, size, false, ink, draw);
}

/// A note: a sheet with lines of text, broken where they are too long.
pub fn note(mark: &Mark, rect: Rect, draw: &mut dyn FnMut(Shape)) {
    let ink = Ink::of_hue(mark.hue);
    draw(Shape::Fill { rect, radius: 4, top_only: false, ink: Ink::Surface, alpha: 1.0 });
    draw(Shape::Fill { rect, radius: 4, top_only: false, ink, alpha: 0.16 });
    draw(Shape::Frame { rect, radius: 4, ink, width: 1.0 });
    let most = ((rect.height - 12) / 18).max(0) as usize;
    for (at, line) in broken(&mark.text, rect.width - 20).iter().take(most).enumerate() {
        let at = Point::new(rect.x + 10, rect.y + 21 + at as i32 * 18);
        draw(Shape::Text { at, text: line, size: 13.0, bold: false, mono: false, ink: Ink::Text, align: Align::Start });
    }
}

/// The text in lines that fit into so many pixels; words are kept whole where they can be.
fn broken(text: &str, room: i32) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut now = String::new();
        for word in line.split_inclusive(' ') {
            if !now.is_empty() && name_width(&now) + name_width(word) > room {
                lines.push(std::mem::take(&mut now));
            }
            for letter in word.chars() {
                if name_width(&now) + 14 > room.max(28) {
                    lines.push(std::mem::take(&mut now));
                }
                now.push(letter);
            }
        }
        lines.push(now);
    }
    lines
}
