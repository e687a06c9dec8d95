//! Error analysis: the mistakes that a model is surest of, why it made them, what it had seen that
//! is like them, and the features to blame.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::likeness::Likeness;
use super::predictions::Predictions;
use crate::data::StanceRow;
use crate::stance::{Contribution, Explanation};
use crate::text::Span;

/// How many reasons a mistake is told with.
const REASONS: usize = 5;
/// How many rows like a mistake are shown.
const NEIGHBOURS: usize = 3;
/// How many features are blamed.
const BLAMED: usize = 15;
/// A feature is blamed only where it took part in this many mistakes,
const FEWEST: u64 = 3;
/// and where rows that have it go wrong so many times as often as rows at large.
const WORSE: f64 = 1.25;

/// What an analysis of errors found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mistakes {
    /// Number of mistakes.
    pub count: u64,
    /// Those that the model is surest of, the surest first.
    pub surest: Vec<Mistake>,
    /// The features that pulled mistakes most towards the wrong label, all in all, of those with
    /// which rows go wrong at least 1.25 times as often as rows at large.
    pub blamed: Vec<BlamedFeature>,
}

/// A row whose label was predicted wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mistake {
    /// Id of the row.
    pub id: String,
    /// Line of the row in its file.
    pub line: u64,
    /// The passage.
    pub text: String,
    /// What of it the label is about, where the row says so.
    pub content: Vec<Span>,
    /// The label that it has.
    pub gold: String,
    /// The label that was predicted.
    pub predicted: String,
    /// The probability of that label; 0 where there is none.
    pub probability: f64,
    /// What pulled strongest, for or against the wrong label, where the model can explain itself.
    pub reasons: Vec<Reason>,
    /// The rows most like it among those that the model had seen.
    pub nearest: Vec<Neighbour>,
}

/// What one feature did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// The feature.
    pub feature: String,
    /// What it says of the claim, in plain words.
    pub meaning: String,
    /// The words where it was found; none where it tells of the claim as a whole.
    pub words: Option<String>,
    /// How far it pulled from the right label to the wrong one; below 0, the other way.
    pub pull: f64,
}

/// A row that is like a mistake.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    /// Id of the row.
    pub id: String,
    /// Its passage.
    pub text: String,
    /// Its label.
    pub label: String,
    /// Cosine of the words of the two, the rare ones counting more: up to 1.
    pub likeness: f64,
}

/// What a feature did in all mistakes, and in all that went right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BlamedFeature {
    /// The feature.
    pub feature: String,
    /// What it says of a claim, in plain words.
    pub meaning: String,
    /// Mistakes that it took part in.
    pub mistakes: u64,
    /// How far it pulled towards the wrong label in all of them together.
    pub pull: f64,
    /// Rows that it took part in and that went right.
    pub right: u64,
}

/// Why a row was judged as it was: the score of the label predicted, and of another.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// That of the label predicted.
    pub predicted: Explanation,
    /// That of the label that the row has; of the second likeliest where it was predicted right.
    pub other: Explanation,
}

impl Mistakes {
    /// Analyses the mistakes among `rows`, and tells the `count` surest of them.
    ///
    /// `explain` says why a row was judged as it was, where the model can; `has_seen(a, b)` whether
    /// the model that judged row `a` was trained on row `b`; `seen` are the rows that `b` counts,
    /// which may be others than those judged, each with its label.
    pub fn of(
        predictions: &Predictions,
        rows: &[StanceRow],
        seen: &[(&StanceRow, &str)],
        count: usize,
        mut explain: impl FnMut(usize) -> Option<Judgement>,
        has_seen: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let judged = predictions.rows();
        let mut wrong: Vec<usize> =
            (0..judged.len().min(rows.len())).filter(|r| !judged[*r].is_right()).collect();
        let probability = |row: usize| judged[row].probabilities.get(judged[row].predicted).copied();
        wrong.sort_by(|a, b| probability(*b).unwrap_or(0.0).total_cmp(&probability(*a).unwrap_or(0.0)));
        let blamed = blamed(predictions, &mut explain);
        let passages = |row: &StanceRow| row.passage.of(&row.text).to_owned();
        let texts: Vec<String> = seen
            .iter()
            .map(|(row, _)| passages(row))
            .chain(wrong.iter().take(count).map(|r| passages(&rows[*r])))
            .collect();
        let likeness = Likeness::of_texts(texts.iter().map(String::as_str), 1);
        let tell = |(place, row): (usize, usize)| {
            let near =
                likeness.nearest(seen.len() + place, NEIGHBOURS, |b| b < seen.len() && has_seen(row, b));
            let neighbour = |(other, likeness): (usize, f64)| Neighbour {
                id: seen[other].0.id.clone(),
                text: texts[other].clone(),
                label: seen[other].1.to_owned(),
                likeness,
            };
            let (source, labels) = (&rows[row], predictions.labels());
            Mistake {
                id: source.id.clone(),
                line: source.line,
                text: source.passage.of(&source.text).to_owned(),
                content: source.content.iter().map(|span| inside(*span, source.passage)).collect(),
                gold: labels[judged[row].gold].clone(),
                predicted: labels[judged[row].predicted].clone(),
                probability: probability(row).unwrap_or(0.0),
                reasons: explain(row).map(|why| reasons(&why, &source.text)).unwrap_or_default(),
                nearest: near.into_iter().map(neighbour).collect(),
            }
        };
        Mistakes {
            count: wrong.len() as u64,
            surest: wrong.iter().take(count).copied().enumerate().map(tell).collect(),
            blamed,
        }
    }
}

impl Mistake {
    /// What the label is about: the content, or the whole passage where the row marks none.
    pub fn subject(&self) -> String {
        let pieces: Vec<&str> = self.content.iter().filter_map(|span| self.text.get(span.range())).collect();
        if pieces.is_empty() { self.text.clone() } else { pieces.join(" … ") }
    }
}

/// A span of a row's text, counted from the start of its passage.
fn inside(span: Span, passage: Span) -> Span {
    Span::new(span.start().saturating_sub(passage.start()), span.end().saturating_sub(passage.start()))
}

/// How far each feature pulled to the label predicted rather than to the other.
fn pulls(why: &Judgement) -> Vec<(&Contribution, f64)> {
    let other: BTreeMap<&str, f64> =
        why.other.contributions.iter().map(|part| (part.feature.as_str(), part.weight)).collect();
    let pull = |part: &Contribution| part.weight - other.get(part.feature.as_str()).unwrap_or(&0.0);
    why.predicted.contributions.iter().map(|part| (part, pull(part))).collect()
}

fn reasons(why: &Judgement, text: &str) -> Vec<Reason> {
    let mut sorted = pulls(why);
    sorted.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then_with(|| a.0.feature.cmp(&b.0.feature)));
    let reason = |(part, pull): (&Contribution, f64)| Reason {
        feature: part.feature.clone(),
        meaning: part.in_words(),
        words: part.span.and_then(|span| text.get(span.range())).map(str::to_owned),
        pull,
    };
    sorted.into_iter().take(REASONS).map(reason).collect()
}

fn blamed(
    predictions: &Predictions,
    explain: &mut impl FnMut(usize) -> Option<Judgement>,
) -> Vec<BlamedFeature> {
    let mut features: BTreeMap<String, BlamedFeature> = BTreeMap::new();
    for (number, row) in predictions.rows().iter().enumerate() {
        let Some(why) = explain(number) else { continue };
        for (part, pull) in pulls(&why) {
            let blamed = features.entry(part.feature.clone()).or_insert_with(|| BlamedFeature {
                feature: part.feature.clone(),
                meaning: part.in_words(),
                mistakes: 0,
                pull: 0.0,
                right: 0,
            });
            if row.is_right() {
                blamed.right += 1;
            } else {
                blamed.mistakes += 1;
                blamed.pull += pull;
            }
        }
    }
    let rows = predictions.rows();
    let at_large = rows.iter().filter(|row| !row.is_right()).count() as f64 / rows.len() as f64;
    let is_blamed = |feature: &BlamedFeature| {
        let share = feature.mistakes as f64 / (feature.mistakes + feature.right) as f64;
        feature.mistakes >= FEWEST && feature.pull > 0.0 && share >= WORSE * at_large
    };
    let mut sorted: Vec<BlamedFeature> = features.into_values().filter(is_blamed).collect();
    sorted.sort_by(|a, b| b.pull.total_cmp(&a.pull).then_with(|| a.feature.cmp(&b.feature)));
    sorted.truncate(BLAMED);
    sorted
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use crate::data::{Requirement, StanceRows, Table};
    use crate::evaluate::PredictedRow;

    const ROWS: &str = "id,text,content,stance\n\
        a,\"The mill feared nothing, he said.\",The mill feared nothing,other\n\
        b,\"He feared a flood, the miller said.\",,concern\n\
        c,\"The mill feared no flood, she said.\",,other\n\
        d,\"Nothing was feared at the mill.\",,other\n\
        e,Bread was sold.,,other\n";

    /// One feature per row: `cue=fear`, which pulls towards concern, and one that is against it.
    fn why(right: bool) -> Judgement {
        let part = |feature: &str, weight: f64, span| Contribution { feature: feature.into(), span, weight };
        let explained =
            |label: &str, parts| Explanation { label: label.into(), bias: 0.0, contributions: parts };
        let (fear, no) = (Some(Span::new(9, 15)), None);
        let sign = if right { -1.0 } else { 1.0 };
        Judgement {
            predicted: explained("concern", vec![part("cue=fear", 1.5 * sign, fear), part("no", -0.2, no)]),
            other: explained("other", vec![part("cue=fear", -0.5 * sign, fear), part("no", 0.4, no)]),
        }
    }

    #[test]
    fn the_surest_mistakes_are_told_with_reasons_and_neighbours() {
        let table = Table::from_bytes("t.csv", ROWS.as_bytes()).unwrap();
        let rows = StanceRows::from_table(&table, Requirement::default()).unwrap().rows;
        // Concern is 0, other 1; a, c and d are taken for concern.
        let judged = [(1, 0, 0.9), (0, 0, 0.8), (1, 0, 0.95), (1, 0, 0.6), (1, 1, 0.1)];
        let judged = judged.map(|(gold, predicted, p)| PredictedRow {
            gold,
            also: vec![],
            predicted,
            probabilities: vec![p, 1.0 - p],
            group: String::new(),
        });
        let labels = vec!["concern".to_owned(), "other".to_owned()];
        let predictions = Predictions::new(labels, judged.to_vec()).unwrap();
        let seen: Vec<(&StanceRow, &str)> = rows.iter().map(|r| (r, r.stance.as_deref().unwrap())).collect();
        // Rows that went right are not explained by `cue=fear`.
        let explain =
            |row: usize| Some(why(predictions.rows()[row].is_right())).filter(|_| row != 1 && row != 4);
        let found = Mistakes::of(&predictions, &rows, &seen, 2, explain, |a, b| a != b && b != 3);
        assert_eq!(found.count, 3);
        let ids: Vec<&str> = found.surest.iter().map(|mistake| mistake.id.as_str()).collect();
        assert_eq!(ids, ["c", "a"], "by probability, two of three");
        let mistake = &found.surest[1];
        assert_eq!(
            (mistake.line, mistake.gold.as_str(), mistake.predicted.as_str()),
            (2, "other", "concern")
        );
        assert_eq!(mistake.content, [Span::new(0, 23)]);
        let reason = &mistake.reasons[0];
        assert_eq!(
            (reason.feature.as_str(), reason.words.as_deref(), reason.pull),
            ("cue=fear", Some("feared"), 2.0)
        );
        assert!((mistake.reasons[1].pull + 0.6).abs() < 1e-12 && mistake.reasons[1].words.is_none());
        let near: Vec<&str> = mistake.nearest.iter().map(|neighbour| neighbour.id.as_str()).collect();
        assert_eq!(near, ["b", "c"], "not itself, not d, which was not seen, not e, which shares no word");
        let blamed: Vec<_> =
            found.blamed.iter().map(|f| (f.feature.as_str(), f.mistakes, f.pull, f.right)).collect();
        assert_eq!(blamed, [("cue=fear", 3, 6.0, 0)]);
    }

    #[test]
    fn a_model_that_cannot_explain_itself() {
        let table = Table::from_bytes("t.csv", ROWS.as_bytes()).unwrap();
        let rows = StanceRows::from_table(&table, Requirement::default()).unwrap().rows;
        let judged = (0..5).map(|row| PredictedRow {
            gold: 0,
            also: vec![],
            predicted: usize::from(row == 4),
            probabilities: vec![],
            group: String::new(),
        });
        let predictions = Predictions::new(vec!["x".into(), "y".into()], judged.collect()).unwrap();
        let found = Mistakes::of(&predictions, &rows, &[], 9, |_| None, |_, _| true);
        assert_eq!((found.count, found.blamed.len()), (1, 0));
        assert_eq!((found.surest[0].probability, found.surest[0].reasons.len()), (0.0, 0));
    }
}
