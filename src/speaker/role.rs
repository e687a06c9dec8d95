//! The kinds of source a speaker can be, and their CAMEO/PLOVER codes.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Error;
use crate::stance::Label;

/// What kind of source a speaker is, by what the text says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Heads of state and government, ministries, agencies, diplomats; a country or its capital.
    Government,
    /// Legislators, parties, candidates, campaigns.
    Political,
    /// Armed forces and intelligence services.
    Military,
    /// Police, prosecutors, courts, lawyers in a case.
    Justice,
    /// Rebels, militias, insurgents.
    ArmedGroup,
    /// Bodies of several states and their officials.
    International,
    /// Charities, campaign groups, unions, churches, activists.
    Ngo,
    /// Academics, analysts, scientists, studies.
    Expert,
    /// Companies, executives, traders, industry bodies.
    Business,
    /// Outlets, journalists, commentators, polls.
    Media,
    /// Residents, witnesses, victims, athletes, artists, the public.
    Civilian,
    /// Nothing in the text tells.
    Unknown,
}

/// Each role with its name and its code.
const TABLE: [(Role, &str, Option<&str>); 12] = [
    (Role::Government, "government", Some("GOV")),
    (Role::Political, "political", Some("PTY")),
    (Role::Military, "military", Some("MIL")),
    (Role::Justice, "justice", Some("JUD")),
    (Role::ArmedGroup, "armed-group", Some("REB")),
    (Role::International, "international", Some("IGO")),
    (Role::Ngo, "ngo", Some("NGO")),
    (Role::Expert, "expert", Some("EDU")),
    (Role::Business, "business", Some("BUS")),
    (Role::Media, "media", Some("MED")),
    (Role::Civilian, "civilian", Some("CVL")),
    (Role::Unknown, "unknown", None),
];

impl Role {
    /// All roles, in the order in which reports and models list them.
    pub const ALL: [Role; 12] = {
        let mut all = [Role::Unknown; 12];
        let mut i = 0;
        while i < 12 {
            all[i] = TABLE[i].0;
            i += 1;
        }
        all
    };

    /// Its name in lower case, words joined by hyphens.
    pub const fn as_str(self) -> &'static str {
        TABLE[self as usize].1
    }

    /// The CAMEO/PLOVER code nearest to it; none for [`Role::Unknown`]. Where a role covers
    /// several codes it is the commonest: `PTY` also for legislators (`LEG`) and opposition
    /// (`OPP`), `MIL` for spies, `JUD` for police (`COP`), `REB` for `UAF`, `NGO` for unions.
    pub const fn plover(self) -> Option<&'static str> {
        TABLE[self as usize].2
    }
}

impl Label for Role {
    fn from_name(name: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.as_str() == name)
    }

    fn name(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Role {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Role::from_name(name).ok_or_else(|| {
            let known = Role::ALL.map(Role::as_str).join(", ");
            Error::model(format!("`{name}` is no role; expected one of {known}"))
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn names_lead_back_to_their_role() {
        for (place, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, place, "the table is in the order of the enum");
            assert_eq!(role.to_string().parse::<Role>().unwrap(), role);
            assert_eq!(serde_json::to_string(&role).unwrap(), format!("\"{role}\""));
            assert_eq!(role.plover().is_none(), role == Role::Unknown);
        }
    }
}
