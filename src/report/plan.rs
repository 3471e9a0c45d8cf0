//! What a simulated Controller says to an ingest plan, request by request.

use std::collections::HashSet;
use std::fmt::Write;

use serde_json::json;

use crate::export::JudgedPlan;

/// For programs: one JSON line per request.
pub fn write_plan_json(judged: &JudgedPlan) -> String {
    let mut out = String::new();
    for (step, verdict) in judged.judged() {
        let line = json!({
            "phase": step.phase.title(),
            "title": step.title,
            "method": step.request.method,
            "path": step.request.path,
            "success": u8::from(verdict.accepted),
            "error": verdict.error,
            "cautions": verdict.cautions,
            "help": verdict.help,
        });
        let _ = writeln!(out, "{line}");
    }
    out
}

/// For people: a line for each request, the server's words below what it refuses, and a line that counts them.
pub fn write_plan_tty(judged: &JudgedPlan, colours: bool) -> String {
    let paint = |code: &str, text: &str| {
        if colours { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let mut out = String::new();
    let mut phase = None;
    // What follows from one refusal is refused in the same words many times.
    let mut told: HashSet<&str> = HashSet::new();
    for (number, (step, verdict)) in judged.judged().enumerate() {
        if phase != Some(step.phase) {
            let _ = writeln!(out, "{}", paint("1", step.phase.title()));
            phase = Some(step.phase);
        }
        let word = if verdict.accepted { paint("32", "accepted") } else { paint("31", "REFUSED ") };
        let _ = writeln!(out, "{:4}  {word}  {}", number + 1, printable(&step.title));
        let said = [&verdict.error].into_iter().chain(&verdict.cautions).chain(&verdict.help);
        for text in said.filter(|text| !text.is_empty() && told.insert(text)) {
            let _ = writeln!(out, "                {}", printable(text));
        }
    }
    for note in &judged.plan.notes {
        let _ = writeln!(out, "note: {}", printable(note));
    }
    let (accepted, refused) = judged.counts();
    let verdict = if refused == 0 { "all accepted".to_owned() } else { format!("{refused} refused") };
    let requests = if accepted + refused == 1 { "request" } else { "requests" };
    let _ = writeln!(out, "{} {requests} tried on {}: {verdict}.", accepted + refused, judged.server);
    out
}

/// Control characters would be orders to the terminal.
fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
