### Bills of materials, inventories and archives


## src/intake/archive.rs

the-same-name = 同じ名称
a-name-that-differs-only-in-case = 大文字小文字または Unicode の表現だけが異なる名称
came-before-with-an-archive-may-hold = 「{ $first }」が{ $says-how }で既にあります。どのシステムで展開しても同じになるよう、アーカイブでは各名称を一度だけ使ってください
an-archive-may-hold-files-and-folders = { $says-what }。アーカイブに入れられるのはファイルとフォルダーだけです
more-entries-than-the-budget-allows-the = 項目の数が上限を超えています。アーカイブの残りは読んでいません

## src/intake/gather.rs

it-is-more-than-the-budget-of = バイト数の上限を超えています
there-are-more-documents-than-the-budget = 文書の数が上限を超えています
archives-lie-inside-archives-more-than-deep = アーカイブの入れ子が { $archive-nesting } 段を超えています。段を減らして納入してください
two-documents-of-one-path-name-the = 同じパスの文書が二つあります。各パスが一度だけになるようファイル名を付けてください

## src/intake/order.rs

may-not-be-empty-leave-the-line = { $p1 } は空にできません。その行を書かないでください
country-of-production-is-write-two-capital = country_of_production が「{ $p1 }」です。"JP" のように大文字二文字で書いてください(ISO 3166-1 alpha-2)
serial-stands-twice = 製造番号「{ $p1 }」が二度あります

## src/intake/archive/bounded.rs

it-grows-more-than-times-when-it = 展開すると { $growth } 倍を超えて膨らみます。展開した状態で納入してください
it-is-larger-than-the-bytes-that = 一つの文書に残された上限 { $most } バイトを超えています
it-is-damaged = 壊れています: { $error }

## src/intake/archive/compressed.rs

it-is-damaged-its-checksum-does-not = 壊れています: チェックサムが一致しません
bytes-follow-that-belong-to-no-member = どの要素にも属さない { $rest } バイトが続いているか、要素が { $members-limit } 個を超えています。圧縮し直してください

## src/intake/archive/name.rs

its-name-is-longer-than-bytes = 名称が { $name-bytes-limit } バイトを超えています
its-name-names-must-be-relative-paths = 名称が{ $says-what }。名称はアーカイブ内の相対パスとし、区切りは "/" でなければなりません
starts-with-a-drive-letter = ドライブ文字で始まっています
holds-a-zero-byte = ゼロバイトを含んでいます
holds-a-backslash = バックスラッシュを含んでいます
is-absolute = 絶対パスです
climbs-out-with = ".." で外に出ています
it-has-no-name = 名称がありません

## src/intake/archive/tar.rs

it-is-an-entry-of-a-kind = ファイルではない種類の項目です
it-is-a-symbolic-link = シンボリックリンクです
it-is-a-hard-link = ハードリンクです
it-is-a-device = デバイスです
it-is-a-pipe = パイプです
it-is-a-sparse-file-pack-it = スパースファイルです。--sparse を付けずにまとめ直してください
the-tar-archive-is-damaged = tar アーカイブが壊れています: { $error }
the-tar-archive-is-cut-short-its = tar アーカイブが途中で切れています: 終端の目印がありません
more-follows-the-end-marker-of-the = tar アーカイブの終端の後に続きがあります。一つのアーカイブにまとめ直してください

## src/intake/archive/zip.rs

it-is-a-device-or-a-pipe = デバイスまたはパイプです
it-is-encrypted-deliver-it-without-a = 暗号化されています。パスワードを付けずに納入してください
it-is-packed-by-method-pack-it = 方式 { $method } で圧縮されています。"deflate" または "store" でまとめ直してください
it-is-damaged-its-length-or-checksum = 壊れています: 長さまたはチェックサムが一致しません
it-is-damaged-bytes-follow-the-end = 壊れています: 内容の終わりの後にバイトが続いています

## src/intake/archive/zip/directory.rs

the-zip-archive-is-damaged-its-directory = zip アーカイブが壊れています: 目録が終端レコードの示す位置にありません
the-zip-archive-is-damaged-its-end = zip アーカイブが壊れています: 終端レコードの項目数が目録と異なります
the-zip-archive-is-cut-short-or = zip アーカイブが途中で切れているか、終わりの後に続きがあります
the-zip-archive-has-two-end-records = zip アーカイブに終端レコードが二つあり、プログラムによって内容が異なって見える可能性があります。まとめ直してください
an-entry-of-the-zip-archive-has = zip アーカイブの項目に名称が二つあり、プログラムによって内容が異なって見える可能性があります。まとめ直してください

## src/intake/archive/zip/layout.rs

the-zip-archive-has-entries-that-overlap = zip アーカイブに重なり合う項目、またはどの項目にも属さないバイトがあり、プログラムによって内容が異なって見える可能性があります。まとめ直してください
an-entry-of-the-zip-archive-is = zip アーカイブの項目の記述が二通りあり、プログラムによって内容が異なって見える可能性があります。まとめ直してください

## src/bill/hardware.rs

network-adapter-2 = ネットワークアダプター
power-supply-2 = 電源
input-device-2 = 入力装置

## src/bill/inspect.rs

not-utf-8-it-is-utf-16 = UTF-8 ではありません: UTF-16 または UTF-32 です
nested-too-deep = 入れ子が深すぎます
not-json-cut-short = JSON ではありません: 途中で切れています
document-type-declaration-is-not-allowed = 文書型宣言は使えません
not-well-formed-xml-cut-short = 整形式の XML ではありません: 途中で切れています
not-supported-an-archive-or-spreadsheet-hand = 対応していません: アーカイブまたは表計算ファイルです。部品表そのものを JSON、XML または tag-value で渡してください
not-supported-no-marker-of-a-known = 対応していません: 既知の形式の目印がありません。バイナリの部品表は読みません。JSON または XML を求めてください
no-marker-of-a-known-format = 既知の形式の目印がありません

## src/bill/unsupported.rs

not-supported-a-swid-tag-ask-for = 対応していません: SWID タグです。CycloneDX(JSON または XML)または SPDX(JSON、YAML、XML、RDF または tag-value)の部品表を求めてください
not-supported-in-this-form-ask-for = この形には対応していません。同じ部品表を JSON または XML で求めてください

## src/bill/contents/filling.rs

over-budget-more-than-4-000-000 = 上限を超えています: 部品が 4,000,000 件を超えています。部品表を分けさせてください

## src/bill/cyclonedx/capture.rs

bom-ref-used-twice = bom-ref { $quoted } が二度使われています

## src/bill/cyclonedx/json.rs

not-json = JSON ではありません: { $says-what }
is-empty = { $name } が空です
texts-among-objects = オブジェクトの間にテキストがあります
an-expression-stands-beside-other-licenses = ほかのライセンスと並んで式があります
the-same-item-twice-in = { $name } に同じ項目が二度あります
duplicate-member = { $quoted } が重複しています
an-entity = エンティティ
an-object = オブジェクト
true-or-false = 真偽値
not-but = { $says-wanted }ではなく{ $says-found }です

## src/bill/cyclonedx/mod.rs

bomformat-is-not-cyclonedx = bomFormat が "CycloneDX" ではありません
none-stated = 記載なし
version-not-supported = 対応していない版です: { $says-shown }
not-utf-8-byte-cannot-be-read = UTF-8 ではありません: { $end } バイト目が読めません

## src/bill/cyclonedx/text.rs

a-value-was-expected = 値が必要な箇所です
cut-short = 途中で切れています
a-member-s-name-was-expected = メンバー名が必要な箇所です
a-colon-was-expected = コロンが必要な箇所です
a-comma-before-the-end = 終わりの前にコンマがあります
a-comma-was-expected = コンマが必要な箇所です
a-digit-was-expected = 数字が必要な箇所です
text-after-the-end = 終わりの後にテキストがあります
half-of-a-surrogate-pair = サロゲートペアの片方だけがあります

## src/bill/cyclonedx/text/string.rs

a-control-character-in-a-text = テキストに制御文字があります
an-unknown-escape = 未知のエスケープです
four-hexadecimal-digits-were-expected = 16 進数 4 桁が必要な箇所です

## src/bill/cyclonedx/value.rs

is-not-between-and-characters-long = { $quoted } の長さが { $least } から { $most } 文字の範囲にありません
is-no-of = { $quoted } は { $version } の { $name } ではありません
is-empty-a-reference-needs-at-least = 空です。参照には少なくとも一文字が必要です
no-serial-number-write-it-as-urn = シリアル番号ではありません: urn:uuid: に続けて小文字の 16 進数で書いてください
no-bom-link-write-it-as-urn = BOM-Link ではありません: urn:cdx:uuid/version のように書いてください
no-bom-link-write-it-as-urn-2 = BOM-Link ではありません: urn:cdx:uuid/version#bom-ref のように書いてください
no-hash-it-has-32-40-64 = ハッシュ値ではありません: 16 進数 32、40、64、96 または 128 桁です
no-media-type-write-it-as-text = メディア型ではありません: text/plain のように書いてください
no-locale-write-it-as-en-or = ロケールではありません: en または en-US のように書いてください
no-cre-write-it-as-cre-123 = CRE ではありません: CRE:123-456 のように書いてください
no-patent-number-letters-digits-and-up = 特許番号ではありません: 英数字と -/.() で 30 文字以内です
no-jurisdiction-write-two-capital-letters = 法域ではありません: 大文字二文字で書いてください
no-time-write-it-as-2026-11 = 時刻ではありません: 2026-11-23T00:00:00Z のように書いてください
no-date-write-it-as-2026-11 = 日付ではありません: 2026-11-23 のように書いてください
no-address-escape-its-spaces-and-brackets = アドレスではありません: 空白と括弧をエスケープしてください
no-uri-and-no-known-algorithm = URI でも既知のアルゴリズムでもありません
no-cpe-write-it-as-cpe-2 = CPE ではありません: cpe:2.3: または cpe:/ で書いてください
neither-true-nor-false = true でも false でもありません
no-whole-number-that-may-stand-here = ここに書ける整数ではありません
no-decimal-number-that-may-stand-here = ここに書ける小数ではありません
not-a-number = 数値ではありません
is = 「{ $quoted }」は{ $says-why }
is-not-a-text = { $number } はテキストではありません
is-no-number-that-may-stand-here = { $number } はここに書ける数値ではありません

## src/bill/cyclonedx/walker.rs

is-nothing-in-this-bill = { $quoted } はこの部品表のどこにもありません
is-no-member-of = { $quoted } は { $version } のメンバーではありません
component-without-a = { $name } のない部品
without = { $unwrap-or } に { $name } がありません
needs-exactly-one-of = { $name } には { $names } のうちちょうど一つが必要です
needs-one-of = { $name } には { $names } のうち一つが必要です
members-that-do-not-belong-together-needs = 両立しないメンバーがあります。{ $name } には { $names } のうちちょうど一つが必要です
versionrange-beside-version = version と versionRange が並んでいます
versionrange-in-a-component-that-is-not = external でない部品に versionRange があります

## src/bill/cyclonedx/xml.rs

not-well-formed-xml-a-control-character = 整形式の XML ではありません: 制御文字があります
not-well-formed-xml-a-second-root = 整形式の XML ではありません: 二つ目のルート要素があります
not-well-formed-xml-text-outside-the = 整形式の XML ではありません: ルート要素の外にテキストがあります
not-well-formed-xml-no-root-element = 整形式の XML ではありません: ルート要素がありません
text-where-only-elements-may-stand = 要素だけが書ける箇所にテキストがあります
ends-before-something-that-has-to-follow = { $short } が、続くべきものの前に終わっています
an-element-of-another-namespace-may-not = 別の名前空間の要素 { $quoted } はここに書けません
given-twice = が二度あります
may-not-stand-here-the-schema-sets = はここに書けません。順序はスキーマで定められています
element = 要素 { $quoted } { $says-what }
an-element-where-only-text-may-stand = テキストだけが書ける箇所に要素があります

## src/bill/cyclonedx/xml/events.rs

not-well-formed-xml-in-a-text = 整形式の XML ではありません: テキストに ]]> があります
not-well-formed-xml-an-element-that = 整形式の XML ではありません: 閉じられていない要素があります
not-well-formed-xml = 整形式の XML ではありません: { $says-error }
not-well-formed-xml-in-an-attribute = 整形式の XML ではありません: 属性に < があります
not-well-formed-xml-nobody-declared-the = 整形式の XML ではありません: 接頭辞 { $quoted } が宣言されていません
not-well-formed-xml-a-reference-to = 整形式の XML ではありません: 存在しないものへの参照があります
not-well-formed-xml-a-declaration-that = 整形式の XML ではありません: 先頭にない宣言があります
not-utf-8-it-declares = UTF-8 ではありません: { $quoted } と宣言されています

## src/bill/hardware/csv.rs

it-is-not-utf-8-save-the = UTF-8 ではありません。表を UTF-8 で保存してください
line-has-cells-under-columns = { $number } 行目のセルは { $cells } 個ですが、列は { $columns } 個です
line-is-no-quantity = { $number } 行目: 「{ $many }」は数量ではありません
more-than-parts = 部品が { $parts } 件を超えています

## src/bill/hardware/dmidecode.rs

it-is-not-utf-8-save-the-2 = UTF-8 ではありません。dmidecode の出力をそのまま保存してください
its-last-line-does-not-end-it = 最後の行が終わっておらず、途中で切れています

## src/bill/hardware/inventory.rs

the-shape-of-this-inventory-is-not = この機器記録の形は未知のものです: schema_version「{ $schema-version }」

## src/bill/hardware/network.rs

it-is-not-utf-8 = UTF-8 ではありません
more-than-entities = 実体が { $parts } 件を超えています
a-line-with-pid-and-no-vid = PID があって VID のない行があります
a-line-with-pid-and-no-sn = PID があって SN のない行があります

## src/bill/hardware/paccor.rs

components-is-no-list = COMPONENTS がリストではありません
more-than-components = 部品が { $parts } 件を超えています

## src/bill/hardware/pci.rs

more-than-devices = 装置が { $parts } 件を超えています
a-device-without-the-number-of-its = クラス番号のない装置があります。`lspci -nmmv` を実行してください

## src/bill/hardware/smbios.rs

it-describes-two-systems-two-structures-of = 二つのシステム(タイプ 1 の構造が二つ)が記述されており、どちらがこの機器か判断できません
the-table-is-cut-short = 表が途中で切れています
the-structure-at-octet-does-not-follow = { $at } バイト目の構造が DSP0134 第 6.1 節に従っていません
the-handle-of-the-structure-at-octet = { $at } バイト目の構造のハンドルが二度使われています
the-table-does-not-end-with-a = 表がタイプ 127 の構造で終わっておらず、途中で切れています
the-entry-point-is-cut-short = エントリーポイントが途中で切れています
the-checksum-of-the-entry-point-is = エントリーポイントのチェックサムが誤っています

## src/bill/hardware/tree.rs

values-are-nested-more-than-deep = 値の入れ子が { $depth } 段を超えています

## src/bill/spdx/draft.rs

the-document-s-spdxid-is-not = 文書の SPDXID が { $document } ではなく「{ $id }」です
is-no-time-write-it-as-2026 = 「{ $time }」は時刻ではありません。2026-11-23T00:00:00Z のように書いてください
creator-without-person-organization-or-tool-before = creator の名称の前に "Person: "、"Organization: " または "Tool: " がありません
without-an-spdxid = SPDXID のない{ $says-what }
spdxid-used-twice = SPDXID「{ $key }」が二度使われています
external-document-declared-twice = 外部文書が二度宣言されています
is-no-relationship-type-of-spdx-2 = 「{ $kind }」は SPDX 2 の関係の種類ではありません
package-without-a-name = 名称のないパッケージ
package-without-an-spdxid = SPDXID のないパッケージ
is-no-package-purpose-of-spdx-2 = 「{ $said }」は SPDX 2.3 のパッケージの用途ではありません
without-organization-or-person-before-its-name = { $field } の名称の前に "Organization: " または "Person: " がありません
sha256-is-not-64-hexadecimal-digits = SHA256「{ $hex }」が 16 進数 64 桁ではありません
document-without-an-spdxid = SPDXID のない文書
is-not-declared-among-the-external-documents = 「{ $document }」は外部文書として宣言されていません
is-nothing-in-this-bill-2 = 「{ $id }」はこの部品表のどこにもありません

## src/bill/spdx/json.rs

not-json-text-after-the-end-at = JSON ではありません: { $line } 行目の終わりの後にテキストがあります
unexpected-end-of-hex-escape = 16 進エスケープが途中で終わっています
not-utf-8-lone-surrogate-at-line = UTF-8 ではありません: { $line } 行 { $column } 列に単独のサロゲートがあります
a-member-s-name = メンバー名

## src/bill/spdx/markup.rs

not-well-formed-xml-it-ends-inside = 整形式の XML ではありません: 要素の途中で終わっています
an-end-without-a-beginning = 始まりのない終了タグがあります
a-control-character = 制御文字
text-outside-the-root-element = ルート要素の外のテキスト
the-prefix-stands-for-no-namespace = 接頭辞「{ $prefix }」に対応する名前空間がありません
the-entity-is-not-declared = エンティティ「{ $name }」が宣言されていません
not-utf-8-the-declaration-says = UTF-8 ではありません: 「{ $encoding }」と宣言されています

## src/bill/spdx/mod.rs

not-utf-8 = UTF-8 ではありません: { $error }

## src/bill/spdx/rdf/builder.rs

over-budget-more-elements-than-a-bill = 上限を超えています: この大きさの部品表にしては要素が多すぎます
is-no-class-of-spdx-2 = 「{ $name }」は SPDX 2 のクラスではありません
more-than-one-of-rdf-about-rdf = rdf:about、rdf:ID、rdf:nodeID のうち二つ以上があります
both-a-and-a = { $name } と { $name2 } の両方があります
more-than-one-value-in-one-element = 一つの要素に値が二つ以上あります
rdf-type-without-rdf-resource = rdf:resource のない rdf:type があります
is-no-class-of-spdx-2-2 = <{ $iri }> は SPDX 2 のクラスではありません
is-no-property-of-spdx-2 = 「{ $name }」は SPDX 2 のプロパティではありません
attribute-is-not-read-here = 属性「{ $name }」はここでは読みません
parsetype-is-not-read-here = parseType="{ $kind }" はここでは読みません

## src/bill/spdx/rdf/meaning.rs

a-second-spdxdocument-in-one-file = 一つのファイルに二つ目の SpdxDocument があります
no-spdxdocument-in-it = SpdxDocument がありません
nothing-says-what-this-describes-its-rdf = 何の記述か分かりません: rdf:type がありません
is-no-property-of-a = 「{ $term }」は { $name } のプロパティではありません
given-twice-2 = { $term } が二度あります
without-2 = { $class } に「{ $term }」がありません
is-not-a = { $term } は { $name } ではありません
is-no-checksum-algorithm-of-spdx-2 = 「{ $named }」は SPDX 2 のチェックサムのアルゴリズムではありません
is-no-member-of-2-2 = 「{ $term }」は 2.2 のメンバーではありません
is-no-category-of-spdx-2 = 「{ $named }」は SPDX 2 の区分ではありません

## src/bill/spdx/shape.rs

creation-info = 作成情報
external-document = 外部文書
licensing-information = ライセンス情報
cross-reference = 相互参照
verification-code = 検証コード
external-reference = 外部参照
range-pointer = 範囲の位置

## src/bill/spdx/tag_value.rs

not-tag-value = "Tag: value" の形ではありません
text-without-text = </text> のない <text> があります
text-after-text = </text> の後にテキストがあります
is-no-tag-of-spdx-2 = 「{ $name }」は SPDX 2 のタグではありません
spdxid-of-nothing-no-package-or-file = 対象のない SPDXID です: パッケージもファイルも始まっていません
after-the-document-s-own-section = 文書自身の節の後に { $name } があります
outside-a-package = パッケージの外に { $name } があります
is-none-of = 「{ $algorithm }」は { $algorithms } のいずれでもありません
packagechecksum-outside-a-package = パッケージの外に PackageChecksum があります
not-externalref-category-type-locator = "ExternalRef: category type locator" の形ではありません
externalref-outside-a-package = パッケージの外に ExternalRef があります
not-relationship-spdxid-type-spdxid = "Relationship: SPDXID type SPDXID" の形ではありません
not-externaldocumentref-documentref-x-address-algorithm-dige = "ExternalDocumentRef: DocumentRef-x address algorithm: digest" の形ではありません

## src/bill/spdx/walker.rs

too-many-members = メンバーが多すぎます
duplicate-member-2 = メンバー「{ $name }」が重複しています
is-no-member-of-a-in-spdx = 「{ $name }」は SPDX { $version } の { $name2 } のメンバーではありません
a-whole-number = 整数
not = { $says-wanted }ではありません

## src/bill/spdx/xml.rs

stands-inside-a-text = テキストの中に「{ $name }」があります
attribute-is-none-of-spdx-2 = 属性「{ $name }」は SPDX 2 のものではありません

## src/bill/spdx/yaml.rs

not-yaml = YAML ではありません: { $error }
not-yaml-an-alias-of-what-is = YAML ではありません: 未完成のものへのエイリアスがあるか、上限を超えています
not-yaml-text-after-the-end-a = YAML ではありません: 終わりの後にテキスト(二つ目の文書)があります
over-budget-too-much-is-anchored-or = 上限を超えています: アンカーまたはエイリアスによる繰り返しが多すぎます
not-yaml-a-key-that-is-a = YAML ではありません: キーがリストまたはマッピングです。SPDX のキーは名前だけです
not-yaml-no-mapping-at-the-top = YAML ではありません: 最上位がマッピングではありません

## src/bill/spdx_3/graph.rs

object-without-a-type = 種類のないオブジェクト
is-no-class-of-3-0-1 = 「{ $class }」は 3.0.1 のクラスではありません
version-not-supported-no-context = 対応していない版です: @context がありません
members-beside-context-and-graph = @context と @graph のほかにメンバーがあります
spdxid-used-twice-for-different-elements = spdxId「{ $id }」が別の要素に二度使われています
agent-without-an-spdxid = spdxId のない agent
package-without-an-spdxid-2 = spdxId のない package
is-no-software-purpose-of-3-0 = 「{ $said }」は 3.0.1 のソフトウェアの用途ではありません
sha256-is-not-64-hexadecimal-digits-2 = sha256「{ $hex }」が 16 進数 64 桁ではありません

## src/bill/spdx_3/reader.rs

is-no-member-of-3-0-1 = 「{ $name }」は 3.0.1 のメンバーではありません
too-many-members-of-other-vocabularies = ほかの語彙のメンバーが多すぎます
is-no-list = { $member } がリストではありません
not-a-text = テキストではありません
null-leave-the-member-out-instead = null です。代わりにメンバーを書かないでください
suppliedby-is-a-list-a-package-has = suppliedBy がリストです。パッケージの供給者は一者です
version-not-supported-context-is-no-single = 対応していない版です: @context が単一のアドレスではありません

## src/bill/spdx_3/rules.rs

version-not-supported-specversion-is-the-context = 対応していない版です: specVersion は { $says-stated }、context は { $version } です
not-an-agent = agent ではありません
is-no-agent = 「{ $address }」は agent ではありません
agent-is-neither-here-nor-imported = agent「{ $address }」は記載も import もされていません

## src/bill/write/cyclonedx.rs

that-this-is-what-the-bill-describes = これが部品表の対象であることは書き込まれません。CycloneDX の対象は一つだけです
of-the-document-is-not-written = 文書の { $role-name }「{ $name }」は書き込まれません
purl-is-not-written-it-is-not = purl「{ $contents }」は形式が正しくないため書き込まれません
that-the-is-withheld-is-not-written = { $role } が明らかにされていないことは書き込まれません。CycloneDX にはそれを表す語がありません
is-not-written-cyclonedx-1-5-has = { $role }「{ $name }」は書き込まれません。CycloneDX 1.5 の該当箇所は一つで、既に使われています
is-written-as-cyclonedx-1-5-has = { $role }「{ $name }」は { $written-as } として書き込まれます。CycloneDX 1.5 に { $role2 } はありません
is-not-written = 「{ $text }」は書き込まれません
the-kind-cryptographic-asset-is-written-as = 種別 cryptographic-asset は data として書き込まれます
its-purpose-is-written-as-file = 用途は file として書き込まれます
its-kind-is-written-as-application = 種別は application として書き込まれます
no-kind-is-stated-it-is-written = 種別の記載がないため library として書き込まれます

## src/bill/write/mod.rs

a-service-is-not-written = サービスは書き込まれません
pedigree-is-not-written = 来歴は書き込まれません
a-reference-to-another-bill-is-not = 別の部品表への参照は書き込まれません

## src/bill/write/spdx.rs

is-not-written-spdx-2-has-no = 「{ $text }」は書き込まれません。SPDX 2 に該当箇所がありません
is-not-written-spdx-2-has-no-2 = { $role }「{ $name }」は書き込まれません。SPDX 2 に { $role2 } はありません
is-not-written-spdx-2-has-one = { $role }「{ $name }」は書き込まれません。SPDX 2 の { $member } は一つで、既に使われています
manufacturer-is-written-as-originator-spdx-2 = manufacturer「{ $name }」は originator として書き込まれます。SPDX 2 に manufacturer はありません
its-kind-is-written-as-other-spdx = 種別は OTHER として書き込まれます。SPDX 2 にそのような用途はありません
