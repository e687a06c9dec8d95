//! Judges claims and their speakers on marked articles: given models, or models trained fold by
//! fold.

use std::path::Path;

use sayso::claims::{ClaimFinder, ClaimTrainer};
use sayso::data::{BratArticle, MarkedArticle};
use sayso::evaluate::{ClaimReport, ScoredArticle, ScoredClaim};
use sayso::learn::{TrainedModel, stratified_group_folds};
use sayso::speaker::SpeakerTrainer;
use sayso::text::{Document, Span};
use sayso::{Analyzer, Error};

/// Decides the folds and the samples of intervals.
const SEED: u64 = 1;

/// The claims that `model` finds, or models trained on the articles of the other folds.
pub(crate) fn claims(data: &Path, model: Option<TrainedModel>, folds: usize) -> Result<ClaimReport, Error> {
    if is_brat(data) {
        let finder = match model {
            Some(model) => ClaimFinder::new(model)?,
            None => return brat(data, attribute(Analyzer::pretrained())),
        };
        return brat(data, |text| found_by(&finder, text));
    }
    let articles = MarkedArticle::read_folder(data)?;
    let find = |finder: ClaimFinder| move |text: &str| found_by(&finder, text);
    match model {
        Some(model) => Ok(report(&articles, find(ClaimFinder::new(model)?))),
        None => cross_validated(&articles, folds, |rest| {
            Ok(find(ClaimFinder::new(ClaimTrainer::default().train(rest)?)?))
        }),
    }
}

/// The claims and their speakers; `model` is that of the speaker.
pub(crate) fn speakers(data: &Path, model: Option<TrainedModel>, folds: usize) -> Result<ClaimReport, Error> {
    if is_brat(data) {
        let analyzer = Analyzer::pretrained();
        return brat(
            data,
            attribute(model.map_or(Ok(analyzer.clone()), |model| analyzer.with_model(model))?),
        );
    }
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

/// Whether a folder holds articles marked with brat.
fn is_brat(folder: &Path) -> bool {
    let is_marks = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.path().extension().is_some_and(|ending| ending == "ann"))
    };
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.any(is_marks))
}

/// Sets what `find` finds beside what is marked with brat. Nothing is trained: the roles and names
/// that training needs are not there.
fn brat(folder: &Path, find: impl Fn(&str) -> Vec<ScoredClaim>) -> Result<ClaimReport, Error> {
    let articles = BratArticle::read_folder(folder)?;
    let texts: Vec<&str> = articles.iter().map(|article| article.text.as_str()).collect();
    let gold = articles.iter().map(|article| article.claims.iter().map(ScoredClaim::from).collect());
    Ok(scored(&texts, gold.collect(), texts.iter().map(|text| find(text)).collect()))
}

fn found_by(finder: &ClaimFinder, text: &str) -> Vec<ScoredClaim> {
    let found = finder.find(&Document::new(text));
    found.into_iter().map(|claim| ScoredClaim { content: claim.content, speaker: None }).collect()
}

fn attribute(analyzer: Analyzer) -> impl Fn(&str) -> Vec<ScoredClaim> {
    move |text| {
        let analysis = analyzer.analyze(text);
        let scored = |claim: &sayso::AnalyzedClaim| ScoredClaim {
            content: claim.content().to_vec(),
            speaker: claim.speaker().and_then(|speaker| speaker.mention()),
        };
        analysis.claims().iter().map(scored).collect()
    }
}

/// Finds the claims of each article by what `train` makes of the articles of the other folds.
fn cross_validated<F: Fn(&str) -> Vec<ScoredClaim>>(
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
    let judge = |(article, fold): (&MarkedArticle, &usize)| finders[*fold](&article.text);
    let predicted = articles.iter().zip(&fold_of).map(judge).collect();
    Ok(marked(articles, predicted))
}

fn report(articles: &[MarkedArticle], find: impl Fn(&str) -> Vec<ScoredClaim>) -> ClaimReport {
    marked(articles, articles.iter().map(|article| find(&article.text)).collect())
}

fn marked(articles: &[MarkedArticle], predicted: Vec<Vec<ScoredClaim>>) -> ClaimReport {
    let gold = articles.iter().map(|article| article.claims.iter().map(ScoredClaim::from).collect());
    let texts: Vec<&str> = articles.iter().map(|article| article.text.as_str()).collect();
    scored(&texts, gold.collect(), predicted)
}

/// Sets what was found beside what is marked.
fn scored(texts: &[&str], gold: Vec<Vec<ScoredClaim>>, predicted: Vec<Vec<ScoredClaim>>) -> ClaimReport {
    let quotations: Vec<Vec<Span>> = texts
        .iter()
        .map(|text| Document::new(text).quotes().iter().map(|quote| quote.inner).collect())
        .collect();
    let scored: Vec<ScoredArticle> = texts
        .iter()
        .zip(quotations.iter().zip(gold.iter().zip(&predicted)))
        .map(|(text, (quotations, (gold, predicted)))| ScoredArticle { text, quotations, gold, predicted })
        .collect();
    ClaimReport::of(&scored, SEED)
}
