//! Files of JSON lines, as the programs read articles.

use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

// The programs use more of what it gives than its text.
#[allow(dead_code)]
#[path = "../../../examples/shared/articles.rs"]
mod articles;

/// Reads the bytes as a file of articles: each line that is not blank is an article or an error.
pub(crate) fn json_lines(data: &[u8]) {
    static FILES: AtomicU32 = AtomicU32::new(0);
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let path = env::temp_dir().join(format!("sayso-fuzz-{}-{number}.jsonl", process::id()));
    fs::write(&path, data).unwrap();
    let read: Vec<_> = articles::Articles::of(vec![path.clone()]).collect();
    fs::remove_file(&path).unwrap();

    let lines: Vec<&[u8]> =
        data.split(|byte| *byte == b'\n').filter(|line| !line.iter().all(u8::is_ascii_whitespace)).collect();
    assert_eq!(read.len(), lines.len());
    for (line, read) in lines.iter().zip(read) {
        match read {
            Ok(article) => assert!(line.len() >= article.id.len() + article.text.len(), "{}", article.id),
            Err(error) => assert!(error.to_string().starts_with(&path.display().to_string()), "{error}"),
        }
    }
}
