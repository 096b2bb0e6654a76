//! `GET /contracts/{contract}/live`: the upgrade, after origin and access are checked.

use super::connection::{Connection, Place};
use super::delivery::{Body, Delivery};
use super::message::MAX_TEXT;
use crate::http::access::{Visitor, origin_is_ours};
use crate::http::problem::{Problem, language_of};
use crate::hub::Hub;
use crate::sender_side::{self, SenderSide};
use actix_http::ws::Codec;
use actix_web::{HttpRequest, HttpResponse, web};
use actix_web_actors::ws::{self, WebsocketContext};
use actors::room::codec;
use domain::aggregate::Caller;
use domain::contract::view::Audience;
use domain::ids::{AccountId, ContractId};
use domain::ports::account_desk::LinkRole;
use serde::Deserialize;

/// The sub-protocol's name.
pub const PROTOCOL: &str = "huiqian.v1";

#[derive(Deserialize)]
pub struct Follow {
    /// A party that only looks on, while it acts at another device.
    #[serde(default)]
    follow: bool,
}

pub async fn live(
    hub: web::Data<Hub>,
    contract: web::Path<ContractId>,
    visitor: Visitor,
    follow: web::Query<Follow>,
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
    let (seat, by, manages) = match (visitor.guest.map(|guest| guest.role), visitor.account) {
        // The person goes on at another device, which this one does not push aside.
        (Some(LinkRole::Party { .. } | LinkRole::OneOf { .. }), _) if follow.follow => {
            (codec::Audience::Viewer, Caller::Viewer, false)
        }
        (Some(LinkRole::Party { party } | LinkRole::OneOf { party, .. }), _) => {
            (codec::Audience::Party(party), Caller::Party(party), false)
        }
        (Some(LinkRole::Viewer), _) => (codec::Audience::Viewer, Caller::Viewer, false),
        (Some(LinkRole::Stage), _) => (codec::Audience::Stage, Caller::Stage, false),
        (None, Some(account)) => {
            let (seat, manages) = seat_of(&hub, contract, account).await?;
            (seat, Caller::Account(account), manages)
        }
        (Some(LinkRole::Reader { .. }), _) | (None, None) => {
            return Err(Problem::new("not_allowed").in_language_of(&request).into());
        }
    };
    let place = Place {
        contract,
        seat,
        audience: match seat {
            codec::Audience::Viewer => Audience::Public,
            _ => audience,
        },
        by,
        manages,
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

/// Only the sender is the host whose presence counts; and whether a colleague may do more than read.
async fn seat_of(
    hub: &Hub,
    contract: ContractId,
    account: AccountId,
) -> Result<(codec::Audience, bool), Problem> {
    let side = sender_side::of(hub, contract, account).await?;
    Ok(match side {
        Some(SenderSide::Sender) => (codec::Audience::Host, true),
        side => (codec::Audience::Colleague, side.is_some_and(|side| side.acts())),
    })
}
