//! A model comes back from its file as it was, and what is no whole file is an error that says why.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::collections::BTreeMap;
use std::{env, fs, process};

use super::*;
use crate::learn::{FeatureNames, LinearModelParts};

fn model() -> TrainedModel {
    let model = LinearModel::new(LinearModelParts {
        labels: vec!["calm".into(), "storm".into()],
        names: FeatureNames::new(["sky=dark", "sky=dark été", "wind"]).unwrap(),
        weights: vec![-1.0, 1.0, -2.0, 2.0, 0.5, -0.5],
        intercepts: vec![0.25, -0.25],
        shares: vec![0.75, 0.25],
        temperature: 1.25,
    })
    .unwrap();
    let header = ModelHeader {
        data_digest: "00ff".into(),
        parameters: BTreeMap::from([("alpha".into(), "0.5".into())]),
        metrics: BTreeMap::from([("macro_f1".into(), 0.8125), ("rows".into(), 1234.0)]),
        date: Some("2031-02-03".into()),
        ..ModelHeader::new("weather", &model)
    };
    TrainedModel { header, model }
}

/// The bytes with a checksum that is right again.
fn resealed(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() - 4);
    let checksum = crc32(&bytes);
    bytes.extend(checksum.to_le_bytes());
    bytes
}

#[test]
fn a_model_comes_back_as_it_was() {
    let bytes = model().to_bytes().unwrap();
    let read = TrainedModel::from_bytes(&bytes).unwrap();
    assert_eq!(read, model());
    assert_eq!(read.to_bytes().unwrap(), bytes);
    assert_eq!(model().to_bytes().unwrap(), bytes, "the same model, the same bytes");
}

#[test]
fn metrics_keep_six_decimals_and_then_stay() {
    let mut model = model();
    for value in [1.0 / 3.0, -2.0 / 3.0, 1e-9, 1e18, 1e300] {
        model.header.metrics.insert("m".into(), value);
        let bytes = model.to_bytes().unwrap();
        let read = TrainedModel::from_bytes(&bytes).unwrap();
        let kept = read.header.metrics["m"];
        assert!((kept - value).abs() <= 5e-7 + 1e-15 * value.abs(), "{value}: {kept}");
        assert_eq!(read.to_bytes().unwrap(), bytes, "{value}");
    }
}

#[test]
fn a_cut_file_is_an_error() {
    let bytes = model().to_bytes().unwrap();
    for length in 0..bytes.len() {
        assert!(TrainedModel::from_bytes(&bytes[..length]).is_err(), "{length} bytes");
        if length >= MAGIC.len() + 4 {
            let cut = resealed(bytes[..length].to_vec());
            assert!(TrainedModel::from_bytes(&cut).is_err(), "{length} bytes, resealed");
        }
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(TrainedModel::from_bytes(&longer).is_err(), "a byte too many");
    longer.extend([0; 4]);
    assert!(TrainedModel::from_bytes(&resealed(longer)).is_err(), "too many, resealed");
}

#[test]
fn a_changed_byte_is_an_error() {
    let bytes = model().to_bytes().unwrap();
    for place in 0..bytes.len() {
        for change in [0x01, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[place] ^= change;
            assert!(TrainedModel::from_bytes(&changed).is_err(), "byte {place} ^ {change}");
        }
    }
}

/// With a right checksum a changed weight is just another weight; what matters is that
/// whatever is read can be used.
#[test]
fn a_changed_byte_under_a_right_checksum_never_panics() {
    let bytes = model().to_bytes().unwrap();
    for place in 0..bytes.len() - 4 {
        for change in 1..=255 {
            let mut changed = bytes.clone();
            changed[place] ^= change;
            if let Ok(read) = TrainedModel::from_bytes(&resealed(changed)) {
                assert!(read.to_bytes().is_ok(), "byte {place} ^ {change}");
                assert_eq!(read.model.features().len(), 3, "byte {place} ^ {change}");
            }
        }
    }
}

#[test]
fn says_what_is_wrong() {
    fn header(text: &str) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        put_block(&mut bytes, text.as_bytes()).unwrap();
        bytes.extend([0; 64]);
        resealed(bytes)
    }
    fn changed(place: usize, byte: u8) -> Vec<u8> {
        let mut bytes = model().to_bytes().unwrap();
        bytes[place] = byte;
        bytes
    }
    let valid = model().to_bytes().unwrap();
    let find = |text: &str| valid.windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
    let version = find(env!("CARGO_PKG_VERSION"));
    let last_weight = valid.len() - 8;
    let name = find("sky=dark");
    let newer = {
        let mut bytes = changed(MAGIC.len(), 7);
        bytes[version] = b'9';
        resealed(bytes)
    };
    let infinite = {
        let mut bytes = valid.clone();
        bytes[last_weight..last_weight + 4].copy_from_slice(&f32::INFINITY.to_le_bytes());
        resealed(bytes)
    };
    let huge = |features: &str| {
        let labels = "\"labels\":[\"a\",\"b\"]";
        header(&format!(
            "{{\"task\":\"\",\"library_version\":\"\",{labels},\"features\":{features},\
             \"data_digest\":\"\",\"parameters\":{{}},\"metrics\":{{}},\"date\":null}}"
        ))
    };
    let cases: [(Vec<u8>, &str); 11] = [
        (b"PK\x03\x04".to_vec(), "not a model file"),
        (MAGIC.to_vec(), "ends before its checksum"),
        (changed(last_weight, 1), "checksum is"),
        (newer, "reads format 1: sayso 9."),
        (resealed(changed(MAGIC.len() + 5, 0xff)), "the header should take 42"),
        (header("{}"), "missing field `task`"),
        (header("[[[["), "the header cannot be read"),
        (huge("1000000000000"), "the ends of the names should take 4000000000000 bytes"),
        (huge("18446744073709551615"), "the names should take more than memory holds"),
        (resealed(changed(name, 0xff)), "not valid UTF-8"),
        (infinite, "weights: number 5 is inf"),
    ];
    for (bytes, expected) in cases {
        let message = TrainedModel::from_bytes(&bytes).unwrap_err().to_string();
        assert!(message.contains(expected), "{message:?} does not say {expected:?}");
    }
}

#[test]
fn refuses_a_header_of_another_model() {
    let changes: [fn(&mut ModelHeader); 3] = [
        |header| header.features = 2,
        |header| header.labels.reverse(),
        |header| header.metrics = BTreeMap::from([("loss".into(), f64::NAN)]),
    ];
    for change in changes {
        let mut model = model();
        change(&mut model.header);
        assert!(model.to_bytes().is_err(), "{:?}", model.header);
    }
}

#[test]
fn saving_replaces_the_whole_file_and_leaves_no_other() {
    let folder = env::temp_dir().join(format!("sayso-model-file-{}", process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("weather.model");
    fs::write(&path, vec![7; 10_000]).unwrap();
    let message = TrainedModel::load(&path).unwrap_err().to_string();
    assert!(message.contains("weather.model: this is not a model file"), "{message}");
    model().save(&path).unwrap();
    assert_eq!(TrainedModel::load(&path).unwrap(), model());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);

    let absent = folder.join("absent").join("weather.model");
    assert!(matches!(model().save(&absent).unwrap_err().kind(), ErrorKind::Io { .. }));
    assert!(matches!(TrainedModel::load(&absent).unwrap_err().kind(), ErrorKind::Io { .. }));
    assert!(model().save("..").is_err(), "a folder is no place for a file");
    fs::remove_dir_all(&folder).unwrap();
}
