### Bills of materials, inventories and archives


## src/intake/archive.rs

the-same-name = the same name
a-name-that-differs-only-in-case = a name that differs only in case or in Unicode form
came-before-with-an-archive-may-hold = "{ $first }" came before with { $says-how }; an archive may hold each name once, whatever system unpacks it
an-archive-may-hold-files-and-folders = { $says-what }; an archive may hold files and folders only
more-entries-than-the-budget-allows-the = more entries than the budget allows; the rest of the archive is not read

## src/intake/gather.rs

it-is-more-than-the-budget-of = it is more than the budget of bytes allows
there-are-more-documents-than-the-budget = there are more documents than the budget allows
archives-lie-inside-archives-more-than-deep = archives lie inside archives more than { $archive-nesting } deep; deliver it with fewer layers
two-documents-of-one-path-name-the = two documents of one path; name the files so that each path stands once

## src/intake/order.rs

may-not-be-empty-leave-the-line = { $p1 } may not be empty; leave the line out instead
country-of-production-is-write-two-capital = country_of_production is "{ $p1 }"; write two capital letters, such as "JP" (ISO 3166-1 alpha-2)
serial-stands-twice = serial "{ $p1 }" stands twice

## src/intake/archive/bounded.rs

it-grows-more-than-times-when-it = it grows more than { $growth } times when it is unpacked; deliver it unpacked
it-is-larger-than-the-bytes-that = it is larger than the { $most } bytes that the budget has left for one document
it-is-damaged = it is damaged: { $error }

## src/intake/archive/compressed.rs

it-is-damaged-its-checksum-does-not = it is damaged: its checksum does not match
bytes-follow-that-belong-to-no-member = { $rest } bytes follow that belong to no member, or there are more than { $members-limit } members; compress it afresh

## src/intake/archive/name.rs

its-name-is-longer-than-bytes = its name is longer than { $name-bytes-limit } bytes
its-name-names-must-be-relative-paths = its name { $says-what }; names must be relative paths below the archive, with "/" between parts
starts-with-a-drive-letter = starts with a drive letter
holds-a-zero-byte = holds a zero byte
holds-a-backslash = holds a backslash
is-absolute = is absolute
climbs-out-with = climbs out with ".."
it-has-no-name = it has no name

## src/intake/archive/tar.rs

it-is-an-entry-of-a-kind = it is an entry of a kind that is no file
it-is-a-symbolic-link = it is a symbolic link
it-is-a-hard-link = it is a hard link
it-is-a-device = it is a device
it-is-a-pipe = it is a pipe
it-is-a-sparse-file-pack-it = it is a sparse file; pack it again without --sparse
the-tar-archive-is-damaged = the tar archive is damaged: { $error }
the-tar-archive-is-cut-short-its = the tar archive is cut short: its end marker is missing
more-follows-the-end-marker-of-the = more follows the end marker of the tar archive; pack it again as one archive

## src/intake/archive/zip.rs

it-is-a-device-or-a-pipe = it is a device or a pipe
it-is-encrypted-deliver-it-without-a = it is encrypted; deliver it without a password
it-is-packed-by-method-pack-it = it is packed by method { $method }; pack it with "deflate" or "store"
it-is-damaged-its-length-or-checksum = it is damaged: its length or checksum does not match
it-is-damaged-bytes-follow-the-end = it is damaged: bytes follow the end of its content

## src/intake/archive/zip/directory.rs

the-zip-archive-is-damaged-its-directory = the zip archive is damaged: its directory does not lie where its end record says
the-zip-archive-is-damaged-its-end = the zip archive is damaged: its end record counts other entries than its directory holds
the-zip-archive-is-cut-short-or = the zip archive is cut short, or something follows its end
the-zip-archive-has-two-end-records = the zip archive has two end records, so that programs may see different contents; pack it again
an-entry-of-the-zip-archive-has = an entry of the zip archive has two names, so that programs may see different contents; pack it again

## src/intake/archive/zip/layout.rs

the-zip-archive-has-entries-that-overlap = the zip archive has entries that overlap, or bytes that belong to none, so that programs may see different contents; pack it again
an-entry-of-the-zip-archive-is = an entry of the zip archive is described in two ways, so that programs may see different contents; pack it again

## src/bill/hardware.rs

network-adapter-2 = network adapter
power-supply-2 = power supply
input-device-2 = input device

## src/bill/inspect.rs

not-utf-8-it-is-utf-16 = not UTF-8: it is UTF-16 or UTF-32
nested-too-deep = nested too deep
not-json-cut-short = not JSON: cut short
document-type-declaration-is-not-allowed = document type declaration is not allowed
not-well-formed-xml-cut-short = not well-formed XML: cut short
not-supported-an-archive-or-spreadsheet-hand = not supported: an archive or spreadsheet; hand over the bill itself, as JSON, XML or tag-value
not-supported-no-marker-of-a-known = not supported: no marker of a known format; a binary bill is not read, ask for it as JSON or XML
no-marker-of-a-known-format = no marker of a known format

## src/bill/unsupported.rs

not-supported-a-swid-tag-ask-for = not supported: a SWID tag; ask for the bill as CycloneDX (JSON or XML) or SPDX (JSON, YAML, XML, RDF or tag-value)
not-supported-in-this-form-ask-for = not supported in this form; ask for the same bill as JSON or XML

## src/bill/contents/filling.rs

over-budget-more-than-4-000-000 = over budget: more than 4,000,000 components; have the bill split

## src/bill/cyclonedx/capture.rs

bom-ref-used-twice = bom-ref { $quoted } used twice

## src/bill/cyclonedx/json.rs

not-json = not JSON: { $says-what }
is-empty = { $name } is empty
texts-among-objects = texts among objects
an-expression-stands-beside-other-licenses = an expression stands beside other licenses
the-same-item-twice-in = the same item twice in { $name }
duplicate-member = duplicate member { $quoted }
an-entity = an entity
an-object = an object
true-or-false = true or false
not-but = not { $says-wanted } but { $says-found }

## src/bill/cyclonedx/mod.rs

bomformat-is-not-cyclonedx = bomFormat is not "CycloneDX"
none-stated = none stated
version-not-supported = version not supported: { $says-shown }
not-utf-8-byte-cannot-be-read = not UTF-8: byte { $end } cannot be read

## src/bill/cyclonedx/text.rs

a-value-was-expected = a value was expected
cut-short = cut short
a-member-s-name-was-expected = a member's name was expected
a-colon-was-expected = a colon was expected
a-comma-before-the-end = a comma before the end
a-comma-was-expected = a comma was expected
a-digit-was-expected = a digit was expected
text-after-the-end = text after the end
half-of-a-surrogate-pair = half of a surrogate pair

## src/bill/cyclonedx/text/string.rs

a-control-character-in-a-text = a control character in a text
an-unknown-escape = an unknown escape
four-hexadecimal-digits-were-expected = four hexadecimal digits were expected

## src/bill/cyclonedx/value.rs

is-not-between-and-characters-long = { $quoted } is not between { $least } and { $most } characters long
is-no-of = { $quoted } is no { $name } of { $version }
is-empty-a-reference-needs-at-least = is empty; a reference needs at least one character
no-serial-number-write-it-as-urn = no serial number: write it as urn:uuid: and lower-case hexadecimal
no-bom-link-write-it-as-urn = no BOM-Link: write it as urn:cdx:uuid/version
no-bom-link-write-it-as-urn-2 = no BOM-Link: write it as urn:cdx:uuid/version#bom-ref
no-hash-it-has-32-40-64 = no hash: it has 32, 40, 64, 96 or 128 hexadecimal digits
no-media-type-write-it-as-text = no media type: write it as text/plain
no-locale-write-it-as-en-or = no locale: write it as en or en-US
no-cre-write-it-as-cre-123 = no CRE: write it as CRE:123-456
no-patent-number-letters-digits-and-up = no patent number: letters, digits and -/.() up to 30 characters
no-jurisdiction-write-two-capital-letters = no jurisdiction: write two capital letters
no-time-write-it-as-2026-11 = no time: write it as 2026-11-23T00:00:00Z
no-date-write-it-as-2026-11 = no date: write it as 2026-11-23
no-address-escape-its-spaces-and-brackets = no address: escape its spaces and brackets
no-uri-and-no-known-algorithm = no URI and no known algorithm
no-cpe-write-it-as-cpe-2 = no CPE: write it as cpe:2.3: or cpe:/
neither-true-nor-false = neither true nor false
no-whole-number-that-may-stand-here = no whole number that may stand here
no-decimal-number-that-may-stand-here = no decimal number that may stand here
not-a-number = not a number
is = "{ $quoted }" is { $says-why }
is-not-a-text = { $number } is not a text
is-no-number-that-may-stand-here = { $number } is no number that may stand here

## src/bill/cyclonedx/walker.rs

is-nothing-in-this-bill = { $quoted } is nothing in this bill
is-no-member-of = { $quoted } is no member of { $version }
component-without-a = component without a { $name }
without = { $unwrap-or } without { $name }
needs-exactly-one-of = { $name } needs exactly one of { $names }
needs-one-of = { $name } needs one of { $names }
members-that-do-not-belong-together-needs = members that do not belong together; { $name } needs exactly one of { $names }
versionrange-beside-version = versionRange beside version
versionrange-in-a-component-that-is-not = versionRange in a component that is not external

## src/bill/cyclonedx/xml.rs

not-well-formed-xml-a-control-character = not well-formed XML: a control character
not-well-formed-xml-a-second-root = not well-formed XML: a second root element
not-well-formed-xml-text-outside-the = not well-formed XML: text outside the root element
not-well-formed-xml-no-root-element = not well-formed XML: no root element
text-where-only-elements-may-stand = text where only elements may stand
ends-before-something-that-has-to-follow = { $short } ends before something that has to follow
an-element-of-another-namespace-may-not = an element of another namespace, { $quoted }, may not stand here
given-twice = given twice
may-not-stand-here-the-schema-sets = may not stand here: the schema sets the order
element = element { $quoted } { $says-what }
an-element-where-only-text-may-stand = an element where only text may stand

## src/bill/cyclonedx/xml/events.rs

not-well-formed-xml-in-a-text = not well-formed XML: ]]> in a text
not-well-formed-xml-an-element-that = not well-formed XML: an element that does not end
not-well-formed-xml = not well-formed XML: { $says-error }
not-well-formed-xml-in-an-attribute = not well-formed XML: < in an attribute
not-well-formed-xml-nobody-declared-the = not well-formed XML: nobody declared the prefix { $quoted }
not-well-formed-xml-a-reference-to = not well-formed XML: a reference to nothing
not-well-formed-xml-a-declaration-that = not well-formed XML: a declaration that does not stand first
not-utf-8-it-declares = not UTF-8: it declares { $quoted }

## src/bill/hardware/csv.rs

it-is-not-utf-8-save-the = it is not UTF-8; save the table as UTF-8
line-has-cells-under-columns = line { $number } has { $cells } cells under { $columns } columns
line-is-no-quantity = line { $number }: "{ $many }" is no quantity
more-than-parts = more than { $parts } parts

## src/bill/hardware/dmidecode.rs

it-is-not-utf-8-save-the-2 = it is not UTF-8; save the output of dmidecode as it is printed
its-last-line-does-not-end-it = its last line does not end: it is cut short

## src/bill/hardware/inventory.rs

the-shape-of-this-inventory-is-not = the shape of this inventory is not known: schema_version "{ $schema-version }"

## src/bill/hardware/network.rs

it-is-not-utf-8 = it is not UTF-8
more-than-entities = more than { $parts } entities
a-line-with-pid-and-no-vid = a line with PID and no VID
a-line-with-pid-and-no-sn = a line with PID and no SN

## src/bill/hardware/paccor.rs

components-is-no-list = COMPONENTS is no list
more-than-components = more than { $parts } components

## src/bill/hardware/pci.rs

more-than-devices = more than { $parts } devices
a-device-without-the-number-of-its = a device without the number of its class; run `lspci -nmmv`

## src/bill/hardware/smbios.rs

it-describes-two-systems-two-structures-of = it describes two systems (two structures of type 1): nobody can tell which of them is this machine
the-table-is-cut-short = the table is cut short
the-structure-at-octet-does-not-follow = the structure at octet { $at } does not follow DSP0134, 6.1
the-handle-of-the-structure-at-octet = the handle of the structure at octet { $at } stands twice
the-table-does-not-end-with-a = the table does not end with a structure of type 127: it is cut short
the-entry-point-is-cut-short = the entry point is cut short
the-checksum-of-the-entry-point-is = the checksum of the entry point is wrong

## src/bill/hardware/tree.rs

values-are-nested-more-than-deep = values are nested more than { $depth } deep

## src/bill/spdx/draft.rs

the-document-s-spdxid-is-not = the document's SPDXID is "{ $id }", not { $document }
is-no-time-write-it-as-2026 = "{ $time }" is no time; write it as 2026-11-23T00:00:00Z
creator-without-person-organization-or-tool-before = creator without "Person: ", "Organization: " or "Tool: " before its name
without-an-spdxid = { $says-what } without an SPDXID
spdxid-used-twice = SPDXID "{ $key }" used twice
external-document-declared-twice = external document declared twice
is-no-relationship-type-of-spdx-2 = "{ $kind }" is no relationship type of SPDX 2
package-without-a-name = package without a name
package-without-an-spdxid = package without an SPDXID
is-no-package-purpose-of-spdx-2 = "{ $said }" is no package purpose of SPDX 2.3
without-organization-or-person-before-its-name = { $field } without "Organization: " or "Person: " before its name
sha256-is-not-64-hexadecimal-digits = SHA256 "{ $hex }" is not 64 hexadecimal digits
document-without-an-spdxid = document without an SPDXID
is-not-declared-among-the-external-documents = "{ $document }" is not declared among the external documents
is-nothing-in-this-bill-2 = "{ $id }" is nothing in this bill

## src/bill/spdx/json.rs

not-json-text-after-the-end-at = not JSON: text after the end at line { $line }
unexpected-end-of-hex-escape = unexpected end of hex escape
not-utf-8-lone-surrogate-at-line = not UTF-8: lone surrogate at line { $line } column { $column }
a-member-s-name = a member's name

## src/bill/spdx/markup.rs

not-well-formed-xml-it-ends-inside = not well-formed XML: it ends inside an element
an-end-without-a-beginning = an end without a beginning
a-control-character = a control character
text-outside-the-root-element = text outside the root element
the-prefix-stands-for-no-namespace = the prefix "{ $prefix }" stands for no namespace
the-entity-is-not-declared = the entity "{ $name }" is not declared
not-utf-8-the-declaration-says = not UTF-8: the declaration says "{ $encoding }"

## src/bill/spdx/mod.rs

not-utf-8 = not UTF-8: { $error }

## src/bill/spdx/rdf/builder.rs

over-budget-more-elements-than-a-bill = over budget: more elements than a bill of this size has
is-no-class-of-spdx-2 = "{ $name }" is no class of SPDX 2
more-than-one-of-rdf-about-rdf = more than one of rdf:about, rdf:ID and rdf:nodeID
both-a-and-a = both a { $name } and a { $name2 }
more-than-one-value-in-one-element = more than one value in one element
rdf-type-without-rdf-resource = rdf:type without rdf:resource
is-no-class-of-spdx-2-2 = <{ $iri }> is no class of SPDX 2
is-no-property-of-spdx-2 = "{ $name }" is no property of SPDX 2
attribute-is-not-read-here = attribute "{ $name }" is not read here
parsetype-is-not-read-here = parseType="{ $kind }" is not read here

## src/bill/spdx/rdf/meaning.rs

a-second-spdxdocument-in-one-file = a second SpdxDocument in one file
no-spdxdocument-in-it = no SpdxDocument in it
nothing-says-what-this-describes-its-rdf = nothing says what this describes: its rdf:type is missing
is-no-property-of-a = "{ $term }" is no property of a { $name }
given-twice-2 = { $term } given twice
without-2 = { $class } without "{ $term }"
is-not-a = { $term } is not a { $name }
is-no-checksum-algorithm-of-spdx-2 = "{ $named }" is no checksum algorithm of SPDX 2
is-no-member-of-2-2 = "{ $term }" is no member of 2.2
is-no-category-of-spdx-2 = "{ $named }" is no category of SPDX 2

## src/bill/spdx/shape.rs

creation-info = creation info
external-document = external document
licensing-information = licensing information
cross-reference = cross reference
verification-code = verification code
external-reference = external reference
range-pointer = range pointer

## src/bill/spdx/tag_value.rs

not-tag-value = not "Tag: value"
text-without-text = <text> without </text>
text-after-text = text after </text>
is-no-tag-of-spdx-2 = "{ $name }" is no tag of SPDX 2
spdxid-of-nothing-no-package-or-file = SPDXID of nothing: no package or file is open
after-the-document-s-own-section = { $name } after the document's own section
outside-a-package = { $name } outside a package
is-none-of = "{ $algorithm }" is none of { $algorithms }
packagechecksum-outside-a-package = PackageChecksum outside a package
not-externalref-category-type-locator = not "ExternalRef: category type locator"
externalref-outside-a-package = ExternalRef outside a package
not-relationship-spdxid-type-spdxid = not "Relationship: SPDXID type SPDXID"
not-externaldocumentref-documentref-x-address-algorithm-dige = not "ExternalDocumentRef: DocumentRef-x address algorithm: digest"

## src/bill/spdx/walker.rs

too-many-members = too many members
duplicate-member-2 = duplicate member "{ $name }"
is-no-member-of-a-in-spdx = "{ $name }" is no member of a { $name2 } in SPDX { $version }
a-whole-number = a whole number
not = not { $says-wanted }

## src/bill/spdx/xml.rs

stands-inside-a-text = "{ $name }" stands inside a text
attribute-is-none-of-spdx-2 = attribute "{ $name }" is none of SPDX 2

## src/bill/spdx/yaml.rs

not-yaml = not YAML: { $error }
not-yaml-an-alias-of-what-is = not YAML: an alias of what is not complete, or over budget
not-yaml-text-after-the-end-a = not YAML: text after the end, a second document
over-budget-too-much-is-anchored-or = over budget: too much is anchored or repeated by aliases
not-yaml-a-key-that-is-a = not YAML: a key that is a list or a mapping; SPDX has names only
not-yaml-no-mapping-at-the-top = not YAML: no mapping at the top

## src/bill/spdx_3/graph.rs

object-without-a-type = object without a type
is-no-class-of-3-0-1 = "{ $class }" is no class of 3.0.1
version-not-supported-no-context = version not supported: no @context
members-beside-context-and-graph = members beside @context and @graph
spdxid-used-twice-for-different-elements = spdxId "{ $id }" used twice, for different elements
agent-without-an-spdxid = agent without an spdxId
package-without-an-spdxid-2 = package without an spdxId
is-no-software-purpose-of-3-0 = "{ $said }" is no software purpose of 3.0.1
sha256-is-not-64-hexadecimal-digits-2 = sha256 "{ $hex }" is not 64 hexadecimal digits

## src/bill/spdx_3/reader.rs

is-no-member-of-3-0-1 = "{ $name }" is no member of 3.0.1
too-many-members-of-other-vocabularies = too many members of other vocabularies
is-no-list = { $member } is no list
not-a-text = not a text
null-leave-the-member-out-instead = null; leave the member out instead
suppliedby-is-a-list-a-package-has = suppliedBy is a list; a package has one supplier
version-not-supported-context-is-no-single = version not supported: @context is no single address

## src/bill/spdx_3/rules.rs

version-not-supported-specversion-is-the-context = version not supported: specVersion is { $says-stated }, the context is { $version }
not-an-agent = not an agent
is-no-agent = "{ $address }" is no agent
agent-is-neither-here-nor-imported = agent "{ $address }" is neither here nor imported

## src/bill/write/cyclonedx.rs

that-this-is-what-the-bill-describes = that this is what the bill describes is not written: CycloneDX has one such component
of-the-document-is-not-written = { $role-name } "{ $name }" of the document is not written
purl-is-not-written-it-is-not = purl "{ $contents }" is not written: it is not well formed
that-the-is-withheld-is-not-written = that the { $role } is withheld is not written: CycloneDX has no word for it
is-not-written-cyclonedx-1-5-has = { $role } "{ $name }" is not written: CycloneDX 1.5 has one place for it, which is taken
is-written-as-cyclonedx-1-5-has = { $role } "{ $name }" is written as { $written-as }: CycloneDX 1.5 has no { $role2 }
is-not-written = "{ $text }" is not written
the-kind-cryptographic-asset-is-written-as = the kind cryptographic-asset is written as data
its-purpose-is-written-as-file = its purpose is written as file
its-kind-is-written-as-application = its kind is written as application
no-kind-is-stated-it-is-written = no kind is stated; it is written as library

## src/bill/write/mod.rs

a-service-is-not-written = a service is not written
pedigree-is-not-written = pedigree is not written
a-reference-to-another-bill-is-not = a reference to another bill is not written

## src/bill/write/spdx.rs

is-not-written-spdx-2-has-no = "{ $text }" is not written: SPDX 2 has no place for it
is-not-written-spdx-2-has-no-2 = { $role } "{ $name }" is not written: SPDX 2 has no { $role2 }
is-not-written-spdx-2-has-one = { $role } "{ $name }" is not written: SPDX 2 has one { $member }, which is taken
manufacturer-is-written-as-originator-spdx-2 = manufacturer "{ $name }" is written as originator: SPDX 2 has no manufacturer
its-kind-is-written-as-other-spdx = its kind is written as OTHER: SPDX 2 has no such purpose
