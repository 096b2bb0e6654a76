//! Papers that the hub writes for the people of an exhibition: badges and confirmations. The blanks are printed by
//! Chromium from the HTML beside them; places below are those of the lines there.

pub mod badge;
pub mod confirmation;

use crate::http::problem::Problem;
use crate::qr_code;
use domain::contract::plan::PageRect;
use domain::ids::FieldNo;
use pdf::fill::{FieldValue, FilledField};
use pdf::text::block::{Align, TextStyle, TypeSize};

/// What is written into a blank of one page.
#[derive(Default)]
struct Writing(Vec<FilledField>);

impl Writing {
    /// A line or a few, at most `points` high; nothing where there is no text.
    fn text(&mut self, rect: PageRect, points: f64, align: Align, text: impl Into<String>) {
        let text = text.into();
        if text.is_empty() {
            return;
        }
        let style = TextStyle {
            size: TypeSize::Fit {
                most: points,
                least: 4.0,
            },
            align,
            multiline: true,
            ..TextStyle::default()
        };
        self.put(rect, FieldValue::Text { text, style });
    }

    fn qr(&mut self, rect: PageRect, text: &str) -> Result<(), Problem> {
        let file = qr_code::png(text);
        let file = file.ok_or_else(|| Problem::internal("draw a code", "the text is too long"))?;
        self.put(rect, FieldValue::Picture { file });
        Ok(())
    }

    fn put(&mut self, rect: PageRect, value: FieldValue) {
        let field = FieldNo(u16::try_from(self.0.len() + 1).unwrap_or(u16::MAX));
        self.0.push(FilledField {
            field,
            page: 1,
            rect,
            value,
        });
    }
}

/// `12,800.00` of 1280000 hundredths.
fn amount(hundredths: u64) -> String {
    let units = (hundredths / 100).to_string();
    let mut grouped = String::new();
    for (at, digit) in units.chars().enumerate() {
        if at > 0 && (units.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{grouped}.{:02}", hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn amounts_are_grouped() {
        assert_eq!(amount(1_280_000), "12,800.00");
        assert_eq!(amount(99_905), "999.05");
        assert_eq!(amount(12_345_678_900), "123,456,789.00");
    }
}
