//! Closed-class words of English: what `words.txt` lists, looked up by hash.

use std::sync::OnceLock;

use super::word_table::WordTable;
use crate::learn::feature::hash_atom;

/// A set of closed classes, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u32);

macro_rules! classes {
    ($($name:ident = $bit:literal, $key:literal, $doc:literal;)*) => {
        impl Class {
            $(#[doc = $doc] pub const $name: Class = Class(1 << $bit);)*

            fn named(key: &str) -> Option<Class> {
                match key {
                    $($key => Some(Class::$name),)*
                    _ => None,
                }
            }
        }
    };
}

classes! {
    SUBJECT_PRONOUN = 0, "subject-pronoun", "`he`, `they`: pronouns that stand as subjects.";
    FIRST_PERSON = 1, "first-person", "`I`, `we`, `our`.";
    SECOND_PERSON = 2, "second-person", "`you`, `your`.";
    POSSESSIVE = 3, "possessive", "`his`, `their`.";
    DETERMINER = 4, "determiner", "`the`, `a`, `some`, `this`.";
    PREPOSITION = 5, "preposition", "`of`, `in`, `with`.";
    CONJUNCTION = 6, "conjunction", "`and`, `but`, `or`.";
    SUBORDINATOR = 7, "subordinator", "`because`, `while`, `when`.";
    RELATIVE = 8, "relative", "`who`, `which`, `whose`.";
    BE = 9, "be", "Forms of `be`.";
    HAVE = 10, "have", "Forms of `have`.";
    DO = 11, "do", "Forms of `do`.";
    MODAL = 12, "modal", "`will`, `would`, `must`.";
    NEGATION = 13, "negation", "`not`, `never`, `didn't`.";
    ADVERB = 14, "adverb", "Adverbs that stand inside verb groups: `also`, `repeatedly`.";
    QUESTION = 15, "question", "`whether`, `how`, `why`, `what`: openers of embedded questions.";
    WEEKDAY = 16, "time", "`Monday`, `yesterday`, `March`: words of time.";
    OBJECT_PRONOUN = 17, "object-pronoun", "`him`, `them`.";
    NOBODY = 18, "indefinite", "`nobody`, `everyone`, `some`: indefinite pronouns.";
    CLITIC = 19, "clitic", "`'s`, `'ve`: parts of a word before them.";
    HARM = 20, "harm", "`war`, `collapse`, `threat`: words for harm or danger.";
    VERB = 21, "verb", "Frequent verb forms that are seldom nouns: `took`, `remains`.";
}

impl Class {
    /// Nothing that makes up a verb group with the verb itself.
    pub const AUXILIARY: Class = Class(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);

    /// Whether the two sets share a class.
    #[inline]
    pub fn meets(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    #[inline]
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// The classes of each word of `words.txt`, by the hash of its folded form.
pub(super) fn classes() -> &'static WordTable<Class> {
    static TABLE: OnceLock<WordTable<Class>> = OnceLock::new();
    TABLE.get_or_init(|| build(include_str!("words.txt")))
}

fn build(list: &str) -> WordTable<Class> {
    let lines = list.lines().filter(|l| !l.starts_with('#')).filter_map(|line| line.split_once(':'));
    let words = lines.filter_map(|(key, words)| Some((Class::named(key.trim())?, words)));
    let hashed = words
        .flat_map(|(class, words)| words.split_whitespace().map(move |w| (hash_atom(w.as_bytes()), class)));
    WordTable::new(hashed, Class::or)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_names_a_known_class() {
        for line in include_str!("words.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let key = line.split_once(':').map(|(k, _)| k.trim());
            assert!(key.and_then(Class::named).is_some(), "{line}");
        }
    }

    #[test]
    fn a_word_has_all_its_classes_and_others_none() {
        let class = |word: &[u8]| classes().get(hash_atom(word)).unwrap_or_default();
        let her = class(b"her");
        assert!(her.meets(Class::POSSESSIVE) && her.meets(Class::OBJECT_PRONOUN));
        assert_eq!(class(b"harbour"), Class::default());
    }
}
