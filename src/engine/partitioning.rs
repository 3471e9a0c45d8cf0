//! What the partitioning of a database is, as the designer shows it: its numbers, what does not fit, and its picture.

use std::fmt::Write;

use crate::qserv::geometry::{Layout, Palette, match_warnings, write_partitioning_svg};
use crate::schema::Database;

/// Lines `figure`, tab, label, tab, value, and `warning`, tab, sentence; behind an empty line the picture as SVG, in the colours
/// of the page. The error says that the database is not registered in Qserv.
pub fn partitioning_sheet(database: &Database) -> Result<String, String> {
    let known = database.partitioning.as_ref().ok_or("the database is not registered in Qserv")?;
    let mut out = String::new();
    for warning in match_warnings(database) {
        let _ = writeln!(out, "warning\t{warning}");
    }
    let layout = match Layout::new(known.stripes, known.sub_stripes, known.overlap) {
        Ok(layout) => layout,
        Err(unfit) => {
            let _ = writeln!(out, "warning\tThe partitioner refuses this: {unfit}.");
            return Ok(out);
        }
    };
    let (least, most) = layout.chunk_areas();
    let (sub_least, sub_most) = layout.sub_chunk_areas();
    let figures = [
        ("Chunks on the whole sphere", layout.chunk_count().to_string()),
        ("Sub-chunks on the whole sphere", layout.sub_chunk_count().to_string()),
        ("Height of a stripe", format!("{:.4}°", layout.stripe_height())),
        ("Height of a sub-stripe", format!("{:.4}°", layout.sub_stripe_height())),
        ("Area of a chunk", format!("{least:.4} – {most:.4} deg²")),
        ("Area of a sub-chunk", format!("{sub_least:.5} – {sub_most:.5} deg²")),
        ("Overlap", format!("{}° = {:.1}′", known.overlap, known.overlap * 60.0)),
        ("Rows stored twice for the overlap", format!("{:.1} %", layout.overlap_share() * 100.0)),
    ];
    for (label, value) in figures {
        let _ = writeln!(out, "figure\t{label}\t{value}");
    }
    out.push('\n');
    out.push_str(&write_partitioning_svg(&layout, Palette::PAGE));
    Ok(out)
}
