//! The layout of tables.

use super::*;

const COLUMNS: [Column; 3] = [
    Column::new("id", 0),
    Column::new("name", 0),
    Column::new("detail", 1),
];

fn printed(style: Style, rows: &[[&str; 3]]) -> (String, Vec<&'static str>) {
    let mut table = Table::new(style);
    let mut out = Vec::new();
    table.begin(&COLUMNS, Shape::Rows, &mut out);
    for row in rows {
        let row = row.map(PlainCell::Text);
        table.row(&row, &mut out);
    }
    table.end(&mut out);
    (
        String::from_utf8(out).expect("UTF-8"),
        table.hidden_columns(),
    )
}

#[test]
fn wide_characters_are_aligned() {
    let (text, _) = printed(Style::default(), &[["1", "王芳", "x"], ["2", "Ada", "y"]]);
    assert_eq!(text, "id  name  detail\n1   王芳  x\n2   Ada   y\n");
}

#[test]
fn a_narrow_terminal_hides_columns_and_reports_them() {
    let style = Style {
        width: Some(60),
        ..Style::default()
    };
    let (text, hidden) = printed(style, &[["1", "Ada", &"long ".repeat(12)]]);
    assert_eq!(text, "id  name\n1   Ada\n");
    assert_eq!(hidden, ["detail"]);
}

#[test]
fn columns_that_cannot_be_hidden_are_cut() {
    let style = Style {
        width: Some(60),
        ..Style::default()
    };
    let (text, _) = printed(style, &[["1", &"name ".repeat(20), "x"]]);
    let cut = &"name ".repeat(20)[..55];
    assert_eq!(text, format!("id  name\n1   {cut}…\n"));
}

#[test]
fn escape_sequences_are_not_printed() {
    let (text, _) = printed(Style::default(), &[["1", "\u{1b}[31mred", "a\nb"]]);
    assert!(!text.contains('\u{1b}'), "{text:?}");
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn rows_after_the_measured_ones_are_cut() {
    let mut rows = vec![["1", "short", "x"]; MEASURED_ROWS];
    rows.push(["2", "longer than measured", "x"]);
    let (text, _) = printed(Style::default(), &rows);
    let last = text.lines().last().expect("a row");
    assert_eq!(last, "2   long…  x");
    assert_eq!(text.lines().count(), MEASURED_ROWS + 2);
}

#[test]
fn a_table_without_rows_is_empty() {
    let (text, _) = printed(Style::default(), &[]);
    assert_eq!(text, "");
}

#[test]
fn later_rows_are_aligned_as_the_first_ones() {
    let mut columns = COLUMNS;
    columns[1] = columns[1].align_right();
    let printed = |rows: usize| {
        let mut table = Table::new(Style::default());
        let mut out = Vec::new();
        table.begin(&columns, Shape::Rows, &mut out);
        for _ in 0..rows {
            table.row(&["1", "王芳", ""].map(PlainCell::Text), &mut out);
            table.row(&["22", "A", "x"].map(PlainCell::Text), &mut out);
        }
        table.end(&mut out);
        String::from_utf8(out).expect("UTF-8")
    };
    let (few, many) = (printed(1), printed(MEASURED_ROWS));
    let few: Vec<&str> = few.lines().collect();
    let last: Vec<&str> = many.lines().rev().take(2).collect();
    assert_eq!(last, [few[2], few[1]]);
}

#[test]
fn a_value_that_must_not_be_cut_makes_a_list_of_each_row() {
    let columns = [Column::new("id", 0), Column::new("key", 0).whole()];
    let style = Style {
        width: Some(60),
        ..Style::default()
    };
    let mut table = Table::new(style);
    let mut out = Vec::new();
    let key = "k".repeat(70);
    table.begin(&columns, Shape::Rows, &mut out);
    table.row(&["1", &key].map(PlainCell::Text), &mut out);
    table.row(&["2", "short"].map(PlainCell::Text), &mut out);
    table.end(&mut out);
    let text = String::from_utf8(out).expect("UTF-8");
    assert_eq!(text, format!("id   1\nkey  {key}\n\nid   2\nkey  short\n"));
}

#[test]
fn a_command_has_a_line_of_its_own_where_the_row_does_not_fit() {
    let mut columns = COLUMNS;
    columns[2] = Column::new("fix", 0).movable_below();
    let printed = |width| {
        let style = Style {
            width: Some(width),
            ..Style::default()
        };
        let mut table = Table::new(style);
        let mut out = Vec::new();
        table.begin(&columns, Shape::Rows, &mut out);
        let command = "ragflowctl ".repeat(8);
        table.row(
            &["1", "Ada", command.trim_end()].map(PlainCell::Text),
            &mut out,
        );
        table.row(&["2", "Ben", ""].map(PlainCell::Text), &mut out);
        table.end(&mut out);
        assert_eq!(table.hidden_columns(), [""; 0]);
        String::from_utf8(out).expect("UTF-8")
    };
    let command = ["ragflowctl"; 8].join(" ");
    let below = format!("id  name\n1   Ada\n    fix: {command}\n2   Ben\n");
    assert_eq!(printed(80), below);
    let beside = format!("id  name  fix\n1   Ada   {command}\n2   Ben   -\n");
    assert_eq!(printed(120), beside);
}

#[test]
fn later_rows_have_their_command_below_too() {
    let columns = [Column::new("id", 0), Column::new("fix", 0).movable_below()];
    let style = Style {
        width: Some(60),
        ..Style::default()
    };
    let mut table = Table::new(style);
    let mut out = Vec::new();
    table.begin(&columns, Shape::Rows, &mut out);
    let command = "c".repeat(70);
    for _ in 0..=MEASURED_ROWS {
        table.row(&["1", &command].map(PlainCell::Text), &mut out);
    }
    table.end(&mut out);
    let text = String::from_utf8(out).expect("UTF-8");
    let pair = format!("1\n    fix: {command}\n");
    assert_eq!(text, format!("id\n{}", pair.repeat(MEASURED_ROWS + 1)));
}

#[test]
fn values_have_the_colours_of_their_column() {
    let mut columns = COLUMNS;
    columns[1] = columns[1].with_styles(&[("bad", "\u{1b}[31m")]);
    let printed = |color| {
        let mut table = Table::new(Style {
            color,
            ..Style::default()
        });
        let mut out = Vec::new();
        table.begin(&columns, Shape::Rows, &mut out);
        table.row(&["1", "bad", "x"].map(PlainCell::Text), &mut out);
        table.row(&["2", "good", "x"].map(PlainCell::Text), &mut out);
        table.end(&mut out);
        let text = String::from_utf8(out).expect("UTF-8");
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(printed(false), ["1   bad   x", "2   good  x"]);
    assert_eq!(
        printed(true),
        ["1   \u{1b}[31mbad\u{1b}[0m   x", "2   good  x"]
    );
}

#[test]
fn a_second_table_has_its_own_columns_and_widths() {
    let mut table = Table::new(Style::default());
    let mut out = Vec::new();
    table.begin(&COLUMNS, Shape::Rows, &mut out);
    table.row(&["a long value", "b", "c"].map(PlainCell::Text), &mut out);
    table.end(&mut out);
    table.begin(&COLUMNS[..1], Shape::Rows, &mut out);
    table.row(&[PlainCell::Int(1)], &mut out);
    table.end(&mut out);
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(text.ends_with("\nid\n1\n"), "{text}");
}

#[test]
fn the_header_of_a_local_time_has_its_zone() {
    let columns = [Column::new("id", 0), Column::new("at", 0).local_time()];
    let mut table = Table::new(Style::default());
    let mut out = Vec::new();
    table.set_zone("UTC+08:00");
    table.begin(&columns, Shape::Rows, &mut out);
    table.row(&[PlainCell::Int(1), PlainCell::Null], &mut out);
    table.end(&mut out);
    let text = String::from_utf8(out).expect("UTF-8");
    assert_eq!(text, "id  at (UTC+08:00)\n1   -\n");
}
