//! Which identity provider is asked, and who of its people may do what.

use serde::Deserialize;

use crate::store::passes::Role;

/// Settings of the single sign-on, as the file that `--oidc` names holds them.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Shape of this file; "1".
    pub schema_version: String,
    /// `https://login.agency.example`; plain http only on this machine.
    pub issuer: String,
    pub client_id: String,
    /// File that holds the client's secret; a public client has none.
    #[serde(default)]
    pub client_secret_file: Option<std::path::PathBuf>,
    /// What is in that file; never in this one.
    #[serde(skip)]
    pub client_secret: Option<String>,
    /// The portal's own address with `/oidc/return` at its end, as the provider knows it.
    pub redirect: String,
    #[serde(default)]
    pub scopes: Vec<String>,
    /// The claim of the ID token that roles come from.
    #[serde(default = "groups")]
    pub role_claim: String,
    /// The first that fits counts.
    #[serde(rename = "role")]
    pub roles: Vec<Rule>,
    /// How long ago somebody may have shown who they are when they decide.
    #[serde(default = "five_minutes")]
    pub step_up_seconds: i64,
    /// Ways of showing it that are strong enough; none: any.
    #[serde(default)]
    pub acr_values: Vec<String>,
}

/// Who may do what.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `buyer`, `auditor`, `admin`.
    pub role: String,
    /// Values of the claim, any of them.
    pub any_of: Vec<String>,
}

fn groups() -> String {
    "groups".to_owned()
}

fn five_minutes() -> i64 {
    300
}

impl Settings {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong in it, for the operator.
    pub fn read(text: &str) -> Result<Self, String> {
        let settings: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if settings.schema_version != "1" {
            return Err("write schema_version = \"1\"".to_owned());
        }
        for address in [&settings.issuer, &settings.redirect] {
            if !is_safe(address) {
                return Err(format!("\"{address}\" is no https address; plain http is for this machine only"));
            }
        }
        if !settings.redirect.ends_with(super::RETURN) {
            return Err(format!("\"redirect\" ends with {}", super::RETURN));
        }
        if let Some(rule) = settings.roles.iter().find(|rule| Role::of(&rule.role).is_none_or(|role| role == Role::Vendor)) {
            return Err(format!("\"{}\" is none of buyer, auditor, admin", rule.role));
        }
        if settings.roles.iter().all(|rule| rule.any_of.is_empty()) {
            return Err("nobody may do anything: name groups under [[role]]".to_owned());
        }
        if !(30..=86_400).contains(&settings.step_up_seconds) {
            return Err("\"step_up_seconds\" is a whole number from 30 to 86400".to_owned());
        }
        Ok(settings)
    }

    /// The role of somebody with these values of the claim; `None`: none.
    pub(super) fn role(&self, groups: &[String]) -> Option<Role> {
        let rule = self.roles.iter().find(|rule| rule.any_of.iter().any(|wanted| groups.contains(wanted)))?;
        Role::of(&rule.role)
    }
}

/// Nobody on the way can read along.
fn is_safe(address: &str) -> bool {
    let host = address.strip_prefix("http://").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let bare = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    let named = address.starts_with("https://") || bare.is_some_and(|host| ["127.0.0.1", "localhost", "[::1]"].contains(&host));
    named && !address.contains(['@', ' ', '\\'])
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const GOOD: &str = "schema_version = \"1\"\nissuer = \"https://login.example\"\nclient_id = \"kenpin\"\n\
                        redirect = \"https://kenpin.example/oidc/return\"\n[[role]]\nrole = \"buyer\"\nany_of = [\"procurement\"]\n";

    #[test]
    fn the_first_rule_that_fits_counts_and_nobody_else_comes_in() {
        let settings = Settings::read(&format!("{GOOD}[[role]]\nrole = \"admin\"\nany_of = [\"it\"]\n")).unwrap();
        let role = |groups: &[&str]| settings.role(&groups.iter().map(|group| (*group).to_owned()).collect::<Vec<_>>());
        assert_eq!(role(&["it", "procurement"]), Some(Role::Buyer));
        assert_eq!(role(&["it"]), Some(Role::Admin));
        assert_eq!(role(&["Procurement", ""]), None);
        assert_eq!(role(&[]), None);
    }

    #[test]
    fn what_would_let_others_in_is_refused() {
        assert!(Settings::read(GOOD).is_ok());
        for (from, to) in [
            ("https://login.example", "http://login.example"),
            ("https://login.example", "http://127.0.0.1.example"),
            ("https://login.example", "http://localhost:x@login.example"),
            ("https://kenpin.example/oidc/return", "https://kenpin.example/inbox"),
            ("\"buyer\"", "\"vendor\""),
            ("[\"procurement\"]", "[]"),
            ("client_id", "client_secret = \"x\"\nclient_id"),
        ] {
            assert!(Settings::read(&GOOD.replace(from, to)).is_err(), "{to}");
        }
        assert!(Settings::read(&GOOD.replace("https://login.example", "http://127.0.0.1:4000")).is_ok());
    }
}
