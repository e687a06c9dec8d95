//! What stands around a candidate: other candidates of its unit, and the place of the unit.

use super::candidate::Candidate;
use super::claim::Frame;
use crate::learn::Atom;

/// What the gate knows of a candidate's surroundings.
pub(super) struct Surroundings {
    /// Candidates with a frame of speech in the same unit, itself left out.
    pub rivals: usize,
    /// Whether the unit stands in the first paragraph, the headline or opening.
    pub opening: bool,
    /// Whether another candidate's cue lies inside this one's content.
    pub holds_other: bool,
    /// Whether this one's cue lies inside another's content.
    pub held_by_other: bool,
    /// Lemma of the candidate before in the same unit.
    pub lemma_before: Atom<'static>,
}

impl Surroundings {
    /// The surroundings of candidate `at` of a unit, which stands in the first paragraph or does not.
    pub(super) fn of(unit: &[Candidate], at: usize, opening: bool) -> Surroundings {
        let candidate = &unit[at];
        let speaking = |&(place, other): &(usize, &Candidate)| place != at && is_speech(other.frame);
        let others = || unit.iter().enumerate().filter(speaking).map(|(_, other)| other);
        Surroundings {
            rivals: others().count(),
            opening,
            holds_other: others().any(|other| candidate.holds(other)),
            held_by_other: others().any(|other| other.holds(candidate)),
            lemma_before: at
                .checked_sub(1)
                .and_then(|before| unit.get(before))
                .map_or(const { Atom::new("") }, |before| before.entry.lemma.atom()),
        }
    }
}

/// Whether a frame is one of speech proper.
pub(super) fn is_speech(frame: Frame) -> bool {
    !matches!(frame, Frame::Noun | Frame::As | Frame::Infinitive | Frame::ObjectInfinitive)
}
