//! Where every port meets its implementation: `Application::build` is the same for the program and for tests.

use crate::config::Config;
use crate::documents::intake_board::IntakeBoard;
use crate::documents::office::OfficeDesk;
use crate::documents::{self, film::FilmWorker};
use crate::downloads::Downloads;
use crate::effects::approval::ApprovalEffects;
use crate::effects::bulk_start::BulkStartEffects;
use crate::effects::exhibition::ExhibitionEffects;
use crate::effects::hand_over;
use crate::effects::late_hub::LateHub;
use crate::effects::organisation::OrganisationEffects;
use crate::effects::renew::RenewalEffects;
use crate::effects::seal_entry::SealEffects;
use crate::effects::sign_code::SignCodeEffects;
use crate::effects::{AccountEffects, ContractEffects, TemplateEffects};
use crate::ended_sessions::EndedSessions;
use crate::evidence::anchored_logs::AnchoredLogs;
use crate::evidence::keeper::EvidenceKeeper;
use crate::face_id::FaceId;
use crate::http::security_headers::security_headers;
use crate::http::{console_files, routes};
use crate::hub::{Entities, Hub, Services};
use crate::issuance::{self, EmbeddedIssuer};
use crate::keys;
use crate::live;
use crate::password_hash::PasswordHasher;
use crate::revocations;
use crate::signer::Signer;
use crate::timestamps::stamping_keys::StampingKeys;
use crate::timestamps::{self, TimestampAuthorities};
use crate::tls::{self, lan_address};
use crate::wechat::Wechat;
use actix_web::dev::Server;
use actix_web::middleware::Compress;
use actix_web::{App, HttpServer, web};
use actors::arbiter_pool::ArbiterPool;
use actors::registry::{EntityPorts, EntityRegistry, RegistryOptions};
use actors::room::live_rooms::RoomOptions;
use actors::timers::{TimerNudge, Timers};
use anyhow::Context;
use domain::aggregate::Aggregate;
use domain::hash::Sha256Hash;
use domain::ports::clock::Clock;
use recorder::evidence_log::LogParts;
use socket2::SockRef;
use std::net::TcpListener;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use store::durable_file;
use store::open::{DatabaseConfig, Store, StoreConfig};
use tokio::sync::watch;

/// A peer that does not take what it was sent for this long is reset (design 2.5).
const JAMMED: Duration = Duration::from_secs(15);
/// How long clients are told to spread their return over after a restart.
const RECONNECT_WITHIN_MS: u32 = 2000;

/// A hub that listens. Drop nothing of it before [`Application::stop`].
pub struct Application {
    pub hub: web::Data<Hub>,
    pub port: u16,
    /// The secret of the link that makes the platform operator, until somebody has used it.
    pub setup_token: Option<String>,
    /// The master key was made just now: it should be written down.
    pub fresh_master_key: bool,
    server: Server,
    arbiters: Arc<ArbiterPool>,
    /// Holds a reason once the process must end.
    fatal: watch::Receiver<Option<String>>,
}

impl Application {
    /// Opens the stores, loads or makes the keys, wakes unfinished work, and binds the port.
    pub async fn build(config: Config, clock: Arc<dyn Clock>) -> anyhow::Result<Self> {
        let data_dir = config.storage.data_dir.clone();
        durable_file::create_data_folder(&data_dir).with_context(|| {
            format!(
                "数据目录 {0} 无法创建 / the data directory {0} cannot be made",
                data_dir.display()
            )
        })?;
        let has_data = data_dir.join("hub.sqlite").exists();
        let found = keys::find(config.storage.master_key.as_deref(), &data_dir, has_data)?;
        let store = open_store(&config, &found.key).await?;
        let listener = TcpListener::bind(config.http.listen)
            .with_context(|| format!("无法监听 {0} / cannot listen on {0}", config.http.listen))?;
        let port = listener.local_addr()?.port();

        let origin = log_origin(&store, clock.as_ref(), &config, port).await?;
        let host = origin.split('/').next().unwrap_or_default().to_owned();
        let signer = Signer::load(
            store.keys.as_ref(),
            &found.key,
            clock.as_ref(),
            &origin,
            &host,
            config.http.public_url.as_deref(),
        );
        let (kind, keys) = (config.signing.key, store.keys.as_ref());
        let signer = signer.await?;
        let signer = signer.with_certifier(kind, keys, &found.key, clock.as_ref(), &host);
        let signer = Arc::new(signer.await?);
        revocations::register_platform(store.certificates.as_ref(), &signer, clock.now()).await?;
        let embedded = EmbeddedIssuer {
            signer: Arc::clone(&signer),
            register: Arc::clone(&store.certificates),
            clock: Arc::clone(&clock),
        };
        let networks = config.egress.private_networks.clone();
        let (issuer, issuer_anchors) =
            issuance::configured(&config.signing, networks, embedded).context("signing.issuer")?;
        let outward = timestamps::egress(&config)?;
        let wechat = Wechat::configured(&config, &outward);
        let face_check = FaceId::configured(&config, &outward, &clock);
        let (keys, register) = (Arc::clone(&store.keys), Arc::clone(&store.certificates));
        let stamping = TimestampAuthorities::new(
            &config.timestamps,
            Arc::clone(&signer),
            StampingKeys::new(keys, register, Arc::clone(&found.key), &host),
            Arc::clone(&clock),
            outward,
        );
        let timestamps = Arc::new(stamping.context("timestamps")?);
        let tls = tls::load(&config.http, store.keys.as_ref(), &found.key, clock.as_ref()).await?;
        let parts = LogParts {
            store: Arc::clone(&store.leaves),
            signer: signer.clone(),
            stamper: timestamps.clone(),
            clock: Arc::clone(&clock),
        };
        let evidence = EvidenceKeeper::start(&origin, parts)
            .await
            .context("the evidence log")?;
        let lookup_key = lookup_key(&store, &found.key, clock.as_ref()).await?;
        let worker = documents::worker(&config)?;
        let services = Arc::new(Services {
            origins: origins(&config, port),
            office: OfficeDesk::find(&config, &worker),
            worker,
            intake: IntakeBoard::default(),
            page_lists: Arc::default(),
            downloads: Downloads::default(),
            film: FilmWorker::find(&config),
            ended_sessions: EndedSessions::default(),
            fonts: documents::fonts(&config)?,
            lookup_key,
            passwords: PasswordHasher::new(&lookup_key),
            face_check,
            wechat,
            build: own_hash()?,
            tls_root: tls.as_ref().and_then(|tls| tls.root.clone()),
            config,
            clock: Arc::clone(&clock),
            store,
            signer,
            timestamps,
            issuer,
            issuer_anchors,
            evidence,
            anchored: AnchoredLogs::default(),
        });
        let (hub, arbiters, fatal) = entities(services)?;
        let setup_token = crate::operator_setup::pending_token(&hub).await?;
        let server = serve(hub.clone(), listener, tls.map(|tls| tls.config))?;
        Ok(Self {
            hub,
            port,
            setup_token,
            fresh_master_key: found.fresh,
            server,
            arbiters,
            fatal,
        })
    }

    /// Serves until `stop` resolves or the outcome of a write is unknown; then says goodbye and drains.
    ///
    /// # Errors
    /// The outcome of a write is unknown: the process must end now and start again from what is stored.
    pub async fn run(mut self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
        let handle = self.server.handle();
        let serving = tokio::spawn(self.server);
        let mut store_failed = self.hub.store.failed.clone();
        let failed = tokio::select! {
            () = stop => None,
            reason = reason(&mut self.fatal) => Some(reason),
            reason = reason(&mut store_failed) => Some(reason),
        };
        if let Some(reason) = failed {
            tracing::error!(%reason, "the outcome of a write is unknown, the process ends");
            anyhow::bail!("{reason}");
        }
        self.hub.rooms.drain(RECONNECT_WITHIN_MS).await;
        handle.stop(true).await;
        self.hub.contracts.drain().await;
        self.hub.accounts.drain().await;
        self.hub.organisations.drain().await;
        self.hub.seals.drain().await;
        self.hub.approvals.drain().await;
        self.hub.templates.drain().await;
        self.hub.bulk_starts.drain().await;
        self.hub.exhibitions.drain().await;
        self.hub.sign_codes.drain().await;
        self.hub.renewals.drain().await;
        self.arbiters.stop();
        serving.await??;
        Ok(())
    }
}

async fn reason(watched: &mut watch::Receiver<Option<String>>) -> String {
    loop {
        if let Some(reason) = watched.borrow_and_update().clone() {
            return reason;
        }
        if watched.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Opens what the settings name.
pub async fn open_store(config: &Config, master: &pki::master_key::MasterKey) -> anyhow::Result<Store> {
    let database = match &config.storage.database_url {
        Some(url) => DatabaseConfig::Postgres {
            url: url.clone(),
            durability: config.storage.durability(),
        },
        None => DatabaseConfig::Sqlite,
    };
    let bytes = <[u8; 32]>::try_from(hex::decode(&*master.to_hex())?.as_slice())?;
    let opened = Store::open(StoreConfig {
        data_dir: config.storage.data_dir.clone(),
        master: store::cipher::MasterKey::new(bytes),
        database,
        redis: config.storage.redis_url.clone(),
    });
    Ok(opened.await?)
}

/// The log's name stays what it was at the first start, whatever address the hub has today.
async fn log_origin(store: &Store, clock: &dyn Clock, config: &Config, port: u16) -> anyhow::Result<String> {
    let url = config.http.origin(port, None);
    let host = url.split("://").nth(1).unwrap_or("localhost").replace(':', "-");
    let mut unique = [0; 4];
    clock.fill_random(&mut unique);
    let year = clock.now().civil(0).year;
    let fresh = format!("{host}/{}/evidence/{year}", hex::encode(unique));
    Ok(store.rows.claim_setting("log_origin", &fresh).await?)
}

/// Key of blind indexes: random at the first start, wrapped like every standing key.
async fn lookup_key(
    store: &Store,
    master: &pki::master_key::MasterKey,
    clock: &dyn Clock,
) -> anyhow::Result<[u8; 32]> {
    const NAME: &str = "lookup-key";
    let wrapped = match store.keys.load(NAME).await? {
        Some(wrapped) => wrapped,
        None => {
            let mut fresh = [0; 32];
            clock.fill_random(&mut fresh);
            store
                .keys
                .create(NAME, &master.wrap(NAME, 1, "standing key", &fresh)?)
                .await?
        }
    };
    Ok(<[u8; 32]>::try_from(
        master.unwrap(NAME, 1, "standing key", &wrapped)?.as_slice(),
    )?)
}

fn origins(config: &Config, port: u16) -> Vec<String> {
    let mut origins = vec![config.http.origin(port, lan_address())];
    let scheme = if config.http.uses_tls() { "https" } else { "http" };
    if !config.http.behind_proxy {
        for host in ["127.0.0.1", "localhost"] {
            let local = format!("{scheme}://{host}:{port}");
            if !origins.contains(&local) {
                origins.push(local);
            }
        }
    }
    origins
}

/// SHA-256 of the running program, for the first line of every contract.
fn own_hash() -> anyhow::Result<Sha256Hash> {
    Ok(Sha256Hash::of(&std::fs::read(std::env::current_exe()?)?))
}

type Standing = (web::Data<Hub>, Arc<ArbiterPool>, watch::Receiver<Option<String>>);

fn entities(services: Arc<Services>) -> anyhow::Result<Standing> {
    let arbiters = Arc::new(ArbiterPool::start(services.config.http.workers)?);
    let (fatal, watched) = watch::channel(None);
    let nudge = Arc::new(TimerNudge::default());
    let ports = EntityPorts {
        log: Arc::clone(&services.store.log),
        clock: Arc::clone(&services.clock),
        arbiters: Arc::clone(&arbiters),
        nudge: Arc::clone(&nudge),
        on_fatal: Arc::new(move |reason| {
            let _ = fatal.send(Some(reason.to_owned()));
        }),
    };
    let renewal_effects = Arc::new(RenewalEffects {
        services: Arc::clone(&services),
    });
    let renewals = EntityRegistry::new(ports.clone(), RegistryOptions::default(), renewal_effects);
    // Contracts and organisations ask seals, which are built on organisations.
    let late_seals = Arc::new(OnceLock::new());
    // What contracts do by themselves goes through the hub, like what people do.
    let late_hub = LateHub::default();
    let accounts = EntityRegistry::new(
        ports.clone(),
        RegistryOptions::default(),
        Arc::new(AccountEffects {
            services: Arc::clone(&services),
        }),
    );
    let effects = Arc::new(ContractEffects {
        services: Arc::clone(&services),
        renewals: renewals.clone(),
        accounts: accounts.clone(),
        seals: Arc::clone(&late_seals),
        hub: late_hub.clone(),
    });
    let contracts = EntityRegistry::new(ports.clone(), RegistryOptions::default(), effects);
    let organisation_effects = Arc::new(OrganisationEffects {
        services: Arc::clone(&services),
        entities: hand_over::Entities {
            contracts: contracts.clone(),
            accounts: accounts.clone(),
            seals: Arc::clone(&late_seals),
        },
    });
    let organisations = EntityRegistry::new(ports.clone(), RegistryOptions::default(), organisation_effects);
    let seal_effects = Arc::new(SealEffects {
        services: Arc::clone(&services),
        organisations: organisations.clone(),
    });
    let seals = EntityRegistry::new(ports.clone(), RegistryOptions::default(), seal_effects);
    let approval_effects = ApprovalEffects::default();
    let approvals = EntityRegistry::new(
        ports.clone(),
        RegistryOptions::default(),
        Arc::new(approval_effects.clone()),
    );
    // Set once, here: the first value stays.
    let _ = late_seals.set(seals.clone());
    let templates = EntityRegistry::new(
        ports.clone(),
        RegistryOptions::default(),
        Arc::new(TemplateEffects),
    );
    let bulk_start_effects = BulkStartEffects::default();
    let bulk_starts = EntityRegistry::new(
        ports.clone(),
        RegistryOptions::default(),
        Arc::new(bulk_start_effects.clone()),
    );
    let exhibition_effects = ExhibitionEffects::default();
    let exhibitions = EntityRegistry::new(
        ports.clone(),
        RegistryOptions::default(),
        Arc::new(exhibition_effects.clone()),
    );
    let sign_code_effects = SignCodeEffects::default();
    let sign_codes = EntityRegistry::new(
        ports,
        RegistryOptions::default(),
        Arc::new(sign_code_effects.clone()),
    );
    let metrics = Arc::default();
    let rooms = live::rooms(
        contracts.clone(),
        Arc::clone(&arbiters),
        metrics,
        RoomOptions::default(),
        Arc::clone(&services.page_lists),
    );
    let targets: Vec<Arc<dyn actors::timers::TimerTarget>> = vec![
        Arc::new(contracts.clone()),
        Arc::new(accounts.clone()),
        Arc::new(organisations.clone()),
        Arc::new(seals.clone()),
        Arc::new(approvals.clone()),
        Arc::new(templates.clone()),
        Arc::new(bulk_starts.clone()),
        Arc::new(exhibitions.clone()),
        Arc::new(sign_codes.clone()),
        Arc::new(renewals.clone()),
    ];
    let timers = Timers::new(
        Arc::clone(&services.store.log),
        Arc::clone(&services.clock),
        nudge,
        targets,
    );
    timers.start(&arbiters);
    wake_unfinished("accounts", accounts.clone());
    wake_unfinished("organisations", organisations.clone());
    wake_unfinished("seals", seals.clone());
    wake_unfinished("renewals", renewals.clone());
    let hub = web::Data::new(Hub::new(
        services,
        Entities {
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
        },
        rooms,
    ));
    approval_effects.hub.stand(hub.clone());
    bulk_start_effects.hub.stand(hub.clone());
    exhibition_effects.hub.stand(hub.clone());
    sign_code_effects.hub.stand(hub.clone());
    late_hub.stand(hub.clone());
    wake_unfinished("contracts", hub.contracts.clone());
    wake_unfinished("approvals", hub.approvals.clone());
    wake_unfinished("bulk starts", hub.bulk_starts.clone());
    wake_unfinished("exhibitions", hub.exhibitions.clone());
    wake_unfinished("sign codes", hub.sign_codes.clone());
    Ok((hub, arbiters, watched))
}

/// Entities that were in the middle of something when the hub stopped go on with it.
fn wake_unfinished<A: Aggregate>(kind: &'static str, registry: EntityRegistry<A>) {
    tokio::spawn(async move {
        match registry.wake_unfinished().await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, kind, "woke entities with unfinished work"),
            Err(error) => tracing::error!(%error, kind, "unfinished work could not be read"),
        }
    });
}

fn serve(
    hub: web::Data<Hub>,
    listener: TcpListener,
    tls: Option<rustls::ServerConfig>,
) -> anyhow::Result<Server> {
    // Accepted sockets inherit both, plain and TLS alike (Linux): a peer that stops reading is reset by the kernel.
    let socket = SockRef::from(&listener);
    socket.set_tcp_user_timeout(Some(JAMMED))?;
    socket.set_tcp_nodelay(true)?;
    let workers = hub.config.http.workers;
    // Only for a real domain: browsers would remember it for every port of localhost.
    let strict = hub.is_secure() && !hub.config.http.lan;
    let app = move || {
        App::new()
            .app_data(hub.clone())
            .app_data(
                web::JsonConfig::default()
                    .limit(1 << 20)
                    .error_handler(routes::malformed_json),
            )
            .app_data(web::PathConfig::default().error_handler(routes::malformed_path))
            .wrap(security_headers(strict))
            .wrap(Compress::default())
            .configure(routes::configure)
            .default_service(web::get().to(console_files::page))
    };
    let server = HttpServer::new(app)
        .workers(workers)
        .disable_signals()
        .shutdown_timeout(10)
        .client_request_timeout(Duration::from_secs(5));
    let bound = match tls {
        Some(tls) => server.listen_rustls_0_23(listener, tls)?,
        None => server.listen(listener)?,
    };
    Ok(bound.run())
}
