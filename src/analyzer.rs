//! The analyser: an article in, its claims with speaker and stance out.

use std::iter::repeat;
use std::sync::{Arc, Mutex};

use crate::analysis::{Analysis, AnalyzedClaim, Speaker, StanceProbabilities, repaired};
use crate::claims::{Claim, ClaimFinder};
use crate::learn::TrainedModel;
use crate::speaker::{
    Attribution, Attributor, Names, Resolved, Role, RoleClassifier, mention_span, relay, resolve,
};
use crate::stance::{ClaimView, Prior, Stance, StanceClassifier, choose};
use crate::text::Document;
use crate::worker::Scratch;
use crate::{Error, Limits};

/// Finds the claims of articles, who makes them and with what stance.
///
/// Cheap to clone and free to share between threads: the models are never changed.
///
/// ```
/// # #[cfg(feature = "pretrained")] {
/// let analyzer = sayso::Analyzer::pretrained();
/// let text = "\"We never met them,\" said Ana Ferro, the harbour minister.";
/// let analysis = analyzer.analyze(text);
/// let claim = &analysis.claims()[0];
/// assert_eq!(claim.content()[0].of(text), "We never met them,");
/// assert_eq!(claim.speaker().map(|s| s.name()), Some("Ana Ferro"));
/// assert_eq!(claim.kind(), sayso::claims::ClaimKind::Direct);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    claims: ClaimFinder,
    speaker: Attributor,
    role: RoleClassifier,
    stance: StanceClassifier,
    prior: Prior,
    limits: Limits,
    idle: Idle,
}

/// The models that an [`Analyzer`] is made of.
#[derive(Clone, Debug)]
pub struct Models {
    /// Which cue words attribute something here.
    pub claims: TrainedModel,
    /// Who of those named near by said it.
    pub speaker: TrainedModel,
    /// What kind of source the speaker is.
    pub role: TrainedModel,
    /// Which act the claim performs.
    pub stance: TrainedModel,
}

impl Analyzer {
    /// An analyser with these models and the label shares of running news.
    ///
    /// # Errors
    /// If a model is for another task or lacks a label.
    pub fn new(models: Models) -> Result<Self, Error> {
        models.role.header.check("role", &[])?;
        models.stance.header.check("stance", &[])?;
        Ok(Analyzer {
            claims: ClaimFinder::new(models.claims)?,
            speaker: Attributor::new(models.speaker)?,
            role: RoleClassifier::from_model(models.role)?,
            stance: StanceClassifier::from_model(models.stance)?,
            prior: Prior::News,
            limits: Limits::default(),
            idle: Idle::default(),
        })
    }

    /// The same with another model for the task that its header names.
    ///
    /// # Errors
    /// If the task is none of `claims`, `speaker`, `role` and `stance`, or the model does not fit it.
    pub fn with_model(mut self, model: TrainedModel) -> Result<Self, Error> {
        match model.header.task.as_str() {
            "claims" => self.claims = ClaimFinder::new(model)?,
            "speaker" => self.speaker = Attributor::new(model)?,
            "role" => self.role = RoleClassifier::from_model(model)?,
            "stance" => self.stance = StanceClassifier::from_model(model)?,
            task => {
                return Err(Error::model(format!(
                    "its task is `{task}`, expected claims, speaker, role or stance"
                )));
            }
        }
        Ok(self)
    }

    /// The same with other shares of the stances: [`Prior::News`] unless set.
    pub fn with_prior(mut self, prior: Prior) -> Self {
        self.prior = prior;
        self
    }

    /// The same with other limits to what is taken from one article.
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The claims of one article. Takes any text; time and memory grow in proportion to it, up to the
    /// [`Limits`], behind which the article is cut and [`Analysis::cut`] says where.
    ///
    /// A thread with many articles does better with a [`worker`](Self::worker) of its own.
    pub fn analyze(&self, article: &str) -> Analysis {
        let mut scratch = self.idle.take();
        let analysis = self.analyze_in(article, &mut scratch);
        self.idle.give(scratch);
        analysis
    }

    /// The same in scratch that served other articles.
    pub(crate) fn analyze_in(&self, article: &str, scratch: &mut Scratch) -> Analysis {
        let mut cut = self.limits.cut(article);
        let doc = Document::new(cut.and_then(|cut| article.get(..cut)).unwrap_or(article));
        let mut claims = self.claims.find_in(&doc, &mut scratch.claims);
        if let Some(left_out) = claims.get(self.limits.claims) {
            cut = left_out.content.first().map(|span| span.start());
            claims.truncate(self.limits.claims);
        }
        if claims.is_empty() {
            return Analysis { claims: Vec::new(), cut, repaired_quotes: repaired(doc.quotes()) };
        }
        let names = Names::of(&doc);
        let attributions = self.speaker.attribute(&doc, &names, &claims);
        let speakers = resolve(&doc, &names, &attributions);
        scratch.passage.begin(&mut scratch.stems);
        let shifts = self.stance.shifts(&self.prior);
        let mut roles = Roles::new(self.role.labels().len());
        let mut claims: Vec<AnalyzedClaim> = claims
            .into_iter()
            .zip(attributions.iter().zip(speakers))
            .map(|(claim, who)| self.describe(&doc, claim, who, shifts.as_deref(), &mut roles, scratch))
            .collect();
        for speaker in claims.iter_mut().filter_map(|claim| claim.speaker.as_mut()) {
            (speaker.role, speaker.role_probability) = self.likeliest(&roles, speaker.id);
        }
        Analysis { claims, cut, repaired_quotes: repaired(doc.quotes()) }
    }

    fn describe(
        &self,
        doc: &Document<'_>,
        claim: Claim,
        (attribution, resolved): (&Attribution, Option<Resolved>),
        shifts: Option<&[f64]>,
        roles: &mut Roles,
        Scratch { stems, passage, .. }: &mut Scratch,
    ) -> AnalyzedClaim {
        let mention = attribution.mention.as_ref().map(|m| mention_span(doc, m));
        // A mention taken over from an earlier claim stands in no sentence of this one.
        let beside = mention.filter(|_| !attribution.carried);
        let view = ClaimView { doc, content: &claim.content, cue: claim.cue, speaker: beside, lone: false };
        let stance = self.stance.classify_in(&view, passage, shifts, stems);
        let relay = relay(doc, &claim, attribution.mention.as_ref()).map(|s| s.of(doc.text()).to_owned());
        let speaker = resolved.map(|resolved| {
            let view = ClaimView { speaker: mention, ..view };
            let role = self.role.classify_resolved(&view, Some(&resolved), passage, stems);
            roles.add(resolved.id, &role.probabilities);
            Speaker {
                mention: beside,
                name: resolved.name,
                role: role.label,
                probability: attribution.probability,
                anonymous: resolved.anonymous,
                id: resolved.id,
                role_probability: 0.0,
                title: resolved.title,
                affiliation: resolved.affiliation,
            }
        });
        AnalyzedClaim {
            kind: claim.kind,
            content: claim.content,
            cue: claim.cue,
            speaker,
            relay,
            stance: stance.label,
            probabilities: self.probabilities(&stance.probabilities),
            probability: claim.probability,
        }
    }

    /// The role that the claims of a speaker taken together make likeliest, and how likely it is.
    fn likeliest(&self, roles: &Roles, id: u32) -> (Role, f64) {
        let Some((claims, sums)) = roles.of(id) else { return (Role::Unknown, 0.0) };
        let best = choose(sums, repeat(&1.0));
        let role = self.role.labels().get(best).copied().unwrap_or(Role::Unknown);
        (role, sums.get(best).map_or(0.0, |sum| sum / f64::from(claims)))
    }

    fn probabilities(&self, by_label: &[f64]) -> StanceProbabilities {
        let of = |stance: Stance| {
            let place = self.stance.labels().iter().position(|l| *l == stance);
            place.and_then(|p| by_label.get(p)).copied().unwrap_or(0.0)
        };
        StanceProbabilities {
            concern: of(Stance::Concern),
            denial: of(Stance::Denial),
            warning: of(Stance::Warning),
            other: of(Stance::Other),
        }
    }
}

/// Scratch that is not in use, for whoever analyses the next article: a word that one article
/// held is known in the next. There is as much of it as ever was in use at a time.
#[derive(Clone, Debug, Default)]
struct Idle(Arc<Mutex<Vec<Scratch>>>);

impl Idle {
    fn take(&self) -> Scratch {
        self.0.lock().ok().and_then(|mut idle| idle.pop()).unwrap_or_default()
    }

    fn give(&self, scratch: Scratch) {
        if let Ok(mut idle) = self.0.lock() {
            idle.push(scratch);
        }
    }
}

/// What the claims of each speaker say of the role, by the speaker's id: one person has one role.
struct Roles {
    labels: usize,
    /// How many claims each speaker has.
    claims: Vec<u32>,
    /// The probabilities of each role over these claims, added up, speaker by speaker.
    sums: Vec<f64>,
}

impl Roles {
    fn new(labels: usize) -> Self {
        Roles { labels, claims: Vec::new(), sums: Vec::new() }
    }

    fn add(&mut self, id: u32, probabilities: &[f64]) {
        let place = id as usize;
        // Ids are counted from 0, so that there are no gaps to fill.
        if place >= self.claims.len() {
            self.claims.resize(place + 1, 0);
            self.sums.resize((place + 1) * self.labels, 0.0);
        }
        self.claims[place] += 1;
        for (sum, probability) in self.sums[place * self.labels..].iter_mut().zip(probabilities) {
            *sum += probability;
        }
    }

    fn of(&self, id: u32) -> Option<(u32, &[f64])> {
        let start = id as usize * self.labels;
        let claims = self.claims.get(id as usize).filter(|claims| **claims > 0)?;
        Some((*claims, self.sums.get(start..start + self.labels)?))
    }
}

#[cfg(feature = "pretrained")]
impl Analyzer {
    /// The analyser with the models that the library ships: no file, no network, cannot fail.
    pub fn pretrained() -> Self {
        Analyzer {
            claims: ClaimFinder::pretrained(),
            speaker: Attributor::pretrained(),
            role: RoleClassifier::pretrained(),
            stance: StanceClassifier::pretrained(),
            prior: Prior::News,
            limits: Limits::default(),
            idle: Idle::default(),
        }
    }
}
