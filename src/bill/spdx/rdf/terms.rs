//! The classes and properties of the SPDX 2.3 ontology (spdx-ontology.owl.ttl), as far as a bill is made of them.

use super::super::words;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Document,
    Creation,
    External,
    Checksum,
    Package,
    Code,
    Reference,
    Relationship,
    File,
    Snippet,
    Annotation,
    Review,
    /// A licence, a pointer into a file, a project: nothing is read of it.
    Other,
}

use Class::{Annotation, Checksum, Code, Creation, Document, External, File, Other, Package, Reference, Relationship, Review, Snippet};

const CLASSES: &[(&str, Class)] = &[
    ("Annotation", Annotation),
    ("AnyLicenseInfo", Other),
    ("Checksum", Checksum),
    ("ConjunctiveLicenseSet", Other),
    ("CreationInfo", Creation),
    ("CrossRef", Other),
    ("DisjunctiveLicenseSet", Other),
    ("ExternalDocumentRef", External),
    ("ExternalRef", Reference),
    ("ExternalSpdxElement", Other),
    ("ExtractedLicensingInfo", Other),
    ("File", File),
    ("License", Other),
    ("LicenseException", Other),
    ("ListedLicense", Other),
    ("ListedLicenseException", Other),
    ("OrLaterOperator", Other),
    ("Package", Package),
    ("PackageVerificationCode", Code),
    ("ReferenceType", Other),
    ("Relationship", Relationship),
    ("Review", Review),
    ("SimpleLicensingInfo", Other),
    ("Snippet", Snippet),
    ("SpdxDocument", Document),
    ("SpdxElement", Other),
    ("SpdxItem", Other),
    ("SpdxNoAssertionElement", Other),
    ("SpdxNoAssertionLicense", Other),
    ("SpdxNoneElement", Other),
    ("SpdxNoneLicense", Other),
    ("WithExceptionOperator", Other),
];

/// Properties and the classes that have them; what a licence has is not checked.
const PROPERTIES: &[(&str, &[Class])] = &[
    ("algorithm", &[Checksum]),
    ("annotation", &[Document, Package, File, Snippet]),
    ("annotationDate", &[Annotation]),
    ("annotationType", &[Annotation]),
    ("annotator", &[Annotation]),
    ("artifactOf", &[File, Package]),
    ("attributionText", &[Package, File, Snippet]),
    ("builtDate", &[Package]),
    ("checksum", &[Package, File, External]),
    ("checksumValue", &[Checksum]),
    ("copyrightText", &[Package, File, Snippet]),
    ("created", &[Creation]),
    ("creationInfo", &[Document]),
    ("creator", &[Creation]),
    ("crossRef", &[]),
    ("dataLicense", &[Document]),
    ("date", &[Annotation, Review]),
    ("deprecatedVersion", &[]),
    ("describesPackage", &[Document]),
    ("description", &[Package]),
    ("downloadLocation", &[Package]),
    ("example", &[]),
    ("exceptionTextHtml", &[]),
    ("externalDocumentId", &[External]),
    ("externalDocumentRef", &[Document]),
    ("externalRef", &[Package]),
    ("extractedText", &[]),
    ("fileContributor", &[File]),
    ("fileDependency", &[File]),
    ("fileName", &[File]),
    ("fileType", &[File]),
    ("filesAnalyzed", &[Package]),
    ("hasExtractedLicensingInfo", &[Document]),
    ("hasFile", &[Package]),
    ("isDeprecatedLicenseId", &[]),
    ("isFsfLibre", &[]),
    ("isLive", &[]),
    ("isOsiApproved", &[]),
    ("isValid", &[]),
    ("isWayBackLink", &[]),
    ("licenseComments", &[Package, File, Snippet]),
    ("licenseConcluded", &[Package, File, Snippet]),
    ("licenseDeclared", &[Package]),
    ("licenseException", &[]),
    ("licenseExceptionId", &[]),
    ("licenseExceptionTemplate", &[]),
    ("licenseExceptionText", &[]),
    ("licenseId", &[]),
    ("licenseInfoFromFiles", &[Package]),
    ("licenseInfoInFile", &[File]),
    ("licenseInfoInSnippet", &[Snippet]),
    ("licenseListVersion", &[Creation]),
    ("licenseText", &[]),
    ("licenseTextHtml", &[]),
    ("match", &[]),
    ("member", &[]),
    ("name", &[Document, Package, Snippet]),
    ("noticeText", &[File]),
    ("order", &[]),
    ("originator", &[Package]),
    ("packageFileName", &[Package]),
    ("packageVerificationCode", &[Package]),
    ("packageVerificationCodeExcludedFile", &[Code]),
    ("packageVerificationCodeValue", &[Code]),
    ("primaryPackagePurpose", &[Package]),
    ("range", &[Snippet]),
    ("referenceCategory", &[Reference]),
    ("referenceLocator", &[Reference]),
    ("referenceType", &[Reference]),
    ("referencesFile", &[Document]),
    ("relatedSpdxElement", &[Relationship]),
    ("relationship", &[Document, Package, File, Snippet]),
    ("relationshipType", &[Relationship]),
    ("releaseDate", &[Package]),
    ("reviewDate", &[Review]),
    ("reviewed", &[Document]),
    ("reviewer", &[Review]),
    ("snippetFromFile", &[Snippet]),
    ("sourceInfo", &[Package]),
    ("spdxDocument", &[External]),
    ("specVersion", &[Document]),
    ("standardLicenseHeader", &[]),
    ("standardLicenseHeaderHtml", &[]),
    ("standardLicenseHeaderTemplate", &[]),
    ("standardLicenseTemplate", &[]),
    ("summary", &[Package]),
    ("supplier", &[Package]),
    ("timestamp", &[]),
    ("url", &[]),
    ("validUntilDate", &[Package]),
    ("versionInfo", &[Package]),
];

/// The class of this name in the SPDX namespace.
pub(super) fn class(name: &str) -> Option<(&'static str, Class)> {
    CLASSES.binary_search_by(|(known, _)| (*known).cmp(name)).ok().and_then(|at| CLASSES.get(at)).copied()
}

/// The property of this name in the SPDX namespace.
pub(super) fn property(name: &str) -> Option<&'static str> {
    PROPERTIES.binary_search_by(|(known, _)| (*known).cmp(name)).ok().and_then(|at| PROPERTIES.get(at)).map(|(known, _)| *known)
}

impl Class {
    /// Whether a node of this class may have the property.
    pub fn has(self, property: &str) -> bool {
        let owners = PROPERTIES.binary_search_by(|(known, _)| (*known).cmp(property)).ok().and_then(|at| PROPERTIES.get(at));
        self == Other || owners.is_some_and(|(_, owners)| owners.contains(&self))
    }

    /// As the ontology names it.
    pub fn name(self) -> &'static str {
        CLASSES.iter().find(|(_, class)| *class == self && self != Other).map_or("node", |(name, _)| *name)
    }
}

/// `DEPENDS_ON` of `http://spdx.org/rdf/terms#relationshipType_dependsOn`.
pub(super) fn relationship_type(iri: &str) -> String {
    let word = iri.rsplit_once("relationshipType_").map_or(iri, |(_, word)| word);
    let mut name = String::with_capacity(word.len());
    for character in word.chars() {
        if character.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(character.to_ascii_uppercase());
    }
    name
}

/// `SHA3-256` of `http://spdx.org/rdf/terms#checksumAlgorithm_sha3_256`; `None` for one that is none of SPDX 2.
pub(super) fn algorithm(iri: &str) -> Option<&'static str> {
    among(words::ALGORITHMS, iri.rsplit_once("checksumAlgorithm_")?.1)
}

/// `PACKAGE-MANAGER` of `http://spdx.org/rdf/terms#referenceCategory_packageManager`.
pub(super) fn category(iri: &str) -> Option<&'static str> {
    among(words::CATEGORIES, iri.rsplit_once("referenceCategory_")?.1)
}

/// The word that differs from `name` in its case and in hyphens only.
fn among(words: &[&'static str], name: &str) -> Option<&'static str> {
    let plain = |text: &str| text.replace(['-', '_'], "").to_ascii_uppercase();
    let name = plain(name);
    words.iter().find(|word| plain(word) == name).copied()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_as_the_search_needs_them() {
        assert!(CLASSES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(PROPERTIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn every_word_of_spdx_2_is_found_by_its_name_in_rdf() {
        let camel = |word: &str| {
            let mut parts = word.split(['_', '-']);
            let first = parts.next().unwrap_or_default().to_ascii_lowercase();
            parts.fold(first, |name, part| name + &part[..1] + &part[1..].to_ascii_lowercase())
        };
        for word in words::RELATIONSHIP_TYPES {
            assert_eq!(relationship_type(&format!("http://spdx.org/rdf/terms#relationshipType_{}", camel(word))), *word);
        }
        for word in words::ALGORITHMS {
            let name = format!("http://spdx.org/rdf/terms#checksumAlgorithm_{}", word.to_ascii_lowercase().replace('-', "_"));
            assert_eq!(algorithm(&name), Some(*word));
        }
        assert_eq!(algorithm("http://spdx.org/rdf/terms#checksumAlgorithm_blake2b256"), Some("BLAKE2b-256"));
        assert_eq!(category("http://spdx.org/rdf/terms#referenceCategory_packageManager"), Some("PACKAGE-MANAGER"));
        assert_eq!((category("PACKAGE-MANAGER"), algorithm("checksumAlgorithm_crc")), (None, None));
    }
}
