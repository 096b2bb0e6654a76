//! The one place that decides who may call what: every route names its [`Access`], everything else is denied.

use super::drafts;
use super::problem::Problem;
use super::sessions::{self, SEAT_HEADER};
use crate::hub::Hub;
use crate::sender_side::{self, SenderSide};
use actix_web::body::MessageBody;
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{HeaderMap, ORIGIN};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use domain::contract::view::Audience;
use domain::ids::{AccountId, ContractId, DraftId, OrganisationId, PartyNo};
use domain::organisation::permission::Permission;
use domain::ports::account_desk::{BrowserSession, LinkRole, SessionSubject};
use serde::{Deserialize, Serialize};
use std::future::{Ready, ready};

/// Who may call a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everybody, signed in or not.
    Anybody,
    /// Programs that check certificates. Nothing is changed and no cookie counts, so a call may come from anywhere.
    Program,
    /// Somebody who is signed in, whether or not the agreements of first use are accepted.
    SignedIn,
    /// A signed-in account that has accepted the agreements in force.
    Account,
    /// The platform operator.
    Operator,
    /// The account that owns the draft in the path, with the agreements accepted.
    DraftOwner,
    /// The account that hosts the contract in the path, or a colleague who manages it.
    Host,
    /// An active member of the organisation in the path.
    Member,
    /// A member with this right, now.
    MemberWith(Permission),
    /// The super administrator of the organisation in the path.
    SuperAdministrator,
    /// Somebody who opened a party's link, before or after the one-time code.
    GuestParty,
    /// Somebody who opened a party's link of the contract in the path, before or after the one-time code.
    Invited,
    /// Somebody who opened a reader's link, before or after the one-time code.
    GuestReader,
    /// Identified reader 抄送人 of the contract in the path.
    Reader,
    /// In the room of the contract in the path: host, identified party, viewer or stage.
    Participant,
    /// In the room of the contract in the path, or an identified reader of it.
    Onlooker,
    /// Host or identified party of the contract in the path.
    Signatory,
    /// Host, identified party or identified reader of the contract in the path: whoever gets the signed file.
    Recipient,
    /// Identified party of the contract in the path.
    Party,
}

impl Access {
    /// Who that is, in a sentence for the API's description.
    pub fn explained(self) -> String {
        match self {
            Self::Anybody => "Everybody".into(),
            Self::Program => "Everybody; programs that check certificates".into(),
            Self::SignedIn => "Signed-in accounts, also before the agreements are accepted".into(),
            Self::Account => "Signed-in accounts".into(),
            Self::Operator => "The platform operator".into(),
            Self::DraftOwner => "The account that owns the draft".into(),
            Self::Host => "The contract's host, or a colleague who manages it".into(),
            Self::Member => "Active members of the organisation".into(),
            Self::MemberWith(permission) => format!("Members of the organisation with {permission:?}"),
            Self::SuperAdministrator => "The organisation's super administrator".into(),
            Self::GuestParty => "Whoever opened a party's link".into(),
            Self::Invited => "Whoever opened a party's link of the contract".into(),
            Self::GuestReader => "Whoever opened a reader's link".into(),
            Self::Reader => "Identified readers of the contract".into(),
            Self::Participant => "Host, identified parties, viewers and stage of the contract".into(),
            Self::Onlooker => {
                "Host, identified parties and readers, viewers and stage of the contract".into()
            }
            Self::Signatory => "Host and identified parties of the contract".into(),
            Self::Recipient => "Host, identified parties and readers of the contract".into(),
            Self::Party => "Identified parties of the contract".into(),
        }
    }

    /// Whether it waits for the agreements. A host in the middle of a ceremony is not stopped by a new version.
    fn needs_agreements(self) -> bool {
        matches!(
            self,
            Self::Account | Self::DraftOwner | Self::Member | Self::MemberWith(_) | Self::SuperAdministrator
        )
    }
}

/// Who is calling, established from cookies and the seat, never from ids in the body.
#[derive(Clone, Debug, Default)]
pub struct Visitor {
    pub session: Option<BrowserSession>,
    pub account: Option<AccountId>,
    pub operator: bool,
    pub guest: Option<Guest>,
}

/// The place that an opened link gave to this browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Guest {
    pub contract: ContractId,
    pub role: LinkRole,
    pub verified: bool,
}

impl Guest {
    /// The party number, for a party's link.
    pub fn party(&self) -> Option<PartyNo> {
        match self.role {
            LinkRole::Party { party } | LinkRole::OneOf { party, .. } => Some(party),
            LinkRole::Reader { .. } | LinkRole::Viewer | LinkRole::Stage => None,
        }
    }

    /// The reader's number, for a reader's link.
    pub fn reader(&self) -> Option<u8> {
        match self.role {
            LinkRole::Reader { reader } => Some(reader),
            _ => None,
        }
    }

    /// What this place is shown, once it is let in.
    fn audience(&self) -> Option<Audience> {
        match self.role {
            LinkRole::Party { party } | LinkRole::OneOf { party, .. } if self.verified => {
                Some(Audience::Party(party))
            }
            LinkRole::Party { .. } | LinkRole::OneOf { .. } | LinkRole::Reader { .. } => None,
            LinkRole::Viewer | LinkRole::Stage => Some(Audience::Public),
        }
    }
}

impl Visitor {
    fn of(session: Option<BrowserSession>) -> Self {
        let mut visitor = Self {
            session: session.clone(),
            ..Self::default()
        };
        match session.map(|session| session.subject) {
            Some(SessionSubject::Account { account, operator }) => {
                visitor.account = Some(account);
                visitor.operator = operator;
            }
            Some(SessionSubject::Guest {
                contract,
                role,
                verified,
            }) => {
                visitor.guest = Some(Guest {
                    contract,
                    role,
                    verified,
                });
            }
            None => {}
        }
        visitor
    }

    /// The signed-in account of a route that demands one.
    pub fn require_account(&self) -> Result<AccountId, Problem> {
        self.account.ok_or_else(|| Problem::new("sign_in_required"))
    }

    /// The party's place of a route that demands one.
    pub fn require_party(&self) -> Result<(ContractId, PartyNo), Problem> {
        let guest = self.guest.ok_or_else(|| Problem::new("link_ended"))?;
        let party = guest.party().ok_or_else(|| Problem::new("not_allowed"))?;
        Ok((guest.contract, party))
    }

    /// What this visitor is shown of `contract`, if anything.
    pub async fn audience(&self, hub: &Hub, contract: ContractId) -> Option<Audience> {
        if let Some(guest) = self.guest {
            let audience = guest.audience().filter(|_| guest.contract == contract)?;
            let is_out = match guest.role {
                LinkRole::Party { party } => hub.has_removed(contract, party).await,
                LinkRole::OneOf { party, account } => !hub.is_held_by(contract, party, account).await,
                LinkRole::Reader { .. } | LinkRole::Viewer | LinkRole::Stage => false,
            };
            return (!is_out).then_some(audience);
        }
        self.side(hub, contract).await.map(|_| Audience::Host)
    }

    /// Whether this is a party of `contract`, identified or not.
    fn is_invited_to(&self, contract: ContractId) -> bool {
        let is_party = |guest: Guest| guest.contract == contract && guest.party().is_some();
        self.guest.is_some_and(is_party)
    }

    /// Whether this is an identified reader of `contract`.
    fn reads(&self, contract: ContractId) -> bool {
        let is_reader =
            |guest: Guest| guest.contract == contract && guest.verified && guest.reader().is_some();
        self.guest.is_some_and(is_reader)
    }

    /// Where the signed-in person stands on the sender's side of `contract`.
    async fn side(&self, hub: &Hub, contract: ContractId) -> Option<SenderSide> {
        let account = self.account.filter(|_| self.guest.is_none())?;
        sender_side::of(hub, contract, account).await.ok().flatten()
    }
}

impl FromRequest for Visitor {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            request
                .extensions()
                .get::<Self>()
                .cloned()
                .ok_or_else(|| Problem::new("not_allowed")),
        )
    }
}

/// Lets a request through to its handler, or refuses it. Wrapped round every route by `routes`.
pub async fn guard(
    access: Access,
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let visitor = admit(access, &mut request).await;
    match visitor {
        Ok(visitor) => {
            request.extensions_mut().insert(visitor);
            next.call(request).await
        }
        Err(problem) => Err(problem.in_language_of(request.request()).into()),
    }
}

async fn admit(access: Access, request: &mut ServiceRequest) -> Result<Visitor, Problem> {
    let hub = request
        .app_data::<web::Data<Hub>>()
        .cloned()
        .ok_or_else(|| Problem::internal("guard", "the hub is not there"))?;
    if access != Access::Program {
        check_same_site(&hub, request.method(), request.headers())?;
    }
    let visitor = Visitor::of(sessions::of_request(&hub, request.request()).await?);
    if !is_allowed(access, &visitor, &hub, request).await? {
        return Err(refusal(&visitor));
    }
    match visitor.account {
        Some(account) if access.needs_agreements() && hub.owes_agreements(account).await? => {
            Err(Problem::new("agreements_owed"))
        }
        _ => Ok(visitor),
    }
}

/// A stranger is asked to sign in; somebody known learns only that this is not theirs.
fn refusal(visitor: &Visitor) -> Problem {
    Problem::new(if visitor.session.is_none() {
        "sign_in_required"
    } else {
        "not_allowed"
    })
}

async fn is_allowed(
    access: Access,
    visitor: &Visitor,
    hub: &Hub,
    request: &ServiceRequest,
) -> Result<bool, Problem> {
    Ok(match access {
        Access::Anybody | Access::Program => true,
        Access::SignedIn | Access::Account => visitor.account.is_some(),
        Access::Operator => visitor.account.is_some() && visitor.operator,
        Access::Member | Access::MemberWith(_) | Access::SuperAdministrator => {
            match (
                visitor.account,
                path_id::<OrganisationId>(request, "organisation"),
            ) {
                (Some(account), Some(organisation)) => is_member(access, hub, account, organisation).await?,
                _ => false,
            }
        }
        Access::GuestParty => visitor.guest.and_then(|guest| guest.party()).is_some(),
        Access::Invited => match path_id::<ContractId>(request, "contract") {
            Some(contract) => visitor.is_invited_to(contract),
            None => false,
        },
        Access::GuestReader => visitor.guest.and_then(|guest| guest.reader()).is_some(),
        Access::Reader => path_id::<ContractId>(request, "contract").is_some_and(|id| visitor.reads(id)),
        Access::DraftOwner => match (visitor.account, path_id::<DraftId>(request, "draft")) {
            (Some(account), Some(draft)) => owns(hub, account, draft).await?,
            _ => false,
        },
        Access::Host => match path_id::<ContractId>(request, "contract") {
            Some(contract) => visitor.side(hub, contract).await.is_some_and(|side| side.acts()),
            None => false,
        },
        Access::Participant | Access::Onlooker => match path_id::<ContractId>(request, "contract") {
            Some(contract) if access == Access::Onlooker && visitor.reads(contract) => true,
            Some(contract) => visitor.audience(hub, contract).await.is_some(),
            None => false,
        },
        Access::Party => match path_id::<ContractId>(request, "contract") {
            Some(contract) => matches!(visitor.audience(hub, contract).await, Some(Audience::Party(_))),
            None => false,
        },
        Access::Signatory | Access::Recipient => match path_id::<ContractId>(request, "contract") {
            Some(contract) if access == Access::Recipient && visitor.reads(contract) => true,
            Some(contract) => matches!(
                visitor.audience(hub, contract).await,
                Some(Audience::Host | Audience::Party(_))
            ),
            None => false,
        },
    })
}

/// The draft is the account's, and so is still the organisation that it is written for.
async fn owns(hub: &Hub, account: AccountId, draft: DraftId) -> Result<bool, Problem> {
    let draft = hub.store.rows.draft(draft).await;
    let draft = draft.map_err(|e| Problem::internal("read a draft", e))?;
    match draft.filter(|draft| draft.owner == account) {
        Some(draft) => sender_side::belongs(hub, drafts::organisation_of(&draft), account).await,
        None => Ok(false),
    }
}

/// Nobody learns from the answer whether there is such an organisation.
async fn is_member(
    access: Access,
    hub: &Hub,
    account: AccountId,
    organisation: OrganisationId,
) -> Result<bool, Problem> {
    let state = match hub.organisation_state(organisation).await {
        Ok(state) => state,
        Err(problem) if problem.code == "organisation_not_found" => return Ok(false),
        Err(problem) => return Err(problem),
    };
    Ok(match access {
        Access::MemberWith(permission) => state.may(account, permission),
        Access::SuperAdministrator => state.is_super_administrator(account),
        _ => state.active_member(account).is_some(),
    })
}

fn path_id<T: std::str::FromStr>(request: &ServiceRequest, name: &str) -> Option<T> {
    request.match_info().get(name)?.parse().ok()
}

/// A change must come from our own pages: own header, and an `Origin` that is exactly ours where there is one.
fn check_same_site(hub: &Hub, method: &Method, headers: &HeaderMap) -> Result<(), Problem> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let marked = headers.get("X-Huiqian").is_some_and(|value| value == "1");
    if marked && origin_is_ours(hub, headers).unwrap_or(true) {
        Ok(())
    } else {
        Err(Problem::new("cross_site"))
    }
}

/// Whether the `Origin` header is one of this hub's origins; `None` where there is no such header.
pub fn origin_is_ours(hub: &Hub, headers: &HeaderMap) -> Option<bool> {
    let origin = headers.get(ORIGIN)?;
    Some(
        origin
            .to_str()
            .is_ok_and(|origin| hub.origins.iter().any(|ours| ours == origin)),
    )
}

/// The seat that a request names, by header or query.
pub fn seat_of(request: &HttpRequest) -> Option<String> {
    let from_header = request
        .headers()
        .get(SEAT_HEADER)
        .and_then(|v| v.to_str().ok())
        .map(str::to_owned);
    from_header.or_else(|| {
        let query =
            web::Query::<std::collections::HashMap<String, String>>::from_query(request.query_string());
        query.ok().and_then(|query| query.get("seat").cloned())
    })
}
