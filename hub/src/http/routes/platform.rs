//! The rows of the platform itself.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::{Anybody, Host, Operator};
use crate::http::{demo, health, openapi, outbox};

pub(super) fn rows() -> Vec<RouteRow> {
    Rows::below("")
        .get("/health", Anybody, health::health)
        .get("/openapi.json", Anybody, openapi::description)
        .get("/outbox", Operator, outbox::all)
        .post("/demo", Anybody, demo::start)
        .delete("/demo/{contract}", Host, demo::remove)
        .all()
}
