//! Shapes on a canvas.

use wasm_bindgen::JsValue;
use web_sys::{OffscreenCanvas, OffscreenCanvasRenderingContext2d};

use super::context_of;
use crate::layout::{Align, Ink, Point, Rect, Shape};

/// The fonts of names and of words, as the style sheet has them.
const MONO: &str =
    "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', 'Noto Sans Mono CJK SC', monospace";
const SANS: &str = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/// The colours of the theme that is in use, in the order of `Ink::ALL`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Palette(Vec<String>);

impl Palette {
    /// Colours in words of CSS, separated by `|`.
    pub fn read(text: &str) -> Palette {
        Palette(text.split('|').map(str::to_owned).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True where letters are lighter than the ground.
    pub fn is_dark(&self) -> bool {
        let light = |ink: Ink| {
            let numbers = self.colour(ink).split(|letter: char| !letter.is_ascii_digit());
            numbers.filter_map(|number| number.parse::<u32>().ok()).take(3).sum::<u32>()
        };
        light(Ink::Text) > light(Ink::Ground)
    }

    pub fn colour(&self, ink: Ink) -> &str {
        // The inks are declared in the order of `Ink::ALL`.
        self.0.get(ink as usize).map_or("#888", String::as_str)
    }
}

/// A canvas that is drawn on in the picture's pixels.
pub struct Painter<'p> {
    pub context: OffscreenCanvasRenderingContext2d,
    palette: &'p Palette,
    /// Pixels of the canvas for each of the picture: nothing is drawn finer than one of them.
    scale: f64,
    font: (u32, bool, bool),
    align: Align,
}

impl<'p> Painter<'p> {
    /// `corner`: the pixel of the whole picture, at this scale, that is the canvas's upper left one.
    pub fn new(canvas: &OffscreenCanvas, palette: &'p Palette, scale: f64, corner: (f64, f64)) -> Option<Self> {
        let context = context_of(canvas)?;
        let _ = context.set_transform(scale, 0.0, 0.0, scale, -corner.0, -corner.1);
        context.set_global_alpha(1.0);
        context.set_text_align("left");
        context.set_line_join("round");
        Some(Painter { context, palette, scale, font: (0, false, false), align: Align::Start })
    }

    pub fn colour(&self, ink: Ink) -> &str {
        self.palette.colour(ink)
    }

    pub fn fill_with(&self, ink: Ink) {
        self.context.set_fill_style_str(self.palette.colour(ink));
    }

    pub fn stroke_with(&self, ink: Ink, width: f64) {
        self.context.set_stroke_style_str(self.palette.colour(ink));
        // Never thinner than a pixel: such lines would be pale and slow.
        self.context.set_line_width(width.max(1.0 / self.scale));
    }

    pub fn dash(&self, dashed: bool) {
        let dashes = js_sys::Array::new();
        if dashed {
            dashes.push(&JsValue::from(5.0));
            dashes.push(&JsValue::from(4.0));
        }
        let _ = self.context.set_line_dash(&dashes);
    }

    pub fn shape(&mut self, shape: Shape) {
        let context = &self.context;
        match shape {
            Shape::Fill { rect, radius, top_only, ink, alpha } => {
                self.fill_with(ink);
                context.set_global_alpha(f64::from(alpha));
                if radius == 0 || f64::from(radius) * self.scale < 1.5 {
                    fill(context, &rect);
                } else {
                    context.begin_path();
                    rounded(context, &rect, radius, top_only);
                    context.fill();
                }
                context.set_global_alpha(1.0);
            }
            Shape::Frame { rect, radius, ink, width } => {
                self.stroke_with(ink, f64::from(width));
                context.begin_path();
                rounded(context, &rect, radius, false);
                context.stroke();
            }
            Shape::Polygon { points, ink } => {
                self.fill_with(ink);
                context.begin_path();
                trace(context, points);
                context.fill();
            }
            Shape::Line { points, ink, width, dashed } => {
                self.stroke_with(ink, f64::from(width));
                if dashed {
                    self.dash(true);
                }
                context.begin_path();
                if points.len() > 3 {
                    trace_rounded(context, points)
                } else {
                    trace(context, points)
                }
                context.stroke();
                if dashed {
                    self.dash(false);
                }
            }
            Shape::Ring { centre, radius, ink } => {
                self.fill_with(Ink::Ground);
                self.stroke_with(ink, 1.2);
                context.begin_path();
                let (x, y) = (f64::from(centre.x), f64::from(centre.y));
                let _ = context.arc(x, y, f64::from(radius), 0.0, std::f64::consts::TAU);
                context.fill();
                context.stroke();
            }
            Shape::Text { at, text, size, bold, mono, ink, align } => {
                self.fill_with(ink);
                self.set_font(size, bold, mono);
                self.set_align(align);
                let _ = self.context.fill_text(text, f64::from(at.x), f64::from(at.y));
            }
        }
    }

    fn set_font(&mut self, size: f32, bold: bool, mono: bool) {
        let font = (size.to_bits(), bold, mono);
        if self.font != font {
            self.font = font;
            let (weight, family) = (if bold { 600 } else { 400 }, if mono { MONO } else { SANS });
            self.context.set_font(&format!("{weight} {size}px {family}"));
        }
    }

    fn set_align(&mut self, align: Align) {
        if self.align != align {
            self.align = align;
            self.context.set_text_align(match align {
                Align::Start => "left",
                Align::Middle => "center",
                Align::End => "right",
            });
        }
    }

    /// Adds what lies in the area of a line to the path that is being made.
    pub fn trace_within(&self, points: &[Point], area: &Rect) {
        for ends in points.windows(2) {
            let [a, b] = ends else { continue };
            if Rect::around(*a, *b).grown(1).overlaps(area) {
                self.context.move_to(f64::from(a.x), f64::from(a.y));
                self.context.line_to(f64::from(b.x), f64::from(b.y));
            }
        }
    }
}

pub fn fill(context: &OffscreenCanvasRenderingContext2d, rect: &Rect) {
    context.fill_rect(f64::from(rect.x), f64::from(rect.y), f64::from(rect.width), f64::from(rect.height));
}

fn rounded(context: &OffscreenCanvasRenderingContext2d, rect: &Rect, radius: i32, top_only: bool) {
    let (x, y, right, bottom) =
        (f64::from(rect.x), f64::from(rect.y), f64::from(rect.right()), f64::from(rect.bottom()));
    let r = f64::from(radius.min(rect.width / 2).min(rect.height / 2));
    let below = if top_only { 0.0 } else { r };
    context.move_to(x + r, y);
    let _ = context.arc_to(right, y, right, bottom, r);
    let _ = context.arc_to(right, bottom, x, bottom, below);
    let _ = context.arc_to(x, bottom, x, y, below);
    let _ = context.arc_to(x, y, right, y, r);
    context.close_path();
}

fn trace(context: &OffscreenCanvasRenderingContext2d, points: &[Point]) {
    for (at, point) in points.iter().enumerate() {
        let (x, y) = (f64::from(point.x), f64::from(point.y));
        if at == 0 { context.move_to(x, y) } else { context.line_to(x, y) }
    }
}

/// A line whose corners are a little round, so that the eye follows it where it meets others.
fn trace_rounded(context: &OffscreenCanvasRenderingContext2d, points: &[Point]) {
    let Some(first) = points.first() else { return };
    context.move_to(f64::from(first.x), f64::from(first.y));
    for corner in points.windows(3) {
        let [a, b, c] = corner else { continue };
        let short = |a: &Point, b: &Point| (a.x - b.x).abs() + (a.y - b.y).abs();
        let r = f64::from(short(a, b).min(short(b, c)).min(12)) / 2.0;
        let _ = context.arc_to(f64::from(b.x), f64::from(b.y), f64::from(c.x), f64::from(c.y), r);
    }
    if let Some(last) = points.last() {
        context.line_to(f64::from(last.x), f64::from(last.y));
    }
}
