//! What a signature puts into the boxes of its party: handwriting, seals and their slices, date, name and opinions.

use super::plan::{BoxContent, EmbeddedSeal, PlannedBox, SigningPlan};
use super::{SignError, SignatureRequest};
use crate::appearance::stamp::{self, Part};
use crate::appearance::{Caption, Form, form, line};
use crate::incremental::append::Appender;
use crate::seal::artwork::SealArtwork;
use std::collections::BTreeMap;

/// Writes appearances and widgets of one party; the first box gets `value`, the signature's object number. Seals that
/// the file has already are shared; new ones are entered in `plan`.
pub fn write(
    appender: &mut Appender,
    plan: &mut SigningPlan,
    boxes: &[PlannedBox],
    request: &SignatureRequest,
    value: u32,
) -> Result<(), SignError> {
    let mut seals = Seals {
        request,
        known: &mut plan.seals,
        forms: BTreeMap::new(),
    };
    let who = format!("{} {}", request.label, request.name);
    let caption = (!plan.fonts.is_empty()).then_some(Caption {
        who: &who,
        when: &request.time_text,
        fonts: &plan.fonts,
    });
    let opinion_fonts = request.opinion_fonts.embed(appender);
    for (at, planned) in boxes.iter().enumerate() {
        let frame = planned.frame();
        let line = |text: &str| line::form(&frame, text, &line::LINE, &plan.fonts);
        let appearance = match planned.content {
            BoxContent::Unseen => None,
            BoxContent::Ink => {
                let ink = request.boxes.iter().find(|ink| ink.field == planned.field);
                let ink = ink.ok_or(SignError::MissingInk(planned.field))?;
                Some(stored(appender, &form(&frame, &ink.polygons, caption.as_ref())))
            }
            BoxContent::Seal { seal } => {
                Some(seals.appearance(appender, planned, seal, Part { slice: 0, of: 1 })?)
            }
            BoxContent::Slice { seal, slice, of } => {
                Some(seals.appearance(appender, planned, seal, Part { slice, of })?)
            }
            BoxContent::Date => Some(stored(appender, &line(&request.date_text))),
            BoxContent::Name => Some(stored(appender, &line(&request.name))),
            BoxContent::Opinion => {
                let opinion = request
                    .opinions
                    .iter()
                    .find(|opinion| opinion.field == planned.field);
                let opinion = opinion.ok_or(SignError::MissingOpinion(planned.field))?;
                let drawn = line::form(&frame, &opinion.text, &line::OPINION, &opinion_fonts);
                Some(stored(appender, &drawn))
            }
        };
        let drawing = appearance.map(|form| format!(" /AP << /N {form} 0 R >>"));
        let value = if at == 0 {
            format!(" /V {value} 0 R")
        } else {
            String::new()
        };
        let drawing = drawing.unwrap_or_default();
        let widget = format!("<< {}{drawing}{value} >>", planned.entries);
        appender.object(planned.object, widget.as_bytes());
    }
    Ok(())
}

fn stored(appender: &mut Appender, form: &Form) -> u32 {
    let number = appender.reserve();
    appender.stream(number, &form.entries, &form.data);
    number
}

/// The seals of one act.
struct Seals<'a> {
    request: &'a SignatureRequest,
    known: &'a mut Vec<EmbeddedSeal>,
    /// Appearances of this act by their bytes: a seal at one place of every page is one appearance.
    forms: BTreeMap<(String, Vec<u8>), u32>,
}

impl Seals<'_> {
    fn appearance(
        &mut self,
        appender: &mut Appender,
        planned: &PlannedBox,
        seal: u8,
        part: Part,
    ) -> Result<u32, SignError> {
        let missing = SignError::MissingSeal(planned.field);
        let artwork = self.request.seals.get(usize::from(seal)).ok_or(missing)?;
        let object = self.object(appender, artwork);
        let form = stamp::form(&planned.frame(), artwork, object, part);
        let key = (form.entries.clone(), form.data.clone());
        Ok(*self.forms.entry(key).or_insert_with(|| stored(appender, &form)))
    }

    fn object(&mut self, appender: &mut Appender, artwork: &SealArtwork) -> u32 {
        let digest = artwork.digest();
        if let Some(known) = self.known.iter().find(|seal| seal.digest == digest) {
            return known.object;
        }
        let object = artwork.embed(appender);
        self.known.push(EmbeddedSeal { digest, object });
        object
    }
}
