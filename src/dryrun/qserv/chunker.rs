//! How a partitioning cuts the sky into chunks: stripes of latitude, each of which has so many chunks.
//!
//! Source: `src/Chunker.cc` of lsst/sphgeom, which the Controller asks what chunks there are.

use std::f64::consts::PI;

use super::failure::{Answer, Failure};
use super::state::Family;

/// Sub-stripes are not made lower than this: a second of arc.
const MOST_SUB_STRIPES: i32 = 180 * 3600;

pub(super) struct Chunker {
    stripes: i32,
}

impl Chunker {
    pub fn new(family: &Family) -> Answer<Self> {
        let (stripes, sub_stripes) = (family.stripes.cast_signed(), family.sub_stripes.cast_signed());
        if stripes < 1 || sub_stripes < 1 {
            return Err(Failure::other("The number of stripes and sub-stripes per stripe must be positive"));
        }
        if stripes.wrapping_mul(sub_stripes) > MOST_SUB_STRIPES {
            return Err(Failure::other("Sub-stripes are too small").help(format!(
                "A family may have {MOST_SUB_STRIPES} sub-stripes, its stripes times their sub-stripes; {} has more. Register the database with fewer.",
                family.name
            )));
        }
        Ok(Chunker { stripes })
    }

    /// Whether the partitioning has a chunk of that number: there are `2 * stripes` numbers for each stripe, not all of which
    /// are taken.
    pub fn has(&self, chunk: u32) -> bool {
        let (chunk, a_stripe) = (i64::from(chunk.cast_signed()), i64::from(self.stripes) * 2);
        let stripe = chunk / a_stripe;
        (0..i64::from(self.stripes)).contains(&stripe) && chunk - stripe * a_stripe < self.chunks_of(stripe)
    }

    /// How many chunks there are.
    pub fn all(&self) -> i64 {
        (0..i64::from(self.stripes)).map(|stripe| self.chunks_of(stripe)).sum()
    }

    /// How many segments fit a stripe, each at least as wide as the stripe is high.
    fn chunks_of(&self, stripe: i64) -> i64 {
        let height = PI / f64::from(self.stripes);
        let edge = |stripe: i64| (stripe as f64 * height - 0.5 * PI).abs();
        let farthest = edge(stripe).max(edge(stripe + 1));
        if height > PI || farthest > 0.5 * PI - 4.85e-6 {
            return 1;
        }
        let (sin, cos) = (farthest.sin(), farthest.cos());
        let (x, u) = (height.cos() - sin * sin, cos * cos);
        let y = (u * u - x * x).abs().sqrt();
        (2.0 * PI / y.atan2(x).abs()).floor() as i64
    }
}
