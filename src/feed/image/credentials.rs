//! User and password for a registry, from docker's `config.json`.

use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::ImageFault;

/// A file of settings as large as that is none.
const LIMIT_BYTES: u64 = 1 << 20;
/// As docker names its own registry.
const HUB: (&str, &str) = ("index.docker.io", "https://index.docker.io/v1/");

/// What we may say to a registry that asks who we are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Login {
    /// `user:password`, in base64.
    Basic(String),
    /// Nothing, for this reason.
    None(String),
}

#[derive(Default, Deserialize)]
struct Settings {
    #[serde(default)]
    auths: BTreeMap<String, Entry>,
    #[serde(default, rename = "credHelpers")]
    helpers: BTreeMap<String, String>,
    #[serde(default, rename = "credsStore")]
    store: Option<String>,
}

#[derive(Default, Deserialize)]
struct Entry {
    #[serde(default)]
    auth: String,
    #[serde(default, rename = "identitytoken")]
    token: Option<String>,
}

impl Login {
    /// # Errors
    /// The file is there and cannot be read.
    pub fn for_registry(registry: &str) -> Result<Self, ImageFault> {
        let Some(path) = path() else { return Ok(Self::None("there is no home folder with docker's settings".to_owned())) };
        match text(&path) {
            Ok(text) => Self::read(&text, registry, &path),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self::None(format!("there is no {}", path.display()))),
            Err(error) => Err(ImageFault::Credentials(format!("{}: {error}", path.display()))),
        }
    }

    fn read(text: &str, registry: &str, path: &Path) -> Result<Self, ImageFault> {
        // Its place and not its words: they may be a password.
        let unreadable = |line: usize| ImageFault::Credentials(format!("{}: no settings of docker's, line {line}", path.display()));
        let settings: Settings = serde_json::from_str(text).map_err(|error| unreadable(error.line()))?;
        let names = [registry.to_owned(), format!("https://{registry}"), format!("https://{registry}/")];
        let hub = (registry == HUB.0).then(|| HUB.1.to_owned());
        let entry = names.iter().chain(&hub).find_map(|name| settings.auths.get(name));
        let helper = settings.helpers.get(registry).or(settings.store.as_ref());
        Ok(match (entry, helper) {
            (Some(entry), _) if STANDARD.decode(&entry.auth).is_ok_and(|login| login.contains(&b':')) => Self::Basic(entry.auth.clone()),
            (Some(entry), _) if entry.token.is_some() => {
                Self::None(format!("{} holds a token for {registry}, and only user and password are used", path.display()))
            }
            (_, Some(helper)) => Self::None(format!("the password is kept by docker-credential-{helper}, which kenpin does not run")),
            (Some(_) | None, None) => Self::None(format!("{} has no user and password for {registry}", path.display())),
        })
    }
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the environment")]
fn path() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = variable("DOCKER_CONFIG").or_else(|| variable("HOME").map(|home| home.join(".docker")))?;
    Some(folder.join("config.json"))
}

#[allow(clippy::disallowed_methods, reason = "the edge reads the operator's settings")]
fn text(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    fs::File::open(path)?.take(LIMIT_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    fn read(text: &str, registry: &str) -> Result<Login, ImageFault> {
        Login::read(text, registry, Path::new("config.json"))
    }

    fn reason(text: &str) -> String {
        match read(text, "r.example") {
            Ok(Login::None(reason)) => reason,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_password_is_found_under_every_spelling_of_its_registry_and_under_no_other() {
        let basic = Ok(Login::Basic("dTpw".to_owned()));
        for name in ["r.example", "https://r.example", "https://r.example/"] {
            assert_eq!(read(&format!(r#"{{"auths":{{"{name}":{{"auth":"dTpw"}}}}}}"#), "r.example"), basic, "{name}");
        }
        assert_eq!(read(r#"{"auths":{"https://index.docker.io/v1/":{"auth":"dTpw"}}}"#, "index.docker.io"), basic);
        assert!(reason(r#"{"auths":{"r.example.evil":{"auth":"dTpw"}}}"#).contains("has no user and password"));
    }

    #[test]
    fn what_cannot_be_used_is_said_and_no_password_with_it() {
        assert!(reason(r#"{"auths":{"r.example":{}},"credsStore":"pass"}"#).contains("docker-credential-pass"));
        assert!(reason(r#"{"credHelpers":{"r.example":"ecr-login"}}"#).contains("docker-credential-ecr-login"));
        assert!(reason(r#"{"auths":{"r.example":{"identitytoken":"secret"}}}"#).contains("holds a token"));
        assert!(reason(r#"{"auths":{"r.example":{"auth":"no base64"}}}"#).contains("has no user and password"));
        let Err(ImageFault::Credentials(said)) = read("{\"auths\":{\n\"r.example\":\"hunter2\"}}", "r.example") else { panic!("read") };
        assert!(said.contains("line 2") && !said.contains("hunter2"), "{said}");
    }
}
