//! `/me/identity`: who somebody is 实名认证, by name, document number and a code to their phone. No face and no
//! register stands behind it, and every page that shows it says so: 未做人脸核身.

use crate::http::access::Visitor;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::account::command::AccountCommand;
use domain::account::event::IdentityCheck;
use domain::account::state::AccountState;
use domain::aggregate::Caller;
use domain::identity_document::DocumentKind;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
pub struct Said {
    document: DocumentKind,
    name: String,
    number: String,
}

/// `POST /me/identity`: counts after a step-up, so that nobody fills it in at somebody's open desk.
pub async fn verify(
    hub: web::Data<Hub>,
    visitor: Visitor,
    request: HttpRequest,
    body: web::Json<Said>,
) -> Result<HttpResponse, Problem> {
    let in_language = |problem: Problem| problem.in_language_of(&request);
    let (account, _) = step_up::require(&hub, &visitor).await.map_err(in_language)?;
    let said = body.into_inner();
    let entity = hub.account(account);
    let command = AccountCommand::VerifyIdentity {
        check: IdentityCheck::NumberAndCode,
        document: said.document,
        name: said.name,
        number: said.number,
        receipt: String::new(),
    };
    let given = entity.send(entity.envelope(Caller::Hub, command)).await;
    given.map_err(|refused| in_language(refused.into()))?;
    Ok(HttpResponse::NoContent().finish())
}

/// What a person sees of their own identity: enough to recognise it.
pub(super) fn shown(state: &AccountState) -> Value {
    let Some(known) = &state.identity else {
        return Value::Null;
    };
    json!({
        "check": known.check,
        "face": known.check.saw_face(),
        "document": known.document,
        "name_masked": masked(known.name.text(), 1, 0),
        "number_masked": masked(known.number.text(), 3, 2),
        "at": known.at,
    })
}

/// The first and last so many characters; all others as stars.
pub fn masked(text: &str, first: usize, last: usize) -> String {
    let length = text.chars().count();
    let hidden = |(place, c)| {
        if place < first || place + last >= length {
            c
        } else {
            '*'
        }
    };
    text.chars().enumerate().map(hidden).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_does_not_tell_the_rest() {
        assert_eq!(masked("张伟", 1, 0), "张*");
        assert_eq!(masked("11010519491231002X", 3, 2), "110*************2X");
        assert_eq!(masked("", 3, 2), "");
    }
}
