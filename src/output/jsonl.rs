//! JSON Lines: an article a line, for programs.

use std::io::{self, Write};

use serde::Serialize;

use super::Analyzed;
use super::offsets::{OffsetTable, Offsets};
use crate::analysis::AnalyzedClaim;
use crate::text::Span;

/// Room for a claim; most take less.
const BYTES_A_CLAIM: usize = 512;

/// Writes one article as one line, `{"id":…,"claims":[…]}`, with offsets in the given unit. Where the
/// article was cut, a last key `cut` says [where](crate::Analysis::cut), in the same unit.
///
/// # Errors
/// If `out` cannot be written to.
pub fn write_json_line(out: &mut impl Write, article: &Analyzed<'_>, offsets: Offsets) -> io::Result<()> {
    let claims = article.analysis.claims();
    match offsets {
        Offsets::Bytes => write_line(out, article.id, claims, article.analysis.cut),
        _ => {
            let (claims, cut) = converted(article, offsets);
            write_line(out, article.id, &claims, cut)
        }
    }
}

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    claims: &'a [AnalyzedClaim],
    #[serde(skip_serializing_if = "Option::is_none")]
    cut: Option<usize>,
}

fn write_line(
    out: &mut impl Write,
    id: &str,
    claims: &[AnalyzedClaim],
    cut: Option<usize>,
) -> io::Result<()> {
    // Put together in memory: a line is hundreds of pieces, `out` is handed it at once.
    let mut line = Vec::with_capacity((1 + claims.len()) * BYTES_A_CLAIM);
    serde_json::to_writer(&mut line, &Line { id, claims, cut })?;
    line.push(b'\n');
    out.write_all(&line)
}

/// The claims with every span in the other unit, and the cut.
fn converted(article: &Analyzed<'_>, offsets: Offsets) -> (Vec<AnalyzedClaim>, Option<usize>) {
    let claims = article.analysis.claims();
    let cut = article.analysis.cut.map(|cut| Span::new(cut, cut));
    let table = OffsetTable::new(article.text, claims.iter().flat_map(spans).chain(cut), offsets);
    let convert = |claim: &AnalyzedClaim| {
        let mut claim = claim.clone();
        claim.content.iter_mut().for_each(|span| *span = table.convert(*span));
        claim.cue = claim.cue.map(|span| table.convert(span));
        if let Some(speaker) = &mut claim.speaker {
            for span in [&mut speaker.mention, &mut speaker.title, &mut speaker.affiliation] {
                *span = span.map(|span| table.convert(span));
            }
        }
        claim
    };
    (claims.iter().map(convert).collect(), cut.map(|cut| table.convert(cut).start()))
}

/// The spans of a claim that are written.
fn spans(claim: &AnalyzedClaim) -> impl Iterator<Item = Span> + '_ {
    let of_speaker = claim.speaker.iter().flat_map(|s| [s.mention, s.title, s.affiliation]).flatten();
    claim.content.iter().copied().chain(claim.cue).chain(of_speaker)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::samples;

    fn line(offsets: Offsets) -> String {
        let (text, analysis) = samples::owls();
        let mut out = Vec::new();
        write_json_line(&mut out, &Analyzed { id: "o\"1", text, analysis: &analysis }, offsets).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_keys_stand_in_the_order_of_the_contract() {
        let expected = concat!(
            r#"{"id":"o\"1","claims":[{"kind":"direct","content":[[3,22]],"cue":[27,31],"#,
            r#""speaker":{"mention":[32,43],"name":"Zoë <Marr>","role":"expert","probability":0.9877,"#,
            r#""anonymous":false,"id":0,"role_probability":0.5,"title":[32,36],"affiliation":null},"#,
            r#""relay":null,"stance":"warning","#,
            r#""probabilities":{"concern":0.1,"denial":0.0,"warning":0.7,"other":0.2}},"#,
            r#"{"kind":"indirect","content":[[45,54],[59,66]],"cue":null,"speaker":null,"#,
            r#""relay":"Radio Odda","stance":"other","#,
            r#""probabilities":{"concern":0.0,"denial":0.0,"warning":0.0,"other":1.0}}]}"#,
            "\n"
        );
        assert_eq!(line(Offsets::Bytes), expected);
    }

    #[test]
    fn a_cut_is_the_last_key_and_counted_as_offsets_are() {
        let (text, mut analysis) = samples::owls();
        analysis.cut = Some(26);
        for (offsets, expected) in [(Offsets::Bytes, 26), (Offsets::Chars, 19), (Offsets::Utf16, 20)] {
            let mut out = Vec::new();
            write_json_line(&mut out, &Analyzed { id: "o", text, analysis: &analysis }, offsets).unwrap();
            let line = String::from_utf8(out).unwrap();
            assert!(line.ends_with(&format!("],\"cut\":{expected}}}\n")), "{offsets:?}: {line}");
        }
    }

    #[test]
    fn offsets_in_other_units() {
        let spans = |line: String| {
            let value: serde_json::Value = serde_json::from_str(&line).unwrap();
            let first = &value["claims"][0];
            (
                first["content"].to_string(),
                format!("{}{}", first["speaker"]["mention"], first["speaker"]["title"]),
            )
        };
        // Before the content stands a quotation mark of three bytes; the owl in it is one
        // character of four bytes and two UTF-16 units.
        assert_eq!(spans(line(Offsets::Chars)), ("[[1,17]]".into(), "[25,35][25,28]".into()));
        assert_eq!(spans(line(Offsets::Utf16)), ("[[1,18]]".into(), "[26,36][26,29]".into()));
    }
}
