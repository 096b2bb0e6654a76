//! The parties beside the contract: seat, name, standing, and their ink as it is written.

use super::{Spot, faded, palette, proportions, wording};
use crate::canvas::{Area, Canvas, Style};
use crate::scene::Scene;
use crate::scene::party::{PartyScene, Standing};
use domain::ids::PartyNo;
use recorder::film_script::{FilmField, FilmParty, FilmScript};
use tiny_skia::Color;

const COLUMN: Area = Area::new(852.0, 112.0, 388.0, 518.0);

/// How much room a party gets.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Room {
    /// Name, organisation, standing, ink.
    Card,
    /// Name and standing in one line, small ink.
    Row,
    /// A line in one of two columns.
    Cell,
}

fn room(parties: usize) -> Room {
    match parties {
        0..=5 => Room::Card,
        6..=11 => Room::Row,
        _ => Room::Cell,
    }
}

fn area(parties: usize, index: usize) -> Area {
    let (columns, gap) = match room(parties) {
        Room::Card => (1, 12.0),
        Room::Row => (1, 6.0),
        Room::Cell => (2, 3.0),
    };
    let rows = parties.div_ceil(columns).max(1);
    let width = (COLUMN.w - gap * (columns as f32 - 1.0)) / columns as f32;
    let height = ((COLUMN.h + gap) / rows as f32 - gap).min(150.0);
    let (column, row) = (index / rows, index % rows);
    Area::new(
        COLUMN.x + column as f32 * (width + gap),
        COLUMN.y + row as f32 * (height + gap),
        width,
        height,
    )
}

/// The paper within a card, of the proportions of the party's first box.
fn paper(parties: usize, card: Area) -> Option<Area> {
    match room(parties) {
        Room::Card => Some(Area::new(
            card.right() - 172.0,
            card.y + 10.0,
            162.0,
            card.h - 20.0,
        )),
        Room::Row => Some(Area::new(card.right() - 92.0, card.y + 4.0, 88.0, card.h - 8.0)),
        Room::Cell => None,
    }
}

fn first_field(script: &FilmScript, party: PartyNo) -> Option<&FilmField> {
    script.fields.iter().find(|field| field.party == party)
}

pub(super) fn spots(script: &FilmScript) -> Vec<Spot> {
    let count = script.parties.len();
    let spot = |(index, party): (usize, &FilmParty)| {
        let paper = paper(count, area(count, index))?;
        let field = first_field(script, party.no)?;
        let (w, h) = proportions(script, field);
        Some(Spot {
            field: field.no,
            area: paper.inset(5.0).fitting(w, h),
            window: Some(paper),
        })
    };
    script.parties.iter().enumerate().filter_map(spot).collect()
}

pub(super) fn draw(canvas: &mut Canvas<'_>, script: &FilmScript, scene: &Scene) {
    canvas.text(
        (COLUMN.x, 99.0),
        Style::new(15.0, palette::gold()).spaced(0.22),
        "签署方",
    );
    let count = script.parties.len();
    let done = scene.parties.iter().filter(|party| party.committed).count();
    let tally = format!("{done} / {count} 已签署");
    let right = if script.demo {
        COLUMN.right() - 124.0
    } else {
        COLUMN.right()
    };
    canvas.text((right, 99.0), Style::new(14.0, palette::muted()).right(), &tally);
    for (index, (party, now)) in script.parties.iter().zip(&scene.parties).enumerate() {
        let card = area(count, index);
        match room(count) {
            Room::Card => large(canvas, party, now, card, paper(count, card)),
            Room::Row => row(canvas, party, now, card, paper(count, card)),
            Room::Cell => cell(canvas, party, now, card),
        }
    }
}

fn color(standing: Standing) -> Color {
    match standing {
        Standing::Awaited | Standing::Away | Standing::Removed => palette::muted(),
        Standing::Verified | Standing::Present | Standing::Admitted => palette::ivory(),
        Standing::MaySign | Standing::Signing => palette::gold(),
        Standing::Committed | Standing::Sealed => palette::jade(),
        Standing::Refused => palette::vermilion(),
    }
}

fn ground(canvas: &mut Canvas<'_>, standing: Standing, card: Area, radius: f32) {
    canvas.panel(card, radius, palette::panel());
    let (line, thickness) = match standing {
        Standing::MaySign | Standing::Signing => (faded(palette::gold(), 0.9), 1.6),
        Standing::Committed | Standing::Sealed => (faded(palette::jade(), 0.55), 1.0),
        Standing::Refused => (faded(palette::vermilion(), 0.7), 1.2),
        _ => (palette::hairline(), 0.8),
    };
    canvas.frame(card, radius, thickness, line);
}

fn seat(canvas: &mut Canvas<'_>, no: PartyNo, centre: (f32, f32), radius: f32) {
    canvas.ring(centre, radius, 1.2, faded(palette::gold(), 0.85));
    let size = radius * 1.02;
    canvas.text(
        (centre.0, centre.1 + size * 0.37),
        Style::new(size, palette::light_gold()).middle(),
        &no.to_string(),
    );
}

fn sheet(canvas: &mut Canvas<'_>, paper: Area, now: &PartyScene) {
    let light = if now.granted || now.signing || now.committed {
        1.0
    } else {
        0.14
    };
    canvas.panel(paper, 5.0, faded(palette::paper(), light));
    if now.committed {
        tick(canvas, (paper.right() - 9.0, paper.y + 9.0), 7.5);
    }
}

/// A small tick on jade.
fn tick(canvas: &mut Canvas<'_>, centre: (f32, f32), radius: f32) {
    let (x, y) = centre;
    canvas.disc(centre, radius, palette::jade());
    let (a, b, c) = ((-0.42, 0.02), (-0.1, 0.34), (0.44, -0.32));
    let at = |(dx, dy): (f32, f32)| (x + dx * radius, y + dy * radius);
    canvas.line(at(a), at(b), radius * 0.24, palette::night().1);
    canvas.line(at(b), at(c), radius * 0.24, palette::night().1);
}

fn title_of(party: &FilmParty) -> String {
    party
        .name
        .clone()
        .or_else(|| party.organisation.clone())
        .unwrap_or_else(|| format!("{} 号席", party.no))
}

fn large(canvas: &mut Canvas<'_>, party: &FilmParty, now: &PartyScene, card: Area, paper: Option<Area>) {
    let standing = now.standing();
    ground(canvas, standing, card, 8.0);
    let middle = card.y + card.h / 2.0;
    seat(canvas, party.no, (card.x + 28.0, middle), 15.0);
    let x = card.x + 54.0;
    let width = paper.map_or(card.right(), |paper| paper.x) - x - 10.0;
    let face = canvas.face();
    let name = face.fitted(&title_of(party), 22.0, width);
    let used = canvas.text((x, middle - 13.0), Style::new(22.0, palette::ivory()), &name) + 9.0;
    let label = party.label.as_deref().unwrap_or_default();
    let label = face.fitted(label, 14.0, (width - used).max(0.0));
    if label != "…" {
        canvas.text(
            (x + used, middle - 14.0),
            Style::new(14.0, palette::gold()),
            &label,
        );
    }
    let side = party
        .organisation
        .as_deref()
        .filter(|_| party.name.is_some())
        .unwrap_or_default();
    let side = face.fitted(side, 13.0, width);
    canvas.text((x, middle + 8.0), Style::new(13.0, palette::muted()), &side);
    let (zh, en) = wording::standing(standing);
    canvas.disc((x + 4.0, middle + 25.0), 3.6, color(standing));
    let zh_width = canvas.text((x + 15.0, middle + 30.0), Style::new(14.0, color(standing)), zh);
    let rest = width - 15.0 - zh_width - 8.0;
    if face.width(en, 12.5, 0.0) <= rest {
        canvas.text(
            (x + 15.0 + zh_width + 8.0, middle + 30.0),
            Style::new(12.5, palette::muted()),
            en,
        );
    }
    if let Some(paper) = paper {
        sheet(canvas, paper, now);
    }
}

fn row(canvas: &mut Canvas<'_>, party: &FilmParty, now: &PartyScene, card: Area, paper: Option<Area>) {
    let standing = now.standing();
    ground(canvas, standing, card, 6.0);
    let middle = card.y + card.h / 2.0;
    seat(canvas, party.no, (card.x + 20.0, middle), 11.0);
    let name = canvas.face().fitted(&title_of(party), 16.0, 136.0);
    canvas.text(
        (card.x + 40.0, middle + 6.0),
        Style::new(16.0, palette::ivory()),
        &name,
    );
    canvas.disc((card.x + 190.0, middle), 3.2, color(standing));
    let text = canvas.face().fitted(wording::standing(standing).0, 13.5, 88.0);
    canvas.text(
        (card.x + 200.0, middle + 5.0),
        Style::new(13.5, color(standing)),
        &text,
    );
    if let Some(paper) = paper {
        sheet(canvas, paper, now);
    }
}

fn cell(canvas: &mut Canvas<'_>, party: &FilmParty, now: &PartyScene, card: Area) {
    let standing = now.standing();
    ground(canvas, standing, card, 3.0);
    let size = (card.h * 0.56).min(15.0);
    let baseline = card.y + card.h / 2.0 + size * 0.36;
    let state = wording::standing(standing).0;
    let width = canvas.face().width(state, size * 0.92, 0.0);
    canvas.text(
        (card.right() - 8.0, baseline),
        Style::new(size * 0.92, color(standing)).right(),
        state,
    );
    canvas.text(
        (card.x + 22.0, baseline),
        Style::new(size, palette::gold()).right(),
        &party.no.to_string(),
    );
    let name = canvas
        .face()
        .fitted(&title_of(party), size, card.w - 46.0 - width);
    canvas.text(
        (card.x + 30.0, baseline),
        Style::new(size, palette::ivory()),
        &name,
    );
}
