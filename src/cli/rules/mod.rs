//! `lacuna rules`: check, test and try packs.

mod examples;
mod trial;

use super::args::{RulesArgs, RulesCommand};
use super::{Failure, Outcome};

/// Runs the command.
pub(super) fn run(args: &RulesArgs) -> Result<Outcome, Failure> {
    match &args.command {
        RulesCommand::Test(args) => examples::run(args),
        RulesCommand::Try(args) => trial::run(args),
    }
}
