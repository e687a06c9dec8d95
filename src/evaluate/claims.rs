//! Counts how many claims of an article were found, and whose they were said to be.
//!
//! Spans compare by words. A predicted and a gold claim match where they share at least half of
//! the words that either has (Jaccard 0.5), one to one, the closest pairs first.

use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use super::word_grid::{WordGrid, Words};
use crate::data::{BratClaim, MarkedClaim};
use crate::text::Span;

/// A claim as it is compared. Spans are byte offsets into the text of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoredClaim {
    /// What was said.
    pub content: Vec<Span>,
    /// The words that name the speaker, where there are such.
    pub speaker: Option<Span>,
}

impl From<&MarkedClaim> for ScoredClaim {
    /// The speaker is the first of the marked spans.
    fn from(claim: &MarkedClaim) -> Self {
        ScoredClaim { content: claim.content.clone(), speaker: claim.speaker.first().copied() }
    }
}

impl From<&BratClaim> for ScoredClaim {
    /// The speaker is the first of the marked spans.
    fn from(claim: &BratClaim) -> Self {
        ScoredClaim { content: claim.content.clone(), speaker: claim.source.first().copied() }
    }
}

/// An article with the claims that are in it and those that were found.
#[derive(Clone, Copy, Debug)]
pub struct ScoredArticle<'a> {
    /// The text of the article.
    pub text: &'a str,
    /// What stands between quotation marks.
    pub quotations: &'a [Span],
    /// The claims that are in it.
    pub gold: &'a [ScoredClaim],
    /// The claims that were found.
    pub predicted: &'a [ScoredClaim],
}

/// Counts over one or more articles; those of several add up.
///
/// Claims without a word of content are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCounts {
    /// Words in the content of some gold claim.
    pub gold_words: u64,
    /// Words in the content of some predicted claim.
    pub predicted_words: u64,
    /// Words in both.
    pub shared_words: u64,
    /// Gold claims.
    pub gold: u64,
    /// Predicted claims.
    pub predicted: u64,
    /// Pairs of a gold and a predicted claim that match.
    pub matched: u64,
    /// Gold claims whose content stands wholly between quotation marks.
    pub direct: KindCounts,
    /// Gold claims whose content stands partly between quotation marks.
    pub mixed: KindCounts,
    /// Gold claims whose content stands outside of quotation marks.
    pub indirect: KindCounts,
    /// Gold claims with a speaker.
    pub gold_with_speaker: u64,
    /// Predicted claims without those that match a gold claim without speaker.
    pub predicted_for_speaker: u64,
    /// Matched pairs whose gold claim has a speaker.
    pub matched_with_speaker: u64,
    /// Of these, pairs whose predicted claim has a speaker.
    pub answered: u64,
    /// Of these, pairs whose speakers are the same words.
    pub same_speaker: u64,
    /// Of the answered, pairs whose speakers share a word in place or end in the same name.
    pub overlapping_speaker: u64,
}

/// How many gold claims of one kind there are, and were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindCounts {
    /// Gold claims of the kind.
    pub gold: u64,
    /// Of these, claims that a predicted one matches.
    pub matched: u64,
}

impl ClaimCounts {
    /// The counts of one article.
    pub fn of(article: &ScoredArticle) -> Self {
        let grid = WordGrid::of(article.text);
        let quoted = grid.touched(article.quotations);
        let (gold, predicted) = (claims_of(&grid, article.gold), claims_of(&grid, article.predicted));
        let (gold_words, predicted_words) = (all_words(&gold), all_words(&predicted));
        let mut counts = ClaimCounts {
            gold_words: gold_words.len() as u64,
            predicted_words: predicted_words.len() as u64,
            shared_words: gold_words.intersection(&predicted_words).count() as u64,
            gold: gold.len() as u64,
            predicted: predicted.len() as u64,
            predicted_for_speaker: predicted.len() as u64,
            ..ClaimCounts::default()
        };
        for (claim, found) in gold.iter().zip(matches(&gold, &predicted)) {
            counts.add_gold_claim(&grid, claim, found.map(|number| &predicted[number]), &quoted);
        }
        counts
    }

    fn add_gold_claim(
        &mut self,
        grid: &WordGrid,
        claim: &ClaimWords,
        found: Option<&ClaimWords>,
        quoted: &Words,
    ) {
        let is_matched = u64::from(found.is_some());
        let kind = match claim.content.intersection(quoted).count() {
            0 => &mut self.indirect,
            all if all == claim.content.len() => &mut self.direct,
            _ => &mut self.mixed,
        };
        kind.gold += 1;
        kind.matched += is_matched;
        self.matched += is_matched;
        if claim.speaker.is_empty() {
            self.predicted_for_speaker -= is_matched;
            return;
        }
        self.gold_with_speaker += 1;
        self.matched_with_speaker += is_matched;
        if let Some(answer) = found.map(|found| &found.speaker).filter(|words| !words.is_empty()) {
            self.answered += 1;
            self.same_speaker += u64::from(*answer == claim.speaker);
            self.overlapping_speaker += u64::from(grid.speakers_overlap(answer, &claim.speaker));
        }
    }
}

impl AddAssign for ClaimCounts {
    fn add_assign(&mut self, other: Self) {
        self.gold_words += other.gold_words;
        self.predicted_words += other.predicted_words;
        self.shared_words += other.shared_words;
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.matched += other.matched;
        self.direct += other.direct;
        self.mixed += other.mixed;
        self.indirect += other.indirect;
        self.gold_with_speaker += other.gold_with_speaker;
        self.predicted_for_speaker += other.predicted_for_speaker;
        self.matched_with_speaker += other.matched_with_speaker;
        self.answered += other.answered;
        self.same_speaker += other.same_speaker;
        self.overlapping_speaker += other.overlapping_speaker;
    }
}

impl AddAssign for KindCounts {
    fn add_assign(&mut self, other: Self) {
        self.gold += other.gold;
        self.matched += other.matched;
    }
}

/// The words of one claim.
struct ClaimWords {
    content: Words,
    speaker: Words,
}

fn claims_of(grid: &WordGrid, claims: &[ScoredClaim]) -> Vec<ClaimWords> {
    let words = |claim: &ScoredClaim| ClaimWords {
        content: grid.touched(&claim.content),
        speaker: grid.touched(&claim.speaker),
    };
    claims.iter().map(words).filter(|claim| !claim.content.is_empty()).collect()
}

fn all_words(claims: &[ClaimWords]) -> Words {
    claims.iter().flat_map(|claim| claim.content.iter().copied()).collect()
}

/// For each gold claim the number of the predicted one that matches it.
fn matches(gold: &[ClaimWords], predicted: &[ClaimWords]) -> Vec<Option<usize>> {
    let mut pairs = Vec::new();
    for (g, gold) in gold.iter().enumerate() {
        for (p, predicted) in predicted.iter().enumerate() {
            let shared = gold.content.intersection(&predicted.content).count();
            let either = gold.content.len() + predicted.content.len() - shared;
            if 2 * shared >= either {
                pairs.push((shared as f64 / either as f64, g, p));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut found = vec![None; gold.len()];
    let mut is_taken = vec![false; predicted.len()];
    for (_, g, p) in pairs {
        if found[g].is_none() && !is_taken[p] {
            found[g] = Some(p);
            is_taken[p] = true;
        }
    }
    found
}

#[cfg(test)]
#[path = "claims_tests.rs"]
mod tests;
