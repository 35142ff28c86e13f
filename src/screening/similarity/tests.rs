//! What is a match, what is looked at, and what is another company, name by name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use super::*;

fn all(listed: &str, verdict: Verdict, names: &[&str]) {
    for name in names {
        let found = against(&Name::of(name), &Name::of(listed));
        assert_eq!(found.verdict, verdict, "{name} against {listed}: {found:?}");
    }
}

#[test]
fn a_mark_with_usual_words_is_a_match() {
    all(
        "Huawei",
        Verdict::Match,
        &[
            "Huawei Technologies (UK) Co., Ltd.",
            "PT. Huawei Tech Investment",
            "Huawei Device",
            "Hua Wei Technologies",
            "HUAWE1",
            "华为",
            "Huawei International Pte. Ltd.",
        ],
    );
    all("Hikvision", Verdict::Match, &["Hikvision Europe B.V.", "Hangzhou Hikvision Digital Technology Co., Ltd.", "HlKVISION"]);
    all("ZTE Corporation", Verdict::Match, &["ZTE", "ZTE Deutschland GmbH", "Z.T.E. Corp"]);
}

#[test]
fn a_mark_with_a_word_of_its_own_or_another_trade_is_reviewed() {
    all(
        "Huawei",
        Verdict::Review,
        &["Huawei Symantec Technologies", "Huawei Marine Networks", "Hauwei Design Studio", "Prama Huawei", "华为海洋网络"],
    );
    all("Kaspersky", Verdict::Review, &["Kaspersky Insurance Brokers Ltd"]);
}

#[test]
fn a_plain_word_needs_the_trade_to_agree() {
    all(
        "Dahua Technology",
        Verdict::Match,
        &["Zhejiang Dahua Technology Co., Ltd.", "Dahua Tech. (UK) Ltd", "Zhejiang Dahua Vision Technology"],
    );
    all("Dahua", Verdict::Review, &["Dahua Europe B.V.", "Dahua Security"]);
    all(
        "Dahua",
        Verdict::Different,
        &["Dahua Hawthorn Development Pty Ltd", "Da Hua Trading Pte Ltd", "Dahua Wang", "Shanghai Dahua Scale Factory", "Dahua Group"],
    );
    all("SMIC", Verdict::Different, &["SMIC! Events & Marketing GmbH"]);
    all("大华股份", Verdict::Different, &["大华银行", "大华(集团)有限公司"]);
}

#[test]
fn a_legal_form_more_or_less_makes_no_other_company() {
    all("Quorvex", Verdict::Match, &["Quorvex Corp.", "Quorvex GmbH"]);
    all("Texas Instruments", Verdict::Match, &["Texas Instruments, Inc."]);
    all("Motorola", Verdict::Review, &["Motorola, Inc.", "Motorola GmbH"]);
    all("Elsa", Verdict::Review, &["ELSA AG"]);
    all("大华", Verdict::Match, &["大华有限公司"]);
    all("大华", Verdict::Review, &["株式会社大華"]);
    all("CTG", Verdict::Different, &["CTG GmbH"]);
}

#[test]
fn a_name_for_short_is_looked_at() {
    for (listed, name) in [
        ("Tencent Holdings Limited", "Tencent"),
        ("BYD Company Limited", "BYD"),
        ("CALB Group Co., Ltd.", "CALB"),
        ("Alibaba Group Holding Limited", "Alibaba"),
        ("BOE Technology Group Company Limited", "BOE"),
    ] {
        all(listed, Verdict::Review, &[name]);
    }
    all("Panda Electronics Group Co., Ltd.", Verdict::Different, &["Panda", "Panda GmbH"]);
    all("BYD Company Limited", Verdict::Different, &["BYD GmbH", "BYD Trading"]);
    all("Calb Insurance Group", Verdict::Different, &["Calb"]);
}

#[test]
fn initials_behind_a_name_are_the_name_again() {
    all("Hughes Network Systems", Verdict::Match, &["Hughes Network Systems (HNS)"]);
    all("Quorvex Marine Radio", Verdict::Match, &["Quorvex Marine Radio (QMR) Ltd."]);
}

#[test]
fn near_spellings_of_short_words_are_other_companies() {
    all("Huawei", Verdict::Different, &["Huawen Media", "Huaweld Industries", "China Huaneng Group"]);
    all("Hytera", Verdict::Different, &["HITERA d.o.o."]);
    all("ZTE", Verdict::Different, &["ZTT International", "ZTS GmbH", "Azteca Electronics"]);
}

#[test]
fn a_slip_in_a_long_word_is_not_overlooked() {
    all("Hangzhou Hikvision Digital Technology Co., Ltd.", Verdict::Match, &["Hangzhou Hikvison Digital Technology Co., Ltd."]);
    all("Hikvision", Verdict::Review, &["Hikvison", "Hikvisoin"]);
    all("Huawei", Verdict::Review, &["Huawie", "Huaewi"]);
    all("Hytera Communications", Verdict::Review, &["Hitera Communications"]);
}

#[test]
fn overlap_of_common_words_is_no_hit() {
    all(
        "Hangzhou Hikvision Digital Technology Co., Ltd.",
        Verdict::Different,
        &["Hangzhou Digital Technology Co., Ltd.", "Vision Digital Technology Co."],
    );
    all("Hytera Communications Corporation Limited", Verdict::Different, &["Communications Corporation Limited"]);
    all("China Electronics Corporation", Verdict::Different, &["China Electronics Trading Corporation", "Electronics Corporation"]);
    all("China Electronics Corporation", Verdict::Match, &["China Electronics Corp."]);
}

#[test]
fn numbers_that_differ_part_two_names() {
    all("Research Institute 54", Verdict::Different, &["Research Institute 55"]);
    all("Tianjin 712 Communication", Verdict::Different, &["Tianjin 713 Communication"]);
}

#[test]
fn a_listed_name_stands_with_its_first_word() {
    all("Huawei Symantec Technologies", Verdict::Different, &["Symantec Corporation"]);
    all("Lorex", Verdict::Different, &["JOREX LOREX INDIA PRIVATE LIMITED"]);
}

#[test]
fn reasons_say_which_words_agree_and_how_rare_they_are() {
    let found = against(&Name::of("Huawei Marine Networks Co., Ltd."), &Name::of("Huawei"));
    assert_eq!(
        found.reasons,
        [
            "\"huawei\" agrees; in fewer than 3 of 399203 company names",
            "\"marine\" stands only in the name; a common word",
            "\"networks\" stands only in the name; a common word"
        ]
    );
}

fn looked_at(listed: &str, names: &[&str]) {
    for name in names {
        let found = against(&Name::of(name), &Name::of(listed));
        assert_ne!(found.verdict, Verdict::Different, "{name} against {listed}");
    }
}

#[test]
fn proper_words_written_together_on_either_side_are_one() {
    looked_at("KEISOKU GIKEN Co.,Ltd.", &["Keisokugiken Corporation", "Keisokugiken"]);
    looked_at("Keisokugiken Corporation", &["KEISOKU GIKEN Co.,Ltd."]);
    looked_at("EA Elektro-Automatik GmbH & Co. KG", &["EA Elektroautomatik GmbH & Co. KG"]);
    looked_at("EA Elektroautomatik GmbH & Co. KG", &["EA Elektro-Automatik GmbH & Co. KG"]);
}

#[test]
fn what_stands_in_brackets_and_says_nothing_new_parts_nobody_from_a_listed_name() {
    looked_at("Micro-Star International Co., Ltd. [MSI]", &["Micro Star International", "Micro-Star International Co., Ltd."]);
    looked_at("American Computer & Digital Components, Inc. (ACDC)", &["American Computer & Digital Components"]);
    looked_at("Hangzhou Weixin Optics (Weixin)", &["Hangzhou Weixin Optics"]);
    all("Micro-Star International Co., Ltd. [MSJ]", Verdict::Different, &["Micro Star International"]);
}

#[test]
fn a_listed_name_is_looked_at_where_its_first_letters_are_given() {
    all("Semiconductor Manufacturing International (Tianjin) Corporation", Verdict::Review, &["SMIC Tianjin", "SMIC (Tianjin) Corp."]);
    all("SMIC Tianjin", Verdict::Review, &["Semiconductor Manufacturing International (Tianjin) Corporation"]);
    // The first letters of any four words would be one of these.
    all("CSSC", Verdict::Different, &["Clover Square Shopping Center, LLC", "China State Shipbuilding Corporation"]);
}

#[test]
fn a_word_that_few_bear_stands_for_the_whole_name() {
    all("Atkinson Technology Ltd", Verdict::Review, &["Atkinson"]);
    all("Accenture Technology Ltd", Verdict::Different, &["Accenture"]);
}

/// The Han word is one group's own though the Latin one is borne by others.
#[test]
fn one_own_word_of_two_that_sound_alike_is_enough() {
    all("阿里巴巴", Verdict::Match, &["Alibaba"]);
}

#[test]
fn the_same_sound_is_sure_of_long_words_alone() {
    all("海康威视", Verdict::Match, &["Haikangweishi"]);
    all("海能科技", Verdict::Review, &["Haineng Technology"]);
    all("海能 维通", Verdict::Review, &["Haineng Weitong"]);
    all("Кворвекс", Verdict::Match, &["Kvorveks"]);
}

#[test]
fn a_plain_word_under_another_trade_is_another_company() {
    all("Atkinson Technology", Verdict::Different, &["Atkinson Technology Electronics"]);
    all("QZ", Verdict::Different, &["QZ Technology"]);
}

#[test]
fn numbers_and_words_of_its_own_beside_common_words_make_another_company() {
    all("Digital System", Verdict::Different, &["Quorvex Digital System", "Digital System 24", "Digital System Quorvex Tillamund"]);
    all("Quorvex Digital System", Verdict::Different, &["Digital System"]);
}

#[test]
fn a_slip_in_a_long_word_is_a_match_only_where_the_trades_agree() {
    all("Quorvexatum Technology", Verdict::Match, &["Quorvextaum Technology"]);
    all("Quorvexatum Technology Media", Verdict::Review, &["Quorvextaum Technology Trading"]);
    all("Quorvexatum Media", Verdict::Different, &["Quorvextaum Trading"]);
}
