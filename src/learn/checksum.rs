//! CRC-32 (IEEE 802.3), eight bytes a step, so that checking a model costs less than reading it.

/// The CRC-32 of `bytes`, as zlib and PNG compute it.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    let mut blocks = bytes.chunks_exact(8);
    for block in &mut blocks {
        let head = crc.to_le_bytes();
        crc = 0;
        for (i, &byte) in block.iter().enumerate() {
            let byte = if i < 4 { byte ^ head[i] } else { byte };
            crc ^= TABLES[7 - i][byte as usize];
        }
    }
    for &byte in blocks.remainder() {
        crc = (crc >> 8) ^ TABLES[0][((crc ^ byte as u32) & 0xff) as usize];
    }
    !crc
}

/// `TABLES[n][b]` is the checksum's change by the byte `b` with `n` zero bytes behind it.
static TABLES: [[u32; 256]; 8] = {
    let mut tables = [[0; 256]; 8];
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
    while n < 8 {
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
            (b"123456789", 0xcbf4_3926, "the check value of the standard: a block and a rest"),
            (b"12345678", 0x9ae0_daaf, "a block alone"),
            (b"The quick brown fox jumps over the lazy dog", 0x414f_a339, "several blocks"),
        ];
        for (bytes, expected, reason) in cases {
            assert_eq!(crc32(bytes), expected, "{reason}");
        }
    }
}
