//! Every operation of the API's description with every kind of caller: allowed exactly where it says so, and no answer
//! to anybody else tells more than a refusal.

mod cast;
mod elsewhere;
mod operations;

use cast::{Cast, Who};
use domain::organisation::permission::Permission;
use hub::http::access::Access;
use hub::http::routes;
use tests::browser::{Answer, Browser};
use tests::ceremony::blocking;

/// Names that a refusal must not tell.
const SECRETS: [&str; 4] = ["矩阵之约", "张伟", "李娜", "139000000"];

/// What the description's word for access means for each caller.
fn may(who: Who, access: Access) -> bool {
    use Who::{
        Employee, Host, NotAgreed, Operator, OtherAccount, OtherContractsParty, Personnel, Reader, Stage,
        Suspended, UnverifiedParty, VerifiedParty, Viewer,
    };
    match access {
        Access::Anybody | Access::Program => true,
        Access::SignedIn => who == NotAgreed || may(who, Access::Account),
        Access::Account => matches!(
            who,
            OtherAccount | Host | Operator | Employee | Personnel | Suspended
        ),
        Access::Member => matches!(who, Host | Employee | Personnel),
        Access::MemberWith(Permission::ManageMembers) => matches!(who, Host | Personnel),
        Access::MemberWith(_) | Access::SuperAdministrator => who == Host,
        Access::Operator => who == Operator,
        Access::DraftOwner | Access::Host => who == Host,
        Access::GuestParty => matches!(who, UnverifiedParty | VerifiedParty | OtherContractsParty),
        Access::Invited => matches!(who, UnverifiedParty | VerifiedParty),
        Access::GuestReader | Access::Reader => who == Reader,
        Access::Participant => matches!(who, Host | VerifiedParty | Viewer | Stage),
        Access::Onlooker => who == Reader || may(who, Access::Participant),
        Access::Recipient => who == Reader || may(who, Access::Signatory),
        Access::Signatory => matches!(who, Host | VerifiedParty),
        Access::Party => who == VerifiedParty,
    }
}

/// Codes of the guard itself; a handler that was reached answers with something else.
fn is_denied(answer: &Answer) -> bool {
    matches!(
        (answer.status, answer.code().as_str()),
        (401, "sign_in_required") | (403, "not_allowed" | "cross_site" | "agreements_owed")
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_lets_in_exactly_whom_its_description_names() {
    let cast = Cast::gather().await.unwrap();
    blocking(move || {
        let mut wrong = Vec::new();
        let operations = operations::of(cast.browser_of(Who::Stranger)?)?;
        assert_eq!(
            operations.len(),
            routes::rows().len(),
            "what is served is described"
        );
        for row in operations {
            let path = cast.path(&row.path);
            for (who, browser) in &cast.people {
                if ends_something(&row.path, *who) {
                    continue;
                }
                let answer = call(browser, &row.method, &path)?;
                let said = String::from_utf8_lossy(&answer.body).into_owned();
                let denied = is_denied(&answer);
                let leaks = denied && SECRETS.iter().any(|secret| said.contains(secret));
                if denied == may(*who, row.access) || leaks || answer.status >= 500 {
                    wrong.push(format!(
                        "{} {} by {who:?}: {} {said:.200}",
                        row.method, row.path, answer.status
                    ));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        elsewhere::every_change_is_refused(&cast)?;
        elsewhere::sockets_are_refused(&cast)
    })
    .await
    .unwrap();
}

/// Calls that would take the matrix apart while it runs: the host's own sign-out, removals and opening, and an
/// employee who is let go.
fn ends_something(path: &str, who: Who) -> bool {
    let takes_down = path == "/sign-out" && may(who, Access::SignedIn);
    let lets_go = path == "/organisations/{organisation}/members/{member}/leave"
        && matches!(who, Who::Host | Who::Personnel);
    takes_down || lets_go || (matches!(path, "/drafts/{draft}" | "/demo/{contract}") && who == Who::Host)
}

/// One call with an empty object where a body is due: what is not refused by the guard fails in the handler.
fn call(browser: &Browser, method: &str, path: &str) -> anyhow::Result<Answer> {
    let body = (method != "GET").then(|| ("application/json", b"{}".to_vec()));
    browser.call(method, path, body)
}
