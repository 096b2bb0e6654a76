//! How often something may be tried in a while, counted in the store for all nodes.

use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::HttpRequest;

/// Counts one attempt under `key` and refuses it when more than `most` were made in its window.
pub async fn count(hub: &Hub, key: &str, most: u32, window_ms: i64) -> Result<(), Problem> {
    let now = hub.clock.now();
    let counted = hub.store.desk.count(key, now, now.plus_millis(window_ms)).await;
    if counted.map_err(|e| Problem::internal("count attempts", e))? > most {
        return Err(Problem::new("too_many_requests"));
    }
    Ok(())
}

/// Where a request comes from, as a key that tells nothing by itself. Behind a proxy the last hop it names counts:
/// whatever stands before that, the caller may have written.
pub fn source_of(hub: &Hub, request: &HttpRequest) -> String {
    let forwarded = request.headers().get("X-Forwarded-For");
    let last_hop = forwarded
        .filter(|_| hub.config.http.behind_proxy)
        .and_then(|value| value.to_str().ok())
        .and_then(|hops| hops.rsplit(',').next());
    let address = match last_hop {
        Some(address) => address.trim().to_owned(),
        None => request
            .peer_addr()
            .map(|peer| peer.ip().to_string())
            .unwrap_or_default(),
    };
    hub.blind_index(&address)
}
