//! A short name of data, to tell which rows a model was trained from.

/// The FNV-1a hash of `data` in 128 bits, as 32 hexadecimal digits.
///
/// It tells data apart; it does not protect against somebody who wants two data alike.
///
/// ```
/// assert_eq!(sayso::learn::data_digest(b"").len(), 32);
/// ```
pub fn data_digest(data: &[u8]) -> String {
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = data.iter().fold(BASIS, |hash, &byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    format!("{hash:032x}")
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
