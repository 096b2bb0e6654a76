//! Who takes part in the tests, and the commands that they send when nothing is wrong with them.

use crate::aggregate::Caller;
use crate::canonical;
use crate::contract::command::{Commit, ContractCommand, DraftField, DraftParty, Open, TypedValue};
use crate::contract::demands::Demands;
use crate::contract::event::{
    ConsentKind, FilmRendered, IdentityMethod, PartySigned, Phase, Prepared, Preserved, SealUse, SealedField,
};
use crate::contract::opacity::Opacity;
use crate::contract::opinion::{WrittenOpinion, activated};
use crate::contract::plan::{
    Course, FillControl, PageBox, PageImage, PageList, PageRect, Policy, SealHolder, SignContent,
    SigningOrder, ValueStyle,
};
use crate::contract::readers::NamedReaders;
use crate::contract::tests::session::Session;
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, ActId, ContractId, FieldNo, PartyNo, SealId, StreamId};
use crate::ink::encoded_stroke;
use crate::ink::{InkPoint, Stroke};
use crate::quote::Quote;
use crate::seal::kind::{Picture, SealKind};
use crate::timestamp::Timestamp;
use crate::value::ValueKind;
use serde_json::json;
use uuid::Uuid;

pub const CONTRACT: ContractId = ContractId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00c0));
pub const HOST: AccountId = AccountId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00a1));
const STRANGER: AccountId = AccountId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00a2));
/// 2026-11-23 09:00:00 +08:00.
pub const START: Timestamp = Timestamp(1_795_395_600_000);
pub const GRANT_MINUTES: u32 = 10;
/// Deadline of ordinary contracts: 30 days.
pub const DEADLINE_MS: i64 = 30 * 86_400_000;
pub const PAGES: u32 = 3;
/// A4 in 1/1000 pt.
pub const A4: PageRect = PageRect {
    x: 0,
    y: 0,
    w: 595_276,
    h: 841_890,
};
pub const NAMES: [&str; 5] = ["张三", "李四", "王五", "赵六", "钱七"];

pub const P1: PartyNo = PartyNo(1);
pub const P2: PartyNo = PartyNo(2);
pub const P3: PartyNo = PartyNo(3);

pub fn host() -> Caller {
    Caller::Account(HOST)
}

pub fn stranger() -> Caller {
    Caller::Account(STRANGER)
}

pub fn party(no: PartyNo) -> Caller {
    Caller::Party(no)
}

/// A digest that only its name decides.
pub fn digest(name: &str) -> Sha256Hash {
    Sha256Hash::of(name.as_bytes())
}

pub fn device(no: PartyNo) -> String {
    format!("device-of-party-{no}")
}

/// The box of a party: each has one, number and party are the same.
pub fn field(no: PartyNo) -> FieldNo {
    FieldNo(no.0.into())
}

pub fn draft_party(no: u8) -> DraftParty {
    DraftParty {
        label: format!("第{no}方"),
        name: NAMES[usize::from(no - 1) % NAMES.len()].to_owned(),
        phone: format!("+861380000{no:04}"),
        organisation: no.is_multiple_of(2).then(|| format!("示例公司{no}")),
        paper: None,
        turn: None,
        account: None,
        demands: Demands::default(),
        auto: None,
        any_of: Vec::new(),
    }
}

pub fn draft_field(no: u8) -> DraftField {
    let rect = PageRect {
        x: 60_000,
        y: 80_000 + 10_000 * i64::from(no),
        w: 160_000,
        h: 60_000,
    };
    DraftField {
        party: PartyNo(no),
        page: PAGES,
        rect,
        content: SignContent::Ink,
        group: None,
    }
}

/// A draft of so many parties, with one box each.
pub fn draft(parties: u8, order: SigningOrder) -> Open {
    let pages = vec![
        PageBox {
            visible: A4,
            rotate: 0,
            user_unit: 1000
        };
        PAGES as usize
    ];
    Open {
        host: HOST,
        sender: None,
        host_name: "周主持".into(),
        title: "房屋租赁合同".into(),
        draft: digest("draft"),
        uploaded: digest("uploaded"),
        passage: None,
        clean: digest("clean"),
        signed_source: None,
        pages_blob: Sha256Hash::of(&canonical::encode_list(&pages).unwrap()),
        pages,
        parties: (1..=parties).map(draft_party).collect(),
        fields: (1..=parties).map(draft_field).collect(),
        policy: Policy {
            order,
            may_refuse_recording: false,
            grant_minutes: GRANT_MINUTES,
            demo: false,
            offset_minutes: 480,
            course: Course::Live,
        },
        controls: Vec::new(),
        values: Vec::new(),
        images: None,
        deadline: None,
        template: None,
        face: None,
        number: None,
        voids: None,
        reservation: None,
        reminders: None,
        alone: false,
        readers: NamedReaders::default(),
        origin: "log.example/huiqian".into(),
        build: digest("build"),
        degraded: vec!["outbox".into()],
        nonce: "bm9uY2U".into(),
    }
}

/// An ordinary contract of so many parties: the sender has filled in a date, party 1 fills in the amount and, if it
/// likes, a note; party 2, where there is one, signs with a seal as well.
pub fn routine(parties: u8, order: SigningOrder) -> Open {
    let mut open = draft(parties, order);
    open.policy.course = Course::Routine;
    open.deadline = Some(START.plus_millis(DEADLINE_MS));
    open.images = Some(digest("images of the clean file"));
    if parties > 1 {
        let mut sealed = draft_field(2);
        sealed.content = SignContent::Seal {
            holder: SealHolder::Organisation,
            opacity: Opacity::FULL,
        };
        open.fields.push(sealed);
    }
    let kinds = [
        (None, "签订日期", ValueKind::Date {}, true),
        (Some(P1), "合同金额", ValueKind::Amount {}, true),
        (Some(P1), "备注", ValueKind::Line { max: 20 }, false),
        (
            None,
            "大写金额",
            ValueKind::AmountInWords {
                of: control(&open, 1),
            },
            false,
        ),
    ];
    for (index, (party, name, kind, required)) in kinds.into_iter().enumerate() {
        let control = FillControl {
            no: control(&open, index),
            party,
            page: 1,
            rect: PageRect {
                x: 60_000,
                y: 300_000 + 20_000 * index as i64,
                w: 120_000,
                h: 16_000,
            },
            name: name.into(),
            hint: String::new(),
            required,
            kind,
            style: ValueStyle::default(),
        };
        open.controls.push(control);
    }
    open.values = vec![typed(control(&open, 0), "2026年11月23日")];
    open
}

/// Number of the fill control at `index`: they are numbered after the sign controls.
pub fn control(open: &Open, index: usize) -> FieldNo {
    FieldNo((open.fields.len() + 1 + index) as u16)
}

pub fn typed(no: FieldNo, text: &str) -> TypedValue {
    TypedValue {
        no,
        text: text.into(),
    }
}

pub fn together(parties: u8) -> Open {
    draft(parties, SigningOrder::Together)
}

pub fn in_turn(parties: u8) -> Open {
    draft(parties, SigningOrder::InTurn)
}

/// The lists that lie beside the log.
pub fn page_list() -> PageList {
    let image = |page: u32| PageImage {
        image: page_image(page),
        width_px: 1240,
        height_px: 1754,
        text: digest(&format!("text of page {page}")),
        disputed: false,
    };
    PageList {
        boxes: together(1).pages,
        images: (1..=PAGES).map(image).collect(),
    }
}

pub fn page_image(page: u32) -> Sha256Hash {
    digest(&format!("image of page {page}"))
}

pub fn prepared() -> Prepared {
    Prepared {
        r0: digest("R0"),
        length: 48_213,
        plan: digest("plan"),
        images: digest("images"),
        first_image: page_image(1),
        certificate: digest("certificate of R0"),
        time_authority: None,
    }
}

pub fn open(draft: &Open) -> ContractCommand {
    ContractCommand::Open(Box::new(draft.clone()))
}

pub fn verify(no: PartyNo, device_key: &str) -> ContractCommand {
    ContractCommand::VerifyParty {
        party: no,
        method: IdentityMethod::OutboxCode,
        device_key: device_key.to_owned(),
        id_seen: None,
        photo: None,
    }
}

pub fn verify_face_to_face(no: PartyNo, id_seen: Option<&str>) -> ContractCommand {
    ContractCommand::VerifyParty {
        party: no,
        method: IdentityMethod::HostFaceToFace,
        device_key: device(no),
        id_seen: id_seen.map(str::to_owned),
        photo: Some(digest("photo")),
    }
}

pub const CONSENTS: [ConsentKind; 5] = [
    ConsentKind::Terms,
    ConsentKind::Privacy,
    ConsentKind::Certificate,
    ConsentKind::Ink,
    ConsentKind::Recording,
];

pub fn consent(kind: ConsentKind, given: bool) -> ContractCommand {
    ContractCommand::Consent {
        kind,
        given,
        version: "1".into(),
        text: digest("text of a consent"),
    }
}

pub fn enter(phase: Phase) -> ContractCommand {
    ContractCommand::EnterPhase { phase }
}

pub fn turn(page: u32) -> ContractCommand {
    ContractCommand::TurnPage {
        page,
        image: page_image(page),
    }
}

pub fn pause() -> ContractCommand {
    ContractCommand::Pause {
        reason: "核对附件".into(),
    }
}

pub fn call_off() -> ContractCommand {
    ContractCommand::CallOff {
        reason: "条款未谈妥".into(),
    }
}

/// Stroke number `stroke` of a box; its shape follows from box and number.
pub fn draw(field: FieldNo, stroke: u32) -> ContractCommand {
    let corner = u32::from(field.0) * 1000 + stroke * 500;
    let points = (0..4u32).map(|step| InkPoint {
        x: (corner + step * 700) as u16,
        y: (20_000 + step * 900) as u16,
        t: step * 83,
        w: 512,
    });
    drawn(field, stroke, points.collect())
}

/// A touch of the pen that goes nowhere.
pub fn dot(field: FieldNo, stroke: u32) -> ContractCommand {
    let point = InkPoint {
        x: 30_000,
        y: 30_000,
        t: 0,
        w: 512,
    };
    drawn(field, stroke, vec![point])
}

fn drawn(field: FieldNo, stroke: u32, points: Vec<InkPoint>) -> ContractCommand {
    let drawn = Stroke { points };
    ContractCommand::DrawStroke {
        field,
        stroke,
        points: drawn.points.len() as u32,
        digest: Sha256Hash::of(&encoded_stroke::encode(&drawn).unwrap()),
        ink: encoded_stroke::to_text(&drawn).unwrap(),
        saved: false,
    }
}

/// The activation that the party's device would sign now, as JSON to change before it is encoded.
pub fn activation(session: &Session, no: PartyNo) -> serde_json::Value {
    let seen = session.seen().unwrap();
    let seals = seals(session, no);
    let opinions = opinions(session, no);
    let mut record = json!({
        "$t": "hub.activation.v1",
        "at": session.now,
        "ink": session.state.party(no).unwrap().ink_digest(),
        "party": no,
        "purpose": "sign",
        "r0": session.state.r0(),
        "seen_hash": seen.hash,
        "seen_n": seen.n,
        "session": session.state.first_line,
    });
    if !seals.is_empty() {
        record["seals"] = seals
            .iter()
            .map(|sealed| json!({"artwork": sealed.used.picture.artwork, "field": sealed.field, "seal": sealed.used.seal}))
            .collect();
    }
    let opinions = opinions.iter().map(|written| (written.field, written.digest()));
    if let Some(opinions) = activated(opinions) {
        record["opinions"] = opinions;
    }
    record
}

/// What the party writes in every control that asks for an opinion: the words to be copied, or its own.
pub fn opinions(session: &Session, no: PartyNo) -> Vec<WrittenOpinion> {
    let fields = session.state.fields_of(no);
    let asked = fields.filter_map(|field| match &field.content {
        SignContent::Opinion { copy } if copy.is_empty() => Some(opinion(field.no, "同意付款")),
        SignContent::Opinion { copy } => Some(opinion(field.no, copy)),
        _ => None,
    });
    asked.collect()
}

pub fn opinion(field: FieldNo, text: &str) -> WrittenOpinion {
    let nonce = "0f".repeat(16);
    let record = canonical::encode(&json!({"$t": "hub.opinion.v1", "nonce": nonce, "text": text})).unwrap();
    WrittenOpinion {
        field,
        record: String::from_utf8(record).unwrap(),
    }
}

/// One permitted seal for every control of the party that asks for one.
pub fn seals(session: &Session, no: PartyNo) -> Vec<SealedField> {
    let asks = session
        .state
        .fields_of(no)
        .filter(|field| field.content.is_sealed());
    asks.map(|field| SealedField {
        field: field.no,
        used: SealUse {
            seal: SealId(Uuid::from_u128(0x5ea1)),
            act: ActId(Uuid::from_u128(0xac7)),
            permit: Quote {
                stream: StreamId::new("seal", Uuid::from_u128(0x5ea1)),
                seq: 7,
                hash: digest("permit"),
            },
            record: digest("seal record"),
            kind: SealKind::Contract,
            picture: Picture {
                artwork: digest("artwork"),
                width: 40_000,
                height: 40_000,
            },
        },
    })
    .collect()
}

/// The act of a party on what now stands, for tests to spoil.
pub fn act(session: &Session, no: PartyNo) -> Commit {
    let activation = canonical::encode(&activation(session, no)).unwrap();
    Commit {
        party: no,
        r0: session.state.r0().unwrap(),
        ink: session.state.party(no).unwrap().ink_digest(),
        activation: String::from_utf8(activation).unwrap(),
        signature: format!("signature-of-party-{no}"),
        device_key: device(no),
        seals: seals(session, no),
        opinions: opinions(session, no),
        passage: None,
    }
}

pub fn commit(act: Commit) -> ContractCommand {
    ContractCommand::Commit(Box::new(act))
}

/// The signature that the hub makes for a party on top of `base`.
pub fn signed(no: PartyNo, base: Sha256Hash) -> PartySigned {
    PartySigned {
        party: no,
        base,
        revision: digest(&format!("revision signed by {no}")),
        length: 60_000 + u64::from(no.0),
        certificate: digest(&format!("certificate of {no}")),
        serial: format!("{:016x}", 0x5e17_0000 + u32::from(no.0)),
        token: digest(&format!("token of {no}")),
        token_time: START.plus_millis(600_000),
        time_authority: None,
        issuer: None,
    }
}

/// Validation data and document time-stamp on top of `base`.
pub fn preserved(base: Sha256Hash) -> Preserved {
    Preserved {
        base,
        validation_length: 70_000,
        revision: digest("revision with the document time-stamp"),
        length: 80_000,
        token: digest("token of the document"),
        token_time: START.plus_millis(601_000),
        token_until: None,
        time_authority: None,
    }
}

pub fn film() -> FilmRendered {
    FilmRendered {
        film: digest("film"),
        length: 2_000_000,
        duration_ms: 61_000,
        renderer: digest("renderer"),
        from_seq: 1,
        from_hash: digest("head"),
    }
}
