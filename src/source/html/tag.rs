//! The elements that a reader of policies tells apart, and how each behaves.

/// An element's name; all that need no treatment of their own are `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// A link or an anchor.
    A,
    Article,
    Aside,
    /// Address, figure, fieldset and others that only break lines.
    Block,
    Body,
    /// B, strong, u: what may set a line apart as a heading.
    Bold,
    Br,
    Button,
    Caption,
    Dd,
    Details,
    Dialog,
    Div,
    Dl,
    Dt,
    Footer,
    Form,
    H1,
    H2,
    H3,
    H4,
    H5,
    H6,
    Head,
    Header,
    Hr,
    Html,
    Img,
    Li,
    /// Ul, ol and menu.
    List,
    Main,
    Nav,
    Noscript,
    /// Inline and unknown elements.
    Other,
    P,
    Pre,
    /// Script, style, svg and others that hold no words for readers.
    Silent,
    /// Input, link, meta and others without content.
    SilentVoid,
    Span,
    Summary,
    Table,
    /// Tbody and tfoot.
    TableBody,
    TableHead,
    Td,
    Th,
    Tr,
    Wbr,
}

/// How many there are.
pub(super) const TAGS: usize = Tag::Wbr as usize + 1;

impl Tag {
    /// The element named `name`, in lower case.
    pub(super) fn from_name(name: &[u8]) -> Tag {
        match name {
            b"a" => Tag::A,
            b"article" => Tag::Article,
            b"aside" => Tag::Aside,
            b"b" | b"strong" | b"u" => Tag::Bold,
            b"body" => Tag::Body,
            b"br" => Tag::Br,
            b"button" => Tag::Button,
            b"caption" => Tag::Caption,
            b"dd" => Tag::Dd,
            b"details" => Tag::Details,
            b"dialog" => Tag::Dialog,
            b"div" | b"section" => Tag::Div,
            b"dl" => Tag::Dl,
            b"dt" => Tag::Dt,
            b"footer" => Tag::Footer,
            b"form" => Tag::Form,
            b"h1" => Tag::H1,
            b"h2" => Tag::H2,
            b"h3" => Tag::H3,
            b"h4" => Tag::H4,
            b"h5" => Tag::H5,
            b"h6" => Tag::H6,
            b"head" => Tag::Head,
            b"header" => Tag::Header,
            b"hr" => Tag::Hr,
            b"html" => Tag::Html,
            b"img" => Tag::Img,
            b"li" => Tag::Li,
            b"main" => Tag::Main,
            b"nav" => Tag::Nav,
            b"noscript" => Tag::Noscript,
            b"ol" | b"ul" | b"menu" | b"dir" => Tag::List,
            b"p" => Tag::P,
            b"pre" | b"listing" => Tag::Pre,
            b"span" => Tag::Span,
            b"summary" => Tag::Summary,
            b"table" => Tag::Table,
            b"tbody" | b"tfoot" => Tag::TableBody,
            b"td" => Tag::Td,
            b"th" => Tag::Th,
            b"thead" => Tag::TableHead,
            b"tr" => Tag::Tr,
            b"wbr" => Tag::Wbr,
            _ => Tag::from_rare_name(name),
        }
    }

    fn from_rare_name(name: &[u8]) -> Tag {
        match name {
            b"area" | b"base" | b"basefont" | b"bgsound" | b"col" | b"embed" | b"frame" | b"input" | b"link" | b"meta" | b"param"
            | b"source" | b"track" => Tag::SilentVoid,
            b"script" | b"style" | b"template" | b"svg" | b"math" | b"iframe" | b"object" | b"canvas" | b"select" | b"audio" | b"video"
            | b"datalist" | b"noembed" | b"noframes" | b"map" | b"progress" | b"meter" | b"xmp" | b"textarea" | b"title" => Tag::Silent,
            b"address" | b"blockquote" | b"center" | b"fieldset" | b"figcaption" | b"figure" | b"hgroup" | b"legend" | b"search" => {
                Tag::Block
            }
            _ => Tag::Other,
        }
    }

    /// Whether it has no content and no end tag.
    pub(super) fn is_void(self) -> bool {
        matches!(self, Tag::Br | Tag::Hr | Tag::Img | Tag::SilentVoid | Tag::Wbr)
    }

    /// Whether it runs along in a line of text.
    pub(super) fn is_inline(self) -> bool {
        matches!(
            self,
            Tag::A | Tag::Bold | Tag::Br | Tag::Button | Tag::Img | Tag::Other | Tag::Silent | Tag::SilentVoid | Tag::Span | Tag::Wbr
        )
    }

    /// Whether its start tag ends an open paragraph. Source: HTML Standard, "in body" insertion mode.
    pub(super) fn ends_paragraph(self) -> bool {
        !self.is_inline() && !matches!(self, Tag::Body | Tag::Head | Tag::Html | Tag::Noscript)
    }

    /// Whether what is open outside it cannot be closed from within. Source: HTML Standard, "has an element in scope".
    pub(super) fn is_scope(self) -> bool {
        matches!(self, Tag::Td | Tag::Th | Tag::Caption | Tag::Table | Tag::Html)
    }

    /// The level of h1 to h6.
    pub(super) fn heading_level(self) -> Option<u8> {
        match self {
            Tag::H1 => Some(1),
            Tag::H2 => Some(2),
            Tag::H3 => Some(3),
            Tag::H4 => Some(4),
            Tag::H5 => Some(5),
            Tag::H6 => Some(6),
            _ => None,
        }
    }
}
