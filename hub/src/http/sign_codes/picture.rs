//! The picture of a code: its link with a MAC under the hub's key, which changes where the code rotates; and the pass
//! of whoever opened it in time.

use super::{Place, find};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::qr_code;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, web};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::hash::Sha256Hash;
use domain::ids::SignCodeId;
use domain::sign_code::Rules;
use domain::timestamp::Timestamp;
use serde_json::json;

const MINUTE_MS: i64 = 60_000;
/// How long the picture before the present one still counts.
const OVERLAP_MS: i64 = 60_000;
/// How long whoever opened a picture has to type.
const PASS_MS: i64 = 30 * MINUTE_MS;
/// Bytes of a MAC: 128 bits, as nobody can try offline.
const MAC: usize = 16;

/// `GET /sign-codes/{code}/screen`: what a screen on a wall shows: picture and counts.
pub async fn screen(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let (state, issued) = find(&giver, place.code).await?;
    let now = giver.hub.clock.now();
    let link = link(&giver.hub, place.code, &issued.rules, now);
    Ok(HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "no-store"))
        .json(json!({
            "template_name": issued.template_name,
            "qr": qr_code::svg(&link),
            "url": link,
            "changes_at": changes_at(&issued.rules, now),
            "open": state.closed(now).is_none(),
            "used": state.used(),
            "contracts": issued.rules.contracts,
            "until": issued.rules.until,
        })))
}

/// `GET /sign-codes/{code}/qr.svg`: the present picture as a file.
pub async fn download(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let (_, issued) = find(&giver, place.code).await?;
    let link = link(&giver.hub, place.code, &issued.rules, giver.hub.clock.now());
    Ok(HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"sign-code.svg\""))
        .body(qr_code::svg(&link)))
}

/// The link of the present picture.
fn link(hub: &Hub, code: SignCodeId, rules: &Rules, now: Timestamp) -> String {
    let period = period(rules, now);
    let (origin, mac) = (hub.origin(), mac(hub, code, &period.to_string()));
    format!("{origin}/q#{}.{period}.{mac}", code.0.simple())
}

/// Whole turns since 1970; 0 for a picture that stays.
fn period(rules: &Rules, now: Timestamp) -> i64 {
    rules
        .rotates
        .map_or(0, |minutes| now.0 / (i64::from(minutes) * MINUTE_MS))
}

fn changes_at(rules: &Rules, now: Timestamp) -> Option<Timestamp> {
    let turn = i64::from(rules.rotates?) * MINUTE_MS;
    Some(Timestamp((now.0 / turn + 1) * turn))
}

fn mac(hub: &Hub, code: SignCodeId, what: &str) -> String {
    let parts: [&[u8]; 4] = [
        b"sign-code\0",
        &hub.lookup_key,
        code.0.as_bytes(),
        what.as_bytes(),
    ];
    URL_SAFE_NO_PAD.encode(&Sha256Hash::of_parts(&parts).0[..MAC])
}

/// A pass for whoever opened a picture now: good for half an hour, whatever the picture does.
pub fn pass(hub: &Hub, code: SignCodeId) -> String {
    let what = format!("p{}", hub.clock.now().plus_millis(PASS_MS).0);
    format!("{}.{what}.{}", code.0.simple(), mac(hub, code, &what))
}

/// What a picture or a pass says, once the MAC was found right.
pub struct Opened {
    pub code: SignCodeId,
    what: String,
}

/// Reads what stands behind the `#` of a picture's link, or a pass.
///
/// # Errors
/// `sign_code_not_found` where it was not made by this hub.
pub fn read(hub: &Hub, text: &str) -> Result<Opened, Problem> {
    let unknown = || Problem::new("sign_code_not_found");
    let mut parts = text.trim().splitn(3, '.');
    let (Some(code), Some(what), Some(given)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(unknown());
    };
    let code: SignCodeId = code.parse().map_err(|_| unknown())?;
    // Hashes of both are compared: how long it takes tells nothing of the MAC.
    if Sha256Hash::of(given.as_bytes()) != Sha256Hash::of(mac(hub, code, what).as_bytes()) {
        return Err(unknown());
    }
    Ok(Opened {
        code,
        what: what.to_owned(),
    })
}

impl Opened {
    /// # Errors
    /// `sign_code_changed` where the picture is an old one, or the pass has run out.
    pub fn require_present(&self, rules: &Rules, now: Timestamp) -> Result<(), Problem> {
        let is_present = match self.what.strip_prefix('p') {
            Some(expires) => expires.parse().is_ok_and(|expires: i64| now.0 < expires),
            None => self.what.parse().is_ok_and(|shown: i64| {
                let before = now.plus_millis(-OVERLAP_MS);
                (period(rules, before)..=period(rules, now)).contains(&shown)
            }),
        };
        if is_present {
            Ok(())
        } else {
            Err(Problem::new("sign_code_changed"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(rotates: Option<u16>) -> Rules {
        Rules {
            contracts: 1,
            until: Timestamp(i64::MAX),
            days_to_sign: 7,
            repeats: false,
            named: None,
            rotates,
        }
    }

    fn is_present(what: &str, rotates: Option<u16>, now: i64) -> bool {
        let opened = Opened {
            code: SignCodeId::default(),
            what: what.to_owned(),
        };
        opened.require_present(&rules(rotates), Timestamp(now)).is_ok()
    }

    #[test]
    fn a_picture_counts_while_it_is_shown_and_a_minute_longer() {
        let (begin, end) = (4 * 5 * MINUTE_MS, 5 * 5 * MINUTE_MS);
        assert!(!is_present("4", Some(5), begin - 1), "not yet shown");
        assert!(is_present("4", Some(5), begin) && is_present("4", Some(5), end - 1));
        assert!(is_present("4", Some(5), end + OVERLAP_MS - 1));
        assert!(!is_present("4", Some(5), end + OVERLAP_MS));
        assert_eq!(
            changes_at(&rules(Some(5)), Timestamp(begin)),
            Some(Timestamp(end))
        );
    }

    #[test]
    fn a_picture_that_stays_always_counts_and_a_pass_until_it_runs_out() {
        assert!(is_present("0", None, 1) && is_present("0", None, i64::MAX / 2));
        assert!(!is_present("1", None, 1));
        assert!(is_present("p1000", Some(1), 999) && !is_present("p1000", Some(1), 1000));
    }
}
