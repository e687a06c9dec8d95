//! Trains the [`Attributor`] from marked articles.

use ndarray::Array2;

use super::attribution::{Attributor, Spoken};
use super::candidates::candidates;
use super::names::Names;
use super::row::{COLUMNS, Row};
use super::setting::Setting;
use crate::Error;
use crate::claims::{Claim, ClaimFinder};
use crate::data::{MarkedArticle, MarkedClaim};
use crate::learn::{ModelHeader, NarrowLogistic, TrainedModel, data_digest};
use crate::text::{Document, Span};

/// How the [`Attributor`] is trained.
#[derive(Clone, Debug)]
pub struct SpeakerTrainer {
    alpha: f64,
    threshold: f64,
}

impl Default for SpeakerTrainer {
    fn default() -> Self {
        SpeakerTrainer { alpha: 20.0, threshold: 0.3 }
    }
}

impl SpeakerTrainer {
    /// The strength of the L2 penalty.
    pub fn alpha(mut self, alpha: f64) -> Self {
        self.alpha = alpha;
        self
    }

    /// Answers of less than this probability become "no speaker named".
    pub fn threshold(mut self, threshold: f64) -> Self {
        self.threshold = threshold;
        self
    }

    /// Trains on the claims that `finder` finds in the articles and that match marked ones.
    ///
    /// # Errors
    /// If the articles hold no claim with a speaker, or the table cannot be fitted.
    pub fn train(&self, articles: &[MarkedArticle], finder: &ClaimFinder) -> Result<TrainedModel, Error> {
        let mut values: Vec<f64> = Vec::new();
        let mut targets = Vec::new();
        for article in articles {
            let doc = Document::new(&article.text);
            let names = Names::of(&doc);
            let claims = finder.find(&doc);
            let mut spoken = Spoken::default();
            let mut end_before = 0;
            for claim in &claims {
                let gold = article.claims.iter().find(|g| is_same(claim, g));
                let speaker = gold.and_then(|g| g.speaker.first());
                let setting = Setting::of(&doc, claim, end_before);
                end_before = setting.end.max(end_before);
                if gold.is_some() {
                    for candidate in candidates(&doc, &names, claim, &setting, spoken.last()) {
                        values.extend(Row::of(&doc, &names, claim, &setting, &candidate).values());
                        targets.push(speaker.is_some_and(|s| names_it(&doc, *s, &candidate.tokens)));
                    }
                }
                spoken.add(match speaker {
                    Some(span) => Some(doc.tokens_in(*span)).filter(|r| !r.is_empty()),
                    None => claim.subject.clone().filter(|_| gold.is_none()),
                });
            }
        }
        let table = Array2::from_shape_vec((targets.len(), COLUMNS.len()), values)
            .map_err(|e| Error::training(e.to_string()))?;
        let columns: Vec<String> = COLUMNS.iter().map(|c| (*c).to_owned()).collect();
        let model = NarrowLogistic::new().alpha(self.alpha).fit(&columns, table.view(), &targets)?;
        let mut header = ModelHeader::new("speaker", &model);
        let text: String = articles.iter().map(MarkedArticle::to_marked).collect();
        header.data_digest = data_digest(text.as_bytes());
        header.parameters.insert("alpha".into(), self.alpha.to_string());
        header.parameters.insert("threshold".into(), self.threshold.to_string());
        let trained = TrainedModel { header, model };
        Attributor::new(trained.clone())?;
        Ok(trained)
    }
}

/// Whether a found claim is the marked one: cues overlap, or contents do for the most part.
fn is_same(claim: &Claim, gold: &MarkedClaim) -> bool {
    let found: usize = claim.content.iter().map(|s| s.len()).sum();
    let marked: usize = gold.content.iter().map(|s| s.len()).sum();
    let shared: usize =
        claim.content.iter().flat_map(|a| gold.content.iter().map(move |b| shared_bytes(*a, *b))).sum();
    2 * shared >= found + marked - shared && shared > 0
}

fn shared_bytes(a: Span, b: Span) -> usize {
    a.end().min(b.end()).saturating_sub(a.start().max(b.start()))
}

/// Whether a candidate is the marked speaker: they share a word.
fn names_it(doc: &Document<'_>, speaker: Span, candidate: &std::ops::Range<usize>) -> bool {
    let marked = doc.tokens_in(speaker);
    marked.start < candidate.end && candidate.start < marked.end
}
