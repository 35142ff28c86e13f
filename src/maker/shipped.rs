//! The directory of makers that is built into the program: `reference/makers`, file by file.

/// Path and text of every file.
pub const MAKERS: &[(&str, &str)] = &[
    ("reference/makers/dahua.toml", include_str!("../../reference/makers/dahua.toml")),
    ("reference/makers/entity-list.toml", include_str!("../../reference/makers/entity-list.toml")),
    ("reference/makers/hikvision.toml", include_str!("../../reference/makers/hikvision.toml")),
    ("reference/makers/huawei.toml", include_str!("../../reference/makers/huawei.toml")),
    ("reference/makers/hytera.toml", include_str!("../../reference/makers/hytera.toml")),
    ("reference/makers/kaspersky.toml", include_str!("../../reference/makers/kaspersky.toml")),
    ("reference/makers/section-1260h.toml", include_str!("../../reference/makers/section-1260h.toml")),
    ("reference/makers/semiconductors.toml", include_str!("../../reference/makers/semiconductors.toml")),
    ("reference/makers/zte.toml", include_str!("../../reference/makers/zte.toml")),
];
