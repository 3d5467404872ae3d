//! How a measurement is told: median and 95th percentile, beside its floor or its limit.

use std::time::Duration;

/// Prints a measurement beside its floor, and whether it is within `times` of it, where that is finite.
#[expect(clippy::float_arithmetic, reason = "ratios of times, no figures of the product")]
pub fn compare(what: &str, floor: &mut [Duration], floor_what: &str, took: &mut [Duration], times: f64) {
    let ((floor_median, floor_p95), (median, p95)) = (quantiles(floor), quantiles(took));
    let ratio = median.as_secs_f64() / floor_median.as_secs_f64();
    let limit = match (times.is_finite(), ratio <= times) {
        (false, _) => String::new(),
        (true, true) => format!(", limit {times:.1}: ok"),
        (true, false) => format!(", limit {times:.1}: OVER"),
    };
    println!(
        "{what}: p50 {median:.2?}, p95 {p95:.2?}; {floor_what}: p50 {floor_median:.2?}, p95 {floor_p95:.2?}; {ratio:.2} times{limit}"
    );
}

/// Prints a measurement and whether its 95th percentile is within a limit.
pub fn within(what: &str, took: &mut [Duration], limit: Duration) {
    let (median, p95) = quantiles(took);
    let verdict = if p95 <= limit { "ok" } else { "OVER" };
    println!("{what}: p50 {median:.2?}, p95 {p95:.2?}; limit {limit:.2?}: {verdict}");
}

/// The median and the 95th percentile.
fn quantiles(took: &mut [Duration]) -> (Duration, Duration) {
    took.sort_unstable();
    let at = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1))).copied().unwrap_or_default();
    (at(50), at(95))
}
