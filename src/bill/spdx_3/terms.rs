//! The names of SPDX 3.0.1: its context defines these and no others, so any other is a slip or a trick.

/// The place of a member's name in [`MEMBERS`], with the name; `None` where it is none of SPDX 3.0.1.
pub(super) fn member(name: &str) -> Option<(usize, &'static str)> {
    let at = MEMBERS.binary_search(&name).ok()?;
    MEMBERS.get(at).map(|name| (at, *name))
}

/// Whether a value of `type` is a class of SPDX 3.0.1.
pub(super) fn is_class(name: &str) -> bool {
    CLASSES.binary_search(&name).is_ok()
}

/// Members, sorted (https://spdx.org/rdf/3.0.1/spdx-context.jsonld), with the keywords that the JSON schema allows.
pub(super) const MEMBERS: &[&str] = &[
    "@context", "@graph", "@id", "ai_autonomyType", "ai_domain", "ai_energyConsumption", "ai_energyQuantity", "ai_energyUnit",
    "ai_finetuningEnergyConsumption", "ai_hyperparameter", "ai_inferenceEnergyConsumption", "ai_informationAboutApplication",
    "ai_informationAboutTraining", "ai_limitation", "ai_metric", "ai_metricDecisionThreshold", "ai_modelDataPreprocessing",
    "ai_modelExplainability", "ai_safetyRiskAssessment", "ai_standardCompliance", "ai_trainingEnergyConsumption", "ai_typeOfModel",
    "ai_useSensitivePersonalInformation", "algorithm", "annotationType", "beginIntegerRange", "build_buildEndTime", "build_buildId",
    "build_buildStartTime", "build_buildType", "build_configSourceDigest", "build_configSourceEntrypoint", "build_configSourceUri",
    "build_environment", "build_parameter", "builtTime", "comment", "completeness", "contentType", "context", "created", "createdBy",
    "createdUsing", "creationInfo", "dataLicense", "dataset_anonymizationMethodUsed", "dataset_confidentialityLevel",
    "dataset_dataCollectionProcess", "dataset_dataPreprocessing", "dataset_datasetAvailability", "dataset_datasetNoise",
    "dataset_datasetSize", "dataset_datasetType", "dataset_datasetUpdateMechanism", "dataset_hasSensitivePersonalInformation",
    "dataset_intendedUse", "dataset_knownBias", "dataset_sensor", "definingArtifact", "description", "element", "endIntegerRange",
    "endTime", "expandedlicensing_additionText", "expandedlicensing_deprecatedVersion", "expandedlicensing_isDeprecatedAdditionId",
    "expandedlicensing_isDeprecatedLicenseId", "expandedlicensing_isFsfLibre", "expandedlicensing_isOsiApproved",
    "expandedlicensing_licenseXml", "expandedlicensing_listVersionAdded", "expandedlicensing_member", "expandedlicensing_obsoletedBy",
    "expandedlicensing_seeAlso", "expandedlicensing_standardAdditionTemplate", "expandedlicensing_standardLicenseHeader",
    "expandedlicensing_standardLicenseTemplate", "expandedlicensing_subjectAddition", "expandedlicensing_subjectExtendableLicense",
    "expandedlicensing_subjectLicense", "extension", "extension_cdxPropName", "extension_cdxPropValue", "extension_cdxProperty",
    "externalIdentifier", "externalIdentifierType", "externalRef", "externalRefType", "externalSpdxId", "from", "hashValue",
    "identifier", "identifierLocator", "import", "issuingAuthority", "key", "locationHint", "locator", "name", "namespace",
    "namespaceMap", "originatedBy", "packageVerificationCodeExcludedFile", "prefix", "profileConformance", "relationshipType",
    "releaseTime", "rootElement", "scope", "security_actionStatement", "security_actionStatementTime", "security_assessedElement",
    "security_catalogType", "security_decisionType", "security_exploited", "security_impactStatement", "security_impactStatementTime",
    "security_justificationType", "security_locator", "security_modifiedTime", "security_percentile", "security_probability",
    "security_publishedTime", "security_score", "security_severity", "security_statusNotes", "security_vectorString",
    "security_vexVersion", "security_withdrawnTime", "simplelicensing_customIdToUri", "simplelicensing_licenseExpression",
    "simplelicensing_licenseListVersion", "simplelicensing_licenseText", "software_additionalPurpose", "software_attributionText",
    "software_byteRange", "software_contentIdentifier", "software_contentIdentifierType", "software_contentIdentifierValue",
    "software_copyrightText", "software_downloadLocation", "software_fileKind", "software_homePage", "software_lineRange",
    "software_packageUrl", "software_packageVersion", "software_primaryPurpose", "software_sbomType", "software_snippetFromFile",
    "software_sourceInfo", "spdxId", "specVersion", "standardName", "startTime", "statement", "subject", "summary", "suppliedBy",
    "supportLevel", "to", "type", "validUntilTime", "value", "verifiedUsing",
];

/// Classes, sorted; the same source.
pub(super) const CLASSES: &[&str] = &[
    "Agent", "Annotation", "AnnotationType", "Artifact", "Bom", "Bundle", "CreationInfo", "DictionaryEntry", "Element",
    "ElementCollection", "ExternalIdentifier", "ExternalIdentifierType", "ExternalMap", "ExternalRef", "ExternalRefType", "Hash",
    "HashAlgorithm", "IndividualElement", "IntegrityMethod", "LifecycleScopeType", "LifecycleScopedRelationship", "NamespaceMap",
    "NoAssertionElement", "NoneElement", "Organization", "PackageVerificationCode", "Person", "PositiveIntegerRange", "PresenceType",
    "ProfileIdentifierType", "Relationship", "RelationshipCompleteness", "RelationshipType", "SoftwareAgent", "SpdxDocument",
    "SpdxOrganization", "SupportType", "Tool", "ai_AIPackage", "ai_EnergyConsumption", "ai_EnergyConsumptionDescription",
    "ai_EnergyUnitType", "ai_SafetyRiskAssessmentType", "build_Build", "dataset_ConfidentialityLevelType",
    "dataset_DatasetAvailabilityType", "dataset_DatasetPackage", "dataset_DatasetType", "expandedlicensing_ConjunctiveLicenseSet",
    "expandedlicensing_CustomLicense", "expandedlicensing_CustomLicenseAddition", "expandedlicensing_DisjunctiveLicenseSet",
    "expandedlicensing_ExtendableLicense", "expandedlicensing_IndividualLicensingInfo", "expandedlicensing_License",
    "expandedlicensing_LicenseAddition", "expandedlicensing_ListedLicense", "expandedlicensing_ListedLicenseException",
    "expandedlicensing_NoAssertionLicense", "expandedlicensing_NoneLicense", "expandedlicensing_OrLaterOperator",
    "expandedlicensing_WithAdditionOperator", "extension_CdxPropertiesExtension", "extension_CdxPropertyEntry", "extension_Extension",
    "security_CvssSeverityType", "security_CvssV2VulnAssessmentRelationship", "security_CvssV3VulnAssessmentRelationship",
    "security_CvssV4VulnAssessmentRelationship", "security_EpssVulnAssessmentRelationship", "security_ExploitCatalogType",
    "security_ExploitCatalogVulnAssessmentRelationship", "security_SsvcDecisionType", "security_SsvcVulnAssessmentRelationship",
    "security_VexAffectedVulnAssessmentRelationship", "security_VexFixedVulnAssessmentRelationship", "security_VexJustificationType",
    "security_VexNotAffectedVulnAssessmentRelationship", "security_VexUnderInvestigationVulnAssessmentRelationship",
    "security_VexVulnAssessmentRelationship", "security_VulnAssessmentRelationship", "security_Vulnerability",
    "simplelicensing_AnyLicenseInfo", "simplelicensing_LicenseExpression", "simplelicensing_SimpleLicensingText",
    "software_ContentIdentifier", "software_ContentIdentifierType", "software_File", "software_FileKindType", "software_Package",
    "software_Sbom", "software_SbomType", "software_Snippet", "software_SoftwareArtifact", "software_SoftwarePurpose",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_so_that_each_is_found() {
        assert!(MEMBERS.is_sorted() && CLASSES.is_sorted());
        assert_eq!(member("suppliedBy").map(|(_, name)| name), Some("suppliedBy"));
        assert_eq!(member("suppliedby"), None);
        assert!(is_class("software_Package") && !is_class("Package"));
    }
}
