//! `kenpin completions`: what the shell offers when the tab key is pressed.

use clap::{Args, CommandFactory};

use super::Arguments;
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::session::Session;

/// Prints completions for a shell
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin completions bash > /etc/bash_completion.d/kenpin")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

impl Completions {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "kenpin", &mut text);
        print::result(&String::from_utf8_lossy(&text))?;
        Ok(Exit::Accept)
    }
}
