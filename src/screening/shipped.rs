//! The lists and laws that are built into the program: `reference/watchlists` and `reference/regimes`, file by file.

use super::list_file::ListText;

/// Path and text of every law.
pub const REGIMES: &[(&str, &str)] = &[
    ("reference/regimes/au-5g-2018.toml", include_str!("../../reference/regimes/au-5g-2018.toml")),
    ("reference/regimes/ca-telecom-2022.toml", include_str!("../../reference/regimes/ca-telecom-2022.toml")),
    ("reference/regimes/eu-5g-toolbox.toml", include_str!("../../reference/regimes/eu-5g-toolbox.toml")),
    ("reference/regimes/in-trusted-sources-2021.toml", include_str!("../../reference/regimes/in-trusted-sources-2021.toml")),
    ("reference/regimes/jp-2018-12-10.toml", include_str!("../../reference/regimes/jp-2018-12-10.toml")),
    ("reference/regimes/se-pts-2020.toml", include_str!("../../reference/regimes/se-pts-2020.toml")),
    ("reference/regimes/uk-dvd-huawei-2022.toml", include_str!("../../reference/regimes/uk-dvd-huawei-2022.toml")),
    ("reference/regimes/us-1260h.toml", include_str!("../../reference/regimes/us-1260h.toml")),
    ("reference/regimes/us-2cfr-200-216.toml", include_str!("../../reference/regimes/us-2cfr-200-216.toml")),
    ("reference/regimes/us-bis-affiliates-rule.toml", include_str!("../../reference/regimes/us-bis-affiliates-rule.toml")),
    ("reference/regimes/us-bis-entity-list.toml", include_str!("../../reference/regimes/us-bis-entity-list.toml")),
    ("reference/regimes/us-fcc-covered-list.toml", include_str!("../../reference/regimes/us-fcc-covered-list.toml")),
    ("reference/regimes/us-fy25-1709-uas.toml", include_str!("../../reference/regimes/us-fy25-1709-uas.toml")),
    ("reference/regimes/us-ndaa-154-batteries.toml", include_str!("../../reference/regimes/us-ndaa-154-batteries.toml")),
    ("reference/regimes/us-ndaa-1634-kaspersky.toml", include_str!("../../reference/regimes/us-ndaa-1634-kaspersky.toml")),
    ("reference/regimes/us-ndaa-5949.toml", include_str!("../../reference/regimes/us-ndaa-5949.toml")),
    ("reference/regimes/us-ndaa-889-a1a.toml", include_str!("../../reference/regimes/us-ndaa-889-a1a.toml")),
    ("reference/regimes/us-ndaa-889-a1b.toml", include_str!("../../reference/regimes/us-ndaa-889-a1b.toml")),
    ("reference/regimes/us-uflpa.toml", include_str!("../../reference/regimes/us-uflpa.toml")),
];

/// One list that ships.
struct Shipped {
    id: &'static str,
    origin: &'static str,
    entries: &'static str,
}

const WATCHLISTS: &[Shipped] = &[
    Shipped {
        id: "ca-telecom-2022",
        origin: include_str!("../../reference/watchlists/ca-telecom-2022/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/ca-telecom-2022/entries.toml"),
    },
    Shipped {
        id: "eu-5g-toolbox",
        origin: include_str!("../../reference/watchlists/eu-5g-toolbox/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/eu-5g-toolbox/entries.toml"),
    },
    Shipped {
        id: "se-pts-2020",
        origin: include_str!("../../reference/watchlists/se-pts-2020/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/se-pts-2020/entries.toml"),
    },
    Shipped {
        id: "uk-dvd-huawei-2022",
        origin: include_str!("../../reference/watchlists/uk-dvd-huawei-2022/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/uk-dvd-huawei-2022/entries.toml"),
    },
    Shipped {
        id: "us-1260h",
        origin: include_str!("../../reference/watchlists/us-1260h/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/us-1260h/entries.toml"),
    },
    Shipped {
        id: "us-bis-entity-list",
        origin: include_str!("../../reference/watchlists/us-bis-entity-list/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/us-bis-entity-list/entries.toml"),
    },
    Shipped {
        id: "us-fcc-covered-list",
        origin: include_str!("../../reference/watchlists/us-fcc-covered-list/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/us-fcc-covered-list/entries.toml"),
    },
    Shipped {
        id: "us-ndaa-1634-kaspersky",
        origin: include_str!("../../reference/watchlists/us-ndaa-1634-kaspersky/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/us-ndaa-1634-kaspersky/entries.toml"),
    },
    Shipped {
        id: "us-ndaa-5949",
        origin: include_str!("../../reference/watchlists/us-ndaa-5949/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/us-ndaa-5949/entries.toml"),
    },
    Shipped {
        id: "us-ndaa-889-a1a",
        origin: include_str!("../../reference/watchlists/us-ndaa-889-a1a/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/us-ndaa-889-a1a/entries.toml"),
    },
    Shipped {
        id: "us-ndaa-889-a1b",
        origin: include_str!("../../reference/watchlists/us-ndaa-889-a1b/ORIGIN.toml"),
        entries: include_str!("../../reference/watchlists/us-ndaa-889-a1b/entries.toml"),
    },
];

/// Every list that ships, as text.
pub fn watchlists() -> impl Iterator<Item = ListText> {
    WATCHLISTS.iter().map(|list| ListText {
        path: format!("reference/watchlists/{}/entries.toml", list.id),
        text: list.entries.to_owned(),
        origin: Some(list.origin.to_owned()),
        handed_in: None,
    })
}

/// Whether a list of this id ships.
pub fn is_shipped(id: &str) -> bool {
    WATCHLISTS.iter().any(|list| list.id == id)
}
