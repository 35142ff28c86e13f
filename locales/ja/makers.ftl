### Makers, owners and lists


## What ties an owner to a maker

holds-a-share-that-is-not-known = 割合不明の持分を保有
holds-a-share-that-is-not-known-2 = { $owner } が割合不明の持分を保有: { $says-standing }
holds-a-share-that-is-not-known-3 = 割合不明の持分を保有({ $from } から)
holds-a-share-that-is-not-known-4 = { $owner } が割合不明の持分を保有({ $from } から): { $says-standing }
holds-a-share-that-is-not-known-5 = 割合不明の持分を保有({ $to } まで)
holds-a-share-that-is-not-known-6 = { $owner } が割合不明の持分を保有({ $to } まで): { $says-standing }
holds-a-share-that-is-not-known-7 = 割合不明の持分を保有({ $from } から { $to } まで)
holds-a-share-that-is-not-known-8 = { $owner } が割合不明の持分を保有({ $from } から { $to } まで): { $says-standing }
holds-or-more = { $least } 以上を保有
holds-or-more-2 = { $owner } が{ $least } 以上を保有: { $says-standing }
holds-or-more-since = { $least } 以上を保有({ $from } から)
holds-or-more-since-2 = { $owner } が{ $least } 以上を保有({ $from } から): { $says-standing }
holds-or-more-until = { $least } 以上を保有({ $to } まで)
holds-or-more-until-2 = { $owner } が{ $least } 以上を保有({ $to } まで): { $says-standing }
holds-or-more-from-to = { $least } 以上を保有({ $from } から { $to } まで)
holds-or-more-from-to-2 = { $owner } が{ $least } 以上を保有({ $from } から { $to } まで): { $says-standing }
holds-to = { $least } から { $most } を保有
holds-to-2 = { $owner } が{ $least } から { $most } を保有: { $says-standing }
holds-to-since = { $least } から { $most } を保有({ $from } から)
holds-to-since-2 = { $owner } が{ $least } から { $most } を保有({ $from } から): { $says-standing }
holds-to-until = { $least } から { $most } を保有({ $to } まで)
holds-to-until-2 = { $owner } が{ $least } から { $most } を保有({ $to } まで): { $says-standing }
holds-to-from-to = { $least } から { $most } を保有({ $from } から { $to } まで)
holds-to-from-to-2 = { $owner } が{ $least } から { $most } を保有({ $from } から { $to } まで): { $says-standing }
holds = { $share } を保有
holds-2 = { $owner } が{ $share } を保有: { $says-standing }
holds-since = { $share } を保有({ $from } から)
holds-since-2 = { $owner } が{ $share } を保有({ $from } から): { $says-standing }
holds-until = { $share } を保有({ $to } まで)
holds-until-2 = { $owner } が{ $share } を保有({ $to } まで): { $says-standing }
holds-from-to = { $share } を保有({ $from } から { $to } まで)
holds-from-to-2 = { $owner } が{ $share } を保有({ $from } から { $to } まで): { $says-standing }
controls-it = 支配
controls-it-2 = { $owner } が支配: { $says-standing }
controls-it-since = 支配({ $from } から)
controls-it-since-2 = { $owner } が支配({ $from } から): { $says-standing }
controls-it-until = 支配({ $to } まで)
controls-it-until-2 = { $owner } が支配({ $to } まで): { $says-standing }
controls-it-from-to = 支配({ $from } から { $to } まで)
controls-it-from-to-2 = { $owner } が支配({ $from } から { $to } まで): { $says-standing }
is-officially-named-as-its-parent-or = 親会社または関連会社として公的に指定
is-officially-named-as-its-parent-or-2 = { $owner } が親会社または関連会社として公的に指定: { $says-standing }
is-officially-named-as-its-parent-or-3 = 親会社または関連会社として公的に指定({ $from } から)
is-officially-named-as-its-parent-or-4 = { $owner } が親会社または関連会社として公的に指定({ $from } から): { $says-standing }
is-officially-named-as-its-parent-or-5 = 親会社または関連会社として公的に指定({ $to } まで)
is-officially-named-as-its-parent-or-6 = { $owner } が親会社または関連会社として公的に指定({ $to } まで): { $says-standing }
is-officially-named-as-its-parent-or-7 = 親会社または関連会社として公的に指定({ $from } から { $to } まで)
is-officially-named-as-its-parent-or-8 = { $owner } が親会社または関連会社として公的に指定({ $from } から { $to } まで): { $says-standing }
makes-equipment-that-it-sells-under-its = 自社名義で販売する機器を製造
makes-equipment-that-it-sells-under-its-2 = { $owner } が自社名義で販売する機器を製造: { $says-standing }
makes-equipment-that-it-sells-under-its-3 = 自社名義で販売する機器を製造({ $from } から)
makes-equipment-that-it-sells-under-its-4 = { $owner } が自社名義で販売する機器を製造({ $from } から): { $says-standing }
makes-equipment-that-it-sells-under-its-5 = 自社名義で販売する機器を製造({ $to } まで)
makes-equipment-that-it-sells-under-its-6 = { $owner } が自社名義で販売する機器を製造({ $to } まで): { $says-standing }
makes-equipment-that-it-sells-under-its-7 = 自社名義で販売する機器を製造({ $from } から { $to } まで)
its-path-is-longer-than-steps = { $why }。経路は { $steps } 段を超えるため、その先は最後の者だけを示します
its-path-is-longer-than-steps-2 = 経路は { $steps } 段を超えるため、その先は最後の者だけを示します
makes-equipment-that-it-sells-under-its-8 = { $owner } が自社名義で販売する機器を製造({ $from } から { $to } まで): { $says-standing }
is-read-as-signs-in-the-place = 「{ $text }」は、文字に代わる記号があるため「{ $key }」と読めます
is-read-as-a-common-word-is = 「{ $text }」は、一般的な語の綴りの誤りとみて「{ $key }」と読めます

## src/maker/directory_file.rs

this-directory-of-makers-cannot-be-read = この製造者名簿は読めません
correct-the-file-its-shape-is-schemas = ファイルを訂正してください。形は schemas/makers.schema.json にあります
this-directory-of-makers-names-no-party = この製造者名簿には一者も挙げられていません
add-a-party-or-leave-the-file = {"["}[party]] を追加するか、ファイルを外してください
the-shape-of-this-directory-is-not = この名簿の形は未知のものです
write-schema-version-1 = schema_version = "1" と書いてください
two-parties-of-one-file-have-the = 一つのファイルに同じ id の者が二つあります
merge-them-or-rename-one = 統合するか、一方の id を変えてください
the-owner-of-a-party-is-not = ある者の所有者が名簿にありません
add-a-party-with-that-id = その id の [[party]] を追加してください
a-share-is-no-percentage-from-0 = 持分が 0 から 100 のパーセントではありません
write-it-as-a-decimal-in-quotes = 引用符で囲んだ小数で、at_least を at_most 以下とし、tie = "shares" の場合に限って書いてください
a-fact-is-called-sourced-and-names = 情報源で確認済みとされた事実に、情報源の記載がありません
name-the-source-or-write-confidence-general = 情報源を書くか、confidence = "general-knowledge" と書いてください
a-party-has-no-name-or-a = 名称がないか、文字を含まない名称の者があります
write-its-legal-name = 正式名称を書いてください
an-identifier-has-an-unknown-scheme-or = 識別子の種類が未知であるか、値がありません
use-one-of-cpe-vendor-domain-fcc = 次のいずれかを使ってください: cpe-vendor、domain、fcc、gtin、jp-corporate-number、lei、mac、package-namespace、pci、pen、pnp、usb
this-is-no-corporate-number-of-japan = 日本の法人番号ではありません
write-its-13-digits-the-first-one = 13 桁を書いてください。先頭の 1 桁は残り 12 桁の検査用数字です

## src/maker/ownership.rs

half-is-reached-only-if-every-tie = すべての結び付きが最も近い場合に限り半数に達します
a-minority-holding-below-half = 半数未満の少数持分です
of-its-shares-of-which-it-holds = 持分の { $sum }(うち自己保有 { $outside })
half-is-reached-only-by-shares-that = 所有者の循環を経て戻る持分によってのみ半数に達します

## src/maker/registry/cpe.rs

a-cpe-begins-with-cpe-2-3 = CPE は "cpe:2.3:" または "cpe:/" で始まります
this-cpe-names-no-vendor = この CPE にはベンダーの記載がありません

## src/maker/registry/domain.rs

a-domain-has-at-least-two-labels = ドメインには "example.com" のように少なくとも二つのラベルが必要です

## src/maker/registry/fcc.rs

an-fcc-id-begins-with-a-grantee = FCC ID は "2ADTD-DS2CD" のように、英数字三文字または五文字の申請者コードで始まります

## src/maker/registry/gtin.rs

a-gtin-has-8-12-13-or = GTIN は 8、12、13 または 14 桁です
the-check-digit-of-this-gtin-is = この GTIN のチェックディジットは誤っています

## src/maker/registry/lei.rs

an-lei-has-20-letters-and-digits = LEI は英数字 20 文字です
the-check-digits-of-this-lei-are = この LEI のチェックディジットは誤っています

## src/maker/registry/mac.rs

a-mac-address-of-one-repeated-digit = 同じ数字の繰り返しの MAC アドレスは仮の値です
a-group-address-belongs-to-no-device = グループアドレスは特定の装置のものではありません
a-locally-administered-address-is-no-identity = ローカル管理アドレスは識別になりません
a-mac-address-has-12-hexadecimal-digits = MAC アドレスは 16 進数 12 桁、接頭部は 6、7 または 9 桁です

## src/maker/registry/mod.rs

a-maker-s-name = 製造者の名称
a-manufacturer-string-of-smbios = SMBIOS の製造者文字列
legal-entity-identifier-iso-17442 = 取引主体識別子(ISO 17442)
common-platform-enumeration-name = Common Platform Enumeration 名
iana-private-enterprise-number = IANA 企業番号
internet-domain = インターネットドメイン
a-vendor-number-has-four-hexadecimal-digits = ベンダー番号は "19e5" のような 16 進数 4 桁です

## src/maker/registry/pen.rs

an-enterprise-number-has-only-digits-as = 企業番号は "2011" や "1.3.6.1.4.1.2011" のように数字だけです

## src/maker/registry/pnp.rs

a-pnp-vendor-id-has-three-letters = PNP ベンダー ID は "HWV" のような三文字です

## src/maker/registry/purl.rs

a-purl-has-the-form-pkg-type = purl の形は "pkg:type/namespace/name@version" です

## src/screening/answer.rs

the-list = リスト
any-of-lists = { $lists } 個のリストのいずれか
not-on = { $lists } に掲載なし
not-yet-on-listed-from-on = { $lists } にはまだ掲載されていません: { $day } から掲載

## src/screening/comparison.rs

another-company-than-any-of-them = いずれとも別の会社
against-names-nobody-to-compare-with = "against" に比べる相手の名称がありません
both-are-names-of = いずれも { $party } の名称
the-names-that-the-question-itself-gives = 質問自体が挙げた名称

## src/screening/csv.rs

column-is-not-known-the-columns-are = 列「{ $unknown }」は使えません。使える列: { $columns }
there-is-no-column-name = 列 "name" がありません
a-plain-table-called-would-take = 表「{ $file }」は同梱のリスト「{ $id }」に取って代わってしまいます。別の名前にするか、ORIGIN.toml を隣に置いてください
row-has-fields-the-header = { $saturating-add } 行目の項目は { $record } 個ですが、見出しは { $columns } 個です
the-buyer-s-own-list = 調達者独自のリスト「{ $id }」
the-buyer = 調達者
the-buyer-s-own-list-2 = 調達者独自のリスト { $file }
handed-in-with-the-run = 実行時に渡されたもの { $file }
the-buyer-s = 調達者のもの
row-is-no-day-write-it-as = { $row } 行目: 「{ $text }」は日付ではありません。2026-11-23 のように書いてください
row-confidence-is-neither-sourced-nor-general = { $row } 行目: confidence「{ $other }」は "sourced" でも "general-knowledge" でもありません
row-has-no-name = { $row } 行目に名称がありません
a-quote-is-opened-and-never-closed = 引用符が閉じられていません

## src/screening/list_file.rs

this-list-is-too-old-to-screen = このリストは古すぎて照合に使えません
edition-of-shelf-life-days = { $path } ({ $list })、{ $edition } 版、有効期間 { $shelf-life-days } 日
give-a-newer-edition-with-watchlists-kenpin = 新しい版を --watchlists で指定してください(`kenpin lists update`、またはリスト管理者の署名付きフォルダー)
there-is-no-list-to-screen-with = 照合に使うリストがありません
name-at-least-one-regime-in-the = ポリシーで規制を一つ以上挙げるか、--watchlists でリストを指定してください
this-list-cannot-be-read = このリストは読めません
correct-the-file-its-shape-is-schemas-2 = ファイルを訂正してください。形は schemas/watchlist.schema.json、または列 "name" のある CSV 表です
this-list-names-nobody = このリストには一者も挙げられていません
add-an-entry-or-leave-the-file = 項目を追加するか、ファイルを外してください。空のリストではすべてが通ってしまいます
the-shape-of-this-list-is-not = このリストの形は未知のものです
this-list-does-not-say-who-publishes = このリストには公表者の記載がありません
add-a-list-table-or-an-origin = {"["}list] 表を追加するか、ファイルの横に ORIGIN.toml を置いてください
two-files-hold-the-same-list = 二つのファイルに同じリストがあります
and-list = { $path } および { $other }、リスト「{ $list }」
leave-one-out = 一方を外してください
an-entry-of-this-list-cannot-be = このリストの項目に使えないものがあります
entry = { $path }、項目「{ $entry }」
correct-the-entry = 項目を訂正してください
its-id-is-used-twice = id が二度使われています
it-has-no-id = id がありません
it-has-a-name-without-letters = 文字を含まない名称があります
it-has-no-period-nobody-can-tell = 期間がなく、いつ適用されるか判断できません
a-period-ends-before-it-begins = 期間の終わりが始まりより前です
it-covers-what-is-produced-outside-a = 国外で生産された物を対象としていますが、品目区分の記載がありません
it-is-called-sourced-and-names-no = 情報源で確認済みとされていますが、情報源の記載がありません

## src/screening/query.rs

not-a-question-give-kind-and-value = 照合の問いではありません: { $error }。"kind" と "value" を書いてください
is-no-moment-write-it-as-2026 = 「{ $text }」は日時ではありません。2026-11-23 または 2026-11-23T00:00:00Z のように書いてください
too-old-to-screen-with-on = { $day } 時点では古すぎて照合に使えません: { $old }
no-maker-is-named = 製造者の記載がありません
whose-is-cannot-be-told-few-of = { $kind } 「{ $value }」が誰のものか判りません: この登録簿の番号はここではわずかしか知られていません
names-nobody = { $title } ({ $citation }) は名指しをしていません: { $binds }
the-list-of-this-regime-is-not = この規制のリスト「{ $missing }」が読み込まれていません
no-regime-and-no-list-is-called = 「{ $id }」という規制もリストもありません。`kenpin lists show` で一覧を表示できます
is-no-kind-of-identifier-the-kinds = 「{ $kind }」という識別子の種類はありません。種類: { $kinds }
names-no-maker = 「{ $text }」は製造者の名称ではありません
the-maker-is-withheld = 製造者が明らかにされていません
whether-the-stated-category-and-purpose-fall = 記載された品目区分と用途が掲載の範囲に入るかどうかは、その語からは判断できません
produced-in-outside = { $country } で生産された「{ $category }」({ $home } の外)
whose-country-of-production-is-not-stated = 生産国の記載がない「{ $category }」

## src/screening/regime.rs

this-regime-cannot-be-read = この規制は読めません
install-the-program-again = プログラムをインストールし直してください

## src/screening/screener.rs

the-listing-was-not-read-at-a = 掲載を情報源で確認していません
not-read-at-a-source = 情報源で確認していません
the-list-names-this-entry-alone-an = リストはこの項目のみを挙げています。傘下の者は確認の対象であり、掲載とはみなしません
half-is-reached-only-with-a-listing = 情報源で確認していない掲載によってのみ半数に達します
three-letters-without-a-legal-form-are = 法人形態のない三文字は多くの会社の名称です
the-stated-owners-of-together-hold = { $owned } の所有者として記載された者の持分は合わせて { $sum } です: 数字が互いに矛盾しています
belongs-to-this-party-by-its-registry = 「{ $mention }」は登録簿によりこの者のものです
in-the-identifier-is-a-name-of = 識別子の「{ $mention }」はこの者の名称です
the-package-namespace-is-this-party-s = パッケージの名前空間「{ $mention }」はこの者のものです
is-a-name-of-this-party = 「{ $mention }」はこの者の名称です

## src/screening/similarity.rs

the-name-is-letter-for-letter-in = 正規化した名称が一字一句「{ $key }」と一致します

## src/screening/spelling.rs

in-the-package-s-name-is-a = パッケージ名にある「{ $word }」はこの者の名称です。その者に関するパッケージかもしれません

## src/screening/weight.rs

stands-only-in = 「{ $raw }」は{ $says-where }にのみあります。{ $says-kind }
the-name = 記載された名称
the-listed-name = 掲載名
mean-the-same = 意味が同じです
look-alike = 見た目が似ています
sound-alike-in-their-scripts = 各文字体系での読みが似ています
differ-by-two-letters-that-changed-places = 隣り合う二文字の入れ替わりだけが異なります
differ-by-a-letter-left-out = 一文字の脱落だけが異なります
differ-by-one-letter = 一文字だけが異なります
and = 「{ $raw }」と「{ $raw2 }」は{ $says-how }。{ $says-kind }
a-legal-form = 法人格の語
a-common-word = 一般的な語
a-proper-word = 固有の語
in-fewer-than-3-of-company-names = 会社名 { $legal-names-counted } 件中 3 件未満に現れる語
in-of-company-names = 会社名 { $legal-names-counted } 件中 { $count } 件に現れる語

## src/screening/import/bods.rs

a-closed-record = 終了した記録
a-statement-that-a-later-one-replaces = 後の記載に置き換えられた記載
recordtype-is-not-known = recordType「{ $other }」は未知のものです
an-entity-without-recordid-or-name = recordId または名称のない主体
a-relationship-without-subject = 対象のない関係
a-relationship-with-an-unknown-owner = 所有者が不明な関係

## src/screening/import/collector.rs

more-than-companies-or-ties-cut-the = 会社または結び付きが { $facts } 件を超えています。登録簿を必要な部分に絞ってください
its-last-record-is-broken-and-its = 最後の記録が壊れ、最後の行が終わっていません: 途中で切れています
a-further-name-of-nobody-that-is = ここに掲載のない者の別名

## src/screening/import/element.rs

not-a-list-nested-too-deep = リストではありません: 入れ子が深すぎます
a-document-type-declaration-is-not-allowed = 文書型宣言は使えません

## src/screening/import/gleif.rs

it-has-no-lei-or-no-legal = LEI または正式名称がありません
a-relationship-that-is-no-ownership = 所有ではない関係
it-has-no-type = 種類がありません
it-names-no-two-nodes = 二つの節点の記載がありません

## src/screening/import/json.rs

an-array-of-records = レコードの配列
an-object-with-an-array = 配列「{ $member }」を持つオブジェクト
there-is-no-array = 配列「{ $member }」がありません
it-holds-of-records-a-page = { $total } 件のうち { $found } 件だけです: 応答の一部であり、リスト全体ではありません

## src/screening/import/mod.rs

one-record-is-longer-than-4-mib = 一つのレコードが 4 MiB を超えています
it-has-no-number = 番号がありません
it-ends-before-it-begins = 終わりが始まりより前です
a-name-that-ofac-itself-calls-weak = OFAC 自身が弱いとする名称
a-name-that-the-publisher-itself-calls = 発行者自身が弱いとする名称

## src/screening/import/ofac.rs

it-has-fields-instead-of-12 = 項目が 12 個ではなく { $cells } 個です
it-has-no-number-or-no-name = 番号または名称がありません

## src/screening/import/ofsi.rs

it-has-fields-are-needed = 項目は { $cells } 個ですが、{ $group } 個必要です

## src/screening/import/opensanctions.rs

another-kind-of-entity = 別の種類の主体
an-ownership-without-owner-or-asset = 所有者または対象のない所有関係

## src/screening/import/registries.rs

is-no-prefix-of-24-28-or = 「{ $prefix }」は 24、28 または 36 ビットの接頭部ではありません
it-names-nobody = 誰の名称もありません
a-prefix-whose-holder-is-not-published = 保有者が公表されていない接頭部
it-is-no-vendor-s-number-and = ベンダーの番号と名称ではありません
it-is-no-code-of-three-letters = 三文字のコードと名称ではありません

## src/screening/import/table.rs

row-is-longer-than-4-mib-is = { $saturating-add } 行目が 4 MiB を超えています。引用符が閉じられていない可能性があります
row-has-more-than-fields = { $saturating-add } 行目の項目が { $fields } 個を超えています
it-has-fields-the-header = 項目は { $found } 個ですが、見出しは { $wanted } 個です
