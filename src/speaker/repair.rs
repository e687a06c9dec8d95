//! Repairs of a claim's grammatical subject: the whole noun phrase that the speaker's mention is.
//!
//! Shallow syntax finds where a subject ends, not always where it starts: `Last month officials
//! said`, `Ane Vik, a spokeswoman, said`.

use std::ops::Range;

use super::lexicon::SpeakerWords;
use super::mention::{folded, head_token};
use super::names::{NameKind, Names};
use crate::text::{Class, Document, TokenKind};

/// The subject of the cue at these tokens, from its true start to its true end.
pub(super) fn repaired(
    doc: &Document<'_>,
    names: &Names,
    subject: &Range<usize>,
    cue: &Range<usize>,
) -> Range<usize> {
    let mut range = behind_clause(doc, names, without_time(doc, subject));
    // `began to get messages accusing her`: the object of an infinitive, not its verb.
    let infinitive = range.len() == 1 && range.start > 0 && doc.word(range.start - 1) == "to";
    if infinitive && range.end < cue.start {
        range = range.end..cue.start;
    }
    while range.len() > 1
        && matches!(doc.word(range.end - 1), "also" | "then" | "later" | "now" | "since" | "once")
    {
        range.end -= 1;
    }
    // `critics on the left`: a phrase does not end in an article.
    if matches!(doc.word(range.end - 1), "the" | "a" | "an")
        && doc.tokens().get(range.end).is_some_and(|t| t.is_word())
    {
        range.end += 1;
    }
    range.end = before_occasion(doc, &range);
    range.end = before_clause(doc, &range);
    if let Some(end) = modified(doc, names, &range).filter(|&end| end <= cue.start) {
        range.end = end;
    }
    for start in [
        counted(doc, range.start),
        listed(doc, names, &range),
        briefed(doc, range.start),
        holder(doc, &range),
    ]
    .into_iter()
    .flatten()
    {
        range.start = range.start.min(start);
    }
    if let Some(start) = apposed(doc, names, &range) {
        range.start = start;
    }
    range
}

/// `Last month officials`, `a day after officials`: the part behind the time.
fn without_time(doc: &Document<'_>, range: &Range<usize>) -> Range<usize> {
    let time = |i: usize| {
        doc.tokens().get(i).is_some_and(|t| t.is(Class::WEEKDAY))
            || matches!(doc.word(i), "day" | "days" | "hours" | "minutes" | "weeks" | "months" | "years")
    };
    let first = folded(doc, range.start);
    let skip = match first.as_str() {
        "last" | "this" | "next" | "earlier" | "late" if time(range.start + 1) => 2,
        "a" | "one" | "two" | "three" | "just"
            if time(range.start + 1)
                && matches!(doc.word(range.start + 2), "after" | "before" | "later" | "earlier") =>
        {
            3
        }
        _ => 0,
    };
    if skip > 0 && range.len() > skip { range.start + skip..range.end } else { range.clone() }
}

/// `up to the moment Aro denied it`: the part behind a noun that opens a clause.
fn behind_clause(doc: &Document<'_>, names: &Names, range: Range<usize>) -> Range<usize> {
    let opens = |i: &usize| {
        doc.word(*i) == "the" && matches!(doc.word(i + 1), "moment" | "day" | "time" | "minute" | "week")
    };
    let starts = |i: usize| names.at(i).is_some() || doc.tokens()[i].is(Class::DETERMINER);
    let clause = (range.start + 1..range.end.saturating_sub(2)).rev().find(opens);
    clause.map(|i| i + 2).filter(|&i| starts(i)).map_or(range.clone(), |i| i..range.end)
}

/// `a team that includes Rosa Aro` where only `Rosa Aro` has been taken.
fn holder(doc: &Document<'_>, range: &Range<usize>) -> Option<usize> {
    let verb = range
        .start
        .checked_sub(1)
        .filter(|&i| matches!(doc.word(i), "includes" | "included" | "including"))?;
    let end = match doc.word(verb) {
        "including" => verb,
        _ => verb.checked_sub(1).filter(|&i| matches!(doc.word(i), "that" | "which" | "who"))?,
    };
    let floor = doc.sentences().get(doc.sentence_of(end))?.start.max(end.saturating_sub(4));
    let tokens = doc.tokens();
    let start =
        (floor..end).rev().take_while(|&i| tokens[i].is_word()).find(|&i| tokens[i].is(Class::DETERMINER))?;
    SpeakerWords::english().is("group", &folded(doc, end - 1)).then_some(start)
}

/// `a group of nearly 90 professors` where only `90 professors` has been taken.
fn counted(doc: &Document<'_>, start: usize) -> Option<usize> {
    let about = start
        .checked_sub(1)
        .filter(|&i| matches!(doc.word(i), "nearly" | "about" | "almost" | "roughly" | "around" | "over"))?;
    let of = about.checked_sub(1).filter(|&i| doc.word(i) == "of")?;
    (of.saturating_sub(4)..of).rev().find(|&i| doc.tokens()[i].is(Class::DETERMINER))
}

/// `Ane Vik, a spokeswoman for the port` where only the apposition has been taken.
fn apposed(doc: &Document<'_>, names: &Names, range: &Range<usize>) -> Option<usize> {
    let comma = range.start.checked_sub(1).filter(|&i| doc.is_mark(i, ","))?;
    let name =
        names.at(comma.checked_sub(1)?).filter(|n| n.tokens.end == comma && n.is_person() && !n.quoted)?;
    let role = SpeakerWords::english().is("role", &folded(doc, head_token(doc, names, range)));
    let named = names.within(range).iter().any(|n| n.kind == NameKind::Person && n.titled);
    let start = name.title.start.min(name.tokens.start);
    let governed = start.checked_sub(1).is_some_and(|i| {
        doc.tokens()[i].is_word()
            && !doc.tokens()[i].is(Class::CONJUNCTION)
            && doc.sentence_of(i) == doc.sentence_of(start)
    });
    (role && !named && !governed).then_some(start)
}

/// `leaders in a phone call`: the end before where it was said.
fn before_occasion(doc: &Document<'_>, range: &Range<usize>) -> usize {
    let occasion = |i: usize| {
        matches!(
            doc.word(i),
            "call" | "interview" | "statement" | "speech" | "briefing" | "email" | "tweet" | "letter"
        )
    };
    let last = range.end.saturating_sub(1);
    let from = last.saturating_sub(4).max(range.start + 1);
    let opens = |i: &usize| {
        matches!(doc.word(*i), "in" | "on" | "at" | "during" | "by")
            && doc.tokens().get(i + 1).is_some_and(|t| t.is(Class::DETERMINER))
    };
    if occasion(last) { (from..last).find(opens).unwrap_or(range.end) } else { range.end }
}

/// `an official with the port, while declining to name it`: the end before the clause.
fn before_clause(doc: &Document<'_>, range: &Range<usize>) -> usize {
    let opens = |i: &usize| {
        doc.is_mark(*i, ",")
            && matches!(
                doc.word(i + 1),
                "while" | "when" | "as" | "after" | "before" | "though" | "although" | "speaking"
            )
    };
    (range.start + 1..range.end).find(opens).unwrap_or(range.end)
}

/// `a group of teachers connected to the school` where only `a group of teachers` has been taken:
/// a participle, a small word and one more noun phrase, up to a comma or a verb.
fn modified(doc: &Document<'_>, names: &Names, range: &Range<usize>) -> Option<usize> {
    let participle = doc.word(range.end);
    let joins = matches!(doc.word(range.end + 1), "to" | "with" | "by" | "on" | "in" | "at" | "from");
    if !joins
        || !participle.ends_with("ed")
        || names.within(range).iter().any(|n| n.is_person() && n.tokens.end == range.end)
    {
        return None;
    }
    let tokens = doc.tokens();
    let ends = |i: &usize| {
        let mark =
            tokens[*i].kind == TokenKind::Mark && !matches!(doc.word(*i), "-" | "." | "'" | "\u{2019}");
        mark || tokens[*i].is(Class::AUXILIARY.or(Class::VERB).or(Class::RELATIVE).or(Class::SUBORDINATOR))
            || matches!(doc.word(*i), "said" | "says" | "say" | "told" | "warned" | "argue" | "argues")
    };
    let sentence = doc.sentences().get(doc.sentence_of(range.start))?;
    let limit = (range.end + 16).min(sentence.end);
    let mut end = (range.end + 3..limit).find(ends)?;
    // `in Odda, Norway, has sent`: the comma within the name of a place.
    let within = names.at(end + 1).filter(|n| n.tokens.end <= limit && doc.is_mark(n.tokens.end, ","));
    if doc.is_mark(end, ",")
        && names.at(end - 1).is_some()
        && let Some(place) = within
    {
        end = place.tokens.end;
    }
    let behind = if doc.is_mark(end, ",") { end + 1 } else { end };
    let speaks = matches!(doc.word(behind), "said" | "says" | "say" | "told" | "warned" | "argue" | "argues");
    (speaks || tokens.get(behind).is_some_and(|t| t.is(Class::AUXILIARY))).then_some(end)
}

/// `German, French and Polish leaders` where only the last ones have been taken: back over
/// capitals and commas.
fn listed(doc: &Document<'_>, names: &Names, range: &Range<usize>) -> Option<usize> {
    let mut start = range.start;
    let joined = (range.start..range.end.min(range.start + 8)).any(|i| doc.word(i) == "and");
    if start > 1 && matches!(doc.word(start - 1), "and") && doc.is_mark(start - 2, ",") {
        start -= 1;
    } else if !joined {
        return None;
    }
    let floor = doc.sentences().get(doc.sentence_of(range.start)).map_or(start, |s| s.start);
    let mut found = None;
    while start > floor + 1 && doc.is_mark(start - 1, ",") {
        let Some(name) = names.at(start - 2).filter(|n| n.tokens.end == start - 1 && !n.quoted) else {
            break;
        };
        let opening = name.title.start.min(name.tokens.start);
        start = if opening > floor && doc.tokens()[opening - 1].is(Class::DETERMINER) {
            opening - 1
        } else {
            opening
        };
        // The list opens the sentence or follows a small word that is no part of it.
        if start == floor || !doc.is_mark(start - 1, ",") {
            let governed = start > floor
                && doc.tokens()[start - 1].is_word()
                && !doc.tokens()[start - 1].is(Class::CONJUNCTION.or(Class::SUBORDINATOR));
            found = (!governed).then_some(start);
        }
    }
    found
}

/// `two people briefed on the talks` where only `the talks` has been taken.
fn briefed(doc: &Document<'_>, start: usize) -> Option<usize> {
    let preposition = start.checked_sub(1).filter(|&i| doc.tokens()[i].is(Class::PREPOSITION))?;
    let word = preposition
        .checked_sub(1)
        .filter(|&i| matches!(doc.word(i), "familiar" | "briefed" | "close" | "knowledge" | "involved"))?;
    let noun = (word.saturating_sub(2)..word).rev().find(|&i| {
        SpeakerWords::english().is("group", &folded(doc, i))
            || SpeakerWords::english().is("role", &folded(doc, i))
    })?;
    let tokens = doc.tokens();
    let opens = |i: &usize| tokens[*i].is(Class::DETERMINER) || tokens[*i].kind == TokenKind::Number;
    let floor = doc.sentences().get(doc.sentence_of(noun))?.start;
    Some((floor.max(noun.saturating_sub(4))..noun).rev().find(opens).unwrap_or(noun))
}
