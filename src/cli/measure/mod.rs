//! `lacuna measure`: verdicts against labelled policies.

mod labels;
mod saved;
mod score;

use super::args::MeasureArgs;
use super::inputs::read_document;
use super::packs::{choose_laws, load_packs};
use super::{Failure, Outcome};
use crate::document::Document;
use crate::engine::{Settings, StatedFacts, assess};
use crate::finding::{Assessment, Evidence, RequirementReading};
use crate::pack::Packs;
use crate::report::normalise;
use labels::{Label, Labelled, read_labels};
use miette::miette;
use score::{Score, share};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &MeasureArgs) -> Result<Outcome, Failure> {
    let packs = load_packs(&args.packs)?;
    let laws = choose_laws(&packs, &args.packs.law)?;
    let mut text = Vec::new();
    let mut total = BTreeMap::new();
    for folder in &args.folders {
        let mut policies = read_labels(folder)?;
        policies.retain(|p| (args.policy.is_empty() || args.policy.contains(&p.name)) && !args.without.contains(&p.name));
        let comparison = compare(&packs, &laws, &policies, args)?;
        comparison.print(&mut text, &packs, folder, policies.len(), args.verbose).map_err(|e| miette!("cannot write: {e}"))?;
        for (id, score) in &comparison.by_requirement {
            total.entry(id.clone()).or_insert_with(Score::default).join(score);
        }
    }
    let figures = saved::figures(&total);
    if let Some(path) = &args.against {
        saved::compare(&mut text, &figures, path)?;
    }
    if let Some(folder) = &args.write {
        saved::write_into_packs(&figures, folder)?;
    }
    let text = if args.json { saved::to_json(&figures) } else { String::from_utf8_lossy(&text).into_owned() };
    super::print(&text)?;
    Ok(Outcome::Clean)
}

#[derive(Default)]
struct Comparison {
    by_requirement: BTreeMap<String, Score>,
    facts: BTreeMap<String, (u32, u32)>,
    disagreements: BTreeMap<String, Vec<String>>,
}

fn compare(packs: &Packs, laws: &[u32], policies: &[Labelled], args: &MeasureArgs) -> Result<Comparison, Failure> {
    let mut comparison = Comparison::default();
    let wanted = |id: &str| args.only.is_empty() || args.only.iter().any(|o| id.contains(o.as_str()));
    let as_of = laws.iter().map(|l| packs.laws[*l as usize].as_of).max().ok_or_else(|| miette!("no law to measure"))?;
    let settings = Settings { laws: laws.to_vec(), facts: StatedFacts::new(), as_of, whatever_day: true };
    let bar = indicatif::ProgressBar::new(policies.len() as u64);
    for policy in bar.wrap_iter(policies.iter()) {
        let documents = policy.documents.iter().map(|d| read_document(d)).collect::<Result<Vec<_>, _>>()?;
        let assessment = assess(&documents, packs, &settings);
        for reading in &assessment.requirements {
            let id = &packs.requirements[reading.requirement].id;
            if let Some(label) = policy.labels.get(id).filter(|_| wanted(id)) {
                comparison.requirement(packs, policy, &documents, reading, label);
            }
        }
        comparison.facts(packs, policy, &documents, &assessment, wanted);
    }
    bar.finish_and_clear();
    Ok(comparison)
}

impl Comparison {
    fn requirement(&mut self, packs: &Packs, policy: &Labelled, documents: &[Document], reading: &RequirementReading, label: &Label) {
        let requirement = &packs.requirements[reading.requirement];
        let score = self.by_requirement.entry(requirement.id.clone()).or_default();
        let ours = reading.verdict;
        let (same, theirs) = match label {
            Label::Addressed(addressed) => {
                score.add_addressed(ours, *addressed);
                (ours.is_addressed() == *addressed, if *addressed { "addressed".to_owned() } else { "not addressed".to_owned() })
            }
            Label::Full { verdict, elements, quotes, why } => {
                score.add(ours, *verdict);
                let spans = evidence(reading);
                for quote in quotes {
                    score.quotes.0 += 1;
                    score.quotes.1 += u32::from(overlaps(documents, &spans, quote));
                }
                let plus: Vec<String> = elements.iter().map(|(id, there)| format!("{}{id}", if *there { '+' } else { '-' })).collect();
                (ours == *verdict, format!("{} ({}) {why}\n      label quotes: {}", verdict.name(), plus.join(" "), quotes.join(" // ")))
            }
        };
        if !same {
            let elements: Vec<String> =
                reading.elements.iter().map(|e| format!("{}:{}", requirement.elements[e.element].id, e.state.name())).collect();
            let quotes: Vec<String> = evidence(reading).iter().take(6).map(|e| documents[e.document].quote(e.span)).collect();
            let line = format!(
                "  {} ours {} ({}); label {theirs}\n      our evidence: {}",
                policy.name,
                ours.name(),
                elements.join(" "),
                quotes.join(" // ")
            );
            self.disagreements.entry(requirement.id.clone()).or_default().push(line);
        }
    }

    fn facts(&mut self, packs: &Packs, policy: &Labelled, documents: &[Document], assessment: &Assessment, wanted: impl Fn(&str) -> bool) {
        for reading in &assessment.facts {
            let id = &packs.facts[reading.fact].id;
            let Some(label) = policy.facts.get(id).filter(|_| wanted(id)) else { continue };
            let entry = self.facts.entry(id.clone()).or_default();
            entry.0 += 1;
            entry.1 += u32::from(reading.value == *label);
            if reading.value != *label {
                let quotes: Vec<String> = reading.evidence.iter().map(|e| documents[e.document].quote(e.span)).collect();
                let line = format!("  {} ours {} label {}; evidence: {}", policy.name, reading.value, label, quotes.join(" // "));
                self.disagreements.entry(format!("fact {id}")).or_default().push(line);
            }
        }
    }

    fn print(&self, out: &mut impl Write, packs: &Packs, folder: &Path, policies: usize, verbose: bool) -> std::io::Result<()> {
        for (id, lines) in self.disagreements.iter().filter(|_| verbose) {
            writeln!(out, "{id}")?;
            for line in lines {
                writeln!(out, "{line}")?;
            }
        }
        writeln!(out, "{}: {policies} policies", folder.display())?;
        writeln!(out, "{:44} {:>4}  gaps P    R    F1 | addr F1 | sat F1 | equal kappa | quotes", "", "n")?;
        for (id, score) in &self.by_requirement {
            line(out, id, score)?;
        }
        let mut all = Score::default();
        for law in &packs.laws {
            let mut total = Score::default();
            let of_law = format!("{}.", law.id);
            self.by_requirement.iter().filter(|(id, _)| id.starts_with(&of_law)).for_each(|(_, s)| total.join(s));
            if total.count > 0 {
                line(out, &format!("= {}", law.id), &total)?;
            }
            all.join(&total);
        }
        line(out, "= all", &all)?;
        for (id, (count, right)) in self.facts.iter().filter(|(_, (n, r))| n != r) {
            writeln!(out, "fact {id}: {right} of {count}")?;
        }
        let (count, right) = self.facts.values().fold((0, 0), |(n, r), (a, b)| (n + a, r + b));
        if count > 0 {
            writeln!(out, "facts: {:.3} of {count}", share(right, count))?;
        }
        Ok(())
    }
}

fn line(out: &mut impl Write, name: &str, s: &Score) -> std::io::Result<()> {
    let quotes = if s.quotes.0 == 0 { "-".to_owned() } else { format!("{:.2}", share(s.quotes.1, s.quotes.0)) };
    writeln!(
        out,
        "{name:44} {:>4}  {:.3} {:.3} {:.3} |   {:.3} |  {:.3} | {:.3} {:.3} | {quotes}",
        s.count,
        s.gaps.precision(),
        s.gaps.recall(),
        s.gaps.f1(),
        s.addressed.f1(),
        s.satisfied.f1(),
        s.agreement(),
        s.kappa()
    )
}

/// All evidence behind a verdict.
fn evidence(reading: &RequirementReading) -> Vec<&Evidence> {
    let elements = reading.elements.iter().flat_map(|e| &e.evidence);
    elements.chain(&reading.addressed).chain(&reading.weakened).chain(&reading.contradicted).collect()
}

/// Whether a labelled quote and some evidence share words: one contains the other's beginning, or they overlap where the quote stands in the text.
fn overlaps(documents: &[Document], evidence: &[&Evidence], quote: &str) -> bool {
    let quote = normalise(quote);
    evidence.iter().any(|e| {
        let ours = normalise(&documents[e.document].quote(e.span));
        !ours.is_empty() && (ours.contains(&quote) || quote.contains(&ours) || shares_run(&ours, &quote))
    })
}

/// Whether the end of one is the beginning of the other, by five words at least.
fn shares_run(a: &str, b: &str) -> bool {
    let (wa, wb): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let joined = |x: &[&str], y: &[&str]| (5..=x.len().min(y.len())).any(|n| x[x.len() - n..] == y[..n]);
    joined(&wa, &wb) || joined(&wb, &wa)
}
