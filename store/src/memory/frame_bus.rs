//! The bus inside one process: also the real one of a hub that runs on a single node.

use async_trait::async_trait;
use domain::ports::frame_bus::{BusError, FrameBus, Frames};
use parking_lot::Mutex;
use std::collections::HashMap;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

/// Frames that a reader may lag behind before it misses some.
const LAG: usize = 1024;

/// [`FrameBus`] for one process.
#[derive(Default)]
pub struct MemoryFrameBus {
    channels: Mutex<HashMap<String, broadcast::Sender<Vec<u8>>>>,
}

#[async_trait]
impl FrameBus for MemoryFrameBus {
    async fn publish(&self, channel: &str, frame: &[u8]) -> Result<(), BusError> {
        let mut channels = self.channels.lock();
        if channels
            .get(channel)
            .is_some_and(|readers| readers.send(frame.to_vec()).is_err())
        {
            channels.remove(channel);
        }
        Ok(())
    }

    async fn subscribe(&self, channel: &str) -> Result<Box<dyn Frames>, BusError> {
        let mut channels = self.channels.lock();
        let readers = channels
            .entry(channel.to_owned())
            .or_insert_with(|| broadcast::Sender::new(LAG));
        Ok(Box::new(MemoryFrames(readers.subscribe())))
    }
}

struct MemoryFrames(broadcast::Receiver<Vec<u8>>);

#[async_trait]
impl Frames for MemoryFrames {
    async fn next(&mut self) -> Option<Vec<u8>> {
        loop {
            match self.0.recv().await {
                Ok(frame) => return Some(frame),
                // The reader was too slow; it sees the gap and heals from the log.
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    }
}
