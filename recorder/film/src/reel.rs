//! From the first picture to the last: draws what changed, keeps what did not, hands each picture to the encoder.

use crate::failure::Failure;
use crate::mp4::Mp4;
use crate::page_images::PageImages;
use crate::scene::ink::{Drawn, FilmStroke, strokes};
use crate::scene::{Clock, Director, Scene};
use crate::theatre::{Spot, Theatre};
use crate::typeface::Typeface;
use crate::yuv::{self, Yuv};
use domain::ink::Stroke;
use recorder::film_script::{FilmScript, VERSION};
use std::path::Path;
use tiny_skia::Pixmap;

/// A changed plate appears over so many pictures.
const FADE: u32 = 4;
/// Longest film, in ms.
const LONGEST_MS: u64 = 2 * 60 * 60 * 1000;

/// Draws the whole script and writes it to `out`. `font` is a TrueType or OpenType file or collection, `pages` the
/// folder with the page images. Gives the number of pictures.
pub fn shoot(script: &FilmScript, font: &[u8], pages: &Path, out: &Path) -> Result<u64, Failure> {
    check(script)?;
    let face = Typeface::read(font)?;
    let strokes = strokes(script);
    let theatre = Theatre::new(script, &face, PageImages::new(pages, &script.pages));
    let mut director = Director::new(script, &strokes);
    let mut camera = Camera::new(theatre, &strokes, script.width, script.height)?;
    let mut film = Mp4::create(out, script.width, script.height, script.fps)?;
    let pictures = (script.length_ms * u64::from(script.fps)).div_ceil(1000).max(1);
    for index in 0..pictures {
        let now = index * 1000 / u64::from(script.fps);
        let (scene, clock) = director.advance(now);
        let progress = (index + 1) as f32 / pictures as f32;
        film.push(camera.picture(scene, &clock, now, progress)?)?;
    }
    film.finish()?;
    Ok(pictures)
}

/// Refuses scripts that cannot be drawn as they stand.
fn check(script: &FilmScript) -> Result<(), Failure> {
    let bad = |reason: &str| Err(Failure::Script(reason.to_owned()));
    let FilmScript {
        width, height, fps, ..
    } = *script;
    if script.version != VERSION {
        return bad("its version is another");
    }
    let sizes =
        (160..=1920).contains(&width) && width % 2 == 0 && height % 2 == 0 && width * 9 == height * 16;
    if !sizes || !(1..=60).contains(&fps) {
        return bad("its pictures are not of 16 to 9 with even sides up to 1920, 1 to 60 a second");
    }
    if script.length_ms > LONGEST_MS {
        return bad("it is longer than two hours");
    }
    let rising = script.clock.is_sorted_by_key(|point| (point.film_ms, point.at))
        && script.cues.is_sorted_by_key(|cue| cue.at_ms);
    if !rising {
        return bad("its times fall");
    }
    Ok(())
}

/// Everything of a picture that may change from one to the next.
#[derive(Clone, PartialEq)]
struct Look {
    scene: Scene,
    clock: Clock,
    /// For each stroke that is there: its index and how many of its points, all as `None`.
    ink: Vec<(usize, Option<usize>)>,
    /// In pixels.
    progress: u32,
    fading: u32,
}

struct Camera<'a> {
    theatre: Theatre<'a>,
    strokes: &'a [FilmStroke],
    width: u32,
    look: Option<Look>,
    /// The plate with the strokes of `baked` on it.
    plate: Pixmap,
    spots: Vec<Spot>,
    baked: Vec<usize>,
    bare: Pixmap,
    /// The picture that the plate fades in over.
    before: Pixmap,
    fade: u32,
    /// The last picture without clock and progress, which never fade.
    shown: Pixmap,
    yuv: Yuv,
}

impl<'a> Camera<'a> {
    fn new(
        theatre: Theatre<'a>,
        strokes: &'a [FilmStroke],
        width: u32,
        height: u32,
    ) -> Result<Self, Failure> {
        let black = || Pixmap::new(width, height).ok_or(Failure::Picture { width, height });
        Ok(Self {
            theatre,
            strokes,
            width,
            look: None,
            plate: black()?,
            spots: Vec::new(),
            baked: Vec::new(),
            bare: black()?,
            before: black()?,
            fade: 0,
            shown: black()?,
            yuv: Yuv::default(),
        })
    }

    fn picture(&mut self, scene: &Scene, clock: &Clock, now: u64, progress: f32) -> Result<&Yuv, Failure> {
        let ink = self.ink_at(now);
        let same_scene = self.look.as_ref().is_some_and(|look| look.scene == *scene);
        if !same_scene {
            self.bare = self.theatre.plate(scene)?;
            self.before.clone_from(&self.shown);
            self.fade = FADE;
            self.spots = self.theatre.spots(scene);
            self.plate = self.bare.clone();
            self.baked.clear();
        }
        let progress_px = (progress * self.width as f32) as u32;
        let look = Look {
            scene: scene.clone(),
            clock: clock.clone(),
            ink,
            progress: progress_px,
            fading: self.fade,
        };
        if self.look.as_ref() != Some(&look) {
            self.bake(&look.ink);
            let mut picture = self.plate.clone();
            self.draw_parts(&mut picture, &look.ink);
            if self.fade > 0 {
                self.fade -= 1;
                blend(&mut picture, &self.before, self.fade * 256 / FADE);
            }
            self.shown.clone_from(&picture);
            self.theatre.moment(&mut picture, scene, clock, progress);
            yuv::from_rgba(&picture, &mut self.yuv);
        }
        self.look = Some(look);
        Ok(&self.yuv)
    }

    fn ink_at(&self, now: u64) -> Vec<(usize, Option<usize>)> {
        let drawn = self
            .strokes
            .iter()
            .enumerate()
            .filter_map(|(index, stroke)| match stroke.drawn(now) {
                Drawn::Nothing => None,
                Drawn::Part(points) => Some((index, Some(points))),
                Drawn::Whole => Some((index, None)),
            });
        drawn.collect()
    }

    /// Puts whole strokes onto the plate, once; takes a fresh plate when one of them was cleared.
    fn bake(&mut self, ink: &[(usize, Option<usize>)]) {
        let whole = |index: &usize| ink.contains(&(*index, None));
        if !self.baked.iter().all(whole) {
            self.plate = self.bare.clone();
            self.baked.clear();
        }
        for (index, _) in ink.iter().filter(|(_, points)| points.is_none()) {
            if let Some(stroke) = self.strokes.get(*index)
                && !self.baked.contains(index)
            {
                self.theatre
                    .ink(&mut self.plate, &self.spots, stroke.field, &stroke.stroke);
                self.baked.push(*index);
            }
        }
    }

    fn draw_parts(&self, picture: &mut Pixmap, ink: &[(usize, Option<usize>)]) {
        for (index, points) in ink {
            let (Some(stroke), Some(points)) = (self.strokes.get(*index), points) else {
                continue;
            };
            let part = Stroke {
                points: stroke.stroke.points.iter().copied().take(*points).collect(),
            };
            self.theatre.ink(picture, &self.spots, stroke.field, &part);
        }
    }
}

/// Mixes `over` into `picture`, `part` of 256.
fn blend(picture: &mut Pixmap, over: &Pixmap, part: u32) {
    for (value, other) in picture.data_mut().iter_mut().zip(over.data()) {
        let mixed = u32::from(*value) * (256 - part) + u32::from(*other) * part;
        *value = ((mixed + 128) >> 8) as u8;
    }
}
