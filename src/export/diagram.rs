//! The diagram as a file: SVG with real text, for a light or a dark page.

use std::fmt::Write;

use crate::layout::{
    self, Align, Badge, Detail, Ink, Look, Picture, Point, Rect, Relation, RelationKind, Shape, line_style,
};
use crate::schema::{Mark, MarkKind, TableId, Workspace};

/// Around the whole picture.
const MARGIN: i32 = 40;
/// A line of the legend.
const LEGEND_LINE: i32 = 22;

/// Which colours a picture has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// The colour of an ink; those of the designer's style sheet.
fn colour(ink: Ink, theme: Theme) -> &'static str {
    let (light, dark) = match ink {
        Ink::Ground => ("#f6f7f9", "#14171b"),
        Ink::Surface => ("#ffffff", "#1b1f25"),
        Ink::Raised => ("#eef0f3", "#252a32"),
        Ink::Line => ("#d9dde3", "#363d48"),
        Ink::Text => ("#1b2129", "#e6e9ee"),
        Ink::Dim => ("#5a6472", "#a0a9b6"),
        Ink::Accent => ("#1a5fd0", "#6ea8ff"),
        Ink::Edge => ("#8a94a3", "#6d7786"),
        Ink::Error => ("#b3261e", "#ff8f85"),
        Ink::Warning => ("#8a5300", "#f1b45b"),
        Ink::Advice => ("#3b5fa8", "#9dbcf6"),
        Ink::Plain | Ink::Grey => ("#5a6472", "#a0a9b6"),
        Ink::Regular | Ink::Green => ("#00664f", "#4fc9a8"),
        Ink::Director | Ink::Orange => ("#a03c00", "#f2985c"),
        Ink::Dependent | Ink::Blue => ("#0a5c94", "#6cbdf2"),
        Ink::RefMatch | Ink::Pink => ("#8f3d73", "#e39ac9"),
        Ink::Yellow => ("#6d5a00", "#d8c04a"),
    };
    match theme {
        Theme::Light => light,
        Theme::Dark => dark,
    }
}

/// The picture of a workspace. Cards stand where the project has put them; others where there is room.
pub fn diagram_svg(workspace: &Workspace, theme: Theme) -> String {
    picture_svg(workspace, &Picture::of(workspace), theme, &|_| None)
}

/// A picture as it is. `badge`: the problems of a table.
pub fn picture_svg(
    workspace: &Workspace,
    picture: &Picture,
    theme: Theme,
    badge: &dyn Fn(TableId) -> Option<Badge>,
) -> String {
    let marks: Vec<(&Mark, Rect)> =
        workspace.diagram.marks.iter().map(|mark| (mark, layout::mark_rect(mark))).collect();
    let all = picture.bounds().into_iter().chain(marks.iter().map(|(_, rect)| *rect));
    let lines: Vec<Vec<Point>> = picture.links.iter().map(|link| picture.route(link)).collect();
    let corners = lines.iter().flatten().map(|point| Rect::new(point.x, point.y, 0, 0));
    let bounds = Rect::of_all(all.chain(corners)).unwrap_or(Rect::new(0, 0, 240, 80));
    let legend = legend(picture);
    let view = bounds.grown(MARGIN);
    let view = Rect { height: view.height + legend.len() as i32 * LEGEND_LINE, ..view };
    let mut out = Svg { text: head(view, picture, theme), theme };
    out.shape(Shape::Fill { rect: view, radius: 0, top_only: false, ink: Ink::Ground, alpha: 1.0 });
    picture.groups.iter().for_each(|group| layout::group(group, &mut |shape| out.shape(shape)));
    for (mark, rect) in marks.iter().filter(|(mark, _)| mark.kind == MarkKind::Area) {
        layout::area(mark, *rect, 16.0, &mut |shape| out.shape(shape));
    }
    for (link, points) in picture.links.iter().zip(&lines) {
        let _ = write!(out.text, "<g><title>{}</title>", escaped(&words(workspace, &link.relation)));
        layout::link(link, points, None, &mut |shape| out.shape(shape));
        out.text.push_str("</g>\n");
    }
    let more = |count: u32| format!("{count} more");
    for card in &picture.cards {
        let Some(table) = card.table(workspace) else { continue };
        let tag = workspace.diagram.tag_of(card.table).map(|tag| Ink::of_hue(tag.hue));
        let look = Look { tag, badge: badge(card.table), detail: Detail::Columns, title: 13.0 };
        let _ = write!(out.text, "<g><title>{}</title>", escaped(&table_words(table)));
        layout::card(card, table, &look, &more, &mut |shape| out.shape(shape));
        out.text.push_str("</g>\n");
    }
    for (mark, rect) in marks.iter().filter(|(mark, _)| mark.kind == MarkKind::Note) {
        layout::note(mark, *rect, &mut |shape| out.shape(shape));
    }
    for (at, kind) in legend.iter().enumerate() {
        out.legend_line(Point::new(view.x + MARGIN, bounds.bottom() + MARGIN + at as i32 * LEGEND_LINE), *kind);
    }
    out.text.push_str("</svg>\n");
    out.text
}

/// The kinds of relations that are drawn: a reader shall not have to guess.
fn legend(picture: &Picture) -> Vec<RelationKind> {
    let kinds = [RelationKind::ForeignKey, RelationKind::Director, RelationKind::RefMatch, RelationKind::Inferred];
    kinds.into_iter().filter(|kind| picture.links.iter().any(|link| link.relation.kind == *kind)).collect()
}

fn head(view: Rect, picture: &Picture, theme: Theme) -> String {
    let Rect { x, y, width, height } = view;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"{x} {y} {width} {height}\" role=\"img\">\n"
    );
    let counted = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let (tables, relations) = (counted(picture.cards.len(), "table"), counted(picture.links.len(), "relation"));
    let _ = write!(out, "<title>{tables}, {relations}</title>\n<style>");
    out.push_str("text{font-family:system-ui,sans-serif;white-space:pre}.m{font-family:ui-monospace,\"SF Mono\",Menlo,Consolas,\"Liberation Mono\",monospace}.b{font-weight:600}.l{fill:none;stroke-linejoin:round}");
    for (at, ink) in Ink::ALL.iter().enumerate() {
        let colour = colour(*ink, theme);
        let _ = write!(out, ".f{at}{{fill:{colour}}}.s{at}{{stroke:{colour}}}");
    }
    out.push_str("</style>\n");
    out
}

fn number_of(ink: Ink) -> usize {
    Ink::ALL.iter().position(|other| *other == ink).unwrap_or(0)
}

struct Svg {
    text: String,
    theme: Theme,
}

impl Svg {
    /// Writing into a string cannot fail.
    fn shape(&mut self, shape: Shape) {
        let out = &mut self.text;
        let _ = match shape {
            Shape::Fill { rect, radius, top_only: true, ink, alpha } => {
                let (x, y, right, bottom, r) = (rect.x, rect.y, rect.right(), rect.bottom(), radius);
                write!(
                    out,
                    "<path class=\"f{}\" opacity=\"{alpha}\" d=\"M{x} {bottom}V{}Q{x} {y} {} {y}H{}Q{right} {y} {right} {}V{bottom}z\"/>",
                    number_of(ink),
                    y + r,
                    x + r,
                    right - r,
                    y + r
                )
            }
            Shape::Fill { rect: Rect { x, y, width, height }, radius, ink, alpha, .. } => {
                let _ = write!(
                    out,
                    "<rect class=\"f{}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"",
                    number_of(ink)
                );
                optional(out, "rx", radius);
                if alpha < 1.0 {
                    let _ = write!(out, " opacity=\"{alpha}\"");
                }
                write!(out, "/>")
            }
            Shape::Frame { rect: Rect { x, y, width, height }, radius, ink, width: line } => {
                let _ = write!(
                    out,
                    "<rect class=\"l s{}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"",
                    number_of(ink)
                );
                optional(out, "rx", radius);
                write!(out, " stroke-width=\"{line}\"/>")
            }
            Shape::Polygon { points, ink } => {
                write!(out, "<path class=\"f{}\" d=\"{}z\"/>", number_of(ink), path(points))
            }
            Shape::Line { points, ink, width, dashed } => {
                let dashes = if dashed { " stroke-dasharray=\"5 4\"" } else { "" };
                write!(
                    out,
                    "<path class=\"l s{}\" stroke-width=\"{width}\"{dashes} d=\"{}\"/>",
                    number_of(ink),
                    path(points)
                )
            }
            Shape::Ring { centre, radius, ink } => {
                let ground = colour(Ink::Ground, self.theme);
                write!(
                    out,
                    "<circle class=\"s{}\" fill=\"{ground}\" cx=\"{}\" cy=\"{}\" r=\"{radius}\"/>",
                    number_of(ink),
                    centre.x,
                    centre.y
                )
            }
            Shape::Text { at, text, size, bold, mono, ink, align } => {
                let (mono, bold) = (if mono { " m" } else { "" }, if bold { " b" } else { "" });
                let anchor = match align {
                    Align::Start => "",
                    Align::Middle => " text-anchor=\"middle\"",
                    Align::End => " text-anchor=\"end\"",
                };
                write!(
                    out,
                    "<text class=\"f{}{mono}{bold}\" x=\"{}\" y=\"{}\" font-size=\"{size}\"{anchor}>{}</text>",
                    number_of(ink),
                    at.x,
                    at.y,
                    escaped(text)
                )
            }
        };
    }

    fn legend_line(&mut self, at: Point, kind: RelationKind) {
        let (ink, dashed) = line_style(kind);
        let ends = [Point::new(at.x, at.y), Point::new(at.x + 36, at.y)];
        self.shape(Shape::Line { points: &ends, ink, width: 1.6, dashed });
        let name = Point::new(at.x + 46, at.y + 4);
        self.shape(Shape::Text {
            at: name,
            text: kind.name(),
            size: 12.0,
            bold: false,
            mono: false,
            ink: Ink::Dim,
            align: Align::Start,
        });
        self.text.push('\n');
    }
}

fn optional(out: &mut String, name: &str, value: i32) {
    if value > 0 {
        let _ = write!(out, " {name}=\"{value}\"");
    }
}

fn path(points: &[Point]) -> String {
    let mut out = String::new();
    for (at, point) in points.iter().enumerate() {
        let _ = write!(out, "{}{} {}", if at == 0 { 'M' } else { 'L' }, point.x, point.y);
    }
    out
}

/// `Source.objectId refers to Object.objectId (director)`.
fn words(workspace: &Workspace, relation: &Relation) -> String {
    let end = |end: layout::End| {
        let table = workspace.table(end.table).map(|(_, table)| table);
        let name = table.map(|table| table.name.as_str()).unwrap_or_default();
        let column = end.column.and_then(|at| table.and_then(|table| table.columns.get(at)));
        column.map_or(name.to_owned(), |column| format!("{name}.{}", column.name))
    };
    format!("{} refers to {} ({})", end(relation.child), end(relation.parent), relation.kind.name())
}

fn table_words(table: &crate::schema::Table) -> String {
    let kind = table.registration.as_ref().map_or("MySQL table", |registration| registration.kind.name());
    let mut text = format!("{}, {kind}, {} columns", table.name, table.columns.len());
    if let Some(comment) = table.options.comment.as_deref().filter(|comment| !comment.is_empty()) {
        let _ = write!(text, ": {comment}");
    }
    text
}

/// Text between tags: what XML has no place for is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}
