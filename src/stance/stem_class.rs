//! What features ask of a stem, decided once for each distinct word.

/// A set of answers about a stem, as bits.
///
/// Shapes, which stand for names and numbers, have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct StemClass(u32);

macro_rules! classes {
    ($($name:ident = $bit:literal, $doc:literal, $($stem:literal)|+;)*) => {
        impl StemClass {
            $(#[doc = $doc] pub(crate) const $name: StemClass = StemClass(1 << $bit);)*

            /// The classes of a stem.
            pub(crate) fn of(stem: &str) -> StemClass {
                let long = if stem.len() > 2 { StemClass::LONG.0 } else { 0 };
                let mut classes = StemClass(long);
                $(if matches!(stem, $($stem)|+) {
                    classes.0 |= 1 << $bit;
                })*
                classes
            }
        }
    };
}

classes! {
    TO = 0, "`to`.", "to";
    QUESTION = 1, "A question mark.", "?";
    STOP = 2, "A full stop.", ".";
    THEY = 3, "`they`.", "they";
    IF = 4, "`if`, `unless`.", "if" | "unless";
    WHETHER = 5, "`whether`.", "whether";
    CLAUSE_END = 6, "Marks and conjunctions that part clauses.",
        ";" | ":" | "." | "!" | "?" | "\u{2014}" | "--" | "but" | "because" | "while" | "although" | "though";
    CEASE = 7, "Verbs and prepositions of refusing and ceasing.",
        "refus" | "declin" | "stop" | "ceas" | "avoid" | "prevent" | "fail" | "lack" | "dismiss" | "reject"
        | "without" | "despit" | "allay" | "eas" | "downplay" | "overcom";
    THING = 8, "Pronouns for things.",
        "it" | "this" | "that" | "there" | "these" | "those" | "which" | "such";
    THIRD_PERSON = 9, "Pronouns for others.",
        "he" | "she" | "they" | "his" | "her" | "their" | "him" | "them" | "who";
    MODIFIER = 10, "Adjectives that lean on the noun behind them.",
        "seriou" | "grave" | "real" | "great" | "greatest" | "big" | "biggest" | "major" | "enorm" | "huge"
        | "immedi" | "potenti" | "direct" | "clear" | "signific" | "growing" | "grow" | "deep" | "possibl"
        | "new" | "increas" | "nation" | "secur" | "global" | "existenti" | "public" | "health" | "econom"
        | "dire" | "sever" | "serious";
    NOT_PAST = 11, "Negated auxiliaries of the past.", "didn't" | "wasn't" | "weren't" | "hadn't";
    NOT_PERFECT = 12, "Negated auxiliaries of the perfect.", "hasn't" | "haven't";
    NOT_MODAL = 13, "Negated modal verbs.",
        "won't" | "wouldn't" | "can't" | "cannot" | "couldn't" | "shouldn't" | "mustn't";
    NOT_PRESENT = 14, "Negated auxiliaries of the present.",
        "don't" | "doesn't" | "isn't" | "aren't" | "ain't";
    NO = 15, "`no` and its compounds.", "no" | "none" | "nobodi" | "noth" | "nowher";
    WITHOUT = 16, "`without`.", "without";
    NEVER = 17, "`never`.", "never";
    PAST = 18, "Auxiliaries of the past.", "did" | "was" | "were" | "had";
    PERFECT = 19, "Auxiliaries of the perfect.", "has" | "have";
    PRESENT = 20, "Auxiliaries of the present.", "do" | "doe" | "does" | "is" | "are" | "am";
}

impl StemClass {
    /// More than two bytes.
    pub(crate) const LONG: StemClass = StemClass(1 << 31);

    /// Whether the two sets share a class.
    #[inline]
    pub(crate) fn meets(self, other: StemClass) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    pub(crate) const fn or(self, other: StemClass) -> StemClass {
        StemClass(self.0 | other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_may_have_several_classes() {
        let stop = StemClass::of(".");
        assert!(stop.meets(StemClass::STOP) && stop.meets(StemClass::CLAUSE_END));
        assert!(!stop.meets(StemClass::LONG) && StemClass::of("dire").meets(StemClass::LONG));
        assert_eq!(StemClass::of("ox"), StemClass::default());
    }
}
