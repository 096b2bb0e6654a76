//! `hub serve`: the server itself.

use super::setting_file::SettingFile;
use crate::clock::SystemClock;
use crate::qr_code;
use crate::startup::Application;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    settings: SettingFile,
}

/// Exit code after which a supervisor should start the hub again: the outcome of a write is unknown.
const START_AGAIN: u8 = 75;

impl Serve {
    pub fn run(self) -> ExitCode {
        let filter = EnvFilter::try_from_env("HUB_LOG").unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn"));
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(std::io::stderr)
            .init();
        // One provider for every TLS connection of this process, before anything asks for it.
        if rustls::crypto::aws_lc_rs::default_provider()
            .install_default()
            .is_err()
        {
            tracing::warn!("a TLS provider was installed before");
        }
        match actix_web::rt::System::new().block_on(self.serve()) {
            Ok(code) => code,
            Err(error) => {
                let _ = writeln!(
                    std::io::stderr(),
                    "会签无法启动 / the hub cannot start:\n{error:#}"
                );
                ExitCode::FAILURE
            }
        }
    }

    async fn serve(self) -> anyhow::Result<ExitCode> {
        let config = self.settings.read()?;
        let application = Application::build(config, Arc::new(SystemClock::default())).await?;
        greet(&application)?;
        let (mut interrupt, mut terminate) =
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        let stop = async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            tracing::info!("stopping: finishing what was begun");
        };
        match application.run(stop).await {
            Ok(()) => Ok(ExitCode::SUCCESS),
            Err(error) => {
                tracing::error!(%error, "stopped");
                Ok(ExitCode::from(START_AGAIN))
            }
        }
    }
}

/// What whoever started the hub should now see.
fn greet(application: &Application) -> std::io::Result<()> {
    let hub = &application.hub;
    let mut out = std::io::stdout();
    writeln!(out, "\n会签 Huiqian  {}", hub.origin())?;
    if hub.config.http.lan {
        writeln!(
            out,
            "\n手机扫码打开 / open on a phone:\n{}",
            qr_code::terminal(hub.origin())
        )?;
        writeln!(
            out,
            "手机首次使用请先打开 {0}/trust 安装证书 / first visit {0}/trust",
            hub.origin()
        )?;
    }
    if let Some(token) = &application.setup_token {
        writeln!(
            out,
            "\n成为平台运营者（一次有效）/ become the platform operator (works once):\n{}/sign-in?setup={token}",
            hub.origin()
        )?;
    }
    if application.fresh_master_key {
        writeln!(
            out,
            "\n主密钥已生成：{}。请抄写备份，丢失后内容无法恢复。\n\
             The master key was made: copy it to a safe place; without it contents are lost.",
            hub.config.storage.data_dir.join(crate::keys::FILE).display()
        )?;
    }
    writeln!(out, "\nCtrl-C 停止 / stops\n")?;
    out.flush()
}
