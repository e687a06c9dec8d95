//! Each way in which an article names a speaker again.

use super::{check, resolved};

#[test]
fn short_names_get_the_fullest_form() {
    check(&[
        (
            "Fisheries Minister Ane Vik said so. Vik said more.",
            &[("Fisheries Minister Ane Vik", "Ane Vik"), ("Vik said", "Ane Vik")],
            "surname after title and name",
        ),
        (
            "Mr Bello said so. The mayor, Tunde Bello, said more.",
            &[("Mr Bello", "Tunde Bello"), ("The mayor, Tunde Bello,", "Tunde Bello")],
            "the full name comes later",
        ),
        (
            "Rosa M. Aro said so. Rosa Aro said more.",
            &[("Rosa M. Aro", "Rosa M. Aro"), ("Rosa Aro said", "Rosa M. Aro")],
            "middle initial",
        ),
        (
            "Ursula van der Berg said so. Van der Berg spoke. Ms van der Berg said more.",
            &[("Ursula van der Berg", "Ursula van der Berg")],
            "particles",
        ),
        (
            "Sofia Lund-Hale said so. Sofia said more.",
            &[("Sofia Lund-Hale", "Sofia Lund-Hale"), ("Sofia said", "Sofia Lund-Hale")],
            "first name alone",
        ),
        (
            "President Han Do Yun said so. Mr Han said more.",
            &[("President Han Do Yun", "Han Do Yun"), ("Mr Han", "Han Do Yun")],
            "family name first",
        ),
        (
            "Aro's statement of Monday said so. Rosa Aro left.",
            &[("Aro's statement of Monday", "Rosa Aro")],
            "whoever owns the statement",
        ),
        (
            "Secretary of State Oda Fell said so. Fell said more.",
            &[("Secretary of State Oda Fell", "Oda Fell"), ("Fell said", "Oda Fell")],
            "a title with an office",
        ),
        (
            "Chief Executive Tim Coe said so. Coe said more.",
            &[("Chief Executive Tim Coe", "Tim Coe"), ("Coe said", "Tim Coe")],
            "two words of title",
        ),
    ]);
}

#[test]
fn bodies_keep_their_whole_name() {
    check(&[
        (
            "The Department of Harbour Affairs and Trade said so.",
            &[("The Department of Harbour Affairs and Trade", "Department of Harbour Affairs and Trade")],
            "of and and inside",
        ),
        (
            "The Norland State Department said so.",
            &[("The Norland State Department", "Norland State Department")],
            "a title word inside a body",
        ),
        (
            "The Harbour Workers' League (HWL) struck. HWL said so.",
            &[("HWL said", "HWL")],
            "a possessive cuts the run: the acronym stays",
        ),
        (
            "The Port Safety Board (PSB) met. PSB said so.",
            &[("PSB said", "Port Safety Board")],
            "acronym in brackets",
        ),
        (
            "The Port Safety Board met. The PSB said so.",
            &[("The PSB", "Port Safety Board")],
            "acronym by its initials",
        ),
        (
            "A new University of Lomnic study said so.",
            &[("A new University of Lomnic study", "A new University of Lomnic study")],
            "the head is the study",
        ),
        (
            "The valley's top body, the Water Council, said so.",
            &[("The valley's top body, the Water Council", "Water Council")],
            "a body in apposition",
        ),
    ]);
}

#[test]
fn several_speakers_keep_their_whole_phrase() {
    check(&[
        (
            "Ferrel News and Lomnic Radio said so.",
            &[("Ferrel News and Lomnic Radio", "Ferrel News and Lomnic Radio")],
            "two outlets",
        ),
        (
            "Aro and the Port Board said so.",
            &[("Aro and the Port Board", "Aro and the Port Board")],
            "a person and a body",
        ),
        (
            "German, French and Polish leaders said so.",
            &[("German, French and Polish leaders", "German, French and Polish leaders")],
            "a list",
        ),
        (
            "Rosa Aro, a pilot and diver, said so.",
            &[("Rosa Aro, a pilot and diver,", "Rosa Aro")],
            "and inside an apposition is no list",
        ),
        (
            "Rosa Aro, director of research and trade, said so.",
            &[("Rosa Aro, director of research and trade,", "Rosa Aro")],
            "nor behind a preposition",
        ),
    ]);
}

#[test]
fn phrases_point_to_whom_they_describe() {
    check(&[
        (
            "Norwegian Prime Minister Kari Vold said so. The Norwegian leader said more.",
            &[("Norwegian Prime Minister Kari Vold", "Kari Vold"), ("The Norwegian leader", "Kari Vold")],
            "role and country",
        ),
        (
            "Norwegian Prime Minister Kari Vold met Chilean President Luis Paz. The Chilean president said so.",
            &[("The Chilean president", "Luis Paz")],
            "the country decides between two leaders",
        ),
        (
            "An official with the Harbour Board said so. The official said more.",
            &[
                ("An official with the Harbour Board", "An official with the Harbour Board"),
                ("The official", "An official with the Harbour Board"),
            ],
            "an unnamed one stays the same",
        ),
        (
            "A defence ministry official said so. He said more.",
            &[
                ("A defence ministry official", "A defence ministry official"),
                ("He said", "A defence ministry official"),
            ],
            "a pronoun for a phrase",
        ),
        (
            "Teen climber Greta Moen said so. The teen said more.",
            &[("Teen climber Greta Moen", "Greta Moen"), ("The teen", "Greta Moen")],
            "a noun for any person",
        ),
        (
            "One of the divers, Craig Lapp of Odda, said so.",
            &[("One of the divers, Craig Lapp of Odda,", "Craig Lapp")],
            "a name in apposition",
        ),
    ]);
}

#[test]
fn the_group_is_the_body_named_last() {
    check(&[(
        "Some anglers' group said so. The Lomnic River League met on Monday. The group said more.",
        &[("Some anglers' group said", "Some anglers' group"), ("The group said", "Lomnic River League")],
        "nearer than a group that spoke",
    )]);
}

#[test]
fn pronouns_point_to_one_that_fits() {
    check(&[
        (
            "Mr Holm met Ms Dahl. She said so. He said more.",
            &[("She said", "Dahl"), ("He said", "Holm")],
            "by title",
        ),
        (
            "Karin Dahl said so. Erik Holm listened. She said more.",
            &[("Karin Dahl", "Karin Dahl"), ("She said", "Karin Dahl")],
            "by first name",
        ),
        (
            "The Port Board said so. It said more.",
            &[("The Port Board", "Port Board"), ("It said", "Port Board")],
            "it is a body",
        ),
        (
            "Villagers said so. They said more.",
            &[("Villagers", "Villagers"), ("They said", "Villagers")],
            "they are a group",
        ),
        ("Erik Holm praised Norland. He said so.", &[("He said", "Erik Holm")], "a country is no he"),
        (
            "\"Anna Berg is late,\" said Erik Holm. \"Ola Lie too,\" he said.",
            &[("Erik Holm", "Erik Holm"), ("he said", "Erik Holm")],
            "nobody from inside a quotation",
        ),
    ]);
}

#[test]
fn who_is_hidden_is_flagged() {
    let cases = [
        ("An unnamed aide said so.", "An unnamed aide", true),
        ("Officials said so.", "Officials", true),
        ("Two people briefed on the matter said so.", "Two people briefed on the matter", true),
        ("A source close to the board said so.", "A source close to the board", true),
        ("The mayor said so.", "The mayor", false),
        ("Rosa Aro, an official, said so.", "Rosa Aro, an official,", false),
    ];
    for (text, mention, expected) in cases {
        assert_eq!(resolved(text, &[mention])[0].anonymous, expected, "{text}");
    }
}

#[test]
fn title_and_affiliation_are_spans() {
    let text = "Professor Rosa Aro of the Lomnic Institute of Ice said so.";
    let found = &resolved(text, &["Professor Rosa Aro of the Lomnic Institute of Ice"])[0];
    assert_eq!(found.title.unwrap().of(text), "Professor");
    assert_eq!(found.affiliation.unwrap().of(text), "the Lomnic Institute of Ice");
}

#[test]
fn ids_do_not_change_when_paragraphs_are_added() {
    let text = "Karin Dahl said so. The Port Board said more. She said less. Officials said no.";
    let mentions = ["Karin Dahl", "The Port Board", "She said", "Officials"];
    let short: Vec<_> = resolved(text, &mentions).iter().map(|r| (r.id, r.name.clone())).collect();
    assert_eq!(short.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [0, 1, 0, 2]);
    let longer = format!("{text}\n\nErik Holm said yes. Dahl said no.");
    let more = [&mentions[..], &["Erik Holm", "Dahl said"]].concat();
    let long: Vec<_> = resolved(&longer, &more).iter().map(|r| (r.id, r.name.clone())).collect();
    assert_eq!(long[..4], short[..]);
    assert_eq!([long[4].0, long[5].0], [3, 0]);
}

#[test]
fn a_possessive_points_to_the_phrase_that_opens_its_sentence() {
    check(&[
        (
            "Norwegian Prime Minister Per Lunde met Ola Vik. Vik said so. \
             The Norwegian leader has told of his fear.",
            &[("Vik said", "Ola Vik"), ("his", "Per Lunde")],
            "not the one who spoke last",
        ),
        (
            "The Norwegian prime minister, Per Lunde, met Ola Vik. The Norwegian leader said so.",
            &[("The Norwegian leader", "Per Lunde")],
            "introduced by a phrase before the name",
        ),
        (
            "Holm has said so before. He was tired.",
            &[("He", "Holm")],
            "a single word with a verb behind it may be a name",
        ),
    ]);
}

#[test]
fn the_company_is_no_ministry() {
    check(&[
        (
            "The energy ministry said so. The company said more.",
            &[("The energy ministry", "The energy ministry"), ("The company", "The company")],
            "a public body",
        ),
        (
            "Orvane Power Group said so. The company said more.",
            &[("Orvane Power Group", "Orvane Power Group"), ("The company", "Orvane Power Group")],
            "a company",
        ),
    ]);
}

#[test]
fn those_who_ask_not_to_be_named_are_anonymous() {
    let cases = [
        ("A resident who asked not to be named said so.", "A resident", true),
        ("A trader said so, on condition of anonymity.", "A trader", true),
        ("A baker declined to be identified but said so.", "A baker", true),
        ("A baker, named after a saint, said so.", "A baker", false),
        ("Rosa Aro said so.", "Rosa Aro", false),
    ];
    for (text, mention, expected) in cases {
        assert_eq!(resolved(text, &[mention])[0].anonymous, expected, "{text}");
    }
}

#[test]
fn the_noun_behind_a_name_is_no_part_of_it() {
    check(&[
        (
            "Two boats sank, the Mar de Fora rescue service said.",
            &[("the Mar de Fora rescue service", "Mar de Fora")],
            "a body with the noun for what it is",
        ),
        (
            "Prices fell, the Norwegian news agency said.",
            &[("the Norwegian news agency", "the Norwegian news agency")],
            "a country names no agency",
        ),
        (
            "The Varga administration said so.",
            &[("The Varga administration", "The Varga administration")],
            "those who work for somebody are not that person",
        ),
    ]);
}

#[test]
fn the_head_of_a_long_phrase_is_what_is_named() {
    check(&[
        (
            "Chancellor Mia Kurz met the mayors. German chancellor Mia Kurz's press release said so.",
            &[("German chancellor Mia Kurz's press release", "Mia Kurz")],
            "whoever owns the release, behind title and country",
        ),
        (
            "A team that includes Rosa Aro said so.",
            &[("A team that includes Rosa Aro", "A team that includes Rosa Aro")],
            "one of a team is not the team",
        ),
        (
            "A group of clerks connected to the school in Odda, Norway, said so.",
            &[(
                "A group of clerks connected to the school in Odda, Norway",
                "A group of clerks connected to the school in Odda, Norway",
            )],
            "the country behind a town is no apposition",
        ),
        (
            "A group of clerks tied to the sailing school near Port Aven, D.V., has sent Vik a letter. It said so.",
            &[(
                "A group of clerks tied to the sailing school near Port Aven, D.V.",
                "A group of clerks tied to the sailing school near Port Aven, D.V.",
            )],
            "nor the district behind a town",
        ),
        (
            "Singer Maja Lund spoke first. The Danish 16-year-old, who has travelled widely, said more.",
            &[("Maja Lund", "Maja Lund"), ("The Danish 16-year-old, who has travelled widely", "Maja Lund")],
            "age and nationality of who spoke last",
        ),
        (
            "The fund grew, filings cited by the Harbour Post said.",
            &[("filings cited by the Harbour Post", "filings")],
            "who passed it on is not who said it",
        ),
    ]);
}

#[test]
fn what_stands_beside_a_name_is_not_always_what_it_is() {
    check(&[
        (
            "The remark that Anna Holm was wrong fell flat. Holm said so.",
            &[("Holm said", "Anna Holm")],
            "`that` makes no body of a name",
        ),
        (
            "Neither Ola J. Holm nor his rivals spoke. \"Ola Holm lost,\" they wrote. Mr. Holm said so.",
            &[("Mr. Holm said", "Ola J. Holm")],
            "nor does `neither`",
        ),
        (
            "Danish senator finds Ola Holm idle. The senator said so.",
            &[("The senator said", "The senator")],
            "whoever is spoken of is not who speaks",
        ),
        (
            "Ola Vik, an adviser to the Holm campaign, left. The campaign said so.",
            &[("The campaign said", "The campaign")],
            "an adviser to a body is not the body",
        ),
        (
            "Money went to the Odda Harbour Foundation. In May, the foundation said so.",
            &[("the foundation said", "Odda Harbour Foundation")],
            "a body that has not spoken yet",
        ),
        ("Anna Holm left. Holm herself said so.", &[("Holm herself", "Anna Holm")], "a reflexive"),
        (
            "The agency, which fell short of its aim, said so.",
            &[("The agency, which fell short of its aim,", "The agency")],
            "what is said by the way",
        ),
        (
            "It fell, wrote Rosa Aro, Nordlys's chief keeper of ferries and quays.",
            &[("Rosa Aro, Nordlys's chief keeper of ferries and quays", "Rosa Aro")],
            "an apposition that opens with its owner",
        ),
    ]);
}

#[test]
fn a_title_is_taken_up_by_its_noun() {
    check(&[
        (
            "Sen. Ola Holm left. Rep. Anna Vik stayed. The senator said so. The congresswoman said no.",
            &[("The senator said", "Ola Holm"), ("The congresswoman said", "Anna Vik")],
            "short titles",
        ),
        ("Pres. Holm left. The president said so.", &[("The president said", "Holm")], "president"),
        (
            "Tom Holm said so. The Vermont Democrat said more.",
            &[("Tom Holm", "Tom Holm"), ("The Vermont Democrat said", "Tom Holm")],
            "one of a party",
        ),
    ]);
}
