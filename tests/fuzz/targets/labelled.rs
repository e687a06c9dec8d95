//! Articles that people labelled: marks in the text, brat, Label Studio.

use sayso::data::{
    AnnotationTask, BratArticle, MarkedArticle, ROLES, STANCES, from_label_studio, to_label_studio,
};
use sayso::text::Span;

/// Reads the bytes as a marked article; what could be read is written and read again.
pub(crate) fn marked_article(data: &[u8]) {
    let file = String::from_utf8_lossy(data);
    let Ok(article) = MarkedArticle::parse("a.txt", &file) else { return };
    for claim in &article.claims {
        assert!(!claim.content.is_empty());
        for spans in [&claim.content, &claim.cue, &claim.speaker, &claim.relay] {
            lie_in(&article.text, spans);
        }
        assert!(ROLES.contains(&claim.role.as_str()) && STANCES.contains(&claim.stance.as_str()));
    }
    let written = article.to_marked();
    let again = MarkedArticle::parse("a.txt", &written).unwrap();
    assert_eq!(again.to_marked(), written);
    assert_eq!((&again.id, &again.domain, &again.text), (&article.id, &article.domain, &article.text));
    assert_eq!(again.claims.len(), article.claims.len());
}

/// Reads the bytes as a text, a line `=====`, and its brat file.
pub(crate) fn brat(data: &[u8]) {
    let both = String::from_utf8_lossy(data);
    let (text, marks) = both.split_once("\n=====\n").unwrap_or(("Rain fell, he said.", &both));
    let Ok(article) = BratArticle::parse("a.ann", "a", text, marks) else { return };
    let starts: Vec<usize> = article.claims.iter().map(|claim| claim.content[0].start()).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    for claim in &article.claims {
        for spans in [&claim.content, &claim.cue, &claim.source] {
            lie_in(text, spans);
            assert!(spans.is_sorted(), "{spans:?}");
        }
    }
}

/// Reads the bytes as tasks of Label Studio; those that were labelled are written and, accepted as
/// they stand, read again.
pub(crate) fn label_studio(data: &[u8]) {
    let json = String::from_utf8_lossy(data);
    let Ok(read) = from_label_studio("l.json", &json, &STANCES) else { return };
    let tasks: Vec<AnnotationTask> = read.into_iter().filter_map(Result::ok).collect();
    for task in &tasks {
        let spans = task.content.iter().copied().chain(task.cue).chain(task.speaker);
        lie_in(&task.text, &spans.collect::<Vec<_>>());
    }
    let written = to_label_studio(&tasks, "m").unwrap();
    let mut accepted: serde_json::Value = serde_json::from_str(&written).unwrap();
    for task in accepted.as_array_mut().unwrap() {
        task["annotations"] = task["predictions"].take();
    }
    let again = from_label_studio("l.json", &accepted.to_string(), &STANCES).unwrap();
    let again: Vec<AnnotationTask> = again.into_iter().map(Result::unwrap).collect();
    assert_eq!(again, tasks);
}

/// Asserts that each span holds words of the text.
fn lie_in(text: &str, spans: &[Span]) {
    for span in spans {
        let words = text.get(span.range());
        assert!(words.is_some_and(|words| !words.is_empty()), "{span:?} of {text:?}");
    }
}
