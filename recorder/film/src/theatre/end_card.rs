//! The last picture: the fingerprint of the contract, what the log counts, and how to check both.

use super::{ground, palette, wording};
use crate::canvas::{Canvas, Style, WIDTH};
use domain::beacon::head_code;
use recorder::film_script::FilmScript;

pub(super) fn draw(canvas: &mut Canvas<'_>, script: &FilmScript) {
    let middle = WIDTH / 2.0;
    ground::emblem(canvas, (middle, 112.0), 15.0);
    let title = canvas.face().fitted(&script.title, 26.0, 960.0);
    canvas.text(
        (middle, 178.0),
        Style::new(26.0, palette::ivory()).middle(),
        &title,
    );
    ground::rule(canvas, (middle, 210.0), 180.0);
    match (script.end.document, script.end.called_off) {
        (Some(document), _) => fingerprint(canvas, &document.to_hex()),
        (None, true) => statement(
            canvas,
            "仪式已取消，没有签成合同",
            "Called off: there is no contract",
        ),
        (None, false) => statement(
            canvas,
            "到这一刻合同还没有密封",
            "The contract was not sealed up to here",
        ),
    }
    counts(canvas, script);
    let note = Style::new(16.0, palette::ivory()).middle().spaced(0.03);
    canvas.text(
        (middle, 592.0),
        note,
        "本片由签署日志逐帧重绘，同一日志得到同一影片",
    );
    let small = Style::new(14.0, palette::muted()).middle();
    let from = format!(
        "log line {} · head {} · session {} · check: hub verify",
        script.from_seq,
        head_code(script.from_hash),
        head_code(script.session)
    );
    canvas.text((middle, 620.0), small, &from);
}

fn statement(canvas: &mut Canvas<'_>, zh: &str, en: &str) {
    canvas.text(
        (WIDTH / 2.0, 308.0),
        Style::new(30.0, palette::vermilion()).middle(),
        zh,
    );
    canvas.text(
        (WIDTH / 2.0, 344.0),
        Style::new(17.0, palette::muted()).middle(),
        en,
    );
}

/// 64 hex digits in two lines of eight groups.
fn fingerprint(canvas: &mut Canvas<'_>, hex: &str) {
    let middle = WIDTH / 2.0;
    let head = Style::new(16.0, palette::gold()).middle().spaced(0.12);
    canvas.text((middle, 262.0), head, "合同文件指纹 SHA-256");
    for (line, y) in [0, 32].into_iter().zip([308.0, 348.0]) {
        for group in 0..8 {
            let start = line + group * 4;
            let x = middle + (group as f32 - 3.5) * 88.0;
            canvas.text(
                (x, y),
                Style::new(25.0, palette::light_gold()).middle().spaced(0.08),
                &hex[start..start + 4],
            );
        }
    }
}

fn counts(canvas: &mut Canvas<'_>, script: &FilmScript) {
    let end = &script.end;
    let columns = [
        (script.parties.len().to_string(), "签署方", "parties"),
        (end.signatures.to_string(), "数字签名", "signatures"),
        (end.strokes.to_string(), "笔画", "strokes"),
        (end.lines.to_string(), "日志行", "log lines"),
        (wording::lasted(end.lasted_ms), "历时", "duration"),
    ];
    for (index, (value, zh, en)) in columns.iter().enumerate() {
        let x = WIDTH / 2.0 + (index as f32 - 2.0) * 196.0;
        canvas.text((x, 458.0), Style::new(31.0, palette::ivory()).middle(), value);
        canvas.text((x, 490.0), Style::new(16.0, palette::gold()).middle(), zh);
        canvas.text((x, 511.0), Style::new(13.5, palette::muted()).middle(), en);
        if index > 0 {
            canvas.line((x - 98.0, 430.0), (x - 98.0, 510.0), 0.8, palette::hairline());
        }
    }
}
