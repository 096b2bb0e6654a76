//! Plays a whole ceremony through the contract's own rules and keeps the lines that a hub would have stored.

use super::device::Device;
use super::documents::Documents;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::aggregate::{Aggregate, Caller, Envelope, Seen};
use domain::canonical;
use domain::contract::Contract;
use domain::contract::command::{Commit, ContractCommand as Command, DraftField, DraftParty, Open};
use domain::contract::event::{
    ConsentKind, FilmRendered, IdentityMethod, PartySigned, Phase, Prepared, Preserved,
};
use domain::contract::plan::{Course, PageBox, PageImage, PageRect, Policy, SignContent, SigningOrder};
use domain::contract::readers::NamedReaders;
use domain::contract::state::ContractState;
use domain::hash::Sha256Hash;
use domain::ids::{AccountId, CommandId, FieldNo, PartyNo, StreamId};
use domain::line::{self, Head, LineHeader};
use domain::personal::Seed;
use domain::ports::event_log::StoredLine;
use domain::timestamp::Timestamp;
use serde_json::json;
use uuid::Uuid;

pub const ORIGIN: &str = "hub.example/evidence/2026";
const HOST: AccountId = AccountId(Uuid::from_u128(0x51));

/// A session with the files that its lines name.
pub struct Ceremony {
    pub lines: Vec<StoredLine>,
    pub documents: Documents,
    pub film: Vec<u8>,
    pub agreement: Vec<u8>,
    pub state: ContractState,
    stream: StreamId,
    devices: Vec<Device>,
    now: i64,
    commands: u128,
}

impl Ceremony {
    /// Two parties sign; `seed` tells sessions apart, `opened` is the time of the first line.
    pub fn play(seed: u128, opened: i64, documents: Documents) -> Self {
        let mut ceremony = Self::begin(seed, opened, documents);
        ceremony.check_in();
        ceremony.read();
        ceremony.sign();
        ceremony.seal();
        ceremony.close();
        ceremony
    }

    fn begin(seed: u128, opened: i64, documents: Documents) -> Self {
        let mut ceremony = Self {
            lines: Vec::new(),
            documents,
            film: b"a film of this ceremony".repeat(40),
            agreement: "用户协议 Terms".as_bytes().to_vec(),
            state: ContractState::default(),
            stream: StreamId::new("contract", Uuid::from_u128(seed << 64 | 7)),
            devices: vec![Device::new(), Device::new()],
            now: opened,
            commands: seed << 96,
        };
        let documents = &ceremony.documents;
        let party = |label: &str, name: &str, phone: &str| DraftParty {
            label: label.to_owned(),
            name: name.to_owned(),
            phone: phone.to_owned(),
            organisation: Some(format!("{name}有限公司")),
            paper: None,
            turn: None,
            account: None,
            demands: domain::contract::demands::Demands::default(),
            auto: None,
            any_of: Vec::new(),
        };
        let field = |no: u8| DraftField {
            party: PartyNo(no),
            page: 1,
            rect: documents.box_of(no),
            content: SignContent::Ink,
            group: None,
        };
        let open = Open {
            host: HOST,
            host_name: "王主持".to_owned(),
            title: "战略合作框架协议".to_owned(),
            draft: Sha256Hash::of(b"draft"),
            uploaded: Sha256Hash::of(b"upload"),
            clean: Sha256Hash::of(&documents.clean),
            signed_source: None,
            pages: vec![page_box(); documents.pages.len()],
            pages_blob: Sha256Hash::of(&documents.boxes()),
            parties: vec![
                party("甲方", "张三", "+8613800000001"),
                party("乙方", "李四", "+8613800000002"),
            ],
            fields: vec![field(1), field(2)],
            controls: vec![],
            values: vec![],
            images: None,
            sender: None,
            passage: None,
            deadline: None,
            template: None,
            face: None,
            number: None,
            voids: None,
            reservation: None,
            reminders: None,
            alone: false,
            readers: NamedReaders::default(),
            policy: Policy {
                order: SigningOrder::Together,
                may_refuse_recording: false,
                grant_minutes: 30,
                demo: false,
                offset_minutes: 480,
                course: Course::Live,
            },
            origin: ORIGIN.to_owned(),
            build: Sha256Hash::of(b"build"),
            degraded: vec!["outbox".to_owned()],
            nonce: URL_SAFE_NO_PAD.encode(Sha256Hash::of(&seed.to_be_bytes()).0),
        };
        let documents = &ceremony.documents;
        let prepared = Prepared {
            r0: Sha256Hash::of(&documents.r0),
            length: documents.r0.len() as u64,
            plan: Sha256Hash::of(&documents.plan),
            images: Sha256Hash::of(&documents.images()),
            first_image: Sha256Hash::of(&documents.pages[0].0),
            certificate: documents.certifier,
            time_authority: None,
        };
        ceremony.run(Caller::Account(HOST), Command::Open(Box::new(open)));
        ceremony.run(Caller::Hub, Command::RecordPrepared(prepared));
        ceremony
    }

    fn check_in(&mut self) {
        self.run(Caller::Hub, Command::SetHostPresence { present: true });
        for no in [1, 2] {
            let party = PartyNo(no);
            let device_key = self.devices[usize::from(no) - 1].key();
            let method = IdentityMethod::OutboxCode;
            self.run(
                Caller::Hub,
                Command::VerifyParty {
                    party,
                    method,
                    device_key,
                    id_seen: None,
                    photo: None,
                },
            );
            self.run(Caller::Hub, Command::SetPresence { party, present: true });
            let text = Sha256Hash::of(&self.agreement);
            for kind in [
                ConsentKind::Terms,
                ConsentKind::Privacy,
                ConsentKind::Certificate,
                ConsentKind::Ink,
                ConsentKind::Recording,
            ] {
                let consent = Command::Consent {
                    kind,
                    given: true,
                    version: "1".to_owned(),
                    text,
                };
                self.run(Caller::Party(party), consent);
            }
            self.run(Caller::Account(HOST), Command::Admit { party });
        }
    }

    fn read(&mut self) {
        self.run(
            Caller::Account(HOST),
            Command::EnterPhase {
                phase: Phase::Opening,
            },
        );
        self.run(
            Caller::Account(HOST),
            Command::EnterPhase {
                phase: Phase::Reading,
            },
        );
        let image = Sha256Hash::of(&self.documents.pages[1].0);
        self.run(Caller::Account(HOST), Command::TurnPage { page: 2, image });
        for no in [1, 2] {
            self.run(
                Caller::Party(PartyNo(no)),
                Command::ReportReading {
                    page: 2,
                    millis: 1700,
                },
            );
        }
    }

    fn sign(&mut self) {
        self.run(
            Caller::Account(HOST),
            Command::EnterPhase {
                phase: Phase::Signing,
            },
        );
        for stroke in 1..=12 {
            for no in [1u8, 2] {
                self.run(Caller::Party(PartyNo(no)), stroke_of(no, stroke));
            }
        }
        self.run(Caller::Party(PartyNo(2)), Command::ClearInk { field: FieldNo(2) });
        self.run(Caller::Party(PartyNo(2)), stroke_of(2, 13));
        for no in [1, 2] {
            let commit = self.commit(PartyNo(no));
            self.run(Caller::Party(PartyNo(no)), commit);
        }
    }

    fn commit(&self, party: PartyNo) -> Command {
        let ink = self.state.party(party).unwrap().ink_digest();
        let r0 = self.state.r0().unwrap();
        let seen = self.seen();
        let activation = canonical::encode_value(&json!({
            "$t": "hub.activation.v1", "at": self.now, "ink": ink, "party": party, "purpose": "sign", "r0": r0,
            "seen_hash": seen.hash, "seen_n": seen.n, "session": self.state.first_line,
        }));
        let activation = String::from_utf8(activation.unwrap()).unwrap();
        let device = &self.devices[usize::from(party.0) - 1];
        let signature = device.sign(&activation);
        Command::Commit(Box::new(Commit {
            party,
            r0,
            ink,
            activation,
            signature,
            device_key: device.key(),
            seals: vec![],
            opinions: vec![],
            passage: None,
        }))
    }

    fn seal(&mut self) {
        let mut base = Sha256Hash::of(&self.documents.r0);
        for no in [1u8, 2] {
            let made = &self.documents.revisions[usize::from(no) - 1];
            let signed = PartySigned {
                party: PartyNo(no),
                base,
                revision: Sha256Hash::of(&made.bytes),
                length: made.bytes.len() as u64,
                certificate: made.certificate,
                serial: made.serial.clone(),
                token: made.token,
                token_time: made.token_time,
                time_authority: None,
                issuer: None,
            };
            base = signed.revision;
            self.run(Caller::Hub, Command::RecordPartySigned(signed));
        }
        let made = &self.documents.preserved;
        let preserved = Preserved {
            base,
            validation_length: made.validation_length,
            revision: Sha256Hash::of(&made.bytes),
            length: made.bytes.len() as u64,
            token: made.token.sha256(),
            token_time: made.token.time,
            token_until: None,
            time_authority: None,
        };
        let document = preserved.revision;
        self.run(Caller::Hub, Command::RecordPreserved(preserved));
        let length = self.documents.contract().len() as u64;
        self.run(Caller::Hub, Command::RecordSealed { document, length });
    }

    fn close(&mut self) {
        let film = FilmRendered {
            film: Sha256Hash::of(&self.film),
            length: self.film.len() as u64,
            duration_ms: 90_000,
            renderer: Sha256Hash::of(b"renderer"),
            from_seq: self.state.seq,
            from_hash: self.state.hash,
        };
        self.run(Caller::Hub, Command::RecordFilm(film));
        self.run(Caller::Account(HOST), Command::End);
    }

    fn seen(&self) -> Seen {
        Seen {
            n: self.state.seq,
            hash: self.state.hash,
        }
    }

    /// Decides a command and keeps what follows, as the entity actor does.
    fn run(&mut self, by: Caller, body: Command) {
        self.now += 1_500;
        self.commands += 1;
        let id = CommandId(Uuid::from_u128(self.commands));
        let seen = matches!(by, Caller::Party(_)).then(|| self.seen());
        let seed = Seed(Sha256Hash::of(&self.commands.to_be_bytes()).0);
        let envelope = Envelope {
            id,
            at: Timestamp(self.now),
            by,
            seed,
            expected_seq: Some(self.state.last_material_seq),
            seen,
            answers: None,
            body,
        };
        let events = Contract::decide(&self.state, &envelope).unwrap();
        assert!(!events.is_empty(), "nothing followed from {:?}", envelope.body);
        for event in events {
            let head = if self.lines.is_empty() {
                Head::NONE
            } else {
                self.state.head()
            };
            let header = LineHeader {
                stream: &self.stream,
                at: envelope.at,
                by,
                command: id,
                seen,
            };
            let written = line::write(head, &header, &event).unwrap();
            let recorded = line::read(head, &written.bytes, &written.openings).unwrap();
            Contract::evolve(&mut self.state, &recorded);
            assert_eq!(Contract::broken_invariants(&self.state), Vec::<&str>::new());
            self.lines.push(StoredLine {
                seq: written.seq,
                hash: written.hash,
                bytes: written.bytes,
                openings: written.openings,
            });
        }
    }
}

pub fn page_box() -> PageBox {
    let visible = PageRect {
        x: 0,
        y: 0,
        w: 595_000,
        h: 842_000,
    };
    PageBox {
        visible,
        rotate: 0,
        user_unit: 1000,
    }
}

pub fn page_images(pages: &[(Vec<u8>, Vec<u8>)]) -> Vec<PageImage> {
    let image = |(image, text): &(Vec<u8>, Vec<u8>)| PageImage {
        image: Sha256Hash::of(image),
        width_px: 1240,
        height_px: 1754,
        text: Sha256Hash::of(text),
        disputed: false,
    };
    pages.iter().map(image).collect()
}

fn stroke_of(party: u8, stroke: u32) -> Command {
    let bytes = super::documents::stroke_bytes(party, stroke);
    Command::DrawStroke {
        saved: false,
        field: FieldNo(u16::from(party)),
        stroke,
        points: 3,
        digest: Sha256Hash::of(&bytes),
        ink: URL_SAFE_NO_PAD.encode(bytes),
    }
}
