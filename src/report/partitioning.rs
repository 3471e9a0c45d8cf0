//! The numbers of a partitioning.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::qserv::geometry::{Layout, Unfit};

/// The numbers, for programs.
pub fn partitioning_json(name: &str, layout: &Result<Layout, Unfit>) -> Value {
    match layout {
        Err(unfit) => json!({ "database": name, "fits": false, "reason": unfit.to_string() }),
        Ok(layout) => {
            let (smallest, largest) = layout.chunk_areas();
            let (sub_smallest, sub_largest) = layout.sub_chunk_areas();
            json!({
                "database": name,
                "fits": true,
                "stripes": layout.stripes.len(),
                "sub_stripes": layout.sub_stripes,
                "overlap_deg": layout.overlap,
                "stripe_height_deg": layout.stripe_height(),
                "sub_stripe_height_deg": layout.sub_stripe_height(),
                "chunks": layout.chunk_count(),
                "sub_chunks": layout.sub_chunk_count(),
                "chunk_area_deg2": [smallest, largest],
                "sub_chunk_area_deg2": [sub_smallest, sub_largest],
                "overlap_share": layout.overlap_share(),
            })
        }
    }
}

/// The numbers, for people.
pub fn write_partitioning_tty(name: &str, layout: &Result<Layout, Unfit>) -> String {
    let mut out = String::new();
    if !name.is_empty() {
        let _ = writeln!(out, "{name}");
    }
    let layout = match layout {
        Ok(layout) => layout,
        Err(unfit) => {
            let _ = writeln!(out, "does not fit: {unfit}");
            return out;
        }
    };
    let mut line = |what: &str, text: String| {
        let _ = writeln!(out, "{what:<14}{text}");
    };
    let (smallest, largest) = layout.chunk_areas();
    let (sub_smallest, sub_largest) = layout.sub_chunk_areas();
    line("stripes", format!("{}, {:.5}° high", layout.stripes.len(), layout.stripe_height()));
    line("sub-stripes", format!("{} in each, {:.5}° high", layout.sub_stripes, layout.sub_stripe_height()));
    line("chunks", format!("{}, {smallest:.5} to {largest:.5} square degrees", layout.chunk_count()));
    line("sub-chunks", format!("{}, {sub_smallest:.6} to {sub_largest:.6} square degrees", layout.sub_chunk_count()));
    let share = layout.overlap_share() * 100.0;
    line("overlap", format!("{}°; at the equator it stores {share:.1} % of the rows again", layout.overlap));
    out
}
