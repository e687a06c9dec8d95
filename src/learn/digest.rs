//! A short name of data, to tell which rows a model was trained from.

/// The FNV-1a hash of `data` in 128 bits, as 32 hexadecimal digits.
///
/// It tells data apart; it does not protect against somebody who wants two data alike.
///
/// ```
/// assert_eq!(sayso::learn::data_digest(b"").len(), 32);
/// ```
pub fn data_digest(data: &[u8]) -> String {
    let mut digest = Digest::new();
    digest.add(data);
    digest.finish()
}

/// The [`data_digest`] of data that comes in pieces.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Digest(u128);

impl Digest {
    /// Of nothing yet.
    pub(crate) const fn new() -> Self {
        Digest(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    /// Takes the next bytes.
    pub(crate) fn add(&mut self, data: &[u8]) {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        self.0 = data.iter().fold(self.0, |hash, &byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    }

    /// The digest of all that was taken.
    pub(crate) fn finish(self) -> String {
        format!("{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::data_digest;

    #[test]
    fn known_digests() {
        let cases = [
            ("", "6c62272e07bb014262b821756295c58d", "the basis of the published hash"),
            ("a", "d228cb696f1a8caf78912b704e4a8964", "one byte"),
            ("foobar", "343e1662793c64bf6f0d3597ba446f18", "the authors' own test vector"),
        ];
        for (data, expected, reason) in cases {
            assert_eq!(data_digest(data.as_bytes()), expected, "{reason}");
        }
    }
}
