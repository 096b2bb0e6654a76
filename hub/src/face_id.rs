//! 腾讯云慧眼 (FaceID 2018-03-01): `DetectAuth` begins a check on the person's phone, `GetDetectInfoEnhanced` says
//! what it came to. Only the text of the result is asked for: no picture of a face ever comes to the hub.

use crate::config::Config;
use crate::egress::Egress;
use crate::tencent_cloud::{TencentCloud, TencentCloudError};
use async_trait::async_trait;
use domain::ports::clock::Clock;
use domain::ports::face_check::{FaceCheck, FaceCheckError, FaceOutcome, FacePage, FaceRequest};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::sync::Arc;

/// 文本类: the words of the result, without pictures.
const TEXT_ONLY: &str = "1";

/// [`FaceCheck`] by 腾讯云慧眼.
pub struct FaceId {
    pub cloud: TencentCloud,
    /// 业务流程 ID, made in the service's console.
    pub rule_id: String,
    pub clock: Arc<dyn Clock>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Begun {
    url: String,
    biz_token: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Detected {
    text: Option<DetectText>,
}

/// Codes are 0 for success; absent until that part was done.
#[derive(Deserialize)]
struct DetectText {
    #[serde(rename = "ErrCode")]
    result: Option<i64>,
    #[serde(rename = "ErrMsg")]
    message: Option<String>,
    #[serde(rename = "LiveStatus")]
    alive: Option<i64>,
    #[serde(rename = "Comparestatus")]
    compared: Option<i64>,
    #[serde(rename = "Name")]
    name: Option<String>,
    #[serde(rename = "IdCard")]
    number: Option<String>,
    #[serde(rename = "Extra")]
    reference: Option<String>,
}

impl FaceId {
    /// The service as it is configured, if it is.
    pub fn configured(
        config: &Config,
        egress: &Egress,
        clock: &Arc<dyn Clock>,
    ) -> Option<Arc<dyn FaceCheck>> {
        let settings = config.identity.face_id.clone()?;
        let cloud = TencentCloud {
            endpoint: settings.endpoint,
            service: "faceid",
            version: "2018-03-01",
            secret_id: settings.secret_id,
            secret_key: settings.secret_key,
            egress: egress.clone(),
        };
        Some(Arc::new(Self {
            cloud,
            rule_id: settings.rule_id,
            clock: Arc::clone(clock),
        }))
    }

    async fn call<T: DeserializeOwned>(&self, action: &str, body: &Value) -> Result<T, FaceCheckError> {
        let answer = self
            .cloud
            .call(action, body, self.clock.now())
            .await
            .map_err(failed)?;
        serde_json::from_value(answer).map_err(|_| failed(TencentCloudError::Form))
    }
}

fn failed(error: TencentCloudError) -> FaceCheckError {
    match error {
        // Their own trouble, and ours with the clock, passes.
        TencentCloudError::Refused { code, .. }
            if code.starts_with("InternalError") || code == "AuthFailure.SignatureExpire" =>
        {
            FaceCheckError::Unavailable(code)
        }
        TencentCloudError::Refused { code, .. } => FaceCheckError::Refused(code),
        other => FaceCheckError::Unavailable(other.to_string()),
    }
}

#[async_trait]
impl FaceCheck for FaceId {
    async fn begin(&self, request: FaceRequest) -> Result<FacePage, FaceCheckError> {
        let body = json!({
            "RuleId": self.rule_id,
            "Name": request.name,
            "IdCard": request.number,
            "RedirectUrl": request.back,
            "Extra": request.reference,
        });
        let begun: Begun = self.call("DetectAuth", &body).await?;
        Ok(FacePage {
            token: begun.biz_token,
            url: begun.url,
        })
    }

    async fn outcome(&self, token: &str) -> Result<FaceOutcome, FaceCheckError> {
        let body = json!({"BizToken": token, "RuleId": self.rule_id, "InfoType": TEXT_ONLY});
        let detected: Detected = self.call("GetDetectInfoEnhanced", &body).await?;
        Ok(match detected.text {
            Some(text) => judged(text),
            None => FaceOutcome::Waiting,
        })
    }
}

/// Passed only where the whole, the living face and the comparison each say so.
fn judged(text: DetectText) -> FaceOutcome {
    let Some(result) = text.result else {
        return FaceOutcome::Waiting;
    };
    let reason = || text.message.clone().unwrap_or_else(|| result.to_string());
    if (result, text.alive, text.compared) != (0, Some(0), Some(0)) {
        return FaceOutcome::Failed { reason: reason() };
    }
    match (text.name, text.number) {
        (Some(name), Some(number)) => FaceOutcome::Passed {
            name,
            number,
            reference: text.reference.unwrap_or_default(),
        },
        _ => FaceOutcome::Failed {
            reason: "the service named nobody".to_owned(),
        },
    }
}
