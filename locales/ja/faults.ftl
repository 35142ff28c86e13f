### The command line


## Images in registries

an-image-is-not-read-here = ここではイメージを読みません
give-a-file-or-use-kenpin-verify = ファイルを渡すか、`kenpin verify` を使ってください
offline-opens-no-socket = --offline のため通信しません
fetch-the-image-s-signatures-and-bills = ネットワークのある場所でイメージの署名と部品表を取得し、そのファイルを検証してください
lies-beside-the-image-and-was-not = { $typed }: 「{ $media }」がイメージに添えられていますが、取得していません
this-names-no-image = イメージの指定ではありません
the-registry-has-no-such-image = そのようなイメージはレジストリにありません
the-registry-does-not-let-us-read = レジストリが読み取りを認めません: { $why }
the-registry-sends-elsewhere-to-where-nothing = レジストリが別の場所 { $address } を案内していますが、そこからは取得しません
the-registry-answers-with-something-else-than = レジストリの応答が { $wanted } ではありません: { $found }
the-registry-sends-other-bytes-than-those = レジストリの送ったデータが求めたものと異なります: 求めたもの sha256:{ $asked }、届いたもの sha256:{ $found }
the-registry-lists-more-than = レジストリに { $things } が { $most } 件を超えてあります
docker-s-settings-cannot-be-used = docker の設定を使えません: { $why }
write-it-as-oci-registry-repository-tag = oci://REGISTRY/REPOSITORY:TAG または oci://REGISTRY/REPOSITORY@sha256:DIGEST の形で書いてください
check-registry-repository-and-tag-a-private = レジストリ、リポジトリとタグを確かめてください。非公開のイメージには先に `docker login` が必要です
log-in-with-docker-login-or-put = `docker login` でログインするか、docker の config.json の "auths" に利用者名とパスワードを書いてください
raise-max-document-if-an-image-of = この業者のイメージにそれだけの付属物を認める場合は、--max-document を引き上げてください
try-again-later-or-with-a-larger = 後で、または --patience を大きくして再試行してください。それでも同じなら、レジストリの運営者に確認してください
ask-the-vendor-to-keep-it-in = レジストリ自体に置くよう業者に求めてください。TLS のないレジストリは --plain-http で指定します
check-that-a-registry-answers-at-this = このアドレスで応答しているのが、プロキシやポータルのページではなくレジストリであることを確かめてください
ask-who-runs-the-registry-nothing-that = レジストリの運営者に確認してください。送られたものは使っていません
name-the-image-by-its-digest-at = 別のレジストリのイメージをダイジェストで指定するか、これらが何であるかを業者に確認してください
mend-config-json-or-name-another-folder = config.json を直すか、DOCKER_CONFIG で別のフォルダーを指定してください

## src/feed/mod.rs

the-network-cannot-be-used = ネットワークを使えません: { $p1 }
the-server-cannot-be-reached-or-is = サーバーに接続できないか、名乗るとおりのものではありません: { $p1 }
the-server-sends-elsewhere-to-a-feed = サーバーが別の場所 { $p1 } を案内しています。移転した配布元は新しいアドレスで指定してください
the-server-answers-with-status = サーバーの応答はステータス { $p1 } です
the-server-says-nothing-for-s-or = サーバーが { $p1 } 秒間応答しないか、全体に時間がかかりすぎています
the-file-is-longer-than-bytes = ファイルが { $p1 } バイトを超えています
the-file-came-cut-short-or-not = ファイルが途中で切れているか、予告された長さと異なります: { $p1 }。次の試行は続きから始めます
the-server-packs-the-file-which-was = サーバーが求めていない圧縮({ $p1 })をしています
the-file-cannot-be-written = ファイルを書き込めません: { $p1 }
it-is-not-the-part-that-was = 求めた部分ではありません
an-address-that-it-does-not-name = 記載のないアドレス

## src/cli/bom_convert.rs

the-bill-cannot-be-written-as = 部品表を { $title } として書き出せません: { $error }
lost = 失われるもの: { $says-what }
not-written-of-what-the-bill-says = 書き出していません: 部品表の記載のうち { $p1 } 件が { $title } では失われます
pass-allow-loss-if-that-is-meant = 意図したものであれば --allow-loss を付けてください

## src/cli/bom_merge.rs

the-bills-cannot-be-written-as = 部品表を { $title } として書き出せません: { $error }

## src/cli/bom_read.rs

standard-input = 標準入力
this-bill-is-larger-than-bytes = この部品表は { $limit } バイトを超えています
split-it = 分けてください
give-a-cyclonedx-or-spdx-bill = CycloneDX または SPDX の部品表を渡してください
and-more-2 = { $says-what }(ほか { $more } 件)
kenpin-bom-validate-lists-every-defect-have = `kenpin bom validate` ですべての欠陥を表示できます。先に訂正させてください

## src/cli/buyer.rs

the-order = 発注書
this-order-cannot-be-used = この発注書は使えません: { $says-fault }
see-kenpin-schema-order-for-what-may = 書けるものは `kenpin schema order` で確かめてください
the-inventory = 機器記録
this-inventory-is-larger-than-bytes = この機器記録は { $limit } バイトを超えています
the-tpm-s-certificate = TPM の証明書
did-you-mean-the-laws-know = 「{ $meant }」のことですか。法令にある語: { $all }
the-order-s-is-no-word-of = 発注書の { $key }「{ $word }」はどの法令の語でもありません
the-order-s-is-no-word-of-2 = 発注書の { $key }「{ $word }」はどの法令の語でもないため、{ $key2 } による限定には使いません。法令にある語: { $all }

## src/cli/clock.rs

the-system-s-clock-shows-no-usable = システムの時計から使える時刻が得られません
set-the-clock-or-pass-at = 時計を合わせるか、--at を指定してください
write-it-as-2026-11-23t09-00 = 2026-11-23T09:00:00Z のように、または日付 2026-11-23 のように書いてください

## src/cli/compare.rs

two-bids-go-by-the-name = 二つの応札が同じ名称「{ $name }」です
give-each-a-name-of-its-own = それぞれに固有の名称を付けてください: NAME=PATH
no-bid-is-named = 応札が一つも指定されていません
name-each-as-name-path = NAME=PATH の形で指定してください

## src/cli/config.rs

report-this-as-a-bug = 不具合として報告してください

## src/cli/explain.rs

there-is-no-rule = 「{ $asked }」という規則はありません
run-kenpin-explain-to-list-every-rule = `kenpin explain` を実行すると、すべての規則の一覧を表示できます

## src/cli/fault.rs

no-such-file-or-folder = ファイルまたはフォルダーがありません
check-the-spelling-of-the-path = パスの綴りを確かめてください
cannot-read-this = 読み取れません: { $error }
make-it-readable-for-the-user-that = kenpin を実行する利用者が読めるようにしてください

## src/cli/hardware_batch.rs

reading-the-inventories = 機器記録を読み取っています
this-declaration-cannot-be-used = この申告書は使えません: { $says-escape }
correct-it-or-leave-it-out = 訂正するか、外してください
this-inventory-cannot-be-read = この機器記録は読めません: { $says-why }
this-is-a-folder-inside-the-folder = 箱のフォルダーの中にフォルダーがあります
put-every-inventory-into-one-folder-or = すべての機器記録を一つのフォルダーに置くか、そのフォルダーを指定してください

## src/cli/hardware_collect.rs

run-it-on-the-delivered-linux-machine = 納入された Linux 機器で実行するか、ファイルシステムの写しを --root で指定してください
there-is-no-sys-here-which-shows = 機器の部品を示す /sys がありません
not-seen = 確認できないもの: { $says-what }: { $says-why }

## src/cli/hardware_compare.rs

hand-in-a-platform-certificate-a-component = プラットフォーム証明書、部品一覧、ハードウェア部品表または機器記録を渡してください

## src/cli/hardware_show.rs

it-is-larger-than-bytes = { $limit } バイトを超えています
this-holds-no-certificate = 証明書がありません
give-the-authority-s-certificate-as-der = 認証局の証明書を DER または PEM で渡してください
give-the-certificate-of-the-tpm-s = TPM のエンドースメントキーの証明書を DER または PEM で渡してください
give-a-platform-certificate-as-der-or = プラットフォーム証明書を DER または PEM で渡してください

## src/cli/judge.rs

lies-inside-the-delivery-and-was-not = { $path } は納入物の中にあるため読んでいません
reading-the-delivery = 納入物を読み取っています

## src/cli/limits.rs

one-document-is-read-up-to-2gib = 一つの文書を読み取る上限は 2GiB です。大きな部品表は分けさせてください
is-none-of-kib-mib-gib = 「{ $other }」は KiB、MiB、GiB のいずれでもありません
write-it-as-a-whole-number-with = 512MiB のように、KiB、MiB または GiB を付けた整数で書いてください
a-size-is-more-than-nothing-and = 大きさは 0 より大きく 2^64 バイト未満です

## src/cli/lists.rs

no-list-is-called = 「{ $as-deref }」というリストはありません
name-one-of = 次のいずれかを指定してください: { $known }

## src/cli/lists_bundle.rs

there-is-no-in-make-one-with = { $shown } に { $sums } がありません。次のように作成できます: sha256sum $(find * -type f) > { $sums2 }
nobody-signed-its-signature-has-to-lie = { $sums } に署名がありません。{ $sums2 }.sig などの署名を横に置く必要があります
a-line-of-is-no-sum = { $sums } にチェックサムではない行があります: { $line }
stands-in-no-line-of-it-was = { $name } は { $sums } のどの行にもなく、後から加えられています
is-not-what-says-it-was-altered = { $name } が { $sums } の記載と異なり、改変されています
is-missing = { $name } がありません
name-the-folder-that-holds-the-lists = リストだけを入れたフォルダーを指定してください
it-holds-files-of-bytes = ファイルが { $found } 個、{ $bytes } バイトあります
cannot-copy-this = 複写できません: { $error }
make-room-where-into-points = --into の先に空きを作ってください
this-is-a-link-a-signed-folder = リンクです。署名付きフォルダーに入れられるのはファイルだけです
put-the-file-itself-there = ファイルそのものを置いてください

## src/cli/lists_diff.rs

there-is-no-such-file-folder-or = そのようなファイル、フォルダーまたはリストはありません
see-kenpin-lists-show-for-the-lists = 収録されているリストは `kenpin lists show` で確かめてください
this-folder-holds-several-lists = このフォルダーには複数のリストがあります
name-the-folder-or-file-of-one = 一つのリストのフォルダーまたはファイルを指定してください

## src/cli/lists_import.rs

write-it-as-2026-11-23 = 2026-11-23 のように書いてください
cannot-name-a-list = 「{ $id }」はリストの名称に使えません
use-lower-case-words-with-hyphens-ofac = ofac-sdn のように、小文字の語をハイフンでつないでください
is-a-list-that-ships-and-this = 「{ $id }」は収録されているリストであり、以後のすべての実行でこれに置き換わってしまいます
choose-another-id-or-say-that-this = 別の id を選ぶか、このファイルがそのリストの全体である場合は --replaces-shipped を付けてください
the-edition-lies-in-the-future-so = 版の日付が将来のものであり、以後の実際の版がすべて古いものとして拒まれてしまいます
give-the-day-that-the-publisher-dated = 公表者が付した日付を指定してください
name-the-file-with-the-entries-too = 項目のあるファイルも指定してください: kenpin lists import sdn.csv alt.csv
this-file-has-only-further-names-for = このファイルには、別のファイルに対する追加の名称しかありません
these-files-name-nobody = これらのファイルには一者も挙げられていません
check-that-they-are-whole-an-empty = 欠けていないかを確かめてください。空のリストではすべてが通ってしまいます
no-file-says-its-date-it-is = ファイルに日付の記載がないため、{ $edition } のものとみなします。公表者の日付を --edition で指定してください
the-makers = 製造者
fetch-the-file-again-from-its-publisher = 公表者からファイルを改めて入手してください。何も書き込んでいません
this-cannot-be-read-as = { $name } として読めません: { $says-escape }
kenpin-lists-import-help-names-the-formats = 形式の名称は `kenpin lists import --help` で確かめてください。列 "name" のある独自の表は取り込む必要がありません: --watchlists FILE
this-is-no-list-in-a-format = 既知の形式のリストではありません
this-cannot-be-read = 読めません: { $says-message }
move-the-folder-away = フォルダーを移してください
the-edition-of-lies-there-already-and = そこには既に { $edition } の版があり、これは { $edition2 } の版です
fetch-the-newest-edition-to-go-back = 最新の版を入手してください。古い版に戻す場合は、そのフォルダーを移してください
cannot-write-this = 書き込めません: { $error }
make-room-there-or-give-another-folder = 空きを作るか、別のフォルダーを --output で指定してください
fetch-the-file-again-from-its-publisher-2 = 公表者からファイルを改めて入手するか、--max-broken で許容数を増やしてください。何も書き込んでいません
records-are-broken-more-than-whoever-they = 壊れたレコードが { $broken } 件あり、{ $percent } % を超えています。そこに挙げられた者が漏れてしまいます

## src/cli/lists_update.rs

give-a-signed-folder-from-dir-key = 署名付きフォルダーを指定してください: --from DIR --key FILE
check-the-machine-s-certificates-and-proxy = 機器の証明書とプロキシの設定を確かめてください
this-feeds-file-cannot-be-used = この配布元ファイルは使えません: { $says-cause }
see-kenpin-lists-update-help-for-its = 形は `kenpin lists update --help` で確かめてください
schema-version-is-not-known-write-1 = schema_version「{ $schema-version }」は未知のものです。"1" と書いてください
no-feed-is-called = 「{ $unknown }」という配布元はありません
name-one-of-those-in-the-feeds = 配布元ファイルにあるものを指定してください
cannot-write-here = ここに書き込めません: { $error }
choose-another-folder-with-into = --into で別のフォルダーを指定してください
try-again-later-or-install-from-a = 後で再試行するか、署名付きフォルダーから取り込んでください: --from DIR
the-publisher-has-nothing-newer = { $id }: 公表者に新しい版はありません
nobody-is-named-who-must-have-signed = このフォルダーに署名しているべき者が指定されていません
name-the-signer-with-key-or-ca = 署名者を --key または --ca で指定してください
nothing-was-installed = 何も取り込んでいません
put-each-list-into-a-folder-of = `kenpin lists import` のように、各リストを固有のフォルダーに置いてください
this-list-has-no-folder-of-its = このリストには固有のフォルダーがありません
the-feed-names-no-files = 配布元「{ $id }」にファイルの記載がありません
the-feed-has-digests-for-files = 配布元「{ $id }」のファイルは { $files } 個ですが、ダイジェストは { $sha256 } 個です
the-feed-pins-which-is-no-sha = 配布元「{ $id }」が固定している「{ $wrong }」は SHA-256 ではありません
the-feed-is-fetched-from-use-https = 配布元「{ $id }」の取得先が { $address } です。https を使うか、http のファイルのダイジェストを固定してください
this-is-not-the-file-that-you = 固定したファイルではありません。ダイジェストは { $found } です
ask-the-publisher-pin-the-new-digest = 公表者に確認し、正しい場合に限り新しいダイジェストを固定してください

## src/cli/man.rs

there-is-no-command = 「{ $name } { $word }」という命令はありません
see-help = `{ $name } --help` で確かめてください
manual-page = マニュアルページ

## src/cli/output.rs

names-no-format-and-path = 「{ $output }」に形式とパスの記載がありません
write-it-as-json-report-json = json=report.json のように書いてください
the-report = 報告書
two-reports-go-to-one-path = 二つの報告書の出力先が同じパスです
give-each-its-own = それぞれ別のパスにしてください
the-signing-key = 署名鍵
the-signing-certificate = 署名用の証明書
the-baseline = 基準報告書
this-is-no-report-that-can-be = 読み取れる報告書ではありません: { $error }
name-a-file-that-output-json-file = --output json=FILE が書き出したファイルを指定してください
the-format-vsa-is-a-signed-verdict = 形式 vsa は署名付き判定書ですが、鍵が指定されていません
name-one-with-signing-key = --signing-key で指定してください
there-is-no-report-format = 「{ $name }」という報告書の形式はありません
formats-are = 形式: { $names }
check-the-folder-and-the-space-on = フォルダーとディスクの空きを確かめてください
this-is-no-path-of-a-file = ファイルのパスではありません
name-a-file = ファイルを指定してください

## src/cli/paths.rs

name-it-once = 一度だけ指定してください
this-path-stands-twice = この PATH が二度あります
folders-lie-inside-folders-more-than-deep = フォルダーの入れ子が { $folder-depth-limit } 段を超えています
the-folder-cannot-be-read = フォルダーを読み取れません: { $error }
it-cannot-be-read = 読み取れません: { $error }
it-is-a-symbolic-link-a-delivery = シンボリックリンクです。納入物に入れられるのはファイルとフォルダーだけです
it-is-a-device-a-pipe-or = デバイス、パイプまたはソケットです。納入物に入れられるのはファイルとフォルダーだけです
it-is-larger-than-the-bytes-that-2 = 一つの文書に残された上限 { $limit } バイトを超えています。--artifact で指定してください
lies-inside-the-delivery-where-the-vendor = { $says-what }が納入物の中にあり、業者が書いた可能性があります
keep-it-elsewhere-and-name-that-path = 別の場所に置き、そのパスを指定してください

## src/cli/policy.rs

this-policy-cannot-be-used = このポリシーは使えません: { $says-fault }
see-kenpin-policy-new-for-what-may = 書けるものは `kenpin policy new` で確かめてください

## src/cli/policy_test.rs

cases-not-as-meant = { $p1 } 件の事例のうち { $failed } 件が想定と異なります
this-folder-holds-no-case = このフォルダーに事例がありません
this-case-cannot-be-read = この事例は読めません: { $says-what }
write-verdict-at-and-rules = verdict、at、rules を書いてください

## src/cli/print.rs

the-answer = 結果
cannot-write-the-result = 結果を書き出せません: { $error }
standard-output = 標準出力
free-the-disk-or-write-it-elsewhere = ディスクに空きを作るか、--output で別の場所に書き出してください

## src/cli/reference.rs

the-directory-of-makers = 製造者名簿
the-watchlist = リスト
give-it-another-id-or-name-it = 別の id を付けるか、--watchlists で指定してください
a-kenpin-toml-that-is-merely-found = 作業フォルダーで見つかっただけの kenpin.toml が、リスト「{ $id }」を置き換えることはできません
write-it-as-identity-issuer-such-as = release@vendor.example=https://accounts.example のように IDENTITY=ISSUER の形で書いてください
names-no-identity-and-issuer = 「{ $pair }」に identity と issuer の記載がありません
names-no-vendor-and-file = 「{ $pair }」に業者とファイルの記載がありません
write-it-as-vendor-name-vendor-pem = "Vendor Name=vendor.pem" のように書いてください
this-folder-holds-no-file-of-that = このフォルダーに、その種類のファイルがありません
files-end-in = ファイルの末尾は { $extensions } です
the-key-or-certificate = 鍵または証明書

## src/cli/screen.rs

the-program-failed-on-a-line-of = この一括処理のある行でプログラムが失敗しました。不具合として報告してください
the-line-is-not-utf-8 = 行が UTF-8 ではありません

## src/cli/settings.rs

the-configuration = 設定
this-configuration-cannot-be-read = この設定は読めません: { $says-slip }
see-kenpin-schema-config-for-what-may = 書けるものは `kenpin schema config` で確かめてください
this-configuration-has-a-shape-that-is = この設定の形は未知のものです
a-kenpin-toml-that-is-merely-found-2 = 作業フォルダーで見つかっただけの kenpin.toml は、リストの追加と形式の選択しかできません。「{ $key }」は指定できません
take-the-line-out-or-name-the = その行を削除するか、ファイルを指定してください: --config kenpin.toml

## src/cli/signature.rs

this-is-no-sha-256 = SHA-256 ではありません
write-sha256-and-64-hexadecimal-digits = sha256: に続けて 64 桁の 16 進数を書いてください
this-is-no-regular-expression-that-fits = 名称に用いる正規表現ではありません
write-it-as-for-grep-e = `grep -E` と同じように書いてください
no-form-of-signature-is-recognised-in = ファイルに既知の形式の署名がありません
a-good-signature-under-a-statement-that = 署名は有効ですが、何も保証しない文書に対するものです
a-good-signature-over-something-else-than = 署名は有効ですが、この対象とは別のものに対するものです

## src/cli/signature_sign.rs

name-it-and-those-above-it-with = それとその上位のものを --signing-certificate で指定するか、--form dsse を選んでください
cms-names-the-signer-by-a-certificate = CMS は証明書で署名者を示しますが、証明書が指定されていません
choose-form-dsse-or-cms-which-sign = ファイルをそのまま署名する --form dsse または cms を選んでください
this-cannot-carry-a-signature = 署名を付けられません: { $says-why }
signed-with-key-sha256 = 鍵 sha256:{ $name } で署名しました: { $output }
name-it-with-output = --output で指定してください
jsf-writes-a-signed-copy-of-the = JSF は署名付きの部品表の写しを書き出しますが、その名称が指定されていません
this-is-no-predicate = predicate ではありません: { $why }
write-one-json-value = JSON の値を一つ書いてください
there-is-such-a-file-already = そのファイルは既にあります
take-it-away-first-or-name-another = 先に移すか、--output で別のものを指定してください
choose-a-place-that-you-may-write = 書き込みのできる場所を選んでください

## src/cli/signer.rs

give-an-unencrypted-private-key-in-pem = 暗号化していない PEM の秘密鍵(ECDSA P-256 または P-384、Ed25519、RSA の PKCS#8)を渡してください
this-is-no-pem-file-with-one = 鍵が一つだけ入った PEM ファイルではありません
this-private-key-is-encrypted = この秘密鍵は暗号化されています
decrypt-it-for-this-run-openssl-pkcs8 = 今回の実行用に復号してください: openssl pkcs8 -in KEY -out PLAIN
this-is-no-private-key-of-a = ここで署名できる種類の秘密鍵ではありません
the-public-half-of-this-key-cannot = この鍵の公開鍵を書き出せません
the-key-made-no-signature-of-its = 鍵が、その種類の署名を作りませんでした
name-a-pem-file-whose-first-certificate = 最初の証明書が --signing-key のものである PEM ファイルを指定してください
this-is-no-certificate-of-the-signing = 署名鍵の証明書ではありません
the-key-could-not-sign = 鍵で署名できませんでした
try-again-if-it-happens-again-report = 再試行してください。繰り返す場合は不具合として報告してください
the-envelope = エンベロープ

## src/cli/sysfs.rs

whether-the-tpm-is-the-platform-certificate = TPM がプラットフォーム証明書の holder かどうか
the-firmware-s-table-is-damaged = ファームウェアの表が壊れています: { $says-why }
only-root-may-read-the-firmware-s = ファームウェアの表は root だけが読めます
this-machine-s-firmware-shows-no-smbios = この機器のファームウェアに SMBIOS の表がありません
processors-memory-modules-power-supplies-and-serial = プロセッサー、メモリーモジュール、電源、および機器と基板の製造番号
drives-at = { $place } の記憶装置
the-kernel-has-no-driver-for-their = そのコントローラーのドライバーがカーネルにありません
serial-numbers-of-pci-devices = PCI 装置の製造番号
the-kernel-does-not-show-them-lspci = カーネルは示しません。root で `lspci -vv` を実行すると表示されます
the-maker-s-address-of = { $name } の製造時のアドレス
its-present-one-was-set-by-software = 現在のアドレスはソフトウェアで設定されたものです
the-serial-number-of = { $name } の製造番号
the-kernel-does-not-show-it-or = カーネルは示さないか、root にのみ示します
this-machine-shows-no-tpm-so-that = この機器に TPM が認められないため、別の機器から複写された証明書と区別できません
whether-the-tpm-holds-the-key-of = TPM が証明書の鍵を持っているかどうか
reading-a-certificate-does-not-prove-it = 証明書を読むだけでは証明されません
the-tpm-shows-no-certificate-of-its = TPM に製造者の証明書がないため、別の機器から複写された証明書である可能性を排除できません
only-root-may-ask-the-tpm-for = TPM の証明書は root だけが読めるため、別の機器から複写された証明書である可能性を排除できません

## src/cli/terms.rs

the-policy = ポリシー
sign-it-with-kenpin-policy-sign-or = `kenpin policy sign` で署名するか、--policy-key を付けないでください
this-policy-is-not-signed-and-policy = --policy-key が署名を求めていますが、このポリシーに署名がありません
this-is-no-public-key-in-pem = PEM の公開鍵ではありません
write-what-openssl-pkey-pubout-prints = `openssl pkey -pubout` の出力を書いてください
no-key-that-policy-key-names-signed = --policy-key で指定した鍵は、このポリシーに署名していません
name-its-signer-s-public-key-with = 署名者の公開鍵を --policy-key で指定してください
this-signed-policy-is-no-text = 署名されたポリシーがテキストではありません
sign-it-again-with-kenpin-policy-sign = `kenpin policy sign` で改めて署名してください
the-list-of-waivers = 例外承認の一覧
these-waivers-cannot-be-used = この例外承認の一覧は使えません: { $says-fault }
see-kenpin-schema-waivers-for-what-may = 書けるものは `kenpin schema waivers` で確かめてください

## src/cli/token.rs

the-key-s-address-does-not-name = 鍵のアドレスにトークンのライブラリーの記載がありません
add-module-path-usr-lib-softhsm-libsofthsm2 = ?module-path=/usr/lib/softhsm/libsofthsm2.so、または使用するトークンのものを付けてください
the-token-does-not-answer = トークンが応答しません: { $error }
check-module-path-the-token-and-its = module-path、トークンと PIN(pin-source)を確かめてください
the-token-s-key-is-of-a = トークンの鍵が、ここで署名できる種類ではありません
use-ecdsa-p-256-p-384-or = ECDSA P-256、P-384 もしくは P-521、Ed25519 または RSA を使ってください
check-that-the-key-may-sign-cka = 鍵が署名できること(CKA_SIGN)と、トークンが接続されていることを確かめてください
the-token-did-not-sign = トークンが署名しませんでした: { $error }
the-token-s-public-key-does-not = トークンの公開鍵が秘密鍵と合いません
give-both-halves-of-the-pair-one = 対の両方に同じ固有の id を付けてください
this-value-is-not-percent-encoded = 値がパーセント符号化されていません
write-each-odd-octet-as-20 = 特殊なオクテットは %20 のように書いてください
use-token-serial-object-id-module-path = token、serial、object、id、module-path、pin-source、pin-value を使ってください
in-the-key-s-address-is-not = 鍵のアドレスの「{ $name }」は解釈できません
the-address-names-no-that-is-there = アドレスに当てはまる { $what } がありません
check-token-object-and-id-and-the = token=、object=、id= と PIN を確かめてください。PIN がないとトークンは鍵を示しません
the-address-fits-of-them = アドレスに { $found } 個が当てはまります: { $what }
say-which-with-token-object-or-id = token=、object= または id= でどれかを指定してください

## src/cli/trace.rs

the-bill-does-not-hold = 部品表に「{ $name }」がありません
kenpin-bom-inspect-shows-what-it-holds = 記載内容は `kenpin bom inspect` で確かめてください
no-bill-of-a-known-format-is = 既知の形式の部品表がありません

## src/cli/trust.rs

no-trust-store-is-named = 信頼ストアが指定されていません
name-its-folder-trust-dir = フォルダーを指定してください: --trust DIR
more-than-one-trust-store-is-named = 信頼ストアが二つ以上指定されています
name-the-one-that-is-meant-trust = 対象のものを指定してください: --trust DIR

## src/cli/trust_add.rs

this-has-no-end-of-its-own = これ自体には期限がありません
say-how-long-you-trust-it-until = いつまで信頼するかを指定してください: --until DATE
give-the-instance-s-trusted-root-json = インスタンスの trusted_root.json を渡してください
this-is-no-folder-in-the-store = ストアの中のフォルダーではありません
write-it-as-x509-tama = x509/tama のように書いてください
there-is-a-root-in-this-folder = このフォルダーには既にルートがあります
take-it-away-first-or-choose-another = 先に移すか、別の --folder を選んでください
choose-a-store-that-you-may-write = 書き込みのできるストアを選んでください

## src/cli/trust_store.rs

the-trust-store = 信頼ストア
this-folder-holds-no-trust-root = このフォルダーに信頼先のルートがありません
each-root-is-a-folder-with-an = 各ルートは ORIGIN.toml のあるフォルダーです。`kenpin trust add` で作成できます
see-kenpin-trust-verify = `kenpin trust verify` で確かめてください
put-it-into-a-folder-of-its = ORIGIN.toml のある固有のフォルダーに置いてください。`kenpin trust add` が両方を行います
nothing-says-what-this-file-may-vouch = このファイルが何を保証できるかの記載がありません
folders-lie-too-deep-in-each-other = フォルダーの入れ子が深すぎます
keep-the-store-as-trust-roots-readme = `trust-roots/README.md` のとおりにストアを整えてください
this-origin-toml-is-no-utf-8 = この ORIGIN.toml は UTF-8 ではありません
save-it-as-utf-8 = UTF-8 で保存してください
the-trust-root = 信頼先のルート
a-root-list-or-response-has-at = ルート、リストまたは応答の上限は { $file-limit } バイトです
this-file-is-too-large = このファイルは大きすぎます

## src/cli/trust_update.rs

give-a-copy-of-the-repository-from = リポジトリの写しを指定してください: --from DIR
the-network-cannot-be-used-2 = ネットワークを使えません
give-a-copy-from-dir = 写しを指定してください: --from DIR
there-is-no-such-root = そのようなルートはありません
name-one-by-its-folder-such-as = sigstore/github のようにフォルダーで指定してください。`kenpin trust show` で確かめられます
this-root-says-nothing-of-updates = このルートには更新に関する記載がありません
its-origin-toml-needs-a-tuf-root = ORIGIN.toml に [tuf] が必要です: root、sha256、address、target
is-no-time = { $at } は時刻ではありません
fetch-a-newer-copy-of-the-repository = リポジトリの新しい写しを入手してください。使用中のルートはそのままです
somebody-brings-older-metadata-than-was-seen = 以前より古いメタデータが渡されています。公表者から入手してください。使用中のルートはそのままです
fetch-the-repository-from-its-publisher-the = 公表者からリポジトリを入手してください。使用中のルートはそのままです
the-update-is-refused = 更新を拒みました: { $what }

## src/cli/verdict.rs

nobody-is-named-whose-verdict-is-to = 誰の判定を信用するかが指定されていません
name-the-signer-s-public-key-with = 署名者の公開鍵を --key で指定してください
this-is-no-signed-verdict-that-can = 読み取れる署名付き判定書ではありません: { $says-reason }
name-a-file-that-kenpin-verify-output = `kenpin verify --output vsa=FILE` が書き出したファイルを指定してください

## src/cli/verdict_replay.rs

the-verdict = 判定書
the-verdict-names-no-moment = 判定書に時点の記載がありません
pass-at = --at を指定してください

## src/cli/waiver.rs

run-kenpin-waiver-list = `kenpin waiver list { $path }` を実行してください
there-is-no-waiver-or-review = 「{ $id }」という例外承認も確認記録もありません

## src/cli/waiver_add.rs

write-it-as-a-day-2026-11 = 2026-11-23 のように日付で書いてください
name-a-day-from-on = { $today } 以降の日付を指定してください
this-waiver-would-have-expired-already-after = この例外承認は { $expires } で既に期限が切れています
waiver-is-written-to-and-counts-until = 例外承認「{ $id }」を { $path } に書き込みました。{ $expires } まで有効です
review-is-written-to-and-counts-until = 確認記録「{ $id }」を { $path } に書き込みました。掲載項目が変わるまで有効です
there-is-no-entry = 掲載項目「{ $named }」はありません
write-it-as-the-finding-does-list = 指摘と同じように LIST/ENTRY の形で書いてください
the-waiver = 例外承認

## src/cli/serve.rs, src/cli/admin.rs, src/cli/signer.rs: the portal

this-folder-cannot-be-made = このフォルダーを作れません：{ $error }
name-another-with-data-or-storage-or = --data または --storage で別のフォルダーを指定するか、あらかじめ作成してください
no-threads-can-be-started = スレッドを開始できません：{ $error }
raise-the-limit-of-processes = プロセス数の上限を上げてください
there-is-no-such-pass-or-it-was = そのような利用許可はないか、既に取り消されています
see-kenpin-admin-token-list = `kenpin admin token list` を参照してください
the-audit-chain-is-broken = 監査記録の連鎖が壊れています：{ $why }
compare-with-the-newest-backup = 最新のバックアップと比べてください。この記録より後は信用できません
no-key-can-be-made = 鍵を作れません：{ $error }

## src/server, src/store: what the portal says to people and programs

deliveries-came-through-this-link-ask-the = このリンクでは既に { $deliveries } 件の納品を受け付けました。新しいリンクを発注者に依頼してください
this-was-not-handed-in-yet = まだ提出されていません
name-the-supplier = 供給者を入力してください
decision-is-accepted-conditional-referred-or = "decision" は accepted、conditional、referred、rejected のいずれかです
reason-has-to-be-given-in-at = 理由("reason")を { $field } 文字以内で入力してください
supplier-and-title-have-to-be-given = "supplier" と "title" を一行で、それぞれ { $name } 文字、{ $field } 文字以内で入力してください
days-is-a-whole-number-from-to = "days" は 1 から { $longest } までの整数です
this-order-cannot-be-written-as-toml = この注文内容は TOML で書き表せません
nothing-was-sent-choose-at-least-one = 何も送信されていません。ファイルを一つ以上選んでください
the-body-is-no-multipart-form-data = 本文が multipart/form-data ではありません。Content-Type に boundary を書いてください
a-file-s-name-has-at-most = ファイル名は { $most } バイト以内です。短くしてください
one-upload-holds-at-most-files-send = 一度に送れるのは { $files } ファイルまでです。一つのアーカイブ(zip または tar)にまとめてください
expires-is-at-most-days-ahead = "expires" は{ $days }日先までです
a-piece-is-sent-as-offset = 断片は `Content-Type: application/offset+octet-stream` として送信してください
more-came-than-upload-length-said = `Upload-Length` より多くのデータが届きました。ファイルを最初から送信し直してください
the-header-has-to-hold-a-number = ヘッダー `{ $name }` にはバイト数を入れてください
files-with-bytes-together-may-be-under = 同時に送信できるのは { $count } ファイル、合計 { $most } バイトまでです。揃った分を先に提出するか、放置された分が消えるまで10分待ってください
this-file-is-coming-in-over-another = このファイルは別の接続で受信中です。数秒後にもう一度お試しください
bytes-of-this-file-are-here-go = このファイルは { $here } バイトまで届いています。続きから送信してください
of-a-file-of-bytes-are-here = ファイルの { $length } バイトのうち { $here } バイトが届いています。残りを先に送信してください
the-connection-broke-before-all-of-it = 受信が終わる前に接続が切れました。もう一度送ってください
one-upload-holds-at-most-bytes-compress = 一度に送れるのは { $limit } バイトまでです。圧縮する(zip、tar.gz)か、発注者に --max-upload の引き上げを依頼してください
a-part-s-headers-are-too-large = 部分のヘッダーが大きすぎます
the-upload-is-damaged-or-the-connection = 送信内容が壊れているか、受信が終わる前に接続が切れました。もう一度送ってください
role-is-vendor-buyer-auditor-or-admin = "role" は vendor、buyer、auditor、admin のいずれかです
name-has-to-be-given-in-at = 名前("name")を一行、{ $most } 文字以内で入力してください
a-form-has-at-most-bytes = フォームは { $most } バイト以内です
idempotency-key-has-to-printable-characters = Idempotency-Key は印字可能な 1 から { $most } 文字です
idempotency-key-has-to-printable-ascii = Idempotency-Key は空白を含まない印字可能な ASCII 文字 1 から { $most } 文字です
each-of-serials-is-one-line-of = "serials" はそれぞれ一行、{ $most } 文字以内です
after-is-the-number-of-an-event = "after" は記録の番号です
state-is-none-of = "state" が { $states } のいずれでもありません
the-body-is-not-the-json-that = 本文が求められた JSON ではありません: { $error }
this-idempotency-key-was-used-with-other = この Idempotency-Key は別のファイルで使われました。新しいキーで送ってください
only-a-draft-that-is-judged-can = 提出できるのは判定済みの下書きだけです
a-later-delivery-was-handed-in-send = 後の納品物が既に提出されています。こちらを有効にする場合は、もう一度送ってください
a-decision-is-accepted-conditional-referred-or = 決定は accepted、conditional、referred、rejected のいずれかです
the-submission-has-another-verdict-by-now = この納品物の判定は既に変わっているか、発注者の手元にありません。もう一度読み込んでください
another-worker-has-this-job-by-now = この処理は既に別の担当に移っています
no-supplier-request-or-delivery-has-this = この ID の供給者、依頼、納品物はありません
take-the-id-from-the-portal-s = ID はポータルの画面で確かめてください
there-is-no-such-hold-or-it = そのような保全はないか、既に解除されています
see-kenpin-admin-hold-list = `kenpin admin hold list` で確かめてください
it-was-never-judged-and-will-be = まだ一度も判定されておらず、これから判定されます。やり直すものはありません
sign-in-or-send-a-token-that = サインインするか、有効なトークンを送ってください: `Authorization: Bearer TOKEN`
your-role-may-not-do-this-or = この役割では許可されていないか、別のセッションのフォームです。ページを読み込み直してください
there-is-nothing-here-check-the-address = ここには何もありません。アドレスを確かめるか、リンクの送り主に新しいリンクを依頼してください
this-address-takes-another-method = このアドレスには別のメソッドを使います。/api/openapi.json を参照してください
the-data-came-too-slowly-send-it = データの到着が遅すぎました。回線が遅い場合は小さく分けて送り直してください
too-many-requests-from-your-address-wait = このアドレスからの要求が多すぎます。一分ほど待ってください
this-cannot-be-meant-so = 入力内容に誤りがあります
not-signed-in = サインインしていません
not-allowed = 許可されていません
not-found = 見つかりません
another-method = 別のメソッド
not-possible-now = 現在できません
too-large = 大きすぎます
too-slow = 遅すぎます
too-many-requests = 要求が多すぎます
out-of-order = 停止中
certifications-were-made-for-this-delivery = この納品物には既に { $most } 件の証明があります。納品物を送り直してください
this-certification-has-signatures-already = この証明には既に { $most } 件の署名があります
answer-the-question = 「{ $question }」に回答してください({ $citation })
the-evidence-speaks-against-the-answer = 「{ $question }」への回答は証拠と矛盾します。理由を説明するか、「はい」と回答してください
the-answer-needs-words-of-your-own = 「{ $question }」への回答には補足説明が必要です
the-answer-is-longer-than = 「{ $question }」への回答が { $most } 文字を超えています
give-the-name-and-the-position-of = 証明者の名前と役職を入力してください
confirm-that-a-reasonable-inquiry-was = 合理的な調査を行い、供給者を代表して証明できることを確認してください
certify-first-then-sign = 先に証明してから署名してください
a-signature-has-at-most-bytes = 署名は { $most } バイト以内です
this-signature-is-not-taken = この署名は受け付けられません: { $says-why }
statements-belong-to-a-draft-that-is = 表明事項は判定済みの下書きに対するものです。これは該当しません
this-request-asks-for-statements-answer = この依頼では表明が求められています。回答してから提出してください
there-are-no-statements-there-are = 表明事項「{ $unknown }」はありません。利用できるのは { $known } です
verdict-is-the-id-of-the-verdict = "verdict" は確認した判定の id です
name-has-to-be-given-and-is-no-id = 名前("name")を一行、{ $most } 文字以内で入力してください。id は使えません
the-order-s-vendor-is-not-the = 注文の "vendor" が供給者({ $supplier })と異なります。省くか、同じ名前を書いてください
the-portal-has-no-room-left-what = 空き容量がありません。これまでに受け付けたものは保存されていますが、今回のものは保存されていません。発注者に連絡し、容量が確保されてから送り直してください
the-portal-cannot-answer-now-what-was = 現在応答できません。これまでに受け付けたものは保存されています。数分後にもう一度お試しください
no-room-left = 空き容量なし
a-file-s-name-holds-a-control = ファイル名に制御文字が含まれています: { $name }。名前を変えてください
aws-endpoint-url-names-another-machine-by = AWS_ENDPOINT_URL が別の機械を http で指しています。https で指定するか、AWS_ALLOW_HTTP=true を設定してください
a-text-holds-a-character-that-cannot = 保存できない文字が含まれています。取り除いてください
a-vendor-s-pass-belongs-to-a = 供給者の利用許可には供給者の指定が必要です。登録済みまたは新しい供給者を指定してください
the-buyer-has-decided-on-delivery-of = この依頼の { $number } 件目の納品は既に決定されています。発注者に再開を依頼してから提出してください
only-what-was-decided-can-be-reopened = 再開できるのは決定済みのものだけです
a-supplier-of-this-name-is-known = 同じ名前の供給者が登録されています: { $id }。それを使うか、所在地など区別できる語を名前に加えてください
no-supplier-of-this-id-or-name = この id または名前の供給者は登録されていません。先に登録する(POST /api/v1/suppliers)か、フォームで新規と指定してください
more-than-one-supplier-bears-this-name = 同じ名前の供給者が複数あります。該当する id を指定してください: { $ids }
show-anew-who-you-are-before-you = 決定の前にもう一度本人確認をしてください。この納品物のページから行えます
you-are-not-signed-in-start-again = サインインできませんでした: { $says-why }。/sign-in からやり直してください
it-was-begun-too-long-ago-or = 開始から時間が経ちすぎたか、既に終了しています
it-was-begun-in-another-browser = 別のブラウザーで開始されています
the-answer-is-from-another-identity-provider = 別の認証基盤からの応答です
the-identity-provider-did-not-let-you = 認証基盤で認証されませんでした
your-organisation-gives-you-no-role-here = このポータルでの役割が割り当てられていません。管理者に確認してください
an-administrator-has-locked-you-out = 管理者により利用が停止されています
the-issuer-s-address-is-none = 発行者のアドレスが正しくありません
the-identity-provider-does-not-answer-as = 認証基盤の応答が正しくありません
the-address-of-the-return-is-none = 戻り先のアドレスが正しくありません
the-identity-provider-names-no-address-for = 認証基盤がトークンのアドレスを示していません
the-identity-provider-does-not-take-the = 認証基盤がコードを受け付けません
the-identity-provider-gave-no-id-token = 認証基盤が ID トークンを返しません
the-id-token-does-not-hold-signature = ID トークンが正しくありません(署名・発行者・宛先・時刻・nonce のいずれか)
the-id-token-names-no-algorithm = ID トークンに署名方式がありません
the-id-token-names-no-key = ID トークンに鍵がありません
the-id-token-s-hash-cannot-be = ID トークンのハッシュを計算できません
the-id-token-belongs-to-another-access = ID トークンが別のアクセストークンのものです
the-identity-provider-does-not-say-when = 認証基盤が認証時刻を示していません
the-identity-provider-did-not-ask-anew = 認証基盤が再認証を行っていません
you-showed-who-you-are-in-a = 求められるより弱い方法で認証されています
these-settings-of-the-single-sign-on = シングルサインオンの設定を使えません: { $why }
see-docs-portal-md-for-what-may = 書ける内容は docs/portal.md を参照してください
the-delivery-has-another-verdict-by-now = この納品物は別の判定になったか、すでに決定されています。読み直してから証明してください
this-delivery-is-not-judged-yet-ask = この納品物はまだ判定されていません。判定が出てから再度取得してください
this-verdict-is-from-before-the-portal = この判定はポータルが判定に署名するようになる前のものです。次の判定から署名されます
a-key-was-made-that-signs-receipts = 受領書と判定に署名する鍵を作成しました: { $path }
statements-belong-to-a-delivery-that-is = 表明事項は判定済みで未決定の納品物に対するものです。これは該当しません
nobody-asks-the-question = 「{ $unknown }」という質問はありません。"answers" の対象は { $known } です
answers-answers-no-question = "answers" がどの質問にも答えていません。質問は /api/openapi.json にすべて記載されています
maker-is-one-line-of-at-most = "maker" は{ $most }文字以内の1行です
the-answer-holds-a-control-character = 「{ $question }」への回答に制御文字が含まれています。取り除いてください
leave-it-out-or-check-at-home-with = 指定を外すか、手元で `kenpin verify` により確認してください
this-is-no-address-of-a-portal = これはポータルのアドレスではありません
a-portal-s-address-has-no-name = ポータルのアドレスには利用者名、クエリー、フラグメントを含められません
write-it-as-https-portal-agency-example = https://portal.agency.example のように書いてください
the-token-and-the-files-would-go = トークンとファイルがネットワーク上で誰にでも読める状態で送られます
write-https-or-say-plain-http-where = https://.. と書くか、ネットワーク全体を信頼できる場合は --plain-http を指定してください
a-portal-is-spoken-to-over-https = ポータルとの通信には https を使います
the-token-lies-in-the-delivery-and = トークンが納品物の中にあり、一緒に送られてしまいます
there-is-no-token = トークンがありません
name-a-file-with-token-file-or = --token-file でファイルを指定するか、KENPIN_TOKEN を設定してください。トークンは発注者から受け取ります
this-is-no-token = これはトークンではありません
it-is-one-word-of-letters-digits = トークンは空白を含まない英数字と記号の1語です。もう一度写してください
two-files-would-have-one-name = 2つのファイルが同じ名前になります
put-them-into-one-folder-and-name = 1つのフォルダーに入れて、そのフォルダーを指定してください
there-is-nothing-to-send = 送るものがありません
name-files-or-a-folder-with-files = ファイルか、ファイルの入ったフォルダーを指定してください
this-is-no-key = これはキーではありません
take-1-to-200-letters-digits-and = 空白を含まない1〜200文字の英数字と記号にしてください
ask-again-later-the-same-command-sends = 後で同じコマンドを実行してください。二重には送られません
the-portal-has-the-delivery-and-has = ポータルは納品物を受け取りましたが、まだ判定していません
check-the-address-and-the-line-then = アドレスと回線を確かめて、もう一度送ってください。届いたものが二重になることはありません
ask-the-buyer-for-the-portal-s = 発注者にポータルのアドレスを確認し、それを指定してください
check-the-token-the-buyer-gives-out = トークンを確かめてください。発注者が新しいものを発行できます
put-it-right-then-send-it-again = 修正してから、もう一度送ってください
send-it-again-later-what-arrived-is = 後でもう一度送ってください。届いたものが二重になることはありません
send-it-again-once-nothing-writes-to = 書き込みが終わってから、もう一度送ってください
check-the-address-with-the-buyer = アドレスを発注者に確認してください
free-the-disk-or-write-it-elsewhere-2 = ディスクの空きを作るか、別の場所に書いてください
the-portal-keeps-this-delivery-as = ポータルでのこの納品物の番号: { $id }
standard-input-cannot-be-sent-again-where = 標準入力は、回線が切れたときに送り直せません
keep-it-in-a-file-and-name = ファイルに保存して、それを指定してください
take-it-out-or-put-a-file = 取り除くか、代わりにファイルを置いてください
the-portal-sends-elsewhere-to = ポータルが別の場所（{ $place }）へ誘導しています。そこへは何も送っていません
the-portal-refuses-this-status = ポータルが受け付けません（ステータス { $status }）: { $detail }
the-portal-cannot-answer-now-status = ポータルは今応答できません（ステータス { $status }）: { $detail }
this-file-changed-while-it-was-sent = 送信中にファイルが変わりました: { $name }
what-answers-there-is-no-portal-of = 応答しているのは kenpin のポータルではありません: { $why }
the-portal-cannot-be-reached-or-is = ポータルに接続できないか、相手を確認できません: { $why }
there-are-webhooks-already-remove-one = Webhook がすでに{ $most }件あります。1件削除してください
this-is-no-address-of-a-webhook = これは Webhook のアドレスではありません
a-webhook-s-address-has-no-name = Webhook のアドレスには利用者名とフラグメントを含められず、最大2000バイトです
a-webhook-is-told-over-https-and = Webhook への通知は https で行います。http はこのマシン自身に対してのみ使えます
this-address-leads-into-a-private-network = このアドレスはプライベートネットワークを指しています
the-name-of-this-address-stands-for = このアドレスの名前を解決できません
name-an-address-such-as-https-procurement = https://procurement.agency.example/kenpin のようなアドレスを指定してください。--allow-private を付けるとプライベートネットワークも指定できます
there-is-no-such-webhook-or-it = その Webhook はないか、すでに削除されています
see-kenpin-admin-webhook-list = `kenpin admin webhook list` で確認してください
this-delivery-had-no-verdict-on-its = { $day } の時点では、この納品物の判定はまだありません。判定日時はページの履歴を参照してください
as-of-is-a-day = "as_of" は日付です: 2026-11-30
this-delivery-lies-with-the-buyer-and = この納品物は発注者に提出され、証明済みです。証明し直すには、もう一度送ってください
there-is-no-portal-s-folder = ポータルのフォルダーがありません
name-the-folder-of-the-running-portal = 稼働中のポータルのフォルダーを --data で指定してください
this-is-another-backup-or-it-was = 別のバックアップか、変更されたものです: sha256:{ $found }
take-the-backup-whose-digest-was-printed = 作成時にダイジェストが表示されたバックアップを使ってください
manifest-is-no-sha-256 = --manifest が SHA-256 ではありません
write-the-64-hexadecimal-digits-that = `kenpin admin backup` が表示した16進数64桁を書いてください
this-waiver-was-approved-refused-or-withdrawn = この例外承認はすでに承認、却下、または取り下げられています。ページを読み込み直してください
expires-is-the-last-day-on-which = "expires" には有効な最終日を 2026-11-30 の形式で指定してください
expires-is-past-name-a-day-on = "expires" の日付は過ぎています。まだ有効な日を指定してください
finding-is-the-number-of-a-finding = "finding" には、この判定の報告書にある指摘の番号を0から数えて指定してください
nothing-of-this-finding-can-be-allowed = この指摘はこの形では承認の対象になりません。"covers" には箇所の番号、または製造者が記載されていれば maker を指定してください。参考情報とポリシー自体に関する指摘は例外承認の対象外です
the-policy-or-a-list-cannot-be = 現在ポリシーまたはリストを読み込めないため、その間は承認できません
its-last-day-is-past-ask-for = 有効な最終日を過ぎています。改めて依頼してください
after-is-the-number-of-a-waiver = "after" には例外承認の番号を指定してください
signature-is-base64-of-at-most = "signature" には { $most } 文字以内の base64 を指定してください
the-same-was-asked-for-before = 同じ内容がすでに依頼されています: { $called }。先にその依頼を承認または却下してください
somebody-other-than-whoever-asked-for-it = 承認または却下は、依頼者とは別の人が行う必要があります
only-whoever-asked-for-it-or-approved = 取り下げができるのは、依頼者または承認者だけです
