//! The stances, and what a type must do to serve as label of a classifier.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The act that a speaker performs with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// Voices the speaker's own worry, unease, fear or misgiving.
    Concern,
    /// Says that what others allege, believe or ask is not so or not accepted.
    Denial,
    /// Points to harm or danger that may come or must be heeded.
    Warning,
    /// Does anything else.
    Other,
}

/// A label that a [`Classifier`](super::Classifier) can give.
///
/// ```
/// use sayso::stance::Label;
///
/// #[derive(Clone, Debug, PartialEq)]
/// enum Act { Threat, Other }
///
/// impl Label for Act {
///     fn from_name(name: &str) -> Option<Self> {
///         match name {
///             "threat" => Some(Act::Threat),
///             "other" => Some(Act::Other),
///             _ => None,
///         }
///     }
///
///     fn name(&self) -> &str {
///         match self {
///             Act::Threat => "threat",
///             Act::Other => "other",
///         }
///     }
/// }
/// assert_eq!(Act::from_name("threat").map(|act| act.name().len()), Some(6));
/// ```
pub trait Label: Clone + Send + Sync {
    /// The label of this name, as training rows and model files write it.
    fn from_name(name: &str) -> Option<Self>;

    /// Its name.
    fn name(&self) -> &str;
}

impl Stance {
    /// All stances, in the order in which reports and models list them.
    pub const ALL: [Stance; 4] = [Stance::Concern, Stance::Denial, Stance::Warning, Stance::Other];

    /// Its name in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Stance::Concern => "concern",
            Stance::Denial => "denial",
            Stance::Warning => "warning",
            Stance::Other => "other",
        }
    }
}

impl Label for Stance {
    fn from_name(name: &str) -> Option<Self> {
        Stance::ALL.into_iter().find(|stance| stance.as_str() == name)
    }

    fn name(&self) -> &str {
        self.as_str()
    }
}

impl Label for String {
    fn from_name(name: &str) -> Option<Self> {
        Some(name.to_owned())
    }

    fn name(&self) -> &str {
        self
    }
}

impl fmt::Display for Stance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Stance {
    type Err = crate::Error;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Stance::from_name(name).ok_or_else(|| {
            let known = Stance::ALL.map(Stance::as_str).join(", ");
            crate::Error::model(format!("`{name}` is no stance; expected one of {known}"))
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn names_lead_back_to_their_stance() {
        for stance in Stance::ALL {
            assert_eq!(stance.to_string().parse::<Stance>().unwrap(), stance);
            assert_eq!(serde_json::to_string(&stance).unwrap(), format!("\"{stance}\""));
        }
        assert!("Denial".parse::<Stance>().is_err(), "names are lower case");
    }
}
