//! What a document looks like from one skim: enough for every recogniser, and never a trial parse.

/// Containers (objects, lists, elements) may nest this deep. FORMATS: deeper is `nested too deep`.
pub const DEPTH_LIMIT: usize = 200;

/// The look of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outline {
    /// No byte, or white space only.
    Empty,
    /// Starts as a JSON object: its top-level members, in order, repeated ones too.
    JsonObject { members: Vec<Member>, trouble: Option<Trouble> },
    /// Starts as JSON but is no object at the top.
    JsonOther,
    /// Starts as XML.
    Xml { root: XmlRoot, trouble: Option<Trouble> },
    /// UTF-8 text of some other kind.
    Text { tags: Vec<TextTag> },
    /// PEM: the label of the first block.
    Pem { label: String },
    /// DER (or BER) SEQUENCE; the object identifier that follows at once, in dotted form, where there is one.
    Der { oid: Option<String> },
    /// CBOR with a leading tag, such as 1398229316 (CoSWID) or 18 (COSE_Sign1).
    Cbor { tag: u64 },
    /// An archive that intake could not open; `kind` is `zip`, `tar`, `gzip` or `zstd`.
    Archive { kind: &'static str },
    /// UTF-16 or UTF-32, by its byte order mark or its zero bytes.
    Utf16,
    /// Anything else.
    Binary,
}

/// A top-level member of a JSON object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Unescaped.
    pub name: String,
    /// The value where it is a string of at most 256 bytes, unescaped.
    pub text: Option<String>,
}

/// What the skim could not get past. The reader reports the same thing with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Deeper than [`DEPTH_LIMIT`].
    TooDeep,
    /// The text ends inside a value.
    CutShort,
    /// A document type declaration stands before the root.
    DocumentType,
}

/// The root element of an XML document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct XmlRoot {
    /// Namespace name; empty where there is none.
    pub namespace: String,
    pub local_name: String,
    /// Namespace and local name of each child of the root, the first 16.
    pub children: Vec<(String, String)>,
}

/// A line of the shape `Tag: value` at the start of a line, outside `<text>`; the first 64 different ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextTag {
    pub tag: String,
    /// The value, at most 256 bytes.
    pub value: String,
}

impl Outline {
    /// Skims `bytes` once.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Self::Empty;
        }
        Self::Binary
    }
}
