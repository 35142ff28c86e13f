//! What a document looks like from one skim: enough for every recogniser, and never a trial parse.

mod binary;
mod json;
mod text;
mod xml;

/// Containers (objects, lists, elements) may nest this deep. FORMATS: deeper is `nested too deep`.
pub const DEPTH_LIMIT: usize = 200;

/// Top-level members, tags and children beyond this many are not kept; no known format comes near.
const KEPT_LIMIT: usize = 4_096;

/// Names and values longer than this many bytes are no marker of anything.
const TEXT_LIMIT: usize = 256;

/// The look of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outline {
    /// No byte, or white space only.
    Empty,
    /// Starts as a JSON object: its top-level members, in order, repeated ones too; the first 4,096.
    JsonObject { members: Vec<Member>, trouble: Option<Trouble> },
    /// Starts as JSON but is no object at the top.
    JsonOther,
    /// Starts as XML.
    Xml { root: XmlRoot, trouble: Option<Trouble> },
    /// UTF-8 text of some other kind.
    Text { tags: Vec<TextTag> },
    /// PEM or another armour of that shape: the label of the first block, such as `CMS` or `PGP SIGNATURE`.
    Pem { label: String },
    /// DER (or BER) SEQUENCE; the object identifier that follows at once, in dotted form, where there is one.
    Der { oid: Option<String> },
    /// CBOR with a leading tag, such as 1398229316 (CoSWID) or 18 (COSE_Sign1), and the media type of what a COSE message carries.
    Cbor { tag: u64, content: Option<String> },
    /// Protocol buffers whose first field is a specification version, as CycloneDX's is: `1.6`.
    Protobuf { version: String },
    /// An archive, by its magic: `zip`, `tar`, `gzip`, `zstd`, which intake opens, and `xlsx`, `7z`, `rar`, `xz`, `bzip2`, `cab`, which it does not.
    Archive { kind: &'static str },
    /// UTF-16 or UTF-32, by its byte order mark or its zero bytes.
    Utf16,
    /// Anything else.
    Binary,
}

/// A top-level member of a JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Unescaped; empty where it is longer than 256 bytes.
    pub name: String,
    /// The value where it is a string of at most 256 bytes, unescaped.
    pub text: Option<String>,
}

/// What the skim stumbled over. The reader reports the same thing with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Deeper than [`DEPTH_LIMIT`]; the skim went on, so the members are complete.
    TooDeep,
    /// The text ends inside a value.
    CutShort,
    /// A document type declaration stands in it.
    DocumentType,
}

/// The root element of an XML document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlRoot {
    /// Namespace name; empty where there is none.
    pub namespace: String,
    pub local_name: String,
    /// Namespace and local name of the root's children, each kind once, the first 16 kinds.
    pub children: Vec<(String, String)>,
    /// Namespaces that the root element declares, the first 64.
    pub declared: Vec<String>,
}

impl XmlRoot {
    /// Whether the root element declares this namespace.
    pub fn declares(&self, namespace: &str) -> bool {
        self.declared.iter().any(|declared| declared == namespace)
    }
}

/// A line of the shape `Tag: value` at the start of a line, outside `<text>`; the first 64 different ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextTag {
    /// Without the quotes that YAML allows round a key.
    pub tag: String,
    /// The value as it stands, trimmed; empty where it is longer than 256 bytes.
    pub value: String,
}

impl Outline {
    /// Skims `bytes` once. A UTF-8 byte order mark is skipped.
    pub fn of(bytes: &[u8]) -> Self {
        let bytes = without_byte_order_mark(bytes);
        let Some(start) = bytes.iter().position(|byte| !byte.is_ascii_whitespace()) else { return Self::Empty };
        if let Some(outline) = binary::by_magic(bytes).or_else(|| binary::protobuf(bytes)) {
            return outline;
        }
        let body = bytes.get(start..).unwrap_or_default();
        match body {
            [b'{', ..] => json::object(body),
            [b'[', ..] => Self::JsonOther,
            [b'<', b'?' | b'!' | b'_' | b':' | b'a'..=b'z' | b'A'..=b'Z' | 0x80.., ..] => xml::document(body),
            _ => text::of(body).or_else(|| binary::by_first_tag(bytes)).unwrap_or(Self::Binary),
        }
    }

    /// The text of the first top-level JSON member of this name, where it is a short string.
    pub fn member_text(&self, name: &str) -> Option<&str> {
        let Self::JsonObject { members, .. } = self else { return None };
        members.iter().find(|member| member.name == name)?.text.as_deref()
    }

    /// Whether a JSON object has a top-level member of this name, whatever its value.
    pub fn has_member(&self, name: &str) -> bool {
        matches!(self, Self::JsonObject { members, .. } if members.iter().any(|member| member.name == name))
    }

    /// The value of the first `Tag: value` line of this tag.
    pub fn tag_value(&self, tag: &str) -> Option<&str> {
        let Self::Text { tags } = self else { return None };
        tags.iter().find(|line| line.tag == tag).map(|line| line.value.as_str())
    }
}

/// The bytes after a UTF-8 byte order mark, if there is one.
pub fn without_byte_order_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// Reads forward only: the whole skim is linear because no method ever steps back.
struct Scan<'a> {
    rest: &'a [u8],
    #[cfg(test)]
    steps: usize,
}

impl<'a> Scan<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            rest: bytes,
            #[cfg(test)]
            steps: 0,
        }
    }

    /// Drops `count` bytes, or all that are left.
    fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
        #[cfg(test)]
        {
            self.steps = self.steps.saturating_add(count);
        }
    }

    /// The bytes before the first one that `stops`, dropped together with it; `None` at the end.
    fn until(&mut self, stops: impl Fn(u8) -> bool) -> Option<(&'a [u8], u8)> {
        let Some(count) = self.rest.iter().position(|byte| stops(*byte)) else {
            self.skip(self.rest.len());
            return None;
        };
        let (before, after) = self.rest.split_at(count);
        let stop = *after.first()?;
        self.skip(count.saturating_add(1));
        Some((before, stop))
    }

    /// Drops everything up to and with `end`; `None` where it does not come.
    fn past(&mut self, end: &[u8]) -> Option<()> {
        let last = *end.last()?;
        let from = self.rest;
        loop {
            self.until(|byte| byte == last)?;
            let seen = from.len().saturating_sub(self.rest.len());
            if from.get(..seen)?.ends_with(end) {
                return Some(());
            }
        }
    }
}

/// Text that is short enough to keep; bytes that are no UTF-8 become U+FFFD.
fn short(bytes: &[u8]) -> Option<String> {
    (bytes.len() <= TEXT_LIMIT).then(|| String::from_utf8_lossy(bytes).into_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(outline: &Outline) -> Vec<&str> {
        let Outline::JsonObject { members, .. } = outline else { panic!("no object: {outline:?}") };
        members.iter().map(|member| member.name.as_str()).collect()
    }

    fn trouble(bytes: &[u8]) -> Option<Trouble> {
        match Outline::of(bytes) {
            Outline::JsonObject { trouble, .. } | Outline::Xml { trouble, .. } => trouble,
            Outline::Empty | Outline::JsonOther | Outline::Text { .. } | Outline::Binary => panic!("neither JSON nor XML"),
            other @ (Outline::Pem { .. }
            | Outline::Der { .. }
            | Outline::Cbor { .. }
            | Outline::Archive { .. }
            | Outline::Protobuf { .. }
            | Outline::Utf16) => {
                panic!("{other:?}")
            }
        }
    }

    #[test]
    fn top_level_members_come_in_order_and_repeated_ones_stay() {
        let outline = Outline::of(br#" {"a":{"b":"x,\"c\":1"},"bomFormat":"CycloneDX","n":1,"a":["}"],"last":"v"} "#);
        assert_eq!(names(&outline), ["a", "bomFormat", "n", "a", "last"]);
        assert_eq!(outline.member_text("bomFormat"), Some("CycloneDX"));
        assert_eq!(outline.member_text("n"), None);
        assert_eq!(outline.member_text("last"), Some("v"));
        assert_eq!(
            outline,
            Outline::of(b"\xEF\xBB\xBF {\"a\":{\"b\":\"x,\\\"c\\\":1\"},\"bomFormat\":\"CycloneDX\",\"n\":1,\"a\":[\"}\"],\"last\":\"v\"}")
        );
    }

    #[test]
    fn a_name_written_with_escapes_is_the_same_name() {
        let outline = Outline::of(br#"{"bom\u0046ormat":"Cyclone\u0044X","\ud83d\ude00":"\n\"\\","\ud83dx":1}"#);
        assert_eq!(names(&outline), ["bomFormat", "\u{1F600}", "\u{FFFD}x"]);
        assert_eq!(outline.member_text("bomFormat"), Some("CycloneDX"));
        assert_eq!(outline.member_text("\u{1F600}"), Some("\n\"\\"));
    }

    #[test]
    fn a_value_that_is_no_string_does_not_take_the_text_of_a_later_one() {
        let outline = Outline::of(br#"{"spdxVersion":7,"x":"SPDX-2.3","y":["a"],"z" "w"}"#);
        assert_eq!(outline.member_text("spdxVersion"), None);
        assert_eq!(outline.member_text("x"), Some("SPDX-2.3"));
        assert_eq!(outline.member_text("y"), None);
        assert_eq!(outline.member_text("z"), None);
    }

    #[test]
    fn two_hundred_containers_pass_and_one_more_is_too_deep() {
        let nested = |depth: usize| format!("{{\"a\":{}{},\"bomFormat\":\"CycloneDX\"}}", "[".repeat(depth - 1), "]".repeat(depth - 1));
        assert_eq!(trouble(nested(DEPTH_LIMIT).as_bytes()), None);
        let deep = nested(DEPTH_LIMIT + 1);
        assert_eq!(trouble(deep.as_bytes()), Some(Trouble::TooDeep));
        assert_eq!(Outline::of(deep.as_bytes()).member_text("bomFormat"), Some("CycloneDX"), "the marker behind the depth is still seen");
        assert_eq!(trouble(nested(200_000).as_bytes()), Some(Trouble::TooDeep));
        let elements = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
        assert_eq!(trouble(elements(DEPTH_LIMIT).as_bytes()), None);
        assert_eq!(trouble(elements(DEPTH_LIMIT + 1).as_bytes()), Some(Trouble::TooDeep));
    }

    #[test]
    fn a_text_that_ends_inside_a_value_is_cut_short() {
        let whole = br#"{"bomFormat":"CycloneDX","a":[{"b":"c"}]}"#;
        assert_eq!(trouble(whole), None);
        for cut in 1..whole.len() {
            assert_eq!(trouble(&whole[..cut]), Some(Trouble::CutShort), "cut at {cut}");
        }
        let xml = br#"<?xml version="1.0"?><bom xmlns="n"><a b=">"/></bom>"#;
        assert_eq!(trouble(xml), None);
        for cut in 3..xml.len() {
            assert_eq!(trouble(&xml[..cut]), Some(Trouble::CutShort), "cut at {cut}");
        }
    }

    #[test]
    fn an_xml_root_and_its_children_have_their_namespaces() {
        let text = "\n<?xml version=\"1.0\"?><!-- <x> --><?p <y> ?>\n<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'\n xmlns:s = \"http://spdx.org/rdf/terms#\" a=\"xmlns:s='no'\">\
                <s:Package><s:deep/></s:Package><![CDATA[<no>]]><s:SpdxDocument x='>'/><s:Package/><d xmlns='urn:d'/><u:v/></rdf:RDF>";
        let Outline::Xml { root, trouble } = Outline::of(text.as_bytes()) else { panic!("no XML") };
        assert_eq!((root.namespace.as_str(), root.local_name.as_str()), ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "RDF"));
        let children: Vec<(&str, &str)> = root.children.iter().map(|(space, name)| (space.as_str(), name.as_str())).collect();
        let spdx = "http://spdx.org/rdf/terms#";
        assert_eq!(children, [(spdx, "Package"), (spdx, "SpdxDocument"), ("urn:d", "d"), ("", "v")]);
        assert_eq!(trouble, None);
    }

    #[test]
    fn a_document_type_declaration_is_trouble_and_the_root_is_still_found() {
        let text = r#"<!DOCTYPE bom [ <!ENTITY a "]>"> <!-- ' --> ]><bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>"#;
        let Outline::Xml { root, trouble } = Outline::of(text.as_bytes()) else { panic!("no XML") };
        assert_eq!((root.local_name.as_str(), trouble), ("bom", Some(Trouble::DocumentType)));
        assert_eq!(root.namespace, "http://cyclonedx.org/schema/bom/1.4");
    }

    #[test]
    fn tags_are_lines_outside_text_and_yaml_keys_count() {
        let outline = Outline::of(b"# comment: x\n\nSPDXVersion: SPDX-2.3\nComment: <text>one\nInside: no\nend</text>\nLast:<text>x</text>\n  Indented: no\nLast: again\n");
        let Outline::Text { tags } = &outline else { panic!("no text") };
        let found: Vec<&str> = tags.iter().map(|tag| tag.tag.as_str()).collect();
        assert_eq!(found, ["SPDXVersion", "Comment", "Last"]);
        assert_eq!(outline.tag_value("SPDXVersion"), Some("SPDX-2.3"));
        assert_eq!(Outline::of(b"---\n\"spdxVersion\": \"SPDX-2.3\"\nname: x\n").tag_value("spdxVersion"), Some("\"SPDX-2.3\""));
    }

    #[test]
    fn first_bytes_tell_the_rest_apart() {
        let mut tar = vec![0_u8; 1024];
        tar[..5].copy_from_slice(b"a.txt");
        let sum: u32 = tar[..512].iter().map(|byte| u32::from(*byte)).sum::<u32>() + 8 * 32;
        tar[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        let archive = |kind| Outline::Archive { kind };
        for (bytes, expected) in [
            (&b""[..], Outline::Empty),
            (b"\xEF\xBB\xBF \n\t\r ", Outline::Empty),
            (b" [1]", Outline::JsonOther),
            (b"-----BEGIN CMS-----\nMII=\n-----END CMS-----\n", Outline::Pem { label: "CMS".to_owned() }),
            (
                b"\x30\x82\x01\x00\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02\xA0",
                Outline::Der { oid: Some("1.2.840.113549.1.7.2".to_owned()) },
            ),
            (b"\x30\x80\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02\xA0", Outline::Der { oid: Some("1.2.840.113549.1.7.2".to_owned()) }),
            (b"\x30\x82\x01\x00\x30\x82", Outline::Der { oid: None }),
            (b"\xDA\x53\x57\x49\x44\xA0", Outline::Cbor { tag: 1_398_229_316, content: None }),
            (b"\xD2\x84\x43\xA1\x01\x26", Outline::Cbor { tag: 18, content: None }),
            (
                b"\xD2\x84\x58\x1A\xA2\x01\x26\x03\x75application/swid+cbor\xA0",
                Outline::Cbor { tag: 18, content: Some("application/swid+cbor".to_owned()) },
            ),
            (b"\xD2\x84\x47\xA2\x01\x26\x03\x19\x01\x02\xA0", Outline::Cbor { tag: 18, content: Some("application/swid+cbor".to_owned()) }),
            (b"\n\x031.6\x10\x01\x1A\x03urn", Outline::Protobuf { version: "1.6".to_owned() }),
            (b"\n\x031.6", Outline::Protobuf { version: "1.6".to_owned() }),
            (b"\n1.6", Outline::Text { tags: Vec::new() }),
            (b"PK\x03\x04....", archive("zip")),
            (b"PK\x03\x04..xl/workbook.xml..", archive("xlsx")),
            (b"\x1F\x8B\x08", archive("gzip")),
            (b"\x28\xB5\x2F\xFD", archive("zstd")),
            (b"\x51\x2A\x4D\x18\x00", archive("zstd")),
            (&tar, archive("tar")),
            (b"7z\xBC\xAF\x27\x1C", archive("7z")),
            (b"\xFF\xFE{\0", Outline::Utf16),
            (b"{\0\"\0", Outline::Utf16),
            (b"\0<\0?", Outline::Utf16),
            (b"\0\0\0{", Outline::Utf16),
            (b"BZh is a word here", Outline::Text { tags: Vec::new() }),
            (b"\x7FELF\x02\x01\x01\0", Outline::Binary),
            (b"caf\xE9 in Latin-1", Outline::Binary),
        ] {
            assert_eq!(Outline::of(bytes), expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn a_million_members_keep_a_bounded_outline() {
        let mut text = String::from("{");
        for index in 0..100_000 {
            text.push_str(&format!("\"{index}\":1,"));
        }
        text.push_str("\"end\":\"x\"}");
        assert_eq!(names(&Outline::of(text.as_bytes())).len(), KEPT_LIMIT);
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_skim_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let _ = Outline::of(&bytes);
        }

        #[test]
        fn no_markup_makes_the_skim_panic(text in "[\\{\\}\\[\\]<>!?/\"'\\\\:, au0-]{0,200}") {
            for start in ["", "{", "<a", "<!", "<?"] {
                let _ = Outline::of(format!("{start}{text}").as_bytes());
            }
        }

        #[test]
        fn each_byte_is_stepped_over_once(text in "[\\{\\}\\[\\]\"\\\\:, a]{0,400}") {
            let mut scan = Scan::new(text.as_bytes());
            let _ = json::members(&mut scan);
            prop_assert!(scan.steps <= text.len() + 1);
            let mut scan = Scan::new(text.as_bytes());
            let _ = scan.past(b"\\\\]");
            prop_assert!(scan.steps <= text.len());
        }
    }
}
