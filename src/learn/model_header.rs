//! The header of a model file: what it says of its model, and what users ask of it before they rely on it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::linear_model::LinearModel;
use crate::Error;

/// What a model file says of its model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelHeader {
    /// What the model decides, such as `stance`.
    pub task: String,
    /// The version of this library that wrote the file.
    pub library_version: String,
    /// The labels of the model.
    pub labels: Vec<String>,
    /// How many features the model has.
    pub features: usize,
    /// The [`data_digest`](super::data_digest) of the training data.
    pub data_digest: String,
    /// What the model was trained with.
    pub parameters: BTreeMap<String, String>,
    /// What was measured, kept to six decimals.
    pub metrics: BTreeMap<String, f64>,
    /// The day of the training, if the caller gave one.
    pub date: Option<String>,
}

impl ModelHeader {
    /// The header of a model made by this version of the library, nothing measured yet.
    pub fn new(task: impl Into<String>, model: &LinearModel) -> Self {
        ModelHeader {
            task: task.into(),
            library_version: env!("CARGO_PKG_VERSION").into(),
            labels: model.labels().to_vec(),
            features: model.len(),
            ..ModelHeader::default()
        }
    }

    /// Refuses a model for another task than `task`, or, where `labels` are given, with others.
    pub(crate) fn check(&self, task: &str, labels: &[&str]) -> Result<(), Error> {
        if self.task != task {
            return Err(Error::model(format!("a model for `{}`, expected one for `{task}`", self.task)));
        }
        if !labels.is_empty() && self.labels != labels {
            let (found, expected) = (self.labels.join(", "), labels.join(", "));
            return Err(Error::model(format!("the labels {found}; a model for `{task}` has {expected}")));
        }
        Ok(())
    }

    /// The parameter `threshold`, from 0 to 1; `usual` where the header has none.
    pub(crate) fn threshold(&self, usual: f64) -> Result<f64, Error> {
        let Some(found) = self.parameters.get("threshold") else { return Ok(usual) };
        let threshold = found.parse().ok().filter(|value| (0.0..=1.0).contains(value));
        threshold
            .ok_or_else(|| Error::model(format!("the threshold `{found}`, expected a number from 0 to 1")))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn header(threshold: Option<&str>) -> ModelHeader {
        let parameters: BTreeMap<String, String> =
            threshold.iter().map(|value| ("threshold".to_owned(), value.to_string())).collect();
        let labels = vec!["no".into(), "yes".into()];
        ModelHeader { task: "tides".into(), labels, parameters, ..ModelHeader::default() }
    }

    #[test]
    fn task_and_labels_must_be_those_that_are_needed() {
        type Case<'a> = (&'a str, &'a [&'a str], Option<&'a str>);
        let cases: [Case<'_>; 4] = [
            ("tides", &["no", "yes"], None),
            ("tides", &[], None),
            ("claims", &["no", "yes"], Some("a model for `tides`, expected one for `claims`")),
            ("tides", &["yes", "no"], Some("the labels no, yes; a model for `tides` has yes, no")),
        ];
        for (task, labels, expected) in cases {
            let message = header(None).check(task, labels).err().map(|error| error.to_string());
            assert_eq!(message.is_some(), expected.is_some(), "{task} {labels:?}");
            assert!(message.unwrap_or_default().contains(expected.unwrap_or_default()));
        }
    }

    #[test]
    fn a_threshold_is_a_number_from_0_to_1_or_an_error() {
        assert_eq!(header(None).threshold(0.5).unwrap(), 0.5);
        assert_eq!(header(Some("0.25")).threshold(0.5).unwrap(), 0.25);
        for odd in ["NaN", "-0.1", "1.5", "inf", "half", ""] {
            let message = header(Some(odd)).threshold(0.5).unwrap_err().to_string();
            assert!(message.contains(&format!("the threshold `{odd}`, expected a number")), "{message}");
        }
    }
}
