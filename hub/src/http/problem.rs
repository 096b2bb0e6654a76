//! Refusals as RFC 9457 problems: a stable code, a sentence in the reader's language, one mapping to statuses.

use actix_web::http::StatusCode;
use actix_web::http::header::{ACCEPT_LANGUAGE, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use actors::entity::outcome::CommandError;
use domain::aggregate::Refusal;
use domain::catalogue::{self, Language};
use serde_json::json;

/// Why a request is not answered with what it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: String,
    pub parameters: Vec<(&'static str, String)>,
    pub language: Language,
}

impl Problem {
    pub fn new(code: impl Into<String>) -> Self {
        Self {
            code: code.into(),
            parameters: Vec::new(),
            language: Language::Zh,
        }
    }

    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.parameters.push((name, value.to_string()));
        self
    }

    #[must_use]
    pub fn in_language_of(mut self, request: &HttpRequest) -> Self {
        self.language = language_of(request);
        self
    }

    /// A failure inside the hub: logged here, once; the client learns only that it happened.
    pub fn internal(operation: &str, error: impl std::fmt::Display) -> Self {
        tracing::error!(operation, %error, "request failed");
        Self::new("internal")
    }

    /// A refusal of a rule.
    pub fn refused(refusal: &impl Refusal) -> Self {
        Self {
            code: refusal.code().to_owned(),
            parameters: refusal.parameters(),
            language: Language::Zh,
        }
    }

    pub fn sentence(&self) -> String {
        catalogue::sentence(&self.code, self.language, &self.parameters)
    }
}

/// The language that a request asks for.
pub fn language_of(request: &HttpRequest) -> Language {
    let header = request
        .headers()
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Language::from_tag(header.unwrap_or("zh"))
}

impl<R: Refusal> From<CommandError<R>> for Problem {
    fn from(error: CommandError<R>) -> Self {
        match error {
            CommandError::Refused(rejection) => Self::refused(&rejection),
            CommandError::Busy => Self::new("busy"),
            CommandError::Moved => Self::new("moved"),
            CommandError::Unavailable => Self::new("unavailable"),
            CommandError::Unwritable(reason) => Self::new("malformed_request").with("reason", reason),
        }
    }
}

/// The one mapping from codes to statuses; rules refuse with 409.
fn status(code: &str) -> StatusCode {
    match code {
        "sign_in_required" | "link_ended" | "party_not_verified" => StatusCode::UNAUTHORIZED,
        "not_allowed"
        | "cross_site"
        | "agreements_owed"
        | "may_not_arrange"
        | "demo_off"
        | "setup_link_used"
        | "step_up_required"
        | "sign_password_locked" => StatusCode::FORBIDDEN,
        "not_found"
        | "not_ready"
        | "contract_not_found"
        | "account_not_found"
        | "seal_not_found"
        | "template_not_found"
        | "bulk_start_not_found"
        | "sign_code_not_found"
        | "approval_not_found"
        | "approval_document_gone"
        | "flow_not_found"
        | "renewal_not_kept"
        | "filing_not_there"
        | "not_renewed" => StatusCode::NOT_FOUND,
        "malformed_request"
        | "flow_wrong"
        | "filing_name_wrong"
        | "filing_order_wrong"
        | "numbering_wrong"
        | "void_reason"
        | "reminders_wrong"
        | "too_many_contracts"
        | "absence_period"
        | "approval_steps"
        | "phone_malformed"
        | "code_wrong"
        | "sign_in_wrong"
        | "password_length"
        | "password_plain"
        | "sign_password_form"
        | "sign_password_wrong"
        | "passkey_wrong"
        | "passkey_question_gone"
        | "name_malformed"
        | "document_number_wrong"
        | "code_gone"
        | "sign_code_rules_wrong"
        | "sign_code_name_wrong"
        | "device_key_malformed"
        | "photo_malformed"
        | "verify_unreadable"
        | "not_a_pdf"
        | "office_file"
        | "office_broken"
        | "office_encrypted"
        | "office_macros"
        | "office_embedded_objects"
        | "office_external_content"
        | "office_converter_stopped"
        | "office_unavailable"
        | "too_many_files"
        | "picture_unusable"
        | "heic_unavailable"
        | "seal_scan_empty"
        | "seal_scan_not_a_seal"
        | "seal_scan_coarse"
        | "seal_scan_cut_off"
        | "seal_size"
        | "seal_arc_length"
        | "seal_square_length"
        | "seal_small_text"
        | "character_missing"
        | "encrypted"
        | "wrong_password"
        | "xfa"
        | "javascript"
        | "launch_or_other_action"
        | "embedded_files"
        | "rich_media"
        | "hidden_layers"
        | "external_streams"
        | "already_signed"
        | "signed_not_intact"
        | "signed_unreadable"
        | "signed_no_changes"
        | "signed_locked"
        | "signed_cannot_join"
        | "broken"
        | "no_pages"
        | "parsers_disagree"
        | "too_many_pages"
        | "page_too_large"
        | "timed_out"
        | "over_limit"
        | "worker_crashed" => StatusCode::UNPROCESSABLE_ENTITY,
        "too_large" | "seal_scan_too_large" => StatusCode::PAYLOAD_TOO_LARGE,
        "code_too_often" | "too_many_requests" | "too_many_downloads" => StatusCode::TOO_MANY_REQUESTS,
        "busy" | "moved" | "unavailable" | "face_check_unavailable" => StatusCode::SERVICE_UNAVAILABLE,
        "internal" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::CONFLICT,
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.code)
    }
}

impl std::error::Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        status(&self.code)
    }

    fn error_response(&self) -> HttpResponse {
        let status = self.status_code();
        let sentence = self.sentence();
        let params: serde_json::Map<String, serde_json::Value> = self
            .parameters
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone().into()))
            .collect();
        let mut response = HttpResponse::build(status);
        response.content_type("application/problem+json");
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.insert_header((RETRY_AFTER, "2"));
        }
        response.json(json!({
            "type": format!("urn:huiqian:problem:{}", self.code),
            "title": sentence,
            "status": status.as_u16(),
            "code": self.code,
            "detail": sentence,
            "params": params,
        }))
    }
}
