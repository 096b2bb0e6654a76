//! What `bench live` finds out about one server. Rates are per second, times in milliseconds.

use serde::Serialize;

/// A server's figures, its loads in the order in which they were put on it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ServerFigures {
    pub idle: Idle,
    pub loads: Vec<LoadFigures>,
}

/// Everybody connected, nobody sends.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Idle {
    /// Growth of the server's resident memory, per viewer.
    pub bytes_per_connection: u64,
    /// CPU seconds a second.
    pub cpu_share: f64,
}

/// A *delivery* is one sent message (or what it carried, where a server merges) read by one viewer.
#[derive(Clone, Debug, Serialize)]
pub struct LoadFigures {
    pub load: &'static str,
    pub messages_per_second: f64,
    pub deliveries_per_second: f64,
    pub deliveries_per_cpu_second: f64,
    /// CPUs that the server kept busy, and the load generator.
    pub server_cpus: f64,
    pub generator_cpus: f64,
    /// From a message's sending to its reading by each viewer.
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Deliveries that never happened.
    pub lost: u64,
}

/// What was counted in the slices of one load.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    pub seconds: f64,
    pub messages: u64,
    pub deliveries: u64,
    pub lost: u64,
    /// CPU seconds.
    pub server_cpu: f64,
    pub generator_cpu: f64,
}

impl Sum {
    pub fn add(&mut self, slice: Self) {
        self.seconds += slice.seconds;
        self.messages += slice.messages;
        self.deliveries += slice.deliveries;
        self.lost += slice.lost;
        self.server_cpu += slice.server_cpu;
        self.generator_cpu += slice.generator_cpu;
    }

    /// `latencies`: median and 99th percentile.
    pub fn figures(self, load: &'static str, latencies: (f64, f64)) -> LoadFigures {
        let deliveries = self.deliveries as f64;
        LoadFigures {
            load,
            messages_per_second: self.messages as f64 / self.seconds,
            deliveries_per_second: deliveries / self.seconds,
            // The counter has steps of 10 ms.
            deliveries_per_cpu_second: deliveries / self.server_cpu.max(0.01),
            server_cpus: self.server_cpu / self.seconds,
            generator_cpus: self.generator_cpu / self.seconds,
            p50_ms: latencies.0,
            p99_ms: latencies.1,
            lost: self.lost,
        }
    }
}
