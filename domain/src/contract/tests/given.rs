//! Sessions that have come so far: each function goes on from the one before it.

use super::cast::*;
use super::session::Session;
use crate::aggregate::Caller;
use crate::contract::command::{ContractCommand, Open, TypedValue};
use crate::contract::event::{ConsentKind, Phase};
use crate::ids::PartyNo;

/// Takes a command that a session cannot refuse.
#[track_caller]
pub fn done(session: &mut Session, by: Caller, body: ContractCommand) {
    session.when(by, body).0.unwrap();
}

pub fn parties(session: &Session) -> Vec<PartyNo> {
    session.state.parties.iter().map(|party| party.no).collect()
}

pub fn preparing(draft: &Open) -> Session {
    let mut session = Session::new();
    done(&mut session, host(), open(draft));
    session
}

pub fn lobby(draft: &Open) -> Session {
    let mut session = preparing(draft);
    done(
        &mut session,
        Caller::Hub,
        ContractCommand::RecordPrepared(prepared()),
    );
    session
}

/// Every party is identified, in the room, let in, and has agreed to everything.
pub fn gathered(draft: &Open) -> Session {
    let mut session = lobby(draft);
    for no in parties(&session) {
        done(&mut session, Caller::Hub, verify(no, &device(no)));
        done(
            &mut session,
            Caller::Hub,
            ContractCommand::SetPresence {
                party: no,
                present: true,
            },
        );
        for kind in CONSENTS {
            done(&mut session, party(no), consent(kind, true));
        }
        done(&mut session, host(), ContractCommand::Admit { party: no });
    }
    session
}

pub fn reading(draft: &Open) -> Session {
    let mut session = gathered(draft);
    done(&mut session, host(), enter(Phase::Reading));
    session
}

pub fn signing(draft: &Open) -> Session {
    let mut session = reading(draft);
    done(&mut session, host(), enter(Phase::Signing));
    session
}

/// Party 1 has drawn its only stroke and can commit.
pub fn inked(draft: &Open) -> Session {
    let mut session = signing(draft);
    done(&mut session, party(P1), draw(field(P1), 1));
    session
}

pub fn draw_and_commit(session: &mut Session, no: PartyNo) {
    done(session, party(no), draw(field(no), 1));
    let act = act(session, no);
    done(session, party(no), commit(act));
}

pub fn sealing(draft: &Open) -> Session {
    let mut session = signing(draft);
    for no in parties(&session) {
        draw_and_commit(&mut session, no);
    }
    session
}

/// The hub's next signature, for the party `no`.
pub fn sign_next(session: &mut Session, no: PartyNo) {
    let base = session.state.revision().unwrap();
    done(
        session,
        Caller::Hub,
        ContractCommand::RecordPartySigned(signed(no, base)),
    );
}

pub fn all_signed(draft: &Open) -> Session {
    let mut session = sealing(draft);
    for no in parties(&session) {
        sign_next(&mut session, no);
    }
    session
}

pub fn preserved(draft: &Open) -> Session {
    let mut session = all_signed(draft);
    preserve(&mut session);
    session
}

pub fn preserve(session: &mut Session) {
    let base = session.state.revision().unwrap();
    let command = ContractCommand::RecordPreserved(super::cast::preserved(base));
    done(session, Caller::Hub, command);
}

pub fn record_sealed(session: &Session) -> ContractCommand {
    ContractCommand::RecordSealed {
        document: session.state.revision().unwrap(),
        length: 60_099,
    }
}

pub fn closing(draft: &Open) -> Session {
    let mut session = preserved(draft);
    let sealed = record_sealed(&session);
    done(&mut session, Caller::Hub, sealed);
    session
}

pub fn closed(draft: &Open) -> Session {
    let mut session = closing(draft);
    done(&mut session, Caller::Hub, ContractCommand::RecordFilm(film()));
    done(&mut session, host(), ContractCommand::End);
    session
}

/// An ordinary contract whose party 1 is asked for its values: identified, and agreed to everything that is asked.
pub fn filling(draft: &Open) -> Session {
    let mut session = preparing(draft);
    come(&mut session, P1);
    session
}

/// Identified and agreed, without a host.
pub fn come(session: &mut Session, no: PartyNo) {
    done(session, Caller::Hub, verify(no, &device(no)));
    for kind in CONSENTS
        .into_iter()
        .filter(|kind| *kind != ConsentKind::Recording)
    {
        done(session, party(no), consent(kind, true));
    }
}

/// The values of party 1 of [`routine`].
pub fn values(draft: &Open) -> Vec<TypedValue> {
    vec![typed(control(draft, 1), "￥12,000")]
}

/// R0 of an ordinary contract stands; party 1 is known, the others have not come yet.
pub fn to_sign(draft: &Open) -> Session {
    let mut session = filling(draft);
    let values = values(draft);
    done(
        &mut session,
        party(P1),
        ContractCommand::Fill {
            values,
            known: vec![],
        },
    );
    done(
        &mut session,
        Caller::Hub,
        ContractCommand::RecordPrepared(prepared()),
    );
    session
}

pub fn called_off(draft: &Open) -> Session {
    let mut session = inked(draft);
    done(&mut session, host(), call_off());
    session
}
