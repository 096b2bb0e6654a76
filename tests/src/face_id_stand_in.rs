//! 腾讯云慧眼 in small, as strict as its published contract: signature, clock, version, parameters, one result per
//! token. People show their faces by [`FaceIdStandIn::shows`].

use crate::http_stand_in::{Reply, Request, StandIn};
use aws_lc_rs::hmac;
use domain::hash::Sha256Hash;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};

pub const SECRET_ID: &str = "AKIDstandin";
pub const SECRET_KEY: &str = "a secret of the stand-in";
pub const RULE: &str = "7";
/// Seconds that a caller's clock may differ.
const SKEW: u64 = 300;

/// What somebody's face came to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Right,
    /// Alive, but not the one in the register.
    Other,
    /// A photograph.
    NotAlive,
    /// Right, and the service's answer is about another person.
    Swapped,
}

#[derive(Clone)]
struct Check {
    name: String,
    number: String,
    extra: String,
    face: Option<Face>,
}

#[derive(Default)]
struct Desk {
    checks: BTreeMap<String, Check>,
    newest: Option<String>,
}

/// The running service.
pub struct FaceIdStandIn {
    pub service: StandIn,
    desk: Arc<Mutex<Desk>>,
}

impl FaceIdStandIn {
    pub fn start() -> anyhow::Result<Self> {
        let desk = Arc::new(Mutex::new(Desk::default()));
        let shared = Arc::clone(&desk);
        let service = StandIn::start(move |request| answer(request, &shared))?;
        Ok(Self { service, desk })
    }

    /// Whoever was asked for last shows their face.
    pub fn shows(&self, face: Face) {
        if let Ok(mut desk) = self.desk.lock()
            && let Some(newest) = desk.newest.clone()
            && let Some(check) = desk.checks.get_mut(&newest)
        {
            check.face = Some(face);
        }
    }
}

fn refusal(code: &str) -> Reply {
    let error = json!({"Code": code, "Message": "refused by the stand-in"});
    (
        200,
        json!({"Response": {"Error": error, "RequestId": "stand-in"}}).to_string(),
    )
}

fn answer(request: &Request, desk: &Mutex<Desk>) -> Reply {
    if let Err(code) = authentic(request) {
        return refusal(code);
    }
    let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
        return refusal("InvalidParameter");
    };
    if body["RuleId"] != RULE {
        return refusal("InvalidParameterValue.RuleIdNotExist");
    }
    let Ok(mut desk) = desk.lock() else {
        return refusal("InternalError");
    };
    let response = match request.headers.get("x-tc-action").map(String::as_str) {
        Some("DetectAuth") => begin(&mut desk, &body),
        Some("GetDetectInfoEnhanced") => result(&desk, &body),
        _ => return refusal("InvalidAction"),
    };
    match response {
        Ok(response) => (200, json!({"Response": response}).to_string()),
        Err(code) => refusal(code),
    }
}

fn begin(desk: &mut Desk, body: &Value) -> Result<Value, &'static str> {
    let text = |name: &str| body[name].as_str().map(str::to_owned);
    let (Some(name), Some(number), Some(extra)) = (text("Name"), text("IdCard"), text("Extra")) else {
        return Err("InvalidParameter");
    };
    if name == "停用的人" {
        return Err("UnauthorizedOperation.ChargeStatusException");
    }
    let token = format!("CE661F1A-{:04}", desk.checks.len());
    let check = Check {
        name,
        number,
        extra,
        face: None,
    };
    desk.checks.insert(token.clone(), check);
    desk.newest = Some(token.clone());
    Ok(
        json!({"Url": format!("https://open.faceid.qq.com/v1/auth?Token={token}"), "BizToken": token, "RequestId": "1"}),
    )
}

fn result(desk: &Desk, body: &Value) -> Result<Value, &'static str> {
    let token = body["BizToken"].as_str().unwrap_or_default();
    let check = desk
        .checks
        .get(token)
        .ok_or("InvalidParameterValue.BizTokenIllegal")?;
    if body["InfoType"] != "1" {
        return Err("InvalidParameter");
    }
    let (code, alive, compared) = match check.face {
        None => (Value::Null, Value::Null, Value::Null),
        Some(Face::Right | Face::Swapped) => (json!(0), json!(0), json!(0)),
        Some(Face::Other) => (json!(2011), json!(0), json!(1)),
        Some(Face::NotAlive) => (json!(1004), json!(1), Value::Null),
    };
    let name = if check.face == Some(Face::Swapped) {
        "别人"
    } else {
        &check.name
    };
    Ok(json!({
        "Text": {
            "ErrCode": code,
            "ErrMsg": "stand-in",
            "IdCard": check.number,
            "Name": name,
            "LiveStatus": alive,
            "Comparestatus": compared,
            "Extra": check.extra,
        },
        "RequestId": "2",
    }))
}

/// Signature and clock, computed from what came over the wire.
fn authentic(request: &Request) -> Result<(), &'static str> {
    let header = |name: &str| request.headers.get(name).map(String::as_str).unwrap_or_default();
    if (request.method.as_str(), request.target.as_str()) != ("POST", "/") {
        return Err("InvalidAction");
    }
    if header("x-tc-version") != "2018-03-01" {
        return Err("NoSuchVersion");
    }
    let said: u64 = header("x-tc-timestamp")
        .parse()
        .map_err(|_| "AuthFailure.SignatureExpire")?;
    if now().abs_diff(said) > SKEW {
        return Err("AuthFailure.SignatureExpire");
    }
    let scope = format!("{}/faceid/tc3_request", day(said));
    let canonical = format!(
        "POST\n/\n\ncontent-type:{}\nhost:{}\nx-tc-action:{}\n\ncontent-type;host;x-tc-action\n{}",
        header("content-type"),
        header("host"),
        header("x-tc-action").to_lowercase(),
        Sha256Hash::of(&request.body),
    );
    let to_sign = format!(
        "TC3-HMAC-SHA256\n{said}\n{scope}\n{}",
        Sha256Hash::of(canonical.as_bytes())
    );
    let mut key = format!("TC3{SECRET_KEY}").into_bytes();
    for part in scope.split('/') {
        key = keyed(&key, part);
    }
    let expected = format!(
        "TC3-HMAC-SHA256 Credential={SECRET_ID}/{scope}, SignedHeaders=content-type;host;x-tc-action, Signature={}",
        hex::encode(keyed(&key, &to_sign))
    );
    if header("authorization") == expected {
        Ok(())
    } else {
        Err("AuthFailure.SignatureFailure")
    }
}

fn keyed(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes())
        .as_ref()
        .to_vec()
}

/// The day in UTC of a time in seconds.
fn day(seconds: u64) -> String {
    let millis = i64::try_from(seconds).unwrap_or(0) * 1000;
    domain::timestamp::Timestamp(millis).civil(0).to_string()[..10].to_owned()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a service outside has a clock of its own"
)]
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_secs()
}
