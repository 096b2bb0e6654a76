//! A whole ceremony as a log, with page images, for the tests and for a film to look at.

use domain::aggregate::{Caller, Recorded};
use domain::contract::event::{
    Committed, ConsentKind, Consented, ContractEvent, IdentityMethod, InkStroke, Opened, PartySigned,
    PartyVerified, Phase, Prepared,
};
use domain::contract::plan::{
    Course, PageBox, PageImage, PageList, PageRect, PlannedParty, Policy, SignContent, SigningField,
    SigningOrder,
};
use domain::contract::readers::Readers;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, FieldNo, PartyNo};
use domain::ink::{InkPoint, Stroke, encoded_stroke};
use domain::personal::{Personal, Seed};
use domain::timestamp::Timestamp;
use std::path::Path;

/// What one ceremony is made of.
pub struct Ceremony {
    pub lines: Vec<Recorded<ContractEvent>>,
    pub pages: PageList,
    at: i64,
}

/// Names, sides and organisations of the five who sign.
pub const PARTIES: [(&str, &str, &str); 5] = [
    ("甲方", "张伟", "云启智造科技有限公司"),
    ("乙方", "李娜", "Northwind Robotics Ltd."),
    ("丙方", "王芳", "滨海新区产业投资集团"),
    ("丁方", "刘洋", "华东工业设计研究院"),
    ("见证方", "陈明", "东南国际经贸促进会"),
];

#[derive(serde::Deserialize)]
struct Name {
    r#box: [f64; 2],
    strokes: Vec<PenStroke>,
}

#[derive(serde::Deserialize)]
struct PenStroke {
    pause_ms: i64,
    points: Vec<[u32; 4]>,
}

fn names() -> Vec<Name> {
    let text = include_str!("../../../../tests/golden/ink/names.json");
    serde_json::from_str(text).unwrap()
}

fn personal(value: &str) -> Personal {
    Personal::commit(&Seed([3; 32]), "p", value)
}

impl Ceremony {
    /// Opened and prepared: `images` are (PNG hash, width, height) per page; boxes lie on the last page.
    pub fn begin(title: &str, parties: &[(&str, &str, &str)], images: &[(Sha256Hash, u32, u32)]) -> Self {
        let last = images.len() as u32;
        let visible = PageRect {
            x: 0,
            y: 0,
            w: 595_000,
            h: 842_000,
        };
        let field = |index: usize| SigningField {
            no: FieldNo(index as u16 + 1),
            party: PartyNo(index as u8 + 1),
            page: last,
            rect: PageRect {
                x: 62_000 + (index % 3) as i64 * 163_000,
                y: 190_000 - (index / 3) as i64 * 92_000,
                w: 150_000,
                h: 56_250,
            },
            content: SignContent::Ink,
            group: None,
        };
        let opened = Opened {
            host: AccountId::default(),
            sender: None,
            title: personal(title),
            host_name: personal("周主持"),
            draft: Sha256Hash::ZERO,
            uploaded: Sha256Hash::ZERO,
            clean: Sha256Hash::ZERO,
            signed_source: None,
            page_count: last,
            pages: Sha256Hash::ZERO,
            parties: (1u8..)
                .zip(parties)
                .map(|(no, (label, name, organisation))| PlannedParty {
                    no: PartyNo(no),
                    label: (*label).to_owned(),
                    name: personal(name),
                    phone: personal("13800000000"),
                    organisation: Some(personal(organisation)).filter(|_| !organisation.is_empty()),
                    paper: None,
                    turn: None,
                    account: None,
                    demands: domain::contract::demands::Demands::default(),
                    auto: None,
                    any_of: Vec::new(),
                })
                .collect(),
            fields: (0..parties.len()).map(field).collect(),
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
        };
        let page_image = |&(image, width_px, height_px): &(Sha256Hash, u32, u32)| PageImage {
            image,
            width_px,
            height_px,
            text: Sha256Hash::ZERO,
            disputed: false,
        };
        let pages = PageList {
            boxes: vec![
                PageBox {
                    visible,
                    rotate: 0,
                    user_unit: 1000
                };
                images.len()
            ],
            images: images.iter().map(page_image).collect(),
        };
        let mut ceremony = Self {
            lines: Vec::new(),
            pages,
            at: 1_795_341_907_000,
        };
        ceremony.after(0, ContractEvent::Opened(Box::new(opened)));
        ceremony.after(
            1800,
            ContractEvent::Prepared(Prepared {
                r0: Sha256Hash::of(b"r0"),
                length: 90_000,
                plan: Sha256Hash::ZERO,
                images: Sha256Hash::ZERO,
                first_image: images.first().map_or(Sha256Hash::ZERO, |image| image.0),
                certificate: Sha256Hash::ZERO,
                time_authority: None,
            }),
        );
        ceremony
    }

    pub fn after(&mut self, millis: i64, event: ContractEvent) -> &mut Self {
        self.at += millis;
        let seq = self.lines.len() as u64 + 1;
        let hash = Sha256Hash::of_parts(&[b"line", &seq.to_be_bytes()]);
        self.lines.push(Recorded {
            seq,
            hash,
            at: Timestamp(self.at),
            by: Caller::Hub,
            event,
        });
        self
    }

    pub fn phase(&mut self, millis: i64, phase: Phase) -> &mut Self {
        self.after(millis, ContractEvent::PhaseEntered { phase })
    }

    pub fn turn(&mut self, millis: i64, page: u32) -> &mut Self {
        let image = self.pages.images[page as usize - 1].image;
        self.after(millis, ContractEvent::PageTurned { page, image })
    }

    /// A party comes, is let in, answers whether it may be recorded.
    pub fn arrive(&mut self, party: u8, recorded: bool) -> &mut Self {
        let party = PartyNo(party);
        let verified = PartyVerified {
            party,
            method: IdentityMethod::PhoneCode,
            device_key: String::new(),
            id_seen: None,
            photo: None,
        };
        let consent = Consented {
            party,
            kind: ConsentKind::Recording,
            given: recorded,
            version: "1".into(),
            text: Sha256Hash::ZERO,
        };
        self.after(4200, ContractEvent::PartyVerified(verified))
            .after(900, ContractEvent::Consented(consent))
            .after(2100, ContractEvent::PartyPresent { party })
            .after(1500, ContractEvent::PartyAdmitted { party })
    }

    /// The parties write their names one beside the other in time, `lag` ms apart, and commit.
    pub fn sign(&mut self, parties: &[u8], lag: i64) -> &mut Self {
        let names = names();
        let start = self.at;
        let mut due: Vec<(i64, ContractEvent)> = Vec::new();
        for (turn, &no) in parties.iter().enumerate() {
            let name = &names[usize::from(no - 1) % names.len()];
            assert!(name.r#box[0] > name.r#box[1]);
            let mut at = start + 1500 + lag * turn as i64;
            for (stroke, pen) in (1u32..).zip(&name.strokes) {
                let point = |&[x, y, t, w]: &[u32; 4]| InkPoint {
                    x: x as u16,
                    y: y as u16,
                    t,
                    w: w as u16,
                };
                let points: Vec<InkPoint> = pen.points.iter().map(point).collect();
                let written = Stroke { points };
                at += pen.pause_ms + i64::from(written.duration_ms());
                let event = InkStroke {
                    saved: false,
                    party: PartyNo(no),
                    field: FieldNo(no.into()),
                    stroke,
                    points: written.points.len() as u32,
                    digest: Sha256Hash::ZERO,
                    ink: personal(&encoded_stroke::to_text(&written).unwrap()),
                };
                due.push((at, ContractEvent::InkStroke(event)));
            }
            let committed = Committed {
                party: PartyNo(no),
                r0: Sha256Hash::of(b"r0"),
                ink: Sha256Hash::ZERO,
                activation: String::new(),
                signature: String::new(),
                opinions: Vec::new(),
                seals: vec![],
                cleared: None,
            };
            due.push((at + 2600, ContractEvent::Committed(Box::new(committed))));
        }
        due.sort_by_key(|(at, _)| *at);
        for (at, event) in due {
            self.after(at - self.at, event);
        }
        self
    }

    /// Signatures by the hub, then the sealed file.
    pub fn seal(&mut self, parties: &[u8]) -> &mut Self {
        let acts = parties.len() as u32;
        self.after(
            0,
            ContractEvent::SealingDue {
                r0: Sha256Hash::of(b"r0"),
                acts,
            },
        );
        for &no in parties {
            let signed = PartySigned {
                party: PartyNo(no),
                base: Sha256Hash::ZERO,
                revision: Sha256Hash::ZERO,
                length: 9,
                certificate: Sha256Hash::ZERO,
                serial: "01".into(),
                token: Sha256Hash::ZERO,
                token_time: Timestamp(self.at),
                time_authority: None,
                issuer: None,
            };
            self.after(160, ContractEvent::PartySigned(signed));
        }
        let document = Sha256Hash::of(b"the sealed document");
        self.after(
            420,
            ContractEvent::Sealed {
                document,
                length: 120_000,
                signatures: acts,
            },
        )
    }
}

/// A whole ceremony over the given pages: everybody comes, reads, signs; the contract is sealed. One party may
/// refuse the recording.
pub fn whole(images: &[(Sha256Hash, u32, u32)], refuses: Option<u8>) -> Ceremony {
    let mut ceremony = Ceremony::begin("战略合作框架协议", &PARTIES, images);
    let all: Vec<u8> = (1..=PARTIES.len() as u8).collect();
    for &party in &all {
        ceremony.arrive(party, refuses != Some(party));
    }
    ceremony
        .phase(41_000, Phase::Opening)
        .phase(95_000, Phase::Reading);
    for page in 2..=images.len() as u32 {
        ceremony.turn(64_000, page);
    }
    ceremony.phase(30_000, Phase::Signing);
    for &party in &all {
        let until = Timestamp(ceremony.at + 300_000);
        let granted = ContractEvent::Granted {
            party: PartyNo(party),
            r0: Sha256Hash::of(b"r0"),
            until,
        };
        ceremony.after(300, granted);
    }
    ceremony.sign(&all, 2300).seal(&all);
    ceremony
}

/// Writes `png` into `folder` under its hash.
pub fn keep(folder: &Path, png: &[u8]) -> Sha256Hash {
    let hash = Sha256Hash::of(png);
    std::fs::write(folder.join(format!("{hash}.png")), png).unwrap();
    hash
}

/// A page of grey lines, different for every `number`, as PNG.
pub fn plain_page(number: u32, width: u32, height: u32) -> Vec<u8> {
    let mut grey = vec![255u8; (width * height) as usize];
    for (index, value) in grey.iter_mut().enumerate() {
        let (x, y) = (index as u32 % width, index as u32 / width);
        let line =
            y % 24 < 6 && x > width / 8 && x < width * 7 / 8 - (y / 24 * 37 + number * 11) % (width / 4);
        if line {
            *value = 90;
        }
    }
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.write_header().unwrap().write_image_data(&grey).unwrap();
    out
}
