//! `GET /contracts/{contract}/live`: the upgrade, after origin and access are checked.

use super::connection::{Connection, Place};
use super::delivery::{Body, Delivery};
use super::message::MAX_TEXT;
use crate::http::access::{Visitor, origin_is_ours};
use crate::http::problem::{Problem, language_of};
use crate::hub::Hub;
use actix_http::ws::Codec;
use actix_web::{HttpRequest, HttpResponse, web};
use actix_web_actors::ws::{self, WebsocketContext};
use actors::room::codec;
use domain::aggregate::Caller;
use domain::contract::view::Audience;
use domain::ids::ContractId;
use domain::ports::account_desk::LinkRole;

/// The sub-protocol's name.
pub const PROTOCOL: &str = "huiqian.v1";

pub async fn live(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    request: HttpRequest,
    stream: web::Payload,
) -> Result<HttpResponse, actix_web::Error> {
    // A cookie alone would let any page of the web open this socket: the origin must be ours, and named.
    if origin_is_ours(&hub, request.headers()) != Some(true) {
        return Err(Problem::new("cross_site").in_language_of(&request).into());
    }
    let contract = contract.into_inner();
    let audience = visitor.audience(&hub, contract).await;
    let (Some(audience), Some(session)) = (audience, visitor.session.as_ref()) else {
        return Err(Problem::new("not_allowed").in_language_of(&request).into());
    };
    let (seat, by) = match (visitor.guest.map(|guest| guest.role), visitor.account) {
        (Some(LinkRole::Party { party }), _) => (codec::Audience::Party(party), Caller::Party(party)),
        (Some(LinkRole::Viewer), _) => (codec::Audience::Viewer, Caller::Viewer),
        (Some(LinkRole::Stage), _) => (codec::Audience::Stage, Caller::Stage),
        (None, Some(account)) if audience == Audience::Host => {
            (codec::Audience::Host, Caller::Account(account))
        }
        (None, _) => return Err(Problem::new("not_allowed").in_language_of(&request).into()),
    };
    let place = Place {
        contract,
        seat,
        audience,
        by,
        session: session.token,
        language: language_of(&request),
    };
    let mut response = ws::handshake_with_protocols(&request, &[PROTOCOL])?;
    let delivery = Delivery::new();
    let connection = Connection::new(hub, place, delivery.clone());
    let codec = Codec::new().max_size(MAX_TEXT);
    let said = WebsocketContext::with_codec(connection, stream, codec);
    Ok(response.streaming(Body::new(said, delivery)))
}
