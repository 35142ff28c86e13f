//! The tags of SPDX 2 tag-value, by the section that they belong to.

/// What a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    Version,
    Id,
    Creator,
    Created,
    ExternalDocument,
    /// Opens a package.
    Package,
    PackageVersion,
    Supplier,
    Originator,
    Purpose,
    Checksum,
    ExternalReference,
    /// Opens a file.
    File,
    /// Opens a snippet and is its SPDXID.
    Snippet,
    /// Opens licensing information.
    License,
    Relationship,
    /// Belongs to the document, once.
    OfDocument,
    /// Belongs to the open package, once.
    OfPackage,
    /// Belongs to the open package, any number of times.
    ManyOfPackage,
    /// Read past: says nothing about a component.
    Ignored,
}

/// What the tag means (SPDX 2.3, annex D and chapters 6 to 13; 2.0 to 2.2 for what 2.3 dropped); `None` where it is no tag.
pub(super) fn tag(name: &str) -> Option<Tag> {
    Some(match name {
        "SPDXVersion" => Tag::Version,
        "SPDXID" => Tag::Id,
        "Creator" => Tag::Creator,
        "Created" => Tag::Created,
        "ExternalDocumentRef" => Tag::ExternalDocument,
        "DataLicense" | "DocumentName" | "DocumentNamespace" | "LicenseListVersion" | "DocumentComment" | "CreatorComment" => {
            Tag::OfDocument
        }
        "PackageName" => Tag::Package,
        "PackageVersion" => Tag::PackageVersion,
        "PackageSupplier" => Tag::Supplier,
        "PackageOriginator" => Tag::Originator,
        "PrimaryPackagePurpose" => Tag::Purpose,
        "PackageChecksum" => Tag::Checksum,
        "ExternalRef" => Tag::ExternalReference,
        "PackageFileName" | "PackageDownloadLocation" | "FilesAnalyzed" | "PackageVerificationCode" | "PackageHomePage" => Tag::OfPackage,
        "PackageSourceInfo" | "PackageLicenseConcluded" | "PackageLicenseDeclared" | "PackageLicenseComments" => Tag::OfPackage,
        "PackageCopyrightText" | "PackageSummary" | "PackageDescription" | "PackageComment" => Tag::OfPackage,
        "ReleaseDate" | "BuiltDate" | "ValidUntilDate" => Tag::OfPackage,
        "PackageLicenseInfoFromFiles" | "PackageAttributionText" | "ExternalRefComment" => Tag::ManyOfPackage,
        "FileName" => Tag::File,
        "SnippetSPDXID" => Tag::Snippet,
        "LicenseID" => Tag::License,
        "Relationship" => Tag::Relationship,
        "RelationshipComment" | "Annotator" | "AnnotationDate" | "AnnotationType" | "SPDXREF" | "AnnotationComment" => Tag::Ignored,
        "FileType" | "FileChecksum" | "LicenseConcluded" | "LicenseInfoInFile" | "LicenseComments" | "FileCopyrightText" => Tag::Ignored,
        "ArtifactOfProjectName" | "ArtifactOfProjectHomePage" | "ArtifactOfProjectURI" | "FileComment" | "FileNotice" => Tag::Ignored,
        "FileContributor" | "FileDependency" | "FileAttributionText" => Tag::Ignored,
        "SnippetFromFileSPDXID" | "SnippetByteRange" | "SnippetLineRange" | "SnippetLicenseConcluded" => Tag::Ignored,
        "LicenseInfoInSnippet" | "SnippetLicenseComments" | "SnippetCopyrightText" | "SnippetComment" => Tag::Ignored,
        "SnippetName" | "SnippetAttributionText" => Tag::Ignored,
        "ExtractedText" | "LicenseName" | "LicenseCrossReference" | "LicenseComment" => Tag::Ignored,
        "Reviewer" | "ReviewDate" | "ReviewComment" => Tag::Ignored,
        _ => return None,
    })
}
