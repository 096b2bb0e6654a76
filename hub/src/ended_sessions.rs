//! Tells the sockets of this node that a session has ended, so that they close at once. Other nodes notice when
//! they next look into the store.

use domain::hash::Sha256Hash;
use tokio::sync::broadcast::{self, error::RecvError};

/// Endings that a slow listener may be behind; beyond that its own look at the store serves it.
const WAITING: usize = 256;

/// Where endings are told and heard.
pub struct EndedSessions(broadcast::Sender<Sha256Hash>);

impl Default for EndedSessions {
    fn default() -> Self {
        Self(broadcast::Sender::new(WAITING))
    }
}

impl EndedSessions {
    /// A session has ended, in the store.
    pub fn tell(&self, token: Sha256Hash) {
        // Nobody listens: no socket is open.
        let _ = self.0.send(token);
    }

    /// Returns when this session has ended; listening begins with the call.
    pub fn end_of(&self, token: Sha256Hash) -> impl Future<Output = ()> + use<> {
        let mut told = self.0.subscribe();
        async move {
            loop {
                match told.recv().await {
                    Ok(ended) if ended == token => return,
                    Ok(_) | Err(RecvError::Lagged(_)) => {}
                    Err(RecvError::Closed) => std::future::pending().await,
                }
            }
        }
    }
}
