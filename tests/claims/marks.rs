//! Quotation marks: which passage they hold, whatever their shape and whether they balance.

use sayso::Analyzer;

use crate::check_all;

#[test]
fn every_shape_of_mark_holds_a_quotation() {
    check_all(&[
        ("\"The ferry is late,\" said Ida Holm.", &["direct: The ferry is late,"], "straight"),
        ("\u{201c}The ferry is late,\u{201d} said Ida Holm.", &["direct: The ferry is late,"], "curly"),
        ("\u{ab}The ferry is late\u{bb}, said Ida Holm.", &["direct: The ferry is late"], "guillemets"),
        ("''The ferry is late,'' said Ida Holm.", &["direct: The ferry is late,"], "doubled apostrophes"),
        ("``The ferry is late,'' said Ida Holm.", &["direct: The ferry is late,"], "typewriter marks"),
        (
            "\"The ferry is late\", said Ida Holm.",
            &["direct: The ferry is late"],
            "comma outside, as in Britain",
        ),
        (
            "\u{201e}The ferry is late\u{201c}, said Ida Holm.",
            &["direct: The ferry is late"],
            "low opening mark",
        ),
    ]);
}

#[test]
fn british_single_marks_are_no_apostrophes() {
    check_all(&[
        (
            "\u{2018}The ferry is late,\u{2019} said Ida Holm. \u{2018}It\u{2019}s the crew\u{2019}s choice.\u{2019}",
            &["direct: The ferry is late, … It\u{2019}s the crew\u{2019}s choice."],
            "curly single marks around apostrophes of the same shape",
        ),
        (
            "'We can't wait', said Ida Holm. 'The islanders' patience is over.'",
            &["direct: We can't wait … The islanders' patience is over."],
            "straight single marks, a plural possessive inside",
        ),
        (
            "The islanders' ferry wasn't repaired in the '90s, said Ida Holm.",
            &["indirect: The islanders' ferry wasn't repaired in the '90s"],
            "apostrophes alone",
        ),
        (
            "Ida Holm called the timetable 'a bad joke'. 'Nobody reads it,' she said.",
            &["mixed: the timetable 'a bad joke'", "direct: Nobody reads it,"],
            "a few words and a sentence in single marks",
        ),
    ]);
}

#[test]
fn a_quotation_inside_a_quotation_belongs_to_it() {
    check_all(&[
        (
            "\"He told me, 'Go home,' and I went,\" said Ida Holm.",
            &["direct: He told me, 'Go home,' and I went,"],
            "American: single inside double",
        ),
        (
            "\u{2018}He said \u{201c}never\u{201d} and left,\u{2019} said Ida Holm. \u{2018}So did I.\u{2019}",
            &["direct: He said \u{201c}never\u{201d} and left, … So did I."],
            "British: double inside single",
        ),
        (
            "\u{201c}They call it \u{2018}the dry dock,\u{2019}\u{201d} said Ida Holm.",
            &["direct: They call it \u{2018}the dry dock,\u{2019}"],
            "both close at once",
        ),
    ]);
}

#[test]
fn a_quotation_runs_over_paragraphs() {
    check_all(&[
        (
            "\u{201c}The ferry is late.\n\n\u{201c}It was late in May.\n\n\u{201c}It will be late again,\u{201d} said Ida Holm.",
            &["direct: The ferry is late. … It was late in May. … It will be late again,"],
            "reopened twice, closed once, cue at the end",
        ),
        (
            "\"The ferry is late,\" said Ida Holm. \"It was late in May.\n\n\"It will be late again.\"",
            &["direct: The ferry is late, … It was late in May. … It will be late again."],
            "cue first",
        ),
        (
            "Ida Holm said: \u{201c}The ferry is late.\n\n\u{201c}It will be late again.\u{201d}\n\nThe crew left at noon.",
            &["direct: The ferry is late. … It will be late again."],
            "behind a colon; the paragraph that follows is not quoted",
        ),
    ]);
}

#[test]
fn a_missing_closing_mark_is_repaired_and_said_so() {
    let cases = [
        (
            "\u{201c}We never got the money.\n\nNobody answered on Monday.",
            "\u{201c}We never got the money.",
            "at the end of the paragraph",
        ),
        ("\"We never got the money.\n\nNobody answered on Monday.", "\"We never got the money.", "straight"),
        ("Ida Holm said: \u{201c}We never got it.", "\u{201c}We never got it.", "at the end of the text"),
        (
            "\u{201c}We never got it, she said. \u{201c}Nobody answered.\u{201d}",
            "\u{201c}We never got it, she said.",
            "where the next one opens",
        ),
    ];
    for (text, repaired, reason) in cases {
        let analysis = Analyzer::pretrained().analyze(text);
        let found: Vec<&str> = analysis.repaired_quotes().iter().map(|q| q.of(text)).collect();
        assert_eq!(found, [repaired], "{reason}");
    }
    let whole = "\u{201c}We never got it,\u{201d} she said. \"Nobody answered.\"";
    assert!(Analyzer::pretrained().analyze(whole).repaired_quotes().is_empty(), "nothing to repair");
}

#[test]
fn marks_of_two_shapes_still_hold_a_quotation() {
    check_all(&[
        (
            "\"The ferry is late,\u{201d} said Ida Holm.",
            &["direct: The ferry is late,"],
            "straight opens, curly closes",
        ),
        (
            "\u{201c}The ferry is late,\" said Ida Holm.",
            &["direct: The ferry is late,"],
            "curly opens, straight closes",
        ),
        (
            "\u{201d}The ferry is late,\u{201d} said Ida Holm.",
            &["direct: The ferry is late,"],
            "a closing mark set where the opening one belongs",
        ),
        (
            "\u{201c}The ferry is late,\u{201d} said Ida Holm.\n\n\"The ferry is on time,\" said Jan Roos.",
            &["direct: The ferry is late,", "direct: The ferry is on time,"],
            "two houses' styles in one text",
        ),
    ]);
}
