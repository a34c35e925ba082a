//! Where the policy begins and ends among the lines of a page: after menus that nothing names, before links that nothing names.

use std::ops::Range;

use super::choose::Choice;
use super::marks::Marks;
use super::page::{Element, Node, Page};

/// Unlinked text of this many bytes makes a line one of running text.
const RUNNING: usize = 60;

/// A line with more text is no title, and no label of a menu or foot.
const LONGEST_LABEL: usize = 200;

/// A line that says when a policy was changed has no more text.
const LONGEST_DATE: usize = 80;

/// A menu has at least so many links.
const SHORTEST_MENU: usize = 6;

/// One of so many may lead to other sites for a good part.
const LONG_MENU: usize = 20;

/// Between two links of a menu stand at most so many labels.
const LONGEST_GAP: usize = 2;

/// The number of the page's own site, as relative links have it.
const OWN_SITE: u64 = 0;

/// A title has no more text.
const LONGEST_TITLE: usize = 120;

/// Where nothing marks the main part, the title stands before all but this share of the running text, in hundredths.
const BEFORE_TITLE: usize = 3;

/// Within so many lines of the main part its title stands, if it has one.
const TITLE_WITHIN: usize = 3;

/// So many lines after a title that stands outside the main part belong to it: a date, a line on what follows.
const TITLE_LINES: usize = 4;

/// A line of a page: what stands between two breaks.
#[derive(Debug, Default)]
struct Line {
    nodes: Range<u32>,
    /// Bytes of text, and of linked text; links to addresses and telephone numbers do not count.
    text: usize,
    linked: usize,
    is_heading: bool,
    /// Whether it is a heading of the first level.
    is_top: bool,
    has_digit: bool,
    has_address: bool,
    /// Whether it names what is read: privacy, policy, notice.
    is_titled: bool,
    is_copyright: bool,
    /// Whether it speaks of making or changing the policy.
    says_when: bool,
    /// Whether its beginning speaks of privacy, and not of cookies as banners do.
    speaks_of_privacy: bool,
    /// The site its links lead to, when they lead away from the page.
    away: Option<u64>,
    ends_in_colon: bool,
    is_menu: bool,
}

impl Line {
    fn is_running(&self) -> bool {
        self.text - self.linked >= RUNNING
    }

    fn is_linked(&self) -> bool {
        self.linked * 10 >= self.text * 8
    }

    /// Whether it says when the policy was made or changed.
    fn is_date(&self) -> bool {
        self.says_when && self.has_digit && self.text <= LONGEST_DATE && !self.is_copyright && !self.is_linked()
    }

    fn is_title(&self) -> bool {
        self.is_titled && !self.is_linked() && self.text <= LONGEST_TITLE
    }
}

/// The nodes to read: the lines of the main part, or of the whole page, without those at either end that belong to no text; and before the main
/// part the title.
pub(super) fn trim(page: &Page, source: &str, choice: &Choice, main: Option<&Range<u32>>) -> Vec<Range<u32>> {
    let mut lines = find_lines(page, source, choice);
    find_own_site(page, &mut lines);
    let lines = leave_out_menus(lines);
    let (title, text) = match main {
        None => (0..0, find_text(&lines, BEFORE_TITLE)),
        Some(main) => {
            let at = |node| lines.partition_point(|l| l.nodes.start < node);
            let (start, end) = (at(main.start), at(main.end));
            let within = find_text(&lines[start..end], 0);
            let text = start + within.start..start + within.end;
            let is_titled = lines[text.clone()].iter().take(TITLE_WITHIN).any(|l| l.is_heading && l.is_title());
            (if is_titled { 0..0 } else { find_title(&lines[..start]) }, text)
        }
    };
    // The date of a policy may stand anywhere on the page.
    let is_read = |(at, line): &(usize, &Line)| text.contains(at) || title.contains(at) || line.is_date();
    lines.iter().enumerate().filter(is_read).map(|(_, l)| l.nodes.clone()).collect()
}

/// Bytes of running text in `lines`.
fn running(lines: &[Line]) -> usize {
    lines.iter().filter(|l| l.is_running()).map(|l| l.text).sum()
}

/// The lines without those of menus. A list that a sentence leads into is none.
fn leave_out_menus(mut lines: Vec<Line>) -> Vec<Line> {
    let mut at = 0;
    while at < lines.len() {
        let end = find_links(&lines, at);
        let is_led_into = at > 0 && lines[at - 1].ends_in_colon;
        if !is_led_into && is_menu(&lines[at..end]) {
            lines[at..end].iter_mut().for_each(|l| l.is_menu = true);
        }
        at = end.max(at + 1);
    }
    lines.retain(|l| !l.is_menu);
    lines
}

/// The end of the links that follow one another from line `at` on, a label here and there between them.
fn find_links(lines: &[Line], at: usize) -> usize {
    let mut end = at;
    for (next, line) in lines.iter().enumerate().skip(at) {
        let is_over = line.is_running() || line.has_address || (line.is_heading && line.is_titled) || next > end + LONGEST_GAP;
        if is_over || (end == at && line.away.is_none()) {
            break;
        }
        if line.is_linked() && line.away.is_some() {
            end = next + 1;
        }
    }
    end
}

/// Whether links are a menu of the site: many, most of them to its own pages, and not to other notices. A policy lists other businesses' pages.
fn is_menu(lines: &[Line]) -> bool {
    let links = lines.iter().filter(|l| l.is_linked() && l.away.is_some());
    let (mut count, mut own, mut titled) = (0, 0, 0);
    for link in links {
        count += 1;
        own += usize::from(link.away == Some(OWN_SITE));
        titled += usize::from(link.is_titled);
    }
    // The longer, the surer: hardly a policy links to as many pages one after the other.
    let is_to_own = if count >= LONG_MENU { own * 2 >= count } else { own * 10 >= count * 7 };
    count >= SHORTEST_MENU && is_to_own && titled * 2 <= count
}

/// Gives links to the page's own site the number of relative ones. The site is the one the page names as its own, or else the one most links lead to.
fn find_own_site(page: &Page, lines: &mut [Line]) {
    let named = page.address.and_then(|a| match Target::of(page.words.get(a.range())?) {
        Target::Away(site) if site != OWN_SITE => Some(site),
        _ => None,
    });
    let own = named.or_else(|| {
        let mut sites: Vec<u64> = lines.iter().filter_map(|l| l.away).filter(|site| *site != OWN_SITE).collect();
        sites.sort_unstable();
        let most = sites.chunk_by(|a, b| a == b).max_by_key(|links| links.len())?;
        (most.len() >= SHORTEST_MENU).then(|| most[0])
    });
    if let Some(own) = own {
        lines.iter_mut().filter(|l| l.away == Some(own)).for_each(|l| l.away = Some(OWN_SITE));
    }
}

/// The title before the main part, with what belongs to it.
fn find_title(lines: &[Line]) -> Range<usize> {
    let Some(at) = lines.iter().rposition(|l| l.is_heading && l.is_title()) else { return 0..0 };
    let after = lines[at + 1..].iter().take(TITLE_LINES).take_while(|l| l.is_running() || l.has_digit).count();
    at..at + 1 + after
}

/// The lines of the text among `lines`.
fn find_text(lines: &[Line], share: usize) -> Range<usize> {
    let start = find_start(lines, share);
    start..start + find_end(&lines[start..])
}

/// The first line of the text among `lines`: its title, or else the first paragraph; and the headings and dates directly above. No more than `share`
/// hundredths of the running text stand before the title, five times as many before one of the first level.
fn find_start(lines: &[Line], share: usize) -> usize {
    let may_begin = |at: &usize, share: usize| running(&lines[..*at]) <= running(lines) * share / 100;
    let find = |wanted: fn(&Line) -> bool, share| lines.iter().position(wanted).filter(|at| may_begin(at, share));
    let top = find(|l| l.is_top && l.is_title(), share * 5);
    let heading = || find(|l| l.is_heading && l.is_title(), share);
    let plain = || find(Line::is_title, share);
    let paragraph = lines.iter().position(Line::is_running).unwrap_or(0);
    let start = top.or_else(heading).unwrap_or_else(|| plain().map_or(paragraph, |at| at.min(paragraph)));
    let belongs = |l: &&Line| !l.is_linked() && (l.is_heading || l.has_digit || l.speaks_of_privacy);
    let above = lines[..start].iter().rev().take_while(belongs).count();
    start - above
}

/// The line after the last one of the text among `lines`.
fn find_end(lines: &[Line]) -> usize {
    // A heading with nothing under it heads a menu.
    let is_link = |l: &Line| l.is_linked() && !l.has_address && l.away == Some(OWN_SITE);
    let is_foot = |l: &Line| l.is_copyright || l.is_date() || is_link(l) || (l.is_heading && !l.has_digit && !l.is_titled);
    // Where all is links, they are the text.
    lines.iter().rposition(|l| !is_foot(l)).map_or(lines.len(), |last| last + 1)
}

/// The lines of what is not left out.
fn find_lines(page: &Page, source: &str, choice: &Choice) -> Vec<Line> {
    let mut finder = Finder { lines: Vec::new(), line: Line::default(), block_ends: Vec::new(), heading: (0, 0), link: None };
    let mut at = 0;
    while let Some(node) = page.nodes.get(at as usize) {
        finder.leave_until(at);
        match *node {
            Node::Element(id) => {
                let Some(element) = page.elements.get(id as usize) else { break };
                if choice.leaves_out(id) {
                    finder.pass_over(page, element);
                    at = element.nodes.end;
                    continue;
                }
                finder.enter(element);
            }
            Node::Break => finder.end_line(at),
            Node::Link(target) => finder.link = Some(Target::of(page.words.get(target.range()).unwrap_or_default())),
            Node::LinkEnd => finder.link = None,
            Node::Picture { words, .. } => finder.line.add(page.words.get(words.range()).unwrap_or_default(), finder.link, 0),
            _ => finder.line.add(page.words_of(node, source), finder.link, finder.heading(at)),
        }
        at += 1;
    }
    finder.end_line(at);
    finder.lines
}

/// Lines while they are found.
struct Finder {
    lines: Vec<Line>,
    line: Line,
    /// Nodes before which the open blocks end, outermost first.
    block_ends: Vec<u32>,
    /// Level of the last heading, and the node before which it ends.
    heading: (u8, u32),
    link: Option<Target>,
}

impl Finder {
    fn end_line(&mut self, at: u32) {
        self.line.nodes.end = at;
        let line = std::mem::replace(&mut self.line, Line { nodes: at..at, ..Line::default() });
        if line.text > 0 {
            self.lines.push(line);
        }
    }

    /// Level of the heading that node `at` stands in; 0 in none.
    fn heading(&self, at: u32) -> u8 {
        if at < self.heading.1 { self.heading.0 } else { 0 }
    }

    fn leave_until(&mut self, at: u32) {
        while self.block_ends.pop_if(|end| *end <= at).is_some() {
            self.end_line(at);
        }
    }

    fn enter(&mut self, element: &Element) {
        if !element.tag.is_inline() || element.marks.has(Marks::BLOCK) {
            self.end_line(element.nodes.start);
            self.block_ends.push(element.nodes.end);
        }
        if element.level > 0 {
            self.heading = (element.level, element.nodes.end);
        }
    }

    fn pass_over(&mut self, page: &Page, element: &Element) {
        if self.link.is_some() && page.parts_link(element) {
            self.link = None;
        }
        if !element.tag.is_inline() {
            self.end_line(element.nodes.start);
        }
        if self.line.text == 0 {
            self.line.nodes.start = element.nodes.end;
        }
    }
}

impl Line {
    fn add(&mut self, words: &str, link: Option<Target>, heading: u8) {
        let words = words.trim();
        // Data for scripts that stands on the page unseen is no line.
        if words.is_empty() || words.starts_with("[{") || words.starts_with("{\"") {
            return;
        }
        self.text += words.len();
        if matches!(link, Some(Target::Here | Target::Away(_))) {
            self.linked += words.len();
        }
        if let Some(Target::Away(host)) = link
            && !words.contains("://")
            && !words.starts_with("www.")
        {
            self.away = Some(host);
        }
        self.is_heading |= heading > 0;
        self.is_top |= heading == 1;
        self.has_address |= link == Some(Target::Address) || words.contains('@');
        self.ends_in_colon = words.ends_with(':');
        if self.text == words.len() {
            let start = &words.as_bytes()[..words.len().min(LONGEST_LABEL)];
            self.speaks_of_privacy = holds(start, b"privacy") && !holds(start, b"cookie");
        }
        if self.text > LONGEST_LABEL {
            return;
        }
        self.has_digit |= words.bytes().any(|b| b.is_ascii_digit());
        let word = |word: &[u8]| holds(words.as_bytes(), word);
        self.is_copyright |= words.starts_with('©') || word(b"all rights reserved") || (self.has_digit && word(b"copyright"));
        self.says_when |= [b"updated".as_slice(), b"effective", b"revis", b"modified", b"reviewed", b"amended"].iter().any(|w| word(w));
        self.is_titled |=
            word(b"privacy") || word(b"policy") || word(b"notice") || word(b"statement") || word(b"cookie") || word(b"data protection");
    }
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// To a place on the page.
    Here,
    /// To another page, on the site of this number.
    Away(u64),
    /// To an e-mail address or a telephone.
    Address,
}

impl Target {
    fn of(target: &str) -> Target {
        if target.starts_with("mailto:") || target.starts_with("tel:") {
            Target::Address
        } else if target.starts_with('#') {
            Target::Here
        } else {
            // Published documents lead to other hosts by way of their own.
            let target = target.split_once("/url?q=").map_or(target, |(_, behind)| behind);
            Target::Away(target.split_once("//").map_or(OWN_SITE, |(_, rest)| number(site(rest))))
        }
    }
}

/// The last two labels of the host that an address without its scheme begins with: `example.org` of `help.example.org/start`.
fn site(address: &str) -> &str {
    let host = address.split(['/', '?', '#']).next().unwrap_or_default();
    let dots = host.rmatch_indices('.').nth(1);
    dots.map_or(host, |(at, _)| &host[at + 1..])
}

/// A number for the name of a site; two names seldom share one.
fn number(site: &str) -> u64 {
    // FNV-1a: whether two are the same is all that is asked, and the same on every run.
    site.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01B3))
}

/// Whether `text` holds `word`, given in lower case, in letters of either case.
fn holds(text: &[u8], word: &[u8]) -> bool {
    let (lower, upper) = (word[0], word[0].to_ascii_uppercase());
    memchr::memchr2_iter(lower, upper, text).any(|at| text.get(at..at + word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word)))
}
