//! `hub revoke SERIAL --reason …`: takes a certificate of the embedded authority back. For a hub that is stopped, or
//! whose database is PostgreSQL; a running one takes it from its operator over HTTP.

use super::setting_file::SettingFile;
use crate::clock::SystemClock;
use crate::startup::open_store;
use crate::{config::Config, keys};
use anyhow::Context;
use clap::{Args, ValueEnum};
use domain::ports::certificate_register::{Revocation, RevocationReason, RevokeOutcome, SerialNumber};
use domain::ports::clock::Clock;
use std::io::Write;
use std::process::ExitCode;

#[derive(Args)]
pub struct Revoke {
    /// 证书序列号 Serial number of the certificate, hex.
    serial: SerialNumber,
    /// 原因 Why it no longer counts.
    #[arg(long)]
    reason: Reason,
    #[command(flatten)]
    settings: SettingFile,
}

/// The reasons of RFC 5280 that the hub gives.
#[derive(Clone, Copy, ValueEnum)]
enum Reason {
    /// 私钥泄露
    KeyCompromise,
    /// 隶属关系变更
    AffiliationChanged,
    /// 已被取代
    Superseded,
    /// 停止使用
    CessationOfOperation,
}

impl From<Reason> for RevocationReason {
    fn from(reason: Reason) -> Self {
        match reason {
            Reason::KeyCompromise => Self::KeyCompromise,
            Reason::AffiliationChanged => Self::AffiliationChanged,
            Reason::Superseded => Self::Superseded,
            Reason::CessationOfOperation => Self::CessationOfOperation,
        }
    }
}

impl Revoke {
    pub fn run(self) -> ExitCode {
        let serial = self.serial.to_hex();
        let outcome = actix_web::rt::System::new().block_on(self.revoke());
        let (code, sentence) = match outcome {
            Ok(RevokeOutcome::Revoked) => (
                ExitCode::SUCCESS,
                format!("证书 {serial} 已吊销 / certificate {serial} is revoked"),
            ),
            Ok(RevokeOutcome::Already(earlier)) => {
                let at = earlier.at.civil(0);
                let sentence = format!(
                    "证书 {serial} 早已于 {at} 吊销 / certificate {serial} was revoked at {at} before"
                );
                (ExitCode::SUCCESS, sentence)
            }
            Ok(RevokeOutcome::Unknown) => (
                ExitCode::FAILURE,
                format!("没有签发过证书 {serial} / no certificate {serial} was issued here"),
            ),
            Err(error) => (ExitCode::FAILURE, format!("无法吊销 / cannot revoke:\n{error:#}")),
        };
        let _ = writeln!(std::io::stderr(), "{sentence}");
        code
    }

    async fn revoke(self) -> anyhow::Result<RevokeOutcome> {
        let config: Config = self.settings.read()?;
        let data_dir = &config.storage.data_dir;
        let master = keys::find(config.storage.master_key.as_deref(), data_dir, true)?;
        let store = open_store(&config, &master.key).await.context(
            "运行中的服务请由运营者在线吊销：POST /api/v1/pki/revocations / \
             while the hub runs, its operator revokes: POST /api/v1/pki/revocations",
        )?;
        let revocation = Revocation {
            at: SystemClock::default().now(),
            reason: self.reason.into(),
        };
        Ok(store.certificates.revoke(&self.serial, revocation).await?)
    }
}
