//! Rules of the script: times never fall, ink keeps its pace, pauses shrink, a refusal hides the name.

use super::*;
use domain::aggregate::Caller;
use domain::contract::event::{ConsentKind, Consented, InkStroke, Opened, Phase, Prepared};
use domain::contract::plan::{
    Course, PageBox, PageImage, PageRect, PlannedParty, Policy, SignContent, SigningField, SigningOrder,
};
use domain::contract::readers::Readers;
use domain::ids::AccountId;
use domain::ink::{InkPoint, Stroke, encoded_stroke};
use domain::personal::{Personal, Seed};
use proptest::prelude::*;

const START: i64 = 1_795_366_800_000;

fn personal(value: &str) -> Personal {
    Personal::commit(&Seed([3; 32]), "p", value)
}

fn opened(parties: u8, pages: u32) -> ContractEvent {
    ContractEvent::Opened(Box::new(Opened {
        host: AccountId::default(),
        sender: None,
        title: personal("战略合作框架协议"),
        host_name: personal("主持人"),
        draft: Sha256Hash::ZERO,
        uploaded: Sha256Hash::ZERO,
        clean: Sha256Hash::ZERO,
        signed_source: None,
        page_count: pages,
        pages: Sha256Hash::ZERO,
        parties: (1..=parties)
            .map(|no| PlannedParty {
                no: PartyNo(no),
                label: format!("{no}方"),
                name: personal(&format!("名字{no}")),
                phone: personal("13800000000"),
                organisation: Some(personal("公司")),
                paper: None,
                turn: None,
                account: None,
                demands: domain::contract::demands::Demands::default(),
                auto: None,
                any_of: Vec::new(),
            })
            .collect(),
        fields: (1..=parties)
            .map(|no| SigningField {
                no: FieldNo(no.into()),
                party: PartyNo(no),
                page: 1,
                rect: PageRect {
                    x: 59_500,
                    y: 84_200,
                    w: 119_000,
                    h: 42_100,
                },
                content: SignContent::Ink,
                group: None,
            })
            .collect(),
        controls: vec![],
        values: vec![],
        images: None,
        cleared: None,
        deadline: None,
        template: None,
        face: None,
        number: None,
        voids: None,
        reservation: None,
        reminders: None,
        alone: false,
        readers: Readers::default(),
        policy: Policy {
            order: SigningOrder::Together,
            may_refuse_recording: true,
            grant_minutes: 5,
            demo: false,
            offset_minutes: 480,
            course: Course::Live,
        },
        origin: "hub.example/2026".into(),
        build: Sha256Hash::ZERO,
        degraded: vec![],
        nonce: String::new(),
    }))
}

fn prepared() -> ContractEvent {
    ContractEvent::Prepared(Prepared {
        r0: Sha256Hash::of(b"r0"),
        length: 9,
        plan: Sha256Hash::ZERO,
        images: Sha256Hash::ZERO,
        first_image: image(1),
        certificate: Sha256Hash::ZERO,
        time_authority: None,
    })
}

fn image(page: u32) -> Sha256Hash {
    Sha256Hash::of(&page.to_be_bytes())
}

fn turned(page: u32) -> ContractEvent {
    ContractEvent::PageTurned {
        page,
        image: image(page),
    }
}

/// What the two blobs beside the log hold.
fn page_list(lines: &[Recorded<ContractEvent>]) -> PageList {
    let Some(ContractEvent::Opened(opened)) = lines.first().map(|line| &line.event) else {
        return PageList::default();
    };
    let visible = PageRect {
        x: 0,
        y: 0,
        w: 595_000,
        h: 842_000,
    };
    let boxes = vec![
        PageBox {
            visible,
            rotate: 0,
            user_unit: 1000
        };
        opened.page_count as usize
    ];
    let images = (1..=opened.page_count).map(|page| PageImage {
        image: image(page),
        width_px: 1240,
        height_px: 1754,
        text: Sha256Hash::ZERO,
        disputed: false,
    });
    PageList {
        boxes,
        images: images.collect(),
    }
}

fn script(lines: &[Recorded<ContractEvent>], options: &FilmOptions) -> Result<FilmScript, NoFilm> {
    film_script(lines, &page_list(lines), options)
}

/// A stroke of `millis` with a point every 10 ms.
fn stroke(party: u8, millis: u32) -> ContractEvent {
    let points = (0..=millis / 10).map(|i| InkPoint {
        x: i as u16,
        y: 9,
        t: i * 100,
        w: 512,
    });
    let ink = encoded_stroke::to_text(&Stroke {
        points: points.collect(),
    })
    .unwrap();
    ink_stroke(party, &ink)
}

fn ink_stroke(party: u8, ink: &str) -> ContractEvent {
    ContractEvent::InkStroke(InkStroke {
        saved: false,
        party: PartyNo(party),
        field: FieldNo(party.into()),
        stroke: 1,
        points: 2,
        digest: Sha256Hash::ZERO,
        ink: personal(ink),
    })
}

fn recording(party: u8, given: bool) -> ContractEvent {
    ContractEvent::Consented(Consented {
        party: PartyNo(party),
        kind: ConsentKind::Recording,
        given,
        version: "1".into(),
        text: Sha256Hash::ZERO,
    })
}

/// A log from events and the ms between each and the one before.
fn log(events: Vec<(i64, ContractEvent)>) -> Vec<Recorded<ContractEvent>> {
    let mut at = START;
    let lines = events.into_iter().zip(1u64..).map(|((gap, event), seq)| {
        at += gap;
        let hash = Sha256Hash::of(&seq.to_be_bytes());
        Recorded {
            seq,
            hash,
            at: Timestamp(at),
            by: Caller::Hub,
            event,
        }
    });
    lines.collect()
}

fn film(events: Vec<(i64, ContractEvent)>) -> FilmScript {
    script(&log(events), &FilmOptions::default()).unwrap()
}

fn stroke_times(script: &FilmScript) -> Vec<(u64, u64)> {
    let cues = script.cues.iter();
    cues.filter_map(|cue| match cue.what {
        What::Stroke { from_ms, .. } => Some((from_ms, cue.at_ms)),
        _ => None,
    })
    .collect()
}

#[test]
fn a_log_that_nothing_opened_has_no_film() {
    assert_eq!(script(&[], &FilmOptions::default()), Err(NoFilm::NotOpened));
    let turned = log(vec![(0, turned(1))]);
    assert_eq!(script(&turned, &FilmOptions::default()), Err(NoFilm::NotOpened));
}

#[test]
fn ink_is_drawn_at_its_own_pace_and_ends_when_it_was_stored() {
    let script = film(vec![
        (0, opened(2, 1)),
        (0, prepared()),
        (60_000, stroke(1, 800)),
        (1500, stroke(2, 400)),
    ]);
    let times = stroke_times(&script);
    assert_eq!(
        times.iter().map(|(from, to)| to - from).collect::<Vec<_>>(),
        [800, 400]
    );
    // One second and a half lies between the ends, of which the second stroke takes 0.4.
    assert_eq!(times[1].1 - times[0].1, 1500);
}

#[test]
fn strokes_that_arrive_late_in_one_go_are_not_rushed() {
    let script = film(vec![
        (0, opened(1, 1)),
        (0, stroke(1, 0)),
        (100, stroke(1, 1000)),
        (50, stroke(1, 600)),
    ]);
    let shown: Vec<u64> = stroke_times(&script).iter().map(|(from, to)| to - from).collect();
    assert_eq!(shown, [0, 1000, 600]);
}

#[test]
fn an_hour_of_waiting_becomes_a_moment_and_the_clock_shows_it() {
    let script = film(vec![
        (0, opened(1, 2)),
        (0, prepared()),
        (0, turned(1)),
        (3_600_000, turned(2)),
    ]);
    let at = |seq: usize| script.cues[seq - 1].at_ms;
    assert_eq!(
        at(4) - at(3),
        2000,
        "the page stands long enough to be seen, and no longer"
    );
    let last = script.clock.last().unwrap();
    assert_eq!(last.at.since(script.opened_at), 3_600_000);
}

#[test]
fn a_party_that_refused_the_recording_is_a_number() {
    let script = film(vec![
        (0, opened(2, 1)),
        (5, recording(1, true)),
        (5, recording(1, false)),
        (5, recording(2, true)),
    ]);
    assert_eq!(
        script.parties[0],
        FilmParty {
            no: PartyNo(1),
            label: None,
            name: None,
            organisation: None
        }
    );
    assert_eq!(script.parties[1].name.as_deref(), Some("名字2"));
    let text = serde_json::to_string(&script).unwrap();
    assert!(!text.contains("名字1") && text.contains("名字2") && !text.contains("138"));
}

#[test]
fn the_beacon_of_a_page_is_the_one_on_every_screen() {
    let script = film(vec![(0, opened(1, 3)), (0, prepared()), (10, turned(3))]);
    let (r0, image) = (Sha256Hash::of(b"r0"), image(3));
    let turn = Sha256Hash::of(&3u64.to_be_bytes());
    let words = domain::beacon::words_zh(domain::beacon::beacon(r0, image, turn)).map(str::to_owned);
    assert!(matches!(&script.cues[2].what, What::Page { page: 3, words_zh, .. } if *words_zh == words));
}

#[test]
fn five_hundred_pages_fit_into_the_time_for_pauses() {
    let mut events = vec![(0, opened(1, 500)), (0, prepared())];
    events.extend((1..=500).map(|page| (4000, turned(page))));
    let script = film(events);
    let options = FilmOptions::default();
    assert_eq!(script.pages.len(), 500);
    assert!(script.length_ms <= options.title_ms + options.most_pauses_ms + options.end_ms + 2000);
}

#[test]
fn a_pen_that_claims_to_have_rested_for_days_does_not_stop_the_film() {
    let mut events = vec![(0, opened(50, 1))];
    for party in 1..=50 {
        let points = vec![
            InkPoint {
                x: 1,
                y: 1,
                t: 0,
                w: 1,
            },
            InkPoint {
                x: 1,
                y: 1,
                t: u32::MAX,
                w: 1,
            },
        ];
        let ink = encoded_stroke::to_text(&Stroke { points }).unwrap();
        events.push((500_000, ink_stroke(party, &ink)));
    }
    let script = film(events);
    assert!(script.length_ms < FilmOptions::default().most_ms + 20_000);
}

#[test]
fn names_are_shown_without_what_only_a_terminal_obeys() {
    assert_eq!(cast::plain("  张\u{202e}三\n\u{0007}李 "), "张三 李");
    assert_eq!(cast::plain(&"长".repeat(500)).chars().count(), 161);
}

#[test]
fn a_box_lies_where_the_page_shows_it() {
    let script = film(vec![(0, opened(1, 1))]);
    let rect = script.fields[0].rect;
    assert_eq!(
        (rect.x, rect.y, rect.w, rect.h),
        (100_000, 850_000, 200_000, 50_000)
    );
}

fn any_event() -> impl Strategy<Value = ContractEvent> {
    let party = 1u8..4;
    prop_oneof![
        (party.clone(), 0u32..3000).prop_map(|(party, millis)| stroke(party, millis)),
        party
            .clone()
            .prop_map(|no| ContractEvent::PartyPresent { party: PartyNo(no) }),
        party.prop_map(|no| ContractEvent::InkCleared {
            party: PartyNo(no),
            field: FieldNo(no.into())
        }),
        (0u32..5).prop_map(turned),
        Just(ContractEvent::PhaseEntered {
            phase: Phase::Signing
        }),
        Just(ContractEvent::HostPresent {}),
    ]
}

proptest! {
    #[test]
    fn times_never_fall_and_the_script_comes_back_from_json(
        events in proptest::collection::vec((0i64..200_000, any_event()), 0..40),
        most_ms in 1u64..100_000,
    ) {
        let mut all = vec![(0, opened(3, 4)), (0, prepared())];
        all.extend(events);
        let options = FilmOptions { most_ms, ..FilmOptions::default() };
        let lines = log(all);
        let script = self::script(&lines, &options).unwrap();
        prop_assert!(script.cues.is_sorted_by_key(|cue| cue.at_ms));
        prop_assert!(script.clock.is_sorted_by_key(|point| point.film_ms));
        prop_assert!(script.clock.is_sorted_by_key(|point| point.at));
        prop_assert!(script.cues.iter().all(|cue| cue.at_ms >= script.stage_from_ms));
        prop_assert!(script.cues.iter().all(|cue| cue.at_ms <= script.signed_frame_from_ms));
        prop_assert!(stroke_times(&script).iter().all(|(from, to)| from <= to));
        prop_assert!(script.signed_frame_from_ms <= options.title_ms + most_ms + 3600);
        let text = serde_json::to_string(&script).unwrap();
        prop_assert_eq!(serde_json::from_str::<FilmScript>(&text).unwrap(), script);
    }
}
