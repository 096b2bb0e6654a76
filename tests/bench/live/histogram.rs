//! Latencies counted by many viewers at once, in steps fine enough for a percentile.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// Width of a step.
const STEP: Duration = Duration::from_micros(50);
/// The last step holds everything from 2 s on.
const STEPS: usize = 40_000;

pub struct Histogram {
    steps: Box<[AtomicU32]>,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            steps: (0..STEPS).map(|_| AtomicU32::new(0)).collect(),
        }
    }
}

impl Histogram {
    pub fn count(&self, latency: Duration) {
        let step = (latency.as_micros() / STEP.as_micros()).min(STEPS as u128 - 1);
        self.steps[step as usize].fetch_add(1, Ordering::Relaxed);
    }

    pub fn clear(&self) {
        for step in &self.steps {
            step.store(0, Ordering::Relaxed);
        }
    }

    /// The latency in milliseconds that `share` of all stayed under (upper edge of its step); 0 where nothing
    /// was counted.
    pub fn percentile_ms(&self, share: f64) -> f64 {
        let counts: Vec<u64> = self
            .steps
            .iter()
            .map(|step| u64::from(step.load(Ordering::Relaxed)))
            .collect();
        let wanted = (counts.iter().sum::<u64>() as f64 * share).ceil() as u64;
        let mut seen = 0;
        for (step, count) in counts.iter().enumerate() {
            seen += count;
            if seen >= wanted && seen > 0 {
                return (step + 1) as f64 * STEP.as_secs_f64() * 1000.0;
            }
        }
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_upper_edges_of_their_steps() {
        let histogram = Histogram::default();
        for millis in 1..=100 {
            histogram.count(Duration::from_millis(millis) - Duration::from_micros(10));
        }
        assert!((histogram.percentile_ms(0.5) - 50.0).abs() < 1e-9);
        assert!((histogram.percentile_ms(0.99) - 99.0).abs() < 1e-9);
        histogram.clear();
        assert!(histogram.percentile_ms(0.5).abs() < 1e-9);
    }
}
