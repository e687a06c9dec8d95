//! The forms of a cue: how an entry of `cues.txt` is spelt in each of them.

use std::borrow::Cow;

use super::lexicon::{CueKind, Form};
use crate::learn::feature::{AtomHasher, hash_atom};

/// An entry of `cues.txt`, read.
pub(super) struct Inflected<'l> {
    /// The words of its base form, with `_` for blanks.
    pub lemma: Cow<'l, str>,
    /// Hashes of the words behind the first.
    pub particles: Vec<u64>,
    /// The spellings of the first word.
    pub forms: Vec<(Form, Spelling<'l>)>,
}

impl<'l> Inflected<'l> {
    /// Reads an entry, `tell/told` or `call+for`.
    pub(super) fn read(entry: &'l str, kind: CueKind) -> Inflected<'l> {
        let mut parts = entry.split('/');
        let whole = parts.next().unwrap_or(entry);
        let mut words = whole.split(['+', '_']);
        let base = words.next().unwrap_or(whole);
        let mut irregular = parts.map(|part| Spelling::whole(part.split('+').next().unwrap_or(part)));
        let forms = match kind {
            CueKind::Adjective => vec![(Form::Other, Spelling::whole(base))],
            CueKind::Noun => vec![(Form::Other, with_s(base)), (Form::Other, Spelling::whole(base))],
            CueKind::Verb => {
                let past = irregular.next().unwrap_or_else(|| with_ed(base));
                let mut all = Vec::with_capacity(5);
                all.extend([(Form::Third, with_s(base)), (Form::Gerund, with_ing(base)), (Form::Past, past)]);
                all.extend(irregular.next().map(|participle| (Form::Other, participle)));
                all.push((Form::Base, Spelling::whole(base)));
                all
            }
        };
        let particles = words.map(|word| hash_atom(word.as_bytes())).collect();
        let lemma = if whole.contains('+') { whole.replace('+', "_").into() } else { whole.into() };
        Inflected { lemma, particles, forms }
    }
}

/// A spelling in parts, of which only the hash is asked.
pub(super) struct Spelling<'l> {
    stem: &'l str,
    /// The last consonant of the stem where it is written twice.
    doubled: &'l str,
    ending: &'static str,
}

impl<'l> Spelling<'l> {
    fn new(stem: &'l str, ending: &'static str) -> Spelling<'l> {
        Spelling { stem, doubled: "", ending }
    }

    fn whole(word: &'l str) -> Spelling<'l> {
        Spelling::new(word, "")
    }

    /// [`hash_atom`] of the spelling.
    pub(super) fn hash(&self) -> u64 {
        let bytes = self.stem.bytes().chain(self.doubled.bytes()).chain(self.ending.bytes());
        bytes.fold(AtomHasher::new(), AtomHasher::with).finish()
    }
}

fn with_s(base: &str) -> Spelling<'_> {
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        Spelling::new(stem, "ies")
    } else if base.ends_with(['s', 'x', 'z'])
        || base.ends_with("ch")
        || base.ends_with("sh")
        || base == "go"
        || base == "undergo"
    {
        Spelling::new(base, "es")
    } else {
        Spelling::new(base, "s")
    }
}

fn with_ed(base: &str) -> Spelling<'_> {
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        Spelling::new(stem, "ied")
    } else if base.ends_with('e') {
        Spelling::new(base, "d")
    } else {
        Spelling { stem: base, doubled: doubled(base), ending: "ed" }
    }
}

fn with_ing(base: &str) -> Spelling<'_> {
    if let Some(stem) = base.strip_suffix("ie") {
        Spelling::new(stem, "ying")
    } else if let Some(stem) = base.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y']) && s.len() > 1)
    {
        Spelling::new(stem, "ing")
    } else {
        Spelling { stem: base, doubled: doubled(base), ending: "ing" }
    }
}

/// The last consonant of a verb that writes it twice before an ending; else nothing.
fn doubled(base: &str) -> &str {
    if doubles(base) { &base[base.len() - 1..] } else { "" }
}

/// Verbs whose last consonant is doubled: short vowel and one consonant in a stressed last syllable.
fn doubles(base: &str) -> bool {
    const STRESSED: [&str; 14] = [
        "admit", "submit", "permit", "forget", "rebut", "concur", "demur", "infer", "refer", "prefer",
        "commit", "regret", "allot", "quip",
    ];
    let bytes = base.as_bytes();
    let short = bytes.len() <= 4
        && matches!(bytes, [.., a, b, c] if !is_vowel_byte(*a) && is_vowel_byte(*b) && !is_vowel_byte(*c) && !matches!(c, b'w' | b'x' | b'y'));
    (short && base != "hear" && base != "fear") || (STRESSED.contains(&base))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn is_vowel_byte(b: u8) -> bool {
    is_vowel(char::from(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::lexicon::CueLexicon;

    #[test]
    fn forms_are_spelt_as_in_the_dictionary() {
        let cases = [
            ("denied", "deny", Form::Past),
            ("says", "say", Form::Third),
            ("said", "say", Form::Past),
            ("arguing", "argue", Form::Gerund),
            ("admitted", "admit", Form::Past),
            ("begging", "beg", Form::Gerund),
            ("told", "tell", Form::Past),
            ("known", "know", Form::Other),
            ("dismisses", "dismiss", Form::Third),
            ("agreeing", "agree", Form::Gerund),
            ("feared", "fear", Form::Past),
            ("quipped", "quip", Form::Past),
        ];
        let lexicon = CueLexicon::english();
        for (word, lemma, form) in cases {
            let found = lexicon.readings(hash_atom(word.as_bytes()));
            assert!(found.iter().any(|e| e.lemma.text() == lemma && e.form == form), "{word}: {found:?}");
        }
    }
}
