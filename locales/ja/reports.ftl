### What every report says around its findings


## The verdict

accept = 合格
refer = 要確認
reject = 不合格
note = 注記
noted = 注記
this-delivery-may-be-accepted = この納入物は合格とすることができます
somebody-has-to-look-before-this-delivery = 合格とする前に、人による確認が必要です
this-delivery-must-not-be-accepted = この納入物を合格とすることはできません
the-delivery-may-be-accepted = 納入物を合格とすることができます
file-this-report-with-the-order-nothing = この報告書を発注書とともに保管してください。ほかに必要な手続きはありません
read-the-findings-above = 上の指摘を確かめてください
then-more-to = ほかに{ $says-effect } { $more } 件
sign = 。

## Causes

restricted-maker-or-owner = 規制対象の製造者または所有者
signature-identity-or-integrity = 署名・署名者・改変
undecided-maker = 製造者の不明
malformed-input = 形式の不備
policy = ポリシー
hardware = ハードウェア
something-is-not-accounted-for = 説明のつかないもの
other = その他

## Labels

vendor = 業者:
contract = 契約:
product = 製品:
delivered = 納入物:
screened = 照合:
signatures = 署名:
findings = 指摘:
as-of = 判定時点:
lists = リスト:
policy-2 = ポリシー:
program = プログラム:
fix = 対処:
by = 根拠:
where = 箇所:
path = 経路:
who = 署名:
why = 理由:
from = 出所:
next = 次にすること:
next-2 = 次にすること:
check = 確認方法:
error = エラー:
cause = 原因:
note-2 = 注記:
warning = 警告:
judged-by = 判定の条件
who-signed-what = 署名の状況
judged-by-2 = 判定の条件
who-signed-what-2 = 署名の状況
findings-2 = 指摘
none = なし
cause-2 = 原因
where-2 = 箇所
path-2 = 経路
fix-2 = 対処
by-2 = 根拠
worth = 効力
document = 文書
signer = 署名者
covers = 対象
why-2 = 理由
vendor-2 = 業者
contract-2 = 契約
product-2 = 製品
as-of-2 = 判定時点
program-2 = プログラム
policy-3 = ポリシー
makers = 製造者名簿
trust = 信頼ストア
list = リスト
edition = 版

## Figures

document-component = 文書 { $documents } 件、部品 { $components } 件
document-components = 文書 { $documents } 件、部品 { $components } 件
documents-component = 文書 { $documents } 件、部品 { $components } 件
documents-components = 文書 { $documents } 件、部品 { $components } 件
of-listed-possible-unscreened = 部品 { $components } 件中 { $screened } 件、掲載 { $listed } 件、掲載の疑い { $possible } 件、未照合 { $unscreened } 件
verified-rejected-undetermined = 有効 { $verified } 件、無効 { $rejected } 件、判定不能 { $undetermined } 件
to-reject-to-refer-noted = 不合格 { $rejects } 件、要確認 { $refers } 件、注記 { $notes } 件
documents = 文書
components = 部品
screened-2 = 照合済み
listed = 掲載
possible = 掲載の疑い
unscreened = 未照合
signatures-verified = 有効な署名
rejected = 無効
undetermined = 判定不能
verified = 有効
unsigned = 署名なし
to-reject = 不合格の指摘
to-refer = 要確認の指摘

## What is counted and not written out

and-more = ほか { $count } 件
and-more-finding = ほか { $count } 件の指摘
and-more-findings = ほか { $count } 件の指摘
and-more-finding-of-format-json-lists = { $rule } がほか { $count } 件あります。すべてを見るには --format json を付けてください
and-more-findings-of-format-json-lists = { $rule } がほか { $count } 件あります。すべてを見るには --format json を付けてください
and-more-finding-the-json-report-lists = ほか { $count } 件の指摘があります。JSON 報告書にすべて記載されています。
and-more-findings-the-json-report-lists = ほか { $count } 件の指摘があります。JSON 報告書にすべて記載されています。
and-more-place = ほか { $count } か所
and-more-places = ほか { $count } か所
and-more-place-documents-in-all = ほか { $count } か所、合わせて文書 { $documents } 件
and-more-places-documents-in-all = ほか { $count } か所、合わせて文書 { $documents } 件
and-more-signature = ほか { $count } 件の署名
and-more-signatures = ほか { $count } 件の署名
and-more-unsigned-document = ほか { $count } 件の署名なしの文書
and-more-unsigned-documents = ほか { $count } 件の署名なしの文書

## Places and paths

the-delivery-as-a-whole = 納入物全体
component = 部品
made-by = 製造者
owned-by = 所有者
listed-as = 掲載名
on = 掲載先

## Who signed what

covers-2 = 対象:
for = 対象:
nothing-that-was-delivered = 納入物の中になし
trusted-by = 信頼の根拠
at = 署名時刻
by-3 = 署名者
as-it-says-itself = 自称
a-ref-that-is-not-said = ref の記載なし
nothing-was-delivered = 納入物がありません
none-2 = なし
as-of-by-lists = 判定時点 { $at }、プログラム { $program }、リスト { $lists }

## Words of paths and makers

part = 部品
service = サービス
ancestor = 派生元
descendant = 派生先
variant = 異型
manufacturer = 製造者
originator = 原製造者
supplier = 供給者
publisher = 公開者
author = 作成者
maker = 製造者
model = 型番
version = 版
revision = 改訂番号
presence = 有無
a-part = ある部品

## Kinds of hardware

processor = プロセッサー
chassis = 筐体
board = 基板
module = モジュール
controller = コントローラー
memory = メモリー
storage = 記憶装置
firmware = ファームウェア
processor-2 = プロセッサー「{ $name }」
chassis-2 = 筐体「{ $name }」
board-2 = 基板「{ $name }」
tpm = TPM「{ $name }」
module-2 = モジュール「{ $name }」
controller-2 = コントローラー「{ $name }」
memory-2 = メモリー「{ $name }」
storage-2 = 記憶装置「{ $name }」
network-adapter = ネットワークアダプター「{ $name }」
power-supply = 電源「{ $name }」
input-device = 入力装置「{ $name }」
firmware-2 = ファームウェア「{ $name }」
part-2 = 部品「{ $name }」

## Signers by what is known of them

openpgp-key = { $name }(OpenPGP 鍵 { $fingerprint })
signed-by-trusted-here = 署名者は「{ $names }」ですが、信頼しているのは { $expected } です
the-certificate-of-may-not-stamp-times = 「{ $subject }」の証明書はタイムスタンプを発行できません(extKeyUsage が critical でないか、timeStamping だけではありません)
the-policy-wants-to-be-signed-by = ポリシーは、「{ $documents }」に{ $says-by }が、指定のビルド({ $asked })で署名することを求めています
the-policy-wants-to-be-signed-by-2 = ポリシーは、「{ $documents }」に「{ $signer }」が署名することを求めています
the-policy-wants-to-be-signed-by-3 = ポリシーは、「{ $documents }」に「{ $signer }」が、指定のビルド({ $asked })で署名することを求めています
did-you-mean = 。「{ $meant }」のことですか

## Bids side by side

bids-side-by-side = 応札者の比較
judged-by-the-same-policy-and-the = 同一のポリシーとリストにより判定しています。評点はありません。以下の内容を価格と併せて検討してください。
verdict = 判定
causes = 原因
parts = 部品
maker-traced = 製造者を追跡済み
signed = 署名済み
restricted-parties = 規制対象者
unknown = 不明
maker-untraced = 製造者不明
maker-disputed = 製造者に争い
maker-possibly-listed = 製造者に掲載の疑い
not-screened = 未照合
signatures-undetermined = 判定不能の署名
missing = 不足
nothing-to-count-of = 対象なし ({ $all } 件中 { $count } 件)
of = { $percent } % ({ $all } 件中 { $count } 件)
as-of-by-policy-lists = 判定時点 { $at }、プログラム { $program }、ポリシー { $policy }、リスト { $lists }

## Hints before a fix

did-you-mean-run-kenpin-explain-to = 「{ $meant }」のことですか。`kenpin explain` を実行すると、すべての規則の一覧を表示できます
did-you-mean-formats-are = 「{ $meant }」のことですか。形式: { $names }
did-you-mean-run-kenpin-waiver-list = 「{ $meant }」のことですか。`kenpin waiver list { $path }` を実行してください
did-you-mean-write-it-as-the = 「{ $meant }」のことですか。指摘と同じように LIST/ENTRY の形で書いてください
line-is-not-known-here-did-you = { $line } 行目: 「{ $word }」はここでは使えません(「{ $meant }」のことですか)。使えるもの: { $known }
effects-no-rule-did-you-mean-kenpin = effects: 規則「{ $rule }」はありません(「{ $meant }」のことですか)。`kenpin explain` で一覧を表示できます
may-loosen-is-no-point-of-a = may_loosen: 「{ $point }」というポリシーの項目はありません(「{ $meant }」のことですか)。項目: { $points }、effects.RULE
regimes-is-no-regime-and-no-list = regimes: 「{ $chosen }」という規制も、読み込まれたリストもありません(「{ $meant }」のことですか)。すべての納入物が要確認になります

## Rules explained

effect = 扱い: { $says-effect }
effect-a-policy-may-lower-it-to = 扱い: { $says-effect }(ポリシーで{ $says-floor }まで下げることができます)

## While a delivery is watched

watching-the-delivery-ctrl-c-ends-it = 納入物を監視しています。Ctrl-C で終了します
only-files-and-folders-can-be-watched = 監視できるのはファイルとフォルダーだけです
leave-watch-out-or-name-a-file = --watch を付けないか、ファイルを指定してください
came = 追加:
went = 削除:
changed = 変更:
worse = 悪化
better = 改善
no-finding-became-better-or-worse = 改善も悪化もありません
place-now-before = { $before } か所から { $count } か所へ
places-now-before = { $before } か所から { $count } か所へ
