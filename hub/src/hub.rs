//! What every part of the server works with: the services of this node, and the entities on it.

use crate::config::Config;
use crate::documents::film::FilmWorker;
use crate::documents::intake_board::IntakeBoard;
use crate::documents::office::OfficeDesk;
use crate::documents::page_lists::{PageListKey, PageLists};
use crate::downloads::Downloads;
use crate::ended_sessions::EndedSessions;
use crate::evidence::anchored_logs::AnchoredLogs;
use crate::evidence::keeper::EvidenceKeeper;
use crate::http::problem::Problem;
use crate::issuance::CertificateIssuer;
use crate::live::ContractRooms;
use crate::password_hash::PasswordHasher;
use crate::signer::Signer;
use crate::timestamps::TimestampAuthorities;
use actors::entity::handle::EntityHandle;
use actors::entity::outcome::Snapshot;
use actors::registry::EntityRegistry;
use domain::account::Account;
use domain::account::state::AccountState;
use domain::aggregate::Aggregate;
use domain::approval::Approval;
use domain::bulk_start::BulkStart;
use domain::contract::Contract;
use domain::contract::plan::PageList;
use domain::contract::state::ContractState;
use domain::exhibition::Exhibition;
use domain::hash::Sha256Hash;
use domain::ids::{
    AccountId, ApprovalId, ContractId, DraftId, OrganisationId, PartyNo, SealId, SignCodeId, StreamId,
    TemplateId,
};
use domain::organisation::Organisation;
use domain::organisation::state::OrganisationState;
use domain::ports::clock::Clock;
use domain::ports::face_check::FaceCheck;
use domain::ports::wechat_login::WechatLogin;
use domain::renewal::Renewal;
use domain::renewal::state::RenewalState;
use domain::seal::Seal;
use domain::sign_code::SignCode;
use domain::template::Template;
use pdf::font::shelf::FontShelf;
use pdf::worker::client::Worker;
use pki::certificate::Certificate;
use std::ops::Deref;
use std::sync::Arc;
use store::open::Store;
use uuid::Uuid;

/// Services that need no entity: storage, keys, workers, settings.
pub struct Services {
    pub config: Config,
    pub clock: Arc<dyn Clock>,
    pub store: Store,
    pub signer: Arc<Signer>,
    pub timestamps: Arc<TimestampAuthorities>,
    /// Who issues the certificates of signers.
    pub issuer: Arc<dyn CertificateIssuer>,
    /// Trust anchors of an issuer outside.
    pub issuer_anchors: Vec<Certificate>,
    pub evidence: EvidenceKeeper,
    pub anchored: AnchoredLogs,
    pub worker: Worker,
    /// Converts uploads from Word and Excel; `None` where LibreOffice is missing.
    pub office: Option<OfficeDesk>,
    /// Uploads that are being taken in.
    pub intake: IntakeBoard,
    pub page_lists: Arc<PageLists>,
    /// Files of several contracts, on their way to somebody.
    pub downloads: Downloads,
    pub film: Option<FilmWorker>,
    pub ended_sessions: EndedSessions,
    pub passwords: PasswordHasher,
    /// The service that compares faces, where one is configured.
    pub face_check: Option<Arc<dyn FaceCheck>>,
    /// The way in through WeChat, where this hub is registered at its open platform.
    pub wechat: Option<Arc<dyn WechatLogin>>,
    /// The fonts that names and values are set in.
    pub fonts: FontShelf,
    /// Key of blind indexes and one-time codes.
    pub lookup_key: [u8; 32],
    /// SHA-256 of the running program.
    pub build: Sha256Hash,
    /// Every origin that pages of this hub are reached under; the first one stands in links.
    pub origins: Vec<String>,
    /// The local TLS root, PEM, where the hub serves the local network.
    pub tls_root: Option<String>,
}

/// Services and entities. One per process; in tests, one per test.
pub struct Hub {
    services: Arc<Services>,
    pub contracts: EntityRegistry<Contract>,
    pub accounts: EntityRegistry<Account>,
    pub organisations: EntityRegistry<Organisation>,
    pub seals: EntityRegistry<Seal>,
    pub approvals: EntityRegistry<Approval>,
    pub templates: EntityRegistry<Template>,
    pub bulk_starts: EntityRegistry<BulkStart>,
    pub exhibitions: EntityRegistry<Exhibition>,
    pub sign_codes: EntityRegistry<SignCode>,
    pub renewals: EntityRegistry<Renewal>,
    pub rooms: ContractRooms,
}

/// The entities of one hub, by their kinds.
pub struct Entities {
    pub contracts: EntityRegistry<Contract>,
    pub accounts: EntityRegistry<Account>,
    pub organisations: EntityRegistry<Organisation>,
    pub seals: EntityRegistry<Seal>,
    pub approvals: EntityRegistry<Approval>,
    pub templates: EntityRegistry<Template>,
    pub bulk_starts: EntityRegistry<BulkStart>,
    pub exhibitions: EntityRegistry<Exhibition>,
    pub sign_codes: EntityRegistry<SignCode>,
    pub renewals: EntityRegistry<Renewal>,
}

impl Deref for Hub {
    type Target = Services;
    fn deref(&self) -> &Services {
        &self.services
    }
}

impl Services {
    /// The origin that links are built from.
    pub fn origin(&self) -> &str {
        self.origins.first().map(String::as_str).unwrap_or_default()
    }

    /// Whether browsers reach this hub over TLS.
    pub fn is_secure(&self) -> bool {
        self.config.http.uses_tls() || self.config.http.behind_proxy
    }

    /// Finds a phone number without storing it: keyed, so that the table alone tells nothing.
    pub fn blind_index(&self, phone: &str) -> String {
        Sha256Hash::of_parts(&[b"phone\0", &self.lookup_key, phone.as_bytes()]).to_hex()
    }

    /// Finds a WeChat account without storing who it is, as [`Self::blind_index`] does.
    pub fn wechat_index(&self, union_id: &str) -> String {
        Sha256Hash::of_parts(&[b"wechat\0", &self.lookup_key, union_id.as_bytes()]).to_hex()
    }

    /// What identities on this hub rest on, to be said in every log.
    pub fn degraded(&self) -> Vec<String> {
        vec!["outbox_codes".to_owned()]
    }

    /// A stored file that must be there.
    pub async fn blob(&self, owner: &str, hash: Sha256Hash) -> Result<Vec<u8>, Problem> {
        let bytes = self
            .store
            .blobs
            .get(owner, hash)
            .await
            .map_err(|e| Problem::internal("read a file", e))?;
        bytes.ok_or_else(|| Problem::internal("read a file", format_args!("{hash} of {owner} is missing")))
    }

    /// Geometry and images of a contract's pages, from the two lists beside the log.
    pub async fn pages_of(
        &self,
        contract: ContractId,
        state: &ContractState,
    ) -> Result<Arc<PageList>, Problem> {
        let Some(key) = PageListKey::of(state) else {
            return Ok(Arc::default());
        };
        if let Some(kept) = self.page_lists.get(key) {
            return Ok(kept);
        }
        let owner = StreamId::new(Contract::KIND, contract.0).to_string();
        let boxes = read_list(&self.blob(&owner, key.boxes).await?)?;
        let images = match key.images {
            None => Vec::new(),
            Some(images) => read_list(&self.blob(&owner, images).await?)?,
        };
        Ok(self.page_lists.keep(key, PageList { boxes, images }))
    }
}

fn read_list<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, Problem> {
    serde_json::from_slice(bytes).map_err(|e| Problem::internal("read a page list", e))
}

impl Hub {
    pub fn new(services: Arc<Services>, entities: Entities, rooms: ContractRooms) -> Self {
        let Entities {
            contracts,
            accounts,
            organisations,
            seals,
            approvals,
            templates,
            bulk_starts,
            exhibitions,
            sign_codes,
            renewals,
        } = entities;
        Self {
            services,
            contracts,
            accounts,
            organisations,
            seals,
            approvals,
            templates,
            bulk_starts,
            exhibitions,
            sign_codes,
            renewals,
            rooms,
        }
    }

    /// Whether this person has yet to accept the agreements in force.
    pub async fn owes_agreements(&self, account: AccountId) -> Result<bool, Problem> {
        Ok(!self.account_state(account).await?.owed_agreements().is_empty())
    }

    pub fn services(&self) -> &Arc<Services> {
        &self.services
    }

    pub fn contract_stream(&self, contract: ContractId) -> StreamId {
        StreamId::new(Contract::KIND, contract.0)
    }

    pub fn contract(&self, contract: ContractId) -> EntityHandle<Contract> {
        self.contracts.handle(self.contract_stream(contract))
    }

    pub fn renewal(&self, contract: ContractId) -> EntityHandle<Renewal> {
        self.renewals.handle(StreamId::new(Renewal::KIND, contract.0))
    }

    pub fn account(&self, account: AccountId) -> EntityHandle<Account> {
        self.accounts.handle(StreamId::new(Account::KIND, account.0))
    }

    pub fn organisation_stream(&self, organisation: OrganisationId) -> StreamId {
        StreamId::new(Organisation::KIND, organisation.0)
    }

    pub fn organisation(&self, organisation: OrganisationId) -> EntityHandle<Organisation> {
        self.organisations.handle(self.organisation_stream(organisation))
    }

    /// What is kept of a contract's sealed file; an empty state where it is not closed.
    pub async fn renewal_state(&self, contract: ContractId) -> Result<Arc<RenewalState>, Problem> {
        let snapshot = self.renewal(contract).state().await;
        let snapshot = snapshot.map_err(|e| Problem::internal("read a renewal", e))?;
        Ok(snapshot.map(|snapshot| snapshot.state).unwrap_or_default())
    }

    /// The stored state of an account; an empty one where there is none.
    pub async fn account_state(&self, account: AccountId) -> Result<Arc<AccountState>, Problem> {
        let snapshot = self.account(account).state().await;
        let snapshot = snapshot.map_err(|e| Problem::internal("read an account", e))?;
        Ok(snapshot.map(|snapshot| snapshot.state).unwrap_or_default())
    }

    pub fn seal(&self, seal: SealId) -> EntityHandle<Seal> {
        self.seals.handle(StreamId::new(Seal::KIND, seal.0))
    }

    /// The stored state of a seal that must exist.
    pub async fn seal_state(&self, seal: SealId) -> Result<Snapshot<Seal>, Problem> {
        let snapshot = self.seal(seal).state().await;
        let snapshot = snapshot.map_err(|e| Problem::internal("read a seal", e))?;
        snapshot.ok_or_else(|| Problem::new("seal_not_found"))
    }

    pub fn template(&self, template: TemplateId) -> EntityHandle<Template> {
        self.templates.handle(StreamId::new(Template::KIND, template.0))
    }

    pub fn bulk_start(&self, bulk: Uuid) -> EntityHandle<BulkStart> {
        self.bulk_starts.handle(StreamId::new(BulkStart::KIND, bulk))
    }

    pub fn exhibition(&self, exhibition: Uuid) -> EntityHandle<Exhibition> {
        self.exhibitions
            .handle(StreamId::new(Exhibition::KIND, exhibition))
    }

    pub fn sign_code(&self, code: SignCodeId) -> EntityHandle<SignCode> {
        self.sign_codes.handle(StreamId::new(SignCode::KIND, code.0))
    }

    pub fn approval(&self, approval: ApprovalId) -> EntityHandle<Approval> {
        self.approvals.handle(StreamId::new(Approval::KIND, approval.0))
    }

    /// The stored state of an approval that must exist.
    pub async fn approval_state(&self, approval: ApprovalId) -> Result<Snapshot<Approval>, Problem> {
        let snapshot = self.approval(approval).state().await;
        let snapshot = snapshot.map_err(|e| Problem::internal("read an approval", e))?;
        snapshot.ok_or_else(|| Problem::new("approval_not_found"))
    }

    /// The stored state of an organisation that must exist.
    pub async fn organisation_state(
        &self,
        organisation: OrganisationId,
    ) -> Result<Arc<OrganisationState>, Problem> {
        Ok(self.organisation_snapshot(organisation).await?.state)
    }

    /// As [`Self::organisation_state`], with the line that it stands at.
    pub async fn organisation_snapshot(
        &self,
        organisation: OrganisationId,
    ) -> Result<Snapshot<Organisation>, Problem> {
        let snapshot = self.organisation(organisation).state().await;
        let snapshot = snapshot.map_err(|e| Problem::internal("read an organisation", e))?;
        snapshot.ok_or_else(|| Problem::new("organisation_not_found"))
    }

    /// The stored state of a contract that must exist.
    pub async fn contract_state(&self, contract: ContractId) -> Result<Snapshot<Contract>, Problem> {
        let snapshot = self.contract(contract).state().await;
        let snapshot = snapshot.map_err(|e| Problem::internal("read a contract", e))?;
        snapshot.ok_or_else(|| Problem::new("contract_not_found"))
    }

    /// Whether the host has sent this party out of the room; unknown contracts and parties count as removed.
    pub async fn has_removed(&self, contract: ContractId, party: PartyNo) -> bool {
        let Ok(snapshot) = self.contract_state(contract).await else {
            return true;
        };
        snapshot.state.party(party).is_none_or(|party| party.removed)
    }

    /// Whether this one of several who may sign for `party` is the one who does 或签.
    pub async fn is_held_by(&self, contract: ContractId, party: PartyNo, account: AccountId) -> bool {
        let Ok(snapshot) = self.contract_state(contract).await else {
            return false;
        };
        let planned = snapshot.state.planned(party);
        planned.is_some_and(|planned| planned.account == Some(account))
    }

    /// The owner of a draft, if there is such a draft.
    pub async fn owner_of(&self, draft: DraftId) -> Result<Option<AccountId>, Problem> {
        let draft = self.store.rows.draft(draft).await;
        let draft = draft.map_err(|e| Problem::internal("read a draft", e))?;
        Ok(draft.map(|draft| draft.owner))
    }
}
