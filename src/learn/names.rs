//! The names of all features in one piece of memory, sorted.

use std::borrow::Cow;

use crate::Error;

/// Sorted, unique, non-empty names: one string and where each name ends in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeatureNames {
    /// Those of a model that is built in stay where they are in the binary.
    text: Cow<'static, str>,
    ends: Vec<u32>,
}

impl FeatureNames {
    /// Takes names that are already sorted (by bytes) and unique.
    ///
    /// # Errors
    /// If a name is empty or not above the one before it, or if all together pass 4 GiB.
    pub fn new<N: AsRef<str>>(names: impl IntoIterator<Item = N>) -> Result<Self, Error> {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for name in names {
            text.push_str(name.as_ref());
            ends.push(u32::try_from(text.len()).map_err(|_| too_long())?);
        }
        Self::from_parts(text.into(), ends)
    }

    /// Takes the names as they are kept: one behind the other, and the byte behind each.
    pub(crate) fn from_parts(text: Cow<'static, str>, ends: Vec<u32>) -> Result<Self, Error> {
        if u32::try_from(text.len()).is_err() || u32::try_from(ends.len()).is_err() {
            return Err(too_long());
        }
        if ends.last().map_or(0, |&end| end as usize) != text.len() {
            return Err(Error::model("the last feature name does not end where the names end"));
        }
        let mut start = 0;
        let mut before = "";
        for (number, &end) in ends.iter().enumerate() {
            let name = text.get(start..end as usize).ok_or_else(|| {
                Error::model(format!("feature {number}: the name does not end at a character's end"))
            })?;
            if name <= before {
                return Err(Error::model(format!(
                    "feature {number}: names must be sorted, unique and not empty, \
                     found {name:?} behind {before:?}"
                )));
            }
            (start, before) = (end as usize, name);
        }
        Ok(FeatureNames { text, ends })
    }

    /// How many names.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no name.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The name at a place, from 0.
    pub fn get(&self, place: usize) -> Option<&str> {
        let end = *self.ends.get(place)? as usize;
        let start = match place {
            0 => 0,
            _ => self.ends[place - 1] as usize,
        };
        self.text.get(start..end)
    }

    /// All names in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|place| self.get(place).unwrap_or_default())
    }

    /// Bytes on the heap.
    pub fn memory_usage(&self) -> usize {
        let text = match &self.text {
            Cow::Borrowed(_) => 0,
            Cow::Owned(text) => text.capacity(),
        };
        text + self.ends.capacity() * size_of::<u32>()
    }

    /// The names one behind the other.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The byte behind each name in [`text`](Self::text).
    pub(crate) fn ends(&self) -> &[u32] {
        &self.ends
    }
}

fn too_long() -> Error {
    Error::model("the feature names are longer than 4 GiB in all")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn keeps_names_in_order() {
        let names = FeatureNames::new(["cue=deni", "word=été", "word=日"]).unwrap();
        assert_eq!(names.iter().collect::<Vec<_>>(), ["cue=deni", "word=été", "word=日"]);
        assert_eq!((names.len(), names.get(3)), (3, None));
        assert!(FeatureNames::new([""; 0]).unwrap().is_empty());
    }

    #[test]
    fn refuses_what_is_no_list_of_names() {
        let cases: [(&str, &[u32], &str); 7] = [
            ("ab", &[1, 1, 2], "an empty name"),
            ("", &[0], "an empty name alone"),
            ("ba", &[1, 2], "not sorted"),
            ("aa", &[1, 2], "twice the same"),
            ("ab", &[1], "text behind the last name"),
            ("ab", &[2, 1, 2], "an end before its start"),
            ("é", &[1, 2], "an end inside a character"),
        ];
        for (text, ends, reason) in cases {
            assert!(FeatureNames::from_parts(text.into(), ends.to_vec()).is_err(), "{reason}");
        }
    }
}
