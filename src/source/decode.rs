//! From bytes to text: encodings, byte order marks, mis-decoded text, each with the way back to the bytes.
//!
//! Knows nothing of formats, except that a page may name its charset. Imports `document` for the map.

use encoding_rs::{DecoderResult, Encoding, UTF_8, WINDOWS_1252};

use super::SourceError;
use super::repair::repair;
use crate::document::OriginMap;
use crate::text::Span;

/// The largest file that is read, in bytes. No policy comes near.
pub(super) const LARGEST: u64 = 64 << 20;

/// A file as text.
pub(super) struct Decoded {
    /// The text, without byte order mark; line ends as in the file.
    pub(super) text: String,
    /// From the text to the bytes of the file.
    pub(super) origins: OriginMap,
}

/// Reads `bytes` as text: UTF-8; UTF-16, by its mark or its zero bytes; a charset that a page names; Windows-1252 for whatever is not valid UTF-8.
/// UTF-8 that was once taken for Windows-1252 is put right.
///
/// # Errors
/// When the bytes are too many or are not text. `path` names the file in the error.
pub(super) fn decode(path: &str, bytes: &[u8]) -> Result<Decoded, SourceError> {
    let size = bytes.len() as u64;
    if size > LARGEST {
        return Err(SourceError::TooLarge { path: path.to_owned(), bytes: size, limit: LARGEST });
    }
    if let Some((order, skip)) = find_utf16(bytes) {
        return Ok(decode_utf16(bytes, order, skip));
    }
    if let Some(kind) = find_binary(bytes) {
        return Err(SourceError::Binary { path: path.to_owned(), kind });
    }
    let skip = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
    match std::str::from_utf8(&bytes[skip..]) {
        Ok(text) => Ok(repair(text, skip).unwrap_or_else(|| {
            let mut origins = OriginMap::default();
            origins.push(0, text.len(), Span::new(skip, bytes.len()));
            Decoded { text: text.to_owned(), origins }
        })),
        Err(_) => Ok(match named_charset(bytes) {
            Some(charset) if charset != UTF_8 && charset != WINDOWS_1252 => decode_charset(bytes, charset),
            _ => decode_mixed(bytes, skip),
        }),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum ByteOrder {
    Little,
    Big,
}

/// Whether the bytes are UTF-16, in which order, and how long the mark is. Without a mark, English text shows by zeros at every other byte.
fn find_utf16(bytes: &[u8]) -> Option<(ByteOrder, usize)> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some((ByteOrder::Little, 2));
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some((ByteOrder::Big, 2));
    }
    let sample = &bytes[..bytes.len().min(1024) & !1];
    let zeros = |parity: usize| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, units) = (zeros(0), zeros(1), sample.len() / 2);
    if units >= 4 && odd * 10 >= units * 7 && even * 50 <= units {
        return Some((ByteOrder::Little, 0));
    }
    if units >= 4 && even * 10 >= units * 7 && odd * 50 <= units {
        return Some((ByteOrder::Big, 0));
    }
    None
}

/// What the bytes are when they are not text.
fn find_binary(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 8] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a Word document or another ZIP archive"),
        (b"\xD0\xCF\x11\xE0", "an old Word document"),
        (b"{\\rtf", "a rich text document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"\x1F\x8B", "a compressed file"),
    ];
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Some(kind);
    }
    if memchr::memchr(0, bytes).is_some() {
        return Some("a binary file");
    }
    let sample = &bytes[..bytes.len().min(4096)];
    let controls = sample.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B)).count();
    (controls * 20 > sample.len()).then_some("a binary file")
}

fn decode_utf16(bytes: &[u8], order: ByteOrder, skip: usize) -> Decoded {
    let unit = |pair: &[u8]| match (order, pair) {
        (ByteOrder::Little, [a, b]) => u16::from_le_bytes([*a, *b]),
        (ByteOrder::Big, [a, b]) => u16::from_be_bytes([*a, *b]),
        // A lone last byte.
        _ => 0xFFFD,
    };
    let mut decoded = Decoded { text: String::with_capacity(bytes.len() / 2), origins: OriginMap::default() };
    let mut at = skip;
    for result in char::decode_utf16(bytes[skip..].chunks(2).map(unit)) {
        let (character, units) = result.map_or((char::REPLACEMENT_CHARACTER, 1), |c| (c, c.len_utf16()));
        let end = (at + 2 * units).min(bytes.len());
        decoded.push_character(character, Span::new(at, end));
        at = end;
    }
    decoded
}

/// UTF-8 as far as it goes, single bytes between as Windows-1252. A file wholly in Windows-1252 is the extreme case; a page put together
/// from both is a common one.
fn decode_mixed(bytes: &[u8], skip: usize) -> Decoded {
    let mut decoded = Decoded { text: String::with_capacity(bytes.len() + bytes.len() / 8), origins: OriginMap::default() };
    let mut at = skip;
    for chunk in bytes[skip..].utf8_chunks() {
        let valid = chunk.valid();
        decoded.origins.push(decoded.text.len(), valid.len(), Span::new(at, at + valid.len()));
        decoded.text.push_str(valid);
        at += valid.len();
        for byte in chunk.invalid() {
            decoded.push_character(windows_1252(*byte), Span::new(at, at + 1));
            at += 1;
        }
    }
    decoded
}

/// Feeds the decoder byte by byte: what comes out after a byte stems from the bytes since something last came out.
fn decode_charset(bytes: &[u8], charset: &'static Encoding) -> Decoded {
    let mut decoder = charset.new_decoder_without_bom_handling();
    let mut decoded = Decoded { text: String::with_capacity(bytes.len() * 2), origins: OriginMap::default() };
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let last = at + 1 == bytes.len();
        let mut input = std::slice::from_ref(byte);
        let mut out = [0; 16];
        loop {
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(input, &mut out, last);
            let words = std::str::from_utf8(&out[..written]).unwrap_or("\u{FFFD}");
            let malformed = matches!(result, DecoderResult::Malformed(..));
            if !words.is_empty() || malformed {
                for character in words.chars().chain(malformed.then_some(char::REPLACEMENT_CHARACTER)) {
                    decoded.push_character(character, Span::new(start, at + 1));
                }
                start = at + 1;
            }
            input = &input[read..];
            if !malformed {
                break;
            }
        }
    }
    decoded
}

impl Decoded {
    fn push_character(&mut self, character: char, origin: Span) {
        let at = self.text.len();
        self.text.push(character);
        let len = self.text.len() - at;
        self.origins.push(at, len, origin);
    }
}

/// The charset a page names in its first kilobytes, as in `<meta charset="…">`.
fn named_charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let at = head.windows(7).position(|w| w.eq_ignore_ascii_case(b"charset"))?;
    let rest = head[at + 7..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:.".contains(b))).unwrap_or(rest.len());
    let charset = Encoding::for_label(&rest[..end])?;
    // The name was read as ASCII, so the file is not in the one it names.
    charset.is_ascii_compatible().then_some(charset)
}

/// What a byte means in Windows-1252. Source: WHATWG Encoding Standard, index windows-1252.
pub(super) fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => HIGH_CONTROLS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte that means `character` in Windows-1252, or in Latin-1 for the five bytes that it leaves open.
pub(super) fn windows_1252_byte(character: char) -> Option<u8> {
    match u32::from(character) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        _ => HIGH_CONTROLS.iter().position(|c| *c == character).and_then(|i| u8::try_from(0x80 + i).ok()),
    }
}

/// Bytes 80 to 9F of Windows-1252.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–',
    '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use proptest::prelude::*;

    use super::*;

    const WORDS: &str = "“Personal data” — Zoë’s e-mail, 5 €\r\nand more\u{a0}…";

    fn read(bytes: &[u8]) -> Decoded {
        decode("policy.txt", bytes).unwrap()
    }

    /// The bytes behind a part of the text.
    fn origin<'b>(decoded: &Decoded, bytes: &'b [u8], words: &str) -> &'b [u8] {
        let at = decoded.text.find(words).unwrap();
        &bytes[decoded.origins.resolve(Span::new(at, at + words.len())).range()]
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf8_is_read_with_and_without_a_mark() {
        assert_eq!(read(WORDS.as_bytes()).text, WORDS);
        let marked = ["\u{FEFF}", WORDS].concat();
        let decoded = read(marked.as_bytes());
        assert_eq!(decoded.text, WORDS);
        assert_eq!(origin(&decoded, marked.as_bytes(), "Zoë’s"), "Zoë’s".as_bytes());
    }

    #[test]
    fn utf16_is_read_with_and_without_a_mark() {
        for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            for text in [WORDS.to_owned(), ["\u{FEFF}", WORDS].concat()] {
                let bytes = utf16(&text, to_bytes);
                let decoded = read(&bytes);
                assert_eq!(decoded.text, WORDS);
                assert_eq!(origin(&decoded, &bytes, "Zoë’s"), utf16("Zoë’s", to_bytes));
            }
        }
        assert_eq!(read(b"\xFF\xFEa\0\x00\xD8b\0c").text, "a\u{FFFD}b\u{FFFD}");
    }

    #[test]
    fn other_bytes_are_windows_1252() {
        let bytes = b"\x93Personal data\x94 \x97 Zo\xEB\x92s e-mail, 5 \x80\r\nand more\xA0\x85";
        let decoded = read(bytes);
        assert_eq!(decoded.text, WORDS);
        assert_eq!(origin(&decoded, bytes, "Zoë’s"), b"Zo\xEB\x92s");
        // Two encodings in one page.
        assert_eq!(read(b"Zo\xC3\xAB\x92s").text, "Zoë’s");
    }

    #[test]
    fn a_named_charset_is_followed_where_utf8_fails() {
        let page = b"<meta charset='iso-8859-2'><p>\xA3\xF3d\xBC";
        let decoded = read(page);
        assert_eq!(&decoded.text[decoded.text.find("<p>").unwrap() + 3..], "Łódź");
        assert_eq!(origin(&decoded, page, "Łó"), b"\xA3\xF3");
        let japanese = b"<meta http-equiv=content-type content=\"text/html; charset=Shift_JIS\">\x83v\x83\x89a";
        let decoded = read(japanese);
        assert!(decoded.text.ends_with("プラa"));
        assert_eq!(origin(&decoded, japanese, "ラ"), b"\x83\x89");
        assert!(read("<meta charset=latin1><p>Zoë".as_bytes()).text.ends_with("Zoë"));
        assert!(read(b"<meta charset=nonsense><p>Zo\xEB").text.ends_with("Zoë"));
    }

    #[test]
    fn what_is_not_text_says_what_it_is() {
        let kind = |bytes: &[u8]| match decode("policy", bytes) {
            Err(error) => error.to_string(),
            Ok(decoded) => decoded.text,
        };
        assert!(kind(b"%PDF-1.7\n").starts_with("policy: a PDF document, not text; save"));
        assert!(kind(b"PK\x03\x04\x14").contains("a Word document"));
        assert!(kind(b"We collect\0data").contains("a binary file"));
        assert!(kind(&[1, 2, 3, 4, 5, 6]).contains("a binary file"));
        assert_eq!(kind(b""), "");
    }

    #[test]
    fn too_much_is_refused() {
        let bytes = vec![b'a'; usize::try_from(LARGEST).unwrap() + 1];
        assert!(matches!(decode("policy.txt", &bytes), Err(SourceError::TooLarge { .. })));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        #[test]
        fn any_bytes_lead_back(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            if let Ok(decoded) = decode("policy", &bytes) {
                let mut last = 0;
                for (at, character) in decoded.text.char_indices() {
                    let origin = decoded.origins.resolve(Span::new(at, at + character.len_utf8()));
                    prop_assert!(origin.end() <= bytes.len() && !origin.is_empty() && origin.start() >= last);
                    last = origin.start();
                }
            }
        }

        #[test]
        fn any_text_is_read_from_utf16(text in "\\PC{1,80}", big in any::<bool>()) {
            let to_bytes = if big { u16::to_be_bytes } else { u16::to_le_bytes };
            let bytes = utf16(&["\u{FEFF}", &text].concat(), to_bytes);
            let decoded = read(&bytes);
            prop_assert_eq!(&decoded.text, &text);
            for (at, character) in text.char_indices() {
                let span = decoded.origins.resolve(Span::new(at, at + character.len_utf8()));
                prop_assert_eq!(&bytes[span.range()], utf16(&character.to_string(), to_bytes));
            }
        }
    }
}
