//! The bytes of one socket: what its actor says, and between that what its room has put into its outbox.
//!
//! A room's frames are ready for the wire and the same for everybody. They go from the outbox into the response
//! body as they are, so a thousand viewers cost a thousand writes, and not as many turns of as many actors.

use super::connection::Close;
use actix::Recipient;
use actix_web::Error;
use actors::room::frame::Frame;
use actors::room::outbox::{Outbox, OutboxLimits};
use bytes::Bytes;
use futures_util::Stream;
use futures_util::task::AtomicWaker;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};

/// What a connection and its response body share.
pub struct Delivery {
    outbox: Arc<Outbox>,
    body: Arc<AtomicWaker>,
    /// The client has been welcomed: what is in the outbox follows on that.
    begun: AtomicBool,
    /// The actor, once it has started.
    connection: OnceLock<Recipient<Close>>,
}

impl Delivery {
    pub fn new() -> Arc<Self> {
        let body = Arc::<AtomicWaker>::default();
        let woken = Arc::clone(&body);
        Arc::new(Self {
            outbox: Outbox::new(OutboxLimits::default(), Arc::new(move || woken.wake())),
            body,
            begun: AtomicBool::new(false),
            connection: OnceLock::new(),
        })
    }

    /// Names the actor that is told when the room has ended this connection.
    pub fn of(&self, connection: Recipient<Close>) {
        let _ = self.connection.set(connection);
    }

    pub fn outbox(&self) -> Arc<Outbox> {
        Arc::clone(&self.outbox)
    }

    /// Sends nothing more before [`Self::begin`]: the client is about to get a new beginning.
    pub fn hold(&self) {
        self.begun.store(false, Ordering::SeqCst);
    }

    /// The welcome is on its way: from now on the outbox is sent.
    pub fn begin(&self) {
        self.begun.store(true, Ordering::SeqCst);
        self.body.wake();
    }
}

/// The response body. `said` is what the actor writes; it always goes first, so a welcome stands before the
/// frames that follow on it.
pub struct Body<S> {
    said: S,
    delivery: Arc<Delivery>,
    /// Taken from the outbox and not yet written.
    frames: VecDeque<Frame>,
}

impl<S> Body<S> {
    pub fn new(said: S, delivery: Arc<Delivery>) -> Self {
        Self {
            said,
            delivery,
            frames: VecDeque::new(),
        }
    }
}

impl<S: Stream<Item = Result<Bytes, Error>> + Unpin> Stream for Body<S> {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let body = self.get_mut();
        if let Some(frame) = body.frames.pop_front() {
            return Poll::Ready(Some(Ok(frame.into_wire())));
        }
        if let Poll::Ready(said) = Pin::new(&mut body.said).poll_next(context) {
            return Poll::Ready(said);
        }
        body.delivery.body.register(context.waker());
        if !body.delivery.begun.load(Ordering::SeqCst) {
            return Poll::Pending;
        }
        if let Some(reason) = body.delivery.outbox.take(&mut body.frames) {
            body.delivery.hold();
            if let Some(connection) = body.delivery.connection.get() {
                connection.do_send(Close(reason));
            }
        }
        match body.frames.pop_front() {
            Some(frame) => Poll::Ready(Some(Ok(frame.into_wire()))),
            None => Poll::Pending,
        }
    }
}
