//! CRC-32 (IEEE 802.3), sixteen bytes a step, so that checking a model costs less than reading it.

/// The CRC-32 of `bytes`, as zlib and PNG compute it.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    for block in blocks {
        let change = |place: usize, byte: u8| TABLES[BLOCK - 1 - place][usize::from(byte)];
        let [a, b, c, d] = (crc ^ u32::from_le_bytes([block[0], block[1], block[2], block[3]])).to_le_bytes();
        // The look-ups that need not wait for the step before come first.
        let tail = (4..BLOCK).fold(0, |crc, place| crc ^ change(place, block[place]));
        crc = tail ^ (change(0, a) ^ change(1, b)) ^ (change(2, c) ^ change(3, d));
    }
    for &byte in rest {
        crc = (crc >> 8) ^ TABLES[0][((crc ^ byte as u32) & 0xff) as usize];
    }
    !crc
}

/// Bytes a step: with more, the tables would no longer fit the nearest cache.
const BLOCK: usize = 16;

/// `TABLES[n][b]` is the checksum's change by the byte `b` with `n` zero bytes behind it.
static TABLES: [[u32; 256]; BLOCK] = {
    let mut tables = [[0; 256]; BLOCK];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        tables[0][byte] = crc;
        byte += 1;
    }
    let mut n = 1;
    while n < BLOCK {
        let mut byte = 0;
        while byte < 256 {
            let before: u32 = tables[n - 1][byte];
            tables[n][byte] = (before >> 8) ^ tables[0][(before & 0xff) as usize];
            byte += 1;
        }
        n += 1;
    }
    tables
};

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn known_checksums() {
        let cases: [(&[u8], u32, &str); 5] = [
            (b"", 0, "nothing"),
            (b"a", 0xe8b7_be43, "shorter than a block"),
            (b"123456789", 0xcbf4_3926, "the check value of the standard"),
            (b"12345678", 0x9ae0_daaf, "half a block"),
            (b"The quick brown fox jumps over the lazy dog", 0x414f_a339, "several blocks"),
        ];
        for (bytes, expected, reason) in cases {
            assert_eq!(crc32(bytes), expected, "{reason}");
        }
    }
}
