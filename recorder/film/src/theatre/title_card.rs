//! The first picture: what is signed, by whom, when.

use super::{ground, palette};
use crate::canvas::{Canvas, Style, WIDTH};
use recorder::film_script::{FilmParty, FilmScript};

/// More parties than this are only counted.
const NAMED: usize = 6;

pub(super) fn draw(canvas: &mut Canvas<'_>, script: &FilmScript) {
    let middle = WIDTH / 2.0;
    ground::emblem(canvas, (middle, 128.0), 19.0);
    let small = Style::new(17.0, palette::gold()).middle().spaced(0.32);
    canvas.text((middle, 192.0), small, "会签 · 签署仪式");

    let (size, lines) = title_lines(canvas, &script.title);
    let title = Style::new(size, palette::ivory()).bold().middle().spaced(0.04);
    let mut y = 282.0 - (lines.len() as f32 - 1.0) * size * 0.5;
    for line in &lines {
        canvas.text((middle, y), title, line);
        y += size * 1.32;
    }
    y = y.max(300.0) + 2.0;
    ground::rule(canvas, (middle, y), 210.0);
    y += 50.0;
    if script.parties.len() > NAMED {
        let style = Style::new(24.0, palette::ivory()).middle();
        canvas.text(
            (middle, y),
            style,
            &format!("{} 方共同签署", script.parties.len()),
        );
    } else {
        let step = if script.parties.len() > 3 { 36.0 } else { 42.0 };
        for party in &script.parties {
            party_line(canvas, party, y);
            y += step;
        }
    }
    let date = script
        .opened_at
        .civil(script.offset_minutes)
        .to_string()
        .replace(" +", "　UTC +")
        .replace(" -", "　UTC -");
    let style = Style::new(17.0, palette::muted()).middle().spaced(0.06);
    canvas.text((middle, 650.0), style, &date);
}

/// The largest of three sizes at which the title needs few lines.
fn title_lines(canvas: &Canvas<'_>, title: &str) -> (f32, Vec<String>) {
    let title = if title.is_empty() { "合同" } else { title };
    let face = canvas.face();
    // Letter spacing makes lines longer than the face counts.
    let lines = |size: f32, most| face.lines(title, size, 960.0 / 1.04, most);
    match (lines(54.0, 2), lines(40.0, 3)) {
        (few, _) if few.len() == 1 => (54.0, few),
        (_, some) if some.len() <= 2 => (44.0, lines(44.0, 2)),
        (_, many) => (36.0, if many.len() > 2 { lines(36.0, 3) } else { many }),
    }
}

/// 甲方 in gold, then the organisation, then the person.
fn party_line(canvas: &mut Canvas<'_>, party: &FilmParty, y: f32) {
    let face = canvas.face();
    let label = party
        .label
        .clone()
        .unwrap_or_else(|| format!("{} 号席", party.no));
    let label = face.fitted(&label, 19.0, 150.0);
    let who: Vec<&str> = [&party.organisation, &party.name]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect();
    let who = face.fitted(&who.join("　"), 23.0, 760.0);
    let widths = (face.width(&label, 19.0, 0.0), face.width(&who, 23.0, 0.0));
    let gap = if who.is_empty() { 0.0 } else { 26.0 };
    let left = (WIDTH - widths.0 - gap - widths.1) / 2.0;
    canvas.text((left, y - 1.0), Style::new(19.0, palette::gold()), &label);
    canvas.text(
        (left + widths.0 + gap, y),
        Style::new(23.0, palette::ivory()),
        &who,
    );
}
