//! Seals of a company and of a person: made, confirmed, reviewed, held, used by permit, and taken out of use.
//! [C08, C09, E12–E14, I01–I07]

mod acts;
mod company;
mod persons;

use anyhow::Context;
use company::Company;
use domain::contract::event::SealUse;
use domain::hash::Sha256Hash;
use domain::ids::{ActId, ContractId, SealId, StreamId};
use domain::quote::Quote;
use hub::hub::Hub;
use hub::seals::permit::{self, SealUseRequest};
use serde_json::json;
use std::time::Duration;
use tests::ceremony::blocking;
use tests::within::Within;
use tokio::runtime::Handle;
use uuid::Uuid;

/// One use that the employee asks for, with this act.
fn request(company: &Company, seal: &str, act: u128) -> anyhow::Result<SealUseRequest> {
    Ok(SealUseRequest {
        seal: seal.parse::<SealId>()?,
        act: ActId(Uuid::from_u128(act)),
        contract: ContractId(Uuid::from_u128(0xc0)),
        document: Sha256Hash::of(b"R0"),
        account: company.employee_account,
        cross_page: false,
    })
}

fn ask(hub: &Hub, request: &SealUseRequest) -> Result<SealUse, String> {
    let permitted = Handle::current().block_on(permit::permit(hub, request));
    permitted.map_err(|problem| problem.code)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_seal_is_confirmed_held_used_and_disabled() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || template_story(&venue)).await.unwrap();
}

fn template_story(venue: &Within) -> anyhow::Result<()> {
    let (operator, hub) = (&venue.host, &venue.hub);
    let company = Company::found(operator)?;
    let seals = |rest: &str| company.at(&format!("/seals{rest}"));

    // The preview shows the registered name as paths; whoever manages no seals gets none.
    let template = company.template("contract", "合同专用章");
    let svg = company.host.post(&seals("/preview"), &template)?.ok()?;
    anyhow::ensure!(svg.body.starts_with(b"<svg"));
    anyhow::ensure!(company.employee.post(&seals("/preview"), &template)?.code() == "not_allowed");

    let seal = company.make("contract", "合同专用章")?;
    anyhow::ensure!(company.standing(&seal)? == "awaiting_super_administrator");
    let early = ask(hub, &request(&company, &seal, 1)?);
    anyhow::ensure!(early == Err("seal_not_in_use".into()), "{early:?}");
    let refused = company
        .employee
        .post(&seals(&format!("/{seal}/confirm")), &json!({}))?;
    anyhow::ensure!(refused.status == 403);
    company
        .host
        .post(&seals(&format!("/{seal}/confirm")), &json!({}))?
        .ok()?;
    anyhow::ensure!(company.settled(&seal)? == "in_use");

    // Nobody uses it without a grant, nor sees it.
    let none = ask(hub, &request(&company, &seal, 2)?);
    anyhow::ensure!(none == Err("seal_not_held".into()), "{none:?}");
    let picture = seals(&format!("/{seal}/picture"));
    anyhow::ensure!(company.employee.get(&picture)?.status == 404);
    let members = company.host.get(&company.at(""))?.ok()?.json()?;
    anyhow::ensure!(members["members"][1]["name"] == "陈以南", "{members}");
    let member = json!({"member": 2});
    company
        .host
        .post(&seals(&format!("/{seal}/holders")), &member)?
        .ok()?;
    anyhow::ensure!(company.employee.get(&picture)?.ok()?.body.starts_with(b"<svg"));
    let held = company.employee.get(&seals(""))?.ok()?.json()?;
    anyhow::ensure!(held[0]["id"] == seal.as_str(), "{held}");

    // One act, one permit; the use record tells what became of it.
    let used = request(&company, &seal, 3)?;
    let permitted = ask(hub, &used).map_err(anyhow::Error::msg)?;
    anyhow::ensure!(
        ask(hub, &used) == Ok(permitted.clone()),
        "asked again, another permit"
    );
    let line = Quote {
        stream: StreamId::new("contract", used.contract.0),
        ..permitted.permit
    };
    let now = hub.clock.now();
    Handle::current()
        .block_on(permit::confirm(hub, used.seal, used.act, line, now))
        .map_err(|problem| anyhow::anyhow!(problem.code))?;
    let uses = company.host.get(&seals(&format!("/{seal}/uses")))?.ok()?.json()?;
    anyhow::ensure!(
        uses[0]["outcome"] == "used" && uses[0]["name"] == "陈以南",
        "{uses}"
    );
    let other = company
        .host
        .get(&seals(&format!("/{seal}/uses?member=1")))?
        .ok()?
        .json()?;
    anyhow::ensure!(other == json!([]), "{other}");
    let all = company.at("/seal-uses?kind=contract&format=csv");
    let csv = String::from_utf8(company.host.get(&all)?.ok()?.body)?;
    anyhow::ensure!(
        csv.starts_with('\u{feff}') && csv.contains("陈以南") && csv.contains("已用印"),
        "{csv}"
    );

    // A suspended holder and a disabled seal: nothing, from that moment.
    let suspend = |on: bool| {
        let path = company.at("/members/2/suspended");
        company.host.put(&path, &json!({"suspended": on}))?.ok()
    };
    suspend(true)?;
    let suspended = ask(hub, &request(&company, &seal, 4)?);
    anyhow::ensure!(suspended == Err("not_allowed".into()), "{suspended:?}");
    suspend(false)?;
    let enabled = seals(&format!("/{seal}/enabled"));
    company
        .host
        .put(&enabled, &json!({"enabled": false, "reason": "盘点"}))?
        .ok()?;
    let disabled = ask(hub, &request(&company, &seal, 5)?);
    anyhow::ensure!(disabled == Err("seal_disabled".into()), "{disabled:?}");
    company.host.put(&enabled, &json!({"enabled": true}))?.ok()?;
    let mut slices = request(&company, &seal, 6)?;
    slices.cross_page = true;
    anyhow::ensure!(ask(hub, &slices) == Err("service_off".into()));
    let service = json!({"service": "cross_page_seal", "on": true});
    company.host.put(&company.at("/services"), &service)?.ok()?;
    ask(hub, &slices).map_err(anyhow::Error::msg)?;

    let changes = company
        .host
        .get(&seals(&format!("/{seal}/changes")))?
        .ok()?
        .json()?;
    let said: Vec<&str> = changes
        .as_array()
        .context("no changes")?
        .iter()
        .filter_map(|c| c["what"].as_str())
        .collect();
    anyhow::ensure!(
        said == [
            "seal_enabled",
            "seal_disabled",
            "seal_granted",
            "seal_in_use",
            "seal_confirmed",
            "seal_made"
        ],
        "{changes}"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_uploaded_seal_is_cut_out_and_reviewed() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || upload_story(&venue)).await.unwrap();
}

fn upload_story(venue: &Within) -> anyhow::Result<()> {
    let operator = &venue.host;
    let company = Company::found(operator)?;
    let upload = |path: &str, file: Vec<u8>| {
        let path = company.at(path);
        company.host.upload(&path, "application/octet-stream", file)
    };
    let blank = upload("/seals/scan?kind=contract&width=2000", square_seal(400, [255; 3]))?;
    anyhow::ensure!(blank.code() == "seal_scan_empty", "{}", blank.code());
    let coarse = upload(
        "/seals/scan?kind=contract&width=4200",
        square_seal(200, [200, 20, 25]),
    )?;
    anyhow::ensure!(coarse.code() == "seal_scan_coarse", "{}", coarse.code());
    let preview = upload(
        "/seals/scan?kind=contract&width=2000",
        square_seal(400, [200, 20, 25]),
    )?
    .ok()?;
    anyhow::ensure!(preview.body.starts_with(b"\x89PNG"));

    let file = square_seal(400, [200, 20, 25]);
    let made = upload("/seals/upload?kind=contract&width=2000", file)?
        .ok()?
        .json()?;
    let seal = made["seal"].as_str().context("no id")?.to_owned();
    anyhow::ensure!(company.standing(&seal)? == "under_review");
    let confirm = company.at(&format!("/seals/{seal}/confirm"));
    let early = company.host.post(&confirm, &json!({}))?;
    anyhow::ensure!(early.code() == "nothing_pending", "{}", early.code());

    // The operator finds it with its due time, and sees the picture.
    anyhow::ensure!(company.host.get("/reviews/seals")?.status == 403);
    let waiting = operator.get("/reviews/seals")?.ok()?.json()?;
    anyhow::ensure!(waiting[0]["id"] == seal.as_str(), "{waiting}");
    anyhow::ensure!(
        waiting[0]["organisation_name"] == "青屿新能源有限公司",
        "{waiting}"
    );
    anyhow::ensure!(
        waiting[0]["review_due"].as_i64() > Some(venue.hub.clock.now().0),
        "{waiting}"
    );
    let review = |rest: &str| format!("/reviews/seals/{seal}{rest}");
    anyhow::ensure!(
        operator
            .get(&review("/picture"))?
            .ok()?
            .body
            .starts_with(b"\x89PNG")
    );
    operator.post(&review("/pass"), &json!({}))?.ok()?;
    anyhow::ensure!(
        operator.get(&review("/picture"))?.status == 404,
        "seen after the review"
    );
    company.host.post(&confirm, &json!({}))?.ok()?;
    anyhow::ensure!(company.settled(&seal)? == "in_use");

    let file = square_seal(400, [200, 20, 25]);
    let made = upload("/seals/upload?kind=finance&width=2000", file)?
        .ok()?
        .json()?;
    let refused = made["seal"].as_str().context("no id")?;
    let reason = json!({"reason": "不是本企业的印章"});
    operator
        .post(&format!("/reviews/seals/{refused}/fail"), &reason)?
        .ok()?;
    let seen = company
        .host
        .get(&company.at(&format!("/seals/{refused}")))?
        .ok()?
        .json()?;
    anyhow::ensure!(seen["refusal"]["words"] == "不是本企业的印章", "{seen}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn there_is_one_official_seal_even_when_two_are_confirmed_at_once() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || official_story(&venue)).await.unwrap();
}

fn official_story(venue: &Within) -> anyhow::Result<()> {
    let company = Company::found(&venue.host)?;
    let seals: Vec<String> = (0..3)
        .map(|_| company.make("official", ""))
        .collect::<Result<_, _>>()?;
    std::thread::scope(|scope| {
        for seal in &seals {
            let (host, path) = (&company.host, company.at(&format!("/seals/{seal}/confirm")));
            scope.spawn(move || host.post(&path, &json!({})));
        }
    });
    let mut standings = Vec::new();
    for seal in &seals {
        standings.push((company.settled(seal)?, seal));
    }
    let in_use: Vec<&String> = standings
        .iter()
        .filter(|(s, _)| s == "in_use")
        .map(|(_, seal)| *seal)
        .collect();
    let refused = standings.iter().filter(|(s, _)| s == "refused").count();
    anyhow::ensure!(in_use.len() == 1 && refused == 2, "{standings:?}");

    // Stopped for good, it makes room for another.
    let stop = company.at(&format!("/seals/{}/stop", in_use[0]));
    company.host.post(&stop, &json!({"reason": "换章"}))?.ok()?;
    for _ in 0..100 {
        let next = company.make("official", "")?;
        company
            .host
            .post(&company.at(&format!("/seals/{next}/confirm")), &json!({}))?
            .ok()?;
        if company.settled(&next)? == "in_use" {
            return Ok(());
        }
    }
    anyhow::bail!("the place of the official seal was not given back")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_persons_seals_and_the_legal_representatives_are_one_persons() {
    let venue = blocking(Within::open).await.unwrap();
    blocking(move || personal_story(&venue)).await.unwrap();
}

fn personal_story(venue: &Within) -> anyhow::Result<()> {
    let (operator, hub) = (&venue.host, &venue.hub);
    let company = Company::found(operator)?;
    let legal = company.in_use("legal_representative", "")?;
    let holders = company.at(&format!("/seals/{legal}/holders"));
    let refused = company.host.post(&holders, &json!({"member": 2}))?;
    anyhow::ensure!(refused.code() == "seal_not_granted", "{}", refused.code());
    let stranger = ask(hub, &request(&company, &legal, 11)?);
    anyhow::ensure!(
        stranger == Err("legal_representative_only".into()),
        "{stranger:?}"
    );

    let carved = json!({"text": "陈以南印", "side": 2000});
    let svg = company.employee.post("/me/seals/preview", &carved)?.ok()?;
    anyhow::ensure!(svg.body.starts_with(b"<svg"));
    let made = company.employee.post("/me/seals", &carved)?.ok()?.json()?;
    let seal = made["seal"].as_str().context("no id")?.to_owned();
    let drawn = "/me/seals/upload?name=handwriting&width=2000&drawn=true";
    let ink = square_seal(400, [20, 20, 24]);
    company.employee.upload(drawn, "image/png", ink)?.ok()?;
    let own = company.employee.get("/me/seals")?.ok()?.json()?;
    anyhow::ensure!(own.as_array().map(Vec::len) == Some(2), "{own}");
    anyhow::ensure!(company.host.get(&format!("/me/seals/{seal}"))?.status == 404);
    for n in 0..100 {
        match ask(hub, &request(&company, &seal, 20 + n)?) {
            Ok(_) => break,
            Err(code) => anyhow::ensure!(code == "seal_not_in_use" && n < 99, "{code}"),
        }
        Handle::current().block_on(tokio::time::sleep(Duration::from_millis(50)));
    }
    company.employee.delete(&format!("/me/seals/{seal}"))?.ok()?;
    let stopped = ask(hub, &request(&company, &seal, 200)?);
    anyhow::ensure!(stopped == Err("seal_stopped".into()), "{stopped:?}");
    Ok(())
}

/// A square frame of this colour on white, as a PNG a third wider than the seal.
fn square_seal(side: u32, colour: [u8; 3]) -> Vec<u8> {
    let whole = side * 4 / 3;
    let (from, to) = (whole / 8, whole / 8 + side);
    let inside = |at: u32, inset: u32| (from + inset..to - inset).contains(&at);
    let pixels: Vec<u8> = (0..whole * whole)
        .flat_map(|at| {
            let (x, y) = (at % whole, at / whole);
            let frame = inside(x, 0) && inside(y, 0) && !(inside(x, 24) && inside(y, 24));
            if frame { colour } else { [255; 3] }
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, whole, whole);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    file
}
