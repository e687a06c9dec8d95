//! Labelled data as people write it: rows of a CSV table, and articles with marks in
//! them or beside them.
//!
//! Every reader checks all it reads and names file, line and column of what is wrong.

mod brat;
mod foreign;
mod label_studio;
mod labels;
mod line_ends;
mod locate;
mod marked_article;
mod marks;
mod quoting;
mod records;
mod stance_file;
mod stance_rows;
mod table;

pub use brat::{BratArticle, BratClaim};
pub use foreign::{ForeignPredictions, ForeignRow};
pub use label_studio::{AnnotationTask, LABEL_STUDIO_CONFIG, from_label_studio, to_label_studio};
pub use labels::{ROLES, STANCES};
pub use marked_article::{MarkedArticle, MarkedClaim};
pub use stance_file::StanceFile;
pub use stance_rows::{Requirement, StanceRow, StanceRows};
pub use table::{Table, TableRow};
