//! How Qserv cuts the sphere: stripes of equal height, chunks in each stripe, sub-stripes and sub-chunks in each chunk.
//!
//! Source of the scheme and of every formula: Qserv `src/partition/doc/partitioning.md`, `src/partition/Chunker.cc`
//! (`segments`, `_initialize`, `locate`) and `src/partition/Geometry.cc` (`maxAlpha`). All angles are in degrees.

mod matches;
mod picture;

use std::fmt;

pub use matches::match_warnings;
pub use picture::{Palette, write_partitioning_svg};

/// One second of arc: nearer to a pole than this, the partitioner takes a latitude for the pole.
const ARC_SECOND: f64 = 1.0 / 3600.0;

/// The chunk that Qserv keeps for empty tables; a real chunk must not have its number.
/// Source: Qserv `src/global/constants.h`, `DUMMY_CHUNK`.
pub const DUMMY_CHUNK: u64 = 1_234_567_890;

/// The widest overlap that the partitioner takes.
pub const WIDEST_OVERLAP: f64 = 10.0;

/// The sphere, cut.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// From the south pole to the north.
    pub stripes: Vec<Stripe>,
    /// Sub-stripes in each stripe.
    pub sub_stripes: u32,
    /// How far the rows around a chunk or sub-chunk reach that are stored with it.
    pub overlap: f64,
    /// Of one sub-stripe of one chunk, over the whole sphere: sub-chunk numbers are counted with it.
    pub most_sub_chunks: u32,
}

/// A band between two latitudes.
#[derive(Clone, Debug, PartialEq)]
pub struct Stripe {
    /// Chunks around the whole band, all of one width.
    pub chunks: u32,
    /// Sub-chunks of one chunk in each of its sub-stripes, from the south.
    pub sub_chunks: Vec<u32>,
}

/// A box of the sphere.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// From 0 to 360.
    pub longitude: (f64, f64),
    /// From -90 to 90.
    pub latitude: (f64, f64),
}

/// The chunk and the sub-chunk of a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub chunk: u32,
    pub sub_chunk: u32,
}

/// Why a sphere cannot be cut so.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unfit {
    /// No stripes, or no sub-stripes.
    Nothing,
    /// A sub-stripe would be narrower than a second of arc.
    TooFine { height: f64 },
    /// A chunk would have the number of the dummy chunk, or a higher one.
    TooManyChunks,
    /// Negative, or wider than `WIDEST_OVERLAP`, or no number.
    OverlapOutOfRange(f64),
    /// A row near a border would have to be stored in more than the neighbouring sub-stripe.
    OverlapAboveSubStripe { overlap: f64, height: f64 },
    /// The same beside a sub-chunk, at the latitude where sub-chunks are narrowest.
    OverlapAboveSubChunk { needed: f64, width: f64, latitude: f64 },
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Nothing => write!(f, "the number of stripes and that of sub-stripes must be at least 1"),
            Unfit::TooFine { height } => write!(
                f,
                "a sub-stripe would be {height:.6} degrees high, less than a second of arc: take fewer stripes or sub-stripes"
            ),
            Unfit::TooManyChunks => write!(
                f,
                "chunk numbers would reach {DUMMY_CHUNK}, which Qserv keeps for its dummy chunk: take fewer stripes"
            ),
            Unfit::OverlapOutOfRange(overlap) => {
                write!(f, "the overlap of {overlap} degrees is not between 0 and {WIDEST_OVERLAP} degrees")
            }
            Unfit::OverlapAboveSubStripe { overlap, height } => write!(
                f,
                "the overlap of {overlap} degrees is wider than a sub-stripe, which is {height:.5} degrees high: take fewer sub-stripes or a smaller overlap"
            ),
            Unfit::OverlapAboveSubChunk { needed, width, latitude } => write!(
                f,
                "at the latitude {latitude:.2} the overlap reaches {needed:.4} degrees of longitude, but a sub-chunk is only {width:.4} wide: take fewer sub-stripes or a smaller overlap"
            ),
        }
    }
}

impl std::error::Error for Unfit {}

impl Layout {
    /// Cuts the sphere as the partitioner does, or says why it would refuse. `overlap` in degrees.
    pub fn new(stripes: u32, sub_stripes: u32, overlap: f64) -> Result<Layout, Unfit> {
        if stripes == 0 || sub_stripes == 0 {
            return Err(Unfit::Nothing);
        }
        if !(0.0..=WIDEST_OVERLAP).contains(&overlap) {
            return Err(Unfit::OverlapOutOfRange(overlap));
        }
        let height = 180.0 / f64::from(stripes);
        let sub_height = 180.0 / (f64::from(stripes) * f64::from(sub_stripes));
        if sub_height < ARC_SECOND {
            return Err(Unfit::TooFine { height: sub_height });
        }
        if 2 * u64::from(stripes) * u64::from(stripes) >= DUMMY_CHUNK {
            return Err(Unfit::TooManyChunks);
        }
        if sub_height < overlap {
            return Err(Unfit::OverlapAboveSubStripe { overlap, height: sub_height });
        }
        let mut layout = Layout { stripes: Vec::new(), sub_stripes, overlap, most_sub_chunks: 0 };
        for stripe in 0..stripes {
            let south = f64::from(stripe) * height - 90.0;
            let chunks = segments(south, f64::from(stripe + 1) * height - 90.0, height);
            let mut sub_chunks = Vec::new();
            for sub_stripe in 0..sub_stripes {
                let number = f64::from(stripe) * f64::from(sub_stripes) + f64::from(sub_stripe);
                let (low, high) = (number * sub_height - 90.0, (number + 1.0) * sub_height - 90.0);
                let count = (segments(low, high, sub_height) / chunks).max(1);
                let width = 360.0 / (f64::from(count) * f64::from(chunks));
                let latitude = if low.abs() > high.abs() { low } else { high };
                let needed = longitude_reach(overlap, latitude);
                if needed > width {
                    return Err(Unfit::OverlapAboveSubChunk { needed, width, latitude });
                }
                layout.most_sub_chunks = layout.most_sub_chunks.max(count);
                sub_chunks.push(count);
            }
            layout.stripes.push(Stripe { chunks, sub_chunks });
        }
        Ok(layout)
    }

    pub fn stripe_height(&self) -> f64 {
        180.0 / self.stripes.len().max(1) as f64
    }

    pub fn sub_stripe_height(&self) -> f64 {
        self.stripe_height() / f64::from(self.sub_stripes.max(1))
    }

    /// Of the whole sphere.
    pub fn chunk_count(&self) -> u64 {
        self.stripes.iter().map(|stripe| u64::from(stripe.chunks)).sum()
    }

    /// Of the whole sphere.
    pub fn sub_chunk_count(&self) -> u64 {
        let of = |stripe: &Stripe| stripe.sub_chunks.iter().map(|count| u64::from(*count)).sum::<u64>();
        self.stripes.iter().map(|stripe| u64::from(stripe.chunks) * of(stripe)).sum()
    }

    /// The chunk and sub-chunk in which the partitioner puts a position. Longitude from 0 to 360, latitude from -90 to 90.
    pub fn place(&self, longitude: f64, latitude: f64) -> Option<Place> {
        if !(0.0..=360.0).contains(&longitude) || !(-90.0..=90.0).contains(&latitude) {
            return None;
        }
        let count = u32::try_from(self.stripes.len()).ok()?;
        let row = ((latitude + 90.0) / self.sub_stripe_height()).floor() as u32;
        let row = row.min(count.checked_mul(self.sub_stripes)?.checked_sub(1)?);
        let (stripe_number, sub_stripe) = (row / self.sub_stripes, row % self.sub_stripes);
        let stripe = self.stripes.get(stripe_number as usize)?;
        let per_chunk = *stripe.sub_chunks.get(sub_stripe as usize)?;
        let around = stripe.chunks.checked_mul(per_chunk)?;
        let column = ((longitude / (360.0 / f64::from(around))).floor() as u32).min(around.checked_sub(1)?);
        Some(Place {
            chunk: stripe_number * 2 * count + column / per_chunk,
            sub_chunk: sub_stripe * self.most_sub_chunks + column % per_chunk,
        })
    }

    /// The box of a chunk; `None` where there is no chunk of that number.
    pub fn bounds(&self, chunk: u32) -> Option<Bounds> {
        let per_stripe = u32::try_from(self.stripes.len()).ok()?.checked_mul(2)?;
        let stripe_number = chunk.checked_div(per_stripe)?;
        let (stripe, column) = (self.stripes.get(stripe_number as usize)?, chunk % per_stripe);
        if column >= stripe.chunks {
            return None;
        }
        let width = 360.0 / f64::from(stripe.chunks);
        let south = f64::from(stripe_number) * self.stripe_height() - 90.0;
        Some(Bounds {
            longitude: (f64::from(column) * width, f64::from(column + 1) * width),
            latitude: (south, south + self.stripe_height()),
        })
    }

    /// The chunk at the equator that begins at longitude 0, where chunks are nearest to squares.
    pub fn equatorial_chunk(&self) -> Option<Bounds> {
        let half = u32::try_from(self.stripes.len() / 2).ok()?;
        self.bounds(half * 2 * u32::try_from(self.stripes.len()).ok()?)
    }

    /// The smallest and the largest area of a chunk, in square degrees.
    pub fn chunk_areas(&self) -> (f64, f64) {
        let height = self.stripe_height();
        let areas = self.stripes.iter().enumerate().map(|(number, stripe)| {
            let south = number as f64 * height - 90.0;
            area(360.0 / f64::from(stripe.chunks), south, south + height)
        });
        areas.fold((f64::INFINITY, 0.0), |(least, most), area| (least.min(area), f64::max(most, area)))
    }

    /// The smallest and the largest area of a sub-chunk, in square degrees.
    pub fn sub_chunk_areas(&self) -> (f64, f64) {
        let height = self.sub_stripe_height();
        let mut extent = (f64::INFINITY, 0.0);
        for (number, stripe) in self.stripes.iter().enumerate() {
            for (sub_stripe, count) in stripe.sub_chunks.iter().enumerate() {
                let south = (number * self.sub_stripes as usize + sub_stripe) as f64 * height - 90.0;
                let area = area(360.0 / (f64::from(*count) * f64::from(stripe.chunks)), south, south + height);
                extent = (f64::min(extent.0, area), f64::max(extent.1, area));
            }
        }
        extent
    }

    /// The part of the rows that is stored a second time as overlap of a chunk, for a chunk at the equator: 0.06 is 6 %.
    pub fn overlap_share(&self) -> f64 {
        let Some(chunk) = self.equatorial_chunk() else { return 0.0 };
        let own = area(chunk.longitude.1 - chunk.longitude.0, chunk.latitude.0, chunk.latitude.1);
        let reach = longitude_reach(self.overlap, chunk.latitude.0.abs().max(chunk.latitude.1.abs()));
        let width = (chunk.longitude.1 - chunk.longitude.0 + 2.0 * reach).min(360.0);
        let (south, north) = (chunk.latitude.0 - self.overlap, chunk.latitude.1 + self.overlap);
        area(width, south.max(-90.0), north.min(90.0)) / own - 1.0
    }
}

/// True where pairs of that separation are found by a join over a ref-match table: each partner then lies in the other's
/// overlap. Both in degrees.
///
/// The documentation of `POST /ingest/table` says that `ang_sep` is in radians; Qserv's query analysis adds it to
/// separations in degrees and compares it with the overlap (`src/qana/RelationGraph.cc`), so it is in degrees.
pub fn match_fits(ang_sep: f64, overlap: f64) -> bool {
    ang_sep > 0.0 && ang_sep <= overlap
}

/// Into how many equal parts a band is cut, so that points one part apart in longitude are at least `width` apart on the sky.
fn segments(south: f64, north: f64, width: f64) -> u32 {
    let latitude = south.abs().max(north.abs());
    if latitude > 90.0 - ARC_SECOND || width >= 180.0 {
        return 1;
    }
    let (sine, cosine) = latitude.to_radians().sin_cos();
    let x = width.to_radians().cos() - sine * sine;
    let u = cosine * cosine;
    let y = (u * u - x * x).abs().sqrt();
    ((360.0 / y.atan2(x).to_degrees().abs()).floor() as u32).max(1)
}

/// How far in longitude a circle of a radius reaches whose centre lies at a latitude.
fn longitude_reach(radius: f64, latitude: f64) -> f64 {
    if radius == 0.0 {
        return 0.0;
    }
    if latitude.abs() + radius > 90.0 - ARC_SECOND {
        return 180.0;
    }
    let (radius, latitude) = (radius.to_radians(), latitude.to_radians());
    let x = ((latitude - radius).cos() * (latitude + radius).cos()).abs().sqrt();
    (radius.sin() / x).atan().to_degrees().abs()
}

/// Of a box, in square degrees.
fn area(width: f64, south: f64, north: f64) -> f64 {
    width * (north.to_radians().sin() - south.to_radians().sin()).to_degrees()
}
