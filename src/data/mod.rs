//! Labelled data as people write it: rows of a CSV table, and articles with marks in them.
//!
//! Every reader checks all it reads and names file, line and column of what is wrong.

mod foreign;
mod labels;
mod locate;
mod marked_article;
mod marks;
mod quoting;
mod stance_rows;
mod table;

pub use foreign::{ForeignPredictions, ForeignRow};
pub use labels::{ROLES, STANCES};
pub use marked_article::{MarkedArticle, MarkedClaim};
pub use stance_rows::{Requirement, StanceRow, StanceRows};
pub use table::{Table, TableRow};
