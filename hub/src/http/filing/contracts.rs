//! `PUT /filing/contracts`: several contracts get another type or folder, are archived, or come back.

use super::{MOST_AT_ONCE, Whose, desk_of};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::{HttpResponse, web};
use domain::cabinet::{FolderNo, TypeNo};
use domain::contract::flow::flow_state;
use domain::ids::ContractId;
use domain::ports::filing_cabinets::Refiling;
use serde::Deserialize;
use serde_json::json;

#[derive(Debug, Deserialize)]
pub struct Refile {
    contracts: Vec<ContractId>,
    /// 0: none; absent: as it is.
    #[serde(default, rename = "type")]
    kind: Option<TypeNo>,
    /// 0: none; absent: as it is.
    #[serde(default)]
    folder: Option<FolderNo>,
    #[serde(default)]
    archived: Option<bool>,
}

/// Answers with how many were filed, and with those that stay as they are: of a locked type, or still open and not to
/// be archived.
pub async fn refile(
    giver: Giver,
    whose: web::Query<Whose>,
    refile: web::Json<Refile>,
) -> Result<HttpResponse, Problem> {
    let desk = desk_of(&giver, &whose).await?;
    let refile = refile.into_inner();
    let answer = async {
        if refile.contracts.len() > MOST_AT_ONCE {
            return Err(Problem::new("too_many_contracts").with("most", MOST_AT_ONCE));
        }
        let cabinet = desk.cabinet(&giver.hub).await?;
        let is_there = |no: u32, found: bool| no == 0 || found;
        let there = refile
            .kind
            .is_none_or(|no| is_there(no, cabinet.contract_type(no).is_some()))
            && refile
                .folder
                .is_none_or(|no| is_there(no, cabinet.folder(no).is_some()));
        if !there {
            return Err(Problem::new("filing_not_there"));
        }
        let (mut filed, mut kept) = (Vec::new(), Vec::new());
        for contract in &refile.contracts {
            let snapshot = giver.hub.contract_state(*contract).await?;
            if !desk.may_file(&giver.hub, *contract, &snapshot.state).await? {
                return Err(Problem::new("not_allowed"));
            }
            let stream = giver.hub.contract_stream(*contract);
            let now = giver.hub.store.cabinets.filing(desk.owner(), &stream).await;
            let now = now.map_err(|e| Problem::internal("read a filing", e))?;
            let is_locked = cabinet.contract_type(now.kind).is_some_and(|kind| kind.locked);
            let retyped = refile.kind.is_some_and(|kind| kind != now.kind);
            let early = refile.archived == Some(true) && flow_state(&snapshot.state).is_open();
            if (is_locked && retyped) || early {
                kept.push(*contract);
            } else {
                filed.push(stream);
            }
        }
        let refiling = Refiling {
            kind: refile.kind,
            folder: refile.folder,
            archived: refile.archived,
        };
        let stored = giver
            .hub
            .store
            .cabinets
            .file(desk.owner(), &filed, refiling)
            .await;
        stored.map_err(|e| Problem::internal("file contracts", e))?;
        Ok(json!({"filed": filed.len(), "kept": kept}))
    };
    let answer = answer.await.map_err(|problem: Problem| giver.problem(problem))?;
    Ok(HttpResponse::Ok().json(answer))
}
