//! Model files from strangers.

use sayso::Analyzer;
use sayso::learn::TrainedModel;
use sayso::speaker::RoleClassifier;
use sayso::stance::{Classifier, StanceClassifier};

const ARTICLE: &str = "“We never met them,” said Ana Ferro, the harbour minister. She warned that the \
    pier was unsafe, according to a report.\n\nThe port denied it.";

/// Loads the bytes as they are, and again with a checksum that is right, so that what lies behind
/// the checksum is reached too; uses whatever could be loaded.
pub(crate) fn model(data: &[u8]) {
    load(data);
    if data.len() >= 4 {
        let mut sealed = data[..data.len() - 4].to_vec();
        let checksum = crc32(&sealed);
        sealed.extend(checksum.to_le_bytes());
        load(&sealed);
    }
}

fn load(bytes: &[u8]) {
    let Ok(trained) = TrainedModel::from_bytes(bytes) else { return };
    let held = trained.model.memory_usage();
    assert!(held <= 32 * bytes.len() + 1024, "{held} bytes in memory for a file of {}", bytes.len());
    if let Ok(written) = trained.to_bytes() {
        let again = TrainedModel::from_bytes(&written).unwrap();
        assert_eq!(again.to_bytes().unwrap(), written);
        assert_eq!(again.model, trained.model);
    }
    if let Ok(stance) = StanceClassifier::from_model(trained.clone()) {
        stance.classify(ARTICLE);
    }
    if let Ok(any) = Classifier::<String>::from_model(trained.clone()) {
        let found = any.classify(ARTICLE);
        assert!((found.probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{found:?}");
    }
    let _ = RoleClassifier::from_model(trained.clone());
    if let Ok(analyzer) = Analyzer::pretrained().with_model(trained) {
        analyzer.analyze(ARTICLE);
    }
}

/// The checksum of model files, bit by bit.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}
