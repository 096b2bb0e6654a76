//! Messages to the readers 抄送人 of a contract: each has a link of their own, with which they read and download.

use super::{EffectFailed, Outcome, contract_of};
use crate::hub::Services;
use crate::signing_link;
use actors::effects::{EffectJob, EffectOutcome};
use domain::catalogue::{Language, sentence};
use domain::contract::Contract;
use domain::contract::effect::ReaderNews;
use domain::ports::account_desk::LinkRole;
use domain::ports::rows::OutboxMessage;

pub(super) async fn tell(services: &Services, job: &EffectJob<Contract>, news: ReaderNews) -> Outcome {
    let failed = EffectFailed::at("write to a reader");
    let Some(opened) = &job.state.opened else {
        return Ok(EffectOutcome::Done);
    };
    let contract = contract_of(job);
    for reader in &opened.readers.people {
        let place = LinkRole::Reader { reader: reader.no };
        let link = signing_link::create(services, contract, place, job.state.deadline).await;
        let link = link.map_err(|e| failed(&e))?;
        let parameters = [
            ("host", opened.host_name.text().to_owned()),
            ("name", reader.name.text().to_owned()),
            ("title", opened.title.text().to_owned()),
        ];
        let in_language = |language| sentence(code_of(news), language, &parameters);
        let (zh, en) = (in_language(Language::Zh), in_language(Language::En));
        let message = OutboxMessage {
            id: 0,
            at: services.clock.now(),
            to_phone: reader.address.text().to_owned(),
            contract: Some(contract),
            text: format!("{zh}{} {en}", link.url),
        };
        services.store.rows.send(message).await.map_err(|e| failed(&e))?;
    }
    Ok(EffectOutcome::Done)
}

fn code_of(news: ReaderNews) -> &'static str {
    match news {
        ReaderNews::Sent => "message_reader_sent",
        ReaderNews::Signed => "message_reader_signed",
        ReaderNews::Refused => "message_reader_refused",
        ReaderNews::Revoked => "message_reader_revoked",
        ReaderNews::Expired => "message_reader_expired",
        ReaderNews::CalledOff => "message_reader_called_off",
    }
}
