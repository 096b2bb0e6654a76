//! Every kind of line that a log may hold stays readable: one file each, never edited once published.
//! `UPDATE_GOLDEN=1 cargo test -p domain golden` writes files that are not there yet.

use super::any_of;
use super::approvals as approvals_of_parties;
use super::auto_sign;
use super::cast::*;
use super::colleagues;
use super::demands;
use super::given::{self, done};
use super::session::Session;
use crate::account::Account;
use crate::account::event::{AccountEvent, Confirmation, IdentityCheck};
use crate::aggregate::{Aggregate, Caller, EventBody};
use crate::approval::Approval;
use crate::approval::event::ApprovalEvent;
use crate::approval::flow::FlowNo;
use crate::approval::tests::samples as approvals;
use crate::bulk_start::rules::tests as bulk_starts;
use crate::bulk_start::{BulkStart, BulkStartEvent};
use crate::canonical;
use crate::contract::Contract;
use crate::contract::command::ContractCommand as Command;
use crate::contract::event::{ConsentKind, ContractEvent, Phase};
use crate::contract::plan::SigningOrder;
use crate::hash::Sha256Hash;
use crate::identity_document::DocumentKind;
use crate::ids::{AccountId, CommandId, SealId, StreamId};
use crate::line::{self, Head, LineHeader, caller_from_text};
use crate::organisation::Organisation;
use crate::organisation::credit_code::CreditCode;
use crate::organisation::event::{
    Absence, DepartmentNo, MemberNo, OrganisationEvent, Placement, RoleNo, Service,
};
use crate::organisation::letter::{Letter, LetterAct, LetterNo, LetterScope};
use crate::organisation::permission::{DataScope, Permission};
use crate::personal::{Personal, Seed};
use crate::renewal::rules::tests as renewals;
use crate::renewal::{Renewal, RenewalEvent};
use crate::seal::Seal;
use crate::seal::event::SealEvent;
use crate::seal::tests::samples;
use crate::sign_code::tests as sign_codes;
use crate::sign_code::{SignCode, SignCodeEvent};
use crate::template::Template;
use crate::template::event::TemplateEvent;
use crate::template::tests as templates;
use crate::timestamp::Timestamp;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use uuid::Uuid;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/events/v1")
}

/// Serde lists the variants it knows when it is given one that it does not.
fn kinds_of<E: EventBody>() -> BTreeSet<String> {
    let unknown = serde_json::json!({"$t": "?", "body": {}});
    let said = serde_json::from_value::<E>(unknown).unwrap_err().to_string();
    let kinds: BTreeSet<String> = said
        .split('`')
        .filter(|word| word.starts_with("hub."))
        .map(str::to_owned)
        .collect();
    assert!(!kinds.is_empty(), "{said}");
    kinds
}

/// Reads a stored line by itself: its place in the chain is what it says of itself.
fn read_and_write_again<E: EventBody>(bytes: &[u8]) -> Vec<u8> {
    let record = canonical::parse_record(bytes).unwrap();
    let head = Head {
        seq: record["n"].as_u64().unwrap() - 1,
        hash: record["prev"].as_str().unwrap().parse().unwrap(),
        at: Timestamp(0),
    };
    let read = line::read::<E>(head, bytes, &[]).unwrap();
    let stream = StreamId::try_from(record["sid"].as_str().unwrap().to_owned()).unwrap();
    let header = LineHeader {
        stream: &stream,
        at: read.at,
        by: caller_from_text(record["by"].as_str().unwrap()).unwrap(),
        command: record["cmd"].as_str().unwrap().parse().unwrap(),
        seen: record
            .get("seen")
            .map(|seen| serde_json::from_value(seen.clone()).unwrap()),
    };
    let again = line::write(head, &header, &read.event).unwrap();
    assert_eq!((again.seq, again.hash, again.by), (read.seq, read.hash, read.by));
    again.bytes
}

/// Checks the files of one event type; `samples` gives the line for a file that is not there yet.
fn assert_readable<E: EventBody>(samples: impl Fn() -> Vec<(String, Vec<u8>)>) {
    for kind in kinds_of::<E>() {
        let path = folder().join(format!("{kind}.json"));
        if !path.exists() && std::env::var_os("UPDATE_GOLDEN").is_some() {
            let made = samples().into_iter().find(|(made, _)| *made == kind);
            std::fs::write(&path, made.unwrap_or_else(|| panic!("no sample of {kind}")).1).unwrap();
        }
        let stored = std::fs::read(&path).unwrap_or_else(|_| panic!("{kind} has no golden line"));
        let record: Value = serde_json::from_slice(&stored).unwrap();
        assert_eq!(record["$t"], kind.as_str());
        assert!(
            read_and_write_again::<E>(&stored) == stored,
            "{kind} is written differently now"
        );
    }
}

/// Sessions in which everything happens that can happen.
fn contract_lines() -> Vec<(String, Vec<u8>)> {
    let mut whole = given::lobby(&together(2));
    for present in [true, false] {
        done(&mut whole, Caller::Hub, Command::SetHostPresence { present });
    }
    done(&mut whole, host(), verify_face_to_face(P1, Some("身份证")));
    let mut live = given::reading(&in_turn(2));
    done(&mut live, host(), turn(2));
    done(
        &mut live,
        party(P1),
        Command::ReportReading {
            page: 2,
            millis: 1500,
        },
    );
    done(&mut live, host(), pause());
    done(&mut live, host(), Command::Resume);
    done(&mut live, host(), enter(Phase::Signing));
    done(&mut live, party(P1), draw(field(P1), 1));
    done(&mut live, party(P1), Command::ClearInk { field: field(P1) });
    done(&mut live, host(), Command::WithdrawGrant { party: P1 });
    done(
        &mut live,
        Caller::Hub,
        Command::SetPresence {
            party: P1,
            present: false,
        },
    );
    done(
        &mut live,
        host(),
        Command::Remove {
            party: P1,
            reason: "换一台设备".into(),
        },
    );
    done(
        &mut live,
        party(P2),
        Command::Refuse {
            reason: "金额不对".into(),
        },
    );
    done(&mut live, host(), call_off());
    let mut waiting = given::sealing(&together(1));
    done(
        &mut waiting,
        Caller::Hub,
        Command::RecordSealingWaiting {
            code: "ca_unreachable".into(),
        },
    );
    let mut no_film = given::all_signed(&together(1));
    done(
        &mut no_film,
        Caller::Hub,
        Command::RecordNoPreservation {
            code: "not_planned".into(),
        },
    );
    let sealed = given::record_sealed(&no_film);
    done(&mut no_film, Caller::Hub, sealed);
    done(
        &mut no_film,
        Caller::Hub,
        Command::RecordNoFilm {
            code: "film_failed".into(),
        },
    );
    let sessions: [Session; 5] = [whole, live, given::closed(&together(2)), no_film, waiting];
    sessions
        .into_iter()
        .chain(ordinary_sessions())
        .flat_map(|session| session.lines)
        .map(|line| (line.kind, line.bytes))
        .collect()
}

/// The same for ordinary contracts.
fn ordinary_sessions() -> [Session; 7] {
    let mut revoked = given::to_sign(&routine(2, SigningOrder::Together));
    given::come(&mut revoked, P2);
    given::draw_and_commit(&mut revoked, P2);
    done(&mut revoked, Caller::Hub, approvals_of_parties::awaited());
    done(
        &mut revoked,
        Caller::Hub,
        approvals_of_parties::settled(1, true, None),
    );
    let deadline = revoked.now.plus_millis(86_400_000);
    done(&mut revoked, host(), Command::ExtendDeadline { deadline });
    done(&mut revoked, host(), Command::Remind { party: None });
    let details = draft_party(4);
    let transfer = Command::Transfer {
        details: details.clone(),
    };
    done(&mut revoked, party(P1), transfer);
    done(&mut revoked, host(), Command::CorrectParty { party: P1, details });
    let reason = "不再需要了".to_owned();
    done(&mut revoked, host(), Command::Revoke { reason });
    let mut expired = given::preparing(&routine(1, SigningOrder::Together));
    expired.wait(DEADLINE_MS);
    done(&mut expired, Caller::Hub, Command::Expire);
    let mut managed = given::to_sign(&colleagues::sent_for_organisation());
    let reminder = colleagues::as_colleague(Command::Remind { party: None });
    done(&mut managed, stranger(), reminder);
    done(&mut managed, Caller::Hub, colleagues::replace_sender());
    done(&mut managed, Caller::Hub, Command::RecordOwnLink { party: P1 });
    let mut proven = given::to_sign(&routine(1, SigningOrder::Together));
    done(&mut proven, Caller::Hub, demands::shows(P1, demands::face()));
    let mut mismatched = given::to_sign(&routine(2, SigningOrder::Together));
    done(
        &mut mismatched,
        Caller::Hub,
        Command::RecordMismatch { party: P2 },
    );
    let mut handed_back = auto_sign::to_sign(&auto_sign::sealing_itself());
    done(&mut handed_back, Caller::Hub, auto_sign::hand_back());
    let mut taken = given::to_sign(&any_of::one_of_two());
    done(&mut taken, Caller::Hub, any_of::other_takes());
    [revoked, expired, managed, proven, mismatched, handed_back, taken]
}

/// The first line of this kind in the sessions above: it has parts that lines of ceremonies leave out.
fn ordinary_line(kind: &str) -> Vec<u8> {
    let lines = ordinary_sessions().into_iter().flat_map(|session| session.lines);
    lines.into_iter().find(|line| line.kind == kind).unwrap().bytes
}

fn account_lines() -> Vec<(String, Vec<u8>)> {
    let id = AccountId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00a1));
    let stream = StreamId::new(Account::KIND, id.0);
    let phone = Personal::commit(&Seed([1; 32]), "phone", "+8613800000001");
    let accepted = AccountEvent::AgreementAccepted {
        kind: ConsentKind::Terms,
        version: "1".into(),
        text: Sha256Hash::of(b"terms"),
    };
    let personal = |path: &str, value: &str| Personal::commit(&Seed([1; 32]), path, value);
    let (confirmed, passkey) = (Confirmation::PhoneCode, Sha256Hash::of(b"passkey"));
    let key = Sha256Hash::of(b"key");
    let events = vec![
        AccountEvent::Opened { phone },
        accepted,
        AccountEvent::OperatorMade {},
        AccountEvent::PasswordSet { confirmed },
        AccountEvent::PasswordRemoved { confirmed },
        AccountEvent::SignPasswordSet { confirmed },
        AccountEvent::PasskeyAdded {
            passkey,
            key,
            confirmed,
        },
        AccountEvent::PasskeyRemoved {
            passkey,
            confirmed: Confirmation::Passkey,
        },
        AccountEvent::PasskeyDistrusted { passkey },
        AccountEvent::PhoneChanged {
            phone: personal("phone", "+8613800000002"),
            confirmed: Confirmation::Identity,
        },
        AccountEvent::IdentityVerified {
            check: IdentityCheck::TencentFaceId,
            document: DocumentKind::ResidentIdCard,
            name: personal("name", "张伟"),
            number: personal("number", "11010519491231002X"),
            receipt: personal("receipt", "biz-token"),
        },
        AccountEvent::WechatBound {
            wechat: personal("wechat", "unionid"),
        },
        AccountEvent::WechatUnbound { confirmed },
    ];
    written(&stream, Caller::Account(id), events)
}

/// One of each kind; as a history they need not make sense.
fn organisation_lines() -> Vec<(String, Vec<u8>)> {
    use crate::organisation::event::OrganisationEvent as Event;
    let account = AccountId(Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00a1));
    let stream = StreamId::new(
        Organisation::KIND,
        Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_00b1),
    );
    let personal = |path: &str, value: &str| Personal::commit(&Seed([1; 32]), path, value);
    let credit_code = CreditCode::parse("91350100M000100Y43").unwrap();
    let name = || "青屿新能源有限公司".to_owned();
    let placement = Placement {
        departments: vec![DepartmentNo(1)],
        roles: vec![RoleNo(3)],
    };
    let (department, role, member) = (DepartmentNo(1), RoleNo(100), MemberNo(2));
    let parent = DepartmentNo(0);
    let until = START.plus_millis(604_800_000);
    let events = vec![
        Event::Registered {
            name: name(),
            credit_code: credit_code.clone(),
            legal_representative: personal("legal_representative", "林望舒"),
            registrant: account,
            registrant_name: personal("registrant_name", "林望舒"),
            is_legal_representative: true,
        },
        Event::Refused {
            reason: "执照照片不清晰".to_owned(),
        },
        Event::SubmittedAgain {
            name: name(),
            credit_code,
            legal_representative: personal("legal_representative", "林望舒"),
        },
        Event::Approved {},
        Event::DepartmentMade {
            no: department,
            name: "销售部".to_owned(),
            parent,
        },
        Event::DepartmentChanged {
            no: department,
            name: "市场部".to_owned(),
            parent,
        },
        Event::DepartmentHeadSet {
            no: department,
            head: Some(member),
        },
        Event::DepartmentRemoved { no: department },
        Event::RoleSet {
            no: role,
            name: "合同专员".to_owned(),
            description: String::new(),
            permissions: [Permission::StartContracts, Permission::ViewContracts].into(),
            scope: DataScope::Department,
        },
        Event::RoleDisabled { no: role },
        Event::RoleEnabled { no: role },
        Event::MemberInvited {
            no: member,
            name: personal("name", "陈以南"),
            phone: personal("phone", "13800000002"),
            placement: placement.clone(),
        },
        Event::InvitationWithdrawn { no: member },
        Event::MemberJoined { no: member, account },
        Event::MemberPlaced {
            no: member,
            placement,
        },
        Event::MemberSuperiorSet {
            no: member,
            superior: Some(MemberNo(1)),
        },
        Event::MemberSuspended { no: member },
        Event::MemberResumed { no: member },
        Event::MemberLeft {
            no: member,
            successor: Some(MemberNo(1)),
        },
        Event::FlowSet {
            no: FlowNo(1),
            flow: approvals::flow(),
        },
        Event::FlowTurned {
            no: FlowNo(1),
            on: false,
        },
        Event::AbsenceSet {
            no: member,
            absence: Absence {
                from: START,
                until,
                substitute: MemberNo(1),
            },
        },
        Event::AbsenceEnded { no: member },
        Event::LetterFiled {
            no: LetterNo(1),
            letter: Letter {
                member,
                scope: LetterScope {
                    acts: [LetterAct::Start, LetterAct::Seal].into(),
                    contract_types: ["采购合同".to_owned()].into(),
                    seals: [SealId(Uuid::from_u128(0x5e))].into(),
                },
                from: START,
                until,
                document: digest("a letter of authority"),
            },
        },
        Event::LetterAccepted { no: LetterNo(1) },
        Event::LetterRefused {
            no: LetterNo(1),
            reason: "没有盖章".to_owned(),
        },
        Event::LetterWithdrawn { no: LetterNo(1) },
        Event::ServiceSwitched {
            service: Service::CrossPageSeal,
            on: true,
            agreement: None,
        },
        Event::SuperAdministratorAsked { to: member },
        Event::SuperAdministratorChangeDropped {},
        Event::SuperAdministratorChanged { to: member },
        Event::Renamed { name: name() },
        Event::DissolutionAsked { until },
        Event::DissolutionWithdrawn {},
        Event::Dissolved {},
        Event::OfficialSealRegistered { seal: samples::SEAL },
        Event::OfficialSealReleased { seal: samples::SEAL },
    ];
    written(&stream, Caller::Account(account), events)
}

fn seal_lines() -> Vec<(String, Vec<u8>)> {
    let stream = StreamId::new(Seal::KIND, samples::SEAL.0);
    written(&stream, Caller::Account(samples::MAKER), samples::events())
}

fn template_lines() -> Vec<(String, Vec<u8>)> {
    let stream = StreamId::new(Template::KIND, Uuid::from_u128(0xd2));
    written(&stream, Caller::Account(templates::OWNER), templates::samples())
}

fn bulk_start_lines() -> Vec<(String, Vec<u8>)> {
    let stream = StreamId::new(BulkStart::KIND, Uuid::from_u128(0xb5));
    written(
        &stream,
        Caller::Account(bulk_starts::OWNER_ID),
        bulk_starts::samples(),
    )
}

fn sign_code_lines() -> Vec<(String, Vec<u8>)> {
    let stream = StreamId::new(SignCode::KIND, Uuid::from_u128(0x5c));
    written(
        &stream,
        Caller::Account(sign_codes::OWNER_ID),
        sign_codes::samples(),
    )
}

fn renewal_lines() -> Vec<(String, Vec<u8>)> {
    let stream = StreamId::new(Renewal::KIND, Uuid::from_u128(0xe7));
    written(&stream, Caller::Hub, renewals::samples())
}

fn approval_lines() -> Vec<(String, Vec<u8>)> {
    let stream = StreamId::new(Approval::KIND, approvals::APPROVAL);
    let requester = Caller::Account(approvals::REQUESTER);
    written(&stream, requester, approvals::events(START))
}

/// The lines of these events, each by a command of its own; the second is the person's, the others the hub's.
fn written<E: EventBody>(stream: &StreamId, person: Caller, events: Vec<E>) -> Vec<(String, Vec<u8>)> {
    let mut head = Head::NONE;
    let mut lines = Vec::new();
    for event in events {
        let header = LineHeader {
            stream,
            at: START,
            by: if head.seq == 1 { person } else { Caller::Hub },
            command: CommandId(Uuid::from_u128(u128::from(head.seq) + 1)),
            seen: None,
        };
        let line = line::write(head, &header, &event).unwrap();
        head = Head {
            seq: line.seq,
            hash: line.hash,
            at: line.at,
        };
        lines.push((line.kind, line.bytes));
    }
    lines
}

#[test]
fn every_line_of_a_contract_stays_readable() {
    assert_readable::<ContractEvent>(contract_lines);
}

#[test]
fn lines_of_ordinary_contracts_stay_readable() {
    for kind in ["hub.opened.v1", "hub.committed.v1"] {
        let path = folder().join(format!("{kind}+ordinary.json"));
        if !path.exists() && std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, ordinary_line(kind)).unwrap();
        }
        let stored = std::fs::read(&path).unwrap();
        let again = read_and_write_again::<ContractEvent>(&stored);
        assert!(again == stored, "{kind} is written differently now");
    }
}

#[test]
fn every_line_of_an_account_stays_readable() {
    assert_readable::<AccountEvent>(account_lines);
}

#[test]
fn every_line_of_an_organisation_stays_readable() {
    assert_readable::<OrganisationEvent>(organisation_lines);
}

#[test]
fn every_line_of_a_seal_stays_readable() {
    assert_readable::<SealEvent>(seal_lines);
}

#[test]
fn every_line_of_a_template_stays_readable() {
    assert_readable::<TemplateEvent>(template_lines);
}

#[test]
fn every_line_of_an_approval_stays_readable() {
    assert_readable::<ApprovalEvent>(approval_lines);
}

#[test]
fn every_line_of_a_bulk_start_stays_readable() {
    assert_readable::<BulkStartEvent>(bulk_start_lines);
}

#[test]
fn every_line_of_a_sign_code_stays_readable() {
    assert_readable::<SignCodeEvent>(sign_code_lines);
}

#[test]
fn every_line_of_a_renewal_stays_readable() {
    assert_readable::<RenewalEvent>(renewal_lines);
}

#[test]
fn no_golden_line_is_of_a_kind_that_is_not_known() {
    let known: BTreeSet<String> = kinds_of::<<Contract as Aggregate>::Event>()
        .into_iter()
        .chain(kinds_of::<<Account as Aggregate>::Event>())
        .chain(kinds_of::<<Organisation as Aggregate>::Event>())
        .chain(kinds_of::<<Approval as Aggregate>::Event>())
        .chain(kinds_of::<<Seal as Aggregate>::Event>())
        .chain(kinds_of::<<Template as Aggregate>::Event>())
        .chain(kinds_of::<<BulkStart as Aggregate>::Event>())
        .chain(kinds_of::<<SignCode as Aggregate>::Event>())
        .chain(kinds_of::<<Renewal as Aggregate>::Event>())
        .map(|kind| format!("{kind}.json"))
        .collect();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(known.contains(&name.replace("+ordinary", "")), "{name}");
    }
}
