//! Tests of the form of marked articles: what is read, what is written, what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;

const ARTICLE: &str = "\
id: tram-depot
domain: transport

Depot Fire Put Out

“{c1:Every tram is safe,}” {s1,2:Ilse Varga, who runs the depot,} {q1:told} {r1:Radio Lomnic}. \
“{c1:Not one was lost.}” She {q2:rejected} {c2:talk of {c3:sabotage} {q3:spread by} \
{s3:a watchman}}.

---
1: Ilse Varga | business | other | relay: Radio Lomnic
2: Ilse Varga | business | denial | also: other
3: a watchman | civilian | concern | anonymous
";

fn words<'a>(article: &'a MarkedArticle, spans: &[Span]) -> Vec<&'a str> {
    spans.iter().map(|span| span.of(&article.text)).collect()
}

#[test]
fn reads_every_part_of_a_claim() {
    let article = MarkedArticle::parse("a.txt", ARTICLE).unwrap();
    assert_eq!((article.id.as_str(), article.domain.as_str()), ("tram-depot", "transport"));
    assert!(article.text.starts_with("Depot Fire Put Out\n\n“Every tram is safe,” Ilse"));
    assert!(article.text.ends_with("a watchman."));
    assert_eq!(article.claims.len(), 3);
    let (first, second, third) = (&article.claims[0], &article.claims[1], &article.claims[2]);
    assert_eq!(words(&article, &first.content), ["Every tram is safe,", "Not one was lost."]);
    assert_eq!(words(&article, &first.speaker), ["Ilse Varga, who runs the depot,"]);
    assert_eq!(words(&article, &first.relay), ["Radio Lomnic"]);
    assert_eq!(first.relay_name.as_deref(), Some("Radio Lomnic"));
    assert_eq!(first.speaker, second.speaker, "one mark, two claims");
    assert_eq!(words(&article, &second.content), ["talk of sabotage spread by a watchman"]);
    assert_eq!((second.stance.as_str(), second.stance_also.as_deref()), ("denial", Some("other")));
    assert_eq!(words(&article, &third.cue), ["spread by"]);
    assert_eq!(third.name.as_deref(), Some("a watchman"));
    assert!(third.anonymous && !first.anonymous);
}

#[test]
fn writes_the_same_form_again() {
    let article = MarkedArticle::parse("a.txt", ARTICLE).unwrap();
    assert_eq!(article.to_marked(), ARTICLE);
    let windows = format!("\u{feff}{}", ARTICLE.replace('\n', "\r\n"));
    let same = MarkedArticle::parse("a.txt", &windows).unwrap();
    assert_eq!(same, article, "line ends of two bytes and a byte order mark");
    let bare = "id: a\ndomain: b\n\nIt rained.\n\n---\n";
    let article = MarkedArticle::parse("a.txt", bare).unwrap();
    assert!(article.claims.is_empty());
    assert_eq!(article.to_marked(), bare, "an article without claims");
}

#[test]
fn errors_name_the_line() {
    let roles = ROLES.join(", ");
    let whole = [
        ("id harbour\n", "a.txt:1: expected `id: ` and a name of letters, digits, `-` and `_`"),
        ("id: a\ndomain: b c\n\n", "a.txt:2: expected `domain: ` and a name of letters, digits, `-` and `_`"),
        ("id: a\ndomain: b\nText\n", "a.txt:3: expected an empty line behind the header"),
        ("id: a\ndomain: b\n\nText\n", "a.txt:4: expected a line `---` under the text"),
    ];
    for (file, expected) in whole {
        assert_eq!(MarkedArticle::parse("a.txt", file).unwrap_err().to_string(), expected);
    }
    let cases = [
        ("Ann.\n{c1:Rain", "1: Ann | ngo | other", "5: the mark `{c1:` is never closed"),
        ("{c1:Rain}, Ann said", "", "4: claim 1 has no line under the text"),
        ("Rain, Ann said", "1: Ann | ngo | other", "7: claim 1 has no content in the text"),
        ("{q1:Ann}", "1: Ann | ngo | other", "7: claim 1 has no content in the text"),
        ("Ann\n{c1:Rain }", "1: Ann | ngo | other", "5: the content of claim 1 has blanks at its edge"),
        ("{c1:Rain} Ann", "1: Bo | ngo | other", "7: the name `Bo` does not occur in the text"),
        ("{c1:Rain} Ann", "1: Ann | ngo | other | relay: Bo", "7: the name `Bo` does not occur in the text"),
        ("{c1:Rain} {s1:Ann}", "1: - | ngo | other", "7: claim 1 has a speaker in the text but no name"),
        ("{c2:Rain} Ann", "2: Ann | ngo | other", "7: claim 2; expected 1: numbers are 1, 2, 3…"),
        ("{c1:Rain} Ann", "1: Ann | ngo | other\n\n1: Ann | ngo | other", "9: claim 1 has a second line"),
        (
            "{c1:Rain} Ann",
            "1: Ann | ngo | fear",
            "7: `fear` is no known label; expected one of concern, denial, warning, other",
        ),
        (
            "{c1:Rain} Ann",
            "1: Ann | union | other",
            &format!("7: `union` is no known label; expected one of {roles}"),
        ),
        (
            "{c1:Rain} Ann",
            "1: Ann | ngo | other | sure",
            "7: `sure` is no known extra; expected `relay: name`, `also: stance` or `anonymous`",
        ),
        (
            "{c1:Rain} Ann",
            "1: Ann | ngo | other | anonymous | anonymous",
            "7: a second extra of the same kind: `anonymous`",
        ),
        (
            "{c1:Rain} Ann",
            "one: Ann | ngo | other",
            "7: `one: Ann | ngo | other`; expected `number: name | role | stance`",
        ),
    ];
    for (body, lines, expected) in cases {
        // Bodies of two lines put the claims one line further down.
        let gap = if body.contains('\n') { "\n" } else { "\n\n" };
        let file = format!("id: a\ndomain: b\n\n{body}{gap}---\n{lines}\n");
        let error = MarkedArticle::parse("a.txt", &file).unwrap_err().to_string();
        assert_eq!(error, format!("a.txt:{expected}"));
    }
}

#[test]
fn a_folder_is_read_by_file_name() {
    let folder = std::env::temp_dir().join(format!("sayso-marked-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let write = |name: &str, id: &str| {
        let file = format!("id: {id}\ndomain: x\n\nIt rained.\n\n---\n");
        std::fs::write(folder.join(name), file).unwrap();
    };
    let empty = MarkedArticle::read_folder(&folder).unwrap_err();
    write("b.txt", "first");
    write("a.txt", "second");
    write("notes.md", "third");
    let articles = MarkedArticle::read_folder(&folder).unwrap();
    write("c.txt", "first");
    let twice = MarkedArticle::read_folder(&folder).unwrap_err();
    std::fs::remove_dir_all(&folder).unwrap();

    assert!(empty.to_string().contains("has no .txt file"), "{empty}");
    let ids: Vec<&str> = articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["second", "first"]);
    assert!(twice.to_string().contains("the id `first` is that of"), "{twice}");
    assert!(MarkedArticle::read_folder(&folder).is_err(), "no such folder");
}
