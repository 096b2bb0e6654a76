//! Tests of sheets: what each column takes, and what is said of rows that are wrong.

use super::*;
use crate::contract::plan::PageRect;

fn roles() -> Vec<Role> {
    let role = |label: &str, organisation| Role {
        label: label.to_owned(),
        organisation,
    };
    vec![role("用人单位", true), role("劳动者", false)]
}

fn control(no: u16, name: &str, required: bool, kind: ValueKind) -> FillControl {
    FillControl {
        no: FieldNo(no),
        party: None,
        page: 1,
        rect: PageRect {
            x: 0,
            y: 0,
            w: 1000,
            h: 1000,
        },
        name: name.to_owned(),
        hint: String::new(),
        required,
        kind,
        style: Default::default(),
    }
}

fn controls() -> Vec<FillControl> {
    let options = || vec!["五险".to_owned(), "一金".to_owned()];
    let theirs = FillControl {
        party: Some(crate::ids::PartyNo(2)),
        ..control(9, "开户行", true, ValueKind::Line { max: 20 })
    };
    vec![
        control(3, "入职日期", true, ValueKind::Date {}),
        control(4, "月薪", false, ValueKind::Amount {}),
        control(5, "月薪", false, ValueKind::AmountInWords { of: FieldNo(4) }),
        control(6, "福利", false, ValueKind::Choices { options: options() }),
        control(7, "住宿", false, ValueKind::Tick {}),
        theirs,
    ]
}

fn form() -> SheetForm {
    SheetForm::of(&roles(), &controls()).unwrap()
}

fn employer() -> Vec<RowPerson> {
    let employer = RowPerson {
        name: "林望舒".to_owned(),
        phone: "13900000001".to_owned(),
        organisation: Some("青屿新能源有限公司".to_owned()),
    };
    vec![employer, RowPerson::default()]
}

fn rows(lines: &[&str]) -> Vec<(u32, Vec<String>)> {
    let cells = |line: &&str| line.split('|').map(str::to_owned).collect();
    (1..).zip(lines.iter().map(cells)).collect()
}

fn codes(line: &SheetLine) -> Vec<(&str, &str)> {
    line.problems
        .iter()
        .map(|problem| (problem.heading.as_str(), problem.code.as_str()))
        .collect()
}

#[test]
fn a_template_asks_for_people_and_for_what_the_sender_fills_in() {
    let headings: Vec<String> = form()
        .columns()
        .iter()
        .map(|column| column.heading.clone())
        .collect();
    assert_eq!(
        headings,
        [
            "合同名称",
            "用人单位姓名",
            "用人单位手机号",
            "用人单位企业名称",
            "劳动者姓名",
            "劳动者手机号",
            "入职日期",
            "月薪",
            "福利",
            "住宿",
            "签署截止日期",
        ]
    );
}

#[test]
fn a_row_is_read_as_people_write_it() {
    let sheet = rows(&[
        "劳动者姓名 *|劳动者手机号|入职日期|月薪|福利|住宿|备注|签署截止日期|合同名称",
        " 张三 |139-0000 0002|46348|12,000.5|五险、一金|是|老员工|2027年1月31日|",
    ]);
    let read = form().read(&sheet, &employer()).unwrap();
    assert_eq!(read.unknown, ["备注"]);
    let line = &read.lines[0];
    assert_eq!((codes(line), line.line), (vec![], 2));
    assert_eq!(line.row.people[0], employer()[0]);
    assert_eq!(
        (
            line.row.people[1].name.as_str(),
            line.row.people[1].phone.as_str()
        ),
        ("张三", "13900000002")
    );
    let value = |no| line.row.values[&FieldNo(no)].as_str();
    // 46348 is how spreadsheets write 2026-11-22.
    assert_eq!((value(3), value(4), value(7)), ("2026-11-22", "12000.50", "yes"));
    assert_eq!(value(6), r#"["五险","一金"]"#);
    assert_eq!(
        (line.row.deadline.as_deref(), &line.row.title),
        (Some("2027-01-31"), &None)
    );
}

#[test]
fn what_is_wrong_is_said_of_its_cell() {
    let sheet = rows(&[
        "劳动者姓名|劳动者手机号|入职日期|月薪|住宿",
        "张三|13900000002|2026-11-31|很多|也许",
        "|1390000|2026-11-22||",
        "李四|13900000003|2026-11-22||",
        "李四|13900000003|2026-11-22||",
    ]);
    let read = form().read(&sheet, &employer()).unwrap();
    assert_eq!(
        codes(&read.lines[0]),
        [
            ("入职日期", "value_not_a_date"),
            ("月薪", "value_not_an_amount"),
            ("住宿", "value_not_offered")
        ]
    );
    assert_eq!(codes(&read.lines[1]), [("劳动者姓名", "value_missing")]);
    assert_eq!(codes(&read.lines[2]), []);
    assert_eq!(codes(&read.lines[3]), [("", "bulk_row_repeated")]);
    assert_eq!(read.good().map(|line| line.line).collect::<Vec<_>>(), [4]);
}

#[test]
fn a_sheet_of_another_template_is_none() {
    let read = |lines: &[&str], always: &[RowPerson]| form().read(&rows(lines), always);
    assert_eq!(read(&[], &[]), Err(SheetProblem::Empty));
    assert_eq!(
        read(&["劳动者姓名|劳动者手机号|入职日期"], &employer()),
        Err(SheetProblem::Empty)
    );
    let missing = read(&["劳动者姓名|入职日期", "张三|2026-11-22"], &[]);
    assert_eq!(
        missing,
        Err(SheetProblem::Missing(
            "用人单位姓名、用人单位手机号、用人单位企业名称、劳动者手机号".to_owned()
        ))
    );
    let twice = read(&["劳动者姓名|劳动者 姓名", "张三|李四"], &employer());
    assert_eq!(twice, Err(SheetProblem::Twice("劳动者姓名".to_owned())));
    let mut long = vec!["劳动者姓名|劳动者手机号|入职日期"];
    long.resize(MOST_ROWS + 2, "张三|13900000002|2026-11-22");
    assert_eq!(read(&long, &employer()), Err(SheetProblem::TooLong));
}

#[test]
fn a_picture_has_no_room_in_a_cell() {
    let picture = |required| [control(3, "营业执照", required, ValueKind::Picture {})];
    assert_eq!(
        SheetForm::of(&roles(), &picture(true)).err(),
        Some(SheetProblem::NotText("营业执照".to_owned()))
    );
    assert_eq!(
        SheetForm::of(&roles(), &picture(false)).unwrap().columns().len(),
        7
    );
}

#[test]
fn controls_of_one_name_have_columns_of_their_own() {
    let line = || ValueKind::Line { max: 9 };
    let controls = [
        control(3, "备注", false, line()),
        control(4, "备注", false, line()),
    ];
    let form = SheetForm::of(&[], &controls).unwrap();
    let headings: Vec<&str> = form
        .columns()
        .iter()
        .map(|column| column.heading.as_str())
        .collect();
    assert_eq!(headings, ["合同名称", "备注", "备注（2）", "签署截止日期"]);
}
