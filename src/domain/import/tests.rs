//! Tests of the formats that `token import` reads.

use super::*;

const ROW: &str = r#"{"tenant_id":"t","token":"a,\"b\"\tc","dialog_id":null,"source":null,"beta":"","create_date":"2026-02-01T09:00:00","create_time":7,"update_date":null,"update_time":null}"#;
const HEADER: &str =
    "tenant_id,token,dialog_id,source,beta,create_date,create_time,update_date,update_time";

fn single_key(text: &str) -> ApiKey<'static> {
    let mut rows = parse(text).expect("rows");
    assert_eq!(rows.len(), 1);
    rows.remove(0).1
}

fn error_of(text: &str) -> String {
    parse(text).expect_err("an error").to_string()
}

#[test]
fn every_format_gives_the_same_row() {
    let row = single_key(&format!("{ROW}\n"));
    assert_eq!(row.token.expose(), "a,\"b\"\tc");
    assert_eq!(single_key(&format!("[{ROW}]")), row);
    let envelope = format!(r#"{{"code":0,"message":"","data":[{ROW}]}}"#);
    assert_eq!(single_key(&envelope), row);
    assert_eq!(single_key(&format!(r#"[{{"new":null,"old":{ROW}}}]"#)), row);
    let csv = format!("{HEADER}\nt,\"a,\"\"b\"\"\tc\",,,\"\",2026-02-01T09:00:00,7,,\n");
    assert_eq!(single_key(&csv), row);
    assert_eq!(single_key(&format!("\u{feff}{csv}")), row);
    let header = HEADER.replace(',', "\t");
    let tsv = format!("{header}\nt\ta,\"b\"\\tc\t\t\t\"\"\t2026-02-01T09:00:00\t7\t\t\n");
    assert_eq!(single_key(&tsv), row);
    let pairs = format!("old_{}", HEADER.replace(',', ",old_"));
    assert_eq!(single_key(&csv.replace(HEADER, &pairs)), row);
}

#[test]
fn the_words_of_the_clients_for_null_are_no_values() {
    let header = HEADER.replace(',', "\t");
    for null in ["NULL", "\\N", ""] {
        let cells = [
            "t",
            "k",
            null,
            null,
            null,
            "2026-02-01 09:00:00",
            "7",
            null,
            null,
        ];
        let row = single_key(&format!("{header}\n{}\n", cells.join("\t")));
        assert_eq!((&row.dialog_id, &row.source), (&None, &None), "{null}");
        assert_eq!((&row.beta, row.update_time), (&None, None), "{null}");
        let csv = format!("{HEADER}\n{}\n", cells.join(","));
        assert_eq!(single_key(&csv), row, "{null}");
    }
    // A program that puts everything in quotes has no other way to write NULL.
    let names = HEADER.replace(',', "\",\"");
    let row = single_key(&format!(
        "\"{names}\"\n\"t\",\"k\",\"\",\"\",\"\",\"\",\"7\",\"\",\"\"\n"
    ));
    assert_eq!(
        (row.beta, row.dialog_id, row.create_date),
        (None, None, None)
    );
}

#[test]
fn what_spreadsheets_write_is_read() {
    let expected = single_key(&format!("{HEADER}\nt,k,,,b,,7,,\n"));
    let names = HEADER.to_uppercase().replace('_', " ").replace(',', " ; ");
    let rows = "t;k;;;b;;7;;\r\n;;;;;;;;\r\n";
    for begin in ["", "sep=;\r\n", "\r\n\r\n"] {
        let text = format!("\u{feff}{begin}{names}\r\n{rows}");
        assert_eq!(single_key(&text), expected, "{text}");
    }
}

#[test]
fn unusual_values_are_named_and_blanks_in_keys_refused() {
    let unusual = |cells: &str| {
        let rows = parse(&format!("{HEADER}\n{cells}\n")).expect("a row");
        unusual_values(&rows[0])
    };
    let key = "ragflow-aM9truADx1lX_gkJwTiAoxxyXdijjlTcIIQ2fuj-PBw";
    let beta = "sAt-QjisPF3vek76rOSzAToIn7aBVNk1";
    assert!(unusual(&format!("t,{key},,none,{beta},,7,,")).is_empty());
    assert!(unusual(&format!("t,{key},,,,,7,,")).is_empty());
    let texts = unusual("t,hello,,shop,secret,,7,,");
    assert_eq!(texts.len(), 3);
    assert!(
        texts.iter().all(|text| text.starts_with("line 2: ")),
        "{texts:?}"
    );
    assert!(!texts.concat().contains("hello") && !texts.concat().contains("secret"));
    for token in [format!("{key} "), format!(" {key}")] {
        let error = error_of(&format!("{HEADER}\nt,{token},,,,,7,,\n"));
        assert_eq!(error, "line 2: token begins or ends with a blank");
    }
}

#[test]
fn truncated_and_invalid_input_is_an_error_that_names_the_place() {
    let csv = format!("{HEADER}\nt,k,,,,,7,,\n");
    assert!(error_of(csv.trim_end()).contains("line 2 is cut off"));
    assert!(error_of(&format!("{HEADER}\nt,k,,\n")).contains("line 2 has 4 fields"));
    let repeated = error_of(&format!("{csv}t,k,,,,,7,,\n"));
    assert_eq!(repeated, "line 3 has the same key as line 2");
    assert!(error_of(&csv.replace(",7,", ",x,")).contains("create_time is not an integer"));
    let lines = format!("{ROW}\n{}", &ROW[..40]);
    assert!(error_of(&lines).contains("line 2"), "{}", error_of(&lines));
    assert!(error_of(&format!("{{\"data\":[{ROW}")).contains("line 1"));
    let failed = format!("{ROW}\n{{\"code\":500,\"message\":\"m\",\"data\":false}}\n");
    assert!(error_of(&failed).contains("line 2 is the error message"));
    assert!(error_of(&ROW.replace("\"beta\":\"\",", "")).contains("no field beta"));
    assert!(error_of(&ROW.replace(":7", ":\"7\"")).contains("create_time"));
    let masked = ROW
        .replace("a,", "ragflow-abcd…")
        .replace("\\\"b\\\"\\tc", "");
    assert!(error_of(&masked).contains("masked"));
    assert_eq!(error_of(" \n"), "the input is empty");
}

#[test]
fn csv_lines_are_counted_across_blank_lines_line_breaks_in_fields_and_crlf() {
    for newline in ["\n", "\r\n"] {
        let rows = [HEADER, "t,\"a\nb\",,,,,7,,", "", "t,c,,,,,7,,", "t,d"];
        let text = rows.map(|row| format!("{row}{newline}")).concat();
        assert_eq!(
            error_of(&text),
            "line 6 has 2 fields but the header has 9",
            "{newline:?}"
        );
    }
}
