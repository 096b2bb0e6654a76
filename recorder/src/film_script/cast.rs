//! What stays the same through the film: pages, parties, boxes, and the counts on the end card.

use super::{EndCard, FilmField, FilmPage, FilmParty};
use domain::aggregate::Recorded;
use domain::contract::event::{ConsentKind, ContractEvent, Opened};
use domain::contract::plan::{PageList, PlannedParty, SigningField};
use domain::ids::PartyNo;
use domain::page_space::to_displayed;

/// Longest text that is drawn, in characters.
const LONGEST: usize = 160;

/// `text` as it can be drawn: without control characters and marks that turn the direction of writing, and not
/// longer than fits any card.
pub(super) fn plain(text: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let shown = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut out: String = shown
        .filter(|c| !c.is_control() && !turns(c))
        .take(LONGEST + 1)
        .collect();
    if out.chars().count() > LONGEST {
        out.pop();
        out.push('…');
    }
    out.trim().to_owned()
}

pub(super) fn pages(pages: &PageList) -> Vec<FilmPage> {
    let page = pages.images.iter().map(|page| FilmPage {
        image: page.image,
        width_px: page.width_px,
        height_px: page.height_px,
    });
    page.collect()
}

pub(super) fn parties(opened: &Opened, lines: &[Recorded<ContractEvent>]) -> Vec<FilmParty> {
    let shown = |planned: &PlannedParty| {
        if refused_recording(planned.no, lines) {
            return FilmParty {
                no: planned.no,
                label: None,
                name: None,
                organisation: None,
            };
        }
        let some = |text: &str| Some(plain(text)).filter(|text| !text.is_empty());
        FilmParty {
            no: planned.no,
            label: some(&planned.label),
            name: some(planned.name.text()),
            organisation: planned.organisation.as_ref().and_then(|name| some(name.text())),
        }
    };
    opened.parties.iter().map(shown).collect()
}

/// Whether the party's last word on being recorded was no.
fn refused_recording(party: PartyNo, lines: &[Recorded<ContractEvent>]) -> bool {
    let answer = lines.iter().rev().find_map(|line| match &line.event {
        ContractEvent::Consented(consent)
            if consent.party == party && consent.kind == ConsentKind::Recording =>
        {
            Some(consent.given)
        }
        _ => None,
    });
    answer == Some(false)
}

pub(super) fn fields(opened: &Opened, pages: &PageList) -> Vec<FilmField> {
    let shown = |field: &SigningField| {
        let index = usize::try_from(field.page).ok()?.checked_sub(1)?;
        let rect = to_displayed(pages.boxes.get(index)?, &field.rect);
        Some(FilmField {
            no: field.no,
            party: field.party,
            page: field.page,
            rect,
        })
    };
    opened.fields.iter().filter_map(shown).collect()
}

pub(super) fn end_card(lines: &[Recorded<ContractEvent>]) -> EndCard {
    let mut end = EndCard {
        document: None,
        sealed_at: None,
        called_off: false,
        lines: lines.len() as u64,
        strokes: 0,
        signatures: 0,
        lasted_ms: 0,
    };
    for line in lines {
        match &line.event {
            ContractEvent::InkStroke(_) => end.strokes += 1,
            ContractEvent::PartySigned(_) => end.signatures += 1,
            ContractEvent::Sealed { document, .. } => {
                end.document = Some(*document);
                end.sealed_at = Some(line.at);
            }
            ContractEvent::CalledOff { .. } => end.called_off = true,
            _ => {}
        }
    }
    if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        end.lasted_ms = u64::try_from(last.at.since(first.at)).unwrap_or(0);
    }
    end
}
