//! Container images as PATHs: `oci://REGISTRY/REPOSITORY:TAG` is fetched with what is signed about it.

use std::path::Path;
use std::time::Duration;

use clap::Args;

use super::fault::Fault;
use super::print;
use super::session::Session;
use crate::feed::Limits;
use crate::feed::image::{self, Image, ImageFault, Place};
use crate::report::escape;

const SCHEME: &str = "oci://";
/// For everything of one image.
const WHOLE: Duration = Duration::from_secs(600);

/// How registries are spoken to.
#[derive(Clone, Debug, Args)]
pub(crate) struct Registries {
    /// Speak to this registry without TLS; one on this machine needs no such word; may be repeated
    #[arg(long, value_name = "HOST[:PORT]")]
    plain_http: Vec<String>,
    /// Give up on a registry that says nothing for so long
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    patience: u64,
}

/// How images are fetched, or that none is.
pub(crate) enum Images<'a> {
    From { registries: &'a Registries, session: &'a Session },
    None,
}

impl Registries {
    pub(crate) fn images<'a>(&'a self, session: &'a Session) -> Images<'a> {
        Images::From { registries: self, session }
    }
}

/// Whether a PATH is an image's address.
pub(crate) fn is_image(path: &Path) -> bool {
    path.to_str().is_some_and(|typed| typed.starts_with(SCHEME))
}

impl Images<'_> {
    /// At most `limit` bytes of one image. Says what lies beside it and was not fetched.
    ///
    /// # Errors
    /// Wrong usage for no address, with `--offline`, or where there is no such image; our fault for whatever else keeps it from coming whole.
    pub(crate) fn fetch(&self, typed: &str, limit: u64) -> Result<Image, Fault> {
        let (registries, session) = match self {
            Self::From { registries, session } => (registries, session),
            Self::None => return Err(Fault::usage("an image is not read here", typed, "give a file, or use `kenpin verify`")),
        };
        if session.offline {
            let fix = "fetch the image's signatures and bills where there is a network, and verify the files";
            return Err(Fault::usage("--offline opens no socket", typed, fix));
        }
        let limits = Limits { bytes: limit, silence: Duration::from_secs(registries.patience.max(1)), whole: WHOLE };
        let address = typed.strip_prefix(SCHEME).unwrap_or_default();
        let image = Place::parse(address, &registries.plain_http).and_then(|place| image::fetch(&place, limits)).map_err(|fault| {
            // A registry's words may be among them.
            let what = escape::visible(&fault.to_string());
            match fault {
                ImageFault::Name | ImageFault::NotThere => Fault::usage(what, typed, fault.remedy()),
                ImageFault::Refused(_)
                | ImageFault::Feed(_)
                | ImageFault::Elsewhere(_)
                | ImageFault::Unreadable { .. }
                | ImageFault::Altered { .. }
                | ImageFault::Endless(..)
                | ImageFault::Credentials(_) => Fault::ours(what, typed, fault.remedy()),
            }
        })?;
        for media_type in &image.left {
            print::remark(
                session,
                &format!("note: {typed}: \"{}\" lies beside the image and was not fetched", escape::visible(media_type)),
            );
        }
        Ok(image)
    }
}
