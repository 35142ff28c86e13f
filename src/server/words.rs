//! What the pages say, in English and Japanese. What the engine finds is said as its reports say it.

use crate::report;
use crate::report::escape::visible;

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    En,
    Ja,
}

impl Language {
    /// `en`, `ja`.
    pub(crate) fn of(tag: &str) -> Option<Self> {
        [Self::En, Self::Ja].into_iter().find(|language| language.tag() == tag)
    }

    /// As HTML names it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Ja => "ja",
        }
    }

    /// What an address's query asks for: `lang=ja`.
    pub(crate) fn chosen(query: &str) -> Option<Self> {
        super::form::query(Some(query), "lang").as_deref().and_then(Self::of)
    }

    /// The text of this key.
    pub(crate) fn say(self, key: &str) -> &'static str {
        let known = WORDS.iter().find(|(known, _, _)| *known == key);
        known.map_or("", |(_, en, ja)| match self {
            Self::En => en,
            Self::Ja => ja,
        })
    }

    /// A sentence of the engine's, as its reports say it.
    pub(crate) fn tell(self, english: &str) -> String {
        visible(&self.report().say(english))
    }

    /// The language of a report.
    pub(crate) fn report(self) -> report::Language {
        match self {
            Self::En => report::Language::En,
            Self::Ja => report::Language::Ja,
        }
    }

    /// The text of a word that the store or the engine gave; the word itself where it is none of ours.
    pub(crate) fn word(self, word: &str) -> String {
        let said = self.say(word);
        if said.is_empty() { word.to_owned() } else { said.to_owned() }
    }
}

/// Key, English, Japanese.
#[rustfmt::skip]
const WORDS: &[(&str, &str, &str)] = &[
    ("portal", "Deliveries", "納品物の確認"),
    ("sign-in", "Sign in", "サインイン"),
    ("sign-out", "Sign out", "サインアウト"),
    ("token", "Token", "トークン"),
    ("by-provider", "Sign in with your organisation", "組織のアカウントでサインイン"),
    ("by-token", "or with a token", "またはトークンで"),
    ("signed-in", "You are signed in.", "サインインしました。"),
    ("go-on", "Go on", "続ける"),
    ("signed-out", "You are signed out.", "サインアウトしました。"),
    ("still-signed-in", "Your organisation may still know this browser.", "組織側ではこのブラウザーのサインインが続いている場合があります。"),
    ("sign-out-there", "Sign out there too", "組織側でもサインアウトする"),
    ("prove", "Show who you are", "本人確認を行う"),
    ("prove-help", "You signed in some time ago. Show anew who you are, then decide.", "サインインから時間が経っています。もう一度本人確認をしてから決定してください。"),
    ("token-help", "Your administrator gave it to you. A vendor needs none: open the link that the buyer sent.", "管理者から受け取ったトークンを入力してください。供給者の方はトークン不要です。発注者から届いたリンクを開いてください。"),
    ("token-wrong", "This token opens nothing. Check it, or ask your administrator for a new one.", "このトークンは使えません。入力内容を確かめるか、管理者に新しいトークンを依頼してください。"),
    ("confirm-link", "This link signs you in once.", "このリンクで一度だけサインインできます。"),
    ("front-text", "Vendors open the link that the buyer sent. Buyers, auditors and administrators sign in.", "供給者の方は発注者から届いたリンクを開いてください。発注者・監査担当・管理者の方はサインインしてください。"),
    ("inbox", "Inbox", "受信箱"),
    ("requests", "Requests", "提出依頼"),
    ("search", "Search", "検索"),
    ("audit", "Audit", "監査記録"),
    ("passes", "People and programs", "利用者とプログラム"),
    ("navigation", "Pages", "ページ"),
    ("skip", "To the content", "本文へ"),
    ("nothing", "Nothing here yet.", "まだ何もありません。"),
    ("more", "Next page", "次のページ"),
    ("inbox-help", "What was handed in, the riskiest first.", "提出された納品物です。リスクの高い順に並んでいます。"),
    ("verdict", "Verdict", "判定"),
    ("accept", "may be accepted", "受け入れ可"),
    ("refer", "somebody has to look", "要確認"),
    ("reject", "must not be accepted", "受け入れ不可"),
    ("effect-reject", "must be put right", "要是正"),
    ("effect-refer", "has to be looked at", "要確認"),
    ("effect-note", "for information", "参考"),
    ("state", "State", "状態"),
    ("checking", "being checked", "確認中"),
    ("reopened", "decide again", "再決定が必要"),
    ("reopened-help", "This was decided before and lies here again: the verdict is worse now, or the delivery was reopened. Decided before:", "一度決定されましたが、判定が厳しくなったか再度開かれたため、再決定が必要です。以前の決定:"),
    ("undecided", "Nobody has decided yet.", "まだ決定されていません。"),
    ("draft", "draft, seen by you only", "下書き（相手には見えません）"),
    ("submitted", "handed in", "提出済み"),
    ("accepted", "accepted", "受け入れ"),
    ("conditional", "accepted with conditions", "条件付き受け入れ"),
    ("referred", "sent for advice", "助言を依頼"),
    ("rejected", "rejected", "受け入れ拒否"),
    ("superseded", "superseded by a later one", "後の提出に置き換え"),
    ("supplier", "Supplier", "供給者"),
    ("title", "Request", "依頼"),
    ("received", "Received", "受信日時"),
    ("number", "Number", "番号"),
    ("order", "Order", "注文内容"),
    ("order-file", "order.toml, for the same check at home", "order.toml（手元で同じ確認をするため）"),
    ("send-files", "Send files", "ファイルを送る"),
    ("files-help", "Bills of materials, signatures, certificates, or an archive with all of them. The buyer sees nothing until you hand it in.", "部品表、署名、証明書、またはそれらをまとめたアーカイブ。提出するまで発注者には見えません。"),
    ("choose-files", "Files", "ファイル"),
    ("choose-folder", "or a folder", "またはフォルダー"),
    ("check", "Send and check", "送信して確認"),
    ("steps", "Steps", "手順"),
    ("step-send", "Send files", "ファイルを送る"),
    ("step-read", "Read and correct", "確認して修正"),
    ("step-hand-in", "Hand in", "提出"),
    ("step-receipt", "Receipt", "受領書"),
    ("step-certify", "Statements", "表明"),
    ("statements", "Statements", "表明事項"),
    ("statements-help", "Each answer is filled in from the evidence where the evidence says something. Read every one: you certify them.", "証拠から分かる回答はあらかじめ記入されています。すべて確認してください。回答内容はあなたが証明するものです。"),
    ("to-statements", "Answer the statements", "表明事項に回答する"),
    ("certify-so", "Answer the statements as it is", "このまま表明事項に回答する"),
    ("certify-help", "The buyer asks for statements. Answer them, then hand in.", "発注者が表明を求めています。回答してから提出してください。"),
    ("to-state", "What the supplier has to state", "供給者に求める表明"),
    ("answer", "Answer", "回答"),
    ("answer-does", "yes, that is so", "はい、そのとおりです"),
    ("answer-does-not", "no, that is not so", "いいえ、違います"),
    ("answer-unknown", "not known", "不明"),
    ("explanation", "In your own words, where it is needed", "補足説明（必要な場合）"),
    ("evidence-against", "The evidence says yes. Whoever answers otherwise has to explain why:", "証拠は「はい」を示しています。他の回答をする場合は理由を説明してください:"),
    ("evidence-against-short", "against the evidence", "証拠と矛盾の可能性"),
    ("evidence-clear", "Every component was screened, and none leads to a party on these lists.", "すべての部品を照合し、該当するリスト掲載者は見つかりませんでした。"),
    ("unread", "nobody of the project has read this at its source", "原典未確認"),
    ("source", "Source", "出典"),
    ("certifier", "Who certifies", "証明者"),
    ("position", "Position", "役職"),
    ("inquiry", "A reasonable inquiry was made, and I may certify for the supplier.", "合理的な調査を行いました。私は供給者を代表して証明する権限を有します。"),
    ("certify", "Certify", "証明する"),
    ("certified", "Certified", "証明済み"),
    ("sign-it", "Sign it, if you want", "署名する（任意）"),
    ("sign-help", "Fetch certification.json, sign it as you sign deliveries, and send the signature. It names every file, the verdict and your answers.", "certification.json を取得し、納品物と同じ方法で署名して、署名ファイルを送ってください。全ファイル、判定、回答が記されています。"),
    ("send-signature", "Send the signature", "署名を送る"),
    ("sent-before", "Sent before", "これまでの送信"),
    ("findings", "What was found", "確認結果"),
    ("notes", "For information", "参考情報"),
    ("no-signatures", "Nothing is signed.", "署名はありません。"),
    ("no-findings", "Nothing was found that stands in the way.", "妨げとなる事項は見つかりませんでした。"),
    ("where", "Where", "場所"),
    ("path", "Path to the listed party", "規制対象者までの経路"),
    ("fix", "How to put it right", "対処方法"),
    ("by", "By", "根拠"),
    ("more-places", "more places; the report has all of them", "箇所（すべては報告書にあります）"),
    ("at-home", "The same result at home", "手元で同じ結果を得るには"),
    ("at-home-help", "Fetch the order, then run this beside your files. The buyer's own lists and keys are not part of it.", "注文内容を取得し、ファイルのある場所で次を実行してください。発注者独自のリストと鍵は含まれません。"),
    ("changed", "What changed since the last time", "前回からの変化"),
    ("fixed", "put right", "解消"),
    ("new", "new", "新規"),
    ("remaining", "remaining", "残り"),
    ("hand-in", "Hand in to the buyer", "発注者へ提出"),
    ("correct-help", "Put right what is marked below and send it again. You can also hand it in as it is.", "下記の指摘を修正して送り直してください。このまま提出することもできます。"),
    ("hand-in-so", "Hand in as it is", "このまま提出する"),
    ("hand-in-help", "The buyer then sees these files and this result. You can still send a corrected delivery.", "提出すると、発注者がこのファイルと結果を見られます。提出後も修正版を送れます。"),
    ("send-again", "Correct and send again", "修正して再送信"),
    ("receipt", "Receipt", "受領書"),
    ("receipt-help", "Keep it: it names every file by its SHA-256, and the place in the buyer's audit chain.", "保管してください。全ファイルのSHA-256と、発注者の監査記録での位置が記されています。"),
    ("drop", "Files and folders can be dropped here too.", "ファイルやフォルダーをここにドロップすることもできます。"),
    ("stands", "Lists have changed since, and nothing of this delivery is touched. Seen last:", "その後リストが変わりましたが、この納品物への影響はありません。最終確認:"),
    ("sending", "Sending", "送信中"),
    ("sent-so-far", "{sent} of {all} MB are there.", "{all} MBのうち{sent} MBを送信しました。"),
    ("dropped", "{count} files are chosen.", "{count}個のファイルを選択しました。"),
    ("sending-broke", "The connection broke. What came so far is kept for a day: press the button to go on.", "接続が切れました。届いた分は1日間保持されます。ボタンを押すと続きから送信します。"),
    ("waits-its-turn", "Your files are safe and wait for their turn.", "ファイルは保存され、順番を待っています。"),
    ("being-judged", "Your files are safe and are being checked.", "ファイルは保存され、確認中です。"),
    ("being-checked", "Your files are safe and are being checked. This page loads itself again.", "ファイルは保存され、確認中です。このページは自動で更新されます。"),
    ("cannot-judge", "Your files are safe, but the portal cannot judge them now. It tries again by itself.", "ファイルは保存されましたが、現在判定できません。自動的に再試行します。"),
    ("reports", "Reports", "報告書"),
    ("signed-verdict", "signed verdict", "署名付きの判定"),
    ("interface", "Interface for programs", "プログラム用インターフェース"),
    ("interface-help", "Send a token with each request: Authorization: Bearer TOKEN. What goes wrong is said as RFC 9457. The same for programs:", "各リクエストに Authorization: Bearer TOKEN を付けてください。エラーは RFC 9457 の形式です。機械可読の記述:"),
    ("who-may", "Who may", "利用できる者"),
    ("parameters", "Parameters", "パラメーター"),
    ("takes", "Takes", "送る内容"),
    ("gives", "Gives", "返す内容"),
    ("shapes", "Shapes", "データの形"),
    ("field", "Field", "項目"),
    ("required", "required", "必須"),
    ("type", "Type", "型"),
    ("documents", "Documents", "文書"),
    ("file", "File", "ファイル"),
    ("bytes", "Bytes", "バイト数"),
    ("signatures", "Who signed what", "署名"),
    ("signature", "signature", "署名ファイル"),
    ("standing", "Worth", "有効性"),
    ("verified", "verified", "検証済み"),
    ("undetermined", "cannot be told", "判断不能"),
    ("signer", "Signer", "署名者"),
    ("covers", "Covers", "対象"),
    ("why", "Why", "理由"),
    ("history", "Verdicts, the newest first", "判定の履歴（新しい順）"),
    ("past-help", "This is the verdict as it stood at the end of that day.", "これは当日終了時点の判定です。"),
    ("newest", "To the newest", "最新の判定へ"),
    ("as-of", "The verdict as of (UTC)", "指定日の判定（UTC）"),
    ("show", "Show", "表示"),
    ("beside", "Side by side", "並べて比較"),
    ("only-first", "only in the first", "一つ目のみ"),
    ("only-second", "only in the second", "二つ目のみ"),
    ("in-both", "in both", "両方"),
    ("is-in", "Is in", "含まれる納品物"),
    ("proposed", "a second person has to decide", "二人目の決定が必要"),
    ("proposed-help", "It counts once somebody else makes the same decision. So far:", "別の担当者が同じ決定をした時点で有効になります。現在の提案:"),
    ("two-people", "These count only once a second person has made the same decision:", "次の決定は、二人目が同じ決定をした時点で有効になります:"),
    ("decisions", "Decisions", "決定"),
    ("decide", "Decide", "決定する"),
    ("decision", "Decision", "決定"),
    ("reason", "Reason", "理由"),
    ("reason-help", "Kept for ever, and shown to auditors.", "恒久的に保存され、監査担当に表示されます。"),
    ("made-by", "By whom", "担当"),
    ("when", "When", "日時"),
    ("question", "Component, maker or party", "部品、製造者、または関係者"),
    ("component", "Component", "部品"),
    ("maker", "Maker as stated", "記載された製造者"),
    ("party", "Traced to", "特定した関係者"),
    ("estate", "What is in the house", "保有する部品"),
    ("estate-help", "Components of every delivery by its newest verdict, without what was rejected or superseded. Dark green: accepted. Brown: with the buyer, or sent for advice.", "納品物ごとに最新の判定で数えた部品数です。拒否または置き換えられた納品物は含みません。緑は受け入れ済み、茶色は審査中または助言待ちです。"),
    ("estate-cut", "Only the first are shown.", "上位のみを表示しています。"),
    ("by-maker", "By maker", "製造者別"),
    ("by-owner", "By owner of the maker", "製造者の所有者別"),
    ("by-list", "By list that the maker or an owner is on, or might be", "製造者または所有者が掲載されている（可能性を含む）リスト別"),
    ("by-country", "By country of the maker", "製造者の国別"),
    ("not-known", "not known", "不明"),
    ("in-accepted", "Components accepted", "受け入れ済みの部品"),
    ("in-open", "Components not decided", "未決定の部品"),
    ("deliveries", "Deliveries", "納品物"),
    ("step-component", "component", "部品"),
    ("step-maker", "made by", "製造者"),
    ("step-owner", "owned by", "所有者"),
    ("step-entry", "listed as", "リスト掲載"),
    ("screened", "Screened", "照合結果"),
    ("clear", "clear", "該当なし"),
    ("possible", "possible", "該当の可能性"),
    ("listed", "listed", "該当"),
    ("unscreened", "not screened", "未照合"),
    ("ask", "Ask a supplier", "供給者に依頼する"),
    ("vendor", "Vendor", "供給者"),
    ("buyer", "buyer", "発注者"),
    ("auditor", "auditor", "監査担当"),
    ("admin", "administrator", "管理者"),
    ("contract", "Contract", "契約"),
    ("product", "Product", "製品"),
    ("category", "Category", "区分"),
    ("purpose", "Purpose", "用途"),
    ("country", "Country of production (two letters)", "生産国（2文字）"),
    ("days", "Days that the link lasts", "リンクの有効日数"),
    ("make-link", "Make the link", "リンクを作る"),
    ("link-made", "Send this link to the supplier. It is shown only now.", "このリンクを供給者に送ってください。表示は今回限りです。"),
    ("token-made", "Give this token to its owner. It is shown only now.", "このトークンを本人に渡してください。表示は今回限りです。"),
    ("revoke", "Take back", "取り消す"),
    ("revoked", "taken back", "取り消し済み"),
    ("expires", "Ends", "期限"),
    ("role", "Role", "役割"),
    ("name", "Name", "名前"),
    ("whose", "For a vendor: whose deliveries", "供給者の場合：どの供給者の納品か"),
    ("new-supplier", "a new supplier of this name", "この名前の新しい供給者"),
    ("supplier-is-new", "This supplier is new: make it", "新しい供給者として登録する"),
    ("supplier-help", "Choose one that is known, or name a new one and say so.", "登録済みの供給者を選ぶか、新しい名前を入力して登録してください。"),
    ("reopen", "Reopen", "再開する"),
    ("reopen-help", "It lies in front of you again, and its vendor may hand in another delivery on the same request. The decision stays in the record.", "未決定に戻り、供給者は同じ依頼に別の納品を提出できます。決定の記録は残ります。"),
    ("let-in", "Let somebody in", "利用者を追加"),
    ("action", "Action", "操作"),
    ("object", "Object", "対象"),
    ("detail", "Detail", "詳細"),
    ("waivers", "Waivers", "例外承認"),
    ("waivers-help", "What buyers asked to allow for a time, and what another buyer answered. A finding that is allowed stays in the report as a note. Those of the operator's file are not listed here.", "期限付きで認めるよう依頼された例外と、別の担当者の回答です。承認された指摘は参考情報として報告書に残ります。運用者のファイルにある例外承認はここには表示されません。"),
    ("ask-waiver", "Ask for a waiver", "例外承認を依頼する"),
    ("ask-waiver-help", "Another buyer has to approve it. It counts for this supplier only.", "別の担当者の承認が必要です。この供給者にのみ有効です。"),
    ("waiver-covers", "What it allows", "対象"),
    ("all-of-maker", "every part in this file that this rule meets and that is by", "このファイル内でこの規則に当たる全部品。製造者:"),
    ("any-file", "also in other files than this one, such as a corrected delivery", "修正版など、他のファイルにも適用する"),
    ("any-contract", "under every contract of this supplier, not only", "この供給者の全契約に適用する。外した場合の契約:"),
    ("no-contract", "This delivery names no contract: it counts for every delivery of this supplier.", "この納品物には契約番号がないため、この供給者の全納品物に適用されます。"),
    ("every-contract", "every contract of this supplier", "この供給者の全契約"),
    ("last-day", "Last day on which it counts", "有効な最終日"),
    ("asked-by", "Asked by", "依頼者"),
    ("approved-by", "Approved by", "承認者"),
    ("refused-by", "Refused by", "却下者"),
    ("withdrawn-by", "Withdrawn by", "取り下げた者"),
    ("first-used", "First used", "最初の適用"),
    ("never", "not yet", "まだありません"),
    ("its-delivery", "To the delivery", "納品物へ"),
    ("waiver-asked", "asked for", "依頼中"),
    ("waiver-approved", "approved", "承認済み"),
    ("waiver-void", "approved, does not count", "承認済み（無効）"),
    ("waiver-expired", "expired", "期限切れ"),
    ("waiver-refused", "refused", "却下"),
    ("waiver-withdrawn", "withdrawn", "取り下げ"),
    ("counts", "counts until", "有効期限"),
    ("approve", "Approve", "承認する"),
    ("refuse", "Refuse", "却下する"),
    ("withdraw", "Withdraw", "取り下げる"),
    ("waiver-signature", "Your signature over it, in base64", "署名（base64）"),
    ("waiver-signature-help", "Where the policy asks for a signature, an approval without one does not count. Sign these bytes with your key:", "ポリシーが署名を求める場合、署名のない承認は無効です。次のデータに自分の鍵で署名してください:"),
    ("cause-restricted maker or owner", "restricted maker or owner", "規制対象の製造者または所有者"),
    ("cause-signature, identity or integrity", "signature, identity or integrity", "署名・身元・完全性"),
    ("cause-undecided maker", "undecided maker", "製造者を特定できない"),
    ("cause-malformed input", "malformed input", "入力の不備"),
    ("cause-policy", "policy", "ポリシー"),
    ("cause-hardware", "hardware", "ハードウェア"),
    ("cause-something is not accounted for", "something is not accounted for", "確認から漏れたもの"),
    ("cause-other", "other", "その他"),
];

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_key_has_both_languages_and_stands_once() {
        let keys: BTreeSet<&str> = WORDS.iter().map(|(key, _, _)| *key).collect();
        assert_eq!(keys.len(), WORDS.len());
        for (key, en, ja) in WORDS {
            assert!(!en.is_empty() && !ja.is_empty() && en != ja, "{key}");
            assert!(!ja.is_ascii(), "{key}: \"{ja}\" is not Japanese");
        }
    }

    #[test]
    fn every_word_that_a_page_asks_for_is_there() {
        let top = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server");
        let (mut asked, mut open) = (0, vec![top]);
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for rest in text.split("say(\"").skip(1) {
                let key = rest.split('"').next().unwrap();
                assert!(!Language::En.say(key).is_empty(), "{}: {key}", path.display());
                asked += 1;
            }
        }
        assert!(asked > 50, "{asked}");
    }
}
