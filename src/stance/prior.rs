//! How frequent the labels are where a model is used.

/// How frequent the stances are taken to be in running news.
///
/// Counted, they are rarer: of some 27,000 attributions of US politics 0.7 to 0.9 % are made by a
/// cue of each act, 1 to 4 % once content is read, and about as many in whole articles of world news.
/// But training rows are not only richer in the three acts: their `other` rows, too, were drawn for
/// words of worry, danger and denial, so a claim with such a word is no likelier to be `other` in
/// running news than in training. Only part of the difference is one of the labels. These shares
/// are the geometric mean of the counted ones and those of training.
const NEWS: [(&str, f64); 4] = [("concern", 0.05), ("denial", 0.055), ("warning", 0.06), ("other", 0.835)];

/// How frequent the labels are taken to be.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Prior {
    /// As in the training rows.
    #[default]
    Training,
    /// As among the claims of running news; for labels other than the four stances, as in the
    /// training rows.
    News,
    /// One weight a label, in the order of the model's labels and in any unit.
    Shares(Vec<f64>),
}

impl Prior {
    /// The weight of each of these labels; none where those of training hold.
    pub(crate) fn weights(&self, labels: &[String]) -> Option<Vec<f64>> {
        match self {
            Prior::Training => None,
            Prior::News => labels
                .iter()
                .map(|label| NEWS.iter().find(|(name, _)| name == label).map(|(_, share)| *share))
                .collect(),
            Prior::Shares(shares) => Some(shares.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn news_is_known_for_stances_in_any_order_alone() {
        let labels = |names: &[&str]| names.iter().map(|n| n.to_string()).collect::<Vec<_>>();
        let cases = [
            (Prior::News, labels(&["other", "denial"]), Some(vec![0.835, 0.055]), "by name"),
            (Prior::News, labels(&["other", "threat"]), None, "a label of somebody's own"),
            (Prior::Training, labels(&["other", "denial"]), None, "training"),
            (Prior::Shares(vec![2.0, 1.0]), labels(&["a", "b"]), Some(vec![2.0, 1.0]), "given"),
        ];
        for (prior, labels, expected, reason) in cases {
            assert_eq!(prior.weights(&labels), expected, "{reason}");
        }
    }
}
