//! The sheet of a bulk start: which columns a template asks for, and what each row says.

use crate::contract::decide::opening::is_phone;
use crate::contract::plan::FillControl;
use crate::day::Day;
use crate::ids::FieldNo;
use crate::template::event::Role;
use crate::value::{self, ValueKind};
use crate::written_text::require_text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Contracts of one bulk start.
pub const MOST_ROWS: usize = 2_000;
/// Characters of a title and of a name.
const TITLE: usize = 200;
const NAME: usize = 100;
/// The day before 1900-01-01 as spreadsheets count days, which takes their 29 February 1900 into account.
const SPREADSHEET_EPOCH: (u16, u8, u8) = (1899, 12, 30);

/// What a column says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Says {
    Title,
    /// Of the role at this place.
    Name(usize),
    Phone(usize),
    Organisation(usize),
    Deadline,
    /// The sender's value for a control.
    Value(FieldNo),
}

/// A column that a template's sheet has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// As it stands in the first row.
    pub heading: String,
    /// No row can do without it.
    pub required: bool,
    says: Says,
}

/// Which column of the sheet each of ours is.
type Places<'a> = Vec<(usize, &'a Column)>;

/// Somebody who plays a role.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct RowPerson {
    pub name: String,
    pub phone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}

/// What one contract is started with.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Row {
    /// The template's name where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// One for each role.
    pub people: Vec<RowPerson>,
    /// The sender's values in their one form, by number of the control.
    #[serde(default)]
    pub values: BTreeMap<FieldNo, String>,
    /// `2026-11-22`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<String>,
}

/// Why a cell is not taken; sentences stand in the catalogue.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CellProblem {
    pub heading: String,
    pub code: String,
}

/// One row of the sheet as it was read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SheetLine {
    /// As the spreadsheet program numbers it.
    pub line: u32,
    pub row: Row,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<CellProblem>,
}

/// A whole sheet.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sheet {
    pub lines: Vec<SheetLine>,
    /// Headings that the template does not know; nothing is taken from below them.
    pub unknown: Vec<String>,
}

impl Sheet {
    /// Rows that can be started, in their order.
    pub fn good(&self) -> impl Iterator<Item = &SheetLine> {
        self.lines.iter().filter(|line| line.problems.is_empty())
    }
}

/// Why a sheet cannot be read at all.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SheetProblem {
    #[error("there is no row below the headings")]
    Empty,
    #[error("more than {MOST_ROWS} rows")]
    TooLong,
    #[error("columns are missing: {0}")]
    Missing(String),
    #[error("a column stands there twice: {0}")]
    Twice(String),
    #[error("a required control takes no text: {0}")]
    NotText(String),
}

impl SheetProblem {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "bulk_sheet_empty",
            Self::TooLong => "bulk_sheet_too_long",
            Self::Missing(_) => "bulk_columns_missing",
            Self::Twice(_) => "bulk_column_twice",
            Self::NotText(_) => "bulk_control_no_text",
        }
    }
}

/// What a sheet is read against.
#[derive(Clone, Debug)]
pub struct SheetForm {
    columns: Vec<Column>,
    controls: BTreeMap<FieldNo, FillControl>,
    roles: Vec<Role>,
}

impl SheetForm {
    /// The form of a template: `controls` are all of its fill controls, of which the sender's are asked for.
    ///
    /// # Errors
    /// A required control of the sender takes a picture or a table, for which a cell has no room.
    pub fn of(roles: &[Role], controls: &[FillControl]) -> Result<Self, SheetProblem> {
        let mut columns = Vec::new();
        let mut add = |heading: &str, required, says| {
            let same = |column: &&Column| {
                column.heading == heading || column.heading.starts_with(&format!("{heading}（"))
            };
            let before = columns.iter().filter(same).count();
            let heading = match before {
                0 => heading.to_owned(),
                _ => format!("{heading}（{}）", before + 1),
            };
            columns.push(Column {
                heading,
                required,
                says,
            });
        };
        add("合同名称", false, Says::Title);
        for (place, role) in roles.iter().enumerate() {
            add(&format!("{}姓名", role.label), true, Says::Name(place));
            add(&format!("{}手机号", role.label), true, Says::Phone(place));
            if role.organisation {
                add(
                    &format!("{}企业名称", role.label),
                    true,
                    Says::Organisation(place),
                );
            }
        }
        let mut asked = BTreeMap::new();
        for control in controls.iter().filter(|control| control.party.is_none()) {
            match control.kind {
                ValueKind::Picture {} | ValueKind::Table { .. } if control.required => {
                    return Err(SheetProblem::NotText(control.name.clone()));
                }
                ValueKind::Picture {} | ValueKind::Table { .. } => {}
                _ if control.kind.is_derived() => {}
                _ => {
                    add(&control.name, control.required, Says::Value(control.no));
                    asked.insert(control.no, control.clone());
                }
            }
        }
        add("签署截止日期", false, Says::Deadline);
        Ok(Self {
            columns,
            controls: asked,
            roles: roles.to_vec(),
        })
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Reads rows of cells, the first of which are the headings. `always` has whoever plays a role where a row names
    /// nobody: one for each role, or nobody at all.
    ///
    /// # Errors
    /// The sheet as a whole is not one of this template.
    pub fn read(&self, rows: &[(u32, Vec<String>)], always: &[RowPerson]) -> Result<Sheet, SheetProblem> {
        let Some(((_, headings), lines)) = rows.split_first() else {
            return Err(SheetProblem::Empty);
        };
        let (places, unknown) = self.places(headings, always)?;
        match lines.len() {
            0 => return Err(SheetProblem::Empty),
            1..=MOST_ROWS => {}
            _ => return Err(SheetProblem::TooLong),
        }
        let mut seen = BTreeSet::new();
        let lines = lines.iter().map(|(line, cells)| {
            let (row, mut problems) = self.row(&places, cells, always);
            if !seen.insert(cells.clone()) {
                problems.push(problem("", "bulk_row_repeated"));
            }
            SheetLine {
                line: *line,
                row,
                problems,
            }
        });
        Ok(Sheet {
            lines: lines.collect(),
            unknown,
        })
    }

    /// In which column of the sheet each of ours stands, and the headings that are none of ours.
    fn places(
        &self,
        headings: &[String],
        always: &[RowPerson],
    ) -> Result<(Places<'_>, Vec<String>), SheetProblem> {
        let mut places: Places<'_> = Vec::new();
        let mut unknown = Vec::new();
        for (place, heading) in headings
            .iter()
            .enumerate()
            .filter(|(_, heading)| !heading.trim().is_empty())
        {
            match self
                .columns
                .iter()
                .find(|column| plain(&column.heading) == plain(heading))
            {
                None => unknown.push(heading.trim().to_owned()),
                Some(found) if places.iter().any(|(_, column)| *column == found) => {
                    return Err(SheetProblem::Twice(found.heading.clone()));
                }
                Some(found) => places.push((place, found)),
            }
        }
        let missing: Vec<&str> = self
            .columns
            .iter()
            .filter(|column| column.required && !places.iter().any(|(_, found)| found == column))
            .filter(|column| text_of(column.says, always).is_none_or(str::is_empty))
            .map(|column| column.heading.as_str())
            .collect();
        if missing.is_empty() {
            Ok((places, unknown))
        } else {
            Err(SheetProblem::Missing(missing.join("、")))
        }
    }

    fn row(
        &self,
        places: &[(usize, &Column)],
        cells: &[String],
        always: &[RowPerson],
    ) -> (Row, Vec<CellProblem>) {
        let mut row = Row {
            people: vec![RowPerson::default(); self.roles.len()],
            ..Row::default()
        };
        let mut problems = Vec::new();
        for column in &self.columns {
            let place = places
                .iter()
                .find(|(_, found)| *found == column)
                .map(|(place, _)| *place);
            let cell = place
                .and_then(|place| cells.get(place))
                .map_or("", |cell| cell.trim());
            let text = match cell {
                "" => text_of(column.says, always).unwrap_or_default(),
                typed => typed,
            };
            let refused = match text {
                "" if column.required => Err("value_missing"),
                "" => Ok(()),
                text => self.put(&mut row, column.says, text),
            };
            if let Err(code) = refused {
                problems.push(problem(&column.heading, code));
            }
        }
        (row, problems)
    }

    fn put(&self, row: &mut Row, says: Says, text: &str) -> Result<(), &'static str> {
        let person = |row: &mut Row, place: usize, set: &dyn Fn(&mut RowPerson)| {
            row.people.get_mut(place).map(set);
        };
        let named = |most| {
            require_text(text, most)
                .map(str::to_owned)
                .map_err(|_| "bad_text")
        };
        match says {
            Says::Title => row.title = Some(named(TITLE)?),
            Says::Name(place) => {
                let name = named(NAME)?;
                person(row, place, &|person| person.name.clone_from(&name));
            }
            Says::Organisation(place) => {
                let name = named(NAME)?;
                person(row, place, &|person| person.organisation = Some(name.clone()));
            }
            Says::Phone(place) => {
                let phone: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
                if !is_phone(&phone) {
                    return Err("value_not_a_phone");
                }
                person(row, place, &|person| person.phone.clone_from(&phone));
            }
            Says::Deadline => {
                let day = day(text).ok_or("value_not_a_date")?;
                row.deadline = Some(day.to_string());
            }
            Says::Value(no) => {
                let Some(control) = self.controls.get(&no) else {
                    return Ok(());
                };
                let typed = as_typed(&control.kind, text);
                let value = value::check(&control.kind, &typed).map_err(|problem| problem.code())?;
                row.values.insert(no, value);
            }
        }
        Ok(())
    }
}

fn problem(heading: &str, code: &str) -> CellProblem {
    CellProblem {
        heading: heading.to_owned(),
        code: code.to_owned(),
    }
}

/// What is true of every row where it says nothing else.
fn text_of(says: Says, always: &[RowPerson]) -> Option<&str> {
    match says {
        Says::Name(place) => always.get(place).map(|person| person.name.as_str()),
        Says::Phone(place) => always.get(place).map(|person| person.phone.as_str()),
        Says::Organisation(place) => always.get(place)?.organisation.as_deref(),
        Says::Title | Says::Deadline | Says::Value(_) => None,
    }
}

/// Headings are equal whatever brackets, blanks and stars people leave in them.
fn plain(heading: &str) -> String {
    let bracket = |c| match c {
        '(' => '（',
        ')' => '）',
        other => other,
    };
    let kept = heading
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '*' | '＊'));
    kept.map(bracket).collect()
}

/// A cell as people fill it in, as the control takes it.
fn as_typed(kind: &ValueKind, cell: &str) -> String {
    match kind {
        ValueKind::Date {} => day(cell).map_or_else(|| cell.to_owned(), |day| day.to_string()),
        ValueKind::Tick {} => match cell.to_lowercase().as_str() {
            "是" | "√" | "✓" | "1" | "y" | "yes" | "true" => "yes".to_owned(),
            "否" | "×" | "0" | "n" | "no" | "false" => String::new(),
            _ => cell.to_owned(),
        },
        ValueKind::Choices { .. } if !cell.starts_with('[') => {
            let chosen: Vec<&str> = cell.split(['、', ',', '，', ';', '；']).map(str::trim).collect();
            serde_json::to_string(&chosen).unwrap_or_default()
        }
        _ => cell.to_owned(),
    }
}

/// A day as it is written, or as a spreadsheet counts it.
fn day(cell: &str) -> Option<Day> {
    let counted = || {
        let (year, month, day) = SPREADSHEET_EPOCH;
        let days: u32 = cell.split('.').next()?.parse().ok()?;
        // From 1954 to 2173, so that a year alone or a short number is no day.
        (20_000..100_000)
            .contains(&days)
            .then(|| Day::new(year, month, day)?.plus(i64::from(days)))?
    };
    Day::parse(cell).or_else(counted)
}

#[cfg(test)]
mod tests;
