//! Features in words: what a reader is told of `act=content danger negated`.

/// What a feature of this name says of a claim, in plain words.
///
/// A family that is not known is told as it stands.
pub(super) fn in_words(feature: &str) -> String {
    let (family, atoms) = feature.split_once('=').unwrap_or((feature, ""));
    let parts: Vec<&str> = atoms.split(' ').collect();
    let part = |n: usize| parts.get(n).copied().unwrap_or("");
    let quoted = |from: usize| format!("“{}”", parts.get(from..).unwrap_or_default().join(" "));
    match family {
        "content" | "around" | "speaker" | "cue" => {
            format!("the word {} in {}", quoted(0), place(family))
        }
        "content-two" => format!("the words {} in the content", quoted(0)),
        "cue-two" => format!("the words {} in the cue", quoted(0)),
        "cue-whole" if atoms == "none" => "no cue".to_owned(),
        "cue-whole" => format!("the cue {}", quoted(0)),
        "cue-act" if atoms == "none" => "a cue that names no act".to_owned(),
        "cue-act" if part(0) == "word" => {
            format!("the cue word “{}”{}", part(1), state(parts.get(2..).unwrap_or_default()))
        }
        "cue-act" => format!("a cue of {}{}", act(part(0)), state(parts.get(1..).unwrap_or_default())),
        "cue-next" => format!("“{}” followed by “{}”", part(0), part(1)),
        "cue-object" => format!("a cue of {} with {} behind it", act(part(0)), act(part(1))),
        "cue-with" => format!("a cue of {} over {}", act(part(0)), act(part(1))),
        "act" | "act-frame" | "act-at" => {
            format!(
                "a word of {} in {}{}",
                act(part(1)),
                place(part(0)),
                state(parts.get(2..).unwrap_or_default())
            )
        }
        "act-modal" if part(2) == "-" => {
            format!("{} in {} without a modal verb", act(part(1)), place(part(0)))
        }
        "act-modal" => format!("{} in {} under “{}”", act(part(1)), place(part(0)), part(2)),
        "holds" => format!("{} in {}", act(part(1)), place(part(0))),
        "phrase" => format!(
            "a phrase of {} in {}{}",
            act(part(1)),
            place(part(0)),
            state(parts.get(2..).unwrap_or_default())
        ),
        "not" | "not-tense" | "not-cue" => format!("a negation ({atoms})"),
        "before" => {
            format!("{} in the sentences before{}", act(part(0)), state(parts.get(1..).unwrap_or_default()))
        }
        "taken-up" => format!("{} of its words stand in the sentences before ({})", part(1), part(0)),
        "kind" => format!("an {atoms} claim").replace("an direct", "a direct").replace("an mixed", "a mixed"),
        "order" => format!("the order of its parts ({atoms})"),
        "who" => format!("the speaker is {}", who(part(0))),
        "alone" => "a passage whose claim nobody marked".to_owned(),
        "if" if atoms == "-" => "a condition".to_owned(),
        "if" => format!("a condition with “{atoms}”"),
        _ => feature.to_owned(),
    }
}

fn place(zone: &str) -> &str {
    match zone {
        "rest" => "the rest of the sentence",
        "around" => "what stands around the claim",
        "speaker" => "the speaker's mention",
        "cue" => "the cue",
        _ => "the content",
    }
}

/// A class of the act lexicon as a noun.
fn act(class: &str) -> String {
    match class {
        "nothing" => "no word of any act".to_owned(),
        "deny" => "denial".to_owned(),
        "dismiss" => "dismissal".to_owned(),
        "refuse" => "refusal".to_owned(),
        "warn" => "warning".to_owned(),
        "threaten" => "threat".to_owned(),
        "say" => "saying".to_owned(),
        other => other.replace('-', " "),
    }
}

/// What else a feature says: `, negated`, `, front`.
fn state(parts: &[&str]) -> String {
    parts
        .iter()
        .filter(|p| !matches!(**p, "plain" | "own" | "none"))
        .map(|p| format!(", {}", p.replace('-', " ")))
        .collect()
}

fn who(kind: &str) -> &str {
    match kind {
        "first" => "the author",
        "name" => "named",
        "pronoun" => "a pronoun",
        "noun" => "a noun phrase",
        "none" => "not named",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn features_read_as_plain_words() {
        let cases = [
            ("content=flood", "the word “flood” in the content"),
            ("content-two=could lead", "the words “could lead” in the content"),
            ("cue-whole=is concern about", "the cue “is concern about”"),
            ("cue-whole=none", "no cue"),
            ("cue-act=deny negated", "a cue of denial, negated"),
            ("act=content danger negated third", "a word of danger in the content, negated, third"),
            ("act-modal=content harm could", "harm in the content under “could”"),
            ("act-modal=rest harm -", "harm in the rest of the sentence without a modal verb"),
            ("holds=content nothing", "no word of any act in the content"),
            ("before=charge negated", "charge in the sentences before, negated"),
            ("kind=indirect", "an indirect claim"),
            ("kind=mixed", "a mixed claim"),
            ("who=first", "the speaker is the author"),
            ("mine=x y", "mine=x y"),
            ("holds=around harm", "harm in what stands around the claim"),
            ("bare", "bare"),
        ];
        for (feature, expected) in cases {
            assert_eq!(in_words(feature), expected, "{feature}");
        }
    }

    #[test]
    fn no_feature_name_is_too_short_for_its_family() {
        for family in
            ["act", "act-modal", "phrase", "content-two", "cue-act", "cue-next", "not", "before", "holds"]
        {
            for name in [family.to_owned(), format!("{family}="), format!("{family}=word")] {
                assert!(!in_words(&name).is_empty(), "{name}");
            }
        }
    }
}
