//! Which claims are worth labelling next: those that a model is least sure of, and not all alike.

use super::likeness::Likeness;

/// Two texts more alike than this (cosine of their words) are not both chosen while there are others.
const ALIKE: f64 = 0.5;

/// How far apart the two likeliest labels are, from 0 (no difference) to 1.
///
/// ```
/// assert_eq!(sayso::evaluate::margin(&[0.25, 0.625, 0.125]), 0.375);
/// ```
pub fn margin(probabilities: &[f64]) -> f64 {
    let (mut first, mut second) = (0.0, 0.0);
    for probability in probabilities.iter().copied() {
        if probability > first {
            (first, second) = (probability, first);
        } else if probability > second {
            second = probability;
        }
    }
    first - second
}

/// The places of `count` texts to label: by margin from low to high, but a text that is much like
/// one already chosen waits until no other is left.
pub fn uncertain_and_diverse(texts: &[&str], margins: &[f64], count: usize) -> Vec<usize> {
    let mut waiting: Vec<usize> = (0..texts.len().min(margins.len())).collect();
    waiting.sort_by(|a, b| margins[*a].total_cmp(&margins[*b]));
    let likeness = Likeness::of_texts(texts.iter().copied(), 1);
    let mut chosen: Vec<usize> = Vec::with_capacity(count.min(waiting.len()));
    let mut passed_over = Vec::new();
    for text in waiting {
        if chosen.len() == count {
            return chosen;
        }
        match chosen.iter().any(|other| likeness.cosine(text, *other) > ALIKE) {
            true => passed_over.push(text),
            false => chosen.push(text),
        }
    }
    let missing = count.saturating_sub(chosen.len());
    chosen.extend(passed_over.into_iter().take(missing));
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unsure_come_first_and_no_two_alike() {
        let texts = [
            "The ferry was late again on Monday, the crew said.",
            "The ferry was late again on Tuesday, the crew said.",
            "Nobody fed the gulls, the keeper complained.",
            "Bread was cheap in the old town, she remembered.",
        ];
        let margins = [0.1, 0.2, 0.9, 0.3];
        let cases: [(usize, &[usize], &str); 4] = [
            (0, &[], "none"),
            (2, &[0, 3], "the second is like the first"),
            (3, &[0, 3, 2], "even a sure one comes before it"),
            (9, &[0, 3, 2, 1], "until no other is left"),
        ];
        for (count, expected, reason) in cases {
            assert_eq!(uncertain_and_diverse(&texts, &margins, count), expected, "{reason}");
        }
    }

    #[test]
    fn margins() {
        let cases: [(&[f64], f64); 5] = [
            (&[], 0.0),
            (&[1.0], 1.0),
            (&[0.5, 0.5], 0.0),
            (&[0.25, 0.75], 0.5),
            (&[0.5, 0.125, 0.375], 0.125),
        ];
        for (probabilities, expected) in cases {
            assert_eq!(margin(probabilities), expected, "{probabilities:?}");
        }
    }
}
