//! What went wrong on our side, in one message: what, where, how to put it right. There is no verdict then.

use std::fmt;
use std::path::Path;

use super::exit::Exit;
use super::print;
use super::session::Session;

/// A message for the operator and the exit code that goes with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    exit: Exit,
    /// Lower case, no full stop: `this list is too old to screen with`.
    what: String,
    /// A path, with edition or line where there is one; empty where there is no place.
    place: String,
    /// What would be accepted, or what to run.
    fix: String,
}

impl Fault {
    /// Our side failed: exit 1.
    pub(crate) fn ours(what: impl fmt::Display, place: impl fmt::Display, fix: impl fmt::Display) -> Self {
        Self { exit: Exit::Fault, what: what.to_string(), place: place.to_string(), fix: fix.to_string() }
    }

    /// The command cannot be meant so: exit 2.
    pub(crate) fn usage(what: impl fmt::Display, place: impl fmt::Display, fix: impl fmt::Display) -> Self {
        Self { exit: Exit::Usage, what: what.to_string(), place: place.to_string(), fix: fix.to_string() }
    }

    /// A file that an option names and that cannot be read: one that is not there is wrong usage, anything else is our fault.
    pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::NotFound {
            return Self::usage("no such file or folder", path.display(), "check the spelling of the path");
        }
        Self::ours(format!("cannot read this: {error}"), path.display(), "make it readable for the user that runs kenpin")
    }

    /// Prints it and gives its exit code.
    pub(super) fn report(&self, session: &Session) -> Exit {
        print::error(session, &session.language().say_lines(&self.to_string()));
        self.exit
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A stage's own message may bring its place and its fix along, in this very form.
        write!(f, "error: {}", self.what)?;
        for (label, text) in [("where", &self.place), ("fix", &self.fix)] {
            if !text.is_empty() {
                write!(f, "\n  {:<7}{}", format!("{label}:"), text.replace('\n', "\n         "))?;
            }
        }
        Ok(())
    }
}
