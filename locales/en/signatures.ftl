### Signatures and trust


## Images in registries

what-was-signed-names-the-image-sha256 = what was signed names the image sha256:{ $image }, which is not delivered
ask-the-vendor-to-sign-the-image = ask the vendor to sign the image that it delivers
ask-the-vendor-for-a-bundle-of = ask the vendor for a bundle of version 0.3; for what cosign 2 stored beside an image, --log-promise takes the promise

## src/evidence/apart.rs

somebody-whom-the-signature-does-not-name = somebody whom the signature does not name
the-key-that-it-names = the key that it names
any-key-that-is-trusted-here = any key that is trusted here
the-signature-does-not-fit-under-one = the signature does not fit "{ $path }" under { $says-under }: one of the two was changed after signing, or somebody else signed
fetch-both-again-from-the-vendor-where = fetch both again from the vendor; where they still differ, ask the vendor which bytes it signed with which key
the-signature-covers-no-document-of-this = the signature covers no document of this delivery
have-the-document-that-it-belongs-to = have the document that it belongs to delivered with it
the-signature-was-made-with-sha-1 = the signature was made with SHA-1, or with an RSA key below 2048 bits, which no longer proves anything
ask-the-vendor-to-sign-again-with = ask the vendor to sign again with SHA-256 and RSA of at least 2048 bits, or an elliptic curve
fetch-the-signature-again-from-the-vendor = fetch the signature again from the vendor (`{ $again }`)

## src/evidence/cms.rs

the-file-carries-certificates-and-no-signature = the file carries certificates and no signature
ask-the-vendor-for-the-signature-openssl = ask the vendor for the signature (`openssl cms -sign`)
the-file-is-cms-but-not-signeddata = the file is CMS, but not SignedData: encrypted or compressed
ask-the-vendor-for-a-signature-in = ask the vendor for a signature in the clear
the-file-is-no-complete-cms-signeddata = the file is no complete CMS SignedData in DER, BER or PEM
fetch-the-signature-again-from-the-vendor-2 = fetch the signature again from the vendor, or ask for it in DER (`openssl cms -sign -outform DER`)
key-sha256 = key sha256:{ $fingerprint }
the-signed-content-type-is-not-that = the signed content type is not that of the content (RFC 5652, 11.1)
content-of-another-type-than-plain-data = content of another type than plain data has no signed attributes (RFC 5652, 5.3)
the-key-of-is-of-a-kind = the key of "{ $subject }" is of a kind that is not supported
ask-the-vendor-to-sign-with-rsa = ask the vendor to sign with RSA, P-256, P-384, P-521 or Ed25519
its-content = its content
the-signature-does-not-fit-one-of = the signature does not fit "{ $of }": one of the two was changed after signing
fetch-both-again-from-the-vendor-where-2 = fetch both again from the vendor; where they still differ, ask the vendor which bytes it signed
signed-by-and-nothing-that-is-trusted = signed by { $says-claimed }, and nothing that is trusted here says whose signature that is
obtain-the-vendor-s-authority-certificate-by = obtain the vendor's authority certificate by another way than this delivery and pass it as --trusted-ca
the-signature-rests-on-md5-sha-1 = the signature rests on MD5, SHA-1 or an RSA key below 2048 bits, which no longer prove anything
ask-the-vendor-to-sign-again-with-2 = ask the vendor to sign again with SHA-256 or better and RSA of at least 2048 bits, or an elliptic curve
the-signature-s-algorithm-is-not-supported = the signature's algorithm is not supported, or does not go with the signer's key
ask-the-vendor-to-sign-with-rsa-2 = ask the vendor to sign with RSA (PKCS #1 or PSS), ECDSA or Ed25519 and SHA-2
ask-the-vendor-to-sign-again-with-3 = ask the vendor to sign again with another tool

## src/evidence/cose.rs

a-cose-sign1-with-es256-or-eddsa = a COSE_Sign1 with ES256 or EdDSA
around-its-payload = around its payload
the-file-is-no-complete-cose-sign1 = the file is no complete COSE_Sign1
its-algorithm-does-not-stand-in-the = its algorithm does not stand in the protected header, and only there
the-cose-signature-stands-under-a-condition = the COSE signature stands under a condition that is not understood (crit)
ask-the-vendor-for-a-cose-sign1 = ask the vendor for a COSE_Sign1 without critical headers
its-algorithm-is-not-one-of-es = its algorithm is not one of ES, PS, RS or EdDSA
the-holder-of-key = the holder of key "{ $name }"
the-cose-signature-cannot-be-relied-on = the COSE signature cannot be relied on: { $says-what }
ask-the-vendor-for = ask the vendor for { $says-again }

## src/evidence/dsse.rs

it-holds-signatures-1-to-are-read = it holds { $signatures } signatures; 1 to { $signatures2 } are read
its-payload-is-no-base64 = its payload is no base64
it-holds-no-signature = it holds no signature
a-signature-of-it-is-no-base64 = a signature of it is no base64
its-cert-is-no-pem = its "cert" is no PEM
its-cert-holds-something-else-than-certificates = its "cert" holds something else than certificates
its-keyid-names-another-key-than-the = its "keyid" names another key than the one that it fits
the-signature-does-not-fit-the-signed = the signature does not fit: the signed bytes or the signature were changed after signing
fetch-it-again-from-whoever-keeps-it = fetch it again from whoever keeps it; where it is the same, do not rely on it
somebody-who-gives-no-name-and-no = somebody who gives no name and no key
it-is-no-envelope-that-can-be = it is no envelope that can be relied on: { $says-what }
fetch-it-again-from-whoever-keeps-it-2 = fetch it again from whoever keeps it

## src/evidence/embedded.rs

obtain-the-vendor-s-key-or-authority = obtain the vendor's key or authority certificate by another way than this delivery and pass it as --trusted-key or --trusted-ca

## src/evidence/jsf.rs

the-whole-bill = the whole bill
the-signed-bill-is-larger-than-bytes = the signed bill is larger than { $limit-bytes } bytes, which is not brought into canonical form
ask-the-vendor-for-a-signature-beside = ask the vendor for a signature beside the bill (CMS, OpenPGP, Sigstore)
the-signed-bill-holds-a-number-that = the signed bill holds a number that not every program reads alike (RFC 7493, 2.2): 2^53 or beyond, or of more than 15 digits
ask-the-vendor-to-write-such-a = ask the vendor to write such a number as a string, or to sign the bill in a file beside it
it-has-no-canonical-form-rfc-8785 = it has no canonical form (RFC 8785)
the-signature-leaves-out-excludes-so-that = the signature leaves "{ $left-out }" out ("excludes"), so that anybody may have written it
ask-the-vendor-to-sign-the-whole = ask the vendor to sign the whole bill
the-certificate-s-kind-of-key = the certificate's kind of key
publickey-and-certificatepath-hold-different-keys = "publicKey" and "certificatePath" hold different keys
its-algorithm-does-not-go-with-its = its algorithm does not go with its key
its-value-is-too-long-or-too = its value is too long or too short
the-holder-of-key-sha256 = the holder of key sha256:{ $fingerprint }
the-signature-inside-does-not-fit-what = the signature inside does not fit what it stands in: one of the two was changed after signing
fetch-the-bill-again-from-the-vendor = fetch the bill again from the vendor; where it is the same, ask the vendor to sign again
the-signature-inside-is-no-jsf-signature = the signature inside is no JSF signature that can be relied on: { $says-what }
the-signature-inside-was-made-with-an = the signature inside was made with an RSA key below 2048 bits, which no longer proves anything
ask-the-vendor-to-sign-again-with-4 = ask the vendor to sign again with RSA of at least 2048 bits, or an elliptic curve
the-signature-inside-is-an-hmac-whoever = the signature inside is an HMAC: whoever can check it can make it, so it proves nothing to anybody else
ask-the-vendor-to-sign-with-rsa-3 = ask the vendor to sign with RSA, an elliptic curve or Ed25519
the-signature-inside-uses-what-is-not = the signature inside uses what is not supported: { $says-what }
ask-the-vendor-to-sign-with-rs256 = ask the vendor to sign with RS256 or PS256 and longer, ES256, ES384, ES512 or Ed25519

## src/evidence/json.rs

member-stands-twice-in-one-object = member "{ $name }" stands twice in one object

## src/evidence/minisign.rs

the-file-is-no-complete-minisign-signature = the file is no complete minisign signature
the-minisign-signature-is-of-the-old = the minisign signature is of the old kind, over the file itself
ask-the-vendor-to-sign-again-with-5 = ask the vendor to sign again with minisign 0.6 or newer
the-holder-of-minisign-key = the holder of minisign key { $string }

## src/evidence/mod.rs

the-delivery-holds-more-than-signatures-this = the delivery holds more than { $signatures } signatures; this one was not checked
have-the-delivery-split = have the delivery split
the-signatures-of-this-delivery-ask-for = the signatures of this delivery ask for more than { $hashing } bytes to be hashed; this one was not checked
have-the-delivery-split-or-signed-with = have the delivery split, or signed with SHA-256 and signed attributes
the-signature-fits-no-key-that-is = the signature fits no key that is trusted here; another signature shows that its document was not altered
if-this-signer-is-the-vendor-s = if this signer is the vendor's too, obtain its key by another way than this delivery and pass it as --trusted-key

## src/evidence/openpgp.rs

the-file-is-a-it-holds-what = the file is a "{ $label }": it holds what it signs, or is encrypted
ask-the-vendor-for-a-signature-beside-2 = ask the vendor for a signature beside the file (`gpg --armor --detach-sign`)
the-file-is-no-complete-openpgp-signature = the file is no complete OpenPGP signature, armoured or binary
fetch-the-signature-again-from-the-vendor-3 = fetch the signature again from the vendor (`gpg --armor --detach-sign`)
openpgp-key-2 = OpenPGP key { $fingerprint }
the-openpgp-signature-is = the OpenPGP signature is { $says-what }
ask-the-vendor-for-a-plain-signature = ask the vendor for a plain signature beside the file (`gpg --armor --detach-sign`)
of-a-version-that-is-not-supported = of a version that is not supported
of-version-3-or-older-which-leaves = of version 3 or older, which leaves out who made it
over-a-text-whatever-its-line-ends = over a text whatever its line ends, or over no document
made-with-md5-sha-1-or-another = made with MD5, SHA-1 or another hash that no longer proves anything
under-a-condition-that-is-not-understood = under a condition that is not understood (critical subpacket)
without-the-time-at-which-it-was = without the time at which it was made
the-openpgp-signature-says-that-it-was = the OpenPGP signature says that it was made at { $made }, and is not valid at { $at }
check-the-moment-of-the-decision-at = check the moment of the decision (--at), or ask the vendor to sign again
the-openpgp-signature-covers-no-document-of = the OpenPGP signature covers no document of this delivery
the-signature-does-not-fit-under-openpgp = the signature does not fit "{ $path }" under OpenPGP key { $keys }: one of the two was changed after signing
signed-by-and-no-such-key-is = signed by { $says-claimed }, and no such key is trusted here
obtain-the-vendor-s-openpgp-key-by = obtain the vendor's OpenPGP key by another way than this delivery, compare its fingerprint, and pass it as --trusted-key
the-holder-of-openpgp-key = the holder of OpenPGP key { $hex }
the-holder-of-an-openpgp-key-that = the holder of an OpenPGP key that it does not name
ask-the-vendor-to-sign-again-with-6 = ask the vendor to sign again with SHA-256 or better

## src/evidence/platform.rs

no-platform-authority-was-given-to-check = no platform authority was given to check it with
pass-the-maker-s-platform-ca-as = pass the maker's platform CA as --ca, obtained by another way
none-of-the-given-authorities-has-the = none of the given authorities has the issuer's name
pass-the-issuer-s-certificate-as-ca = pass the issuer's certificate as --ca, obtained by another way
its-signature-algorithm-is-not-supported = its signature algorithm is not supported
ask-for-a-certificate-with-rsa-ecdsa = ask for a certificate with RSA, ECDSA, Ed25519 or ML-DSA
the-tpm-s-certificate-has-the-same = the TPM's certificate has the same serial number under another issuer's name
compare-the-tpm-s-certificate-by-hand = compare the TPM's certificate by hand, or ask the maker for a corrected one
its-signature-is-not-the-issuer-s = its signature is not the issuer's: it was altered, or another signed it
do-not-rely-on-it-ask-the = do not rely on it; ask the maker for the original
it-rests-on-sha-1-or-on = it rests on SHA-1 or on an RSA key below 2048 bits, which no longer proves anything
ask-the-maker-for-a-certificate-with = ask the maker for a certificate with SHA-256 or better
it-has-expired = it has expired
ask-the-maker-for-one-that-is = ask the maker for one that is valid
it-is-not-valid-yet = it is not valid yet
check-the-clock-and-at = check the clock, and --at
its-issuer-s-certificate-is-not-valid = its issuer's certificate is not valid at that moment
ask-the-maker-for-one-under-an = ask the maker for one under an authority that is valid
it-has-a-critical-extension-that-is = it has a critical extension that is not understood (RFC 5280, 4.2)
ask-the-maker-what-it-means = ask the maker what it means
it-belongs-to-another-tpm-than-the = it belongs to another TPM than the given one
check-that-box-and-papers-belong-together = check that box and papers belong together
the-delta-belongs-to-another-base-certificate = the delta belongs to another base certificate or another platform
there-are-deltas-and-no-base-certificate = there are deltas and no base certificate
add-the-base-certificate = add the base certificate
there-is-more-than-one-base-certificate = there is more than one base certificate
keep-the-one-that-belongs-to-this = keep the one that belongs to this machine
a-delta-changes-what-is-not-there = a delta changes what is not there, or adds what is there already
ask-the-integrator-for-a-delta-that = ask the integrator for a delta that fits
it-is-cut-short = it is cut short
ask-for-the-whole-file = ask for the whole file
there-is-more-in-the-file-than = there is more in the file than one certificate
hand-in-one-certificate-a-file = hand in one certificate a file
it-does-not-follow-der-or-the = it does not follow DER or the certificate's form
ask-the-maker-for-a-correct-one = ask the maker for a correct one
the-file-is-empty = the file is empty
ask-for-the-file-again = ask for the file again
it-lists-more-than-10-000-components = it lists more than 10,000 components
ask-the-maker-what-it-is-for = ask the maker what it is for
it-is-not-a-platform-certificate = it is not a platform certificate
check-which-file-was-handed-in = check which file was handed in
malformed = malformed: { $says-what }
an-object-identifier-is-not-well-formed = an object identifier is not well formed

## src/evidence/raw.rs

the-file-holds-no-signature-that-any = the file holds no signature that any form knows

## src/evidence/sigstore.rs

the-sigstore-root-cannot-be-used = the Sigstore root cannot be used: { $says-error }
fetch-trusted-root-json-again-from-its = fetch trusted_root.json again from its source
its-mediatype-is-none-of = its mediaType "{ $media-type }" is none of { $root-types }
it-has-no-mediatype = it has no mediaType
its-content-is-neither-a-message-signature = its content is neither a message signature nor a DSSE envelope
the-signature-does-not-fit-the-document = the signature does not fit the document
fetch-both-again-from-the-vendor = fetch both again from the vendor
the-signer-s-certificate-was-not-valid = the signer's certificate was not valid when it signed
ask-the-vendor-to-sign-again = ask the vendor to sign again
the-signer-s-certificate-is-not-one = the signer's certificate is not one of this root's
pass-the-root-under-which-the-vendor = pass the root under which the vendor signs
log-entry-or-timestamp-do-not-prove = log entry or timestamp do not prove when this was signed
ask-the-vendor-for-the-bundle-as = ask the vendor for the bundle as its tool wrote it
ask-the-vendor-for-a-bundle-of-2 = ask the vendor for a bundle of version 0.3 with a certificate of its own
the-bundle-cannot-be-relied-on = the bundle cannot be relied on
the-file-is-no-readable-sigstore-bundle = the file is no readable Sigstore bundle: { $says-error }
fetch-the-bundle-again-from-the-vendor = fetch the bundle again from the vendor
signed-by-as-says-asked-for-as = signed by "{ $as-deref }", as "{ $as-deref2 }" says; asked for "{ $name }", as "{ $issuer }" says
if-this-signer-is-the-vendor-s-2 = if this signer is the vendor's, name it as trusted

## src/evidence/ssh.rs

the-file-is-no-complete-ssh-signature = the file is no complete SSH signature
the-holder-of-ssh-key = the holder of SSH key { $fingerprint }
its-kind-of-key = its kind of key
signed-for-and-only-what-is-signed = signed for "{ $namespace }", and only what is signed for "{ $namespace2 }" counts here
ask-the-vendor-to-sign-with = ask the vendor to sign with `{ $again }`
the-signature-is-not-two-numbers = the signature is not two numbers
its-algorithm = its algorithm
the-ssh-signature-uses-what-is-not = the SSH signature uses what is not supported: { $says-what }
ask-the-vendor-to-sign-with-an = ask the vendor to sign with an Ed25519, ECDSA or RSA key that is no hardware token's

## src/evidence/statement.rs

the-signed-statement-is-of-type-which = the signed statement is of type "{ $kind }", which is no in-toto Statement v0.1 or v1
ask-the-vendor-for-an-in-toto = ask the vendor for an in-toto Statement v1
it-names-subjects-1-to-are-read = it names { $subject } subjects; 1 to { $subjects } are read
subject-digest-is-no-lower-case-hexadecimal = subject digest "{ $name }" is no lower-case hexadecimal of the right length
the-statement-speaks-of-other-bytes-than = the statement speaks of other bytes than those of "{ $path }" beside it
verified-not-understood-signed-by-with-predicate = verified, not understood: signed by "{ $signer }", with predicate "{ $predicate-type }"
ask-the-vendor-to-sign-the-document = ask the vendor to sign the document itself too
has-verified-this-and-says = "{ $signer }" has verified this, and says { $unwrap-or }
nothing-of-the-result = nothing of the result
ask-the-vendor-why-and-for-what = ask the vendor why, and for what passes
the-signed-payload-is-no-in-toto = the signed payload is no in-toto statement that can be relied on: { $says-what }
ask-the-vendor-to-make-the-attestation = ask the vendor to make the attestation again with another tool

## src/evidence/timestamp.rs

the-timestamp-stands-beside-nothing = the timestamp stands beside nothing
have-it-delivered-under-the-name-of = have it delivered under the name of what it was made for, with .tsr at the end
it-is-no-signed-timestamp = it is no signed timestamp
an-authority-that-it-does-not-name = an authority that it does not name
digest = digest { $imprint }
it-is-no-der = it is no DER
it-holds-no-tstinfo = it holds no TSTInfo
its-tstinfo-is-not-as-rfc-3161 = its TSTInfo is not as RFC 3161 has it
it-has-not-one-signer = it has not one signer
it-has-no-signed-attributes = it has no signed attributes
it-was-made-for-other-bytes = it was made for other bytes
its-time-or-its-imprint-was-changed = its time or its imprint was changed after signing
its-signature-is-not-by-the-certificate = its signature is not by the certificate that it names
the-timestamp-is-of-after-the-moment = the timestamp is of { $time }, after the moment of this check, { $at }
check-with-a-later-at = check with a later --at
it-is-no-sequence = it is no SEQUENCE
the-answer-holds-no-timestamp = the answer holds no timestamp
the-authority-did-not-grant-it = the authority did not grant it
the-timestamp-rests-on-md5-or-sha = the timestamp rests on MD5 or SHA-1, which no longer prove anything
ask-the-vendor-for-a-timestamp-with = ask the vendor for a timestamp with SHA-256 or better
the-timestamp-s-algorithm-is-not-supported = the timestamp's algorithm is not supported
ask-the-vendor-for-a-timestamp-with-2 = ask the vendor for a timestamp with SHA-2 and RSA, ECDSA or Ed25519
the-timestamp-cannot-be-read = the timestamp cannot be read: { $says-what }
ask-the-vendor-for-the-timestamp-as = ask the vendor for the timestamp as its authority sent it (`openssl ts -reply -in X.tsr -text` shows one)
the-timestamp-does-not-fit-the-signature = the timestamp does not fit the signature: { $says-what }
fetch-both-again-from-the-vendor-where-3 = fetch both again from the vendor; where they still differ, ask the vendor which signature it had stamped
the-timestamp-brings-no-certificate-of-its = the timestamp brings no certificate of its signer along, and none that is trusted here is named by it
pass-the-timestamp-authority-s-certificate-as = pass the timestamp authority's certificate as --trusted-ca

## src/evidence/trust.rs

the-trusted-root-is-not-to-be = the trusted root "{ $name }" is not to be used at { $at }: it is too old
update-the-trust-roots = update the trust roots
was-to-be-trusted-for-this-until = "{ $anchor }" was to be trusted for this until { $map-or-else }, and it is { $at }
ask-whoever-keeps-the-trust-store-whether = ask whoever keeps the trust store whether the trust goes on
may-not-vouch-for-documents-of-this = "{ $anchor }" may not vouch for documents of this kind
have-the-document-signed-by-somebody-who = have the document signed by somebody who may, or let the trust store say that this signer may
signed-by-as-says-trusted-here = signed by "{ $names }", as "{ $issuer }" says; trusted here: { $expected }
if-this-signer-is-the-vendor-s-3 = if this signer is the vendor's, name it in the trust store
this-signer-vouches-for-and-the-order = this signer vouches for "{ $parties }", and the order is with "{ $vendor }"
have-the-delivery-signed-by-the-party = have the delivery signed by the party of the order, or correct the vendor in the order

## src/evidence/xml_dsig.rs

the-bill-is-no-well-formed-xml = the bill is no well-formed XML, or is nested too deep
the-bill-is-no-utf-8 = the bill is no UTF-8
a-document-type-declaration-stands-in-the = a document type declaration stands in the bill
the-bill-ends-too-early = the bill ends too early
the-bill-is-nested-too-deep = the bill is nested too deep
the-bill-is-larger-than-64-mib = the bill is larger than 64 MiB
the-bill-has-no-element = the bill has no element
it-is-not-alone-a-second-signature = it is not alone: a second Signature stands beside it
it-is-over-a-part-of-the = it is over a part of the bill
the-bill-declares-more-than-64-namespaces = the bill declares more than 64 namespaces
it-has-no-canonical-form = it has no canonical form
the-signature-inside-does-not-fit-the = the signature inside does not fit the bill: one of the two was changed after signing
the-signature-inside-is-no-xml-signature = the signature inside is no XML signature that can be relied on: { $says-what }
ask-the-vendor-to-sign-the-whole-2 = ask the vendor to sign the whole bill, enveloped, with one Reference of URI ""
the-signature-inside-rests-on-md5-sha = the signature inside rests on MD5, SHA-1, DSA or an RSA key below 2048 bits, which no longer prove anything
the-signature-inside-is-not-read = the signature inside is not read: { $says-what }
ask-the-vendor-to-sign-the-whole-3 = ask the vendor to sign the whole bill, enveloped, with one Reference of URI "", Canonical XML and SHA-256

## src/evidence/certificate/path.rs

the-certificate = the certificate
the-authority = the authority
may-not-sign-documents-its-keyusage-has = may not sign documents: its keyUsage has neither digitalSignature nor contentCommitment
ask-the-vendor-to-sign-with-a = ask the vendor to sign with a certificate that is meant for signing
may-not-stamp-times-its-extkeyusage-is = may not stamp times: its extKeyUsage is not critical, or not timeStamping alone
ask-the-vendor-for-a-timestamp-by = ask the vendor for a timestamp by a timestamp authority
the-certificate-of-may-not-sign-documents = the certificate of "{ $subject }" may not sign documents: its keyUsage has neither digitalSignature nor contentCommitment

## src/evidence/certificate/reasons.rs

the-certificate-of-was-issued-for-another = the certificate of "{ $subject }" was issued for another purpose than signing documents
ask-the-vendor-to-sign-with-a-2 = ask the vendor to sign with a certificate for code, e-mail or document signing
signed-by-under-which-leads-to-no = signed by "{ $subject }" under "{ $issuer }", which leads to no authority that is trusted here
if-this-signer-is-the-vendor-s-4 = if this signer is the vendor's, obtain its authority's certificate from the vendor by another way and pass it as --trusted-ca
the-certificates-from-upwards-cannot-be-checked = the certificates from "{ $subject }" upwards cannot be checked: { $error }
ask-the-vendor-for-a-certificate-chain = ask the vendor for a certificate chain that follows RFC 5280
is-valid-from-to-not-at = { $says-which } "{ $subject }" is valid from { $not-before } to { $not-after }, not at { $at }
ask-the-vendor-to-sign-again-with-7 = ask the vendor to sign again with a certificate that is valid
the-certificate-of-rests-on-sha-1 = the certificate of "{ $subject }" rests on SHA-1, on RSA below 2048 bits, or on another algorithm that no longer proves anything
ask-the-vendor-to-sign-with-sha = ask the vendor to sign with SHA-256 or better and RSA of at least 2048 bits, or an elliptic curve
the-certificate-of-or-one-above-it = the certificate of "{ $subject }", or one above it, was revoked by "{ $issuer }"
ask-the-vendor-why-and-to-sign = ask the vendor why, and to sign again with another key
the-revocation-list-or-ocsp-response-for = the revocation list or OCSP response for "{ $subject }" is past its next update, or not by the certificate's authority, so it cannot show that the certificate still stands
fetch-the-authority-s-newest-revocation-list = fetch the authority's newest revocation list or OCSP response and pass it as --crl or --ocsp
the-ocsp-response-of-says-that-it = the OCSP response of "{ $issuer }" says that it does not know the certificate of "{ $subject }"
ask-the-vendor-which-authority-issued-its = ask the vendor which authority issued its certificate, and fetch a response from there

## src/evidence/cms/said.rs

with-md5-or-sha-1 = with MD5 or SHA-1
not-supported = not supported
around-its-content = around its content
the-holder-of-a-certificate-with-serial = the holder of a certificate with serial number { $hex }
the-holder-of-key-2 = the holder of key { $hex }

## src/evidence/dsse/form.rs

an-in-toto-statement-in-a-dsse = an in-toto statement in a DSSE envelope
the-file-is-no-dsse-envelope-that = the file is no DSSE envelope that can be relied on: { $says-what }
the-envelope-holds-which-names-no-document = the envelope holds "{ $payload-type }", which names no document: it proves nothing about one
it-holds-what-is-no-base64 = it holds what is no base64
it-has-signatures-1-to-are-read = it has { $signatures } signatures; 1 to { $signatures2 } are read
signed-by-of-the-trusted-signers-that = signed by { $proofs } of the { $wanted } trusted signers that are asked for: { $names }
have-the-others-sign-the-envelope-too = have the others sign the envelope too
somebody-whose-key-is-not-trusted = somebody whose key is not trusted
no-signature-on-the-envelope-fits-any = no signature on the envelope fits any key that is trusted here: it was changed after signing, or somebody else signed
fetch-it-again-from-the-vendor-and = fetch it again from the vendor, and ask whose key signed it

## src/evidence/jsf/draft.rs

it-holds-a-number-that-not-every = it holds a number that not every program reads alike: 2^53 or beyond, or of more than 15 digits
it-is-no-cyclonedx-bill-in-json = it is no CycloneDX bill in JSON
it-carries-a-signature-already = it carries a signature already
a-signature-of-such-a-key-has = a signature of such a key has no name in JSF
it-is-no-object = it is no object

## src/evidence/jsf/layout.rs

signature-is-no-object = "signature" is no object
signers-and-chain-are-lists = "signers" and "chain" are lists
it-is-at-once-of-several-layouts = it is at once of several layouts: one signature, "signers", "chain"
it-lists-no-signature-or-more-than = it lists no signature, or more than 16
a-listed-signature-is-no-object = a listed signature is no object
excludes-stands-within-one-of-several-signatures = "excludes" stands within one of several signatures
its-publickey-is-no-key-that-can = its "publicKey" is no key that can be read
its-certificatepath-holds-no-certificates-that-can = its "certificatePath" holds no certificates that can be read
it-has-no-algorithm = it has no "algorithm"
its-value-is-no-base64url = its "value" is no base64url
its-excludes-is-no-list-of-other = its "excludes" is no list of other members

## src/evidence/openpgp/key.rs

the-openpgp-key-carries-a-revocation-that = the OpenPGP key { $name } carries a revocation that it did not make itself, which cannot be checked
ask-the-vendor-whether-the-key-was = ask the vendor whether the key was revoked, and pass its present key as --trusted-key
the-openpgp-key-was-revoked = the OpenPGP key { $name } was revoked
the-openpgp-key-was-not-yet-or = the OpenPGP key { $name } was not yet, or no longer, valid at { $made }, when the signature says that it was made
ask-the-vendor-to-sign-again-with-8 = ask the vendor to sign again with a key that is valid
the-openpgp-key-is-which-no-longer = the OpenPGP key { $name } is { $says-what }, which no longer proves anything
ask-the-vendor-to-sign-again-with-9 = ask the vendor to sign again with Ed25519, a NIST curve, or RSA of at least 2048 bits
rsa-below-2048-bits = RSA below 2048 bits
dsa-or-elgamal = DSA or Elgamal
the-openpgp-key-is-of-a-kind = the OpenPGP key { $name } is of a kind that is not supported
ask-the-vendor-to-sign-with-ed25519 = ask the vendor to sign with Ed25519, a NIST curve or RSA
nothing-that-still-counts-binds-the-openpgp = nothing that still counts binds the OpenPGP key { $name } to its owner: it took back its names, or says so by SHA-1 only
ask-the-vendor-for-its-present-key = ask the vendor for its present key, with signatures of its own by SHA-256 or better, and pass it as --trusted-key
the-openpgp-key-is-not-meant-for = the OpenPGP key { $name } is not meant for signing documents
ask-the-vendor-to-sign-with-a-3 = ask the vendor to sign with a key that is meant for signing

## src/evidence/platform/chain.rs

already-there = already there
not-there = not there
no-status = no status

## src/evidence/platform/configuration.rs

an-attribute-without-a-value = an attribute without a value
more-than-one-component-list = more than one component list
the-platform-configuration-is-not-well-formed = the platform configuration is not well formed
too-many-components-more-than = too many components: more than { $components }
a-component-is-not-well-formed = a component is not well formed
a-component-s-class-is-not-well = a component's class is not well formed
component-class-value-is-not-four-octets = component class value is not four octets
a-text-is-of-type = a text is of type { $tag }
a-component-s-addresses-are-not-well = a component's addresses are not well formed
a-hardware-address-is-not-well-formed = a hardware address is not well formed
a-reference-to-a-certificate-is-not = a reference to a certificate is not well formed
a-uri-reference-is-not-well-formed = a URI reference is not well formed
a-property-is-not-well-formed = a property is not well formed
a-status-is-none-of-added-modified = a status is none of added, modified, removed

## src/evidence/platform/endorsement.rs

the-tpm-s-certificate-does-not-follow = the TPM's certificate does not follow RFC 5280, 4.1

## src/evidence/platform/form.rs

valid-from-to = valid from { $not-before } to { $not-after }
somebody-who-gives-no-name = somebody who gives no name
the-platform-certificate = the platform certificate: { $says-what }
the-platform-certificate-2 = the platform certificate: { $says-what } ({ $says-detail })

## src/evidence/platform/name.rs

a-name-is-not-well-formed = a name is not well formed
general-names-are-not-well-formed = general names are not well formed
a-directory-name-is-not-well-formed = a directory name is not well formed
string-of-type-with-octets-not-allowed = string of type { $tag } with octets not allowed in it

## src/evidence/platform/shell.rs

the-pem-text-is-not-well-formed = the PEM text is not well formed
trailing-pem-blocks-in-one-file = trailing: { $blocks } PEM blocks in one file
the-pem-text-holds-no-block = the PEM text holds no block
indefinite-length-is-not-der = indefinite length is not DER
truncated-inside-a-length = truncated: inside a length
a-length-of-more-than-four-octets = a length of more than four octets
truncated-octets-announced-there = truncated: { $length } octets announced, { $there } there
length-not-minimal = length not minimal
trailing-octets-after-the-certificate = trailing: { $behind } octets after the certificate
values-are-nested-more-than-32-deep = values are nested more than 32 deep
a-value-is-longer-than-what-holds = a value is longer than what holds it, or its length is not as DER asks
neither-an-attribute-certificate-nor-a-public = neither an attribute certificate nor a public key certificate
the-signature-is-no-whole-number-of = the signature is no whole number of octets
the-two-signature-algorithms-differ = the two signature algorithms differ
the-attribute-certificate-does-not-follow-rfc = the attribute certificate does not follow RFC 5755, 4.1
attribute-certificate-version-is-not-2 = attribute certificate version is not 2
the-certificate-follows-neither-rfc-5755-4 = the certificate follows neither RFC 5755, 4.1 nor RFC 5280, 4.1
a-certificate-is-not-named-by-issuer = a certificate is not named by issuer and serial number
the-validity-is-not-two-times-as = the validity is not two times as DER asks
an-attribute-is-not-well-formed = an attribute is not well formed
an-extension-is-not-well-formed = an extension is not well formed
an-extension-stands-twice = an extension stands twice
subjectdirectoryattributes-is-not-well-formed = subjectDirectoryAttributes is not well formed
not-a-platform-certificate-no-platform-configuration = not a platform certificate: no platform configuration, no credential type
no-signature-algorithm = no signature algorithm
an-extended-key-usage-is-not-well = an extended key usage is not well formed
the-credential-type-is-no-object-identifier = the credential type is no object identifier
it-states-two-kinds-of-credential = it states two kinds of credential
the-profile-s-version-is-not-three = the profile's version is not three numbers
subjectaltname-is-not-well-formed = subjectAltName is not well formed

## src/evidence/platform/traits.rs

a-trait-is-not-well-formed = a trait is not well formed
a-component-s-traits-are-not-well = a component's traits are not well formed

## src/evidence/sigstore/form.rs

the-bundle-covers-no-document-of-this = the bundle covers no document of this delivery
no-sigstore-root-or-key-is-trusted = no Sigstore root or key is trusted here by which this bundle could be checked
pass-the-vendor-s-public-key-as = pass the vendor's public key as --trusted-key, or a folder with the root as --trust
signed-by-as-says-no-identity-is = signed by "{ $as-deref }", as "{ $as-deref2 }" says; no identity is trusted under this root
if-this-signer-is-the-vendor-s-5 = if this signer is the vendor's, name identity and issuer in the trust store

## src/evidence/sigstore/gates.rs

the-bundle-brings-certificates-along-are-read = the bundle brings { $certificates } certificates along; { $chain } are read
ask-the-vendor-for-a-bundle-of-3 = ask the vendor for a bundle of version 0.3, with the signer's certificate alone
under-this-root-which-keeps-no-log = under this root, which keeps no log, it takes a timestamp and no log entry
it-has-log-entries = it has { $entries } log entries
a-log-entry-stands-twice = a log entry stands twice
a-log-entry-has-a-promise-and = a log entry has a promise and no proof of inclusion
a-proof-of-inclusion-has-no-signed = a proof of inclusion has no signed checkpoint
a-proof-of-inclusion-speaks-of-another = a proof of inclusion speaks of another tree or place than its checkpoint and its entry
the-log-s-key-was-not-in = the log's key was not in use when this was signed
ask-the-vendor-to-sign-again-or = ask the vendor to sign again, or update the trusted root
signed-at-after-the-moment-of-this = signed at { $time }, after the moment of this check, { $at }
the-signer-s-certificate-says-two-different = the signer's certificate says two different things of the build
ask-the-vendor-to-sign-again-with-10 = ask the vendor to sign again with a certificate of the public instance
nothing-proves-that-the-signature-was-logged = nothing proves that the signature was logged: { $says-what }
ask-the-vendor-for-the-bundle-as-2 = ask the vendor for the bundle as its tool wrote it, with its inclusion proof

## src/evidence/trust/given.rs

holds-no-give-it-as-pem-or = "{ $source-name }" holds no { $says-wanted }; give it as PEM or DER
holds-a-private-key-give-the-public = "{ $source-name }" holds a private key; give the public key only (`openssl pkey -pubout`)
the-key-in-is-of-a-kind = the key in "{ $source-name }" is of a kind that is not supported; supported are RSA, P-256, P-384, P-521 and Ed25519 in PEM, DER, or as an SSH or minisign key
trust-root = trust root "{ $root }": { $says-detail }
trust-root-the-file-has-sha-256 = trust root "{ $root }": the file has SHA-256 { $found }, ORIGIN.toml says { $stated }; fetch the root again from its source
trust-root-is-of-and-the-one = trust root "{ $root }" is of { $dated }, and the one in use of { $newest }; run `kenpin trust update`, or take the folder away
is-no-name-and-no-pattern-that = "{ $text }" is no name and no pattern that a signer could have
certificate-revocation-list = certificate revocation list
ocsp-response-with-an-answer = OCSP response with an answer
sigstore-trusted-root = Sigstore trusted root
public-key = public key
openpgp-public-key-as-gpg-export-writes = OpenPGP public key, as `gpg --export` writes it

## src/evidence/trust/origin.rs

expires-is-missing-say-until-which-day = "expires" is missing: say until which day it may be used
give-identity-or-identity-pattern-not-both = give "identity" or "identity-pattern", not both
issuer-stands-without-an-identity = "issuer" stands without an identity
party-is-empty-leave-it-out-to = "party" is empty; leave it out to trust for any vendor
is-no-day-write-it-as-2026 = "{ $text }" is no day; write it as 2026-11-23

## src/evidence/trust/shipped.rs

its-file-is-not-there = its file "{ $name }" is not there
it-is-no-text = it is no text

## src/evidence/xml_dsig/layout.rs

it-carries-objects-of-its-own-as = it carries objects of its own, as XAdES does
its-signature-method-is-cut-short-or = its signature method is cut short or has parameters (HMACOutputLength)
it-is-over-several-things-more-than = it is over several things (more than one Reference)
an-attribute-of-another-namespace-stands-in = an attribute of another namespace stands in it
a-comment-cdata-section-or-processing-instruction = a comment, CDATA section or processing instruction stands in it
it-is-no-element = it is no element
its-reference-has-no-uri = its Reference has no URI
its-reference-names-something-else-than-the = its Reference names something else than the whole bill
its-reference-is-not-as-xml-signature = its Reference is not as XML Signature has it
its-digest-method-is-not-supported = its digest method is not supported
its-first-transform-does-not-take-out = its first transform does not take out the signature alone
it-transforms-the-bill-further-before-signing = it transforms the bill further before signing
it-is-transformed-by-xslt-xpath-or = it is transformed by XSLT, XPath or another way than Canonical XML
its-canonical-form-has-parameters-that-it = its canonical form has parameters that it cannot have
it-is-an-hmac-whoever-can-check = it is an HMAC: whoever can check it can make it
its-signature-method-is-not-supported = its signature method is not supported
text-stands-between-its-elements = text stands between its elements
its-elements-are-not-those-of-xml = its elements are not those of XML Signature, in their order
an-attribute-stands-in-it-that-xml = an attribute stands in it that XML Signature does not have there
a-method-has-no-algorithm = a method has no Algorithm
an-element-stands-where-base64-should = an element stands where base64 should
