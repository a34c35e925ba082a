//! HTML as a reader of the page reads it.
//!
//! Tokens (`tokens`) become a list of words and elements (`page`); names and roles of the elements (`marks`) and the amount of running text in
//! each say what is policy (`choose`); that is written block by block (`write`), tables cell by cell (`table`).
//!
//! Left out: scripts and styles, menus, head and foot of the site, consent managers, dialogs, form controls, what is hidden for good. Links in the foot of the
//! site ("Your Privacy Choices", "Accessibility") are left out with it: what counts is what the policy's own text says and links to. Read: tabs, accordions,
//! `<details>` and other panels that readers open. Imports `text`, `document`.

mod choose;
mod ends;
mod lines;
mod looks;
mod marks;
mod page;
mod table;
mod tag;
mod tokens;
mod write;

use crate::document::Draft;

/// The reading text of a page.
pub(crate) fn read(decoded: &str) -> Draft {
    let mut builder = page::Builder::new(decoded);
    tokens::tokenize(decoded, &mut builder);
    let page = builder.finish();
    let choice = choose::choose(&page, decoded);
    write::write(&page, &choice, decoded)
}

#[cfg(test)]
mod tests;
