//! What a word can be as a verb of the cue lexicon, as bits: asked of tokens far more often than its
//! readings are read.

use super::lexicon::{CueEntry, CueKind, Form, Frames};

/// What the readings of a word as a verb let it be.
#[derive(Clone, Copy, Debug, Default)]
pub struct Verbal(u16);

impl Verbal {
    /// A past form or the third person, of any verb.
    pub const FINITE: Verbal = Verbal::in_form(Form::Past).or(Verbal::in_form(Form::Third));
    /// A past form or the third person that takes a clause or quotation: `said`, `warns`.
    pub const REPORTS: Verbal = Verbal(1 << 10);
    /// A gerund of a verb that reports: `adding`, `calling`.
    pub const GERUND_REPORTS: Verbal = Verbal(1 << 11);
    /// Any form but the base of a verb that quotes or calls somebody something.
    pub const INFLECTED_REPORTS: Verbal = Verbal(1 << 12);
    /// The base form of a verb that takes a clause: `fear`.
    pub const BASE_WITH_CLAUSE: Verbal = Verbal(1 << 13);
    /// The base form of a verb that takes both a clause and a quotation: `say`.
    pub const BASE_OF_SPEECH: Verbal = Verbal(1 << 14);

    /// A verb in this form.
    pub const fn in_form(form: Form) -> Verbal {
        Verbal(1 << form as u16)
    }

    /// A verb that takes a quotation, in this form.
    pub const fn of_speech(form: Form) -> Verbal {
        Verbal(1 << (5 + form as u16))
    }

    /// What one reading lets its word be.
    pub(super) fn of(entry: &CueEntry) -> Verbal {
        let CueEntry { kind, form, frames, .. } = *entry;
        let (finite, base) = (matches!(form, Form::Past | Form::Third), form == Form::Base);
        let clause = frames.meets(Frames::CLAUSE);
        let quote = frames.meets(Frames::QUOTE);
        let named = frames.meets(Frames::AS);
        let all = [
            (true, Verbal::in_form(form)),
            (quote, Verbal::of_speech(form)),
            (finite && (clause || quote), Verbal::REPORTS),
            (
                form == Form::Gerund && (quote || named || frames.meets(Frames::ADDRESSEE)),
                Verbal::GERUND_REPORTS,
            ),
            (!base && (quote || named), Verbal::INFLECTED_REPORTS),
            (base && clause, Verbal::BASE_WITH_CLAUSE),
            (base && clause && quote, Verbal::BASE_OF_SPEECH),
        ];
        let held = all.into_iter().filter(|(holds, _)| *holds && kind == CueKind::Verb);
        held.fold(Verbal::default(), |sum, (_, part)| sum.or(part))
    }

    /// What either of two readings lets a word be.
    pub const fn or(self, other: Verbal) -> Verbal {
        Verbal(self.0 | other.0)
    }

    /// Whether the word can be any of `other`.
    pub const fn meets(self, other: Verbal) -> bool {
        self.0 & other.0 != 0
    }
}
