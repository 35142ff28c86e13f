//! RFC 3161 timestamps at any time, by any holder.

use sha2::Digest as _;

use super::cms::{self, Attributes, Content, Naming};
use super::der;
use super::pki::Holder;

const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

/// A TimeStampToken over these bytes, of this time (`YYYYMMDDhhmmssZ`), with the certificates of its signer and of `chain`.
pub fn token(over: &[u8], time: &str, signer: &Holder, chain: &[&Holder]) -> Vec<u8> {
    token_with("2.16.840.1.101.3.4.2.1", &sha2::Sha256::digest(over), time, signer, chain)
}

/// The same with a hash of one's own.
pub fn token_with(hash: &str, imprint: &[u8], time: &str, signer: &Holder, chain: &[&Holder]) -> Vec<u8> {
    cms::sign_type(
        (TST_INFO, TST_INFO),
        &info(hash, imprint, time),
        signer,
        chain,
        Content::Enclosed,
        Attributes::Signed,
        Naming::IssuerAndSerial,
        &[],
    )
}

/// A token whose signer signed plain data, which somebody then called a time.
pub fn token_of_data(over: &[u8], time: &str, signer: &Holder) -> Vec<u8> {
    const DATA: &str = "1.2.840.113549.1.7.1";
    let info = info("2.16.840.1.101.3.4.2.1", &sha2::Sha256::digest(over), time);
    cms::sign_type((TST_INFO, DATA), &info, signer, &[], Content::Enclosed, Attributes::Signed, Naming::IssuerAndSerial, &[])
}

fn info(hash: &str, imprint: &[u8], time: &str) -> Vec<u8> {
    der::sequence(&[
        &der::integer(&[1]),
        &der::oid("1.3.6.1.4.1.99999.1"),
        &der::sequence(&[&der::sequence(&[&der::oid(hash)]), &der::octets(imprint)]),
        &der::integer(&[7]),
        &der::wrap(0x18, &[time.as_bytes()]),
    ])
}

/// TimeStampResp with this status.
pub fn response(status: u8, token: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::sequence(&[&der::integer(&[status])]), token])
}

/// A detached CMS signature with this token over its signature value inside.
pub fn cms_with_token(bytes: &[u8], signer: &Holder, stamp: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    const DATA: &str = "1.2.840.113549.1.7.1";
    let sign = |unsigned: &[u8]| {
        cms::sign_type((DATA, DATA), bytes, signer, &[], Content::Detached, Attributes::Signed, Naming::IssuerAndSerial, unsigned)
    };
    // Its value is the last thing in a signature without unsigned attributes.
    let bare = sign(&[]);
    let body = [der::oid("1.2.840.10045.4.3.2").as_slice(), &[0x04]].concat();
    let place = bare.windows(body.len()).rposition(|window| window == body).expect("a P-256 signature") + body.len() + 1;
    let attribute = der::sequence(&[&der::oid("1.2.840.113549.1.9.16.2.14"), &der::set(&[&stamp(&bare[place..])])]);
    sign(&der::wrap(0xa1, &[&attribute]))
}
