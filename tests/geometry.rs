//! The partitioning of the sphere, held against what Qserv's own partitioner says.

use tabledraft::qserv::geometry::{Layout, Palette, Unfit, match_fits, write_partitioning_svg};

/// Stripes, sub-stripes, overlap; chunks, sub-chunks and most sub-chunks a sub-stripe, as Qserv's `Chunker` counts them at
/// commit 5314826; and the places of (0, 0), (53.1, -27.8), (359.99, 89.99), (180, -90) and (0.1, 45.5).
type Known = (u32, u32, f64, u64, u64, u32, [(u32, u32); 5]);

const KNOWN: &[Known] = &[
    (340, 3, 0.01667, 146_332, 1_317_080, 12, [(114_920, 24), (79_648, 13), (230_520, 24), (0, 0), (173_400, 24)]),
    (85, 12, 0.01667, 8983, 1_300_320, 69, [(7140, 345), (4951, 287), (14_280, 759), (0, 0), (10_710, 759)]),
    (85, 14, 0.001, 8983, 1_771_342, 81, [(7140, 567), (4951, 418), (14_280, 1053), (0, 0), (10_710, 1053)]),
    (18, 100, 0.01, 368, 4_102_724, 618, [(324, 0), (220, 13_654), (612, 61_182), (0, 0), (468, 33_990)]),
    (60, 18, 0.025, 4432, 1_456_416, 106, [(3600, 0), (2415, 1381), (7080, 1802), (0, 0), (5400, 318)]),
    (200, 5, 0.17, 50_432, 1_261_260, 25, [(40_000, 0), (27_652, 0), (79_600, 100), (0, 0), (60_000, 50)]),
    (5, 3, 10.0, 21, 237, 12, [(20, 12), (10, 27), (40, 24), (0, 0), (30, 24)]),
    (1, 1, 0.0, 1, 1, 1, [(0, 0), (0, 0), (0, 0), (0, 0), (0, 0)]),
];

#[test]
fn chunks_are_those_of_the_partitioner() {
    for (stripes, sub_stripes, overlap, chunks, sub_chunks, most, places) in KNOWN {
        let layout = Layout::new(*stripes, *sub_stripes, *overlap).unwrap_or_else(|unfit| panic!("{stripes}: {unfit}"));
        let found = (layout.chunk_count(), layout.sub_chunk_count(), layout.most_sub_chunks);
        assert_eq!(found, (*chunks, *sub_chunks, *most), "{stripes} stripes, {sub_stripes} sub-stripes");
        let positions = [(0.0, 0.0), (53.1, -27.8), (359.99, 89.99), (180.0, -90.0), (0.1, 45.5)];
        for ((longitude, latitude), expected) in positions.into_iter().zip(places) {
            let place = layout.place(longitude, latitude).expect("a place");
            assert_eq!((place.chunk, place.sub_chunk), *expected, "{longitude}, {latitude} in {stripes} stripes");
            let bounds = layout.bounds(place.chunk).expect("a chunk");
            let inside = (bounds.longitude.0..=bounds.longitude.1).contains(&longitude)
                && (bounds.latitude.0 - 1e-9..=bounds.latitude.1 + 1e-9).contains(&latitude);
            assert!(inside, "{longitude}, {latitude} is not in {bounds:?}");
        }
    }
}

#[test]
fn chunks_cover_the_sphere_once() {
    for (stripes, sub_stripes) in [(1, 1), (2, 3), (17, 4), (85, 12)] {
        let layout = Layout::new(stripes, sub_stripes, 0.0).expect("a layout");
        let numbers = (0..2 * stripes * stripes).filter_map(|chunk| layout.bounds(chunk));
        let area: f64 = numbers
            .map(|bounds| {
                let height = bounds.latitude.1.to_radians().sin() - bounds.latitude.0.to_radians().sin();
                (bounds.longitude.1 - bounds.longitude.0) * height.to_degrees()
            })
            .sum();
        // 4 pi steradians.
        assert!((area - 41_252.961_249).abs() < 1e-3, "{area} square degrees in {stripes} stripes");
    }
}

#[test]
fn what_does_not_fit_is_said() {
    assert_eq!(Layout::new(0, 3, 0.1), Err(Unfit::Nothing));
    assert_eq!(Layout::new(3, 0, 0.1), Err(Unfit::Nothing));
    assert_eq!(Layout::new(3, 3, -0.1), Err(Unfit::OverlapOutOfRange(-0.1)));
    assert!(matches!(Layout::new(3, 3, f64::NAN), Err(Unfit::OverlapOutOfRange(_))));
    assert!(matches!(Layout::new(3, 3, 10.5), Err(Unfit::OverlapOutOfRange(_))));
    assert!(matches!(Layout::new(200, 5, 0.2), Err(Unfit::OverlapAboveSubStripe { .. })));
    assert!(matches!(Layout::new(u32::MAX, u32::MAX, 0.0), Err(Unfit::TooFine { .. })));
    assert!(matches!(Layout::new(30_000, 1, 0.0), Err(Unfit::TooManyChunks)));
    assert!(Layout::new(340, 3, 0.01667).is_ok_and(|layout| layout.place(400.0, 0.0).is_none()));
    assert!(match_fits(0.01667, 0.01667) && !match_fits(0.02, 0.01667) && !match_fits(0.0, 0.01667));
}

#[test]
fn the_picture_is_whole_and_small() {
    for (stripes, sub_stripes, overlap) in
        [(340, 3, 0.01667), (85, 12, 0.01667), (1, 1, 0.0), (5, 3, 10.0), (18, 100, 0.01)]
    {
        let layout = Layout::new(stripes, sub_stripes, overlap).expect("a layout");
        let svg = write_partitioning_svg(&layout, Palette::LIGHT);
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
        assert!(!svg.contains("NaN") && !svg.contains("inf"), "{stripes}");
        assert!(svg.len() < 700_000, "{} bytes for {stripes} stripes", svg.len());
        for tag in ["title", "desc", "text"] {
            assert_eq!(svg.matches(&format!("<{tag}")).count(), svg.matches(&format!("</{tag}>")).count());
        }
        let title = format!("The sphere in {stripes} stripes");
        assert!(svg.contains(&title), "{title}");
        assert!(svg.contains("class=\"overlap\"") && svg.contains("class=\"sub-chunks\""));
    }
}
