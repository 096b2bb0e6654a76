//! One cue for every line of the log: what it changes in the picture.

use super::pacing::{PenTime, Timeline};
use super::{Cue, What};
use domain::aggregate::Recorded;
use domain::beacon;
use domain::contract::event::ContractEvent;
use domain::hash::Sha256Hash;

pub(super) fn cues(lines: &[Recorded<ContractEvent>], strokes: &[PenTime], timeline: &Timeline) -> Vec<Cue> {
    let mut r0 = None;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        if let ContractEvent::Prepared(document) = &line.event {
            r0 = Some(document.r0);
        }
        let pen = strokes
            .binary_search_by_key(&line.seq, |stroke| stroke.seq)
            .ok()
            .and_then(|index| strokes.get(index));
        out.push(Cue {
            at_ms: timeline.film_ms(line.at),
            seq: line.seq,
            head: beacon::head_code(line.hash),
            what: what(line, r0, pen, timeline),
        });
    }
    out
}

fn what(
    line: &Recorded<ContractEvent>,
    r0: Option<Sha256Hash>,
    pen: Option<&PenTime>,
    timeline: &Timeline,
) -> What {
    match &line.event {
        ContractEvent::PhaseEntered { phase } => What::Phase { phase: *phase },
        ContractEvent::Prepared(document) => page(1, document.first_image, line.hash, r0),
        ContractEvent::PageTurned { page: no, image } => page(*no, *image, line.hash, r0),
        ContractEvent::PartyVerified(verified) => What::Verified {
            party: verified.party,
            method: verified.method,
        },
        ContractEvent::PartyAdmitted { party } => What::Admitted { party: *party },
        ContractEvent::PartyPresent { party } => What::Present { party: *party },
        ContractEvent::PartyAbsent { party } => What::Absent { party: *party },
        ContractEvent::Granted { party, .. } => What::Granted { party: *party },
        ContractEvent::GrantEnded { party, .. } => What::GrantEnded { party: *party },
        ContractEvent::InkStroke(stroke) => match (pen, stroke.ink.value()) {
            (Some(pen), Some(ink)) => What::Stroke {
                party: stroke.party,
                field: stroke.field,
                from_ms: timeline.film_ms(pen.from),
                ink: ink.to_owned(),
            },
            _ => What::Other,
        },
        ContractEvent::InkCleared { party, field } => What::Cleared {
            party: *party,
            field: *field,
        },
        ContractEvent::Committed(committed) => What::Committed {
            party: committed.party,
        },
        ContractEvent::SealingDue { .. } => What::SealingDue,
        ContractEvent::PartySigned(signed) => What::Signed { party: signed.party },
        ContractEvent::Sealed { .. } => What::Sealed,
        ContractEvent::Paused { .. } => What::Paused,
        ContractEvent::Resumed {} => What::Resumed,
        ContractEvent::PartyRemoved { party, .. } => What::Removed { party: *party },
        ContractEvent::Refused { party, .. } => What::Refused { party: *party },
        ContractEvent::CalledOff { .. } => What::CalledOff,
        _ => What::Other,
    }
}

/// `turn` is the line that brought the page onto the screens.
fn page(page: u32, image: Sha256Hash, turn: Sha256Hash, r0: Option<Sha256Hash>) -> What {
    let Some(r0) = r0 else { return What::Other };
    let indices = beacon::beacon(r0, image, turn);
    What::Page {
        page,
        words_zh: beacon::words_zh(indices).map(str::to_owned),
        words_en: beacon::words_en(indices).map(str::to_owned),
    }
}
