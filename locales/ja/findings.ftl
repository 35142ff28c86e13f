### Findings, rules and what a policy says


## src/decision/clearance.rs

there-is-no-document = 文書が一つもありません
there-is-no-bill = 部品表が一つもありません
there-is-no-component = 部品が一つもありません
the-policy-chooses-no-regime-so-that = ポリシーがどの規制も選んでいないため、何も照合されていません
a-regime-of-the-policy-has-no = ポリシーが選ぶ規制にリストがありません
part-of-the-delivery-was-refused-and = 納入物の一部が受け付けられず、それを認めた者もいません
this-document-is-no-bill-no-signature = この文書は部品表でも署名でも成果物でもなく、対象外とも定められていません
this-bill-is-defective-and-nobody-allowed = この部品表には欠陥があり、それを認めた者もいません
this-bill-is-signed-by-nobody-whom = この部品表には、信頼できる者の署名がありません
this-component-was-not-traced = この部品の製造者は追跡されていません
this-component-has-no-maker-that-could = この部品には、照合できる製造者がありません
a-hit-at-this-component-is-neither = この部品に関する掲載は、予告でも例外承認済みでもありません
this-component-was-not-screened-against-every = この部品は、選ばれたすべてのリストと照合されてはいません

## src/decision/endorsement.rs

the-policy-names-no-key-of-who = ポリシーに、承認者「{ $by }」の鍵がありません
it-is-not-signed-by-as-the = ポリシーが求める「{ $by }」の署名がありません
its-signature-is-not-that-of-over = 署名が、この文面に対する「{ $by }」のものではありません。署名後に変更されたか、別の者が署名しています

## src/decision/review.rs

id-maker-reason-and-reviewed-by-may = id、maker、reason、reviewed_by は空にできません
name-the-entries-that-the-maker-is = この製造者ではない掲載項目を挙げてください
a-sha256-is-64-hexadecimal-digits-kenpin = sha256 は 64 桁の 16 進数です。`kenpin waiver settle` が書き込みます

## src/decision/waiver.rs

id-reason-requested-by-and-approved-by = id、reason、requested_by、approved_by は空にできません
approved-by-has-to-be-somebody-other = approved_by は requested_by と別の者でなければなりません
what-it-names-may-not-be-empty = 対象を空にすることはできません。その行を書かないでください
name-what-is-allowed-component-maker-entries = 何を認めるかを書いてください: component、maker、entries、document、sha256 のいずれか
its-rule-is-none-of-kenpin-s = その規則は kenpin にありません。`kenpin explain` で一覧を表示できます
its-rule-is-about-the-policy-the = その規則はポリシー、例外承認または帳合いに関するもので、例外承認の対象になりません
another-waiver-has-the-same-id = 同じ id の例外承認がほかにあります
a-waiver-or-another-review-has-the = 同じ id の例外承認または確認記録がほかにあります
allowed-by-waiver = { $says-what }(例外承認「{ $id }」により許容)

## src/decision/comparison/delivered.rs

it-lists-no-hardware = ハードウェアの記載がありません

## src/decision/comparison/lot.rs

its-serial-number-stands-in-no-declaration = その製造番号はどの申告書にもありません
it-shows-no-serial-number-so-nobody = 製造番号が示されていないため、どの申告書のものか判断できません
is-declared-for-another-box = 「{ $told }」は別の箱のものとして申告されています: { $names }
it-shows-no-serial-number-and-the = 製造番号が示されていませんが、発注書は製造番号を指定しています
its-serial-number-was-not-ordered = 製造番号「{ $serial }」は発注されていません
the-machine = 機器
is-in-boxes = 「{ $told }」が { $holders } 個の箱にあります: { $p }
boxes-were-examined-and-are-asked-for = 検査した箱は { $boxes } 個で、求められている数は { $sample } 個です
boxes-were-ordered-and-no-inventory-shows = 発注した箱のうち { $missing } 個の機器記録がありません: { $some }
no-box-was-examined = 検査した箱がありません

## src/decision/comparison/words.rs

is-declared-and-not-there = { $says-named }は申告されていますが、実物にありません
is-there-and-not-declared = { $says-named }は実物にありますが、申告されていません
the-parts-are-declared-at-an-address = 部品の申告は外部のアドレスにあり、それを取得することはないため、何も確認できません
no-part-is-declared-so-nothing-can = 部品が一つも申告されていないため、何も確認できません
cannot-be-seen-in-this-kind-of = { $says-named }は、この種の機器記録では確認できません
the-of-cannot-be-seen-in-this = { $says-subject }の{ $says-field }は、この機器記録では確認できません
the-of-differs-declared-found = { $says-subject }の{ $says-field }が異なります: 申告「{ $one }」、実物「{ $other }」
a-without-a-name = 名称のない{ $says-kind }
serial-number = 製造番号
hardware-address = ハードウェアアドレス

## src/decision/policy/advice.rs

regimes-is-no-regime-and-no-list-2 = regimes: 「{ $chosen }」という規制も、読み込まれたリストもありません。すべての納入物が要確認になります
this-policy-can-never-reject-a-restricted = このポリシーでは、規制対象の製造者が不合格になることがありません。名指しする規制を一つも選んでいないか、不合格とする規則を引き下げています
regimes-is-in-force-and-not-chosen = regimes: 「{ $id }」は施行中ですが選ばれていません({ $title }、対象: { $binds })
effects-is-lowered-each-report-will-say = effects: { $id } ({ $name }) は引き下げられています。各報告書にその旨が記載されます
signatures-bills-an-unsigned-bill-is-nobody = signatures.bills: 署名のない部品表には責任を負う者がおらず、途中で変更された可能性があります
documents-unrecognised-a-noted-document-still-keeps = documents.unrecognised: 注記にとどめても帳合いは合いません。合格とするには対象外と定めてください
makers-may-be-unknown-a-whose-maker = makers.may_be_unknown: 製造者不明の { $kind } は何とも照合されなくなります
components-kinds-without-parts-a-may-then = components.kinds_without_parts: { $kind } の内部が隠される可能性があります
makers-minimum-coverage-0-asks-for-nothing = makers.minimum_coverage: { $kind } = 0 では何も求めないことになります
makers-roles-a-listed-no-longer-rejects = makers.roles: 掲載された { $to-lowercase } があっても不合格にならなくなります
waivers-approvers-no-key-is-named-so = waivers.approvers: 鍵が一つも指定されていないため、例外承認も確認記録も効力を持ちません
effects-is-the-rule-s-own-effect = effects: { $id } ({ $name }) はもともとの扱いと同じです。この行で変わるのは軽い原因の扱いだけです

## src/decision/policy/layering.rs

makers-minimum-coverage-of = { $kind } の makers.minimum_coverage
is-no-longer-taken-for-the-maker = { $role } を製造者とみなさなくなっています
is-left-out = { $item } が外されています
is-added = { $item } が加えられています
goes-from-down-to = { $point } が { $above } から { $below } に下げられています
required-becomes-optional = 必須が任意に変わっています
may-approve-or-by-another-key = 承認できる者、またはその鍵が変わっています
is-no-longer-held-to-the-key = 鍵による縛りが外されています

## src/decision/policy/reading.rs

line-is-not-known-here-known-are = { $line } 行目: 「{ $word }」はここでは使えません。使えるもの: { $known }
line = { $line } 行目: { $message }
schema-version-is-this-program-reads-1 = schema_version が「{ $p1 }」です。このプログラムが読むのは "1" です
effects-no-rule-kenpin-explain-lists-them = effects: 規則「{ $rule }」はありません。`kenpin explain` で一覧を表示できます
effects-can-be-lowered-to-at-most = effects: { $rule } ({ $name }) は「{ $floor }」までしか下げられません。性質上の誤りだからです。個別に例外承認としてください
makers-minimum-coverage-a-share-is-0 = makers.minimum_coverage: { $kind } = { $percent }。割合は 0 から 100 パーセントです
documents-set-aside-is-no-sha-256 = documents.set_aside: 「{ $p1 }」は SHA-256 ではありません。64 桁の 16 進数で書いてください
documents-set-aside-would-set-everything-aside = documents.set_aside: 「{ $p1 }」ではすべてが対象外になります。読む必要のない文書を挙げてください
a-may-not-be-empty-leave-the = { $says-what }は空にできません。その行を書かないでください
waivers-approvers-the-key-of-is-no = waivers.approvers: 「{ $p1 }」の鍵は PEM 形式の公開鍵ではありません。`openssl pkey -pubout` の出力を書いてください
can-fit-no-document-a-path-is = { $member }: 「{ $text }」に一致する文書はあり得ません。パスは相対パスで、区切りは / です
stands-twice = { $member }: 「{ $text }」が二度あります
signatures-required-the-build-of-asks-for = signatures.required: 「{ $p1 }」の build は何も求めていません。repository、ref、runner、digest のいずれかを書くか、build を書かないでください
may-loosen-is-no-point-of-a-2 = may_loosen: 「{ $point }」というポリシーの項目はありません。項目: { $points }、effects.RULE
it-may-only-be-narrower-than-the = 上位のポリシーより厳しくすることしかできません:{ $loosenings }
waiver = 例外承認 { $id }: { $says-problem }
review = 確認記録 { $id }: { $says-problem }
the-one-above-has-to-list-it = - { $p1 }: { $says-p2 }。上位のポリシーの may_loosen に挙げられている必要があります
vendor-or-signer = 業者または署名者

## src/decision/rule/altered_document.rs

a-document-is-not-the-one-that = 文書が、署名されたものと異なります
rfc-5652-section-5-4-dsse-v1 = RFC 5652 第 5.4 節、DSSE v1.0.2 protocol.md 手順 3、その他署名形式による
get-the-document-and-its-signature-again = 文書と署名を、別の経路で業者から改めて入手してください。両者が一致するまで、記載された物を使用しないでください
the-signature-was-made-over-other-bytes = 署名は、添えられた文書とは別のデータに対して作られています。署名後に誰かが文書を変更したか、両者がもともと対応していないかのどちらかです。いずれにしても、業者の言明は納入された物を裏づけません。
it-rejects-by-its-nature-a-policy = 性質上不合格とするものであり、ポリシーで下げられるのは要確認までです。

## src/decision/rule/artifact_altered.rs

delivered-firmware-or-an-image-is-not = 納入されたファームウェアまたはイメージが、部品表に記載されたものと異なります
the-bill-s-own-hash-cyclonedx-component = 部品表自身のハッシュ値: CycloneDX component.hashes、SPDX checksums
fetch-the-file-again-from-the-vendor = ファイルを業者から改めて入手してください。それでも同じなら、そのファイルを記載した部品表を求めてください
a-file-that-was-handed-in-with = --artifact で渡されたファイルは、部品表が SHA-256 を記載している部品と同じ名称ですが、SHA-256 が異なります。ファイルと部品表のどちらかが、もう一方の作成後に変更されています。部品表または署名済みの文書がダイジェストを挙げているファイルは、名称にかかわらず問題ありません。
has-sha-256-and-the-bill-says = 「{ $base }」の SHA-256 は { $digest } ですが、部品表では { $stated } です

## src/decision/rule/artifact_not_declared.rs

delivered-firmware-or-an-image-is-named = 納入されたファームウェアまたはイメージが、どの部品表にも署名済みの文書にもありません
policy-the-buyer-s-artifact = ポリシー、調達者の --artifact
ask-the-vendor-for-a-bill-that = ファイルの SHA-256 を記載した部品表、またはファイルに対する署名を業者に求めてください
a-file-was-handed-in-with-artifact = --artifact でファイルが渡されましたが、その SHA-256 は納入物のどの部品表にもなく、信頼できる者の署名の対象でもありません。何からできているか、誰が作ったかを述べる者がいません。
sha-256-is-declared-by-nobody = 「{ $base }」(SHA-256 { $digest })は誰からも申告されていません

## src/decision/rule/completeness_unstated.rs

a-bill-does-not-say-whether-it = 部品表が、すべてを網羅しているかどうかを述べていません
cyclonedx-1-3-and-later-compositions-aggregate = CycloneDX 1.3 以降、compositions[].aggregate
ask-the-vendor-to-state-compositions-with = `compositions` に aggregate "complete" を記載するよう業者に求めてください。ポリシーで要確認にできます: effects."KP-B05" = "refer"
the-bill-lists-parts-without-saying-that = 部品表は部品を列挙していますが、それがすべてであるとは述べていません。多くの作成ツールがこれを省くため、注記にとどめ、検収は止めません。
the-bill-does-not-say-whether-it = 部品表が、すべてを網羅しているかどうかを述べていません

## src/decision/rule/consult_equipment_list.rs

advice-on-the-equipment-list-has-to = 合格とする前に、機器等リストについて助言を求める必要があります
send-the-equipment-list-output-equipment-file = 機器等リスト(--output equipment=FILE、または JSON 報告書の `equipment`)を送って助言を求め、回答をその番号とともに例外承認として記録してください
japan-s-guidelines-of-2018-12-10 = 2018-12-10 の申合せは特定の企業を名指ししていません。各省庁は入札者の機器等リスト(製造業者名、分かる場合は法人番号、型番)を送って助言を求め、サプライチェーン・リスクを払拭できない機器が含まれるかどうかの回答を受け、含まれる場合は入札者が交換します。そのため、この申合せの対象となる納入物は常に要確認となり、報告書に送付用のリストが付きます。申合せは施行日から適用され、それより前は予告にとどまります。
when-the-answer-has-come-write-a = 回答が届いたら、その番号を理由として、文書を特定した例外承認をこの規則に対して作成してください。
advice-on-the-equipment-list-is-needed = 機器等リストについて助言が必要です: { $title }
advice-on-the-equipment-list-will-be = { $from } から、機器等リストについて助言が必要になります: { $title }

## src/decision/rule/contradicting_bills.rs

two-bills-name-different-makers-for-the = 二つの部品表が、同じ部品に異なる製造者を挙げています
docs-architecture-law-3-what-contradicts-itself = docs/ARCHITECTURE 原則 3: 矛盾する記載は、述べられていないものとみなす
have-the-vendor-say-which-bill-is = どちらの部品表が正しいかを業者に確認し、もう一方を訂正させてください
the-delivery-holds-several-bills-and-they = 納入物には複数の部品表があり、同一の部品(種別、名称、版が同じ)の製造者が食い違っています。どの製造者も照合しましたが、どちらかの部品表が誤っており、どちらかは判断できません。
the-bills-name-different-makers-for = 部品表によって「{ $name }」の製造者が異なります: { $words }

## src/decision/rule/dangling_link.rs

a-bill-refers-to-another-bill-that = 部品表が参照する別の部品表が納入されていません
cyclonedx-bom-link-rfc-8141-urn-cdx = CycloneDX BOM-Link、RFC 8141 urn:cdx、SPDX 2.3 第 6.6 節(external document references)、SPDX 3.0.1 ExternalMap
have-the-vendor-deliver-the-other-bill = 参照が示すとおりの内容で、もう一つの部品表に署名を付けて納入させてください
part-of-what-the-product-is-made = 製品の構成の一部が別の部品表に記載されていますが、その部品表が文書の中にないか、ダイジェストが参照と一致しません。そこに記載された内容は照合されていません。
another-bill-that-this-one-refers-to = この部品表が参照する別の部品表が納入されていません

## src/decision/rule/defective_bill.rs

a-bill-breaks-the-rules-of-its = 部品表が、その形式の規則に違反しています
the-published-schema-of-the-format-docs = 形式の公開スキーマ: docs/formats
have-the-vendor-correct-the-bill-at = 該当箇所を業者に訂正させ、`kenpin bom validate` で確かめたうえで、改めて署名させてください
the-bill-is-cut-short-says-a = 部品表が途中で切れている、同じことを二度述べている、存在しないものを参照しているなど、形式の規則に違反しています。読む側によって異なる部品表に見え、その隙間に部品が隠れる可能性があります。推測で補うことはしません。読み取れた部分は、納入物に不利な内容として扱います。
a-damaged-inventory-which-the-buyer-took = 調達者が作成した機器記録が壊れている場合は、要確認にとどまります。記録を取り直してください。
further-defects = その他の欠陥
two-formats-in-one-file = 一つのファイルに二つの形式が混在しています

## src/decision/rule/disputed_maker.rs

the-statements-about-a-component-s-maker = 部品の製造者に関する記載が互いに矛盾しています
docs-formats-two-claims-of-one-rank = docs/formats: 同順位の二つの記載が異なる者に行き着く場合は、争いがあるものとする
have-the-vendor-say-which-of-them = どちらが製造したかを業者に確認し、部品表を訂正させてください
two-statements-of-the-same-rank-two = 同順位の二つの記載(二つの originator、または記載と、部品から読み取った識別子)が、異なる者を挙げています。いずれも照合しましたが、どちらが製造したかは部品表からは判断できません。
the-bill-names-different-makers = 部品表が異なる製造者を挙げています: { $named }

## src/decision/rule/empty_bill.rs

a-bill-lists-no-part-of-the = 部品表に製品の部品が一つも記載されていません
policy-components-kinds-without-parts-docs-formats = ポリシー components.kinds_without_parts、docs/formats 第 7 節
have-the-vendor-list-the-parts-for = 部品を記載させてください。部品を持たない種別の製品であれば、ポリシーの components.kinds_without_parts にその種別を挙げてください
the-bill-names-nothing-or-nothing-but = 部品表に何も記載がないか、製品そのものしか記載がありません。どの形式でも許されることですが、内部については何も述べていません。空の一覧には規制対象も載っておらず、何の証明にもなりません。
the-bill-lists-nothing-but-the-product = 部品表には製品そのもののほかに記載がありません

## src/decision/rule/empty_shipment.rs

the-delivery-holds-no-document = 納入物に文書が一つもありません
docs-architecture-law-4-acceptance-rests-on = docs/ARCHITECTURE 原則 4: 合格には少なくとも一つの文書を要する
check-the-path-that-was-handed-in = 指定したパスを確かめ、部品表とその署名を業者に求めてください
the-folder-or-archive-is-empty-nothing = フォルダーまたはアーカイブが空です。何も調べていないため、問題が見つからなかっただけです。

## src/decision/rule/expired_waiver.rs

a-waiver-has-expired = 例外承認の期限が切れています
the-waiver-that-it-names = 該当する例外承認
replace-what-it-allowed-or-have-a = 認められていた物を交換するか、新たな例外承認を得てください。その後、古いものをファイルから削除してください
the-last-day-of-the-waiver-is = 例外承認の最終日を過ぎています。記録には残りますが、もはや何も認めません。該当していた指摘は本来の扱いに戻ります。
waiver-for-expired-after = { $rule } に対する例外承認「{ $id }」は { $expires } で期限が切れました

## src/decision/rule/facts.rs

what-the-bill-describes = 部品表の対象

## src/decision/rule/hardware_changed.rs

the-machine-that-was-found-is-not = 実物の機器が、申告された機器と異なります
tcg-platform-certificate-profile-verification-of-components = TCG Platform Certificate Profile(部品の検証)、調達者の機器記録
keep-the-box-apart-and-ask-the = 箱を隔離し、該当する部品について業者に問い合わせてください。証明書の発行後に修理した場合は、差分証明書が必要です
the-buyer-s-inventory-was-compared-part = 調達者の機器記録を、プラットフォーム証明書またはハードウェア部品表の申告と部品ごとに比較しました。部品が欠けている、申告がなく目に見えずに動作できる部品(プロセッサー、基板、メモリー、記憶装置、ネットワーク、コントローラー、TPM、ファームウェア)がある、または部品の製造者、型番、製造番号、ハードウェアアドレスが申告と異なります。
a-field-that-the-declaration-leaves-out = 申告が省いた項目は相違とみなしません。順序、スロット、綴り、仮の文字列の違いも同様です。

## src/decision/rule/hardware_revision_changed.rs

a-part-has-another-revision-than-was = 部品の改訂番号が申告と異なります
ask-the-vendor-whether-the-revision-was = 意図した変更かどうかを業者に確認してください。更新を見込むポリシーでは、この規則を注記に下げられます
maker-model-and-serial-number-of-the = 部品の製造者、型番、製造番号は申告どおりですが、改訂番号、ファームウェアの版または機器の版が異なります。証明書の発行から納入までの間にファームウェアが更新されることは多いため、不合格ではなく要確認とします。

## src/decision/rule/hardware_undecided.rs

it-cannot-be-told-whether-a-part = 部品が申告されたものかどうか判断できません
docs-architecture-law-3-unknown-is-a = docs/ARCHITECTURE 原則 3: 不明も一つの値である
take-the-inventory-again-as-root-or = root で、またはこの種の部品を認識できるツールで機器記録を取り直すか、部品の実物を確かめてください
a-serial-number-or-hardware-address-is = 申告された製造番号またはハードウェアアドレスが機器記録に現れない、機器記録がその種の部品をまったく認識できない、何も申告されていない、申告がなく単独では大きな影響のない部品(キーボード、電源など)がある、または二つの一覧のどちらかが読めない、のいずれかです。
this-list-of-parts-cannot-be-compared = この部品一覧は比較できません: { $says-why }

## src/decision/rule/holder_unchecked.rs

a-platform-certificate-that-was-copied-from = 別の機器から複写されたプラットフォーム証明書である可能性を排除できません
tcg-platform-certificate-profile-holder-the-buyer = TCG Platform Certificate Profile(holder)、調達者の --holder
take-the-inventory-as-root-with-kenpin = root で `kenpin hardware collect` を実行して機器記録を取る(TPM の証明書も読み取られます)か、TPM の証明書を --holder で渡してください
a-platform-certificate-names-the-certificate-of = プラットフォーム証明書は、その機器の TPM の証明書を特定しています。箱は証明書と比較しましたが、TPM の証明書が渡されていないため、同じ部品を持つ別の機器が書類の写しを付けている可能性が残ります。TPM の証明書があれば、別の機器のプラットフォーム証明書は不合格になります。なお、TPM が証明書の鍵を実際に持っていることは、証明書を読むだけでは証明されません。
no-certificate-of-the-machine-s-tpm = 機器の TPM の証明書が holder と比較されていません

## src/decision/rule/incomplete_bill.rs

a-bill-says-that-it-is-not = 部品表が、網羅的でないと自ら述べています
cyclonedx-1-3-and-later-compositions-aggregate-2 = CycloneDX 1.3 以降 compositions[].aggregate、SPDX 3 の要素の集合
ask-the-vendor-what-is-left-out = 何がなぜ省かれているかを業者に確認してください。ポリシーで要確認にできます: effects."KP-B04" = "refer"
the-bill-itself-says-that-something-is = 部品表自身が、記載していないものがあると述べています。正直な記載を沈黙より重く扱うべきではないため、注記とします。網羅的な部品表を必要とする調達者は、ポリシーで扱いを引き上げてください。
the-bill-says-that-something-is-left = 部品表が、省かれたものがあると述べています

## src/decision/rule/inventory_for_bill.rs

an-inventory-of-a-machine-was-delivered = 部品表の代わりに、機器記録が納入されています
docs-architecture-law-4-what-a-reader = docs/ARCHITECTURE 原則 4: 読み取れなかったものを、問題なしとはみなさない
ask-the-vendor-for-a-bill-of = 部品表(CycloneDX、SPDX)またはプラットフォーム証明書を業者に求めてください。機器記録は調達者自身が取り、--actual で渡してください
the-output-of-a-tool-such-as = lsusb、lspci、dmidecode などのツールの出力は、そのツールが一台の機器について認識したものだけを示し、対象外の部品は何の断りもなく抜け落ちます。調達者自身の機器記録としては部品表と突き合わせられますが、業者の申告としては省略が多すぎ、これだけで機器を合格とすることはできません。部品表や証明書に添えられている場合は差し支えありません。
this-is-an-inventory-which-shows-a = これは機器記録であり、機器に含まれるものの一部しか示していません

## src/decision/rule/known_findings.rs

findings-that-the-baseline-knows-are-left = 基準報告書に既にある指摘は、この報告書では省かれています
the-baseline-that-the-run-was-given = 実行時に指定された基準報告書
run-without-baseline-to-see-them-all = すべてを見るには --baseline を付けずに実行してください
with-baseline-a-report-shows-what-is = --baseline を付けると、以前の報告書からの新しい指摘だけを示します。判定は変わりません。省かれた指摘も要確認や不合格の効果を持ち、この指摘の重さはそのうち最も重いものに等しくなります。署名付き判定書では何も省かれません。
the-baseline-knows-these-already-by-rule = 基準報告書に既にある指摘(規則ごとの箇所の数): { $rules }

## src/decision/rule/listed.rs

edition-likeness = { $list }/{ $entry }、{ $edition } 版、類似度 { $likeness }
registry-of-an-identifier = 識別子の登録簿
vendor-in-the-cpe = CPE のベンダー
package-namespace = パッケージの名前空間
signer-of-the-bill = 部品表の署名者
supplier-of-the-bill = 部品表の供給者

## src/decision/rule/listing_outside_terms.rs

the-maker-of-a-component-is-listed = 部品の製造者は掲載されていますが、この発注には適用されません
the-clause-under-which-the-party-is = 掲載の根拠条項、ポリシーの選ぶ規制、発注書の品目区分と用途
nothing-to-do-to-let-it-count = 対応は不要です。適用するには、ポリシーに規制を追加するか、発注書の品目区分または用途を訂正してください
a-party-that-the-bill-names-is = 部品表に挙げられた者は掲載されていますが、ポリシーが選んでいない規制によるもの、掲載が終了したもの、または発注書に記載された以外の用途に限られるものです。後で問題とならないよう注記します。
only-a-purpose-that-the-order-states = 掲載の範囲から外れるのは、発注書に用途が記載され、それが明らかに別の用途である場合に限ります。品目区分によって外れることはありません。法令は部品にも及び、発注書の品目区分は全体のものだからです。
is-or-may-be-listed-but = 「{ $maker }」は掲載されているか、その可能性がありますが(「{ $party }」)、{ $says-added }
under-a-regime-that-the-policy-does = ポリシーが選んでいない規制によるものです
the-listing-has-ended = 掲載は終了しています
for-other-purposes-than-the-order-s = 発注書とは別の用途に関するものです

## src/decision/rule/low_coverage.rs

too-few-components-of-a-kind-have = 製造者を追跡できた部品の割合が、ある種別で不足しています
policy-makers-minimum-coverage = ポリシー makers.minimum_coverage
have-the-vendor-state-more-makers-or = より多くの製造者を業者に記載させるか、ポリシーの makers.minimum_coverage を下げてください
the-policy-asks-that-a-least-share = ポリシーは、種別ごとに、製造者を追跡できる部品の最低割合を納入物の全部品表を通じて求めています。その割合に達していません。
of-components-of-kind-have-a-traced = 種別 { $kind } の部品 { $all } 件のうち、製造者を追跡できたのは { $traced } 件です。ポリシーは { $percent } % を求めています

## src/decision/rule/lowered_rule.rs

the-policy-lowers-what-a-rule-does = ポリシーが規則の扱いを引き下げています
policy-effects-and-signatures-bills = ポリシー effects および signatures.bills
nothing-to-do-if-it-is-meant = 意図したものであれば対応は不要です。そうでなければ、その行をポリシーから削除してください
a-reader-of-the-verdict-has-to = 判定を読む者は、調達者が kenpin の既定より緩めた点を知る必要があります。規則の指摘の有無にかかわらず、緩めた点ごとに一回、実行のたびに記載します。
does-instead-of = { $id } ({ $name }) の扱いが { $effect2 } から { $effect } に変更されています
bills-need-not-be-signed = 部品表の署名は求められていません

## src/decision/rule/maker_set_aside.rs

components-without-a-maker-are-set-aside = 製造者のない部品を、ポリシーにより対象外としています
policy-makers-may-be-unknown = ポリシー makers.may_be_unknown
nothing-to-do-to-mind-them-narrow = 対応は不要です。対象に含めるには、makers.may_be_unknown を狭めてください
some-components-name-no-maker-and-need = 製造者の記載がなくてもよい部品があります。ファイルやデータはそれ自体が製品ではなく、来歴は製品の一部ではないためです。どれを対象外とするかはポリシーが定め、この注記が該当する部品を示します。
the-policy-asks-for-no-maker-of = ポリシーは、この種別に製造者の記載を求めていません: { $from }
it-is-named-in-a-pedigree-and = 来歴に挙げられたものであり、製品の一部ではありません

## src/decision/rule/maker_unknown.rs

a-component-names-no-maker = 部品に製造者の記載がありません
policy-makers-may-be-unknown-ntia-the = ポリシー makers.may_be_unknown、NTIA「The Minimum Elements For a Software Bill of Materials」(2021)の "Supplier Name"
have-the-vendor-state-the-manufacturer-of = 該当する各部品の製造者を業者に記載させ、部品表に改めて署名させてください
what-nobody-is-said-to-have-made = 誰が作ったか述べられていないものは照合できず、照合していないものは問題なしと言えません。装置、ファームウェア、ハードウェア部品、サービス、およびパッケージアドレスのないソフトウェアには製造者が必要です。manufacturer、originator、supplier、publisher、author のいずれか、または登録簿から製造者が分かる識別子を記載します。
a-package-with-an-address-purl-and = パッケージアドレス(purl)があり製造者の記載がないパッケージは、名前空間をもって追跡します。それ自体が製品ではない種別(ファイル、データ)はポリシーにより対象外となり、KP-M06 がそれを示します。
to-put-it-right-ask-the-vendor = 対処するには、製造者を業者に求めてください。製造者を書かないことが、部品を合格させる手段になってはなりません。
no-maker-is-stated-for-this-component = この部品には製造者の記載がありません(種別: { $kind })
mentions-a-party-not-a-maker = 「{ $text }」は関係者に触れているだけで、製造者を述べていません
the-package-s-address-names-neither-a = パッケージアドレスに製造者も名前空間も含まれていません

## src/decision/rule/maker_withheld.rs

the-maker-of-a-component-is-withheld = 部品の製造者が明らかにされていません
spdx-2-3-section-7-5-4 = SPDX 2.3 第 7.5.4 節 NOASSERTION、ポリシー makers.may_be_unknown
have-the-vendor-state-the-maker-instead = NOASSERTION または NONE の代わりに製造者を業者に記載させ、部品表に改めて署名させてください
the-bill-has-a-place-for-the = 部品表には製造者の欄があり、そこで「何も述べない」と記載しています。これは一つの回答であり、業者は書くべきものがあると知りながら示していません。これで合格になることはありません。作成ツールの多くが NOASSERTION と書くため、パッケージアドレスのあるソフトウェアはまず名前空間をもって追跡します。
the-maker-of-this-component-is-withheld = この部品の製造者は明らかにされていません

## src/decision/rule/missing_document.rs

a-document-that-the-policy-asks-for = ポリシーが求める文書がありません
policy-documents-required = ポリシー documents.required
ask-the-vendor-for-the-document-or = その文書を業者に求めるか、ポリシーの documents.required を訂正してください
the-policy-names-documents-that-every-delivery = ポリシーは、すべての納入物が備えるべき文書をパスの型で定めています。これに一致する文書がありません。
no-document-fits = 「{ $wanted }」に一致する文書がありません

## src/decision/rule/no_bill.rs

the-delivery-holds-no-bill-of-materials = 納入物に部品表がありません
docs-architecture-law-4-acceptance-rests-on-2 = docs/ARCHITECTURE 原則 4: 合格には少なくとも一つの部品表を要する
ask-the-vendor-for-a-bill-of-2 = CycloneDX または SPDX の部品表とその署名を業者に求めてください
there-are-documents-but-none-of-them = 文書はありますが、製品が何からできているかを述べるものがありません。何も照合していないため、何も合格にできません。
no-document-of-the-delivery-is-a = 納入物の文書に部品表が一つもありません

## src/decision/rule/not_as_ordered.rs

the-delivery-is-of-another-product-or = 納入物が、発注した製品または機器と異なります
the-buyer-s-order-product-and-serials = 調達者の発注書、製品名と製造番号
check-that-these-papers-belong-to-this = これらの書類がこの発注のものかどうかを確かめてください。この発注のものであれば、発注書を訂正するか、製品名を記載した書類を業者に求めてください
the-order-names-a-product-and-no = 発注書に製品名がありますが、その名称の製品を対象とする部品表がないか、発注書に製造番号がありますが、別の製造番号の機器を対象とする部品表があります。別の製品の書類は、それ自体に問題がなくても、この製品については何も述べていません。製造番号の相違は要確認とし、名称の相違は、カタログと部品表で呼び名が異なることが多いため注記とします。製品名または製造番号の記載がない部品表は、業者に不利に扱いません。
is-described-and-was-ordered = 対象は「{ $label }」ですが、発注したのは「{ $product }」です
the-machine-with-serial-number-is-described = 製造番号「{ $serial }」の機器が対象となっていますが、発注されていません

## src/decision/rule/other_holder.rs

the-platform-certificate-belongs-to-another-tpm = プラットフォーム証明書が、箱にあるものとは別の TPM のものです
tcg-platform-certificate-profile-holder-rfc-5755 = TCG Platform Certificate Profile(holder)、RFC 5755 第 4.2.2 節
keep-the-box-apart-and-ask-the-2 = 箱を隔離し、この箱の書類を業者に求めてください。基板を交換した場合は、新しい基本証明書が必要です
a-platform-certificate-names-by-issuer-and = プラットフォーム証明書は、その機器の TPM の証明書を発行者と番号で特定しています。機器記録に含まれる、または --holder で渡された箱の TPM の証明書は番号が異なります。書類が別の機器のものであるか、TPM の載った基板が交換されています。
the-tpm-in-the-box-is-not = 箱にある TPM は、証明書の対象となった TPM ではありません

## src/decision/rule/outdated_review.rs

an-entry-has-changed-since-somebody-reviewed = 確認記録の作成後に、掲載項目が変わっています
the-review-that-it-names = 該当する確認記録
look-at-the-maker-and-the-entry = 製造者と掲載項目を改めて確かめてください(`kenpin lists show`、続いて `kenpin waiver settle`)。古い確認記録はファイルから削除してください
a-review-holds-for-an-entry-as = 確認記録は、当時の掲載項目(名称、国、日付)に対して有効です。掲載項目の内容が変わったため、疑いが再び生じ、本来の扱いに戻ります。
review-of-looked-at-another-text-of = 確認記録「{ $id }」(「{ $maker }」)が確認した { $entry } の内容は、現在の掲載内容と異なります

## src/decision/rule/over_budget.rs

the-delivery-is-larger-than-what-is = 納入物が、読み取りの上限を超えています
docs-threat-model-how-much-of-a = docs/threat-model: 納入物をどこまで読むか
hand-in-large-images-with-artifact-split = 大きなイメージは --artifact で渡し、納入物を分けるか、--max-document と --max-delivery で上限を引き上げてください
the-delivery-holds-more-bytes-documents-or = 納入物のバイト数、文書数またはアーカイブの入れ子が、一回の実行で読み取る上限を超えています。上限を超えた部分は調べていないため、何も合格にできません。

## src/decision/rule/placeholder_maker.rs

a-filler-stands-where-the-maker-of = 部品の製造者の欄に、仮の文字列が入っています
policy-makers-may-be-unknown-dmtf-dsp0134 = ポリシー makers.may_be_unknown、DMTF DSP0134 (SMBIOS)(ファームウェアの作成者が仮の文字列のまま残すことが多い項目)
have-the-vendor-state-the-real-maker = 仮の文字列の代わりに実際の製造者を業者に記載させ、部品表に改めて署名させてください
to-be-filled-by-o-e-m = "To Be Filled By O.E.M."、"Default string"、"unknown"、"n/a" などは、製造者が入力されなかったときにツールやファームウェアが書き込む文字列です。誰の名称でもないため、照合する相手がありません。
is-a-filler-not-a-maker = 「{ $text }」は仮の文字列であり、製造者ではありません

## src/decision/rule/possible_restricted_maker.rs

the-maker-of-a-component-may-be = 部品の製造者が規制対象者である可能性があります
the-clause-under-which-the-party-is-2 = 掲載の根拠条項。同一の者である可能性は kenpin の判断による
find-out-whether-it-is-the-same = 同一の者かどうかを確かめてください。製造者の正式名称、所在地、登録番号を業者に求めてください
a-name-in-the-bill-is-like = 部品表の名称が掲載名に似ていますが同一とは言い切れない、掲載または所有関係を公的な情報源で確認できていない、またはその者の役割からは製造者と言い切れない、のいずれかです。合格とも不合格とも断定できないため、人が確かめる必要があります。
the-finding-says-which-of-these-it = どれに当たるか、どの語が一致するかは指摘に示されます。掲載の公的な情報源、または業者からの正式な名称があれば解決します。
it-is-open-whether-the-listing-covers = 掲載が発注書の品目区分と用途に及ぶかどうかは明らかでありません
may-be-a-restricted-party = 「{ $maker }」は規制対象者「{ $party }」である可能性があります: { $says-added }
may-be-a-restricted-party-2 = 「{ $maker }」は規制対象者「{ $party }」である可能性があります: { $says-added }({ $says-reasons })
the-names-are-alike-not-surely-the = 名称は似ていますが、同一とは言い切れません
the-listing-or-the-tie-is-not = 掲載または所有関係を公的な情報源で確認していません
the-component-is-about-that-party-not = この部品はその者に関するものですが、製造者とは言い切れません
the-policy-does-not-take-that-role = ポリシーは、その役割の者を製造者とみなしていません

## src/decision/rule/refused_entry.rs

part-of-the-delivery-was-refused-because = 納入物の一部が、まとめ方に問題があるため受け付けられません
docs-threat-model-what-an-archive-may = docs/threat-model: アーカイブがしてはならないこと
have-the-vendor-pack-the-delivery-again = リンクを使わず、同じ名称を二度使わず、通常のファイルとして納入物をまとめ直させてください
an-entry-points-outside-its-archive-grows = アーカイブの外を指す項目、常識的な割合を超えて膨らむ項目、または同じ名称の項目が二つあります。プログラムによって異なる納入物に見えるように、または害を与えるようにまとめられているため、不合格とします。リンク、デバイス、読めない項目は要確認とします。単なる誤りかもしれませんが、その中身は調べられていません。
nothing-of-this-is-skipped-silently = 黙って読み飛ばすことはありません。
an-archive-entry-points-outside-its-archive = アーカイブの項目が、アーカイブの外を指しています
an-archive-entry-grows-beyond-any-honest = アーカイブの項目が、常識的な割合を超えて膨らみます
two-entries-have-one-name = 二つの項目が同じ名称です
a-link-device-or-pipe-was-delivered = ファイルの代わりに、リンク、デバイスまたはパイプが納入されています
part-of-the-delivery-could-not-be = 納入物の一部を読み取れませんでした

## src/decision/rule/regime_without_list.rs

the-policy-chooses-a-regime-for-which = ポリシーが選ぶ規制のリストが読み込まれていません
policy-regimes = ポリシー regimes
correct-the-regime-s-id-in-the = ポリシーの規制の id を訂正する(`kenpin lists show` で一覧を表示)か、そのリストを --watchlists で読み込んでください
the-policy-says-that-a-regime-binds = ポリシーはその規制が調達者に適用されるとしていますが、それに対する照合は行われていません。リストがないか、id の綴りが誤っています。存在しないリストに何も見つからなくても、問題なしとは言えません。
no-list-was-loaded-for-the-regime = 規制「{ $regime }」のリストが読み込まれていません

## src/decision/rule/rejected_signature.rs

a-signature-was-checked-and-is-bad = 署名を検証した結果、無効でした
rfc-5652-section-5-rfc-5280-section = RFC 5652 第 5 節、RFC 5280 第 6.1 節、その他署名形式による
have-the-vendor-sign-again-with-a = 有効な証明書と、現在も安全とされるアルゴリズムで、業者に改めて署名させてください
the-signature-or-a-certificate-above-it = 署名またはその上位の証明書が、判定時点で失効しているか期限外である、弱いハッシュまたは鍵を使っている、または形式が正しくありません。署名者が自ら述べる時刻は根拠になりません。信頼できる機関のタイムスタンプは根拠になります。

## src/decision/rule/restricted_ancestor.rs

a-component-descends-from-something-made-by = 部品が、規制対象者の製造物に由来しています
the-clause-under-which-the-party-is-3 = 掲載の根拠条項、来歴: CycloneDX 1.1 以降 component.pedigree
find-out-how-much-of-the-restricted = 規制対象者の成果がどの程度部品に含まれるかを確かめてください。部品を交換するか、すべての掲載項目を挙げた例外承認を付けてください
the-bill-s-pedigree-says-that-a = 部品表の来歴によれば、部品は、掲載された者が作ったものから分岐し、変更され、またはそれと並存しています。現在は別の者の製造物である可能性もあるため、不合格ではなく要確認とします。
descends-from-something-by-a-restricted-party = 規制対象者「{ $maker }」の製造物に由来します:「{ $party }」

## src/decision/rule/restricted_category.rs

the-product-is-of-a-restricted-kind = 製品が、生産地により規制される種別のものです
fcc-covered-list-entries-without-a-name = FCC Covered List(名称のない項目): 47 CFR 1.50002、Secure and Trusted Communications Networks Act 第 2 条
state-the-product-s-category-and-country = 発注書に製品の品目区分と country_of_production を記載してください。その種別の外国製品には条件付き承認が必要です
some-entries-name-no-party-routers-drones = 名指しをしない掲載項目があります。外国で生産されたルーター、ドローン、電力用インバーター、高度なロボット機器が、製造者を問わず対象です。該当するかどうかは発注書によります。品目区分がこれに当たり生産国が外国であれば不合格です。品目区分の記載があって生産国の記載がない場合、または製品名から明らかにその種別であるのに発注書に記載がない場合は要確認です。自国で生産された製品は対象になりません。
conditional-approvals-are-not-in-the-list = 条件付き承認はリストに含まれていません。例外承認として記録してください: entries = ["us-fcc-covered-list/.."]
the-product-is-restricted-because-it-is = 製品は { $country } で生産されているため規制の対象です: { $name }
the-order-does-not-say-where-the = 発注書に製品の生産国が記載されていません: { $name }
the-product-is-made-in-and-seems = 製品は { $country } で生産されており、規制される種別と思われます: { $name }
the-product-seems-to-be-of-a = 製品は、生産地により規制される種別と思われます: { $name }

## src/decision/rule/restricted_maker.rs

the-maker-of-a-component-is-on = 部品の製造者が規制リストに掲載されています
the-clause-under-which-the-party-is-4 = 掲載の根拠条項。第 889 条については Pub. L. 115-232, section 889(a)(1) および (f)(3)
replace-the-component-or-attach-a-waiver = 部品を交換するか、経路にあるすべての掲載項目を挙げた例外承認を付けてください
the-bill-names-a-party-that-made = 部品表は、部品を製造、供給、公開または作成した者を挙げており、その者自身が、ポリシーの選ぶ規制のリストに掲載されています。掲載は判定時点で施行中であり、情報源で確認されており、発注書の品目区分と用途に及びます。発注書に記載がない場合は、掲載が名指しであるため、及ぶものとみなします。
it-does-not-matter-whether-somebody-signed = 部品表に署名があるかどうかは問いません。署名のない部品表や壊れた部品表が自ら認める内容も考慮します。manufacturer に限らず、部品に挙げられたすべての者を照合します。supplier、publisher、author を軽く扱うようポリシーで定めることができます。
to-put-it-right-have-the-vendor = 対処するには、業者に部品を交換させ、署名した新しい部品表を納入させてください。当面その部品を残す場合は、部品とすべての掲載項目を挙げ、理由、承認者、最終日を記した例外承認を作成してください。
is-a-restricted-party = 「{ $maker }」は規制対象者「{ $party }」です

## src/decision/rule/restricted_namespace.rs

a-package-stands-in-a-namespace-of = パッケージが規制対象者の名前空間に属しています
the-clause-under-which-the-party-is-5 = 掲載の根拠条項。名前空間による結び付けは kenpin 独自のもの
find-out-who-wrote-the-package-and = 誰がそのパッケージを書いたか、製品に必要かどうかを確かめてください。交換するか、経路にあるすべての掲載項目を挙げた例外承認を付けてください
most-bills-of-software-name-no-maker = ソフトウェアの部品表の多くは、パッケージの製造者を挙げていません。しかしパッケージアドレス(purl)には示されることが多く、pkg:golang/github.com/example/tool の名前空間は "github.com/example" です。その名前空間が掲載された者のものであれば、人が確かめる必要があります。名前空間が示すのは公開者であり、作成者とは限りません。また、フリーソフトウェアがその者の「機器」または「役務」に当たるかどうかは規制によります。そのため不合格ではなく要確認とします。
if-the-bill-itself-states-the-listed = 部品表自身が、掲載された者を maker、supplier、publisher、author として挙げている場合は、代わりに KP-S01 または KP-S02 が該当します。
the-namespace-belongs-to-a-restricted-party = 名前空間「{ $maker }」は規制対象者のものです:「{ $party }」

## src/decision/rule/restricted_owner.rs

an-owner-of-a-component-s-maker = 部品の製造者の所有者が規制リストに掲載されています
the-clause-under-which-the-owner-is = 所有者の掲載の根拠条項。第 889 条については Pub. L. 115-232, section 889(f)(3), "any subsidiary or affiliate"
the-maker-of-the-component-is-not = 部品の製造者自身は名指しで掲載されていませんが、それを所有または支配する者が掲載されており、掲載は子会社および関連会社に及びます。指摘の経路は、部品から製造者へ、製造者から各所有者へ(結び付きとともに)、そして掲載項目への各段階を示します。
a-tie-that-was-not-read-at = 情報源で確認していない結び付きは要確認(KP-S04)にとどまります。法律は「子会社または関連会社」と述べ、割合を定めていません。kenpin は、半数以上の持分または支配を結び付きとみなします。
to-put-it-right-have-the-component = 対処するには、部品を交換させるか、結び付きが終了したこと(所有者の持分または支配と、その日付)を公的な情報源で示してください。
belongs-to-a-restricted-party = 「{ $maker }」は規制対象者の傘下にあります:「{ $party }」

## src/decision/rule/restriction_not_yet_in_force.rs

the-maker-of-a-component-will-be = 部品の製造者が、将来の日付から規制されます
the-clause-under-which-the-party-is-6 = 掲載の根拠条項とその施行日
plan-to-replace-the-component-before-that = その日までに部品を交換するよう計画してください。ポリシーで要確認または不合格にすることもできます: effects."KP-S05" = "refer"
the-party-is-on-a-list-of = その者は、ポリシーの選ぶ規制のリストに掲載されていますが、施行日は判定時点より後です。予告にとどまり、検収は止めません。まだ法でない規定で不合格にはできないためです。指摘に施行日を示します。
equipment-bought-now-will-usually-still-be = 今購入する機器は、通常その日にも使用されています。今から止めたい調達者は、ポリシーで扱いを引き上げてください。
will-be-restricted-from = 「{ $maker }」は { $added } から規制されます:「{ $party }」

## src/decision/rule/set_aside_document.rs

a-document-was-set-aside-unread-as = ポリシーにより、文書を読まずに対象外としました
policy-documents-set-aside = ポリシー documents.set_aside
nothing-to-do-to-have-it-looked = 対応は不要です。読み取らせるには、ポリシーの documents.set_aside を狭めてください
the-policy-says-that-documents-of-this = ポリシーは、この型に当てはまる文書を読む必要がないと定めています。その陰に何かが隠されないよう、報告書は各文書を SHA-256 とともに示します。
set-aside-unread-by = 「{ $documents }」により読まずに対象外としました(理由:「{ $reason }」)

## src/decision/rule/settled_maker.rs

a-maker-is-like-a-restricted-party = 製造者の名称が規制対象者に似ていますが、確認記録により別の者とされています
nothing-to-do-until-the-entry-changes = 掲載項目が変わるまで対応は不要です。変わった場合、確認記録は効力を失います
somebody-looked-at-this-maker-and-this = 誰かがこの製造者と掲載項目を確かめ、別の者であると判断しています。確認記録は、誰が、いつ、なぜ、どの版について判断したかを述べ、--waivers で指定したファイルにあります。掲載項目の内容が変わるまで、すべての納入物において、まさにこの名称とこれらの掲載項目に対して有効です。確実に掲載された者である、またはその傘下にある製造者を、確認記録で解決することはできません。
review-of-by-found-them-to-be = { $on } の { $reviewed-by } による確認記録「{ $id }」は、別の者であるとしています(理由:「{ $reason }」)
is-like-by-name = 「{ $maker }」は名称が「{ $party }」に似ています。{ $says-added }

## src/decision/rule/signer_not_for_vendor.rs

a-signer-may-not-vouch-for-this = 署名者は、この業者または文書について保証する立場にありません
your-trust-store-what-each-signer-may = 信頼ストア(各署名者が保証できる範囲)、発注書の業者
have-the-vendor-of-the-order-sign = 発注書の業者に署名させるか、発注書の業者または信頼ストアにおける署名者の紐付けを訂正してください
the-trust-store-says-for-whom-each = 信頼ストアは、各署名者が誰のために保証できるかを定めています。この署名は有効ですが、署名者は発注書とは別の業者に紐付けられているか、この種の文書には認められていません。他社の署名は、いかに有効でも、この納入物については何も述べていません。
of-the-order = 発注書の「{ $vendor }」
which-the-bill-names-as-the-maker = 部品表が製造者として挙げる「{ $makers }」(発注書に業者の記載なし)
vouches-for-not-for = 「{ $signer }」が保証するのは「{ $bound }」であり、{ $says-whose }ではありません

## src/decision/rule/stray_signature.rs

a-signature-covers-no-document-of-the = 署名が、納入物のどの文書も対象としていません
in-toto-attestation-framework-v1-resourcedescriptor-subjects = in-toto Attestation Framework v1 ResourceDescriptor: 対象はダイジェストのみで照合する
deliver-what-was-signed-beside-its-signature = 署名の対象となった文書を、署名ファイルが示す名称で署名とともに納入させるか、署名を外させてください
a-detached-signature-stands-beside-nothing-or = 分離署名に対応する文書がないか、署名済みの文書が挙げるダイジェストを持つ文書が納入されていません。署名の対象が欠けているか、変更されて同じ文書でなくなっています。

## src/decision/rule/unbalanced_books.rs

not-everything-delivered-is-accounted-for = 納入された物のすべてが説明されてはいません
docs-architecture-law-4-acceptance-is-built = docs/ARCHITECTURE 原則 4: 合格は積み上げるものであり、既定値ではない
look-at-what-the-finding-names-if = 指摘が示すものを確かめてください。ポリシーが規則を引き下げている場合は、代わりに対象外と定めるか、例外承認としてください
two-keys-turn-for-an-acceptance-no = 合格には二つの条件を要します。どの規則も要確認や不合格としないこと、そして帳合いが合うことです。すべての文書は、部品表、署名、展開されたアーカイブ、指定された成果物、またはポリシーで対象外としたもののいずれかでなければなりません。すべての部品が照合され、すべての照合結果が問題なし、予告、例外承認済み、対象外のいずれかであること、そして文書、部品表、部品、リストが少なくとも一つずつあることが必要です。ここでは、多くの場合ポリシーが規則を引き下げたために、どの規則も指摘していませんが、説明のつかないものが残っています。それを省いて合格とすることはできません。

## src/decision/rule/undetermined_signature.rs

it-could-not-be-told-whether-a = 署名が有効かどうか判断できませんでした
by-form-of-signature-docs-signatures = 署名形式による、docs/signatures
as-the-finding-says-add-trust-for = 指摘のとおり、この署名者への信頼を追加するか、kenpin が読める形式で業者に署名させてください
the-document-carries-a-signature-but-it = 文書には署名がありますが、最後まで検証できませんでした。認識はできるが対応していない形式または機能であるか、判断できる信頼先が与えられていません。有効とも無効とも言えないため、人が確かめる必要があります。黙って読み飛ばすことはありません。

## src/decision/rule/unrecognised_document.rs

a-document-is-neither-a-bill-nor = 文書が、部品表でも署名でも指定された成果物でもありません
policy-documents-unrecognised-and-documents-set-aside = ポリシー documents.unrecognised および documents.set_aside
read-it-by-hand-and-set-it = 人が読んでポリシー(documents.set_aside)で対象外と定めるか、イメージであれば --artifact で渡すか、納入物から外させてください
a-document-lies-in-the-delivery-that = 納入物に、内容からは何であるか認識できない文書があります。説明書かもしれませんし、見落とされるように壊された部品表かもしれません。ファイル名は何の証明にもならないため、読み飛ばすことはありません。ポリシーでそのような文書を型で対象外と定めることができ、その場合、報告書は各文書をダイジェストとともに示します。
this-document-is-not-recognised = この文書は認識できません: { $says-look }
it-is-empty = 空です
json-that-is-cut-short-with-no = 途中で切れた JSON で、既知の形式の目印がありません
json-that-is-nested-too-deep-with = 入れ子が深すぎる JSON で、既知の形式の目印がありません
json-with-no-marker-of-a-known = 既知の形式の目印がない JSON です
xml-with-no-marker-of-a-known = 既知の形式の目印がない XML です
text-with-no-marker-of-a-known = 既知の形式の目印がないテキストです
pem-that-is-no-signature = 署名ではない PEM です
der-that-is-no-signature = 署名ではない DER です
protocol-buffers = Protocol Buffers です
cbor-with-no-marker-of-a-known = 既知の形式の目印がない CBOR です
an-archive-with-nothing-in-it-or = 中身がないか、開けなかったアーカイブです
neither-text-nor-a-known-signature = テキストでも既知の署名でもありません

## src/decision/rule/unsigned_bill.rs

nobody-whom-you-trust-has-signed-a = 署名を要する文書に、信頼できる者の署名がありません
policy-signatures = ポリシー signatures
have-the-vendor-sign-the-document-or = 業者に文書へ署名させてください。署名者を知っている場合は、その認証局または鍵を信頼ストアに追加してください
a-bill-of-materials-is-the-vendor = 部品表は業者の言明です。調達者が信頼すると決めた者の署名がなければ、誰にも責任を問えず、途中で誰が変更したかも分かりません。そのような部品表が自ら認める内容は納入物に不利に扱い、業者に有利な内容は考慮しません。
a-signature-that-is-there-but-cannot = 署名があっても信用できない場合は、理由を述べる別の指摘があります。
nobody-whom-you-trust-has-signed-this = この部品表には、信頼できる者の署名がありません
somebody-trusted = 信頼できる者
the-policy-wants-to-be-signed-by-4 = ポリシーは、「{ $documents }」に{ $says-by }が署名することを求めています

## src/decision/rule/unsupported_format.rs

a-bill-is-in-a-format-that = 部品表が、読み取りに対応していない形式です
docs-formats-what-is-read-and-what = docs/formats: 読み取る形式と、名称のみ認識する形式
have-the-vendor-deliver-the-bill-as = CycloneDX または SPDX の部品表を業者に納入させるか、人が読んでポリシーで文書を対象外と定めてください
the-document-is-a-bill-or-a = この文書は、SWID のように kenpin が認識はできるが読み取らない形式の部品表またはタグです。その内容は判定に含まれていないため、人が確かめる必要があります。
is-not-supported = { $bill } には対応していません

## src/decision/rule/untrusted_signer.rs

a-document-is-signed-by-somebody-whom = 文書に、信頼していない者の署名があります
your-trust-store-rfc-5280-section-6 = 信頼ストア、RFC 5280 第 6.1 節
find-out-whether-the-signer-is-the = 署名者が業者かどうかを確かめてください。業者であれば、その認証局または鍵を信頼ストアに追加してください。そうでなければ、業者に署名を求めてください
the-signature-fits-the-document-but-neither = 署名は文書と一致しますが、署名者の鍵もその上位の認証局も調達者の信頼ストアにありません。このような署名は誰でも、どのような名義でも作れます。証明書が自らについて述べることは何の証明にもなりません。示された名称は自称としてのみ表示します。

## src/decision/rule/unused_waiver.rs

a-waiver-fits-nothing-in-this-delivery = 例外承認が、この納入物のどの指摘にも該当しません
check-its-rule-component-maker-entries-vendor = 規則、部品、製造者、掲載項目、業者、契約を確かめてください。完全に一致する必要があります。不要になった場合は削除してください
a-waiver-was-handed-in-that-no = 渡された例外承認に該当する指摘が、この納入物にありません。別の発注のものか、掲載項目、部品または契約の記載がわずかに異なり、該当させるつもりだったのかもしれません。掲載項目に関する指摘への例外承認は、そのすべてを挙げる必要があります。
waiver-for-fits-nothing-here = { $rule } に対する例外承認「{ $id }」に該当するものはありません
review-of-fits-nothing-here = 「{ $maker }」に関する確認記録「{ $id }」に該当するものはありません

## src/decision/rule/void_waiver.rs

a-waiver-or-review-does-not-bear = 例外承認または確認記録に、ポリシーが求める署名がありません
the-policy-waivers = ポリシー [waivers]
have-it-signed-by-whoever-approved-it = ポリシーが定める鍵で、承認者に署名させてください: `kenpin waiver add --signing-key`
the-policy-says-whose-permission-counts-and = ポリシーは、誰の承認が、どの鍵によって有効かを定めています。これは署名がないか、署名後に変更されたか、ポリシーに鍵がない者によるものです。何も認めず、認めるはずだったものは本来の扱いになります。
waiver-for-does-not-count = { $rule } に対する例外承認「{ $id }」は無効です: { $says-why }
review-of-does-not-count = 「{ $maker }」に関する確認記録「{ $id }」は無効です: { $says-why }

## src/decision/rule/waiver_used.rs

a-waiver-changed-what-a-finding-does = 例外承認により、指摘の扱いが変わっています
nothing-to-do-before-its-last-day = 最終日までは対応は不要です。それまでに、認められている物を交換してください
somebody-allowed-something-for-a-reason-until = 誰かが、理由を付し、期限を定め、別の者の承認を得て認めています。指摘は注記として報告書に残り、この注記が誰が認めたかを示します。
waiver-allows-until-asked-by-approved-by = 例外承認「{ $id }」により { $rule } を { $expires } まで認めます。理由:「{ $reason }」(申請者 { $requested-by }、承認者 { $approved-by })
