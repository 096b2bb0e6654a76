//! The picture follows the cues, and a stroke grows point by point.

use super::ink::{Drawn, FilmStroke, strokes};
use super::party::Standing;
use super::*;
use domain::hash::Sha256Hash;
use domain::ids::FieldNo;
use domain::ink::{InkPoint, Stroke, encoded_stroke};
use recorder::film_script::{ClockPoint, Cue, EndCard, FilmParty, VERSION};

fn script(cues: Vec<(u64, What)>, clock: Vec<(u64, i64)>) -> FilmScript {
    let cue = |(seq, (at_ms, what))| Cue {
        at_ms,
        seq,
        head: format!("{seq:06x}"),
        what,
    };
    FilmScript {
        version: VERSION,
        width: 1280,
        height: 720,
        fps: 15,
        length_ms: 40_000,
        stage_from_ms: 4000,
        signed_frame_from_ms: 30_000,
        end_from_ms: 35_000,
        from_seq: 9,
        from_hash: Sha256Hash::ZERO,
        session: Sha256Hash::ZERO,
        offset_minutes: 480,
        demo: false,
        title: "合同".into(),
        host_name: String::new(),
        opened_at: Timestamp(0),
        pages: vec![],
        parties: vec![FilmParty {
            no: PartyNo(1),
            label: None,
            name: None,
            organisation: None,
        }],
        fields: vec![],
        clock: clock
            .into_iter()
            .map(|(film_ms, at)| ClockPoint {
                film_ms,
                at: Timestamp(at),
            })
            .collect(),
        cues: (1u64..).zip(cues).map(cue).collect(),
        end: EndCard {
            document: None,
            sealed_at: None,
            called_off: false,
            lines: 0,
            strokes: 0,
            signatures: 0,
            lasted_ms: 0,
        },
    }
}

fn stroke(from_ms: u64) -> What {
    let points = (0..11)
        .map(|i| InkPoint {
            x: i,
            y: 0,
            t: 1000 * u32::from(i),
            w: 512,
        })
        .collect();
    let ink = encoded_stroke::to_text(&Stroke { points }).unwrap();
    What::Stroke {
        party: PartyNo(1),
        field: FieldNo(1),
        from_ms,
        ink,
    }
}

#[test]
fn a_party_goes_from_awaited_to_sealed_as_the_log_says() {
    let party = PartyNo(1);
    let cues = vec![
        (4000, What::Present { party }),
        (5000, What::Granted { party }),
        (7000, stroke(6000)),
        (8000, What::Committed { party }),
        (9000, What::Signed { party }),
    ];
    let script = script(cues, vec![(4000, 0)]);
    let strokes = strokes(&script);
    let mut director = Director::new(&script, &strokes);
    let mut standing = |now| director.advance(now).0.parties[0].standing();
    assert_eq!(standing(3999), Standing::Awaited);
    assert_eq!(standing(4000), Standing::Present);
    assert_eq!(standing(5999), Standing::MaySign);
    assert_eq!(
        standing(6000),
        Standing::Signing,
        "from the first point on, not from the stored stroke"
    );
    assert_eq!(standing(8000), Standing::Committed);
    assert_eq!(standing(9000), Standing::Sealed);
}

#[test]
fn cards_follow_each_other() {
    let script = script(vec![], vec![]);
    let mut director = Director::new(&script, &[]);
    let mut card = |now| director.advance(now).0.card;
    assert_eq!(
        [card(0), card(4000), card(30_000), card(35_000)],
        [Card::Title, Card::Stage, Card::SignedFrame, Card::End]
    );
}

#[test]
fn the_clock_runs_evenly_and_says_when_it_runs_fast() {
    let script = script(
        vec![(4500, What::Other)],
        vec![(4000, 0), (6000, 120_000), (8000, 122_000)],
    );
    let mut director = Director::new(&script, &[]);
    let mut clock = |now| director.advance(now).1;
    assert_eq!(
        clock(4000),
        Clock {
            at: Timestamp(0),
            faster: Some(60),
            head: String::new()
        }
    );
    assert_eq!(
        clock(5000),
        Clock {
            at: Timestamp(60_000),
            faster: Some(60),
            head: "000001".into()
        }
    );
    assert_eq!(
        clock(7500),
        Clock {
            at: Timestamp(121_000),
            faster: None,
            head: "000001".into()
        }
    );
    assert_eq!(clock(9000).at, Timestamp(122_000));
}

#[test]
fn a_stroke_grows_and_a_clear_takes_it_away() {
    let cues = vec![
        (7000, stroke(6000)),
        (
            9000,
            What::Cleared {
                party: PartyNo(1),
                field: FieldNo(1),
            },
        ),
    ];
    let strokes: Vec<FilmStroke> = strokes(&script(cues, vec![]));
    let drawn: Vec<Drawn> = [5999, 6000, 6500, 6999, 7000, 8999, 9000]
        .map(|now| strokes[0].drawn(now))
        .into();
    let part = Drawn::Part;
    assert_eq!(
        drawn,
        [
            Drawn::Nothing,
            part(1),
            part(6),
            part(10),
            Drawn::Whole,
            Drawn::Whole,
            Drawn::Nothing
        ]
    );
}
