//! One line of JSON as an article, with messages in the words of whoever wrote the line.

use serde::Deserialize;
use serde_json::Value;

const EXPECTED: &str = "expected an object with `id` and `text`";

#[derive(Deserialize)]
struct Line {
    id: Id,
    text: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Name(String),
    Number(i64),
}

/// Id and text of the article that stands on `line`, or what is wrong with it.
pub(crate) fn article_of(line: &str) -> Result<(String, String), String> {
    if !line.trim_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok() {
        return Err(format!("{} where an article belongs; {EXPECTED}", kind_of_line(line)));
    }
    match serde_json::from_str(line) {
        Ok(Line { id: Id::Name(id), text }) => Ok((id, text)),
        Ok(Line { id: Id::Number(id), text }) => Ok((id.to_string(), text)),
        Err(error) if error.is_eof() => Err(format!("the JSON breaks off; {EXPECTED}")),
        Err(error) if error.is_syntax() => {
            Err(format!("no JSON from byte {} of the line on; {EXPECTED}", error.column()))
        }
        Err(_) => Err(wrong_field(line)),
    }
}

/// Which field of an object is missing or of another kind.
fn wrong_field(line: &str) -> String {
    let Ok(Value::Object(fields)) = serde_json::from_str(line) else {
        return format!("nested too deep; {EXPECTED}");
    };
    let expected = [("id", "a string or a whole number"), ("text", "a string")];
    for (name, kind) in expected {
        let found = match fields.get(name) {
            None => return format!("the field `{name}` is missing; {EXPECTED}"),
            Some(Value::String(_)) => continue,
            Some(Value::Number(number)) if name == "id" && number.is_i64() => continue,
            Some(other) => kind_of(other),
        };
        return format!("the field `{name}` is {found}, expected {kind}");
    }
    "the field `id` or `text` stands twice, expected once".into()
}

fn kind_of_line(line: &str) -> &'static str {
    serde_json::from_str(line).map_or("a list", |value: Value| kind_of(&value))
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
