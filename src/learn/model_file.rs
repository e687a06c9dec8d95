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

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::checksum::crc32;
use super::linear_model::LinearModel;
use super::model_header::ModelHeader;
use super::model_reading::Parsed;
use super::tables::{length, put_block, put_f32s};
use crate::{Error, ErrorKind, write_whole};

pub(super) const MAGIC: &[u8] = b"SAYSO\0";
pub(super) const VERSION: u16 = 1;

/// No larger file is read; a model of four million features and four labels has half of it.
const LARGEST_FILE: u64 = 256 << 20;

/// A model and what its file says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainedModel {
    /// What the file says of the model.
    pub header: ModelHeader,
    /// The model.
    pub model: LinearModel,
}

impl TrainedModel {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// If the bytes are not a model file, are cut or changed, come from a later version of the
    /// library, or hold a model that cannot be; the message says which and where.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let parsed = Parsed::of(bytes)?;
        let text = parsed.text(bytes)?.to_owned();
        parsed.with_text(text.into())
    }

    /// The same of bytes that are built in: the names of the features stay there.
    #[cfg(feature = "pretrained")]
    pub(crate) fn from_static(bytes: &'static [u8]) -> Result<Self, Error> {
        let parsed = Parsed::of(bytes)?;
        let text = parsed.text(bytes)?;
        parsed.with_text(text.into())
    }

    /// The same of bytes in whose place the names of the features are then kept: new memory costs more
    /// time than what is done with it.
    fn from_owned(mut bytes: Vec<u8>) -> Result<Self, Error> {
        let parsed = Parsed::of(&bytes)?;
        bytes.copy_within(parsed.names.clone(), 0);
        bytes.truncate(parsed.names.len());
        bytes.shrink_to_fit();
        let text = String::from_utf8(bytes).map_err(|error| parsed.not_text(&error.utf8_error()))?;
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

/// A file in one read, or of a larger one as much as shows that it is too large.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len().min(LARGEST_FILE);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
