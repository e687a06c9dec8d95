//! The figures of found claims that follow from their counts, with intervals over the articles.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::bootstrap::{Interval, percentile_interval};
use super::claims::{ClaimCounts, KindCounts, ScoredArticle};
use super::confusion::ratio;
use super::page;
use crate::Error;

/// Precision, recall and their harmonic mean; 0 where nothing was counted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ratio {
    /// Share of what was predicted that is right.
    pub precision: f64,
    /// Share of what there is that was found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

/// The figures of some [`ClaimCounts`].
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimScores {
    /// Words that belong to some content.
    pub words: Ratio,
    /// Claims that match.
    pub claims: Ratio,
    /// Share found of the claims wholly between quotation marks.
    pub direct_recall: f64,
    /// Share found of the claims partly between quotation marks.
    pub mixed_recall: f64,
    /// Share found of the claims outside of quotation marks.
    pub indirect_recall: f64,
    /// Speakers of matched claims that are the same words.
    pub speaker_exact: Ratio,
    /// Speakers of matched claims that share a word in place or end in the same name. Precision is
    /// over matched claims that were given a speaker, recall over all whose gold claim has one.
    pub speaker_overlap: Ratio,
    /// Claims that match and whose speakers overlap. Gold claims without a speaker, and those
    /// predicted for them, are left out.
    pub end_to_end: Ratio,
    /// The same, but the speakers are the same words.
    pub end_to_end_exact: Ratio,
}

/// How well claims and their speakers were found in some articles. Its `Display` form is a table
/// for a terminal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimReport {
    /// Number of articles.
    pub articles: u64,
    /// What was counted in them all.
    pub counts: ClaimCounts,
    /// The figures.
    pub scores: ClaimScores,
    /// 95 % interval of the F1 of claims, over the articles.
    pub claims_f1_interval: Interval,
    /// 95 % interval of the F1 end to end, over the articles.
    pub end_to_end_f1_interval: Interval,
}

impl Ratio {
    /// The figures of `right` of `predicted` and of `gold`.
    fn of(right: u64, predicted: u64, gold: u64) -> Self {
        Ratio {
            precision: ratio(right, predicted),
            recall: ratio(right, gold),
            f1: ratio(2 * right, predicted + gold),
        }
    }
}

impl From<&ClaimCounts> for ClaimScores {
    fn from(n: &ClaimCounts) -> Self {
        let recall = |kind: KindCounts| ratio(kind.matched, kind.gold);
        let end_to_end = |right| Ratio::of(right, n.predicted_for_speaker, n.gold_with_speaker);
        ClaimScores {
            words: Ratio::of(n.shared_words, n.predicted_words, n.gold_words),
            claims: Ratio::of(n.matched, n.predicted, n.gold),
            direct_recall: recall(n.direct),
            mixed_recall: recall(n.mixed),
            indirect_recall: recall(n.indirect),
            speaker_exact: Ratio::of(n.same_speaker, n.answered, n.matched_with_speaker),
            speaker_overlap: Ratio::of(n.overlapping_speaker, n.answered, n.matched_with_speaker),
            end_to_end: end_to_end(n.overlapping_speaker),
            end_to_end_exact: end_to_end(n.same_speaker),
        }
    }
}

impl ClaimReport {
    /// Judges the claims of the articles; `seed` fixes the samples of the intervals.
    pub fn of(articles: &[ScoredArticle], seed: u64) -> Self {
        let counts: Vec<ClaimCounts> = articles.iter().map(ClaimCounts::of).collect();
        let groups: Vec<Vec<usize>> = (0..counts.len()).map(|article| vec![article]).collect();
        let interval = |figure: fn(&ClaimScores) -> f64| {
            percentile_interval(&groups, seed, |sample| {
                figure(&ClaimScores::from(&sum(sample.iter().map(|article| counts[*article]))))
            })
        };
        let total = sum(counts.iter().copied());
        ClaimReport {
            articles: counts.len() as u64,
            counts: total,
            scores: ClaimScores::from(&total),
            claims_f1_interval: interval(|scores| scores.claims.f1),
            end_to_end_f1_interval: interval(|scores| scores.end_to_end.f1),
        }
    }

    /// The report as one HTML page that needs nothing else; `details` are names and values that its
    /// reader should know.
    pub fn to_html(&self, title: &str, details: &[(String, String)]) -> String {
        page::claims::page(title, details, self)
    }

    /// The report as indented JSON.
    ///
    /// # Errors
    ///
    /// The report cannot be written as JSON; no report made by [`ClaimReport::of`] is so.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string_pretty(self).map_err(|error| Error::evaluation(error.to_string()))
    }
}

fn sum(counts: impl Iterator<Item = ClaimCounts>) -> ClaimCounts {
    counts.fold(ClaimCounts::default(), |mut total, counts| {
        total += counts;
        total
    })
}

impl fmt::Display for ClaimReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (n, scores) = (&self.counts, &self.scores);
        writeln!(
            f,
            "{} articles, {} claims, {} found, {} of them right\n",
            self.articles, n.gold, n.predicted, n.matched
        )?;
        writeln!(f, "{:<26}  precision  recall     F1", "")?;
        let lines = [
            ("words of content", scores.words, None),
            ("claims", scores.claims, Some(self.claims_f1_interval)),
            ("speaker, overlap", scores.speaker_overlap, None),
            ("speaker, exact", scores.speaker_exact, None),
            ("claim and speaker", scores.end_to_end, Some(self.end_to_end_f1_interval)),
            ("claim and speaker, exact", scores.end_to_end_exact, None),
        ];
        for (name, Ratio { precision, recall, f1 }, interval) in lines {
            write!(f, "{name:<26}  {precision:>9.3}  {recall:>6.3}  {f1:>5.3}")?;
            match interval {
                Some(Interval { low, high }) => writeln!(f, "  [{low:.3}, {high:.3}]")?,
                None => writeln!(f)?,
            }
        }
        let kinds = [
            ("direct", scores.direct_recall, n.direct.gold),
            ("mixed", scores.mixed_recall, n.mixed.gold),
            ("indirect", scores.indirect_recall, n.indirect.gold),
        ];
        writeln!(f, "\nkind      claims  recall")?;
        for (name, recall, gold) in kinds {
            writeln!(f, "{name:<8}  {gold:>6}  {recall:>6.3}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::evaluate::ScoredClaim;
    use crate::text::Span;

    #[test]
    fn the_table_for_a_terminal() {
        let text = "Ann said it rained. Bo denied it.";
        let claim = |content: (usize, usize), speaker: Option<(usize, usize)>| ScoredClaim {
            content: vec![Span::new(content.0, content.1)],
            speaker: speaker.map(|(start, end)| Span::new(start, end)),
        };
        let gold = [claim((9, 18), Some((0, 3))), claim((30, 32), Some((20, 22)))];
        let predicted = [claim((9, 18), Some((0, 3)))];
        let article = ScoredArticle { text, quotations: &[], gold: &gold, predicted: &predicted };
        let report = ClaimReport::of(&[article], 3);
        let expected = "\
1 articles, 2 claims, 1 found, 1 of them right

                            precision  recall     F1
words of content                1.000   0.667  0.800
claims                          1.000   0.500  0.667  [0.667, 0.667]
speaker, overlap                1.000   1.000  1.000
speaker, exact                  1.000   1.000  1.000
claim and speaker               1.000   0.500  0.667  [0.667, 0.667]
claim and speaker, exact        1.000   0.500  0.667

kind      claims  recall
direct         0   0.000
mixed          0   0.000
indirect       2   0.500
";
        assert_eq!(report.to_string(), expected);
        let json = report.to_json().unwrap();
        assert_eq!(serde_json::from_str::<ClaimReport>(&json).unwrap(), report);
    }

    #[test]
    fn no_articles_give_no_nan() {
        let report = ClaimReport::of(&[], 3);
        assert_eq!(report.scores.claims, Ratio { precision: 0.0, recall: 0.0, f1: 0.0 });
        assert_eq!(report.claims_f1_interval, Interval { low: 0.0, high: 0.0 });
    }
}
