//! What is known of a contract before it is sent, for the conditions of flows.

use crate::http::drafts::DraftBody;
use domain::approval::flow::Facts;
use domain::approval::step::{Guarded, Subject};
use domain::hash::Sha256Hash;
use domain::ports::rows::Draft;
use domain::value::ValueKind;
use domain::value::amount::Amount;

/// Of several amounts the largest counts. An amount that another party fills in, or that is not typed yet, is unknown.
pub fn of_draft(body: &DraftBody) -> Facts {
    let amounts = body
        .controls
        .iter()
        .filter(|control| matches!(control.kind, ValueKind::Amount {}));
    let typed = amounts.map(|control| {
        let value = body.values.iter().find(|value| value.no == control.no);
        value
            .and_then(|value| Amount::parse(&value.text))
            .map(Amount::fen)
    });
    let typed: Vec<Option<u64>> = typed.collect();
    let all_known = typed.iter().all(Option::is_some);
    Facts {
        contract_type: body.contract_type.clone(),
        template: body.template.as_ref().map(|template| template.id.0),
        amount: typed.into_iter().flatten().max().filter(|_| all_known),
        ..Facts::default()
    }
}

/// What an approval of sending this draft is for: just this version of it.
pub fn subject_of(draft: &Draft) -> Subject {
    Subject {
        act: Guarded::Start,
        id: draft.id.0,
        document: hash_of(draft),
        seal: None,
    }
}

/// SHA-256 of the draft as it stands.
pub fn hash_of(draft: &Draft) -> Sha256Hash {
    Sha256Hash::of(draft.body.to_string().as_bytes())
}
