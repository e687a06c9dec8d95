//! Trains the gate of the [`ClaimFinder`] from marked articles.

use std::collections::BTreeSet;

use linfa::prelude::{Fit, ParamGuard};
use ndarray::Array1;

use super::finder::{ClaimFinder, TrainingCandidate, training_candidates};
use crate::Error;
use crate::data::{MarkedArticle, StanceRow};
use crate::evaluate::{ClaimCounts, ClaimScores, ScoredArticle, ScoredClaim};
use crate::learn::{
    ModelHeader, MultinomialLogistic, TrainedModel, Vocabulary, compact, data_digest, stratified_group_folds,
};
use crate::text::{Document, Span, TokenKind};

/// The thresholds among which cross-validation chooses. None is lower: real news holds more words that
/// look like cues and are none than our articles do, and precision there is five points less.
const THRESHOLDS: [f64; 8] = [0.25, 0.30, 0.35, 0.40, 0.45, 0.50, 0.55, 0.60];

/// How the gate of a [`ClaimFinder`] is trained.
#[derive(Clone, Debug)]
pub struct ClaimTrainer {
    alpha: f64,
    min_rows: usize,
    row_weight: f32,
    folds: usize,
}

impl Default for ClaimTrainer {
    fn default() -> Self {
        ClaimTrainer { alpha: 2.0, min_rows: 2, row_weight: 0.2, folds: 5 }
    }
}

impl ClaimTrainer {
    /// The strength of the L2 penalty (1/C of scikit-learn).
    pub fn alpha(mut self, alpha: f64) -> Self {
        self.alpha = alpha;
        self
    }

    /// Features seen in fewer candidates are left out.
    pub fn min_rows(mut self, min_rows: usize) -> Self {
        self.min_rows = min_rows;
        self
    }

    /// How much a candidate of a single row counts beside one of an article; positive.
    pub fn row_weight(mut self, row_weight: f32) -> Self {
        self.row_weight = row_weight;
        self
    }

    /// Trains a gate; its threshold is the one with the best claim F1 in cross-validation
    /// over articles, which the header keeps among the metrics.
    ///
    /// # Errors
    /// If there are fewer articles than folds, or none of their claims can be found by the lexicon.
    pub fn train(&self, articles: &[MarkedArticle]) -> Result<TrainedModel, Error> {
        self.train_with_rows(articles, &[])
    }

    /// The same with single rows beside the articles, for the breadth of their cues.
    ///
    /// # Errors
    /// As [`train`](Self::train).
    pub fn train_with_rows(
        &self,
        articles: &[MarkedArticle],
        rows: &[StanceRow],
    ) -> Result<TrainedModel, Error> {
        let tables: Vec<Table> = articles.iter().map(Table::of).collect();
        let lone = Table::of_rows(rows, self.row_weight);
        let (threshold, scores) = self.best_threshold(articles, &tables, &lone)?;
        let mut model = self.fit(&tables.iter().chain([&lone]).collect::<Vec<_>>())?;
        let mut text: String = articles.iter().map(MarkedArticle::to_marked).collect();
        text.extend(rows.iter().flat_map(|r| r.fields.iter().map(String::as_str)));
        model.header.data_digest = data_digest(text.as_bytes());
        for (name, value) in [
            ("alpha", self.alpha.to_string()),
            ("min_rows", self.min_rows.to_string()),
            ("threshold", threshold.to_string()),
        ] {
            model.header.parameters.insert(name.into(), value);
        }
        for (name, value) in [
            ("cv_claim_f1", scores.claims.f1),
            ("cv_claim_precision", scores.claims.precision),
            ("cv_claim_recall", scores.claims.recall),
        ] {
            model.header.metrics.insert(name.into(), value);
        }
        Ok(model)
    }

    fn best_threshold(
        &self,
        articles: &[MarkedArticle],
        tables: &[Table],
        lone: &Table,
    ) -> Result<(f64, ClaimScores), Error> {
        let ids: Vec<&str> = articles.iter().map(|a| a.id.as_str()).collect();
        let fold_of = stratified_group_folds(&vec![0; articles.len()], &ids, self.folds, 1)?;
        let mut counts = vec![ClaimCounts::default(); THRESHOLDS.len()];
        for fold in 0..self.folds {
            let seen: Vec<&Table> = tables
                .iter()
                .zip(&fold_of)
                .filter(|(_, f)| **f != fold)
                .map(|(t, _)| t)
                .chain([lone])
                .collect();
            let model = self.fit(&seen)?;
            for (article, _) in articles.iter().zip(&fold_of).filter(|(_, f)| **f == fold) {
                let doc = Document::new(&article.text);
                let quotations: Vec<Span> = doc.quotes().iter().map(|q| q.inner).collect();
                let gold: Vec<ScoredClaim> = article.claims.iter().map(ScoredClaim::from).collect();
                for (sum, threshold) in counts.iter_mut().zip(THRESHOLDS) {
                    let finder = ClaimFinder::new(model.clone())?.with_threshold(threshold);
                    let predicted: Vec<ScoredClaim> = finder
                        .find(&doc)
                        .into_iter()
                        .map(|c| ScoredClaim { content: c.content, speaker: None })
                        .collect();
                    *sum += ClaimCounts::of(&ScoredArticle {
                        text: &article.text,
                        quotations: &quotations,
                        gold: &gold,
                        predicted: &predicted,
                    });
                }
            }
        }
        let scored: Vec<(f64, ClaimScores)> =
            THRESHOLDS.iter().zip(&counts).map(|(t, c)| (*t, ClaimScores::from(c))).collect();
        scored
            .into_iter()
            .max_by(|(_, a), (_, b)| a.claims.f1.total_cmp(&b.claims.f1))
            .ok_or_else(|| Error::training("no threshold to choose from"))
    }

    fn fit(&self, tables: &[&Table]) -> Result<TrainedModel, Error> {
        let rows = || tables.iter().flat_map(|t| t.candidates.iter());
        let targets: Vec<usize> = tables.iter().flat_map(|t| t.targets.iter().copied()).collect();
        let positive = targets.iter().sum::<usize>();
        if positive == 0 || positive == targets.len() {
            return Err(Error::training(
                "expected marked articles in which some cue words attribute and some do not",
            ));
        }
        let vocabulary = Vocabulary::build(rows().map(|c| &c.features), self.min_rows)?;
        let records = vocabulary.rows(rows().map(|c| &c.features), true)?;
        let share = positive as f64 / targets.len() as f64;
        let weights: Vec<f32> = tables.iter().flat_map(|t| vec![t.weight; t.targets.len()]).collect();
        let dataset =
            linfa::DatasetBase::new(records, Array1::from(targets)).with_weights(Array1::from(weights));
        let fitted = MultinomialLogistic::new()
            .alpha(self.alpha)
            .max_iterations(300)
            .gradient_tolerance(1e-3)
            .check()?
            .fit(&dataset)?;
        let labels = ["other".to_owned(), "claim".to_owned()];
        let model = compact(&fitted, &vocabulary, &labels, &[1.0 - share, share], 1.0, 1e-3)?;
        Ok(TrainedModel { header: ModelHeader::new("claims", &model), model })
    }
}

/// The candidates of one article and which of them are marked claims.
struct Table {
    candidates: Vec<TrainingCandidate>,
    targets: Vec<usize>,
    weight: f32,
}

impl Table {
    /// The candidates of single sentences of which one claim is marked: the marked one, and those
    /// that cannot be claims beside it because their contents overlap. The rest is left out.
    fn of_rows(rows: &[StanceRow], weight: f32) -> Table {
        let mut table = Table { candidates: Vec::new(), targets: Vec::new(), weight };
        for row in rows {
            let (Some(cue), false) = (row.cue, row.content.is_empty()) else { continue };
            let doc = Document::new(&row.text);
            let marked = words(&doc, &row.content);
            for candidate in training_candidates(&doc) {
                let found = words(&doc, &candidate.content);
                let right =
                    cue.overlaps(candidate.cue) && (is_match(&found, &marked) || is_part(&found, &marked));
                if right || found.intersection(&marked).next().is_some() {
                    table.targets.push(usize::from(right));
                    table.candidates.push(candidate);
                }
            }
        }
        table
    }

    fn of(article: &MarkedArticle) -> Table {
        let doc = Document::new(&article.text);
        let candidates = training_candidates(&doc);
        let gold: Vec<(BTreeSet<usize>, &Vec<Span>)> =
            article.claims.iter().map(|c| (words(&doc, &c.content), &c.cue)).collect();
        let targets = candidates
            .iter()
            .map(|candidate| {
                let found = words(&doc, &candidate.content);
                usize::from(gold.iter().any(|(content, cue)| {
                    (cue.is_empty() || cue.iter().any(|c| c.overlaps(candidate.cue)))
                        && (is_match(&found, content) || is_part(&found, content))
                }))
            })
            .collect();
        Table { candidates, targets, weight: 1.0 }
    }
}

fn words(doc: &Document<'_>, spans: &[Span]) -> BTreeSet<usize> {
    spans
        .iter()
        .flat_map(|s| doc.tokens_in(*s))
        .filter(|&i| doc.tokens().get(i).is_some_and(|t| t.kind != TokenKind::Mark))
        .collect()
}

/// Whether at least half of the words of both lie in both (Jaccard).
fn is_match(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> bool {
    let shared = a.intersection(b).count();
    2 * shared >= a.len() + b.len() - shared && shared > 0
}

/// Whether nearly all words of `part` lie in `whole`: a quotation that goes on behind its cue.
fn is_part(part: &BTreeSet<usize>, whole: &BTreeSet<usize>) -> bool {
    !part.is_empty()
        && 10 * part.intersection(whole).count() >= 9 * part.len()
        && part.first() == whole.first()
}
