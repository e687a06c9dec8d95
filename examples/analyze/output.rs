//! The results of `analyze` in one of its formats.

use std::io::{self, Write};

use sayso::output::{Analyzed, CsvTable, HtmlPage, Offsets, TextListing, write_json_line};

use crate::options::{Arguments, Format};

/// Width of the listing, in characters.
const WIDTH: usize = 100;

pub(crate) enum Output<'o> {
    Text { out: &'o mut dyn Write, is_first: bool },
    JsonLines { out: &'o mut dyn Write, offsets: Offsets },
    Csv(Box<CsvTable<&'o mut dyn Write>>),
    Html(HtmlPage<&'o mut dyn Write>),
}

impl<'o> Output<'o> {
    pub(crate) fn new(arguments: &Arguments, out: &'o mut dyn Write) -> io::Result<Self> {
        let offsets = arguments.offsets;
        Ok(match arguments.format {
            Format::Text => Output::Text { out, is_first: true },
            Format::JsonLines => Output::JsonLines { out, offsets },
            Format::Csv => {
                let table = CsvTable::new(out, offsets)?;
                Output::Csv(Box::new(if arguments.csv_safe { table.formula_safe() } else { table }))
            }
            Format::Html => Output::Html(HtmlPage::new(out, "Claims")?),
        })
    }

    pub(crate) fn write(&mut self, article: &Analyzed<'_>) -> io::Result<()> {
        match self {
            Output::Text { out, is_first } => {
                if !std::mem::replace(is_first, false) {
                    writeln!(out)?;
                }
                TextListing::new(WIDTH).write(out, article)
            }
            Output::JsonLines { out, offsets } => write_json_line(out, article, *offsets),
            Output::Csv(table) => table.write(article),
            Output::Html(page) => page.write(article),
        }
    }

    /// Hands on what was written so far, so that a stop loses no more than what is at work.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        match self {
            Output::Text { out, .. } | Output::JsonLines { out, .. } => out.flush(),
            // The table is flushed after each article, and the page is of no use before its end.
            Output::Csv(_) | Output::Html(_) => Ok(()),
        }
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Output::Html(page) => page.finish(),
            mut other => other.flush(),
        }
    }
}
