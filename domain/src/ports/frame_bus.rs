//! The bus between nodes: the owner of a session publishes each encoded frame once (design 2.4).
//! Losing it costs latency, never data: receivers notice gaps by seq and heal them from the log.

use async_trait::async_trait;

/// A frame could not be handed over; the receiver heals from the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the frame bus failed: {0}")]
pub struct BusError(pub String);

/// At-most-once fan-out, in order per publisher and channel; a listener that lags far behind misses frames.
#[async_trait]
pub trait FrameBus: Send + Sync {
    async fn publish(&self, channel: &str, frame: &[u8]) -> Result<(), BusError>;
    /// Frames published after this call returned.
    async fn subscribe(&self, channel: &str) -> Result<Box<dyn Frames>, BusError>;
}

/// Frames of one channel; dropping it ends the subscription.
#[async_trait]
pub trait Frames: Send {
    /// The next frame, or `None` when the bus is gone: subscribe again and heal from the log.
    async fn next(&mut self) -> Option<Vec<u8>>;
}
