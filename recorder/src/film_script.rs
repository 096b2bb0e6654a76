//! What the film of a ceremony shows and when: made from the log alone, drawn by the film worker (design 2.8).
//!
//! Film times are ms from the first picture, real times are event times. Idle stretches are compressed, ink keeps
//! its own pace, and [`FilmScript::clock`] says which real time every moment of the film shows. Integers only:
//! the same log gives the same script to the byte.

mod cast;
mod cues;
mod pacing;

use domain::aggregate::Recorded;
use domain::contract::event::{ContractEvent, IdentityMethod, Phase};
use domain::contract::plan::PageList;
use domain::hash::Sha256Hash;
use domain::ids::{FieldNo, PartyNo};
use domain::page_space::DisplayedRect;
use domain::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// The form of script that this code writes and the film worker reads.
pub const VERSION: u32 = 1;

/// Size, pace and limits of a film.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FilmOptions {
    /// Pixels; 16 to 9, both even.
    pub width: u32,
    pub height: u32,
    /// Pictures per second.
    pub fps: u32,
    /// How long the title, the signed frame and the end card stand.
    pub title_ms: u64,
    pub signed_frame_ms: u64,
    pub end_ms: u64,
    /// Longest time that nothing but a clock moves between two events.
    pub longest_pause_ms: u64,
    /// What all pauses, and what the whole film between title and signed frame, may take together.
    pub most_pauses_ms: u64,
    pub most_ms: u64,
}

impl Default for FilmOptions {
    fn default() -> Self {
        Self {
            width: 1280,
            height: 720,
            fps: 15,
            title_ms: 4000,
            signed_frame_ms: 5000,
            end_ms: 5000,
            longest_pause_ms: 1500,
            most_pauses_ms: 4 * 60 * 1000,
            most_ms: 15 * 60 * 1000,
        }
    }
}

/// The whole film.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FilmScript {
    pub version: u32,
    pub width: u32,
    pub height: u32,
    pub fps: u32,
    pub length_ms: u64,
    /// The stage replaces the title card, and the signed frame and then the end card the stage, at these times.
    pub stage_from_ms: u64,
    pub signed_frame_from_ms: u64,
    pub end_from_ms: u64,
    /// Head of the log that this was made from.
    pub from_seq: u64,
    pub from_hash: Sha256Hash,
    /// Hash of the first line: names the session.
    pub session: Sha256Hash,
    /// Minutes from UTC in which times are printed.
    pub offset_minutes: i32,
    /// Marked 演示 in every picture.
    pub demo: bool,
    pub title: String,
    pub host_name: String,
    pub opened_at: Timestamp,
    pub pages: Vec<FilmPage>,
    pub parties: Vec<FilmParty>,
    pub fields: Vec<FilmField>,
    /// Both columns never fall; between two points real time passes evenly.
    pub clock: Vec<ClockPoint>,
    /// In log order, `at_ms` never falls.
    pub cues: Vec<Cue>,
    pub end: EndCard,
}

/// One page as everybody was shown it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FilmPage {
    /// SHA-256 of the PNG; the worker finds it as `<hex>.png`.
    pub image: Sha256Hash,
    pub width_px: u32,
    pub height_px: u32,
}

/// A party as it may be shown: one that refused the recording has a number and nothing else.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FilmParty {
    pub no: PartyNo,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

/// A signing box on the page as displayed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct FilmField {
    pub no: FieldNo,
    pub party: PartyNo,
    /// From 1.
    pub page: u32,
    pub rect: DisplayedRect,
}

/// At film time `film_ms` the clock in the picture shows `at`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ClockPoint {
    pub film_ms: u64,
    pub at: Timestamp,
}

/// One line of the log in the film.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cue {
    pub at_ms: u64,
    pub seq: u64,
    /// Code of the log's head from now on (`domain::beacon::head_code`).
    pub head: String,
    #[serde(flatten)]
    pub what: What,
}

/// What a cue changes in the picture.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "cue", rename_all = "snake_case")]
pub enum What {
    Phase {
        phase: Phase,
    },
    /// The page everybody sees, from 1, and its beacon.
    Page {
        page: u32,
        words_zh: [String; 3],
        words_en: [String; 3],
    },
    Verified {
        party: PartyNo,
        method: IdentityMethod,
    },
    Admitted {
        party: PartyNo,
    },
    Present {
        party: PartyNo,
    },
    Absent {
        party: PartyNo,
    },
    Granted {
        party: PartyNo,
    },
    GrantEnded {
        party: PartyNo,
    },
    /// Drawn from `from_ms` to the cue's own time; `ink` is the encoded stroke, base64url.
    Stroke {
        party: PartyNo,
        field: FieldNo,
        from_ms: u64,
        ink: String,
    },
    Cleared {
        party: PartyNo,
        field: FieldNo,
    },
    Committed {
        party: PartyNo,
    },
    SealingDue,
    Signed {
        party: PartyNo,
    },
    Sealed,
    Paused,
    Resumed,
    Removed {
        party: PartyNo,
    },
    Refused {
        party: PartyNo,
    },
    CalledOff,
    /// Nothing but the head code.
    Other,
}

/// What stands on the last picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct EndCard {
    /// SHA-256 of the sealed PDF.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<Sha256Hash>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_at: Option<Timestamp>,
    pub called_off: bool,
    pub lines: u64,
    pub strokes: u64,
    pub signatures: u32,
    /// From the first to the last line.
    pub lasted_ms: u64,
}

/// The log cannot be filmed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoFilm {
    #[error("the log does not begin with the opening of a contract")]
    NotOpened,
}

/// The film of the session that `lines` are the log of, from its first line on, personal values opened where
/// they still exist. `pages` are the lists whose hashes stand in the opening and in the prepared line.
pub fn film_script(
    lines: &[Recorded<ContractEvent>],
    pages: &PageList,
    options: &FilmOptions,
) -> Result<FilmScript, NoFilm> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Err(NoFilm::NotOpened);
    };
    let ContractEvent::Opened(opened) = &first.event else {
        return Err(NoFilm::NotOpened);
    };
    let strokes = pacing::pen_times(lines);
    let timeline = pacing::pace(lines, &strokes, options);
    let end = cast::end_card(lines);
    let signed_frame_from_ms = timeline.end_ms();
    let signed_frame_ms = if end.document.is_some() {
        options.signed_frame_ms
    } else {
        0
    };
    let end_from_ms = signed_frame_from_ms + signed_frame_ms;
    Ok(FilmScript {
        version: VERSION,
        width: options.width,
        height: options.height,
        fps: options.fps,
        length_ms: end_from_ms + options.end_ms,
        stage_from_ms: options.title_ms,
        signed_frame_from_ms,
        end_from_ms,
        from_seq: last.seq,
        from_hash: last.hash,
        session: first.hash,
        offset_minutes: opened.policy.offset_minutes,
        demo: opened.policy.demo,
        title: cast::plain(opened.title.text()),
        host_name: cast::plain(opened.host_name.text()),
        opened_at: first.at,
        pages: cast::pages(pages),
        parties: cast::parties(opened, lines),
        fields: cast::fields(opened, pages),
        cues: cues::cues(lines, &strokes, &timeline),
        clock: timeline.points,
        end,
    })
}

#[cfg(test)]
mod tests;
