//! Draws scenes. The plate is all that stands still; ink, clock and light of the moment come on top of it.

mod bars;
mod end_card;
mod ground;
mod page_view;
pub mod palette;
mod party_cards;
mod signed_frame;
mod title_card;
mod wording;

use crate::canvas::{Area, Canvas};
use crate::failure::Failure;
use crate::page_images::PageImages;
use crate::scene::{Card, Clock, Scene};
use crate::typeface::Typeface;
use domain::contract::event::Phase;
use domain::ids::FieldNo;
use domain::ink::{Stroke, outline};
use recorder::film_script::{FilmField, FilmScript};
use tiny_skia::{Color, Pixmap};

/// A place where the ink of a signing box is shown.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spot {
    pub field: FieldNo,
    /// The box in drawing units.
    pub area: Area,
    /// Ink outside of this is not shown.
    pub window: Option<Area>,
}

/// Everything that is needed to draw the scenes of one script.
pub struct Theatre<'a> {
    script: &'a FilmScript,
    face: &'a Typeface<'a>,
    pages: PageImages,
}

impl<'a> Theatre<'a> {
    pub fn new(script: &'a FilmScript, face: &'a Typeface<'a>, pages: PageImages) -> Self {
        Self { script, face, pages }
    }

    /// The scene without ink and clock.
    pub fn plate(&mut self, scene: &Scene) -> Result<Pixmap, Failure> {
        let (width, height) = (self.script.width, self.script.height);
        let mut picture = Pixmap::new(width, height).ok_or(Failure::Picture { width, height })?;
        let mut canvas = Canvas::on(&mut picture, self.face);
        ground::draw(&mut canvas, scene.card);
        match scene.card {
            Card::Title => title_card::draw(&mut canvas, self.script),
            Card::Stage => {
                bars::draw(&mut canvas, self.script, scene);
                page_view::draw(&mut canvas, self.script, scene, &mut self.pages)?;
                party_cards::draw(&mut canvas, self.script, scene);
            }
            Card::SignedFrame => signed_frame::draw(&mut canvas, self.script),
            Card::End => end_card::draw(&mut canvas, self.script),
        }
        if self.script.demo {
            ground::demo_mark(&mut canvas);
        }
        Ok(picture)
    }

    /// Where ink is shown in `scene`.
    pub fn spots(&self, scene: &Scene) -> Vec<Spot> {
        match scene.card {
            Card::Title | Card::End => Vec::new(),
            Card::Stage => {
                let mut spots = page_view::spots(self.script, scene, &self.pages);
                spots.extend(party_cards::spots(self.script));
                spots
            }
            Card::SignedFrame => signed_frame::spots(self.script),
        }
    }

    /// Draws `stroke`, or its first points, at the spots of its box.
    pub fn ink(&self, picture: &mut Pixmap, spots: &[Spot], field: FieldNo, stroke: &Stroke) {
        let mut canvas = Canvas::on(picture, self.face);
        for spot in spots.iter().filter(|spot| spot.field == field) {
            let corners = outline::outline(stroke, spot.area.w.into(), spot.area.h.into());
            canvas.clip(spot.window);
            canvas.ink((spot.area.x, spot.area.y), &corners, palette::ink());
        }
    }

    /// The clock, the head of the log and how far the film has come (0 to 1).
    pub fn moment(&self, picture: &mut Pixmap, scene: &Scene, clock: &Clock, progress: f32) {
        let mut canvas = Canvas::on(picture, self.face);
        if scene.card == Card::Stage {
            bars::clock(&mut canvas, self.script, clock);
        }
        bars::progress(&mut canvas, progress);
    }
}

/// Width and height of a signing box as displayed, in any unit.
fn proportions(script: &FilmScript, field: &FilmField) -> (f32, f32) {
    let page = usize::try_from(field.page)
        .ok()
        .and_then(|page| script.pages.get(page.checked_sub(1)?));
    let (width, height) = page.map_or((1.0, 1.0), |page| (page.width_px as f32, page.height_px as f32));
    let (w, h) = (
        field.rect.w.max(1) as f32 * width,
        field.rect.h.max(1) as f32 * height,
    );
    // A box of a hair's width is still drawn as a box.
    (w.clamp(h / 20.0, h * 20.0), h)
}

fn faded(color: Color, alpha: f32) -> Color {
    let mut out = color;
    out.set_alpha(alpha);
    out
}

/// The phases that are shown as steps.
const STEPS: [Phase; 6] = [
    Phase::Lobby,
    Phase::Opening,
    Phase::Reading,
    Phase::Signing,
    Phase::Sealing,
    Phase::Closing,
];
