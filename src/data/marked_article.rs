//! Articles whose claims are marked in the text itself, the form of `training-data/articles/`.
//!
//! ```text
//! id: harbour-fees
//! domain: business
//!
//! {c1:Fees will rise in April}, {s1:the port authority} {q1:told} {r1:Radio Odda}.
//!
//! ---
//! 1: the port authority | government | other | relay: Radio Odda
//! ```
//!
//! A mark opens with its part (`c` content, `q` cue, `s` speaker, `r` relay) and the numbers of
//! its claims. Marks may stand inside each other; several of one part and number are its pieces.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::labels::{ROLES, STANCES, checked};
use super::marks::{Mark, Part, claim_number, read_marks, write_marks};
use crate::text::Span;
use crate::{Error, ErrorKind};

/// An article and all the claims in it, as somebody marked them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedArticle {
    /// Name of the article: letters, digits, `-` and `_`.
    pub id: String,
    /// The field it reports on, spelt like an id.
    pub domain: String,
    /// The text without the marks and without braces, lines ended by `\n`, none at the end.
    pub text: String,
    /// The claims, numbered 1, 2, 3… in this order.
    pub claims: Vec<MarkedClaim>,
}

/// A claim of a [`MarkedArticle`]. Spans are byte offsets into its text, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedClaim {
    /// Number of the claim, from 1.
    pub number: u32,
    /// What was said; at least one span.
    pub content: Vec<Span>,
    /// The words that attribute it.
    pub cue: Vec<Span>,
    /// The words that name the speaker.
    pub speaker: Vec<Span>,
    /// The words that name the outlet that passes it on.
    pub relay: Vec<Span>,
    /// The fullest name of the speaker in the article; none where there is no speaker.
    pub name: Option<String>,
    /// What kind of source the speaker is, one of [`ROLES`].
    pub role: String,
    /// What the speaker does with the claim, one of [`STANCES`].
    pub stance: String,
    /// A second stance that is acceptable too.
    pub stance_also: Option<String>,
    /// The name of the outlet that passes it on.
    pub relay_name: Option<String>,
    /// Whether the article does not name the source.
    pub anonymous: bool,
}

impl MarkedArticle {
    /// Reads the article at `path`.
    ///
    /// # Errors
    ///
    /// The file cannot be read, is not UTF-8, or is no marked article (see
    /// [`MarkedArticle::parse`]).
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|source| Error::io(path, source))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let byte = error.utf8_error().valid_up_to();
            Error::from(ErrorKind::Utf8 { path: path.into(), byte })
        })?;
        Self::parse(path, &text)
    }

    /// Reads every `.txt` file of the folder at `path`, by file name.
    ///
    /// # Errors
    ///
    /// The folder cannot be read or has no such file; a file is no marked article; two have the
    /// same id.
    pub fn read_folder(path: impl AsRef<Path>) -> Result<Vec<Self>, Error> {
        let folder = path.as_ref();
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(|source| Error::io(folder, source))? {
            let file = entry.map_err(|source| Error::io(folder, source))?.path();
            if file.extension().is_some_and(|extension| extension == "txt") {
                files.push(file);
            }
        }
        if files.is_empty() {
            let message = "the folder has no .txt file; expected marked articles";
            let source = std::io::Error::new(std::io::ErrorKind::NotFound, message);
            return Err(Error::io(folder, source));
        }
        files.sort();
        let mut file_of_id: BTreeMap<String, &Path> = BTreeMap::new();
        let mut articles = Vec::with_capacity(files.len());
        for file in &files {
            let article = Self::read(file)?;
            if let Some(other) = file_of_id.insert(article.id.clone(), file) {
                let message = format!("the id `{}` is that of {} too", article.id, other.display());
                return Err(ErrorKind::Article { path: file.clone(), line: 1, message }.into());
            }
            articles.push(article);
        }
        Ok(articles)
    }

    /// Reads an article from the text of its file; errors name `path`.
    ///
    /// # Errors
    ///
    /// The header, a mark or the line of a claim does not follow the form; a claim has no content
    /// or no line; the numbers are not 1, 2, 3…; a role, a stance or an extra is unknown; a name
    /// does not occur in the text.
    pub fn parse(path: impl AsRef<Path>, text: &str) -> Result<Self, Error> {
        parse(text).map_err(|(line, message)| {
            ErrorKind::Article { path: path.as_ref().into(), line, message }.into()
        })
    }

    /// The article in the form in which it was read, without what its text does not need: marks
    /// around the same words stand together, and one that would cross another is cut in pieces.
    pub fn to_marked(&self) -> String {
        let mut marks = Vec::new();
        let mut lines = String::new();
        for claim in &self.claims {
            let parts: [(Part, &[Span]); 4] = [
                (Part::Content, &claim.content),
                (Part::Speaker, &claim.speaker),
                (Part::Relay, &claim.relay),
                (Part::Cue, &claim.cue),
            ];
            for (part, spans) in parts {
                marks.extend(spans.iter().map(|span| Mark {
                    part,
                    number: claim.number,
                    span: *span,
                    line: 0,
                }));
            }
            lines.push_str(&claim.line());
            lines.push('\n');
        }
        let body = write_marks(&self.text, &marks);
        format!("id: {}\ndomain: {}\n\n{body}\n\n---\n{lines}", self.id, self.domain)
    }
}

impl MarkedClaim {
    /// The line that describes the claim under the text.
    fn line(&self) -> String {
        let name = self.name.as_deref().unwrap_or("-");
        let mut line = format!("{}: {name} | {} | {}", self.number, self.role, self.stance);
        if let Some(relay) = &self.relay_name {
            line.push_str(&format!(" | relay: {relay}"));
        }
        if let Some(also) = &self.stance_also {
            line.push_str(&format!(" | also: {also}"));
        }
        if self.anonymous {
            line.push_str(" | anonymous");
        }
        line
    }
}

/// The line of a failure and what is wrong with it.
type Problem = (u64, String);

fn parse(file: &str) -> Result<MarkedArticle, Problem> {
    let file = file.strip_prefix('\u{feff}').unwrap_or(file).replace("\r\n", "\n");
    let lines: Vec<&str> = file.lines().collect();
    let id = header_field(lines.first(), "id").map_err(|message| (1, message))?;
    let domain = header_field(lines.get(1), "domain").map_err(|message| (2, message))?;
    if lines.get(2) != Some(&"") {
        return Err((3, "expected an empty line behind the header".to_owned()));
    }
    let Some(end) = lines.iter().position(|line| *line == "---") else {
        return Err((lines.len() as u64, "expected a line `---` under the text".to_owned()));
    };
    let body = lines[3..end].join("\n");
    let (text, marks) = read_marks(body.trim_end_matches('\n'), 4)?;
    let folded = text.to_lowercase();
    let mut claims: Vec<(u64, MarkedClaim)> = Vec::new();
    let mut numbers: BTreeSet<u32> = BTreeSet::new();
    for (&line, number) in lines.iter().zip(1..).skip(end + 1) {
        if line.trim().is_empty() {
            continue;
        }
        let claim = claim_line(line.trim_end(), &folded).map_err(|message| (number, message))?;
        if !numbers.insert(claim.number) {
            return Err((number, format!("claim {} has a second line", claim.number)));
        }
        claims.push((number, claim));
    }
    claims.sort_by_key(|(_, claim)| claim.number);
    for mark in marks {
        add_mark(&mut claims, mark, &text)?;
    }
    for (position, (line, claim)) in claims.iter().enumerate() {
        check_claim(claim, position).map_err(|message| (*line, message))?;
    }
    let claims = claims.into_iter().map(|(_, claim)| claim).collect();
    Ok(MarkedArticle { id, domain, text, claims })
}

/// The value of `key: value`, spelt as an id.
fn header_field(line: Option<&&str>, key: &str) -> Result<String, String> {
    line.and_then(|line| line.strip_prefix(key)?.strip_prefix(": "))
        .filter(|value| !value.is_empty())
        .filter(|value| value.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_'))
        .map(str::to_owned)
        .ok_or_else(|| format!("expected `{key}: ` and a name of letters, digits, `-` and `_`"))
}

/// The claim that a line under the text describes, without its spans. `text` is in lower case.
fn claim_line(line: &str, text: &str) -> Result<MarkedClaim, String> {
    let form = || format!("`{line}`; expected `number: name | role | stance`");
    let (number, description) = line.split_once(": ").ok_or_else(form)?;
    let number = claim_number(number).ok_or_else(form)?;
    let mut fields = description.split(" | ");
    let (Some(name), Some(role), Some(stance)) = (fields.next(), fields.next(), fields.next()) else {
        return Err(form());
    };
    let mut claim = MarkedClaim {
        number,
        content: Vec::new(),
        cue: Vec::new(),
        speaker: Vec::new(),
        relay: Vec::new(),
        name: if name == "-" { None } else { Some(name_in(text, name)?) },
        role: checked(role, &ROLES)?,
        stance: checked(stance, &STANCES)?,
        stance_also: None,
        relay_name: None,
        anonymous: false,
    };
    for extra in fields {
        let is_new = if let Some(relay) = extra.strip_prefix("relay: ") {
            claim.relay_name.replace(name_in(text, relay)?).is_none()
        } else if let Some(also) = extra.strip_prefix("also: ") {
            claim.stance_also.replace(checked(also, &STANCES)?).is_none()
        } else if extra == "anonymous" {
            !std::mem::replace(&mut claim.anonymous, true)
        } else {
            let expected = "expected `relay: name`, `also: stance` or `anonymous`";
            return Err(format!("`{extra}` is no known extra; {expected}"));
        };
        if !is_new {
            return Err(format!("a second extra of the same kind: `{extra}`"));
        }
    }
    Ok(claim)
}

/// `name` if `text`, which is in lower case, has it in any case.
fn name_in(text: &str, name: &str) -> Result<String, String> {
    if name.trim().is_empty() {
        return Err("a name is blank; expected `-` where there is no speaker".to_owned());
    }
    if text.contains(&name.to_lowercase()) {
        Ok(name.to_owned())
    } else {
        Err(format!("the name `{name}` does not occur in the text"))
    }
}

/// Adds a mark to its claim; `claims` are sorted by their numbers.
fn add_mark(claims: &mut [(u64, MarkedClaim)], mark: Mark, text: &str) -> Result<(), Problem> {
    let number = mark.number;
    let words = mark.span.of(text);
    if mark.part == Part::Content && words.trim() != words {
        return Err((mark.line, format!("the content of claim {number} has blanks at its edge")));
    }
    let place = claims.binary_search_by_key(&number, |(_, claim)| claim.number);
    let claim = place.ok().and_then(|place| claims.get_mut(place)).map(|(_, claim)| claim);
    let claim = claim.ok_or_else(|| (mark.line, format!("claim {number} has no line under the text")))?;
    let spans = match mark.part {
        Part::Content => &mut claim.content,
        Part::Speaker => &mut claim.speaker,
        Part::Relay => &mut claim.relay,
        Part::Cue => &mut claim.cue,
    };
    spans.push(mark.span);
    Ok(())
}

fn check_claim(claim: &MarkedClaim, position: usize) -> Result<(), String> {
    let number = claim.number;
    if number as usize != position + 1 {
        return Err(format!("claim {number}; expected {}: numbers are 1, 2, 3…", position + 1));
    }
    if claim.content.is_empty() {
        return Err(format!("claim {number} has no content in the text"));
    }
    if claim.name.is_none() && !claim.speaker.is_empty() {
        return Err(format!("claim {number} has a speaker in the text but no name"));
    }
    Ok(())
}

#[cfg(test)]
#[path = "marked_article_tests.rs"]
mod tests;
