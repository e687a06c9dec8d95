//! The stance classifier: a linear model over the features of a claim, under any label set.

use std::path::Path;
use std::sync::Arc;

use super::explanation::Explanation;
use super::features::{features, features_in};
use super::label::{Label, Stance};
use super::lone::{LoneClaim, lone_claim};
use super::passage::Passage;
use super::prior::Prior;
use super::stems::Stems;
use super::view::ClaimView;
use crate::Error;
use crate::learn::{KnownFeatures, LocatedFeatures, TrainedModel};
use crate::text::{Document, Span};

/// The parameter of a model's header that holds a weight a label, by which probabilities are
/// multiplied before the greatest is chosen.
pub(crate) const DECISION: &str = "decision";

/// The classifier of the four stances.
pub type StanceClassifier = Classifier<Stance>;

/// Says which label a claim has. Cheap to clone, and shared by threads as it is.
///
/// `L` is [`Stance`], an enum of the caller's own, or `String` for whatever the model says.
#[derive(Clone, Debug)]
pub struct Classifier<L: Label> {
    inner: Arc<Inner<L>>,
}

#[derive(Debug)]
struct Inner<L> {
    trained: TrainedModel,
    labels: Vec<L>,
    decision: Vec<f64>,
}

/// What a classifier says of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Classification<L> {
    /// The label that it takes.
    pub label: L,
    /// The probability of each label, in the order of [`Classifier::labels`].
    pub probabilities: Vec<f64>,
}

impl<L> Classification<L> {
    /// Whether no label is as likely as `threshold`, so that a careful caller says nothing.
    pub fn abstains_below(&self, threshold: f64) -> bool {
        !self.probabilities.iter().any(|&probability| probability >= threshold)
    }
}

impl<L: Label> Classifier<L> {
    /// A classifier with this model.
    ///
    /// # Errors
    /// If the model is for another task, has a label that `L` has not, or its decision weights are not one positive
    /// number a label.
    pub fn from_model(trained: TrainedModel) -> Result<Self, Error> {
        if trained.header.task != "stance" {
            let task = &trained.header.task;
            return Err(Error::model(format!("a model for `{task}`, expected one for `stance`")));
        }
        let labels = labels(&trained)?;
        let decision = decision(&trained)?;
        Ok(Classifier { inner: Arc::new(Inner { trained, labels, decision }) })
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// As [`TrainedModel::load`] and [`Classifier::from_model`].
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::from_model(TrainedModel::load(&path)?).map_err(|error| error.in_file(path))
    }

    /// Writes the model file.
    ///
    /// # Errors
    /// As [`TrainedModel::save`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        self.inner.trained.save(path)
    }

    /// The labels, in the order of probabilities.
    pub fn labels(&self) -> &[L] {
        &self.inner.labels
    }

    /// The model and what its file says of it.
    pub fn model(&self) -> &TrainedModel {
        &self.inner.trained
    }

    /// Classifies a lone sentence or passage, with the label shares of the training rows.
    ///
    /// With the cargo feature `pretrained` its claims are found first, as in an article, and the
    /// one with the strongest words of an act is classified. Text without a claim, or all text
    /// without the feature, counts as one claim.
    pub fn classify(&self, text: &str) -> Classification<L> {
        let doc = Document::new(text);
        let claim = lone_claim(&doc, Span::new(0, text.len())).unwrap_or_default();
        let LoneClaim { content, cue, speaker } = &claim;
        let view = ClaimView { doc: &doc, content, cue: *cue, speaker: *speaker, lone: true };
        self.classify_view(&view, &Prior::Training, &mut Stems::new())
    }

    /// Classifies a claim; `stems` is scratch to use again for the next one.
    pub fn classify_view(
        &self,
        view: &ClaimView<'_, '_>,
        prior: &Prior,
        stems: &mut Stems,
    ) -> Classification<L> {
        let mut passage = std::mem::take(&mut stems.passage);
        passage.begin(stems);
        let found = self.classify_in(view, &mut passage, self.shifts(prior).as_deref(), stems);
        stems.passage = passage;
        found
    }

    /// What a prior adds to the score of each label; nothing of that of training.
    pub(crate) fn shifts(&self, prior: &Prior) -> Option<Vec<f64>> {
        let model = &self.inner.trained.model;
        prior.weights(model.labels()).and_then(|weights| model.shifts(&weights))
    }

    /// Classifies a claim of the document that `passage` reads, by the shifts of a prior.
    pub(crate) fn classify_in(
        &self,
        view: &ClaimView<'_, '_>,
        passage: &mut Passage,
        shifts: Option<&[f64]>,
        stems: &mut Stems,
    ) -> Classification<L> {
        let model = &self.inner.trained.model;
        let mut found = KnownFeatures::reusing(std::mem::take(&mut stems.set), model);
        features_in(view, passage, stems, &mut found);
        let mut probabilities = found.scores();
        model.to_probabilities(&mut probabilities, |label| shifts.map_or(0.0, |shifts| shifts[label]));
        stems.set = found.into_set();
        let chosen = choose(&probabilities, &self.inner.decision);
        Classification { label: self.inner.labels[chosen].clone(), probabilities }
    }

    /// Why a claim gets its score for the label at `label` of [`labels`](Self::labels); for the
    /// last label where there are fewer.
    pub fn explain(&self, view: &ClaimView<'_, '_>, label: usize, stems: &mut Stems) -> Explanation {
        let mut found = LocatedFeatures::new(&self.inner.trained.model);
        features(view, stems, &mut found);
        Explanation::new(&self.inner.trained.model, found, label.min(self.inner.labels.len() - 1))
    }
}

#[cfg(feature = "pretrained")]
impl StanceClassifier {
    /// The classifier that the library ships. It is read once; later calls share it.
    pub fn pretrained() -> Self {
        static SHIPPED: std::sync::OnceLock<StanceClassifier> = std::sync::OnceLock::new();
        let read = || {
            let bytes = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/models/stance.sayso"));
            TrainedModel::from_static(bytes).and_then(Self::from_model)
        };
        #[expect(clippy::expect_used, reason = "no input reaches it: the bytes are compiled in and tested")]
        SHIPPED.get_or_init(|| read().expect("the shipped model is whole")).clone()
    }
}

/// The labels of a model as `L` has them.
pub(crate) fn labels<L: Label>(trained: &TrainedModel) -> Result<Vec<L>, Error> {
    let read = |name: &String| {
        L::from_name(name)
            .ok_or_else(|| Error::model(format!("the label `{name}` is none that this classifier has")))
    };
    trained.model.labels().iter().map(read).collect()
}

/// The decision weights of a model; all 1 where its header has none.
pub(crate) fn decision(trained: &TrainedModel) -> Result<Vec<f64>, Error> {
    let labels = trained.model.labels().len();
    let Some(list) = trained.header.parameters.get(DECISION) else { return Ok(vec![1.0; labels]) };
    let weight = |weight: &str| weight.trim().parse().ok().filter(|w: &f64| w.is_finite() && *w > 0.0);
    let weights: Option<Vec<f64>> = list.split(',').map(weight).collect();
    weights.filter(|weights| weights.len() == labels).ok_or_else(|| {
        Error::model(format!(
            "decision weights `{list}`, expected {labels} positive numbers with commas between"
        ))
    })
}

/// The place of the greatest product of probability and decision weight, the first of equals.
pub(crate) fn choose<'d>(probabilities: &[f64], decision: impl IntoIterator<Item = &'d f64>) -> usize {
    let mut best = (0, f64::NEG_INFINITY);
    for (place, (probability, weight)) in probabilities.iter().zip(decision).enumerate() {
        if probability * weight > best.1 {
            best = (place, probability * weight);
        }
    }
    best.0
}

#[cfg(all(test, feature = "train"))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::data::{Requirement, StanceRow, StanceRows, Table};
    use crate::stance::StanceTrainer;

    const ROWS: &str = "text,stance,group\n\
        The ferry line denied that oil was lost.,denial,a\n\
        The mill denied the claim.,denial,b\n\
        The bakers denied it on Friday.,denial,c\n\
        The mayor said the fair opens at noon.,other,a\n\
        The rector said the hall is new.,other,b\n\
        A guide said the path is short.,other,c\n";

    fn rows() -> Vec<StanceRow> {
        let table = Table::from_bytes("t.csv", ROWS.as_bytes()).unwrap();
        StanceRows::from_table(&table, Requirement::default()).unwrap().rows
    }

    fn trained() -> TrainedModel {
        StanceTrainer::new().alpha(0.5).folds(3).threshold(0.0).train(&rows(), ROWS.as_bytes()).unwrap()
    }

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        assert_eq!(trained().to_bytes().unwrap(), trained().to_bytes().unwrap());
    }

    #[test]
    fn learns_and_takes_any_label_type() {
        let stances = StanceClassifier::from_model(trained()).unwrap();
        let strings = Classifier::<String>::from_model(trained()).unwrap();
        assert_eq!(stances.labels(), [Stance::Denial, Stance::Other], "the usual order");
        let text = "The baths denied the report.";
        assert_eq!(stances.classify(text).label, Stance::Denial);
        assert_eq!(strings.classify(text).label, "denial");
        let sum: f64 = stances.classify(text).probabilities.iter().sum();
        assert!((sum - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_explanation_adds_up_to_the_score_exactly() {
        let classifier = StanceClassifier::from_model(trained()).unwrap();
        let doc = Document::new("The keeper denied that the gulls were fed.");
        let content = [Span::new(23, 41)];
        let cue = Some(Span::new(11, 17));
        let view = ClaimView { doc: &doc, content: &content, cue, speaker: None, lone: false };
        let mut stems = Stems::new();
        let mut found = KnownFeatures::new(&classifier.model().model);
        features(&view, &mut stems, &mut found);
        let scores = found.scores();
        for (label, score) in scores.into_iter().enumerate() {
            let explanation = classifier.explain(&view, label, &mut stems);
            assert_eq!(explanation.score().to_bits(), score.to_bits());
            assert!(!explanation.contributions.is_empty());
        }
    }

    #[test]
    fn a_prior_moves_the_probabilities() {
        let classifier = StanceClassifier::from_model(trained()).unwrap();
        let doc = Document::new("Rain fell all week.");
        let denial = |prior: Prior| {
            classifier.classify_view(&ClaimView::whole(&doc), &prior, &mut Stems::new()).probabilities[0]
        };
        let training = denial(Prior::Training);
        assert!(denial(Prior::News) < training && denial(Prior::Shares(vec![0.9, 0.1])) > training);
    }

    #[test]
    fn abstains_where_nothing_is_likely() {
        let unsure = Classification { label: "a", probabilities: vec![0.6, 0.4] };
        assert!(unsure.abstains_below(0.7) && !unsure.abstains_below(0.6));
    }

    #[test]
    fn refuses_labels_and_weights_that_do_not_fit() {
        for weights in ["1,x", "1,x,1", "1,0", "1,inf", "1", "1,1,1", ""] {
            let mut foreign = trained();
            foreign.header.parameters.insert(DECISION.into(), weights.into());
            let message = StanceClassifier::from_model(foreign).unwrap_err().to_string();
            assert!(message.contains("expected 2 positive numbers"), "{weights}: {message}");
        }
    }
}
