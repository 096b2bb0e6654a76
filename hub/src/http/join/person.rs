//! Whether the person who sits down is the one that the contract names [E20]
//! (`docs/decisions/0101-the-right-person-or-nobody.md`).

use crate::http::problem::Problem;
use crate::hub::Hub;
use domain::account::state::VerifiedIdentity;
use domain::aggregate::Caller;
use domain::contract::command::ContractCommand;
use domain::contract::plan::PlannedParty;
use domain::ids::ContractId;

/// Refuses who is registered here under another name, and says so to the sender. An account without a verified
/// identity has nothing to be compared with.
///
/// # Errors
/// `party_not_you`.
pub async fn require(hub: &Hub, contract: ContractId, planned: &PlannedParty) -> Result<(), Problem> {
    let Some(account) = planned.account else {
        return Ok(());
    };
    let account = hub.account_state(account).await?;
    if account
        .identity
        .as_ref()
        .is_none_or(|identity| is_meant(identity, planned))
    {
        return Ok(());
    }
    let entity = hub.contract(contract);
    let command = ContractCommand::RecordMismatch { party: planned.no };
    // Once nobody can act any more, there is nothing left to put right; the door stays shut all the same.
    if let Err(error) = entity.send(entity.envelope(Caller::Hub, command)).await {
        tracing::info!(%contract, party = %planned.no, %error, "did not record a mismatched party");
    }
    Err(Problem::new("party_not_you"))
}

/// Whether name and identity document are those of the contract, as far as it names them and they are not erased.
pub fn is_meant(identity: &VerifiedIdentity, planned: &PlannedParty) -> bool {
    let same_name = match (identity.name.value(), planned.name.value()) {
        (Some(known), Some(meant)) => plain(known) == plain(meant),
        _ => true,
    };
    let same_paper = match (identity.number.value(), planned.paper()) {
        (Some(number), Some(meant)) => meant.kind == identity.document && meant.number == number,
        _ => true,
    };
    same_name && same_paper
}

/// A name without blanks, in small letters, and with one kind of middle dot.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '•' | '・' | '‧' | '．' => '·',
            other => other,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn spelling_does_not_make_another_person() {
        assert_eq!(plain("买买提•艾山"), plain("买买提 ·艾山"));
        assert_eq!(plain("CHAN Tai Man"), plain("Chan Tai Man"));
        assert_ne!(plain("张伟"), plain("张玮"));
    }
}
