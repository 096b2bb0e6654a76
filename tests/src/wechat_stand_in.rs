//! 微信开放平台 in small, as strict as its published contract: paths, parameters, the secret, codes that count once.
//! People agree by [`WechatStandIn::agrees`].

use crate::http_stand_in::{Reply, Request, StandIn};
use anyhow::Context;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

pub const APP_ID: &str = "wxstandin0000001";
pub const SECRET: &str = "a secret of the stand-in";

/// Who agrees, and what the platform does about it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Agreed {
    /// The unionid comes with the token.
    At(&'static str),
    /// The unionid comes with the second question only.
    AskedTwice(&'static str),
    /// The website is bound to no account of the platform.
    NoUnionId,
    /// The platform takes longer than anybody waits.
    Slow,
    /// The platform has trouble of its own.
    Busy,
}

#[derive(Default)]
struct Desk {
    codes: BTreeMap<String, Agreed>,
    used: BTreeSet<String>,
    tokens: BTreeMap<String, Agreed>,
}

/// The running platform.
pub struct WechatStandIn {
    pub service: StandIn,
    desk: Arc<Mutex<Desk>>,
}

impl WechatStandIn {
    pub fn start() -> anyhow::Result<Self> {
        let desk = Arc::new(Mutex::new(Desk::default()));
        let shared = Arc::clone(&desk);
        let service = StandIn::start(move |request| answer(request, &shared))?;
        Ok(Self { service, desk })
    }

    /// Somebody scans the code on this page and agrees: the code and the state that the browser carries back.
    pub fn agrees(&self, page: &str, who: Agreed) -> anyhow::Result<(String, String)> {
        let query = page
            .strip_prefix(&format!("{}/connect/qrconnect?", self.service.origin))
            .and_then(|rest| rest.strip_suffix("#wechat_redirect"))
            .context("not the platform's page")?;
        let query = parsed(query);
        let wanted = [
            ("appid", APP_ID),
            ("response_type", "code"),
            ("scope", "snsapi_login"),
        ];
        for (name, value) in wanted {
            anyhow::ensure!(
                query.get(name).map(String::as_str) == Some(value),
                "{name}: {query:?}"
            );
        }
        let back = query.get("redirect_uri").context("no redirect_uri")?;
        anyhow::ensure!(back.ends_with("/sign-in/wechat"), "{back}");
        let state = query.get("state").context("no state")?.clone();
        let mut desk = self.desk.lock().map_err(|_| anyhow::anyhow!("the desk broke"))?;
        let code = format!("001code{:04}", desk.codes.len());
        desk.codes.insert(code.clone(), who);
        Ok((code, state))
    }
}

fn refusal(code: i64, message: &str) -> Reply {
    (200, json!({"errcode": code, "errmsg": message}).to_string())
}

fn answer(request: &Request, desk: &Mutex<Desk>) -> Reply {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    if request.method != "GET" {
        return refusal(43_001, "require GET method");
    }
    let query = parsed(query);
    let Ok(mut desk) = desk.lock() else {
        return refusal(-1, "system error");
    };
    match path {
        "/sns/oauth2/access_token" => {
            let who = traded(&mut desk, &query);
            drop(desk);
            match who {
                Ok((Agreed::Slow, _)) => {
                    // Nobody ever sends: this waits its time.
                    let (_sender, never) = channel::<()>();
                    let _ = never.recv_timeout(Duration::from_secs(20));
                    refusal(-1, "system error")
                }
                Ok((Agreed::Busy, _)) => refusal(-1, "system error"),
                Ok((who, token)) => (200, token_answer(who, &token).to_string()),
                Err(reply) => reply,
            }
        }
        "/sns/userinfo" => person(&desk, &query),
        _ => (404, String::new()),
    }
}

fn traded(desk: &mut Desk, query: &BTreeMap<String, String>) -> Result<(Agreed, String), Reply> {
    let text = |name: &str| query.get(name).map(String::as_str).unwrap_or_default();
    if text("appid") != APP_ID {
        return Err(refusal(40_013, "invalid appid"));
    }
    if text("secret") != SECRET {
        return Err(refusal(40_125, "invalid appsecret"));
    }
    if text("grant_type") != "authorization_code" {
        return Err(refusal(40_002, "invalid grant_type"));
    }
    let code = text("code").to_owned();
    let who = desk.codes.get(&code).copied();
    let who = who.ok_or_else(|| refusal(40_029, "invalid code"))?;
    if !desk.used.insert(code.clone()) {
        return Err(refusal(40_163, "code been used"));
    }
    let token = format!("token-of-{code}");
    desk.tokens.insert(token.clone(), who);
    Ok((who, token))
}

fn token_answer(who: Agreed, token: &str) -> Value {
    let mut answer = json!({
        "access_token": token, "expires_in": 7200, "refresh_token": "refresh", "openid": "openid-1", "scope": "snsapi_login",
    });
    if let Agreed::At(union_id) = who {
        answer["unionid"] = union_id.into();
    }
    answer
}

fn person(desk: &Desk, query: &BTreeMap<String, String>) -> Reply {
    let token = query.get("access_token").map(String::as_str).unwrap_or_default();
    match desk.tokens.get(token) {
        None => refusal(40_001, "invalid credential"),
        Some(_) if query.get("openid").map(String::as_str) != Some("openid-1") => {
            refusal(40_003, "invalid openid")
        }
        Some(Agreed::AskedTwice(union_id)) => (
            200,
            json!({"openid": "openid-1", "nickname": "某人", "unionid": union_id}).to_string(),
        ),
        Some(_) => (200, json!({"openid": "openid-1", "nickname": "某人"}).to_string()),
    }
}

/// Names and values of a query, decoded.
fn parsed(query: &str) -> BTreeMap<String, String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs
        .map(|(name, value)| (name.to_owned(), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%');
        let byte = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
