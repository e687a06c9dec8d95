//! The forms of a cue: how an entry of `cues.txt` is spelt in each of them.

use super::lexicon::{CueKind, Form};
use crate::learn::feature::hash_atom;

/// Spellings of the first word of an entry: form, spelling, lemma, particles.
pub(super) fn forms(entry: &str, kind: CueKind) -> Vec<(Form, String, String, Vec<u64>)> {
    let mut parts = entry.split('/');
    let whole = parts.next().unwrap_or(entry);
    let lemma = whole.replace('+', "_");
    let mut words = whole.split(['+', '_']);
    let base = words.next().unwrap_or(whole).to_owned();
    let particles: Vec<u64> = words.map(|w| hash_atom(w.as_bytes())).collect();
    let irregular: Vec<&str> = parts.map(|p| p.split('+').next().unwrap_or(p)).collect();
    let spellings = match kind {
        CueKind::Adjective => vec![(Form::Other, base)],
        CueKind::Noun => vec![(Form::Other, with_s(&base)), (Form::Other, base)],
        CueKind::Verb => {
            let past = irregular.first().map_or_else(|| with_ed(&base), |p| (*p).to_owned());
            let mut all =
                vec![(Form::Third, with_s(&base)), (Form::Gerund, with_ing(&base)), (Form::Past, past)];
            if let Some(participle) = irregular.get(1) {
                all.push((Form::Other, (*participle).to_owned()));
            }
            all.push((Form::Base, base));
            all
        }
    };
    spellings.into_iter().map(|(form, spelling)| (form, spelling, lemma.clone(), particles.clone())).collect()
}

fn with_s(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        format!("{stem}ies")
    } else if base.ends_with(['s', 'x', 'z'])
        || base.ends_with("ch")
        || base.ends_with("sh")
        || base == "go"
        || base == "undergo"
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    }
}

fn with_ed(base: &str) -> String {
    if let Some(stem) = base.strip_suffix('y').filter(|s| !s.ends_with(is_vowel)) {
        format!("{stem}ied")
    } else if base.ends_with('e') {
        format!("{base}d")
    } else if doubles(base) {
        format!("{base}{}ed", &base[base.len() - 1..])
    } else {
        format!("{base}ed")
    }
}

fn with_ing(base: &str) -> String {
    if let Some(stem) = base.strip_suffix("ie") {
        format!("{stem}ying")
    } else if let Some(stem) = base.strip_suffix('e').filter(|s| !s.ends_with(['e', 'o', 'y']) && s.len() > 1)
    {
        format!("{stem}ing")
    } else if doubles(base) {
        format!("{base}{}ing", &base[base.len() - 1..])
    } else {
        format!("{base}ing")
    }
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
