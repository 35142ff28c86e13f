### Makers, owners and lists


## What ties an owner to a maker

holds-a-share-that-is-not-known = holds a share that is not known
holds-a-share-that-is-not-known-2 = { $owner } holds a share that is not known: { $says-standing }
holds-a-share-that-is-not-known-3 = holds a share that is not known since { $from }
holds-a-share-that-is-not-known-4 = { $owner } holds a share that is not known since { $from }: { $says-standing }
holds-a-share-that-is-not-known-5 = holds a share that is not known until { $to }
holds-a-share-that-is-not-known-6 = { $owner } holds a share that is not known until { $to }: { $says-standing }
holds-a-share-that-is-not-known-7 = holds a share that is not known from { $from } to { $to }
holds-a-share-that-is-not-known-8 = { $owner } holds a share that is not known from { $from } to { $to }: { $says-standing }
holds-or-more = holds { $least } or more
holds-or-more-2 = { $owner } holds { $least } or more: { $says-standing }
holds-or-more-since = holds { $least } or more since { $from }
holds-or-more-since-2 = { $owner } holds { $least } or more since { $from }: { $says-standing }
holds-or-more-until = holds { $least } or more until { $to }
holds-or-more-until-2 = { $owner } holds { $least } or more until { $to }: { $says-standing }
holds-or-more-from-to = holds { $least } or more from { $from } to { $to }
holds-or-more-from-to-2 = { $owner } holds { $least } or more from { $from } to { $to }: { $says-standing }
holds-to = holds { $least } to { $most }
holds-to-2 = { $owner } holds { $least } to { $most }: { $says-standing }
holds-to-since = holds { $least } to { $most } since { $from }
holds-to-since-2 = { $owner } holds { $least } to { $most } since { $from }: { $says-standing }
holds-to-until = holds { $least } to { $most } until { $to }
holds-to-until-2 = { $owner } holds { $least } to { $most } until { $to }: { $says-standing }
holds-to-from-to = holds { $least } to { $most } from { $from } to { $to }
holds-to-from-to-2 = { $owner } holds { $least } to { $most } from { $from } to { $to }: { $says-standing }
holds = holds { $share }
holds-2 = { $owner } holds { $share }: { $says-standing }
holds-since = holds { $share } since { $from }
holds-since-2 = { $owner } holds { $share } since { $from }: { $says-standing }
holds-until = holds { $share } until { $to }
holds-until-2 = { $owner } holds { $share } until { $to }: { $says-standing }
holds-from-to = holds { $share } from { $from } to { $to }
holds-from-to-2 = { $owner } holds { $share } from { $from } to { $to }: { $says-standing }
controls-it = controls it
controls-it-2 = { $owner } controls it: { $says-standing }
controls-it-since = controls it since { $from }
controls-it-since-2 = { $owner } controls it since { $from }: { $says-standing }
controls-it-until = controls it until { $to }
controls-it-until-2 = { $owner } controls it until { $to }: { $says-standing }
controls-it-from-to = controls it from { $from } to { $to }
controls-it-from-to-2 = { $owner } controls it from { $from } to { $to }: { $says-standing }
is-officially-named-as-its-parent-or = is officially named as its parent or affiliate
is-officially-named-as-its-parent-or-2 = { $owner } is officially named as its parent or affiliate: { $says-standing }
is-officially-named-as-its-parent-or-3 = is officially named as its parent or affiliate since { $from }
is-officially-named-as-its-parent-or-4 = { $owner } is officially named as its parent or affiliate since { $from }: { $says-standing }
is-officially-named-as-its-parent-or-5 = is officially named as its parent or affiliate until { $to }
is-officially-named-as-its-parent-or-6 = { $owner } is officially named as its parent or affiliate until { $to }: { $says-standing }
is-officially-named-as-its-parent-or-7 = is officially named as its parent or affiliate from { $from } to { $to }
is-officially-named-as-its-parent-or-8 = { $owner } is officially named as its parent or affiliate from { $from } to { $to }: { $says-standing }
makes-equipment-that-it-sells-under-its = makes equipment that it sells under its own name
makes-equipment-that-it-sells-under-its-2 = { $owner } makes equipment that it sells under its own name: { $says-standing }
makes-equipment-that-it-sells-under-its-3 = makes equipment that it sells under its own name since { $from }
makes-equipment-that-it-sells-under-its-4 = { $owner } makes equipment that it sells under its own name since { $from }: { $says-standing }
makes-equipment-that-it-sells-under-its-5 = makes equipment that it sells under its own name until { $to }
makes-equipment-that-it-sells-under-its-6 = { $owner } makes equipment that it sells under its own name until { $to }: { $says-standing }
makes-equipment-that-it-sells-under-its-7 = makes equipment that it sells under its own name from { $from } to { $to }
its-path-is-longer-than-steps = { $why }; its path is longer than { $steps } steps: only the last is named behind those
its-path-is-longer-than-steps-2 = its path is longer than { $steps } steps: only the last is named behind those
makes-equipment-that-it-sells-under-its-8 = { $owner } makes equipment that it sells under its own name from { $from } to { $to }: { $says-standing }
is-read-as-signs-in-the-place = "{ $text }" is read as "{ $key }": signs in the place of letters
is-read-as-a-common-word-is = "{ $text }" is read as "{ $key }": a common word is misspelt

## src/maker/directory_file.rs

this-directory-of-makers-cannot-be-read = this directory of makers cannot be read
correct-the-file-its-shape-is-schemas = correct the file; its shape is schemas/makers.schema.json
this-directory-of-makers-names-no-party = this directory of makers names no party
add-a-party-or-leave-the-file = add a [[party]], or leave the file out
the-shape-of-this-directory-is-not = the shape of this directory is not known
write-schema-version-1 = write schema_version = "1"
two-parties-of-one-file-have-the = two parties of one file have the same id
merge-them-or-rename-one = merge them or rename one
the-owner-of-a-party-is-not = the owner of a party is not in the directory
add-a-party-with-that-id = add a [[party]] with that id
a-share-is-no-percentage-from-0 = a share is no percentage from 0 to 100
write-it-as-a-decimal-in-quotes = write it as a decimal in quotes, at_least no more than at_most, and only for tie = "shares"
a-fact-is-called-sourced-and-names = a fact is called sourced and names no source
name-the-source-or-write-confidence-general = name the source, or write confidence = "general-knowledge"
a-party-has-no-name-or-a = a party has no name or a name without letters
write-its-legal-name = write its legal name
an-identifier-has-an-unknown-scheme-or = an identifier has an unknown scheme or no value
use-one-of-cpe-vendor-domain-fcc = use one of cpe-vendor, domain, fcc, gtin, jp-corporate-number, lei, mac, package-namespace, pci, pen, pnp, usb
this-is-no-corporate-number-of-japan = this is no corporate number of Japan
write-its-13-digits-the-first-one = write its 13 digits; the first one checks the twelve behind it

## src/maker/ownership.rs

half-is-reached-only-if-every-tie = half is reached only if every tie is as close as it may be
a-minority-holding-below-half = a minority holding, below half
of-its-shares-of-which-it-holds = { $sum } of its shares, of which it holds { $outside } itself
half-is-reached-only-by-shares-that = half is reached only by shares that come back through a circle of owners

## src/maker/registry/cpe.rs

a-cpe-begins-with-cpe-2-3 = a CPE begins with "cpe:2.3:" or "cpe:/"
this-cpe-names-no-vendor = this CPE names no vendor

## src/maker/registry/domain.rs

a-domain-has-at-least-two-labels = a domain has at least two labels, as in "example.com"

## src/maker/registry/fcc.rs

an-fcc-id-begins-with-a-grantee = an FCC ID begins with a grantee code of three or five letters and digits, as in "2ADTD-DS2CD"

## src/maker/registry/gtin.rs

a-gtin-has-8-12-13-or = a GTIN has 8, 12, 13 or 14 digits
the-check-digit-of-this-gtin-is = the check digit of this GTIN is wrong

## src/maker/registry/lei.rs

an-lei-has-20-letters-and-digits = an LEI has 20 letters and digits
the-check-digits-of-this-lei-are = the check digits of this LEI are wrong

## src/maker/registry/mac.rs

a-mac-address-of-one-repeated-digit = a MAC address of one repeated digit is a filler
a-group-address-belongs-to-no-device = a group address belongs to no device
a-locally-administered-address-is-no-identity = a locally administered address is no identity
a-mac-address-has-12-hexadecimal-digits = a MAC address has 12 hexadecimal digits, a prefix 6, 7 or 9

## src/maker/registry/mod.rs

a-maker-s-name = a maker's name
a-manufacturer-string-of-smbios = a manufacturer string of SMBIOS
legal-entity-identifier-iso-17442 = legal entity identifier (ISO 17442)
common-platform-enumeration-name = Common Platform Enumeration name
iana-private-enterprise-number = IANA private enterprise number
internet-domain = internet domain
a-vendor-number-has-four-hexadecimal-digits = a vendor number has four hexadecimal digits, as in "19e5"

## src/maker/registry/pen.rs

an-enterprise-number-has-only-digits-as = an enterprise number has only digits, as in "2011" or "1.3.6.1.4.1.2011"

## src/maker/registry/pnp.rs

a-pnp-vendor-id-has-three-letters = a PNP vendor id has three letters, as in "HWV"

## src/maker/registry/purl.rs

a-purl-has-the-form-pkg-type = a purl has the form "pkg:type/namespace/name@version"

## src/screening/answer.rs

the-list = the list
any-of-lists = any of { $lists } lists
not-on = not on { $lists }
not-yet-on-listed-from-on = not yet on { $lists }: listed from { $day } on

## src/screening/comparison.rs

another-company-than-any-of-them = another company than any of them
against-names-nobody-to-compare-with = "against" names nobody to compare with
both-are-names-of = both are names of { $party }
the-names-that-the-question-itself-gives = the names that the question itself gives

## src/screening/csv.rs

column-is-not-known-the-columns-are = column "{ $unknown }" is not known; the columns are { $columns }
there-is-no-column-name = there is no column "name"
a-plain-table-called-would-take = a plain table called "{ $file }" would take the place of the shipped list "{ $id }"; call it otherwise, or put an ORIGIN.toml beside it
row-has-fields-the-header = row { $saturating-add } has { $record } fields, the header { $columns }
the-buyer-s-own-list = the buyer's own list "{ $id }"
the-buyer = the buyer
the-buyer-s-own-list-2 = the buyer's own list, { $file }
handed-in-with-the-run = handed in with the run, { $file }
the-buyer-s = the buyer's
row-is-no-day-write-it-as = row { $row }: "{ $text }" is no day; write it as 2026-11-23
row-confidence-is-neither-sourced-nor-general = row { $row }: confidence "{ $other }" is neither "sourced" nor "general-knowledge"
row-has-no-name = row { $row } has no name
a-quote-is-opened-and-never-closed = a quote is opened and never closed

## src/screening/list_file.rs

this-list-is-too-old-to-screen = this list is too old to screen with
edition-of-shelf-life-days = { $path } ({ $list }), edition of { $edition }, shelf life { $shelf-life-days } days
give-a-newer-edition-with-watchlists-kenpin = give a newer edition with --watchlists: `kenpin lists update`, or a signed folder from whoever keeps the lists
there-is-no-list-to-screen-with = there is no list to screen with
name-at-least-one-regime-in-the = name at least one regime in the policy, or give a list with --watchlists
this-list-cannot-be-read = this list cannot be read
correct-the-file-its-shape-is-schemas-2 = correct the file; its shape is schemas/watchlist.schema.json, or a CSV table with a column "name"
this-list-names-nobody = this list names nobody
add-an-entry-or-leave-the-file = add an entry, or leave the file out: an empty list would pass everything
the-shape-of-this-list-is-not = the shape of this list is not known
this-list-does-not-say-who-publishes = this list does not say who publishes it
add-a-list-table-or-an-origin = add a [list] table, or an ORIGIN.toml beside the file
two-files-hold-the-same-list = two files hold the same list
and-list = { $path } and { $other }, list "{ $list }"
leave-one-out = leave one out
an-entry-of-this-list-cannot-be = an entry of this list cannot be used
entry = { $path }, entry "{ $entry }"
correct-the-entry = correct the entry
its-id-is-used-twice = its id is used twice
it-has-no-id = it has no id
it-has-a-name-without-letters = it has a name without letters
it-has-no-period-nobody-can-tell = it has no period: nobody can tell when it applies
a-period-ends-before-it-begins = a period ends before it begins
it-covers-what-is-produced-outside-a = it covers what is produced outside a country and names no category
it-is-called-sourced-and-names-no = it is called sourced and names no source

## src/screening/query.rs

not-a-question-give-kind-and-value = not a question: { $error }; give "kind" and "value"
is-no-moment-write-it-as-2026 = "{ $text }" is no moment; write it as 2026-11-23 or 2026-11-23T00:00:00Z
too-old-to-screen-with-on = too old to screen with on { $day }: { $old }
no-maker-is-named = no maker is named
whose-is-cannot-be-told-few-of = whose { $kind } "{ $value }" is cannot be told: few of its registry's numbers are known here
names-nobody = { $title } ({ $citation }) names nobody: { $binds }
the-list-of-this-regime-is-not = the list "{ $missing }" of this regime is not loaded
no-regime-and-no-list-is-called = no regime and no list is called "{ $id }"; `kenpin lists show` names them
is-no-kind-of-identifier-the-kinds = "{ $kind }" is no kind of identifier; the kinds are { $kinds }
names-no-maker = "{ $text }" names no maker
the-maker-is-withheld = the maker is withheld
whether-the-stated-category-and-purpose-fall = whether the stated category and purpose fall under the listing cannot be told from their words
produced-in-outside = "{ $category }" produced in { $country }, outside { $home }
whose-country-of-production-is-not-stated = "{ $category }" whose country of production is not stated

## src/screening/regime.rs

this-regime-cannot-be-read = this regime cannot be read
install-the-program-again = install the program again

## src/screening/screener.rs

the-listing-was-not-read-at-a = the listing was not read at a source
not-read-at-a-source = not read at a source
the-list-names-this-entry-alone-an = the list names this entry alone: an owned party is looked at, not listed
half-is-reached-only-with-a-listing = half is reached only with a listing that was not read at a source
three-letters-without-a-legal-form-are = three letters without a legal form are the name of many companies
the-stated-owners-of-together-hold = the stated owners of { $owned } together hold { $sum } of it: the figures contradict each other
belongs-to-this-party-by-its-registry = "{ $mention }" belongs to this party by its registry
in-the-identifier-is-a-name-of = "{ $mention }" in the identifier is a name of this party
the-package-namespace-is-this-party-s = the package namespace "{ $mention }" is this party's
is-a-name-of-this-party = "{ $mention }" is a name of this party

## src/screening/similarity.rs

the-name-is-letter-for-letter-in = the name is "{ $key }", letter for letter in its normal form

## src/screening/spelling.rs

in-the-package-s-name-is-a = "{ $word }" in the package's name is a name of this party; the package may be about it

## src/screening/weight.rs

stands-only-in = "{ $raw }" stands only in { $says-where }; { $says-kind }
the-name = the name
the-listed-name = the listed name
mean-the-same = mean the same
look-alike = look alike
sound-alike-in-their-scripts = sound alike in their scripts
differ-by-two-letters-that-changed-places = differ by two letters that changed places
differ-by-a-letter-left-out = differ by a letter left out
differ-by-one-letter = differ by one letter
and = "{ $raw }" and "{ $raw2 }" { $says-how }; { $says-kind }
a-legal-form = a legal form
a-common-word = a common word
a-proper-word = a proper word
in-fewer-than-3-of-company-names = in fewer than 3 of { $legal-names-counted } company names
in-of-company-names = in { $count } of { $legal-names-counted } company names

## src/screening/import/bods.rs

a-closed-record = a closed record
a-statement-that-a-later-one-replaces = a statement that a later one replaces
recordtype-is-not-known = recordType "{ $other }" is not known
an-entity-without-recordid-or-name = an entity without recordId or name
a-relationship-without-subject = a relationship without subject
a-relationship-with-an-unknown-owner = a relationship with an unknown owner

## src/screening/import/collector.rs

more-than-companies-or-ties-cut-the = more than { $facts } companies or ties; cut the register down to the part that you need
its-last-record-is-broken-and-its = its last record is broken and its last line does not end: it was cut short
a-further-name-of-nobody-that-is = a further name of nobody that is listed here

## src/screening/import/element.rs

not-a-list-nested-too-deep = not a list: nested too deep
a-document-type-declaration-is-not-allowed = a document type declaration is not allowed

## src/screening/import/gleif.rs

it-has-no-lei-or-no-legal = it has no LEI or no legal name
a-relationship-that-is-no-ownership = a relationship that is no ownership
it-has-no-type = it has no type
it-names-no-two-nodes = it names no two nodes

## src/screening/import/json.rs

an-array-of-records = an array of records
an-object-with-an-array = an object with an array "{ $member }"
there-is-no-array = there is no array "{ $member }"
it-holds-of-records-a-page = it holds { $found } of { $total } records: a page of an answer, and not the whole list

## src/screening/import/mod.rs

one-record-is-longer-than-4-mib = one record is longer than 4 MiB
it-has-no-number = it has no number
it-ends-before-it-begins = it ends before it begins
a-name-that-ofac-itself-calls-weak = a name that OFAC itself calls weak
a-name-that-the-publisher-itself-calls = a name that the publisher itself calls weak

## src/screening/import/ofac.rs

it-has-fields-instead-of-12 = it has { $cells } fields instead of 12
it-has-no-number-or-no-name = it has no number or no name

## src/screening/import/ofsi.rs

it-has-fields-are-needed = it has { $cells } fields, { $group } are needed

## src/screening/import/opensanctions.rs

another-kind-of-entity = another kind of entity
an-ownership-without-owner-or-asset = an ownership without owner or asset

## src/screening/import/registries.rs

is-no-prefix-of-24-28-or = "{ $prefix }" is no prefix of 24, 28 or 36 bits
it-names-nobody = it names nobody
a-prefix-whose-holder-is-not-published = a prefix whose holder is not published
it-is-no-vendor-s-number-and = it is no vendor's number and name
it-is-no-code-of-three-letters = it is no code of three letters and a name

## src/screening/import/table.rs

row-is-longer-than-4-mib-is = row { $saturating-add } is longer than 4 MiB: is a quote never closed?
row-has-more-than-fields = row { $saturating-add } has more than { $fields } fields
it-has-fields-the-header = it has { $found } fields, the header { $wanted }
