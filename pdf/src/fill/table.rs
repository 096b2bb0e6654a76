//! Tables whose rows grow with their text, down to the lower edge of their place.
//!
//! Rows never continue on pages that nobody has laid out: every page that is signed was there when the boxes were
//! placed (docs/decisions/0011). What has no room even in the smallest letters is refused, with the number of rows that have.

use crate::font::set::DocumentFonts;
use crate::text::block::Block;
use crate::text::block::{Align, LEADING, TextStyle, Vertical};
use crate::text::characters::clean;
use crate::text::run::numbers;
use serde::{Deserialize, Serialize};

/// Rows of cells.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Cells from the left; cells that a row lacks are empty, further ones are not shown.
    pub rows: Vec<Vec<String>>,
    /// Face and size; cells break lines, and align as their column does.
    #[serde(default)]
    pub style: TextStyle,
    /// Draws lines around the cells; without them the page has lines of its own.
    #[serde(default)]
    pub ruled: bool,
}

/// One column.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Column {
    /// Shown above the rows if any column has one.
    #[serde(default)]
    pub heading: String,
    /// Width in parts of the sum over all columns.
    pub parts: u16,
    #[serde(default)]
    pub align: Align,
}

/// Space above and below the lines of a cell, in parts of the size.
const ROOM: f64 = 0.3;
/// Thickness of lines in points.
const RULE: f64 = 0.5;

/// A row that has its lines.
struct Laid {
    cells: Vec<Vec<String>>,
    height: f64,
}

impl Table {
    /// Headings and cells.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let headings = self.columns.iter().map(|column| column.heading.as_str());
        headings.chain(self.rows.iter().flatten().map(String::as_str))
    }

    /// Draws the table from the top of `width` × `height`. The error is the number of rows that have room in the
    /// smallest letters.
    pub fn show(
        &self,
        out: &mut Vec<u8>,
        fonts: &DocumentFonts,
        (width, height): (f64, f64),
    ) -> Result<(), usize> {
        let widths = self.widths(width);
        let sizes = self.style.size.sizes(height).ok_or(0_usize)?;
        let (rows, size) = sizes.largest(|size| {
            let rows = self.lay_out(fonts, &widths, size);
            let mut below = height;
            let fitting = rows.iter().take_while(|row| {
                below -= row.height;
                below >= -0.01
            });
            let fitting = fitting.count();
            if fitting == rows.len() {
                Ok((rows, size))
            } else {
                Err(fitting.saturating_sub(rows.len() - self.rows.len()))
            }
        })?;
        let mut top = height;
        for row in &rows {
            self.show_row(out, fonts, row, &widths, (top, size));
            top -= row.height;
        }
        Ok(())
    }

    fn widths(&self, width: f64) -> Vec<f64> {
        let whole: f64 = self
            .columns
            .iter()
            .map(|column| f64::from(column.parts.max(1)))
            .sum();
        let share = |column: &Column| width * f64::from(column.parts.max(1)) / whole;
        self.columns.iter().map(share).collect()
    }

    fn lay_out(&self, fonts: &DocumentFonts, widths: &[f64], size: f64) -> Vec<Laid> {
        let headings: Vec<String> = self.columns.iter().map(|column| column.heading.clone()).collect();
        let headed = headings.iter().any(|heading| !heading.trim().is_empty());
        let rows = headed.then_some(&headings).into_iter().chain(&self.rows);
        rows.map(|row| {
            let cells: Vec<Vec<String>> = widths
                .iter()
                .enumerate()
                .map(|(at, width)| {
                    let text = row.get(at).map(|text| clean(text)).unwrap_or_default();
                    self.cell_style(at).lines_at(fonts, &text, *width, size)
                })
                .collect();
            let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
            let height = lines as f64 * size * LEADING + 2.0 * ROOM * size;
            Laid { cells, height }
        })
        .collect()
    }

    fn show_row(
        &self,
        out: &mut Vec<u8>,
        fonts: &DocumentFonts,
        row: &Laid,
        widths: &[f64],
        (top, size): (f64, f64),
    ) {
        let mut left = 0.0;
        for (at, (lines, width)) in row.cells.iter().zip(widths).enumerate() {
            let bottom = top - row.height;
            if self.ruled {
                numbers(out, &[RULE]);
                out.extend_from_slice(b"w ");
                numbers(out, &[left, bottom, *width, row.height]);
                out.extend_from_slice(b"re S\n");
            }
            let lines = lines.clone();
            let block = Block { lines, size };
            let frame = (*width, row.height);
            self.cell_style(at)
                .show(out, fonts, &block, frame, (left, bottom));
            left += width;
        }
    }

    fn cell_style(&self, column: usize) -> TextStyle {
        TextStyle {
            align: self
                .columns
                .get(column)
                .map_or(Align::Left, |column| column.align),
            vertical: Vertical::Middle,
            multiline: true,
            ..self.style
        }
    }
}
