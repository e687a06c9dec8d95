//! A web page that shows articles with their claims: no script and nothing to load, light or dark
//! as the reader's device is, fit for a phone and for paper.
//!
//! The text is cut wherever a span begins or ends, and each piece is marked by itself, so that
//! claims may nest or overlap and the markup stays whole.

use super::markup::escaped;
use std::collections::BTreeSet;
use std::io::{self, Write};

use super::{Analyzed, cut_note, likelihood, one_line};
use crate::analysis::AnalyzedClaim;
use crate::stance::Stance;
use crate::text::Span;

/// A page of articles: the head, [`write`](HtmlPage::write) for each, and
/// [`finish`](HtmlPage::finish).
pub struct HtmlPage<W: Write> {
    out: W,
    articles: usize,
}

impl<W: Write> HtmlPage<W> {
    /// Opens a page that writes to `out`.
    ///
    /// # Errors
    /// If `out` cannot be written to.
    pub fn new(mut out: W, title: &str) -> io::Result<Self> {
        let title = escaped(title);
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{}",
            include_str!("page.css"),
            legend()
        )?;
        Ok(HtmlPage { out, articles: 0 })
    }

    /// Writes an article: its text with the claims marked, and the list of claims.
    ///
    /// # Errors
    /// If the output cannot be written to.
    pub fn write(&mut self, article: &Analyzed<'_>) -> io::Result<()> {
        self.articles += 1;
        let names = Anchors { article: self.articles };
        let claims = article.analysis.claims();
        writeln!(self.out, "<article>\n<h2>{}</h2>", escaped(article.id))?;
        writeln!(self.out, "<div class=\"text\">{}</div>", marked(article, &names))?;
        if let Some(note) = cut_note(article) {
            writeln!(self.out, "<p>This article was {note}.</p>")?;
        }
        if claims.is_empty() {
            return writeln!(self.out, "<p>No claims.</p>\n</article>");
        }
        writeln!(self.out, "<ol class=\"claims\">")?;
        for (number, claim) in claims.iter().enumerate() {
            writeln!(self.out, "{}", item(article.text, claim, number, &names))?;
        }
        writeln!(self.out, "</ol>\n</article>")
    }

    /// Closes the page.
    ///
    /// # Errors
    /// If the output cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        write!(self.out, "</main>\n</body>\n</html>\n")?;
        self.out.flush()
    }
}

/// The names by which the text and the list of an article point to each other.
struct Anchors {
    article: usize,
}

impl Anchors {
    fn in_text(&self, claim: usize) -> String {
        format!("a{}-t{}", self.article, claim + 1)
    }

    fn in_list(&self, claim: usize) -> String {
        format!("a{}-c{}", self.article, claim + 1)
    }
}

fn legend() -> String {
    let stances: String =
        Stance::ALL.iter().map(|stance| format!("<mark class=\"{stance}\">{stance}</mark> ")).collect();
    format!(
        "<p class=\"legend\">{stances}<span class=\"who\">speaker</span> <span class=\"cue\">cue</span></p>\n"
    )
}

/// The text of an article in pieces, each marked with what it belongs to.
fn marked(article: &Analyzed<'_>, anchors: &Anchors) -> String {
    let claims = article.analysis.claims();
    let fits = |span: &Span| !span.is_empty() && article.text.get(span.range()).is_some();
    let parts: Vec<Part> =
        claims.iter().enumerate().flat_map(parts).filter(|part| fits(&part.span)).collect();
    let mut cuts: BTreeSet<usize> = BTreeSet::from([0, article.text.len()]);
    cuts.extend(parts.iter().flat_map(|part| [part.span.start(), part.span.end()]));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut open = Vec::new();
    let mut numbered = vec![false; claims.len()];
    let mut next = 0;
    let mut parts_by_start = parts;
    parts_by_start.sort_by_key(|part| (part.span.start(), part.kind, part.claim));
    let mut out = String::with_capacity(article.text.len() * 2);
    for piece in cuts.windows(2) {
        let span = Span::new(piece[0], piece[1]);
        open.retain(|part: &Part| part.span.end() > span.start());
        while let Some(part) = parts_by_start.get(next).filter(|part| part.span.start() <= span.start()) {
            open.push(*part);
            next += 1;
        }
        for part in open.iter().filter(|part| part.kind == Kind::Content) {
            if !std::mem::replace(&mut numbered[part.claim], true) {
                let (number, list) = (part.claim + 1, anchors.in_list(part.claim));
                let text = anchors.in_text(part.claim);
                out.push_str(&format!("<a class=\"number\" id=\"{text}\" href=\"#{list}\">{number}</a>"));
            }
        }
        out.push_str(&piece_markup(span.of(article.text), &open, claims));
    }
    out
}

/// What a stretch of text is to a claim.
#[derive(Clone, Copy, Debug)]
struct Part {
    span: Span,
    kind: Kind,
    claim: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Content,
    Cue,
    Speaker,
}

fn parts((number, claim): (usize, &AnalyzedClaim)) -> Vec<Part> {
    let part = |span, kind| Part { span, kind, claim: number };
    let content = claim.content.iter().map(|span| part(*span, Kind::Content));
    let cue = claim.cue.map(|span| part(span, Kind::Cue));
    let mention = claim.speaker.as_ref().and_then(|speaker| speaker.mention);
    content.chain(cue).chain(mention.map(|span| part(span, Kind::Speaker))).collect()
}

/// A piece of text inside the parts that are open there; the shortest content gives the colour.
fn piece_markup(words: &str, open: &[Part], claims: &[AnalyzedClaim]) -> String {
    let mut markup = escaped(words);
    let has = |kind: Kind| open.iter().any(|part| part.kind == kind);
    if has(Kind::Speaker) {
        markup = format!("<span class=\"who\">{markup}</span>");
    }
    if has(Kind::Cue) {
        markup = format!("<span class=\"cue\">{markup}</span>");
    }
    let contents = || open.iter().filter(|part| part.kind == Kind::Content);
    if let Some(inmost) = contents().min_by_key(|part| part.span.len()) {
        let titles: Vec<String> = contents().map(|part| title(&claims[part.claim])).collect();
        let (stance, title) = (claims[inmost.claim].stance, escaped(&titles.join("; ")));
        markup = format!("<mark class=\"{stance}\" title=\"{title}\">{markup}</mark>");
    }
    markup
}

/// Stance and speaker of a claim in a few words.
fn title(claim: &AnalyzedClaim) -> String {
    let speaker = match &claim.speaker {
        Some(speaker) => format!("{} ({})", speaker.name, speaker.role),
        None => "nobody named".to_owned(),
    };
    format!("{} {:.2}: {speaker}", claim.stance, likelihood(claim))
}

/// The entry of a claim in the list.
fn item(text: &str, claim: &AnalyzedClaim, number: usize, anchors: &Anchors) -> String {
    let stance = claim.stance;
    let speaker = match &claim.speaker {
        Some(speaker) => {
            let unnamed = if speaker.anonymous { ", not named" } else { "" };
            format!("<b>{}</b> ({}{unnamed})", escaped(&speaker.name), speaker.role)
        }
        None => "nobody named".to_owned(),
    };
    let relay = claim.relay.as_ref().map_or_else(String::new, |r| format!(", through {}", escaped(r)));
    format!(
        "<li id=\"{}\"><mark class=\"{stance}\">{stance} {:.2}</mark> {speaker}{relay}, {}: \
         <a href=\"#{}\">{}</a></li>",
        anchors.in_list(number),
        likelihood(claim),
        claim.kind.as_str(),
        anchors.in_text(number),
        escaped(&one_line(text, &claim.content))
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::samples;

    fn page(text: &str, analysis: &crate::Analysis) -> String {
        let mut out = Vec::new();
        let mut page = HtmlPage::new(&mut out, "Owls & \"co\"").unwrap();
        page.write(&Analyzed { id: "<o1>", text, analysis }).unwrap();
        page.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Every tag that is opened is closed, in turn.
    fn is_balanced(page: &str) -> bool {
        let mut open: Vec<&str> = Vec::new();
        let body = page.split_once("<body>").map_or("", |(_, body)| body);
        let body = body.split_once("</body>").map_or("", |(body, _)| body);
        for tag in body.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            match tag.strip_prefix('/') {
                Some(name) if open.pop() != Some(name) => return false,
                Some(_) => {}
                None => open.push(tag.split(' ').next().unwrap_or(tag)),
            }
        }
        open.is_empty()
    }

    /// The page without its tags.
    fn words(page: &str) -> String {
        page.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, words)| words).collect()
    }

    #[test]
    fn the_page_marks_claims_and_escapes_every_word() {
        let (text, analysis) = samples::owls();
        let page = page(text, &analysis);
        let parts = [
            ("<h1>Owls &amp; &quot;co&quot;</h1>", "the title"),
            ("<h2>&lt;o1&gt;</h2>", "the id"),
            (
                "<mark class=\"warning\" title=\"warning 0.70: Zoë &lt;Marr&gt; (expert)\">The 🦉 &amp; you lose</mark>",
                "a claim",
            ),
            (
                "<span class=\"cue\">said</span> <span class=\"who\">Zoë &lt;Marr&gt;</span>",
                "cue and speaker",
            ),
            ("id=\"a1-t2\" href=\"#a1-c2\">2</a><mark class=\"other\"", "the second claim has one number"),
            (
                "nobody named, through Radio Odda, indirect: <a href=\"#a1-t2\">it rained … he left</a>",
                "the list",
            ),
        ];
        for (part, reason) in parts {
            assert!(page.contains(part), "{reason}: {page}");
        }
        assert_eq!(page.matches("id=\"a1-t2\"").count(), 1);
        assert!(is_balanced(&page), "{page}");
    }

    #[test]
    fn spans_that_nest_or_overlap_never_break_the_markup() {
        let (text, analysis) = samples::owls();
        // Every pair of spans of two claims over a few places of the text, some not on a
        // character's edge, some outside of the text.
        let places = [0, 3, 4, 7, 9, 27, 32, 45, 66, 90];
        for (a, b) in places.iter().flat_map(|a| places.iter().map(move |b| (*a, *b))) {
            let mut changed = analysis.clone();
            changed.claims[0].content = vec![Span::new(a, b)];
            changed.claims[1].content = vec![Span::new(4, b), Span::new(b, 45)];
            changed.claims[1].cue = Some(Span::new(a, 45));
            let page = page(text, &changed);
            assert!(is_balanced(&page), "{a} {b}: {page}");
            let shown = words(&page).replace(['1', '2'], "");
            assert!(shown.contains("it rained and he left"), "{a} {b}: {shown}");
        }
    }

    #[test]
    fn an_article_without_claims_says_so() {
        let empty = crate::Analysis { claims: Vec::new(), cut: None, repaired_quotes: Vec::new() };
        let page = page("", &empty);
        assert!(page.contains("<p>No claims.</p>") && is_balanced(&page), "{page}");
    }
}
