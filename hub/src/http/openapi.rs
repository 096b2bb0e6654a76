//! The API's description, made of the table of routes: OpenAPI 3.1, with who may call each operation as `x-access`.

use super::access::Access;
use super::routes::{self, row::RouteRow};
use super::sessions::SEAT_HEADER;
use actix_web::HttpResponse;
use serde_json::{Map, Value, json};

/// `GET /openapi.json`
pub async fn description() -> HttpResponse {
    HttpResponse::Ok().json(document())
}

/// The description of every route of the table, in the order of their paths.
///
/// # Source
/// OpenAPI Specification 3.1.0; `x-access` is an extension by its section 4.9.
pub fn document() -> Value {
    let mut paths = Map::new();
    for row in routes::rows() {
        let methods = paths.entry(plain(&row.path)).or_insert_with(|| json!({}));
        methods[row.method.as_str().to_ascii_lowercase()] = operation(&row);
    }
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "会签 Huiqian",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "Who may call an operation stands in its x-access; whatever is not listed is refused.",
            "license": {"name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE")},
        },
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "account": {
                    "type": "apiKey", "in": "cookie", "name": "huiqian",
                    "description": "Session of a signed-in account; `__Host-huiqian` over TLS.",
                },
                "seat": {
                    "type": "apiKey", "in": "header", "name": SEAT_HEADER,
                    "description": "Place of somebody who opened a link, together with that seat's cookie.",
                },
            },
            "parameters": {
                "OwnPages": {
                    "name": "X-Huiqian", "in": "header", "required": true, "schema": {"const": "1"},
                    "description": "Marks a change as coming from the hub's own pages; an Origin must be the hub's too.",
                },
            },
            "responses": {
                "Problem": {
                    "description": "Refused, with a sentence in the language asked for.",
                    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
                },
            },
            "schemas": {
                "Problem": {
                    "type": "object",
                    "description": "RFC 9457",
                    "required": ["type", "title", "status", "code", "detail"],
                    "properties": {
                        "type": {"type": "string"},
                        "title": {"type": "string"},
                        "status": {"type": "integer"},
                        "code": {"type": "string", "description": "stable; sentences may change"},
                        "detail": {"type": "string"},
                        "params": {"type": "object", "additionalProperties": {"type": "string"}},
                    },
                },
            },
        },
    });
    document.sort_all_objects();
    document
}

/// The description as `docs/reference/openapi.json` holds it, without a last line break.
pub fn page() -> String {
    format!("{:#}", document())
}

fn operation(row: &RouteRow) -> Value {
    let mut parameters: Vec<Value> = names(&row.path).map(in_path).collect();
    let changes = row.method != actix_web::http::Method::GET;
    if changes && row.access != Access::Program {
        parameters.push(json!({"$ref": "#/components/parameters/OwnPages"}));
    }
    json!({
        "operationId": operation_id(row),
        "tags": [row.path.split('/').nth(1).unwrap_or_default()],
        "summary": row.access.explained(),
        "x-access": row.access,
        "security": security(row.access),
        "parameters": parameters,
        "responses": {
            "2XX": {"description": "Done."},
            "default": {"$ref": "#/components/responses/Problem"},
        },
    })
}

fn in_path(name: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "schema": {"type": "string"}})
}

/// `get_contracts_contract_log` for `GET /contracts/{contract}/log`.
fn operation_id(row: &RouteRow) -> String {
    let words = plain(&row.path)
        .replace(['{', '}'], "")
        .replace(['/', '-', '.'], "_");
    format!("{}{words}", row.method.as_str().to_ascii_lowercase())
}

/// A path without the patterns that a place may have to fit.
fn plain(path: &str) -> String {
    let parts = path.split('/').map(|part| match part.split_once(':') {
        Some((name, _)) if part.starts_with('{') => format!("{name}}}"),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// The names of the places in a path.
fn names(path: &str) -> impl Iterator<Item = &str> {
    let places = path
        .split('/')
        .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    places.map(|place| place.split(':').next().unwrap_or(place))
}

/// Which proof of who is calling counts.
fn security(access: Access) -> Value {
    let (account, seat) = (json!({"account": []}), json!({"seat": []}));
    match access {
        Access::Anybody | Access::Program => json!([]),
        Access::SignedIn
        | Access::Account
        | Access::Operator
        | Access::DraftOwner
        | Access::Host
        | Access::Member
        | Access::MemberWith(_)
        | Access::SuperAdministrator => json!([account]),
        Access::GuestParty | Access::Invited | Access::GuestReader | Access::Reader | Access::Party => {
            json!([seat])
        }
        Access::Participant | Access::Onlooker | Access::Signatory | Access::Recipient => {
            json!([account, seat])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn operations() -> Vec<Value> {
        let document = document();
        let paths = document["paths"].as_object().unwrap().values();
        paths
            .flat_map(|methods| methods.as_object().unwrap().values().cloned())
            .collect()
    }

    #[test]
    fn every_route_is_described_once() {
        let ids: BTreeSet<_> = operations()
            .iter()
            .map(|one| one["operationId"].to_string())
            .collect();
        assert_eq!(ids.len(), routes::rows().len());
    }

    #[test]
    fn what_is_described_says_who_may_call_it() {
        for one in operations() {
            let access: Access = serde_json::from_value(one["x-access"].clone()).unwrap();
            let open = matches!(access, Access::Anybody | Access::Program);
            assert_eq!(one["security"].as_array().unwrap().is_empty(), open, "{one}");
        }
    }

    #[test]
    fn places_lose_their_patterns() {
        assert_eq!(plain("/ocsp/{request:.+}"), "/ocsp/{request}");
        assert_eq!(names("/a/{b}/c/{d:.+}").collect::<Vec<_>>(), ["b", "d"]);
    }
}
