//! Configuration files: which ones have a say, what they may say, and which of them said what.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::paths::Ground;
use super::session::Session;
use crate::intake::slip;

/// A configuration file. Relative paths in it start at its own folder. Lists add up over all files and options; of
/// anything else the nearest file wins, and an option over every file.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConfigurationFile {
    /// Shape of this file; "1".
    pub(crate) schema_version: Option<String>,
    /// As `--policy`.
    pub(crate) policy: Option<PathBuf>,
    /// As `--waivers`.
    pub(crate) waivers: Option<PathBuf>,
    /// As `--format`.
    pub(crate) format: Option<String>,
    /// As `--watchlists`.
    #[serde(default)]
    pub(crate) watchlists: Vec<PathBuf>,
    /// As `--makers`.
    #[serde(default)]
    pub(crate) makers: Vec<PathBuf>,
    /// As `--trusted-key`.
    #[serde(default)]
    pub(crate) trusted_key: Vec<PathBuf>,
    /// As `--trusted-ca`.
    #[serde(default)]
    pub(crate) trusted_ca: Vec<PathBuf>,
    /// As `--trust`.
    #[serde(default)]
    pub(crate) trust: Vec<PathBuf>,
    /// As `--crl`.
    #[serde(default)]
    pub(crate) crl: Vec<PathBuf>,
    /// As `--ocsp`.
    #[serde(default)]
    pub(crate) ocsp: Vec<PathBuf>,
    /// As `--trusted-identity`.
    #[serde(default)]
    pub(crate) trusted_identity: Vec<String>,
    /// As `--signer-of`: the file of each party, by the party's name.
    #[serde(default)]
    pub(crate) signer_of: std::collections::BTreeMap<String, PathBuf>,
}

/// How a configuration file came to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// `--config`: no other file is read.
    Option,
    /// `KENPIN_CONFIG`: no other file is read.
    Environment,
    /// `kenpin.toml` here or further up to the repository's root: may only narrow.
    Discovered,
    User,
    System,
}

/// One file with a say.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub(crate) origin: Origin,
    pub(crate) path: PathBuf,
    pub(crate) content: ConfigurationFile,
}

/// Every file with a say, the nearest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) layers: Vec<Layer>,
    /// A `kenpin.toml` that was found in the delivery and not read.
    pub(crate) ignored: Option<PathBuf>,
}

/// What of the outside decides which files are read.
struct Surroundings {
    folder: PathBuf,
    variable: Option<OsString>,
    user: Option<PathBuf>,
}

impl Settings {
    /// # Errors
    /// Wrong usage where a named file does not exist or lies in the delivery; our fault where a file cannot be read,
    /// is misspelt, or says more than it may.
    pub(crate) fn load(session: &Session, ground: &Ground) -> Result<Self, Fault> {
        let around = surroundings();
        let named = session.config.clone().map(|path| (Origin::Option, path));
        let variable = around.variable.clone().filter(|value| !value.is_empty());
        let named = named.or_else(|| variable.map(|path| (Origin::Environment, PathBuf::from(path))));
        if let Some((origin, path)) = named {
            ground.keep_out("the configuration", &path)?;
            return Ok(Self { layers: vec![read(origin, &path)?], ignored: None });
        }
        let mut settings = Self::default();
        let system = Some(PathBuf::from("/etc/kenpin/kenpin.toml"));
        let candidates = [(Origin::Discovered, discovered(&around.folder)), (Origin::User, around.user), (Origin::System, system)];
        for (origin, path) in candidates {
            let Some(path) = path.filter(|path| path.is_file()) else { continue };
            if origin == Origin::Discovered && ground.holds(&path) {
                settings.ignored = Some(path);
                continue;
            }
            ground.keep_out("the configuration", &path)?;
            settings.layers.push(read(origin, &path)?);
        }
        Ok(settings)
    }

    /// The nearest file's answer.
    pub(crate) fn nearest<'a, T>(&'a self, choose: impl Fn(&'a ConfigurationFile) -> Option<T>) -> Option<T> {
        self.layers.iter().find_map(|layer| choose(&layer.content))
    }

    /// Every file's answers, the nearest first.
    pub(crate) fn all<'a, T: 'a>(&'a self, choose: impl Fn(&'a ConfigurationFile) -> &'a [T]) -> impl Iterator<Item = &'a T> {
        self.layers.iter().flat_map(move |layer| choose(&layer.content))
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the environment")]
fn surroundings() -> Surroundings {
    let home = || std::env::var_os("HOME").filter(|home| !home.is_empty()).map(|home| PathBuf::from(home).join(".config"));
    let base = std::env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from).or_else(home);
    Surroundings {
        folder: std::env::current_dir().unwrap_or_default(),
        variable: std::env::var_os("KENPIN_CONFIG"),
        user: base.map(|base| base.join("kenpin/kenpin.toml")),
    }
}

/// The nearest `kenpin.toml` from this folder up to the repository's root; without a repository, in this folder only.
fn discovered(folder: &Path) -> Option<PathBuf> {
    let root = folder.ancestors().find(|ancestor| ancestor.join(".git").exists()).unwrap_or(folder);
    let within = folder.ancestors().take_while(|ancestor| ancestor.starts_with(root));
    within.map(|ancestor| ancestor.join("kenpin.toml")).find(|path| path.is_file())
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the buyer's own files")]
fn read(origin: Origin, path: &Path) -> Result<Layer, Fault> {
    let text = std::fs::read_to_string(path).map_err(|error| Fault::unreadable(path, &error))?;
    let mut content: ConfigurationFile = slip::parse(&text).map_err(|slip| {
        Fault::ours(
            format!("this configuration cannot be read: {slip}"),
            path.display(),
            "see `kenpin schema config` for what may stand there",
        )
    })?;
    if content.schema_version.as_deref().is_some_and(|version| version != "1") {
        return Err(Fault::ours("this configuration has a shape that is not known", path.display(), "write schema_version = \"1\""));
    }
    if origin == Origin::Discovered {
        may_only_narrow(&content, path)?;
    }
    content.resolve(path.parent().unwrap_or(Path::new("")));
    Ok(Layer { origin, path: path.to_owned(), content })
}

/// Whoever can put a file here, a vendor's branch for one, must not be able to make a verdict milder.
fn may_only_narrow(content: &ConfigurationFile, path: &Path) -> Result<(), Fault> {
    let widening = [
        ("policy", content.policy.is_some()),
        ("waivers", content.waivers.is_some()),
        ("makers", !content.makers.is_empty()),
        ("trusted_key", !content.trusted_key.is_empty()),
        ("trusted_ca", !content.trusted_ca.is_empty()),
        ("trust", !content.trust.is_empty()),
        ("crl", !content.crl.is_empty()),
        ("ocsp", !content.ocsp.is_empty()),
        ("trusted_identity", !content.trusted_identity.is_empty()),
        ("signer_of", !content.signer_of.is_empty()),
    ];
    match widening.iter().find(|(_, stated)| *stated) {
        None => Ok(()),
        Some((key, _)) => Err(Fault::ours(
            format!("a kenpin.toml that is merely found here may add watchlists and choose a format; \"{key}\" is not its to say"),
            path.display(),
            "take the line out, or name the file: --config kenpin.toml",
        )),
    }
}

impl ConfigurationFile {
    /// Relative paths start at the file's own folder.
    fn resolve(&mut self, folder: &Path) {
        let lists = [
            &mut self.watchlists,
            &mut self.makers,
            &mut self.trusted_key,
            &mut self.trusted_ca,
            &mut self.trust,
            &mut self.crl,
            &mut self.ocsp,
        ];
        let single = [&mut self.policy, &mut self.waivers];
        for path in lists.into_iter().flatten().chain(single.into_iter().flatten()).chain(self.signer_of.values_mut()) {
            *path = folder.join(&*path);
        }
    }
}
