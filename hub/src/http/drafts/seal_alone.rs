//! `POST /drafts/{draft}/seal-alone`: 单方盖章. The draft's file is sealed by the organisation that sends it and by nobody
//! else (`docs/decisions/0136-sealed-by-one-side-alone.md`).

use super::document::{DraftDocument, DraftPage};
use super::{DraftField, DraftParty, blob_owner, load, open, store};
use crate::documents;
use crate::http::access::Visitor;
use crate::http::idempotency_key::IdempotencyKey;
use crate::http::problem::Problem;
use crate::hub::Hub;
use crate::step_up;
use actix_web::{HttpRequest, HttpResponse, web};
use domain::contract::auto_sign::AutoSign;
use domain::contract::demands::Demands;
use domain::contract::opacity::Opacity;
use domain::contract::plan::{Course, PageBox, PageRect, SealHolder, SignContent, SigningOrder};
use domain::day::Day;
use domain::ids::{AccountId, DraftId, OrganisationId, PartyNo, SealId};
use domain::organisation::event::Service;
use domain::page_space::{DisplayedRect, WHOLE, displayed_size, to_page};
use domain::seal::kind::{Picture, SealOwner};
use domain::seal::state::SealStanding;
use pdf::recommend::ControlKind;
use serde::Deserialize;

/// From the page's edges, in 1/1000 pt: 15 mm.
const MARGIN: i64 = 42_520;
/// Days in which the seal is put on, where an approval comes first.
const OPEN_DAYS: i64 = 30;
/// Characters of a title.
const TITLE: usize = 100;

#[derive(Deserialize)]
pub struct SealAlone {
    seal: SealId,
    #[serde(default)]
    place: SealPlace,
    /// 骑缝章 as well, where there are several pages.
    #[serde(default)]
    straddle: bool,
}

/// Where the seal stands; on the last page unless the words say otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealPlace {
    /// Where the document's words ask for one, else at the bottom right.
    #[default]
    Words,
    BottomRight,
    BottomLeft,
    Centre,
}

pub async fn seal(
    hub: web::Data<Hub>,
    visitor: Visitor,
    draft: web::Path<DraftId>,
    key: IdempotencyKey,
    request: HttpRequest,
    asked: web::Json<SealAlone>,
) -> Result<HttpResponse, Problem> {
    let shaped = shape(&hub, &visitor, *draft, &asked).await;
    let account = shaped.map_err(|problem| problem.in_language_of(&request))?;
    open::send(&hub, account, *draft, key.or_fresh(&hub), &request).await
}

/// One party, the organisation itself, which signs by itself with this seal.
async fn shape(hub: &Hub, visitor: &Visitor, id: DraftId, asked: &SealAlone) -> Result<AccountId, Problem> {
    let (account, _) = step_up::require(hub, visitor).await?;
    let (draft, mut body) = load(hub, id).await?;
    let organisation = body.organisation.ok_or_else(|| Problem::new("auto_foreign"))?;
    let document = body.document.clone();
    let document = document.ok_or_else(|| Problem::new("draft_without_document"))?;
    let picture = usable(hub, organisation, account, asked).await?;
    body.alone = true;
    body.policy.course = Course::Routine;
    body.policy.order = SigningOrder::Together;
    body.parties = vec![DraftParty {
        label: "盖章方".to_owned(),
        name: String::new(),
        phone: String::new(),
        organisation: None,
        paper: None,
        turn: None,
        demands: Demands::default(),
        auto: Some(AutoSign { seal: asked.seal }),
        any_of: Vec::new(),
    }];
    body.fields = fields(hub, id, &document, &picture, asked).await?;
    body.controls.clear();
    body.values.clear();
    if body.title.trim().is_empty() {
        body.title = title_of(&document);
    }
    if body.deadline.is_none() {
        let today = Day::of(hub.clock.now(), body.policy.offset_minutes);
        let last = today.and_then(|day| day.plus(OPEN_DAYS));
        body.deadline = last.map(|day| day.to_string());
    }
    store(hub, &draft, draft.version, &body).await?;
    Ok(account)
}

/// The seal's picture, where this person may use it so now. The seal itself is asked again when it is put on.
async fn usable(
    hub: &Hub,
    organisation: OrganisationId,
    account: AccountId,
    asked: &SealAlone,
) -> Result<Picture, Problem> {
    let owner = hub.organisation_state(organisation).await?;
    if asked.straddle && !owner.has_service(Service::CrossPageSeal) {
        return Err(Problem::new("service_off"));
    }
    let member = owner.active_member(account).map(|member| member.no);
    let state = &hub.seal_state(asked.seal).await?.state;
    let made = state.made.as_ref();
    let made = made.ok_or_else(|| Problem::new("seal_not_found"))?;
    let is_own = made.owner == SealOwner::Organisation(organisation) && made.kind.is_granted();
    let is_held = state.hold(account, member, hub.clock.now()).is_some();
    if !(is_own && is_held && state.standing == SealStanding::InUse) {
        return Err(Problem::new("seal_not_permitted"));
    }
    Ok(made.picture)
}

async fn fields(
    hub: &Hub,
    id: DraftId,
    document: &DraftDocument,
    picture: &Picture,
    asked: &SealAlone,
) -> Result<Vec<DraftField>, Problem> {
    let last = document.pages.last();
    let last = last.ok_or_else(|| Problem::new("draft_without_document"))?;
    let (page, rect) = match asked.place {
        SealPlace::Words => match asked_for(hub, id, document).await? {
            Some(found) => found,
            None => (
                document.pages.len(),
                placed(last, picture, SealPlace::BottomRight),
            ),
        },
        place => (document.pages.len(), placed(last, picture, place)),
    };
    let field = |page: usize, rect: PageRect, content: SignContent| DraftField {
        party: PartyNo(1),
        page: u32::try_from(page).unwrap_or(u32::MAX),
        rect,
        content,
        group: None,
    };
    let sealed = SignContent::Seal {
        holder: SealHolder::Organisation,
        opacity: Opacity::FULL,
    };
    let mut fields = vec![field(page, rect, sealed)];
    if let (true, [first, _, ..]) = (asked.straddle, &document.pages[..]) {
        let content = SignContent::Straddle {
            last_page: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
            opacity: Opacity::FULL,
        };
        fields.push(field(1, placed(first, picture, SealPlace::Centre), content));
    }
    Ok(fields)
}

/// The last place that the document's own words ask to be sealed.
async fn asked_for(
    hub: &Hub,
    id: DraftId,
    document: &DraftDocument,
) -> Result<Option<(usize, PageRect)>, Problem> {
    let clean = hub.blob(&blob_owner(id), document.clean).await?;
    let boxes: Vec<PageBox> = document.pages.iter().map(|page| page.page_box).collect();
    let found = documents::recommend(hub, clean, boxes).await?;
    let last = found.into_iter().rfind(|found| found.kind == ControlKind::Seal);
    Ok(last.map(|found| (found.page as usize, found.rect)))
}

/// A box of the seal's own size, as far as the page has room, where people see it at `place`.
fn placed(page: &DraftPage, picture: &Picture, place: SealPlace) -> PageRect {
    let size = displayed_size(&page.page_box);
    let (w, h) = (
        points(picture.width).min(size.width),
        points(picture.height).min(size.height),
    );
    let (right, bottom) = (size.width - w, size.height - h);
    let inside = |at: i64, most: i64| at.clamp(0, most);
    let (x, y) = match place {
        SealPlace::Words | SealPlace::BottomRight => (right - MARGIN, bottom - MARGIN),
        SealPlace::BottomLeft => (MARGIN, bottom - MARGIN),
        SealPlace::Centre => (right / 2, bottom / 2),
    };
    let part = |length: i64, whole: i64| length * WHOLE / whole.max(1);
    let displayed = DisplayedRect {
        x: part(inside(x, right), size.width),
        y: part(inside(y, bottom), size.height),
        w: part(w, size.width),
        h: part(h, size.height),
    };
    to_page(&page.page_box, &displayed)
}

/// Micrometres in 1/1000 pt.
fn points(micrometres: u32) -> i64 {
    i64::from(micrometres) * 7200 / 2540
}

/// The name of the file without what says its kind.
fn title_of(document: &DraftDocument) -> String {
    let name = document
        .name
        .rsplit_once('.')
        .map_or(&*document.name, |(stem, _)| stem);
    name.trim().chars().take(TITLE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::hash::Sha256Hash;

    const A4: PageBox = PageBox {
        visible: PageRect {
            x: 0,
            y: 0,
            w: 595_276,
            h: 841_890,
        },
        rotate: 0,
        user_unit: 1000,
    };

    fn page(page_box: PageBox) -> DraftPage {
        DraftPage {
            page_box,
            width_px: 1000,
            height_px: 1414,
            image: Sha256Hash::ZERO,
            text: None,
            disputed: false,
        }
    }

    fn round() -> Picture {
        Picture {
            artwork: Sha256Hash::ZERO,
            width: 42_000,
            height: 42_000,
        }
    }

    #[test]
    fn the_seal_keeps_its_size_and_its_distance_from_the_edges() {
        let at = placed(&page(A4), &round(), SealPlace::BottomRight);
        assert!(
            (at.w - 119_055).abs() < 10 && (at.h - 119_055).abs() < 10,
            "{at:?}"
        );
        assert!((at.x + at.w - (595_276 - MARGIN)).abs() < 10, "{at:?}");
        assert!((at.y - MARGIN).abs() < 10, "{at:?}");
    }

    #[test]
    fn on_a_turned_page_it_stands_where_people_see_the_corner() {
        let turned = PageBox { rotate: 90, ..A4 };
        let at = placed(&page(turned), &round(), SealPlace::BottomRight);
        // Displayed at the bottom right: the page's own top right.
        assert!(at.x > 400_000 && at.y > 600_000, "{at:?}");
    }

    #[test]
    fn a_small_page_takes_what_fits() {
        let small = PageBox {
            visible: PageRect {
                x: 0,
                y: 0,
                w: 100_000,
                h: 50_000,
            },
            ..A4
        };
        for place in [SealPlace::BottomRight, SealPlace::BottomLeft, SealPlace::Centre] {
            let at = placed(&page(small), &round(), place);
            assert!(
                at.x >= 0 && at.y >= 0 && at.x + at.w <= 100_000 && at.y + at.h <= 50_000,
                "{at:?}"
            );
        }
    }
}
