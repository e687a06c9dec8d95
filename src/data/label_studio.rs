//! Claims on their way to people who label them, and back: the JSON of Label Studio.
//!
//! A task holds the passage as `text`; the regions `content`, `cue` and `speaker` and the choice of a
//! stance come along as a prediction to be corrected. What comes back is checked: every region must
//! lie in the text and hold the words it says. Offsets are counted in characters; older versions
//! of Label Studio wrote UTF-16 units, which are understood where the words tell which they are.

use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::text::Span;
use crate::{Error, ErrorKind};

/// The labelling interface that the tasks are made for.
pub const LABEL_STUDIO_CONFIG: &str = r#"<View>
  <Labels name="part" toName="text">
    <Label value="content"/><Label value="cue"/><Label value="speaker"/>
  </Labels>
  <Text name="text" value="$text"/>
  <Choices name="stance" toName="text" choice="single" required="true">
    <Choice value="concern"/><Choice value="denial"/><Choice value="warning"/><Choice value="other"/>
  </Choices>
</View>
"#;

/// A claim to be labelled, or one that was. Spans are byte offsets into its text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AnnotationTask {
    /// What it is known by when it comes back.
    pub id: String,
    /// The passage.
    pub text: String,
    /// What is said, piece by piece in the order of the text.
    pub content: Vec<Span>,
    /// The words that attribute it.
    pub cue: Option<Span>,
    /// The words that name who said it.
    pub speaker: Option<Span>,
    /// The stance.
    pub stance: String,
    /// How likely the stance is, as a model has it; 1 for one that a person gave.
    pub probability: f64,
}

/// The tasks as Label Studio imports them, each with what `model` says of it as a prediction.
///
/// # Errors
/// The tasks cannot be written as JSON; none that hold text are so.
pub fn to_label_studio(tasks: &[AnnotationTask], model: &str) -> Result<String, Error> {
    let tasks: Vec<Value> = tasks.iter().map(|task| exported(task, model)).collect();
    serde_json::to_string_pretty(&tasks).map_err(|error| Error::evaluation(error.to_string()))
}

fn exported(task: &AnnotationTask, model: &str) -> Value {
    let characters = |byte: usize| task.text.get(..byte).map_or(0, |head| head.chars().count());
    let region = |(part, span): (&str, Span)| {
        json!({
            "id": format!("{part}-{}", span.start()), "from_name": "part", "to_name": "text", "type": "labels",
            "value": {
                "start": characters(span.start()), "end": characters(span.end()),
                "text": span.of(&task.text), "labels": [part],
            },
        })
    };
    let content = task.content.iter().map(|span| ("content", *span));
    let cue = task.cue.map(|span| ("cue", span));
    let parts = content.chain(cue).chain(task.speaker.map(|span| ("speaker", span)));
    let mut result: Vec<Value> = parts.map(region).collect();
    result.push(json!({
        "id": "stance", "from_name": "stance", "to_name": "text", "type": "choices",
        "value": {"choices": [task.stance]},
    }));
    json!({
        "data": {"id": task.id, "text": task.text},
        "predictions": [{"model_version": model, "score": task.probability, "result": result}],
    })
}

#[derive(Deserialize)]
struct Task {
    data: Data,
    #[serde(default)]
    annotations: Vec<Annotation>,
}

#[derive(Deserialize)]
struct Data {
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    was_cancelled: bool,
    result: Vec<Region>,
}

#[derive(Deserialize)]
struct Region {
    from_name: String,
    value: RegionValue,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct RegionValue {
    start: Option<usize>,
    end: Option<usize>,
    text: Option<Words>,
    labels: Vec<String>,
    choices: Vec<String>,
}

/// The words of a region: one string, or, from `TextArea`, a list.
#[derive(Deserialize)]
#[serde(untagged)]
enum Words {
    One(String),
    Many(Vec<String>),
}

/// What is wrong with an export, in the words of whoever looks into it.
fn fault_in_words(json: &str, fault: &serde_json::Error) -> String {
    const EXPECTED: &str = "expected a list of tasks as Label Studio exports them, each with `data` (`id` and \
                            `text`) and `annotations`";
    let column = fault.column();
    if fault.is_eof() {
        return format!("the JSON breaks off; {EXPECTED}");
    }
    if fault.is_syntax() {
        return format!("no JSON from column {column} on; {EXPECTED}");
    }
    if !json.trim_start().starts_with('[') {
        return format!("this is no list; {EXPECTED}");
    }
    let message = fault.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let message = match message.strip_prefix("invalid type: ") {
        // What would have fitted is a type of this library, which nobody outside knows.
        Some(found) => {
            format!("found {}, which does not belong here", found.split(", ").next().unwrap_or(""))
        }
        None => message.to_owned(),
    };
    format!("column {column}: {message}; {EXPECTED}")
}

/// What comes back from Label Studio: each task with what was labelled in it, or why it cannot be
/// used. Tasks that nobody labelled are left out; errors name `path` and the number of the task.
///
/// # Errors
/// The JSON is no list of tasks.
pub fn from_label_studio(
    path: impl AsRef<Path>,
    json: &str,
    stances: &[&str],
) -> Result<Vec<Result<AnnotationTask, Error>>, Error> {
    let path = path.as_ref();
    let error = |line: u64, message: String| -> Error {
        ErrorKind::Row { path: path.into(), line, column: None, message }.into()
    };
    let tasks: Vec<Task> = serde_json::from_str(json)
        .map_err(|fault| error(fault.line() as u64, fault_in_words(json, &fault)))?;
    let labelled = |(number, task): (usize, Task)| {
        let done: Vec<&Annotation> = task.annotations.iter().filter(|a| !a.was_cancelled).collect();
        let first = imported(&task.data, done.first()?, stances);
        let rest = done.iter().skip(1).map(|other| imported(&task.data, other, stances));
        let agreed = rest.fold(first, |first, other| match (first, other) {
            (Ok(first), Ok(other)) if first == other => Ok(first),
            (Ok(_), Ok(_)) => Err("annotators disagree; expected one answer".to_owned()),
            (Err(message), _) | (_, Err(message)) => Err(message),
        });
        let name = format!("task {} (`{}`)", number + 1, task.data.id);
        Some(agreed.map_err(|message| error(line_of(json, &task.data.id), format!("{name}: {message}"))))
    };
    Ok(tasks.into_iter().enumerate().filter_map(labelled).collect())
}

/// The line on which an id first stands.
fn line_of(json: &str, id: &str) -> u64 {
    let quoted = json!(id).to_string();
    let before = json.find(&quoted).and_then(|at| json.get(..at)).unwrap_or("");
    1 + before.matches('\n').count() as u64
}

fn imported(data: &Data, annotation: &Annotation, stances: &[&str]) -> Result<AnnotationTask, String> {
    let mut task = AnnotationTask {
        id: data.id.clone(),
        text: data.text.clone(),
        probability: 1.0,
        ..AnnotationTask::default()
    };
    for region in &annotation.result {
        match (region.from_name.as_str(), region.value.labels.first(), region.value.choices.as_slice()) {
            ("stance", _, [stance]) if stances.contains(&stance.as_str()) => task.stance.clone_from(stance),
            ("stance", _, choices) => {
                let (found, expected) = (choices.join(", "), stances.join(", "));
                return Err(format!("the stance `{found}`; expected one of {expected}"));
            }
            ("part", Some(part), _) => add_part(&mut task, part, &region.value)?,
            _ => {}
        }
    }
    if task.stance.is_empty() {
        return Err("no stance was chosen".to_owned());
    }
    if task.content.is_empty() {
        return Err("no content is marked".to_owned());
    }
    task.content.sort_by_key(|span| span.start());
    Ok(task)
}

fn add_part(task: &mut AnnotationTask, part: &str, value: &RegionValue) -> Result<(), String> {
    let span = span_of(&task.text, value)?;
    let slot = match part {
        "content" => {
            task.content.push(span);
            return Ok(());
        }
        "cue" => &mut task.cue,
        "speaker" => &mut task.speaker,
        _ => return Err(format!("the region `{part}`; expected content, cue or speaker")),
    };
    match slot.replace(span) {
        Some(_) => Err(format!("a second {part}; expected one")),
        None => Ok(()),
    }
}

/// The bytes of a region, whose words must stand there.
fn span_of(text: &str, value: &RegionValue) -> Result<Span, String> {
    let words = match &value.text {
        Some(Words::One(words)) => words.clone(),
        Some(Words::Many(words)) => words.join(" "),
        None => String::new(),
    };
    let (Some(start), Some(end)) = (value.start, value.end) else {
        return Err(format!("the region `{words}` has no start or end"));
    };
    let in_characters = byte_of(text, start, |_| 1).zip(byte_of(text, end, |_| 1));
    let in_units = byte_of(text, start, char::len_utf16).zip(byte_of(text, end, char::len_utf16));
    let is_it = |span: &(usize, usize)| {
        text.get(span.0..span.1)
            .is_some_and(|found| !found.is_empty() && (words.is_empty() || found == words))
    };
    match [in_characters, in_units].into_iter().flatten().find(is_it) {
        Some((from, to)) if text.get(from..to).is_some_and(|found| found.trim().is_empty()) => {
            Err(format!("the region from {start} to {end} holds no words"))
        }
        Some((from, to)) => Ok(trimmed(text, Span::new(from, to))),
        None => Err(format!("`{words}` does not stand at {start} to {end} of the text")),
    }
}

/// The byte at which so many units of the text are passed.
fn byte_of(text: &str, units: usize, length: fn(char) -> usize) -> Option<usize> {
    let mut passed = 0;
    for (byte, character) in text.char_indices() {
        if passed >= units {
            return (passed == units).then_some(byte);
        }
        passed += length(character);
    }
    (passed == units).then_some(text.len())
}

/// The span without blanks at its edges.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start() + words.len() - words.trim_start().len();
    Span::new(start, start + words.trim().len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    const STANCES: [&str; 2] = ["denial", "other"];

    fn task() -> AnnotationTask {
        AnnotationTask {
            id: "a#1".into(),
            text: "🦉 Zoë Marr denied that owls bite … or sleep.".into(),
            content: vec![Span::new(27, 36), Span::new(41, 49)],
            cue: Some(Span::new(15, 21)),
            speaker: Some(Span::new(5, 14)),
            stance: "denial".into(),
            probability: 0.5,
        }
    }

    /// The export as it comes back when somebody accepts every prediction.
    fn accepted() -> Value {
        let mut tasks: Value = serde_json::from_str(&to_label_studio(&[task()], "m").unwrap()).unwrap();
        tasks[0]["annotations"] = tasks[0]["predictions"].take();
        tasks
    }

    fn read(tasks: &Value) -> Vec<Result<AnnotationTask, Error>> {
        from_label_studio("l.json", &tasks.to_string(), &STANCES).unwrap()
    }

    #[test]
    fn what_goes_out_comes_back() {
        let found = read(&accepted()).remove(0).unwrap();
        assert_eq!(found, AnnotationTask { probability: 1.0, ..task() });
        assert_eq!(found.content[0].of(&found.text), "owls bite");
        let mut units = accepted();
        for region in units[0]["annotations"][0]["result"].as_array_mut().unwrap().iter_mut().take(4) {
            for end in ["start", "end"] {
                region["value"][end] = json!(region["value"][end].as_u64().unwrap() + 1);
            }
        }
        assert_eq!(read(&units).remove(0).unwrap(), found, "UTF-16 units: the owl counts two");
        assert!(read(&json!([{"data": {"id": "b", "text": "x"}}])).is_empty(), "not labelled");
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        type Change = fn(&mut Value);
        let cases: [(Change, &str); 8] = [
            (
                |t| t[0]["value"] = json!({"start": 1, "end": 2, "text": " ", "labels": ["content"]}),
                "the region from 1 to 2 holds no words",
            ),
            (|t| t[0]["value"]["end"] = json!(900), "`owls bite` does not stand at 23 to 900 of the text"),
            (
                |t| t[0]["value"]["text"] = json!("owl bite"),
                "`owl bite` does not stand at 23 to 32 of the text",
            ),
            (|t| t[0]["value"]["start"] = Value::Null, "the region `owls bite` has no start or end"),
            (
                |t| t[4]["value"]["choices"] = json!(["worry"]),
                "the stance `worry`; expected one of denial, other",
            ),
            (|t| t[4]["from_name"] = json!("mood"), "no stance was chosen"),
            (|t| t[2]["value"]["labels"] = json!(["speaker"]), "a second speaker; expected one"),
            (
                |t| t[2]["value"]["labels"] = json!(["mood"]),
                "the region `mood`; expected content, cue or speaker",
            ),
        ];
        for (change, expected) in cases {
            let mut tasks = accepted();
            change(&mut tasks[0]["annotations"][0]["result"]);
            let error = read(&tasks).remove(0).unwrap_err().to_string();
            assert!(error.contains(expected) && error.starts_with("l.json:1: task 1 (`a#1`)"), "{error}");
        }
        let mut two = accepted();
        let mut other = two[0]["annotations"][0].clone();
        other["result"][4]["value"]["choices"] = json!(["other"]);
        two[0]["annotations"].as_array_mut().unwrap().push(other);
        assert!(read(&two).remove(0).unwrap_err().to_string().contains("annotators disagree"));
        assert!(
            from_label_studio("l.json", "{}", &STANCES).unwrap_err().to_string().starts_with("l.json:1: ")
        );
    }
}
