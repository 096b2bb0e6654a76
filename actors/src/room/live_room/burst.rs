//! Stored events on their way to everybody: those that were stored together are sent together, one write each.

use super::LiveRoom;
use crate::room::codec::FrameClass;
use crate::room::frame::Frame;
use crate::room::live_rooms::JoinError;
use actix::prelude::*;
use domain::aggregate::{Aggregate, Recorded};
use domain::line::Head;
use std::sync::Arc;

/// Events that are sent together at most; an outbox takes four times as many.
pub(super) const EVENTS: usize = 64;
/// Bytes that are sent together at most, but for one event larger than that.
const BYTES: usize = 64 * 1024;

/// What has not been sent yet of one class.
struct Burst {
    class: FrameClass,
    frames: Vec<Frame>,
    bytes: usize,
}

impl<A: Aggregate> StreamHandler<Vec<Arc<Recorded<A::Event>>>> for LiveRoom<A> {
    fn handle(&mut self, events: Vec<Arc<Recorded<A::Event>>>, ctx: &mut Self::Context) {
        let mut bursts = [FrameClass::Host, FrameClass::Party, FrameClass::Public].map(|class| Burst {
            class,
            frames: Vec::with_capacity(events.len()),
            bytes: 0,
        });
        for event in &events {
            self.show(event, &mut bursts, ctx);
        }
        for burst in &mut bursts {
            self.send(burst);
        }
    }

    fn finished(&mut self, ctx: &mut Self::Context) {
        self.shut(JoinError::Unavailable, ctx);
    }
}

impl<A: Aggregate> LiveRoom<A> {
    fn show(&mut self, event: &Recorded<A::Event>, bursts: &mut [Burst], ctx: &mut Context<Self>) {
        let Some(shown) = &mut self.shown else { return };
        A::evolve(Arc::make_mut(&mut shown.state), event);
        shown.head = Head {
            seq: event.seq,
            hash: event.hash,
            at: event.at,
        };
        let state = Arc::clone(&shown.state);
        for burst in &mut *bursts {
            if self.members.has(burst.class)
                && let Some(frame) = self.codec().event(&state, event, burst.class)
            {
                if burst.bytes + frame.len() > BYTES {
                    self.send(burst);
                }
                burst.bytes += frame.len();
                burst.frames.push(frame);
            }
        }
        if let Some((who, reason)) = self.codec().dismissed(&state, event) {
            // Whoever goes has seen why.
            for burst in bursts {
                self.send(burst);
            }
            self.dismiss(who, reason, ctx);
        }
    }

    fn send(&self, burst: &mut Burst) {
        if let Some(frame) = Frame::joined(&burst.frames) {
            self.members.push(burst.class, &frame);
        }
        burst.frames.clear();
        burst.bytes = 0;
    }
}
