//! The command line: one file per command.

pub mod openapi;
pub mod renew;
pub mod revoke;
pub mod serve;
pub mod setting_file;
pub mod settings;
pub mod verify;
pub mod verify_limited;
pub mod worker;

use clap::{Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;

/// 会签 Huiqian: a real-time signing hub.
#[derive(Parser)]
#[command(name = "hub", version)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 启动服务 Serve pages, API and live ceremonies.
    Serve(serve::Serve),
    /// 离线验证证据包或 PDF Verify a package or a PDF without a network.
    Verify(verify::Verify),
    /// 吊销证书 Take back a certificate that this hub issued.
    Revoke(revoke::Revoke),
    /// 为已签文件续期时间戳 Give sealed files a further time-stamp.
    Renew(renew::Renew),
    /// 显示全部设置 Print every setting.
    Settings,
    /// 显示接口描述 Print the API's description (OpenAPI 3.1).
    Openapi,
    /// Read untrusted files under limits; started by the hub itself.
    #[command(hide = true, disable_help_flag = true)]
    Worker {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<OsString>,
    },
    /// Verify under limits; started by the hub itself.
    #[command(hide = true)]
    VerifyLimited,
}

impl Cli {
    pub fn run(self) -> ExitCode {
        match self.command {
            Command::Serve(serve) => serve.run(),
            Command::Verify(verify) => verify.run(),
            Command::Revoke(revoke) => revoke.run(),
            Command::Renew(renew) => renew.run(),
            Command::Settings => settings::run(),
            Command::Openapi => openapi::run(),
            Command::Worker { arguments } => worker::run(&arguments),
            Command::VerifyLimited => verify_limited::run(),
        }
    }
}
