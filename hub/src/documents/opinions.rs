//! 签署意见 on paper: whether an opinion can be written in its place, and what its signature needs to write it.

use super::values::refused;
use crate::http::problem::Problem;
use crate::hub::{Hub, Services};
use domain::contract::event::Committed;
use domain::contract::opinion::{self, WrittenOpinion};
use domain::contract::plan::PageBox;
use domain::contract::state::ContractState;
use domain::ids::PartyNo;
use pdf::appearance::line::OPINION;
use pdf::fill::{FieldValue, FilledField, examine};
use pdf::font::set::{Face, FontSet};
use pdf::sign::OpinionText;

/// What people call the control in sentences.
const NAME: &str = "签署意见";

/// Each character has its glyph, and the text has room; the rules decide the rest.
///
/// # Errors
/// `control_value`.
pub fn check_room(
    hub: &Hub,
    state: &ContractState,
    party: PartyNo,
    written: &[WrittenOpinion],
    pages: &[PageBox],
) -> Result<(), Problem> {
    for field in state.fields_of(party) {
        let written = written.iter().find(|written| written.field == field.no);
        let text = written.and_then(|written| opinion::text_of(&written.record));
        let page = field
            .page
            .checked_sub(1)
            .and_then(|index| pages.get(index as usize));
        let (Some(text), Some(page)) = (text, page) else {
            continue;
        };
        let filled = FilledField {
            field: field.no,
            page: field.page,
            rect: field.rect,
            value: FieldValue::Text { text, style: OPINION },
        };
        examine(&filled, page, &hub.fonts).map_err(|refusal| refused(NAME, &refusal))?;
    }
    Ok(())
}

/// The texts of an act, with letters for just these; the same every time it is asked.
pub fn for_signature(services: &Services, act: &Committed) -> (Vec<OpinionText>, FontSet) {
    let opinions: Vec<OpinionText> = opinion::texts(&act.opinions)
        .map(|(field, text)| OpinionText { field, text })
        .collect();
    if opinions.is_empty() {
        return (opinions, FontSet::default());
    }
    let shown = opinions.iter().map(|opinion| (Face::Hei, opinion.text.as_str()));
    // Without usable fonts the control stays empty; the act and its line say the opinion.
    let fonts = services.fonts.subset(shown).unwrap_or_default();
    (opinions, fonts)
}
