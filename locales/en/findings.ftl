### Findings, rules and what a policy says


## src/decision/clearance.rs

there-is-no-document = there is no document
there-is-no-bill = there is no bill
there-is-no-component = there is no component
the-policy-chooses-no-regime-so-that = the policy chooses no regime, so that nothing was screened for
a-regime-of-the-policy-has-no = a regime of the policy has no list
part-of-the-delivery-was-refused-and = part of the delivery was refused and nobody allowed it
this-document-is-no-bill-no-signature = this document is no bill, no signature, no artifact, and not set aside
this-bill-is-defective-and-nobody-allowed = this bill is defective and nobody allowed it
this-bill-is-signed-by-nobody-whom = this bill is signed by nobody whom you trust
this-component-was-not-traced = this component was not traced
this-component-has-no-maker-that-could = this component has no maker that could be screened
a-hit-at-this-component-is-neither = a hit at this component is neither advised nor waived
this-component-was-not-screened-against-every = this component was not screened against every chosen list

## src/decision/endorsement.rs

the-policy-names-no-key-of-who = the policy names no key of "{ $by }", who approved it
it-is-not-signed-by-as-the = it is not signed by "{ $by }", as the policy asks
its-signature-is-not-that-of-over = its signature is not that of "{ $by }" over these words: it was changed after signing, or somebody else signed it

## src/decision/review.rs

id-maker-reason-and-reviewed-by-may = id, maker, reason and reviewed_by may not be empty
name-the-entries-that-the-maker-is = name the entries that the maker is not
a-sha256-is-64-hexadecimal-digits-kenpin = a sha256 is 64 hexadecimal digits; `kenpin waiver settle` writes it

## src/decision/waiver.rs

id-reason-requested-by-and-approved-by = id, reason, requested_by and approved_by may not be empty
approved-by-has-to-be-somebody-other = approved_by has to be somebody other than requested_by
what-it-names-may-not-be-empty = what it names may not be empty; leave the line out instead
name-what-is-allowed-component-maker-entries = name what is allowed: component, maker, entries, document or sha256
its-rule-is-none-of-kenpin-s = its rule is none of kenpin's; `kenpin explain` lists them
its-rule-is-about-the-policy-the = its rule is about the policy, the waivers or the books, and cannot be waived
another-waiver-has-the-same-id = another waiver has the same id
a-waiver-or-another-review-has-the = a waiver or another review has the same id
allowed-by-waiver = { $says-what }; allowed by waiver "{ $id }"

## src/decision/comparison/delivered.rs

it-lists-no-hardware = it lists no hardware

## src/decision/comparison/lot.rs

its-serial-number-stands-in-no-declaration = its serial number stands in no declaration
it-shows-no-serial-number-so-nobody = it shows no serial number, so nobody can tell which declaration is its own
is-declared-for-another-box = "{ $told }" is declared for another box: { $names }
it-shows-no-serial-number-and-the = it shows no serial number, and the order names them
its-serial-number-was-not-ordered = its serial number "{ $serial }" was not ordered
the-machine = the machine
is-in-boxes = "{ $told }" is in { $holders } boxes: { $p }
boxes-were-examined-and-are-asked-for = { $boxes } boxes were examined, and { $sample } are asked for
boxes-were-ordered-and-no-inventory-shows = { $missing } boxes were ordered, and no inventory shows them: { $some }
no-box-was-examined = no box was examined

## src/decision/comparison/words.rs

is-declared-and-not-there = { $says-named } is declared and not there
is-there-and-not-declared = { $says-named } is there and not declared
the-parts-are-declared-at-an-address = the parts are declared at an address, which is never fetched, so nothing can be confirmed
no-part-is-declared-so-nothing-can = no part is declared, so nothing can be confirmed
cannot-be-seen-in-this-kind-of = { $says-named } cannot be seen in this kind of inventory
the-of-cannot-be-seen-in-this = the { $says-field } of { $says-subject } cannot be seen in this inventory
the-of-differs-declared-found = the { $says-field } of { $says-subject } differs: declared "{ $one }", found "{ $other }"
a-without-a-name = a { $says-kind } without a name
serial-number = serial number
hardware-address = hardware address

## src/decision/policy/advice.rs

regimes-is-no-regime-and-no-list-2 = regimes: "{ $chosen }" is no regime and no list that is loaded; every delivery will be referred
this-policy-can-never-reject-a-restricted = this policy can never reject a restricted maker: it chooses no regime that names anybody, or lowers the rules that reject
regimes-is-in-force-and-not-chosen = regimes: "{ $id }" is in force and not chosen ({ $title }; binds: { $binds })
effects-is-lowered-each-report-will-say = effects: { $id } ({ $name }) is lowered; each report will say so
signatures-bills-an-unsigned-bill-is-nobody = signatures.bills: an unsigned bill is nobody's word; anybody on the way may have changed it
documents-unrecognised-a-noted-document-still-keeps = documents.unrecognised: a noted document still keeps the books from balancing; set it aside to accept
makers-may-be-unknown-a-whose-maker = makers.may_be_unknown: a { $kind } whose maker nobody names is then screened against nothing
components-kinds-without-parts-a-may-then = components.kinds_without_parts: a { $kind } may then hide what is inside
makers-minimum-coverage-0-asks-for-nothing = makers.minimum_coverage: { $kind } = 0 asks for nothing
makers-roles-a-listed-no-longer-rejects = makers.roles: a listed { $to-lowercase } no longer rejects
waivers-approvers-no-key-is-named-so = waivers.approvers: no key is named, so that no waiver and no review can count
effects-is-the-rule-s-own-effect = effects: { $id } ({ $name }) is the rule's own effect; the line changes nothing but its milder causes

## src/decision/policy/layering.rs

makers-minimum-coverage-of = makers.minimum_coverage of { $kind }
is-no-longer-taken-for-the-maker = { $role } is no longer taken for the maker
is-left-out = { $item } is left out
is-added = { $item } is added
goes-from-down-to = { $point } goes from { $above } down to { $below }
required-becomes-optional = required becomes optional
may-approve-or-by-another-key = may approve, or by another key
is-no-longer-held-to-the-key = is no longer held to the key

## src/decision/policy/reading.rs

line-is-not-known-here-known-are = line { $line }: "{ $word }" is not known here; known are { $known }
line = line { $line }: { $message }
schema-version-is-this-program-reads-1 = schema_version is "{ $p1 }"; this program reads "1"
effects-no-rule-kenpin-explain-lists-them = effects: no rule "{ $rule }"; `kenpin explain` lists them
effects-can-be-lowered-to-at-most = effects: { $rule } ({ $name }) can be lowered to "{ $floor }" at most: what it finds is wrong by its nature; waive the single case instead
makers-minimum-coverage-a-share-is-0 = makers.minimum_coverage: { $kind } = { $percent }; a share is 0 to 100 percent
documents-set-aside-is-no-sha-256 = documents.set_aside: "{ $p1 }" is no SHA-256; write 64 hexadecimal digits
documents-set-aside-would-set-everything-aside = documents.set_aside: "{ $p1 }" would set everything aside; name the documents that nobody needs to read
a-may-not-be-empty-leave-the = a { $says-what } may not be empty; leave the line out instead
waivers-approvers-the-key-of-is-no = waivers.approvers: the key of "{ $p1 }" is no public key in PEM; write what `openssl pkey -pubout` prints
can-fit-no-document-a-path-is = { $member }: "{ $text }" can fit no document: a path is relative, with / between its parts
stands-twice = { $member }: "{ $text }" stands twice
signatures-required-the-build-of-asks-for = signatures.required: the build of "{ $p1 }" asks for nothing; name a repository, ref, runner or digest, or leave it out
may-loosen-is-no-point-of-a-2 = may_loosen: "{ $point }" is no point of a policy; points are { $points }, and effects.RULE
it-may-only-be-narrower-than-the = it may only be narrower than the policy above it:{ $loosenings }
waiver = waiver { $id }: { $says-problem }
review = review { $id }: { $says-problem }
the-one-above-has-to-list-it = - { $p1 }: { $says-p2 }; the one above has to list it in may_loosen
vendor-or-signer = vendor or signer

## src/decision/rule/altered_document.rs

a-document-is-not-the-one-that = a document is not the one that was signed
rfc-5652-section-5-4-dsse-v1 = RFC 5652, section 5.4; DSSE v1.0.2, protocol.md, step 3; by form of signature
get-the-document-and-its-signature-again = get the document and its signature again from the vendor, by another way; do not use what it describes until they agree
the-signature-was-made-over-other-bytes = The signature was made over other bytes than those of the document that lies beside it. Somebody changed the document after it was signed, or the two do not belong together. Either way the vendor's word does not stand for what was delivered.
it-rejects-by-its-nature-a-policy = It rejects by its nature: a policy can lower it to refer at most.

## src/decision/rule/artifact_altered.rs

delivered-firmware-or-an-image-is-not = delivered firmware or an image is not the one that the bill describes
the-bill-s-own-hash-cyclonedx-component = the bill's own hash: CycloneDX component.hashes, SPDX checksums
fetch-the-file-again-from-the-vendor = fetch the file again from the vendor; where it is the same, ask for a bill that describes it
a-file-that-was-handed-in-with = A file that was handed in with --artifact bears the name of a component whose SHA-256 the bill states, and has another SHA-256. Either the file or the bill was changed after the other was made. A file that any bill or signed statement names by its digest is in order, whatever it is called.
has-sha-256-and-the-bill-says = "{ $base }" has SHA-256 { $digest }, and the bill says { $stated }

## src/decision/rule/artifact_not_declared.rs

delivered-firmware-or-an-image-is-named = delivered firmware or an image is named by no bill and no signed statement
policy-the-buyer-s-artifact = policy; the buyer's --artifact
ask-the-vendor-for-a-bill-that = ask the vendor for a bill that states the file's SHA-256, or for a signature over the file
a-file-was-handed-in-with-artifact = A file was handed in with --artifact, and its SHA-256 stands in no bill of the delivery and under no signature of somebody trusted. Nobody says what it is made of or who made it.
sha-256-is-declared-by-nobody = "{ $base }" (SHA-256 { $digest }) is declared by nobody

## src/decision/rule/completeness_unstated.rs

a-bill-does-not-say-whether-it = a bill does not say whether it is complete
cyclonedx-1-3-and-later-compositions-aggregate = CycloneDX 1.3 and later, compositions[].aggregate
ask-the-vendor-to-state-compositions-with = ask the vendor to state `compositions` with aggregate "complete"; a policy may refer: effects."KP-B05" = "refer"
the-bill-lists-parts-without-saying-that = The bill lists parts without saying that these are all. Most generators leave this out, so it is noted and does not stop the delivery.
the-bill-does-not-say-whether-it = the bill does not say whether it lists everything

## src/decision/rule/consult_equipment_list.rs

advice-on-the-equipment-list-has-to = advice on the equipment list has to be asked before acceptance
send-the-equipment-list-output-equipment-file = send the equipment list (--output equipment=FILE, or `equipment` in the JSON report) for advice, and record the answer as a waiver with its number
japan-s-guidelines-of-2018-12-10 = Japan's guidelines of 2018-12-10 name no company. The ministry sends the list of the bidder's equipment (機器等リスト: maker, the maker's corporate number where it is known, model) for advice and is told whether it holds equipment whose supply-chain risk cannot be dispelled; the bidder then replaces that. So a delivery under this regime is always referred, and the report carries the list to send. The guidelines bind from their day of effect; before it, kenpin advises only.
when-the-answer-has-come-write-a = When the answer has come, write a waiver for this rule that names the document, with the answer's number as its reason.
advice-on-the-equipment-list-is-needed = advice on the equipment list is needed: { $title }
advice-on-the-equipment-list-will-be = advice on the equipment list will be needed from { $from }: { $title }

## src/decision/rule/contradicting_bills.rs

two-bills-name-different-makers-for-the = two bills name different makers for the same component
docs-architecture-law-3-what-contradicts-itself = docs/ARCHITECTURE, law 3: what contradicts itself was not told
have-the-vendor-say-which-bill-is = have the vendor say which bill is right, and correct the other
the-delivery-holds-several-bills-and-they = The delivery holds several bills, and they disagree on who made one and the same component (same kind, name and version). Each maker was screened; but one of the bills is wrong, and nobody can tell which.
the-bills-name-different-makers-for = the bills name different makers for "{ $name }": { $words }

## src/decision/rule/dangling_link.rs

a-bill-refers-to-another-bill-that = a bill refers to another bill that was not delivered
cyclonedx-bom-link-rfc-8141-urn-cdx = CycloneDX BOM-Link, RFC 8141 urn:cdx; SPDX 2.3, section 6.6 (external document references); SPDX 3.0.1, ExternalMap
have-the-vendor-deliver-the-other-bill = have the vendor deliver the other bill, signed, in the state that the reference names
part-of-what-the-product-is-made = Part of what the product is made of stands in another bill, and that bill is not among the documents, or its digest is not the one that the reference names. What stands in it was not screened.
another-bill-that-this-one-refers-to = another bill that this one refers to was not delivered

## src/decision/rule/defective_bill.rs

a-bill-breaks-the-rules-of-its = a bill breaks the rules of its format
the-published-schema-of-the-format-docs = the published schema of the format: docs/formats
have-the-vendor-correct-the-bill-at = have the vendor correct the bill at these places, check it with `kenpin bom validate`, and sign it again
the-bill-is-cut-short-says-a = The bill is cut short, says a thing twice, refers to what is not there, or breaks another rule of its format. Two readers could then take it for two different bills, and a part could hide in the difference. It is never repaired by guessing; what could be read of it still counts against the delivery.
a-damaged-inventory-which-the-buyer-took = A damaged inventory, which the buyer took, only refers: take it again.
further-defects = further defects
two-formats-in-one-file = two formats in one file

## src/decision/rule/disputed_maker.rs

the-statements-about-a-component-s-maker = the statements about a component's maker contradict each other
docs-formats-two-claims-of-one-rank = docs/formats: two claims of one rank that resolve to different parties are disputed
have-the-vendor-say-which-of-them = have the vendor say which of them made the component, and correct the bill
two-statements-of-the-same-rank-two = Two statements of the same rank (two originators, or a claim and an identifier read from the part) name parties that are not the same. Each of them is screened; but which one made the component, nobody can tell from the bill.
the-bill-names-different-makers = the bill names different makers: { $named }

## src/decision/rule/empty_bill.rs

a-bill-lists-no-part-of-the = a bill lists no part of the product
policy-components-kinds-without-parts-docs-formats = policy, components.kinds_without_parts; docs/formats, section 7
have-the-vendor-list-the-parts-for = have the vendor list the parts; for a kind of product that has none, name the kind in components.kinds_without_parts of the policy
the-bill-names-nothing-or-nothing-but = The bill names nothing, or nothing but the product itself. That is legal in every format and says nothing about what is inside: an empty list has nothing restricted on it, and proves nothing.
the-bill-lists-nothing-but-the-product = the bill lists nothing but the product itself

## src/decision/rule/empty_shipment.rs

the-delivery-holds-no-document = the delivery holds no document
docs-architecture-law-4-acceptance-rests-on = docs/ARCHITECTURE, law 4: acceptance rests on at least one document
check-the-path-that-was-handed-in = check the path that was handed in, and ask the vendor for the bill of materials and its signature
the-folder-or-archive-is-empty-nothing = The folder or archive is empty. Nothing wrong was found because nothing was looked at.

## src/decision/rule/expired_waiver.rs

a-waiver-has-expired = a waiver has expired
the-waiver-that-it-names = the waiver that it names
replace-what-it-allowed-or-have-a = replace what it allowed, or have a new waiver approved; then take the old one out of the file
the-last-day-of-the-waiver-is = The last day of the waiver is past. It stays visible and allows nothing any more; where it would have fitted, the finding has its full effect again.
waiver-for-expired-after = waiver "{ $id }" for { $rule } expired after { $expires }

## src/decision/rule/facts.rs

what-the-bill-describes = what the bill describes

## src/decision/rule/hardware_changed.rs

the-machine-that-was-found-is-not = the machine that was found is not the machine that was declared
tcg-platform-certificate-profile-verification-of-components = TCG Platform Certificate Profile, verification of components; the buyer's inventory
keep-the-box-apart-and-ask-the = keep the box apart, and ask the vendor about the part; a repair after the certificate was issued needs a delta certificate
the-buyer-s-inventory-was-compared-part = The buyer's inventory was compared, part by part, with what the platform certificate or the hardware bill declares. A part is missing, one is there that nobody declared and that can act unseen (processor, board, memory, storage, network, controller, TPM, firmware), or a part has another maker, model, serial number or hardware address than declared.
a-field-that-the-declaration-leaves-out = A field that the declaration leaves out is no difference, nor are order, slots, spelling and placeholders.

## src/decision/rule/hardware_revision_changed.rs

a-part-has-another-revision-than-was = a part has another revision than was declared
ask-the-vendor-whether-the-revision-was = ask the vendor whether the revision was changed on purpose; a policy that expects updates may lower this rule to a note
maker-model-and-serial-number-of-the = Maker, model and serial number of the part are as declared; its revision or firmware version, or the machine's version, is not. Firmware is often updated between the certificate and the delivery, so that this refers and does not reject.

## src/decision/rule/hardware_undecided.rs

it-cannot-be-told-whether-a-part = it cannot be told whether a part is the one that was declared
docs-architecture-law-3-unknown-is-a = docs/ARCHITECTURE, law 3: unknown is a value
take-the-inventory-again-as-root-or = take the inventory again as root, or with a tool that sees this kind of part; look at the part itself
a-serial-number-or-hardware-address-is = A serial number or hardware address is declared and the inventory does not show it, the inventory cannot see parts of that kind at all, nothing was declared, a part was found that nobody declared and that can do little by itself (a keyboard, a power supply), or one of the two lists cannot be read.
this-list-of-parts-cannot-be-compared = this list of parts cannot be compared: { $says-why }

## src/decision/rule/holder_unchecked.rs

a-platform-certificate-that-was-copied-from = a platform certificate that was copied from another machine cannot be excluded
tcg-platform-certificate-profile-holder-the-buyer = TCG Platform Certificate Profile, holder; the buyer's --holder
take-the-inventory-as-root-with-kenpin = take the inventory as root with `kenpin hardware collect`, which reads the TPM's certificate, or hand that in with --holder
a-platform-certificate-names-the-certificate-of = A platform certificate names the certificate of the TPM in its machine. The box was compared with the certificate, and nobody gave the TPM's: a machine with the same parts could bear a copy of the papers. With the TPM's certificate a platform certificate of another machine is rejected. That the TPM holds the key of its certificate is not proved by reading it.
no-certificate-of-the-machine-s-tpm = no certificate of the machine's TPM was compared with the holder

## src/decision/rule/incomplete_bill.rs

a-bill-says-that-it-is-not = a bill says that it is not complete
cyclonedx-1-3-and-later-compositions-aggregate-2 = CycloneDX 1.3 and later, compositions[].aggregate; SPDX 3, element collections
ask-the-vendor-what-is-left-out = ask the vendor what is left out and why; a policy may refer: effects."KP-B04" = "refer"
the-bill-itself-says-that-something-is = The bill itself says that something is left out. An honest statement should not be punished more than silence, so it is noted; a buyer who needs complete bills raises the effect in the policy.
the-bill-says-that-something-is-left = the bill says that something is left out

## src/decision/rule/inventory_for_bill.rs

an-inventory-of-a-machine-was-delivered = an inventory of a machine was delivered as a bill of materials
docs-architecture-law-4-what-a-reader = docs/ARCHITECTURE, law 4: what a reader does not see is not thereby clear
ask-the-vendor-for-a-bill-of = ask the vendor for a bill of materials (CycloneDX, SPDX) or a platform certificate; take the inventory yourself and pass it with --actual
the-output-of-a-tool-such-as = The output of a tool such as lsusb, lspci or dmidecode shows what that tool sees of one machine: parts that it does not look at are missing from it without a word. As the buyer's own inventory it can contradict a bill; as the vendor's promise it leaves out too much to accept a machine by. Beside a bill or a certificate it does no harm.
this-is-an-inventory-which-shows-a = this is an inventory, which shows a part of what is in a machine

## src/decision/rule/known_findings.rs

findings-that-the-baseline-knows-are-left = findings that the baseline knows are left out of this report
the-baseline-that-the-run-was-given = the baseline that the run was given
run-without-baseline-to-see-them-all = run without --baseline to see them all
with-baseline-a-report-shows-what-is = With --baseline a report shows what is new since an earlier one. That changes no verdict: what is left out still refers or rejects, and this finding is as grave as the gravest of it. A signed verdict leaves nothing out.
the-baseline-knows-these-already-by-rule = the baseline knows these already, by rule and number of places: { $rules }

## src/decision/rule/listed.rs

edition-likeness = { $list }/{ $entry }, edition { $edition }, likeness { $likeness }
registry-of-an-identifier = registry of an identifier
vendor-in-the-cpe = vendor in the CPE
package-namespace = package namespace
signer-of-the-bill = signer of the bill
supplier-of-the-bill = supplier of the bill

## src/decision/rule/listing_outside_terms.rs

the-maker-of-a-component-is-listed = the maker of a component is listed, outside what binds this order
the-clause-under-which-the-party-is = the clause under which the party is listed; the policy's regimes; the order's category and purpose
nothing-to-do-to-let-it-count = nothing to do; to let it count, add the regime to the policy or correct the order's category or purpose
a-party-that-the-bill-names-is = A party that the bill names is listed, but under a regime that the policy does not choose, or the listing has ended, or it is limited to other purposes than the order states. It is noted so that nobody is surprised by it later.
only-a-purpose-that-the-order-states = Only a purpose that the order states, and that is plainly another, takes it out of a listing's scope. A category never does: a law reaches parts too, and the order's category is that of the whole.
is-or-may-be-listed-but = "{ $maker }" is or may be listed ("{ $party }"), but { $says-added }
under-a-regime-that-the-policy-does = under a regime that the policy does not choose
the-listing-has-ended = the listing has ended
for-other-purposes-than-the-order-s = for other purposes than the order's

## src/decision/rule/low_coverage.rs

too-few-components-of-a-kind-have = too few components of a kind have a traced maker
policy-makers-minimum-coverage = policy, makers.minimum_coverage
have-the-vendor-state-more-makers-or = have the vendor state more makers, or lower makers.minimum_coverage in the policy
the-policy-asks-that-a-least-share = The policy asks that a least share of the components of a kind have a maker that could be traced, counted over all bills of the delivery. Fewer have one.
of-components-of-kind-have-a-traced = { $traced } of { $all } components of kind { $kind } have a traced maker; the policy asks for { $percent } %

## src/decision/rule/lowered_rule.rs

the-policy-lowers-what-a-rule-does = the policy lowers what a rule does
policy-effects-and-signatures-bills = policy, effects and signatures.bills
nothing-to-do-if-it-is-meant = nothing to do, if it is meant; else take the line out of the policy
a-reader-of-the-verdict-has-to = A reader of the verdict has to know where the buyer chose to be milder than kenpin would be. Each such choice is told once a run, whether or not the rule found anything.
does-instead-of = { $id } ({ $name }) does { $effect } instead of { $effect2 }
bills-need-not-be-signed = bills need not be signed

## src/decision/rule/maker_set_aside.rs

components-without-a-maker-are-set-aside = components without a maker are set aside by the policy
policy-makers-may-be-unknown = policy, makers.may_be_unknown
nothing-to-do-to-mind-them-narrow = nothing to do; to mind them, narrow makers.may_be_unknown
some-components-name-no-maker-and-need = Some components name no maker and need none: files and data are no products of their own, and a pedigree is no part of the product. The policy says which; this note says which components they were.
the-policy-asks-for-no-maker-of = the policy asks for no maker of this kind: { $from }
it-is-named-in-a-pedigree-and = it is named in a pedigree and is no part of the product

## src/decision/rule/maker_unknown.rs

a-component-names-no-maker = a component names no maker
policy-makers-may-be-unknown-ntia-the = policy, makers.may_be_unknown; NTIA, The Minimum Elements For a Software Bill of Materials (2021), "Supplier Name"
have-the-vendor-state-the-manufacturer-of = have the vendor state the manufacturer of each of these components and sign the bill again
what-nobody-is-said-to-have-made = What nobody is said to have made cannot be screened, and what was not screened is not clear. A device, a firmware image, a hardware part, a service, or a piece of software without a package address needs a maker: manufacturer, originator, supplier, publisher or author, or an identifier whose registry names one.
a-package-with-an-address-purl-and = A package with an address (purl) and no stated maker is traced to its namespace instead. Kinds that are no products of their own (files, data) are set aside by the policy, and KP-M06 names them.
to-put-it-right-ask-the-vendor = To put it right, ask the vendor for the makers. Leaving a maker out must never be the way to get a part accepted.
no-maker-is-stated-for-this-component = no maker is stated for this component (kind: { $kind })
mentions-a-party-not-a-maker = "{ $text }" mentions a party, not a maker
the-package-s-address-names-neither-a = the package's address names neither a maker nor a namespace

## src/decision/rule/maker_withheld.rs

the-maker-of-a-component-is-withheld = the maker of a component is withheld
spdx-2-3-section-7-5-4 = SPDX 2.3, section 7.5.4: NOASSERTION; policy, makers.may_be_unknown
have-the-vendor-state-the-maker-instead = have the vendor state the maker instead of NOASSERTION or NONE, and sign the bill again
the-bill-has-a-place-for-the = The bill has a place for the maker and says there that it makes no assertion. That is an answer of its own: the vendor knows that something belongs there and does not give it. It is never a pass. Software packages with an address are traced to their namespace first, since generators write NOASSERTION for nearly all of them.
the-maker-of-this-component-is-withheld = the maker of this component is withheld

## src/decision/rule/missing_document.rs

a-document-that-the-policy-asks-for = a document that the policy asks for is missing
policy-documents-required = policy, documents.required
ask-the-vendor-for-the-document-or = ask the vendor for the document, or correct documents.required in the policy
the-policy-names-documents-that-every-delivery = The policy names documents that every delivery has to hold, by patterns of their paths. None fits this one.
no-document-fits = no document fits "{ $wanted }"

## src/decision/rule/no_bill.rs

the-delivery-holds-no-bill-of-materials = the delivery holds no bill of materials
docs-architecture-law-4-acceptance-rests-on-2 = docs/ARCHITECTURE, law 4: acceptance rests on at least one bill
ask-the-vendor-for-a-bill-of-2 = ask the vendor for a bill of materials, CycloneDX or SPDX, and its signature
there-are-documents-but-none-of-them = There are documents, but none of them says what the product is made of. Nothing was screened, so nothing can be accepted.
no-document-of-the-delivery-is-a = no document of the delivery is a bill of materials

## src/decision/rule/not_as_ordered.rs

the-delivery-is-of-another-product-or = the delivery is of another product or machine than was ordered
the-buyer-s-order-product-and-serials = the buyer's order, product and serials
check-that-these-papers-belong-to-this = check that these papers belong to this order; where they do, correct the order or ask the vendor for papers that name the product
the-order-names-a-product-and-no = The order names a product, and no bill of the delivery describes one of that name; or it names serial numbers, and a bill describes a machine with another. Papers of another product may be in perfect order and say nothing about this one. A serial number refers; a name is noted, since catalogues and bills call one product by many names. A bill that names no product, or no serial number, is not held against the vendor.
is-described-and-was-ordered = "{ $label }" is described, and "{ $product }" was ordered
the-machine-with-serial-number-is-described = the machine with serial number "{ $serial }" is described, and was not ordered

## src/decision/rule/other_holder.rs

the-platform-certificate-belongs-to-another-tpm = the platform certificate belongs to another TPM than the one in the box
tcg-platform-certificate-profile-holder-rfc-5755 = TCG Platform Certificate Profile, holder; RFC 5755, section 4.2.2
keep-the-box-apart-and-ask-the-2 = keep the box apart, and ask the vendor for the papers of this box; a board that was replaced needs a new base certificate
a-platform-certificate-names-by-issuer-and = A platform certificate names, by issuer and number, the certificate of the TPM in its machine. The certificates of the TPM in the box, which an inventory brings along or --holder hands in, have other numbers: the papers are those of another machine, or the board with its TPM was replaced.
the-tpm-in-the-box-is-not = the TPM in the box is not the one that the certificate was made for

## src/decision/rule/outdated_review.rs

an-entry-has-changed-since-somebody-reviewed = an entry has changed since somebody reviewed it
the-review-that-it-names = the review that it names
look-at-the-maker-and-the-entry = look at the maker and the entry again: `kenpin lists show`, then `kenpin waiver settle`; take the old review out of the file
a-review-holds-for-an-entry-as = A review holds for an entry as it was then: its names, country, dates. The entry now says something else, so the doubt is open again and has its full effect.
review-of-looked-at-another-text-of = review "{ $id }" of "{ $maker }" looked at another text of { $entry } than is listed now

## src/decision/rule/over_budget.rs

the-delivery-is-larger-than-what-is = the delivery is larger than what is read
docs-threat-model-how-much-of-a = docs/threat-model: how much of a delivery is read
hand-in-large-images-with-artifact-split = hand in large images with --artifact, split the delivery, or raise the limits with --max-document and --max-delivery
the-delivery-holds-more-bytes-documents-or = The delivery holds more bytes, documents or nested archives than kenpin reads in one run. What is beyond was not looked at, so nothing can be accepted.

## src/decision/rule/placeholder_maker.rs

a-filler-stands-where-the-maker-of = a filler stands where the maker of a component should
policy-makers-may-be-unknown-dmtf-dsp0134 = policy, makers.may_be_unknown; DMTF DSP0134 (SMBIOS), whose fields firmware makers leave at such fillers
have-the-vendor-state-the-real-maker = have the vendor state the real maker instead of the filler, and sign the bill again
to-be-filled-by-o-e-m = "To Be Filled By O.E.M.", "Default string", "unknown", "n/a": tools and firmware write such words where nobody entered a maker. They are not the name of anybody, so there is nobody to screen.
is-a-filler-not-a-maker = "{ $text }" is a filler, not a maker

## src/decision/rule/possible_restricted_maker.rs

the-maker-of-a-component-may-be = the maker of a component may be a restricted party
the-clause-under-which-the-party-is-2 = the clause under which the party is listed; that it may be the same party is kenpin's own judgement
find-out-whether-it-is-the-same = find out whether it is the same party: ask the vendor for the maker's full legal name, address and registration number
a-name-in-the-bill-is-like = A name in the bill is like a listed one but not surely the same; or the listing or the tie of ownership was not read at an official source; or the party stands in a role that does not say who made the component. Neither an acceptance nor a rejection would be honest, so somebody has to look.
the-finding-says-which-of-these-it = The finding says which of these it is and which words agree. An official source for the listing, or a fuller name from the vendor, settles it.
it-is-open-whether-the-listing-covers = it is open whether the listing covers the order's category and purpose
may-be-a-restricted-party = "{ $maker }" may be a restricted party, "{ $party }": { $says-added }
may-be-a-restricted-party-2 = "{ $maker }" may be a restricted party, "{ $party }": { $says-added } ({ $says-reasons })
the-names-are-alike-not-surely-the = the names are alike, not surely the same
the-listing-or-the-tie-is-not = the listing or the tie is not read at an official source
the-component-is-about-that-party-not = the component is about that party, not surely made by it
the-policy-does-not-take-that-role = the policy does not take that role for the maker's

## src/decision/rule/refused_entry.rs

part-of-the-delivery-was-refused-because = part of the delivery was refused because of how it is packed
docs-threat-model-what-an-archive-may = docs/threat-model: what an archive may not do
have-the-vendor-pack-the-delivery-again = have the vendor pack the delivery again as plain files, without links, with each name once
an-entry-points-outside-its-archive-grows = An entry points outside its archive, grows beyond any honest ratio, or stands twice under one name: packed so that two programs see two different deliveries, or to do harm. Such a delivery is rejected. A link, a device or an entry that cannot be read is referred: it may be a slip, but what it stands for was not looked at.
nothing-of-this-is-skipped-silently = Nothing of this is skipped silently.
an-archive-entry-points-outside-its-archive = an archive entry points outside its archive
an-archive-entry-grows-beyond-any-honest = an archive entry grows beyond any honest ratio
two-entries-have-one-name = two entries have one name
a-link-device-or-pipe-was-delivered = a link, device or pipe was delivered instead of a file
part-of-the-delivery-could-not-be = part of the delivery could not be read

## src/decision/rule/regime_without_list.rs

the-policy-chooses-a-regime-for-which = the policy chooses a regime for which no list was loaded
policy-regimes = policy, regimes
correct-the-regime-s-id-in-the = correct the regime's id in the policy (`kenpin lists show` names them), or load its list with --watchlists
the-policy-says-that-a-regime-binds = The policy says that a regime binds the buyer, but nothing was screened against it: its list is missing, or its id is misspelt. Nothing found on a list that was not there is no good news.
no-list-was-loaded-for-the-regime = no list was loaded for the regime "{ $regime }"

## src/decision/rule/rejected_signature.rs

a-signature-was-checked-and-is-bad = a signature was checked and is bad
rfc-5652-section-5-rfc-5280-section = RFC 5652, section 5; RFC 5280, section 6.1; by form of signature
have-the-vendor-sign-again-with-a = have the vendor sign again, with a certificate that is valid and an algorithm that still holds
the-signature-or-a-certificate-above-it = The signature, or a certificate above it, was revoked or out of its time at the moment of the decision, uses a hash or key that is too weak, or is not well formed. A time that only the signer claims does not help; a timestamp by a trusted authority does.

## src/decision/rule/restricted_ancestor.rs

a-component-descends-from-something-made-by = a component descends from something made by a restricted party
the-clause-under-which-the-party-is-3 = the clause under which the party is listed; pedigree: CycloneDX 1.1 and later, component.pedigree
find-out-how-much-of-the-restricted = find out how much of the restricted party's work is in the component; replace it, or attach a waiver that names every entry
the-bill-s-pedigree-says-that-a = The bill's pedigree says that a component was forked from, turned into, or exists beside something that a listed party made. The thing itself may be somebody else's by now, so the delivery is referred rather than rejected.
descends-from-something-by-a-restricted-party = descends from something by "{ $maker }", a restricted party: "{ $party }"

## src/decision/rule/restricted_category.rs

the-product-is-of-a-restricted-kind = the product is of a restricted kind, by where it is made
fcc-covered-list-entries-without-a-name = FCC Covered List, entries without a name: 47 CFR 1.50002; Secure and Trusted Communications Networks Act, section 2
state-the-product-s-category-and-country = state the product's category and country_of_production in the order; a product of that kind from abroad needs a conditional approval
some-entries-name-no-party-routers-drones = Some entries name no party: routers, drones, power inverters and advanced robotic devices produced in a foreign country, whoever made them. Whether one applies hangs on the order: with its category and a foreign country of production it rejects. Where the category is stated and the country is not, or the product is plainly of that kind by its name and the order does not say, it refers. A product made in the country itself is not covered.
conditional-approvals-are-not-in-the-list = Conditional approvals are not in the list; a waiver records one: entries = ["us-fcc-covered-list/.."].
the-product-is-restricted-because-it-is = the product is restricted because it is made in { $country }: { $name }
the-order-does-not-say-where-the = the order does not say where the product is made: { $name }
the-product-is-made-in-and-seems = the product is made in { $country } and seems to be of a restricted kind: { $name }
the-product-seems-to-be-of-a = the product seems to be of a kind restricted by where it is made: { $name }

## src/decision/rule/restricted_maker.rs

the-maker-of-a-component-is-on = the maker of a component is on a restricted list
the-clause-under-which-the-party-is-4 = the clause under which the party is listed; for section 889: Pub. L. 115-232, section 889(a)(1) and (f)(3)
replace-the-component-or-attach-a-waiver = replace the component, or attach a waiver that names every entry of the path
the-bill-names-a-party-that-made = The bill names a party that made, supplied, published or wrote the component, and that party itself stands on a list of a regime that the policy chooses. The listing is in force at the moment of the decision, it was read at its source, and it covers the order's category and purpose; where the order states neither, they count as covered, because the listing names a party.
it-does-not-matter-whether-somebody-signed = It does not matter whether somebody signed the bill: what an unsigned or damaged bill admits still counts. Every party that a component names is screened, not only its manufacturer; a policy may say that suppliers, publishers or authors count less.
to-put-it-right-have-the-vendor = To put it right, have the vendor replace the component and deliver a new signed bill. If the part may stay for a time, write a waiver that names the component and every list entry, with a reason, somebody who approves and a last day.
is-a-restricted-party = "{ $maker }" is a restricted party: "{ $party }"

## src/decision/rule/restricted_namespace.rs

a-package-stands-in-a-namespace-of = a package stands in a namespace of a restricted party
the-clause-under-which-the-party-is-5 = the clause under which the party is listed; the tie by namespace is kenpin's own
find-out-who-wrote-the-package-and = find out who wrote the package and whether the product needs it; replace it, or attach a waiver that names every entry of the path
most-bills-of-software-name-no-maker = Most bills of software name no maker for a package. Its address (purl) often does: the namespace of pkg:golang/github.com/example/tool is "github.com/example". Where that namespace belongs to a listed party, somebody has to look: a namespace says who publishes a package, not surely who wrote it, and whether free software is "equipment" or a "service" of that party is a question of the regime. So the delivery is referred, not rejected.
if-the-bill-itself-states-the-listed = If the bill itself states the listed party as maker, supplier, publisher or author, KP-S01 or KP-S02 fires instead.
the-namespace-belongs-to-a-restricted-party = the namespace "{ $maker }" belongs to a restricted party: "{ $party }"

## src/decision/rule/restricted_owner.rs

an-owner-of-a-component-s-maker = an owner of a component's maker is on a restricted list
the-clause-under-which-the-owner-is = the clause under which the owner is listed; for section 889: Pub. L. 115-232, section 889(f)(3), "any subsidiary or affiliate"
the-maker-of-the-component-is-not = The maker of the component is not listed by name, but a party that owns or controls it is, and the listing reaches subsidiaries and affiliates. The path of the finding shows each step from the component to its maker, from there to each owner with the tie between them, and to the list entry.
a-tie-that-was-not-read-at = A tie that was not read at a source only refers (KP-S04). The law says "subsidiary or affiliate" without a percentage; kenpin counts a share of at least half, or control, as a tie.
to-put-it-right-have-the-component = To put it right, have the component replaced, or show by an official source that the tie has ended: the owner's shares or control, with the date.
belongs-to-a-restricted-party = "{ $maker }" belongs to a restricted party: "{ $party }"

## src/decision/rule/restriction_not_yet_in_force.rs

the-maker-of-a-component-will-be = the maker of a component will be restricted from a later day
the-clause-under-which-the-party-is-6 = the clause under which the party is listed, and its day of effect
plan-to-replace-the-component-before-that = plan to replace the component before that day; a policy may already refer or reject: effects."KP-S05" = "refer"
the-party-is-on-a-list-of = The party is on a list of a regime that the policy chooses, but the law takes effect on a later day than the moment of the decision. It advises and does not stop the delivery: a rule that is not yet law cannot reject. The finding names the day.
equipment-bought-now-will-usually-still-be = Equipment bought now will usually still be in use on that day. A buyer who wants to stop it already raises the effect in the policy.
will-be-restricted-from = "{ $maker }" will be restricted from { $added }: "{ $party }"

## src/decision/rule/set_aside_document.rs

a-document-was-set-aside-unread-as = a document was set aside unread, as the policy says
policy-documents-set-aside = policy, documents.set_aside
nothing-to-do-to-have-it-looked = nothing to do; to have it looked at, narrow documents.set_aside in the policy
the-policy-says-that-documents-of-this = The policy says that documents of this pattern need not be read. So that nobody hides anything behind the pattern, the report names each of them with its SHA-256.
set-aside-unread-by = set aside unread by "{ $documents }": { $reason }

## src/decision/rule/settled_maker.rs

a-maker-is-like-a-restricted-party = a maker is like a restricted party by name, and a review found it to be another
nothing-to-do-until-the-entry-changes = nothing to do until the entry changes; the review then no longer counts
somebody-looked-at-this-maker-and-this = Somebody looked at this maker and this entry and found two parties. The review says who, when and why, and against which edition; it stands in the file that --waivers names. It holds for exactly this name and these entries, in every delivery, until an entry says something else. A maker that surely is the listed party, or belongs to it, is never settled by a review.
review-of-by-found-them-to-be = review "{ $id }" of { $on } by { $reviewed-by } found them to be two: { $reason }
is-like-by-name = "{ $maker }" is like "{ $party }" by name; { $says-added }

## src/decision/rule/signer_not_for_vendor.rs

a-signer-may-not-vouch-for-this = a signer may not vouch for this vendor or document
your-trust-store-what-each-signer-may = your trust store: what each signer may vouch for; the order's vendor
have-the-vendor-of-the-order-sign = have the vendor of the order sign, or correct the order's vendor or the signer's binding in the trust store
the-trust-store-says-for-whom-each = The trust store says for whom each signer may speak. This signature is good, but its signer is bound to another vendor than the order's, or not allowed for this kind of document: a competitor's signature, however good, says nothing about this delivery.
of-the-order = "{ $vendor }" of the order
which-the-bill-names-as-the-maker = "{ $makers }", which the bill names as the maker (no order names a vendor)
vouches-for-not-for = "{ $signer }" vouches for "{ $bound }", not for { $says-whose }

## src/decision/rule/stray_signature.rs

a-signature-covers-no-document-of-the = a signature covers no document of the delivery
in-toto-attestation-framework-v1-resourcedescriptor-subjects = in-toto Attestation Framework, v1, ResourceDescriptor: subjects are matched by digest alone
deliver-what-was-signed-beside-its-signature = deliver what was signed beside its signature, under the name that the signature's file has, or leave the signature out
a-detached-signature-stands-beside-nothing-or = A detached signature stands beside nothing, or a signed statement names digests that no delivered document has. What it was made for is missing, or was changed so that it is no longer the same document.

## src/decision/rule/unbalanced_books.rs

not-everything-delivered-is-accounted-for = not everything delivered is accounted for
docs-architecture-law-4-acceptance-is-built = docs/ARCHITECTURE, law 4: acceptance is built, never defaulted
look-at-what-the-finding-names-if = look at what the finding names; if the policy lowered a rule, set the thing aside or waive it instead
two-keys-turn-for-an-acceptance-no = Two keys turn for an acceptance: no rule refers or rejects, and the books balance. Every document has to be a bill, a signature, an opened archive, a named artifact, or set aside by the policy; every component screened; every screening clear, advised, waived or set aside; and there has to be at least one document, one bill, one component and one list. Here no rule complained, usually because the policy lowered one, but something is left over. It cannot be accepted by leaving it out.

## src/decision/rule/undetermined_signature.rs

it-could-not-be-told-whether-a = it could not be told whether a signature is good
by-form-of-signature-docs-signatures = by form of signature; docs/signatures
as-the-finding-says-add-trust-for = as the finding says: add trust for this signer, or have the vendor sign in a form that kenpin reads
the-document-carries-a-signature-but-it = The document carries a signature, but it could not be checked to the end: a form or feature that is recognised and not supported, or no trust was given that could decide. That is neither good nor bad, so somebody has to look; it is never skipped silently.

## src/decision/rule/unrecognised_document.rs

a-document-is-neither-a-bill-nor = a document is neither a bill nor a signature nor a named artifact
policy-documents-unrecognised-and-documents-set-aside = policy, documents.unrecognised and documents.set_aside
read-it-by-hand-and-set-it = read it by hand and set it aside in the policy (documents.set_aside), hand an image in with --artifact, or have it left out
a-document-lies-in-the-delivery-that = A document lies in the delivery that no reader recognises by its content. It may be a manual; it may be a bill that was damaged so that it is overlooked. The name of a file proves nothing, so it is never skipped: the policy may set such documents aside by a pattern, and the report then names each with its digest.
this-document-is-not-recognised = this document is not recognised: { $says-look }
it-is-empty = it is empty
json-that-is-cut-short-with-no = JSON that is cut short, with no marker of a known format
json-that-is-nested-too-deep-with = JSON that is nested too deep, with no marker of a known format
json-with-no-marker-of-a-known = JSON with no marker of a known format
xml-with-no-marker-of-a-known = XML with no marker of a known format
text-with-no-marker-of-a-known = text with no marker of a known format
pem-that-is-no-signature = PEM that is no signature
der-that-is-no-signature = DER that is no signature
protocol-buffers = protocol buffers
cbor-with-no-marker-of-a-known = CBOR with no marker of a known format
an-archive-with-nothing-in-it-or = an archive with nothing in it, or that could not be opened
neither-text-nor-a-known-signature = neither text nor a known signature

## src/decision/rule/unsigned_bill.rs

nobody-whom-you-trust-has-signed-a = nobody whom you trust has signed a document that must be signed
policy-signatures = policy, signatures
have-the-vendor-sign-the-document-or = have the vendor sign the document; or add the signer's certificate authority or key to your trust store if you know it
a-bill-of-materials-is-the-vendor = A bill of materials is the vendor's word. Without a signature of somebody whom the buyer chose to trust, nobody can be held to it, and anybody on the way may have changed it. What such a bill admits still counts against the delivery; what it claims in the vendor's favour counts for nothing.
a-signature-that-is-there-but-cannot = A signature that is there but cannot be believed has a finding of its own, which says why.
nobody-whom-you-trust-has-signed-this = nobody whom you trust has signed this bill
somebody-trusted = somebody trusted
the-policy-wants-to-be-signed-by-4 = the policy wants "{ $documents }" to be signed by { $says-by }

## src/decision/rule/unsupported_format.rs

a-bill-is-in-a-format-that = a bill is in a format that is not read
docs-formats-what-is-read-and-what = docs/formats: what is read, and what is only named
have-the-vendor-deliver-the-bill-as = have the vendor deliver the bill as CycloneDX or SPDX, or read it by hand and set the document aside in the policy
the-document-is-a-bill-or-a = The document is a bill or a tag of a format that kenpin recognises and does not read, such as SWID. Whatever it says is not in the verdict, so somebody has to look at it.
is-not-supported = { $bill } is not supported

## src/decision/rule/untrusted_signer.rs

a-document-is-signed-by-somebody-whom = a document is signed by somebody whom you do not trust
your-trust-store-rfc-5280-section-6 = your trust store; RFC 5280, section 6.1
find-out-whether-the-signer-is-the = find out whether the signer is the vendor; if so, add its certificate authority or key to your trust store, else ask the vendor to sign
the-signature-fits-the-document-but-neither = The signature fits the document, but neither the signer's key nor any authority above it is in the buyer's trust store. Anybody can make such a signature, in any name: what a certificate says about itself proves nothing. The name that it carries is shown as a claim only.

## src/decision/rule/unused_waiver.rs

a-waiver-fits-nothing-in-this-delivery = a waiver fits nothing in this delivery
check-its-rule-component-maker-entries-vendor = check its rule, component, maker, entries, vendor and contract; they have to be met exactly. Take it out if it is no longer needed
a-waiver-was-handed-in-that-no = A waiver was handed in that no finding of this delivery fits. It may belong to another order; or it names an entry, a component or a contract slightly differently and was meant to fit. A waiver for a finding on list entries has to name every one of them.
waiver-for-fits-nothing-here = waiver "{ $id }" for { $rule } fits nothing here
review-of-fits-nothing-here = review "{ $id }" of "{ $maker }" fits nothing here

## src/decision/rule/void_waiver.rs

a-waiver-or-review-does-not-bear = a waiver or review does not bear the signature that the policy asks for
the-policy-waivers = the policy, [waivers]
have-it-signed-by-whoever-approved-it = have it signed by whoever approved it, with the key that the policy names: `kenpin waiver add --signing-key`
the-policy-says-whose-permission-counts-and = The policy says whose permission counts and by which key. This one is unsigned, was changed after it was signed, or is by somebody whose key the policy does not name. It allows nothing, and what it would have allowed has its full effect.
waiver-for-does-not-count = waiver "{ $id }" for { $rule } does not count: { $says-why }
review-of-does-not-count = review "{ $id }" of "{ $maker }" does not count: { $says-why }

## src/decision/rule/waiver_used.rs

a-waiver-changed-what-a-finding-does = a waiver changed what a finding does
nothing-to-do-before-its-last-day = nothing to do before its last day; replace what it allows by then
somebody-allowed-something-for-a-reason-until = Somebody allowed something, for a reason, until a day, with somebody else's approval. The finding stays in the report as a note, and this one says who allowed it.
waiver-allows-until-asked-by-approved-by = waiver "{ $id }" allows { $rule } until { $expires }: { $reason } (asked by { $requested-by }, approved by { $approved-by })
