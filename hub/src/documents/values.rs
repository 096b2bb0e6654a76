//! How values of fill controls are set in the pages.

use crate::http::problem::Problem;
use crate::hub::Services;
use domain::contract::plan::{FillControl, PageBox, ValueAlign, ValueFace};
use domain::contract::state::ContractState;
use domain::day::Day;
use domain::hash::Sha256Hash;
use domain::value::amount::Amount;
use domain::value::{self, KnownFact, ValueKind};
use pdf::fill::mark::Mark;
use pdf::fill::refusal::FillRefusal;
use pdf::fill::table::{Column, Table};
use pdf::fill::{FieldValue, FilledField, examine};
use pdf::font::set::Face;
use pdf::text::block::{Align, TextStyle, TypeSize, Vertical};

/// Letters may become so small, in parts of the size that was asked for.
const LEAST: f64 = 0.6;

/// Everything that is written into the pages, in the order of the controls.
pub async fn filled_fields(
    services: &Services,
    stream: &str,
    state: &ContractState,
) -> Result<Vec<FilledField>, Problem> {
    let controls = state.opened.iter().flat_map(|opened| &opened.controls);
    let mut filled = Vec::new();
    for control in controls {
        let text = value_text(state, control);
        if text.is_empty() {
            continue;
        }
        let value = match control.kind {
            ValueKind::Picture {} => FieldValue::Picture {
                file: picture(services, stream, &text).await?,
            },
            _ => set(control, &text),
        };
        filled.push(placed(control, value));
    }
    Ok(filled)
}

/// Whether a value that the rules take can also be written at its place: each character has its glyph, and there is
/// room. Pictures are looked at where they are drawn.
pub fn fits(services: &Services, control: &FillControl, text: &str, page: &PageBox) -> Result<(), Problem> {
    if text.is_empty() || matches!(control.kind, ValueKind::Picture {}) {
        return Ok(());
    }
    let filled = placed(control, set(control, text));
    examine(&filled, page, &services.fonts).map_err(|refusal| refused(&control.name, &refusal))
}

/// Why the value of the control called `name` cannot be written.
pub fn refused(name: &str, refusal: &FillRefusal) -> Problem {
    let problem = Problem::new("control_value")
        .with("name", name)
        .with("problem", refusal.code());
    match refusal.character() {
        Some(character) => problem.with("character", character),
        None => problem,
    }
}

/// All texts with the faces that they are set in.
pub fn texts(filled: &[FilledField]) -> Vec<(Face, String)> {
    filled.iter().flat_map(|field| field.value.texts()).collect()
}

/// What stands in the control now; the empty text where nothing does.
fn value_text(state: &ContractState, control: &FillControl) -> String {
    match &control.kind {
        ValueKind::AmountInWords { of } => {
            let amount = state.value_of(*of).map(|filled| filled.value.text());
            let amount = amount.and_then(Amount::parse);
            amount.map(Amount::in_words).unwrap_or_default()
        }
        ValueKind::Known { fact } => {
            let party = control.party.and_then(|no| state.planned(no));
            let known = party.and_then(|party| match fact {
                KnownFact::Name => Some(&party.name),
                KnownFact::Phone => Some(&party.phone),
                KnownFact::Organisation => party.organisation.as_ref(),
                KnownFact::IdNumber | KnownFact::CreditCode | KnownFact::LegalRepresentative => {
                    state.value_of(control.no).map(|filled| &filled.value)
                }
            });
            known.map(|known| known.text().to_owned()).unwrap_or_default()
        }
        _ => {
            let filled = state.value_of(control.no);
            filled
                .map(|filled| filled.value.text().to_owned())
                .unwrap_or_default()
        }
    }
}

fn placed(control: &FillControl, value: FieldValue) -> FilledField {
    FilledField {
        field: control.no,
        page: control.page,
        rect: control.rect,
        value,
    }
}

/// A value in its one form as people read it. Pictures are no texts and are not set here.
fn set(control: &FillControl, text: &str) -> FieldValue {
    let line = |text: String| FieldValue::Text {
        text,
        style: style(control, false),
    };
    match &control.kind {
        ValueKind::Paragraph { .. } | ValueKind::Address {} => FieldValue::Text {
            text: text.to_owned(),
            style: style(control, true),
        },
        ValueKind::Date {} => line(Day::parse(text).map(Day::printed).unwrap_or_default()),
        ValueKind::Amount {} => line(Amount::parse(text).map(Amount::printed).unwrap_or_default()),
        ValueKind::Tick {} => FieldValue::Mark { mark: Mark::Tick },
        ValueKind::Choices { .. } => {
            let chosen: Vec<String> = serde_json::from_str(text).unwrap_or_default();
            line(chosen.join("、"))
        }
        ValueKind::Account { cells } if *cells > 0 => FieldValue::Comb {
            text: text.to_owned(),
            cells: *cells,
            face: face(control.style.face),
        },
        ValueKind::Table { columns, .. } => FieldValue::Table {
            table: Table {
                columns: columns.iter().map(|heading| column(heading)).collect(),
                rows: value::rows(text),
                style: style(control, true),
                ruled: true,
            },
        },
        _ => line(text.to_owned()),
    }
}

fn column(heading: &str) -> Column {
    Column {
        heading: heading.to_owned(),
        parts: 1,
        align: Align::Left,
    }
}

fn style(control: &FillControl, multiline: bool) -> TextStyle {
    TextStyle {
        face: face(control.style.face),
        size: match f64::from(control.style.size) / 1000.0 {
            0.0 => TypeSize::default(),
            // A little too long is set a little smaller, not refused.
            most => TypeSize::Fit {
                most,
                least: most * LEAST,
            },
        },
        align: match control.style.align {
            ValueAlign::Left => Align::Left,
            ValueAlign::Center => Align::Centre,
            ValueAlign::Right => Align::Right,
        },
        vertical: if multiline {
            Vertical::Top
        } else {
            Vertical::Middle
        },
        multiline,
    }
}

fn face(face: ValueFace) -> Face {
    match face {
        ValueFace::Hei => Face::Hei,
        ValueFace::Song => Face::Song,
        ValueFace::Kai => Face::Kai,
        ValueFace::FangSong => Face::FangSong,
    }
}

async fn picture(services: &Services, stream: &str, hash: &str) -> Result<Vec<u8>, Problem> {
    let hash: Sha256Hash = hash.parse().map_err(|_| Problem::new("value_not_a_picture"))?;
    services.blob(stream, hash).await
}
