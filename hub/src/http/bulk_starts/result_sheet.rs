//! `GET /bulk-starts/{bulk}/result.csv`: what became of each row, as a file for spreadsheet programs.

use super::prepare::BYTE_ORDER_MARK;
use super::{Place, find, sheet};
use crate::http::organisations::giver::Giver;
use crate::http::problem::Problem;
use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::{HttpResponse, web};
use domain::bulk_start::sheet::SheetLine;
use domain::bulk_start::{PreparedRows, RowOutcome};

const HEADINGS: [&str; 7] = ["行号", "合同名称", "签署方", "手机号", "结果", "合同链接", "原因"];

pub async fn result(giver: Giver, place: web::Path<Place>) -> Result<HttpResponse, Problem> {
    let (state, prepared) = find(&giver, place.bulk).await?;
    let sheet = sheet(&giver.hub, place.bulk, &prepared).await;
    let sheet = sheet.map_err(|problem| giver.problem(problem))?;
    let mut outcomes = state.outcomes.iter();
    let mut text = format!("{BYTE_ORDER_MARK}{}\r\n", HEADINGS.join(","));
    for line in &sheet.lines {
        let outcome = if line.problems.is_empty() {
            outcomes.next()
        } else {
            None
        };
        let cells = cells(&giver, &prepared, line, outcome).map(|cell| quoted(&cell));
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"result.csv\""))
        .body(text))
}

fn cells(
    giver: &Giver,
    prepared: &PreparedRows,
    line: &SheetLine,
    outcome: Option<&RowOutcome>,
) -> [String; 7] {
    let row = &line.row;
    let joined = |of: fn(&domain::bulk_start::sheet::RowPerson) -> &str| {
        row.people.iter().map(of).collect::<Vec<_>>().join("、")
    };
    let sentence = |code: &str| giver.problem(Problem::new(code)).sentence();
    let origin = giver.hub.origin();
    let organisation = prepared.organisation.map(|id| id.to_string()).unwrap_or_default();
    let (result, link, reason) = match outcome {
        Some(RowOutcome::Started { contract }) => {
            ("已发起", format!("{origin}/host/{contract}"), String::new())
        }
        Some(RowOutcome::AwaitsApproval { approval }) => (
            "等待审批",
            format!("{origin}/organisations/{organisation}/approvals/{approval}"),
            String::new(),
        ),
        Some(RowOutcome::Refused { code }) => ("未发起", String::new(), sentence(code)),
        None if line.problems.is_empty() => ("未发起", String::new(), String::new()),
        None => {
            let said = line
                .problems
                .iter()
                .map(|problem| match problem.heading.as_str() {
                    "" => sentence(&problem.code),
                    heading => format!("{heading}：{}", sentence(&problem.code)),
                });
            ("未发起", String::new(), said.collect::<Vec<_>>().join("；"))
        }
    };
    [
        line.line.to_string(),
        row.title
            .clone()
            .unwrap_or_else(|| prepared.template_name.clone()),
        joined(|person| &person.name),
        joined(|person| &person.phone),
        result.to_owned(),
        link,
        reason,
    ]
}

/// One cell (RFC 4180). A text that a spreadsheet program would take for a formula begins with an apostrophe.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        "'"
    } else {
        ""
    };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_becomes_a_formula_or_two() {
        assert_eq!(quoted("张\"三\",李四"), "\"张\"\"三\"\",李四\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("@SUM(A1)"), "\"'@SUM(A1)\"");
    }
}
