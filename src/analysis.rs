//! What an [`Analyzer`](crate::Analyzer) finds in an article.

use std::collections::HashMap;

use serde::Serialize;

use crate::claims::ClaimKind;
use crate::speaker::Role;
use crate::stance::Stance;
use crate::text::{QuoteEnding, Span};

/// The claims of one article and who makes them. Holds its own copy of nothing but names: spans
/// are byte offsets into the text that was analysed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Analysis {
    pub(crate) claims: Vec<AnalyzedClaim>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) cut: Option<usize>,
    #[serde(skip)]
    pub(crate) repaired_quotes: Vec<Span>,
}

impl Analysis {
    /// The claims in the order of their content.
    pub fn claims(&self) -> &[AnalyzedClaim] {
        &self.claims
    }

    /// The claims of the speaker of this name, in order; the name as [`Speaker::name`] gives it.
    pub fn claims_by<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a AnalyzedClaim> {
        self.claims.iter().filter(move |c| c.speaker.as_ref().is_some_and(|s| s.name == name))
    }

    /// Each speaker once, in the order of their first claim, with the numbers of their claims.
    pub fn speakers(&self) -> Vec<SpeakerClaims<'_>> {
        let mut found: Vec<SpeakerClaims<'_>> = Vec::new();
        let mut place_of: HashMap<u32, usize> = HashMap::new();
        for (number, claim) in self.claims.iter().enumerate() {
            let Some(speaker) = &claim.speaker else { continue };
            let at = *place_of.entry(speaker.id).or_insert_with(|| {
                found.push(SpeakerClaims { speaker, mentions: Vec::new(), claims: Vec::new() });
                found.len() - 1
            });
            found[at].claims.push(number);
            found[at].mentions.extend(speaker.mention);
        }
        found
    }

    /// The byte at which the article was cut because it passed one of the [`Limits`](crate::Limits);
    /// none where all of it was read and told.
    ///
    /// What is told is what the text before the cut says alone. With too many claims the cut stands
    /// before the first that is left out. It is never at 0 where there is a claim, so analysing what
    /// stands behind it, again and again, reads all of the article.
    pub fn cut(&self) -> Option<usize> {
        self.cut
    }

    /// Quotations whose closing mark was missing and taken to stand at the end of their sentence
    /// or paragraph.
    pub fn repaired_quotes(&self) -> &[Span] {
        &self.repaired_quotes
    }
}

/// A speaker of an article and all that it says of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpeakerClaims<'a> {
    /// The speaker as first met.
    pub speaker: &'a Speaker,
    /// Where the article mentions them beside a claim.
    pub mentions: Vec<Span>,
    /// Places of their claims in [`Analysis::claims`].
    pub claims: Vec<usize>,
}

/// A claim with its speaker and stance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnalyzedClaim {
    pub(crate) kind: ClaimKind,
    pub(crate) content: Vec<Span>,
    pub(crate) cue: Option<Span>,
    pub(crate) speaker: Option<Speaker>,
    pub(crate) relay: Option<String>,
    pub(crate) stance: Stance,
    pub(crate) probabilities: StanceProbabilities,
    #[serde(skip)]
    pub(crate) probability: f64,
}

impl AnalyzedClaim {
    /// How much of it is quoted.
    pub fn kind(&self) -> ClaimKind {
        self.kind
    }

    /// The words that carry what was said: in order, not overlapping.
    pub fn content(&self) -> &[Span] {
        &self.content
    }

    /// The words that attribute it.
    pub fn cue(&self) -> Option<Span> {
        self.cue
    }

    /// Who says it; none where the article names nobody.
    pub fn speaker(&self) -> Option<&Speaker> {
        self.speaker.as_ref()
    }

    /// The outlet that only passes it on.
    pub fn relay(&self) -> Option<&str> {
        self.relay.as_deref()
    }

    /// The likeliest stance.
    pub fn stance(&self) -> Stance {
        self.stance
    }

    /// How likely each stance is; they sum to 1.
    pub fn probabilities(&self) -> StanceProbabilities {
        self.probabilities
    }

    /// How likely it is that this is a claim at all, from 0 to 1.
    pub fn probability(&self) -> f64 {
        self.probability
    }
}

/// Who says a claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Speaker {
    pub(crate) mention: Option<Span>,
    pub(crate) name: String,
    pub(crate) role: Role,
    #[serde(serialize_with = "four_decimals")]
    pub(crate) probability: f64,
    pub(crate) anonymous: bool,
    pub(crate) id: u32,
    #[serde(serialize_with = "four_decimals")]
    pub(crate) role_probability: f64,
    pub(crate) title: Option<Span>,
    pub(crate) affiliation: Option<Span>,
}

impl Speaker {
    /// The words that name the speaker nearest to the cue; none where only an earlier claim does.
    pub fn mention(&self) -> Option<Span> {
        self.mention
    }

    /// The fullest name that the article gives, or the phrase itself where it gives none.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What kind of source it is.
    pub fn role(&self) -> Role {
        self.role
    }

    /// How likely the role is right, from 0 to 1.
    pub fn role_probability(&self) -> f64 {
        self.role_probability
    }

    /// How likely it is that this is the speaker, from 0 to 1.
    pub fn probability(&self) -> f64 {
        self.probability
    }

    /// Whether the article hides who it is (`officials`, `an aide`).
    pub fn is_anonymous(&self) -> bool {
        self.anonymous
    }

    /// The same number for all claims of one speaker of an article.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// The title before the name, where one stands (`Prime Minister`).
    pub fn title(&self) -> Option<Span> {
        self.title
    }

    /// The body or place that the mention puts the speaker in (`of the sailing club`).
    pub fn affiliation(&self) -> Option<Span> {
        self.affiliation
    }
}

/// How likely each stance is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct StanceProbabilities {
    /// Of `concern`.
    #[serde(serialize_with = "four_decimals")]
    pub concern: f64,
    /// Of `denial`.
    #[serde(serialize_with = "four_decimals")]
    pub denial: f64,
    /// Of `warning`.
    #[serde(serialize_with = "four_decimals")]
    pub warning: f64,
    /// Of `other`.
    #[serde(serialize_with = "four_decimals")]
    pub other: f64,
}

/// Rounds to four decimals, as every number in JSON and CSV is.
fn four_decimals<S: serde::Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 1e4).round() / 1e4)
}

/// Quotations of a document that were repaired.
pub(crate) fn repaired(quotes: &[crate::text::Quote]) -> Vec<Span> {
    quotes.iter().filter(|q| q.ending == QuoteEnding::Repaired).map(|q| q.outer).collect()
}
