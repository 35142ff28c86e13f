//! What a build service said of the build that signed: the claims in a Fulcio certificate.

/// Claims in the signer's certificate, vouched for by the same OIDC issuer as its name. `None`: not said.
///
/// Source: Fulcio, docs/oid-info.md, 1.3.6.1.4.1.57264.1.9 and following.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Build {
    /// `https://github.com/tama-optics/camera`.
    pub repository: Option<String>,
    /// `refs/heads/main`, `refs/tags/v1.2`.
    pub reference: Option<String>,
    /// The commit that was built, in hexadecimal.
    pub digest: Option<String>,
    /// `github-hosted` or `self-hosted`: the latter's machines are the repository owner's own.
    pub runner: Option<String>,
    /// The build instructions that ran, with their own ref.
    pub workflow: Option<String>,
    /// `push`, `release`, `workflow_dispatch`.
    pub trigger: Option<String>,
}
