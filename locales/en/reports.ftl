### What every report says around its findings


## The verdict

accept = accept
refer = refer
reject = reject
note = note
noted = noted
this-delivery-may-be-accepted = this delivery may be accepted
somebody-has-to-look-before-this-delivery = somebody has to look before this delivery is accepted
this-delivery-must-not-be-accepted = this delivery must not be accepted
the-delivery-may-be-accepted = the delivery may be accepted
file-this-report-with-the-order-nothing = file this report with the order; nothing else is asked for
read-the-findings-above = read the findings above
then-more-to = then { $more } more to { $says-effect }
sign = {"."}

## Causes

restricted-maker-or-owner = restricted maker or owner
signature-identity-or-integrity = signature, identity or integrity
undecided-maker = undecided maker
malformed-input = malformed input
policy = policy
hardware = hardware
something-is-not-accounted-for = something is not accounted for
other = other

## Labels

vendor = vendor:
contract = contract:
product = product:
delivered = delivered:
screened = screened:
signatures = signatures:
findings = findings:
as-of = as of:
lists = lists:
policy-2 = policy:
program = program:
fix = fix:
by = by:
where = where:
path = path:
who = who:
why = why:
from = from:
next = next:
next-2 = Next:
check = Check:
error = error:
cause = cause:
note-2 = note:
warning = warning:
judged-by = judged by
who-signed-what = who signed what
judged-by-2 = Judged by
who-signed-what-2 = Who signed what
findings-2 = Findings
none = None.
cause-2 = Cause
where-2 = Where
path-2 = Path
fix-2 = Fix
by-2 = By
worth = Worth
document = Document
signer = Signer
covers = Covers
why-2 = Why
vendor-2 = Vendor
contract-2 = Contract
product-2 = Product
as-of-2 = As of
program-2 = Program
policy-3 = Policy
makers = Makers
trust = Trust
list = List
edition = edition

## Figures

document-component = { $documents } document, { $components } component
document-components = { $documents } document, { $components } components
documents-component = { $documents } documents, { $components } component
documents-components = { $documents } documents, { $components } components
of-listed-possible-unscreened = { $screened } of { $components }; { $listed } listed, { $possible } possible, { $unscreened } unscreened
verified-rejected-undetermined = { $verified } verified, { $rejected } rejected, { $undetermined } undetermined
to-reject-to-refer-noted = { $rejects } to reject, { $refers } to refer, { $notes } noted
documents = documents
components = components
screened-2 = screened
listed = listed
possible = possible
unscreened = unscreened
signatures-verified = signatures verified
rejected = rejected
undetermined = undetermined
verified = verified
unsigned = unsigned
to-reject = to reject
to-refer = to refer

## What is counted and not written out

and-more = and { $count } more
and-more-finding = and { $count } more finding
and-more-findings = and { $count } more findings
and-more-finding-of-format-json-lists = and { $count } more finding of { $rule }; --format json lists them all
and-more-findings-of-format-json-lists = and { $count } more findings of { $rule }; --format json lists them all
and-more-finding-the-json-report-lists = And { $count } more finding; the JSON report lists them all.
and-more-findings-the-json-report-lists = And { $count } more findings; the JSON report lists them all.
and-more-place = and { $count } more place
and-more-places = and { $count } more places
and-more-place-documents-in-all = and { $count } more place, { $documents } documents in all
and-more-places-documents-in-all = and { $count } more places, { $documents } documents in all
and-more-signature = and { $count } more signature
and-more-signatures = and { $count } more signatures
and-more-unsigned-document = and { $count } more unsigned document
and-more-unsigned-documents = and { $count } more unsigned documents

## Places and paths

the-delivery-as-a-whole = the delivery as a whole
component = component
made-by = made by
owned-by = owned by
listed-as = listed as
on = on

## Who signed what

covers-2 = covers
for = for
nothing-that-was-delivered = nothing that was delivered
trusted-by = trusted by
at = at
by-3 = by
as-it-says-itself = as it says itself
a-ref-that-is-not-said = a ref that is not said
nothing-was-delivered = nothing was delivered
none-2 = none
as-of-by-lists = As of { $at }, by { $program }; lists: { $lists }.

## Words of paths and makers

part = part
service = service
ancestor = ancestor
descendant = descendant
variant = variant
manufacturer = manufacturer
originator = originator
supplier = supplier
publisher = publisher
author = author
maker = maker
model = model
version = version
revision = revision
presence = presence
a-part = a part

## Kinds of hardware

processor = processor
chassis = chassis
board = board
module = module
controller = controller
memory = memory
storage = storage
firmware = firmware
processor-2 = processor "{ $name }"
chassis-2 = chassis "{ $name }"
board-2 = board "{ $name }"
tpm = TPM "{ $name }"
module-2 = module "{ $name }"
controller-2 = controller "{ $name }"
memory-2 = memory "{ $name }"
storage-2 = storage "{ $name }"
network-adapter = network adapter "{ $name }"
power-supply = power supply "{ $name }"
input-device = input device "{ $name }"
firmware-2 = firmware "{ $name }"
part-2 = part "{ $name }"

## Signers by what is known of them

openpgp-key = { $name } (OpenPGP key { $fingerprint })
signed-by-trusted-here = signed by "{ $names }"; trusted here: { $expected }
the-certificate-of-may-not-stamp-times = the certificate of "{ $subject }" may not stamp times: its extKeyUsage is not critical, or not timeStamping alone
the-policy-wants-to-be-signed-by = the policy wants "{ $documents }" to be signed by { $says-by }, in a build { $asked }
the-policy-wants-to-be-signed-by-2 = the policy wants "{ $documents }" to be signed by "{ $signer }"
the-policy-wants-to-be-signed-by-3 = the policy wants "{ $documents }" to be signed by "{ $signer }", in a build { $asked }
did-you-mean = ; did you mean "{ $meant }"?

## Bids side by side

bids-side-by-side = Bids side by side
judged-by-the-same-policy-and-the = Judged by the same policy and the same lists. There is no score: what is below stands beside the price.
verdict = verdict
causes = causes
parts = parts
maker-traced = maker traced
signed = signed
restricted-parties = restricted parties
unknown = unknown
maker-untraced = maker untraced
maker-disputed = maker disputed
maker-possibly-listed = maker possibly listed
not-screened = not screened
signatures-undetermined = signatures undetermined
missing = missing
nothing-to-count-of = nothing to count ({ $count } of { $all })
of = { $percent } % ({ $count } of { $all })
as-of-by-policy-lists = as of { $at }, by { $program }, policy { $policy }; lists: { $lists }

## Hints before a fix

did-you-mean-run-kenpin-explain-to = did you mean "{ $meant }"? run `kenpin explain` to list every rule
did-you-mean-formats-are = did you mean "{ $meant }"? formats are { $names }
did-you-mean-run-kenpin-waiver-list = did you mean "{ $meant }"? run `kenpin waiver list { $path }`
did-you-mean-write-it-as-the = did you mean "{ $meant }"? write it as the finding does, LIST/ENTRY
line-is-not-known-here-did-you = line { $line }: "{ $word }" is not known here; did you mean "{ $meant }"?; known are { $known }
effects-no-rule-did-you-mean-kenpin = effects: no rule "{ $rule }"; did you mean "{ $meant }"?; `kenpin explain` lists them
may-loosen-is-no-point-of-a = may_loosen: "{ $point }" is no point of a policy; did you mean "{ $meant }"?; points are { $points }, and effects.RULE
regimes-is-no-regime-and-no-list = regimes: "{ $chosen }" is no regime and no list that is loaded; did you mean "{ $meant }"?; every delivery will be referred

## Rules explained

effect = effect: { $says-effect }
effect-a-policy-may-lower-it-to = effect: { $says-effect }; a policy may lower it to { $says-floor }

## While a delivery is watched

watching-the-delivery-ctrl-c-ends-it = watching the delivery; Ctrl-C ends it
only-files-and-folders-can-be-watched = only files and folders can be watched
leave-watch-out-or-name-a-file = leave --watch out, or name a file
came = came:
went = went:
changed = changed:
worse = worse
better = better
no-finding-became-better-or-worse = no finding became better or worse
place-now-before = { $count } place now, { $before } before
places-now-before = { $count } places now, { $before } before
