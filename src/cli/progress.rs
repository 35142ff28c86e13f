//! A sign of life on standard error, for runs that take more than a second on a terminal.

use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use super::session::Session;

/// Runs until it is dropped.
pub(crate) struct Progress {
    running: Option<(Sender<&'static str>, JoinHandle<()>)>,
}

/// Shorter runs show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

impl Progress {
    /// Shows nothing with `--quiet`, or where standard error is no terminal.
    pub(crate) fn start(session: &Session, step: &'static str) -> Self {
        if session.quiet || !std::io::stderr().is_terminal() {
            return Self { running: None };
        }
        let (sender, steps) = channel::<&'static str>();
        let thread = std::thread::spawn(move || {
            let mut step = step;
            let mut bar: Option<ProgressBar> = None;
            loop {
                match steps.recv_timeout(PATIENCE) {
                    Ok(next) => step = next,
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                bar.get_or_insert_with(spinner).set_message(step);
            }
            if let Some(bar) = bar {
                bar.finish_and_clear();
            }
        });
        Self { running: Some((sender, thread)) }
    }

    /// Says what is being done now.
    pub(crate) fn step(&self, step: &'static str) {
        if let Some((sender, _)) = &self.running {
            // A run is not worth less because nobody can be shown its progress.
            let _gone = sender.send(step);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((sender, thread)) = self.running.take() {
            drop(sender);
            let _ended = thread.join();
        }
    }
}

fn spinner() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
