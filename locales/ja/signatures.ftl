### Signatures and trust


## Images in registries

what-was-signed-names-the-image-sha256 = 署名の対象は、納入されていないイメージ sha256:{ $image } です
ask-the-vendor-to-sign-the-image = 納入するイメージに署名するよう業者に求めてください
ask-the-vendor-for-a-bundle-of = 版 0.3 のバンドルを業者に求めてください。cosign 2 がイメージに添えたものについては、--log-promise でログの約束を認められます

## src/evidence/apart.rs

somebody-whom-the-signature-does-not-name = 署名に記載のない者
the-key-that-it-names = 署名が示す鍵
any-key-that-is-trusted-here = ここで信頼しているいずれの鍵
the-signature-does-not-fit-under-one = { $says-under }では署名が「{ $path }」と一致しません。署名後に一方が変更されたか、別の者が署名しています
fetch-both-again-from-the-vendor-where = 両方を業者から改めて入手してください。それでも一致しない場合は、どの鍵でどのデータに署名したかを業者に確認してください
the-signature-covers-no-document-of-this = 署名が、この納入物のどの文書も対象としていません
have-the-document-that-it-belongs-to = 対応する文書を署名とともに納入させてください
the-signature-was-made-with-sha-1 = 署名が SHA-1 または 2048 ビット未満の RSA 鍵で作られており、もはや証明になりません
ask-the-vendor-to-sign-again-with = SHA-256 と 2048 ビット以上の RSA、または楕円曲線で改めて署名するよう業者に求めてください
fetch-the-signature-again-from-the-vendor = 署名を業者から改めて入手してください(`{ $again }`)

## src/evidence/cms.rs

the-file-carries-certificates-and-no-signature = ファイルに証明書はありますが、署名がありません
ask-the-vendor-for-the-signature-openssl = 署名を業者に求めてください(`openssl cms -sign`)
the-file-is-cms-but-not-signeddata = ファイルは CMS ですが SignedData ではなく、暗号化または圧縮されたものです
ask-the-vendor-for-a-signature-in = 暗号化していない署名を業者に求めてください
the-file-is-no-complete-cms-signeddata = ファイルが、DER、BER または PEM の完全な CMS SignedData ではありません
fetch-the-signature-again-from-the-vendor-2 = 署名を業者から改めて入手するか、DER で求めてください(`openssl cms -sign -outform DER`)
key-sha256 = 鍵 sha256:{ $fingerprint }
the-signed-content-type-is-not-that = 署名された内容の種類が、実際の内容と一致しません(RFC 5652 第 11.1 節)
content-of-another-type-than-plain-data = 通常のデータ以外の内容に、署名属性がありません(RFC 5652 第 5.3 節)
the-key-of-is-of-a-kind = 「{ $subject }」の鍵の種類に対応していません
ask-the-vendor-to-sign-with-rsa = RSA、P-256、P-384、P-521 または Ed25519 で署名するよう業者に求めてください
its-content = その内容
the-signature-does-not-fit-one-of = 署名が「{ $of }」と一致しません。署名後に一方が変更されています
fetch-both-again-from-the-vendor-where-2 = 両方を業者から改めて入手してください。それでも一致しない場合は、どのデータに署名したかを業者に確認してください
signed-by-and-nothing-that-is-trusted = { $says-claimed }の署名がありますが、それが誰の署名かを示す信頼先がありません
obtain-the-vendor-s-authority-certificate-by = 業者の認証局の証明書を、この納入物とは別の経路で入手し、--trusted-ca で渡してください
the-signature-rests-on-md5-sha-1 = 署名が MD5、SHA-1 または 2048 ビット未満の RSA 鍵によるもので、もはや証明になりません
ask-the-vendor-to-sign-again-with-2 = SHA-256 以上と 2048 ビット以上の RSA、または楕円曲線で改めて署名するよう業者に求めてください
the-signature-s-algorithm-is-not-supported = 署名のアルゴリズムに対応していないか、署名者の鍵と合いません
ask-the-vendor-to-sign-with-rsa-2 = RSA(PKCS #1 または PSS)、ECDSA または Ed25519 と SHA-2 で署名するよう業者に求めてください
ask-the-vendor-to-sign-again-with-3 = 別のツールで改めて署名するよう業者に求めてください

## src/evidence/cose.rs

a-cose-sign1-with-es256-or-eddsa = ES256 または EdDSA の COSE_Sign1
around-its-payload = その内容
the-file-is-no-complete-cose-sign1 = ファイルが完全な COSE_Sign1 ではありません
its-algorithm-does-not-stand-in-the = アルゴリズムが保護ヘッダーにないか、それ以外の場所にもあります
the-cose-signature-stands-under-a-condition = COSE 署名に、解釈できない条件(crit)が付いています
ask-the-vendor-for-a-cose-sign1 = crit ヘッダーのない COSE_Sign1 を業者に求めてください
its-algorithm-is-not-one-of-es = アルゴリズムが ES、PS、RS、EdDSA のいずれでもありません
the-holder-of-key = 鍵「{ $name }」の保有者
the-cose-signature-cannot-be-relied-on = COSE 署名を信用できません: { $says-what }
ask-the-vendor-for = { $says-again }を業者に求めてください

## src/evidence/dsse.rs

it-holds-signatures-1-to-are-read = 署名が { $signatures } 個あります。読めるのは 1 から { $signatures2 } 個です
its-payload-is-no-base64 = payload が base64 ではありません
it-holds-no-signature = 署名がありません
a-signature-of-it-is-no-base64 = base64 ではない署名があります
its-cert-is-no-pem = "cert" が PEM ではありません
its-cert-holds-something-else-than-certificates = "cert" に証明書以外のものがあります
its-keyid-names-another-key-than-the = "keyid" が、一致する鍵とは別の鍵を示しています
the-signature-does-not-fit-the-signed = 署名が一致しません。署名されたデータまたは署名が、署名後に変更されています
fetch-it-again-from-whoever-keeps-it = 管理者から改めて入手してください。それでも同じなら、使用しないでください
somebody-who-gives-no-name-and-no = 名称も鍵も示さない者
it-is-no-envelope-that-can-be = 信用できるエンベロープではありません: { $says-what }
fetch-it-again-from-whoever-keeps-it-2 = 管理者から改めて入手してください

## src/evidence/embedded.rs

obtain-the-vendor-s-key-or-authority = 業者の鍵または認証局の証明書を、この納入物とは別の経路で入手し、--trusted-key または --trusted-ca で渡してください

## src/evidence/jsf.rs

the-whole-bill = 部品表全体
the-signed-bill-is-larger-than-bytes = 署名された部品表が { $limit-bytes } バイトを超えており、正規化できません
ask-the-vendor-for-a-signature-beside = 部品表とは別のファイルの署名(CMS、OpenPGP、Sigstore)を業者に求めてください
the-signed-bill-holds-a-number-that = 署名された部品表に、プログラムによって読み方が異なる数値(RFC 7493 第 2.2 節: 2^53 以上、または 15 桁を超えるもの)があります
ask-the-vendor-to-write-such-a = そのような数値を文字列で書くか、別のファイルで部品表に署名するよう業者に求めてください
it-has-no-canonical-form-rfc-8785 = 正規形(RFC 8785)がありません
the-signature-leaves-out-excludes-so-that = 署名が「{ $left-out }」を対象外("excludes")としており、誰が書いたか分かりません
ask-the-vendor-to-sign-the-whole = 部品表全体に署名するよう業者に求めてください
the-certificate-s-kind-of-key = 証明書の鍵の種類
publickey-and-certificatepath-hold-different-keys = "publicKey" と "certificatePath" の鍵が異なります
its-algorithm-does-not-go-with-its = アルゴリズムが鍵と合いません
its-value-is-too-long-or-too = 値が短すぎるか長すぎます
the-holder-of-key-sha256 = 鍵 sha256:{ $fingerprint } の保有者
the-signature-inside-does-not-fit-what = 内部の署名が、それを含む内容と一致しません。署名後に一方が変更されています
fetch-the-bill-again-from-the-vendor = 部品表を業者から改めて入手してください。それでも同じなら、改めて署名するよう業者に求めてください
the-signature-inside-is-no-jsf-signature = 内部の署名は信用できる JSF 署名ではありません: { $says-what }
the-signature-inside-was-made-with-an = 内部の署名が 2048 ビット未満の RSA 鍵で作られており、もはや証明になりません
ask-the-vendor-to-sign-again-with-4 = 2048 ビット以上の RSA、または楕円曲線で改めて署名するよう業者に求めてください
the-signature-inside-is-an-hmac-whoever = 内部の署名は HMAC です。検証できる者は誰でも作れるため、ほかの者に対する証明になりません
ask-the-vendor-to-sign-with-rsa-3 = RSA、楕円曲線または Ed25519 で署名するよう業者に求めてください
the-signature-inside-uses-what-is-not = 内部の署名が、対応していないものを使っています: { $says-what }
ask-the-vendor-to-sign-with-rs256 = RS256 もしくは PS256 以上、ES256、ES384、ES512 または Ed25519 で署名するよう業者に求めてください

## src/evidence/json.rs

member-stands-twice-in-one-object = メンバー「{ $name }」が一つのオブジェクトに二度あります

## src/evidence/minisign.rs

the-file-is-no-complete-minisign-signature = ファイルが完全な minisign 署名ではありません
the-minisign-signature-is-of-the-old = minisign 署名が旧方式(ファイルそのものに対するもの)です
ask-the-vendor-to-sign-again-with-5 = minisign 0.6 以降で改めて署名するよう業者に求めてください
the-holder-of-minisign-key = minisign 鍵 { $string } の保有者

## src/evidence/mod.rs

the-delivery-holds-more-than-signatures-this = 納入物の署名が { $signatures } 個を超えており、この署名は検証していません
have-the-delivery-split = 納入物を分けさせてください
the-signatures-of-this-delivery-ask-for = 納入物の署名の検証に { $hashing } バイトを超えるハッシュ計算が必要なため、この署名は検証していません
have-the-delivery-split-or-signed-with = 納入物を分けさせるか、SHA-256 と署名属性を用いて署名させてください
the-signature-fits-no-key-that-is = 署名が、ここで信頼しているどの鍵とも一致しません。文書が改変されていないことは別の署名が示しています
if-this-signer-is-the-vendor-s = この署名者も業者であれば、その鍵をこの納入物とは別の経路で入手し、--trusted-key で渡してください

## src/evidence/openpgp.rs

the-file-is-a-it-holds-what = ファイルは「{ $label }」であり、署名の対象を内包しているか、暗号化されています
ask-the-vendor-for-a-signature-beside-2 = 別のファイルの署名を業者に求めてください(`gpg --armor --detach-sign`)
the-file-is-no-complete-openpgp-signature = ファイルが、ASCII 形式でもバイナリ形式でも完全な OpenPGP 署名ではありません
fetch-the-signature-again-from-the-vendor-3 = 署名を業者から改めて入手してください(`gpg --armor --detach-sign`)
openpgp-key-2 = OpenPGP 鍵 { $fingerprint }
the-openpgp-signature-is = OpenPGP 署名が{ $says-what }です
ask-the-vendor-for-a-plain-signature = 別のファイルの通常の署名を業者に求めてください(`gpg --armor --detach-sign`)
of-a-version-that-is-not-supported = 対応していない版
of-version-3-or-older-which-leaves = 作成者を示さない版 3 以前
over-a-text-whatever-its-line-ends = 改行を区別しないテキストに対するもの、または文書を対象としないもの
made-with-md5-sha-1-or-another = MD5、SHA-1 その他もはや証明にならないハッシュによるもの
under-a-condition-that-is-not-understood = 解釈できない条件(critical subpacket)の付いたもの
without-the-time-at-which-it-was = 作成時刻のないもの
the-openpgp-signature-says-that-it-was = OpenPGP 署名は { $made } に作成されたと述べていますが、{ $at } の時点で有効ではありません
check-the-moment-of-the-decision-at = 判定時点(--at)を確かめるか、改めて署名するよう業者に求めてください
the-openpgp-signature-covers-no-document-of = OpenPGP 署名が、この納入物のどの文書も対象としていません
the-signature-does-not-fit-under-openpgp = OpenPGP 鍵 { $keys } では署名が「{ $path }」と一致しません。署名後に一方が変更されています
signed-by-and-no-such-key-is = { $says-claimed }の署名がありますが、そのような鍵を信頼していません
obtain-the-vendor-s-openpgp-key-by = 業者の OpenPGP 鍵を、この納入物とは別の経路で入手し、指紋を照合のうえ、--trusted-key で渡してください
the-holder-of-openpgp-key = OpenPGP 鍵 { $hex } の保有者
the-holder-of-an-openpgp-key-that = 記載のない OpenPGP 鍵の保有者
ask-the-vendor-to-sign-again-with-6 = SHA-256 以上で改めて署名するよう業者に求めてください

## src/evidence/platform.rs

no-platform-authority-was-given-to-check = 検証に使うプラットフォーム認証局が与えられていません
pass-the-maker-s-platform-ca-as = 製造者のプラットフォーム認証局の証明書を別の経路で入手し、--ca で渡してください
none-of-the-given-authorities-has-the = 与えられた認証局の中に、発行者の名称のものがありません
pass-the-issuer-s-certificate-as-ca = 発行者の証明書を別の経路で入手し、--ca で渡してください
its-signature-algorithm-is-not-supported = 署名のアルゴリズムに対応していません
ask-for-a-certificate-with-rsa-ecdsa = RSA、ECDSA、Ed25519 または ML-DSA の証明書を求めてください
the-tpm-s-certificate-has-the-same = TPM の証明書が、別の発行者名で同じシリアル番号を持っています
compare-the-tpm-s-certificate-by-hand = TPM の証明書を人が照合するか、訂正したものを製造者に求めてください
its-signature-is-not-the-issuer-s = 署名が発行者のものではありません。改変されたか、別の者が署名しています
do-not-rely-on-it-ask-the = 使用せず、製造者に原本を求めてください
it-rests-on-sha-1-or-on = SHA-1 または 2048 ビット未満の RSA 鍵によるもので、もはや証明になりません
ask-the-maker-for-a-certificate-with = SHA-256 以上の証明書を製造者に求めてください
it-has-expired = 期限が切れています
ask-the-maker-for-one-that-is = 有効なものを製造者に求めてください
it-is-not-valid-yet = まだ有効期間が始まっていません
check-the-clock-and-at = 時計と --at を確かめてください
its-issuer-s-certificate-is-not-valid = 発行者の証明書が、その時点で有効ではありません
ask-the-maker-for-one-under-an = 有効な認証局によるものを製造者に求めてください
it-has-a-critical-extension-that-is = 解釈できない critical 拡張があります(RFC 5280 第 4.2 節)
ask-the-maker-what-it-means = その意味を製造者に確認してください
it-belongs-to-another-tpm-than-the = 与えられたものとは別の TPM のものです
check-that-box-and-papers-belong-together = 箱と書類が対応しているかを確かめてください
the-delta-belongs-to-another-base-certificate = 差分証明書が、別の基本証明書または別のプラットフォームのものです
there-are-deltas-and-no-base-certificate = 差分証明書はありますが、基本証明書がありません
add-the-base-certificate = 基本証明書を追加してください
there-is-more-than-one-base-certificate = 基本証明書が二つ以上あります
keep-the-one-that-belongs-to-this = この機器のものだけを残してください
a-delta-changes-what-is-not-there = 差分証明書が、存在しないものを変更しているか、既にあるものを追加しています
ask-the-integrator-for-a-delta-that = 整合する差分証明書をインテグレーターに求めてください
it-is-cut-short = 途中で切れています
ask-for-the-whole-file = ファイル全体を求めてください
there-is-more-in-the-file-than = ファイルに、一つの証明書以外のものがあります
hand-in-one-certificate-a-file = 一つのファイルに証明書を一つだけ入れて渡してください
it-does-not-follow-der-or-the = DER または証明書の形式に従っていません
ask-the-maker-for-a-correct-one = 正しいものを製造者に求めてください
the-file-is-empty = ファイルが空です
ask-for-the-file-again = ファイルを改めて求めてください
it-lists-more-than-10-000-components = 部品が 10,000 件を超えています
ask-the-maker-what-it-is-for = その用途を製造者に確認してください
it-is-not-a-platform-certificate = プラットフォーム証明書ではありません
check-which-file-was-handed-in = 渡したファイルを確かめてください
malformed = 形式が正しくありません: { $says-what }
an-object-identifier-is-not-well-formed = オブジェクト識別子の形式が正しくありません

## src/evidence/raw.rs

the-file-holds-no-signature-that-any = ファイルに、既知のどの形式の署名もありません

## src/evidence/sigstore.rs

the-sigstore-root-cannot-be-used = Sigstore のルートを使えません: { $says-error }
fetch-trusted-root-json-again-from-its = trusted_root.json を配布元から改めて入手してください
its-mediatype-is-none-of = mediaType「{ $media-type }」が { $root-types } のいずれでもありません
it-has-no-mediatype = mediaType がありません
its-content-is-neither-a-message-signature = 内容がメッセージ署名でも DSSE エンベロープでもありません
the-signature-does-not-fit-the-document = 署名が文書と一致しません
fetch-both-again-from-the-vendor = 両方を業者から改めて入手してください
the-signer-s-certificate-was-not-valid = 署名者の証明書が、署名時に有効ではありませんでした
ask-the-vendor-to-sign-again = 改めて署名するよう業者に求めてください
the-signer-s-certificate-is-not-one = 署名者の証明書が、このルートのものではありません
pass-the-root-under-which-the-vendor = 業者が署名に用いるルートを渡してください
log-entry-or-timestamp-do-not-prove = ログの記録またはタイムスタンプから、署名の時期を証明できません
ask-the-vendor-for-the-bundle-as = ツールが書き出したままのバンドルを業者に求めてください
ask-the-vendor-for-a-bundle-of-2 = 固有の証明書を含む版 0.3 のバンドルを業者に求めてください
the-bundle-cannot-be-relied-on = バンドルを信用できません
the-file-is-no-readable-sigstore-bundle = ファイルが、読み取れる Sigstore バンドルではありません: { $says-error }
fetch-the-bundle-again-from-the-vendor = バンドルを業者から改めて入手してください
signed-by-as-says-asked-for-as = 「{ $as-deref2 }」によれば署名者は「{ $as-deref }」ですが、求められているのは「{ $issuer }」による「{ $name }」です
if-this-signer-is-the-vendor-s-2 = この署名者が業者であれば、信頼先として指定してください

## src/evidence/ssh.rs

the-file-is-no-complete-ssh-signature = ファイルが完全な SSH 署名ではありません
the-holder-of-ssh-key = SSH 鍵 { $fingerprint } の保有者
its-kind-of-key = 鍵の種類
signed-for-and-only-what-is-signed = 「{ $namespace }」用に署名されていますが、ここで有効なのは「{ $namespace2 }」用の署名だけです
ask-the-vendor-to-sign-with = `{ $again }` で署名するよう業者に求めてください
the-signature-is-not-two-numbers = 署名が二つの数ではありません
its-algorithm = アルゴリズム
the-ssh-signature-uses-what-is-not = SSH 署名が、対応していないものを使っています: { $says-what }
ask-the-vendor-to-sign-with-an = ハードウェアトークンのものではない Ed25519、ECDSA または RSA の鍵で署名するよう業者に求めてください

## src/evidence/statement.rs

the-signed-statement-is-of-type-which = 署名された文書の種類が「{ $kind }」であり、in-toto Statement v0.1 または v1 ではありません
ask-the-vendor-for-an-in-toto = in-toto Statement v1 を業者に求めてください
it-names-subjects-1-to-are-read = 対象が { $subject } 個あります。読めるのは 1 から { $subjects } 個です
subject-digest-is-no-lower-case-hexadecimal = 対象のダイジェスト「{ $name }」が、正しい長さの小文字の 16 進数ではありません
the-statement-speaks-of-other-bytes-than = 署名された文書が述べるデータが、添えられた「{ $path }」と異なります
verified-not-understood-signed-by-with-predicate = 検証はできましたが内容は解釈できません: 「{ $signer }」の署名、predicate「{ $predicate-type }」
ask-the-vendor-to-sign-the-document = 文書そのものにも署名するよう業者に求めてください
has-verified-this-and-says = 「{ $signer }」がこれを検証し、結果を { $unwrap-or } と述べています
nothing-of-the-result = 記載なし
ask-the-vendor-why-and-for-what = 理由と、合格となるものを業者に求めてください
the-signed-payload-is-no-in-toto = 署名された内容は、信用できる in-toto ステートメント ではありません: { $says-what }
ask-the-vendor-to-make-the-attestation = 別のツールで証明書類を作り直すよう業者に求めてください

## src/evidence/timestamp.rs

the-timestamp-stands-beside-nothing = タイムスタンプに対応するものがありません
have-it-delivered-under-the-name-of = 対象の名称の末尾に .tsr を付けた名称で納入させてください
it-is-no-signed-timestamp = 署名されたタイムスタンプではありません
an-authority-that-it-does-not-name = 記載のない機関
digest = ダイジェスト { $imprint }
it-is-no-der = DER ではありません
it-holds-no-tstinfo = TSTInfo がありません
its-tstinfo-is-not-as-rfc-3161 = TSTInfo が RFC 3161 に従っていません
it-has-not-one-signer = 署名者が一者ではありません
it-has-no-signed-attributes = 署名属性がありません
it-was-made-for-other-bytes = 別のデータに対して作られています
its-time-or-its-imprint-was-changed = 時刻または対象の値が、署名後に変更されています
its-signature-is-not-by-the-certificate = 署名が、示された証明書によるものではありません
the-timestamp-is-of-after-the-moment = タイムスタンプの時刻 { $time } が、検証時点 { $at } より後です
check-with-a-later-at = より後の --at で検証してください
it-is-no-sequence = SEQUENCE ではありません
the-answer-holds-no-timestamp = 応答にタイムスタンプがありません
the-authority-did-not-grant-it = 機関が発行を認めていません
the-timestamp-rests-on-md5-or-sha = タイムスタンプが MD5 または SHA-1 によるもので、もはや証明になりません
ask-the-vendor-for-a-timestamp-with = SHA-256 以上のタイムスタンプを業者に求めてください
the-timestamp-s-algorithm-is-not-supported = タイムスタンプのアルゴリズムに対応していません
ask-the-vendor-for-a-timestamp-with-2 = SHA-2 と RSA、ECDSA または Ed25519 のタイムスタンプを業者に求めてください
the-timestamp-cannot-be-read = タイムスタンプを読めません: { $says-what }
ask-the-vendor-for-the-timestamp-as = 機関が発行したままのタイムスタンプを業者に求めてください(`openssl ts -reply -in X.tsr -text` で表示できます)
the-timestamp-does-not-fit-the-signature = タイムスタンプが署名と一致しません: { $says-what }
fetch-both-again-from-the-vendor-where-3 = 両方を業者から改めて入手してください。それでも一致しない場合は、どの署名にタイムスタンプを取得したかを業者に確認してください
the-timestamp-brings-no-certificate-of-its = タイムスタンプに署名者の証明書がなく、信頼先の中にも該当するものがありません
pass-the-timestamp-authority-s-certificate-as = タイムスタンプ局の証明書を --trusted-ca で渡してください

## src/evidence/trust.rs

the-trusted-root-is-not-to-be = 信頼先のルート「{ $name }」は古すぎるため、{ $at } の時点で使えません
update-the-trust-roots = 信頼先のルートを更新してください
was-to-be-trusted-for-this-until = 「{ $anchor }」をこの用途で信頼する期限は { $map-or-else } でしたが、時点は { $at } です
ask-whoever-keeps-the-trust-store-whether = 信頼を継続するかどうかを信頼ストアの管理者に確認してください
may-not-vouch-for-documents-of-this = 「{ $anchor }」は、この種の文書について保証する立場にありません
have-the-document-signed-by-somebody-who = 認められた者に文書へ署名させるか、この署名者を認めるよう信頼ストアを改めてください
signed-by-as-says-trusted-here = 「{ $issuer }」によれば署名者は「{ $names }」ですが、信頼しているのは { $expected } です
if-this-signer-is-the-vendor-s-3 = この署名者が業者であれば、信頼ストアに登録してください
this-signer-vouches-for-and-the-order = この署名者が保証するのは「{ $parties }」ですが、発注先は「{ $vendor }」です
have-the-delivery-signed-by-the-party = 発注先の者に納入物へ署名させるか、発注書の業者を訂正してください

## src/evidence/xml_dsig.rs

the-bill-is-no-well-formed-xml = 部品表が整形式の XML ではないか、入れ子が深すぎます
the-bill-is-no-utf-8 = 部品表が UTF-8 ではありません
a-document-type-declaration-stands-in-the = 部品表に文書型宣言があります
the-bill-ends-too-early = 部品表が途中で終わっています
the-bill-is-nested-too-deep = 部品表の入れ子が深すぎます
the-bill-is-larger-than-64-mib = 部品表が 64 MiB を超えています
the-bill-has-no-element = 部品表に要素がありません
it-is-not-alone-a-second-signature = Signature が二つ並んでいます
it-is-over-a-part-of-the = 部品表の一部だけを対象としています
the-bill-declares-more-than-64-namespaces = 部品表で宣言された名前空間が 64 個を超えています
it-has-no-canonical-form = 正規形がありません
the-signature-inside-does-not-fit-the = 内部の署名が部品表と一致しません。署名後に一方が変更されています
the-signature-inside-is-no-xml-signature = 内部の署名は信用できる XML 署名ではありません: { $says-what }
ask-the-vendor-to-sign-the-whole-2 = 部品表全体に、enveloped で、URI "" の Reference を一つ付けて署名するよう業者に求めてください
the-signature-inside-rests-on-md5-sha = 内部の署名が MD5、SHA-1、DSA または 2048 ビット未満の RSA 鍵によるもので、もはや証明になりません
the-signature-inside-is-not-read = 内部の署名は読み取れません: { $says-what }
ask-the-vendor-to-sign-the-whole-3 = 部品表全体に、enveloped で、URI "" の Reference を一つ、Canonical XML と SHA-256 を用いて署名するよう業者に求めてください

## src/evidence/certificate/path.rs

the-certificate = 証明書
the-authority = 認証局
may-not-sign-documents-its-keyusage-has = は文書に署名できません(keyUsage に digitalSignature も contentCommitment もありません)
ask-the-vendor-to-sign-with-a = 署名用の証明書で署名するよう業者に求めてください
may-not-stamp-times-its-extkeyusage-is = はタイムスタンプを発行できません(extKeyUsage が critical でないか、timeStamping だけではありません)
ask-the-vendor-for-a-timestamp-by = タイムスタンプ局によるタイムスタンプを業者に求めてください
the-certificate-of-may-not-sign-documents = 「{ $subject }」の証明書は文書に署名できません(keyUsage に digitalSignature も contentCommitment もありません)

## src/evidence/certificate/reasons.rs

the-certificate-of-was-issued-for-another = 「{ $subject }」の証明書は、文書への署名とは別の目的で発行されています
ask-the-vendor-to-sign-with-a-2 = コード、電子メールまたは文書の署名用の証明書で署名するよう業者に求めてください
signed-by-under-which-leads-to-no = 「{ $issuer }」のもとで「{ $subject }」が署名していますが、信頼しているどの認証局にも行き着きません
if-this-signer-is-the-vendor-s-4 = この署名者が業者であれば、その認証局の証明書を業者から別の経路で入手し、--trusted-ca で渡してください
the-certificates-from-upwards-cannot-be-checked = 「{ $subject }」から上位の証明書を検証できません: { $error }
ask-the-vendor-for-a-certificate-chain = RFC 5280 に従った証明書の連鎖を業者に求めてください
is-valid-from-to-not-at = { $says-which }「{ $subject }」の有効期間は { $not-before } から { $not-after } までで、{ $at } の時点では有効ではありません
ask-the-vendor-to-sign-again-with-7 = 有効な証明書で改めて署名するよう業者に求めてください
the-certificate-of-rests-on-sha-1 = 「{ $subject }」の証明書が、SHA-1、2048 ビット未満の RSA その他もはや証明にならないアルゴリズムによるものです
ask-the-vendor-to-sign-with-sha = SHA-256 以上と 2048 ビット以上の RSA、または楕円曲線で署名するよう業者に求めてください
the-certificate-of-or-one-above-it = 「{ $subject }」の証明書またはその上位の証明書が「{ $issuer }」により失効しています
ask-the-vendor-why-and-to-sign = 理由を業者に確認し、別の鍵で改めて署名するよう求めてください
the-revocation-list-or-ocsp-response-for = 「{ $subject }」に関する失効リストまたは OCSP 応答が、次回更新の期限を過ぎているか、証明書の認証局によるものではないため、証明書が有効であることを示せません
fetch-the-authority-s-newest-revocation-list = 認証局の最新の失効リストまたは OCSP 応答を入手し、--crl または --ocsp で渡してください
the-ocsp-response-of-says-that-it = 「{ $issuer }」の OCSP 応答が、「{ $subject }」の証明書を把握していないと述べています
ask-the-vendor-which-authority-issued-its = 証明書を発行した認証局を業者に確認し、そこから応答を入手してください

## src/evidence/cms/said.rs

with-md5-or-sha-1 = MD5 または SHA-1
not-supported = 対応していません
around-its-content = その内容
the-holder-of-a-certificate-with-serial = シリアル番号 { $hex } の証明書の保有者
the-holder-of-key-2 = 鍵 { $hex } の保有者

## src/evidence/dsse/form.rs

an-in-toto-statement-in-a-dsse = DSSE エンベロープに入れた in-toto ステートメント
the-file-is-no-dsse-envelope-that = ファイルは信用できる DSSE エンベロープではありません: { $says-what }
the-envelope-holds-which-names-no-document = エンベロープの内容は「{ $payload-type }」であり、文書を特定していないため、文書について何も証明しません
it-holds-what-is-no-base64 = base64 ではないものがあります
it-has-signatures-1-to-are-read = 署名が { $signatures } 個あります。読めるのは 1 から { $signatures2 } 個です
signed-by-of-the-trusted-signers-that = 求められている信頼できる署名者 { $wanted } 者のうち、署名しているのは { $proofs } 者です: { $names }
have-the-others-sign-the-envelope-too = ほかの者にもエンベロープへ署名させてください
somebody-whose-key-is-not-trusted = 信頼していない鍵の者
no-signature-on-the-envelope-fits-any = エンベロープの署名が、ここで信頼しているどの鍵とも一致しません。署名後に変更されたか、別の者が署名しています
fetch-it-again-from-the-vendor-and = 業者から改めて入手し、誰の鍵で署名したかを確認してください

## src/evidence/jsf/draft.rs

it-holds-a-number-that-not-every = プログラムによって読み方が異なる数値(2^53 以上、または 15 桁を超えるもの)があります
it-is-no-cyclonedx-bill-in-json = JSON の CycloneDX 部品表ではありません
it-carries-a-signature-already = 既に署名があります
a-signature-of-such-a-key-has = そのような鍵の署名を表す名称が JSF にありません
it-is-no-object = オブジェクトではありません

## src/evidence/jsf/layout.rs

signature-is-no-object = "signature" がオブジェクトではありません
signers-and-chain-are-lists = "signers" と "chain" はリストです
it-is-at-once-of-several-layouts = 一つの署名、"signers"、"chain" のうち複数の配置が混在しています
it-lists-no-signature-or-more-than = 署名が一つもないか、16 個を超えています
a-listed-signature-is-no-object = 列挙された署名がオブジェクトではありません
excludes-stands-within-one-of-several-signatures = 複数の署名の一つに "excludes" があります
its-publickey-is-no-key-that-can = "publicKey" が読み取れる鍵ではありません
its-certificatepath-holds-no-certificates-that-can = "certificatePath" に読み取れる証明書がありません
it-has-no-algorithm = "algorithm" がありません
its-value-is-no-base64url = "value" が base64url ではありません
its-excludes-is-no-list-of-other = "excludes" がほかのメンバーのリストではありません

## src/evidence/openpgp/key.rs

the-openpgp-key-carries-a-revocation-that = OpenPGP 鍵 { $name } に、その鍵自身によらない失効があり、検証できません
ask-the-vendor-whether-the-key-was = 鍵が失効したかどうかを業者に確認し、現在の鍵を --trusted-key で渡してください
the-openpgp-key-was-revoked = OpenPGP 鍵 { $name } は失効しています
the-openpgp-key-was-not-yet-or = OpenPGP 鍵 { $name } は、署名が作成されたとする { $made } の時点で有効ではありません
ask-the-vendor-to-sign-again-with-8 = 有効な鍵で改めて署名するよう業者に求めてください
the-openpgp-key-is-which-no-longer = OpenPGP 鍵 { $name } は { $says-what } であり、もはや証明になりません
ask-the-vendor-to-sign-again-with-9 = Ed25519、NIST 曲線または 2048 ビット以上の RSA で改めて署名するよう業者に求めてください
rsa-below-2048-bits = 2048 ビット未満の RSA
dsa-or-elgamal = DSA または Elgamal
the-openpgp-key-is-of-a-kind = OpenPGP 鍵 { $name } の種類に対応していません
ask-the-vendor-to-sign-with-ed25519 = Ed25519、NIST 曲線または RSA で署名するよう業者に求めてください
nothing-that-still-counts-binds-the-openpgp = OpenPGP 鍵 { $name } をその所有者に結び付ける有効なものがありません。名義が取り消されているか、SHA-1 によるものだけです
ask-the-vendor-for-its-present-key = SHA-256 以上による署名の付いた現在の鍵を業者に求め、--trusted-key で渡してください
the-openpgp-key-is-not-meant-for = OpenPGP 鍵 { $name } は文書の署名用ではありません
ask-the-vendor-to-sign-with-a-3 = 署名用の鍵で署名するよう業者に求めてください

## src/evidence/platform/chain.rs

already-there = 既にあります
not-there = 存在しません
no-status = status がありません

## src/evidence/platform/configuration.rs

an-attribute-without-a-value = 値のない属性
more-than-one-component-list = 部品の一覧が二つ以上あります
the-platform-configuration-is-not-well-formed = プラットフォーム構成の形式が正しくありません
too-many-components-more-than = 部品が多すぎます: { $components } 件を超えています
a-component-is-not-well-formed = 部品の形式が正しくありません
a-component-s-class-is-not-well = 部品のクラスの形式が正しくありません
component-class-value-is-not-four-octets = 部品のクラスの値が 4 オクテットではありません
a-text-is-of-type = テキストの型が { $tag } です
a-component-s-addresses-are-not-well = 部品のアドレスの形式が正しくありません
a-hardware-address-is-not-well-formed = ハードウェアアドレスの形式が正しくありません
a-reference-to-a-certificate-is-not = 証明書への参照の形式が正しくありません
a-uri-reference-is-not-well-formed = URI 参照の形式が正しくありません
a-property-is-not-well-formed = プロパティの形式が正しくありません
a-status-is-none-of-added-modified = status が added、modified、removed のいずれでもありません

## src/evidence/platform/endorsement.rs

the-tpm-s-certificate-does-not-follow = TPM の証明書が RFC 5280 第 4.1 節に従っていません

## src/evidence/platform/form.rs

valid-from-to = 有効期間 { $not-before } から { $not-after }
somebody-who-gives-no-name = 名称を示さない者
the-platform-certificate = プラットフォーム証明書: { $says-what }
the-platform-certificate-2 = プラットフォーム証明書: { $says-what }({ $says-detail })

## src/evidence/platform/name.rs

a-name-is-not-well-formed = 名称の形式が正しくありません
general-names-are-not-well-formed = GeneralNames の形式が正しくありません
a-directory-name-is-not-well-formed = ディレクトリ名の形式が正しくありません
string-of-type-with-octets-not-allowed = 型 { $tag } の文字列に、使えないオクテットがあります

## src/evidence/platform/shell.rs

the-pem-text-is-not-well-formed = PEM の形式が正しくありません
trailing-pem-blocks-in-one-file = 余分: 一つのファイルに PEM ブロックが { $blocks } 個あります
the-pem-text-holds-no-block = PEM にブロックがありません
indefinite-length-is-not-der = 不定長は DER ではありません
truncated-inside-a-length = 切断: 長さの途中で切れています
a-length-of-more-than-four-octets = 長さが 4 オクテットを超えています
truncated-octets-announced-there = 切断: { $length } オクテットのはずが { $there } オクテットです
length-not-minimal = 長さの表現が最短ではありません
trailing-octets-after-the-certificate = 余分: 証明書の後に { $behind } オクテットあります
values-are-nested-more-than-32-deep = 値の入れ子が 32 段を超えています
a-value-is-longer-than-what-holds = 値がそれを含むものより長いか、長さが DER に従っていません
neither-an-attribute-certificate-nor-a-public = 属性証明書でも公開鍵証明書でもありません
the-signature-is-no-whole-number-of = 署名の長さがオクテットの整数倍ではありません
the-two-signature-algorithms-differ = 二つの署名アルゴリズムが異なります
the-attribute-certificate-does-not-follow-rfc = 属性証明書が RFC 5755 第 4.1 節に従っていません
attribute-certificate-version-is-not-2 = 属性証明書の版が 2 ではありません
the-certificate-follows-neither-rfc-5755-4 = 証明書が RFC 5755 第 4.1 節にも RFC 5280 第 4.1 節にも従っていません
a-certificate-is-not-named-by-issuer = 証明書が発行者とシリアル番号で特定されていません
the-validity-is-not-two-times-as = 有効期間が DER に従った二つの時刻ではありません
an-attribute-is-not-well-formed = 属性の形式が正しくありません
an-extension-is-not-well-formed = 拡張の形式が正しくありません
an-extension-stands-twice = 拡張が二度あります
subjectdirectoryattributes-is-not-well-formed = subjectDirectoryAttributes の形式が正しくありません
not-a-platform-certificate-no-platform-configuration = プラットフォーム証明書ではありません: プラットフォーム構成も 資格種別(credential type)もありません
no-signature-algorithm = 署名アルゴリズムがありません
an-extended-key-usage-is-not-well = 拡張鍵用途の形式が正しくありません
the-credential-type-is-no-object-identifier = 資格種別(credential type)がオブジェクト識別子ではありません
it-states-two-kinds-of-credential = 二種類の credential が記載されています
the-profile-s-version-is-not-three = プロファイルの版が三つの数ではありません
subjectaltname-is-not-well-formed = subjectAltName の形式が正しくありません

## src/evidence/platform/traits.rs

a-trait-is-not-well-formed = trait の形式が正しくありません
a-component-s-traits-are-not-well = 部品の traits の形式が正しくありません

## src/evidence/sigstore/form.rs

the-bundle-covers-no-document-of-this = バンドルが、この納入物のどの文書も対象としていません
no-sigstore-root-or-key-is-trusted = このバンドルを検証できる Sigstore のルートまたは鍵を信頼していません
pass-the-vendor-s-public-key-as = 業者の公開鍵を --trusted-key で渡すか、ルートのフォルダーを --trust で渡してください
signed-by-as-says-no-identity-is = 「{ $as-deref2 }」によれば署名者は「{ $as-deref }」ですが、このルートのもとで信頼している者がありません
if-this-signer-is-the-vendor-s-5 = この署名者が業者であれば、identity と issuer を信頼ストアに登録してください

## src/evidence/sigstore/gates.rs

the-bundle-brings-certificates-along-are-read = バンドルに証明書が { $certificates } 個あります。読めるのは { $chain } 個までです
ask-the-vendor-for-a-bundle-of-3 = 署名者の証明書だけを含む版 0.3 のバンドルを業者に求めてください
under-this-root-which-keeps-no-log = このルートにはログがなく、タイムスタンプ一つとログ記録なしが必要です
it-has-log-entries = ログの記録が { $entries } 件あります
a-log-entry-stands-twice = ログの記録が二度あります
a-log-entry-has-a-promise-and = ログの記録に約束はありますが、収録の証明がありません
a-proof-of-inclusion-has-no-signed = 収録の証明に署名付きチェックポイントがありません
a-proof-of-inclusion-speaks-of-another = 収録の証明が、チェックポイントおよび記録とは別の木または位置を示しています
the-log-s-key-was-not-in = 署名時に、ログの鍵は使用されていませんでした
ask-the-vendor-to-sign-again-or = 改めて署名するよう業者に求めるか、信頼先のルートを更新してください
signed-at-after-the-moment-of-this = 署名の時刻 { $time } が、検証時点 { $at } より後です
the-signer-s-certificate-says-two-different = 署名者の証明書が、ビルドについて食い違う二つのことを述べています
ask-the-vendor-to-sign-again-with-10 = 公開インスタンスの証明書で改めて署名するよう業者に求めてください
nothing-proves-that-the-signature-was-logged = 署名がログに記録されたことを証明するものがありません: { $says-what }
ask-the-vendor-for-the-bundle-as-2 = 収録の証明を含め、ツールが書き出したままのバンドルを業者に求めてください

## src/evidence/trust/given.rs

holds-no-give-it-as-pem-or = 「{ $source-name }」に{ $says-wanted }がありません。PEM または DER で渡してください
holds-a-private-key-give-the-public = 「{ $source-name }」に秘密鍵があります。公開鍵だけを渡してください(`openssl pkey -pubout`)
the-key-in-is-of-a-kind = 「{ $source-name }」の鍵の種類に対応していません。対応しているのは、PEM、DER、または SSH 鍵もしくは minisign 鍵としての RSA、P-256、P-384、P-521、Ed25519 です
trust-root = 信頼先のルート「{ $root }」: { $says-detail }
trust-root-the-file-has-sha-256 = 信頼先のルート「{ $root }」: ファイルの SHA-256 は { $found } ですが、ORIGIN.toml では { $stated } です。配布元から改めて入手してください
trust-root-is-of-and-the-one = 信頼先のルート「{ $root }」は { $dated } のもので、使用中のものは { $newest } です。`kenpin trust update` を実行するか、フォルダーを外してください
is-no-name-and-no-pattern-that = 「{ $text }」は、署名者の名称としても型としてもあり得ません
certificate-revocation-list = 証明書失効リスト
ocsp-response-with-an-answer = 回答のある OCSP 応答
sigstore-trusted-root = Sigstore の信頼ルート
public-key = 公開鍵
openpgp-public-key-as-gpg-export-writes = `gpg --export` が書き出す OpenPGP 公開鍵

## src/evidence/trust/origin.rs

expires-is-missing-say-until-which-day = "expires" がありません。いつまで使えるかを書いてください
give-identity-or-identity-pattern-not-both = "identity" と "identity-pattern" は一方だけを書いてください
issuer-stands-without-an-identity = identity のない "issuer" があります
party-is-empty-leave-it-out-to = "party" が空です。どの業者についても信頼する場合は書かないでください
is-no-day-write-it-as-2026 = 「{ $text }」は日付ではありません。2026-11-23 のように書いてください

## src/evidence/trust/shipped.rs

its-file-is-not-there = ファイル「{ $name }」がありません
it-is-no-text = テキストではありません

## src/evidence/xml_dsig/layout.rs

it-carries-objects-of-its-own-as = XAdES のように独自のオブジェクトを含んでいます
its-signature-method-is-cut-short-or = 署名方式が切り詰められているか、パラメーター(HMACOutputLength)があります
it-is-over-several-things-more-than = 複数のもの(二つ以上の Reference)を対象としています
an-attribute-of-another-namespace-stands-in = 別の名前空間の属性があります
a-comment-cdata-section-or-processing-instruction = コメント、CDATA または処理命令があります
it-is-no-element = 要素ではありません
its-reference-has-no-uri = Reference に URI がありません
its-reference-names-something-else-than-the = Reference が部品表全体以外のものを示しています
its-reference-is-not-as-xml-signature = Reference が XML 署名の規定に従っていません
its-digest-method-is-not-supported = ダイジェスト方式に対応していません
its-first-transform-does-not-take-out = 最初の変換が、署名だけを取り除くものではありません
it-transforms-the-bill-further-before-signing = 署名の前に部品表をさらに変換しています
it-is-transformed-by-xslt-xpath-or = XSLT、XPath または Canonical XML 以外の方法で変換されています
its-canonical-form-has-parameters-that-it = 正規形に、あり得ないパラメーターがあります
it-is-an-hmac-whoever-can-check = HMAC です。検証できる者は誰でも作れます
its-signature-method-is-not-supported = 署名方式に対応していません
text-stands-between-its-elements = 要素の間にテキストがあります
its-elements-are-not-those-of-xml = 要素が XML 署名の定めるもの、または順序ではありません
an-attribute-stands-in-it-that-xml = XML 署名では許されない属性があります
a-method-has-no-algorithm = 方式に Algorithm がありません
an-element-stands-where-base64-should = base64 があるべき箇所に要素があります
