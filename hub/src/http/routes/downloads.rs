//! The rows of downloads.

use super::row::{RouteRow, Rows};
use crate::http::access::Access::Account;
use crate::http::downloads;

pub(super) fn rows() -> Vec<RouteRow> {
    Rows::below("/downloads")
        .post("", Account, downloads::begin)
        .get("/{download}", Account, downloads::read)
        .get("/{download}/contracts.zip", Account, downloads::file)
        .all()
}
