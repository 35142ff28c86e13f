//! A company's name in one shape, whatever the script, case, width or legal form it was written in.

mod aside;
mod field;
mod glue;
mod script;
mod several;
mod syllables;
mod tables;
mod words;

pub use field::{Field, parse_field};
pub use script::normal;
pub use several::called;
pub use tables::{Trade, commonness, is_mark, known_class, legal_names_counted};
pub use words::{Class, Origin, Word};

/// Longest name that is looked at, in characters; what stands behind is not compared.
const LIMIT_CHARACTERS: usize = 600;

/// A name in its normal forms. Two names are the same name when their [`Name::key`]s are equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    key: String,
    core: String,
    words: Vec<Word>,
}

/// One normal form under which a name can be looked up; kinds never mix.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// Words in order, legal form included: equal means the same name.
    Exact(String),
    /// Without the legal form: "zte" for "ZTE Corporation".
    Core(String),
    /// The core without blanks: "huawei" for "Hua Wei".
    Compact(String),
}

impl Name {
    /// The normal forms of `text`, a maker phrase (see [`parse_field`]). Never fails: a name without a letter has an empty key.
    /// So has one of legal forms alone: "Limited" is nobody's name.
    pub fn of(text: &str) -> Name {
        let head: String = text.chars().take(LIMIT_CHARACTERS).collect();
        let words = without_initials(words::read(&head));
        let said = words.iter().filter(|word| !word.is_filler());
        let forms_alone = said.clone().all(|word| word.class == Class::Form);
        if forms_alone && (said.clone().count() < 2 || said.clone().all(Word::is_usual_form)) {
            return Name { key: String::new(), core: String::new(), words: Vec::new() };
        }
        let key = join(words.iter().filter(|word| !word.is_filler()), " ");
        let core = join(words.iter().filter(|word| !word.is_filler() && word.class != Class::Form), " ");
        let core = if core.is_empty() { key.clone() } else { core };
        Name { key, core, words }
    }

    /// The name as it is meant where signs stand for letters, "Hu@wei" for Huawei; `None` where none does.
    pub fn undisguised(text: &str) -> Option<Name> {
        let head: String = text.chars().take(LIMIT_CHARACTERS).collect();
        script::undisguised(&head).map(|meant| Name::of(&meant))
    }

    /// The name with its misspelt trades and places as they are written: "Dahua Technology" for "Dahua Tecnology"; `None` where none is
    /// misspelt, or where nothing else tells the company from others.
    pub fn respelt(&self) -> Option<Name> {
        let meant = |word: &Word| match (word.class, word.origin) {
            (Class::Proper, Origin::Latin) => tables::misspelt(&word.raw),
            (_, _) => None,
        };
        let meant: Vec<Option<&str>> = self.words.iter().map(meant).collect();
        let words: Vec<&str> = meant.iter().zip(&self.words).map(|(meant, word)| meant.unwrap_or(&word.raw)).collect();
        meant.iter().any(Option::is_some).then(|| Name::of(&words.join(" "))).filter(Name::is_distinctive)
    }

    /// The normal form: lower case, one blank between words, legal forms in one spelling, traditional Han as simplified.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The normal form without the legal form; the key where nothing else is there.
    pub fn core(&self) -> &str {
        &self.core
    }

    /// The core without blanks.
    pub fn compact(&self) -> String {
        self.core.replace(' ', "")
    }

    /// Whether another legal form would not make it another company: the core alone tells it from others, or the form is
    /// one that is written of any company. 株式会社大華 need not be 大华股份.
    pub fn stands_without_its_form(&self) -> bool {
        self.core_is_own() || self.words.iter().all(|word| word.class != Class::Form || word.is_usual_form())
    }

    /// Whether the core alone tells this company from others: a rare word, or a proper word beside another.
    pub fn core_is_own(&self) -> bool {
        let said = self.words.iter().filter(|word| word.class != Class::Form && !word.is_filler());
        self.is_distinctive() && (said.count() > 1 || self.words.iter().any(Word::is_strong))
    }

    /// The words in the order of the name, the legal form among them.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// Whether a word is left that tells this company from others: not a place, a trade, a number or a legal form.
    pub fn is_distinctive(&self) -> bool {
        self.words.iter().any(|word| word.class == Class::Proper)
    }
}

/// Without a word that is made of the first letters of those before it, with the legal form or without: it says nothing new in
/// "Hughes Network Systems (HNS)" and "Micro-Star International Co., Ltd. (MSI)".
fn without_initials(words: Vec<Word>) -> Vec<Word> {
    let (mut letters, mut without_forms) = (String::new(), String::new());
    let mut says_something = |word: &Word| {
        let may_be = word.class == Class::Proper && word.origin == Origin::Latin && word.text.len() > 2;
        let is_new = !(may_be && (letters.ends_with(&word.text) || without_forms.ends_with(&word.text)));
        if let Some(first) = word.raw.chars().next().filter(|_| !word.is_filler()) {
            letters.push(first);
            without_forms.extend((word.class != Class::Form).then_some(first));
        }
        is_new
    };
    words.into_iter().filter(&mut says_something).collect()
}

fn join<'a>(words: impl Iterator<Item = &'a Word>, between: &str) -> String {
    words.map(|word| word.text.as_str()).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

    use super::*;

    fn same(one: &str, other: &str) {
        assert_eq!(Name::of(one).key(), Name::of(other).key(), "{one} / {other}");
    }

    #[test]
    fn one_name_in_many_spellings_has_one_key() {
        for spelling in [
            "HUAWEI TECHNOLOGIES CO.,LTD",
            "Huawei Technologies Co., Ltd.",
            "huawei technologies company limited",
            "Ｈｕａｗｅｉ　Ｔｅｃｈｎｏｌｏｇｉｅｓ　Ｃｏ．，Ｌｔｄ．",
            "Huаwei Technologies Co Ltd",
            "ΗUAWEI TECHNOLOGIES CO LTD",
            "Huawei® Technologies Co. Ltd",
            "HUAWEI TECHNOLOGIESCO.,LTD",
            "Hua\u{200b}wei Technologies Co., Ltd.",
            "H.U.A.W.E.I. Technologies Co., Ltd.",
        ] {
            same(spelling, "Huawei Technologies Co Ltd");
        }
    }

    #[test]
    fn legal_forms_in_words_and_in_other_scripts_are_one() {
        same(
            "Kaspersky Open Joint Stock Company",
            "OAO Kaspersky Lab".replace(" Lab", "").replace("OAO Kaspersky", "Kaspersky OAO").as_str(),
        );
        same("АО «Ромашка»", "Акционерное общество «Ромашка»");
        same("ファーウェイ株式会社", "ファーウェイ㈱");
        same("ファーウェイ(株)", "ﾌｧｰｳｪｲ株式会社");
        same("Muster Gesellschaft mit beschränkter Haftung", "Muster G.m.b.H.");
        same("Ejemplo, Sociedad Anónima de Capital Variable", "Ejemplo S.A. de C.V.");
        same("Przykład spółka z ograniczoną odpowiedzialnością", "Przyklad Sp. z o.o.");
        same("Eksempel Aktieselskab", "EKSEMPEL A/S");
        same("삼성 주식회사", "삼성(주)");
        same("Contoh Sendirian Berhad", "Contoh Sdn. Bhd.");
    }

    #[test]
    fn traditional_simplified_and_japanese_han_are_one() {
        same("華為技術有限公司", "华为技术有限公司");
        same("大華技術股份有限公司", "大华技术股份有限公司");
        same("中興通訊", "中兴通讯");
        same("検査技術", "檢查技術");
    }

    #[test]
    fn what_differs_stays_different() {
        for (one, other) in [
            ("ZTE", "ZTT"),
            ("Huawei", "Huawen"),
            ("海思", "海思科"),
            ("Dahua Technology", "Dahua Group"),
            ("54 Institute", "55 Institute"),
        ] {
            assert_ne!(Name::of(one).key(), Name::of(other).key(), "{one} / {other}");
        }
    }

    #[test]
    fn the_core_has_no_legal_form() {
        assert_eq!(Name::of("ZTE Corporation").core(), "zte");
        assert_eq!(Name::of("杭州海康威视数字技术股份有限公司").core(), "hangzhou 海康威视 digital technology");
    }

    #[test]
    fn a_name_of_nothing_has_no_key() {
        for empty in ["", "  ", "...", "\u{202e}", "®", "Limited", "Co., Ltd.", "株式会社", "and of the"] {
            assert_eq!(Name::of(empty).key(), "", "{empty:?}");
        }
    }

    #[test]
    fn two_legal_forms_of_which_one_is_rare_are_a_name() {
        assert_eq!(Name::of("Oy AG").key(), "oy ag");
        assert_eq!(Name::of("Inc. Ltd.").key(), "");
    }

    #[test]
    fn a_form_that_is_written_of_any_company_makes_no_other_company() {
        let stands = |text: &str| Name::of(text).stands_without_its_form();
        assert_eq!(["Huawei GmbH", "Dahua GmbH", "Dahua Co., Ltd.", "Dahua"].map(stands), [true, false, true, true]);
    }

    #[test]
    fn initials_say_nothing_new_and_other_words_do() {
        assert_eq!(Name::of("Hughes Network Systems (HNS)").key(), Name::of("Hughes Network Systems").key());
        for (text, key) in [
            // A legal form, two letters, Han.
            ("Ibis Nova Carta Inc", "ibis nova carta inc"),
            ("Beta Quorvex BQ", "beta quorvex bq"),
            ("大宇 大", "大宇 大"),
        ] {
            assert_eq!(Name::of(text).key(), key);
        }
    }

    #[test]
    fn what_is_meant_is_told_where_signs_or_slips_stand_for_it() {
        let key = |name: Option<Name>| name.map(|name| name.key().to_owned());
        assert_eq!(key(Name::undisguised("Hu@wei")).as_deref(), Some("huawei"));
        assert_eq!(key(Name::undisguised("Huawei")), None);
        assert_eq!(key(Name::of("Dahua Tecnology").respelt()).as_deref(), Some("dahua technology"));
        assert_eq!(key(Name::of("Dahua Technology").respelt()), None);
        assert_eq!(key(Name::of("Tecnology").respelt()), None);
    }

    #[test]
    fn names_in_other_scripts_can_be_looked_up_by_sound() {
        let sound = |text: &str| Name::of(text).words().iter().map(Word::sound).collect::<String>();
        assert_eq!(sound("Хуавэй"), "huawei");
        assert_eq!(sound("화웨이"), "huawei");
        assert_eq!(sound("海康威视"), "haikangweishi");
    }
}
