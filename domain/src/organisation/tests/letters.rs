//! Letters of authority: who files and accepts them, and what they let somebody do at which moment.

use super::company::{Company, person};
use crate::approval::flow::Facts;
use crate::approval::step::{Guarded, Subject};
use crate::hash::Sha256Hash;
use crate::ids::{SealId, StreamId};
use crate::line::Head;
use crate::organisation::command::OrganisationCommand as Command;
use crate::organisation::event::MemberNo;
use crate::organisation::letter::{Letter, LetterAct, LetterNo, LetterScope};
use crate::organisation::rejection::OrganisationRejection as Rejection;
use uuid::Uuid;

const DAY: i64 = 86_400_000;
const NO: LetterNo = LetterNo(1);
const SEAL: SealId = SealId(Uuid::from_u128(0x5e));

/// Person 2 manages members, person 3 starts contracts; 1 decides.
fn company() -> (Company, MemberNo) {
    let mut company = Company::approved();
    company.employ(2, &[5]);
    let outsider = company.employ(3, &[3]);
    (company, outsider)
}

fn everything() -> LetterScope {
    LetterScope {
        acts: [LetterAct::Start, LetterAct::Sign, LetterAct::Seal].into(),
        contract_types: Default::default(),
        seals: Default::default(),
    }
}

/// For ten days from tomorrow.
fn letter(company: &Company, member: MemberNo, scope: LetterScope) -> Letter {
    Letter {
        member,
        scope,
        from: company.now.plus_millis(DAY),
        until: company.now.plus_millis(11 * DAY),
        document: Sha256Hash::of(b"paper"),
    }
}

fn file(company: &Company, member: MemberNo, scope: LetterScope) -> Command {
    Command::FileLetter {
        letter: letter(company, member, scope),
    }
}

/// With a letter of this scope for person 3, accepted and in its period.
fn in_force(scope: LetterScope) -> Company {
    let (mut company, outsider) = company();
    let file = file(&company, outsider, scope);
    company.by(2, file).unwrap();
    company.by(1, Command::AcceptLetter { no: NO }).unwrap();
    company.now = company.now.plus_millis(DAY);
    company
}

/// By which letter person 3 may do this now.
fn asks(
    company: &Company,
    act: Guarded,
    seal: Option<SealId>,
    kind: Option<&str>,
) -> Result<Option<LetterNo>, Rejection> {
    let stream = StreamId::new("organisation", Uuid::from_u128(0xb1));
    let head = Head {
        seq: 9,
        hash: Sha256Hash::of(b"line"),
        at: company.now,
    };
    let subject = Subject {
        act,
        id: Uuid::from_u128(0xc0),
        document: Sha256Hash::of(b"document"),
        seal,
    };
    let facts = Facts {
        contract_type: kind.map(str::to_owned),
        ..Facts::default()
    };
    let answer = company
        .state
        .clearance(&stream, head, person(3), subject, &facts, company.now);
    answer.map(|clearance| clearance.letter())
}

fn starts(company: &Company) -> Result<Option<LetterNo>, Rejection> {
    asks(company, Guarded::Start, None, None)
}

#[test]
fn whoever_is_employed_needs_none_until_one_is_filed() {
    let (mut company, outsider) = company();
    assert_eq!(starts(&company), Ok(None));
    let file = file(&company, outsider, everything());
    company.by(2, file).unwrap();
    assert_eq!(starts(&company), Err(Rejection::LetterMissing));
}

#[test]
fn it_counts_once_accepted_in_its_period_and_no_longer() {
    let (mut company, outsider) = company();
    let file = file(&company, outsider, everything());
    company.by(2, file).unwrap();
    company.by(1, Command::AcceptLetter { no: NO }).unwrap();
    assert_eq!(starts(&company), Err(Rejection::LetterExpired), "from tomorrow");
    company.now = company.now.plus_millis(DAY);
    assert_eq!(starts(&company), Ok(Some(NO)));
    company.now = company.now.plus_millis(10 * DAY - 1);
    assert_eq!(starts(&company), Ok(Some(NO)));
    company.now = company.now.plus_millis(1);
    assert_eq!(starts(&company), Err(Rejection::LetterExpired));
}

#[test]
fn it_covers_the_acts_types_and_seals_that_it_names() {
    let limited = LetterScope {
        acts: [LetterAct::Start, LetterAct::Seal].into(),
        contract_types: ["采购".to_owned()].into(),
        seals: [SEAL].into(),
    };
    let company = in_force(limited);
    let ok = Ok(Some(NO));
    let not = Err(Rejection::LetterScope);
    assert_eq!(asks(&company, Guarded::Start, None, Some("采购")), ok);
    assert_eq!(asks(&company, Guarded::Start, None, Some("销售")), not);
    assert_eq!(
        asks(&company, Guarded::Start, None, None),
        not,
        "a type that is not known"
    );
    assert_eq!(asks(&company, Guarded::OwnSignature, None, None), not);
    assert_eq!(asks(&company, Guarded::SealUse, Some(SEAL), None), ok);
    let other = SealId(Uuid::from_u128(0x5f));
    assert_eq!(asks(&company, Guarded::SealUse, Some(other), None), not);
    let company = in_force(everything());
    assert_eq!(asks(&company, Guarded::SealUse, Some(other), None), ok);
    assert_eq!(asks(&company, Guarded::OwnSignature, None, None), ok);
}

#[test]
fn a_second_letter_serves_where_the_first_does_not() {
    let sign_alone = LetterScope {
        acts: [LetterAct::Sign].into(),
        ..everything()
    };
    let mut company = in_force(sign_alone);
    let outsider = company.state.active_member(person(3)).unwrap().no;
    assert_eq!(starts(&company), Err(Rejection::LetterScope));
    let file = file(&company, outsider, everything());
    company.by(2, file).unwrap();
    assert_eq!(
        starts(&company),
        Err(Rejection::LetterScope),
        "the nearest miss is said"
    );
    company.by(1, Command::AcceptLetter { no: LetterNo(2) }).unwrap();
    company.now = company.now.plus_millis(DAY);
    assert_eq!(starts(&company), Ok(Some(LetterNo(2))));
}

#[test]
fn withdrawn_or_refused_it_covers_nothing() {
    let mut company = in_force(everything());
    company.by(2, Command::WithdrawLetter { no: NO }).unwrap();
    assert_eq!(starts(&company), Err(Rejection::LetterMissing));
    let again = company.by(1, Command::AcceptLetter { no: NO });
    assert_eq!(again, Err(Rejection::NothingPending));

    let (mut company, outsider) = self::company();
    let file = file(&company, outsider, everything());
    company.by(2, file).unwrap();
    let reason = "没有盖章".to_owned();
    company.by(1, Command::RefuseLetter { no: NO, reason }).unwrap();
    assert_eq!(starts(&company), Err(Rejection::LetterMissing));
}

#[test]
fn only_whoever_decides_accepts_and_nobody_for_themselves() {
    let (mut company, outsider) = company();
    let for_outsider = file(&company, outsider, everything());
    assert_eq!(company.by(3, for_outsider.clone()), Err(Rejection::NotAllowed));
    company.by(2, for_outsider).unwrap();
    for (n, refused) in [
        (2, Rejection::SuperAdministratorOnly),
        (3, Rejection::OwnLetter),
        (9, Rejection::NotAllowed),
    ] {
        assert_eq!(company.by(n, Command::AcceptLetter { no: NO }), Err(refused));
    }
    let unknown = Command::AcceptLetter { no: LetterNo(7) };
    assert_eq!(company.by(1, unknown), Err(Rejection::NoLetter));
    company.by(1, Command::AcceptLetter { no: NO }).unwrap();
    assert_eq!(company.by(1, Command::AcceptLetter { no: NO }), Ok(Vec::new()));
}

#[test]
fn what_cannot_be_filed() {
    let (mut company, outsider) = company();
    let mut refused = |change: fn(&mut Letter), rejection: Rejection| {
        let mut wrong = letter(&company, outsider, everything());
        change(&mut wrong);
        let command = Command::FileLetter { letter: wrong };
        assert_eq!(company.by(2, command), Err(rejection));
    };
    refused(|letter| letter.until = letter.from, Rejection::LetterPeriod);
    let over = |letter: &mut Letter| {
        letter.from = letter.from.plus_millis(-20 * DAY);
        letter.until = letter.until.plus_millis(-20 * DAY);
    };
    refused(over, Rejection::LetterPeriod);
    let long = |letter: &mut Letter| letter.until = letter.from.plus_millis(6 * 366 * DAY);
    refused(long, Rejection::LetterPeriod);
    refused(|letter| letter.scope.acts.clear(), Rejection::BadText);
    refused(|letter| letter.member = MemberNo(9), Rejection::NoMember);
    refused(|letter| letter.member = MemberNo(1), Rejection::LetterNotNeeded);
}
