//! Which members each object of an SPDX 2 document has, from the published 2.2.2 and 2.3 JSON schemas.
//!
//! The schemas forbid every other member (`additionalProperties: false`), so a misspelt `suppplier` is a
//! defect and not a supplier who was overlooked. YAML and XML carry the same names and are held to the
//! same rule. Name and SPDXID are required by the draft, in every syntax.

/// An object of the document.
#[derive(Debug)]
pub(super) struct Shape {
    /// For messages: `package`.
    pub name: &'static str,
    pub members: &'static [Member],
    pub closes: Closes,
}

/// What is done when an object ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closes {
    Nothing,
    Package,
    Reference,
    PackageChecksum,
    ExternalChecksum,
    FileChecksum,
    ExternalDocument,
    Relationship,
    Element,
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member {
    pub name: &'static str,
    pub is: Is,
    pub presence: Presence,
}

/// What the value of a member has to be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Is {
    Text(Slot),
    Flag,
    Number,
    One(&'static Shape),
    List(&'static Is),
    /// Of any shape; only repeated members are refused in it. The schema gives `artifactOfs` no shape.
    Anything,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    Optional,
    Required,
    /// In 2.2 it must be there, in 2.3 it may.
    RequiredIn22,
    /// No member of 2.2.
    Since23,
}

/// Where a text goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Ignored,
    Version,
    DocumentId,
    Created,
    Creator,
    Described,
    ExternalId,
    ExternalAddress,
    Algorithm,
    Digest,
    ElementId,
    PackageId,
    PackageName,
    PackageVersion,
    Purpose,
    Supplier,
    Originator,
    Category,
    ReferenceKind,
    Locator,
    From,
    To,
    Kinship,
    AnnotationType,
}

const fn may(name: &'static str, is: Is) -> Member {
    Member { name, is, presence: Presence::Optional }
}

const fn must(name: &'static str, is: Is) -> Member {
    Member { name, is, presence: Presence::Required }
}

const fn must_in_22(name: &'static str, is: Is) -> Member {
    Member { name, is, presence: Presence::RequiredIn22 }
}

const fn since_23(name: &'static str, is: Is) -> Member {
    Member { name, is, presence: Presence::Since23 }
}

const TEXT: Is = Is::Text(Slot::Ignored);
const TEXTS: Is = Is::List(&TEXT);

/// The document itself.
pub(super) const DOCUMENT: Shape = Shape {
    name: "document",
    members: &[
        may("SPDXID", Is::Text(Slot::DocumentId)),
        may("annotations", ANNOTATIONS),
        may("comment", TEXT),
        must("creationInfo", Is::One(&CREATION)),
        must("dataLicense", TEXT),
        may("documentDescribes", Is::List(&Is::Text(Slot::Described))),
        may("documentNamespace", TEXT),
        may("externalDocumentRefs", Is::List(&Is::One(&EXTERNAL_DOCUMENT))),
        may("files", Is::List(&Is::One(&FILE))),
        may("hasExtractedLicensingInfos", Is::List(&Is::One(&LICENSING))),
        must("name", TEXT),
        may("packages", Is::List(&Is::One(&PACKAGE))),
        may("relationships", Is::List(&Is::One(&RELATIONSHIP))),
        may("revieweds", Is::List(&Is::One(&REVIEWED))),
        may("snippets", Is::List(&Is::One(&SNIPPET))),
        must("spdxVersion", Is::Text(Slot::Version)),
    ],
    closes: Closes::Nothing,
};

const CREATION: Shape = Shape {
    name: "creation info",
    members: &[
        may("comment", TEXT),
        must("created", Is::Text(Slot::Created)),
        must("creators", Is::List(&Is::Text(Slot::Creator))),
        may("licenseListVersion", TEXT),
    ],
    closes: Closes::Nothing,
};

const EXTERNAL_DOCUMENT: Shape = Shape {
    name: "external document",
    members: &[
        must("checksum", Is::One(&EXTERNAL_CHECKSUM)),
        must("externalDocumentId", Is::Text(Slot::ExternalId)),
        must("spdxDocument", Is::Text(Slot::ExternalAddress)),
    ],
    closes: Closes::ExternalDocument,
};

const CHECKSUM_MEMBERS: &[Member] = &[must("algorithm", Is::Text(Slot::Algorithm)), must("checksumValue", Is::Text(Slot::Digest))];

const EXTERNAL_CHECKSUM: Shape = Shape { name: "checksum", members: CHECKSUM_MEMBERS, closes: Closes::ExternalChecksum };

const FILE_CHECKSUM: Shape = Shape { name: "checksum", members: CHECKSUM_MEMBERS, closes: Closes::FileChecksum };

const PACKAGE_CHECKSUM: Shape = Shape { name: "checksum", members: CHECKSUM_MEMBERS, closes: Closes::PackageChecksum };

const ANNOTATION: Shape = Shape {
    name: "annotation",
    members: &[
        must("annotationDate", TEXT),
        must("annotationType", Is::Text(Slot::AnnotationType)),
        must("annotator", TEXT),
        must("comment", TEXT),
    ],
    closes: Closes::Nothing,
};

const ANNOTATIONS: Is = Is::List(&Is::One(&ANNOTATION));

const LICENSING: Shape = Shape {
    name: "licensing information",
    members: &[
        may("comment", TEXT),
        may("crossRefs", Is::List(&Is::One(&CROSS_REFERENCE))),
        must("extractedText", TEXT),
        must("licenseId", TEXT),
        may("name", TEXT),
        may("seeAlsos", TEXTS),
    ],
    closes: Closes::Nothing,
};

const CROSS_REFERENCE: Shape = Shape {
    name: "cross reference",
    members: &[
        may("isLive", Is::Flag),
        may("isValid", Is::Flag),
        may("isWayBackLink", Is::Flag),
        may("match", TEXT),
        may("order", Is::Number),
        may("timestamp", TEXT),
        must("url", TEXT),
    ],
    closes: Closes::Nothing,
};

const REVIEWED: Shape =
    Shape { name: "review", members: &[may("comment", TEXT), must("reviewDate", TEXT), may("reviewer", TEXT)], closes: Closes::Nothing };

const PACKAGE: Shape = Shape {
    name: "package",
    members: &[
        may("SPDXID", Is::Text(Slot::PackageId)),
        may("annotations", ANNOTATIONS),
        may("attributionTexts", TEXTS),
        since_23("builtDate", TEXT),
        may("checksums", Is::List(&Is::One(&PACKAGE_CHECKSUM))),
        may("comment", TEXT),
        must_in_22("copyrightText", TEXT),
        may("description", TEXT),
        must("downloadLocation", TEXT),
        may("externalRefs", Is::List(&Is::One(&REFERENCE))),
        may("filesAnalyzed", Is::Flag),
        may("hasFiles", TEXTS),
        may("homepage", TEXT),
        may("licenseComments", TEXT),
        must_in_22("licenseConcluded", TEXT),
        must_in_22("licenseDeclared", TEXT),
        may("licenseInfoFromFiles", TEXTS),
        may("name", Is::Text(Slot::PackageName)),
        may("originator", Is::Text(Slot::Originator)),
        may("packageFileName", TEXT),
        may("packageVerificationCode", Is::One(&VERIFICATION_CODE)),
        since_23("primaryPackagePurpose", Is::Text(Slot::Purpose)),
        since_23("releaseDate", TEXT),
        may("sourceInfo", TEXT),
        may("summary", TEXT),
        may("supplier", Is::Text(Slot::Supplier)),
        since_23("validUntilDate", TEXT),
        may("versionInfo", Is::Text(Slot::PackageVersion)),
    ],
    closes: Closes::Package,
};

const VERIFICATION_CODE: Shape = Shape {
    name: "verification code",
    members: &[may("packageVerificationCodeExcludedFiles", TEXTS), must("packageVerificationCodeValue", TEXT)],
    closes: Closes::Nothing,
};

const REFERENCE: Shape = Shape {
    name: "external reference",
    members: &[
        may("comment", TEXT),
        must("referenceCategory", Is::Text(Slot::Category)),
        must("referenceLocator", Is::Text(Slot::Locator)),
        must("referenceType", Is::Text(Slot::ReferenceKind)),
    ],
    closes: Closes::Reference,
};

const FILE: Shape = Shape {
    name: "file",
    members: &[
        may("SPDXID", Is::Text(Slot::ElementId)),
        may("annotations", ANNOTATIONS),
        may("artifactOfs", Is::List(&Is::Anything)),
        may("attributionTexts", TEXTS),
        must("checksums", Is::List(&Is::One(&FILE_CHECKSUM))),
        may("comment", TEXT),
        must_in_22("copyrightText", TEXT),
        may("fileContributors", TEXTS),
        may("fileDependencies", TEXTS),
        must("fileName", TEXT),
        may("fileTypes", TEXTS),
        may("licenseComments", TEXT),
        must_in_22("licenseConcluded", TEXT),
        must_in_22("licenseInfoInFiles", TEXTS),
        may("noticeText", TEXT),
    ],
    closes: Closes::Element,
};

const SNIPPET: Shape = Shape {
    name: "snippet",
    members: &[
        may("SPDXID", Is::Text(Slot::ElementId)),
        may("annotations", ANNOTATIONS),
        may("attributionTexts", TEXTS),
        may("comment", TEXT),
        must_in_22("copyrightText", TEXT),
        may("licenseComments", TEXT),
        must_in_22("licenseConcluded", TEXT),
        may("licenseInfoInSnippets", TEXTS),
        must("name", TEXT),
        must("ranges", Is::List(&Is::One(&RANGE))),
        must("snippetFromFile", TEXT),
    ],
    closes: Closes::Element,
};

const RANGE: Shape = Shape {
    name: "range",
    members: &[must("endPointer", Is::One(&RANGE_POINTER)), must("startPointer", Is::One(&RANGE_POINTER))],
    closes: Closes::Nothing,
};

const RANGE_POINTER: Shape = Shape {
    name: "range pointer",
    members: &[may("lineNumber", Is::Number), may("offset", Is::Number), must("reference", TEXT)],
    closes: Closes::Nothing,
};

const RELATIONSHIP: Shape = Shape {
    name: "relationship",
    members: &[
        may("comment", TEXT),
        must("relatedSpdxElement", Is::Text(Slot::To)),
        must("relationshipType", Is::Text(Slot::Kinship)),
        must("spdxElementId", Is::Text(Slot::From)),
    ],
    closes: Closes::Relationship,
};
