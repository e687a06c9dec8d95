//! Text as such: spans, tokens, sentences, paragraphs, quotations. Knows no news.

mod ascii;
mod character;
mod document;
mod fold;
mod mark;
mod quote;
mod sentence;
mod span;
mod stem;
mod token;
mod tokenize;
mod word_table;
mod words;

pub use document::Document;
pub use fold::fold;
pub(crate) use fold::fold_hash;
pub(crate) use mark::Mark;
pub use quote::{Quote, QuoteEnding};
pub use span::Span;
pub use stem::stem;
pub use token::{Case, Token, TokenKind};
pub(crate) use word_table::WordTable;
pub use words::Class;
