//! 礼成: all signatures side by side, as on the wall of a hall.

use super::{Spot, faded, ground, palette, proportions};
use crate::canvas::{Area, Canvas, Style, WIDTH};
use recorder::film_script::{FilmParty, FilmScript};

const WALL: Area = Area::new(90.0, 216.0, 1100.0, 386.0);

fn columns(parties: usize) -> usize {
    match parties {
        0..=3 => parties.max(1),
        4 => 2,
        5..=6 => 3,
        7..=12 => 4,
        13..=25 => 5,
        _ => 10,
    }
}

/// The place of one party: its paper, and below it room for its name.
fn place(parties: usize, index: usize) -> (Area, f32) {
    let columns = columns(parties);
    let rows = parties.div_ceil(columns).max(1);
    let gap = if parties > 12 { 8.0 } else { 24.0 };
    let width = ((WALL.w + gap) / columns as f32 - gap).min(360.0);
    let height = ((WALL.h + gap) / rows as f32 - gap).min(250.0);
    let caption = (height * 0.3).clamp(16.0, 58.0);
    let in_row = (parties - index / columns * columns).min(columns);
    let used = in_row as f32 * (width + gap) - gap;
    let tall = rows as f32 * (height + gap) - gap;
    let x = WALL.x + (WALL.w - used) / 2.0 + (index % columns) as f32 * (width + gap);
    let y = WALL.y + (WALL.h - tall) / 2.0 + (index / columns) as f32 * (height + gap);
    (Area::new(x, y, width, height - caption), caption)
}

pub(super) fn spots(script: &FilmScript) -> Vec<Spot> {
    let mut out = Vec::new();
    for (index, party) in script.parties.iter().enumerate() {
        let Some(field) = script.fields.iter().find(|field| field.party == party.no) else {
            continue;
        };
        let (paper, _) = place(script.parties.len(), index);
        let (w, h) = proportions(script, field);
        let margin = (paper.h * 0.08).min(14.0);
        out.push(Spot {
            field: field.no,
            area: paper.inset(margin).fitting(w, h),
            window: Some(paper),
        });
    }
    out
}

pub(super) fn draw(canvas: &mut Canvas<'_>, script: &FilmScript) {
    let middle = WIDTH / 2.0;
    ground::emblem(canvas, (middle, 80.0), 12.0);
    canvas.text(
        (middle, 144.0),
        Style::new(46.0, palette::light_gold())
            .bold()
            .middle()
            .spaced(0.3),
        "礼成",
    );
    let title = canvas.face().fitted(&script.title, 20.0, 900.0);
    canvas.text(
        (middle, 182.0),
        Style::new(20.0, palette::ivory()).middle(),
        &title,
    );
    for (index, party) in script.parties.iter().enumerate() {
        let (paper, caption) = place(script.parties.len(), index);
        canvas.shadow(paper, 3.0, 12.0);
        canvas.panel(paper, 3.0, palette::paper());
        if paper.h > 60.0 {
            canvas.frame(paper.inset(5.0), 2.0, 0.8, faded(palette::gold(), 0.75));
        }
        name(canvas, party, paper, caption);
    }
    if let (Some(document), Some(at)) = (script.end.document, script.end.sealed_at) {
        let when = at.civil(script.offset_minutes);
        let text = format!("{when}　SHA-256 {}…", &document.to_hex()[..16]);
        canvas.text(
            (middle, 650.0),
            Style::new(16.0, palette::muted()).middle().spaced(0.03),
            &text,
        );
    }
}

fn name(canvas: &mut Canvas<'_>, party: &FilmParty, paper: Area, caption: f32) {
    let middle = paper.x + paper.w / 2.0;
    let label = party
        .label
        .clone()
        .unwrap_or_else(|| format!("{} 号席", party.no));
    let who = party.name.clone().unwrap_or_default();
    let face = canvas.face();
    if caption < 40.0 {
        let text = face.fitted(if who.is_empty() { &label } else { &who }, 13.0, paper.w);
        canvas.text(
            (middle, paper.bottom() + 14.0),
            Style::new(13.0, palette::ivory()).middle(),
            &text,
        );
        return;
    }
    let head = if who.is_empty() {
        label
    } else {
        format!("{label}　{who}")
    };
    let head = face.fitted(&head, 19.0, paper.w);
    canvas.text(
        (middle, paper.bottom() + 28.0),
        Style::new(19.0, palette::ivory()).middle(),
        &head,
    );
    if let Some(organisation) = &party.organisation {
        let text = face.fitted(organisation, 14.0, paper.w);
        canvas.text(
            (middle, paper.bottom() + 50.0),
            Style::new(14.0, palette::muted()).middle(),
            &text,
        );
    }
}
