//! From a run of capitals to a name: what is title and place, and whether the rest is a person, a body or
//! neither.

use std::iter::repeat;
use std::ops::Range;

use super::lexicon::{Entry, Hashed, SpeakerWords};
use super::name_word::NameWord;
use super::names::{Gender, Name, NameKind};
use crate::learn::feature::{AtomHasher, hash_atom};
use crate::text::{Case, Class, Document, Mark, TokenKind, fold, fold_hash};

/// A word of a run.
struct Word {
    token: usize,
    word: NameWord,
    /// What the lists say of it.
    entry: Entry,
}

/// Reads one name after another in the same memory.
#[derive(Default)]
pub(super) struct NameReader {
    read: Vec<Word>,
    folded: String,
}

impl NameReader {
    /// The name that a run of capitals reads as, without titles and places before it; its words go behind
    /// those of other names.
    pub(super) fn name(
        &mut self,
        doc: &Document<'_>,
        range: Range<usize>,
        names: &mut Vec<NameWord>,
    ) -> Option<Name> {
        let words = SpeakerWords::english();
        let NameReader { read, folded } = self;
        read.clear();
        let mut gender = None;
        for token in range.clone().filter(|&k| doc.tokens()[k].is_word()) {
            let word = NameWord::of(&doc.tokens()[token], doc.text(), folded);
            let entry = words.of(&word);
            if entry.is("male") {
                gender = Some(Gender::He);
            } else if entry.is("female") {
                gender = Some(Gender::She);
            }
            if !JOINING.contains(&word.hash()) {
                read.push(Word { token, word, entry });
            }
        }
        let (skipped, titled) = title(read);
        let start = read.get(skipped)?.token;
        let core = &read[skipped..];
        let kind = kind(doc, core, start..range.end, titled, skipped == 0);
        if skipped == 0 {
            gender = None;
        }
        if gender.is_none() && matches!(kind, NameKind::Person | NameKind::Likely) && core.len() > 1 {
            gender = core.iter().find(|w| w.word.len() > 1).and_then(|w| w.entry.gender());
        }
        let words = names.len()..names.len() + core.len();
        names.extend(core.iter().map(|w| w.word));
        Some(Name {
            kind,
            relative: is_relative(doc, range.start),
            quoted: doc.quote_at(start).is_some(),
            title: range.start..start,
            tokens: start..range.end,
            words,
            gender,
            titled,
            form: 0,
            fullest: 0,
        })
    }
}

/// `of`, `for`, `the` and `and` count for nothing in a name.
const JOINING: [u64; 4] = [hash_atom(b"of"), hash_atom(b"for"), hash_atom(b"the"), hash_atom(b"and")];

/// Whether a word for a relative stands right before token `start`, or before a comma there.
fn is_relative(doc: &Document<'_>, start: usize) -> bool {
    let comma = usize::from(start > 0 && doc.has_mark(start - 1, Mark::Comma));
    start.checked_sub(1 + comma).is_some_and(|i| {
        matches!(
            doc.word(i),
            "wife"
                | "husband"
                | "son"
                | "daughter"
                | "brother"
                | "sister"
                | "father"
                | "mother"
                | "widow"
                | "widower"
        )
    })
}

/// How many words are title and place, and whether a title says that a person follows.
fn title(read: &[Word]) -> (usize, bool) {
    let core = read.iter().rposition(|w| !w.entry.is("suffix")).unwrap_or(0);
    let is = |k: usize, list: &str| read.get(k).is_some_and(|w| w.entry.is(list));
    let surname =
        |k: usize| is(k, "surname") && k > 0 && read.get(k - 1).is_some_and(|w| w.entry.is_first_name());
    let strong = (0..core).rev().find(|&k| is(k, "title") && !surname(k));
    if let Some(last) = strong {
        let mut start = last + 1;
        // `Secretary of State John Kerry`, `Chief Executive Tim Coe`
        while start < core && (is(start, "portfolio") || is(start, "weak")) {
            start += 1;
        }
        // `General Electric Company`, `Prime Minister Office`: a body that opens with a title.
        let body = core > start
            && is(core, "organisation")
            && last == 0
            && !is(core, "surname")
            && !read.get(start).is_some_and(|w| w.entry.is_first_name());
        let lone_body = core == start && is(core, "organisation") && is(last, "surname");
        return if body || lone_body { (0, false) } else { (start, true) };
    }
    let weak = (0..core).take_while(|&k| is(k, "weak")).count();
    let body = (weak..=core).any(|k| is(k, "organisation"));
    let all = is(core, "weak") || is(core, "title");
    let enough = core - weak >= 1 && (weak..=core).all(|k| !is(k, "group"));
    if weak > 0 && !body && !all && enough { (weak, false) } else { (0, false) }
}

/// Whether a word is the adjective of a country, or the noun for its people.
fn is_of_country(doc: &Document<'_>, word: &Word) -> bool {
    let people = |one: &str| SpeakerWords::english().is_adjective_of_country(&fold_hash(one));
    word.entry.is_adjective_of_country()
        || doc.word(word.token).trim_end_matches('.').strip_suffix(['s', 'S']).is_some_and(people)
}

/// The hash of folded words with a blank between, and of them without an `s` at the end; none where no
/// country has a name of several words that opens with the first.
fn several(doc: &Document<'_>, read: &[Word]) -> Option<(u64, Option<u64>)> {
    let first = read.first().filter(|_| read.len() > 1)?;
    if !first.entry.opens_country() {
        return None;
    }
    let (mut word, mut last) = (String::new(), b' ');
    let (mut whole, mut but_last) = (AtomHasher::new(), AtomHasher::new());
    for (blank, part) in [""].into_iter().chain(repeat(" ")).zip(read) {
        fold(doc.word(part.token), &mut word);
        for byte in blank.bytes().chain(word.trim_end_matches('.').bytes()) {
            (whole, but_last, last) = (whole.with(byte), whole, byte);
        }
    }
    Some((whole.finish(), (last == b's').then(|| but_last.finish())))
}

fn kind(doc: &Document<'_>, read: &[Word], tokens: Range<usize>, titled: bool, bare: bool) -> NameKind {
    let words = SpeakerWords::english();
    let is = |w: &Word, list: &str| w.entry.is(list);
    let (Some(first), Some(last)) = (read.first(), read.last()) else { return NameKind::Common };
    let lone_adjective = || read.len() == 1 && !is(last, "title") && !is_of_country(doc, last);
    let only_title = bare
        && read.iter().all(|w| w.entry.is_any(["title", "weak", "portfolio"]) || is_of_country(doc, w))
        && !lone_adjective();
    let family = bare
        && read.len() == 1
        && is(last, "surname")
        && !tokens.start.checked_sub(1).is_some_and(|b| doc.tokens()[b].is(Class::DETERMINER));
    let seat = doc.word(first.token).get(..2).is_some_and(|s| matches!(s, "r-" | "d-" | "R-" | "D-"));
    if family || seat {
        return if seat { NameKind::Common } else { NameKind::Unsure };
    }
    let people = is(last, "group") && !is(last, "organisation") && !is(last, "singular-body");
    let of_country = || match several(doc, read) {
        Some((whole, singular)) => {
            words.is_adjective_of_country(&whole)
                || singular.is_some_and(|singular| words.is_adjective_of_country(&singular))
        }
        None => read.len() == 1 && is_of_country(doc, last),
    };
    if only_title && !read.iter().any(|w| is(w, "organisation")) || people && !titled || of_country() {
        return NameKind::Common;
    }
    let pair = || read.len().checked_sub(2).and_then(|k| several(doc, &read[k..]));
    let place =
        last.entry.country().is_some() || pair().is_some_and(|(whole, _)| words.country(&whole).is_some());
    if titled && !place {
        return NameKind::Person;
    }
    let body = read.iter().any(|w| is(w, "organisation")) || place || read.len() > 4;
    let token = &doc.tokens()[tokens.start];
    let single = read.len() == 1;
    let acronym = single && token.case == Case::Upper && token.span.len() <= 6;
    let before = tokens.start.checked_sub(1);
    let the = before.is_some_and(|b| {
        matches!(doc.word(b), "the" | "The" | "THE" | "a" | "A" | "an" | "An")
            && doc.tokens()[b].is(Class::DETERMINER)
    });
    if body || acronym || the {
        return NameKind::Body;
    }
    let aged = doc.has_mark(tokens.end, Mark::Comma)
        && doc.tokens().get(tokens.end + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2);
    let role = before.is_some_and(|b| words.is("role", &doc.tokens()[b]) && doc.tokens()[b].is_word());
    if aged || role && !single || first.entry.is_first_name() && !single {
        NameKind::Person
    } else if single {
        NameKind::Unsure
    } else {
        NameKind::Likely
    }
}
