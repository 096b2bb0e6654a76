//! Drawing in the units of a 1280 × 720 picture, whatever its size in pixels.

use crate::typeface::Typeface;
use tiny_skia::{
    Color, FillRule, GradientStop, LinearGradient, Mask, Paint, Path, PathBuilder, Pixmap, PixmapPaint,
    Point, RadialGradient, Rect, Shader, SpreadMode, Stroke, Transform,
};

/// Size of every picture in drawing units.
pub const WIDTH: f32 = 1280.0;
pub const HEIGHT: f32 = 720.0;

/// A rectangle in drawing units.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Area {
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
}

impl Area {
    pub const fn new(x: f32, y: f32, w: f32, h: f32) -> Self {
        Self { x, y, w, h }
    }

    pub fn right(&self) -> f32 {
        self.x + self.w
    }

    pub fn bottom(&self) -> f32 {
        self.y + self.h
    }

    pub fn inset(&self, by: f32) -> Self {
        Self::new(self.x + by, self.y + by, self.w - 2.0 * by, self.h - 2.0 * by)
    }

    /// The largest area of the proportion `w` : `h` in the middle of this one.
    pub fn fitting(&self, w: f32, h: f32) -> Self {
        let scale = (self.w / w).min(self.h / h);
        let (w, h) = (w * scale, h * scale);
        Self::new(self.x + (self.w - w) / 2.0, self.y + (self.h - h) / 2.0, w, h)
    }
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Align {
    Left,
    Middle,
    Right,
}

/// How a line of text looks.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub size: f32,
    pub color: Color,
    /// Ems between characters.
    pub spacing: f32,
    /// Ems that the outlines are thickened by; the font has one weight.
    pub weight: f32,
    pub align: Align,
}

impl Style {
    pub const fn new(size: f32, color: Color) -> Self {
        Self {
            size,
            color,
            spacing: 0.0,
            weight: 0.0,
            align: Align::Left,
        }
    }

    #[must_use]
    pub const fn spaced(self, spacing: f32) -> Self {
        Self { spacing, ..self }
    }

    #[must_use]
    pub const fn bold(self) -> Self {
        Self {
            weight: 0.035,
            ..self
        }
    }

    #[must_use]
    pub const fn middle(self) -> Self {
        Self {
            align: Align::Middle,
            ..self
        }
    }

    #[must_use]
    pub const fn right(self) -> Self {
        Self {
            align: Align::Right,
            ..self
        }
    }
}

/// One picture being drawn.
pub struct Canvas<'a> {
    picture: &'a mut Pixmap,
    face: &'a Typeface<'a>,
    scale: f32,
    clip: Option<Mask>,
}

impl<'a> Canvas<'a> {
    /// Draws on `picture`, which is 16 to 9.
    pub fn on(picture: &'a mut Pixmap, face: &'a Typeface<'a>) -> Self {
        let scale = picture.width() as f32 / WIDTH;
        Self {
            picture,
            face,
            scale,
            clip: None,
        }
    }

    pub fn face(&self) -> &'a Typeface<'a> {
        self.face
    }

    /// Pixels per drawing unit.
    pub fn scale(&self) -> f32 {
        self.scale
    }

    /// From now on only what lies within `area` is drawn.
    pub fn clip(&mut self, area: Option<Area>) {
        self.clip = area.and_then(|area| {
            let mut mask = Mask::new(self.picture.width(), self.picture.height())?;
            let path = PathBuilder::from_rect(Rect::from_xywh(area.x, area.y, area.w, area.h)?);
            mask.fill_path(&path, FillRule::Winding, true, self.base());
            Some(mask)
        });
    }

    fn base(&self) -> Transform {
        Transform::from_scale(self.scale, self.scale)
    }

    fn paint(color: Color) -> Paint<'static> {
        Paint {
            shader: Shader::SolidColor(color),
            anti_alias: true,
            ..Paint::default()
        }
    }

    pub fn fill(&mut self, path: &Path, color: Color) {
        let base = self.base();
        self.picture.fill_path(
            path,
            &Self::paint(color),
            FillRule::Winding,
            base,
            self.clip.as_ref(),
        );
    }

    pub fn outline(&mut self, path: &Path, thickness: f32, color: Color) {
        let stroke = Stroke {
            width: thickness,
            ..Stroke::default()
        };
        let base = self.base();
        self.picture
            .stroke_path(path, &Self::paint(color), &stroke, base, self.clip.as_ref());
    }

    pub fn rect(&mut self, area: Area, color: Color) {
        if let Some(rect) = Rect::from_xywh(area.x, area.y, area.w, area.h) {
            self.fill(&PathBuilder::from_rect(rect), color);
        }
    }

    pub fn panel(&mut self, area: Area, radius: f32, color: Color) {
        if let Some(path) = rounded(area, radius) {
            self.fill(&path, color);
        }
    }

    pub fn frame(&mut self, area: Area, radius: f32, thickness: f32, color: Color) {
        if let Some(path) = rounded(area, radius) {
            self.outline(&path, thickness, color);
        }
    }

    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), thickness: f32, color: Color) {
        let mut path = PathBuilder::new();
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
        if let Some(path) = path.finish() {
            self.outline(&path, thickness, color);
        }
    }

    pub fn disc(&mut self, centre: (f32, f32), radius: f32, color: Color) {
        if let Some(path) = PathBuilder::from_circle(centre.0, centre.1, radius) {
            self.fill(&path, color);
        }
    }

    pub fn ring(&mut self, centre: (f32, f32), radius: f32, thickness: f32, color: Color) {
        if let Some(path) = PathBuilder::from_circle(centre.0, centre.1, radius) {
            self.outline(&path, thickness, color);
        }
    }

    /// A soft shadow around and below `area`.
    pub fn shadow(&mut self, area: Area, radius: f32, depth: f32) {
        for step in 0..8u8 {
            let grow = depth * f32::from(step) / 8.0;
            let around = Area::new(
                area.x - grow,
                area.y - grow + depth * 0.35,
                area.w + 2.0 * grow,
                area.h + 2.0 * grow,
            );
            self.panel(around, radius + grow, Color::from_rgba8(0, 0, 0, 16));
        }
    }

    /// Colours from top to bottom over the whole picture.
    pub fn wash(&mut self, top: Color, bottom: Color) {
        let stops = vec![GradientStop::new(0.0, top), GradientStop::new(1.0, bottom)];
        let ends = (Point::from_xy(0.0, 0.0), Point::from_xy(0.0, HEIGHT));
        self.shade(LinearGradient::new(
            ends.0,
            ends.1,
            stops,
            SpreadMode::Pad,
            Transform::identity(),
        ));
    }

    /// Light around a centre that fades out at `radius`.
    pub fn glow(&mut self, centre: (f32, f32), radius: f32, color: Color) {
        let mut rim = color;
        rim.set_alpha(0.0);
        let stops = vec![GradientStop::new(0.0, color), GradientStop::new(1.0, rim)];
        let centre = Point::from_xy(centre.0, centre.1);
        let light = RadialGradient::new(
            centre,
            0.0,
            centre,
            radius,
            stops,
            SpreadMode::Pad,
            Transform::identity(),
        );
        self.shade(light);
    }

    fn shade(&mut self, shader: Option<Shader<'_>>) {
        if let (Some(shader), Some(all)) = (shader, Rect::from_xywh(0.0, 0.0, WIDTH, HEIGHT)) {
            let paint = Paint {
                shader,
                anti_alias: false,
                ..Paint::default()
            };
            let base = self.base();
            self.picture.fill_rect(all, &paint, base, self.clip.as_ref());
        }
    }

    /// Draws one line of text with its baseline at `at`; gives its width.
    pub fn text(&mut self, at: (f32, f32), style: Style, text: &str) -> f32 {
        let width = self.face.width(text, style.size, style.spacing);
        let mut x = match style.align {
            Align::Left => at.0,
            Align::Middle => at.0 - width / 2.0,
            Align::Right => at.0 - width,
        };
        let paint = Self::paint(style.color);
        let size = style.size / self.face.units();
        for character in text.chars() {
            let glyph = self.face.glyph(character);
            if let Some(path) = &glyph.path {
                let place = self.base().pre_translate(x, at.1).pre_scale(size, -size);
                self.picture
                    .fill_path(path, &paint, FillRule::Winding, place, self.clip.as_ref());
                if style.weight > 0.0 {
                    let stroke = Stroke {
                        width: style.weight * self.face.units(),
                        ..Stroke::default()
                    };
                    self.picture
                        .stroke_path(path, &paint, &stroke, place, self.clip.as_ref());
                }
            }
            x += (glyph.advance + style.spacing) * style.size;
        }
        width
    }

    /// Puts `image`, already in pixels of this picture, with its upper left corner at `at`.
    pub fn image(&mut self, at: (f32, f32), image: &Pixmap) {
        let (x, y) = (
            (at.0 * self.scale).round() as i32,
            (at.1 * self.scale).round() as i32,
        );
        let paint = PixmapPaint::default();
        self.picture.draw_pixmap(
            x,
            y,
            image.as_ref(),
            &paint,
            Transform::identity(),
            self.clip.as_ref(),
        );
    }

    /// Fills the closed polygon of an ink outline, moved to `origin`.
    pub fn ink(&mut self, origin: (f32, f32), corners: &[(f64, f64)], color: Color) {
        let mut path = PathBuilder::new();
        for (index, corner) in corners.iter().enumerate() {
            let (x, y) = (corner.0 as f32 + origin.0, corner.1 as f32 + origin.1);
            if index == 0 {
                path.move_to(x, y);
            } else {
                path.line_to(x, y);
            }
        }
        path.close();
        if let Some(path) = path.finish() {
            self.fill(&path, color);
        }
    }
}

fn rounded(area: Area, radius: f32) -> Option<Path> {
    let r = radius.min(area.w / 2.0).min(area.h / 2.0).max(0.0);
    // The middle of a cubic that comes closest to a quarter of a circle.
    let c = r * 0.447_715;
    let (left, top, right, bottom) = (area.x, area.y, area.right(), area.bottom());
    let mut path = PathBuilder::new();
    path.move_to(left + r, top);
    path.line_to(right - r, top);
    path.cubic_to(right - c, top, right, top + c, right, top + r);
    path.line_to(right, bottom - r);
    path.cubic_to(right, bottom - c, right - c, bottom, right - r, bottom);
    path.line_to(left + r, bottom);
    path.cubic_to(left + c, bottom, left, bottom - c, left, bottom - r);
    path.line_to(left, top + r);
    path.cubic_to(left, top + c, left + c, top, left + r, top);
    path.close();
    path.finish()
}
