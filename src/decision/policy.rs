//! What the buyer insists on: read from TOML, with a built-in default for a cautious buyer.

pub mod advice;
mod decisions;
pub mod layering;
pub mod pattern;
pub mod reading;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use decisions::{Decided, Decisions};

use super::Effect;
use super::rule::Rule;
use crate::bill::{Kind, Role};
use crate::intake::Digest;
use crate::screening::regime;

/// The default policy as `kenpin policy new` prints it; a test holds that reading it gives [`Policy::default`].
pub const DEFAULT_TEXT: &str = include_str!("policy/default.toml");

/// What the buyer insists on. A section that is left out counts as in the default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Shape of this file; "1".
    pub schema_version: String,
    /// Ids of the regimes that bind the buyer; listings of others are noted and decide nothing.
    pub regimes: Vec<String>,
    /// Points at which a policy below this one may be milder: `signatures.bills`, `effects.KP-B04`.
    pub may_loosen: Vec<String>,
    pub signatures: Signatures,
    pub documents: Documents,
    pub components: Components,
    pub makers: Makers,
    pub waivers: Permissions,
    #[serde(skip_serializing_if = "Decisions::ask_nothing")]
    pub decisions: Decisions,
    /// Effects of single rules by id (`KP-B04`), where they are to differ from the rule's own.
    pub effects: BTreeMap<String, Effect>,
}

/// Who must have signed what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Signatures {
    /// Whether every bill must be signed by somebody trusted.
    pub bills: Insistence,
    /// Further documents that must be signed, and by whom.
    pub required: Vec<RequiredSignature>,
}

/// Whether something must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Insistence {
    Required,
    Optional,
}

/// Documents that must be signed, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequiredSignature {
    /// Pattern of the path: `*` within a part, `**` across parts, `?` one character.
    pub documents: String,
    /// Only for this vendor of the order; left out: for every vendor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor: Option<String>,
    /// The signer, or the root in the trust store, by its exact name; left out: anybody trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// What the build service's certificate must say of the build; left out: nothing is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build: Option<RequiredBuild>,
}

/// What a build service must have said of the build that signed (Sigstore, Fulcio's certificate). What is asked and not said is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequiredBuild {
    /// The source's address, to the letter: `https://github.com/tama-optics/camera`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// Pattern of the git ref: `refs/tags/*`.
    #[serde(default, rename = "ref", skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// `github-hosted`, `self-hosted`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub runner: Option<String>,
    /// The commit, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
}

/// Which documents must be there and which may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Documents {
    /// What a document does that is neither a bill nor a signature nor a named artifact.
    pub unrecognised: Effect,
    /// Patterns of documents that must be delivered.
    pub required: Vec<String>,
    /// Documents that nobody needs to read; each is named with its digest in the report.
    pub set_aside: Vec<SetAside>,
}

/// Documents that are set aside unread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetAside {
    /// Pattern of the path: `*` within a part, `**` across parts, `?` one character.
    pub documents: String,
    /// Only the document with this SHA-256 (64 hexadecimal digits); left out: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Why it need not be read.
    pub reason: String,
}

/// What bills must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Components {
    /// Kinds of product that have no parts, so that a bill of the product alone is enough.
    pub kinds_without_parts: Vec<KindName>,
}

/// How makers are told and how sure one must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Makers {
    /// Kinds of component that need no maker: they are no products of their own.
    pub may_be_unknown: Vec<KindName>,
    /// What a software package of a public registry does whose address names neither maker nor namespace.
    pub packages_without_namespace: Effect,
    /// Least share of components of a kind that must have a traced maker, 0 to 100 percent.
    pub minimum_coverage: BTreeMap<KindName, u8>,
    /// What it means that a listed party stands in that role; a role left out counts as `maker`.
    pub roles: BTreeMap<RoleName, Counts>,
}

/// What a party's role says about who made the component.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// As its maker: a listed one rejects.
    Maker,
    /// Not surely as its maker: a listed one refers.
    About,
}

/// Who may allow what the policy does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Permissions {
    /// Whether a waiver or a review has to be signed by whoever approved it.
    pub signature: Insistence,
    /// Their public keys in PEM, by the names that waivers give them.
    pub approvers: BTreeMap<String, String>,
}

/// Kinds of component by the names that CycloneDX gives them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KindName {
    Application,
    Framework,
    Library,
    Container,
    Platform,
    OperatingSystem,
    Device,
    DeviceDriver,
    Firmware,
    File,
    MachineLearningModel,
    Data,
    CryptographicAsset,
    Source,
    Archive,
    Install,
    Service,
    Other,
    Unstated,
}

impl From<Kind> for KindName {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Application => Self::Application,
            Kind::Framework => Self::Framework,
            Kind::Library => Self::Library,
            Kind::Container => Self::Container,
            Kind::Platform => Self::Platform,
            Kind::OperatingSystem => Self::OperatingSystem,
            Kind::Device => Self::Device,
            Kind::DeviceDriver => Self::DeviceDriver,
            Kind::Firmware => Self::Firmware,
            Kind::File => Self::File,
            Kind::MachineLearningModel => Self::MachineLearningModel,
            Kind::Data => Self::Data,
            Kind::CryptographicAsset => Self::CryptographicAsset,
            Kind::Source => Self::Source,
            Kind::Archive => Self::Archive,
            Kind::Install => Self::Install,
            Kind::Service => Self::Service,
            Kind::OtherStated => Self::Other,
            Kind::Unstated => Self::Unstated,
        }
    }
}

impl KindName {
    /// As policies and reports write it: `operating-system`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Framework => "framework",
            Self::Library => "library",
            Self::Container => "container",
            Self::Platform => "platform",
            Self::OperatingSystem => "operating-system",
            Self::Device => "device",
            Self::DeviceDriver => "device-driver",
            Self::Firmware => "firmware",
            Self::File => "file",
            Self::MachineLearningModel => "machine-learning-model",
            Self::Data => "data",
            Self::CryptographicAsset => "cryptographic-asset",
            Self::Source => "source",
            Self::Archive => "archive",
            Self::Install => "install",
            Self::Service => "service",
            Self::Other => "other",
            Self::Unstated => "unstated",
        }
    }
}

/// Roles whose weight a policy may choose. Manufacturer and originator always count as maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RoleName {
    Supplier,
    Publisher,
    Author,
}

impl Default for Policy {
    /// Right for a cautious buyer under United States federal rules; CLI.md, "Default policy".
    fn default() -> Self {
        Self {
            schema_version: "1".to_owned(),
            regimes: ["us-ndaa-889-a1a", "us-ndaa-889-a1b", "us-fcc-covered-list"].map(str::to_owned).to_vec(),
            may_loosen: Vec::new(),
            signatures: Signatures::default(),
            documents: Documents::default(),
            components: Components::default(),
            makers: Makers::default(),
            waivers: Permissions::default(),
            decisions: Decisions::default(),
            effects: BTreeMap::new(),
        }
    }
}

impl Default for Signatures {
    fn default() -> Self {
        Self { bills: Insistence::Required, required: Vec::new() }
    }
}

impl Default for Permissions {
    fn default() -> Self {
        Self { signature: Insistence::Optional, approvers: BTreeMap::new() }
    }
}

impl Default for Documents {
    fn default() -> Self {
        Self { unrecognised: Effect::Refer, required: Vec::new(), set_aside: Vec::new() }
    }
}

impl Default for Makers {
    fn default() -> Self {
        Self {
            may_be_unknown: vec![KindName::File, KindName::Data, KindName::CryptographicAsset],
            packages_without_namespace: Effect::Note,
            minimum_coverage: BTreeMap::new(),
            roles: BTreeMap::from([RoleName::Supplier, RoleName::Publisher, RoleName::Author].map(|role| (role, Counts::Maker))),
        }
    }
}

impl Policy {
    /// The effect that the policy chose for a rule; `None`: the rule's own. Never below the rule's floor.
    pub fn effect_of(&self, rule: &Rule) -> Option<Effect> {
        self.effects.get(rule.id).map(|effect| (*effect).max(rule.floor))
    }

    /// Whether a listing under this regime decides anything.
    pub fn chooses(&self, regime: &str) -> bool {
        self.regimes.iter().any(|chosen| chosen == regime)
    }

    /// The lists that the chosen regimes draw on.
    pub fn lists(&self) -> Vec<String> {
        self.regimes.iter().flat_map(|regime| lists_of(regime)).collect()
    }

    /// What a party in this role is taken for.
    pub fn counts(&self, role: Role) -> Counts {
        let name = match role {
            Role::Manufacturer | Role::Originator => return Counts::Maker,
            Role::Supplier => RoleName::Supplier,
            Role::Publisher => RoleName::Publisher,
            Role::Author => RoleName::Author,
        };
        self.makers.roles.get(&name).copied().unwrap_or(Counts::Maker)
    }

    /// SHA-256 of the policy as it counts, every default written out: two files that mean the same are the same.
    pub fn digest(&self) -> Digest {
        super::written(self)
    }
}

/// The lists that a regime draws on: none where it names nobody, its own id where no shipped regime bears it.
pub(super) fn lists_of(regime: &str) -> Vec<String> {
    let known = regime::shipped().unwrap_or_default().into_iter().find(|known| known.id == regime);
    known.map_or_else(|| vec![regime.to_owned()], |known| known.lists)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_policy_new_is_the_default() {
        assert_eq!(reading::read(DEFAULT_TEXT).unwrap(), Policy::default());
    }

    #[test]
    fn an_empty_policy_is_the_default() {
        assert_eq!(reading::read("").unwrap(), Policy::default());
    }

    #[test]
    fn two_policies_that_differ_have_two_digests() {
        let other = Policy { regimes: vec!["jp-2018-12-10".to_owned()], ..Policy::default() };
        assert_ne!(other.digest(), Policy::default().digest());
        let other = Policy { effects: BTreeMap::from([("KP-E01".to_owned(), Effect::Note)]), ..Policy::default() };
        assert_ne!(other.digest(), Policy::default().digest());
    }

    #[test]
    fn every_kind_is_written_as_serde_writes_it() {
        for kind in [Kind::OperatingSystem, Kind::MachineLearningModel, Kind::Device, Kind::OtherStated, Kind::CryptographicAsset] {
            let name = KindName::from(kind);
            assert_eq!(serde_json::to_value(name).unwrap(), name.word());
        }
    }
}
