//! Internet domains: whoever registered the domain speaks under it and under all its subdomains.

use super::{Otherwise, Reading, RegistryKey, keys};

/// A host, a URL or a mail address.
pub fn parse(text: &str) -> Reading {
    let host = host(text);
    let suffixes = suffixes(&host);
    match suffixes.last().and_then(|registrable| registrable.split('.').next()) {
        Some(label) => {
            // What only looks like a party's domain may be anybody's.
            let about = vec![label.replace('-', " ")];
            Reading::Identifier { keys: keys("domain", suffixes.clone()), otherwise: Otherwise::About(about) }
        }
        None => Reading::Unread("a domain has at least two labels, as in \"example.com\""),
    }
}

/// Keys for a domain spelled backwards, as Maven groups and Java packages are: `com.huawei.x`.
pub fn reversed(group: &str) -> Vec<RegistryKey> {
    let labels: Vec<&str> = group.split('.').rev().collect();
    keys("domain", suffixes(&labels.join(".").to_lowercase()))
}

fn host(text: &str) -> String {
    let text = text.trim();
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['/', '?', '#']).next().unwrap_or_default();
    let text = text.rsplit('@').next().unwrap_or_default();
    let text = text.split(':').next().unwrap_or_default();
    text.trim_matches(['.', '<', '>', '*', ' ']).to_lowercase()
}

/// The host and its parents, the longest first, down to the registrable one.
fn suffixes(host: &str) -> Vec<String> {
    let labels: Vec<&str> = host.split('.').collect();
    let fit = |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if labels.len() < 2 || labels.len() > 20 || !labels.iter().all(fit) {
        return Vec::new();
    }
    let public = public_labels(&labels);
    (0..labels.len().saturating_sub(public)).map(|skip| labels.iter().skip(skip).copied().collect::<Vec<_>>().join(".")).collect()
}

/// How many labels at the end are not one registrant's: 1 for "com", 2 for "com.cn".
fn public_labels(labels: &[&str]) -> usize {
    const SECOND: &[&str] = &[
        "com", "co", "net", "org", "gov", "edu", "ac", "ne", "or", "go", "ad", "gob", "mil", "gen", "in", "web", "firm", "biz", "info",
        "ltd", "plc",
    ];
    let mut back = labels.iter().rev();
    match (back.next(), back.next()) {
        (Some(top), Some(second)) if top.len() == 2 && SECOND.contains(second) => 2,
        (Some(_), Some(_)) | (Some(_) | None, None) | (None, Some(_)) => 1,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests")]

    use super::*;

    fn values(text: &str) -> Vec<String> {
        match parse(text) {
            Reading::Identifier { keys, .. } => keys.into_iter().map(|key| key.value).collect(),
            other @ (Reading::Names(_) | Reading::Unread(_)) => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn a_subdomain_is_its_registrants() {
        assert_eq!(values("support.huawei.com"), ["support.huawei.com", "huawei.com"]);
        assert_eq!(values("www.zte.com.cn"), ["www.zte.com.cn", "zte.com.cn"]);
        assert_eq!(values("https://security@E.Huawei.com:443/x?y"), ["e.huawei.com", "huawei.com"]);
    }

    #[test]
    fn a_suffix_of_letters_is_no_subdomain() {
        assert!(!values("nothuawei.com").contains(&"huawei.com".to_owned()));
        assert!(!values("huawei.com.example.org").contains(&"huawei.com".to_owned()));
        assert!(matches!(parse("com.cn"), Reading::Unread(_)));
        assert!(matches!(parse("localhost"), Reading::Unread(_)));
    }

    #[test]
    fn a_group_is_a_domain_backwards() {
        let values: Vec<String> = reversed("com.huawei.boostkit").into_iter().map(|key| key.value).collect();
        assert_eq!(values, ["boostkit.huawei.com", "huawei.com"]);
    }
}
