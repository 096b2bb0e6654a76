//! What each kind of value takes, mends and refuses.

use super::amount::Amount;
use super::*;

fn taken(kind: &ValueKind, typed: &str) -> String {
    check(kind, typed).unwrap_or_else(|problem| panic!("{typed}: {problem}"))
}

#[test]
fn values_are_written_in_one_form() {
    let cases = [
        (ValueKind::Line { max: 5 }, "  张三 ", "张三"),
        (ValueKind::Paragraph { max: 9 }, "一\r\n二", "一\n二"),
        (ValueKind::Number { decimals: 2 }, "+1,234.50", "1234.50"),
        (ValueKind::Number { decimals: 0 }, "-007", "-7"),
        (ValueKind::Date {}, "2026年1月2日", "2026-01-02"),
        (ValueKind::Tick {}, "yes", "yes"),
        (ValueKind::Email {}, "zhang@example.com", "zhang@example.com"),
        (ValueKind::Phone {}, "138 0013-8000", "13800138000"),
        (ValueKind::IdNumber {}, "11010519491231002x", "11010519491231002X"),
        (
            ValueKind::CreditCode {},
            "91350100m000100y43",
            "91350100M000100Y43",
        ),
        (
            ValueKind::Account { cells: 0 },
            "6222 0200 1234 5678",
            "6222020012345678",
        ),
        (ValueKind::Amount {}, "￥1,234.5", "1234.50"),
    ];
    for (kind, typed, expected) in cases {
        assert_eq!(taken(&kind, typed), expected);
        // Taking what was taken changes nothing.
        assert_eq!(taken(&kind, expected), expected);
        assert_eq!(taken(&kind, "  "), "");
    }
}

#[test]
fn each_kind_refuses_with_its_own_code() {
    let options = vec!["是".to_owned(), "否".to_owned()];
    let cases = [
        (ValueKind::Line { max: 2 }, "一二三", "value_too_long"),
        (ValueKind::Line { max: 9 }, "一\n二", "value_control_character"),
        (ValueKind::Number { decimals: 1 }, "1.25", "value_not_a_number"),
        (ValueKind::Number { decimals: 1 }, "1.", "value_not_a_number"),
        (ValueKind::Date {}, "2026-02-30", "value_not_a_date"),
        (
            ValueKind::Choice {
                options: options.clone(),
            },
            "也许",
            "value_not_offered",
        ),
        (ValueKind::Choices { options }, "[\"也许\"]", "value_not_offered"),
        (ValueKind::Tick {}, "no", "value_not_offered"),
        (ValueKind::Email {}, "a@b", "value_not_an_email"),
        (ValueKind::Email {}, "a b@c.de", "value_not_an_email"),
        (ValueKind::Phone {}, "12a45", "value_not_a_phone"),
        (
            ValueKind::IdNumber {},
            "110105194912310021",
            "value_not_an_id_number",
        ),
        (
            ValueKind::CreditCode {},
            "91350100M000100Y44",
            "value_not_a_credit_code",
        ),
        (ValueKind::Account { cells: 0 }, "1234567", "value_not_an_account"),
        (ValueKind::Amount {}, "1.234", "value_not_an_amount"),
        (ValueKind::Amount {}, "-1", "value_not_an_amount"),
        (ValueKind::Picture {}, "photo.png", "value_not_a_picture"),
        (
            ValueKind::Known {
                fact: KnownFact::Name,
            },
            "张三",
            "value_derived",
        ),
    ];
    for (kind, typed, code) in cases {
        let problem = check(&kind, typed).expect_err(typed);
        assert_eq!(problem.code(), code, "{typed}");
    }
}

#[test]
fn every_code_has_its_sentence() {
    let problems = [
        ValueProblem::Missing,
        ValueProblem::TooLong(1),
        ValueProblem::ControlCharacter,
        ValueProblem::NotANumber(1),
        ValueProblem::NotADate,
        ValueProblem::NotOffered,
        ValueProblem::NotAnEmail,
        ValueProblem::NotAPhone,
        ValueProblem::NotAnIdNumber,
        ValueProblem::NotACreditCode,
        ValueProblem::NotAnAccount,
        ValueProblem::NotAnAmount,
        ValueProblem::NotAPicture,
        ValueProblem::Table(TableProblem::Cell),
        ValueProblem::Derived,
    ];
    for problem in problems {
        assert!(crate::catalogue::has(problem.code()), "{}", problem.code());
    }
}

#[test]
fn tables_lose_empty_rows_and_refuse_crooked_ones() {
    let kind = ValueKind::Table {
        columns: vec!["品名".into(), "数量".into()],
        max_rows: 2,
    };
    assert_eq!(taken(&kind, r#"[[" 展位 ","1"],["",""]]"#), r#"[["展位","1"]]"#);
    assert_eq!(
        rows(r#"[["展位","1"]]"#),
        vec![vec!["展位".to_owned(), "1".to_owned()]]
    );
    assert_eq!(taken(&kind, r#"[["",""]]"#), "");
    for crooked in [
        r#"[["a"]]"#,
        "{}",
        r#"[["a","1"],["b","2"],["c","3"]]"#,
        "[[\"a\\u0007\",\"1\"]]",
    ] {
        assert_eq!(
            check(&kind, crooked).unwrap_err().code(),
            "value_table",
            "{crooked}"
        );
    }
}

#[test]
fn amounts_in_capital_numerals() {
    let cases = [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1", "壹元整"),
        ("10", "壹拾元整"),
        ("107.03", "壹佰零柒元零叁分"),
        ("1409.50", "壹仟肆佰零玖元伍角整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万零柒仟元伍角叁分"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("1000000000000", "壹万亿元整"),
        ("1200300000000", "壹万贰仟零叁亿元整"),
        (
            "99999999999999.99",
            "玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分",
        ),
    ];
    for (typed, words) in cases {
        assert_eq!(Amount::parse(typed).unwrap().in_words(), words, "{typed}");
    }
    assert_eq!(Amount::parse("1234567.8").unwrap().printed(), "1,234,567.80");
    assert_eq!(Amount::parse("100000000000000"), None);
    assert_eq!(Amount::parse("18446744073709551616"), None);
}
