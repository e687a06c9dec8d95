//! The one file format of every model.
//!
//! | bytes | what |
//! |---|---|
//! | 6 | `SAYSO` and a zero byte |
//! | 2 | format version |
//! | 4 | length of the header |
//! | … | header: a JSON object, [`ModelHeader`] |
//! | 4 | temperature |
//! | 4 × labels | share of each label in the training rows |
//! | 4 × labels | intercepts |
//! | 4 | length of all feature names |
//! | 4 × features | the byte behind each name |
//! | … | the names, one behind the other, sorted |
//! | 4 × features × labels | weights, feature by feature |
//! | 4 | CRC-32 of everything before |
//!
//! Numbers are little endian, unsigned or IEEE 754 single. The first twelve bytes, the header's
//! `library_version` and the checksum stay where they are in every later version.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::checksum::crc32;
use super::linear_model::{LinearModel, LinearModelParts};
use super::names::FeatureNames;
use super::tables::{Reader, length, put_block, put_f32s};
use crate::{Error, ErrorKind, write_whole};

const MAGIC: &[u8] = b"SAYSO\0";
const VERSION: u16 = 1;

/// No larger file is read; a model of four million features and four labels has half of it.
const LARGEST_FILE: u64 = 256 << 20;

/// What a model file says of its model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModelHeader {
    /// What the model decides, such as `stance`.
    pub task: String,
    /// The version of this library that wrote the file.
    pub library_version: String,
    /// The labels of the model.
    pub labels: Vec<String>,
    /// How many features the model has.
    pub features: usize,
    /// The [`data_digest`](super::data_digest) of the training data.
    pub data_digest: String,
    /// What the model was trained with.
    pub parameters: BTreeMap<String, String>,
    /// What was measured, kept to six decimals.
    pub metrics: BTreeMap<String, f64>,
    /// The day of the training, if the caller gave one.
    pub date: Option<String>,
}

/// A model and what its file says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainedModel {
    /// What the file says of the model.
    pub header: ModelHeader,
    /// The model.
    pub model: LinearModel,
}

impl ModelHeader {
    /// The header of a model made by this version of the library, nothing measured yet.
    pub fn new(task: impl Into<String>, model: &LinearModel) -> Self {
        ModelHeader {
            task: task.into(),
            library_version: env!("CARGO_PKG_VERSION").into(),
            labels: model.labels().to_vec(),
            features: model.len(),
            ..ModelHeader::default()
        }
    }
}

impl TrainedModel {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// If the bytes are not a model file, are cut or changed, come from a later version of the
    /// library, or hold a model that cannot be; the message says which and where.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let parsed = Parsed::of(bytes)?;
        let text = parsed.text.to_owned();
        parsed.with_text(text.into())
    }

    /// The same of bytes that are built in: the names of the features stay there.
    #[cfg(feature = "pretrained")]
    pub(crate) fn from_static(bytes: &'static [u8]) -> Result<Self, Error> {
        let parsed = Parsed::of(bytes)?;
        let text = parsed.text;
        parsed.with_text(text.into())
    }

    /// The same of bytes in whose place the names of the features are then kept: new memory costs more
    /// time than what is done with it.
    fn from_owned(mut bytes: Vec<u8>) -> Result<Self, Error> {
        let parsed = Parsed::of(&bytes)?;
        let names = parsed.text_start..parsed.text_start + parsed.text.len();
        let parsed = Parsed { text: "", ..parsed };
        bytes.copy_within(names.clone(), 0);
        bytes.truncate(names.len());
        bytes.shrink_to_fit();
        let text = String::from_utf8(bytes).map_err(|error| Error::model(error.to_string()))?;
        parsed.with_text(text.into())
    }

    /// The bytes of the model's file; the same model gives the same bytes.
    ///
    /// # Errors
    /// If the header names other labels or features than the model has, or a metric is not a
    /// finite number.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let parts = self.model.parts();
        let header = self.checked_header()?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        put_block(&mut bytes, &header)?;
        put_f32s(&mut bytes, &[parts.temperature]);
        put_f32s(&mut bytes, &parts.shares);
        put_f32s(&mut bytes, &parts.intercepts);
        bytes.extend(length(parts.names.text().len())?);
        for end in parts.names.ends() {
            bytes.extend(end.to_le_bytes());
        }
        bytes.extend(parts.names.text().as_bytes());
        put_f32s(&mut bytes, &parts.weights);
        let checksum = crc32(&bytes);
        bytes.extend(checksum.to_le_bytes());
        Ok(bytes)
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// If the file cannot be read, or as [`from_bytes`](Self::from_bytes).
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = read(path).map_err(|source| Error::io(path, source))?;
        if bytes.len() as u64 > LARGEST_FILE {
            let limit = LARGEST_FILE >> 20;
            return Err(Error::model(format!("{}: larger than {limit} MiB", path.display())));
        }
        Self::from_owned(bytes).map_err(|error| match error.kind() {
            ErrorKind::Model { message } => Error::model(format!("{}: {message}", path.display())),
            _ => error,
        })
    }

    /// Writes the model file: all of it, or nothing where anything fails.
    ///
    /// It is written by [`write_whole`](crate::write_whole).
    ///
    /// # Errors
    /// If the folder cannot be written to, or as [`to_bytes`](Self::to_bytes).
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let bytes = self.to_bytes()?;
        write_whole(path, |out| out.write_all(&bytes))
    }

    fn checked_header(&self) -> Result<Vec<u8>, Error> {
        let (header, model) = (&self.header, &self.model);
        if header.labels != model.labels() || header.features != model.len() {
            return Err(Error::model(format!(
                "the header says {} features and the labels {:?}, the model has {} and {:?}",
                header.features,
                header.labels,
                model.len(),
                model.labels()
            )));
        }
        if let Some((name, value)) = header.metrics.iter().find(|(_, value)| !value.is_finite()) {
            return Err(Error::model(format!("the metric {name:?} is {value}")));
        }
        let mut rounded = header.clone();
        for value in rounded.metrics.values_mut() {
            // So that reading and writing again gives the same bytes: with so few digits
            // serde_json reads numbers exactly.
            let unit = if value.abs() < 1e9 { 1e6 } else { 1.0 };
            *value = (*value * unit).round() / unit;
        }
        serde_json::to_vec(&rounded)
            .map_err(|error| Error::model(format!("the header cannot be written: {error}")))
    }
}

/// What stands in the bytes of a model file, all there and copied but for the names of the features.
struct Parsed<'a> {
    header: ModelHeader,
    temperature: f32,
    shares: Vec<f32>,
    intercepts: Vec<f32>,
    /// The names, one behind the other.
    text: &'a str,
    /// Where they begin among the bytes.
    text_start: usize,
    /// The byte behind each name.
    ends: Vec<u32>,
    weights: Vec<f32>,
}

impl<'a> Parsed<'a> {
    fn of(bytes: &'a [u8]) -> Result<Self, Error> {
        let mut reader = Reader::new(check_seal(bytes)?, MAGIC.len());
        let version = reader.u16("the version")?;
        let header = reader.block("the header")?;
        check_version(version, header)?;
        let header: ModelHeader = serde_json::from_slice(header)
            .map_err(|error| Error::model(format!("the header cannot be read: {error}")))?;

        let labels = header.labels.len();
        let temperature = reader.f32s(Some(1), "the temperature")?[0];
        let shares = reader.f32s(Some(labels), "the shares")?;
        let intercepts = reader.f32s(Some(labels), "the intercepts")?;
        let (text, ends) = reader.names(header.features)?;
        let text_start = reader.taken() - text.len();
        let weights = reader.f32s(header.features.checked_mul(labels), "the weights")?;
        reader.end()?;
        Ok(Parsed { header, temperature, shares, intercepts, text, text_start, ends, weights })
    }

    /// The model, with its names kept in `text`.
    fn with_text(self, text: Cow<'static, str>) -> Result<TrainedModel, Error> {
        let Parsed { header, temperature, shares, intercepts, ends, weights, .. } = self;
        let model = LinearModel::new(LinearModelParts {
            labels: header.labels.clone(),
            names: FeatureNames::from_parts(text, ends)?,
            weights,
            intercepts,
            shares,
            temperature,
        })?;
        Ok(TrainedModel { header, model })
    }
}

/// A file in one read, or of a larger one as much as shows that it is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len().min(LARGEST_FILE);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What lies between the magic and the checksum, once both are right.
fn check_seal(bytes: &[u8]) -> Result<&[u8], Error> {
    let body = bytes
        .strip_prefix(MAGIC)
        .ok_or_else(|| Error::model("this is not a model file: it does not begin with `SAYSO\\0`"))?;
    let (body, found) =
        body.split_last_chunk::<4>().ok_or_else(|| Error::model("the file ends before its checksum"))?;
    let found = u32::from_le_bytes(*found);
    let expected = crc32(&bytes[..MAGIC.len() + body.len()]);
    if found != expected {
        return Err(Error::model(format!(
            "the file is cut or changed: its checksum is {found:08x}, its bytes give {expected:08x}"
        )));
    }
    Ok(body)
}

fn check_version(version: u16, header: &[u8]) -> Result<(), Error> {
    #[derive(Deserialize)]
    struct Origin {
        library_version: String,
    }
    if version == VERSION {
        return Ok(());
    }
    let needed = match serde_json::from_slice(header) {
        Ok(Origin { library_version }) => format!("sayso {library_version}, which wrote it,"),
        Err(_) if version < VERSION => "an earlier version of sayso".into(),
        Err(_) => "a later version of sayso".into(),
    };
    Err(Error::model(format!(
        "the file has format {version} and this library (sayso {}) reads format {VERSION}: \
         {needed} can read it",
        env!("CARGO_PKG_VERSION")
    )))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use std::{env, fs, process};

    use super::*;

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
        let find =
            |text: &str| valid.windows(text.len()).position(|window| window == text.as_bytes()).unwrap();
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
}
