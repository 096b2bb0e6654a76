//! The badge 参展证 of an exhibitor: name, booths, and the code that the door reads.

use super::Writing;
use crate::documents::letter::letter;
use crate::http::problem::Problem;
use crate::hub::Services;
use crate::printed_page::PrintedPage;
use domain::exhibition::event::Details;
use pdf::text::block::Align;

const BLANK: &[u8] = include_bytes!("../../assets/exhibition-badge.pdf");

/// What stands on a badge.
pub struct Badge<'a> {
    pub details: &'a Details,
    pub company: &'a str,
    pub contact: &'a str,
    /// Labels of the booths, joined; empty where there are none yet.
    pub booths: String,
    /// As it is typed where no camera is at hand.
    pub code: &'a str,
    /// The address behind the picture.
    pub link: &'a str,
}

pub async fn print(services: &Services, badge: &Badge<'_>) -> Result<Vec<u8>, Problem> {
    let Details {
        name, place, days, ..
    } = badge.details;
    let page = PrintedPage::A6;
    let mut writing = Writing::default();
    let mut line = |top, height, points, text: String| {
        writing.text(page.rect(8, top, 89, height), points, Align::Centre, text);
    };
    line(22, 14, 15.0, name.clone());
    line(36, 5, 8.0, format!("{place} · {} — {}", days[0], days[1]));
    line(45, 18, 21.0, badge.company.to_owned());
    line(63, 8, 13.0, badge.contact.to_owned());
    line(72, 8, 15.0, badge.booths.clone());
    line(135, 6, 11.0, badge.code.to_owned());
    writing.qr(page.rect(27, 83, 51, 51), badge.link)?;
    letter(services, BLANK, writing.0).await
}
