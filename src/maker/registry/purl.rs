//! Package URLs: the namespace says who publishes a package; its name only says what it is about.

use super::{Otherwise, Reading, RegistryKey, domain, keys};
use crate::maker::name::is_mark;

/// The parts of a purl that tell of its maker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// Lower case: `npm`.
    pub ecosystem: String,
    /// Decoded, `None` where there is none: `github.com/huawei`, `@huawei`, `com.huawei`.
    pub namespace: Option<String>,
    pub name: String,
}

/// The namespace's owner; where nobody is known, what the package may be about. Never a match by its name: a package
/// about a maker's product is not made by that maker.
pub fn parse(text: &str) -> Reading {
    let Some(package) = package(text) else { return Reading::Unread("a purl has the form \"pkg:type/namespace/name@version\"") };
    Reading::Identifier { keys: owner_keys(&package), otherwise: Otherwise::About(about(&package)) }
}

/// Reads a purl (package-url/purl-spec, "How to parse a purl string").
pub fn package(text: &str) -> Option<Package> {
    let rest = text.trim().strip_prefix("pkg:")?.trim_start_matches('/');
    let rest = rest.split('#').next()?.split('?').next()?;
    let (ecosystem, rest) = rest.split_once('/')?;
    let rest = rest.trim_matches('/');
    // An "@" at the start of a segment belongs to an npm scope that was not encoded.
    let version =
        rest.char_indices().rev().find(|(at, c)| *c == '@' && *at > 0 && !rest.get(..*at).is_some_and(|head| head.ends_with('/')));
    let rest = version.map_or(rest, |(at, _)| rest.get(..at).unwrap_or(rest));
    let (namespace, name) = rest.rsplit_once('/').map_or((None, rest), |(namespace, name)| (Some(namespace), name));
    let name = decoded(name);
    let namespace = namespace.map(decoded).filter(|namespace| !namespace.is_empty());
    (!ecosystem.is_empty() && !name.is_empty()).then(|| Package { ecosystem: ecosystem.to_ascii_lowercase(), namespace, name })
}

/// Keys for whoever owns the namespace, in ecosystems where a namespace has an owner.
fn owner_keys(package: &Package) -> Vec<RegistryKey> {
    let namespace = package.namespace.clone().unwrap_or_default().to_lowercase();
    let named = |value: &str| format!("{}/{value}", package.ecosystem);
    let with = |value: String| keys("package-namespace", [value]);
    match package.ecosystem.as_str() {
        // Distributions: the namespace is who packed it, not who wrote it.
        "deb" | "rpm" | "apk" | "alpm" | "alpine" | "generic" | "" => Vec::new(),
        "maven" | "gradle" => {
            let steps = namespace.split('.').count();
            let groups = (2..=steps).rev().map(|take| named(&namespace.split('.').take(take).collect::<Vec<_>>().join(".")));
            keys("package-namespace", groups).into_iter().chain(domain::reversed(&namespace)).collect()
        }
        "golang" | "swift" => hosted(package, &namespace),
        "nuget" => package.name.split('.').next().map(|first| with(named(&first.to_lowercase()))).unwrap_or_default(),
        _ if namespace.is_empty() => Vec::new(),
        _ => with(named(namespace.split('/').next().unwrap_or_default())),
    }
}

/// A module path is a host, and on the great hosts an owner: `github.com/huawei/..`, `huaweicloud.com/..`.
fn hosted(package: &Package, namespace: &str) -> Vec<RegistryKey> {
    let whole = if namespace.is_empty() { package.name.to_lowercase() } else { namespace.to_owned() };
    let mut segments = whole.split('/');
    let (host, owner) = (segments.next().unwrap_or_default(), segments.next());
    let mut found = Vec::new();
    if let Some(owner) = owner {
        found.extend(keys("package-namespace", [format!("{}/{host}/{owner}", package.ecosystem)]));
        if let Some(short) = host.strip_suffix(".com").or_else(|| host.strip_suffix(".org")) {
            found.extend(keys("package-namespace", [format!("{short}/{owner}")]));
        }
    }
    if let Reading::Identifier { keys, .. } = domain::parse(host) {
        found.extend(keys);
    }
    found
}

/// Names that the package may be about: each part of its path, and each word of it that is long enough to be a name.
fn about(package: &Package) -> Vec<String> {
    let distribution = matches!(package.ecosystem.as_str(), "deb" | "rpm" | "apk" | "alpm" | "alpine");
    let namespace = package.namespace.iter().filter(|_| !distribution).flat_map(|namespace| namespace.split('/'));
    let mut names = Vec::new();
    for segment in namespace.chain([package.name.as_str()]) {
        let words: Vec<&str> = segment.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(12).collect();
        let phrase = words.join(" ");
        for name in words.iter().map(|word| (*word).to_owned()).chain([phrase]) {
            if (name.chars().count() > 4 || is_mark(&name.to_lowercase())) && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// Percent-encoding undone; what is no UTF-8 or no encoding stays as it is.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        let encoded = behind.get(..2).filter(|two| *byte == b'%' && two.iter().all(u8::is_ascii_hexdigit));
        let value = encoded.and_then(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
        bytes.push(value.unwrap_or(*byte));
        rest = behind.get(if value.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

    use super::*;

    fn values(text: &str) -> Vec<String> {
        owner_keys(&package(text).unwrap()).into_iter().map(|key| key.value).collect()
    }

    #[test]
    fn the_namespace_has_an_owner() {
        assert_eq!(values("pkg:github/huaweicloud/huaweicloud-sdk-go-v3@0.1"), ["github/huaweicloud"]);
        assert_eq!(values("pkg:npm/%40huawei/x@1.0.0?a=b#c"), ["npm/@huawei"]);
        assert_eq!(values("pkg:npm/@huawei/x@1.0.0"), ["npm/@huawei"]);
        assert_eq!(
            values("pkg:maven/com.huawei.boostkit/x@1"),
            ["maven/com.huawei.boostkit", "maven/com.huawei", "boostkit.huawei.com", "huawei.com"]
        );
        assert_eq!(values("pkg:golang/github.com/huawei/x@v1"), ["golang/github.com/huawei", "github/huawei", "github.com"]);
    }

    #[test]
    fn a_distribution_is_no_maker() {
        assert!(values("pkg:deb/debian/zstd@1.5.4").is_empty());
        assert!(values("pkg:pypi/huawei-lte-api").is_empty());
    }

    #[test]
    fn a_name_tells_only_what_a_package_is_about() {
        let Reading::Identifier { otherwise: Otherwise::About(names), .. } = parse("pkg:pypi/huawei-lte-api@1.4") else {
            panic!("not read")
        };
        assert_eq!(names, ["huawei", "huawei lte api"]);
        let Reading::Identifier { otherwise: Otherwise::About(names), .. } = parse("pkg:deb/debian/zstd@1.5.4") else { panic!("not read") };
        assert!(names.is_empty());
    }
}
