//! The certificate of a TPM's endorsement key, as it lies in the TPM: with a header before it, padding behind it, or plain.

use super::super::asn1::{INTEGER, Reader, SEQUENCE};
use super::super::pem;
use super::name::name;
use super::{Defect, IssuerSerial, serial};

/// What identifies the TPM; the key itself is of kinds that libraries refuse (RSAES-OAEP), and is not needed here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endorsement {
    pub names: IssuerSerial,
}

impl Endorsement {
    /// Reads it in DER or PEM. A header of seven octets (TCG NVRAM: `10 01 00`, length, `10 02`) before it and padding behind it are passed over.
    ///
    /// # Errors
    /// Why it is no certificate.
    pub fn read(bytes: &[u8]) -> Result<Self, Defect> {
        let damaged = || Defect::malformed("the TPM's certificate does not follow RFC 5280, 4.1");
        let from_pem = if bytes.starts_with(b"-----BEGIN ") { pem::blocks(bytes).and_then(|mut blocks| blocks.pop()) } else { None };
        let der = from_pem.as_ref().map_or(bytes, |block| block.der.as_slice());
        let der = match der {
            [0x10, 0x01, 0x00, _, _, 0x10, 0x02, rest @ ..] => rest,
            plain => plain,
        };
        let certificate = Reader::new(der).expect(SEQUENCE).ok_or_else(damaged)?;
        let mut fields = certificate.inside().expect(SEQUENCE).ok_or_else(damaged)?.inside();
        let _version = fields.optional(0xa0);
        let number = fields.expect(INTEGER).ok_or_else(damaged)?;
        let _algorithm = fields.expect(SEQUENCE).ok_or_else(damaged)?;
        let issuer = name(&fields.expect(SEQUENCE).ok_or_else(damaged)?)?;
        Ok(Self { names: IssuerSerial { issuer, serial_number: serial(number.body) } })
    }
}
