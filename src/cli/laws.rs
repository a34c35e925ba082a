//! `lacuna laws`: the packs, their dates and their requirements.

use super::args::LawsArgs;
use super::packs::{choose_laws, load_packs};
use super::{Failure, Outcome, print, width};
use comfy_table::{ContentArrangement, Table, presets};

/// Runs the command.
pub(super) fn run(args: &LawsArgs) -> Result<Outcome, Failure> {
    let packs = load_packs(&args.packs)?;
    let mut text = String::new();
    for number in choose_laws(&packs, &args.packs.law)? {
        let law = &packs.laws[number as usize];
        let requirements: Vec<_> = packs.requirements.iter().filter(|r| r.law == number).collect();
        let facts = packs.facts.iter().filter(|f| f.law == number).count();
        text += &format!("{}: {} ({})\n", law.id, law.name, law.instrument);
        text += &format!("law as of {}; {} requirements, {facts} facts\n", law.as_of, requirements.len());
        let mut table = Table::new();
        table
            .load_preset(presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(u16::try_from(width()).unwrap_or(100));
        table.set_header(["requirement", "title", "severity", "binds from", "applies"]);
        for r in requirements {
            table.add_row([
                r.id.clone(),
                r.title.clone(),
                r.severity.name().to_owned(),
                r.effective_from.to_string(),
                r.applies_text.clone(),
            ]);
        }
        text += &format!("{table}\n\n");
    }
    print(&text)?;
    Ok(Outcome::Clean)
}
