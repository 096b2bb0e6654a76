//! The live room's guests: who left, who is reported here or gone, how many watch, and when it closes.

use super::{LiveRoom, VIEWERS};
use crate::entity::outcome::CommandError;
use crate::room::codec::{Audience, Dismissed};
use crate::room::live_rooms::JoinError;
use crate::room::outbox::Closing;
use crate::room::presence::Report;
use actix::prelude::*;
use domain::aggregate::{Aggregate, Caller};
use tokio::time::Instant;

impl<A: Aggregate> LiveRoom<A> {
    pub(super) fn report_presence(&mut self, ctx: &mut Context<Self>) {
        if let Some(scheduled) = self.presence_look.take() {
            ctx.cancel_future(scheduled);
        }
        let now = Instant::now();
        let (reports, again) = self.presence.due(now);
        for report in reports {
            self.report(report, ctx);
        }
        if let Some(at) = again {
            let wait = at.saturating_duration_since(now);
            self.presence_look = Some(ctx.run_later(wait, |room, ctx| {
                room.presence_look = None;
                room.report_presence(ctx);
            }));
        }
    }

    fn report(&mut self, report: Report, ctx: &mut Context<Self>) {
        let Some(command) = self.codec().presence(report.who, report.present) else {
            return self.presence.settled(report);
        };
        let entity = self.entity.clone();
        let sent = async move { entity.send(entity.envelope(Caller::Hub, command)).await };
        ctx.spawn(sent.into_actor(self).map(move |answer, room, ctx| {
            match answer {
                Ok(_) => room.presence.settled(report),
                Err(CommandError::Busy | CommandError::Unavailable) => {
                    room.presence.postponed(report, Instant::now());
                }
                Err(error) => {
                    tracing::info!(stream = %room.entity.stream(), who = ?report.who, %error, "room: presence");
                    room.presence.settled(report);
                }
            }
            room.report_presence(ctx);
            room.close_if_empty(ctx);
        }));
    }

    /// Ends this connection's place in the room; true if it had one.
    pub(super) fn remove(&mut self, id: u64, ctx: &mut Context<Self>) -> bool {
        let Some(audience) = self.members.leave(id) else {
            return false;
        };
        self.gone(audience, ctx);
        true
    }

    fn gone(&mut self, audience: Audience, ctx: &mut Context<Self>) {
        if matches!(audience, Audience::Host | Audience::Party(_)) {
            self.presence.left(audience, Instant::now());
        }
        self.count_viewers(ctx);
    }

    pub(super) fn dismiss(&mut self, who: Dismissed, reason: Closing, ctx: &mut Context<Self>) {
        for audience in self.members.dismiss(who, reason) {
            self.gone(audience, ctx);
        }
        self.report_presence(ctx);
    }

    /// Tells everybody how many viewers there are, at most once per `viewer_count`.
    pub(super) fn count_viewers(&mut self, ctx: &mut Context<Self>) {
        if self.viewers_scheduled || self.members.viewers() == self.viewers_told {
            return;
        }
        self.viewers_scheduled = true;
        ctx.run_later(self.floor.options.viewer_count, |room, _| {
            room.viewers_scheduled = false;
            room.viewers_told = room.members.viewers();
            room.members
                .replace(VIEWERS, &room.codec().viewers(room.viewers_told));
        });
    }

    /// A room without anybody in it, whose last guest has been reported gone, is closed after a while.
    pub(super) fn close_if_empty(&mut self, ctx: &mut Context<Self>) {
        if !self.members.is_empty() || !self.presence.quiet() {
            return;
        }
        ctx.run_later(self.floor.options.linger, |room, ctx| {
            if room.members.is_empty() && room.presence.quiet() && room.shut.is_none() {
                room.shut(JoinError::Unavailable, ctx);
            }
        });
    }
}
