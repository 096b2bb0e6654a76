//! Whoever gives a command to an organisation: the part that every operation has in common.

use crate::http::access::Visitor;
use crate::http::idempotency_key::IdempotencyKey;
use crate::http::problem::Problem;
use crate::hub::Hub;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, HttpResponse, web};
use domain::aggregate::Caller;
use domain::ids::{AccountId, CommandId, OrganisationId};
use domain::organisation::command::OrganisationCommand;
use std::future::{Ready, ready};

/// The hub, the visitor and the request behind one command.
pub struct Giver {
    pub hub: web::Data<Hub>,
    request: HttpRequest,
    visitor: Visitor,
    key: IdempotencyKey,
}

impl Giver {
    /// The signed-in account.
    pub fn account(&self) -> Result<AccountId, Problem> {
        self.visitor.require_account()
    }

    /// The id of the command: the client's, else a fresh one.
    pub fn command_id(&self) -> CommandId {
        self.key.or_fresh(&self.hub)
    }

    /// A refusal in the language of the request.
    pub fn problem(&self, problem: impl Into<Problem>) -> Problem {
        problem.into().in_language_of(&self.request)
    }

    /// Gives a command of the signed-in member; 204 when it is done or was done before.
    pub async fn give(
        &self,
        organisation: OrganisationId,
        command: OrganisationCommand,
    ) -> Result<HttpResponse, Problem> {
        let by = Caller::Account(self.account()?);
        self.give_as(by, organisation, command).await
    }

    /// As [`Self::give`], for a caller whom the hub has established otherwise.
    pub async fn give_as(
        &self,
        by: Caller,
        organisation: OrganisationId,
        command: OrganisationCommand,
    ) -> Result<HttpResponse, Problem> {
        self.send(by, organisation, self.command_id(), command).await?;
        Ok(HttpResponse::NoContent().finish())
    }

    /// Sends a command under an id of its own.
    pub async fn send(
        &self,
        by: Caller,
        organisation: OrganisationId,
        id: CommandId,
        command: OrganisationCommand,
    ) -> Result<(), Problem> {
        let entity = self.hub.organisation(organisation);
        let mut envelope = entity.envelope(by, command);
        envelope.id = id;
        let sent = entity.send(envelope).await;
        sent.map(drop).map_err(|refused| self.problem(refused))
    }

    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let hub = web::Data::<Hub>::extract(request).into_inner();
        Ok(Self {
            hub: hub.map_err(|error| Problem::internal("find the hub", error))?,
            request: request.clone(),
            visitor: Visitor::extract(request).into_inner()?,
            key: IdempotencyKey::extract(request).into_inner()?,
        })
    }
}

impl FromRequest for Giver {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}
