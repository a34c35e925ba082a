//! From pack files to [`Packs`]: parsing, checking, compiling, with every mistake reported.

use super::raw::{Patterns, RawAudiences, RawConcepts, RawContradictions, RawElement, RawFact, RawLaw, RawPack, RawRequirement};
use super::{
    Audience, Condition, Contradiction, Day, Element, Elsewhere, Examples, Fact, FactDefault, Law, Measured, Packs, Requirement, Severity,
};
use crate::pattern::{Compiler, FormulaId, Mistake, Names, audience_bit};
use crate::text::Span;
use std::collections::BTreeMap;
use toml::Spanned;

/// A file of a rules folder.
#[derive(Clone, Debug)]
pub struct PackFile {
    /// Path below the rules folder, with `/`: `gdpr/pack.toml`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A mistake in a pack file.
#[derive(Clone, Debug)]
pub struct PackMistake {
    /// Path as in [`PackFile::path`].
    pub path: String,
    /// Where, in bytes of the file.
    pub span: Span,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub hint: String,
}

/// Reads the files of a rules folder: `shared/*.toml`, and one folder a law with `pack.toml`, optional `concepts*.toml` and one file a requirement.
///
/// # Errors
/// All mistakes in all files, in the order of the files.
pub fn load(files: &[PackFile]) -> Result<Packs, Vec<PackMistake>> {
    let mut loader = Loader { files, compiler: Compiler::new(), mistakes: Vec::new(), packs: Packs::default() };
    loader.run();
    if loader.mistakes.is_empty() {
        loader.packs.program = loader.compiler.finish();
        Ok(loader.packs)
    } else {
        loader.mistakes.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
        Err(loader.mistakes)
    }
}

/// Reads packs as [`load`] does, with one more pattern that sees the concepts of `home` (a requirement's or law's id, or empty).
///
/// # Errors
/// As [`load`]; mistakes in the pattern have an empty path.
pub fn load_with_pattern(files: &[PackFile], home: &str, pattern: &str) -> Result<(Packs, FormulaId), Vec<PackMistake>> {
    let mut loader = Loader { files, compiler: Compiler::new(), mistakes: Vec::new(), packs: Packs::default() };
    loader.run();
    if !loader.mistakes.is_empty() {
        return Err(loader.mistakes);
    }
    loader.compiler.set_all_laws();
    match loader.compiler.formula(&Names::of(home), pattern) {
        Ok(formula) => {
            loader.packs.program = loader.compiler.finish();
            Ok((loader.packs, formula))
        }
        Err(found) => {
            Err(found.into_iter().map(|m| PackMistake { path: String::new(), span: m.span, what: m.what, hint: m.hint }).collect())
        }
    }
}

struct Loader<'a> {
    files: &'a [PackFile],
    compiler: Compiler,
    mistakes: Vec<PackMistake>,
    packs: Packs,
}

/// What a file is, by its place in the folder.
enum Role<'p> {
    SharedAudiences,
    SharedContradictions,
    Concepts(&'p str),
    Pack(&'p str),
    Requirement(&'p str),
    Other,
}

fn role(path: &str) -> Role<'_> {
    match path.split_once('/') {
        Some(("shared", "audiences.toml")) => Role::SharedAudiences,
        Some(("shared", "contradictions.toml")) => Role::SharedContradictions,
        Some(("shared", name)) if name.ends_with(".toml") => Role::Concepts(""),
        Some((law, "pack.toml")) => Role::Pack(law),
        Some((law, name)) if name.starts_with("concepts") && name.ends_with(".toml") => Role::Concepts(law),
        Some((law, name)) if name.ends_with(".toml") && !name.contains('/') => Role::Requirement(law),
        _ => Role::Other,
    }
}

impl<'a> Loader<'a> {
    fn run(&mut self) {
        let files = self.files;
        let mut packs = Vec::new();
        let mut requirements = Vec::new();
        let mut audiences = Vec::new();
        let mut contradictions = Vec::new();
        for file in files {
            match role(&file.path) {
                Role::SharedAudiences => audiences.extend(self.parse::<RawAudiences>(file).map(|raw| (file, raw))),
                Role::SharedContradictions => contradictions.extend(self.parse::<RawContradictions>(file).map(|raw| (file, raw))),
                Role::Concepts(home) => {
                    if let Some(raw) = self.parse::<RawConcepts>(file) {
                        self.define(file, home, &raw.concepts);
                    }
                }
                Role::Pack(law) => packs.extend(self.parse::<RawPack>(file).map(|raw| (file, law, raw))),
                Role::Requirement(law) => requirements.extend(self.parse::<RawRequirement>(file).map(|raw| (file, law, raw))),
                Role::Other => {}
            }
        }
        for (file, _, raw) in &requirements {
            self.define(file, raw.id.get_ref(), &raw.concepts);
        }
        for (file, raw) in audiences {
            self.audiences(file, raw);
        }
        for (file, raw) in contradictions {
            self.contradictions(file, raw);
        }
        let mut defaults = BTreeMap::new();
        for (file, law, raw) in &packs {
            let checked = self.law(file, law, &raw.law);
            defaults.insert((*law).to_owned(), checked);
        }
        self.number_facts(&packs);
        for (file, law, raw) in packs {
            self.facts(file, law, raw.fact);
        }
        for (file, law, raw) in requirements {
            self.requirement(file, law, raw, &defaults);
        }
    }

    fn parse<T: serde::de::DeserializeOwned>(&mut self, file: &PackFile) -> Option<T> {
        match toml::from_str(&file.text) {
            Ok(raw) => Some(raw),
            Err(error) => {
                let range = error.span().unwrap_or(0..0);
                self.blame(
                    file,
                    Span::new(range.start, range.end),
                    error.message().to_owned(),
                    "see docs/patterns.md for the form of pack files",
                );
                None
            }
        }
    }

    fn blame(&mut self, file: &PackFile, span: Span, what: String, hint: &str) {
        self.mistakes.push(PackMistake { path: file.path.clone(), span, what, hint: hint.to_owned() });
    }

    fn blame_value<T>(&mut self, file: &PackFile, value: &Spanned<T>, what: String, hint: &str) {
        let range = value.span();
        self.blame(file, Span::new(range.start, range.end), what, hint);
    }

    /// Reports a mistake in a pattern at its place in the file: inside the string where that is written plainly, else the whole string.
    fn blame_pattern(&mut self, file: &PackFile, pattern: &Spanned<String>, mistake: Mistake) {
        let range = pattern.span();
        let raw = file.text.get(range.clone()).unwrap_or_default();
        let span = match raw.find(pattern.get_ref().as_str()) {
            Some(inset) => Span::new(range.start + inset + mistake.span.start(), (range.start + inset + mistake.span.end()).min(range.end)),
            None => Span::new(range.start, range.end),
        };
        self.mistakes.push(PackMistake { path: file.path.clone(), span, what: mistake.what, hint: mistake.hint });
    }

    fn define(&mut self, file: &PackFile, home: &str, concepts: &BTreeMap<String, Patterns>) {
        for (name, alternatives) in concepts {
            let texts: Vec<String> = alternatives.iter().map(|a| a.get_ref().clone()).collect();
            if let Err(found) = self.compiler.define(home, name, &texts) {
                for (n, mistake) in found {
                    match alternatives.get(n) {
                        Some(alternative) => self.blame_pattern(file, alternative, mistake),
                        None => self.blame(file, Span::new(0, 0), mistake.what, &mistake.hint),
                    }
                }
            }
        }
    }

    fn formulas(&mut self, file: &PackFile, names: &Names, patterns: &Patterns) -> Vec<FormulaId> {
        let mut ids = Vec::with_capacity(patterns.len());
        for pattern in patterns {
            match self.compiler.formula(names, pattern.get_ref()) {
                Ok(id) => ids.push(id),
                Err(found) => found.into_iter().for_each(|mistake| self.blame_pattern(file, pattern, mistake)),
            }
        }
        ids
    }

    fn audience(&mut self, file: &PackFile, names: &[Spanned<String>]) -> u8 {
        let mut bits = 0;
        for name in names {
            match audience_bit(name.get_ref()) {
                Some(bit) => bits |= bit,
                None => self.blame_value(
                    file,
                    name,
                    format!("unknown audience `{}`", name.get_ref()),
                    "known are everyone, europe, california, us-states, children, workforce, dpf",
                ),
            }
        }
        bits
    }

    fn elsewhere(&mut self, file: &PackFile, value: Option<&Spanned<String>>) -> Option<Elsewhere> {
        match value.map(|v| v.get_ref().as_str()) {
            Some("ignored") => Some(Elsewhere::Ignored),
            Some("hedged") => Some(Elsewhere::Hedged),
            Some(other) => {
                let what = format!("`{other}` is no worth of a clause for others");
                if let Some(value) = value {
                    self.blame_value(file, value, what, "write `ignored` or `hedged`");
                }
                None
            }
            None => None,
        }
    }

    fn audiences(&mut self, file: &PackFile, raw: RawAudiences) {
        let names = Names::of("");
        self.compiler.set_all_laws();
        for audience in raw.audience {
            let Some(bit) = audience_bit(audience.name.get_ref()) else {
                self.audience(file, &[audience.name]);
                continue;
            };
            let heading = self.formulas(file, &names, &audience.heading);
            let opening = self.formulas(file, &names, &audience.opening);
            let clause = self.formulas(file, &names, &audience.clause);
            self.packs.audiences.push(Audience { bit, heading, opening, clause });
        }
    }

    fn contradictions(&mut self, file: &PackFile, raw: RawContradictions) {
        let names = Names::of("");
        self.compiler.set_all_laws();
        for each in raw.contradiction {
            let one = self.formulas(file, &names, &each.one);
            let other = self.formulas(file, &names, &each.other);
            let unless = self.formulas(file, &names, &each.unless);
            self.packs.contradictions.push(Contradiction { id: each.id, title: each.title, one, other, unless });
        }
    }

    fn law(&mut self, file: &PackFile, folder: &str, raw: &RawLaw) -> (u8, Elsewhere) {
        if raw.id.get_ref() != folder {
            self.blame_value(
                file,
                &raw.id,
                format!("the law `{}` stands in the folder `{folder}`", raw.id.get_ref()),
                "give folder and id the same name",
            );
        }
        let as_of = self.day(file, &raw.as_of, Span::new(0, 0));
        self.packs.laws.push(Law {
            id: folder.to_owned(),
            name: raw.name.clone(),
            instrument: raw.instrument.clone(),
            as_of,
            sources: raw.sources.clone(),
            notes: raw.notes.trim().to_owned(),
        });
        let audience = if raw.audience.is_empty() { u8::MAX } else { self.audience(file, &raw.audience) };
        (audience, self.elsewhere(file, raw.elsewhere.as_ref()).unwrap_or(Elsewhere::Ignored))
    }

    fn day(&mut self, file: &PackFile, value: &toml::value::Datetime, span: Span) -> Day {
        let day = value.date.filter(|_| value.time.is_none()).and_then(|d| Day::new(d.year, d.month, d.day));
        day.unwrap_or_else(|| {
            self.blame(file, span, format!("`{value}` is no calendar day"), "write for instance 2026-11-22");
            Day::new(1970, 1, 1).expect("the first of January exists")
        })
    }

    /// Facts get their numbers before any expression that names them is read.
    fn number_facts(&mut self, packs: &[(&PackFile, &str, RawPack)]) {
        for (file, law, raw) in packs {
            let law = self.packs.law(law).expect("the law was read before its facts");
            for fact in &raw.fact {
                if self.packs.fact(fact.id.get_ref()).is_some() {
                    self.blame_value(
                        file,
                        &fact.id,
                        format!("the fact `{}` is defined twice", fact.id.get_ref()),
                        "fact ids are unique among all packs",
                    );
                    continue;
                }
                self.packs.facts.push(Fact {
                    id: fact.id.get_ref().clone(),
                    law,
                    question: fact.question.clone(),
                    default: FactDefault::Infer,
                    when: Condition::Always,
                    audience: u8::MAX,
                    yes: Vec::new(),
                    no: Vec::new(),
                    veto: Vec::new(),
                    inferred_by: fact.inferred_by.clone(),
                    not_inferred_by: fact.not_inferred_by.clone(),
                });
            }
        }
    }

    fn facts(&mut self, file: &PackFile, law: &str, facts: Vec<RawFact>) {
        let names = Names::of(law);
        let number = self.packs.law(law).expect("the law was read before its facts");
        self.compiler.set_law(number);
        for raw in facts {
            let default = match raw.default.get_ref().as_str() {
                "infer" => FactDefault::Infer,
                "assume" => FactDefault::Assume,
                other => {
                    self.blame_value(file, &raw.default, format!("`{other}` is no default of a fact"), "write `infer` or `assume`");
                    FactDefault::Infer
                }
            };
            let when = raw.when.as_ref().map_or(Condition::Always, |text| self.condition(file, text));
            let audience = if raw.audience.is_empty() { u8::MAX } else { self.audience(file, &raw.audience) };
            let yes = self.formulas(file, &names, &raw.yes);
            let no = self.formulas(file, &names, &raw.no);
            let veto = self.formulas(file, &names, &raw.veto);
            let id = self.packs.fact(raw.id.get_ref()).expect("facts were numbered before");
            let fact = &mut self.packs.facts[id as usize];
            (fact.default, fact.when, fact.audience, fact.yes, fact.no, fact.veto) = (default, when, audience, yes, no, veto);
        }
    }

    fn condition(&mut self, file: &PackFile, text: &Spanned<String>) -> Condition {
        let packs = &self.packs;
        match Condition::parse(text.get_ref(), |id| packs.fact(id)) {
            Ok(condition) => condition,
            Err(what) => {
                self.blame_value(file, text, what, "an expression is `always`, or facts joined by `not`, `and`, `or`");
                Condition::Always
            }
        }
    }

    fn requirement(&mut self, file: &PackFile, law: &str, raw: RawRequirement, defaults: &BTreeMap<String, (u8, Elsewhere)>) {
        let (Some(number), Some((audience, elsewhere))) = (self.packs.law(law), defaults.get(law).copied()) else {
            self.blame(
                file,
                Span::new(0, 0),
                format!("the folder `{law}` has no pack.toml that can be read"),
                "add one that describes the law",
            );
            return;
        };
        self.check_id(file, law, &raw);
        let names = Names::of(raw.id.get_ref());
        self.compiler.set_law(number);
        let severity = Severity::NAMES.iter().find(|(_, name)| name == raw.severity.get_ref()).map(|(s, _)| *s);
        if severity.is_none() {
            self.blame_value(
                file,
                &raw.severity,
                format!("`{}` is no severity", raw.severity.get_ref()),
                "write `error`, `warning` or `note`",
            );
        }
        if raw.element.is_empty() {
            self.blame_value(file, &raw.id, "a requirement without elements cannot be checked".into(), "add at least one [[element]]");
        }
        let spanned = |value: &Spanned<toml::value::Datetime>| Span::new(value.span().start, value.span().end);
        let requirement = Requirement {
            law: number,
            effective_from: self.day(file, raw.effective_from.get_ref(), spanned(&raw.effective_from)),
            effective_until: raw.effective_until.as_ref().map(|day| self.day(file, day.get_ref(), spanned(day))),
            applies: self.condition(file, &raw.applies),
            applies_text: raw.applies.get_ref().clone(),
            severity: severity.unwrap_or(Severity::Error),
            audience: if raw.audience.is_empty() { audience } else { self.audience(file, &raw.audience) },
            elsewhere: self.elsewhere(file, raw.elsewhere.as_ref()).unwrap_or(elsewhere),
            hedged_by: self.formulas(file, &names, &raw.hedged_by),
            addressed: self.formulas(file, &names, &raw.addressed),
            weakened: self.formulas(file, &names, &raw.weakened),
            contradicted: self.formulas(file, &names, &raw.contradicted),
            place: self.formulas(file, &names, &raw.place),
            elements: raw.element.iter().map(|element| self.element(file, &names, element)).collect(),
            id: raw.id.into_inner(),
            title: raw.title,
            citations: raw.cite,
            url: raw.url,
            asks: raw.asks,
            weak_when: raw.weak_when,
            looks_alike: raw.looks_alike,
            remedy: raw.remedy,
            silent: raw.silent,
            examples: Examples {
                satisfied_by: raw.examples.satisfied_by,
                weakened_by: raw.examples.weakened_by,
                missed_by: raw.examples.missed_by,
            },
            measured: raw.measured.map(|m| Measured { policies: m.policies, gaps_precision: m.gaps_precision, gaps_recall: m.gaps_recall }),
        };
        self.packs.requirements.push(requirement);
    }

    fn check_id(&mut self, file: &PackFile, law: &str, raw: &RawRequirement) {
        let id = raw.id.get_ref();
        let expected = format!("{law}/{}.toml", id.split_once('.').map_or("", |(_, name)| name));
        if expected != file.path {
            self.blame_value(file, &raw.id, format!("`{id}` stands in {}", file.path), &format!("it belongs into {expected}"));
        }
        if self.packs.requirement(id).is_some() {
            self.blame_value(file, &raw.id, format!("`{id}` is defined twice"), "ids are unique");
        }
    }

    fn element(&mut self, file: &PackFile, names: &Names, raw: &RawElement) -> Element {
        Element {
            id: raw.id.get_ref().clone(),
            must: raw.must.clone(),
            required: raw.required,
            stated: self.formulas(file, names, &raw.stated),
            hedged: self.formulas(file, names, &raw.hedged),
            hedged_by: self.formulas(file, names, &raw.hedged_by),
            denied: self.formulas(file, names, &raw.denied),
        }
    }
}
