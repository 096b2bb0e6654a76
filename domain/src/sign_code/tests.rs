//! Rules of sign codes: given, when, then; and what no order of scans can bring about.

use super::conditions::{Condition, Plan, PlannedPart};
use super::rules::{MOST_DAYS, MOST_NAMED};
use super::state::SignCodeState as State;
use super::{
    Issued, Rules, SignCode, SignCodeCommand as Command, SignCodeEffect as Effect, SignCodeEvent as Event,
    SignCodeRejection as Rejection, draft_of_place,
};
use crate::aggregate::{Aggregate, Caller, Envelope, Recorded};
use crate::contract::plan::{Course, SigningOrder};
use crate::hash::Sha256Hash;
use crate::ids::{AccountId, CommandId, OrganisationId, StreamId};
use crate::personal::Seed;
use crate::quote::Quote;
use crate::timestamp::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

pub const OWNER_ID: AccountId = AccountId(Uuid::from_u128(1));
const OWNER: Caller = Caller::Account(OWNER_ID);
const SAID: Sha256Hash = Sha256Hash([9; 32]);
const UNTIL: i64 = 1000;

fn person(number: u128) -> Caller {
    Caller::Account(AccountId(Uuid::from_u128(100 + number)))
}

fn rules(contracts: u32) -> Rules {
    Rules {
        contracts,
        until: Timestamp(UNTIL),
        days_to_sign: 7,
        repeats: true,
        named: None,
        rotates: None,
    }
}

fn issue(rules: Rules) -> Command {
    Command::Issue(Issued {
        owner: OWNER_ID,
        organisation: Some(OrganisationId(Uuid::from_u128(8))),
        template: Quote {
            stream: StreamId::new("template", Uuid::from_u128(3)),
            seq: 1,
            hash: Sha256Hash([3; 32]),
        },
        template_name: "参展协议".to_owned(),
        rules,
    })
}

fn attempt(number: u128) -> Command {
    Command::Take {
        attempt: Uuid::from_u128(number),
        said: SAID,
    }
}

/// One event of each kind, for the golden lines.
pub fn samples() -> Vec<Event> {
    let named = Rules {
        named: Some(vec![AccountId(Uuid::from_u128(101))]),
        rotates: Some(5),
        ..rules(5)
    };
    let Command::Issue(issued) = issue(named) else {
        return Vec::new();
    };
    vec![
        Event::Issued(issued),
        Event::Taken {
            place: 0,
            person: AccountId(Uuid::from_u128(101)),
            attempt: Uuid::from_u128(6),
            said: SAID,
        },
        Event::Opened { place: 0 },
        Event::Refused {
            place: 0,
            code: "value_missing".to_owned(),
        },
        Event::Turned { on: false },
    ]
}

fn give_at(state: &mut State, at: i64, by: Caller, body: Command) -> Result<Vec<Effect>, Rejection> {
    let command = Envelope {
        id: CommandId(Uuid::from_u128(5)),
        at: Timestamp(at),
        by,
        seed: Seed([1; 32]),
        expected_seq: None,
        seen: None,
        answers: None,
        body,
    };
    let mut effects = Vec::new();
    for event in SignCode::decide(state, &command)? {
        let recorded = Recorded {
            seq: 1,
            hash: Sha256Hash([2; 32]),
            at: Timestamp(at),
            by,
            event,
        };
        SignCode::evolve(state, &recorded);
        assert_eq!(SignCode::broken_invariants(state), Vec::<&str>::new());
        effects.extend(SignCode::effects(state, &recorded));
    }
    Ok(effects)
}

fn give(state: &mut State, by: Caller, body: Command) -> Result<Vec<Effect>, Rejection> {
    give_at(state, 7, by, body)
}

fn issued(rules: Rules) -> State {
    let mut state = State::default();
    give(&mut state, OWNER, issue(rules)).unwrap();
    state
}

fn opens(place: u32) -> Result<Vec<Effect>, Rejection> {
    Ok(vec![Effect::Open { place, said: SAID }])
}

#[test]
fn every_scan_is_a_contract_until_all_are_used() {
    let mut state = issued(rules(2));
    assert_eq!(give(&mut state, person(1), attempt(1)), opens(0));
    assert_eq!(give(&mut state, person(2), attempt(1)), opens(1));
    assert_eq!(give(&mut state, person(3), attempt(1)), Err(Rejection::UsedUp));
    let refused = Command::RecordRefused {
        place: 0,
        code: "busy".to_owned(),
    };
    give(&mut state, Caller::Hub, refused).unwrap();
    assert_eq!(
        give(&mut state, person(3), attempt(1)),
        opens(2),
        "a refused place is free again"
    );
}

#[test]
fn the_same_try_is_the_same_place_also_after_the_end() {
    let mut state = issued(rules(1));
    give(&mut state, person(1), attempt(1)).unwrap();
    give(&mut state, OWNER, Command::Turn { on: false }).unwrap();
    assert_eq!(give_at(&mut state, UNTIL, person(1), attempt(1)), Ok(vec![]));
    assert_eq!(state.places.len(), 1);
}

#[test]
fn who_has_one_is_led_to_it_where_one_is_all_there_is() {
    let mut state = issued(Rules {
        repeats: false,
        ..rules(5)
    });
    give(&mut state, person(1), attempt(1)).unwrap();
    give(&mut state, OWNER, Command::Turn { on: false }).unwrap();
    assert_eq!(
        give(&mut state, person(1), attempt(2)),
        Err(Rejection::SignedAlready { place: 0 }),
        "rather than that the code is off"
    );
    let mut state = issued(rules(2));
    give(&mut state, person(1), attempt(1)).unwrap();
    assert_eq!(give(&mut state, person(1), attempt(2)), opens(1));
    assert_eq!(
        give(&mut state, person(1), attempt(3)),
        Err(Rejection::SignedAlready { place: 1 }),
        "the latest, rather than that the code is used up"
    );
}

#[test]
fn it_is_off_over_or_for_others() {
    let mut state = issued(Rules {
        named: Some(vec![AccountId(Uuid::from_u128(101))]),
        ..rules(5)
    });
    assert_eq!(give(&mut state, person(2), attempt(1)), Err(Rejection::NotNamed));
    give(&mut state, OWNER, Command::Turn { on: false }).unwrap();
    assert_eq!(give(&mut state, person(1), attempt(1)), Err(Rejection::Off));
    give(&mut state, OWNER, Command::Turn { on: true }).unwrap();
    assert_eq!(
        give_at(&mut state, UNTIL, person(1), attempt(1)),
        Err(Rejection::Over)
    );
    assert_eq!(give_at(&mut state, UNTIL - 1, person(1), attempt(1)), opens(0));
}

#[test]
fn only_its_owner_issues_and_turns_it_and_only_the_hub_tells_what_came_of_a_place() {
    let mut state = State::default();
    assert_eq!(
        give(&mut state, person(1), issue(rules(1))),
        Err(Rejection::NotAllowed)
    );
    let mut state = issued(rules(1));
    assert_eq!(
        give(&mut state, person(1), Command::Turn { on: false }),
        Err(Rejection::NotAllowed)
    );
    give(&mut state, person(1), attempt(1)).unwrap();
    for by in [OWNER, person(1)] {
        let told = give(&mut state, by, Command::RecordOpened { place: 0 });
        assert_eq!(told, Err(Rejection::NotAllowed));
    }
    assert_eq!(
        give(&mut state, Caller::Hub, Command::RecordOpened { place: 1 }),
        Err(Rejection::NoPlace)
    );
}

#[test]
fn rules_have_bounds() {
    let day = 86_400_000;
    let people = |count: usize| Some(vec![AccountId(Uuid::nil()); count]);
    let wrong = [
        rules(0),
        rules(10_001),
        Rules {
            until: Timestamp(7),
            ..rules(1)
        },
        Rules {
            until: Timestamp(9 + (MOST_DAYS + 1) * day),
            ..rules(1)
        },
        Rules {
            days_to_sign: 0,
            ..rules(1)
        },
        Rules {
            days_to_sign: 31,
            ..rules(1)
        },
        Rules {
            named: people(0),
            ..rules(1)
        },
        Rules {
            named: people(MOST_NAMED + 1),
            ..rules(1)
        },
        Rules {
            rotates: Some(0),
            ..rules(1)
        },
        Rules {
            rotates: Some(61),
            ..rules(1)
        },
    ];
    for rules in wrong {
        let refused = give(&mut State::default(), OWNER, issue(rules.clone()));
        assert_eq!(refused, Err(Rejection::BadRules), "{rules:?}");
    }
}

#[test]
fn every_place_has_a_contract_of_its_own_and_always_the_same() {
    let of = |id: u128, place| draft_of_place(&StreamId::new(SignCode::KIND, Uuid::from_u128(id)), place);
    assert_eq!(of(1, 0), of(1, 0));
    assert_ne!(of(1, 0), of(1, 1));
    assert_ne!(of(1, 0), of(2, 0));
}

const PERSON: PlannedPart = PlannedPart {
    organisation: false,
    auto: false,
    turn: None,
};
const OWN_SIDE: PlannedPart = PlannedPart {
    organisation: true,
    auto: true,
    turn: None,
};

fn missing(order: SigningOrder, parts: &[PlannedPart]) -> Vec<Condition> {
    let plan = Plan {
        enabled: true,
        course: Course::Routine,
        order,
        parts,
        controls: &[],
        silent_signing: true,
        seal_in_use: true,
    };
    let all = Condition::ALL.into_iter();
    all.filter(|condition| !condition.is_met(&plan)).collect()
}

#[test]
fn the_guides_three_shapes_can_be_signed_by_code_and_others_cannot() {
    use SigningOrder::{InTurn, Together};
    let foreign = PlannedPart {
        auto: false,
        ..OWN_SIDE
    };
    let turn = |part, turn| PlannedPart {
        turn: Some(turn),
        ..part
    };
    assert_eq!(missing(Together, &[OWN_SIDE, PERSON]), [], "F04");
    assert_eq!(missing(InTurn, &[PERSON, OWN_SIDE]), [], "F05");
    assert_eq!(missing(InTurn, &[turn(OWN_SIDE, 2), turn(PERSON, 1)]), [], "F05");
    assert_eq!(missing(InTurn, &[PERSON]), [], "F06");
    assert_eq!(missing(InTurn, &[OWN_SIDE, PERSON]), [Condition::Order]);
    assert_eq!(
        missing(Together, &[foreign, PERSON]),
        [Condition::OwnSideByItself]
    );
    assert_eq!(
        missing(Together, &[OWN_SIDE, OWN_SIDE, PERSON]),
        [Condition::OwnSideByItself]
    );
    assert_eq!(missing(Together, &[PERSON, PERSON]), [Condition::OnePerson]);
    assert_eq!(missing(Together, &[OWN_SIDE]), [Condition::OnePerson]);
}

proptest! {
    /// Whoever comes how often, in whatever order, and whatever becomes of their places: the invariants hold
    /// (`give` asks for them after each event), and a place that was given to one is never given to another.
    #[test]
    fn no_order_of_scans_gives_out_more_than_there_is(
        contracts in 1u32..4,
        repeats in any::<bool>(),
        steps in prop::collection::vec((0u8..4, 0u128..4, 0u128..3), 1..40),
    ) {
        let mut state = issued(Rules { repeats, ..rules(contracts) });
        for (kind, who, number) in steps {
            let place = u32::try_from(who).unwrap();
            let before = state.places.clone();
            let _ = match kind {
                0 | 1 => give(&mut state, person(who), attempt(number)),
                2 => give(&mut state, Caller::Hub, Command::RecordOpened { place }),
                _ => give(&mut state, Caller::Hub, Command::RecordRefused { place, code: "x".to_owned() }),
            };
            prop_assert!(state.used() <= contracts);
            for (earlier, now) in before.iter().zip(&state.places) {
                prop_assert_eq!((earlier.person, earlier.attempt), (now.person, now.attempt));
            }
        }
    }
}
