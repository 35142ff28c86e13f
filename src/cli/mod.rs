//! EDGE: the command line. Reads files, the clock and the environment; calls `kenpin::verify`; prints.

#[cfg(feature = "portal")]
mod admin;
#[cfg(feature = "portal")]
mod admin_webhook;
#[cfg(feature = "portal")]
mod admin_again;
#[cfg(feature = "portal")]
mod admin_backup;
#[cfg(feature = "portal")]
mod admin_retain;
mod bom;
mod bom_convert;
mod bom_diff;
mod bom_inspect;
mod bom_merge;
mod bom_read;
mod bom_validate;
mod buyer;
mod clock;
mod compare;
mod completions;
mod config;
mod exit;
mod explain;
mod fault;
mod folder;
mod hardware;
mod hardware_batch;
mod hardware_collect;
mod hardware_compare;
mod hardware_show;
mod images;
mod judge;
mod limits;
mod lists;
mod lists_bundle;
mod lists_diff;
mod lists_files;
mod lists_import;
mod lists_update;
mod lists_verify;
mod man;
mod output;
mod paths;
mod policy;
mod policy_test;
mod print;
mod progress;
mod reference;
mod schema;
mod screen;
#[cfg(feature = "portal")]
mod serve;
mod session;
mod settings;
mod signature;
mod signature_inspect;
mod signature_sign;
mod signer;
mod submit;
mod sysfs;
mod terms;
mod token;
mod tpm;
mod trace;
mod trust;
mod trust_add;
mod trust_repository;
mod trust_store;
mod trust_update;
mod trust_verify;
mod verdict;
mod verdict_replay;
mod verify;
mod waiver;
mod waiver_add;
mod watch;
#[cfg(feature = "portal")]
mod worker;

use clap::{Parser, Subcommand};

use exit::Exit;
use fault::Fault;
use session::Session;

/// Decides whether delivered equipment may be accepted, and shows why.
#[derive(Debug, Parser)]
#[command(name = "kenpin", version, propagate_version = true, infer_long_args = false, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    session: Session,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  kenpin verify delivery/ --order order.toml
  kenpin verify camera.cdx.json camera.cdx.json.p7s --trusted-ca vendor-ca.pem
  kenpin explain KP-S01

Exit codes: 0 accept, 10 refer, 20 reject, 1 fault (no verdict), 2 wrong usage";

/// One line a command: the struct with its options stands in the file of that name.
#[derive(Debug, Subcommand)]
enum Command {
    Verify(Box<verify::Verify>),
    Screen(screen::Screen),
    Trace(trace::Trace),
    #[command(subcommand)]
    Bom(bom::Bom),
    #[command(subcommand)]
    Lists(lists::Lists),
    #[command(subcommand)]
    Trust(trust::Trust),
    #[command(subcommand)]
    Signature(signature::Signature),
    #[command(subcommand)]
    Hardware(hardware::Hardware),
    #[command(subcommand)]
    Policy(policy::Policy),
    #[command(subcommand)]
    Waiver(waiver::Waiver),
    #[command(subcommand)]
    Verdict(verdict::Verdict),
    Compare(Box<compare::Compare>),
    Submit(submit::Submit),
    #[cfg(feature = "portal")]
    Serve(Box<serve::Serve>),
    #[cfg(feature = "portal")]
    Worker(Box<worker::Worker>),
    #[cfg(feature = "portal")]
    #[command(subcommand)]
    Admin(admin::Admin),
    Explain(explain::Explain),
    #[command(subcommand)]
    Config(config::Config),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs the program: 0 accept, 10 refer, 20 reject, 1 fault, 2 wrong usage.
pub fn run() -> std::process::ExitCode {
    let exit = match Arguments::try_parse() {
        Ok(arguments) => dispatch(&arguments).unwrap_or_else(|fault| fault.report(&arguments.session)),
        Err(error) => exit::of_parsing(&error),
    };
    exit.into()
}

fn dispatch(arguments: &Arguments) -> Result<Exit, Fault> {
    let session = &arguments.session;
    match &arguments.command {
        Command::Verify(verify) => verify.run(session),
        Command::Screen(screen) => screen.run(session),
        Command::Trace(trace) => trace.run(session),
        Command::Bom(bom) => bom.run(session),
        Command::Lists(lists) => lists.run(session),
        Command::Trust(trust) => trust.run(session),
        Command::Signature(signature) => signature.run(session),
        Command::Hardware(hardware) => hardware.run(session),
        Command::Policy(policy) => policy.run(session),
        Command::Waiver(waiver) => waiver.run(session),
        Command::Verdict(verdict) => verdict.run(session),
        Command::Compare(compare) => compare.run(session),
        Command::Submit(submit) => submit.run(session),
        #[cfg(feature = "portal")]
        Command::Serve(serve) => serve.run(session),
        #[cfg(feature = "portal")]
        Command::Worker(worker) => worker.run(session),
        #[cfg(feature = "portal")]
        Command::Admin(admin) => admin.run(session),
        Command::Explain(explain) => explain.run(session),
        Command::Config(config) => config.run(session),
        Command::Schema(schema) => schema.run(session),
        Command::Completions(completions) => completions.run(session),
        Command::Man(man) => man.run(session),
    }
}
