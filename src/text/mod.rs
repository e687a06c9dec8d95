//! Text as such: spans, tokens, sentences, paragraphs, quotations. Knows no news.

mod document;
mod quote;
mod sentence;
mod span;
mod stem;
mod token;
mod words;

pub use document::Document;
pub use quote::{Quote, QuoteEnding};
pub use span::Span;
pub use stem::stem;
pub use token::{Case, Token, TokenKind, fold};
pub use words::Class;
