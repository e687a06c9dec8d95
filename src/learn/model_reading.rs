//! From the bytes of a model file to what stands in them: nothing is believed before it is checked.

use std::borrow::Cow;
use std::ops::Range;
use std::str::Utf8Error;

use serde::Deserialize;

use super::checksum::crc32;
use super::linear_model::{LinearModel, LinearModelParts};
use super::model_file::{MAGIC, TrainedModel, VERSION};
use super::model_header::ModelHeader;
use super::names::FeatureNames;
use super::tables::Reader;
use crate::Error;

/// What stands in the bytes of a model file, copied but for the names of the features.
pub(super) struct Parsed {
    header: ModelHeader,
    temperature: f32,
    shares: Vec<f32>,
    intercepts: Vec<f32>,
    /// Where the names stand among the bytes, one behind the other.
    pub(super) names: Range<usize>,
    /// The byte behind each name.
    ends: Vec<u32>,
    weights: Vec<f32>,
}

impl Parsed {
    pub(super) fn of(bytes: &[u8]) -> Result<Self, Error> {
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
        let (names, ends) = reader.names(header.features)?;
        let weights = reader.f32s(header.features.checked_mul(labels), "the weights")?;
        reader.end()?;
        Ok(Parsed { header, temperature, shares, intercepts, names, ends, weights })
    }

    /// The names, among the bytes that have been read.
    pub(super) fn text<'a>(&self, bytes: &'a [u8]) -> Result<&'a str, Error> {
        let names = bytes.get(self.names.clone()).unwrap_or_default();
        str::from_utf8(names).map_err(|error| self.not_text(&error))
    }

    /// The error of names that are no text.
    pub(super) fn not_text(&self, error: &Utf8Error) -> Error {
        let byte = self.names.start + error.valid_up_to();
        Error::model(format!("byte {byte}: a feature name is not valid UTF-8"))
    }

    /// The model, with its names kept in `text`.
    pub(super) fn with_text(self, text: Cow<'static, str>) -> Result<TrainedModel, Error> {
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
