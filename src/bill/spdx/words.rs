//! The closed word lists of SPDX 2.2 and 2.3, and what kind of thing a package's purpose makes it.

use crate::bill::Kind;

/// SPDX 2.3, clause 8.4 (2.2: clause 4.4).
pub(super) const ALGORITHMS: &[&str] = &[
    "SHA1",
    "SHA224",
    "SHA256",
    "SHA384",
    "SHA512",
    "SHA3-256",
    "SHA3-384",
    "SHA3-512",
    "BLAKE2b-256",
    "BLAKE2b-384",
    "BLAKE2b-512",
    "BLAKE3",
    "MD2",
    "MD4",
    "MD5",
    "MD6",
    "ADLER32",
];

/// SPDX 2.3, clause 7.21. The underscore is the 2.2 schema's; many writers kept it in 2.3.
pub(super) const CATEGORIES: &[&str] = &["OTHER", "PERSISTENT-ID", "PERSISTENT_ID", "SECURITY", "PACKAGE-MANAGER", "PACKAGE_MANAGER"];

/// SPDX 2.3, clause 12.3.
pub(super) const ANNOTATION_TYPES: &[&str] = &["OTHER", "REVIEW"];

/// SPDX 2.3, clause 11.1, and the members of the 2.2 schema.
pub(super) const RELATIONSHIP_TYPES: &[&str] = &[
    "AMENDS",
    "ANCESTOR_OF",
    "BUILD_DEPENDENCY_OF",
    "BUILD_TOOL_OF",
    "CONTAINED_BY",
    "CONTAINS",
    "COPY_OF",
    "DATA_FILE_OF",
    "DEPENDENCY_MANIFEST_OF",
    "DEPENDENCY_OF",
    "DEPENDS_ON",
    "DESCENDANT_OF",
    "DESCRIBED_BY",
    "DESCRIBES",
    "DEV_DEPENDENCY_OF",
    "DEV_TOOL_OF",
    "DISTRIBUTION_ARTIFACT",
    "DOCUMENTATION_OF",
    "DYNAMIC_LINK",
    "EXAMPLE_OF",
    "EXPANDED_FROM_ARCHIVE",
    "FILE_ADDED",
    "FILE_DELETED",
    "FILE_MODIFIED",
    "GENERATED_FROM",
    "GENERATES",
    "HAS_PREREQUISITE",
    "METAFILE_OF",
    "OPTIONAL_COMPONENT_OF",
    "OPTIONAL_DEPENDENCY_OF",
    "OTHER",
    "PACKAGE_OF",
    "PATCH_APPLIED",
    "PATCH_FOR",
    "PREREQUISITE_FOR",
    "PROVIDED_DEPENDENCY_OF",
    "REQUIREMENT_DESCRIPTION_FOR",
    "RUNTIME_DEPENDENCY_OF",
    "SPECIFICATION_FOR",
    "STATIC_LINK",
    "TEST_CASE_OF",
    "TEST_DEPENDENCY_OF",
    "TEST_OF",
    "TEST_TOOL_OF",
    "VARIANT_OF",
];

/// What a package is by its purpose (SPDX 2.3, clause 7.24); `None` for a word that is none.
///
/// Tag-value writes `OPERATING-SYSTEM`, JSON `OPERATING_SYSTEM`, RDF `purpose_operatingSystem`.
pub(super) fn purpose(word: &str) -> Option<Kind> {
    let word = word.rsplit_once("purpose_").map_or(word, |(_, name)| name);
    Some(match word.to_ascii_uppercase().replace(['-', '_'], "").as_str() {
        "APPLICATION" => Kind::Application,
        "FRAMEWORK" => Kind::Framework,
        "LIBRARY" => Kind::Library,
        "CONTAINER" => Kind::Container,
        "OPERATINGSYSTEM" => Kind::OperatingSystem,
        "DEVICE" => Kind::Device,
        "FIRMWARE" => Kind::Firmware,
        "SOURCE" => Kind::Source,
        "ARCHIVE" => Kind::Archive,
        "FILE" => Kind::File,
        "INSTALL" => Kind::Install,
        "OTHER" => Kind::OtherStated,
        _ => return None,
    })
}
