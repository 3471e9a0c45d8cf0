//! What the benchmarks share: jobs that are measured in turns, and the table that is printed.

use std::time::{Duration, Instant};

pub type Job<'a> = Box<dyn FnMut() + 'a>;

/// Each round does every job once, one after the other, so that a slow minute is slow for all of them.
const ROUNDS: usize = 15;

/// Rounds; `cargo test --benches` only wants to know that it builds and runs.
pub fn rounds() -> usize {
    if std::env::args().any(|argument| argument == "--test") { 1 } else { ROUNDS }
}

/// The median time of each job.
pub fn measure(jobs: &mut [Job], rounds: usize) -> Vec<Duration> {
    let mut times = vec![Vec::with_capacity(rounds); jobs.len()];
    for round in 0..=rounds {
        for (job, times) in jobs.iter_mut().zip(&mut times) {
            let start = Instant::now();
            job();
            // The first round only warms up.
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    let median = |mut times: Vec<Duration>| {
        times.sort();
        times[times.len() / 2]
    };
    times.into_iter().map(median).collect()
}

/// Prints the jobs' times; the first job is the baseline, and the last column how often a job is done in its time.
/// `bytes`: the size of the text that they work on.
pub fn print(title: &str, names: &[&str], medians: &[Duration], bytes: usize) {
    println!("{title}");
    println!("{:44} {:>10} {:>10} {:>14}", "", "ms", "MB/s", "baseline / it");
    for (name, median) in names.iter().zip(medians) {
        let seconds = median.as_secs_f64();
        let ratio = medians[0].as_secs_f64() / seconds;
        println!("{name:44} {:10.3} {:10.1} {ratio:14.2}", seconds * 1e3, bytes as f64 / 1e6 / seconds);
    }
    println!();
}
