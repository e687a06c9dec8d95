//! CSV from anywhere: rows to train on, to judge and to label, and what other tools predict.

use sayso::data::{ForeignPredictions, ROLES, Requirement, STANCES, StanceRows, Table};
use sayso::text::Span;

/// Reads the bytes as a table, as rows of every requirement and as predictions; what could be read
/// is written and read again.
pub(crate) fn stance_rows(data: &[u8]) {
    let Ok(table) = Table::from_bytes("t.csv", data) else { return };
    let lines: Vec<u64> = table.rows().iter().map(|row| row.line).collect();
    assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
    let last = data.split(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    assert!(lines.iter().all(|line| (1..=last).contains(line)), "{lines:?} of {last}");

    let strict = Requirement { stance: true, role: true, stances: Some(&STANCES), roles: Some(&ROLES) };
    for requirement in [strict, Requirement { role: false, roles: None, ..strict }, Requirement::default()] {
        let Ok(rows) = StanceRows::from_table(&table, requirement) else { continue };
        check(&rows);
        let written = Table::from_bytes("t.csv", &written(&rows)).unwrap();
        let again = StanceRows::from_table(&written, requirement).unwrap();
        assert_eq!(again.header, rows.header);
        for (row, again) in rows.rows.iter().zip(&again.rows) {
            assert_eq!(again.fields, row.fields);
            assert_eq!((again.content.as_slice(), again.cue), (row.content.as_slice(), row.cue));
        }
        assert_eq!(again.rows.len(), rows.rows.len());
    }
    if let Ok(predictions) = ForeignPredictions::from_table(table.clone(), &STANCES)
        && let Ok(rows) = StanceRows::from_table(&table, Requirement::default())
    {
        // It may name other rows than these.
        let _ = predictions.for_rows(&rows.rows);
    }
}

fn check(rows: &StanceRows) {
    for row in &rows.rows {
        let field = |name: &str| {
            let column = rows.header.iter().position(|column| column == name);
            column.map_or("", |column| row.fields[column].trim())
        };
        let words = |span: Span| row.text.get(span.range()).unwrap();
        assert_eq!(row.cue.map_or("", words), field("cue"));
        assert_eq!(row.speaker.map_or("", words), field("speaker"));
        assert!(row.content.iter().all(|span| !words(*span).is_empty()), "{:?}", row.content);
        for pair in row.content.windows(2) {
            assert!(pair[0].end() <= pair[1].start(), "{:?}", row.content);
        }
        assert_eq!(words(row.passage), field_of_passage(rows, row));
        assert!(row.weight.is_finite() && row.weight > 0.0);
    }
}

fn field_of_passage<'a>(rows: &StanceRows, row: &'a sayso::data::StanceRow) -> &'a str {
    let column = rows.header.iter().position(|column| column == "text").unwrap();
    &row.fields[column]
}

fn written(rows: &StanceRows) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&rows.header).unwrap();
    for row in &rows.rows {
        writer.write_record(&row.fields).unwrap();
    }
    writer.into_inner().unwrap()
}
