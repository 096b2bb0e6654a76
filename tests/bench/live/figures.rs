//! What `bench live` finds out about one server. Rates are per second, times in milliseconds.

use serde::Serialize;

/// A *delivery* is one sent message (or what it carried, where a server merges) read by one viewer.
#[derive(Clone, Debug, Serialize)]
pub struct ServerFigures {
    pub idle: Idle,
    pub ink_at_30_hz: OpenLoop,
    pub events: Vec<ClosedLoop>,
    pub ink: Vec<ClosedLoop>,
}

/// Everybody connected, nobody sends.
#[derive(Clone, Debug, Serialize)]
pub struct Idle {
    /// Growth of the server's resident memory, per viewer.
    pub bytes_per_connection: u64,
    /// CPU seconds a second.
    pub cpu_share: f64,
}

/// A pen at its own pace.
#[derive(Clone, Debug, Serialize)]
pub struct OpenLoop {
    pub deliveries_per_second: f64,
    pub deliveries_per_cpu_second: f64,
    /// From the frame's sending to its reading by each viewer.
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Frames times viewers that never arrived.
    pub lost: u64,
}

/// A bounded number of messages in flight, as fast as it goes.
#[derive(Clone, Debug, Serialize)]
pub struct ClosedLoop {
    pub in_flight: usize,
    pub messages_per_second: f64,
    pub deliveries_per_second: f64,
    pub deliveries_per_cpu_second: f64,
    /// CPUs that the server kept busy, and the load generator.
    pub server_cpus: f64,
    pub generator_cpus: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    pub lost: u64,
}
