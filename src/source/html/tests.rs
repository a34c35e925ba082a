#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;

use super::read;
use crate::document::{BlockKind, Draft};
use crate::text::Span;

const SHOP: &str = include_str!("../../../tests/data/html/shop.html");

/// The blocks of a page, one a line: `#` for each level of a heading, `¶`, `*` for each level of an item (`+` when it goes on), `|` for a cell.
fn blocks(page: &str) -> Vec<String> {
    let draft = read(page);
    let show = |kind| match kind {
        BlockKind::Heading { level } => "#".repeat(usize::from(level)),
        BlockKind::Paragraph => "¶".to_owned(),
        BlockKind::Item { depth, first: true } => "*".repeat(usize::from(depth)),
        BlockKind::Item { depth, first: false } => "+".repeat(usize::from(depth)),
        BlockKind::Cell { row, column, head, .. } => format!("|{row}.{column}{}", if head { "!" } else { "" }),
    };
    draft.blocks.iter().map(|b| format!("{} {}", show(b.kind), &draft.text[b.span.range()])).collect()
}

/// The links of a page: words and target.
fn links(page: &str) -> Vec<(String, String)> {
    let draft = read(page);
    draft.links.iter().map(|l| (draft.text[l.span.range()].to_owned(), l.target.clone())).collect()
}

/// A page long enough that a few hundred bytes of `part` are the smaller share of it.
fn beside_text(part: &str) -> String {
    let sentence = "<p>We keep the data that we need to send your order and to answer your questions, and nothing more.</p>\n";
    format!("<body>{part}<h1>Privacy notice</h1>\n{}</body>", sentence.repeat(30))
}

fn reads(part: &str) -> bool {
    read(&beside_text(part)).text.contains("WORDS")
}

#[test]
fn a_page_is_read_as_its_reader_reads_it() {
    let blocks = blocks(SHOP);
    let expected = [
        "# Privacy policy",
        "¶ Last updated: 3\u{a0}March 2026",
        "¶ Marrowick Lamps Ltd (“Marrowick”, “we”) sells lamps. This policy says what we do with your personal data, and how to reach us.",
        "## What we collect",
        "¶ We collect:",
        "* your name and address",
        "** for delivery only",
        "* what you bought",
        "|0.0! Category",
        "|0.1! Purpose",
        "|1.0 Identifiers",
        "|1.1 Sending your order",
        "|1.1 Answering questions",
        "|2.0 Payment data",
        "|2.1 Taking payment",
        "|2.1 Refunds",
        "## Your choices",
        "###### How do I object?",
        "¶ Write to us and we will stop sending you offers.",
        "###### How long do you keep data?",
        "¶ We keep orders for seven years because tax law asks us to.",
        "######### Cookies.",
        "¶ We use cookies to keep your basket, and for nothing else at all.",
        "####### Contact",
        "¶ Marrowick Lamps Ltd 1 High Street Little Marrow",
        "¶ E-mail: privacy@marrowick.example",
    ];
    assert_eq!(blocks, expected);
    assert_eq!(
        links(SHOP),
        [
            ("how to reach us".to_owned(), "mailto:privacy@marrowick.example".to_owned()),
            ("privacy@marrowick.example".to_owned(), "mailto:privacy@marrowick.example".to_owned()),
        ]
    );
}

#[test]
fn end_tags_may_be_missing() {
    assert_eq!(
        blocks("<p>One<p>Two<ul><li>a<li>b<ol><li>c</ol><li>d</ul>Three"),
        ["¶ One", "¶ Two", "* a", "* b", "** c", "* d", "¶ Three"]
    );
    assert_eq!(blocks("<h2>Head</h3>text</span></p></div> more"), ["## Head", "¶ text more"]);
    assert_eq!(blocks("<b>Bold<p>One</b> two <i>three<p>four</i>"), ["####### Bold", "¶ One two three", "¶ four"]);
}

#[test]
fn inline_elements_add_no_space_and_blocks_do() {
    assert_eq!(blocks("<p>a<span>b</span><em>c</em> d</p>e<div>f</div>g"), ["¶ abc d", "¶ e", "¶ f", "¶ g"]);
    assert_eq!(blocks("<span style='display:block'>One</span><span>Two</span>"), ["¶ One", "¶ Two"]);
}

#[test]
fn breaks_end_paragraphs_when_doubled_or_after_a_sentence() {
    assert_eq!(blocks("<p>One line<br>and its end<br><br>Another</p>"), ["¶ One line and its end", "¶ Another"]);
    assert_eq!(
        blocks("We collect:<br>• names<br>&bull;&nbsp;addresses<br>- telephones"),
        ["¶ We collect:", "* names", "* addresses", "* telephones"]
    );
    let long = "This line is long enough to be the end of a paragraph on a page.";
    assert_eq!(blocks(&format!("{long}<br>Next")), [format!("¶ {long}"), "¶ Next".to_owned()]);
}

#[test]
fn preformatted_lines_are_kept_apart() {
    assert_eq!(blocks("<pre>One line\nand more\n\nTwo</pre>"), ["¶ One line and more", "¶ Two"]);
}

#[test]
fn bold_words_before_a_date_stay_with_it() {
    assert_eq!(blocks("<p><b>Last updated:</b> 1 May 2026</p>"), ["¶ Last updated: 1 May 2026"]);
}

#[test]
fn tables_without_data_are_running_text() {
    assert_eq!(blocks("<table><tr><td><h2>Head</h2><p>Text</td></tr><tr><td>More</td></tr></table>"), ["## Head", "¶ Text", "¶ More"]);
    assert_eq!(
        blocks("<table role=presentation><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"),
        ["¶ a", "¶ b", "¶ c", "¶ d"]
    );
}

#[test]
fn the_first_row_is_a_head_when_it_looks_like_one() {
    let bold = "<table><tr><td><b>Kind</b></td><td><b>Sold</b></td></tr><tr><td>Names</td><td>No</td></tr></table>";
    assert_eq!(blocks(bold), ["|0.0! Kind", "|0.1! Sold", "|1.0 Names", "|1.1 No"]);
    let plain = "<table><tr><td>Category of data<td>Retention period<tr><td>Names<td>One year</table>";
    assert_eq!(blocks(plain), ["|0.0! Category of data", "|0.1! Retention period", "|1.0 Names", "|1.1 One year"]);
}

#[test]
fn cells_that_span_columns_move_the_next_ones() {
    let table = "<table><tr><th colspan=2>Data<th>Why<tr><td>a<td>b<td>c<tr><td colspan=3>d</table>";
    assert_eq!(blocks(table), ["|0.0! Data", "|0.2! Why", "|1.0 a", "|1.1 b", "|1.2 c", "|2.0 d"]);
}

#[test]
fn definitions_are_items_below_their_terms() {
    assert_eq!(
        blocks("<dl><dt>Cookie<dd>A small file<dt>Pixel<dd>A small picture</dl>"),
        ["* Cookie", "** A small file", "* Pixel", "** A small picture"]
    );
}

#[test]
fn sections_numbered_by_a_list_are_sections() {
    assert_eq!(blocks("<ol><li><h2>Who we are</h2><p>Marrowick.</p></li></ol>"), ["## Who we are", "¶ Marrowick."]);
}

#[test]
fn a_link_with_a_picture_only_reads_as_its_description() {
    let page = "<p>See <a href=/choices><img alt='Your Privacy Choices' src=x></a> or <a href=/x><img alt=Icon>here</a>.</p>";
    assert_eq!(blocks(page), ["¶ See Your Privacy Choices or here."]);
    assert_eq!(links(page), [("Your Privacy Choices".to_owned(), "/choices".to_owned()), ("here".to_owned(), "/x".to_owned())]);
}

#[test]
fn hidden_addresses_are_decoded_where_they_can_be() {
    let code = "5c2c2e352a3d3f251c313d2e2e332b353f377239243d312c3039";
    let span = format!(
        "<a href='/cdn-cgi/l/email-protection#{code}'><span class=__cf_email__ data-cfemail={code}>[email&#160;protected]</span></a>"
    );
    assert_eq!(links(&span), [("privacy@marrowick.example".to_owned(), "mailto:privacy@marrowick.example".to_owned())]);
    assert_eq!(blocks("<p>Write to [email&#160;protected]</p>"), ["¶ Write to [email\u{a0}protected]"]);
    assert_eq!(blocks("<p><span data-cfemail=zz>as it is</span></p>"), ["¶ as it is"]);
}

#[test]
fn the_frame_of_the_site_is_left_out() {
    for part in [
        "<nav><a href=/>WORDS</a></nav>",
        "<div role=navigation>WORDS</div>",
        "<header class=top><a href=/>WORDS</a></header>",
        "<footer>WORDS</footer>",
        "<div id=site-footer>WORDS</div>",
        "<div class=cookie-banner><p>WORDS</p></div>",
        "<div id=onetrust-consent-sdk><p>WORDS about the cookies that we would like to set, at some length.</p></div>",
        "<div role=dialog>WORDS</div>",
        "<noscript>WORDS</noscript>",
        "<template>WORDS</template>",
        "<svg><title>WORDS</title></svg>",
        "<p hidden>WORDS</p>",
        "<p style='color: red; DISPLAY : none'>WORDS</p>",
        "<select><option>WORDS</select>",
        "<button>WORDS</button>",
        "<form><label>WORDS</label><input></form>",
    ] {
        assert!(!reads(part), "{part}");
    }
}

#[test]
fn what_holds_the_text_is_read_whatever_it_is_called() {
    let text = "<p>We keep the data that we need to send your order and to answer your questions.</p>".repeat(20);
    for (open, close) in [
        ("<header>", "</header>"),
        ("<aside class=footer>", "</aside>"),
        ("<form action=/>", "</form>"),
        ("<div class='cookie-notice banner'>", "</div>"),
        ("<div style='display:none'>", "</div>"),
        ("<div aria-hidden=true>", "</div>"),
        ("<nav>", "</nav>"),
        ("<noscript>", "</noscript>"),
    ] {
        let draft = read(&format!("<body>{open}<h1>Privacy</h1>{text}{close}</body>"));
        assert!(draft.text.starts_with("Privacy\nWe keep"), "{open}");
    }
}

#[test]
fn panels_that_readers_open_are_read() {
    let text = "We keep the data that we need to send your order and to answer your questions. ".repeat(3);
    for part in [
        format!("<div role=tabpanel style='display:none'>WORDS {text}</div>"),
        format!("<div class='accordion collapse' hidden>WORDS {text}</div>"),
        format!("<details><summary>More</summary>WORDS {text}</details>"),
        format!("<div aria-hidden=true><p>WORDS {text}</p></div>"),
    ] {
        let page = format!("<main>{}</main>", beside_text(&part).replace("<body>", "<h1>Privacy</h1>"));
        assert!(read(&page).text.contains("WORDS"), "{part}");
    }
}

#[test]
fn menus_without_a_name_are_left_out() {
    let menu: String = (0..9).map(|i| format!("<li><a href=/{i}>Lamps {i}</a></li>")).collect();
    let draft = read(&beside_text(&format!("<div><ul>{menu}</ul></div>")));
    assert!(draft.text.starts_with("Privacy notice\n"), "{}", draft.text);
    let page = beside_text("").replace("</body>", &format!("<p>Lamps</p><ul>{menu}</ul>© Marrowick</body>"));
    assert!(!read(&page).text.contains("Lamps 1"));
}

#[test]
fn a_title_outside_the_main_part_is_read() {
    let text = "<p>We keep the data that we need to send your order and to answer your questions.</p>".repeat(20);
    let page = format!("<div class=hero><h1>Privacy notice</h1><p>Effective 1 May 2026</p></div><main>{text}</main>");
    assert!(read(&page).text.starts_with("Privacy notice\nEffective 1 May 2026\nWe keep"));
}

#[test]
fn the_date_of_a_policy_is_read_wherever_it_stands() {
    let text = "<p>We keep the data that we need to send your order and to answer your questions.</p>".repeat(20);
    let menu: String = (0..9).map(|i| format!("<li><a href=/{i}>Lamps {i}</a></li>")).collect();
    let page = format!(
        "<main><h1>Privacy</h1>{text}</main><ul>{menu}</ul><div><p><b>Last updated:</b> May 2026</p></div><p>© 2026, updated daily</p>"
    );
    assert!(read(&page).text.ends_with("questions.\nLast updated: May 2026\n"));
}

#[test]
fn links_to_other_businesses_are_no_menu() {
    let hosts = ["lamps", "bulbs", "shades", "cables", "plugs", "sockets", "stands"];
    let list: String = hosts.iter().map(|h| format!("<li><a href=https://{h}.example/opt-out>{h}</a></li>")).collect();
    let page = beside_text("").replace("</body>", &format!("<h2>Opting out</h2><ul>{list}</ul></body>"));
    assert!(read(&page).text.ends_with("sockets\nstands\n"));
}

#[test]
fn notes_on_cookies_that_pop_up_are_left_out() {
    for name in ["cookienotif", "cookie-bar-text banner", "PopupMessage", "privacy-banner"] {
        let note = format!("<div class='{name}'><p>WORDS: this page uses cookies. By going on you agree to them.</p></div>");
        assert!(!reads(&note), "{name}");
    }
}

#[test]
fn deep_nesting_and_long_menus_take_no_time() {
    let deep = "<div>".repeat(200_000) + "words" + &"</span>".repeat(200_000);
    assert_eq!(blocks(&deep), ["¶ words"]);
    let items = "<ul><li><div>".repeat(50_000) + &"</li><li>".repeat(50_000);
    read(&items);
    read(&"<a href=/x>y</a><br>".repeat(100_000));
    read(&"<table><tr><td rowspan=65535 colspan=9999>x".repeat(5_000));
    read(&"<b>x<p>".repeat(100_000));
    read(&"<span data-x='".repeat(100_000));
}

#[test]
fn what_stands_for_more_bytes_than_it_has_is_no_copy() {
    // Longer than the reference, and as long as it.
    check(
        &read("<p>&nGt; &ngE; &lt;b&gt; &amp; &#39; &notanentity; AT&T &copy 2026</p>"),
        "<p>&nGt; &ngE; &lt;b&gt; &amp; &#39; &notanentity; AT&T &copy 2026</p>",
    );
}

/// Holds a draft against the page it was read from.
fn check(draft: &Draft, page: &str) {
    let mut last = 0;
    for block in &draft.blocks {
        assert!(block.span.start() >= last && !block.span.is_empty(), "blocks follow one another");
        last = block.span.end();
        check_words(draft, page, block.span);
    }
    for link in &draft.links {
        assert!(!link.span.is_empty());
        check_words(draft, page, link.span);
    }
}

/// Every character leads to where it came from, and to itself where it was taken over.
fn check_words(draft: &Draft, page: &str, span: Span) {
    let words = draft.text.get(span.range()).expect("spans lie between characters");
    let whole = draft.map.resolve(span);
    assert!(page.get(whole.range()).is_some_and(|w| !w.is_empty()), "{words:?}");
    for (at, character) in words.char_indices() {
        let at = span.start() + at;
        let origin = draft.map.resolve(Span::new(at, at + character.len_utf8()));
        let Some(original) = page.get(origin.range()) else { panic!("{character:?} stands at {origin:?}") };
        if !character.is_whitespace() && original.len() == character.len_utf8() {
            assert_eq!(original, character.to_string());
        }
        if !character.is_whitespace() {
            assert!(whole.contains(origin) && !original.is_empty(), "{character:?} at {origin:?} in {whole:?}");
        }
    }
}

#[test]
fn every_word_of_a_page_leads_back_to_it() {
    check(&read(SHOP), SHOP);
    let crlf = SHOP.replace('\n', "\r\n");
    check(&read(&crlf), &crlf);
    assert_eq!(read(&crlf).text, read(SHOP).text);
}

/// Pieces that pages are made of, whole and broken.
fn piece() -> impl Strategy<Value = String> {
    const TAGS: &[&str] = &[
        "p", "div", "b", "strong", "a", "ul", "ol", "li", "table", "tr", "td", "th", "thead", "h1", "h3", "br", "pre", "span", "main",
        "nav", "footer", "details", "summary", "button", "script", "style", "svg", "title", "dl", "dt", "dd", "section", "form", "img",
        "noscript", "template", "select",
    ];
    const ATTRIBUTES: &[&str] = &[
        "",
        " hidden",
        " class=accordion",
        " style=\"display:none\"",
        " href='/x'",
        " href=\"mailto:a@b.example\"",
        " rowspan=2",
        " colspan=3",
        " id=menu",
        " aria-hidden=true",
        " data-cfemail=\"5c2c1c2c\"",
        " alt='A picture'",
        " role=heading aria-level=2",
        " style=font-weight:bold",
        " /",
    ];
    prop_oneof![
        (prop::sample::select(TAGS), prop::sample::select(ATTRIBUTES)).prop_map(|(t, a)| format!("<{t}{a}>")),
        prop::sample::select(TAGS).prop_map(|t| format!("</{t}>")),
        prop::sample::select(
            &[
                "&amp;", "&nbsp;", "&#8217;", "&nGt", "&ngE;", "&lt", "&", "<", "</", "</>", "<!--x-->", "<!", "\r\n", "\r", "\n\n", "•",
                "- "
            ][..]
        )
        .prop_map(str::to_owned),
        "[a-zé’ .:]{0,40}",
        any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_page_leads_back_to_its_bytes(pieces in prop::collection::vec(piece(), 0..60)) {
        let page = pieces.concat();
        check(&read(&page), &page);
    }

    #[test]
    fn a_damaged_page_leads_back_to_its_bytes(cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, piece()), 1..8)) {
        let mut page = SHOP.to_owned();
        for (at, len, piece) in cuts {
            let clamp = |at: usize, page: &str| (0..=at.min(page.len())).rev().find(|i| page.is_char_boundary(*i)).unwrap();
            let start = clamp(at.index(page.len()), &page);
            let end = clamp(start + len, &page).max(start);
            page.replace_range(start..end, &piece);
        }
        check(&read(&page), &page);
    }
}
