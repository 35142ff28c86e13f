### The command line


## Images in registries

an-image-is-not-read-here = an image is not read here
give-a-file-or-use-kenpin-verify = give a file, or use `kenpin verify`
offline-opens-no-socket = --offline opens no socket
fetch-the-image-s-signatures-and-bills = fetch the image's signatures and bills where there is a network, and verify the files
lies-beside-the-image-and-was-not = { $typed }: "{ $media }" lies beside the image and was not fetched
this-names-no-image = this names no image
the-registry-has-no-such-image = the registry has no such image
the-registry-does-not-let-us-read = the registry does not let us read this: { $why }
the-registry-sends-elsewhere-to-where-nothing = the registry sends elsewhere, to { $address }, where nothing is fetched from
the-registry-answers-with-something-else-than = the registry answers with something else than { $wanted }: { $found }
the-registry-sends-other-bytes-than-those = the registry sends other bytes than those that were asked for: asked for sha256:{ $asked }, got sha256:{ $found }
the-registry-lists-more-than = the registry lists more than { $most } { $things }
docker-s-settings-cannot-be-used = docker's settings cannot be used: { $why }
write-it-as-oci-registry-repository-tag = write it as oci://REGISTRY/REPOSITORY:TAG or oci://REGISTRY/REPOSITORY@sha256:DIGEST
check-registry-repository-and-tag-a-private = check registry, repository and tag; a private image may need `docker login` first
log-in-with-docker-login-or-put = log in with `docker login`, or put user and password into the "auths" of docker's config.json
raise-max-document-if-an-image-of = raise --max-document if an image of this vendor may bring so much along
try-again-later-or-with-a-larger = try again later, or with a larger --patience; where it stays so, ask who runs the registry
ask-the-vendor-to-keep-it-in = ask the vendor to keep it in the registry itself; a registry without TLS is named with --plain-http
check-that-a-registry-answers-at-this = check that a registry answers at this address, and not a page of a proxy or a portal
ask-who-runs-the-registry-nothing-that = ask who runs the registry; nothing that it sent was used
name-the-image-by-its-digest-at = name the image by its digest at another registry, or ask the vendor what all of this is
mend-config-json-or-name-another-folder = mend config.json, or name another folder with DOCKER_CONFIG

## src/feed/mod.rs

the-network-cannot-be-used = the network cannot be used: { $p1 }
the-server-cannot-be-reached-or-is = the server cannot be reached or is not who it says: { $p1 }
the-server-sends-elsewhere-to-a-feed = the server sends elsewhere, to { $p1 }; a feed that moved is given by its new address
the-server-answers-with-status = the server answers with status { $p1 }
the-server-says-nothing-for-s-or = the server says nothing for { $p1 } s, or needs too long for the whole
the-file-is-longer-than-bytes = the file is longer than { $p1 } bytes
the-file-came-cut-short-or-not = the file came cut short, or not as long as announced: { $p1 }; the next attempt goes on where this one ended
the-server-packs-the-file-which-was = the server packs the file ({ $p1 }), which was not asked for
the-file-cannot-be-written = the file cannot be written: { $p1 }
it-is-not-the-part-that-was = it is not the part that was asked for
an-address-that-it-does-not-name = an address that it does not name

## src/cli/bom_convert.rs

the-bill-cannot-be-written-as = the bill cannot be written as { $title }: { $error }
lost = lost: { $says-what }
not-written-of-what-the-bill-says = not written: { $p1 } of what the bill says would be lost in { $title }
pass-allow-loss-if-that-is-meant = pass --allow-loss if that is meant

## src/cli/bom_merge.rs

the-bills-cannot-be-written-as = the bills cannot be written as { $title }: { $error }

## src/cli/bom_read.rs

standard-input = standard input
this-bill-is-larger-than-bytes = this bill is larger than { $limit } bytes
split-it = split it
give-a-cyclonedx-or-spdx-bill = give a CycloneDX or SPDX bill
and-more-2 = { $says-what } (and { $more } more)
kenpin-bom-validate-lists-every-defect-have = `kenpin bom validate` lists every defect; have them corrected first

## src/cli/buyer.rs

the-order = the order
this-order-cannot-be-used = this order cannot be used: { $says-fault }
see-kenpin-schema-order-for-what-may = see `kenpin schema order` for what may stand there
the-inventory = the inventory
this-inventory-is-larger-than-bytes = this inventory is larger than { $limit } bytes
the-tpm-s-certificate = the TPM's certificate
did-you-mean-the-laws-know = did you mean "{ $meant }"? the laws know { $all }
the-order-s-is-no-word-of = the order's { $key } "{ $word }" is no word of any law
the-order-s-is-no-word-of-2 = the order's { $key } "{ $word }" is no word of any law, so no limit to a { $key2 } is taken from it; the laws know { $all }

## src/cli/clock.rs

the-system-s-clock-shows-no-usable = the system's clock shows no usable time
set-the-clock-or-pass-at = set the clock, or pass --at
write-it-as-2026-11-23t09-00 = write it as 2026-11-23T09:00:00Z, or as a day, 2026-11-23

## src/cli/compare.rs

two-bids-go-by-the-name = two bids go by the name "{ $name }"
give-each-a-name-of-its-own = give each a name of its own: NAME=PATH
no-bid-is-named = no bid is named
name-each-as-name-path = name each as NAME=PATH

## src/cli/config.rs

report-this-as-a-bug = report this as a bug

## src/cli/explain.rs

there-is-no-rule = there is no rule "{ $asked }"
run-kenpin-explain-to-list-every-rule = run `kenpin explain` to list every rule

## src/cli/fault.rs

no-such-file-or-folder = no such file or folder
check-the-spelling-of-the-path = check the spelling of the path
cannot-read-this = cannot read this: { $error }
make-it-readable-for-the-user-that = make it readable for the user that runs kenpin

## src/cli/hardware_batch.rs

reading-the-inventories = reading the inventories
this-declaration-cannot-be-used = this declaration cannot be used: { $says-escape }
correct-it-or-leave-it-out = correct it or leave it out
this-inventory-cannot-be-read = this inventory cannot be read: { $says-why }
this-is-a-folder-inside-the-folder = this is a folder inside the folder of boxes
put-every-inventory-into-one-folder-or = put every inventory into one folder, or name that folder

## src/cli/hardware_collect.rs

run-it-on-the-delivered-linux-machine = run it on the delivered Linux machine, or name a copy of its file system with --root
there-is-no-sys-here-which-shows = there is no /sys here, which shows a machine's parts
not-seen = not seen: { $says-what }: { $says-why }

## src/cli/hardware_compare.rs

hand-in-a-platform-certificate-a-component = hand in a platform certificate, a component list, a hardware bill or an inventory

## src/cli/hardware_show.rs

it-is-larger-than-bytes = it is larger than { $limit } bytes
this-holds-no-certificate = this holds no certificate
give-the-authority-s-certificate-as-der = give the authority's certificate as DER or PEM
give-the-certificate-of-the-tpm-s = give the certificate of the TPM's endorsement key as DER or PEM
give-a-platform-certificate-as-der-or = give a platform certificate as DER or PEM

## src/cli/judge.rs

lies-inside-the-delivery-and-was-not = { $path } lies inside the delivery and was not read
reading-the-delivery = reading the delivery

## src/cli/limits.rs

one-document-is-read-up-to-2gib = one document is read up to 2GiB; have a larger bill split
is-none-of-kib-mib-gib = "{ $other }" is none of KiB, MiB, GiB
write-it-as-a-whole-number-with = write it as a whole number with KiB, MiB or GiB, such as 512MiB
a-size-is-more-than-nothing-and = a size is more than nothing and less than 2^64 bytes

## src/cli/lists.rs

no-list-is-called = no list is called "{ $as-deref }"
name-one-of = name one of { $known }

## src/cli/lists_bundle.rs

there-is-no-in-make-one-with = there is no { $sums } in { $shown }; make one with: sha256sum $(find * -type f) > { $sums2 }
nobody-signed-its-signature-has-to-lie = nobody signed { $sums }: its signature has to lie beside it, such as { $sums2 }.sig
a-line-of-is-no-sum = a line of { $sums } is no sum: { $line }
stands-in-no-line-of-it-was = { $name } stands in no line of { $sums }: it was added
is-not-what-says-it-was-altered = { $name } is not what { $sums } says: it was altered
is-missing = { $name } is missing
name-the-folder-that-holds-the-lists = name the folder that holds the lists and nothing else
it-holds-files-of-bytes = it holds { $found } files of { $bytes } bytes
cannot-copy-this = cannot copy this: { $error }
make-room-where-into-points = make room where --into points
this-is-a-link-a-signed-folder = this is a link; a signed folder holds files only
put-the-file-itself-there = put the file itself there

## src/cli/lists_diff.rs

there-is-no-such-file-folder-or = there is no such file, folder or list
see-kenpin-lists-show-for-the-lists = see `kenpin lists show` for the lists that ship
this-folder-holds-several-lists = this folder holds several lists
name-the-folder-or-file-of-one = name the folder or file of one

## src/cli/lists_import.rs

write-it-as-2026-11-23 = write it as 2026-11-23
cannot-name-a-list = "{ $id }" cannot name a list
use-lower-case-words-with-hyphens-ofac = use lower-case words with hyphens: ofac-sdn
is-a-list-that-ships-and-this = "{ $id }" is a list that ships, and this one would take its place in every run
choose-another-id-or-say-that-this = choose another id; or say that this file is the whole of that list: --replaces-shipped
the-edition-lies-in-the-future-so = the edition lies in the future, so that every real one that follows would be refused as older
give-the-day-that-the-publisher-dated = give the day that the publisher dated it
name-the-file-with-the-entries-too = name the file with the entries too: kenpin lists import sdn.csv alt.csv
this-file-has-only-further-names-for = this file has only further names for another one
these-files-name-nobody = these files name nobody
check-that-they-are-whole-an-empty = check that they are whole; an empty list would pass everything
no-file-says-its-date-it-is = no file says its date; it is taken to be of { $edition }. Give the publisher's date with --edition
the-makers = the makers
fetch-the-file-again-from-its-publisher = fetch the file again from its publisher; nothing was written
this-cannot-be-read-as = this cannot be read as { $name }: { $says-escape }
kenpin-lists-import-help-names-the-formats = `kenpin lists import --help` names the formats; your own table with a column "name" needs no import: --watchlists FILE
this-is-no-list-in-a-format = this is no list in a format that is known
this-cannot-be-read = this cannot be read: { $says-message }
move-the-folder-away = move the folder away
the-edition-of-lies-there-already-and = the edition of { $edition } lies there already, and this one is of { $edition2 }
fetch-the-newest-edition-to-go-back = fetch the newest edition; to go back to an older one, move that folder away
cannot-write-this = cannot write this: { $error }
make-room-there-or-give-another-folder = make room there, or give another folder with --output
fetch-the-file-again-from-its-publisher-2 = fetch the file again from its publisher, or allow more with --max-broken; nothing was written
records-are-broken-more-than-whoever-they = { $broken } records are broken, more than { $percent } %: whoever they name would be missed

## src/cli/lists_update.rs

give-a-signed-folder-from-dir-key = give a signed folder: --from DIR --key FILE
check-the-machine-s-certificates-and-proxy = check the machine's certificates and proxy
this-feeds-file-cannot-be-used = this feeds file cannot be used: { $says-cause }
see-kenpin-lists-update-help-for-its = see `kenpin lists update --help` for its shape
schema-version-is-not-known-write-1 = schema_version "{ $schema-version }" is not known; write "1"
no-feed-is-called = no feed is called "{ $unknown }"
name-one-of-those-in-the-feeds = name one of those in the feeds file
cannot-write-here = cannot write here: { $error }
choose-another-folder-with-into = choose another folder with --into
try-again-later-or-install-from-a = try again later, or install from a signed folder: --from DIR
the-publisher-has-nothing-newer = { $id }: the publisher has nothing newer
nobody-is-named-who-must-have-signed = nobody is named who must have signed this folder
name-the-signer-with-key-or-ca = name the signer with --key or --ca
nothing-was-installed = nothing was installed
put-each-list-into-a-folder-of = put each list into a folder of its own, as `kenpin lists import` does
this-list-has-no-folder-of-its = this list has no folder of its own
the-feed-names-no-files = the feed "{ $id }" names no files
the-feed-has-digests-for-files = the feed "{ $id }" has { $sha256 } digests for { $files } files
the-feed-pins-which-is-no-sha = the feed "{ $id }" pins "{ $wrong }", which is no SHA-256
the-feed-is-fetched-from-use-https = the feed "{ $id }" is fetched from { $address }: use https, or pin the digests of http files
this-is-not-the-file-that-you = this is not the file that you pinned: its digest is { $found }
ask-the-publisher-pin-the-new-digest = ask the publisher; pin the new digest only if that is right

## src/cli/man.rs

there-is-no-command = there is no command "{ $name } { $word }"
see-help = see `{ $name } --help`
manual-page = manual page

## src/cli/output.rs

names-no-format-and-path = "{ $output }" names no format and path
write-it-as-json-report-json = write it as json=report.json
the-report = the report
two-reports-go-to-one-path = two reports go to one path
give-each-its-own = give each its own
the-signing-key = the signing key
the-signing-certificate = the signing certificate
the-baseline = the baseline
this-is-no-report-that-can-be = this is no report that can be read: { $error }
name-a-file-that-output-json-file = name a file that --output json=FILE wrote
the-format-vsa-is-a-signed-verdict = the format vsa is a signed verdict, and no key was given
name-one-with-signing-key = name one with --signing-key
there-is-no-report-format = there is no report format "{ $name }"
formats-are = formats are { $names }
check-the-folder-and-the-space-on = check the folder and the space on the disk
this-is-no-path-of-a-file = this is no path of a file
name-a-file = name a file

## src/cli/paths.rs

name-it-once = name it once
this-path-stands-twice = this PATH stands twice
folders-lie-inside-folders-more-than-deep = folders lie inside folders more than { $folder-depth-limit } deep
the-folder-cannot-be-read = the folder cannot be read: { $error }
it-cannot-be-read = it cannot be read: { $error }
it-is-a-symbolic-link-a-delivery = it is a symbolic link; a delivery may hold files and folders only
it-is-a-device-a-pipe-or = it is a device, a pipe or a socket; a delivery may hold files and folders only
it-is-larger-than-the-bytes-that-2 = it is larger than the { $limit } bytes that the budget has left for one document; name it with --artifact
lies-inside-the-delivery-where-the-vendor = { $says-what } lies inside the delivery, where the vendor could have written it
keep-it-elsewhere-and-name-that-path = keep it elsewhere, and name that path

## src/cli/policy.rs

this-policy-cannot-be-used = this policy cannot be used: { $says-fault }
see-kenpin-policy-new-for-what-may = see `kenpin policy new` for what may stand there

## src/cli/policy_test.rs

cases-not-as-meant = { $p1 } cases, { $failed } not as meant
this-folder-holds-no-case = this folder holds no case
this-case-cannot-be-read = this case cannot be read: { $says-what }
write-verdict-at-and-rules = write verdict, at and rules

## src/cli/print.rs

the-answer = the answer
cannot-write-the-result = cannot write the result: { $error }
standard-output = standard output
free-the-disk-or-write-it-elsewhere = free the disk, or write it elsewhere with --output

## src/cli/reference.rs

the-directory-of-makers = the directory of makers
the-watchlist = the watchlist
give-it-another-id-or-name-it = give it another id, or name it with --watchlists
a-kenpin-toml-that-is-merely-found = a kenpin.toml that is merely found here may not replace the list "{ $id }"
write-it-as-identity-issuer-such-as = write it as IDENTITY=ISSUER, such as release@vendor.example=https://accounts.example
names-no-identity-and-issuer = "{ $pair }" names no identity and issuer
names-no-vendor-and-file = "{ $pair }" names no vendor and file
write-it-as-vendor-name-vendor-pem = write it as "Vendor Name=vendor.pem"
this-folder-holds-no-file-of-that = this folder holds no file of that kind
files-end-in = files end in { $extensions }
the-key-or-certificate = the key or certificate

## src/cli/screen.rs

the-program-failed-on-a-line-of = the program failed on a line of this batch; report this as a bug
the-line-is-not-utf-8 = the line is not UTF-8

## src/cli/settings.rs

the-configuration = the configuration
this-configuration-cannot-be-read = this configuration cannot be read: { $says-slip }
see-kenpin-schema-config-for-what-may = see `kenpin schema config` for what may stand there
this-configuration-has-a-shape-that-is = this configuration has a shape that is not known
a-kenpin-toml-that-is-merely-found-2 = a kenpin.toml that is merely found here may add watchlists and choose a format; "{ $key }" is not its to say
take-the-line-out-or-name-the = take the line out, or name the file: --config kenpin.toml

## src/cli/signature.rs

this-is-no-sha-256 = this is no SHA-256
write-sha256-and-64-hexadecimal-digits = write sha256: and 64 hexadecimal digits
this-is-no-regular-expression-that-fits = this is no regular expression that fits a name
write-it-as-for-grep-e = write it as for `grep -E`
no-form-of-signature-is-recognised-in = no form of signature is recognised in the file
a-good-signature-under-a-statement-that = a good signature, under a statement that vouches for nothing
a-good-signature-over-something-else-than = a good signature, over something else than this artifact

## src/cli/signature_sign.rs

name-it-and-those-above-it-with = name it and those above it with --signing-certificate, or choose --form dsse
cms-names-the-signer-by-a-certificate = CMS names the signer by a certificate, and none was given
choose-form-dsse-or-cms-which-sign = choose --form dsse or cms, which sign the file as it is
this-cannot-carry-a-signature = this cannot carry a signature: { $says-why }
signed-with-key-sha256 = signed with key sha256:{ $name }: { $output }
name-it-with-output = name it with --output
jsf-writes-a-signed-copy-of-the = JSF writes a signed copy of the bill, and there is no name for it
this-is-no-predicate = this is no predicate: { $why }
write-one-json-value = write one JSON value
there-is-such-a-file-already = there is such a file already
take-it-away-first-or-name-another = take it away first, or name another with --output
choose-a-place-that-you-may-write = choose a place that you may write to

## src/cli/signer.rs

give-an-unencrypted-private-key-in-pem = give an unencrypted private key in PEM: PKCS#8 of ECDSA P-256 or P-384, Ed25519 or RSA
this-is-no-pem-file-with-one = this is no PEM file with one key
this-private-key-is-encrypted = this private key is encrypted
decrypt-it-for-this-run-openssl-pkcs8 = decrypt it for this run: openssl pkcs8 -in KEY -out PLAIN
this-is-no-private-key-of-a = this is no private key of a kind that signs here
the-public-half-of-this-key-cannot = the public half of this key cannot be written
the-key-made-no-signature-of-its = the key made no signature of its kind
name-a-pem-file-whose-first-certificate = name a PEM file whose first certificate is that of --signing-key
this-is-no-certificate-of-the-signing = this is no certificate of the signing key
the-key-could-not-sign = the key could not sign
try-again-if-it-happens-again-report = try again; if it happens again, report it as a bug
the-envelope = the envelope

## src/cli/sysfs.rs

whether-the-tpm-is-the-platform-certificate = whether the TPM is the platform certificate's holder
the-firmware-s-table-is-damaged = the firmware's table is damaged: { $says-why }
only-root-may-read-the-firmware-s = only root may read the firmware's table
this-machine-s-firmware-shows-no-smbios = this machine's firmware shows no SMBIOS table
processors-memory-modules-power-supplies-and-serial = processors, memory modules, power supplies, and serial numbers of machine and board
drives-at = drives at { $place }
the-kernel-has-no-driver-for-their = the kernel has no driver for their controller
serial-numbers-of-pci-devices = serial numbers of PCI devices
the-kernel-does-not-show-them-lspci = the kernel does not show them; `lspci -vv` as root does
the-maker-s-address-of = the maker's address of { $name }
its-present-one-was-set-by-software = its present one was set by software
the-serial-number-of = the serial number of { $name }
the-kernel-does-not-show-it-or = the kernel does not show it, or only to root
this-machine-shows-no-tpm-so-that = this machine shows no TPM, so that a certificate copied from another machine cannot be told from its own
whether-the-tpm-holds-the-key-of = whether the TPM holds the key of its certificate
reading-a-certificate-does-not-prove-it = reading a certificate does not prove it
the-tpm-shows-no-certificate-of-its = the TPM shows no certificate of its maker, so that a certificate copied from another machine cannot be excluded
only-root-may-ask-the-tpm-for = only root may ask the TPM for its certificate, so that a certificate copied from another machine cannot be excluded

## src/cli/terms.rs

the-policy = the policy
sign-it-with-kenpin-policy-sign-or = sign it with `kenpin policy sign`, or leave --policy-key out
this-policy-is-not-signed-and-policy = this policy is not signed, and --policy-key asks for it
this-is-no-public-key-in-pem = this is no public key in PEM
write-what-openssl-pkey-pubout-prints = write what `openssl pkey -pubout` prints
no-key-that-policy-key-names-signed = no key that --policy-key names signed this policy
name-its-signer-s-public-key-with = name its signer's public key with --policy-key
this-signed-policy-is-no-text = this signed policy is no text
sign-it-again-with-kenpin-policy-sign = sign it again with `kenpin policy sign`
the-list-of-waivers = the list of waivers
these-waivers-cannot-be-used = these waivers cannot be used: { $says-fault }
see-kenpin-schema-waivers-for-what-may = see `kenpin schema waivers` for what may stand there

## src/cli/token.rs

the-key-s-address-does-not-name = the key's address does not name the token's library
add-module-path-usr-lib-softhsm-libsofthsm2 = add ?module-path=/usr/lib/softhsm/libsofthsm2.so, or your token's
the-token-does-not-answer = the token does not answer: { $error }
check-module-path-the-token-and-its = check module-path, the token and its PIN (pin-source)
the-token-s-key-is-of-a = the token's key is of a kind that does not sign here
use-ecdsa-p-256-p-384-or = use ECDSA P-256, P-384 or P-521, Ed25519 or RSA
check-that-the-key-may-sign-cka = check that the key may sign (CKA_SIGN), and that the token is still there
the-token-did-not-sign = the token did not sign: { $error }
the-token-s-public-key-does-not = the token's public key does not fit its private key
give-both-halves-of-the-pair-one = give both halves of the pair one id of their own
this-value-is-not-percent-encoded = this value is not percent-encoded
write-each-odd-octet-as-20 = write each odd octet as %20
use-token-serial-object-id-module-path = use token, serial, object, id, module-path, pin-source and pin-value
in-the-key-s-address-is-not = "{ $name }" in the key's address is not understood
the-address-names-no-that-is-there = the address names no { $what } that is there
check-token-object-and-id-and-the = check token=, object= and id=, and the PIN, without which a token hides its keys
the-address-fits-of-them = the address fits { $found } of them: { $what }
say-which-with-token-object-or-id = say which with token=, object= or id=

## src/cli/trace.rs

the-bill-does-not-hold = the bill does not hold "{ $name }"
kenpin-bom-inspect-shows-what-it-holds = `kenpin bom inspect` shows what it holds
no-bill-of-a-known-format-is = no bill of a known format is in here

## src/cli/trust.rs

no-trust-store-is-named = no trust store is named
name-its-folder-trust-dir = name its folder: --trust DIR
more-than-one-trust-store-is-named = more than one trust store is named
name-the-one-that-is-meant-trust = name the one that is meant: --trust DIR

## src/cli/trust_add.rs

this-has-no-end-of-its-own = this has no end of its own
say-how-long-you-trust-it-until = say how long you trust it: --until DATE
give-the-instance-s-trusted-root-json = give the instance's trusted_root.json
this-is-no-folder-in-the-store = this is no folder in the store
write-it-as-x509-tama = write it as x509/tama
there-is-a-root-in-this-folder = there is a root in this folder already
take-it-away-first-or-choose-another = take it away first, or choose another --folder
choose-a-store-that-you-may-write = choose a store that you may write

## src/cli/trust_store.rs

the-trust-store = the trust store
this-folder-holds-no-trust-root = this folder holds no trust root
each-root-is-a-folder-with-an = each root is a folder with an ORIGIN.toml; `kenpin trust add` writes one
see-kenpin-trust-verify = see `kenpin trust verify`
put-it-into-a-folder-of-its = put it into a folder of its own with an ORIGIN.toml; `kenpin trust add` does both
nothing-says-what-this-file-may-vouch = nothing says what this file may vouch for
folders-lie-too-deep-in-each-other = folders lie too deep in each other here
keep-the-store-as-trust-roots-readme = keep the store as `trust-roots/README.md` shows
this-origin-toml-is-no-utf-8 = this ORIGIN.toml is no UTF-8
save-it-as-utf-8 = save it as UTF-8
the-trust-root = the trust root
a-root-list-or-response-has-at = a root, list or response has at most { $file-limit } bytes
this-file-is-too-large = this file is too large

## src/cli/trust_update.rs

give-a-copy-of-the-repository-from = give a copy of the repository: --from DIR
the-network-cannot-be-used-2 = the network cannot be used
give-a-copy-from-dir = give a copy: --from DIR
there-is-no-such-root = there is no such root
name-one-by-its-folder-such-as = name one by its folder, such as sigstore/github; see `kenpin trust show`
this-root-says-nothing-of-updates = this root says nothing of updates
its-origin-toml-needs-a-tuf-root = its ORIGIN.toml needs a [tuf]: root, sha256, address, target
is-no-time = { $at } is no time
fetch-a-newer-copy-of-the-repository = fetch a newer copy of the repository; the root in use stays as it is
somebody-brings-older-metadata-than-was-seen = somebody brings older metadata than was seen before: fetch it from the publisher; the root in use stays as it is
fetch-the-repository-from-its-publisher-the = fetch the repository from its publisher; the root in use stays as it is
the-update-is-refused = the update is refused: { $what }

## src/cli/verdict.rs

nobody-is-named-whose-verdict-is-to = nobody is named whose verdict is to be believed
name-the-signer-s-public-key-with = name the signer's public key with --key
this-is-no-signed-verdict-that-can = this is no signed verdict that can be read: { $says-reason }
name-a-file-that-kenpin-verify-output = name a file that `kenpin verify --output vsa=FILE` wrote

## src/cli/verdict_replay.rs

the-verdict = the verdict
the-verdict-names-no-moment = the verdict names no moment
pass-at = pass --at

## src/cli/waiver.rs

run-kenpin-waiver-list = run `kenpin waiver list { $path }`
there-is-no-waiver-or-review = there is no waiver or review "{ $id }"

## src/cli/waiver_add.rs

write-it-as-a-day-2026-11 = write it as a day, 2026-11-23
name-a-day-from-on = name a day from { $today } on
this-waiver-would-have-expired-already-after = this waiver would have expired already, after { $expires }
waiver-is-written-to-and-counts-until = waiver "{ $id }" is written to { $path } and counts until { $expires }
review-is-written-to-and-counts-until = review "{ $id }" is written to { $path } and counts until an entry changes
there-is-no-entry = there is no entry "{ $named }"
write-it-as-the-finding-does-list = write it as the finding does, LIST/ENTRY
the-waiver = the waiver

## src/cli/serve.rs, src/cli/admin.rs, src/cli/signer.rs: the portal

this-folder-cannot-be-made = this folder cannot be made: { $error }
name-another-with-data-or-storage-or = name another with --data or --storage, or make it yourself
no-threads-can-be-started = no threads can be started: { $error }
raise-the-limit-of-processes = raise the limit of processes
there-is-no-such-pass-or-it-was = there is no such pass, or it was taken back before
see-kenpin-admin-token-list = see `kenpin admin token list`
the-audit-chain-is-broken = the audit chain is broken: { $why }
compare-with-the-newest-backup = compare with the newest backup: what stands after this event cannot be believed
no-key-can-be-made = no key can be made: { $error }

## src/server, src/store: what the portal says to people and programs

deliveries-came-through-this-link-ask-the = { $deliveries } deliveries came through this link; ask the buyer for a new one
this-was-not-handed-in-yet = this was not handed in yet
name-the-supplier = name the supplier
decision-is-accepted-conditional-referred-or = "decision" is accepted, conditional, referred or rejected
reason-has-to-be-given-in-at = "reason" has to be given, in at most { $field } characters
supplier-and-title-have-to-be-given = "supplier" and "title" have to be given, in one line of at most { $name } and { $field } characters
days-is-a-whole-number-from-to = "days" is a whole number from 1 to { $longest }
this-order-cannot-be-written-as-toml = this order cannot be written as TOML
nothing-was-sent-choose-at-least-one = nothing was sent; choose at least one file
the-body-is-no-multipart-form-data = the body is no multipart/form-data; name its boundary in Content-Type
a-file-s-name-has-at-most = a file's name has at most { $most } bytes; shorten it
one-upload-holds-at-most-files-send = one upload holds at most { $files } files; send them as one archive (zip or tar)
expires-is-at-most-days-ahead = "expires" is at most { $days } days ahead
a-piece-is-sent-as-offset = a piece is sent as `Content-Type: application/offset+octet-stream`
more-came-than-upload-length-said = more came than `Upload-Length` said; begin the file anew
the-header-has-to-hold-a-number = the header `{ $name }` has to hold a number of bytes
files-with-bytes-together-may-be-under = { $count } files with { $most } bytes together may be under way at once; send what is complete, or wait ten minutes until what was left lying is gone
this-file-is-coming-in-over-another = this file is coming in over another connection; try again in some seconds
bytes-of-this-file-are-here-go = { $here } bytes of this file are here; go on from there
of-a-file-of-bytes-are-here = of a file { $here } of { $length } bytes are here; send the rest first
the-connection-broke-before-all-of-it = the connection broke before all of it had come; send it again
one-upload-holds-at-most-bytes-compress = one upload holds at most { $limit } bytes; compress it (zip, tar.gz), or ask the buyer to raise --max-upload
a-part-s-headers-are-too-large = a part's headers are too large
the-upload-is-damaged-or-the-connection = the upload is damaged or the connection broke before all of it had come; send it again
role-is-vendor-buyer-auditor-or-admin = "role" is vendor, buyer, auditor or admin
name-has-to-be-given-in-at = "name" has to be given, in one line of at most { $most } characters
a-form-has-at-most-bytes = a form has at most { $most } bytes
idempotency-key-has-to-printable-characters = Idempotency-Key has 1 to { $most } printable characters
idempotency-key-has-to-printable-ascii = Idempotency-Key has 1 to { $most } printable ASCII characters without spaces
each-of-serials-is-one-line-of = each of "serials" is one line of at most { $most } characters
after-is-the-number-of-an-event = "after" is the number of an event
state-is-none-of = "state" is none of { $states }
the-body-is-not-the-json-that = the body is not the JSON that is asked for: { $error }
this-idempotency-key-was-used-with-other = this Idempotency-Key was used with other files; send these with a new one
only-a-draft-that-is-judged-can = only a draft that is judged can be handed in
a-later-delivery-was-handed-in-send = a later delivery was handed in; send this one again if it is the one to count
a-decision-is-accepted-conditional-referred-or = a decision is accepted, conditional, referred or rejected
the-submission-has-another-verdict-by-now = the submission has another verdict by now, or is not with the buyer; read it again
another-worker-has-this-job-by-now = another worker has this job by now
no-supplier-request-or-delivery-has-this = no supplier, request or delivery has this id
take-the-id-from-the-portal-s = take the id from the portal's own pages
there-is-no-such-hold-or-it = there is no such hold, or it was lifted before
see-kenpin-admin-hold-list = see `kenpin admin hold list`
it-was-never-judged-and-will-be = it was never judged, and will be; there is nothing to do again
sign-in-or-send-a-token-that = sign in, or send a token that is valid: `Authorization: Bearer TOKEN`
your-role-may-not-do-this-or = your role may not do this, or the form is from another session; load the page again
there-is-nothing-here-check-the-address = there is nothing here; check the address, or ask whoever sent you the link for a new one
this-address-takes-another-method = this address takes another method; /api/openapi.json says which
the-data-came-too-slowly-send-it = the data came too slowly; send it again, in smaller parts where the line is slow
too-many-requests-from-your-address-wait = too many requests from your address; wait a minute
this-cannot-be-meant-so = this cannot be meant so
not-signed-in = not signed in
not-allowed = not allowed
not-found = not found
another-method = another method
not-possible-now = not possible now
too-large = too large
too-slow = too slow
too-many-requests = too many requests
out-of-order = out of order
certifications-were-made-for-this-delivery = { $most } certifications were made for this delivery; send the delivery again
this-certification-has-signatures-already = this certification has { $most } signatures already
answer-the-question = answer "{ $question }" ({ $citation })
the-evidence-speaks-against-the-answer = the evidence speaks against the answer to "{ $question }": explain it in words, or answer "does"
the-answer-needs-words-of-your-own = the answer to "{ $question }" needs words of your own
the-answer-is-longer-than = the answer to "{ $question }" is longer than { $most } characters
give-the-name-and-the-position-of = give the name and the position of whoever certifies
confirm-that-a-reasonable-inquiry-was = confirm that a reasonable inquiry was made and that you may certify for the supplier
certify-first-then-sign = certify first, then sign
a-signature-has-at-most-bytes = a signature has at most { $most } bytes
this-signature-is-not-taken = this signature is not taken: { $says-why }
statements-belong-to-a-draft-that-is = statements belong to a draft that is judged; this is none
this-request-asks-for-statements-answer = this request asks for statements: answer them, then hand in
there-are-no-statements-there-are = there are no statements "{ $unknown }"; there are { $known }
verdict-is-the-id-of-the-verdict = "verdict" is the id of the verdict that was read
name-has-to-be-given-and-is-no-id = "name" has to be given, in one line of at most { $most } characters, and is no id
the-order-s-vendor-is-not-the = the order's "vendor" is not the supplier, { $supplier }; leave it out, or write the same
the-portal-has-no-room-left-what = the portal has no room left; what was answered before is kept, this was not. Tell the buyer, and send it again once there is room
the-portal-cannot-answer-now-what-was = the portal cannot answer now; what was answered before is kept. Try again in some minutes
no-room-left = no room left
a-file-s-name-holds-a-control = a file's name holds a control character: { $name }; rename the file
aws-endpoint-url-names-another-machine-by = AWS_ENDPOINT_URL names another machine by http; name it by https, or set AWS_ALLOW_HTTP=true
a-text-holds-a-character-that-cannot = a text holds a character that cannot be kept; take it out
a-vendor-s-pass-belongs-to-a = a vendor's pass belongs to a supplier; name a known one, or a new one
the-buyer-has-decided-on-delivery-of = the buyer has decided on delivery { $number } of this request; ask the buyer to reopen it, then hand this one in
only-what-was-decided-can-be-reopened = only what was decided can be reopened
a-supplier-of-this-name-is-known = a supplier of this name is known: { $id }; use that one, or add to the name what tells them apart, such as the town
no-supplier-of-this-id-or-name = no supplier of this id or name is known; make it first (POST /api/v1/suppliers), or say in the form that it is new
more-than-one-supplier-bears-this-name = more than one supplier bears this name; give the id of the one you mean: { $ids }
show-anew-who-you-are-before-you = show anew who you are before you decide: the page of this delivery leads there
you-are-not-signed-in-start-again = you are not signed in: { $says-why }. Start again at /sign-in
it-was-begun-too-long-ago-or = it was begun too long ago, or was ended before
it-was-begun-in-another-browser = it was begun in another browser
the-answer-is-from-another-identity-provider = the answer is from another identity provider
the-identity-provider-did-not-let-you = the identity provider did not let you in
your-organisation-gives-you-no-role-here = your organisation gives you no role here; ask your administrator
an-administrator-has-locked-you-out = an administrator has locked you out
the-issuer-s-address-is-none = the issuer's address is none
the-identity-provider-does-not-answer-as = the identity provider does not answer as it should
the-address-of-the-return-is-none = the address of the return is none
the-identity-provider-names-no-address-for = the identity provider names no address for tokens
the-identity-provider-does-not-take-the = the identity provider does not take the code
the-identity-provider-gave-no-id-token = the identity provider gave no ID token
the-id-token-does-not-hold-signature = the ID token does not hold: signature, issuer, audience, time or nonce
the-id-token-names-no-algorithm = the ID token names no algorithm
the-id-token-names-no-key = the ID token names no key
the-id-token-s-hash-cannot-be = the ID token's hash cannot be computed
the-id-token-belongs-to-another-access = the ID token belongs to another access token
the-identity-provider-does-not-say-when = the identity provider does not say when you showed who you are
the-identity-provider-did-not-ask-anew = the identity provider did not ask anew who you are
you-showed-who-you-are-in-a = you showed who you are in a weaker way than is asked for
these-settings-of-the-single-sign-on = these settings of the single sign-on cannot be used: { $why }
see-docs-portal-md-for-what-may = see docs/portal.md for what may stand there
the-delivery-has-another-verdict-by-now = the delivery has another verdict by now, or was decided; read it again, then certify
this-delivery-is-not-judged-yet-ask = this delivery is not judged yet; ask again once it has a verdict
this-verdict-is-from-before-the-portal = this verdict is from before the portal signed any; the next one on this delivery is signed
a-key-was-made-that-signs-receipts = a key was made that signs receipts and verdicts: { $path }
statements-belong-to-a-delivery-that-is = statements belong to a delivery that is judged and not yet decided on; this is none
nobody-asks-the-question = nobody asks the question "{ $unknown }"; "answers" is about { $known }
answers-answers-no-question = "answers" answers no question; /api/openapi.json names them all
maker-is-one-line-of-at-most = "maker" is one line of at most { $most } characters
the-answer-holds-a-control-character = the answer to "{ $question }" holds a control character; take it out
leave-it-out-or-check-at-home-with = leave it out, or check at home with `kenpin verify`
this-is-no-address-of-a-portal = this is no address of a portal
a-portal-s-address-has-no-name = a portal's address has no name, query or fragment in it
write-it-as-https-portal-agency-example = write it as https://portal.agency.example
the-token-and-the-files-would-go = the token and the files would go over the network for everybody to read
write-https-or-say-plain-http-where = write https://.., or say --plain-http where you trust the whole network
a-portal-is-spoken-to-over-https = a portal is spoken to over https
the-token-lies-in-the-delivery-and = the token lies in the delivery and would be sent along
there-is-no-token = there is no token
name-a-file-with-token-file-or = name a file with --token-file, or set KENPIN_TOKEN; the buyer gives it to you
this-is-no-token = this is no token
it-is-one-word-of-letters-digits = it is one word of letters, digits and signs; copy it again
two-files-would-have-one-name = two files would have one name
put-them-into-one-folder-and-name = put them into one folder, and name that
there-is-nothing-to-send = there is nothing to send
name-files-or-a-folder-with-files = name files, or a folder with files in it
this-is-no-key = this is no key
take-1-to-200-letters-digits-and = take 1 to 200 letters, digits and signs without spaces
ask-again-later-the-same-command-sends = ask again later: the same command sends nothing twice
the-portal-has-the-delivery-and-has = the portal has the delivery and has not judged it yet
check-the-address-and-the-line-then = check the address and the line, then send it again: what arrived is not there twice
ask-the-buyer-for-the-portal-s = ask the buyer for the portal's address, and name that
check-the-token-the-buyer-gives-out = check the token; the buyer gives out another one
put-it-right-then-send-it-again = put it right, then send it again
send-it-again-later-what-arrived-is = send it again later: what arrived is not there twice
send-it-again-once-nothing-writes-to = send it again once nothing writes to it any more
check-the-address-with-the-buyer = check the address with the buyer
free-the-disk-or-write-it-elsewhere-2 = free the disk, or write it elsewhere
the-portal-keeps-this-delivery-as = the portal keeps this delivery as { $id }
standard-input-cannot-be-sent-again-where = standard input cannot be sent again where the line breaks
keep-it-in-a-file-and-name = keep it in a file, and name that
take-it-out-or-put-a-file = take it out, or put a file in its place
the-portal-sends-elsewhere-to = the portal sends elsewhere, to { $place }; nothing was sent there
the-portal-refuses-this-status = the portal refuses this (status { $status }): { $detail }
the-portal-cannot-answer-now-status = the portal cannot answer now (status { $status }): { $detail }
this-file-changed-while-it-was-sent = this file changed while it was sent: { $name }
what-answers-there-is-no-portal-of = what answers there is no portal of kenpin: { $why }
the-portal-cannot-be-reached-or-is = the portal cannot be reached or is not who it says: { $why }
there-are-webhooks-already-remove-one = there are { $most } webhooks already; remove one
this-is-no-address-of-a-webhook = this is no address of a webhook
a-webhook-s-address-has-no-name = a webhook's address has no name or fragment in it, and at most 2000 bytes
a-webhook-is-told-over-https-and = a webhook is told over https, and over http on this machine only
this-address-leads-into-a-private-network = this address leads into a private network
the-name-of-this-address-stands-for = the name of this address stands for none
name-an-address-such-as-https-procurement = name an address such as https://procurement.agency.example/kenpin; --allow-private lets it lead into a private network
there-is-no-such-webhook-or-it = there is no such webhook, or it was removed before
see-kenpin-admin-webhook-list = see `kenpin admin webhook list`
this-delivery-had-no-verdict-on-its = this delivery had no verdict on { $day }; its page lists when it was judged
as-of-is-a-day = "as_of" is a day: 2026-11-30
this-delivery-lies-with-the-buyer-and = this delivery lies with the buyer and is certified already; send it again to certify otherwise
there-is-no-portal-s-folder = there is no portal's folder
name-the-folder-of-the-running-portal = name the folder of the running portal with --data
this-is-another-backup-or-it-was = this is another backup, or it was changed: it has sha256:{ $found }
take-the-backup-whose-digest-was-printed = take the backup whose digest was printed when it was made
manifest-is-no-sha-256 = --manifest is no SHA-256
write-the-64-hexadecimal-digits-that = write the 64 hexadecimal digits that `kenpin admin backup` printed
this-waiver-was-approved-refused-or-withdrawn = this waiver was approved, refused or withdrawn by now; load the page again
expires-is-the-last-day-on-which = "expires" is the last day on which it counts: 2026-11-30
expires-is-past-name-a-day-on = "expires" is past; name a day on which it still counts
finding-is-the-number-of-a-finding = "finding" is the number of a finding of this verdict, from 0, as the report has them
nothing-of-this-finding-can-be-allowed = nothing of this finding can be allowed so: "covers" is the number of one of its places, or maker where it names one; notes and what the policy itself says are not waived
the-policy-or-a-list-cannot-be = the policy or a list cannot be read now, and nothing is approved meanwhile
its-last-day-is-past-ask-for = its last day is past; ask for another one
after-is-the-number-of-a-waiver = "after" is the number of a waiver
signature-is-base64-of-at-most = "signature" is base64 of at most { $most } characters
the-same-was-asked-for-before = the same was asked for before: { $called }; it is to be approved or refused first
somebody-other-than-whoever-asked-for-it = somebody other than whoever asked for it has to approve or refuse it
only-whoever-asked-for-it-or-approved = only whoever asked for it or approved it can withdraw it
