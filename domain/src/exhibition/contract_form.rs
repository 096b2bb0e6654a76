//! The contract that an exhibitor signs: which party of a template they are, and what the exhibition knows already of
//! the values it asks for.

use super::exhibitor::ExhibitorNo;
use super::floor::BoothNo;
use super::state::ExhibitionState;
use crate::contract::plan::FillControl;
use crate::ids::PartyNo;
use crate::sign_code::conditions::PlannedPart;
use crate::value;

/// The party that does not sign by itself; of several, the only one that is a person.
pub fn exhibitor_part(parts: &[PlannedPart]) -> Option<PartyNo> {
    let by_hand = || (1..).zip(parts).filter(|(_, part)| !part.auto);
    only(by_hand()).or_else(|| only(by_hand().filter(|(_, part)| !part.organisation)))
}

fn only<'a>(mut parts: impl Iterator<Item = (u8, &'a PlannedPart)>) -> Option<PartyNo> {
    let (no, _) = parts.next()?;
    parts.next().is_none().then_some(PartyNo(no))
}

/// What an exhibition knows that contracts ask for.
#[derive(Clone, Copy)]
enum Known {
    Booth,
    Hall,
    Area,
    Price,
    Company,
    CreditCode,
    Contact,
    Phone,
    Exhibition,
    Place,
}

/// Words in a control's name, the more special ones first.
const WORDS: [(&str, Known); 22] = [
    ("信用代码", Known::CreditCode),
    ("税号", Known::CreditCode),
    ("展馆", Known::Hall),
    ("馆号", Known::Hall),
    ("面积", Known::Area),
    ("展位费", Known::Price),
    ("价格", Known::Price),
    ("金额", Known::Price),
    ("展位", Known::Booth),
    ("摊位", Known::Booth),
    ("展会地点", Known::Place),
    ("展览地点", Known::Place),
    ("展会", Known::Exhibition),
    ("展览会", Known::Exhibition),
    ("参展商", Known::Company),
    ("公司", Known::Company),
    ("企业", Known::Company),
    ("单位", Known::Company),
    ("联系人", Known::Contact),
    ("电话", Known::Phone),
    ("手机", Known::Phone),
    ("Booth", Known::Booth),
];

/// What can be written into `control` for this exhibitor and booth, as somebody would type it; nothing where its name
/// says nothing, or where its kind does not take it.
pub fn suggestion(
    state: &ExhibitionState,
    control: &FillControl,
    exhibitor: ExhibitorNo,
    booth: Option<BoothNo>,
) -> Option<String> {
    let mut words = WORDS.iter();
    let (_, known) = words.find(|(word, _)| control.name.contains(word))?;
    let text = known.text(state, exhibitor, booth)?;
    let taken = value::check(&control.kind, &text).ok()?;
    (!taken.is_empty()).then_some(text)
}

impl Known {
    fn text(self, state: &ExhibitionState, exhibitor: ExhibitorNo, booth: Option<BoothNo>) -> Option<String> {
        let who = || state.exhibitors.get(&exhibitor);
        let details = || state.founded.as_ref().map(|founded| &founded.details);
        let plan = || Some(&state.booths.get(&booth?)?.plan);
        match self {
            Self::Booth => Some(plan()?.label.clone()),
            Self::Hall => Some(state.halls.get(&plan()?.hall)?.name.clone()),
            Self::Area => Some(hundredths(u64::from(plan()?.area))),
            Self::Price => Some(hundredths(plan()?.price)),
            Self::Company => Some(who()?.company.clone()),
            Self::CreditCode => Some(who()?.likeness.credit_code.as_ref()?.to_string()),
            Self::Contact => who()?.contact.value().map(str::to_owned),
            Self::Phone => who()?.phone.value().map(str::to_owned),
            Self::Exhibition => Some(details()?.name.clone()),
            Self::Place => Some(details()?.place.clone()),
        }
    }
}

/// 1280000 is 12800; 905 is 9.05.
fn hundredths(amount: u64) -> String {
    match (amount / 100, amount % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) => format!("{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(organisation: bool, auto: bool) -> PlannedPart {
        PlannedPart {
            organisation,
            auto,
            turn: None,
        }
    }

    #[test]
    fn the_exhibitor_is_whoever_does_not_sign_by_itself() {
        let (ours, theirs, person) = (part(true, true), part(true, false), part(false, false));
        assert_eq!(exhibitor_part(&[ours, theirs]), Some(PartyNo(2)));
        assert_eq!(exhibitor_part(&[person, ours]), Some(PartyNo(1)));
        assert_eq!(exhibitor_part(&[theirs, person]), Some(PartyNo(2)), "the person");
        assert_eq!(exhibitor_part(&[theirs, theirs]), None, "nobody can tell");
        assert_eq!(exhibitor_part(&[ours]), None);
    }

    #[test]
    fn money_and_sizes_are_written_as_people_type_them() {
        assert_eq!(hundredths(1_280_000), "12800");
        assert_eq!(hundredths(905), "9.05");
    }
}
