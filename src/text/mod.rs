//! Text as such: spans, tokens, sentences, paragraphs, quotations. Knows no news.

mod document;
mod mark;
mod quote;
mod sentence;
mod span;
mod stem;
mod token;
mod word_table;
mod words;

pub use document::Document;
pub(crate) use mark::Mark;
pub use quote::{Quote, QuoteEnding};
pub use span::Span;
pub use stem::stem;
pub(crate) use token::fold_hash;
pub use token::{Case, Token, TokenKind, fold};
pub(crate) use word_table::WordTable;
pub use words::Class;
