//! Calls of Tencent Cloud's API 3.0, signed by TC3-HMAC-SHA256 (签名方法 v3): one POST of JSON per action.

use crate::egress::{Call, Egress, EgressError};
use aws_lc_rs::hmac;
use domain::hash::Sha256Hash;
use domain::timestamp::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use std::time::Duration;

const CONTENT_TYPE: &str = "application/json; charset=utf-8";
const SIGNED_HEADERS: &str = "content-type;host;x-tc-action";
const TIMEOUT: Duration = Duration::from_secs(15);
/// Answers hold pictures where they were asked for; here only text is.
const LONGEST_ANSWER: u64 = 1 << 20;

/// Who calls, and where.
#[derive(Clone)]
pub struct TencentCloud {
    /// `https://faceid.tencentcloudapi.com`, without a path.
    pub endpoint: String,
    /// For example `faceid`.
    pub service: &'static str,
    /// For example `2018-03-01`.
    pub version: &'static str,
    pub secret_id: String,
    pub secret_key: String,
    pub egress: Egress,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TencentCloudError {
    /// The service answered with an error of its own, for example `AuthFailure.SignatureExpire`.
    #[error("the service refused: {code}: {message}")]
    Refused { code: String, message: String },
    #[error("the service's answer is not of the published form")]
    Form,
    #[error(transparent)]
    Unreachable(#[from] EgressError),
}

#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Response")]
    response: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Refusal {
    code: String,
    #[serde(default)]
    message: String,
}

impl TencentCloud {
    /// Calls one action; what stands in `Response`.
    pub async fn call(&self, action: &str, body: &Value, now: Timestamp) -> Result<Value, TencentCloudError> {
        let payload = body.to_string();
        let host = self.host();
        let authorization = self.authorization(action, host, &payload, now);
        let call = Call {
            url: format!("{}/", self.endpoint),
            headers: vec![
                ("Content-Type", CONTENT_TYPE.to_owned()),
                ("Host", host.to_owned()),
                ("Authorization", authorization),
                ("X-TC-Action", action.to_owned()),
                ("X-TC-Version", self.version.to_owned()),
                ("X-TC-Timestamp", seconds(now).to_string()),
            ],
            body: payload.into_bytes(),
            timeout: TIMEOUT,
            max_answer: LONGEST_ANSWER,
        };
        let answer = self.egress.post(call).await?;
        let form = |_| TencentCloudError::Form;
        let Answer { response } = serde_json::from_slice(&answer.body).map_err(form)?;
        match response.get("Error") {
            None => Ok(response),
            Some(error) => {
                let Refusal { code, message } = Refusal::deserialize(error).map_err(form)?;
                Err(TencentCloudError::Refused { code, message })
            }
        }
    }

    /// Host and port as they stand in the `Host` header.
    fn host(&self) -> &str {
        self.endpoint
            .split_once("://")
            .map_or(self.endpoint.as_str(), |(_, host)| host)
    }

    fn authorization(&self, action: &str, host: &str, payload: &str, now: Timestamp) -> String {
        let date = date(now);
        let scope = format!("{date}/{}/tc3_request", self.service);
        let request = canonical_request(action, host, payload);
        let to_sign = string_to_sign(&scope, &request, now);
        let mut key = format!("TC3{}", self.secret_key).into_bytes();
        for part in [date.as_str(), self.service, "tc3_request"] {
            key = keyed(&key, part);
        }
        let signature = hex::encode(keyed(&key, &to_sign));
        format!(
            "TC3-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={SIGNED_HEADERS}, Signature={signature}",
            self.secret_id
        )
    }
}

/// The request as it is signed: query and everything else that POST does not use stays empty.
fn canonical_request(action: &str, host: &str, payload: &str) -> String {
    let action = action.to_lowercase();
    let digest = Sha256Hash::of(payload.as_bytes());
    format!(
        "POST\n/\n\ncontent-type:{CONTENT_TYPE}\nhost:{host}\nx-tc-action:{action}\n\n{SIGNED_HEADERS}\n{digest}"
    )
}

fn string_to_sign(scope: &str, request: &str, now: Timestamp) -> String {
    let digest = Sha256Hash::of(request.as_bytes());
    format!("TC3-HMAC-SHA256\n{}\n{scope}\n{digest}", seconds(now))
}

fn keyed(key: &[u8], text: &str) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, key);
    hmac::sign(&key, text.as_bytes()).as_ref().to_vec()
}

fn seconds(now: Timestamp) -> i64 {
    now.0.div_euclid(1000)
}

/// The day in UTC, `2019-02-25`.
fn date(now: Timestamp) -> String {
    let civil = now.civil(0);
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example that the service's own description of 签名方法 v3 gives, step by step.
    #[test]
    fn the_published_example_is_signed_as_published() {
        const PAYLOAD: &str =
            r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
        let now = Timestamp(1_551_113_065_000);
        let request = canonical_request("DescribeInstances", "cvm.tencentcloudapi.com", PAYLOAD);
        assert_eq!(
            Sha256Hash::of(request.as_bytes()).to_hex(),
            "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84"
        );
        let scope = format!("{}/cvm/tc3_request", date(now));
        let to_sign = string_to_sign(&scope, &request, now);
        // The example withholds its secret, and publishes the key that is derived from it.
        let signing =
            hex::decode("b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af").unwrap();
        assert_eq!(
            hex::encode(keyed(&signing, &to_sign)),
            "10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f"
        );
    }
}
