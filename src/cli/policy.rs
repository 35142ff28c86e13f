//! `kenpin policy`: what the buyer insists on, written out, checked, explained, signed and tried on cases.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::clock::Clock;
use super::exit::Exit;
use super::fault::Fault;
use super::paths::Ground;
use super::policy_test::Test;
use super::print::{self, Format};
use super::reference::{Lists, text};
use super::session::Session;
use super::settings::Settings;
use super::signer::Signer;
use super::terms::{POLICY_TYPE, policy_of};
use crate::decision::Effect;
use crate::decision::policy::{self, DEFAULT_TEXT, Insistence, advice, reading};
use crate::decision::rule::RULES;
use crate::screening::regime;

/// Writes, checks, explains, signs and tests policies
#[derive(Debug, Subcommand)]
pub(crate) enum Policy {
    New(New),
    Check(Check),
    Explain(Explain),
    Sign(Sign),
    Test(Test),
}

/// Prints the built-in policy with comments, to start one's own from
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin policy new > policy.toml")]
pub(crate) struct New {}

/// Checks a policy file and says what it changes
///
/// Exit 0 where it can be used, with its warnings, one a line; 1 where it cannot.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  kenpin policy check policy.toml\n  kenpin policy check ministry.toml agency.toml")]
pub(crate) struct Check {
    #[command(flatten)]
    files: Files,
    #[command(flatten)]
    lists: Lists,
    #[command(flatten)]
    clock: Clock,
}

/// Says in words what a policy asks for, and the effect of every rule under it
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin policy explain ministry.toml agency.toml")]
pub(crate) struct Explain {
    #[command(flatten)]
    files: Files,
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Signs a policy, for --policy-key; prints the signed one
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  kenpin policy sign policy.toml --signing-key ministry.pem > policy.signed.json")]
pub(crate) struct Sign {
    /// The policy
    #[arg(value_name = "POLICY")]
    policy: PathBuf,
    /// The private key: PEM, or its address on a token (pkcs11:..)
    #[arg(long, value_name = "FILE|URI")]
    signing_key: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Files {
    /// The policy; several stand below one another, the uppermost first, and each may only narrow the one before
    #[arg(value_name = "POLICY", required = true)]
    policy: Vec<PathBuf>,
    /// Take only policies that one of these public keys signed; may be repeated
    #[arg(long, value_name = "FILE")]
    policy_key: Vec<PathBuf>,
}

impl Files {
    fn read(&self) -> Result<policy::Policy, Fault> {
        policy_of(&self.policy, &self.policy_key, None)
    }

    fn names(&self) -> String {
        self.policy.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
    }
}

impl Policy {
    pub(super) fn run(&self, session: &Session) -> Result<Exit, Fault> {
        match self {
            Self::New(_) => print::result(DEFAULT_TEXT)?,
            Self::Check(check) => check.run(session)?,
            Self::Explain(explain) => explain.run()?,
            Self::Sign(sign) => sign.run()?,
            Self::Test(test) => return test.run(session),
        }
        Ok(Exit::Accept)
    }
}

impl Check {
    fn run(&self, session: &Session) -> Result<(), Fault> {
        let policy = self.files.read()?;
        let regimes = regime::shipped().map_err(|fault| Fault::ours(fault, "", ""))?;
        let (ground, at) = (Ground::of(&[])?, self.clock.at()?);
        let watchlists = self.lists.watchlists(&Settings::load(session, &ground)?, &ground, at)?;
        let warnings = advice::advise(&policy, &regimes, &watchlists, at);
        let mut text = format!("{}: can be used\nregimes: {}\n", self.files.names(), policy.regimes.join(", "));
        for warning in warnings {
            text.push_str(&format!("warning: {warning}\n"));
        }
        print::result(&text)
    }
}

impl Sign {
    fn run(&self) -> Result<(), Fault> {
        let text = text(&self.policy)?;
        reading::read(&text).map_err(|fault| {
            Fault::ours(
                format!("this policy cannot be used: {fault}"),
                self.policy.display(),
                "see `kenpin policy new` for what may stand there",
            )
        })?;
        print::result(&Signer::open(&self.signing_key)?.envelope(POLICY_TYPE, text.as_bytes())?)
    }
}

/// A policy as it counts, for scripts.
#[derive(Serialize)]
struct Explained {
    schema_version: &'static str,
    /// As reports name it.
    digest: String,
    policy: policy::Policy,
    rules: Vec<Ruled>,
}

/// A rule's effect under the policy.
#[derive(Serialize)]
struct Ruled {
    rule: &'static str,
    name: &'static str,
    title: &'static str,
    effect: Effect,
    /// The rule's own effect, where the policy chose another; else `null`.
    own: Option<Effect>,
}

impl Explain {
    fn run(&self) -> Result<(), Fault> {
        let policy = self.files.read()?;
        let ruled = |rule: &crate::decision::rule::Rule| {
            let effect = policy.effect_of(rule).unwrap_or(rule.effect);
            let own = Some(rule.effect).filter(|own| *own != effect);
            Ruled { rule: rule.id, name: rule.name, title: rule.title, effect, own }
        };
        let rules = RULES.iter().map(ruled).collect();
        let explained = Explained { schema_version: "1", digest: format!("sha256:{}", policy.digest()), policy, rules };
        print::answer(self.format, &explained, || words(&explained))
    }
}

fn words(explained: &Explained) -> String {
    let policy = &explained.policy;
    let mut lines = vec![format!("policy {}\n", explained.digest)];
    let mut say = |text: String| lines.push(format!("- {text}"));
    let laws = regime::shipped().unwrap_or_default();
    for id in &policy.regimes {
        let title = laws.iter().find(|law| law.id == *id).map_or("a list of your own", |law| law.title.as_str());
        say(format!("screens for {id}: {title}"));
    }
    say(match policy.signatures.bills {
        Insistence::Required => "every bill has to be signed by somebody you trust".to_owned(),
        Insistence::Optional => "a bill need not be signed".to_owned(),
    });
    for wanted in &policy.signatures.required {
        let whose = wanted.vendor.as_ref().map_or_else(String::new, |vendor| format!(" of \"{vendor}\""));
        let by = wanted.signer.as_ref().map_or_else(|| "somebody you trust".to_owned(), |signer| format!("\"{signer}\""));
        let build = if wanted.build.is_some() { ", from the build that it names" } else { "" };
        say(format!("documents \"{}\"{whose} have to be signed by {by}{build}", wanted.documents));
    }
    for pattern in &policy.documents.required {
        say(format!("a document \"{pattern}\" has to be delivered"));
    }
    for aside in &policy.documents.set_aside {
        say(format!("documents \"{}\" are set aside unread: {}", aside.documents, aside.reason));
    }
    say(format!("a document that nobody can account for: {}", policy.documents.unrecognised.word()));
    for kind in &policy.makers.may_be_unknown {
        say(format!("a part of the kind {} needs no maker", kind.word()));
    }
    for (kind, percent) in &policy.makers.minimum_coverage {
        say(format!("{percent} % of all parts of the kind {} have to have a traced maker", kind.word()));
    }
    for (role, counts) in &policy.makers.roles {
        say(format!("a listed {role:?} counts as {counts:?}").to_lowercase());
    }
    say(match policy.waivers.signature {
        Insistence::Required => "waivers and reviews count only when signed by".to_owned() + &approvers(policy),
        Insistence::Optional => "waivers and reviews need no signature".to_owned(),
    });
    for point in &policy.may_loosen {
        say(format!("a policy below may be milder at {point}"));
    }
    lines.push("\nrules that the policy changes:".to_owned());
    let changed = |rule: &&Ruled| rule.own.is_some();
    let line =
        |rule: &Ruled| format!("  {} {:<7} {} (its own: {})", rule.rule, rule.effect.word(), rule.name, rule.own.map_or("", Effect::word));
    let changed: Vec<String> = explained.rules.iter().filter(changed).map(line).collect();
    lines.push(if changed.is_empty() { "  none; `kenpin explain` lists them all".to_owned() } else { changed.join("\n") });
    lines.join("\n")
}

fn approvers(policy: &policy::Policy) -> String {
    let names: Vec<String> = policy.waivers.approvers.keys().map(|name| format!("\"{name}\"")).collect();
    if names.is_empty() { " nobody: no key is named".to_owned() } else { format!(" {}", names.join(" or ")) }
}
