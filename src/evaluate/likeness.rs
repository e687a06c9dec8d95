//! How alike rows are by their words: for near duplicates, for the training rows nearest to a
//! mistake, and for a choice of rows that are not all the same.

use std::collections::{BTreeMap, HashMap};

/// Rows as sets of terms (words, or runs of words), and for each term the rows that hold it.
#[derive(Clone, Debug)]
pub struct Likeness {
    terms_of: Vec<Vec<u32>>,
    rows_of: Vec<Vec<u32>>,
    /// What each term counts: ln(rows / rows with it) + 1.
    rarity: Vec<f64>,
    /// Length of each row's vector of rarities.
    length: Vec<f64>,
}

impl Likeness {
    /// Compares texts by runs of `run` words; case and punctuation do not count. A text of fewer
    /// words is one run of all it has.
    pub fn of_texts<'a>(texts: impl IntoIterator<Item = &'a str>, run: usize) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut rows_of: Vec<Vec<u32>> = Vec::new();
        let mut terms_of = Vec::new();
        for (row, text) in texts.into_iter().enumerate() {
            let mut terms = Vec::new();
            for term in runs(text, run) {
                let number = *numbers.entry(term).or_insert(rows_of.len() as u32);
                if number as usize == rows_of.len() {
                    rows_of.push(Vec::new());
                }
                terms.push(number);
            }
            terms.sort_unstable();
            terms.dedup();
            for term in &terms {
                rows_of[*term as usize].push(row as u32);
            }
            terms_of.push(terms);
        }
        let rows = terms_of.len() as f64;
        let rarity: Vec<f64> = rows_of.iter().map(|with| (rows / with.len() as f64).ln() + 1.0).collect();
        let square = |terms: &Vec<u32>| terms.iter().map(|term| rarity[*term as usize].powi(2)).sum::<f64>();
        let length = terms_of.iter().map(|terms| square(terms).sqrt()).collect();
        Likeness { terms_of, rows_of, rarity, length }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.terms_of.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.terms_of.is_empty()
    }

    /// The `count` rows most like `row` among those that `allowed` lets through, the most alike
    /// first: cosine of the vectors of rarities, from 0 to 1. Rows without a term in common are
    /// left out.
    pub fn nearest(&self, row: usize, count: usize, allowed: impl Fn(usize) -> bool) -> Vec<(usize, f64)> {
        let weight = |term: u32| self.rarity[term as usize].powi(2);
        let mut found: Vec<(usize, f64)> = self
            .shared(row, weight)
            .into_iter()
            .filter(|(other, _)| *other != row && allowed(*other))
            .map(|(other, shared)| (other, shared / (self.length[row] * self.length[other])))
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(count);
        found
    }

    /// The cosine of two rows; 0 where one has no term.
    pub fn cosine(&self, a: usize, b: usize) -> f64 {
        let (terms, others) = (&self.terms_of[a], &self.terms_of[b]);
        let common = terms.iter().filter(|term| others.binary_search(term).is_ok());
        let shared: f64 = common.map(|term| self.rarity[*term as usize].powi(2)).sum();
        let length = self.length[a] * self.length[b];
        if length > 0.0 { shared / length } else { 0.0 }
    }

    /// The rows behind `row` that share at least `least` of the terms that either has (Jaccard).
    pub fn duplicates(&self, row: usize, least: f64) -> Vec<(usize, f64)> {
        let own = self.terms_of[row].len() as f64;
        let alike = |(other, shared): (usize, f64)| {
            let either = own + self.terms_of[other].len() as f64 - shared;
            (other, shared / either)
        };
        let later = self.shared(row, |_| 1.0).into_iter().filter(|(other, _)| *other > row);
        later.map(alike).filter(|(_, jaccard)| *jaccard >= least).collect()
    }

    /// The rows that share a term with `row`, each with the weight of what they share.
    fn shared(&self, row: usize, weight: impl Fn(u32) -> f64) -> BTreeMap<usize, f64> {
        let mut sums = vec![0.0; self.terms_of.len()];
        let mut met = Vec::new();
        for term in self.terms_of[row].iter().copied() {
            let weight = weight(term);
            for other in &self.rows_of[term as usize] {
                let sum = &mut sums[*other as usize];
                if *sum == 0.0 {
                    met.push(*other as usize);
                }
                *sum += weight;
            }
        }
        met.into_iter().map(|other| (other, sums[other])).collect()
    }
}

/// The runs of `run` words of a text, in lower case.
fn runs(text: &str, run: usize) -> Vec<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        return Vec::new();
    }
    words.windows(run.clamp(1, words.len())).map(|run| run.join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: [&str; 5] = [
        "The ferry was late again on Monday.",
        "the ferry was late, again on Monday!",
        "The ferry was late again on Tuesday.",
        "Nobody fed the gulls.",
        "",
    ];

    #[test]
    fn duplicates_share_most_of_their_runs() {
        let rows = Likeness::of_texts(TEXTS, 3);
        // Of six runs of three words, five are shared where one word differs at the end.
        let cases = [
            (0, 0.8, vec![(1, 1.0)], "punctuation and case do not count"),
            (0, 0.6, vec![(1, 1.0), (2, 4.0 / 6.0)], "one word differs"),
            (2, 0.6, vec![], "only rows behind it"),
            (4, 0.1, vec![], "no words"),
        ];
        for (row, least, expected, reason) in cases {
            assert_eq!(rows.duplicates(row, least), expected, "{reason}");
        }
    }

    #[test]
    fn rare_words_bring_rows_near() {
        let rows = Likeness::of_texts(TEXTS, 1);
        let near = |row, count| rows.nearest(row, count, |_| true);
        let order: Vec<usize> = near(0, 9).into_iter().map(|(other, _)| other).collect();
        assert_eq!(order, [1, 2, 3], "`the` alone is the least");
        assert!((near(0, 1)[0].1 - 1.0).abs() < 1e-12);
        assert_eq!(rows.nearest(0, 9, |other| other == 3).len(), 1);
        for (other, cosine) in near(0, 9) {
            assert!((rows.cosine(0, other) - cosine).abs() < 1e-12);
        }
        assert_eq!((near(4, 9).len(), rows.cosine(0, 4)), (0, 0.0));
    }
}
