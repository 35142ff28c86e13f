//! Writes DER by hand, so that fixtures do not come from the code that reads them.

/// SEQUENCE of these parts.
pub fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    wrap(0x30, parts)
}

/// SET OF these parts, in the order that DER asks for.
pub fn set(parts: &[&[u8]]) -> Vec<u8> {
    let mut sorted = parts.to_vec();
    sorted.sort_unstable();
    wrap(0x31, &sorted)
}

/// A tag around these parts, with a definite length.
pub fn wrap(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let body = parts.concat();
    let length = u32::try_from(body.len()).expect("fixtures are small").to_be_bytes();
    let used: Vec<u8> = length.iter().copied().skip_while(|octet| *octet == 0).collect();
    let mut out = vec![tag];
    match used.as_slice() {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            out.push(0x80 | u8::try_from(long.len()).expect("four octets at most"));
            out.extend_from_slice(long);
        }
    }
    out.extend(body);
    out
}

/// INTEGER from big-endian octets without sign.
pub fn integer(octets: &[u8]) -> Vec<u8> {
    let mut body: Vec<u8> = octets.iter().copied().skip_while(|octet| *octet == 0).collect();
    if body.first().is_none_or(|octet| *octet >= 0x80) {
        body.insert(0, 0);
    }
    wrap(0x02, &[&body])
}

/// OBJECT IDENTIFIER from its dotted form.
pub fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u32> = dotted.split('.').map(|arc| arc.parse().expect("digits")).collect();
    let mut body = vec![u8::try_from(arcs[0] * 40 + arcs[1]).expect("first two arcs fit")];
    for arc in &arcs[2..] {
        let sevens = [arc >> 28, arc >> 21 & 0x7f, arc >> 14 & 0x7f, arc >> 7 & 0x7f, arc & 0x7f];
        let start = sevens.iter().position(|seven| *seven != 0).unwrap_or(4);
        for (index, seven) in sevens.iter().enumerate().skip(start) {
            body.push(u8::try_from(*seven).expect("seven bits") | if index < 4 { 0x80 } else { 0 });
        }
    }
    wrap(0x06, &[&body])
}

pub fn octets(bytes: &[u8]) -> Vec<u8> {
    wrap(0x04, &[bytes])
}

pub fn bits(bytes: &[u8]) -> Vec<u8> {
    wrap(0x03, &[&[0], bytes])
}

pub fn utf8(text: &str) -> Vec<u8> {
    wrap(0x0c, &[text.as_bytes()])
}

/// UTCTime from `YYMMDD`, at midnight.
pub fn day(yymmdd: &str) -> Vec<u8> {
    wrap(0x17, &[format!("{yymmdd}000000Z").as_bytes()])
}

/// PEM with lines of 64.
pub fn pem(label: &str, der: &[u8]) -> String {
    use base64::Engine as _;
    let text = base64::engine::general_purpose::STANDARD.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("base64")).collect();
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", lines.join("\n"))
}
