//! Head and foot of the stage: title and phase above; clock, caption, beacon and head of the log below.

use super::{STEPS, faded, ground, palette, wording};
use crate::canvas::{Area, Canvas, HEIGHT, Style, WIDTH};
use crate::scene::{Clock, Scene};
use domain::contract::event::Phase;
use recorder::film_script::FilmScript;

/// Left and right edge of everything on the stage.
pub(super) const MARGIN: f32 = 40.0;
const FOOT: f32 = 648.0;

pub(super) fn draw(canvas: &mut Canvas<'_>, script: &FilmScript, scene: &Scene) {
    ground::emblem(canvas, (MARGIN + 14.0, 37.0), 9.0);
    let title = canvas.face().fitted(&script.title, 22.0, 560.0);
    canvas.text(
        (MARGIN + 46.0, 45.0),
        Style::new(22.0, palette::ivory()).spaced(0.02),
        &title,
    );
    steps(canvas, scene);
    canvas.line((MARGIN, 66.0), (WIDTH - MARGIN, 66.0), 0.8, palette::hairline());
    canvas.line(
        (MARGIN, FOOT),
        (WIDTH - MARGIN, FOOT),
        0.8,
        faded(palette::gold(), 0.55),
    );
    caption(canvas, script, scene);
    beacon(canvas, scene);
}

fn steps(canvas: &mut Canvas<'_>, scene: &Scene) {
    if scene.phase == Phase::CalledOff {
        let style = Style::new(18.0, palette::vermilion()).bold().right();
        canvas.text((WIDTH - MARGIN, 44.0), style, "已取消 Called off");
        return;
    }
    let step = 76.0;
    let left = WIDTH - MARGIN - 24.0 - step * (STEPS.len() as f32 - 1.0);
    for (index, phase) in STEPS.into_iter().enumerate() {
        let x = left + step * index as f32;
        let reached = scene.phase >= phase;
        let now = scene.phase == phase || (phase == Phase::Closing && scene.phase == Phase::Closed);
        let line = if reached {
            faded(palette::gold(), 0.8)
        } else {
            palette::hairline()
        };
        if index > 0 {
            canvas.line((x - step + 9.0, 27.0), (x - 9.0, 27.0), 1.0, line);
        }
        if now {
            canvas.disc((x, 27.0), 8.0, faded(palette::gold(), 0.22));
            canvas.disc((x, 27.0), 4.2, palette::light_gold());
        } else if reached {
            canvas.disc((x, 27.0), 3.4, palette::gold());
        } else {
            canvas.ring((x, 27.0), 3.4, 1.0, faded(palette::muted(), 0.7));
        }
        let color = if now {
            palette::light_gold()
        } else if reached {
            palette::gold()
        } else {
            palette::muted()
        };
        let style = Style::new(if now { 15.5 } else { 14.0 }, color).middle();
        canvas.text(
            (x, 54.0),
            if now { style.bold() } else { style },
            wording::phase(phase).0,
        );
    }
}

fn caption(canvas: &mut Canvas<'_>, script: &FilmScript, scene: &Scene) {
    let Some(now) = &scene.caption else { return };
    let (zh, en) = wording::caption(script, now);
    let x = 560.0;
    let (zh, en) = (
        canvas.face().fitted(&zh, 20.0, 330.0),
        canvas.face().fitted(&en, 14.0, 330.0),
    );
    canvas.text((x, 680.0), Style::new(20.0, palette::ivory()).middle(), &zh);
    canvas.text((x, 702.0), Style::new(14.0, palette::muted()).middle(), &en);
}

fn beacon(canvas: &mut Canvas<'_>, scene: &Scene) {
    let Some(page) = &scene.page else { return };
    let right = WIDTH - MARGIN - 96.0;
    let words = Style::new(23.0, palette::light_gold()).right().spaced(0.05);
    let width = canvas.text((right, 681.0), words, &page.words_zh.join(" "));
    canvas.text(
        (right, 702.0),
        Style::new(13.5, palette::muted()).right(),
        &page.words_en.join(" · "),
    );
    canvas.text(
        (right - width - 18.0, 680.0),
        Style::new(14.0, palette::muted()).right(),
        "同页口令",
    );
}

/// What moves at the foot: the time, how much faster it passes, the head of the log.
pub(super) fn clock(canvas: &mut Canvas<'_>, script: &FilmScript, clock: &Clock) {
    let text = clock.at.civil(script.offset_minutes).to_string();
    let (date, rest) = text.split_once(' ').unwrap_or((&text, ""));
    let (time, offset) = rest.split_once(' ').unwrap_or((rest, ""));
    let width = canvas.text(
        (MARGIN, 686.0),
        Style::new(31.0, palette::ivory()).spaced(0.03),
        time,
    );
    let x = MARGIN + width + 16.0;
    canvas.text((x, 674.0), Style::new(14.0, palette::muted()), date);
    canvas.text(
        (x, 693.0),
        Style::new(14.0, palette::muted()),
        &format!("UTC {offset}"),
    );
    if let Some(times) = clock.faster {
        fast(canvas, (x + 98.0, 682.0), times);
    }
    let head = Style::new(15.0, palette::gold()).right().spaced(0.06);
    canvas.text((WIDTH - MARGIN, 681.0), head, &clock.head);
    canvas.text(
        (WIDTH - MARGIN, 701.0),
        Style::new(12.5, palette::muted()).right(),
        "日志 head",
    );
}

/// Two triangles and a number: here the film leaves out waiting.
fn fast(canvas: &mut Canvas<'_>, at: (f32, f32), times: u64) {
    let (x, y) = at;
    for left in [x, x + 9.0] {
        for step in 0..8u8 {
            let inset = f32::from(step);
            canvas.line(
                (left + inset, y - 11.0 + inset * 0.75),
                (left + inset, y + 1.0 - inset * 0.75),
                1.1,
                palette::gold(),
            );
        }
    }
    canvas.text(
        (x + 24.0, y),
        Style::new(15.0, palette::gold()),
        &format!("× {times}"),
    );
}

pub(super) fn progress(canvas: &mut Canvas<'_>, part: f32) {
    canvas.rect(
        Area::new(0.0, HEIGHT - 3.0, WIDTH, 3.0),
        faded(palette::ivory(), 0.07),
    );
    let done = (WIDTH * part).max(0.5);
    canvas.rect(Area::new(0.0, HEIGHT - 3.0, done, 3.0), palette::gold());
}
