//! Judges claims and their speakers on marked articles: given models, or models trained fold by
//! fold.

use std::path::Path;

use sayso::claims::{ClaimFinder, ClaimTrainer};
use sayso::data::MarkedArticle;
use sayso::evaluate::{ClaimReport, ScoredArticle, ScoredClaim};
use sayso::learn::{TrainedModel, stratified_group_folds};
use sayso::speaker::SpeakerTrainer;
use sayso::text::{Document, Span};
use sayso::{Analyzer, Error};

/// Decides the folds and the samples of intervals.
const SEED: u64 = 1;

/// The claims that `model` finds, or models trained on the articles of the other folds.
pub(crate) fn claims(data: &Path, model: Option<TrainedModel>, folds: usize) -> Result<ClaimReport, Error> {
    let articles = MarkedArticle::read_folder(data)?;
    let find = |finder: ClaimFinder| {
        move |article: &MarkedArticle| {
            let found = finder.find(&Document::new(&article.text));
            found.into_iter().map(|claim| ScoredClaim { content: claim.content, speaker: None }).collect()
        }
    };
    match model {
        Some(model) => Ok(report(&articles, find(ClaimFinder::new(model)?))),
        None => cross_validated(&articles, folds, |rest| {
            Ok(find(ClaimFinder::new(ClaimTrainer::default().train(rest)?)?))
        }),
    }
}

/// The claims and their speakers; `model` is that of the speaker.
pub(crate) fn speakers(data: &Path, model: Option<TrainedModel>, folds: usize) -> Result<ClaimReport, Error> {
    let articles = MarkedArticle::read_folder(data)?;
    match model {
        Some(model) => Ok(report(&articles, attribute(Analyzer::pretrained().with_model(model)?))),
        None => cross_validated(&articles, folds, |rest| {
            let claims = ClaimTrainer::default().train(rest)?;
            let finder = ClaimFinder::new(claims.clone())?;
            let speaker = SpeakerTrainer::default().train(rest, &finder)?;
            Ok(attribute(Analyzer::pretrained().with_model(claims)?.with_model(speaker)?))
        }),
    }
}

fn attribute(analyzer: Analyzer) -> impl Fn(&MarkedArticle) -> Vec<ScoredClaim> {
    move |article| {
        let analysis = analyzer.analyze(&article.text);
        let scored = |claim: &sayso::AnalyzedClaim| ScoredClaim {
            content: claim.content().to_vec(),
            speaker: claim.speaker().and_then(|speaker| speaker.mention()),
        };
        analysis.claims().iter().map(scored).collect()
    }
}

/// Finds the claims of each article by what `train` makes of the articles of the other folds.
fn cross_validated<F: Fn(&MarkedArticle) -> Vec<ScoredClaim>>(
    articles: &[MarkedArticle],
    folds: usize,
    train: impl Fn(&[MarkedArticle]) -> Result<F, Error>,
) -> Result<ClaimReport, Error> {
    let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    let fold_of = stratified_group_folds(&vec![0; articles.len()], &ids, folds, SEED)?;
    let mut finders = Vec::with_capacity(folds);
    for fold in 0..folds {
        let rest: Vec<MarkedArticle> =
            articles.iter().zip(&fold_of).filter(|(_, f)| **f != fold).map(|(a, _)| a.clone()).collect();
        finders.push(train(&rest)?);
    }
    let predicted = articles.iter().zip(&fold_of).map(|(article, fold)| finders[*fold](article)).collect();
    Ok(scored(articles, predicted))
}

fn report(articles: &[MarkedArticle], find: impl Fn(&MarkedArticle) -> Vec<ScoredClaim>) -> ClaimReport {
    scored(articles, articles.iter().map(find).collect())
}

/// Sets what was found beside what is marked.
fn scored(articles: &[MarkedArticle], predicted: Vec<Vec<ScoredClaim>>) -> ClaimReport {
    let gold: Vec<Vec<ScoredClaim>> =
        articles.iter().map(|article| article.claims.iter().map(ScoredClaim::from).collect()).collect();
    let quotations: Vec<Vec<Span>> = articles
        .iter()
        .map(|article| Document::new(&article.text).quotes().iter().map(|quote| quote.inner).collect())
        .collect();
    let scored: Vec<ScoredArticle> = articles
        .iter()
        .zip(quotations.iter().zip(gold.iter().zip(&predicted)))
        .map(|(article, (quotations, (gold, predicted)))| ScoredArticle {
            text: &article.text,
            quotations,
            gold,
            predicted,
        })
        .collect();
    ClaimReport::of(&scored, SEED)
}
