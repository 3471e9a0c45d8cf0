//! The picture of a partitioning: the sphere with its stripes and chunks, and beside it one chunk at the equator with its
//! sub-chunks and its overlap, to scale. A pure string of SVG.

use std::fmt::Write;

use super::{Layout, longitude_reach};
use crate::text::grouped;

/// Colours of the picture, as CSS has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    pub text: &'static str,
    pub stripe: &'static str,
    pub chunk: &'static str,
    pub sub_chunk: &'static str,
    pub overlap: &'static str,
    pub sphere: &'static str,
}

impl Palette {
    /// For a light page, and for paper.
    pub const LIGHT: Palette = Palette {
        text: "#1f2933",
        stripe: "#3056a0",
        chunk: "#7d96c4",
        sub_chunk: "#9aa5b1",
        overlap: "#f4c95d",
        sphere: "#f3f6fb",
    };
    /// In the colours of the page that it stands in.
    pub const PAGE: Palette = Palette {
        text: "var(--ink)",
        stripe: "var(--accent)",
        chunk: "var(--dim)",
        sub_chunk: "var(--line)",
        overlap: "var(--warning)",
        sphere: "var(--bg)",
    };
}

const WIDTH: f64 = 880.0;
const HEIGHT: f64 = 470.0;
/// The globe's centre and radius.
const GLOBE: (f64, f64, f64) = (215.0, 215.0, 190.0);
/// The chunk's square: left, top, side.
const DETAIL: (f64, f64, f64) = (470.0, 40.0, 350.0);
/// The globe is seen from this latitude and longitude.
const VIEW: (f64, f64) = (20.0, 0.0);
/// More borders than this on the globe would run into each other.
const MOST_STRIPES: usize = 36;

/// The picture of a partitioning; it has a title and a description for those who hear it.
pub fn write_partitioning_svg(layout: &Layout, palette: Palette) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\" fill=\"none\">\n<title>{}</title>\n<desc>{}</desc>\n",
        title(layout),
        description(layout)
    );
    let step = layout.stripes.len().div_ceil(MOST_STRIPES).max(1);
    globe(&mut out, layout, palette, step);
    detail(&mut out, layout, palette);
    out.push_str("</svg>\n");
    out
}

fn title(layout: &Layout) -> String {
    format!("The sphere in {} stripes and {} chunks", layout.stripes.len(), grouped(layout.chunk_count()))
}

fn description(layout: &Layout) -> String {
    format!(
        "{} stripes of {:.4} degrees, {} sub-stripes in each, {} chunks, {} sub-chunks, an overlap of {} degrees.",
        layout.stripes.len(),
        layout.stripe_height(),
        layout.sub_stripes,
        grouped(layout.chunk_count()),
        grouped(layout.sub_chunk_count()),
        layout.overlap
    )
}

fn globe(out: &mut String, layout: &Layout, palette: Palette, step: usize) {
    let (x, y, radius) = GLOBE;
    let _ = writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{}\"/>", palette.sphere);
    let height = layout.stripe_height();
    let mut chunks = String::new();
    let mut stripes = String::new();
    for (number, group) in layout.stripes.chunks(step).enumerate() {
        let south = (number * step) as f64 * height - 90.0;
        let north = south + group.len() as f64 * height;
        if number > 0 {
            trace(&mut stripes, 180, |part| (south, 360.0 * part));
        }
        let middle = group.get(group.len() / 2).map_or(1, |stripe| stripe.chunks);
        let columns = (middle as usize / step).max(1);
        for column in (0..columns).filter(|_| columns > 1) {
            let longitude = 360.0 * column as f64 / columns as f64;
            trace(&mut chunks, 4, |part| (south + (north - south) * part, longitude));
        }
    }
    let _ = writeln!(out, "<path class=\"chunks\" d=\"{chunks}\" stroke=\"{}\" stroke-width=\"0.6\"/>", palette.chunk);
    let _ =
        writeln!(out, "<path class=\"stripes\" d=\"{stripes}\" stroke=\"{}\" stroke-width=\"0.8\"/>", palette.stripe);
    let _ = writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" stroke=\"{}\"/>", palette.stripe);
    let shown = match step {
        1 => "every stripe and chunk is drawn".to_owned(),
        step => format!("every {}stripe and chunk is drawn", ordinal(step)),
    };
    caption(out, palette, x, y + radius + 26.0, &title(layout));
    caption(out, palette, x, y + radius + 44.0, &shown);
}

/// Adds a curve on the globe, given by latitude and longitude for a part from 0 to 1; what lies behind is left out.
fn trace(path: &mut String, pieces: u32, at: impl Fn(f64) -> (f64, f64)) {
    let mut drawing = false;
    for piece in 0..=pieces {
        let (latitude, longitude) = at(f64::from(piece) / f64::from(pieces));
        let Some((x, y)) = project(latitude, longitude) else {
            drawing = false;
            continue;
        };
        let _ = write!(path, "{}{x:.1} {y:.1}", if drawing { "L" } else { "M" });
        drawing = true;
    }
}

/// Where a point of the sky stands on the globe; `None` where it lies behind. The orthographic projection.
fn project(latitude: f64, longitude: f64) -> Option<(f64, f64)> {
    let (sine, cosine) = latitude.to_radians().sin_cos();
    let (view_sine, view_cosine) = VIEW.0.to_radians().sin_cos();
    let (east, north) = (longitude - VIEW.1).to_radians().sin_cos();
    if view_sine * sine + view_cosine * cosine * north < 0.0 {
        return None;
    }
    let (x, y, radius) = GLOBE;
    Some((x + radius * cosine * east, y - radius * (view_cosine * sine - view_sine * cosine * north)))
}

fn detail(out: &mut String, layout: &Layout, palette: Palette) {
    let Some(chunk) = layout.equatorial_chunk() else { return };
    let Some(stripe) = layout.stripes.get(layout.stripes.len() / 2) else { return };
    let (left, top, side) = DETAIL;
    let (width, height) = (chunk.longitude.1 - chunk.longitude.0, chunk.latitude.1 - chunk.latitude.0);
    let reach = longitude_reach(layout.overlap, chunk.latitude.0.abs().max(chunk.latitude.1.abs()));
    let whole = f64::max(width + 2.0 * reach, height + 2.0 * layout.overlap);
    let scale = side / whole;
    let (inner_left, inner_top) = (left + reach * scale, top + layout.overlap * scale);
    let _ = writeln!(
        out,
        "<rect class=\"overlap\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{:.1}\" fill=\"{}\"/>",
        (width + 2.0 * reach) * scale,
        (height + 2.0 * layout.overlap) * scale,
        layout.overlap * scale,
        palette.overlap
    );
    let mut lines = String::new();
    let row = height / f64::from(layout.sub_stripes.max(1));
    for (number, count) in stripe.sub_chunks.iter().enumerate() {
        // The south is below.
        let bottom = inner_top + (height - number as f64 * row) * scale;
        let _ = write!(lines, "M{inner_left:.1} {bottom:.1}h{:.1}", width * scale);
        for column in 1..*count {
            let x = inner_left + width * scale * f64::from(column) / f64::from(*count);
            let _ = write!(lines, "M{x:.1} {bottom:.1}v{:.1}", -row * scale);
        }
    }
    let _ = writeln!(
        out,
        "<rect class=\"chunk\" x=\"{inner_left:.1}\" y=\"{inner_top:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\" stroke=\"{}\" stroke-width=\"1.5\"/>",
        width * scale,
        height * scale,
        palette.sphere,
        palette.stripe
    );
    let _ = writeln!(out, "<path class=\"sub-chunks\" d=\"{lines}\" stroke=\"{}\"/>", palette.sub_chunk);
    let below = top + (height + 2.0 * layout.overlap) * scale;
    let middle = left + side / 2.0;
    let text =
        format!("A chunk at the equator: {width:.4}° by {height:.4}°, {}", sub_chunks(stripe.sub_chunks.iter().sum()));
    caption(out, palette, middle, below + 24.0, &text);
    let text =
        format!("its overlap of {}° stores {:.1} % of its rows again", layout.overlap, 100.0 * layout.overlap_share());
    caption(out, palette, middle, below + 44.0, &text);
}

fn sub_chunks(count: u32) -> String {
    if count == 1 { "one sub-chunk".to_owned() } else { format!("{count} sub-chunks") }
}

fn caption(out: &mut String, palette: Palette, x: f64, y: f64, text: &str) {
    let _ =
        writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\" fill=\"{}\">{text}</text>", palette.text);
}

/// `2nd `, `3rd `, `10th `: the number before what it counts.
fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (1, rest) if rest != 11 => "st",
        (2, rest) if rest != 12 => "nd",
        (3, rest) if rest != 13 => "rd",
        _ => "th",
    };
    format!("{number}{ending} ")
}
