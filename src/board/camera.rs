//! Which part of the picture the window shows, and how large.

use crate::layout::{Detail, Point, Rect};

/// The picture's place in the window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    /// The point of the picture at the window's upper left corner.
    pub x: f64,
    pub y: f64,
    /// Pixels of the page for each of the picture.
    pub scale: f64,
}

pub const SMALLEST: f64 = 0.005;
pub const LARGEST: f64 = 4.0;

impl Default for Camera {
    fn default() -> Self {
        Camera { x: 0.0, y: 0.0, scale: 1.0 }
    }
}

impl Camera {
    /// The point of the picture that is seen at a point of the window.
    pub fn to_picture(&self, at: (f64, f64)) -> Point {
        let near = |at: f64| at.round().clamp(-1e8, 1e8) as i32;
        Point::new(near(self.x + at.0 / self.scale), near(self.y + at.1 / self.scale))
    }

    pub fn to_window(&self, point: Point) -> (f64, f64) {
        ((f64::from(point.x) - self.x) * self.scale, (f64::from(point.y) - self.y) * self.scale)
    }

    /// What a window of this size shows.
    pub fn seen(&self, size: (f64, f64)) -> Rect {
        let (from, to) = (self.to_picture((0.0, 0.0)), self.to_picture(size));
        Rect::around(from, to)
    }

    /// The camera with the whole rectangle in the middle of the window, not larger than `largest`.
    pub fn showing(rect: &Rect, size: (f64, f64), largest: f64) -> Camera {
        let (width, height) = (f64::from(rect.width.max(1)), f64::from(rect.height.max(1)));
        let room = |all: f64| (all - 48.0).max(all / 2.0).max(1.0);
        let scale = (room(size.0) / width).min(room(size.1) / height).clamp(SMALLEST, largest);
        Camera::default().at(scale).centred(rect, size)
    }

    fn at(self, scale: f64) -> Camera {
        Camera { scale, ..self }
    }

    /// The same size, with the middle of the rectangle in that of the window.
    pub fn centred(self, rect: &Rect, size: (f64, f64)) -> Camera {
        let middle = |at: i32, length: i32| f64::from(at) + f64::from(length) / 2.0;
        Camera {
            x: middle(rect.x, rect.width) - size.0 / 2.0 / self.scale,
            y: middle(rect.y, rect.height) - size.1 / 2.0 / self.scale,
            ..self
        }
    }

    /// Larger or smaller by a factor; the point under `at` stays there.
    pub fn zoomed(self, factor: f64, at: (f64, f64)) -> Camera {
        let scale = (self.scale * factor).clamp(SMALLEST, LARGEST);
        let shift = 1.0 / self.scale - 1.0 / scale;
        Camera { x: self.x + at.0 * shift, y: self.y + at.1 * shift, scale }
    }

    /// Moves as little as it must for the rectangle to be seen, with some room around it.
    pub fn revealing(self, rect: &Rect, size: (f64, f64)) -> Camera {
        let room = 24.0 / self.scale;
        let axis = |view: f64, length: f64, low: f64, high: f64| {
            if high - low + 2.0 * room > length || low - room < view {
                low - room
            } else if high + room > view + length {
                high + room - length
            } else {
                view
            }
        };
        let seen = |at: f64, length: f64, low: i32, high: i32| {
            let inside = f64::from(low) >= at && f64::from(high) <= at + length;
            if inside { at } else { axis(at, length, f64::from(low), f64::from(high)) }
        };
        Camera {
            x: seen(self.x, size.0 / self.scale, rect.x, rect.right()),
            y: seen(self.y, size.1 / self.scale, rect.y, rect.bottom()),
            ..self
        }
    }

    /// How much is drawn of a card at this size.
    pub fn detail(&self) -> Detail {
        match self.scale {
            scale if scale < 0.16 => Detail::Block,
            scale if scale < 0.5 => Detail::Names,
            scale if scale < 1.4 => Detail::Columns,
            _ => Detail::Full,
        }
    }
}
