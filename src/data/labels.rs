//! The labels that the project's own training data uses.

/// The stances of a claim, in the order in which reports and files list them.
pub const STANCES: [&str; 4] = ["concern", "denial", "warning", "other"];

/// The kinds of source a speaker can be.
pub const ROLES: [&str; 12] = [
    "government",
    "political",
    "military",
    "justice",
    "armed-group",
    "international",
    "ngo",
    "expert",
    "business",
    "media",
    "civilian",
    "unknown",
];

/// `label` if it is one of `allowed`, else a message that lists these.
pub(crate) fn checked(label: &str, allowed: &[&str]) -> Result<String, String> {
    if allowed.contains(&label) {
        Ok(label.to_owned())
    } else {
        Err(format!("`{label}` is no known label; expected one of {}", allowed.join(", ")))
    }
}
