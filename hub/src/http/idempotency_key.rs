//! The `Idempotency-Key` header: the command id that the client chose, so that asking again is asking once.

use super::problem::Problem;
use crate::hub::Hub;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use domain::ids::CommandId;
use std::future::{Ready, ready};

/// The key of a request, where it has one. A header that is no command id is refused as `malformed_request`.
#[derive(Clone, Copy, Debug)]
pub struct IdempotencyKey(pub Option<CommandId>);

impl IdempotencyKey {
    /// The given id, else a fresh one.
    pub fn or_fresh(self, hub: &Hub) -> CommandId {
        self.0.unwrap_or_else(|| hub.clock.command_id())
    }
}

impl FromRequest for IdempotencyKey {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get("Idempotency-Key");
        let key = header.and_then(|value| value.to_str().ok());
        let id = key.map(str::parse::<CommandId>).transpose();
        ready(id.map(Self).map_err(|error| {
            Problem::new("malformed_request")
                .with("reason", error)
                .in_language_of(request)
        }))
    }
}
