//! Closed-class words of English: what `words.txt` lists, looked up by hash.

use std::sync::OnceLock;

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
    pub fn meets(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    pub const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }
}

/// The classes of the word with this hash of its folded form.
pub fn class(hash: u64) -> Class {
    let table = table();
    let mask = table.len() - 1;
    let mut slot = hash as usize & mask;
    loop {
        match table.get(slot) {
            Some(&(key, class)) if class != Class::default() => {
                if key == hash {
                    return class;
                }
                slot = (slot + 1) & mask;
            }
            _ => return Class::default(),
        }
    }
}

fn table() -> &'static [(u64, Class)] {
    static TABLE: OnceLock<Vec<(u64, Class)>> = OnceLock::new();
    TABLE.get_or_init(|| build(include_str!("words.txt")))
}

/// An open-addressing table of `hash → classes`, at most a quarter full.
fn build(list: &str) -> Vec<(u64, Class)> {
    let mut entries: Vec<(u64, Class)> = Vec::new();
    for line in list.lines().filter(|l| !l.starts_with('#')) {
        let Some((key, words)) = line.split_once(':') else { continue };
        let Some(class) = Class::named(key.trim()) else { continue };
        for word in words.split_whitespace() {
            let hash = hash_atom(word.as_bytes());
            match entries.iter_mut().find(|(h, _)| *h == hash) {
                Some((_, known)) => *known = known.or(class),
                None => entries.push((hash, class)),
            }
        }
    }
    let size = (entries.len() * 4).next_power_of_two();
    let mut table = vec![(0, Class::default()); size];
    for (hash, class) in entries {
        let mut slot = hash as usize & (size - 1);
        while table[slot].1 != Class::default() {
            slot = (slot + 1) & (size - 1);
        }
        table[slot] = (hash, class);
    }
    table
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
        let her = class(hash_atom(b"her"));
        assert!(her.meets(Class::POSSESSIVE) && her.meets(Class::OBJECT_PRONOUN));
        assert_eq!(class(hash_atom(b"harbour")), Class::default());
    }
}
