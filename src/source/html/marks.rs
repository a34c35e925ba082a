//! What the attributes of an element say about its words: hidden, part of the site's frame, a panel that opens.

use super::tag::Tag;
use super::tokens::{Attribute, Attributes};

/// A set of marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    /// Not shown, by attribute or style.
    pub(super) const HIDDEN: Marks = Marks(1);
    /// Not shown, by the name of its class, or shown to screen readers only.
    pub(super) const UNSEEN: Marks = Marks(1 << 1);
    /// A panel that readers open: tab, accordion, collapsed text.
    pub(super) const PANEL: Marks = Marks(1 << 2);
    /// The button or line that opens a panel.
    pub(super) const OPENER: Marks = Marks(1 << 3);
    /// A consent manager known by name.
    pub(super) const MANAGER: Marks = Marks(1 << 4);
    /// Named after cookies or consent.
    pub(super) const COOKIE: Marks = Marks(1 << 5);
    /// A dialog, banner or bar.
    pub(super) const BANNER: Marks = Marks(1 << 6);
    /// Navigation: menus, breadcrumbs, search, sharing.
    pub(super) const NAV: Marks = Marks(1 << 7);
    /// Head or foot of the site.
    pub(super) const FRAME: Marks = Marks(1 << 8);
    /// The main part of the page.
    pub(super) const MAIN: Marks = Marks(1 << 9);
    /// A heading by role.
    pub(super) const HEADING: Marks = Marks(1 << 10);
    /// A block by style.
    pub(super) const BLOCK: Marks = Marks(1 << 11);
    /// Bold by style.
    pub(super) const BOLD: Marks = Marks(1 << 12);
    /// A table that only places things.
    pub(super) const LAYOUT: Marks = Marks(1 << 13);
    /// Head of a row.
    pub(super) const ROW_HEAD: Marks = Marks(1 << 14);
    /// Its words are replaced by others.
    pub(super) const REPLACED: Marks = Marks(1 << 15);

    /// A dialog by role.
    pub(super) const DIALOG: Marks = Marks(1 << 16);

    /// Those of both.
    const fn and(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// Whether any of `other` is in it.
    pub(super) fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Adds those of `other`.
    pub(super) fn add(&mut self, other: Marks) {
        self.0 |= other.0;
    }

    /// Reads the attributes of an element named `tag`.
    pub(super) fn read(tag: Tag, attributes: &Attributes) -> Marks {
        let mut marks = if tag == Tag::Dialog { Marks::DIALOG } else { Marks::default() };
        if attributes.is_empty() {
            return marks;
        }
        if attributes.get(Attribute::Hidden).is_some_and(|v| !v.eq_ignore_ascii_case("until-found")) {
            marks.add(Marks::HIDDEN);
        }
        if attributes.get(Attribute::AriaHidden) == Some("true") {
            marks.add(Marks::HIDDEN);
        }
        if attributes.get(Attribute::AriaExpanded).is_some() {
            marks.add(Marks::OPENER);
        }
        if attributes.get(Attribute::Scope).is_some_and(|s| s.starts_with("row")) {
            marks.add(Marks::ROW_HEAD);
        }
        if let Some(style) = attributes.get(Attribute::Style) {
            marks.add(read_style(style));
        }
        if let Some(role) = attributes.get(Attribute::Role) {
            marks.add(read_role(role));
        }
        if let Some(id) = attributes.get(Attribute::Id) {
            marks.add(read_names(id));
            if is_manager(id) {
                marks.add(Marks::MANAGER);
            }
        }
        if let Some(class) = attributes.get(Attribute::Class) {
            marks.add(read_names(class));
        }
        if tag.is_inline() { marks.without(Marks::COOKIE) } else { marks }
    }

    fn without(self, other: Marks) -> Marks {
        Marks(self.0 & !other.0)
    }
}

fn read_style(style: &str) -> Marks {
    let mut marks = Marks::default();
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim();
        let value = value.strip_suffix("!important").unwrap_or(value).trim_end();
        let is = |name: &str| value.eq_ignore_ascii_case(name);
        match property.trim() {
            p if p.eq_ignore_ascii_case("display") => {
                if is("none") {
                    marks.add(Marks::HIDDEN);
                } else if is("block") || is("flex") || is("grid") || is("list-item") {
                    marks.add(Marks::BLOCK);
                }
            }
            p if p.eq_ignore_ascii_case("visibility") && (is("hidden") || is("collapse")) => marks.add(Marks::HIDDEN),
            p if p.eq_ignore_ascii_case("font-weight") && matches!(value, "bold" | "bolder" | "600" | "700" | "800" | "900") => {
                marks.add(Marks::BOLD);
            }
            _ => {}
        }
    }
    marks
}

fn read_role(role: &str) -> Marks {
    match role {
        "main" | "article" => Marks::MAIN,
        "heading" => Marks::HEADING,
        "tabpanel" | "region" => Marks::PANEL,
        "tab" | "button" => Marks::OPENER,
        "navigation" | "menu" | "menubar" | "search" | "toolbar" | "tablist" => Marks::NAV,
        "banner" | "contentinfo" => Marks::FRAME,
        "dialog" | "alertdialog" => Marks::DIALOG,
        "alert" | "status" => Marks::BANNER,
        "presentation" | "none" => Marks::LAYOUT,
        _ => Marks::default(),
    }
}

/// Reads the words of class and id names, as in `site-footer`, `cookieBanner`, `sr_only`.
fn read_names(names: &str) -> Marks {
    let bytes = names.as_bytes();
    let mut marks = Marks::default();
    let mut word = [0_u8; 16];
    let mut len = 0;
    for (i, byte) in bytes.iter().enumerate() {
        let camel = byte.is_ascii_uppercase() && i > 0 && bytes[i - 1].is_ascii_lowercase();
        if (camel || !byte.is_ascii_alphabetic()) && len > 0 {
            marks.add(read_name(&word[..len.min(word.len())]));
            len = 0;
        }
        if byte.is_ascii_alphabetic() {
            if let Some(slot) = word.get_mut(len) {
                *slot = byte.to_ascii_lowercase();
            }
            len += 1;
        }
    }
    marks.add(read_name(&word[..len.min(word.len())]));
    marks
}

fn read_name(word: &[u8]) -> Marks {
    match word {
        b"accordion" | b"accordions" | b"collapse" | b"collapsed" | b"collapsible" | b"panel" | b"tab" | b"tabs" | b"tabpanel"
        | b"tabcontent" | b"toggle" | b"expand" | b"expander" | b"expandable" | b"faq" | b"answer" | b"details" | b"pane" | b"dropdown"
        | b"readmore" => Marks::PANEL,
        b"cookie" | b"cookies" | b"consent" => Marks::COOKIE,
        b"banner" | b"notice" | b"popup" | b"overlay" | b"modal" | b"dialog" | b"toast" | b"alert" | b"bar" | b"lightbox" => Marks::BANNER,
        b"footer" | b"header" | b"masthead" | b"topbar" => Marks::FRAME,
        b"nav" | b"navbar" | b"navigation" | b"menu" | b"megamenu" | b"submenu" | b"breadcrumb" | b"breadcrumbs" | b"sidebar"
        | b"sidenav" | b"share" | b"sharing" | b"social" | b"search" | b"login" | b"newsletter" | b"pagination" | b"skip" | b"skiplink" => {
            Marks::NAV
        }
        b"hidden" | b"invisible" | b"offscreen" | b"hide" | b"sr" | b"screenreader" | b"reader" | b"visuallyhidden" => Marks::UNSEEN,
        // As in `cookiebanner`, `cookienotif`, `cookiealert`.
        _ if word.starts_with(b"cookie") => Marks::COOKIE.and(Marks::BANNER),
        _ => Marks::default(),
    }
}

/// Whether `id` is that of a consent manager's own window.
fn is_manager(id: &str) -> bool {
    const MANAGERS: [&str; 30] = [
        "_evidon",
        "axeptio",
        "BorlabsCookieBox",
        "cky-consent",
        "cmplz-",
        "consent_blackbar",
        "cookie-law-info",
        "cookiefirst-root",
        "CybotCookiebotDialog",
        "didomi-host",
        "didomi-popup",
        "ensBannerBG",
        "ensModalWrapper",
        "fides-overlay",
        "hs-eu-cookie-confirmation",
        "iubenda-cs-banner",
        "ketch-",
        "klaro",
        "moove_gdpr_cookie",
        "onetrust-banner-sdk",
        "onetrust-consent-sdk",
        "onetrust-pc-sdk",
        "optanon",
        "osano-cm",
        "qc-cmp2",
        "sp_message_container",
        "tarteaucitron",
        "transcend-consent",
        "truste-consent",
        "usercentrics-",
    ];
    MANAGERS.iter().any(|name| id.starts_with(name))
}
