//! Texts made to tempt: two people who could be taken for one.

use super::{check, resolved};

#[test]
fn relatives_stay_two() {
    check(&[
        (
            "Donald Quill Jr. said so. His father, Donald Quill, said no. Quill Jr. said more.",
            &[
                ("Donald Quill Jr.", "Donald Quill Jr."),
                ("His father, Donald Quill,", "Donald Quill"),
                ("Quill Jr.", "Donald Quill Jr."),
            ],
            "father and son by suffix",
        ),
        (
            "Tom Berg said so. His wife, Anna Berg, said no. Mr Berg said more. Mrs Berg said less.",
            &[
                ("Tom Berg", "Tom Berg"),
                ("His wife, Anna Berg,", "Anna Berg"),
                ("Mr Berg", "Tom Berg"),
                ("Mrs Berg", "Anna Berg"),
            ],
            "spouses by honorific",
        ),
        (
            "Tom Aro is the mayor. Aro's wife, Sue Aro, said so. Aro said more.",
            &[("Sue Aro", "Sue Aro"), ("Aro said more", "Tom Aro")],
            "a relative does not take over the family name",
        ),
        (
            "Tom Berg said so. Mrs. Berg said no.",
            &[("Tom Berg", "Tom Berg"), ("Mrs. Berg", "Berg")],
            "a wife who is not named is not her husband",
        ),
        (
            "Karl Moen opened the mill. Karl's son Otto Moen said so. Otto said more.",
            &[("Karl's son Otto Moen", "Otto Moen"), ("Otto said", "Otto Moen")],
            "father and son by first name",
        ),
        (
            "Lena Strand said so. Her sister Maria Strand said no. Maria said more. Lena said less.",
            &[
                ("Lena Strand", "Lena Strand"),
                ("Her sister Maria Strand", "Maria Strand"),
                ("Maria said", "Maria Strand"),
                ("Lena said", "Lena Strand"),
            ],
            "sisters by first name",
        ),
    ]);
}

#[test]
fn officials_of_one_surname_stay_two() {
    check(&[
        (
            "Mayor Jan Kruse said so. Kruse said more. Far away, Senator Ida Kruse said no. Kruse said less.",
            &[
                ("Mayor Jan Kruse", "Jan Kruse"),
                ("Kruse said more", "Jan Kruse"),
                ("Senator Ida Kruse", "Ida Kruse"),
                ("Kruse said less", "Ida Kruse"),
            ],
            "the one named last",
        ),
        (
            "Kim Dae Sun said so. Kim Ho Lee said no.",
            &[("Kim Dae Sun", "Kim Dae Sun"), ("Kim Ho Lee", "Kim Ho Lee")],
            "one family name, two people",
        ),
    ]);
}

#[test]
fn a_company_is_not_its_founder() {
    check(&[
        (
            "Ines Torvald, founder of Torvald, said so. Torvald said profits rose. Ms Torvald said more.",
            &[
                ("Ines Torvald, founder of Torvald,", "Ines Torvald"),
                ("Torvald said profits", "Torvald"),
                ("Ms Torvald", "Ines Torvald"),
            ],
            "the bare name is the company",
        ),
        (
            "Torvald founder Ines Torvald said so. Torvald said profits rose.",
            &[("Torvald founder Ines Torvald", "Ines Torvald"), ("Torvald said profits", "Torvald")],
            "company before role and name",
        ),
        (
            "Ines Torvald said so. Torvald Motors said no.",
            &[("Ines Torvald", "Ines Torvald"), ("Torvald Motors", "Torvald Motors")],
            "the company in full",
        ),
    ]);
}

#[test]
fn different_people_have_different_ids() {
    let text = "Tom Berg said so. Anna Berg said no. Mr Berg said more. Mrs Berg said less.";
    let ids: Vec<u32> =
        resolved(text, &["Tom Berg", "Anna Berg", "Mr Berg", "Mrs Berg"]).iter().map(|r| r.id).collect();
    assert_eq!(ids, [0, 1, 0, 1]);
}
