//! `kenpin man`: the manual page of the program or of one command.

use clap::{Args, CommandFactory};

use super::Arguments;
use super::exit::Exit;
use super::fault::Fault;
use super::print;
use super::session::Session;

/// Prints the manual page of the program, or of one command
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin man verify | man -l -")]
pub(crate) struct Man {
    /// The command, as it is typed: `bom inspect`
    #[arg(value_name = "COMMAND", num_args = 0..)]
    command: Vec<String>,
}

impl Man {
    pub(super) fn run(&self, _session: &Session) -> Result<Exit, Fault> {
        let mut page = Arguments::command();
        page.build();
        let mut name = String::from("kenpin");
        for word in &self.command {
            let Some(inner) = page.find_subcommand(word).filter(|inner| !inner.is_hide_set()) else {
                return Err(Fault::usage(format!("there is no command \"{name} {word}\""), "", format!("see `{name} --help`")));
            };
            page = inner.clone();
            name = format!("{name} {word}");
        }
        let page = page.name(name.replace(' ', "-")).bin_name(name);
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text).map_err(|error| Fault::ours(error, "manual page", "report this as a bug"))?;
        print::result(&String::from_utf8_lossy(&text))?;
        Ok(Exit::Accept)
    }
}
