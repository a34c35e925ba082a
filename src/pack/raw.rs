//! Pack files as written.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A pattern list with the place of each.
pub(super) type Patterns = Vec<Spanned<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPack {
    pub(super) law: RawLaw,
    #[serde(default)]
    pub(super) fact: Vec<RawFact>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLaw {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    pub(super) instrument: String,
    pub(super) as_of: toml::value::Datetime,
    #[serde(default)]
    pub(super) sources: Vec<String>,
    #[serde(default)]
    pub(super) notes: String,
    #[serde(default)]
    pub(super) audience: Vec<Spanned<String>>,
    pub(super) elsewhere: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFact {
    pub(super) id: Spanned<String>,
    pub(super) question: String,
    pub(super) default: Spanned<String>,
    pub(super) when: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) audience: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) yes: Patterns,
    #[serde(default)]
    pub(super) no: Patterns,
    #[serde(default)]
    pub(super) veto: Patterns,
    #[serde(default)]
    pub(super) inferred_by: Vec<String>,
    #[serde(default)]
    pub(super) not_inferred_by: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRequirement {
    pub(super) id: Spanned<String>,
    pub(super) title: String,
    pub(super) cite: Vec<String>,
    #[serde(default)]
    pub(super) url: String,
    pub(super) effective_from: Spanned<toml::value::Datetime>,
    pub(super) effective_until: Option<Spanned<toml::value::Datetime>>,
    pub(super) applies: Spanned<String>,
    pub(super) severity: Spanned<String>,
    pub(super) asks: String,
    #[serde(default)]
    pub(super) weak_when: Vec<String>,
    #[serde(default)]
    pub(super) looks_alike: Vec<String>,
    #[serde(default)]
    pub(super) remedy: String,
    #[serde(default)]
    pub(super) silent: bool,
    #[serde(default)]
    pub(super) audience: Vec<Spanned<String>>,
    pub(super) elsewhere: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) hedged_by: Patterns,
    #[serde(default)]
    pub(super) addressed: Patterns,
    #[serde(default)]
    pub(super) weakened: Patterns,
    #[serde(default)]
    pub(super) contradicted: Patterns,
    #[serde(default)]
    pub(super) place: Patterns,
    #[serde(default)]
    pub(super) element: Vec<RawElement>,
    #[serde(default)]
    pub(super) concepts: BTreeMap<String, Patterns>,
    #[serde(default)]
    pub(super) examples: RawExamples,
    #[serde(default)]
    pub(super) measured: Option<RawMeasured>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawElement {
    pub(super) id: Spanned<String>,
    pub(super) must: String,
    #[serde(default = "yes")]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) stated: Patterns,
    #[serde(default)]
    pub(super) hedged: Patterns,
    #[serde(default)]
    pub(super) hedged_by: Patterns,
    #[serde(default)]
    pub(super) denied: Patterns,
}

fn yes() -> bool {
    true
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExamples {
    #[serde(default)]
    pub(super) satisfied_by: Vec<String>,
    #[serde(default)]
    pub(super) weakened_by: Vec<String>,
    #[serde(default)]
    pub(super) missed_by: Vec<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMeasured {
    pub(super) policies: u32,
    pub(super) gaps_precision: f32,
    pub(super) gaps_recall: f32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConcepts {
    #[serde(default)]
    pub(super) concepts: BTreeMap<String, Patterns>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAudiences {
    #[serde(default)]
    pub(super) audience: Vec<RawAudience>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAudience {
    pub(super) name: Spanned<String>,
    #[serde(default)]
    pub(super) heading: Patterns,
    #[serde(default)]
    pub(super) opening: Patterns,
    #[serde(default)]
    pub(super) clause: Patterns,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContradictions {
    #[serde(default)]
    pub(super) contradiction: Vec<RawContradiction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawContradiction {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) one: Patterns,
    pub(super) other: Patterns,
    #[serde(default)]
    pub(super) unless: Patterns,
}
