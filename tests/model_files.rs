//! Model files from strangers: whatever bytes they hold, they are refused with a clear message or
//! give the very same answers as the file that they were made from.
#![cfg(all(feature = "pretrained", feature = "train"))]
#![allow(clippy::unwrap_used)]

#[path = "fuzz/targets/model.rs"]
mod target;

use sayso::learn::TrainedModel;
use sayso::stance::{Classification, Classifier, StanceClassifier};
use sayso::{Analyzer, Error, Models};

const SENTENCES: [&str; 3] = [
    "The ministry denied that the pier was unsafe.",
    "“We fear the worst,” said Ana Ferro, who warned of floods.",
    "It rained.",
];

/// A stance model of two dozen features, as it stands in its file.
fn small() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/model/stance")).unwrap()
}

/// The bytes before the checksum, with one that is right.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.extend(target::crc32(&bytes).to_le_bytes());
    bytes
}

/// The bytes without their checksum.
fn unsealed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - 4);
    bytes
}

fn answers(bytes: &[u8]) -> Result<Vec<Classification<String>>, Error> {
    let classifier = Classifier::<String>::from_model(TrainedModel::from_bytes(bytes)?)?;
    Ok(SENTENCES.iter().map(|sentence| classifier.classify(sentence)).collect())
}

fn message(bytes: &[u8]) -> String {
    answers(bytes).unwrap_err().to_string()
}

#[test]
fn a_file_with_any_bit_changed_is_an_error_or_gives_the_same_answers() {
    let whole = small();
    let expected = answers(&whole).unwrap();
    for place in 0..whole.len() {
        for bit in 0..8 {
            let mut changed = whole.clone();
            changed[place] ^= 1 << bit;
            let found = answers(&changed);
            assert!(found.is_err() || found.is_ok_and(|found| found == expected), "byte {place}, bit {bit}");
        }
    }
}

#[test]
fn a_file_of_any_other_length_is_an_error() {
    let whole = small();
    for length in 0..whole.len() {
        assert!(answers(&whole[..length]).is_err(), "{length} bytes");
    }
    let body = unsealed(whole.clone());
    for length in 0..body.len() {
        assert!(answers(&sealed(body[..length].to_vec())).is_err(), "{length} bytes, sealed again");
    }
    for more in [1, 4, 4096] {
        let mut longer = whole.clone();
        longer.extend(vec![0; more]);
        assert!(message(&longer).contains("the file is cut or changed"), "{more} bytes more");
        let mut longer = unsealed(whole.clone());
        longer.extend(vec![0; more]);
        let message = message(&sealed(longer));
        assert!(message.contains(&format!("{more} bytes behind the last table")), "{message}");
    }
}

/// A checksum keeps out accidents, not strangers: with one that is right, lengths, offsets, text and
/// numbers are all checked by themselves.
#[test]
fn changes_under_a_right_checksum_are_refused_or_make_a_model_that_works() {
    let whole = unsealed(small());
    for place in 0..whole.len() {
        for number in [0, 1, 0x7fff_ffff, 0x7f80_0000, 0xff80_0001, u32::MAX] {
            let mut changed = whole.clone();
            for (byte, odd) in changed.iter_mut().skip(place).zip(u32::to_le_bytes(number)) {
                *byte = odd;
            }
            works_or_is_refused(&sealed(changed), &format!("{number:#x} at byte {place}"));
        }
        for bit in 0..8 {
            let mut changed = whole.clone();
            changed[place] ^= 1 << bit;
            works_or_is_refused(&sealed(changed), &format!("byte {place}, bit {bit}"));
        }
    }
}

fn works_or_is_refused(bytes: &[u8], change: &str) {
    let Ok(trained) = TrainedModel::from_bytes(bytes) else { return };
    let held = trained.model.memory_usage();
    assert!(held <= 32 * bytes.len(), "{change}: {held} bytes held for a file of {}", bytes.len());
    let Ok(classifier) = Classifier::<String>::from_model(trained) else { return };
    let found = classifier.classify(SENTENCES[0]);
    let sum: f64 = found.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-9, "{change}: {found:?}");
}

#[test]
fn a_length_that_the_file_does_not_hold_is_named_with_its_byte() {
    let whole = unsealed(small());
    let header = u32::from_le_bytes(whole[8..12].try_into().unwrap()) as usize;
    let names = 12 + header + 4 * (1 + 4 + 4);
    for (place, expected) in [
        (8, "byte 12: the header should take 4294967295 bytes"),
        (names, "the names should take 4294967295 bytes"),
    ] {
        let mut changed = whole.clone();
        changed[place..place + 4].fill(0xff);
        let message = message(&sealed(changed));
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn another_format_version_says_which_library_it_needs() {
    let with = |format: u8, from: &str, to: &str| {
        let mut bytes = unsealed(small());
        bytes[6] = format;
        let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        message(&sealed(bytes))
    };
    let own = format!("\"library_version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    let newer = own.replacen(env!("CARGO_PKG_VERSION"), "9.9.9", 1);
    let none = own.replacen("library", "LIBRARY", 1);
    let cases = [
        (2, &newer, "format 2", "sayso 9.9.9, which wrote it, can read it"),
        (0, &own, "format 0", concat!("sayso ", env!("CARGO_PKG_VERSION"), ", which wrote it, can read it")),
        (2, &none, "format 2", "a later version of sayso can read it"),
        (0, &none, "format 0", "an earlier version of sayso can read it"),
    ];
    for (format, to, found, needed) in cases {
        let message = with(format, &own, to);
        assert!(message.contains(found) && message.contains(needed), "{message}");
    }
}

#[test]
fn a_model_in_the_place_of_another_is_refused() {
    let load = |task: &str| {
        let path = format!("{}/models/{task}.sayso", env!("CARGO_MANIFEST_DIR"));
        TrainedModel::load(path).unwrap()
    };
    let right = Models {
        claims: load("claims"),
        speaker: load("speaker"),
        role: load("role"),
        stance: load("stance"),
    };
    type Break = fn(&mut Models);
    let cases: [(Break, &str); 6] = [
        (|m| m.claims = m.stance.clone(), "a model for `stance`, expected one for `claims`"),
        (|m| m.speaker = m.role.clone(), "a model for `role`, expected one for `speaker`"),
        (|m| m.role = m.claims.clone(), "a model for `claims`, expected one for `role`"),
        (|m| m.stance.header.task = "weather".into(), "a model for `weather`, expected one for `stance`"),
        (|m| m.speaker.header.labels.reverse(), "the labels yes, no; a model for `speaker` has no, yes"),
        (
            |m| drop(m.claims.header.parameters.insert("threshold".into(), "NaN".into())),
            "the threshold `NaN`, expected a number from 0 to 1",
        ),
    ];
    for (break_it, expected) in cases {
        let mut models = right.clone();
        break_it(&mut models);
        let message = Analyzer::new(models).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}");
    }
    let message = StanceClassifier::from_model(right.role).unwrap_err().to_string();
    assert!(message.contains("a model for `role`, expected one for `stance`"), "{message}");
}

#[test]
fn the_small_models_stand_for_each_task_and_are_whole() {
    for task in ["claims", "speaker", "role", "stance"] {
        let bytes = std::fs::read(format!("{}/fuzz/seeds/model/{task}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        target::model(&bytes);
        let model = TrainedModel::from_bytes(&bytes).unwrap();
        assert_eq!((model.header.task.as_str(), model.model.len()), (task, 24));
        assert!(Analyzer::pretrained().with_model(model).is_ok(), "{task}");
    }
}
