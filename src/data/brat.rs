//! Articles marked with brat: a text, and beside it an `.ann` file with source, cue and content.
//!
//! ```text
//! T1    Source 0 10    The mayor
//! T2    Cue 10 14    said
//! T3    Content 15 24;30 38    it rained all week
//! R1    Attribution Arg1:T2 Arg2:T3
//! E1    Cue:T2 Source:T1 Content:T3
//! ```
//!
//! Tabs stand where four blanks stand here. Spans of one claim belong together by relations (`R`)
//! or events (`E`), whatever these are called; a content that nothing leads to is a claim of its
//! own. Types are known in any case: `source` or `speaker`, `cue`, `content`; further ones are
//! passed over.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::text::Span;
use crate::{Error, ErrorKind};

/// A text with the claims that somebody marked in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BratArticle {
    /// The name of the file, without its ending.
    pub id: String,
    /// The text.
    pub text: String,
    /// The claims, in the order of their first content.
    pub claims: Vec<BratClaim>,
}

/// A claim of a [`BratArticle`]. Spans are byte offsets into its text, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BratClaim {
    /// What was said; at least one span.
    pub content: Vec<Span>,
    /// The words that attribute it.
    pub cue: Vec<Span>,
    /// The words that name the source.
    pub source: Vec<Span>,
}

/// What a span of text is to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Content,
    Cue,
    Source,
}

/// A marked span: its part, none where it is of another kind, and its pieces.
struct Marked {
    part: Option<Part>,
    pieces: Vec<Span>,
}

/// A fault of an `.ann` file: its line, and what was found and expected.
type Problem = (u64, String);

impl BratArticle {
    /// Reads every `.ann` file of a folder and the `.txt` file beside it, in the order of their
    /// names.
    ///
    /// # Errors
    /// A file cannot be read or is not UTF-8, there is no `.ann` file, one has no text beside it, or
    /// one is faulty (see [`BratArticle::parse`]).
    pub fn read_folder(folder: impl AsRef<Path>) -> Result<Vec<Self>, Error> {
        let folder = folder.as_ref();
        let entries = fs::read_dir(folder).map_err(|source| Error::io(folder, source))?;
        let mut files = Vec::new();
        for entry in entries {
            let path = entry.map_err(|source| Error::io(folder, source))?.path();
            if path.extension().is_some_and(|ending| ending == "ann") {
                files.push(path);
            }
        }
        if files.is_empty() {
            let message = "no `.ann` files in this folder";
            return Err(Error::io(folder, std::io::Error::new(std::io::ErrorKind::NotFound, message)));
        }
        files.sort();
        files.iter().map(Self::read).collect()
    }

    /// Reads an `.ann` file and the text beside it.
    ///
    /// # Errors
    /// As for [`BratArticle::read_folder`].
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let marks = read_text(path)?;
        let text = read_text(&path.with_extension("txt"))?;
        let id = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        Self::parse(path, id, text, &marks)
    }

    /// Takes the claims of `text` from the lines of its `.ann` file; errors name `path`.
    ///
    /// # Errors
    /// A line does not follow the form; a span is not in the text, or its words are others than the
    /// line says; a name stands twice or for nothing; sources or cues are joined to no content.
    pub fn parse(
        path: impl AsRef<Path>,
        id: impl Into<String>,
        text: impl Into<String>,
        marks: &str,
    ) -> Result<Self, Error> {
        let text = text.into();
        match claims(&text, marks) {
            Ok(claims) => Ok(BratArticle { id: id.into(), text, claims }),
            Err((line, message)) => {
                Err(ErrorKind::Article { path: path.as_ref().into(), line, message }.into())
            }
        }
    }
}

fn read_text(path: &Path) -> Result<String, Error> {
    let bytes = fs::read(path).map_err(|source| Error::io(path, source))?;
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        ErrorKind::Utf8 { path: path.into(), byte }.into()
    })
}

fn claims(text: &str, marks: &str) -> Result<Vec<BratClaim>, Problem> {
    // brat counts characters; entry n is the byte at which character n starts.
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut marked: BTreeMap<&str, (u64, Marked)> = BTreeMap::new();
    let mut joined: Vec<(u64, Vec<&str>)> = Vec::new();
    for (line, words) in (1..).zip(marks.lines()) {
        let words = words.trim_end_matches('\r');
        let Some((name, rest)) = words.split_once('\t') else {
            if words.trim().is_empty() || words.starts_with(['#', '*', 'A', 'M', 'N']) {
                continue;
            }
            return Err((line, format!("`{words}`; expected a name, a tab, and what it stands for")));
        };
        match name.chars().next() {
            Some('T') => {
                let found = span_line(rest, text, &starts).map_err(|message| (line, message))?;
                if marked.insert(name, (line, found)).is_some() {
                    return Err((line, format!("`{name}` has a second line")));
                }
            }
            Some('R' | 'E') => {
                let of = rest.split_whitespace().filter_map(|word| word.split_once(':'));
                joined.push((line, of.map(|(_, name)| name).collect()));
            }
            // Attributes, notes, equivalences, normalisations.
            _ => {}
        }
    }
    gathered(&marked, &joined)
}

/// The span of a line behind its name: type, offsets, a tab, and the words there.
fn span_line(rest: &str, text: &str, starts: &[usize]) -> Result<Marked, String> {
    let form = || format!("`{rest}`; expected `type start end`, a tab, and the words");
    let (head, words) = rest.split_once('\t').ok_or_else(form)?;
    let (kind, offsets) = head.split_once(' ').ok_or_else(form)?;
    let mut pieces = Vec::new();
    for piece in offsets.split(';') {
        let (start, end) = piece.trim().split_once(' ').ok_or_else(form)?;
        let at = |number: &str| number.parse::<usize>().map_err(|_| form());
        let (start, end) = (at(start)?, at(end)?);
        match (starts.get(start), starts.get(end)) {
            (Some(from), Some(to)) if from < to => pieces.push(Span::new(*from, *to)),
            _ => {
                let characters = starts.len() - 1;
                return Err(format!("{start} to {end}; expected a span of the {characters} characters"));
            }
        }
    }
    let found: Vec<&str> = pieces.iter().flat_map(|piece| piece.of(text).split_whitespace()).collect();
    if found != words.split_whitespace().collect::<Vec<_>>() {
        return Err(format!("`{words}`; the text has `{}` there", found.join(" ")));
    }
    let part = match kind.to_lowercase().as_str() {
        "content" => Some(Part::Content),
        "cue" => Some(Part::Cue),
        "source" | "speaker" => Some(Part::Source),
        _ => None,
    };
    Ok(Marked { part, pieces })
}

/// The claims that the joined spans make.
fn gathered(
    marked: &BTreeMap<&str, (u64, Marked)>,
    joined: &[(u64, Vec<&str>)],
) -> Result<Vec<BratClaim>, Problem> {
    let number_of: BTreeMap<&str, usize> = marked.keys().copied().zip(0..).collect();
    let mut one_claim = OneClaim((0..marked.len()).collect());
    for (line, names) in joined {
        // Events may be arguments of others: these lead to no span.
        let names: Vec<&str> = names.iter().copied().filter(|name| name.starts_with('T')).collect();
        if let Some(unknown) = names.iter().find(|name| !number_of.contains_key(**name)) {
            return Err((*line, format!("`{unknown}` has no line")));
        }
        let numbers: Vec<usize> = names.iter().filter_map(|name| number_of.get(name).copied()).collect();
        for pair in numbers.windows(2) {
            one_claim.join(pair[0], pair[1]);
        }
    }
    let mut claims: BTreeMap<usize, (u64, BratClaim)> = BTreeMap::new();
    for (number, (line, mark)) in marked.values().enumerate() {
        let Some(part) = mark.part else { continue };
        let claim = one_claim.least(number);
        let (first, claim) = claims.entry(claim).or_insert((*line, BratClaim::default()));
        *first = (*first).min(*line);
        let spans = match part {
            Part::Content => &mut claim.content,
            Part::Cue => &mut claim.cue,
            Part::Source => &mut claim.source,
        };
        spans.extend(&mark.pieces);
    }
    let mut found = Vec::with_capacity(claims.len());
    for (line, mut claim) in claims.into_values() {
        if claim.content.is_empty() {
            return Err((line, "a source or cue that is joined to no content".to_owned()));
        }
        for spans in [&mut claim.content, &mut claim.cue, &mut claim.source] {
            spans.sort_by_key(|span| (span.start(), span.end()));
            spans.dedup();
        }
        found.push(claim);
    }
    found.sort_by_key(|claim| claim.content.first().map(|span| span.start()));
    Ok(found)
}

/// Which marks belong to one claim: a forest in which each mark points to a lesser one of its claim,
/// so that joining takes next to no time however many there are.
struct OneClaim(Vec<usize>);

impl OneClaim {
    /// The least mark of the claim, which is its number.
    fn least(&mut self, mut mark: usize) -> usize {
        while self.0[mark] != mark {
            self.0[mark] = self.0[self.0[mark]];
            mark = self.0[mark];
        }
        mark
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.least(one), self.least(other));
        self.0[one.max(other)] = one.min(other);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const TEXT: &str = "Zoë said it rained. “Snow fell,” the pilot told us, “in June.”";

    fn parsed(marks: &str) -> Result<BratArticle, Error> {
        BratArticle::parse("a.ann", "a", TEXT, marks)
    }

    #[test]
    fn relations_and_events_make_claims() {
        let spans = "T1\tSource 0 3\tZoë\nT2\tcue 4 8\tsaid\nT3\tContent 9 18\tit rained\n\
            T4\tContent 21 30;53 60\tSnow fell in June\nT5\tSpeaker 33 42\tthe pilot\n\
            T6\tCue 43 47\ttold\nT7\tPlace 4 8\tsaid\n";
        let joins = [
            "R1\tSays Arg1:T2 Arg2:T1\nR2\tHolds Arg1:T2 Arg2:T3\nR3\ta Arg1:T4 Arg2:T5\nR4\ta Arg1:T6 Arg2:T4\n",
            "E1\tCue:T2 Source:T1 Content:T3\nE2\tCue:T6 Source:T5 Content:T4\n#1\tAnnotatorNotes E1\tsure\n",
        ];
        for join in joins {
            let article = parsed(&format!("{spans}{join}")).unwrap();
            let words = |spans: &[Span]| spans.iter().map(|span| span.of(TEXT)).collect::<Vec<_>>().join("|");
            let found: Vec<[String; 3]> = article
                .claims
                .iter()
                .map(|claim| [words(&claim.source), words(&claim.cue), words(&claim.content)])
                .collect();
            assert_eq!(
                found,
                [["Zoë", "said", "it rained"], ["the pilot", "told", "Snow fell|in June"]],
                "{join}"
            );
        }
        let alone = parsed("T3\tContent 9 18\tit rained\n\n").unwrap();
        assert_eq!((alone.claims.len(), alone.claims[0].source.len()), (1, 0));
    }

    #[test]
    fn faults_are_named_by_line() {
        let content = "T3\tContent 9 18\tit rained\n";
        let cases = [
            ("T1 Source 0 3 Zoë\n", "a.ann:1: `T1 Source 0 3 Zoë`; expected a name, a tab"),
            ("T1\tSource 0 3 Zoë\n", "a.ann:1: `Source 0 3 Zoë`; expected `type start end`"),
            ("T1\tSource 0 x\tZoë\n", "a.ann:1: `Source 0 x\tZoë`; expected `type start end`"),
            ("T1\tSource 0 900\tZoë\n", "a.ann:1: 0 to 900; expected a span of the 62 characters"),
            ("T1\tSource 3 3\t\n", "a.ann:1: 3 to 3; expected a span"),
            ("T1\tSource 0 4\tZoe\n", "a.ann:1: `Zoe`; the text has `Zoë` there"),
            (&format!("{content}{content}"), "a.ann:2: `T3` has a second line"),
            (&format!("{content}R1\ta Arg1:T3 Arg2:T9\n"), "a.ann:2: `T9` has no line"),
            (&format!("{content}T1\tSource 0 3\tZoë\n"), "a.ann:2: a source or cue that is joined to no"),
        ];
        for (marks, expected) in cases {
            let error = parsed(marks).unwrap_err().to_string();
            assert!(error.starts_with(expected), "{error}");
        }
    }
}
