//! Signatures that are still to be made: what has to be signed, and the file that it then becomes. The keys are an edge's.

pub use super::cms::draft as cms;
pub use super::embedded::{der, rsa};
pub use super::jsf::draft as jsf;

/// All of a signature but the signature.
pub struct Draft {
    /// What has to be signed.
    pub message: Vec<u8>,
    finish: Finish,
}

type Finish = Box<dyn FnOnce(&[u8]) -> Option<Vec<u8>>>;

impl Draft {
    pub(super) fn new(message: Vec<u8>, finish: impl FnOnce(&[u8]) -> Option<Vec<u8>> + 'static) -> Self {
        Self { message, finish: Box::new(finish) }
    }

    /// The whole file, with the signature over [`Self::message`]: ECDSA as a DER SEQUENCE, any other as its octets.
    /// `None`: it is no signature of the key that the draft was made for.
    pub fn finish(self, signature: &[u8]) -> Option<Vec<u8>> {
        (self.finish)(signature)
    }
}
