//! Features and their keys: a family and one or more atoms (stems, classes, flags).
//!
//! A feature has a readable name, `family=atom atom …`, which model files hold, and a 64-bit
//! key by which it is looked up. The key is put together from the hashes of its parts, so that
//! running text needs the hash of each token once, whatever n-grams it stands in.

/// The 64-bit key of a feature.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeatureKey(pub u64);

/// The hash of one atom or family name: FNV-1a over its bytes, then mixed.
///
/// Part of the model file format: a change of it is a change of the format.
pub const fn hash_atom(atom: &[u8]) -> u64 {
    let mut hash = AtomHasher::new();
    let mut i = 0;
    while i < atom.len() {
        hash = hash.with(atom[i]);
        i += 1;
    }
    hash.finish()
}

/// [`hash_atom`] of `atom` with its ASCII capitals made small.
pub(crate) const fn hash_lower(atom: &[u8]) -> u64 {
    let mut hash = AtomHasher::new();
    let mut i = 0;
    while i < atom.len() {
        hash = hash.with(atom[i].to_ascii_lowercase());
        i += 1;
    }
    hash.finish()
}

/// [`hash_atom`] of an atom that comes byte by byte.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AtomHasher(u64);

impl AtomHasher {
    /// Nothing yet.
    pub(crate) const fn new() -> Self {
        AtomHasher(0xcbf2_9ce4_8422_2325)
    }

    /// The same with one more byte.
    pub(crate) const fn with(self, byte: u8) -> Self {
        AtomHasher((self.0 ^ byte as u64).wrapping_mul(0x0000_0100_0000_01b3))
    }

    /// The hash of the bytes so far.
    pub(crate) const fn finish(self) -> u64 {
        mix(self.0)
    }
}

impl FeatureKey {
    /// The key of a feature of `family` (hashed by [`hash_atom`]) without atoms yet.
    pub const fn family(family: u64) -> Self {
        FeatureKey(family)
    }

    /// The same with one more atom (hashed by [`hash_atom`]); the order of atoms counts.
    pub const fn with(self, atom: u64) -> Self {
        FeatureKey(mix(self.0.rotate_left(5).wrapping_add(atom)))
    }

    /// The key of the feature of this name, `family=atom atom …`.
    pub fn of_name(name: &str) -> Self {
        // One pass over the bytes: a model has tens of thousands of names, read at each start.
        let (mut key, mut part) = (None, AtomHasher::new());
        let mut bytes = name.bytes();
        while let Some(byte) = bytes.next() {
            match key {
                None if byte == b'=' => {
                    let family = FeatureKey::family(part.finish());
                    if bytes.len() == 0 {
                        return family;
                    }
                    (key, part) = (Some(family), AtomHasher::new());
                }
                Some(known) if byte == b' ' => {
                    (key, part) = (Some(known.with(part.finish())), AtomHasher::new());
                }
                _ => part = part.with(byte),
            }
        }
        key.map_or(FeatureKey::family(part.finish()), |key| key.with(part.finish()))
    }
}

/// What a group of features depends on: its name and some atoms, as one number.
///
/// It is no part of any file, and is put together more cheaply than the key of a feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GroupKey(u64);

impl GroupKey {
    /// The key of a group of this name (hashed by [`hash_atom`]) that depends on nothing yet.
    pub const fn named(name: u64) -> Self {
        GroupKey(name)
    }

    /// The same with one more atom (hashed by [`hash_atom`]); the order of atoms counts.
    #[inline]
    pub const fn with(self, atom: u64) -> Self {
        GroupKey((self.0.rotate_left(5) ^ atom).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    /// The key's place among `1 << bits`: its high bits, on which all of the atoms have borne.
    #[inline]
    pub(super) const fn place(self, bits: u32) -> usize {
        (self.0 >> (64 - bits)) as usize
    }
}

/// The finaliser of MurmurHash3 (Appleby 2011), which spreads every bit over the whole word.
const fn mix(mut h: u64) -> u64 {
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^= h >> 33;
    h = h.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_the_key_of_its_parts() {
        let cases: [(&str, &str, &[&str], &str); 6] = [
            ("cue=deni", "cue", &["deni"], "one atom"),
            ("two=not a=b", "two", &["not", "a=b"], "a second sign belongs to an atom"),
            ("skip=a  b ", "skip", &["a", "", "b", ""], "blanks part atoms"),
            ("length", "length", &[], "a family alone"),
            ("length=", "length", &[], "a family alone with its sign"),
            ("", "", &[], "nothing"),
        ];
        for (name, family, atoms, reason) in cases {
            let family = FeatureKey::family(hash_atom(family.as_bytes()));
            let expected = atoms.iter().fold(family, |key, atom| key.with(hash_atom(atom.as_bytes())));
            assert_eq!(FeatureKey::of_name(name), expected, "{reason}");
        }
    }
}
