//! What the exit code of a run means; the same for every command that judges.

use crate::decision::Verdict;
use crate::report::overview::Word;

/// One meaning each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: may be accepted, or a command that does not judge did its work.
    Accept,
    /// 10: somebody has to look.
    Refer,
    /// 20: must not be accepted.
    Reject,
    /// 1: our side is at fault, and there is no verdict.
    Fault,
    /// 2: the command was not understood, or names what is not there.
    Usage,
}

impl From<&Verdict> for Exit {
    fn from(verdict: &Verdict) -> Self {
        match verdict {
            Verdict::Accept(_) => Self::Accept,
            Verdict::Refer => Self::Refer,
            Verdict::Reject => Self::Reject,
        }
    }
}

impl From<Word> for Exit {
    fn from(word: Word) -> Self {
        match word {
            Word::Accept => Self::Accept,
            Word::Refer => Self::Refer,
            Word::Reject => Self::Reject,
        }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Accept => 0,
            Exit::Refer => 10,
            Exit::Reject => 20,
            Exit::Fault => 1,
            Exit::Usage => 2,
        })
    }
}

/// Prints what clap has to say: help and version are no errors.
pub(super) fn of_parsing(error: &clap::Error) -> Exit {
    // A closed pipe must not turn `kenpin --help | head -1` into an error.
    let _closed = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Accept }
}
